//! Editing a cell in place. The page gives the controls and saves; the grid says when.

use leptos::{ev, prelude::*};
use uuid::Uuid;

use super::{Cells, Grid, Row};
use crate::platform::dom;

/// How cells are edited: by the id of the record and the key of the column.
#[derive(Clone, Copy)]
pub struct CellEditing {
    /// True where the cell can be edited. Where it cannot, this has told why.
    pub may: Callback<(Uuid, String), bool>,
    /// Begins to edit: runs in the scope in which the editor lives.
    pub open: Callback<(Uuid, String), CellEditor>,
}

/// The controls of a cell that is edited.
pub struct CellEditor {
    /// The controls, with what is wrong beside them.
    pub view: AnyView,
    /// Saves what is typed; true when nothing is left to save.
    pub save: Callback<Leaving, bool>,
}

/// Why what is typed is to be saved now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Leaving {
    /// Enter or Tab was pressed.
    Pressed,
    /// The focus went elsewhere.
    Left,
    /// The editor is being taken from the page: what cannot be saved must be told.
    Gone,
}

/// What can be typed in or chosen from.
const CONTROL: &str = ":is(input, select, textarea, button):enabled:not([tabindex='-1'])";
/// The first of these that there is gets the focus; the word for the kind of an address is not
/// what one came to type.
const FIRST: [&str; 3] = ["[aria-invalid='true']", ":is(input, textarea):enabled", "select:enabled"];

impl Grid {
    /// Begins to edit a cell; false where it cannot be edited.
    pub(super) fn edit(self, index: usize, column: usize) -> bool {
        let (Some(edits), Some(key)) = (self.edits, self.column_key(column)) else { return false };
        let editable = self
            .columns
            .with_untracked(|all| all.iter().any(|column| column.key == key && column.cells == Cells::Edited));
        let Some(id) = self.rows.with_untracked(|rows| rows.record(index)).filter(|_| editable) else { return false };
        if self.edited.with_untracked(|edited| edited.as_ref() == Some(&(id, key.clone()))) {
            return true;
        }
        if !self.finish(Leaving::Left) {
            self.focus_editor();
            return true;
        }
        if edits.may.run((id, key.clone())) {
            self.go_to(index, column);
            self.edited.set(Some((id, key)));
            self.focus_editor();
        }
        true
    }

    pub(super) fn edit_pressed(self, event: &ev::MouseEvent) {
        if dom::closest(event.target(), "a, button, input, select, textarea, .grid-check").is_some() {
            return;
        }
        if let Some((index, column)) = super::keys::place_in(event.target()) {
            self.edit(index, column);
        }
    }

    /// Saves what is typed and ends editing; false where it cannot be saved.
    pub(super) fn finish(self, leaving: Leaving) -> bool {
        let Some(save) = self.save.try_get_value().flatten() else { return true };
        let saved = save.try_run(leaving).unwrap_or(true);
        if saved {
            self.save.try_set_value(None);
            self.edited.try_set(None);
        }
        saved
    }

    pub(super) fn editor_view(self) -> AnyView {
        let Some((edits, edited)) = self.edits.zip(self.edited.get_untracked()) else { return ().into_any() };
        let CellEditor { view, save } = edits.open.run(edited);
        self.save.set_value(Some(save));
        on_cleanup(move || {
            // Still there: neither saved nor given up, but taken away together with its row or page.
            if self.save.try_get_value().flatten().is_some_and(|still| still.matches(&save)) {
                self.save.try_set_value(None);
                save.try_run(Leaving::Gone);
                dom::after_render(move || {
                    self.edited.try_set(None);
                });
            }
        });
        view! {
            <div
                class="grid-edit"
                on:keydown=move |event| self.key_in_editor(&event)
                on:focusout=move |event| self.editor_left(&event)
                on:click=|event| event.stop_propagation()
                on:dblclick=|event| event.stop_propagation()
            >
                {view}
            </div>
        }
        .into_any()
    }

    fn editor(self) -> Option<dom::HtmlElement> {
        let scroller = self.scroller.try_get_untracked().flatten()?;
        dom::find(&scroller, ".grid-edit")
    }

    /// To what is wrong, to mend it; else to the first control, to type something else.
    fn focus_editor(self) {
        dom::after_render(move || {
            let Some(editor) = self.editor() else { return };
            self.keep_in_sight(&editor);
            let Some(control) = FIRST.iter().find_map(|selector| dom::find(&editor, selector)) else { return };
            if control.get_attribute("aria-invalid").as_deref() == Some("true") {
                dom::focus(&control);
            } else {
                dom::focus_and_select(&control);
            }
        });
    }

    /// An editor that would reach below the grid grows upwards from its row: rows lay out by
    /// themselves, so that nothing in them makes the grid any longer to scroll.
    fn keep_in_sight(self, editor: &dom::HtmlElement) {
        let Some(scroller) = self.scroller.try_get_untracked().flatten() else { return };
        let bottom = |at: dom::Box2d| at.top + at.height;
        if bottom(dom::box_of(editor)) > bottom(dom::box_of(&scroller)) {
            editor.set_attribute("data-upwards", "").ok();
        }
    }

    /// The focus left the editor: save, unless it went nowhere (to another window).
    fn editor_left(self, event: &ev::FocusEvent) {
        let Some(editor) = dom::closest(event.target(), ".grid-edit") else { return };
        dom::after_render(move || {
            let Some(active) = dom::active_element() else { return };
            // An editor that is closed by now has nothing to do with the one that followed it.
            if editor.is_connected() && !editor.contains(Some(&active)) {
                self.finish(Leaving::Left);
            }
        });
    }

    fn key_in_editor(self, event: &ev::KeyboardEvent) {
        let Some((index, column)) = super::keys::place_in(event.target()) else { return };
        let key = event.key();
        let lines = dom::closest(event.target(), "textarea").is_some() && !event.ctrl_key() && !event.meta_key();
        let on_button = dom::closest(event.target(), "button").is_some();
        match key.as_str() {
            "Escape" => {
                self.save.set_value(None);
                self.edited.set(None);
                self.go_to(index, column);
            }
            "Enter" if !lines && !on_button => self.leave_for(index, index + 1, column),
            "Tab" if self.at_edge_of_editor(event) => {
                let next = if event.shift_key() { column.saturating_sub(1) } else { column + 1 };
                self.leave_for(index, index, next.min(untrack(|| self.column_count()).saturating_sub(1)));
            }
            _ => return,
        }
        event.prevent_default();
        event.stop_propagation();
    }

    /// Saves and goes to a row, wherever saving has moved it; stays where saving is refused.
    fn leave_for(self, from: usize, to: usize, column: usize) {
        let row = |index| self.rows.with_untracked(|rows| rows.get(index));
        let target: Option<Row> = row(to).or_else(|| row(from));
        if self.finish(Leaving::Pressed) {
            let place = target.and_then(|row| self.rows.with_untracked(|rows| rows.position(row)));
            let last = self.rows.with_untracked(super::Rows::len).saturating_sub(1);
            self.go_to(place.unwrap_or(from).min(last), column);
        } else {
            self.focus_editor();
        }
    }

    /// Tab would leave the editor.
    fn at_edge_of_editor(self, event: &ev::KeyboardEvent) -> bool {
        let controls = self.editor().map(|editor| dom::find_all(&editor, CONTROL)).unwrap_or_default();
        let edge = if event.shift_key() { controls.first() } else { controls.last() };
        edge.is_none_or(|edge| dom::has_focus_within(edge))
    }
}
