//! Moving through the grid with the keyboard: one cell is the tab stop, arrows move it.

use super::slots::place_of;
use super::{Grid, Row, Rows};
use crate::platform::dom;
use crate::ui::components::window::{scroll_to_row, visible_range};
use leptos::{ev, prelude::*};

/// A cell, of a row or of the head.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct At {
    /// In the head; then the row says where Down leads back to.
    pub head: bool,
    /// Where the row stood.
    pub index: usize,
    /// Which row it is, to find it again.
    pub row: Option<Row>,
    /// The column, the checkboxes' included.
    pub column: usize,
}

impl At {
    /// The first row.
    pub const fn first(column: usize) -> Self {
        Self { head: false, index: 0, row: None, column }
    }

    /// The same cell, where its row is now; the nearest that still exists.
    pub fn resolved(self, rows: &Rows) -> Self {
        let index = place_of(rows, self.row, self.index);
        Self { head: self.head || rows.is_empty(), index, row: rows.get(index), ..self }
    }
}

impl Grid {
    /// Remembers the cell that got the focus, so that Tab returns to it.
    pub(super) fn focused(self, event: &ev::FocusEvent) {
        let head = head_column(event.target());
        let at = match (head, place_in(event.target())) {
            (Some(column), _) => Some(At { head: true, column, ..self.at.get_untracked() }),
            (None, Some((index, column))) => {
                let row = self.rows.with_untracked(|rows| rows.get(index));
                Some(At { head: false, index, row, column })
            }
            (None, None) => None,
        };
        self.holds_focus.set_value(at.is_some());
        if let Some(at) = at
            && self.at.get_untracked() != at
        {
            self.at.set(at);
        }
    }

    /// The focus has left by the person's will if something else has it.
    pub(super) fn blurred(self) {
        dom::after_render(move || {
            let outside = |active: dom::HtmlElement| {
                let target: dom::EventTarget = active.into();
                place_in(Some(target.clone())).is_none() && head_column(Some(target)).is_none()
            };
            if dom::active_element().is_some_and(outside) {
                self.holds_focus.try_set_value(false);
            }
        });
    }

    /// An element that loses its row, or takes another one, takes the focus away from the
    /// cell that had it: give it to the one that Tab reaches.
    pub(super) fn keep_focus(self) {
        Effect::new(move |_| {
            self.slots.track();
            self.stop.track();
            dom::after_render(move || {
                if self.holds_focus.try_get_value() != Some(true) {
                    return;
                }
                let Some(stop) = self.stop.try_get_untracked() else { return };
                let astray = match dom::active_element() {
                    None => true,
                    Some(active) => {
                        place_in(Some(active.into())).is_some_and(|(index, _)| stop.head || index != stop.index)
                    }
                };
                if astray && let Some(cell) = self.stop_element(stop) {
                    dom::focus_quietly(&cell);
                }
            });
        });
    }

    fn stop_element(self, stop: At) -> Option<dom::HtmlElement> {
        if stop.head {
            return self.head_element(stop.column);
        }
        self.cell(stop.index, stop.column)
    }

