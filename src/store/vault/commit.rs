//! Committing one transaction, and making room for it.

use std::collections::BTreeSet;

use uuid::Uuid;

use super::catch_up::{Lost, catch_up};
use super::compact::{fold_journal, release, reserve, scour, squeeze};
use super::fold::{Fold, sweep, write_fold};
use super::key_value::{KeyValue, StorageFault, entry_units, units};
use super::layout::{Logged, MANIFEST, Manifest, ToJournal, journal_key, write};
use super::recovery::ReadOnly;
use super::state::State;
use super::usage::{QUOTA, measure};
use crate::domain::change::{Change, Transaction, Verb};
use crate::domain::record::{Collection, Record, RecordRef};
use crate::domain::workspace::Workspace;
use crate::store::scrub::purged;
use crate::store::session::Receipt;

/// A transaction of more JSON than this, in bytes, is written as segments.
const LARGE: usize = 64 * 1024;

/// How a change was kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Saved {
    /// In storage.
    Stored {
        /// As which revision.
        revision: u64,
    },
    /// In memory only: this browser keeps nothing. `told` is false the first time.
    OnlyInMemory {
        /// Whether it was said before.
        told: bool,
    },
}

/// Why a change was not kept. Nothing of it is in storage.
#[derive(Clone, Debug, PartialEq)]
pub enum CommitError {
    /// Another tab was first. The change is to be retracted, these are to be
    /// absorbed, and the command is to be decided again. With none missing,
    /// the change was decided on a state that is not the one that is kept.
    Behind {
        /// What the other tabs did, in order.
        missing: Vec<Transaction>,
    },
    /// There is no room, in UTF-16 units, even after compaction.
    QuotaExceeded {
        /// What the change needs.
        needed: usize,
        /// What there is.
        free: usize,
    },
    /// Nothing may be written.
    ReadOnly(ReadOnly),
    /// The workspace must be opened anew first.
    Lost(Lost),
    /// The storage failed.
    Storage(StorageFault),
}

impl From<Lost> for CommitError {
    fn from(lost: Lost) -> Self {
        Self::Lost(lost)
    }
}

/// Commits what a session did.
pub(super) fn commit<K: KeyValue>(storage: &K, state: &mut State, receipt: &Receipt) -> Result<Saved, CommitError> {
    if receipt.changes.is_empty() {
        return Ok(saved(state));
    }
    if receipt.transaction.patches.is_empty() {
        let mut workspace = state.workspace.clone();
        workspace.apply(&receipt.changes);
        return replace(storage, state, workspace, receipt.transaction.id);
    }
    admit(storage, state)?;
    let is_current = |change| is_as_before(&state.workspace, change);
    if !receipt.changes.iter().all(is_current) {
        return Err(CommitError::Behind { missing: Vec::new() });
    }
    if !state.durable {
        state.advance(&receipt.changes, 0);
        return Ok(saved(state));
    }
    match store(storage, state, receipt) {
        Err(CommitError::QuotaExceeded { .. }) => store_in_little_room(storage, state, receipt),
        result => result,
    }
}

/// Makes room and tries again. What makes room in the end may use up the
/// reserve, so that a full storage can be cleared; anything else may not.
fn store_in_little_room<K: KeyValue>(storage: &K, state: &mut State, receipt: &Receipt) -> Result<Saved, CommitError> {
    let had_reserve = release(storage);
    squeeze(storage, state);
    let clears = matches!(receipt.transaction.label.verb, Verb::Trashed | Verb::Purged | Verb::DemoRemoved);
    if had_reserve && !clears {
        reserve(storage);
    }
    let result = store(storage, state, receipt);
    if had_reserve && clears {
        reserve(storage);
    }
    result
}

/// Puts another workspace in place of the present one.
pub(super) fn replace<K: KeyValue>(
    storage: &K,
    state: &mut State,
    workspace: Workspace,
    epoch: Uuid,
) -> Result<Saved, CommitError> {
    admit(storage, state)?;
    let records = Collection::ALL.iter().flat_map(|collection| workspace.records(*collection));
    let dirty = records.map(Record::reference).collect();
    if state.durable {
        let fold = Fold {
            workspace: &workspace,
            epoch,
            revision: state.revision + 1,
            dirty,
            victims: BTreeSet::new(),
            history: Vec::new(),
            purged: BTreeSet::new(),
            merges: false,
            replaces: true,
        };
        let folded = write_fold(storage, state, fold).map_err(|fault| failed(storage, state, fault, 0))?;
        state.take_over(folded);
        sweep(storage, state);
    }
    state.workspace = workspace;
    Ok(saved(state))
}

