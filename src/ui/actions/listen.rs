//! The keyboard. While somebody types, or a dialog or menu is open, the keys
//! are theirs; only those with Ctrl that [`Act::Palette`] has work from a field.

use leptos::ev::{KeyboardEvent, keydown};
use leptos::prelude::*;

use super::desk::Desk;
use super::keys::{Meaning, PATIENCE, Press, is_plain, meaning};
use super::{Act, Action};
use crate::app::crm::Crm;
use crate::app::keyboard;
use crate::app::preferences::SingleKeys;

/// Listens for as long as the page lives.
pub fn listen(crm: Crm, desk: Desk) {
    // The first of two keys, and when it was pressed.
    let first = StoredValue::new(None::<(Press, f64)>);
    let handle = window_event_listener(keydown, move |event| {
        let Some(press) = pressed(&event) else { return };
        let before = first.get_value().filter(|(_, at)| event.time_stamp() - at < PATIENCE);
        first.set_value(None);
        if event.default_prevented() || keyboard::in_dialog() {
            return;
        }
        let plain = !press.command;
        let off = plain && crm.preferences.with_untracked(|device| device.single_keys == SingleKeys::Off);
        if off || (plain && keyboard::is_choosing(&event)) {
            return;
        }
        let typing = keyboard::is_typing(&event);
        match meaning(desk.spot(), before.as_ref().map(|(press, _)| press), &press) {
            Meaning::Does(action) if (!typing || works_in_fields(action, &press)) && desk.can(action.act) => {
                event.prevent_default();
                desk.run(action.act);
            }
            Meaning::Begins if !typing => first.set_value(Some((press, event.time_stamp()))),
            _ => {}
        }
    });
    on_cleanup(move || handle.remove());
}

fn works_in_fields(action: &Action, press: &Press) -> bool {
    press.command && action.act == Act::Palette && action.keys.iter().any(|keys| !is_plain(keys))
}

/// What was pressed; nothing for the keys that only go with others, and with Alt.
fn pressed(event: &KeyboardEvent) -> Option<Press> {
    // On many keyboards brackets are written with AltGr, which also says Ctrl and Alt.
    let third_level = event.get_modifier_state("AltGraph");
    if (event.alt_key() && !third_level) || matches!(event.key().as_str(), "Shift" | "Control" | "Alt" | "Meta") {
        return None;
    }
    let command = (event.ctrl_key() || event.meta_key()) && !third_level;
    Some(Press::new(&event.key(), &event.code(), command, event.shift_key()))
}
