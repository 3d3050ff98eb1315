//! What stands in a segment, as much of it as is intact. Knows one segment at
//! a time.
//!
//! A segment is a header, a line of JSON with a checksum of its own, and the
//! rows behind it: packed, with the armour in front (`w` or `l`). The first
//! version had rows of JSON there, each with a checksum.

use serde::Deserialize;
use serde_json::{Map, Value};
use uuid::Uuid;

use super::index::Held;
use super::key_value::{KeyValue, entry_units};
use super::layout::{Gone, Header, Holds, Listed, Logged, Place, read_row, write_row};
use super::pace::Pace;
use super::recovery::Damage;
use super::seal::{body_of, format_of, seal, sum_of, unrow, unseal};
use crate::domain::change::Patch;
use crate::domain::record::{Collection, Record, RecordRef};
use crate::packing::{Armour, Block, Cell, pack, read_value, unpack};

/// The rows of a segment, and whether all are there.
pub(super) struct Contents {
    /// What it says of itself; `None` where that is damaged.
    pub header: Option<Header>,
    /// Its rows, as many as are intact.
    pub rows: Rows,
    /// Set where some are not intact, or the whole is not.
    pub damage: Option<Damage>,
    /// What the segment costs.
    pub units: usize,
    /// The checksum that it carries, where it is intact.
    pub sum: Option<u64>,
    /// True for one that this program would write otherwise.
    pub is_old: bool,
}

/// Rows, as they are read.
pub(super) enum Rows {
    /// Of the first version.
    Lines(Vec<String>),
    /// Packed.
    Block(Block),
}

/// What a row says of a record.
pub(super) struct Found {
    pub reference: RecordRef,
    /// `None` where it was removed.
    pub record: Option<Record>,
    pub purged: bool,
}

/// Reads a segment, as much of it as is intact.
pub(super) fn read_segment<K: KeyValue>(storage: &K, place: Place) -> Contents {
    let key = place.key();
    match storage.get(&key) {
        Ok(Some(text)) => parse_segment(storage, &key, &text),
        Ok(None) | Err(_) => Contents {
            header: None,
            rows: Rows::Lines(Vec::new()),
            damage: Some(Damage::Missing),
            units: 0,
            sum: None,
            is_old: false,
        },
    }
}

/// Reads the text of a segment, as much of it as is intact.
pub(super) fn parse_segment(storage: &impl KeyValue, key: &str, text: &str) -> Contents {
    let mut damage = unseal(key, text).err();
    let (first, rest) = body_of(text).split_once('\n').unwrap_or((body_of(text), ""));
    let is_old = format_of(text) == Some(1);
    let rows = if is_old {
        let is_intact = |line: &&str| damage.is_none() || unrow(line).is_some();
        Rows::Lines(rest.lines().filter(is_intact).map(str::to_owned).collect())
    } else {
        open_block(rest).map_or_else(
            || {
                damage.get_or_insert(Damage::Altered);
                Rows::Lines(Vec::new())
            },
            Rows::Block,
        )
    };
    let sum = sum_of(text).filter(|_| damage.is_none());
    Contents { header: read_row(first), rows, damage, units: entry_units(storage, key, text), sum, is_old }
}

fn open_block(text: &str) -> Option<Block> {
    let (armour, packed) = text.split_at_checked(1)?;
    let armour = match armour {
        "w" => Armour::Wide,
        "l" => Armour::Latin,
        _ => return None,
    };
    unpack(&armour.to_bytes(packed)?).ok()
}

/// The text of a segment; `None` for rows that nothing can hold.
pub(super) fn segment_text(
    storage: &impl KeyValue,
    key: &str,
    header: &Header,
    rows: &[Map<String, Value>],
) -> Option<String> {
    let (letter, armour) = if storage.counts_bytes() { ('l', Armour::Latin) } else { ('w', Armour::Wide) };
    let packed = pack(rows).ok()?;
    Some(seal(key, &format!("{}\n{letter}{}", write_row(header)?, armour.to_text(&packed))))
}

impl Rows {
    /// How many rows there are.
    pub fn len(&self) -> usize {
        match self {
            Self::Lines(lines) => lines.len(),
            Self::Block(block) => block.len(),
        }
    }

