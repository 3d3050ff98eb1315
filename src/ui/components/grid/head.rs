//! The headings: pressing one sorts, its menu does all else that can be done with a column.

use leptos::{ev, prelude::*};

use super::column::{Arrange, STEP, kept_width};
use super::{Cells, Column, Grid, sorting};
use crate::platform::dom;
use crate::ui::components::button::Variant;
use crate::ui::components::icon::{Icon, icon};
use crate::ui::components::menu::{Menu, MenuItem};
use crate::ui::words::vocabulary::{said, spoken};

impl Grid {
    pub(super) fn head_view(self) -> AnyView {
        let first = self.first_column();
        let heading = move |(nth, column)| self.heading(first + nth, column);
        view! {
            <div class="grid-head" role="row" aria-rowindex="1">
                {self.selected.map(|selected| self.select_all_view(selected))}
                {move || self.columns.get().into_iter().enumerate().map(heading).collect_view()}
            </div>
        }
        .into_any()
    }

    fn heading(self, at: usize, column: Column) -> AnyView {
        let Column { key, label, numeric, cells, .. } = column;
        let sortable = cells != Cells::Drawn;
        let own = StoredValue::new(key.clone());
        // Rank and direction in the order, from 0.
        let sorted = Memo::new(move |_| {
            self.sort.with(|sort| {
                let rank = sort.iter().position(|(key, _)| own.with_value(|own| own == key))?;
                Some((rank, sort.get(rank)?.1))
            })
        });
        let several = move || self.sort.with(|sort| sort.len() > 1);
        let content = if sortable {
            let press = move |event: ev::MouseEvent| self.sort_pressed(at, event.shift_key());
            let mark = move || {
                sorted.get().map(|(rank, descending)| {
                    let ranked = several().then(|| view! { <span class="grid-rank">{rank + 1}</span> });
                    view! { {icon(if descending { Icon::ArrowDown } else { Icon::ArrowUp })} {ranked} }
                })
            };
            view! {
                <button
                    type="button"
                    class="grid-sort"
                    data-stop=""
                    aria-keyshortcuts="Alt+ArrowDown"
                    tabindex=move || self.tab_index_of_head(at)
                    on:click=press
                >
                    <span>{label.clone()}</span>
                    {mark}
                </button>
            }
            .into_any()
        } else {
            view! { <span class="grid-heading" data-stop="" tabindex=move || self.tab_index_of_head(at)>{label.clone()}</span> }
                .into_any()
        };
        let has_menu = sortable && self.on_widths.is_some();
        let menu = has_menu.then(|| self.column_menu_of(at, key, label, sorted));
        view! {
            <div
                class="grid-cell grid-heading-cell"
                class:num=numeric
                role="columnheader"
                aria-colindex=(at + 1).to_string()
                aria-sort=move || {
                    sortable
                        .then(|| match sorted.get() {
                            Some((0, true)) => "descending",
                            Some((0, false)) => "ascending",
                            _ => "none",
                        })
                }
            >
                {content}
                {menu}
                {self.on_widths.map(|_| self.edge(at))}
            </div>
        }
        .into_any()
    }

    /// A press on a heading; `add` keeps what it is sorted by already.
    pub(super) fn sort_pressed(self, column: usize, add: bool) {
        let Some(key) = self.column_key(column) else { return };
        self.on_sort.run(sorting::pressed(self.sort.get_untracked(), &key, add));
    }

    /// Opens the menu of a column; false if it has none.
    pub(super) fn open_menu(self, column: usize) -> bool {
        let Some(scroller) = self.scroller.get_untracked() else { return false };
        let button = dom::find(&scroller, &format!(".grid-head > [aria-colindex='{}'] .menu > button", column + 1));
        if let Some(button) = &button {
            button.click();
        }
        button.is_some()
    }

