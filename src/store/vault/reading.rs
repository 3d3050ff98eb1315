//! Reading what an opening found: the manifest, its segments, the journal on
//! top; of each the intact text, wherever it is, and the finding of what is
//! damaged. Writes nothing but copies of damaged text.

use std::collections::{BTreeMap, BTreeSet};

use super::contents::{Contents, Found, parse_segment, read_segment};
use super::index::Held;
use super::key_value::{KeyValue, entry_units};
use super::layout::{
    Header, Holds, Journaled, Listed, Logged, MANIFEST, Manifest, Place, damaged_key, journal_key, read,
    revision_of_key,
};
use super::open::{Second, Source, all_collections, newer, source};
use super::pace::Pace;
use super::recorder::{Entry, Recorder};
use super::recovery::{Damage, DamagedKey, ReadOnly, RecoveryReport};
use super::state::{InJournal, State};
use crate::domain::change::{ChangeSet, Patch, Transaction};
use crate::domain::record::{Collection, RecordRef};
use crate::domain::starter;
use crate::domain::workspace::Workspace;
use crate::store::scrub;

/// No journal grows by so many entries before it is folded.
const REACH: u64 = 10_000;

/// What is to be written so that storage and recorder hold the same.
#[derive(Default)]
pub(super) struct Repair {
    /// What the storage lacks, in the order in which it is to be written.
    pub sets: Vec<(String, String)>,
    /// What the log lacks.
    pub entries: Vec<Entry>,
    /// Keys of the storage that do not count any more.
    pub stale: Vec<String>,
    /// True where the recorder is to be given everything anew.
    pub seeds: bool,
}

pub(super) struct Reading<'a, K> {
    storage: &'a K,
    pub state: State,
    pub report: RecoveryReport,
    pub log: Vec<Logged>,
    pub repair: Repair,
    /// Records that a segment says were removed.
    removed: BTreeSet<RecordRef>,
}

impl<'a, K: KeyValue> Reading<'a, K> {
    pub fn new(storage: &'a K) -> Self {
        let state = State::new(Workspace::starter());
        Self {
            storage,
            state,
            report: RecoveryReport::default(),
            log: Vec::new(),
            repair: Repair::default(),
            removed: BTreeSet::new(),
        }
    }

    /// Reads everything there is.
    pub async fn read<R: Recorder, P: Pace>(
        &mut self,
        recorder: &R,
        pace: &P,
        keys: &[String],
        second: Option<&Second>,
    ) {
        if let Some(why) = second.and_then(|second| second.manifest.as_ref().err()).and_then(newer) {
            self.state.read_only = Some(why);
        }
        let text = self.storage.get(MANIFEST).ok().flatten();
        let local = text.as_deref().map_or(Err(Damage::Missing), Manifest::of);
        let manifest = match source(keys, &local, second) {
            Source::Nothing => {
                self.repair.seeds = second.is_some();
                return self.mark_spare_dirty(&all_collections());
            }
            Source::Storage => {
                self.repair.seeds = true;
                self.stored_manifest(keys, local, text)
            }
            Source::Recorder => self.mirrored_manifest(second, &local, text),
        };
        let is_lost = self.state.folded.is_none();
        let mut hurt = BTreeSet::new();
        self.state.workspace = Workspace::default();
        for (n, listed) in manifest.segments.iter().enumerate() {
            let contents = self.intact(recorder, listed).await;
            self.take_in(listed, contents, &mut hurt);
            pace.progress(n + 1, manifest.segments.len());
            pace.pause().await;
        }
        if is_lost || manifest.segments.is_empty() {
            hurt.extend(Collection::ALL);
        }
        self.fill_in(&hurt);
        self.state.revision = manifest.revision;
        self.state.epoch = manifest.epoch;
        self.state.generation = manifest.generation;
        self.read_journal(keys, second, (!is_lost).then_some(manifest.revision));
        self.tell_of_unknown(second);
        self.mark_spare_dirty(&hurt);
        self.purge_what_still_is_told();
        self.state.forget_purged();
    }

