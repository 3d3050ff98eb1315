//! What a vault knows: the workspace as it is kept, up to which revision, and
//! what of it stands only in the journal.

use std::collections::{BTreeMap, BTreeSet};

use uuid::Uuid;

use super::index::Index;
use super::layout::{Manifest, Place};
use super::recovery::ReadOnly;
use crate::domain::change::ChangeSet;
use crate::domain::record::RecordRef;
use crate::domain::workspace::Workspace;

/// A journal beyond this is to be folded into segments.
const JOURNAL_ENTRIES: usize = 256;
const JOURNAL_UNITS: usize = 256 * 1024;

/// How much history is kept unless told otherwise, in UTF-16 units.
const HISTORY_BUDGET: usize = 512 * 1024;

/// The committed state; the session may be ahead of it by what is on its way.
#[derive(Debug)]
pub(super) struct State {
    pub workspace: Workspace,
    pub revision: u64,
    pub epoch: Uuid,
    pub generation: u64,
    /// The last revision in the segments; `None` before there are any.
    pub folded: Option<u64>,
    /// The manifest as it stands in storage, to see when another tab wrote it.
    pub manifest: Option<String>,
    pub index: Index,
    /// Records that changed since they were folded, with the revision.
    pub dirty: BTreeMap<RecordRef, u64>,
    /// The journal: what each revision costs.
    pub journal: BTreeMap<u64, usize>,
    /// Records of which nothing may stay, and something may still be there.
    pub purged: BTreeSet<RecordRef>,
    /// Damaged segments, to be written anew from what could be read.
    pub damaged: BTreeSet<Place>,
    /// Damaged keys of which no copy could be made: they stay.
    pub protected: BTreeSet<String>,
    pub read_only: Option<ReadOnly>,
    pub durable: bool,
    pub told: bool,
    pub history_budget: usize,
}

impl State {
    pub fn new(workspace: Workspace) -> Self {
        Self {
            workspace,
            revision: 0,
            epoch: Uuid::nil(),
            generation: 0,
            folded: None,
            manifest: None,
            index: Index::default(),
            dirty: BTreeMap::new(),
            journal: BTreeMap::new(),
            purged: BTreeSet::new(),
            damaged: BTreeSet::new(),
            protected: BTreeSet::new(),
            read_only: None,
            durable: true,
            told: false,
            history_budget: HISTORY_BUDGET,
        }
    }

    /// Takes over what was kept as the next revision.
    pub fn advance(&mut self, changes: &ChangeSet, cost: usize) {
        self.workspace.apply(changes);
        self.revision += 1;
        self.journal.insert(self.revision, cost);
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

    /// What segments and journal cost, in UTF-16 units.
    pub fn used(&self) -> usize {
        let segments: usize = self.index.segments().map(|(_, held)| held.units).sum();
        segments + self.journal.values().sum::<usize>()
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

    pub fn compaction_due(&self) -> bool {
        self.journal.len() >= JOURNAL_ENTRIES
            || self.journal.values().sum::<usize>() >= JOURNAL_UNITS
            || !self.damaged.is_empty()
            || !self.purged.is_empty()
    }
}
