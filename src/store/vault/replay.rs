//! Reading the journal: what was done after the segments were written. Of each
//! entry the recorder's text counts, where it has one.

use std::collections::{BTreeMap, BTreeSet};

use super::key_value::{KeyValue, entry_units};
use super::layout::{Journaled, Logged, journal_key, read, revision_of_key};
use super::open::Second;
use super::reading::Reading;
use super::recorder::Entry;
use super::recovery::Damage;
use super::state::InJournal;
use crate::domain::change::{ChangeSet, Patch, Transaction};
use crate::domain::order::Gathered;
use crate::domain::record::RecordRef;
use crate::domain::workspace::Workspace;

/// No journal grows by so many entries before it is folded.
const REACH: u64 = 10_000;

impl<K: KeyValue> Reading<K> {
    /// Applies the journal after the revision that is folded; all of it where
    /// that is not known, since applying a change again does no harm.
    pub(super) fn read_journal(&mut self, keys: &[String], second: Option<&Second>, folded: Option<u64>) {
        let entries = second.map(|second| second.recorded.entries.as_slice()).unwrap_or_default();
        let of_this_epoch = second.is_some_and(|second| second.recorded.head.epoch == self.state.epoch);
        let logged: BTreeMap<u64, &Entry> =
            entries.iter().filter(|_| of_this_epoch).map(|entry| (entry.revision, entry)).gathered();
        let mut revisions: BTreeSet<u64> = keys.iter().filter_map(|key| revision_of_key(key)).gathered();
        revisions.extend(logged.keys());
        let mut last = folded;
        for revision in revisions.into_iter().filter(|revision| folded.is_none_or(|folded| *revision > folded)) {
            if self.is_stale(revision, second, &logged) || self.is_stray(revision, &logged) {
                continue;
            }
            if let Some(missing) = last.map(|last| last + 1).filter(|next| *next < revision) {
                // However many are missing; the journal never has such a gap by itself.
                self.damaged(&journal_key(missing), Damage::Missing);
            }
            last = Some(revision);
            self.state.revision = self.state.revision.max(revision);
            self.read_entry(revision, logged.get(&revision).copied(), second.is_some());
        }
    }

    /// Whether a key is far beyond all others and holds nothing of ours: no
    /// revision is to be counted on from it.
    fn is_stray(&mut self, revision: u64, logged: &BTreeMap<u64, &Entry>) -> bool {
        if revision <= self.state.revision + REACH || logged.contains_key(&revision) {
            return false;
        }
        let key = journal_key(revision);
        let text = self.storage.get(&key).ok().flatten().unwrap_or_default();
        let Err(why) = read::<Journaled>(&key, &text) else { return false };
        if self.damaged(&key, why) {
            self.repair.stale.push(key);
        }
        true
    }

    /// Whether a key of the storage is left from before the recorder's
    /// workspace began: it goes.
    fn is_stale(&mut self, revision: u64, second: Option<&Second>, logged: &BTreeMap<u64, &Entry>) -> bool {
        if second.is_none() || logged.contains_key(&revision) {
            return false;
        }
        let key = journal_key(revision);
        let text = self.storage.get(&key).ok().flatten().unwrap_or_default();
        let is_foreign = read::<Journaled>(&key, &text).is_ok_and(|entry| entry.epoch != self.state.epoch);
        if is_foreign {
            self.repair.stale.push(key);
        }
        is_foreign
    }

    /// Reads an entry: the recorder's text if it has one, which the storage is
    /// then to have too; else the storage's, which the recorder is to have.
    fn read_entry(&mut self, revision: u64, logged: Option<&Entry>, has_second: bool) {
        let key = journal_key(revision);
        let stored = self.storage.get(&key).ok().flatten();
        let recorded = logged.and_then(|entry| Some((entry, read::<Journaled>(&key, &entry.text).ok()?)));
        let is_recorded = recorded.is_some();
        if let Some((entry, journaled)) = &recorded
            && stored.as_ref() != Some(&entry.text)
        {
            let other = stored.as_deref().and_then(|text| read::<Journaled>(&key, text).ok());
            // A recorder that answered too late has the same change.
            let differs = |other: &Journaled| other.alone && other.transaction.id != journaled.transaction.id;
            if other.is_some_and(|other| differs(&other)) {
                // Two tabs took one revision, one of them without the recorder.
                self.damaged(&key, Damage::Foreign);
            }
            self.report.recalled += 1;
            self.repair.sets.push((key.clone(), entry.text.clone()));
        }
        let (text, entry) = if let Some((entry, journaled)) = recorded {
            (entry.text.clone(), Ok(journaled))
        } else {
            let text = stored.or_else(|| logged.map(|entry| entry.text.clone())).unwrap_or_default();
            let entry = read::<Journaled>(&key, &text);
            (text, entry)
        };
        let cost = entry_units(&self.storage, &key, &text);
        match entry {
            Ok(entry) if entry.epoch == self.state.epoch || self.has_no_segments() => {
                self.state.epoch = entry.epoch;
                if has_second && !is_recorded {
                    let at = entry.transaction.at.timestamp_millis();
                    self.repair.entries.push(Entry { revision, at, text });
                }
                self.replay(revision, entry.transaction, cost);
            }
            Ok(_) => self.lost_entry(revision, cost, Damage::Foreign),
            Err(why) => self.lost_entry(revision, cost, why),
        }
    }

    fn has_no_segments(&self) -> bool {
        self.held.is_empty() && self.unread.is_empty()
    }

    fn lost_entry(&mut self, revision: u64, cost: usize, why: Damage) {
        self.state.journal.insert(revision, InJournal { cost, transaction: None });
        self.damaged(&journal_key(revision), why);
    }

    /// Applies a transaction as far as its records are there.
    fn replay(&mut self, revision: u64, transaction: Transaction, cost: usize) {
        for patch in &transaction.patches {
            let reference = patch.reference();
            match apply(&mut self.state.workspace, patch) {
                Ok(()) => drop(self.state.dirty.insert(reference, revision)),
                Err(lost) => self.report.dropped.push(lost),
            }
        }
        self.report.replayed += 1;
        self.state.latest = transaction.at.timestamp_millis();
        self.log.push(Logged { revision, transaction: transaction.clone() });
        self.state.journal.insert(revision, InJournal { cost, transaction: Some(transaction) });
    }
}

fn apply(workspace: &mut Workspace, patch: &Patch) -> Result<(), RecordRef> {
    let changes = ChangeSet::from_patches(workspace, std::slice::from_ref(patch))?;
    workspace.apply(&changes);
    Ok(())
}
