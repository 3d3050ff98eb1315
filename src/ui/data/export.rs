//! Copies out: when the last was made, and the buttons for the next.

use leptos::prelude::*;

use super::Desk;
use crate::app::crm::Crm;
use crate::app::notices::Message;
use crate::app::transfer::{self, ExportError};
use crate::domain::record::Collection;
use crate::ui::components::button::{Button, Variant};
use crate::ui::components::format::relative_instant;
use crate::ui::components::icon::Icon;
use crate::ui::components::section::Section;
use crate::ui::words::counts::count;

/// The part of the page where copies go out.
pub(super) fn section(desk: Desk) -> AnyView {
    let crm = desk.crm;
    let export = Callback::new(move |()| export_json(crm));
    view! {
        <Section title="Backup and export">
            <div class="setting">
                <div class="setting-text">
                    <h3>"Backup"</h3>
                    <p class:warn=move || is_due(crm)>{move || state_of_backup(crm)}</p>
                </div>
                <Button label="Back up now" icon=Icon::Download variant=Variant::Primary on_press=export />
            </div>
            <div class="setting">
                <div class="setting-text">
                    <h3>"Everything, as JSON"</h3>
                    <p>"All records, lists and settings, with the Trash, in one readable file. It comes back identical."</p>
                </div>
                <Button label="Export JSON" icon=Icon::Export on_press=export />
            </div>
        </Section>
    }
    .into_any()
}

/// Offers the whole workspace as a file, and tells of it.
pub(in crate::ui) fn export_json(crm: Crm) {
    let message = match transfer::export_json(crm) {
        Ok(name) => Message::Plain(format!("{name} is in your downloads, with everything in it")),
        Err(error) => Message::Trouble(trouble(&error)),
    };
    crm.notices.push(message, false);
}

/// Why there is no file, and what to do.
pub(super) fn trouble(error: &ExportError) -> String {
    match error {
        ExportError::Unwritable(detail) => {
            format!("No file was made: a record could not be written ({detail}). Your data is unchanged")
        }
        ExportError::Refused(detail) => {
            format!("The browser did not take the file ({detail}). Allow downloads for this page and try again")
        }
    }
}

/// Changes after which a new copy is worth a word of warning.
const MANY: usize = 50;

fn is_due(crm: Crm) -> bool {
    let changes = transfer::changes_since_export(crm);
    changes >= MANY || (changes > 0 && transfer::exported_at(crm).is_none() && has_records(crm))
}

fn has_records(crm: Crm) -> bool {
    crm.read(&Collection::MAIN, |workspace| Collection::MAIN.iter().any(|collection| workspace.count(*collection) > 0))
}

/// When the last copy was made, and what has happened since.
fn state_of_backup(crm: Crm) -> String {
    let changes = transfer::changes_since_export(crm);
    let since = count(changes, "change", "changes");
    match transfer::exported_at(crm) {
        Some(at) => {
            let when = relative_instant(at, crm.env().today);
            match changes {
                0 => format!("Last exported {when}; nothing has changed since."),
                _ => {
                    format!("Last exported {when}; {since} since. A browser can lose its data: keep a copy elsewhere.")
                }
            }
        }
        None if has_records(crm) => {
            "Never exported from this device. A browser can lose its data: keep a copy elsewhere.".to_owned()
        }
        None => "There is nothing to back up yet.".to_owned(),
    }
}
