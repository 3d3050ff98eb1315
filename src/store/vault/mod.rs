//! The vault: how a storage of small texts becomes a database that does not
//! lose what it was given. Pure, over three ports: a [`KeyValue`] storage that
//! answers at once, a [`Recorder`](recorder::Recorder) that is asked and
//! awaited, and a [`Pace`]. Knows no browser.
//!
//! | key | what stands there |
//! |---|---|
//! | `relata/manifest` | which workspace (epoch), which segments count, up to which revision they reach |
//! | `relata/segment/<generation>/<n>` | records of a collection, or a stretch of history; never rewritten |
//! | `relata/journal/<revision>` | one transaction that is not in segments yet |
//! | `relata/reserve` | blanks, given up when a full storage is to be cleared |
//! | `relata/damaged/<key>` | a copy of text that could not be read; never overwritten |
//!
//! Every entry carries a checksum over itself and its key; the manifest names
//! the checksum of each segment. A later segment overrules an earlier one,
//! record by record. The recorder holds the same texts: a mirror of manifest
//! and segments, and a log of the last transactions, folded or not. It has one
//! head, and a step counts only if it is made on that head: see [`recorder`].
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
//! - V5 Damage in the storage is mended from the mirror when it is opened, and
//!   the mirror is looked over and mended from the storage soon after. Where both are hurt, or there is no recorder, it
//!   costs what stood under the key, and no more; its bytes are copied aside
//!   before anything is written over, and where they cannot be, nothing is
//!   written at all, or the damaged key stays.
//! - V6 What a later version wrote is not touched: the workspace opens
//!   read-only as far as it can be read.
//! - V7 No update is lost between tabs, and none is made on a state that it was
//!   not decided on: the recorder's transaction compares the head before
//!   anything is written, and a tab that is behind gets what it missed, in
//!   order, to decide again. What a tab sees of the storage may lag (measured);
//!   nothing rests on it.
//! - V8 Erasing and replacing begin a new epoch; a tab of an older one writes no
//!   more, and a storage that forgot the erasing does not bring anything back.
//! - V9 What is removed for good is in no record, history, journal or log entry
//!   afterwards; where there was no room or no time to write those anew, after
//!   the next compaction. Copies of damaged text go with [`Vault::erase`] only.
//! - V10 Conversions and imports stay in the history; of the rest the oldest
//!   goes when the budget is used up.
//! - V11 A browser that keeps nothing is said to, and everything else works. So
//!   it is said where there is no recorder, or it fails under way: the storage
//!   alone then counts, and the next opening unites the two.
//! - V12 Keys that do not begin with `relata/` are never read or written, and
//!   preferences never written.
//! - V13 What [`Saved::Stored`] calls `recorded` survives the end of the
//!   browser at any later moment, whatever the storage had on disk by then
//!   (`IndexedDB` with strict durability: kept at 0 ms in all engines,
//!   measured; in Chromium it survives a power cut too).
//!
//! What is *not* promised:
//!
//! - Without a recorder, kept is not yet on disk: the end of the whole browser
//!   can take the last seconds (Chromium: up to a minute, after large writes
//!   more), and two tabs that write within some tens of milliseconds can take
//!   one revision, and one change is lost. Closing or crashing the page or tab
//!   takes nothing.
//! - Where the recorder fails for one tab only while others still have it, the
//!   two go separate ways until the next opening. What counts then is what that
//!   tab has in segments, else what the others did; journal and log entries of
//!   the other side are set aside as damaged and told, not applied, and what it
//!   has compacted meanwhile is not looked for.
//! - While the recorder is out of use, it keeps what is purged in the storage.
//! - A recorder that neither answers nor fails holds changes back for some
//!   seconds, up to two minutes where another tab is writing much: they are
//!   shown, and the status stays at saving. Then it counts as failed. Until then,
//!   and while the history is still read after opening, a page that is closed
//!   takes them with it: the browser asks first.
//! - What the browser, the person or the disk does to both copies at once.

mod catch_up;
mod check;
mod commit;
mod compact;
mod contents;
mod fold;
mod index;
mod key_value;
mod layout;
pub mod memory;
pub mod memory_recorder;
mod open;
mod pace;
mod patience;
mod plan;
mod reading;
pub mod recorder;
mod recovery;
mod replay;
mod seal;
pub(super) mod sealed_entry;
mod state;
mod step;
mod usage;

use std::cell::RefCell;
use std::rc::Rc;

use uuid::Uuid;

pub use catch_up::Lost;
pub use commit::{CommitError, Saved};
pub use key_value::{KeyValue, PREFIX, StorageFault};
pub use open::{Begun, Finished};
pub use pace::Pace;
pub use patience::Patience;
pub use recovery::{Damage, DamagedKey, Opened, ReadOnly, RecoveryReport};
pub use usage::{DumpFault, QUOTA, Usage};

pub(super) use compact::release_reserve;
pub(super) use layout::{MANIFEST, holds_words, journal_key};
pub use usage::{dump as raw_dump, undump};

use crate::domain::workspace::Workspace;
use recorder::{NoRecorder, Recorder, RecorderFault};
use state::State;

/// A workspace in a storage, with a recorder behind it. Shared by reference;
/// commits are to be made one after the other, each awaited before the next.
#[derive(Debug)]
pub struct Vault<K, R = NoRecorder, P = ()> {
    storage: K,
    recorder: R,
    pace: P,
    state: RefCell<State>,
}

impl<K: KeyValue, R: Recorder, P: Pace> Vault<K, R, P> {
    /// Puts a new workspace in place and removes the copies of damaged text too.
    pub async fn erase(&self, epoch: Uuid) -> Result<Saved, CommitError> {
        let naming = self.state.borrow().naming;
        let saved = self.replace(Workspace::starter_in(naming), epoch).await?;
        let keys = self.storage.keys().unwrap_or_default();
        for key in keys.iter().filter(|key| key.starts_with(layout::DAMAGED)) {
            self.storage.remove(key).map_err(CommitError::Storage)?;
        }
        Ok(saved)
    }

    /// True when the journal has grown so that it is to be folded.
    pub fn compaction_due(&self) -> bool {
        self.state.borrow().compaction_due()
    }

    /// The last revision that is kept.
    pub fn revision(&self) -> u64 {
        self.state.borrow().revision
    }

    /// Set where no recorder stands behind the storage: why. What is kept then
    /// reaches the disk some seconds later.
    pub fn lapse(&self) -> Option<RecorderFault> {
        self.state.borrow().lapse.clone()
    }

    /// Every record, as it is kept.
    pub fn workspace(&self) -> Workspace {
        self.state.borrow().workspace.clone()
    }

    /// Set where nothing may be written.
    pub fn read_only(&self) -> Option<ReadOnly> {
        self.state.borrow().read_only.clone()
    }

    /// False where the browser keeps nothing: all is gone when the page closes.
    pub fn is_durable(&self) -> bool {
        self.state.borrow().durable
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

/// Opens [what a raw dump was made of](undump), damage and all. `without` is a
/// recorder that has nothing, of the kind that the program uses anyway.
pub async fn open_raw_dump<R: Recorder, P: Pace>(storage: Rc<dyn KeyValue>, without: R, pace: P) -> Opened {
    let (_, opened) = Vault::open(storage, without, pace, 0).await;
    opened
}
