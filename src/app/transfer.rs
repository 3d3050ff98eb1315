//! Files in and out: what the data page may do, which itself touches neither
//! the browser nor the store.

use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::domain::activity::Activity;
use crate::domain::id::Id;
use crate::domain::profile::Profile;
use crate::domain::record::{Collection, Record};
use crate::domain::workflow::Rejection;
use crate::domain::workflow::archive_records::{self, Before};
use crate::interchange::{csv, ics, json};
use crate::platform::{clock, file, location};

use super::crm::Crm;
use super::door::LockTrouble;
use super::notices::Message;

pub use super::history_budget::HistoryBudget;
pub use crate::interchange::csv::{
    Becomes, Cells, Column, Conversion, FilePlan, ImportPlan, Intake, IntakeFile, Note, Part, Policy, Preset,
    ProblemKind, RowProblem, Rows, SkipReason, Skipped, Target, ValueMapping, WordKey, choices,
};
pub use crate::interchange::document::{Document, DocumentError, Fault, FaultKind, Opened, Warning};
pub use crate::interchange::merge::{
    Choice, Difference, FieldDifference, MergePlan, Renumbered, ReplaceCounts, ReplacePlan, Side, plan_merge,
};
pub use crate::platform::file::{ChosenFile, Files};
pub use crate::store::vault::{Damage, DamagedKey, DumpFault, RecoveryReport, Usage};

/// Where it is written how the JSON file is made, if that came with the app: a page
/// beside it on its host.
#[must_use]
pub fn format_page() -> Option<&'static str> {
    location::is_hosted().then_some("./file-format.html")
}

/// Why a file was not offered for keeping.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ExportError {
    /// The records could not be written as a file.
    Unwritable(String),
    /// The browser did not take the file.
    Refused(String),
}

/// Why a file was not taken in. Nothing has changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OpenError {
    /// It is no text.
    NotText,
    /// It is no file of ours, or a broken one.
    Document(DocumentError),
    /// It is no copy that the rescue screen made, or an empty or too new one.
    Dump(DumpFault),
    /// It was saved from a locked workspace: its passphrase is to be asked for;
    /// with what was wrong with the answer, if it was.
    Locked(Option<LockTrouble>),
}

/// What a chosen file turned out to hold.
#[derive(Clone, Debug)]
pub struct Arrived {
    /// The records.
    pub document: Document,
    /// For a copy that the rescue screen made: what was damaged in it.
    pub rescued: Option<RecoveryReport>,
}

/// Offers the whole workspace as a file with today's date in its name, and
/// remembers on this device that it did. Gives the name.
pub fn export_json(crm: Crm) -> Result<String, ExportError> {
    save_workspace(crm, format!("relata-{}.json", crm.env().today))
}

/// What a copy is saved ahead of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AheadOf {
    /// It goes.
    Erase,
    /// A file takes its place.
    Replace,
}

/// The name of the copy that is saved before.
pub fn copy_name(crm: Crm, before: AheadOf) -> String {
    let what = match before {
        AheadOf::Erase => "erase",
        AheadOf::Replace => "replace",
    };
    format!("relata-before-{what}-{}.json", crm.env().today)
}

/// Offers the whole workspace as a file before something happens to it. Gives
/// the name.
pub fn save_copy(crm: Crm, before: AheadOf) -> Result<String, ExportError> {
    save_workspace(crm, copy_name(crm, before))
}

fn save_workspace(crm: Crm, name: String) -> Result<String, ExportError> {
    let text = crm.peek(json::write).map_err(|error| ExportError::Unwritable(error.to_string()))?;
    save_text(&name, "application/json", &text)?;
    let now = crm.env().now;
    crm.preferences.update(|preferences| preferences.exported_at = Some(now));
    Ok(name)
}

/// Offers the records of a collection as CSV. Gives the name of the file.
pub fn export_csv(crm: Crm, collection: Collection) -> Result<String, ExportError> {
    let text = crm.peek(|workspace| csv::write(workspace, collection));
    let name = format!("{}-{}.csv", collection.plural(), crm.env().today);
    save_text(&name, "text/csv", &text).map(|()| name)
}

