//! Putting what a row says into the record that it stands for.

use serde_json::{Map, Value};

use crate::domain::field::{Kind, is_blank};
use crate::domain::record::Record;
use crate::domain::workflow::merge_records::base_name;

/// What happens to a record that is there and to which a row says something else.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Policy {
    /// The row fills what is empty; what is there stays.
    #[default]
    FillEmpty,
    /// The row's values are taken.
    Overwrite,
    /// The row is passed over.
    Skip,
    /// The row becomes a new record.
    CreateAnew,
}

/// Puts a field's value into a record. `Err` where another value stays.
pub(super) fn put(record: &mut Record, key: &str, value: &Value, policy: Policy) -> Result<(), ()> {
    let present = record.get(key).unwrap_or_default();
    if present == *value || is_blank(value) {
        return Ok(());
    }
    let kind = record.collection().field(key).map(|field| field.kind);
    let united = match (key, kind) {
        ("external_ids" | "custom", _) => return put_entries(record, key, present, value, policy),
        _ if is_blank(&present) => Some(value.clone()),
        (_, Some(Kind::Phones | Kind::Emails | Kind::Websites)) => Some(unite(present, value, &["value"])),
        (_, Some(Kind::Addresses)) => return put_addresses(record, key, present, value, policy),
        ("accounts", _) => Some(unite_secondary(present, value, "account")),
        ("contacts", _) => Some(unite_secondary(present, value, "contact")),
        ("tags" | "links", _) => Some(unite(present, value, &[])),
        _ if policy == Policy::Overwrite => Some(value.clone()),
        _ => None,
    };
    // The value fits: it was read for this field.
    united.map_or(Err(()), |united| record.set(key, united).map_err(|_| ()))
}

/// Entries of a map: each key is filled for itself.
fn put_entries(record: &mut Record, key: &str, present: Value, value: &Value, policy: Policy) -> Result<(), ()> {
    let mut map: Map<String, Value> = present.as_object().cloned().unwrap_or_default();
    let mut kept = false;
    for (name, entry) in value.as_object().into_iter().flatten() {
        // What was merged keeps further values under the same name.
        let is_there = |(known, there): (&String, &Value)| base_name(known) == base_name(name) && there == entry;
        if map.iter().any(is_there) {
            continue;
        }
        match map.get(name) {
            Some(there) if !is_blank(there) && policy != Policy::Overwrite => kept = true,
            _ => {
                map.insert(name.clone(), entry.clone());
            }
        }
    }
    let put = record.set(key, Value::Object(map)).map_err(|_| ());
    if kept { Err(()) } else { put }
}

/// The rows there are and those of the value that are not among them, compared
/// by the given parts, or as a whole.
fn unite(present: Value, value: &Value, by: &[&str]) -> Value {
    let same =
        |a: &Value, b: &Value| if by.is_empty() { a == b } else { by.iter().all(|part| a.get(part) == b.get(part)) };
    let mut rows = present.as_array().cloned().unwrap_or_default();
    for row in value.as_array().into_iter().flatten() {
        if !rows.iter().any(|there| same(there, row)) {
            rows.push(row.clone());
        }
    }
    Value::Array(rows)
}

/// As [`unite`]; what is added does not take the first place.
fn unite_secondary(present: Value, value: &Value, by: &str) -> Value {
    let mut rows = value.as_array().cloned().unwrap_or_default();
    for row in &mut rows {
        if let Some(primary) = row.get_mut("primary") {
            *primary = Value::Bool(false);
        }
    }
    unite(present, &Value::Array(rows), &[by])
}

/// Addresses are one of each kind; one that is there is filled only where it
/// is otherwise the same.
fn put_addresses(record: &mut Record, key: &str, present: Value, value: &Value, policy: Policy) -> Result<(), ()> {
    let mut rows = present.as_array().cloned().unwrap_or_default();
    for address in value.as_array().into_iter().flatten() {
        match rows.iter_mut().find(|there| there.get("kind") == address.get("kind")) {
            None => rows.push(address.clone()),
            Some(there) if policy == Policy::Overwrite => *there = address.clone(),
            Some(there) => fill_address(there, address),
        }
    }
    let kept = value.as_array().into_iter().flatten().any(|address| !rows.contains(address));
    let put = record.set(key, Value::Array(rows)).map_err(|_| ());
    if kept { Err(()) } else { put }
}

fn fill_address(there: &mut Value, address: &Value) {
    let (Some(there), Some(address)) = (there.as_object_mut(), address.as_object()) else { return };
    if there.iter().all(|(part, text)| address.get(part) == Some(text)) {
        there.clone_from(address);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::record::Collection;
    use serde_json::json;

    fn filled(fields: Value, key: &str, value: Value, policy: Policy) -> (Value, bool) {
        let mut record = Collection::Contact.blank();
        for (field, value) in fields.as_object().unwrap() {
            record.set(field, value.clone()).unwrap();
        }
        let kept = put(&mut record, key, &value, policy).is_err();
        (record.get(key).unwrap(), kept)
    }

    #[test]
    fn what_is_empty_is_filled_and_what_is_there_stays_unless_told() {
        let there = json!({ "department": "IT" });
        assert_eq!(filled(there.clone(), "job_title", json!("CTO"), Policy::FillEmpty), (json!("CTO"), false));
        assert_eq!(filled(there.clone(), "department", json!("HR"), Policy::FillEmpty), (json!("IT"), true));
        assert_eq!(filled(there.clone(), "department", json!("HR"), Policy::Overwrite), (json!("HR"), false));
        assert_eq!(filled(there, "department", json!("IT"), Policy::FillEmpty), (json!("IT"), false));
    }

    #[test]
    fn lists_are_united_and_maps_filled_by_key() {
        let there = json!({ "emails": [{ "kind": "work", "value": "a@b.co" }], "custom": { "x": "1" } });
        let more = json!([{ "kind": "home", "value": "a@b.co" }, { "kind": "home", "value": "c@d.co" }]);
        let (emails, kept) = filled(there.clone(), "emails", more, Policy::FillEmpty);
        assert_eq!((emails.as_array().unwrap().len(), kept), (2, false));
        let (custom, kept) = filled(there, "custom", json!({ "x": "2", "y": "3" }), Policy::FillEmpty);
        assert_eq!((custom, kept), (json!({ "x": "1", "y": "3" }), true));
    }
}
