//! Where the keyboard's input goes: to a field, to a dialog, or to the page.

use leptos::ev::KeyboardEvent;

use crate::platform::dom;

/// True when the key goes into something that takes text or choices itself.
pub fn is_typing(event: &KeyboardEvent) -> bool {
    dom::closest(event.target(), "input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]")
        .is_some()
}

/// True while a dialog has the keyboard.
pub fn in_dialog() -> bool {
    dom::dialog_is_open()
}

/// Moves the keyboard to an element.
pub fn focus(id: &str) {
    dom::focus_id(id);
}
