//! A table of any length that draws only the rows in view.

mod keys;
mod rows;

use super::{
    icon::{Icon, icon},
    window::{offset, visible_range},
};
use crate::platform::dom;
use leptos::{ev, html, prelude::*};
use std::collections::BTreeSet;
use uuid::Uuid;

pub use rows::{Group, Row, Rows};

/// One column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// Names the column to `on_sort`.
    pub key: String,
    /// The heading.
    pub label: String,
    /// Right-aligned, with tabular figures.
    pub numeric: bool,
    /// Least width in characters; spare width is shared in proportion.
    pub width_ch: u16,
    /// The heading is a button that sorts.
    pub sortable: bool,
}

impl Column {
    /// A sortable column of text.
    #[must_use]
    pub fn new(key: impl Into<String>, label: impl Into<String>, width_ch: u16) -> Self {
        Self { key: key.into(), label: label.into(), numeric: false, width_ch, sortable: true }
    }

    /// Right-aligned figures.
    #[must_use]
    pub fn numeric(mut self) -> Self {
        self.numeric = true;
        self
    }

    /// A heading that does not sort.
    #[must_use]
    pub fn fixed(mut self) -> Self {
        self.sortable = false;
        self
    }
}

/// What the grid is sorted by, the first first: column keys, and whether descending.
pub type Sorting = Vec<(String, bool)>;

/// A virtual grid of records. It fills the height that its parent leaves.
///
/// `cells` gives the cells of one row in the order of `columns`; it runs inside a reactive
/// scope, so a row draws itself anew when what it read has changed. The first cell is
/// wrapped in the row's link and must not hold links or buttons itself.
///
/// Keys: arrows, Home, End, Page Up and Page Down move; Enter opens (or goes into a cell
/// with a control); Space selects; Shift with Space or a press selects a range.
#[component]
pub fn DataGrid(
    /// The accessible name: “Leads”.
    #[prop(into)]
    label: Signal<String>,
    /// The columns in order.
    #[prop(into)]
    columns: Signal<Vec<Column>>,
    /// All rows in order.
    #[prop(into)]
    rows: Signal<Rows>,
    /// The cells of a record.
    cells: Callback<Uuid, Vec<AnyView>>,
    /// Where a record leads.
    href: Callback<Uuid, String>,
    /// What it is sorted by.
    #[prop(into)]
    sort: Signal<Sorting>,
    /// Called with the new sorting when a heading is pressed.
    on_sort: Callback<Sorting>,
    /// The selected records; without it there are no checkboxes.
    #[prop(optional, into)]
    selected: Option<RwSignal<BTreeSet<Uuid>>>,
    /// Names a record for its checkbox: “Select Ada Lovelace”. Without it: “Select row 3”.
    #[prop(optional, into)]
    row_name: Option<Callback<Uuid, String>>,
) -> impl IntoView {
    let grid = Grid {
        columns,
        rows,
        cells,
        href,
        selected,
        row_name,
        scroller: NodeRef::new(),
        ruler: NodeRef::new(),
        scroll_top: RwSignal::new(0.0),
        sizes: RwSignal::new(Sizes::default()),
        at: RwSignal::new((0, usize::from(selected.is_some()))),
        anchor: StoredValue::new(None),
        holds_focus: StoredValue::new(false),
    };
    grid.keep_measured();
    let drawn = Memo::new(move |_| grid.drawn());
    grid.keep_focus(drawn);
    let template = move || columns.with(|columns| template(columns, selected.is_some()));
    let least_width = move || columns.with(|columns| least_width(columns));
    let column_count = move || columns.with(Vec::len) + usize::from(selected.is_some());

    view! {
        <div
            class="grid"
            role="grid"
            aria-label=label
            aria-rowcount=move || (rows.with(Rows::len) + 1).to_string()
            aria-colcount=move || column_count().to_string()
            aria-multiselectable=selected.map(|_| "true")
            node_ref=grid.scroller
            style:--grid-columns=template
            style:--grid-width=least_width
            on:scroll:target=move |event| grid.scroll_top.set(f64::from(event.target().scroll_top()))
            on:keydown=move |event| grid.key(&event)
            on:focusin=move |event| grid.focused(&event)
            on:focusout=move |_| grid.blurred()
        >
            <div class="grid-ruler" aria-hidden="true" node_ref=grid.ruler></div>
            <div class="grid-head" role="row" aria-rowindex="1">
                {selected.map(|selected| grid.select_all(selected))}
                {move || {
                    columns
                        .get()
                        .into_iter()
                        .map(|column| heading(column, sort, on_sort))
                        .collect_view()
                }}
            </div>
            <div
                class="grid-body"
                role="rowgroup"
                style:height=move || {
                    format!("{}px", offset(rows.with(Rows::len), grid.sizes.get().row))
                }
            >
                <For each=move || drawn.get() key=Clone::clone let:row>
                    {grid.row_view(row.0, row.1)}
                </For>
            </div>
        </div>
    }
    .into_any()
}

