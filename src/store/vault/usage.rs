//! How much room is taken by what, and all of it as one JSON text.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::key_value::{KeyValue, PREFIX, StorageFault, entry_units};
use super::layout::{DAMAGED, JOURNAL, MANIFEST, Place, SEGMENT};
use super::memory::Memory;
use super::state::State;
use crate::domain::record::Collection;

/// What browsers give each origin, in UTF-16 units; Safari halves it for text
/// beyond Latin-1.
pub const QUOTA: usize = 5_242_880;

/// How much room is taken, in UTF-16 units, keys included.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Usage {
    /// By changes that are not folded yet.
    pub journal: usize,
    /// By records, and by the manifest.
    pub records: usize,
    /// By the history.
    pub history: usize,
    /// By copies of damaged text.
    pub damaged: usize,
    /// By everything else of ours, such as preferences.
    pub other: usize,
    /// How many records there are of each collection, those in the Trash included.
    pub counts: BTreeMap<Collection, usize>,
    /// How much of `records` the segments of each collection take.
    pub by_collection: BTreeMap<Collection, usize>,
    /// How much of `journal` is about each collection; an entry counts for the
    /// record that it changes first.
    pub journal_by_collection: BTreeMap<Collection, usize>,
    /// How long what is packed would be as JSON, in bytes; of segments that do
    /// not say, nothing.
    pub plain: usize,
    /// How much those segments take that do say.
    pub packed: usize,
    /// How much there may be altogether; other applications of the same
    /// origin take of it too.
    pub quota: usize,
}

impl Usage {
    /// What is taken altogether.
    pub fn used(&self) -> usize {
        self.journal + self.records + self.history + self.damaged + self.other
    }

    /// What is left, if nobody else takes of it.
    pub fn free(&self) -> usize {
        self.quota.saturating_sub(self.used())
    }
}

pub(super) fn measure<K: KeyValue>(storage: &K, state: &State) -> Result<Usage, StorageFault> {
    let mut usage = Usage { quota: QUOTA, ..Usage::default() };
    for key in storage.keys()? {
        let held = Place::of_key(&key).and_then(|place| state.index.get(place));
        let units = match held.map(|held| held.units).filter(|units| *units > 0) {
            Some(units) => units,
            None => storage.get(&key)?.map_or(0, |value| entry_units(storage, &key, &value)),
        };
        if let Some(collection) = held.and_then(|held| held.holds.collection()) {
            *usage.by_collection.entry(collection).or_default() += units;
        }
        let is_history = held.is_some_and(|held| held.holds.collection().is_none());
        let part = match key.as_str() {
            MANIFEST => &mut usage.records,
            journal if journal.starts_with(JOURNAL) => &mut usage.journal,
            _ if is_history => &mut usage.history,
            segment if segment.starts_with(SEGMENT) => &mut usage.records,
            damaged if damaged.starts_with(DAMAGED) => &mut usage.damaged,
            _ => &mut usage.other,
        };
        *part += units;
    }
    for entry in state.journal.values() {
        let first = entry.transaction.as_ref().and_then(|transaction| transaction.patches.first());
        if let Some(patch) = first {
            *usage.journal_by_collection.entry(patch.collection).or_default() += entry.cost;
        }
    }
    for (_, held) in state.index.segments().filter(|(_, held)| held.plain > 0) {
        usage.plain += held.plain;
        usage.packed += held.units;
    }
    for collection in Collection::ALL {
        usage.counts.insert(*collection, state.workspace.records(*collection).count());
    }
    Ok(usage)
}

/// The file that the rescue screen saves.
#[derive(Serialize, Deserialize)]
struct RawDump {
    relata_raw_dump: u32,
    entries: BTreeMap<String, Value>,
}

/// All our keys as they are, as JSON: `{"relata_raw_dump": 1, "entries": {…}}`.
pub fn dump<K: KeyValue>(storage: &K) -> Result<String, StorageFault> {
    let mut entries = BTreeMap::new();
    for key in storage.keys()? {
        if let Some(value) = storage.get(&key)? {
            entries.insert(key, Value::String(value));
        }
    }
    serde_json::to_string(&RawDump { relata_raw_dump: 1, entries })
        .map_err(|error| StorageFault::Other(error.to_string()))
}

/// Why a text is not a raw dump.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DumpFault {
    /// It is something else.
    NotADump,
    /// A later version wrote it.
    Newer {
        /// The version of the dump.
        version: u32,
    },
    /// Nothing in it is ours.
    Empty,
}

/// The storage that a raw dump was made of.
pub fn undump(text: &str) -> Result<Memory, DumpFault> {
    let dump: RawDump = serde_json::from_str(text).map_err(|_| DumpFault::NotADump)?;
    if dump.relata_raw_dump > 1 {
        return Err(DumpFault::Newer { version: dump.relata_raw_dump });
    }
    let ours = dump.entries.into_iter().filter(|(key, _)| key.starts_with(PREFIX));
    let texts: Vec<(String, String)> =
        ours.filter_map(|(key, value)| value.as_str().map(|text| (key, text.to_owned()))).collect();
    if texts.is_empty() { Err(DumpFault::Empty) } else { Ok(Memory::of(texts)) }
}
