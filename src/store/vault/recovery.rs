//! What was found on opening: what is there, what was damaged and where its
//! bytes are. The words for it belong to `ui`.

use super::recorder::RecorderFault;
pub use super::seal::Damage;
use crate::domain::change::Transaction;
use crate::domain::record::RecordRef;
use crate::domain::workspace::Workspace;

/// A workspace as it was opened.
#[derive(Clone, Debug)]
pub struct Opened {
    /// Every record that could be read.
    pub workspace: Workspace,
    /// The history, in order.
    pub log: Vec<Transaction>,
    /// The last revision that is kept.
    pub revision: u64,
    /// What was found damaged.
    pub report: RecoveryReport,
    /// Set where nothing may be written.
    pub read_only: Option<ReadOnly>,
    /// False where the browser keeps nothing: all is gone when the page closes.
    pub durable: bool,
    /// Set where no recorder stands behind the storage.
    pub lapse: Option<RecorderFault>,
}

/// Why nothing is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ReadOnly {
    /// A later version of Relata wrote something that this one cannot read.
    Newer {
        /// The version of the format.
        format: u32,
    },
    /// What is damaged could not be copied aside and would be overwritten.
    DamageNotKept,
}

/// What was found damaged, and what was made of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RecoveryReport {
    /// The keys that could not be read, or not whole.
    pub damaged: Vec<DamagedKey>,
    /// How many transactions of the journal were applied.
    pub replayed: usize,
    /// Records whose later changes could not be applied, because the record
    /// itself is lost.
    pub dropped: Vec<RecordRef>,
    /// How many transactions of the journal only the recorder still had: the
    /// browser ended before the storage reached the disk.
    pub recalled: usize,
    /// The keys that were missing, damaged or out of date in the storage and
    /// are rebuilt from the mirror; nothing of them is lost.
    pub restored: Vec<String>,
    /// How many rows of damaged segments could be read all the same.
    pub salvaged: usize,
}

/// A key that could not be read, or not whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DamagedKey {
    /// Which.
    pub key: String,
    /// What is wrong with it.
    pub why: Damage,
    /// Where its bytes were copied to. `None` where there are none, and where
    /// there was no room; then the key itself stays as it is.
    pub kept_as: Option<String>,
}

impl RecoveryReport {
    /// True when there is nothing to tell.
    pub fn is_clean(&self) -> bool {
        self.damaged.is_empty() && self.dropped.is_empty()
    }
}
