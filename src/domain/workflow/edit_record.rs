//! Creating and editing records through forms and inline edits.
//!
//! - E1 A record is stored only if every field may be stored.
//! - E2 A new account gets a number and the relationship Buyer unless told otherwise.
//! - E3 A new lead gets the first status of phase New; a new deal the first
//!   open stage of its pipeline, the stage's probability and a first entry in
//!   its stage history.
//! - E4 A converted lead cannot be edited; its links are followed instead.
//! - E5 A typed probability is manual; one emptied follows the stage again.
//! - E6 Putting the expected close off counts as a slip.
//! - E7 A change of stage follows the rules of moving a deal.
//! - E8 An activity that is two-way advances its leads to Engaged.

use serde_json::{Map, Value};

use super::super::activity::Activity;
use super::super::change::{Label, Verb};
use super::super::command::Decision;
use super::super::draft::Draft;
use super::super::env::Env;
use super::super::field::is_blank;
use super::super::lead::{Lead, Qualification};
use super::super::opportunity::{Opportunity, ProbabilityOrigin, StageEntry};
use super::super::option::{LeadPhase, Relationship};
use super::super::pipeline::{Pipeline, Stage, StageKind};
use super::super::record::{Collection, Record, RecordRef, Stored};
use super::super::validate::{FieldError, Problem, check};
use super::super::workspace::Workspace;
use super::{Rejection, activity, lifecycle, move_opportunity, open_record};

pub(super) fn create(
    workspace: &Workspace,
    collection: Collection,
    fields: &Map<String, Value>,
    env: &Env,
) -> Result<Decision, Rejection> {
    let mut record = collection.blank();
    set_fields(&mut record, fields)?;
    let mut draft = Draft::new(workspace, env);
    let record = complete_new(&draft, record, fields);
    reject_invalid(check(workspace, &record))?;
    if let Record::Opportunity(opportunity) = &record {
        refuse_unexplained_loss(workspace, opportunity)?;
    }
    let reference = RecordRef { collection, id: draft.create_record(record) };
    if let Some(created) = draft.get::<Opportunity>(super::super::id::Id::new(reference.id)).cloned() {
        lifecycle::after_stage(&mut draft, &created, StageKind::Open);
    }
    let logged = draft.find(reference).and_then(Activity::from_record).cloned();
    if let Some(logged) = &logged {
        activity::advance_leads(&mut draft, logged);
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
    set_fields(&mut record, fields)?;
    if let Record::Lead(lead) = &mut record {
        date_qualification(std::sync::Arc::make_mut(lead), env);
    }
    let mut draft = Draft::new(workspace, env);
    if let (Record::Opportunity(after), Some(before)) = (&record, Opportunity::from_record(before)) {
        let edited = edited_opportunity(workspace, before, (**after).clone(), fields);
        reject_invalid(check(workspace, &edited.clone().into_record()))?;
        let (stage, close) = (edited.stage, move_opportunity::close_reason_of(&edited));
        draft.put(Opportunity { stage: before.stage, ..edited });
        if let (Some(stage), true) = (stage, stage != before.stage) {
            move_opportunity::enter_stage(&mut draft, before.id, stage, Some(&close), None)?;
        }
    } else {
        reject_invalid(check(workspace, &record))?;
        draft.put_record(record);
        if let Some(edited) = draft.find(reference).and_then(Activity::from_record).cloned() {
            activity::advance_leads(&mut draft, &edited);
        }
    }
    let title = draft.find(reference).map(Record::title).unwrap_or_default();
    let label = Label { verb: Verb::Edited, subject: title, collection: Some(reference.collection) };
    Ok(Decision::new(draft.finish(), label).showing(reference))
}

pub(super) fn reject_invalid(errors: Vec<FieldError>) -> Result<(), Rejection> {
    if errors.is_empty() { Ok(()) } else { Err(Rejection::Invalid(errors)) }
}

/// A deal that is lost from the start says what went wrong too (M4).
pub(super) fn refuse_unexplained_loss(workspace: &Workspace, opportunity: &Opportunity) -> Result<(), Rejection> {
    let lost = workspace.stage_kind(opportunity.stage) == StageKind::Lost;
    let explained = opportunity.reason.is_some() || !opportunity.reason_note.trim().is_empty();
    if lost && !explained { Err(Rejection::LossReasonNeeded) } else { Ok(()) }
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
            Value::Object(trimmed.collect())
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
            account.into_record()
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
            open_opportunity(draft, (*opportunity).clone(), typed_probability).into_record()
        }
        other => other,
    }
}

/// A new deal with pipeline, stage, probability and first stage entry.
pub(super) fn open_opportunity(
    draft: &Draft<'_>,
    mut opportunity: Opportunity,
    typed_probability: bool,
) -> Opportunity {
    let workspace = draft.workspace;
    let stage_given = opportunity.stage.and_then(|id| workspace.live(id));
    let pipeline =
        stage_given.and_then(|stage| stage.pipeline).or(opportunity.pipeline).or_else(|| first_pipeline(workspace));
    opportunity.pipeline = pipeline;
    let first = || pipeline.and_then(|id| workspace.stages(id).into_iter().find(|stage| stage.kind == StageKind::Open));
    if let Some(stage) = stage_given.or_else(first) {
        opportunity.stage = Some(stage.id);
        if typed_probability && stage.kind == StageKind::Open {
            opportunity.probability_origin = ProbabilityOrigin::Manual;
        } else {
            opportunity.probability = stage.probability;
            opportunity.probability_origin = ProbabilityOrigin::Stage;
        }
        if stage.kind != StageKind::Open && opportunity.closed_on.is_none() {
            opportunity.closed_on = Some(draft.env.today);
        }
        opportunity.stage_history.push(StageEntry {
            stage: stage.id,
            at: draft.env.now,
            amount: opportunity.amount,
            probability: opportunity.probability,
        });
    }
    opportunity
}

fn first_pipeline(workspace: &Workspace) -> Option<super::super::id::Id<Pipeline>> {
    workspace.all::<Pipeline>().min_by_key(|pipeline| (pipeline.position, pipeline.id)).map(|pipeline| pipeline.id)
}

fn date_qualification(lead: &mut Lead, env: &Env) {
    if lead.qualification >= Qualification::Mql && lead.mql_on.is_none() {
        lead.mql_on = Some(env.today);
    }
    if lead.qualification == Qualification::Sql && lead.sql_on.is_none() {
        lead.sql_on = Some(env.today);
    }
}

fn edited_opportunity(
    workspace: &Workspace,
    before: &Opportunity,
    mut after: Opportunity,
    fields: &Map<String, Value>,
) -> Opportunity {
    if let Some(stage) = after.stage.and_then(|id| workspace.get::<Stage>(id)) {
        after.pipeline = stage.pipeline;
    }
    match fields.get("probability") {
        Some(Value::Null) => {
            after.probability_origin = ProbabilityOrigin::Stage;
            after.probability =
                after.stage.and_then(|id| workspace.get(id)).map(|stage: &Stage| stage.probability).unwrap_or_default();
        }
        Some(_) if after.probability != before.probability => after.probability_origin = ProbabilityOrigin::Manual,
        _ => {}
    }
    if let (Some(old), Some(new)) = (before.expected_close, after.expected_close)
        && new > old
    {
        after.close_date_slips = before.close_date_slips.saturating_add(1);
    }
    after
}
