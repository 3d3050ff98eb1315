//! What a vault knows: the workspace as it is kept, up to which revision, and
//! what of it stands only in the journal.

use std::collections::{BTreeMap, BTreeSet};

use uuid::Uuid;

use super::index::Index;
use super::layout::{Logged, Manifest, Place};
use super::recorder::{Entry, Head, RecorderFault};
use super::recovery::ReadOnly;
use crate::domain::change::{ChangeSet, Transaction};
use crate::domain::record::RecordRef;
use crate::domain::starter::Naming;
use crate::domain::workspace::Workspace;

/// A journal beyond this is to be folded into segments.
const JOURNAL_ENTRIES: usize = 256;
const JOURNAL_UNITS: usize = 256 * 1024;

/// How much history is kept unless told otherwise, in UTF-16 units.
const HISTORY_BUDGET: usize = 512 * 1024;

/// The committed state; the session may be ahead of it by what is on its way.
#[derive(Debug)]
pub(super) struct State {
    /// How a workspace that begins here is named.
    pub naming: Naming,
    pub workspace: Workspace,
    pub revision: u64,
    pub epoch: Uuid,
    pub generation: u64,
    /// The last revision in the segments; `None` before there are any.
    pub folded: Option<u64>,
    /// The manifest as it stands in storage, to see when another tab wrote it.
    pub manifest: Option<String>,
    /// The head that the recorder is at, as far as this tab knows; `None`
    /// where it holds nothing.
    pub recorded: Option<Head>,
    /// Set where the recorder is out of use: from here on only the storage counts.
    pub lapse: Option<RecorderFault>,
    /// What other tabs did and this one has taken over, but not told yet.
    pub untold: Vec<Transaction>,
    /// The mark of this tab, for the keys of its segments.
    pub mark: u16,
    /// When the last transaction was done, in milliseconds since 1970.
    pub latest: i64,
    pub index: Index,
    /// Records that changed since they were folded, with the revision.
    pub dirty: BTreeMap<RecordRef, u64>,
    /// The journal.
    pub journal: BTreeMap<u64, InJournal>,
    /// Records of which nothing may stay, and something may still be there.
    pub purged: BTreeSet<RecordRef>,
    /// Damaged segments, to be written anew from what could be read.
    pub damaged: BTreeSet<Place>,
    /// Segments of the first version, to be written anew.
    pub old: BTreeSet<Place>,
    /// Damaged keys of which no copy could be made: they stay.
    pub protected: BTreeSet<String>,
    pub read_only: Option<ReadOnly>,
    pub durable: bool,
    pub told: bool,
    pub history_budget: usize,
}

/// A transaction that is not in segments yet.
#[derive(Debug)]
pub(super) struct InJournal {
    /// What its entry costs.
    pub cost: usize,
    /// What it did; `None` where the entry is damaged.
    pub transaction: Option<Transaction>,
}

impl State {
    /// Where nothing is kept yet.
    pub fn new(naming: Naming) -> Self {
        Self {
            naming,
            workspace: Workspace::starter_in(naming),
            revision: 0,
            epoch: Uuid::nil(),
            generation: 0,
            folded: None,
            manifest: None,
            recorded: None,
            lapse: None,
            untold: Vec::new(),
            mark: 0,
            latest: 0,
            index: Index::default(),
            dirty: BTreeMap::new(),
            journal: BTreeMap::new(),
            purged: BTreeSet::new(),
            damaged: BTreeSet::new(),
            old: BTreeSet::new(),
            protected: BTreeSet::new(),
            read_only: None,
            durable: true,
            told: false,
            history_budget: HISTORY_BUDGET,
        }
    }

    /// Takes over what was kept as the next revision.
    pub fn advance(&mut self, changes: &ChangeSet, transaction: Transaction, cost: usize) {
        let transaction = transaction.slimmed();
        self.workspace.apply(changes);
        self.revision += 1;
        self.latest = transaction.at.timestamp_millis();
        self.journal.insert(self.revision, InJournal { cost, transaction: Some(transaction) });
        for change in changes.iter() {
            self.dirty.insert(change.reference, self.revision);
        }
        self.forget_purged();
    }

    /// What was purged and is there again is not to be taken away.
    pub fn forget_purged(&mut self) {
        let workspace = &self.workspace;
        self.purged.retain(|reference| workspace.find(*reference).is_none());
    }

    /// How far this tab has come.
    pub fn head(&self) -> Head {
        let folded = self.folded.unwrap_or_default();
        Head { epoch: self.epoch, generation: self.generation, folded, revision: self.revision }
    }

    /// What segments and journal cost, in UTF-16 units.
    pub fn used(&self) -> usize {
        let segments: usize = self.index.segments().map(|(_, held)| held.units).sum();
        segments + self.journal_units()
    }

    fn journal_units(&self) -> usize {
        self.journal.values().map(|entry| entry.cost).sum()
    }

    /// An entry for the recorder's log.
    pub fn entry(&self, revision: u64, text: String) -> Option<Entry> {
        let transaction = self.journal.get(&revision)?.transaction.as_ref()?;
        Some(Entry { revision, at: transaction.at.timestamp_millis(), text })
    }

    /// The transactions of the journal, in order.
    pub fn journaled(&self) -> Vec<Logged> {
        let known = self.journal.iter().filter_map(|(revision, entry)| Some((*revision, entry.transaction.clone()?)));
        known.map(|(revision, transaction)| Logged { revision, transaction }).collect()
    }

    /// Takes note that segments hold everything up to a revision.
    pub fn folded_to(&mut self, manifest: &Manifest, text: String) {
        self.epoch = manifest.epoch;
        self.generation = manifest.generation;
        self.folded = Some(manifest.revision);
        self.manifest = Some(text);
        self.dirty.retain(|_, revision| *revision > manifest.revision);
        self.journal.retain(|revision, _| *revision > manifest.revision);
    }

    /// The history that is beyond the budget.
    pub fn history_beyond(&self) -> Vec<Place> {
        self.index.history_beyond(self.history_budget, &BTreeSet::new(), 0)
    }

    /// Whether anything stands in the journal only, or is to be written anew.
    pub fn has_unfolded(&self) -> bool {
        !self.dirty.is_empty() || !self.journal.is_empty() || !self.damaged.is_empty() || self.folded.is_none()
    }

    pub fn compaction_due(&self) -> bool {
        self.journal.len() >= JOURNAL_ENTRIES
            || self.journal_units() >= JOURNAL_UNITS
            || !self.damaged.is_empty()
            || !self.old.is_empty()
            || !self.history_beyond().is_empty()
            || !self.purged.is_empty()
    }
}
