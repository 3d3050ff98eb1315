//! `#/data`: everything in and out, and how much room it takes.

mod archive;
mod csv_columns;
mod csv_file;
mod csv_import;
mod csv_values;
mod csv_words;
mod demo;
mod erase;
pub(in crate::ui) mod export;
mod file_button;
mod file_words;
mod history;
mod import;
mod json_differences;
mod json_import;
mod locked_copy;
mod safety_copy;
mod storage;

use leptos::{ev, prelude::*};

use super::components::page_header::PageHeader;
use crate::app::crm::{Crm, use_crm};
use crate::app::locking::LockTrouble;
use crate::app::slices::LongWork;
use crate::app::transfer::{ChosenFile, Files};
use crate::ui::words::vocabulary::{said, spoken};

pub(super) use export::export_json;
pub(super) use file_words::{damage, restored};

/// What is open over the page.
#[derive(Clone, Copy)]
enum Panel {
    Json(StoredValue<json_import::JsonImport>),
    Locked(StoredValue<ChosenFile>, Option<LockTrouble>),
    CsvIn(StoredValue<csv_import::CsvImport>),
    CsvOut,
    Archive,
    Erase,
}

/// What the parts of the page share. A copy is a handle to the same.
#[derive(Clone, Copy)]
struct Desk {
    crm: Crm,
    panel: RwSignal<Option<Panel>>,
    /// Why the last file was not taken in.
    trouble: RwSignal<Option<String>>,
    /// The name of the file that is being read.
    reading: RwSignal<Option<String>>,
    /// The reading and planning of files.
    work: LongWork,
    /// True while files are dragged over the page.
    dragged: RwSignal<bool>,
}

/// Import, export, backups and storage.
#[component]
pub fn DataPage() -> impl IntoView {
    let desk = Desk {
        crm: use_crm(),
        panel: RwSignal::new(None),
        trouble: RwSignal::new(None),
        reading: RwSignal::new(None),
        work: LongWork::new(),
        dragged: RwSignal::new(false),
    };
    view! {
        <div
            class="page data"
            class:data--dragged=desk.dragged
            on:dragover=move |event| desk.drag_over(&event)
            on:dragleave=move |_| desk.dragged.set(false)
            on:drop=move |event| desk.drop_files(&event)
        >
            <PageHeader
                title=spoken("Import & export")
                concept=Some(
                    spoken("Everything is in this browser, on this device, and nowhere else. Files are how it gets in, out, and safe")
                        .to_owned(),
                )
            />
            <p class="visually-hidden" role="status">
                {move || desk.reading.get().map(|name| said!("Reading {}…", name))}
            </p>
            {export::section(desk)}
            {import::section(desk)}
            {storage::section(desk)}
            {history::section(desk)}
            {archive::section(desk)}
            {demo::section(desk)}
            {erase::section(desk)}
            {move || desk.panel.get().map(|panel| over(desk, panel))}
        </div>
    }
    .into_any()
}

fn over(desk: Desk, panel: Panel) -> AnyView {
    match panel {
        Panel::Json(import) => json_import::dialog(desk, import),
        Panel::Locked(file, trouble) => locked_copy::dialog(desk, file, trouble),
        Panel::CsvIn(import) => import.get_value().dialog(desk),
        Panel::CsvOut => export::csv_dialog(desk),
        Panel::Archive => archive::dialog(desk),
        Panel::Erase => erase::dialog(desk),
    }
}

impl Desk {
    fn close(self) -> Callback<()> {
        Callback::new(move |()| self.panel.set(None))
    }

    fn drag_over(self, event: &ev::DragEvent) {
        let brings_files =
            event.data_transfer().is_some_and(|carried| carried.types().iter().any(|kind| kind == "Files"));
        if brings_files {
            event.prevent_default();
            self.dragged.set(true);
        }
    }

    fn drop_files(self, event: &ev::DragEvent) {
        self.dragged.set(false);
        if let Some(files) = event.data_transfer().and_then(|carried| carried.files())
            && files.length() > 0
        {
            event.prevent_default();
            self.take(&files, import::Expected::Any);
        }
    }

    /// Reads files and opens what they ask for.
    fn take(self, files: &Files, expected: import::Expected) {
        import::take(self, files, expected);
    }
}
