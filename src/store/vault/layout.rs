//! The keys and what stands under them. Knows their form; what they mean
//! together is said in [`super`].

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize, de::DeserializeOwned};
use uuid::Uuid;

use super::key_value::PREFIX;
use super::seal::{Damage, row, seal, unrow, unseal};
use crate::domain::change::Transaction;
use crate::domain::record::Collection;

pub(in crate::store) const MANIFEST: &str = "relata/manifest";
pub(super) const JOURNAL: &str = "relata/journal/";
pub(super) const SEGMENT: &str = "relata/segment/";
/// Blanks, to be removed when room is needed for making room.
pub(super) const RESERVE: &str = "relata/reserve";
pub(super) const DAMAGED: &str = "relata/damaged/";

/// Which segments there are and up to which revision they reach.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Manifest {
    /// Which workspace this is; a new one after erasing and replacing.
    pub epoch: Uuid,
    /// How often segments were written.
    pub generation: u64,
    /// The last revision that the segments hold.
    pub revision: u64,
    /// The segments that count.
    pub segments: Vec<Listed>,
    /// Set where no recorder stood behind it: it counts although the
    /// recorder does not know it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub alone: bool,
}

/// Numbers of keys have ten digits.
const MOST: u64 = 9_999_999_999;

impl Manifest {
    /// Reads one that does not contradict itself.
    pub fn of(text: &str) -> Result<Self, Damage> {
        let manifest: Self = read(MANIFEST, text)?;
        let places: BTreeSet<Place> = manifest.segments.iter().map(|listed| listed.place).collect();
        let is_sound = manifest.revision < MOST
            && manifest.generation < MOST
            && places.len() == manifest.segments.len()
            && places.iter().all(|place| place.generation <= manifest.generation);
        if is_sound { Ok(manifest) } else { Err(Damage::Altered) }
    }
}

/// A segment as the manifest knows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Listed {
    /// Where it is.
    #[serde(flatten)]
    pub place: Place,
    /// What it holds.
    pub holds: Holds,
    /// Its checksum: which of two texts under one key is the one that counts.
    /// Format 1 did not say.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sum: Option<u64>,
}

/// Where a segment is; later ones overrule earlier ones.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(super) struct Place {
    pub generation: u64,
    /// The mark of the tab that wrote it, then a count: two tabs that write
    /// one generation do not write over each other.
    pub number: u32,
}

/// What a segment holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Holds {
    /// Records of a collection.
    Records(Collection),
    /// Transactions within the history budget.
    History,
    /// Transactions outside of it: conversions and imports.
    KeptHistory,
}

/// The first row of a segment: what it is, should the manifest be lost.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Header {
    pub epoch: Uuid,
    pub revision: u64,
    pub holds: Holds,
    /// Records that were removed while an earlier segment still holds them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub gone: Vec<Gone>,
    /// How long its rows would be as JSON, in bytes: for the storage meter.
    #[serde(default)]
    pub plain: usize,
}

/// A record that was removed while an earlier segment still holds it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Gone {
    pub gone: Uuid,
    /// Set where nothing of it may stay, and something may still be there.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub purged: bool,
}

/// A journal entry, to be written.
#[derive(Serialize)]
pub(super) struct ToJournal<'a> {
    pub epoch: Uuid,
    pub revision: u64,
    /// Set where no recorder stood behind it.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub alone: bool,
    pub transaction: &'a Transaction,
}

/// A journal entry, as it is read.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct Journaled {
    pub epoch: Uuid,
    #[serde(default)]
    pub alone: bool,
    pub transaction: Transaction,
}

/// A transaction in the packed history.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Logged {
    pub revision: u64,
    pub transaction: Transaction,
}

impl Place {
    pub fn key(self) -> String {
        format!("{SEGMENT}{:010}/{:05}", self.generation, self.number)
    }

    pub fn of_key(key: &str) -> Option<Self> {
        let (generation, number) = key.strip_prefix(SEGMENT)?.split_once('/')?;
        let place = Self { generation: generation.parse().ok()?, number: number.parse().ok()? };
        (place.key() == key).then_some(place)
    }
}

impl Logged {
    /// Whether it stays in the history whatever the budget.
    pub fn is_kept(&self) -> bool {
        Holds::history_of(&self.transaction) == Holds::KeptHistory
    }
}

impl Holds {
    /// Where a transaction belongs once it leaves the journal.
    pub fn history_of(transaction: &Transaction) -> Self {
        if transaction.outlives_the_budget() { Self::KeptHistory } else { Self::History }
    }

    pub fn collection(self) -> Option<Collection> {
        match self {
            Self::Records(collection) => Some(collection),
            Self::History | Self::KeptHistory => None,
        }
    }
}

pub(in crate::store) fn journal_key(revision: u64) -> String {
    format!("{JOURNAL}{revision:010}")
}

pub(super) fn revision_of_key(key: &str) -> Option<u64> {
    key.strip_prefix(JOURNAL).filter(|revision| revision.len() == 10)?.parse().ok()
}

/// Whether a key holds the workspace, rather than preferences or what was set aside.
pub(super) fn is_content(key: &str) -> bool {
    key == MANIFEST || key.starts_with(JOURNAL) || key.starts_with(SEGMENT)
}

/// Whether what stands under a key may hold words of records: all but the
/// reserve, and what is not the vault's.
pub(in crate::store) fn holds_words(key: &str) -> bool {
    is_content(key) || key.starts_with(DAMAGED)
}

/// Where damaged text goes: never over other text.
pub(super) fn damaged_key(key: &str, n: usize) -> String {
    let name = key.strip_prefix(PREFIX).unwrap_or(key);
    if n == 0 { format!("{DAMAGED}{name}") } else { format!("{DAMAGED}{name}~{n}") }
}

/// A value as an entry; `None` cannot happen for what we write, and is refused where it does.
pub(super) fn write<T: Serialize>(key: &str, value: &T) -> Option<String> {
    serde_json::to_string(value).ok().map(|json| seal(key, &json))
}

/// A value out of an entry.
pub(super) fn read<T: DeserializeOwned>(key: &str, entry: &str) -> Result<T, Damage> {
    serde_json::from_str(unseal(key, entry)?).map_err(|_| Damage::Altered)
}

/// A value as a row.
pub(super) fn write_row<T: Serialize>(value: &T) -> Option<String> {
    serde_json::to_string(value).ok().map(|json| row(&json))
}

/// A value out of a row, where it is intact.
pub(super) fn read_row<T: DeserializeOwned>(text: &str) -> Option<T> {
    serde_json::from_str(unrow(text)?).ok()
}
