//! Opening: the manifest, its segments, the journal on top, and the finding
//! of what is damaged. Writes nothing but copies of damaged text.

use std::collections::{BTreeMap, BTreeSet};

use super::contents::{Contents, Found, read_record, read_segment};
use super::index::Held;
use super::key_value::{KeyValue, StorageFault, entry_units};
use super::layout::{
    Header, Holds, Journaled, Listed, Logged, MANIFEST, Manifest, Place, damaged_key, is_content, journal_key, read,
    read_row, revision_of_key,
};
use super::recovery::{Damage, DamagedKey, Opened, ReadOnly, RecoveryReport};
use super::state::State;
use crate::domain::change::{ChangeSet, Patch, Transaction};
use crate::domain::record::{Collection, Record, RecordRef};
use crate::domain::starter;
use crate::domain::workspace::Workspace;

/// Opens what a storage holds.
pub(super) fn open<K: KeyValue>(storage: &K) -> (State, Opened) {
    let mut opening = Opening::new(storage);
    match storage.keys() {
        Err(_) => opening.state.durable = false,
        Ok(keys) if !keys.iter().any(|key| is_content(key)) => {
            opening.mark_spare_dirty(&Collection::ALL.iter().copied().collect());
        }
        Ok(keys) => opening.read_all(&keys),
    }
    let Opening { mut state, report, mut log, .. } = opening;
    log.sort_by_key(|logged| logged.revision);
    log.dedup_by_key(|logged| logged.transaction.id);
    state.durable &= !matches!(storage.get(MANIFEST), Err(StorageFault::Blocked));
    let opened = Opened {
        workspace: state.workspace.clone(),
        log: log.into_iter().map(|logged| logged.transaction).collect(),
        revision: state.revision,
        report,
        read_only: state.read_only.clone(),
        durable: state.durable,
    };
    (state, opened)
}

struct Opening<'a, K> {
    storage: &'a K,
    state: State,
    report: RecoveryReport,
    log: Vec<Logged>,
}

impl<'a, K: KeyValue> Opening<'a, K> {
    fn new(storage: &'a K) -> Self {
        let state = State::new(Workspace::starter());
        Self { storage, state, report: RecoveryReport::default(), log: Vec::new() }
    }

    fn read_all(&mut self, keys: &[String]) {
        let mut places: Vec<Place> = keys.iter().filter_map(|key| Place::of_key(key)).collect();
        places.sort_unstable();
        let read = self.read_manifest();
        let is_lost = read.is_none();
        let manifest = read.unwrap_or_else(|| self.manifest_of(&places));
        let mut records = Vec::new();
        let mut hurt = BTreeSet::new();
        for listed in &manifest.segments {
            self.read_listed(listed, &mut records, &mut hurt);
        }
        if is_lost || manifest.segments.is_empty() {
            hurt.extend(Collection::ALL);
        }
        self.state.purged = records.iter().filter(|found| found.purged).map(|found| found.reference).collect();
        self.state.workspace = workspace_of(records, &hurt);
        self.state.revision = manifest.revision;
        self.state.epoch = manifest.epoch;
        self.state.generation = manifest.generation;
        self.read_journal(keys, (!is_lost).then_some(manifest.revision));
        self.mark_spare_dirty(&hurt);
        self.state.forget_purged();
    }

    fn read_manifest(&mut self) -> Option<Manifest> {
        let text = self.storage.get(MANIFEST).ok().flatten();
        let Some(text) = text else {
            self.damaged(MANIFEST, Damage::Missing);
            return None;
        };
        match read::<Manifest>(MANIFEST, &text) {
            Ok(manifest) => {
                self.state.folded_to(&manifest, text);
                Some(manifest)
            }
            Err(why) => {
                self.state.manifest = Some(text);
                if !self.damaged(MANIFEST, why) {
                    self.state.read_only.get_or_insert(ReadOnly::DamageNotKept);
                }
                None
            }
        }
    }

    /// A manifest of all segments there are, where the real one is lost. Of a
    /// segment that does not say what it holds only the bytes are kept.
    fn manifest_of(&mut self, places: &[Place]) -> Manifest {
        let mut headers: Vec<(Place, Header)> = Vec::new();
        for place in places {
            match read_segment(self.storage, *place) {
                Contents { header: Some(header), .. } => headers.push((*place, header)),
                Contents { damage, .. } => drop(self.damaged(&place.key(), damage.unwrap_or(Damage::Altered))),
            }
        }
        let epoch = headers.iter().map(|(_, header)| header.epoch).max().unwrap_or_default();
        headers.retain(|(_, header)| header.epoch == epoch);
        let revision = headers.iter().map(|(_, header)| header.revision).max().unwrap_or_default();
        let segments = headers.into_iter().map(|(place, header)| Listed { place, holds: header.holds }).collect();
        let generation = places.iter().map(|place| place.generation).max().unwrap_or_default();
        Manifest { epoch, generation, revision, segments }
    }

