//! The vault: how a storage of small texts becomes a database that does not
//! lose what it was given. Pure, over [`KeyValue`]; knows no browser.
//!
//! | key | what stands there |
//! |---|---|
//! | `relata/manifest` | which workspace (epoch), which segments count, up to which revision they reach |
//! | `relata/segment/<generation>/<n>` | up to 256 records of a collection, or a stretch of history; never rewritten |
//! | `relata/journal/<revision>` | one transaction that is not in segments yet |
//! | `relata/reserve` | blanks, given up when a full storage is to be cleared |
//! | `relata/damaged/<key>` | a copy of text that could not be read; never overwritten |
//!
//! Every entry carries a checksum over itself and its key, every row of a
//! segment another. A later segment overrules an earlier one, record by record.
//!
//! What is promised, and what it rests on:
//!
//! - V1 A commit is kept whole or not at all. A journal entry is one key, and a
//!   write of one key is atomic; a large transaction becomes real by the one
//!   write of the manifest.
//! - V2 Wherever writing ends, the next opening finds a committed revision. New
//!   keys go first, the manifest flips, old keys go last. Browsers keep a
//!   consistent prefix of what was written (measured).
//! - V3 A commit costs what it changes, not what is stored; compaction writes
//!   what changed since, a few small segments, and the manifest.
//! - V4 Without room nothing is half made: compact, try again, else say what is
//!   needed. A write that fails leaves the old text (measured).
//! - V5 Damage costs only the rows it hit. Its bytes are copied aside before
//!   anything is written over; where they cannot be, nothing is written at all,
//!   or the damaged key stays.
//! - V6 What a later version wrote is not touched: the workspace opens
//!   read-only as far as it can be read.
//! - V7 A tab that is behind is told what it missed before it writes, and a
//!   commit is taken only on the state it was decided on.
//! - V8 Erasing and replacing begin a new epoch; a tab of an older one writes no more.
//! - V9 What is removed for good is in no record, history or journal entry
//!   afterwards; where there was no room or no time to write those anew, after
//!   the next compaction. Copies of damaged text go with [`Vault::erase`] only.
//! - V10 Conversions and imports stay in the history; of the rest the oldest
//!   goes when the budget is used up.
//! - V11 A browser that keeps nothing is said to, and everything else works.
//! - V12 Keys that do not begin with `relata/` are never read or written, and
//!   preferences never written.
//!
//! What is *not* promised until the recorder stands behind it (`browser-facts.md`):
//!
//! - Kept is not yet on disk: the end of the whole browser can take the last
//!   seconds (Chromium: up to a minute, after large writes more). Closing or
//!   crashing the page or tab takes nothing.
//! - Tabs in different processes see each other's writes late: two that write
//!   within some tens of milliseconds can both take one revision, and one
//!   change is lost; or both compact. V7 narrows this, it cannot close it.
//! - An emptied or shortened storage cannot be told from a new or older one:
//!   the loss of the last journal entries or of everything shows nowhere.

mod catch_up;
mod commit;
mod compact;
mod contents;
mod fold;
mod index;
mod key_value;
mod layout;
pub mod memory;
mod open;
pub mod recorder;
mod recovery;
mod seal;
mod state;
mod usage;

use std::cell::RefCell;

use uuid::Uuid;

pub use catch_up::Lost;
pub use commit::{CommitError, Saved};
pub use key_value::{KeyValue, PREFIX, StorageFault};
pub use recovery::{Damage, DamagedKey, Opened, ReadOnly, RecoveryReport};
pub use usage::{DumpFault, QUOTA, Usage};

use super::session::Receipt;
use crate::domain::change::Transaction;
use crate::domain::workspace::Workspace;
use state::State;

/// A workspace in a storage. Shared by reference; commits are to be made one
/// after the other, each awaited before the next.
#[derive(Debug)]
pub struct Vault<K> {
    storage: K,
    state: RefCell<State>,
}

// A recorder will be awaited in these; callers are ready for it.
#[allow(clippy::unused_async)]
impl<K: KeyValue> Vault<K> {
    /// Opens what the storage holds; an empty one as a new workspace.
    pub async fn open(storage: K) -> (Self, Opened) {
        let (state, opened) = open::open(&storage);
        (Self { storage, state: RefCell::new(state) }, opened)
    }

    /// Keeps what a session did. A receipt of [`Command::Replace`] begins a new epoch.
    ///
    /// [`Command::Replace`]: crate::domain::command::Command::Replace
    pub async fn commit(&self, receipt: &Receipt) -> Result<Saved, CommitError> {
        commit::commit(&self.storage, &mut self.state.borrow_mut(), receipt)
    }

    /// Folds the journal into segments. For an idle moment, when [due](Self::compaction_due).
    pub async fn compact(&self) -> Result<(), CommitError> {
        compact::compact(&self.storage, &mut self.state.borrow_mut())
    }

    /// Puts a workspace in place of the present one, without history. `epoch`
    /// is a new id.
    pub async fn replace(&self, workspace: Workspace, epoch: Uuid) -> Result<Saved, CommitError> {
        commit::replace(&self.storage, &mut self.state.borrow_mut(), workspace, epoch)
    }

    /// Puts a new workspace in place and removes the copies of damaged text too.
    pub async fn erase(&self, epoch: Uuid) -> Result<Saved, CommitError> {
        let saved = self.replace(Workspace::starter(), epoch).await?;
        let keys = self.storage.keys().unwrap_or_default();
        for key in keys.iter().filter(|key| key.starts_with(layout::DAMAGED)) {
            self.storage.remove(key).map_err(CommitError::Storage)?;
        }
        Ok(saved)
    }

    /// Takes over what other tabs wrote since, and says what it was, in order.
    /// Not to be called while a commit is on its way.
    pub fn catch_up(&self) -> Result<Vec<Transaction>, Lost> {
        catch_up::catch_up(&self.storage, &mut self.state.borrow_mut())
    }

    /// True when the journal has grown so that it is to be folded.
    pub fn compaction_due(&self) -> bool {
        self.state.borrow().compaction_due()
    }

    /// The last revision that is kept.
    pub fn revision(&self) -> u64 {
        self.state.borrow().revision
    }

    /// How much history is kept, in UTF-16 units. Takes effect with the next compaction.
    pub fn set_history_budget(&self, units: usize) {
        self.state.borrow_mut().history_budget = units;
    }

    /// How much history is kept, in UTF-16 units.
    pub fn history_budget(&self) -> usize {
        self.state.borrow().history_budget
    }

    /// How much room is taken by what.
    pub fn usage(&self) -> Result<Usage, StorageFault> {
        usage::measure(&self.storage, &self.state.borrow())
    }

    /// All our keys as they are, as JSON: `{"relata_raw_dump": 1, "entries": {…}}`.
    pub fn raw_dump(&self) -> Result<String, StorageFault> {
        usage::dump(&self.storage)
    }
}

/// Whether a change under this key by another tab is news to this one.
pub fn concerns(key: &str) -> bool {
    key == layout::MANIFEST || key.starts_with(layout::JOURNAL)
}

/// Opens what a raw dump holds, damage and all, in memory.
pub async fn open_raw_dump(text: &str) -> Result<Opened, DumpFault> {
    let (_, opened) = Vault::open(usage::undump(text)?).await;
    Ok(opened)
}
