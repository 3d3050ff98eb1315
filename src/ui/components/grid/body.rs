//! The rows on screen: each element shows one row after the other as the list scrolls.

use leptos::prelude::*;
use uuid::Uuid;

use super::{Cell, Cells, Column, Grid, Row};
use crate::ui::components::window::offset;
use crate::ui::words::vocabulary::said;

/// One element of the body, and the row that it shows now.
#[derive(Clone, Copy)]
pub(super) struct Slot {
    pub index: Memo<Option<usize>>,
    pub row: Memo<Option<Row>>,
    pub record: Memo<Option<Uuid>>,
    /// The column of the cell that Tab reaches, if it is in this row.
    pub stop: Memo<Option<usize>>,
}

impl Slot {
    pub fn tab_index(self, column: usize) -> &'static str {
        if self.stop.get() == Some(column) { "0" } else { "-1" }
    }
}

impl Grid {
    pub(super) fn slot_view(self, slot: usize) -> AnyView {
        let placed = Memo::new(move |_| self.slots.with(|slots| slots.get(slot).copied().flatten()));
        let index = Memo::new(move |_| placed.get().map(|(index, _)| index));
        let row = Memo::new(move |_| placed.get().map(|(_, row)| row));
        let record = Memo::new(move |_| match row.get()? {
            Row::Record(id) => Some(id),
            Row::Group(_) => None,
        });
        let stop = Memo::new(move |_| {
            let stop = self.stop.get();
            (!stop.head && Some(stop.index) == index.get()).then_some(stop.column)
        });
        let slot = Slot { index, row, record, stop };
        let is_group = Memo::new(move |_| matches!(row.get(), Some(Row::Group(_))));
        let is_away = Memo::new(move |_| index.get().is_none());
        let is_edited = Memo::new(move |_| {
            record.get().is_some_and(|id| self.edited.with(|edited| edited.as_ref().is_some_and(|(own, _)| *own == id)))
        });
        let is_selected = Memo::new(move |_| {
            let selected = self.selected?;
            record.get().map(|id| selected.with(|selected| selected.contains(&id)))
        });
        view! {
            <div
                class="grid-row"
                class:grid-row--group=move || is_group.get()
                class:grid-row--edited=move || is_edited.get()
                role="row"
                hidden=move || is_away.get()
                aria-rowindex=move || index.get().map(|index| (index + 2).to_string())
                aria-selected=move || is_selected.get().map(|on| if on { "true" } else { "false" })
                style:transform=move || {
                    let index = index.get().unwrap_or_default();
                    format!("translateY({}px)", offset(index, self.places.sizes.with(|sizes| sizes.row)))
                }
            >
                {move || if is_group.get() { self.group_view(slot) } else { self.record_view(slot, is_selected) }}
            </div>
        }
        .into_any()
    }

    fn record_view(self, slot: Slot, is_selected: Memo<Option<bool>>) -> AnyView {
        let cells = Memo::new(move |_| slot.record.get().map(|id| self.cells.run(id)).unwrap_or_default());
        let check = self.selected.map(|_| check_cell(slot, cells, is_selected));
        view! {
            {check}
            {move || {
                let columns = self.columns.get();
                columns.into_iter().enumerate().map(|(nth, column)| self.cell_view(slot, cells, nth, column)).collect_view()
            }}
        }
        .into_any()
    }

    fn cell_view(self, slot: Slot, cells: Memo<Vec<Cell>>, nth: usize, column: Column) -> AnyView {
        let at = self.first_column() + nth;
        let Column { key, numeric, cells: use_of, .. } = column;
        let editable = use_of == Cells::Edited && self.edits.is_some();
        let content = move || cells.with(|cells| cells.get(nth).cloned()).unwrap_or_default().view();
        let shown = StoredValue::new(ViewFn::from(move || {
            if nth == 0 {
                let href = move || slot.record.get().map(|id| self.href.run(id));
                view! { <a class="grid-link" href=href tabindex="-1">{content}</a> }.into_any()
            } else {
                match self.controls.filter(|_| use_of == Cells::Drawn) {
                    Some(controls) => controls.run(slot.record.into()),
                    None => content.into_any(),
                }
            }
        }));
        let inner = if editable {
            let own = StoredValue::new(key);
            let is_edited = Memo::new(move |_| {
                self.edited.with(|edited| {
                    edited
                        .as_ref()
                        .is_some_and(|(id, key)| own.with_value(|own| own == key) && slot.record.get() == Some(*id))
                })
            });
            let inner = move || {
                if is_edited.get() { self.editor_view() } else { shown.with_value(ViewFn::run) }
            };
            inner.into_any()
        } else {
            shown.with_value(ViewFn::run)
        };
        view! {
            <div
                class="grid-cell"
                class:num=numeric
                role="gridcell"
                aria-colindex=(at + 1).to_string()
                aria-readonly=(self.edits.is_some() && !editable).then_some("true")
                tabindex=move || slot.tab_index(at)
            >
                {inner}
            </div>
        }
        .into_any()
    }
}

/// The cell of the checkbox. Presses on all of it are answered by the body.
fn check_cell(slot: Slot, cells: Memo<Vec<Cell>>, is_selected: Memo<Option<bool>>) -> AnyView {
    let label =
        move || said!("Select {}", cells.with(|cells| cells.first().map(|cell| cell.text.clone())).unwrap_or_default());
    view! {
        <div class="grid-cell grid-check" role="gridcell" aria-colindex="1" tabindex=move || slot.tab_index(0)>
            <input type="checkbox" tabindex="-1" aria-label=label prop:checked=move || is_selected.get() == Some(true) />
        </div>
    }
    .into_any()
}
