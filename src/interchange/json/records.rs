//! Reads the records of a file one at a time, and says of each that cannot be
//! read where it stands and which field is to blame.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use serde::de::Deserializer;
use serde_json::error::Category;
use serde_json::{Map, Value};
use uuid::Uuid;

use super::super::document::{DocumentError, Fault, FaultKind, Warning};
use super::super::migrate;
use super::super::references;
use super::walk::{Row, Sections};
use super::{detail, not_json};
use crate::domain::field::is_blank;
use crate::domain::record::{Collection, Record, RecordRef};
use crate::packing::Unfit;

/// How many unreadable records an error names.
const MOST_FAULTS: usize = 50;

/// What has been read so far.
#[derive(Default)]
pub(super) struct Reading<'t> {
    text: &'t str,
    version: u32,
    records: Vec<Record>,
    pub(super) warnings: Vec<Warning>,
    faults: Vec<Fault>,
    fault_count: usize,
    references: Vec<(RecordRef, &'static str, RecordRef)>,
    /// References that lead to no record, the last first.
    nowhere: Vec<Warning>,
    /// The lists met, by plural.
    pub(super) lists: BTreeSet<String>,
    places: BTreeMap<RecordRef, usize>,
    /// Why reading was broken off, where it was.
    pub(super) refused: Option<DocumentError>,
}

pub(super) fn read(text: &str, version: u32) -> Result<(Vec<Record>, Vec<Warning>), DocumentError> {
    let reading = RefCell::new(Reading::new(text, version));
    let mut deserializer = serde_json::Deserializer::from_str(text);
    let read = deserializer.deserialize_map(Sections(&reading));
    let mut reading = reading.into_inner();
    if let Some(refused) = reading.refused.take() {
        return Err(refused);
    }
    read.map_err(|error| match error.classify() {
        Category::Data => {
            DocumentError::Misshapen { line: error.line(), column: error.column(), detail: detail(&error) }
        }
        _ => not_json(&error),
    })?;
    while reading.look_up(usize::MAX) {}
    reading.finish()
}

impl<'t> Reading<'t> {
    pub(super) fn new(text: &'t str, version: u32) -> Self {
        Self { text, version, ..Self::default() }
    }

    /// Looks the next references up, once all records are read. True while there are more.
    pub(super) fn look_up(&mut self, many: usize) -> bool {
        let rest = self.references.len().saturating_sub(many);
        for (record, field, target) in self.references.drain(rest..).rev() {
            if !self.places.contains_key(&target) {
                self.nowhere.push(Warning::PointsNowhere { record, field, target });
            }
        }
        rest > 0
    }

    /// The records, or which of them could not be read.
    pub(super) fn finish(mut self) -> Result<(Vec<Record>, Vec<Warning>), DocumentError> {
        if self.fault_count > 0 {
            let more = self.fault_count - self.faults.len();
            return Err(DocumentError::Records { faults: self.faults, more });
        }
        self.nowhere.reverse();
        self.warnings.append(&mut self.nowhere);
        Ok((self.records, self.warnings))
    }

    /// Takes a record in. `Err` where it is no record at all; then [`Reading::refused`] says why.
    pub(super) fn take(&mut self, collection: Collection, index: usize, text: &str) -> Result<(), ()> {
        let read = match self.as_written(collection, text) {
            Some(record) => self.add(record, index),
            None => match Row::read(collection, index, text) {
                Ok(row) => self.read(collection, index, row),
                Err(error) => {
                    self.refused = Some(self.misshapen(text, &error));
                    return Err(());
                }
            },
        };
        if let Err((id, problem)) = read {
            self.fault_count += 1;
            if self.faults.len() < MOST_FAULTS {
                self.faults.push(Fault { collection: collection.plural(), index, id, problem });
            }
        }
        Ok(())
    }

    /// The record of a text that we wrote: it comes out again as it came in,
    /// so that there is nothing to look for in it.
    fn as_written(&self, collection: Collection, text: &str) -> Option<Record> {
        let value: Value = (self.version == migrate::VERSION).then(|| serde_json::from_str(text).ok()).flatten()?;
        let record = collection.read(&value).ok()?;
        let again = record.to_json().ok()?;
        (again == text && !record.uuid().is_nil()).then_some(record)
    }

    /// An error in the text of a record, with its place in the file.
    fn misshapen(&self, record: &str, error: &serde_json::Error) -> DocumentError {
        let offset = record.as_ptr().addr().saturating_sub(self.text.as_ptr().addr());
        let before = self.text.get(..offset).unwrap_or_default();
        let line = before.matches('\n').count() + error.line();
        let in_line = if error.line() > 1 { 0 } else { offset - before.rfind('\n').map_or(0, |at| at + 1) };
        let column = in_line + error.column();
        match error.classify() {
            Category::Data => DocumentError::Misshapen { line, column, detail: detail(error) },
            _ => DocumentError::NotJson { line, column, detail: detail(error) },
        }
    }

