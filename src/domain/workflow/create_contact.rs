//! A contact with the account it belongs to, as one change and one undo.
//!
//! - CC1 A new account is made first, by the rules of a form; what is refused
//!   there refuses the whole.
//! - CC2 The account is the contact's primary one, and the person is active there.
//! - CC3 An account that is there already stays as it is; one in the Trash is
//!   not joined.

use serde_json::{Map, Value, json};

use super::super::account::Account;
use super::super::change::Verb;
use super::super::command::{Decision, Target};
use super::super::env::Env;
use super::super::record::{Collection, RecordRef};
use super::super::workspace::Workspace;
use super::batch::Batch;
use super::{Rejection, edit_record, open_record};

pub(super) fn create_contact(
    workspace: &Workspace,
    fields: &Map<String, Value>,
    account: &Target<Account>,
    env: &Env,
) -> Result<Decision, Rejection> {
    let mut batch = Batch::new(workspace);
    let account = match account {
        Target::None => None,
        Target::Existing(id) => {
            open_record(workspace, RecordRef::of(*id))?;
            Some(id.uuid())
        }
        Target::New(fields) => {
            let made = edit_record::create(workspace, Collection::Account, fields, env)?;
            batch.take(&made);
            made.focus.map(|made| made.id)
        }
    };
    let mut fields = fields.clone();
    if let Some(account) = account {
        fields.insert("accounts".to_owned(), json!([{ "account": account, "primary": true, "active": true }]));
    }
    let made = edit_record::create(batch.so_far(), Collection::Contact, &fields, env)?;
    batch.take(&made);
    let mut decision = batch.finish(Verb::Created)?;
    decision.label = made.label;
    decision.focus = made.focus;
    Ok(decision)
}
