//! The workspace, what was done to it, and what can be undone: the one place
//! where commands become changes. In memory only; keeping it is the vault's.
//!
//! - S1 A rejected command changes nothing.
//! - S2 A command that comes to no change gives a receipt without patches and is not logged.
//! - S3 Undoing everything leads back to the start, redoing everything to the end.
//! - S4 A session of the same log has the same undo and redo, as far as the
//!   log reaches; but an undo that was refused is offered again.
//! - S5 An undo that is refused altogether is passed over by the next one.
//! - S6 What is removed for good is not undone, and is in the log no more.
//! - S7 Putting another workspace in place empties the log.
//! - S8 A retracted change was never there: workspace, log, undo and redo.
//! - S9 What another tab did is shown and logged, but not undone from here,
//!   after a reload neither; what it took back is not taken back again.
//! - S10 Any transaction of the log can be taken back, in any order.
//! - S11 What was moved to a file can be undone as long as the session lives;
//!   what is kept of it says which records went, not what was in them.

use std::collections::{BTreeSet, VecDeque};

use uuid::Uuid;

use super::scrub;
use super::stacks::{Stacks, is_undoable};
use crate::domain::change::{Change, ChangeSet, Label, Patch, Transaction, Verb};
use crate::domain::command::{Command, Decision};
use crate::domain::env::Env;
use crate::domain::id::Id;
use crate::domain::lead::Lead;
use crate::domain::record::{Collection, RecordRef};
use crate::domain::undo::Blocked;
use crate::domain::workflow::batch::Refused;
use crate::domain::workflow::{Rejection, decide};
use crate::domain::workspace::Workspace;

/// How many of the latest changes can be retracted exactly: more than are
/// ever on their way to storage at once.
const CHECKPOINTS: usize = 32;

/// A workspace with its log, undo and redo.
#[derive(Debug)]
pub struct Session {
    workspace: Workspace,
    log: Vec<Transaction>,
    stacks: Stacks,
    foreign: BTreeSet<Uuid>,
    checkpoints: VecDeque<Checkpoint>,
}

/// What a carried-out command did.
#[derive(Clone, Debug)]
pub struct Receipt {
    /// What is to be kept. Without patches where nothing changed, and where
    /// another workspace was put in place: that is kept as a whole.
    pub transaction: Transaction,
    /// The records before and after.
    pub changes: ChangeSet,
    /// The record to show next, where there is one.
    pub focus: Option<RecordRef>,
    /// What an undo left alone.
    pub blocked: Vec<Blocked>,
    /// What a change of many left as it is.
    pub refused: Vec<Refused>,
    /// The collections in which something changed.
    pub touched: BTreeSet<Collection>,
}

/// What a session was before a transaction, besides its records.
#[derive(Debug)]
struct Checkpoint {
    transaction: Uuid,
    stacks: Stacks,
    /// Set where the transaction did more to the log than to add itself.
    log: Option<Vec<Transaction>>,
}

impl Session {
    /// A session of a workspace and what is known of how it came to be, all of
    /// which was done here.
    pub fn new(workspace: Workspace, log: Vec<Transaction>) -> Self {
        Self::with(workspace, log, BTreeSet::new())
    }

    /// A session of a workspace in a tab that did some of what is known; the
    /// rest was done in others.
    pub fn of_tab(workspace: Workspace, log: Vec<Transaction>, own: &BTreeSet<Uuid>) -> Self {
        let foreign = log.iter().map(|transaction| transaction.id).filter(|id| !own.contains(id)).collect();
        Self::with(workspace, log, foreign)
    }

    fn with(workspace: Workspace, log: Vec<Transaction>, foreign: BTreeSet<Uuid>) -> Self {
        let stacks = Stacks::rebuild(&log, &foreign);
        Self { workspace, log, stacks, foreign, checkpoints: VecDeque::new() }
    }