/// Offers what is to be done as a calendar file; with `owner` only theirs.
/// Gives the name of the file.
pub fn export_calendar(crm: Crm, owner: Option<Id<Profile>>) -> Result<String, ExportError> {
    let text = crm.peek(|workspace| {
        ics::write(workspace, workspace.all::<Activity>().filter(|activity| activity.counts_for(owner)))
    });
    let name = format!("relata-{}.ics", crm.env().today);
    save_text(&name, "text/calendar", &text).map(|()| name)
}

/// Offers a text as a file.
pub fn save_text(name: &str, mime: &str, text: &str) -> Result<(), ExportError> {
    file::download(name, mime, text).map_err(ExportError::Refused)
}

/// When the workspace was last exported from this device.
pub fn exported_at(crm: Crm) -> Option<DateTime<Utc>> {
    crm.preferences.with(|preferences| preferences.exported_at)
}

/// How many changes there were since the last export from this device; all
/// that are remembered where there was none.
pub fn changes_since_export(crm: Crm) -> usize {
    let since = exported_at(crm);
    crm.with_session(|session| {
        let later = session.log().iter().rev().take_while(|transaction| since.is_none_or(|at| transaction.at > at));
        later.count()
    })
}

/// Reads chosen or dropped files, then goes on with them. `Err` names the
/// first that could not be read.
pub fn read_files(files: &Files, then: impl FnOnce(Result<Vec<ChosenFile>, String>) + 'static) {
    let reading = file::read_all(files);
    spawn_local(async move { then(reading.await) });
}

/// The records of a collection that closed before a day. Runs again when
/// anything changes.
pub fn closed_before(crm: Crm, collection: Collection, day: NaiveDate) -> Vec<Record> {
    let before = Before { day, begins: clock::instant(day.and_time(NaiveTime::MIN)) };
    crm.read(&[collection, Collection::Stage, Collection::LeadStatus], |workspace| {
        archive_records::closed_before(workspace, collection, before)
    })
}

/// Offers records as a file that can be imported. Gives its name.
pub fn save_archive(crm: Crm, records: &[Record]) -> Result<String, ExportError> {
    let text =
        json::write(&records.iter().cloned().collect()).map_err(|error| ExportError::Unwritable(error.to_string()))?;
    let name = format!("relata-archive-{}.json", crm.env().today);
    save_text(&name, "application/json", &text).map(|()| name)
}

/// Puts the records of a file in place of all there are, and tells of it.
pub fn replace(crm: Crm, name: &str, records: Vec<Record>, told: Message) -> Result<(), Rejection> {
    crm.replace(name, records, told)
}

/// Removes everything, begins anew and tells of it.
pub fn erase(crm: Crm, told: Message) {
    crm.saver.erase(crm, told);
}

/// How much room is taken by what, once all is kept; `None` where the browser
/// does not say.
pub fn usage(crm: Crm) -> Option<Usage> {
    crm.saver.status().track();
    crm.saver.usage()
}

/// How much of the room the history may take on this device.
pub fn history_budget(crm: Crm) -> HistoryBudget {
    crm.preferences.with(|preferences| preferences.history)
}

/// Chooses that, and lets go of what is beyond it.
pub fn set_history_budget(crm: Crm, budget: HistoryBudget) {
    crm.preferences.update(|preferences| preferences.history = budget);
    crm.saver.compact_soon(crm);
}

/// Offers all that is kept as it is kept, damage and all. `None` where the
/// browser does not give it.
pub fn save_raw_dump(crm: Crm) -> Option<Result<String, ExportError>> {
    let text = crm.saver.raw_dump()?;
    let name = format!("relata-rescue-{}.json", crm.env().today);
    Some(save_text(&name, "application/json", &text).map(|()| name))
}

/// Loads the page anew.
pub fn reload() {
    location::reload();
}