    fn add(&mut self, record: Record, index: usize) -> Result<(), (Option<Uuid>, FaultKind)> {
        let reference = record.reference();
        if let Some(first) = self.places.insert(reference, index) {
            return Err((Some(reference.id), FaultKind::DuplicateId { first }));
        }
        self.references.extend(references::of(&record).into_iter().map(|(field, target)| (reference, field, target)));
        self.records.push(record);
        Ok(())
    }

    fn read(&mut self, collection: Collection, index: usize, row: Row) -> Result<(), (Option<Uuid>, FaultKind)> {
        let Row { mut map, repeated } = row;
        migrate::bring_up(collection.plural(), &mut map, self.version);
        map.retain(|_, value| !value.is_null());
        let id = map.get("id").and_then(Value::as_str).and_then(|text| text.parse::<Uuid>().ok());
        if let Some(field) = repeated {
            return Err((id, FaultKind::RepeatedField { field }));
        }
        let unknown = take_unknown(collection, &mut map);
        let record = match collection.read(&Value::Object(map.clone())) {
            Ok(record) if record.uuid().is_nil() => return Err((None, FaultKind::NoId)),
            Ok(record) => record,
            Err(error) => return Err((id, unfit_field(collection, &map, &error))),
        };
        let reference = record.reference();
        for (path, value, kept) in unknown {
            self.warnings.push(Warning::UnknownField { record: reference, path, value, kept });
        }
        let read = record.to_map();
        if read != map {
            let mut lost = Vec::new();
            collect_lost(&Value::Object(map), &Value::Object(read), String::new(), &mut lost);
            let warn = |(path, value)| Warning::UnknownField { record: reference, path, value, kept: false };
            self.warnings.extend(lost.into_iter().map(warn));
        }
        self.add(record, index)
    }
}

fn is_known(collection: Collection, key: &str) -> bool {
    matches!(key, "id" | "meta" | "trashed_at") || collection.field(key).is_some()
}

/// Takes fields that the collection does not have out of a record, into its
/// `custom` where it has one and the key is free there.
fn take_unknown(collection: Collection, map: &mut Map<String, Value>) -> Vec<(String, Value, bool)> {
    let keys: Vec<String> = map.keys().filter(|key| !is_known(collection, key)).cloned().collect();
    let mut unknown = Vec::new();
    for key in keys {
        let value = map.remove(&key).unwrap_or_default();
        let mut kept = false;
        if collection.field("custom").is_some()
            && let Some(custom) = map.entry("custom").or_insert_with(|| Value::Object(Map::new())).as_object_mut()
            && !custom.contains_key(&key)
        {
            custom.insert(key.clone(), value.clone());
            kept = true;
        }
        unknown.push((key, value, kept));
    }
    unknown
}

/// Which field kept a record from being read.
fn unfit_field(collection: Collection, map: &Map<String, Value>, error: &Unfit) -> FaultKind {
    let unfit = |(key, value): (&String, &Value)| -> Option<FaultKind> {
        let detail = match key.as_str() {
            "id" | "meta" | "trashed_at" => {
                let alone = Map::from_iter([(key.clone(), value.clone())]);
                collection.read(&Value::Object(alone)).err()?.to_string()
            }
            _ => collection.blank().set(key, value.clone()).err()?.detail,
        };
        Some(FaultKind::Unfit { field: key.clone(), detail })
    };
    map.iter().find_map(unfit).unwrap_or_else(|| FaultKind::Unfit { field: String::new(), detail: error.to_string() })
}

/// Collects what stands in the file below a known field but was not read.
/// What is missing at the top was at its default.
fn collect_lost(from: &Value, read: &Value, path: String, lost: &mut Vec<(String, Value)>) {
    let below = |key: &str| if path.is_empty() { key.to_owned() } else { format!("{path}.{key}") };
    match (from, read) {
        (Value::Object(from), Value::Object(read)) => {
            for (key, value) in from {
                match read.get(key) {
                    Some(read) => collect_lost(value, read, below(key), lost),
                    None if path.is_empty() || is_blank(value) => {}
                    None => lost.push((below(key), value.clone())),
                }
            }
        }
        (Value::Array(from), Value::Array(read)) => {
            for (index, (from, read)) in from.iter().zip(read).enumerate() {
                collect_lost(from, read, below(&index.to_string()), lost);
            }
        }
        _ => {}
    }
}
