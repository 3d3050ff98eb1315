//! Which transaction Undo and Redo take back next. A function of the log
//! alone, so that a reload finds the same; knows nothing of what they changed.

use std::collections::BTreeSet;

use uuid::Uuid;

use crate::domain::change::Transaction;

/// How many steps Undo goes back. Older transactions are taken back one by
/// one, from the history.
const DEPTH: usize = 200;

/// The transactions to take back, the next one last.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Stacks {
    undo: Vec<Uuid>,
    redo: Vec<Uuid>,
}

impl Stacks {
    /// The stacks after these transactions, of which other tabs made those in `foreign`.
    pub fn rebuild(log: &[Transaction], foreign: &BTreeSet<Uuid>) -> Self {
        let known: BTreeSet<Uuid> = log.iter().map(|transaction| transaction.id).collect();
        let mut stacks = Self::default();
        for transaction in log {
            if foreign.contains(&transaction.id) {
                stacks.note_foreign(transaction);
            } else if transaction.reverts.is_some_and(|target| !known.contains(&target)) {
                // An undo whose target the history has let go can still be redone.
                stacks.redo.extend(is_undoable(transaction).then_some(transaction.id));
            } else {
                stacks.note(transaction);
            }
        }
        stacks
    }

    /// Takes note of what was done in this tab: a new step, which ends
    /// redoing; or the taking back of the step that was due.
    pub fn note(&mut self, transaction: &Transaction) {
        let target = transaction.reverts.as_ref();
        if target.is_some() && self.undo.last() == target {
            self.undo.pop();
            self.redo.extend(is_undoable(transaction).then_some(transaction.id));
            return;
        }
        if target.is_some() && self.redo.last() == target {
            self.redo.pop();
        } else {
            self.redo.clear();
        }
        if is_undoable(transaction) {
            self.undo.push(transaction.id);
            let beyond = self.undo.len().saturating_sub(DEPTH);
            self.undo.drain(..beyond);
        }
    }

    /// Takes note of what another tab did: not a step here; but what it took
    /// back is not to be taken back again.
    pub fn note_foreign(&mut self, transaction: &Transaction) {
        if let Some(target) = transaction.reverts {
            self.forget(target);
        }
    }

    /// Offers a transaction no more.
    pub fn forget(&mut self, transaction: Uuid) {
        self.undo.retain(|id| *id != transaction);
        self.redo.retain(|id| *id != transaction);
    }

    /// What Undo takes back.
    pub fn next_undo(&self) -> Option<Uuid> {
        self.undo.last().copied()
    }

    /// What Redo takes back: an undoing.
    pub fn next_redo(&self) -> Option<Uuid> {
        self.redo.last().copied()
    }
}

/// False for what was removed for good, and where nothing is known any more
/// of what was there before.
pub(super) fn is_undoable(transaction: &Transaction) -> bool {
    transaction.can_be_taken_back()
}
