//! The links of a record as data: finding those that lead nowhere and taking
//! them out. A link is the id of a record in a field made for links; what
//! stands in text, in ids elsewhere or in unknown fields is none.

use serde_json::{Map, Value};
use uuid::Uuid;

use super::field::Kind;
use super::record::{Collection, Record};

/// True when the field may hold links.
pub fn holds_links(collection: Collection, key: &str) -> bool {
    let linking = |kind| matches!(kind, Kind::Reference(_) | Kind::References(_) | Kind::Structure);
    let foreign = ["custom", "external_ids"].contains(&key);
    !foreign && collection.field(key).is_some_and(|field| linking(field.kind))
}

/// True when one of the links in a field's value is one of those looked for.
pub fn leads_to(value: &Value, is_sought: &dyn Fn(Uuid) -> bool) -> bool {
    match value {
        Value::String(text) => text.parse().is_ok_and(is_sought),
        Value::Array(items) => items.iter().any(|item| leads_to(item, is_sought)),
        Value::Object(map) => map.values().any(|item| leads_to(item, is_sought)),
        Value::Null | Value::Bool(_) | Value::Number(_) => false,
    }
}

/// The record without links to those that are gone; `None` where it has none.
pub fn without(record: &Record, is_gone: &dyn Fn(Uuid) -> bool) -> Option<Record> {
    let collection = record.collection();
    let linked = |(key, value): (&String, &Value)| holds_links(collection, key) && leads_to(value, is_gone);
    let map = record.to_map();
    if !map.iter().any(linked) {
        return None;
    }
    let kept = map.into_iter().filter_map(|(key, value)| {
        let value = if holds_links(collection, &key) { unlinked_field(value, is_gone) } else { Some(value) };
        value.map(|value| (key, value))
    });
    collection.read(&Value::Object(kept.collect())).ok()
}

/// A field's value: what is in it goes by itself, and only a field that is
/// nothing but a link goes whole.
fn unlinked_field(value: Value, is_gone: &dyn Fn(Uuid) -> bool) -> Option<Value> {
    match value {
        Value::Object(map) => {
            let kept = map.into_iter().filter_map(|(key, item)| unlinked(item, is_gone).map(|item| (key, item)));
            Some(Value::Object(kept.collect()))
        }
        other => unlinked(other, is_gone),
    }
}

/// A value within a field. A structure goes whole when what it is about is
/// gone; who wrote it down may go without it.
fn unlinked(value: Value, is_gone: &dyn Fn(Uuid) -> bool) -> Option<Value> {
    match value {
        Value::String(text) => (!text.parse().is_ok_and(is_gone)).then_some(Value::String(text)),
        Value::Array(rows) => Some(Value::Array(rows.into_iter().filter_map(|row| unlinked(row, is_gone)).collect())),
        Value::Object(map) => {
            let mut kept = Map::new();
            for (key, item) in map {
                let is_stamp = ["by", "from"].contains(&key.as_str());
                match unlinked(item, is_gone) {
                    Some(item) => {
                        kept.insert(key, item);
                    }
                    None if is_stamp => {}
                    None => return None,
                }
            }
            Some(Value::Object(kept))
        }
        other => Some(other),
    }
}
