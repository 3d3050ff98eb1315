//! Converting a lead.

use super::super::command::{ConvertLead, Decision};
use super::super::env::Env;
use super::super::workspace::Workspace;
use super::Rejection;

pub(super) fn convert_lead(_workspace: &Workspace, _input: &ConvertLead, _env: &Env) -> Result<Decision, Rejection> {
    Err(Rejection::NothingToConvertTo)
}
