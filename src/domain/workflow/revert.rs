//! Taking a transaction back; what goes back is planned in
//! [`crate::domain::undo`], rules U1 to U6.
//!
//! - U7 Where only a part goes back, a person account is still called as its
//!   contact is.

use super::super::account::Account;
use super::super::change::Transaction;
use super::super::command::Decision;
use super::super::contact::Contact;
use super::super::draft::Draft;
use super::super::env::Env;
use super::super::record::RecordRef;
use super::super::undo;
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
            Some(record) => draft.put_exact(record.clone()),
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
