//! Taking a transaction back; what goes back is planned in
//! [`crate::domain::undo`], rules U1 to U6.
//!
//! - U7 Where only a part goes back, a person account is still called as its
//!   contact is.
//! - U8 Where the next one of what repeats stays, as it was changed since, the series goes
//!   on there: what is to be done again does not repeat beside it.

use super::super::account::Account;
use super::super::activity::{Activity, Repeats};
use super::super::change::{Patch, Transaction};
use super::super::command::Decision;
use super::super::contact::Contact;
use super::super::draft::Draft;
use super::super::env::Env;
use super::super::record::{Collection, Record, RecordRef, Stored};
use super::super::undo::{self, Blocked};
use super::super::workspace::Workspace;
use super::{Rejection, person_account};

pub(super) fn revert(workspace: &Workspace, transaction: &Transaction, env: &Env) -> Result<Decision, Rejection> {
    let plan = undo::plan(workspace, transaction);
    if plan.changes.is_empty() {
        return Err(Rejection::NothingToUndo(plan.blocked));
    }
    let mut draft = Draft::new(workspace, env);
    let mut touched: Vec<RecordRef> = Vec::new();
    for change in plan.changes.iter() {
        touched.push(change.reference);
        match &change.after {
            Some(record) => draft.put_exact(
                repeating_no_more(workspace, transaction, &plan.blocked, record).unwrap_or_else(|| record.clone()),
            ),
            None => draft.remove(change.reference),
        }
    }
    for reference in touched {
        let of_contact = reference.id_of::<Contact>().and_then(|id| person_account::bound_account(workspace, id));
        if let Some(account) = reference.id_of::<Account>().or(of_contact) {
            person_account::call_alike(&mut draft, account);
        }
    }
    let mut decision = Decision::new(draft.finish(), transaction.label.clone());
    decision.reverts = Some(transaction.id);
    decision.blocked = plan.blocked;
    Ok(decision)
}

/// An activity that would begin to repeat again, without that where its next one stays (U8).
fn repeating_no_more(
    workspace: &Workspace,
    transaction: &Transaction,
    blocked: &[Blocked],
    after: &Record,
) -> Option<Record> {
    let activity = Activity::from_record(after).filter(|activity| activity.repeats != Repeats::Never)?;
    workspace.get(activity.id).filter(|present| present.repeats == Repeats::Never)?;
    let map = after.to_map();
    // What it made was like it; where the history keeps no values, any may be.
    let is_next = |made: &&Patch| {
        let like = |key: &str| made.to.as_ref().and_then(|to| to.get(key)) == map.get(key);
        made.from.is_none()
            && made.collection == Collection::Activity
            && (made.is_slim() || ["subject", "links", "repeats"].into_iter().all(like))
    };
    let stays = |made: &Patch| {
        let reference = made.reference();
        blocked.iter().any(|blocked| blocked.record == reference)
            && workspace.find(reference).is_some_and(Record::is_live)
    };
    let goes_on = transaction.patches.iter().filter(is_next).any(stays);
    goes_on.then(|| Activity { repeats: Repeats::Never, repeats_since: None, ..activity.clone() }.into_record())
}
