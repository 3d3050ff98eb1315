//! Selecting rows: one by one, in ranges, all; with the pointer and with keys.

use std::collections::BTreeSet;
use std::ops::RangeInclusive;

use leptos::{ev, prelude::*};
use uuid::Uuid;

use super::{Grid, Row, Rows};
use crate::platform::dom;
use crate::ui::words::vocabulary::{said, spoken};

/// The selected records.
pub type Selection = RwSignal<BTreeSet<Uuid>>;

impl Grid {
    /// Selects or deselects one row, or the records of a group; ranges begin here.
    pub(super) fn toggle(self, index: usize) {
        let Some(selected) = self.selected else { return };
        let own = self.rows.with_untracked(|rows| own_records(rows, index));
        let on = selected.with_untracked(|set| own.iter().any(|id| !set.contains(id)));
        selected.update(|set| put(set, own, on));
        self.anchor.set_value(self.rows.with_untracked(|rows| rows.record(index)));
    }

    /// Selects everything from where the range began to a row. Of what the range held
    /// before (up to `before`), the rest is let go.
    pub(super) fn extend(self, before: usize, to: usize) {
        let Some(selected) = self.selected else { return };
        let anchor = self.rows.with_untracked(|rows| {
            let known = self.anchor.get_value().and_then(|id| rows.position(Row::Record(id)));
            known.unwrap_or_else(|| before.min(rows.len().saturating_sub(1)))
        });
        let (go, come) = self.rows.with_untracked(|rows| {
            if self.anchor.get_value().is_none() {
                self.anchor.set_value(rows.record(anchor));
            }
            let ids = |range: RangeInclusive<usize>| range.filter_map(|at| rows.record(at)).collect::<Vec<Uuid>>();
            let (go, come) = (span(anchor, before), span(anchor, to));
            (ids(go).into_iter(), ids(come).into_iter())
        });
        selected.update(|set| {
            put(set, go, false);
            put(set, come, true);
        });
    }

    pub(super) fn select_all(self, on: bool) {
        let Some(selected) = self.selected else { return };
        self.rows.with_untracked(|rows| selected.update(|set| put(set, rows.records(), on)));
    }

    /// Clears the selection; false if nothing was selected.
    pub(super) fn clear_selection(self) -> bool {
        let Some(selected) = self.selected.filter(|selected| !selected.with_untracked(BTreeSet::is_empty)) else {
            return false;
        };
        selected.set(BTreeSet::new());
        self.anchor.set_value(None);
        true
    }

    /// A press on a row: on its box, or with Ctrl, ⌘ or Shift anywhere but on a control.
    pub(super) fn pressed(self, event: &ev::MouseEvent) {
        let Some((index, _)) = super::keys::place_in(event.target()) else { return };
        let on_box = dom::closest(event.target(), ".grid-check").is_some();
        if self.rows.with_untracked(|rows| matches!(rows.get(index), Some(Row::Group(_)))) {
            if on_box {
                self.toggle(index);
            } else {
                self.fold(index);
            }
            return;
        }
        let elsewhere = dom::closest(event.target(), "a, button, input, select, textarea, label").is_none();
        if on_box {
            // The browser has turned the box round, which a range may not have done.
            dom::after_render(move || self.agree(index));
        }
        if event.shift_key() && (on_box || elsewhere) {
            let before =
                self.anchor.get_value().and_then(|id| self.rows.with_untracked(|rows| rows.position(Row::Record(id))));
            self.extend(before.unwrap_or(index), index);
        } else if on_box || (elsewhere && (event.ctrl_key() || event.meta_key())) {
            self.toggle(index);
        }
    }

    /// Makes the box of a row show whether it is selected.
    fn agree(self, index: usize) {
        let Some((selected, cell)) = self.selected.zip(self.cell(index, 0)) else { return };
        let on = self.rows.with_untracked(|rows| {
            rows.record(index).is_some_and(|id| selected.with_untracked(|set| set.contains(&id)))
        });
        if let Some(input) = dom::find(&cell, "input") {
            dom::set_checked(&input, on);
        }
    }

    /// How many of the shown records are selected, and how many there are.
    fn share(self, selected: Selection) -> (usize, usize) {
        selected.with(|set| {
            let chosen = |id: &Uuid| !set.is_empty() && set.contains(id);
            self.rows
                .with(|rows| rows.records().fold((0, 0), |(some, all), id| (some + usize::from(chosen(&id)), all + 1)))
        })
    }

    /// The box in the head that selects all, and the words that say how many are selected.
    pub(super) fn select_all_view(self, selected: Selection) -> AnyView {
        let share = Memo::new(move |_| self.share(selected));
        let all = Memo::new(move |_| matches!(share.get(), (chosen, all) if chosen == all && all > 0));
        let some = Memo::new(move |_| matches!(share.get(), (chosen, all) if chosen > 0 && chosen < all));
        view! {
            <div class="grid-cell grid-check" role="columnheader" aria-colindex="1">
                <input
                    type="checkbox"
                    data-stop=""
                    aria-label=spoken("Select all")
                    tabindex=move || self.tab_index_of_head(0)
                    prop:checked=move || all.get()
                    prop:indeterminate=move || some.get()
                    on:change:target=move |event| self.select_all(event.target().checked())
                />
                <span class="visually-hidden" role="status">
                    {move || match share.get() {
                        (0, _) => String::new(),
                        (chosen, _) => said!("{} selected", chosen),
                    }}
                </span>
            </div>
        }
        .into_any()
    }
}

fn put(set: &mut BTreeSet<Uuid>, ids: impl IntoIterator<Item = Uuid>, on: bool) {
    for id in ids {
        if on {
            set.insert(id);
        } else {
            set.remove(&id);
        }
    }
}

/// Everything between two places, both included, whichever comes first.
fn span(one: usize, other: usize) -> RangeInclusive<usize> {
    one.min(other)..=one.max(other)
}

/// The record of a row, or the records below the heading of a group.
pub(super) fn own_records(rows: &Rows, index: usize) -> Vec<Uuid> {
    match rows.get(index) {
        Some(Row::Record(id)) => vec![id],
        Some(Row::Group(_)) => (index + 1..).map_while(|at| rows.record(at)).collect(),
        None => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::components::grid::Group;

    #[test]
    fn a_range_holds_both_ends_whichever_comes_first() {
        assert_eq!(span(2, 5), 2..=5);
        assert_eq!(span(5, 2), 2..=5);
        assert_eq!(span(3, 3), 3..=3);
    }

    #[test]
    fn a_group_stands_for_the_records_below_its_heading() {
        let id = Uuid::from_u128;
        let lines = vec![Row::Group(0), Row::Record(id(1)), Row::Record(id(2)), Row::Group(1), Row::Record(id(3))];
        let rows = Rows::grouped(lines, vec![Group::default(), Group::default()]);
        assert_eq!(own_records(&rows, 0), [id(1), id(2)]);
        assert_eq!(own_records(&rows, 3), [id(3)]);
        assert_eq!(own_records(&rows, 1), [id(1)]);
        assert_eq!(own_records(&rows, 9), Vec::<Uuid>::new());
    }
}
