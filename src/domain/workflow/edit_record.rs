//! Creating and editing records through forms and inline edits.
//!
//! - E1 A record is stored only if every field may be stored. What was wrong
//!   before, such as after an import, does not keep other fields from being edited.
//! - E2 A new account gets a number and the relationship Buyer unless told otherwise.
//! - E3 A new lead gets the first status of phase New.
//! - E4 A converted lead cannot be edited; its links are followed instead.
//! - E8 An activity that is two-way advances its leads to Engaged.
//! - E9 What the rules keep cannot be typed: evidence, stage history,
//!   conversion; nor can the status of a converted lead. A lifecycle is changed
//!   with a reason only; a new account may come as a customer.
//! - E13 Of the saved views of a list, only the last one that was made the
//!   first opens first.
//!
//! Rules E5 to E7 and E10 to E12 are those of deals: see `edit_opportunity.rs`.

use serde_json::{Map, Value};

use super::super::account::Account;
use super::super::activity::Activity;
use super::super::change::{Label, Verb};
use super::super::command::Decision;
use super::super::draft::Draft;
use super::super::env::Env;
use super::super::field::is_blank;
use super::super::id::Id;
use super::super::lead::{Lead, Qualification};
use super::super::opportunity::Opportunity;
use super::super::option::{LeadPhase, Relationship};
use super::super::pipeline::StageKind;
use super::super::record::{Collection, Record, RecordRef, Stored};
use super::super::saved_view::SavedView;
use super::super::validate::{FieldError, Problem, check};
use super::super::workspace::Workspace;
use super::{Rejection, activity, edit_opportunity, lifecycle, open_record, person_account};
use crate::domain::order::Gathered;

pub(super) fn create(
    workspace: &Workspace,
    collection: Collection,
    fields: &Map<String, Value>,
    env: &Env,
) -> Result<Decision, Rejection> {
    let mut record = collection.blank();
    refuse_kept_by_rules(workspace, fields)?;
    set_fields(&mut record, fields)?;
    let mut draft = Draft::new(workspace, env);
    let record = complete_new(&draft, record, fields);
    reject_invalid(check(workspace, &record))?;
    if let Record::Opportunity(opportunity) = &record {
        edit_opportunity::refuse_unexplained_loss(workspace, opportunity)?;
    }
    let reference = RecordRef { collection, id: draft.create_record(record) };
    if let Some(created) = draft.get::<Opportunity>(Id::new(reference.id)).cloned() {
        lifecycle::after_stage(&mut draft, &created, StageKind::Open);
    }
    if let Some(account) = reference.id_of::<Account>() {
        person_account::after_account(&mut draft, account, None);
    }
    let logged = draft.find(reference).and_then(Activity::from_record).cloned();
    if let Some(logged) = &logged {
        activity::follow(&mut draft, logged.id, None);
    }
    if let Some(view) = reference.id_of::<SavedView>() {
        open_alone(&mut draft, view);
    }
    let verb = if logged.is_some_and(|activity| !activity.is_open()) { Verb::Logged } else { Verb::Created };
    let title = draft.find(reference).map(Record::title).unwrap_or_default();
    let label = Label { verb, subject: title, collection: Some(collection) };
    Ok(Decision::new(draft.finish(), label).showing(reference))
}

pub(super) fn edit(
    workspace: &Workspace,
    reference: RecordRef,
    fields: &Map<String, Value>,
    env: &Env,
) -> Result<Decision, Rejection> {
    let before = open_record(workspace, reference)?;
    if Lead::from_record(before).is_some_and(Lead::is_converted) {
        return Err(Rejection::AlreadyConverted(reference));
    }
    let mut record = before.clone();
    refuse_kept_by_rules(workspace, fields)?;
    set_fields(&mut record, fields)?;
    if let Record::Lead(lead) = &mut record {
        date_qualification(std::sync::Arc::make_mut(lead), env);
    }
    let mut draft = Draft::new(workspace, env);
    match (before, &record) {
        (Record::Opportunity(before), Record::Opportunity(after)) => {
            edit_opportunity::edit(&mut draft, before, (**after).clone(), fields)?;
        }
        (Record::Account(before), Record::Account(after)) if before.lifecycle != after.lifecycle => {
            return Err(Rejection::ReasonNeeded);
        }
        _ => {
            reject_new_errors(workspace, before, &record, fields)?;
            draft.put_record(record);
            follow_edit(&mut draft, before, fields);
        }
    }
    let title = draft.find(reference).map(Record::title).unwrap_or_default();
    let label = Label { verb: Verb::Edited, subject: title, collection: Some(reference.collection) };
    Ok(Decision::new(draft.finish(), label).showing(reference))
}

/// What else an edit of a record means.
fn follow_edit(draft: &mut Draft<'_>, before: &Record, fields: &Map<String, Value>) {
    match before {
        Record::Account(account) => person_account::after_account(draft, account.id, Some(account)),
        // Looking for the person account takes as long as there are accounts.
        Record::Contact(contact)
            if ["first_name", "last_name", "emails", "accounts"].iter().any(|key| fields.contains_key(*key)) =>
        {
            person_account::after_contact(draft, contact.id);
        }
        Record::Activity(activity) => activity::follow(draft, activity.id, Some(activity)),
        Record::SavedView(view) => open_alone(draft, view.id),
        _ => {}
    }
}

