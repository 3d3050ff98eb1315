//! Completing and reopening activities, and what a two-way one means for leads.
//!
//! - A1 Completing dates the activity now, once, and keeps its outcome unless
//!   another is given. Reopening makes it something to do again.
//! - A2 A two-way activity advances its leads from New or Working to Engaged,
//!   in the same change. Nothing ever moves a lead back, and one in the Trash
//!   stays as it is.
//! - A3 Completing one that repeats makes the next, in the same change: alike,
//!   but due on the first of its days that is still to come, without a time of
//!   day, which is agreed anew. What is done does not repeat any more, so that
//!   reopening and completing it makes no second one. Only doing it counts: an
//!   edit of what was done before makes none.

use super::super::activity::{Activity, Outcome, Repeats};
use super::super::change::{Label, Verb};
use super::super::command::Decision;
use super::super::draft::Draft;
use super::super::env::Env;
use super::super::id::Id;
use super::super::lead::Lead;
use super::super::option::LeadPhase;
use super::super::order::Gathered;
use super::super::record::{Meta, RecordRef, Stored};
use super::super::sample::MARK;
use super::super::workspace::Workspace;
use super::{Rejection, open_record};

pub(super) fn complete(
    workspace: &Workspace,
    id: Id<Activity>,
    outcome: Outcome,
    env: &Env,
) -> Result<Decision, Rejection> {
    change(workspace, id, Verb::Completed, env, |activity| {
        activity.done_at = activity.done_at.or(Some(env.now));
        if outcome != Outcome::None {
            activity.outcome = outcome;
        }
    })
}

pub(super) fn reopen(workspace: &Workspace, id: Id<Activity>, env: &Env) -> Result<Decision, Rejection> {
    change(workspace, id, Verb::Reopened, env, |activity| {
        activity.done_at = None;
        // Only a task is open without a day.
        activity.due = activity.due.or(Some(env.today));
    })
}

fn change(
    workspace: &Workspace,
    id: Id<Activity>,
    verb: Verb,
    env: &Env,
    edit: impl FnOnce(&mut Activity),
) -> Result<Decision, Rejection> {
    let reference = RecordRef::of(id);
    let mut activity = open_record(workspace, reference)
        .ok()
        .and_then(Activity::from_record)
        .cloned()
        .ok_or(Rejection::NotFound(reference))?;
    edit(&mut activity);
    let mut draft = Draft::new(workspace, env);
    draft.put(activity.clone());
    follow(&mut draft, id, workspace.get(id));
    let label = Label { verb, subject: activity.title(), collection: Some(Activity::COLLECTION) };
    Ok(Decision::new(draft.finish(), label))
}

/// What else it means that an activity was made, changed or completed.
pub(super) fn follow(draft: &mut Draft<'_>, id: Id<Activity>, before: Option<&Activity>) {
    let Some(activity) = draft.get(id).cloned() else { return };
    advance_leads(draft, &activity);
    let was_done = before.is_some_and(|before| before.done_at.is_some() && before.repeats == activity.repeats);
    if activity.done_at.is_some() && !was_done {
        come_again(draft, activity);
    }
}

/// Makes what comes after an activity that repeats and is done now (A3).
pub(super) fn come_again(draft: &mut Draft<'_>, done: Activity) {
    let today = draft.env.today;
    let next = done.repeats.next_after(done.repeats_since, done.due.unwrap_or(today), today);
    let Some((due, since)) = next else { return };
    // What follows a record of the demo goes with the demo.
    let demo = done.external_ids.iter().filter(|(system, _)| *system == MARK);
    draft.create(Activity {
        id: Id::default(),
        meta: Meta::default(),
        due: Some(due),
        repeats_since: Some(since),
        at: None,
        done_at: None,
        outcome: Outcome::None,
        external_ids: demo.map(|(system, id)| (system.clone(), id.clone())).gathered(),
        ..done.clone()
    });
    draft.put(Activity { repeats: Repeats::Never, repeats_since: None, ..done });
}

/// Advances the leads of a two-way activity to Engaged (A2).
fn advance_leads(draft: &mut Draft<'_>, activity: &Activity) {
    if !activity.is_two_way() {
        return;
    }
    let Some(engaged) = draft.workspace.status_of_phase(LeadPhase::Engaged) else { return };
    for lead in activity.links.iter().filter_map(|link| link.id_of::<Lead>()) {
        let Some(lead) = draft.get(lead).cloned() else { continue };
        let phase = draft.workspace.lead_phase(lead.status);
        let open = lead.trashed_at.is_none() && !lead.is_converted();
        if open && matches!(phase, LeadPhase::New | LeadPhase::Working) {
            draft.put(Lead { status: Some(engaged), ..lead });
        }
    }
}