    /// The transactions in them; `None` for each that cannot be read.
    pub fn logged(&self) -> Vec<Option<Logged>> {
        match self {
            Self::Lines(lines) => lines.iter().map(|line| read_row(line)).collect(),
            Self::Block(block) => (0..block.len()).map(|n| block.read(n)?.ok()).collect(),
        }
    }

    /// The same with rests in between, also within a transaction of very many
    /// patches, such as an import.
    pub async fn logged_in_slices<P: Pace>(&self, pace: &P) -> Vec<Option<Logged>> {
        let Self::Block(block) = self else { return self.logged() };
        let mut found = Vec::with_capacity(block.len());
        for n in 0..block.len() {
            found.push(match block.cell(n) {
                Some(cell) if patches_of(cell).is_some_and(|patches| patches.len() > PATCHES) => {
                    long_transaction(cell, pace).await
                }
                Some(cell) => Logged::deserialize(cell).ok(),
                None => None,
            });
            pace.pause().await;
        }
        found
    }

    fn records(&self, collection: Collection) -> Vec<Option<Found>> {
        let found = |record: Record| Found { reference: record.reference(), record: Some(record), purged: false };
        match self {
            Self::Lines(lines) => lines.iter().map(|line| read_line(collection, line)).collect(),
            Self::Block(block) => collection.read_block(block).map(|record| record.ok().map(found)).collect(),
        }
    }
}

/// So many patches are read at a time.
const PATCHES: usize = 512;

fn patches_of(cell: Cell<'_>) -> Option<impl ExactSizeIterator<Item = Cell<'_>>> {
    cell.member("transaction")?.member("patches")?.items()
}

/// Reads a transaction without its patches, then those in slices.
async fn long_transaction<P: Pace>(cell: Cell<'_>, pace: &P) -> Option<Logged> {
    let mut transaction = cell.member("transaction")?.all_but("patches")?;
    transaction.insert("patches".to_owned(), Value::Array(Vec::new()));
    let mut row = cell.all_but("transaction")?;
    row.insert("transaction".to_owned(), Value::Object(transaction));
    let mut logged: Logged = read_value(&Value::Object(row)).ok()?;
    for (n, patch) in patches_of(cell)?.enumerate() {
        logged.transaction.patches.push(Patch::deserialize(patch).ok()?);
        if n % PATCHES == 0 {
            pace.pause().await;
        }
    }
    Some(logged)
}

impl Contents {
    /// Whether this is the whole text that a manifest means.
    pub fn is_of(&self, listed: &Listed) -> bool {
        self.damage.is_none() && (listed.sum.is_none() || self.sum == listed.sum)
    }

    /// What is known of it once it is read.
    pub fn held(&self, listed: &Listed) -> Held {
        let plain = self.header.as_ref().map_or(0, |header| header.plain);
        let held = Held::new(listed.holds, self.ids(listed.holds), self.units, listed.sum);
        held.instead_of(plain).since(self.since(listed.holds))
    }

    /// The records that it tells of; `None` for each row that cannot be read.
    pub fn records(&self, collection: Collection) -> Vec<Option<Found>> {
        let gone = self.header.iter().flat_map(|header| &header.gone).map(|gone| Some(removed(collection, gone)));
        self.rows.records(collection).into_iter().chain(gone).collect()
    }

    /// The transactions that can be read.
    pub fn logged(&self) -> impl Iterator<Item = Logged> {
        self.rows.logged().into_iter().flatten()
    }

    /// For history: the first revision in it.
    fn since(&self, holds: Holds) -> Option<u64> {
        if holds.collection().is_some() { None } else { self.logged().map(|logged| logged.revision).min() }
    }

    /// The ids that it tells of.
    fn ids(&self, holds: Holds) -> Vec<Uuid> {
        let Holds::Records(collection) = holds else { return Vec::new() };
        self.records(collection).into_iter().flatten().map(|found| found.reference.id).collect()
    }
}

fn removed(collection: Collection, gone: &Gone) -> Found {
    Found { reference: RecordRef { collection, id: gone.gone }, record: None, purged: gone.purged }
}

/// Reads a row of the first version; `None` where it is not intact.
fn read_line(collection: Collection, row: &str) -> Option<Found> {
    let value: Value = read_row(row)?;
    if value.get("gone").is_some() {
        return Some(removed(collection, &read_value(&value).ok()?));
    }
    let record = collection.read(&value).ok()?;
    Some(Found { reference: record.reference(), record: Some(record), purged: false })
}
