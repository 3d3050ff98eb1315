//! From what a row says to the record: new ones completed as if they were
//! made by hand, those that are there filled.
//!
//! - F1 A new account gets a number and the relationship Buyer unless told otherwise.
//! - F2 A new lead gets the first status of phase New; one that was converted
//!   elsewhere keeps what it became, and is read-only.
//! - F3 Records keep the dates of the file; where it has none they are dated now.
//! - F4 A record that was deleted elsewhere comes into the Trash.
//! - F5 A won deal that is new here makes its account a customer, dated by the
//!   day it closed; without an account, a person account of its contact.
//! - F6 What stands on the contact of a person account only is not put on the account.

use serde_json::{Value, json};
use uuid::Uuid;

use super::batch::Batch;
use super::candidate::Candidate;
use super::deals;
use super::fill::{self, Policy};
use super::report::ProblemKind;
use crate::domain::account::{Account, AccountKind};
use crate::domain::id::Id;
use crate::domain::lead::{Conversion, Lead, Qualification};
use crate::domain::opportunity::Opportunity;
use crate::domain::option::{LeadPhase, Relationship};
use crate::domain::record::{Collection, Record, RecordRef, Stored};
use crate::domain::workflow::won_account;

/// The new record of a row.
pub(super) fn create(batch: &mut Batch<'_>, collection: Collection, uuid: Uuid, candidate: &Candidate) -> Record {
    let mut record = collection.blank();
    record.set_uuid(uuid);
    for (key, value) in &candidate.fields {
        // What a row's cells were read as fits the field.
        record.set(key, value.clone()).ok();
    }
    date(batch, &mut record, candidate);
    match &mut record {
        Record::Account(account) => {
            let account = std::sync::Arc::make_mut(account);
            account.number = batch.number(&account.number);
            if candidate.exact_id.is_none() && account.relationships.is_empty() {
                account.relationships = vec![Relationship::BUYER];
            }
        }
        Record::Lead(lead) if candidate.exact_id.is_none() => {
            complete_lead(batch, std::sync::Arc::make_mut(lead), candidate);
        }
        Record::Opportunity(deal) if candidate.exact_id.is_none() => {
            deals::enter_stage(batch, std::sync::Arc::make_mut(deal));
        }
        Record::Activity(activity) if candidate.closed == Some(true) => {
            let activity = std::sync::Arc::make_mut(activity);
            activity.done_at = activity.done_at.or(candidate.updated_at).or(Some(batch.env.now));
        }
        _ => {}
    }
    record
}

/// Gives a record its dates (F3, F4).
fn date(batch: &Batch<'_>, record: &mut Record, candidate: &Candidate) {
    let created = candidate.created_at.or(candidate.updated_at).unwrap_or(batch.env.now);
    let updated = candidate.updated_at.unwrap_or(created);
    if candidate.deleted {
        record.set_trashed_at(Some(candidate.trashed_at.unwrap_or(updated)));
    }
    let own = candidate.own_meta.clone();
    let meta = record.meta_mut();
    (meta.created_at, meta.updated_at) = (created, updated);
    let by = own.map_or((batch.env.actor, batch.env.actor), |own| (own.created_by, own.updated_by));
    (meta.created_by, meta.updated_by) = by;
}

fn complete_lead(batch: &Batch<'_>, lead: &mut Lead, candidate: &Candidate) {
    let workspace = batch.workspace;
    lead.status = lead.status.or_else(|| workspace.status_of_phase(LeadPhase::New));
    if lead.qualification >= Qualification::Mql && lead.mql_on.is_none() {
        lead.mql_on = Some(lead.meta.updated_at.date_naive());
    }
    if lead.qualification == Qualification::Sql && lead.sql_on.is_none() {
        lead.sql_on = Some(lead.meta.updated_at.date_naive());
    }
    if !candidate.converted {
        return;
    }
    let at = candidate.converted_at.unwrap_or(lead.meta.updated_at);
    let became = |collection: Collection| candidate.became.iter().find(|(of, _)| *of == collection).map(|(_, id)| *id);
    lead.conversion = Some(Conversion {
        at,
        by: None,
        account: became(Collection::Account).map(Id::new),
        contact: became(Collection::Contact).map(Id::new),
        opportunity: became(Collection::Opportunity).map(Id::new),
        status_before: lead.status,
        age_days: (at - lead.meta.created_at).num_days().max(0),
        touches: 0,
        override_reason: String::new(),
        hand_over: None,
    });
    lead.status = workspace.status_of_phase(LeadPhase::Converted).or(lead.status);
}

