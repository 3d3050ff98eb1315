//! What the columns of a deal mean together: stage, chance, and the day it
//! closes or closed.
//!
//! - D1 A row that says won or closed is in a stage of that kind, whatever the
//!   stage is called.
//! - D2 The close date of an open deal is when it should close; of a closed
//!   one, when it did.
//! - D3 The chance of an open deal that differs from its stage's is manual,
//!   zero too; a closed deal has its stage's.
//! - D4 A lost deal without a reason says "Imported as lost".
//! - D5 A deal enters its stage history when it was created; a closed one when it closed.

use chrono::{DateTime, NaiveTime, Utc};
use serde_json::{Value, json};

use super::batch::Batch;
use super::candidate::Candidate;
use crate::domain::id::Id;
use crate::domain::opportunity::{Opportunity, StageEntry};
use crate::domain::pipeline::{Stage, StageKind};
use crate::domain::record::{Collection, RecordRef, Stored};

/// Completes the fields of a deal.
pub(super) fn complete(batch: &Batch<'_>, candidate: &mut Candidate) {
    let Some(stage) = stage(batch, candidate) else { return };
    let mut set = |key: &'static str, value: Value| {
        candidate.fields.insert(key, value);
    };
    set("stage", json!(stage.id));
    set("pipeline", json!(stage.pipeline));
    if stage.kind == StageKind::Open {
        if let Some(day) = candidate.close_date {
            candidate.fields.insert("expected_close", json!(day));
        }
    } else {
        let changed = candidate.updated_at.map(|at| at.date_naive());
        let closed_on = candidate.close_date.or(changed).unwrap_or(batch.env.today);
        candidate.fields.insert("closed_on", json!(closed_on));
    }
    chance(candidate, &stage);
    if candidate.fields.get("forecast_category") == serde_json::to_value(stage.forecast_category).ok().as_ref() {
        candidate.fields.remove("forecast_category");
    }
    if stage.kind == StageKind::Lost && !["reason", "reason_note"].iter().any(|key| candidate.fields.contains_key(key))
    {
        candidate.fields.insert("reason_note", Value::from("Imported as lost"));
    }
}

fn stage(batch: &Batch<'_>, candidate: &Candidate) -> Option<Stage> {
    let id = candidate.fields.get("stage").and_then(Value::as_str).and_then(|id| id.parse().ok());
    let named = id.and_then(|id| batch.draft.find(RecordRef { collection: Collection::Stage, id }));
    let named = named.and_then(Stage::from_record).cloned();
    let kind = named.as_ref().map(|stage| stage.kind);
    let told = match (candidate.won, candidate.closed) {
        (Some(true), _) => StageKind::Won,
        (_, Some(true)) if kind == Some(StageKind::Won) && candidate.won.is_none() => StageKind::Won,
        (_, Some(true)) => StageKind::Lost,
        (_, Some(false)) | (Some(false), None) if kind.is_none() => StageKind::Open,
        _ => kind.unwrap_or_default(),
    };
    if kind == Some(told) { named } else { batch.stage_of_kind(told).or(named) }
}

fn chance(candidate: &mut Candidate, stage: &Stage) {
    let told = candidate.fields.get("probability").and_then(Value::as_u64);
    match told {
        Some(told) if told == u64::from(stage.probability) => {}
        Some(_) if stage.kind == StageKind::Open => {
            candidate.fields.insert("probability_origin", Value::from("manual"));
            return;
        }
        Some(told) => {
            let header = candidate.headers.get("probability").map_or("Probability", |(header, _)| header.as_str());
            candidate.custom.insert(header.to_owned(), Value::from(told.to_string()));
        }
        None => {}
    }
    candidate.fields.insert("probability", Value::from(stage.probability));
    candidate.fields.insert("probability_origin", Value::from("stage"));
}

/// Puts the stage that a deal is in into its stage history, where it is not
/// the last already.
pub(super) fn enter_stage(batch: &Batch<'_>, deal: &mut Opportunity) {
    let Some(stage) = deal.stage.filter(|stage| deal.stage_history.last().map(|entry| entry.stage) != Some(*stage))
    else {
        return;
    };
    let at = if deal.stage_history.is_empty() { first_day(deal) } else { batch.env.now };
    deal.stage_history.push(StageEntry { stage, at, amount: deal.amount, probability: deal.probability });
}

fn first_day(deal: &Opportunity) -> DateTime<Utc> {
    match deal.closed_on {
        Some(day) => day.and_time(NaiveTime::MIN).and_utc(),
        None => deal.meta.created_at,
    }
}

/// True for a deal that is won.
pub(super) fn is_won(batch: &Batch<'_>, stage: Option<Id<Stage>>) -> bool {
    let stage = stage.and_then(|id| batch.draft.get(id));
    stage.is_some_and(|stage| stage.kind == StageKind::Won)
}
