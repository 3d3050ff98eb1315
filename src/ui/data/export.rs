//! Copies out: when the last was made, and the buttons for the next.

use leptos::prelude::*;

use super::{Desk, Panel};
use crate::app::crm::Crm;
use crate::app::notices::Message;
use crate::app::transfer::{self, ExportError};
use crate::domain::record::Collection;
use crate::ui::components::button::{Button, Variant};
use crate::ui::components::dialog::Dialog;
use crate::ui::components::format::relative_instant;
use crate::ui::components::icon::Icon;
use crate::ui::components::section::Section;
use crate::ui::components::select_field::{Choice, SelectField};
use crate::ui::words::concepts::plural;
use crate::ui::words::counts::count;
use crate::ui::words::vocabulary::{said, spoken};

/// The part of the page where copies go out.
pub(super) fn section(desk: Desk) -> AnyView {
    let crm = desk.crm;
    let export = Callback::new(move |()| export_json(crm));
    view! {
        <Section title=spoken("Backup and export")>
            <div class="setting">
                <div class="setting-text">
                    <h3>{spoken("Backup")}</h3>
                    <p class:warn=move || is_due(crm)>{move || state_of_backup(crm)}</p>
                </div>
                <Button label=spoken("Back up now") icon=Icon::Download variant=Variant::Primary on_press=export />
            </div>
            <div class="setting">
                <div class="setting-text">
                    <h3>{spoken("Everything, as JSON")}</h3>
                    <p>
                        {spoken("All records, lists and settings, with the Trash, in one readable file. It comes back identical.")}
                        {transfer::format_page().map(|page| view! {
                            " "
                            <a href=page target="_blank" rel="noopener">
                                {spoken("What is in the file")}
                            </a>
                        })}
                    </p>
                </div>
                <Button label=spoken("Export JSON") icon=Icon::Export on_press=export />
            </div>
            <div class="setting">
                <div class="setting-text">
                    <h3>{spoken("One type of record, as CSV")}</h3>
                    <p>{spoken("For a spreadsheet or another program. It can be edited and comes back by Import file.")}</p>
                </div>
                <Button
                    label=spoken("Export CSV")
                    icon=Icon::Export
                    on_press=Callback::new(move |()| desk.panel.set(Some(Panel::CsvOut)))
                />
            </div>
        </Section>
    }
    .into_any()
}

/// Offers the whole workspace as a file, and tells of it.
pub(in crate::ui) fn export_json(crm: Crm) {
    let message = match transfer::export_json(crm) {
        Ok(name) => Message::Plain(said!("{} is in your downloads, with everything in it", name)),
        Err(error) => Message::Trouble(trouble(&error)),
    };
    crm.notices.push(message, false);
}

/// Asks which type of record, and offers it as CSV.
pub(super) fn csv_dialog(desk: Desk) -> AnyView {
    let crm = desk.crm;
    let chosen = RwSignal::new(Collection::Account.plural().to_owned());
    let there = crm.peek(|workspace| {
        let with_records = Collection::ALL.iter().filter(|collection| workspace.records(**collection).next().is_some());
        with_records.copied().collect::<Vec<_>>()
    });
    let main = Collection::MAIN.into_iter();
    let all = main.chain(there.into_iter().filter(|collection| !Collection::MAIN.contains(collection)));
    let options: Vec<Choice> = all.map(|collection| Choice::new(collection.plural(), plural(collection))).collect();
    let save = Callback::new(move |()| {
        let Some(collection) = Collection::from_plural(&chosen.get_untracked()) else { return };
        let message = match transfer::export_csv(crm, collection) {
            Ok(name) => Message::Plain(said!("{} is in your downloads", name)),
            Err(error) => Message::Trouble(trouble(&error)),
        };
        crm.notices.push(message, false);
        desk.panel.set(None);
    });
    view! {
        <Dialog title=spoken("Export CSV") submit_label=spoken("Export CSV") on_submit=save on_close=desk.close()>
            <SelectField
                label=spoken("Record type")
                value=chosen
                options
                hint=spoken("Records in the Trash are in it too, with the time of their deletion")
            />
        </Dialog>
    }
    .into_any()
}

/// Why there is no file, and what to do.
pub(in crate::ui) fn trouble(error: &ExportError) -> String {
    match error {
        ExportError::Unwritable(detail) => {
            said!("No file was made: a record could not be written ({}). Your data is unchanged", detail)
        }
        ExportError::Refused(detail) => {
            said!("The browser did not take the file ({}). Allow downloads for this page and try again", detail)
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
    if !crm.history_is_read() {
        return spoken("Reading what has changed…").to_owned();
    }
    match transfer::exported_at(crm) {
        Some(at) => {
            let when = relative_instant(at, crm.today());
            match changes {
                0 => said!("Last exported {}; nothing has changed since.", when),
                _ => {
                    said!(
                        "Last exported {}; {} since. A browser can lose its data: keep a copy elsewhere.",
                        when,
                        since
                    )
                }
            }
        }
        None if has_records(crm) => {
            spoken("Never exported from this device. A browser can lose its data: keep a copy elsewhere.").to_owned()
        }
        None => spoken("There is nothing to back up yet.").to_owned(),
    }
}
