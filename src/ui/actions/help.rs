//! The dialog **Keyboard shortcuts**: every key of the table.

use leptos::prelude::*;

use super::desk::Desk;
use super::keys::shown;
use super::{ACTIONS, Action, Part};
use crate::app::crm::use_crm;
use crate::app::keyboard;
use crate::app::preferences::SingleKeys;
use crate::app::route::{Route, SettingsSection};
use crate::ui::components::dialog::Dialog;
use crate::ui::words::vocabulary::spoken;

/// The list of shortcuts; the desk opens and closes it.
pub fn help(desk: Desk) -> AnyView {
    let off = use_crm().preferences.with_untracked(|device| device.single_keys == SingleKeys::Off);
    let note = if off {
        spoken("Keys without Ctrl are switched off in ")
    } else {
        spoken("Keys without Ctrl can be switched off in ")
    };
    let close = Callback::new(move |()| desk.over.set(None));
    view! {
        <Dialog title=spoken("Keyboard shortcuts") on_close=close on_submit=close submit_label=spoken("Close") reading=true wide=true>
            <div class="keys">{Part::ALL.into_iter().map(part).collect_view()}</div>
            <p class="muted">
                {note}
                <a href=Route::Settings(SettingsSection::Appearance).href() on:click=move |_| close.run(())>
                    {spoken("Settings, Appearance")}
                </a> "."
            </p>
        </Dialog>
    }
    .into_any()
}

fn part((part, heading): (Part, &'static str)) -> AnyView {
    let rows = ACTIONS.iter().filter(|action| action.part == part && !action.keys.is_empty());
    view! {
        <section>
            <h3>{spoken(heading)}</h3>
            <dl>{rows.map(row).collect_view()}</dl>
        </section>
    }
    .into_any()
}

fn row(action: &Action) -> AnyView {
    let mac = keyboard::is_mac();
    let keys = action.keys.iter().map(|keys| view! { <kbd>{shown(keys, mac)}</kbd> }.into_any());
    let keys: Vec<AnyView> = keys.collect();
    let place = action.place.words();
    view! {
        <div>
            <dt>
                {spoken(action.words).trim_end_matches('…')} " " <span class="muted">{place}</span>
            </dt>
            <dd>{keys}</dd>
        </div>
    }
    .into_any()
}