/// The record that is there, with what a row says put in. What stays against
/// the row is told.
pub(super) fn fill(batch: &Batch<'_>, present: &Record, candidate: &mut Candidate, policy: Policy) -> Record {
    let mut record = present.clone();
    if Lead::from_record(present).is_some_and(Lead::is_converted) {
        tell_kept(present, candidate);
        return record;
    }
    for (key, value) in candidate.fields.clone() {
        let exact = candidate.exact_id.is_some() && policy == Policy::Overwrite;
        let put = if is_on_contact(present, key) {
            if record.get(key).as_ref() == Some(&value) { Ok(()) } else { Err(()) }
        } else if exact {
            record.set(key, value).map_err(|_| ())
        } else {
            fill::put(&mut record, key, &value, policy)
        };
        if put.is_err()
            && let Some((header, text)) = candidate.headers.get(key).cloned()
        {
            candidate.tell(&header, &text, ProblemKind::KeptMine);
        }
    }
    if record == *present {
        return record;
    }
    if let Record::Opportunity(deal) = &mut record {
        deals::enter_stage(batch, std::sync::Arc::make_mut(deal));
    }
    let meta = record.meta_mut();
    (meta.updated_at, meta.updated_by) = (batch.env.now, batch.env.actor);
    record
}

/// A converted lead is read-only: tells of every cell that says something else.
/// Its status follows from the conversion and says nothing new.
fn tell_kept(present: &Record, candidate: &mut Candidate) {
    for (key, value) in candidate.fields.clone() {
        if key != "status"
            && present.get(key).as_ref() != Some(&value)
            && let Some((header, text)) = candidate.headers.get(key).cloned()
        {
            candidate.tell(&header, &text, ProblemKind::KeptMine);
        }
    }
}

/// True for what a person account leaves to its contact.
fn is_on_contact(record: &Record, key: &str) -> bool {
    let person = Account::from_record(record).is_some_and(|account| account.kind == AccountKind::Person);
    person && matches!(key, "name" | "emails" | "phones")
}

/// Follows a deal that is won now and was not before (F5).
pub(super) fn follow_win(batch: &mut Batch<'_>, deal: RecordRef) -> Option<RecordRef> {
    let deal = batch.draft.find(deal).and_then(Opportunity::from_record)?.clone();
    if deal.trashed_at.is_some() || !deals::is_won(batch, deal.stage) {
        return None;
    }
    let was = batch.workspace.get(deal.id).and_then(|before| before.stage);
    if was.is_some_and(|stage| deals::is_won(batch, Some(stage))) {
        return None;
    }
    let id = deal.account.map(Id::uuid).or_else(|| person_account(batch, &deal))?;
    let account = batch.draft.get::<Account>(Id::new(id))?.clone();
    let was_customer = account.lifecycle == crate::domain::account::Lifecycle::Customer;
    let won = won_account(account, &deal, batch.env);
    let reference = RecordRef::of(won.id);
    batch.put(won.into_record());
    (!was_customer).then_some(reference)
}

/// The person account of a deal's first contact, made where there is none.
fn person_account(batch: &mut Batch<'_>, deal: &Opportunity) -> Option<Uuid> {
    let mut contact = batch.contact(deal.primary_contact()?.uuid())?.clone();
    let present = batch
        .workspace
        .all_linked::<Account>(RecordRef::of(contact.id))
        .find(|account| account.person_contact == Some(contact.id));
    let id = present.map(|account| account.id.uuid());
    let id = id.unwrap_or_else(|| {
        let number = batch.number("");
        let account = Account {
            name: contact.title(),
            kind: AccountKind::Person,
            number,
            relationships: vec![Relationship::BUYER],
            person_contact: Some(contact.id),
            ..Account::default()
        };
        batch.put_new(account.into_record())
    });
    contact.join(Id::new(id), "");
    batch.put(contact.into_record());
    batch.put(Opportunity { account: Some(Id::new(id)), ..deal.clone() }.into_record());
    Some(id)
}

/// Notes on new deals of converted leads which lead they came from.
pub(super) fn note_origins(batch: &mut Batch<'_>, lead: RecordRef, candidate: &Candidate) {
    for (_, deal) in candidate.became.iter().filter(|(collection, _)| *collection == Collection::Opportunity) {
        let deal = batch.draft.find(RecordRef { collection: Collection::Opportunity, id: *deal }).cloned();
        if let Some(mut deal) = deal
            && deal.get("origin_lead") == Some(Value::Null)
            && deal.set("origin_lead", json!(lead.id)).is_ok()
        {
            batch.put(deal);
        }
    }
}
