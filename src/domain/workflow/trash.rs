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

use uuid::Uuid;

use super::super::change::{Label, Verb};
use super::super::command::Decision;
use super::super::draft::Draft;
use super::super::env::Env;
use super::super::links;
use super::super::opportunity::Opportunity;
use super::super::option::Relationship;
use super::super::pipeline::{Stage, StageKind};
use super::super::record::{Collection, Record, RecordRef, Stored};
use super::super::settings::Settings;
use super::super::workspace::Workspace;
use super::person_account::bound_account;
use super::{Rejection, lifecycle, merge_records};

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
    if let Some(gone) = records.iter().find(|reference| workspace.find(**reference).is_none()) {
        return Err(Rejection::NotFound(*gone));
    }
    for reference in with_persons(workspace, records) {
        take_out(&mut draft, reference);
    }
    Ok(Decision::new(draft.finish(), label(workspace, records, Verb::Restored)))
}

/// Takes a record out of the Trash, if it lies there, with all that follows.
pub(super) fn bring_back(draft: &mut Draft<'_>, reference: RecordRef) -> Result<(), Rejection> {
    let found = draft.find(reference).ok_or(Rejection::NotFound(reference))?;
    if !found.is_live() {
        for reference in with_persons(draft.workspace, &[reference]) {
            take_out(draft, reference);
        }
    }
    Ok(())
}

fn take_out(draft: &mut Draft<'_>, reference: RecordRef) {
    let Some(mut record) = draft.find(reference).filter(|record| !record.is_live()).cloned() else { return };
    record.set_trashed_at(None);
    draft.put_record(record.clone());
    if merge_records::merged_into(&record).is_some() {
        merge_records::stand_alone(draft, record.clone());
    }
    if let Some(opportunity) = Opportunity::from_record(&record) {
        lifecycle::after_stage(draft, opportunity, StageKind::Open);
    }
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
    let ids: BTreeSet<Uuid> = removed.iter().map(|reference| reference.id).collect();
    let workspace = draft.workspace;
    for record in removed.iter().filter_map(|reference| workspace.find(*reference)).filter(|record| record.is_live()) {
        take_back(draft, record)?;
    }
    for reference in workspace.referrers_of(removed).difference(removed) {
        let unlinked = draft.find(*reference).and_then(|record| links::without(record, &|id| ids.contains(&id)));
        if let Some(unlinked) = unlinked {
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
    let mut known: BTreeSet<RecordRef> = BTreeSet::new();
    for reference in records {
        let partner = match workspace.find(*reference) {
            Some(Record::Account(account)) => account.person_contact.map(RecordRef::of),
            Some(Record::Contact(contact)) => bound_account(workspace, contact.id).map(RecordRef::of),
            _ => None,
        };
        for found in [Some(*reference), partner].into_iter().flatten() {
            if workspace.find(found).is_some() && known.insert(found) {
                all.push(found);
            }
        }
    }
    all
}

fn refuse_in_use(workspace: &Workspace, record: &Record) -> Result<(), Rejection> {
    let by = match record {
        // A deal in the Trash may come back, and needs its stage then.
        Record::Stage(stage) => {
            let deals = workspace.records(Collection::Opportunity).filter_map(Opportunity::from_record);
            deals.filter(|deal| deal.stage == Some(stage.id)).count()
        }
        Record::Pipeline(pipeline) => {
            workspace.all::<Stage>().filter(|stage| stage.pipeline == Some(pipeline.id)).count()
        }
        Record::Relationship(relationship) => usize::from(relationship.id == Relationship::BUYER),
        Record::Settings(settings) => usize::from(settings.id == Settings::THE),
        _ => 0,
    };
    if by == 0 { Ok(()) } else { Err(Rejection::InUse { record: record.reference(), by }) }
}

fn label(workspace: &Workspace, records: &[RecordRef], verb: Verb) -> Label {
    match records {
        [one] => workspace.find(*one).map_or_else(|| Label::named(verb, ""), |record| Label::of(verb, record)),
        many => Label::named(verb, many.len().to_string()),
    }
}