    /// Where the storage alone counts: what the recorder took from other tabs
    /// meanwhile is in no history; it is set aside and told.
    fn tell_of_unknown(&mut self, second: Option<&Second>) {
        let Some(second) = second.filter(|_| self.repair.seeds) else { return };
        for entry in &second.recorded.entries {
            let key = journal_key(entry.revision);
            let Ok(logged) = read::<Journaled>(&key, &entry.text) else { continue };
            if !self.log.iter().any(|known| known.transaction.id == logged.transaction.id) {
                let kept_as = keep(self.storage, &key, &entry.text);
                self.report.damaged.push(DamagedKey { key, why: Damage::Foreign, kept_as });
            }
        }
    }

    /// A purge that ended before it had taken everything out goes on.
    fn purge_what_still_is_told(&mut self) {
        let purged: BTreeSet<RecordRef> =
            self.log.iter().flat_map(|logged| scrub::purged(&logged.transaction)).collect();
        let told = self.log.iter().flat_map(|logged| &logged.transaction.patches);
        let told = told.filter(|patch| scrub::tells_of(patch, &purged)).map(Patch::reference);
        self.state.purged.extend(told.collect::<Vec<_>>());
    }

    /// The manifest of the storage; of all segments there are, where it is lost.
    fn stored_manifest(&mut self, keys: &[String], local: Result<Manifest, Damage>, text: Option<String>) -> Manifest {
        match (local, text) {
            (Ok(manifest), Some(text)) => {
                self.state.folded_to(&manifest, text);
                manifest
            }
            (local, text) => {
                let is_kept = self.damaged(MANIFEST, local.err().unwrap_or(Damage::Missing));
                if text.is_some() && !is_kept {
                    self.state.read_only.get_or_insert(ReadOnly::DamageNotKept);
                }
                self.state.manifest = text;
                let mut places: Vec<Place> = keys.iter().filter_map(|key| Place::of_key(key)).collect();
                places.sort_unstable();
                self.manifest_of(&places)
            }
        }
    }

    /// The manifest of the recorder; the storage is to have it too.
    fn mirrored_manifest(
        &mut self,
        second: Option<&Second>,
        local: &Result<Manifest, Damage>,
        stored: Option<String>,
    ) -> Manifest {
        let Some((manifest, text)) = second.and_then(|second| second.manifest.as_ref().ok()) else {
            return Manifest::default();
        };
        if let Err(why) = local {
            self.state.read_only = self.state.read_only.take().or(newer(why));
            self.report.restored.push(MANIFEST.to_owned());
        }
        if stored.as_ref() != Some(text) {
            self.repair.sets.push((MANIFEST.to_owned(), text.clone()));
        }
        self.state.folded_to(manifest, text.clone());
        manifest.clone()
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
        let segments =
            headers.into_iter().map(|(place, header)| Listed { place, holds: header.holds, sum: None }).collect();
        let generation = places.iter().map(|place| place.generation).max().unwrap_or_default();
        Manifest { epoch, generation, revision, segments, alone: false }
    }

    /// What a segment holds: the storage's text if it is the one that counts,
    /// else the mirrored one, which the storage is then to have too.
    async fn intact<R: Recorder>(&mut self, recorder: &R, listed: &Listed) -> Contents {
        let stored = read_segment(self.storage, listed.place);
        if stored.is_of(listed) || matches!(stored.damage, Some(Damage::Newer { .. })) {
            return stored;
        }
        let key = listed.place.key();
        let text = recorder.mirrored_text(&key).await.unwrap_or_default();
        let Some(text) = text else { return foreign(stored) };
        let mirrored = parse_segment(self.storage, &key, &text);
        if mirrored.is_of(listed) {
            self.report.restored.push(key.clone());
            // The manifest, which flips, goes last.
            self.repair.sets.insert(0, (key, text));
            return mirrored;
        }
        foreign(stored)
    }

