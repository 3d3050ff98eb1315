//! That a human looked: a lead's information or intent, a contact's qualification.

use serde_json::Value;

use super::super::change::{Label, Verb};
use super::super::command::Decision;
use super::super::contact::Verification;
use super::super::draft::Draft;
use super::super::env::Env;
use super::super::lead::Lead;
use super::super::record::{RecordRef, Stored};
use super::super::validate::{FieldError, Problem};
use super::super::workspace::Workspace;
use super::{Rejection, open_record};

pub(super) fn verify(
    workspace: &Workspace,
    reference: RecordRef,
    field: &str,
    verified: bool,
    env: &Env,
) -> Result<Decision, Rejection> {
    let mut record = open_record(workspace, reference)?.clone();
    if Lead::from_record(&record).is_some_and(Lead::is_converted) {
        return Err(Rejection::AlreadyConverted(reference));
    }
    let verification = Verification { at: env.now, by: env.actor };
    let value = if verified { serde_json::to_value(verification).unwrap_or_default() } else { Value::Null };
    let unfit = |_| Rejection::Invalid(vec![FieldError::new(field, Problem::Unfit)]);
    record.set(field, value).map_err(unfit)?;
    let label = Label::of(Verb::Edited, &record);
    let mut draft = Draft::new(workspace, env);
    draft.put_record(record);
    Ok(Decision::new(draft.finish(), label))
}
