//! Committing one transaction, and making room for it.

use std::collections::BTreeSet;

use uuid::Uuid;

use super::Vault;
use super::catch_up::Lost;
use super::key_value::{KeyValue, StorageFault, entry_units};
use super::layout::{MANIFEST, Manifest, ToJournal, journal_key, write};
use super::pace::Pace;
use super::plan::Fold;
use super::recorder::{Entry, Head, Recorder};
use super::recovery::ReadOnly;
use super::step::{Refusal, Step, towards};
use super::usage::{QUOTA, measure};
use crate::domain::change::{Change, Transaction, Verb};
use crate::domain::record::RecordRef;
use crate::domain::workspace::Workspace;
use crate::store::scrub::purged;
use crate::store::session::Receipt;

/// A transaction of more JSON than this, in bytes, is written as segments.
const LARGE: usize = 64 * 1024;

/// How a change was kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Saved {
    /// In storage, and on disk where the recorder says so.
    Stored {
        /// As which revision.
        revision: u64,
        /// False where no recorder stands behind it: the browser writes it to
        /// disk some seconds later, after large changes minutes.
        recorded: bool,
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

impl<K: KeyValue, R: Recorder, P: Pace> Vault<K, R, P> {
    /// Keeps what a session did. A receipt of [`Command::Replace`] begins a new epoch.
    ///
    /// [`Command::Replace`]: crate::domain::command::Command::Replace
    pub async fn commit(&self, receipt: &Receipt) -> Result<Saved, CommitError> {
        if receipt.changes.is_empty() {
            return Ok(self.saved());
        }
        self.tell()?;
        if receipt.transaction.patches.is_empty() {
            let mut workspace = self.state.borrow().workspace.clone();
            workspace.apply(&receipt.changes);
            return self.replace(workspace, receipt.transaction.id).await;
        }
        self.admit().await?;
        if !receipt.changes.iter().all(|change| is_as_before(&self.state.borrow().workspace, change)) {
            return Err(CommitError::Behind { missing: Vec::new() });
        }
        if !self.state.borrow().durable {
            self.state.borrow_mut().advance(&receipt.changes, receipt.transaction.clone(), 0);
            return Ok(self.saved());
        }
        let mut result = self.store(receipt).await;
        if let Err(CommitError::QuotaExceeded { .. }) = result {
            result = self.store_in_little_room(receipt).await;
        }
        // Another tab compacted meanwhile, and did nothing else.
        while let Err(CommitError::Behind { missing }) = &result
            && missing.is_empty()
        {
            result = self.store(receipt).await;
        }
        result
    }

    /// Puts a workspace in place of the present one, without history. `epoch`
    /// is a new id.
    pub async fn replace(&self, workspace: Workspace, epoch: Uuid) -> Result<Saved, CommitError> {
        self.admit().await?;
        if self.state.borrow().durable {
            loop {
                let replaces = Some((workspace.clone(), epoch));
                match self.fold(Fold { replaces, ..Fold::default() }).await {
                    Ok(()) => break,
                    Err(Refusal::Behind) => self.tell()?,
                    // What goes makes room only afterwards.
                    Err(Refusal::Full(_)) if self.release() => {}
                    Err(refusal) => return Err(self.failed(refusal, 0)),
                }
            }
            self.sweep();
        } else {
            self.state.borrow_mut().workspace = workspace;
        }
        Ok(self.saved())
    }

    /// Makes room and tries again. What makes room in the end may use up the
    /// reserve, so that a full storage can be cleared; anything else may not.
    async fn store_in_little_room(&self, receipt: &Receipt) -> Result<Saved, CommitError> {
        let had_reserve = self.release();
        self.squeeze().await;
        self.tell()?;
        let clears = clears(receipt.transaction.label.verb);
        if had_reserve && !clears {
            self.reserve();
        }
        let result = self.store(receipt).await;
        if had_reserve && clears {
            self.reserve();
        }
        result
    }

    /// Whether this tab may write: it is up to date, in the right epoch and
    /// not read-only. With a recorder being up to date shows when writing.
    pub(super) async fn admit(&self) -> Result<(), CommitError> {
        if let Some(why) = &self.state.borrow().read_only {
            return Err(CommitError::ReadOnly(why.clone()));
        }
        if self.is_recorded() {
            return Ok(());
        }
        let missing = self.catch_up().await?;
        if missing.is_empty() { Ok(()) } else { Err(CommitError::Behind { missing }) }
    }

    /// Tells of what other tabs did, if that was not told yet.
    fn tell(&self) -> Result<(), CommitError> {
        let missing = std::mem::take(&mut self.state.borrow_mut().untold);
        if missing.is_empty() { Ok(()) } else { Err(CommitError::Behind { missing }) }
    }

    /// Whether a recorder stands behind the storage.
    fn is_recorded(&self) -> bool {
        let state = self.state.borrow();
        state.durable && state.lapse.is_none()
    }

    fn saved(&self) -> Saved {
        let recorded = self.is_recorded();
        let mut state = self.state.borrow_mut();
        if state.durable {
            return Saved::Stored { revision: state.revision, recorded };
        }
        Saved::OnlyInMemory { told: std::mem::replace(&mut state.told, true) }
    }

    /// Writes a transaction: as a journal entry, or as segments.
    async fn store(&self, receipt: &Receipt) -> Result<Saved, CommitError> {
        if self.state.borrow().folded.is_none() {
            self.begin().await.map_err(|refusal| self.failed(refusal, 0))?;
        }
        let purged = purged(&receipt.transaction);
        // Of what is to be folded anyway the entry would be long, and for nothing.
        let folds = !purged.is_empty() || receipt.transaction.is_slim();
        let entry = if folds { None } else { Some(self.entry(receipt)?) };
        let Some((key, text, head)) = entry.filter(|(_, text, _)| text.len() <= LARGE) else {
            let workspace = self.changed(receipt);
            self.pace.pause().await;
            let changed = receipt.changes.iter().map(|change| change.reference).collect();
            let fold = Fold {
                commits: Some((workspace, changed, receipt.transaction.clone())),
                purged: purged.clone(),
                ..Fold::default()
            };
            self.fold(fold).await.map_err(|refusal| self.failed(refusal, 0))?;
            self.clear_away(purged).await;
            return Ok(self.saved());
        };
        let cost = entry_units(&self.storage, &key, &text);
        let at = receipt.transaction.at.timestamp_millis();
        let mut write = towards(head);
        write.entries.push(Entry { revision: head.revision, at, text: text.clone() });
        let step = Step { write, sets: vec![(key, text)] };
        self.take(step).await.map_err(|refusal| self.failed(refusal, cost))?;
        self.state.borrow_mut().advance(&receipt.changes, receipt.transaction.clone(), cost);
        Ok(self.saved())
    }

    /// The journal entry of a transaction, and the head it leads to.
    fn entry(&self, receipt: &Receipt) -> Result<(String, String, Head), CommitError> {
        let state = self.state.borrow();
        let revision = state.revision + 1;
        let (epoch, alone) = (state.epoch, state.lapse.is_some());
        let entry = ToJournal { epoch, revision, alone, transaction: &receipt.transaction };
        let key = journal_key(revision);
        let unwritable = || CommitError::Storage(StorageFault::Other("not to be written as JSON".to_owned()));
        let text = write(&key, &entry).ok_or_else(unwritable)?;
        Ok((key, text, Head { revision, ..state.head() }))
    }

    fn changed(&self, receipt: &Receipt) -> Workspace {
        let mut workspace = self.state.borrow().workspace.clone();
        workspace.apply(&receipt.changes);
        workspace
    }

    /// After a transaction that was written as segments: what it replaced
    /// goes, and everything that tells of what it purged.
    async fn clear_away(&self, purged: BTreeSet<RecordRef>) {
        {
            let mut state = self.state.borrow_mut();
            state.purged.extend(purged);
            state.forget_purged();
        }
        self.sweep();
        if self.scour().await.is_err() {
            // Without room for it now, the next compaction does it: it is due.
            self.sweep();
        }
    }

    /// The first commit of all: from now on a missing manifest is damage, and
    /// what the workspace started with does not change with the program.
    async fn begin(&self) -> Result<(), Refusal> {
        let is_new = {
            let state = self.state.borrow();
            state.index.segments().next().is_none() && state.revision == 0 && state.recorded.is_none()
        };
        if is_new && self.storage.get(MANIFEST)?.is_none() {
            let text = write(MANIFEST, &Manifest::default()).unwrap_or_default();
            self.storage.set(MANIFEST, &text)?;
            self.state.borrow_mut().manifest = Some(text);
        }
        self.fold_journal(false).await
    }

    /// A refusal as a commit's error, with what is needed and what there is.
    pub(super) fn failed(&self, refusal: Refusal, needed: usize) -> CommitError {
        match refusal {
            Refusal::Behind => CommitError::Behind { missing: std::mem::take(&mut self.state.borrow_mut().untold) },
            Refusal::Lost(lost) => CommitError::Lost(lost),
            Refusal::Full(needed) => self.failed(Refusal::Storage(StorageFault::QuotaExceeded), needed),
            Refusal::Storage(StorageFault::QuotaExceeded) => {
                let used = measure(&self.storage, &self.state.borrow()).map_or(QUOTA, |usage| usage.used());
                let free = QUOTA.saturating_sub(used).min(needed.saturating_sub(1));
                CommitError::QuotaExceeded { needed, free }
            }
            Refusal::Storage(fault) => CommitError::Storage(fault),
        }
    }
}

/// Whether a change is made to have less.
fn clears(verb: Verb) -> bool {
    matches!(verb, Verb::Trashed | Verb::Purged | Verb::Archived | Verb::DemoRemoved)
}

fn is_as_before(workspace: &Workspace, change: &Change) -> bool {
    workspace.find(change.reference) == change.before.as_ref()
}