    fn read_listed(&mut self, listed: &Listed, records: &mut Vec<Found>, hurt: &mut BTreeSet<Collection>) {
        let Contents { rows, mut damage, units, .. } = read_segment(self.storage, listed.place);
        let mut ids = Vec::new();
        for row in &rows {
            let read = match listed.holds {
                Holds::Records(collection) => read_record(collection, row).map(|found| {
                    ids.push(found.reference.id);
                    records.push(found);
                }),
                Holds::History | Holds::KeptHistory => read_row::<Logged>(row).map(|logged| self.log.push(logged)),
            };
            if read.is_none() {
                damage.get_or_insert(Damage::Altered);
            }
        }
        if let Some(why) = damage {
            self.report.salvaged += rows.len();
            self.damaged(&listed.place.key(), why);
            self.state.damaged.insert(listed.place);
            hurt.extend(listed.holds.collection());
        }
        self.state.index.add(listed.place, Held::new(listed.holds, ids, units));
    }

    /// Applies the journal after the revision that is folded; all of it where
    /// that is not known, since applying a change again does no harm.
    fn read_journal(&mut self, keys: &[String], folded: Option<u64>) {
        let mut revisions: Vec<u64> = keys.iter().filter_map(|key| revision_of_key(key)).collect();
        revisions.sort_unstable();
        let mut last = folded;
        for revision in revisions.into_iter().filter(|revision| folded.is_none_or(|folded| *revision > folded)) {
            if let Some(missing) = last.map(|last| last + 1).filter(|next| *next < revision) {
                // However many are missing; the journal never has such a gap by itself.
                self.damaged(&journal_key(missing), Damage::Missing);
            }
            last = Some(revision);
            self.state.revision = self.state.revision.max(revision);
            self.read_entry(revision);
        }
    }

    fn read_entry(&mut self, revision: u64) {
        let key = journal_key(revision);
        let text = self.storage.get(&key).ok().flatten().unwrap_or_default();
        self.state.journal.insert(revision, entry_units(&key, &text));
        match read::<Journaled>(&key, &text) {
            Ok(entry) if entry.epoch == self.state.epoch || self.state.index.segments().next().is_none() => {
                self.state.epoch = entry.epoch;
                self.replay(revision, entry.transaction);
            }
            Ok(_) => drop(self.damaged(&key, Damage::Foreign)),
            Err(why) => drop(self.damaged(&key, why)),
        }
    }

    /// Applies a transaction as far as its records are there.
    fn replay(&mut self, revision: u64, transaction: Transaction) {
        for patch in &transaction.patches {
            let reference = patch.reference();
            match apply(&mut self.state.workspace, patch) {
                Ok(()) => drop(self.state.dirty.insert(reference, revision)),
                Err(lost) => self.report.dropped.push(lost),
            }
        }
        self.report.replayed += 1;
        self.log.push(Logged { revision, transaction });
    }

    /// Records that were filled in for lost ones are to be written.
    fn mark_spare_dirty(&mut self, hurt: &BTreeSet<Collection>) {
        let spare = starter::records().into_iter().map(|record| record.reference());
        for reference in spare.filter(|reference| hurt.contains(&reference.collection)) {
            self.state.dirty.entry(reference).or_insert(0);
        }
    }

    /// Reports a damaged key and copies what stands under it aside; true if
    /// nothing is lost by writing over it.
    fn damaged(&mut self, key: &str, why: Damage) -> bool {
        if let Damage::Newer { format } = why {
            self.state.read_only = Some(ReadOnly::Newer { format });
            self.report.damaged.push(DamagedKey { key: key.to_owned(), why, kept_as: None });
            return true;
        }
        let text = self.storage.get(key);
        let (kept_as, is_safe) = match &text {
            Ok(None) => (None, true),
            Ok(Some(text)) => {
                let kept = keep(self.storage, key, text);
                (kept.clone(), kept.is_some())
            }
            Err(_) => (None, false),
        };
        if !is_safe {
            self.state.protected.insert(key.to_owned());
        }
        self.report.damaged.push(DamagedKey { key: key.to_owned(), why, kept_as });
        is_safe
    }
}

/// Copies text aside, once, and never over other text. `None` where it could not be written.
fn keep<K: KeyValue>(storage: &K, key: &str, text: &str) -> Option<String> {
    for n in 0.. {
        let copy = damaged_key(key, n);
        match storage.get(&copy) {
            Ok(Some(there)) if there == text => return Some(copy),
            Ok(Some(_)) => {}
            Ok(None) => return storage.set(&copy, text).is_ok().then_some(copy),
            Err(_) => return None,
        }
    }
    None
}

/// The workspace of what was found, the last word on a record counting; the
/// records every workspace starts with stand in where a collection was hurt.
fn workspace_of(found: Vec<Found>, hurt: &BTreeSet<Collection>) -> Workspace {
    let spare = starter::records().into_iter().filter(|record| hurt.contains(&record.collection()));
    let mut records: BTreeMap<RecordRef, Option<Record>> =
        spare.map(|record| (record.reference(), Some(record))).collect();
    records.extend(found.into_iter().map(|found| (found.reference, found.record)));
    records.into_values().flatten().collect()
}

fn apply(workspace: &mut Workspace, patch: &Patch) -> Result<(), RecordRef> {
    let changes = ChangeSet::from_patches(workspace, std::slice::from_ref(patch))?;
    workspace.apply(&changes);
    Ok(())
}
