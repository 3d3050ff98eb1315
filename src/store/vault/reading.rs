//! Reading what an opening found: the manifest, its segments, the journal on
//! top; of each the intact text, wherever it is, and the finding of what is
//! damaged. Writes nothing but copies of damaged text. The history may be read
//! later than the records: see [`super::open`].

use std::collections::BTreeSet;

use super::contents::{Contents, Found, parse_segment, read_segment};
use super::index::Held;
use super::key_value::KeyValue;
use super::layout::{
    Header, Holds, Journaled, Listed, Logged, MANIFEST, Manifest, Place, damaged_key, journal_key, read,
};
use super::open::{Second, Source, all_collections, newer, source};
use super::pace::Pace;
use super::recorder::{Entry, Recorder, RecorderFault};
use super::recovery::{Damage, DamagedKey, ReadOnly, RecoveryReport};
use super::state::State;
use crate::domain::change::Patch;
use crate::domain::record::{Collection, RecordRef};
use crate::domain::starter::{self, Naming};
use crate::domain::workspace::Workspace;
use crate::store::scrub;

/// What is to be written so that storage and recorder hold the same.
#[derive(Default)]
pub(super) struct Repair {
    /// What the storage lacks, in the order in which it is to be written.
    pub sets: Vec<(String, String)>,
    /// The manifest of the storage when it was read.
    pub stored: Option<String>,
    /// What the log lacks.
    pub entries: Vec<Entry>,
    /// Keys of the storage that do not count any more.
    pub stale: Vec<String>,
    /// True where the recorder is to be given everything anew.
    pub seeds: bool,
}

/// How much is to be read.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Extent {
    /// Everything, in the order in which it was written.
    Whole,
    /// Everything but the packed history.
    Records,
}

pub(super) struct Reading<K> {
    pub storage: K,
    pub state: State,
    pub report: RecoveryReport,
    pub log: Vec<Logged>,
    pub repair: Repair,
    /// The history that is not read yet.
    pub unread: Vec<Listed>,
    /// The segments that were read, to be indexed.
    pub held: Vec<(Place, Held)>,
    /// Set where the recorder did not say what it has of a text that the
    /// storage lacks: nothing can be said of it, and reading stopped there.
    pub unanswered: Option<RecorderFault>,
    /// Set where a segment holds something else than the manifest says.
    is_odd: bool,
    /// Records that a segment says were removed.
    removed: BTreeSet<RecordRef>,
}

impl<K: KeyValue> Reading<K> {
    pub fn new(storage: K, naming: Naming) -> Self {
        let state = State::new(naming);
        Self {
            storage,
            state,
            report: RecoveryReport::default(),
            log: Vec::new(),
            repair: Repair::default(),
            unread: Vec::new(),
            held: Vec::new(),
            unanswered: None,
            is_odd: false,
            removed: BTreeSet::new(),
        }
    }

    /// Whether every text that was read was there and the one that counts:
    /// only then it does not matter in which order they were read.
    pub fn is_untroubled(&self) -> bool {
        self.report.is_clean() && self.report.restored.is_empty() && !self.is_odd && self.unanswered.is_none()
    }

    /// Reads what is there, as far as it is asked for; then
    /// [`read_history`](Self::read_history) is to follow.
    pub async fn read<R: Recorder, P: Pace>(
        &mut self,
        recorder: &R,
        pace: &P,
        keys: &[String],
        second: Option<&Second>,
        extent: Extent,
    ) {
        if let Some(why) = second.and_then(|second| second.manifest.as_ref().err()).and_then(newer) {
            self.state.read_only = Some(why);
        }
        let text = self.storage.get(MANIFEST).ok().flatten();
        self.repair.stored.clone_from(&text);
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
        let is_due = |listed: &Listed| extent == Extent::Whole || listed.holds.collection().is_some();
        let (due, later): (Vec<Listed>, Vec<Listed>) = manifest.segments.iter().cloned().partition(is_due);
        for (n, listed) in due.iter().enumerate() {
            let contents = self.intact(recorder, listed).await;
            if second.is_some() && self.unanswered.is_some() {
                return;
            }
            self.take_in(listed, contents, pace, &mut hurt).await;
            pace.progress(n + 1, due.len());
            pace.pause().await;
        }
        self.unread = later;
        if is_lost || manifest.segments.is_empty() {
            hurt.extend(Collection::ALL);
        }
        self.fill_in(&hurt);
        self.state.revision = manifest.revision;
        self.state.epoch = manifest.epoch;
        self.state.generation = manifest.generation;
        self.read_journal(keys, second, (!is_lost).then_some(manifest.revision));
        self.mark_spare_dirty(&hurt);
    }