    fn column_menu_of(self, at: usize, key: String, label: String, sorted: Memo<Option<(usize, bool)>>) -> AnyView {
        let actions = ColumnActions::new(self, at);
        let items = Signal::derive(move || {
            let mut items = Vec::new();
            for (text, descending, sign) in
                [(spoken("Sort ascending"), false, Icon::ArrowUp), (spoken("Sort descending"), true, Icon::ArrowDown)]
            {
                let action = if descending { actions.descend } else { actions.ascend };
                let item = MenuItem::new(text, action).icon(sign);
                items.push(if sorted.get().map(|(_, down)| down) == Some(descending) {
                    item.checked(true)
                } else {
                    item
                });
            }
            if sorted.get().is_none() && self.sort.with(|sort| !sort.is_empty()) {
                items.push(MenuItem::new(spoken("Sort by this as well"), actions.add).hint("Shift+Enter"));
            }
            if self.on_filter.is_some() {
                items.push(MenuItem::new(spoken("Filter by this…"), actions.filter).icon(Icon::Filter));
            }
            let keys = self.keys();
            let nth = at - self.first_column();
            if self.on_columns.is_some() {
                for (text, change, action) in [
                    (spoken("Move left"), Arrange::MoveLeft, actions.left),
                    (spoken("Move right"), Arrange::MoveRight, actions.right),
                    (spoken("Hide"), Arrange::Hide, actions.hide),
                ] {
                    if change.applied(&keys, nth).is_some() {
                        items.push(MenuItem::new(text, action));
                    }
                }
            }
            items.push(MenuItem::new(spoken("Wider"), actions.wider));
            items.push(MenuItem::new(spoken("Narrower"), actions.narrower));
            if self.widths.with(|widths| widths.contains_key(&key)) {
                items.push(MenuItem::new(spoken("Usual width"), actions.usual));
            }
            items
        });
        view! {
            <Menu
                label=said!("Column {}", label)
                items
                icon=Icon::ChevronDown
                icon_only=true
                variant=Variant::Ghost
                small=true
                align_end=true
                tab_index="-1"
            />
        }
        .into_any()
    }

    /// The keys of the columns in order.
    fn keys(self) -> Vec<String> {
        self.columns.with(|columns| columns.iter().map(|column| column.key.clone()).collect())
    }

    fn direct(self, at: usize, descending: bool) {
        let Some(key) = self.column_key(at) else { return };
        self.on_sort.run(sorting::directed(self.sort.get_untracked(), &key, descending));
    }

    fn arrange(self, at: usize, change: Arrange) {
        let nth = at - self.first_column();
        if let (Some(on_columns), Some(keys)) = (self.on_columns, change.applied(&untrack(|| self.keys()), nth)) {
            on_columns.run(keys);
            let moved = match change {
                Arrange::MoveRight => at + 1,
                Arrange::MoveLeft | Arrange::Hide => at - 1,
            };
            self.go_to_head(moved);
        }
    }

    /// Makes a column wider by so many pixels; as wide as it comes by itself without.
    fn widen(self, at: usize, by: Option<f64>) {
        let (Some(on_widths), Some(key)) = (self.on_widths, self.column_key(at)) else { return };
        let mut widths = self.widths.get_untracked();
        match by {
            Some(by) => widths.insert(key, kept_width(self.width_now(at) + by)),
            None => widths.remove(&key),
        };
        on_widths.run(widths);
    }
}

/// What the items of a column's menu do, made once for as long as its heading is there.
#[derive(Clone, Copy)]
struct ColumnActions {
    ascend: Callback<()>,
    descend: Callback<()>,
    add: Callback<()>,
    filter: Callback<()>,
    left: Callback<()>,
    right: Callback<()>,
    hide: Callback<()>,
    wider: Callback<()>,
    narrower: Callback<()>,
    usual: Callback<()>,
}

impl ColumnActions {
    fn new(grid: Grid, at: usize) -> Self {
        let direct = |descending| Callback::new(move |()| grid.direct(at, descending));
        let arrange = |change| Callback::new(move |()| grid.arrange(at, change));
        let widen = |by| Callback::new(move |()| grid.widen(at, by));
        Self {
            ascend: direct(false),
            descend: direct(true),
            add: Callback::new(move |()| grid.sort_pressed(at, true)),
            filter: Callback::new(move |()| {
                if let (Some(on_filter), Some(key)) = (grid.on_filter, grid.column_key(at)) {
                    on_filter.run(key);
                }
            }),
            left: arrange(Arrange::MoveLeft),
            right: arrange(Arrange::MoveRight),
            hide: arrange(Arrange::Hide),
            wider: widen(Some(STEP)),
            narrower: widen(Some(-STEP)),
            usual: widen(None),
        }
    }
}