/// Where a view opens first, no other of its list does (E13).
fn open_alone(draft: &mut Draft<'_>, id: Id<SavedView>) {
    let Some(view) = draft.get(id).filter(|view| view.opens_first).cloned() else { return };
    let rival = |other: &&SavedView| other.id != id && other.list == view.list && other.opens_first;
    let rivals: Vec<SavedView> = draft.workspace.all::<SavedView>().filter(rival).cloned().collect();
    for rival in rivals {
        draft.put(SavedView { opens_first: false, ..rival });
    }
}

/// Refuses what is wrong with the edited fields, or with others because of them (E1).
pub(super) fn reject_new_errors(
    workspace: &Workspace,
    before: &Record,
    after: &Record,
    fields: &Map<String, Value>,
) -> Result<(), Rejection> {
    let mut errors = check(workspace, after);
    if !errors.is_empty() {
        let known = check(workspace, before);
        errors.retain(|error| fields.contains_key(&error.field) || !known.contains(error));
    }
    reject_invalid(errors)
}

/// Fields that follow from what was done, and from nothing else.
const KEPT_BY_RULES: [&str; 5] = ["conversion", "distinct_from", "evidence", "merged_into", "stage_history"];

/// Refuses fields that only the rules may set (E9).
fn refuse_kept_by_rules(workspace: &Workspace, fields: &Map<String, Value>) -> Result<(), Rejection> {
    let typed = KEPT_BY_RULES.iter().filter(|key| fields.contains_key(**key));
    let mut errors: Vec<FieldError> = typed.map(|key| FieldError::new(*key, Problem::Unfit)).collect();
    let status = fields.get("status").and_then(|value| value.as_str()?.parse().ok()).map(Id::new);
    if workspace.lead_phase(status) == LeadPhase::Converted {
        errors.push(FieldError::new("status", Problem::Unfit));
    }
    reject_invalid(errors)
}

pub(super) fn reject_invalid(errors: Vec<FieldError>) -> Result<(), Rejection> {
    if errors.is_empty() { Ok(()) } else { Err(Rejection::Invalid(errors)) }
}

/// Sets fields of a record; text is trimmed, blank rows of lists are dropped.
pub(super) fn set_fields(record: &mut Record, fields: &Map<String, Value>) -> Result<(), Rejection> {
    let mut errors = Vec::new();
    for (key, value) in fields {
        if record.set(key, tidy(value.clone())).is_err() {
            errors.push(FieldError::new(key, Problem::Unfit));
        }
    }
    reject_invalid(errors)
}

fn tidy(value: Value) -> Value {
    match value {
        Value::String(text) if text.trim().is_empty() => Value::Null,
        Value::String(text) => Value::String(text.trim().to_owned()),
        Value::Array(rows) => Value::Array(rows.into_iter().map(tidy_row).filter(|row| !is_blank_row(row)).collect()),
        other => other,
    }
}

fn tidy_row(row: Value) -> Value {
    match row {
        Value::Object(map) => {
            let trimmed = map.into_iter().map(|(key, value)| match value {
                Value::String(text) => (key, Value::String(text.trim().to_owned())),
                other => (key, other),
            });
            Value::Object(trimmed.gathered())
        }
        other => other,
    }
}

/// True for a row of which nothing but its kind is filled.
fn is_blank_row(row: &Value) -> bool {
    match row {
        Value::Object(map) => map.iter().all(|(key, value)| key == "kind" || is_blank(value)),
        other => is_blank(other),
    }
}

pub(super) fn complete_new(draft: &Draft<'_>, record: Record, fields: &Map<String, Value>) -> Record {
    let workspace = draft.workspace;
    match record {
        Record::Account(account) => {
            let mut account = (*account).clone();
            if account.number.is_empty() {
                account.number = draft.next_account_number();
            }
            if !fields.contains_key("relationships") {
                account.relationships = vec![Relationship::BUYER];
            }
            lifecycle::entered(account, draft.env).into_record()
        }
        Record::Lead(lead) => {
            let mut lead = (*lead).clone();
            if lead.status.is_none() {
                lead.status = workspace.status_of_phase(LeadPhase::New);
            }
            date_qualification(&mut lead, draft.env);
            lead.into_record()
        }
        Record::Opportunity(opportunity) => {
            let typed_probability = fields.get("probability").is_some_and(|value| !value.is_null());
            edit_opportunity::opened(draft, (*opportunity).clone(), typed_probability).into_record()
        }
        other => other,
    }
}

fn date_qualification(lead: &mut Lead, env: &Env) {
    if lead.qualification >= Qualification::Mql && lead.mql_on.is_none() {
        lead.mql_on = Some(env.today);
    }
    if lead.qualification == Qualification::Sql && lead.sql_on.is_none() {
        lead.sql_on = Some(env.today);
    }
}
