//! Folding: what stands in the journal goes into segments. New segments are
//! written first, the manifest is flipped, the old keys go last; wherever it
//! ends, the old state or the new one is there.

use std::collections::{BTreeMap, BTreeSet};

use uuid::Uuid;

use super::contents::read_segment;
use super::index::Held;
use super::key_value::{KeyValue, StorageFault, entry_units};
use super::layout::{
    Gone, Header, Holds, Journaled, Listed, Logged, MANIFEST, Manifest, Place, journal_key, read, read_row,
    revision_of_key, write, write_row,
};
use super::seal::seal;
use super::state::State;
use crate::domain::record::{Collection, RecordRef};
use crate::domain::workspace::Workspace;
use crate::store::scrub::{scrub_one, tells_of};

/// How many records stand in a segment at most.
const ROWS: usize = 256;
/// How long a segment of history gets, in bytes, before another begins.
const HISTORY_SEGMENT: usize = 64 * 1024;
/// A segment of history shorter than this is continued.
const HISTORY_SHORT: usize = 32 * 1024;

/// What a fold is to write.
pub(super) struct Fold<'a> {
    /// The workspace that the segments will hold.
    pub workspace: &'a Workspace,
    pub epoch: Uuid,
    /// The revision that they will hold.
    pub revision: u64,
    /// The records to write anew.
    pub dirty: BTreeSet<RecordRef>,
    /// The segments to go, what is valid in them being written anew.
    pub victims: BTreeSet<Place>,
    /// Transactions for the history.
    pub history: Vec<Logged>,
    /// Records of which nothing may stay.
    pub purged: BTreeSet<RecordRef>,
    /// Whether small segments are written together with what is dirty.
    pub merges: bool,
    /// Whether everything there was goes unread: another workspace begins.
    pub replaces: bool,
}

impl<'a> Fold<'a> {
    /// A fold of what the journal holds.
    pub fn of_journal<K: KeyValue>(storage: &K, state: &'a State) -> Self {
        Self {
            workspace: &state.workspace,
            epoch: state.epoch,
            revision: state.revision,
            dirty: state.dirty.keys().copied().collect(),
            victims: BTreeSet::new(),
            history: journal(storage, state),
            purged: state.purged.clone(),
            merges: true,
            replaces: false,
        }
    }
}

/// The transactions of the journal that can be read.
pub(super) fn journal<K: KeyValue>(storage: &K, state: &State) -> Vec<Logged> {
    let entries = state.journal.keys().filter_map(|revision| {
        let key = journal_key(*revision);
        let text = storage.get(&key).ok().flatten()?;
        let entry: Journaled = read(&key, &text).ok()?;
        (entry.epoch == state.epoch).then_some(Logged { revision: *revision, transaction: entry.transaction })
    });
    entries.collect()
}

/// The segments that hold anything of the purged records, history first: the
/// last to go are the rows that say that they were purged.
pub(super) fn telling<K: KeyValue>(storage: &K, state: &State) -> Vec<Place> {
    if state.purged.is_empty() {
        return Vec::new();
    }
    let tells = |row: &String| {
        read_row(row)
            .is_some_and(|logged: Logged| logged.transaction.patches.iter().any(|patch| tells_of(patch, &state.purged)))
    };
    let history = state.index.segments().filter(|(_, held)| held.holds.collection().is_none()).map(|(place, _)| place);
    let mut telling: Vec<Place> =
        history.filter(|place| read_segment(storage, *place).rows.iter().any(tells)).collect();
    telling.extend(state.index.naming(&state.purged));
    telling
}

/// What a fold comes to: to be taken over once the manifest is flipped.
pub(super) struct Folded {
    manifest: Manifest,
    text: String,
    victims: BTreeSet<Place>,
    added: Vec<(Place, Held)>,
}

/// Writes the new segments and flips the manifest. On a fault the old state
/// is there as before.
pub(super) fn write_fold<K: KeyValue>(storage: &K, state: &State, fold: Fold<'_>) -> Result<Folded, StorageFault> {
    let mut writing = Writing { storage, state, fold, added: Vec::new() };
    let result = writing.run();
    if result.is_err() {
        for (place, _) in &writing.added {
            // What cannot be removed is in no manifest and goes with the next fold.
            if storage.remove(&place.key()).is_err() {
                break;
            }
        }
    }
    result
}