    /// Reads the history that is left, notes which segment holds what, and
    /// draws what follows from all of it together.
    pub async fn read_history<R: Recorder, P: Pace>(&mut self, recorder: &R, pace: &P, second: Option<&Second>) {
        for listed in std::mem::take(&mut self.unread) {
            let contents = self.intact(recorder, &listed).await;
            if second.is_some() && self.unanswered.is_some() {
                return;
            }
            self.take_in(&listed, contents, pace, &mut BTreeSet::new()).await;
            pace.pause().await;
        }
        for (place, held) in std::mem::take(&mut self.held) {
            self.state.index.add(place, held);
            pace.pause().await;
        }
        self.tell_of_unknown(second);
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
                let kept_as = keep(&self.storage, &key, &entry.text);
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
            match read_segment(&self.storage, *place) {
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
        let stored = read_segment(&self.storage, listed.place);
        if stored.is_of(listed) || matches!(stored.damage, Some(Damage::Newer { .. })) {
            return stored;
        }
        let key = listed.place.key();
        let text = recorder.mirrored_text(&key).await.unwrap_or_else(|fault| {
            self.unanswered = Some(fault);
            None
        });
        let Some(text) = text else { return foreign(stored) };
        let mirrored = parse_segment(&self.storage, &key, &text);
        if mirrored.is_of(listed) {
            self.report.restored.push(key.clone());
            // The manifest, which flips, goes last.
            self.repair.sets.insert(0, (key, text));
            return mirrored;
        }
        foreign(stored)
    }

    async fn take_in<P: Pace>(
        &mut self,
        listed: &Listed,
        contents: Contents,
        pace: &P,
        hurt: &mut BTreeSet<Collection>,
    ) {
        let mut damage = contents.damage.clone();
        // What a segment says of itself is nearer to it than what the manifest says.
        let holds = contents.header.as_ref().map_or(listed.holds, |header| header.holds);
        self.is_odd |= holds != listed.holds;
        let (mut ids, mut since) = (Vec::new(), None);
        if let Holds::Records(collection) = holds {
            let found = contents.records(collection);
            if found.iter().any(Option::is_none) {
                damage.get_or_insert(Damage::Altered);
            }
            ids.extend(found.iter().flatten().map(|found| found.reference.id));
            found.into_iter().flatten().for_each(|found| self.put(found));
        } else {
            let found = contents.rows.logged_in_slices(pace).await;
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
        self.held.push((listed.place, held));
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
        for record in
            starter::records(self.state.naming).into_iter().filter(|record| hurt.contains(&record.collection()))
        {
            let reference = record.reference();
            if self.state.workspace.find(reference).is_none() && !self.removed.contains(&reference) {
                self.state.workspace.set(reference, Some(record));
            }
        }
    }

    /// Records that were filled in for lost ones are to be written.
    fn mark_spare_dirty(&mut self, hurt: &BTreeSet<Collection>) {
        let spare = starter::records(self.state.naming).into_iter().map(|record| record.reference());
        for reference in spare.filter(|reference| hurt.contains(&reference.collection)) {
            self.state.dirty.entry(reference).or_insert(0);
        }
    }

    /// Reports a damaged key and copies what stands under it aside; true if
    /// nothing is lost by writing over it.
    pub(super) fn damaged(&mut self, key: &str, why: Damage) -> bool {
        if let Some(newer) = newer(&why) {
            self.state.read_only = Some(newer);
            self.report.damaged.push(DamagedKey { key: key.to_owned(), why, kept_as: None });
            return true;
        }
        let text = self.storage.get(key);
        let (kept_as, is_safe) = match &text {
            Ok(None) => (None, true),
            Ok(Some(text)) => {
                let kept = keep(&self.storage, key, text);
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
