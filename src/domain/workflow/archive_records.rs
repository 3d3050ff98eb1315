//! Moving closed records out to a file, so that they take no room, and back.
//!
//! - AR1 Only what is closed goes: won and lost deals, disqualified and
//!   converted leads, done activities; each by the day on which it closed.
//!   Accounts, contacts, lists and what lies in the Trash stay.
//! - AR2 Only what is as the file has it goes: what was changed since stays.
//! - AR3 Nothing else changes: links to what went stay, and lead to it again
//!   once the file is imported; a customer stays one.
//! - AR4 Undo brings everything back as it was, links and dates, but that links
//!   to what was merged since lead to the survivor; what is there again by then
//!   stays as it is and is named. Redo takes it out again.

use chrono::{DateTime, NaiveDate, Utc};
use serde_json::{Map, Value};

use super::super::change::{Change, ChangeSet, Label, Patch, Transaction, Verb};
use super::super::command::Decision;
use super::super::opportunity::Opportunity;
use super::super::option::LeadPhase;
use super::super::pipeline::StageKind;
use super::super::record::{Collection, Record};
use super::super::undo::Blocked;
use super::super::workspace::Workspace;
use super::Rejection;
use super::merge_records::led_on;

/// A day before which something closed, and the instant at which it begins
/// where the person is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Before {
    /// The day.
    pub day: NaiveDate,
    /// Its first instant.
    pub begins: DateTime<Utc>,
}

/// The collections of which closed records can be archived.
pub const ARCHIVABLE: [Collection; 3] = [Collection::Opportunity, Collection::Lead, Collection::Activity];

/// The records of a collection that closed before a day (AR1).
pub fn closed_before(workspace: &Workspace, collection: Collection, before: Before) -> Vec<Record> {
    let closed = |record: &&Record| match closed_at(workspace, record) {
        Some(Closed::On(day)) => day < before.day,
        Some(Closed::At(instant)) => instant < before.begins,
        None => false,
    };
    workspace.records(collection).filter(|record| record.is_live()).filter(closed).cloned().collect()
}

/// When a record closed: deals know the day, the others the instant.
enum Closed {
    On(NaiveDate),
    At(DateTime<Utc>),
}

fn closed_at(workspace: &Workspace, record: &Record) -> Option<Closed> {
    match record {
        Record::Opportunity(deal) => closed_deal(workspace, deal).map(Closed::On),
        Record::Lead(lead) => match (&lead.conversion, workspace.lead_phase(lead.status)) {
            (Some(conversion), _) => Some(Closed::At(conversion.at)),
            // Nothing dates the status itself; whatever was done since came later.
            (None, LeadPhase::Disqualified) => Some(Closed::At(lead.meta.updated_at)),
            (None, _) => None,
        },
        Record::Activity(activity) => (!activity.is_open()).then(|| Closed::At(activity.when())),
        _ => None,
    }
}

fn closed_deal(workspace: &Workspace, deal: &Opportunity) -> Option<NaiveDate> {
    match workspace.stage_kind(deal.stage) {
        StageKind::Won | StageKind::Lost => deal.closed_on,
        StageKind::Open => None,
    }
}

pub(super) fn archive(workspace: &Workspace, records: &[Record]) -> Decision {
    let as_saved = |record: &&Record| {
        closed_at(workspace, record).is_some()
            && record.is_live()
            && workspace.find(record.reference()) == Some(*record)
    };
    let leaving = records.iter().filter(as_saved).map(taken_out);
    let changes = ChangeSet::new(leaving.collect::<Vec<_>>());
    let label = Label::named(Verb::Archived, changes.len().to_string());
    Decision::new(changes, label)
}

/// Takes an archiving back, or does it again after that (AR4).
pub(super) fn revert(workspace: &Workspace, transaction: &Transaction) -> Result<Decision, Rejection> {
    let mut blocked = Vec::new();
    let mut changes = Vec::new();
    for patch in &transaction.patches {
        let reference = patch.reference();
        match (workspace.find(reference), &patch.from, &patch.to) {
            (None, Some(from), None) => {
                let record = reference.collection.read(&Value::Object(from.clone())).ok();
                let led = |record: Record| led_on(&record, &|link| workspace.find(link)).unwrap_or(record);
                changes.extend(record.map(|record| Change { reference, before: None, after: Some(led(record)) }));
            }
            (Some(present), None, Some(_)) if is_as_left(present, patch) => changes.push(taken_out(present)),
            _ => blocked.push(Blocked { record: reference, fields: Vec::new() }),
        }
    }
    let changes = ChangeSet::new(changes);
    if changes.is_empty() {
        return Err(Rejection::NothingToUndo(blocked));
    }
    let mut decision = Decision::new(changes, transaction.label.clone());
    decision.reverts = Some(transaction.id);
    decision.blocked = blocked;
    Ok(decision)
}

/// Whether a record is as a patch left it that brought it back. Of very many,
/// only the time of the last change is known.
fn is_as_left(present: &Record, patch: &Patch) -> bool {
    let Some(left) = &patch.to else { return false };
    let present = present.to_map();
    if patch.is_slim() {
        let time_of = |map: &Map<String, Value>| map.get("meta").and_then(|meta| meta.get("updated_at")).cloned();
        return time_of(&present) == time_of(left);
    }
    present == *left
}

fn taken_out(record: &Record) -> Change {
    Change { reference: record.reference(), before: Some(record.clone()), after: None }
}
