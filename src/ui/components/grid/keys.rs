//! Moving through the grid with the keyboard: one cell is the tab stop, arrows move it.

use super::{Grid, Rows};
use crate::platform::dom;
use crate::ui::components::window::{scroll_to_row, visible_range};
use leptos::{ev, prelude::*};
use uuid::Uuid;

impl Grid {
    /// Remembers the cell that got the focus, so that Tab returns to it.
    pub(super) fn focused(self, event: &ev::FocusEvent) {
        let at = cell_at(event.target());
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
            if dom::active_element().is_some_and(|active| cell_at(Some(active.into())).is_none()) {
                self.holds_focus.try_set_value(false);
            }
        });
    }

    /// Rows in view are put in place anew while scrolling, which takes the focus from the
    /// row that has it: give it back.
    pub(super) fn keep_focus(self, drawn: Memo<Vec<(usize, Uuid)>>) {
        Effect::new(move |_| {
            drawn.track();
            dom::after_render(move || {
                if self.holds_focus.try_get_value() == Some(true)
                    && dom::active_element().is_none()
                    && let Some(cell) = self.tab_stop_cell()
                {
                    dom::focus_quietly(&cell);
                }
            });
        });
    }

    fn tab_stop_cell(self) -> Option<dom::HtmlElement> {
        let scroller = self.scroller.try_get_untracked().flatten()?;
        dom::find(&scroller, ".grid-body [tabindex='0']")
    }

    pub(super) fn key(self, event: &ev::KeyboardEvent) {
        let Some((row, column)) = cell_at(event.target()) else {
            return;
        };
        let key = event.key();
        let on_cell = dom::closest(event.target(), "*")
            .is_some_and(|target| target.get_attribute("role").as_deref() == Some("gridcell"));
        if !on_cell && !in_own_control(event) {
            // Inside a control of the page's: only Escape is ours, to come back out.
            if key == "Escape" && !event.default_prevented() {
                self.go_to(row, column);
            }
            return;
        }
        let last_row = self.rows.with_untracked(Rows::len).saturating_sub(1);
        let last_column =
            (self.columns.with_untracked(Vec::len) + usize::from(self.selected.is_some())).saturating_sub(1);
        let sizes = self.sizes.get_untracked();
        let page =
            visible_range(0.0, sizes.viewport - sizes.head, sizes.row, last_row, 0).len().saturating_sub(2).max(1);
        let all = event.ctrl_key() || event.meta_key();
        match key.as_str() {
            "ArrowDown" => self.go_to((row + 1).min(last_row), column),
            "ArrowUp" => self.go_to(row.saturating_sub(1), column),
            "ArrowRight" => self.go_to(row, (column + 1).min(last_column)),
            "ArrowLeft" => self.go_to(row, column.saturating_sub(1)),
            "PageDown" => self.go_to((row + page).min(last_row), column),
            "PageUp" => self.go_to(row.saturating_sub(page), column),
            "Home" => self.go_to(if all { 0 } else { row }, 0),
            "End" => self.go_to(if all { last_row } else { row }, last_column),
            "Enter" => self.open(row, column),
            " " if self.selected.is_some() => self.toggle(row, event.shift_key()),
            _ => return,
        }
        event.prevent_default();
    }

    /// Moves the focus to a cell, scrolling it into view first.
    fn go_to(self, row: usize, column: usize) {
        let Some(scroller) = self.scroller.get_untracked() else {
            return;
        };
        let sizes = self.sizes.get_untracked();
        if let Some(top) = scroll_to_row(row, f64::from(scroller.scroll_top()), sizes.viewport, sizes.head, sizes.row) {
            // Heights stay far below what an i32 holds.
            #[allow(clippy::cast_possible_truncation)]
            scroller.set_scroll_top(top as i32);
            self.scroll_top.set(top);
        }
        self.at.set((row, column));
        dom::after_render(move || {
            if let Some(cell) = self.cell(row, column) {
                dom::focus(&cell);
            }
        });
    }

    fn cell(self, row: usize, column: usize) -> Option<dom::HtmlElement> {
        let scroller = self.scroller.try_get_untracked().flatten()?;
        dom::find(&scroller, &format!("[data-row='{row}'] > [data-col='{column}']"))
    }

    /// Enter: into the cell's control if it has one, else to the row's page.
    fn open(self, row: usize, column: usize) {
        let first = usize::from(self.selected.is_some());
        let control = (column > first)
            .then(|| self.cell(row, column))
            .flatten()
            .and_then(|cell| dom::find(&cell, "button, input, select, a[href]"));
        if let Some(control) = control {
            dom::focus(&control);
        } else if let Some(link) = self.cell(row, first).and_then(|cell| dom::find(&cell, ".grid-link")) {
            link.click();
        }
    }
}

/// Row and column of the cell that holds the target.
fn cell_at(target: Option<dom::EventTarget>) -> Option<(usize, usize)> {
    let cell = dom::closest(target, "[data-col]")?;
    let row = cell.closest("[data-row]").ok()??;
    Some((row.get_attribute("data-row")?.parse().ok()?, cell.get_attribute("data-col")?.parse().ok()?))
}

/// Whether a key was pressed on the row's link or checkbox, which behave as their cell.
fn in_own_control(event: &ev::KeyboardEvent) -> bool {
    dom::closest(event.target(), ".grid-link, .grid-check input").is_some()
}
