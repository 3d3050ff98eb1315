//! What stands in a segment, as much of it as is intact. Knows one segment at
//! a time.

use serde_json::Value;
use uuid::Uuid;

use super::key_value::{KeyValue, entry_units};
use super::layout::{Gone, Header, Holds, Place, read_row};
use super::recovery::Damage;
use super::seal::{body_of, sum_of, unrow, unseal};
use crate::domain::record::{Collection, Record, RecordRef};

/// The rows of a segment, and whether all are there.
pub(super) struct Contents {
    /// What its first row says; `None` where that is damaged.
    pub header: Option<Header>,
    /// The intact rows after the first.
    pub rows: Vec<String>,
    /// Set where some are not intact, or the whole is not.
    pub damage: Option<Damage>,
    /// What the segment costs.
    pub units: usize,
    /// The checksum that it carries, where it is intact.
    pub sum: Option<u64>,
}

/// Reads a segment, as much of it as is intact.
pub(super) fn read_segment<K: KeyValue>(storage: &K, place: Place) -> Contents {
    let key = place.key();
    match storage.get(&key) {
        Ok(Some(text)) => parse_segment(&key, &text),
        Ok(None) | Err(_) => {
            Contents { header: None, rows: Vec::new(), damage: Some(Damage::Missing), units: 0, sum: None }
        }
    }
}

/// Reads the text of a segment, as much of it as is intact.
pub(super) fn parse_segment(key: &str, text: &str) -> Contents {
    let damage = unseal(key, text).err();
    let mut lines = body_of(text).lines();
    let header = lines.next().and_then(read_row);
    let rows: Vec<String> = lines.filter(|line| damage.is_none() || unrow(line).is_some()).map(str::to_owned).collect();
    let sum = sum_of(text).filter(|_| damage.is_none());
    Contents { header, rows, damage, units: entry_units(key, text), sum }
}

/// What a row says of a record.
pub(super) struct Found {
    pub reference: RecordRef,
    /// `None` where it was removed.
    pub record: Option<Record>,
    pub purged: bool,
}

/// Reads a row; `None` where it is not intact.
pub(super) fn read_record(collection: Collection, row: &str) -> Option<Found> {
    let value: Value = read_row(row)?;
    if value.get("gone").is_some() {
        let Gone { gone, purged } = serde_json::from_value(value).ok()?;
        return Some(Found { reference: RecordRef { collection, id: gone }, record: None, purged });
    }
    let record = collection.read(value).ok()?;
    Some(Found { reference: record.reference(), record: Some(record), purged: false })
}

/// The ids that the rows of a segment name.
pub(super) fn ids_of(holds: Holds, rows: &[String]) -> Vec<Uuid> {
    let Holds::Records(collection) = holds else { return Vec::new() };
    rows.iter().filter_map(|row| read_record(collection, row)).map(|found| found.reference.id).collect()
}
