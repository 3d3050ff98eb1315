//! A table of any length that draws only the rows in view.
//!
//! What scrolls in reuses the elements of what scrolled out ([`slots`]); cells are data
//! ([`Cell`]), so that is a change of words. Elements stand in the order of the rows as soon
//! as scrolling rests, for those who read the page rather than see it.
//!
//! | file | what it does |
//! |---|---|
//! | [`rows`] | the rows: records by id, and the headings of groups |
//! | [`column`] | columns, their widths and their order |
//! | [`cell`] | what stands in a cell |
//! | [`body`] | the rows on screen; [`group`]: a heading among them |
//! | [`head`] | the headings: sorting, widths, the menu of a column |
//! | [`paper`] | all of it as a plain table, while the browser prints |
//! | [`slots`], [`sorting`] | arithmetic |
//! | [`selection`], [`keys`], [`edit`] | selecting, moving, editing in place |

mod body;
mod cell;
mod column;
mod edit;
mod group;
mod head;
mod keys;
mod paper;
mod resize;
mod rows;
mod selection;
mod slots;
mod sorting;

use super::paper::on_paper;
use super::window::{offset, visible_range};
use crate::platform::dom;
use leptos::{ev, html, prelude::*};
use uuid::Uuid;

pub use cell::{Cell, Look};
pub use column::{Cells, Column, Widths};
pub use edit::{CellEditing, CellEditor, Leaving};
pub use rows::{Group, Row, Rows};
pub use selection::Selection;
pub use sorting::Sorting;

use keys::At;
use slots::Placed;

/// A virtual grid of records. It fills the height that its parent leaves.
///
/// `cells` gives the cells of one record in the order of `columns`; it runs inside a reactive
/// scope, so a row draws itself anew when what it read has changed. The first cell is the
/// record's link, and its words name the record.
///
/// Keys on a row: arrows, Home, End, Page Up and Page Down move; Enter edits the cell, or
/// opens the record where nothing can be edited and in the first column; F2 edits any cell;
/// Space selects, with Shift from the last one on; Shift with an arrow selects on; Ctrl+A
/// selects all and Escape none. On the heading of a group Enter, Space, Left and Right open
/// and close it. On a heading Enter sorts, Shift+Enter adds to the order, Alt+Down opens the
/// column's menu.
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
    cells: Callback<Uuid, Vec<Cell>>,
    /// Where a record leads.
    href: Callback<Uuid, String>,
    /// What it is sorted by.
    #[prop(into)]
    sort: Signal<Sorting>,
    /// Called with the new order when a heading is pressed.
    on_sort: Callback<Sorting>,
    /// The selected records; without it there are no checkboxes.
    #[prop(optional, into)]
    selected: Option<Selection>,
    /// Draws the cells of [`Column::drawn`] columns, for the record that stands there.
    #[prop(optional, into)]
    controls: Option<Callback<Signal<Option<Uuid>>, AnyView>>,
    /// Called with the key of a group to be folded or unfolded.
    #[prop(optional, into)]
    on_fold: Option<Callback<String>>,
    /// How cells of [`Column::editable`] columns are edited.
    #[prop(optional, into)]
    editing: Option<CellEditing>,
    /// Widths that the person has chosen.
    #[prop(optional, into)]
    widths: Signal<Widths>,
    /// Called with all widths when one has changed; without it they cannot be changed.
    #[prop(optional, into)]
    on_widths: Option<Callback<Widths>>,
    /// Called with the keys of the columns when one was hidden or moved; without it none can be.
    #[prop(optional, into)]
    on_columns: Option<Callback<Vec<String>>>,
    /// Called with the key of a column to filter by; without it there is no such item.
    #[prop(optional, into)]
    on_filter: Option<Callback<String>>,
) -> impl IntoView {
    let places =
        Places { scroll_top: RwSignal::new(0.0), aside: RwSignal::new(false), sizes: RwSignal::new(Sizes::default()) };
    let at = RwSignal::new(At::first(usize::from(selected.is_some())));
    let stop = Memo::new(move |_| rows.with(|rows| at.get().resolved(rows)));
    let slots = Memo::new(move |held: Option<&Vec<Option<Placed>>>| {
        let wanted = rows.with(|rows| wanted(rows, places, stop.get()));
        slots::assign(held.map(Vec::as_slice).unwrap_or_default(), &wanted)
    });
    let grid = Grid {
        columns,
        rows,
        cells,
        href,
        sort,
        on_sort,
        selected,
        controls,
        on_fold,
        edits: editing,
        widths,
        on_widths,
        on_columns,
        on_filter,
        scroller: NodeRef::new(),
        ruler: NodeRef::new(),
        body: NodeRef::new(),
        places,
        at,
        stop,
        slots,
        dragged: RwSignal::new(None),
        anchor: StoredValue::new(None),
        holds_focus: StoredValue::new(false),
        edited: RwSignal::new(None),
        save: StoredValue::new(None),
        settling: StoredValue::new(0),
    };
    grid.keep_measured();
    grid.keep_order();
    grid.keep_focus();
    grid.view(label)
}