const OVERSCAN: usize = 8;

#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct Sizes {
    row: f64,
    head: f64,
    viewport: f64,
}

#[derive(Clone, Copy)]
struct Grid {
    columns: Signal<Vec<Column>>,
    rows: Signal<Rows>,
    cells: Callback<Uuid, Vec<AnyView>>,
    href: Callback<Uuid, String>,
    selected: Option<RwSignal<BTreeSet<Uuid>>>,
    row_name: Option<Callback<Uuid, String>>,
    scroller: NodeRef<html::Div>,
    ruler: NodeRef<html::Div>,
    scroll_top: RwSignal<f64>,
    sizes: RwSignal<Sizes>,
    /// Row and column of the one cell that Tab reaches.
    at: RwSignal<(usize, usize)>,
    /// Where a range selection began.
    anchor: StoredValue<Option<usize>>,
    /// A cell had the focus last, even if the cell is gone.
    holds_focus: StoredValue<bool>,
}

impl Grid {
    /// Measures once shown, whenever the window changes, and until rows and frame agree:
    /// the frame may grow with the rows that it gets.
    fn keep_measured(self) {
        Effect::new(move |_| {
            self.rows.with(Rows::len);
            self.sizes.track();
            if self.scroller.get().is_some() && self.ruler.get().is_some() {
                dom::after_render(move || self.measure());
            }
        });
        let resized = window_event_listener(ev::resize, move |_| self.measure());
        on_cleanup(move || resized.remove());
    }

    fn measure(self) {
        let (Some(scroller), Some(ruler)) =
            (self.scroller.try_get_untracked().flatten(), self.ruler.try_get_untracked().flatten())
        else {
            return;
        };
        let head = dom::find(&scroller, ".grid-head").map_or(0, |head| head.offset_height());
        let sizes = Sizes {
            row: dom::box_of(&ruler).height,
            head: f64::from(head),
            viewport: f64::from(scroller.client_height()),
        };
        if self.sizes.get_untracked() != sizes {
            self.sizes.set(sizes);
        }
    }

    /// Index and id of the rows in view, and of the row that Tab reaches, so that the focus
    /// survives scrolling it away.
    fn drawn(self) -> Vec<(usize, Uuid)> {
        let sizes = self.sizes.get();
        let (row_at, _) = self.tab_stop();
        let scroll_top = self.scroll_top.get();
        self.rows.with(|rows| {
            let range = visible_range(scroll_top, sizes.viewport, sizes.row, rows.len(), OVERSCAN);
            let mut indices: Vec<usize> = range.clone().collect();
            if row_at < range.start {
                indices.insert(0, row_at);
            } else if row_at >= range.end && row_at < rows.len() {
                indices.push(row_at);
            }
            indices.into_iter().filter_map(|index| Some((index, rows.record(index)?))).collect()
        })
    }

    fn row_view(self, index: usize, id: Uuid) -> AnyView {
        let is_selected = move || self.selected.map(|selected| selected.with(|selected| selected.contains(&id)));
        let check = self.selected.map(|selected| self.check_cell(selected, index, id));
        view! {
            <div
                class="grid-row"
                class:grid-row--selected=move || is_selected() == Some(true)
                class:grid-row--odd=index % 2 == 1
                role="row"
                aria-rowindex=(index + 2).to_string()
                aria-selected=move || is_selected().map(|on| on.to_string())
                data-row=index.to_string()
                style:transform=move || {
                    format!("translateY({}px)", offset(index, self.sizes.get().row))
                }
            >
                {check}
                {move || self.cells_view(index, id)}
            </div>
        }
        .into_any()
    }

    fn cells_view(self, index: usize, id: Uuid) -> AnyView {
        let first = usize::from(self.selected.is_some());
        let href = self.href.run(id);
        let numeric: Vec<bool> = self.columns.with(|columns| columns.iter().map(|column| column.numeric).collect());
        self.cells
            .run(id)
            .into_iter()
            .zip(numeric)
            .enumerate()
            .map(|(nth, (content, numeric))| {
                let column = first + nth;
                let content = if nth == 0 {
                    view! {
                        <a class="grid-link" href=href.clone() tabindex="-1">
                            {content}
                        </a>
                    }
                    .into_any()
                } else {
                    content
                };
                view! {
                    <div
                        class="grid-cell"
                        class:num=numeric
                        role="gridcell"
                        aria-colindex=(column + 1).to_string()
                        tabindex=self.tab_index(index, column)
                        data-col=column.to_string()
                    >
                        {content}
                    </div>
                }
                .into_any()
            })
            .collect_view()
            .into_any()
    }

