//! Creating and editing deals through forms and inline edits.
//!
//! - E3 A new deal gets the first open stage of its pipeline, the stage's
//!   probability and a first entry in its stage history.
//! - E5 A typed probability is manual; one emptied follows the stage again.
//! - E6 Putting the expected close off counts as a slip.
//! - E7 A change of stage follows the rules of moving a deal.
//! - E10 A deal that changes its pipeline starts at the first open stage there.
//! - E11 A deal that is lost from the start says what went wrong too; why it
//!   was won does not say why it is lost now.
//! - E12 Closed deals have a day on which they closed, open ones have none.

use serde_json::{Map, Value};

use super::super::draft::Draft;
use super::super::id::Id;
use super::super::opportunity::{Opportunity, ProbabilityOrigin, StageEntry};
use super::super::pipeline::{Pipeline, Stage, StageKind};
use super::super::record::Stored;
use super::super::workspace::Workspace;
use super::edit_record::reject_new_errors;
use super::{Rejection, lifecycle, move_opportunity};

/// A new deal with pipeline, stage, probability and first stage entry.
pub(super) fn opened(draft: &Draft<'_>, mut opportunity: Opportunity, typed_probability: bool) -> Opportunity {
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
        opportunity.closed_on = match stage.kind {
            StageKind::Open => None,
            StageKind::Won | StageKind::Lost => opportunity.closed_on.or(Some(draft.env.today)),
        };
        opportunity.stage_history.push(StageEntry {
            stage: stage.id,
            at: draft.env.now,
            amount: opportunity.amount,
            probability: opportunity.probability,
        });
    }
    opportunity
}

fn first_pipeline(workspace: &Workspace) -> Option<Id<Pipeline>> {
    workspace.all::<Pipeline>().min_by_key(|pipeline| (pipeline.position, pipeline.id)).map(|pipeline| pipeline.id)
}

/// A deal that is lost from the start says what went wrong too (M4).
pub(super) fn refuse_unexplained_loss(workspace: &Workspace, opportunity: &Opportunity) -> Result<(), Rejection> {
    let lost = workspace.stage_kind(opportunity.stage) == StageKind::Lost;
    let explained = opportunity.reason.is_some() || !opportunity.reason_note.trim().is_empty();
    if lost && !explained { Err(Rejection::LossReasonNeeded) } else { Ok(()) }
}

/// Edits a deal.
pub(super) fn edit(
    draft: &mut Draft<'_>,
    before: &Opportunity,
    after: Opportunity,
    fields: &Map<String, Value>,
) -> Result<(), Rejection> {
    let workspace = draft.workspace;
    let edited = edited_opportunity(workspace, before, after, fields);
    let (old, new) = (before.clone().into_record(), edited.clone().into_record());
    reject_new_errors(workspace, &old, &new, fields)?;
    let explained = fields.contains_key("reason") || fields.contains_key("reason_note");
    let was_open = workspace.stage_kind(before.stage) == StageKind::Open;
    // Why it was won does not say why it is lost now.
    let close = (explained || was_open).then(|| move_opportunity::close_reason_of(&edited));
    let stage = edited.stage;
    let placed = Opportunity { stage: before.stage, ..edited };
    draft.put(placed.clone());
    lifecycle::after_edit(draft, before, &placed)?;
    match stage {
        Some(stage) if Some(stage) != before.stage => {
            move_opportunity::enter_stage(draft, before.id, stage, close.as_ref(), None)
        }
        _ => Ok(()),
    }
}

fn edited_opportunity(
    workspace: &Workspace,
    before: &Opportunity,
    mut after: Opportunity,
    fields: &Map<String, Value>,
) -> Opportunity {
    if let Some(pipeline) = after.pipeline.filter(|_| after.pipeline != before.pipeline && after.stage == before.stage)
    {
        let first = workspace.stages(pipeline).into_iter().find(|stage| stage.kind == StageKind::Open);
        after.stage = first.map(|stage| stage.id).or(after.stage);
    }
    let stage = after.stage.and_then(|id| workspace.get::<Stage>(id));
    if let Some(stage) = stage {
        after.pipeline = stage.pipeline;
    }
    after.closed_on = match workspace.stage_kind(before.stage) {
        StageKind::Open => None,
        StageKind::Won | StageKind::Lost => after.closed_on.or(before.closed_on),
    };
    let is_closed = stage.is_some_and(|stage| stage.kind != StageKind::Open);
    match fields.get("probability") {
        Some(typed) if typed.is_null() || is_closed => {
            after.probability_origin = ProbabilityOrigin::Stage;
            after.probability = stage.map(|stage| stage.probability).unwrap_or_default();
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