/// Rows drawn beyond those in view, on either side.
const OVERSCAN: usize = 6;

#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct Sizes {
    row: f64,
    head: f64,
    viewport: f64,
}

/// How far it is scrolled, and how large everything is.
#[derive(Clone, Copy)]
struct Places {
    scroll_top: RwSignal<f64>,
    /// Scrolled sideways: the first column stays in sight. Only then, as a cell that sticks
    /// costs five times as much to scroll.
    aside: RwSignal<bool>,
    sizes: RwSignal<Sizes>,
}

impl Places {
    fn scrolled(self, top: i32, left: i32) {
        let aside = left != 0;
        if self.aside.get_untracked() != aside {
            self.aside.set(aside);
        }
        self.scroll_top.set(f64::from(top));
    }
}

/// The state of one grid. A copy is a handle to the same.
#[derive(Clone, Copy)]
struct Grid {
    columns: Signal<Vec<Column>>,
    rows: Signal<Rows>,
    cells: Callback<Uuid, Vec<Cell>>,
    href: Callback<Uuid, String>,
    sort: Signal<Sorting>,
    on_sort: Callback<Sorting>,
    selected: Option<Selection>,
    controls: Option<Callback<Signal<Option<Uuid>>, AnyView>>,
    on_fold: Option<Callback<String>>,
    edits: Option<CellEditing>,
    widths: Signal<Widths>,
    on_widths: Option<Callback<Widths>>,
    on_columns: Option<Callback<Vec<String>>>,
    on_filter: Option<Callback<String>>,
    scroller: NodeRef<html::Div>,
    ruler: NodeRef<html::Div>,
    body: NodeRef<html::Div>,
    places: Places,
    /// The cell that had the focus last.
    at: RwSignal<At>,
    /// The one cell that Tab reaches: the same, wherever its row is now.
    stop: Memo<At>,
    /// What each element shows.
    slots: Memo<Vec<Option<Placed>>>,
    /// Widths while an edge is dragged, in place of the others.
    dragged: RwSignal<Option<Widths>>,
    /// Where a range of selected rows begins.
    anchor: StoredValue<Option<Uuid>>,
    /// A cell had the focus last, even if the cell is gone.
    holds_focus: StoredValue<bool>,
    /// The record and the column that are edited.
    edited: RwSignal<Option<(Uuid, String)>>,
    /// Saves what is typed there.
    save: StoredValue<Option<Callback<Leaving, bool>>>,
    /// Counts changes, to know when they have come to rest.
    settling: StoredValue<u32>,
}

/// The rows in view, and the row that Tab reaches, so that the focus and what is being typed
/// survive scrolling it away.
fn wanted(rows: &Rows, places: Places, stop: At) -> Vec<Placed> {
    let sizes = places.sizes.get();
    let range = visible_range(places.scroll_top.get(), sizes.viewport, sizes.row, rows.len(), OVERSCAN);
    let kept = (!stop.head && !range.contains(&stop.index)).then_some(stop.index);
    range.chain(kept).filter_map(|index| Some((index, rows.get(index)?))).collect()
}