    /// Learns how the workspace came to be, before anything is done to it: the
    /// history takes longer to read than the records.
    pub fn recall(&mut self, log: Vec<Transaction>, own: &BTreeSet<Uuid>) {
        let workspace = std::mem::take(&mut self.workspace);
        *self = Self::of_tab(workspace, log, own);
    }

    /// All records as they are.
    pub fn workspace(&self) -> &Workspace {
        &self.workspace
    }

    /// Carries a command out.
    pub fn execute(&mut self, command: &Command, env: &Env) -> Result<Receipt, Rejection> {
        let decision = decide(&self.workspace, command, env)?;
        let mut receipt = receipt_of(decision, env, matches!(command, Command::Replace { .. }));
        if !receipt.changes.is_empty() {
            self.workspace.apply(&receipt.changes);
            self.record(&receipt.transaction);
        }
        if receipt.transaction.label.verb == Verb::Archived {
            receipt.transaction = scrub::without_content(receipt.transaction);
        }
        Ok(receipt)
    }

    /// Takes the latest change of this tab back; `None` when there is none.
    pub fn undo(&mut self, env: &Env) -> Result<Option<Receipt>, Rejection> {
        self.stacks.next_undo().map(|id| self.take_back(id, env)).transpose()
    }

    /// Takes the latest undo of this tab back; `None` when there is none.
    pub fn redo(&mut self, env: &Env) -> Result<Option<Receipt>, Rejection> {
        self.stacks.next_redo().map(|id| self.take_back(id, env)).transpose()
    }

    /// What Undo would take back.
    pub fn undo_label(&self) -> Option<&Label> {
        self.stacks.next_undo().and_then(|id| self.find(id)).map(|transaction| &transaction.label)
    }

    /// What Redo would bring about again.
    pub fn redo_label(&self) -> Option<&Label> {
        self.stacks.next_redo().and_then(|id| self.find(id)).map(|transaction| &transaction.label)
    }

    /// Takes any transaction of the log back.
    pub fn revert(&mut self, transaction: Uuid, env: &Env) -> Result<Receipt, Rejection> {
        let found = self.find(transaction).filter(|transaction| is_undoable(transaction)).cloned();
        let transaction = found.map(Box::new).ok_or_else(|| Rejection::NothingToUndo(Vec::new()))?;
        self.execute(&Command::Revert { transaction }, env)
    }

    /// The transaction that converted a lead, while the lead is converted and
    /// the log still has it.
    pub fn conversion_of(&self, lead: Id<Lead>) -> Option<Uuid> {
        self.workspace.get(lead).filter(|lead| lead.is_converted())?;
        let reference = RecordRef::of(lead);
        let converts = |transaction: &&Transaction| {
            transaction.label.verb == Verb::Converted
                && transaction.patches.iter().any(|patch| {
                    let says = |side: &Option<serde_json::Map<_, _>>| {
                        side.as_ref().is_some_and(|fields| fields.contains_key("conversion"))
                    };
                    patch.reference() == reference && says(&patch.to) && !says(&patch.from)
                })
        };
        self.log.iter().rev().find(converts).map(|transaction| transaction.id)
    }

    /// Unmakes a change that could not be kept. Of several, the newest goes
    /// first; one with others on top goes back where they left it alone.
    /// Returns what it changed.
    pub fn retract(&mut self, receipt: &Receipt) -> ChangeSet {
        let id = receipt.transaction.id;
        let is_newest = self.checkpoints.back().is_some_and(|checkpoint| checkpoint.transaction == id);
        if is_newest && let Some(checkpoint) = self.checkpoints.pop_back() {
            self.stacks = checkpoint.stacks;
            match checkpoint.log {
                Some(log) => self.log = log,
                None => self.log.retain(|transaction| transaction.id != id),
            }
        } else if self.find(id).is_some() {
            self.log.retain(|transaction| transaction.id != id);
            self.checkpoints.clear();
            self.stacks.forget(id);
        } else {
            return ChangeSet::default();
        }
        let as_left = |change: &&Change| self.workspace.find(change.reference) == change.after.as_ref();
        let back = ChangeSet::new(receipt.changes.iter().filter(as_left).cloned().collect::<Vec<_>>()).invert();
        self.workspace.apply(&back);
        back
    }

