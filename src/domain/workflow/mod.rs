//! What happens when somebody does something: one file for each verb. Each
//! reads the workspace, decides, and returns changes; nothing else.

mod activity;
pub mod archive_records;
mod arrange;
pub mod batch;
pub mod convert_lead;
pub mod convert_leads;
mod create_contact;
mod demo;
mod edit_opportunity;
mod edit_record;
mod file_as;
mod hand_over;
mod import_records;
mod lifecycle;
pub mod merge_records;
mod move_opportunity;
mod person_account;
mod revert;
mod trash;
mod verify;

use super::change::{ChangeSet, Label, Verb};
use super::command::{Command, Decision};
use super::env::Env;
use super::record::{Record, RecordRef};
use super::undo;
use super::validate::FieldError;
use super::workspace::Workspace;

pub use demo::has_demo;
pub use lifecycle::won_account;
pub use move_opportunity::needs_correction;

/// Decides on a command against a workspace.
pub fn decide(workspace: &Workspace, command: &Command, env: &Env) -> Result<Decision, Rejection> {
    match command {
        Command::Create { collection, fields } => edit_record::create(workspace, *collection, fields, env),
        Command::CreateContact { fields, account } => create_contact::create_contact(workspace, fields, account, env),
        Command::FileAs(filing) => file_as::file_as(workspace, filing, env),
        Command::Edit { record, fields } => edit_record::edit(workspace, *record, fields, env),
        Command::EditMany { records, fields } => batch::edit_many(workspace, records, fields, env),
        Command::Tag { records, add, new, remove } => batch::tag(workspace, records, add, new, remove, env),
        Command::MergeRecords(input) => merge_records::merge(workspace, input, env),
        Command::Distinguish { records } => merge_records::distinguish(workspace, records, env),
        Command::Trash { records } => trash::trash(workspace, records, env),
        Command::Restore { records } => trash::restore(workspace, records, env),
        Command::Purge { records } => trash::purge(workspace, records, env),
        Command::Arrange { records } => arrange::arrange(workspace, records, env),
        Command::CompleteActivity { activity, outcome } => activity::complete(workspace, *activity, *outcome, env),
        Command::ReopenActivity { activity } => activity::reopen(workspace, *activity, env),
        Command::MoveOpportunity { opportunity, stage, close, correction } => {
            move_opportunity::move_to(workspace, *opportunity, *stage, close.as_ref(), correction.as_deref(), env)
        }
        Command::SetLifecycle { account, lifecycle, reason } => {
            lifecycle::set_by_hand(workspace, *account, *lifecycle, reason, env)
        }
        Command::Verify { record, field, verified } => verify::verify(workspace, *record, field, *verified, env),
        Command::ConvertLead(input) => convert_lead::convert_lead(workspace, input, env),
        Command::ConvertLeads(rows) => convert_leads::convert_leads(workspace, rows, env),
        Command::AnswerHandOver { lead, answer, note } => hand_over::answer(workspace, *lead, *answer, note, env),
        Command::Import { name, records } => Ok(import_records::import(workspace, name, records, env)),
        Command::Archive { records } => Ok(archive_records::archive(workspace, records)),
        Command::Replace { name, records } => Ok(import_records::replace(workspace, name, records)),
        Command::LoadDemo => demo::load(workspace, env),
        Command::LoadLargeDemo { records } => demo::load_large(workspace, records),
        Command::RemoveDemo => demo::remove(workspace, env),
        Command::Revert { transaction } if transaction.label.verb == Verb::Archived => {
            archive_records::revert(workspace, transaction)
        }
        Command::Revert { transaction } => revert::revert(workspace, transaction, env),
    }
}

/// Why a command was not carried out. Nothing has changed.
#[derive(Clone, Debug, PartialEq)]
pub enum Rejection {
    /// Values that cannot be, each with its field.
    Invalid(Vec<FieldError>),
    /// The record is not there any more.
    NotFound(RecordRef),
    /// The record lies in the Trash; it must be restored first.
    InTrash(RecordRef),
    /// A converted lead is read-only.
    AlreadyConverted(RecordRef),
    /// A lost deal needs a reason or a note.
    LossReasonNeeded,
    /// Leaving the won stage takes back that the account is a customer: a
    /// reason is needed.
    CorrectionNeeded {
        /// The account that would become a prospect again.
        account: RecordRef,
    },
    /// A change by hand needs a reason.
    ReasonNeeded,
    /// None of account, contact and opportunity was chosen (CV1).
    NothingToConvertTo,
    /// Checklist items are not met and no reason to override them is given.
    ChecklistNotMet {
        /// The names of the items.
        unmet: Vec<String>,
    },
    /// Something others depend on cannot be deleted: it is in use.
    InUse {
        /// What is in use.
        record: RecordRef,
        /// By how many records.
        by: usize,
    },
    /// Everything that would go back was changed since, or is gone.
    NothingToUndo(Vec<undo::Blocked>),
    /// Fewer than two records to merge, or such that are never merged (MR1).
    NothingToMerge,
    /// None of many records could be changed; each with the reason.
    AllRefused(Vec<batch::Refused>),
    /// The demonstration records are there already, or are not there.
    NoDemoChange,
}

impl Decision {
    /// A decision that changes `changes` and shows nothing in particular.
    pub fn new(changes: ChangeSet, label: Label) -> Self {
        Self { changes, label, focus: None, reverts: None, blocked: Vec::new(), refused: Vec::new() }
    }

    /// The same, showing a record next.
    #[must_use]
    pub fn showing(mut self, record: RecordRef) -> Self {
        self.focus = Some(record);
        self
    }
}

impl Label {
    /// A label for what was done to one record.
    pub fn of(verb: Verb, record: &Record) -> Self {
        Self { verb, subject: record.title(), collection: Some(record.collection()) }
    }

    /// A label without a record.
    pub fn named(verb: Verb, subject: impl Into<String>) -> Self {
        Self { verb, subject: subject.into(), collection: None }
    }
}

/// The record unless it is missing or in the Trash.
fn open_record(workspace: &Workspace, reference: RecordRef) -> Result<&Record, Rejection> {
    let record = workspace.find(reference).ok_or(Rejection::NotFound(reference))?;
    if record.is_live() { Ok(record) } else { Err(Rejection::InTrash(reference)) }
}