impl Grid {
    fn view(self, label: Signal<String>) -> AnyView {
        let selectable = self.selected.is_some();
        let widths = Signal::derive(move || self.dragged.get().unwrap_or_else(|| self.widths.get()));
        let template = move || widths.with(|widths| self.columns.with(|all| column::template(all, widths, selectable)));
        let least = move || widths.with(|widths| self.columns.with(|all| column::least_width(all, widths)));
        let pool = Memo::new(move |_| self.slots.with(Vec::len));
        view! {
            <div
                class="grid"
                class:grid--aside=move || self.places.aside.get()
                class:grid--dragged=move || self.dragged.with(Option::is_some)
                role="grid"
                aria-label=label
                aria-rowcount=move || (self.rows.with(Rows::len) + 1).to_string()
                aria-colcount=move || self.column_count().to_string()
                aria-multiselectable=selectable.then_some("true")
                node_ref=self.scroller
                style:--grid-columns=template
                style:--grid-width=least
                on:scroll:target=move |event| self.places.scrolled(event.target().scroll_top(), event.target().scroll_left())
                on:keydown=move |event| self.key(&event)
                on:focusin=move |event| self.focused(&event)
                on:focusout=move |_| self.blurred()
            >
                <div class="grid-ruler" aria-hidden="true" node_ref=self.ruler></div>
                {self.head_view()}
                <div
                    class="grid-body"
                    role="rowgroup"
                    node_ref=self.body
                    style:height=move || {
                        format!("{}px", offset(self.rows.with(Rows::len), self.places.sizes.get().row))
                    }
                    on:mousedown=move |event| {
                        if event.shift_key() && selectable {
                            event.prevent_default();
                        }
                    }
                    on:click=move |event| self.pressed(&event)
                    on:dblclick=move |event| self.edit_pressed(&event)
                >
                    <For each=move || 0..pool.get() key=|slot| *slot let:slot>
                        {self.slot_view(slot)}
                    </For>
                </div>
            </div>
            {on_paper(move || self.sheet())}
        }
        .into_any()
    }

    /// Cells in a row, with the one of the checkbox.
    fn column_count(self) -> usize {
        self.columns.with(Vec::len) + self.first_column()
    }

    /// The place of the first column of data.
    fn first_column(self) -> usize {
        usize::from(self.selected.is_some())
    }

    /// The key of the column at a place.
    fn column_key(self, column: usize) -> Option<String> {
        let nth = column.checked_sub(self.first_column())?;
        self.columns.with_untracked(|columns| columns.get(nth).map(|column| column.key.clone()))
    }

    /// Opens or closes a group.
    fn fold(self, index: usize) {
        let key = self.rows.with_untracked(|rows| match rows.get(index) {
            Some(Row::Group(place)) => rows.group(place).map(|group| group.key.clone()),
            _ => None,
        });
        if let (Some(on_fold), Some(key)) = (self.on_fold, key) {
            on_fold.run(key);
        }
    }

    /// Measures once shown, whenever the window or the columns change, and until rows and
    /// frame agree: the frame may grow with the rows that it gets.
    fn keep_measured(self) {
        Effect::new(move |_| {
            self.rows.with(Rows::len);
            self.columns.track();
            self.widths.track();
            self.places.sizes.track();
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
        if self.places.sizes.get_untracked() != sizes {
            self.places.sizes.set(sizes);
        }
    }

    /// Puts the elements in the order of their rows: at once when the rows have changed, and
    /// when scrolling has come to rest.
    fn keep_order(self) {
        Effect::new(move |_| {
            self.rows.track();
            dom::after_render(move || self.put_in_order());
        });
        Effect::new(move |_| {
            self.slots.track();
            let wish = self.settling.with_value(|count| count.wrapping_add(1));
            self.settling.set_value(wish);
            let settled = move || {
                if self.settling.try_get_value() == Some(wish) {
                    self.put_in_order();
                }
            };
            set_timeout(settled, REST);
        });
    }

    fn put_in_order(self) {
        let Some(body) = self.body.try_get_untracked().flatten() else { return };
        let order = |row: &dom::HtmlElement| {
            row.get_attribute("aria-rowindex").and_then(|index| index.parse().ok()).unwrap_or(usize::MAX)
        };
        dom::sort_children(&body, ".grid-row", order);
    }
}

/// How long nothing must have scrolled before the elements are put in order.
const REST: std::time::Duration = std::time::Duration::from_millis(150);
