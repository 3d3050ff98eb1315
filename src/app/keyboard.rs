//! Where the keyboard's input goes: to a field, to a dialog, or to the page.

use leptos::ev::KeyboardEvent;

use crate::platform::dom;

/// True when the key goes into something that takes text or choices itself.
pub fn is_typing(event: &KeyboardEvent) -> bool {
    dom::closest(event.target(), "input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]")
        .is_some()
}

/// True when the key may choose or move in a menu or a list of options.
pub fn is_choosing(event: &KeyboardEvent) -> bool {
    dom::closest(event.target(), "[role=menu], [role=listbox]").is_some()
}

/// True where ⌘ stands for Ctrl.
pub fn is_mac() -> bool {
    dom::is_mac()
}

/// True while a dialog has the keyboard.
pub fn in_dialog() -> bool {
    dom::dialog_is_open()
}

/// Moves the keyboard to the first element of the page that matches.
pub fn focus(selector: &str) {
    dom::focus_selector(selector);
}