    fn tab_index(self, row: usize, column: usize) -> impl Fn() -> &'static str + Clone + Send {
        move || {
            if self.tab_stop() == (row, column) { "0" } else { "-1" }
        }
    }

    /// The remembered cell, or the nearest that still exists.
    fn tab_stop(self) -> (usize, usize) {
        let (row, column) = self.at.get();
        let rows = self.rows.with(Rows::len);
        let columns = self.columns.with(Vec::len) + usize::from(self.selected.is_some());
        (row.min(rows.saturating_sub(1)), column.min(columns.saturating_sub(1)))
    }

    fn check_cell(self, selected: RwSignal<BTreeSet<Uuid>>, index: usize, id: Uuid) -> AnyView {
        let label = self
            .row_name
            .map_or_else(|| format!("Select row {}", index + 1), |name| format!("Select {}", name.run(id)));
        view! {
            <div
                class="grid-cell grid-check"
                role="gridcell"
                aria-colindex="1"
                tabindex=self.tab_index(index, 0)
                data-col="0"
            >
                <input
                    type="checkbox"
                    tabindex="-1"
                    aria-label=label
                    prop:checked=move || selected.with(|selected| selected.contains(&id))
                    on:click=move |event| self.toggle(index, event.shift_key())
                />
            </div>
        }
        .into_any()
    }

    fn select_all(self, selected: RwSignal<BTreeSet<Uuid>>) -> AnyView {
        let count = move || {
            selected.with(|selected| self.rows.with(|rows| rows.records().filter(|id| selected.contains(id)).count()))
        };
        let all = Memo::new(move |_| {
            let total = self.rows.with(|rows| rows.records().count());
            let count = count();
            (count == total && total > 0, count > 0 && count < total)
        });
        view! {
            <div class="grid-cell grid-check" role="columnheader" aria-colindex="1">
                <input
                    type="checkbox"
                    aria-label="Select all"
                    prop:checked=move || all.get().0
                    prop:indeterminate=move || all.get().1
                    on:change:target=move |event| {
                        let on = event.target().checked();
                        let rows = self.rows.get_untracked();
                        selected
                            .update(|selected| {
                                if on {
                                    selected.extend(rows.records());
                                } else {
                                    for row in rows.records() {
                                        selected.remove(&row);
                                    }
                                }
                            });
                    }
                />
            </div>
        }
        .into_any()
    }

    /// Selects or deselects a row; with `range`, does the same to all rows since the last one.
    fn toggle(self, index: usize, range: bool) {
        let Some(selected) = self.selected else {
            return;
        };
        let start = self.anchor.get_value().filter(|_| range).unwrap_or(index);
        let ids: Vec<Uuid> = self.rows.with_untracked(|rows| {
            (start.min(index)..=start.max(index)).filter_map(|index| rows.record(index)).collect()
        });
        let own = self.rows.with_untracked(|rows| rows.record(index));
        let on = own.is_some_and(|id| !selected.with_untracked(|set| set.contains(&id)));
        selected.update(|set| {
            for id in ids {
                if on {
                    set.insert(id);
                } else {
                    set.remove(&id);
                }
            }
        });
        self.anchor.set_value(Some(index));
    }
}

fn heading(column: Column, sort: Signal<Sorting>, on_sort: Callback<Sorting>) -> AnyView {
    let Column { key, label, numeric, sortable, .. } = column;
    let own = StoredValue::new(key);
    let sorted = move || {
        let by_this = |(key, _): &&(String, bool)| own.with_value(|own| own == key);
        sort.with(|sort| sort.iter().find(by_this).map(|(_, descending)| *descending))
    };
    let content = if sortable {
        view! {
            <button
                type="button"
                class="grid-sort"
                on:click=move |_| {
                    on_sort.run(vec![(own.get_value(), sorted() == Some(false))]);
                }
            >
                <span>{label}</span>
                {move || {
                    sorted().map(|down| icon(if down { Icon::ArrowDown } else { Icon::ArrowUp }))
                }}
            </button>
        }
        .into_any()
    } else {
        view! { <span>{label}</span> }.into_any()
    };
    view! {
        <div
            class="grid-cell"
            class:num=numeric
            role="columnheader"
            aria-sort=move || {
                sortable
                    .then(|| match sorted() {
                        Some(true) => "descending",
                        Some(false) => "ascending",
                        None => "none",
                    })
            }
        >
            {content}
        </div>
    }
    .into_any()
}

fn template(columns: &[Column], selectable: bool) -> String {
    let check = selectable.then(|| "var(--grid-check)".to_owned());
    let widths = columns.iter().map(|column| format!("minmax({0}ch, {0}fr)", column.width_ch));
    check.into_iter().chain(widths).collect::<Vec<_>>().join(" ")
}

fn least_width(columns: &[Column]) -> String {
    let characters: u32 = columns.iter().map(|column| u32::from(column.width_ch)).sum();
    format!("calc({characters}ch + {} * var(--grid-gap) + var(--grid-check))", columns.len() + 2)
}