    fn take_in(&mut self, listed: &Listed, contents: Contents, hurt: &mut BTreeSet<Collection>) {
        let mut damage = contents.damage.clone();
        // What a segment says of itself is nearer to it than what the manifest says.
        let holds = contents.header.as_ref().map_or(listed.holds, |header| header.holds);
        let (mut ids, mut since) = (Vec::new(), None);
        if let Holds::Records(collection) = holds {
            let found = contents.records(collection);
            if found.iter().any(Option::is_none) {
                damage.get_or_insert(Damage::Altered);
            }
            ids.extend(found.iter().flatten().map(|found| found.reference.id));
            found.into_iter().flatten().for_each(|found| self.put(found));
        } else {
            let found = contents.rows.logged();
            since = found.iter().flatten().map(|logged| logged.revision).min();
            if found.iter().any(Option::is_none) {
                damage.get_or_insert(Damage::Altered);
            }
            self.log.extend(found.into_iter().flatten());
        }
        let plain = contents.header.as_ref().map_or(0, |header| header.plain);
        let Contents { rows, units, sum, is_old, .. } = contents;
        let is_intact = damage.is_none();
        if is_old {
            self.state.old.insert(listed.place);
        }
        if let Some(why) = damage {
            self.report.salvaged += rows.len();
            self.damaged(&listed.place.key(), why);
            self.state.damaged.insert(listed.place);
            hurt.extend(holds.collection());
        }
        let held = Held::new(holds, ids, units, sum.filter(|_| is_intact)).instead_of(plain).since(since);
        self.state.index.add(listed.place, held);
    }

    /// Takes over what a segment says of a record: the last word counts.
    fn put(&mut self, found: Found) {
        let Found { reference, record, purged } = found;
        if purged {
            self.state.purged.insert(reference);
        } else {
            self.state.purged.remove(&reference);
        }
        if record.is_none() {
            self.removed.insert(reference);
        }
        self.state.workspace.set(reference, record);
    }

    /// The records every workspace starts with stand in where a collection
    /// was hurt, unless they are there or were removed.
    fn fill_in(&mut self, hurt: &BTreeSet<Collection>) {
        for record in starter::records().into_iter().filter(|record| hurt.contains(&record.collection())) {
            let reference = record.reference();
            if self.state.workspace.find(reference).is_none() && !self.removed.contains(&reference) {
                self.state.workspace.set(reference, Some(record));
            }
        }
    }

    /// Applies the journal after the revision that is folded; all of it where
    /// that is not known, since applying a change again does no harm.
    fn read_journal(&mut self, keys: &[String], second: Option<&Second>, folded: Option<u64>) {
        let entries = second.map(|second| second.recorded.entries.as_slice()).unwrap_or_default();
        let of_this_epoch = second.is_some_and(|second| second.recorded.head.epoch == self.state.epoch);
        let logged: BTreeMap<u64, &Entry> =
            entries.iter().filter(|_| of_this_epoch).map(|entry| (entry.revision, entry)).collect();
        let mut revisions: BTreeSet<u64> = keys.iter().filter_map(|key| revision_of_key(key)).collect();
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
        if let Some((entry, _)) = &recorded
            && stored.as_ref() != Some(&entry.text)
        {
            let other = stored.as_deref().and_then(|text| read::<Journaled>(&key, text).ok());
            if other.is_some_and(|other| other.alone) {
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
        let cost = entry_units(self.storage, &key, &text);
        match entry {
            Ok(entry) if entry.epoch == self.state.epoch || self.state.index.segments().next().is_none() => {
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
        if let Some(newer) = newer(&why) {
            self.state.read_only = Some(newer);
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

/// A segment that is intact in itself, but not the one that the manifest means.
fn foreign(contents: Contents) -> Contents {
    let damage = contents.damage.or(Some(Damage::Foreign));
    Contents { damage, ..contents }
}

/// Copies text aside, once, and never over other text. `None` where it could not be written.
pub(super) fn keep<K: KeyValue>(storage: &K, key: &str, text: &str) -> Option<String> {
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

fn apply(workspace: &mut Workspace, patch: &Patch) -> Result<(), RecordRef> {
    let changes = ChangeSet::from_patches(workspace, std::slice::from_ref(patch))?;
    workspace.apply(&changes);
    Ok(())
}
