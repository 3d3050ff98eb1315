//! Keys that work on every page: one table for the keyboard and for help.

use leptos::ev::{KeyboardEvent, keydown};
use leptos::prelude::*;

use crate::app::crm::Crm;
use crate::app::keyboard;
use crate::app::route::{Query, Route};
use crate::domain::record::Collection;

use super::header::SEARCH_ID;

/// A key and what it does.
pub struct Shortcut {
    /// The key, as the browser names it.
    pub key: &'static str,
    /// With Ctrl, or ⌘ on a Mac.
    pub command: bool,
    /// With Shift.
    pub shift: bool,
    /// What it does, in words.
    pub does: &'static str,
    act: fn(Crm),
}

/// All of them.
pub const SHORTCUTS: [Shortcut; 6] = [
    Shortcut { key: "k", command: true, shift: false, does: "Search", act: |_| keyboard::focus(SEARCH_ID) },
    Shortcut { key: "/", command: false, shift: false, does: "Search", act: |_| keyboard::focus(SEARCH_ID) },
    Shortcut {
        key: "n",
        command: false,
        shift: false,
        does: "New lead",
        act: |crm| crm.router.go(&Route::New(Collection::Lead, Query::default())),
    },
    Shortcut { key: "z", command: true, shift: false, does: "Undo", act: Crm::undo },
    Shortcut { key: "z", command: true, shift: true, does: "Redo", act: Crm::redo },
    Shortcut { key: "y", command: true, shift: false, does: "Redo", act: Crm::redo },
];

/// Listens for as long as the page lives. While somebody types, or a dialog is
/// open, the keys belong to the field; only search works from everywhere but a dialog.
pub fn listen(crm: Crm) {
    let handle = window_event_listener(keydown, move |event| {
        if let Some(shortcut) = SHORTCUTS.iter().find(|shortcut| shortcut.matches(&event)) {
            let in_field = keyboard::is_typing(&event) && !(shortcut.command && shortcut.key == "k");
            if !event.default_prevented() && !in_field && !keyboard::in_dialog() {
                event.prevent_default();
                (shortcut.act)(crm);
            }
        }
    });
    on_cleanup(move || handle.remove());
}

impl Shortcut {
    fn matches(&self, event: &KeyboardEvent) -> bool {
        let command = event.ctrl_key() || event.meta_key();
        let shift = self.key == "/" || event.shift_key() == self.shift;
        event.key().to_lowercase() == self.key && command == self.command && shift && !event.alt_key()
    }
}