/// Whether this tab may write: it is up to date, in the right epoch and not read-only.
pub(super) fn admit<K: KeyValue>(storage: &K, state: &mut State) -> Result<(), CommitError> {
    if let Some(why) = &state.read_only {
        return Err(CommitError::ReadOnly(why.clone()));
    }
    let missing = catch_up(storage, state)?;
    if missing.is_empty() { Ok(()) } else { Err(CommitError::Behind { missing }) }
}

fn is_as_before(workspace: &Workspace, change: &Change) -> bool {
    workspace.find(change.reference) == change.before.as_ref()
}

fn saved(state: &mut State) -> Saved {
    if state.durable {
        return Saved::Stored { revision: state.revision };
    }
    Saved::OnlyInMemory { told: std::mem::replace(&mut state.told, true) }
}

/// Writes a transaction: as a journal entry, or as segments.
fn store<K: KeyValue>(storage: &K, state: &mut State, receipt: &Receipt) -> Result<Saved, CommitError> {
    if state.folded.is_none() {
        begin(storage, state).map_err(|fault| failed(storage, state, fault, 0))?;
    }
    let revision = state.revision + 1;
    let entry = ToJournal { epoch: state.epoch, revision, transaction: &receipt.transaction };
    let key = journal_key(revision);
    let unwritable = || CommitError::Storage(StorageFault::Other("not to be written as JSON".to_owned()));
    let text = write(&key, &entry).ok_or_else(unwritable)?;
    let purged = purged(&receipt.transaction);
    if text.len() > LARGE || !purged.is_empty() {
        let needed = units(&text);
        let written = store_as_segments(storage, state, receipt, purged);
        written.map_err(|fault| failed(storage, state, fault, needed))?;
    } else {
        let cost = entry_units(&key, &text);
        storage.set(&key, &text).map_err(|fault| failed(storage, state, fault, cost))?;
        state.advance(&receipt.changes, cost);
    }
    Ok(saved(state))
}

/// The first commit of all: from now on a missing manifest is damage, and
/// what the workspace started with does not change with the program.
fn begin<K: KeyValue>(storage: &K, state: &mut State) -> Result<(), StorageFault> {
    if state.index.segments().next().is_none() && state.revision == 0 {
        let text = write(MANIFEST, &Manifest::default()).unwrap_or_default();
        storage.set(MANIFEST, &text)?;
        state.manifest = Some(text);
    }
    fold_journal(storage, state, false)
}

fn store_as_segments<K: KeyValue>(
    storage: &K,
    state: &mut State,
    receipt: &Receipt,
    purged: BTreeSet<RecordRef>,
) -> Result<(), StorageFault> {
    let mut workspace = state.workspace.clone();
    workspace.apply(&receipt.changes);
    let mut fold = Fold::of_journal(storage, state);
    fold.workspace = &workspace;
    fold.revision = state.revision + 1;
    fold.dirty.extend(receipt.changes.iter().map(|change| change.reference));
    fold.history.push(Logged { revision: fold.revision, transaction: receipt.transaction.clone() });
    fold.purged.extend(purged.iter().copied());
    fold.merges = false;
    let folded = write_fold(storage, state, fold)?;
    state.take_over(folded);
    state.workspace = workspace;
    state.purged.extend(purged);
    state.forget_purged();
    sweep(storage, state);
    if scour(storage, state).is_err() {
        // Without room for it now, the next compaction does it: it is due.
        sweep(storage, state);
    }
    Ok(())
}

/// A fault as a commit's error, with what is needed and what there is.
pub(super) fn failed<K: KeyValue>(storage: &K, state: &State, fault: StorageFault, needed: usize) -> CommitError {
    match fault {
        StorageFault::QuotaExceeded => {
            let used = measure(storage, state).map_or(QUOTA, |usage| usage.used());
            let free = QUOTA.saturating_sub(used).min(needed.saturating_sub(1));
            CommitError::QuotaExceeded { needed, free }
        }
        fault => CommitError::Storage(fault),
    }
}
