//! Deleting moves to the Trash, restoring brings back, purging is for good.
//!
//! - T1 Deleting cascades to nothing: links stay and read "in Trash".
//! - T2 A person account and its contact go and come together.
//! - T3 Deleting the won deal that alone made an account a customer is a
//!   correction, dated and kept; restoring the deal brings the evidence back.
//! - T4 Purging takes only what lies in the Trash, and takes links to it out.
//! - T5 What the rules rest on stays while it is used: a stage with deals, a
//!   pipeline with stages, the relationship Buyer, the settings.

use std::collections::BTreeSet;

use serde_json::{Map, Value};

use super::super::account::Account;
use super::super::change::{Label, Verb};
use super::super::command::Decision;
use super::super::contact::Contact;
use super::super::draft::Draft;
use super::super::env::Env;
use super::super::opportunity::Opportunity;
use super::super::option::Relationship;
use super::super::pipeline::{Stage, StageKind};
use super::super::record::{Collection, Record, RecordRef, Stored};
use super::super::settings::Settings;
use super::super::workspace::Workspace;
use super::{Rejection, lifecycle};

pub(super) fn trash(workspace: &Workspace, records: &[RecordRef], env: &Env) -> Result<Decision, Rejection> {
    let mut draft = Draft::new(workspace, env);
    for reference in with_persons(workspace, records) {
        let record = draft.find(reference).cloned().ok_or(Rejection::NotFound(reference))?;
        refuse_in_use(workspace, &record)?;
        take_back(&mut draft, &record)?;
        put_in_trash(&mut draft, record);
    }
    Ok(Decision::new(draft.finish(), label(workspace, records, Verb::Trashed)))
}

pub(super) fn restore(workspace: &Workspace, records: &[RecordRef], env: &Env) -> Result<Decision, Rejection> {
    let mut draft = Draft::new(workspace, env);
    for reference in records {
        bring_back(&mut draft, *reference)?;
    }
    Ok(Decision::new(draft.finish(), label(workspace, records, Verb::Restored)))
}

/// Takes a record out of the Trash, if it lies there, with all that follows.
pub(super) fn bring_back(draft: &mut Draft<'_>, reference: RecordRef) -> Result<(), Rejection> {
    draft.find(reference).ok_or(Rejection::NotFound(reference))?;
    for reference in with_persons(draft.workspace, &[reference]) {
        let Some(mut record) = draft.find(reference).filter(|record| !record.is_live()).cloned() else { continue };
        record.set_trashed_at(None);
        draft.put_record(record.clone());
        if let Some(opportunity) = Opportunity::from_record(&record) {
            lifecycle::after_stage(draft, opportunity, StageKind::Open);
        }
    }
    Ok(())
}

pub(super) fn purge(workspace: &Workspace, records: &[RecordRef], env: &Env) -> Result<Decision, Rejection> {
    let mut draft = Draft::new(workspace, env);
    let purged: BTreeSet<RecordRef> = with_persons(workspace, records).into_iter().collect();
    let in_trash = |reference: &RecordRef| workspace.find(*reference).is_some_and(|record| !record.is_live());
    let purged: BTreeSet<RecordRef> = purged.into_iter().filter(in_trash).collect();
    remove_for_good(&mut draft, &purged)?;
    Ok(Decision::new(draft.finish(), label(workspace, records, Verb::Purged)))
}

/// Removes records and takes links to them out of all others (T4).
pub(super) fn remove_for_good(draft: &mut Draft<'_>, removed: &BTreeSet<RecordRef>) -> Result<(), Rejection> {
    let ids: BTreeSet<String> = removed.iter().map(|reference| reference.id.to_string()).collect();
    let workspace = draft.workspace;
    for record in removed.iter().filter_map(|reference| workspace.find(*reference)).filter(|record| record.is_live()) {
        take_back(draft, record)?;
    }
    for reference in Collection::ALL.iter().flat_map(|collection| workspace.records(*collection)).map(Record::reference)
    {
        let unlinked = draft.find(reference).and_then(|record| without_links(record, &ids));
        if let Some(unlinked) = unlinked.filter(|_| !removed.contains(&reference)) {
            draft.put_record(unlinked);
        }
    }
    for reference in removed {
        draft.remove(*reference);
    }
    Ok(())
}

/// Takes back what a won deal shows, where the record is one (T3).
fn take_back(draft: &mut Draft<'_>, record: &Record) -> Result<(), Rejection> {
    match lifecycle::won_account_of(draft.workspace, record) {
        Some((account, opportunity)) if draft.get(account).is_some() => {
            lifecycle::take_back_win(draft, &opportunity, Some("The won opportunity was deleted"))
        }
        _ => Ok(()),
    }
}

