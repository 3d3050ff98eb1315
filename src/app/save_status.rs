//! Whether what is shown is kept, and why not.

use crate::store::vault::{CommitError, ReadOnly, StorageFault};

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
    /// What is damaged could not be set aside, so nothing is written over it.
    DamageNotKept,
    /// Another tab replaced or erased the workspace; this tab must reload.
    Replaced,
    /// Another tab did something that makes the change impossible.
    Overtaken,
    /// Anything else, in the browser's words.
    Other(String),
}

/// What can be said before anything was done.
pub(super) fn first_status(read_only: Option<&ReadOnly>, durable: bool) -> SaveStatus {
    match (read_only, durable) {
        (Some(why), _) => SaveStatus::NotSaved(why.into()),
        (None, false) => SaveStatus::NotSaved(SaveFailure::Blocked),
        (None, true) => SaveStatus::Saved,
    }
}

impl From<&ReadOnly> for SaveFailure {
    fn from(why: &ReadOnly) -> Self {
        match why {
            ReadOnly::Newer { .. } => Self::Newer,
            ReadOnly::DamageNotKept => Self::DamageNotKept,
        }
    }
}

impl From<CommitError> for SaveFailure {
    fn from(error: CommitError) -> Self {
        match error {
            CommitError::Behind { .. } => Self::Overtaken,
            CommitError::QuotaExceeded { needed, free } => Self::Full { needed, free },
            CommitError::ReadOnly(why) => (&why).into(),
            CommitError::Lost(_) => Self::Replaced,
            CommitError::Storage(StorageFault::QuotaExceeded) => Self::Full { needed: 0, free: 0 },
            CommitError::Storage(StorageFault::Blocked) => Self::Blocked,
            CommitError::Storage(StorageFault::Other(words)) => Self::Other(words),
        }
    }
}