    /// Brings about what another tab did; in the order in which it was kept.
    /// `Err` names a record that does not take its change: nothing has
    /// changed, and the workspace must be opened anew.
    pub fn absorb(&mut self, transaction: Transaction) -> Result<ChangeSet, RecordRef> {
        if self.find(transaction.id).is_some() {
            return Ok(ChangeSet::default());
        }
        let changes = ChangeSet::from_patches(&self.workspace, &transaction.patches)?;
        self.workspace.apply(&changes);
        self.foreign.insert(transaction.id);
        if self.scrub_after(&transaction) {
            self.checkpoints.clear();
        }
        self.stacks.note_foreign(&transaction);
        self.log.push(transaction.slimmed());
        Ok(changes)
    }

    /// What was done to a record, the latest first, and what of it is about the record.
    pub fn history_of(&self, record: RecordRef) -> Vec<(&Transaction, &Patch)> {
        let told = self.log.iter().rev().filter_map(|transaction| {
            let patch = transaction.patches.iter().find(|patch| patch.reference() == record)?;
            Some((transaction, patch))
        });
        told.collect()
    }

    /// Makes ready, in steps, what changes and pages of records ask for. True while there is more.
    pub fn prepare(&mut self, records: usize) -> bool {
        self.workspace.prepare(records)
    }

    /// What was done, in order, as far back as the history reaches.
    pub fn log(&self) -> &[Transaction] {
        &self.log
    }

    fn find(&self, transaction: Uuid) -> Option<&Transaction> {
        self.log.iter().rev().find(|found| found.id == transaction)
    }

    fn take_back(&mut self, transaction: Uuid, env: &Env) -> Result<Receipt, Rejection> {
        let result = self.revert(transaction, env);
        if result.is_err() {
            self.stacks.forget(transaction);
        }
        result
    }

    /// Logs what was done here, so that it can be undone and retracted.
    fn record(&mut self, transaction: &Transaction) {
        let replaces = transaction.patches.is_empty();
        let rewrites = replaces || !is_undoable(transaction);
        let log = rewrites.then(|| self.log.clone());
        self.checkpoints.push_back(Checkpoint { transaction: transaction.id, stacks: self.stacks.clone(), log });
        if self.checkpoints.len() > CHECKPOINTS {
            self.checkpoints.pop_front();
        }
        if replaces {
            self.log.clear();
            self.stacks = Stacks::default();
            return;
        }
        self.scrub_after(transaction);
        self.stacks.note(transaction);
        self.log.push(transaction.clone());
    }

    /// Takes what a purge removed out of the log; true if there was a purge.
    fn scrub_after(&mut self, transaction: &Transaction) -> bool {
        let purged = scrub::purged(transaction);
        if !purged.is_empty() {
            scrub::scrub(&mut self.log, &purged);
            self.stacks = Stacks::rebuild(&self.log, &self.foreign);
        }
        !purged.is_empty()
    }
}

fn receipt_of(decision: Decision, env: &Env, replaces: bool) -> Receipt {
    let Decision { changes, label, focus, reverts, blocked, refused } = decision;
    // What goes to a file stands in the log whole, so that it can be undone (S11).
    let goes_to_a_file = label.verb == Verb::Archived && changes.iter().all(|change| change.after.is_none());
    let patches = match (replaces, goes_to_a_file) {
        (true, _) => Vec::new(),
        (false, true) => changes.to_patches(),
        (false, false) => changes.to_kept_patches(),
    };
    // Minted last, so that records keep their ids when decided again.
    let transaction = Transaction { id: env.mint(), at: env.now, by: env.actor, label, reverts, patches };
    let transaction = match transaction.label.verb {
        Verb::Purged => scrub::without_content(transaction),
        _ => transaction,
    };
    let touched = changes.touched();
    Receipt { transaction, changes, focus, blocked, refused, touched }
}
