//! Moving a deal through its pipeline, winning and losing included.
//!
//! - M1 Entering a stage adds to the stage history with amount and probability.
//! - M2 A probability that follows the stage takes the new stage's; a manual
//!   one stays while the deal is open.
//! - M3 Won and lost deals take the stage's probability and today as the day
//!   they closed.
//! - M4 A lost deal says what went wrong: a reason or a note.
//! - M5 A won deal makes its account a customer; see [`super::lifecycle`].
//! - M6 A deal that leaves the won stage takes its evidence back. Where that
//!   was the account's only evidence, a correction with a reason is needed.
//! - M7 A reopened deal is no longer closed; why it had closed stays readable
//!   in the history only.

use super::super::change::{Label, Verb};
use super::super::command::{CloseReason, Decision};
use super::super::draft::Draft;
use super::super::env::Env;
use super::super::id::Id;
use super::super::opportunity::{Opportunity, ProbabilityOrigin, StageEntry};
use super::super::pipeline::{Stage, StageKind};
use super::super::record::{RecordRef, Stored};
use super::super::workspace::Workspace;
use super::{Rejection, lifecycle, open_record};

pub(super) fn move_to(
    workspace: &Workspace,
    opportunity: Id<Opportunity>,
    stage: Id<Stage>,
    close: Option<&CloseReason>,
    correction: Option<&str>,
    env: &Env,
) -> Result<Decision, Rejection> {
    let reference = RecordRef::of(opportunity);
    open_record(workspace, reference)?;
    let mut draft = Draft::new(workspace, env);
    enter_stage(&mut draft, opportunity, stage, close, correction)?;
    let verb = match workspace.stage_kind(Some(stage)) {
        StageKind::Open => Verb::Moved,
        StageKind::Won => Verb::Won,
        StageKind::Lost => Verb::Lost,
    };
    let title = workspace.title(reference).unwrap_or_default();
    let label = Label { verb, subject: title, collection: Some(Opportunity::COLLECTION) };
    Ok(Decision::new(draft.finish(), label).showing(reference))
}

/// Puts a deal into a stage, with all that follows from it.
pub(super) fn enter_stage(
    draft: &mut Draft<'_>,
    id: Id<Opportunity>,
    stage: Id<Stage>,
    close: Option<&CloseReason>,
    correction: Option<&str>,
) -> Result<(), Rejection> {
    let workspace = draft.workspace;
    let stage = workspace.live(stage).ok_or(Rejection::NotFound(RecordRef::of(stage)))?;
    let before = draft.get(id).cloned().ok_or(Rejection::NotFound(RecordRef::of(id)))?;
    if before.stage == Some(stage.id) {
        return Ok(());
    }
    let left = workspace.stage_kind(before.stage);
    let after = entered(before, stage, close, draft.env)?;
    draft.put(after.clone());
    if left == StageKind::Won && stage.kind != StageKind::Won {
        lifecycle::take_back_win(draft, &after, correction)?;
    }
    lifecycle::after_stage(draft, &after, left);
    Ok(())
}

fn entered(
    mut opportunity: Opportunity,
    stage: &Stage,
    close: Option<&CloseReason>,
    env: &Env,
) -> Result<Opportunity, Rejection> {
    opportunity.stage = Some(stage.id);
    opportunity.pipeline = stage.pipeline;
    match stage.kind {
        StageKind::Open => {
            if opportunity.closed_on.take().is_some() {
                opportunity.reason = None;
                opportunity.reason_note.clear();
            }
        }
        StageKind::Won | StageKind::Lost => {
            let close = close.cloned().unwrap_or_default();
            if stage.kind == StageKind::Lost && close.reason.is_none() && close.note.trim().is_empty() {
                return Err(Rejection::LossReasonNeeded);
            }
            opportunity.closed_on = Some(env.today);
            opportunity.reason = close.reason;
            close.note.trim().clone_into(&mut opportunity.reason_note);
        }
    }
    let closed = stage.kind != StageKind::Open;
    if closed || opportunity.probability_origin != ProbabilityOrigin::Manual {
        opportunity.probability = stage.probability;
        opportunity.probability_origin = ProbabilityOrigin::Stage;
    }
    opportunity.stage_history.push(StageEntry {
        stage: stage.id,
        at: env.now,
        amount: opportunity.amount,
        probability: opportunity.probability,
    });
    Ok(opportunity)
}

/// The reason for closing that stands in a deal's own fields.
pub(super) fn close_reason_of(opportunity: &Opportunity) -> CloseReason {
    CloseReason { reason: opportunity.reason, note: opportunity.reason_note.clone() }
}

/// The account that would be a prospect again if the deal left the won stage.
pub fn needs_correction(workspace: &Workspace, opportunity: Id<Opportunity>) -> Option<RecordRef> {
    let opportunity = workspace.get(opportunity)?;
    let won = workspace.stage_kind(opportunity.stage) == StageKind::Won;
    let account = workspace.get(opportunity.account?)?;
    (won && lifecycle::rests_on(account, opportunity.id)).then(|| RecordRef::of(account.id))
}