    pub(super) fn tab_index_of_head(self, column: usize) -> &'static str {
        let stop = self.stop.get();
        if stop.head && stop.column == column { "0" } else { "-1" }
    }

    /// What gets the focus in the heading of a column.
    fn head_element(self, column: usize) -> Option<dom::HtmlElement> {
        let scroller = self.scroller.try_get_untracked().flatten()?;
        dom::find(&scroller, &format!(".grid-head > [aria-colindex='{}'] [data-stop]", column + 1))
    }

    pub(super) fn key(self, event: &ev::KeyboardEvent) {
        if event.default_prevented() || dom::closest(event.target(), ".grid-edit, .menu-list").is_some() {
            return;
        }
        if head_column(event.target()).is_none() && place_in(event.target()).is_none() {
            return;
        }
        // Where the focus is or will be in a moment: keys may come faster than it moves.
        let stop = self.stop.get_untracked();
        let handled = if stop.head {
            self.key_in_head(event, stop.column)
        } else {
            self.key_in_row(event, stop.index, stop.column)
        };
        if handled {
            event.prevent_default();
        }
    }

    fn key_in_head(self, event: &ev::KeyboardEvent, column: usize) -> bool {
        let last = self.last_column();
        match dom::key_along_lines(event).as_str() {
            "ArrowDown" if event.alt_key() => return self.open_menu(column),
            "ContextMenu" => return self.open_menu(column),
            "ArrowDown" => self.go_to(self.stop.get_untracked().index, column),
            "ArrowRight" => self.go_to_head((column + 1).min(last)),
            "ArrowLeft" => self.go_to_head(column.saturating_sub(1)),
            "Home" => self.go_to_head(0),
            "End" => self.go_to_head(last),
            "Enter" if event.shift_key() => self.sort_pressed(column, true),
            _ => return false,
        }
        true
    }

    fn key_in_row(self, event: &ev::KeyboardEvent, row: usize, column: usize) -> bool {
        let key = dom::key_along_lines(event);
        let on_cell = dom::closest(event.target(), "*")
            .is_some_and(|target| target.get_attribute("role").as_deref() == Some("gridcell"));
        if !on_cell && dom::closest(event.target(), ".grid-link, .grid-check, .grid-head").is_none() {
            // Inside a control of the page's: only Escape is ours, to come back out.
            if key == "Escape" {
                self.go_to(row, column);
            }
            return key == "Escape";
        }
        let last_row = self.rows.with_untracked(Rows::len).saturating_sub(1);
        let last_column = self.last_column();
        let page = self.page();
        let (all, shift) = (event.ctrl_key() || event.meta_key(), event.shift_key() && self.selected.is_some());
        let group = self.rows.with_untracked(|rows| match rows.get(row) {
            Some(Row::Group(place)) => rows.group(place).map(|group| group.collapsed),
            _ => None,
        });
        let (up, down) = (row.saturating_sub(1), (row + 1).min(last_row));
        match key.as_str() {
            "ArrowDown" | "ArrowUp" if shift => {
                let next = if key == "ArrowDown" { down } else { up };
                self.extend(row, next);
                self.go_to(next, column);
            }
            "ArrowDown" => self.go_to(down, column),
            "ArrowUp" if row == 0 => self.go_to_head(column),
            "ArrowUp" => self.go_to(up, column),
            "ArrowRight" | "ArrowLeft" if group == Some(key == "ArrowRight") => self.fold(row),
            "ArrowRight" => self.go_to(row, (column + 1).min(last_column)),
            "ArrowLeft" => self.go_to(row, column.saturating_sub(1)),
            "PageDown" => self.go_to((row + page).min(last_row), column),
            "PageUp" => self.go_to(row.saturating_sub(page), column),
            "Home" => self.go_to(if all { 0 } else { row }, 0),
            "End" => self.go_to(if all { last_row } else { row }, last_column),
            "Enter" | " " if group.is_some() => self.fold(row),
            "F2" => return self.edit(row, column),
            "Enter" => self.enter(row, column),
            " " if shift => {
                let from = self
                    .anchor
                    .get_value()
                    .and_then(|id| self.rows.with_untracked(|rows| rows.position(Row::Record(id))));
                self.extend(from.unwrap_or(row), row);
            }
            " " if self.selected.is_some() => self.toggle(row),
            "a" | "A" if all && self.selected.is_some() => self.select_all(true),
            "Escape" => return self.clear_selection(),
            _ => return false,
        }
        true
    }

    /// How many rows Page Up and Page Down go.
    fn page(self) -> usize {
        let sizes = self.places.sizes.get_untracked();
        let room = sizes.viewport - sizes.head;
        visible_range(0.0, room, sizes.row, usize::MAX, 0).len().saturating_sub(2).max(1)
    }

    fn last_column(self) -> usize {
        untrack(|| self.column_count()).saturating_sub(1)
    }

    /// Moves the focus to a cell, scrolling it into view first.
    pub(super) fn go_to(self, index: usize, column: usize) {
        let Some(scroller) = self.scroller.get_untracked() else {
            return;
        };
        let Some(row) = self.rows.with_untracked(|rows| rows.get(index)) else { return };
        let sizes = self.places.sizes.get_untracked();
        if let Some(top) = scroll_to_row(index, f64::from(scroller.scroll_top()), sizes.viewport, sizes.head, sizes.row)
        {
            // Heights stay far below what an i32 holds.
            #[allow(clippy::cast_possible_truncation)]
            scroller.set_scroll_top(top as i32);
            self.places.scroll_top.set(top);
        }
        self.at.set(At { head: false, index, row: Some(row), column });
        self.focus_stop();
    }

    /// Gives the focus to the cell that Tab reaches: at once if it is drawn, so that keys that
    /// come fast find it there, even when an editor in it is closing; and once it is drawn if
    /// not, unless an editor in it has the focus by then.
    fn focus_stop(self) {
        self.holds_focus.set_value(true);
        let cell = move || self.stop.try_get_untracked().and_then(|stop| self.stop_element(stop));
        if let Some(cell) = cell() {
            dom::focus(&cell);
        }
        dom::after_render(move || {
            if let Some(cell) = cell().filter(|cell| !dom::has_focus_within(cell)) {
                dom::focus(&cell);
            }
        });
    }

    /// Moves the focus to a heading.
    pub(super) fn go_to_head(self, column: usize) {
        self.at.update(|at| (at.head, at.column) = (true, column));
        self.focus_stop();
    }

    /// The element of a cell. The heading of a group has one for all columns.
    pub(super) fn cell(self, index: usize, column: usize) -> Option<dom::HtmlElement> {
        let scroller = self.scroller.try_get_untracked().flatten()?;
        let row = format!(".grid-body > [aria-rowindex='{}']", index + 2);
        let of_column = format!("{row} > [aria-colindex='{}']", column + 1);
        dom::find(&scroller, &of_column).or_else(|| dom::find(&scroller, &format!("{row} > .grid-group")))
    }

    /// Enter: into the cell's control if it has one, else into editing it, else to the page
    /// of the record.
    fn enter(self, row: usize, column: usize) {
        let first = self.first_column();
        let cell = (column > first).then(|| self.cell(row, column)).flatten();
        let control = cell.and_then(|cell| dom::find(&cell, "button, input, select, a[href]"));
        if let Some(control) = control {
            dom::focus(&control);
        } else if column > first && self.edit(row, column) {
        } else if let Some(link) = self.cell(row, first).and_then(|cell| dom::find(&cell, ".grid-link")) {
            link.click();
        }
    }
}

/// Row and column of the cell of the body that holds the target.
pub(super) fn place_in(target: Option<dom::EventTarget>) -> Option<(usize, usize)> {
    let cell = dom::closest(target, ".grid-row > [aria-colindex]")?;
    let row = cell.parent_element()?;
    let number = |name: &str, of: &dom::Element| of.get_attribute(name)?.parse::<usize>().ok();
    Some((number("aria-rowindex", &row)?.checked_sub(2)?, number("aria-colindex", &cell)?.checked_sub(1)?))
}

/// The column of the heading that holds the target.
fn head_column(target: Option<dom::EventTarget>) -> Option<usize> {
    let cell = dom::closest(target, ".grid-head > [aria-colindex]")?;
    cell.get_attribute("aria-colindex")?.parse::<usize>().ok()?.checked_sub(1)
}
