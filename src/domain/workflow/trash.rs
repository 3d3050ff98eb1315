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
        if let Some((account, opportunity)) = lifecycle::won_account_of(workspace, &record)
            && draft.get(account).is_some()
        {
            lifecycle::take_back_win(&mut draft, &opportunity, Some("The won opportunity was deleted"))?;
        }
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

pub(super) fn purge(workspace: &Workspace, records: &[RecordRef], env: &Env) -> Decision {
    let mut draft = Draft::new(workspace, env);
    let purged: BTreeSet<RecordRef> = with_persons(workspace, records).into_iter().collect();
    let in_trash = |reference: &RecordRef| workspace.find(*reference).is_some_and(|record| !record.is_live());
    let purged: BTreeSet<RecordRef> = purged.into_iter().filter(in_trash).collect();
    let ids: BTreeSet<String> = purged.iter().map(|reference| reference.id.to_string()).collect();
    for collection in Collection::ALL {
        for record in workspace.records(*collection) {
            if !purged.contains(&record.reference())
                && let Some(unlinked) = without_links(record, &ids)
            {
                draft.put_record(unlinked);
            }
        }
    }
    for reference in &purged {
        draft.remove(*reference);
    }
    Decision::new(draft.finish(), label(workspace, records, Verb::Purged))
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

/// The record without any link to those ids; `None` where it has none.
fn without_links(record: &Record, ids: &BTreeSet<String>) -> Option<Record> {
    let map = record.to_map();
    let mut changed = false;
    let kept: Map<String, Value> = map
        .into_iter()
        .filter_map(|(key, value)| {
            let value = if key == "id" || key == "custom" || key == "external_ids" {
                Some(value)
            } else {
                unlink(value, ids, &mut changed)
            };
            value.map(|value| (key, value))
        })
        .collect();
    if !changed {
        return None;
    }
    record.collection().read(Value::Object(kept)).ok()
}

/// A value without links; a structure whose own record is gone goes whole.
fn unlink(value: Value, ids: &BTreeSet<String>, changed: &mut bool) -> Option<Value> {
    match value {
        Value::String(text) if ids.contains(&text) => {
            *changed = true;
            None
        }
        Value::Array(items) => {
            Some(Value::Array(items.into_iter().filter_map(|item| unlink_item(item, ids, changed)).collect()))
        }
        Value::Object(map) => Some(Value::Object(
            map.into_iter().filter_map(|(key, item)| unlink(item, ids, changed).map(|item| (key, item))).collect(),
        )),
        other => Some(other),
    }
}

/// A row of a list goes whole when it points to a purged record.
fn unlink_item(item: Value, ids: &BTreeSet<String>, changed: &mut bool) -> Option<Value> {
    let points = match &item {
        Value::Object(map) => map.values().any(|value| value.as_str().is_some_and(|text| ids.contains(text))),
        Value::String(text) => ids.contains(text),
        _ => false,
    };
    if points {
        *changed = true;
        return None;
    }
    unlink(item, ids, changed)
}

fn label(workspace: &Workspace, records: &[RecordRef], verb: Verb) -> Label {
    match records {
        [one] => workspace.find(*one).map_or_else(|| Label::named(verb, ""), |record| Label::of(verb, record)),
        many => Label::named(verb, many.len().to_string()),
    }
}
