//! Files in: which file is which, and what is said of one that cannot be read.

use leptos::prelude::*;

use super::csv_import::CsvImport;
use super::file_button::FileButton;
use super::json_import::JsonImport;
use super::{Desk, Panel, file_words};
use crate::app::incoming;
use crate::app::route::{Query, Route};
use crate::app::transfer::{self, ChosenFile, Files, OpenError};
use crate::ui::components::banner::{Banner, Gravity};
use crate::ui::components::button::{Button, LinkButton};
use crate::ui::components::icon::Icon;
use crate::ui::components::meter::WorkMeter;
use crate::ui::components::section::Section;
use crate::ui::words::vocabulary::{said, spoken};

/// What a person said the files are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Expected {
    /// Nothing: they were dropped.
    Any,
    /// An exported workspace.
    Json,
    /// Files of other programs.
    Csv,
}

/// The part of the page where files come in.
pub(super) fn section(desk: Desk) -> AnyView {
    let json = Callback::new(move |files: Files| desk.take(&files, Expected::Json));
    let csv = Callback::new(move |files: Files| desk.take(&files, Expected::Csv));
    let percent = desk.work.percent();
    // The dialog of a file that was read plans anew by the same work, and says so itself.
    let reading = Signal::derive(move || desk.reading.get().and_then(|_| percent.get()));
    view! {
        <Section title=spoken("Import")>
            {move || desk.trouble.get().map(|text| trouble(desk, text))}
            <WorkMeter
                label=Signal::derive(move || said!("Reading {}", desk.reading.get().unwrap_or_default()))
                percent=reading
                on_cancel=Callback::new(move |()| desk.stop())
            />
            <div class="setting">
                <div class="setting-text">
                    <h3>{spoken("A copy made by Relata")}</h3>
                    <p>{spoken("Merge it into what is here, or put it in its place. You see what will change before it does.")}</p>
                </div>
                <FileButton label=spoken("Import JSON") accept=".json,application/json" icon=Icon::Import on_files=json />
            </div>
            <div class="setting">
                <div class="setting-text">
                    <h3>{spoken("Files of other programs")}</h3>
                    <p>
                        {spoken("CSV from Salesforce or any spreadsheet, several at once: accounts, contacts, leads and deals find each other. You see what becomes of every column before anything happens, and one Undo takes it back.")}
                    </p>
                </div>
                <FileButton
                    label=spoken("Import file")
                    accept=".csv,.tsv,.txt,text/csv"
                    multiple=true
                    icon=Icon::Import
                    on_files=csv
                />
            </div>
            <div class="setting">
                <div class="setting-text">
                    <h3>{spoken("Duplicates")}</h3>
                    <p>{spoken("Looks through all leads, contacts and accounts for those that are here twice, and helps to make one of them.")}</p>
                </div>
                <LinkButton label=spoken("Find duplicates") href=Route::Duplicates(Query::default()).href() icon=Icon::Search />
            </div>
            <p class="faint data-drop">{spoken("You can also drop files anywhere on this page.")}</p>
        </Section>
    }
    .into_any()
}

fn trouble(desk: Desk, text: String) -> AnyView {
    view! {
        <Banner text gravity=Gravity::Danger>
            <Button label=spoken("Dismiss") small=true on_press=Callback::new(move |()| desk.trouble.set(None)) />
        </Banner>
    }
    .into_any()
}

/// Reads files and opens what they ask for.
pub(super) fn take(desk: Desk, files: &Files, expected: Expected) {
    desk.trouble.set(None);
    desk.reading.set(Some(spoken("the file").to_owned()));
    // Taken before reading: what is read after the page was left is not wanted. What
    // follows takes its own, whose first slice begins then.
    let turn = desk.work.begin();
    transfer::read_files(files, move |read| match read {
        _ if !turn.is_wanted() => {}
        Ok(chosen) => open(desk, chosen, expected),
        Err(name) => desk.refuse(file_words::unreadable(&name)),
    });
}

impl Desk {
    /// Calls off what is being read.
    fn stop(self) {
        self.work.cancel();
        self.reading.set(None);
    }

    fn refuse(self, why: String) {
        self.reading.set(None);
        self.trouble.set(Some(why));
    }

    fn show(self, panel: Panel) {
        self.reading.set(None);
        self.panel.set(Some(panel));
    }
}

fn open(desk: Desk, mut chosen: Vec<ChosenFile>, expected: Expected) {
    let is_json = |file: &ChosenFile| match expected {
        Expected::Json => true,
        Expected::Csv | Expected::Any => file.name.to_lowercase().ends_with(".json"),
    };
    let json = chosen.iter().filter(|file| is_json(file)).count();
    match (json, chosen.len()) {
        (0, _) => incoming::open_csv(desk.crm, chosen, desk.work.begin(), move |intake, planned| {
            desk.show(Panel::CsvIn(StoredValue::new(CsvImport::new(desk, intake, planned))));
        }),
        (1, 1) => {
            if let Some(file) = chosen.pop() {
                open_json(desk, file, None);
            }
        }
        _ => desk.refuse(spoken("Choose one JSON file at a time, by itself. Nothing was imported.").to_owned()),
    }
}

/// Opens what Relata itself saved; what was locked then, with a passphrase.
pub(super) fn open_json(desk: Desk, file: ChosenFile, passphrase: Option<String>) {
    let name = file.name.clone();
    desk.reading.set(Some(name.clone()));
    incoming::open_json(desk.crm, file, passphrase, desk.work.begin(), move |opened| match opened {
        Ok(planned) => desk.show(Panel::Json(StoredValue::new(JsonImport::of(name, planned)))),
        Err((OpenError::Locked(trouble), file)) => desk.show(Panel::Locked(StoredValue::new(file), trouble)),
        Err((error, _)) => desk.refuse(file_words::not_opened(&name, &error)),
    });
}
