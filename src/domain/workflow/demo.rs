//! The demonstration records, in and out.

use super::super::command::Decision;
use super::super::env::Env;
use super::super::workspace::Workspace;
use super::Rejection;

/// The name among external ids that marks a demonstration record.
pub(crate) const MARK: &str = "relata-demo";

pub(super) fn load(_workspace: &Workspace, _env: &Env) -> Result<Decision, Rejection> {
    Err(Rejection::NoDemoChange)
}

pub(super) fn remove(_workspace: &Workspace, _env: &Env) -> Result<Decision, Rejection> {
    Err(Rejection::NoDemoChange)
}

/// True while demonstration records are there.
pub fn has_demo(_workspace: &Workspace) -> bool {
    false
}
