//! Keeps what was done, and says whether it is kept.

use leptos::prelude::*;

use crate::domain::command::Command;
use crate::domain::env::Env;
use crate::domain::workspace::Workspace;
use crate::store::session::{Receipt, Session};

use super::crm::Crm;

/// Whether all that is shown is kept.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum SaveStatus {
    /// Everything shown is kept.
    #[default]
    Saved,
    /// Something is on its way.
    Saving,
    /// Changes are not kept; they live in this page only.
    NotSaved(SaveFailure),
}

/// Why something could not be kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SaveFailure {
    /// The browser's storage is full: so much is needed, so much is free, in characters.
    Full {
        /// Characters needed.
        needed: usize,
        /// Characters free.
        free: usize,
    },
    /// The browser refuses storage to this page.
    Blocked,
    /// What is stored was written by a newer Relata; this page may only read it.
    Newer,
    /// Another tab replaced or erased the workspace; this tab must reload.
    Replaced,
    /// Another tab did something that makes the change impossible.
    Overtaken,
    /// Anything else, in the browser's words.
    Other(String),
}

/// Keeps transactions. A copy is a handle to the same saver.
#[derive(Clone, Copy)]
pub struct Saver {
    status: RwSignal<SaveStatus>,
}

impl Saver {
    /// Opens what is kept.
    pub(super) fn open() -> (Self, Session) {
        (Self { status: RwSignal::new(SaveStatus::Saved) }, Session::new(Workspace::starter(), Vec::new()))
    }

    /// Whether all that is shown is kept.
    pub fn status(self) -> Signal<SaveStatus> {
        self.status.into()
    }

    /// Keeps what a command did.
    pub(super) fn keep(self, _crm: Crm, _receipt: Receipt, _decided: Option<(Command, Env)>) {}

    /// Takes in what other tabs do.
    pub(super) fn follow_other_tabs(self, _crm: Crm) {}
}