impl State {
    /// Takes over what a fold has written.
    pub(super) fn take_over(&mut self, folded: Folded) {
        for place in &folded.victims {
            self.index.drop(*place);
            self.damaged.remove(place);
        }
        for (place, held) in folded.added {
            self.index.add(place, held);
        }
        self.revision = folded.manifest.revision;
        self.folded_to(&folded.manifest, folded.text);
    }
}

/// Removes what no manifest names any more. What cannot be removed now goes
/// the next time; it is never read.
pub(super) fn sweep<K: KeyValue>(storage: &K, state: &State) {
    let Some(folded) = state.folded else { return };
    for key in storage.keys().unwrap_or_default() {
        let is_old_segment = Place::of_key(&key).is_some_and(|place| state.index.get(place).is_none());
        let is_old_entry = revision_of_key(&key).is_some_and(|revision| revision <= folded);
        let goes = (is_old_segment || is_old_entry) && !state.protected.contains(&key);
        if goes && storage.remove(&key).is_err() {
            return;
        }
    }
}

struct Writing<'a, K> {
    storage: &'a K,
    state: &'a State,
    fold: Fold<'a>,
    added: Vec<(Place, Held)>,
}

impl<K: KeyValue> Writing<'_, K> {
    fn run(&mut self) -> Result<Folded, StorageFault> {
        self.choose_victims();
        let rows = self.record_rows();
        for (collection, rows) in rows {
            for chunk in rows.chunks(ROWS) {
                let (ids, texts): (Vec<Uuid>, Vec<&str>) = chunk.iter().map(|(id, row)| (*id, row.as_str())).unzip();
                self.put(Holds::Records(collection), ids, &texts)?;
            }
        }
        for holds in [Holds::KeptHistory, Holds::History] {
            self.put_history(holds)?;
        }
        self.flip()
    }

    fn choose_victims(&mut self) {
        let (index, fold) = (&self.state.index, &mut self.fold);
        if fold.replaces {
            fold.victims.extend(index.segments().map(|(place, _)| place));
            return;
        }
        fold.victims.extend(&self.state.damaged);
        fold.victims.extend(index.emptied_by(&fold.dirty));
        if fold.merges {
            let written: BTreeSet<Collection> = fold.dirty.iter().map(|reference| reference.collection).collect();
            fold.victims.extend(index.small(&written));
        }
    }

    fn record_rows(&self) -> BTreeMap<Collection, Vec<(Uuid, String)>> {
        let fold = &self.fold;
        let mut references = fold.dirty.clone();
        if !fold.replaces {
            references.extend(fold.victims.iter().flat_map(|place| self.state.index.live_in(*place)));
        }
        let gone = references.iter().filter(|reference| fold.workspace.find(**reference).is_none());
        let gone: BTreeSet<RecordRef> = gone.copied().collect();
        let named = self.state.index.named(&gone, &fold.victims);
        let mut rows: BTreeMap<Collection, Vec<(Uuid, String)>> = BTreeMap::new();
        for reference in references {
            let row = match fold.workspace.find(reference) {
                Some(record) => write_row(&record.to_map()),
                None if named.contains(&reference) => {
                    write_row(&Gone { gone: reference.id, purged: fold.purged.contains(&reference) })
                }
                None => None,
            };
            rows.entry(reference.collection).or_default().extend(row.map(|row| (reference.id, row)));
        }
        rows
    }

    fn put_history(&mut self, holds: Holds) -> Result<(), StorageFault> {
        let mut lines: Vec<Logged> = Vec::new();
        if !self.fold.replaces {
            for place in self.history_victims(holds) {
                lines.extend(read_segment(self.storage, place).rows.iter().filter_map(|row| read_row(row)));
                self.fold.victims.insert(place);
            }
        }
        let history = std::mem::take(&mut self.fold.history).into_iter();
        let (of_kind, others): (Vec<Logged>, Vec<Logged>) =
            history.partition(|logged| Holds::history_of(&logged.transaction) == holds);
        self.fold.history = others;
        lines.extend(of_kind);
        if !self.fold.purged.is_empty() {
            lines.retain_mut(|logged| scrub_one(&mut logged.transaction, &self.fold.purged));
        }
        let rows: Vec<String> = lines.iter().filter_map(write_row).collect();
        let (mut chunk, mut length) = (Vec::new(), 0);
        for row in &rows {
            if length > 0 && length + row.len() > HISTORY_SEGMENT {
                self.put(holds, Vec::new(), &std::mem::take(&mut chunk))?;
                length = 0;
            }
            length += row.len();
            chunk.push(row.as_str());
        }
        self.put(holds, Vec::new(), &chunk)
    }

    /// The segments of history to be written anew: those chosen, and the last
    /// if it is short.
    fn history_victims(&self, holds: Holds) -> Vec<Place> {
        let of_kind: Vec<(Place, &Held)> =
            self.state.index.segments().filter(|(_, held)| held.holds == holds).collect();
        let grows = self.fold.history.iter().any(|logged| Holds::history_of(&logged.transaction) == holds);
        let last = of_kind.last().filter(|(_, held)| grows && held.units < HISTORY_SHORT).map(|(place, _)| *place);
        let goes = |place: &Place| last == Some(*place) || self.fold.victims.contains(place);
        of_kind.into_iter().map(|(place, _)| place).filter(goes).collect()
    }

    fn put(&mut self, holds: Holds, ids: Vec<Uuid>, rows: &[&str]) -> Result<(), StorageFault> {
        if rows.is_empty() {
            return Ok(());
        }
        let number = u32::try_from(self.added.len()).unwrap_or(u32::MAX);
        let place = Place { generation: self.state.generation + 1, number };
        let header = Header { epoch: self.fold.epoch, revision: self.fold.revision, holds };
        let first = write_row(&header).ok_or_else(unwritable)?;
        let key = place.key();
        let entry = seal(&key, &format!("{first}\n{}", rows.join("\n")));
        let held = Held::new(holds, ids, entry_units(&key, &entry));
        self.storage.set(&key, &entry)?;
        self.added.push((place, held));
        Ok(())
    }

    fn flip(&mut self) -> Result<Folded, StorageFault> {
        let mut victims = std::mem::take(&mut self.fold.victims);
        victims.extend(self.beyond_budget(&victims));
        let kept = self.state.index.listed().into_iter().filter(|listed| !victims.contains(&listed.place));
        let added = self.added.iter().map(|(place, held)| Listed { place: *place, holds: held.holds });
        let manifest = Manifest {
            epoch: self.fold.epoch,
            generation: self.state.generation + 1,
            revision: self.fold.revision,
            segments: kept.chain(added).collect(),
        };
        let text = write(MANIFEST, &manifest).ok_or_else(unwritable)?;
        self.storage.set(MANIFEST, &text)?;
        Ok(Folded { manifest, text, victims, added: std::mem::take(&mut self.added) })
    }

    /// The oldest history beyond the budget; the last segment always stays.
    fn beyond_budget(&self, victims: &BTreeSet<Place>) -> Vec<Place> {
        let there = self.state.index.segments().filter(|(place, _)| !victims.contains(place));
        let all = there.chain(self.added.iter().map(|(place, held)| (*place, held)));
        let history: Vec<(Place, usize)> =
            all.filter(|(_, held)| held.holds == Holds::History).map(|(place, held)| (place, held.units)).collect();
        let mut used = 0;
        let mut beyond = Vec::new();
        for (n, (place, units)) in history.iter().rev().enumerate() {
            used += units;
            if n > 0 && used > self.state.history_budget {
                beyond.push(*place);
            }
        }
        beyond
    }
}

/// A value that JSON cannot hold; none of ours is.
fn unwritable() -> StorageFault {
    StorageFault::Other("not to be written as JSON".to_owned())
}