fn put_in_trash(draft: &mut Draft<'_>, mut record: Record) {
    if record.is_live() {
        record.set_trashed_at(Some(draft.env.now));
        draft.put_record(record);
    }
}

/// The records and, for person accounts, their contact, and the other way round.
fn with_persons(workspace: &Workspace, records: &[RecordRef]) -> Vec<RecordRef> {
    let mut all: Vec<RecordRef> = Vec::new();
    for reference in records {
        let partner = match workspace.find(*reference) {
            Some(Record::Account(account)) => account.person_contact.map(RecordRef::of),
            Some(Record::Contact(contact)) => person_account_of(workspace, contact),
            _ => None,
        };
        for found in [Some(*reference), partner].into_iter().flatten() {
            if !all.contains(&found) && workspace.find(found).is_some() {
                all.push(found);
            }
        }
    }
    all
}

fn person_account_of(workspace: &Workspace, contact: &Contact) -> Option<RecordRef> {
    let joined = contact.accounts.iter().filter_map(|role| workspace.get::<Account>(role.account));
    let mut bound = joined.filter(|account| account.person_contact == Some(contact.id));
    bound.next().map(|account| RecordRef::of(account.id))
}

fn refuse_in_use(workspace: &Workspace, record: &Record) -> Result<(), Rejection> {
    let by = match record {
        Record::Stage(stage) => workspace.all::<Opportunity>().filter(|deal| deal.stage == Some(stage.id)).count(),
        Record::Pipeline(pipeline) => {
            workspace.all::<Stage>().filter(|stage| stage.pipeline == Some(pipeline.id)).count()
        }
        Record::Relationship(relationship) => usize::from(relationship.id == Relationship::BUYER),
        Record::Settings(settings) => usize::from(settings.id == Settings::THE),
        _ => 0,
    };
    if by == 0 { Ok(()) } else { Err(Rejection::InUse { record: record.reference(), by }) }
}

/// The record without any link to those ids; `None` where it has none. Its
/// stamps stay: who made it made it.
fn without_links(record: &Record, ids: &BTreeSet<String>) -> Option<Record> {
    let mut changed = false;
    let kept = record.to_map().into_iter().filter_map(|(key, value)| {
        if ["id", "meta", "custom", "external_ids"].contains(&key.as_str()) {
            return Some((key, value));
        }
        unlink(value, ids, &mut changed).map(|value| (key, value))
    });
    let kept: Map<String, Value> = kept.collect();
    if !changed {
        return None;
    }
    record.collection().read(Value::Object(kept)).ok()
}

/// A value without links.
fn unlink(value: Value, ids: &BTreeSet<String>, changed: &mut bool) -> Option<Value> {
    match value {
        Value::String(text) if ids.contains(&text) => {
            *changed = true;
            None
        }
        Value::Array(rows) => {
            Some(Value::Array(rows.into_iter().filter_map(|row| unlink_structure(row, ids, changed)).collect()))
        }
        Value::Object(map) => {
            let kept = map.into_iter().filter_map(|(key, item)| {
                let item =
                    if item.is_object() { unlink_structure(item, ids, changed) } else { unlink(item, ids, changed) };
                item.map(|item| (key, item))
            });
            Some(Value::Object(kept.collect()))
        }
        other => Some(other),
    }
}

/// A row of a list, or a structure within one: it goes whole when what it is
/// about is gone. Who wrote it down may go without it.
fn unlink_structure(structure: Value, ids: &BTreeSet<String>, changed: &mut bool) -> Option<Value> {
    let Value::Object(map) = structure else { return unlink(structure, ids, changed) };
    let mut kept = Map::new();
    for (key, value) in map {
        let is_stamp = ["by", "from"].contains(&key.as_str());
        let inner = if value.is_object() { unlink_structure(value, ids, changed) } else { unlink(value, ids, changed) };
        match inner {
            Some(value) => {
                kept.insert(key, value);
            }
            None if is_stamp => {}
            None => return None,
        }
    }
    Some(Value::Object(kept))
}

fn label(workspace: &Workspace, records: &[RecordRef], verb: Verb) -> Label {
    match records {
        [one] => workspace.find(*one).map_or_else(|| Label::named(verb, ""), |record| Label::of(verb, record)),
        many => Label::named(verb, many.len().to_string()),
    }
}
