//! Leading every link to merged records to the survivor (MR4).

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value};
use uuid::Uuid;

use super::super::super::account::Account;
use super::super::super::draft::Draft;
use super::super::super::links::{holds_links, leads_to};
use super::super::super::record::{Collection, Record, RecordRef, Stored};
use super::{merged_into, survivor_among};
use crate::domain::order::Gathered;

pub(super) fn lead_to(draft: &mut Draft<'_>, collection: Collection, survivor: Uuid, merged: &[Uuid]) {
    let merged: BTreeSet<Uuid> = merged.iter().copied().collect();
    let targets = merged.iter().map(|id| RecordRef { collection, id: *id }).collect();
    let mut referrers = draft.workspace.referrers_of(&targets);
    // What this very change has touched may link to them only now.
    referrers.extend(draft.touched());
    referrers.insert(RecordRef { collection, id: survivor });
    for reference in referrers {
        let is_merged = reference.collection == collection && merged.contains(&reference.id);
        let is_survivor = reference == RecordRef { collection, id: survivor };
        // A value of a merged record may lead to the survivor it now stands on.
        let is_moved = |id: Uuid| merged.contains(&id) || (is_survivor && id == survivor);
        let relinked = draft
            .find(reference)
            .filter(|_| !is_merged)
            .and_then(|record| relinked(record, survivor, &merged, &is_moved));
        if let Some(relinked) = relinked {
            draft.put_record(relinked);
        }
    }
}

/// A record that comes in with its links led to what merged records became;
/// `None` where none leads to one (MR8).
pub(in super::super) fn led_on<'a>(record: &Record, find: &dyn Fn(RecordRef) -> Option<&'a Record>) -> Option<Record> {
    // A contact has one person account only: that of the survivor.
    let is_bound = Account::from_record(record).is_some_and(|account| account.person_contact.is_some());
    if is_bound || merged_into(record).is_some() {
        return None;
    }
    let mut moved: BTreeMap<Uuid, BTreeSet<Uuid>> = BTreeMap::new();
    record.each_link(&mut |link| {
        let survivor = survivor_among(find, link);
        if survivor != link {
            moved.entry(survivor.id).or_default().insert(link.id);
        }
    });
    moved.iter().fold(None, |led, (survivor, merged)| {
        let is_moved = |id: Uuid| merged.contains(&id);
        relinked(led.as_ref().unwrap_or(record), *survivor, merged, &is_moved).or(led)
    })
}

/// The record with its links led to the survivor; `None` where it has none of them.
fn relinked(
    record: &Record,
    survivor: Uuid,
    merged: &BTreeSet<Uuid>,
    is_moved: &dyn Fn(Uuid) -> bool,
) -> Option<Record> {
    let collection = record.collection();
    let mut map = record.to_map();
    let linked: Vec<String> = map
        .iter()
        .filter(|(key, value)| holds_links(collection, key) && leads_to(value, is_moved))
        .map(|(key, _)| key.clone())
        .collect();
    let own = Value::String(record.uuid().to_string());
    for key in &linked {
        let value = map.get(key).cloned().unwrap_or_default();
        match tidied(led(value, survivor, merged), &own) {
            Some(value) => map.insert(key.clone(), value),
            None => map.remove(key),
        };
    }
    if linked.is_empty() { None } else { collection.read(&Value::Object(map)).ok() }
}

fn led(value: Value, survivor: Uuid, merged: &BTreeSet<Uuid>) -> Value {
    match value {
        Value::String(text) if text.parse().is_ok_and(|id| merged.contains(&id)) => Value::String(survivor.to_string()),
        Value::Array(rows) => rows.into_iter().map(|row| led(row, survivor, merged)).collect(),
        Value::Object(map) => {
            Value::Object(map.into_iter().map(|(key, item)| (key, led(item, survivor, merged))).gathered())
        }
        other => other,
    }
}

/// A field's value without links of the record to itself and without rows that
/// have become the same; `None` where nothing is left.
pub(super) fn tidied(value: Value, own: &Value) -> Option<Value> {
    match value {
        Value::Array(rows) => {
            let mut kept: Vec<Value> = Vec::new();
            for row in rows.into_iter().filter(|row| row != own) {
                match kept.iter_mut().find(|known| is_same(known, &row)) {
                    Some(known) => fill(known, &row),
                    None => kept.push(row),
                }
            }
            Some(Value::Array(kept))
        }
        other => (other != *own).then_some(other),
    }
}

/// True for two rows that are about the same record: roles at one account or in one deal.
fn is_same(one: &Value, other: &Value) -> bool {
    let role = |key: &str| one.get(key).is_some() && one.get(key) == other.get(key) && one.get("primary").is_some();
    one == other || role("account") || role("contact")
}

/// Of two roles the fuller: what the first does not say, the second does.
fn fill(known: &mut Value, more: &Value) {
    let (Value::Object(known), Value::Object(more)) = (known, more) else { return };
    let missing =
        |known: &Map<String, Value>, key: &str| known.get(key).is_none_or(|value| value == false || value == "");
    for (key, value) in more {
        if missing(known, key) {
            known.insert(key.clone(), value.clone());
        }
    }
}
