//! A collection as CSV, for spreadsheets and back.
//!
//! UTF-8 with byte order mark, commas, CRLF, quotes where needed (RFC 4180).
//! Every field has its columns:
//!
//! - references: `account` with the title, to be read, and `account.id`, which counts;
//! - money: `amount` and `amount.currency`;
//! - phones, e-mails, web sites: one column for each kind, such as `phones.work`;
//! - addresses: one for each kind and part, such as `addresses.billing.city`;
//! - what does not fit such columns, such as two work phones, and all that has
//!   a structure of its own: JSON in `phones.json`, `custom.json`.
//!
//! Text that a spreadsheet would run as a formula gets an apostrophe in front,
//! which reading our own file takes away again.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value};

use crate::domain::field::{Address, Field, Kind, Labelled};
use crate::domain::money::Money;
use crate::domain::order::InOrder;
use crate::domain::record::{Collection, Record, RecordRef};
use crate::domain::workspace::Workspace;
use crate::packing::read_value;

/// How every file of ours starts.
pub(super) const START: &str = "id,created_at,created_by.id,updated_at,updated_by.id,trashed_at";

/// The parts of an address, as columns name them.
pub(super) const PARTS: [&str; 5] = ["street", "city", "state", "postal_code", "country"];

/// The cells of a record that are not empty, by column.
type Cells = BTreeMap<String, String>;

/// All records of a collection as CSV, those in the Trash included.
pub fn write(workspace: &Workspace, collection: Collection) -> String {
    let rows: Vec<Cells> = workspace.records(collection).map(|record| cells(workspace, record)).collect();
    let header = header(collection, &rows);
    let line = |mut row: Cells| header.iter().map(|name| row.remove(name).unwrap_or_default()).collect();
    text(std::iter::once(header.clone()).chain(rows.into_iter().map(line)))
}

/// Rows as they are shown to people, under the names of their columns.
pub fn shown(header: Vec<String>, rows: impl Iterator<Item = Vec<String>>) -> String {
    let guarded = |row: Vec<String>| row.iter().map(|cell| guard(cell)).collect();
    text(std::iter::once(header).chain(rows).map(guarded))
}

/// Rows as text.
pub(super) fn text(rows: impl Iterator<Item = Vec<String>>) -> String {
    let mut text = String::from("\u{feff}");
    for row in rows {
        let cells: Vec<String> = row.iter().map(|cell| quoted(cell)).collect();
        text.push_str(&cells.join(","));
        text.push_str("\r\n");
    }
    text
}

fn quoted(cell: &str) -> String {
    let plain = !cell.contains([',', ';', '\t', '"', '\r', '\n']) && cell.trim() == cell;
    if plain { cell.to_owned() } else { format!("\"{}\"", cell.replace('"', "\"\"")) }
}

/// What a spreadsheet takes as the start of a formula; and the apostrophe
/// itself, so that taking it away is exact.
fn is_guarded(text: &str) -> bool {
    text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '\'', '＝', '＋', '－', '＠'])
}

/// Text that no spreadsheet runs.
pub(super) fn guard(text: &str) -> String {
    if is_guarded(text) { format!("'{text}") } else { text.to_owned() }
}

/// The text as it was before [`guard`].
pub(super) fn unguard(text: &str) -> &str {
    text.strip_prefix('\'').filter(|rest| is_guarded(rest)).unwrap_or(text)
}

/// The columns in order.
fn header(collection: Collection, rows: &[Cells]) -> Vec<String> {
    let mut header: Vec<String> = START.split(',').map(str::to_owned).collect();
    let mut used: BTreeSet<&str> = BTreeSet::new();
    for name in rows.iter().flat_map(BTreeMap::keys) {
        used.insert(name);
    }
    for field in collection.fields() {
        let key = field.key;
        match field.kind {
            Kind::Reference(_) | Kind::References(_) => header.extend([key.to_owned(), format!("{key}.id")]),
            Kind::Money => header.extend([key.to_owned(), format!("{key}.currency")]),
            kind if is_as_needed(kind) => {
                let below = format!("{key}.");
                header.extend(used.get(key).map(|name| (*name).to_owned()));
                header.extend(ordered(used.iter().copied().filter(|name| name.starts_with(&below))));
            }
            _ => header.push(key.to_owned()),
        }
    }
    header
}

/// Whether a field has the columns that some record fills, which may be none.
pub(super) fn is_as_needed(kind: Kind) -> bool {
    matches!(kind, Kind::Emails | Kind::Phones | Kind::Websites | Kind::Addresses | Kind::Structure)
}

/// Columns of one field: kinds by name, the parts of an address as on an
/// envelope, JSON last.
fn ordered<'n>(names: impl Iterator<Item = &'n str>) -> Vec<String> {
    let mut names: Vec<&str> = names.collect();
    names.order_by_key(|name| {
        let (kind, part) = name.rsplit_once('.').unwrap_or((name, ""));
        let place = PARTS.iter().position(|known| *known == part);
        (part == "json", place.map_or(*name, |_| kind), place)
    });
    names.into_iter().map(str::to_owned).collect()
}

fn cells(workspace: &Workspace, record: &Record) -> Cells {
    let map = record.to_map();
    let text_of = |value: Option<&Value>| value.and_then(Value::as_str).unwrap_or_default().to_owned();
    let meta = |key: &str| text_of(map.get("meta").and_then(|meta| meta.get(key)));
    let mut cells = Cells::from([
        ("id".to_owned(), record.uuid().to_string()),
        ("created_at".to_owned(), meta("created_at")),
        ("created_by.id".to_owned(), meta("created_by")),
        ("updated_at".to_owned(), meta("updated_at")),
        ("updated_by.id".to_owned(), meta("updated_by")),
        ("trashed_at".to_owned(), text_of(map.get("trashed_at"))),
    ]);
    for field in record.collection().fields() {
        match (map.get(field.key), field.kind) {
            (Some(value), _) => cells.extend(field_cells(workspace, field, value)),
            // At their default these still say something.
            (None, Kind::Choice(_) | Kind::Percent | Kind::Flag | Kind::Number) => {
                let value = record.get(field.key).unwrap_or_default();
                cells.insert(field.key.to_owned(), plain(&value));
            }
            (None, _) => {}
        }
    }
    cells.retain(|_, text| !text.is_empty());
    cells
}

fn field_cells(workspace: &Workspace, field: &Field, value: &Value) -> Vec<(String, String)> {
    let key = field.key;
    let below = |name: &str| format!("{key}.{name}");
    match field.kind {
        Kind::Reference(collection) => {
            vec![(key.to_owned(), guard(&title(workspace, collection, value))), (below("id"), plain(value))]
        }
        Kind::References(collection) => {
            let ids = value.as_array().map(Vec::as_slice).unwrap_or_default();
            let titles: Vec<String> = ids.iter().map(|id| title(workspace, collection, id)).collect();
            let ids: Vec<String> = ids.iter().map(plain).collect();
            vec![(key.to_owned(), guard(&titles.join("; "))), (below("id"), ids.join(" "))]
        }
        Kind::Money => match read_value::<Money>(value) {
            Ok(money) => {
                vec![(key.to_owned(), money.to_plain()), (below("currency"), money.currency.code().to_owned())]
            }
            Err(_) => Vec::new(),
        },
        Kind::Emails | Kind::Phones | Kind::Websites => listed_cells(key, value),
        Kind::Addresses => address_cells(key, value),
        Kind::Structure => structure_cells(workspace, key, value),
        Kind::Text | Kind::LongText => vec![(key.to_owned(), guard(value.as_str().unwrap_or_default()))],
        _ => vec![(key.to_owned(), plain(value))],
    }
}

fn plain(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

fn title(workspace: &Workspace, collection: Collection, id: &Value) -> String {
    let id = id.as_str().and_then(|text| text.parse().ok());
    id.and_then(|id| workspace.title(RecordRef { collection, id })).unwrap_or_default()
}

/// True for the name of a kind that a column can carry.
fn is_column_kind(kind: &str) -> bool {
    !kind.is_empty()
        && kind != "json"
        && kind.chars().all(|character| character.is_ascii_alphanumeric() || character == '_')
}

/// True where reading the columns in their order gives the kinds in this one.
fn in_order(kinds: &[&str]) -> bool {
    kinds.iter().all(|kind| is_column_kind(kind)) && kinds.is_sorted_by(|a, b| a < b)
}

fn json_cell(key: &str, value: &Value) -> Vec<(String, String)> {
    vec![(format!("{key}.json"), value.to_string())]
}

fn listed_cells(key: &str, value: &Value) -> Vec<(String, String)> {
    let rows: Vec<Labelled> = read_value(value).unwrap_or_default();
    let kinds: Vec<&str> = rows.iter().map(|row| row.kind.as_str()).collect();
    if !in_order(&kinds) || rows.iter().any(|row| row.value.is_empty()) {
        return json_cell(key, value);
    }
    rows.iter().map(|row| (format!("{key}.{}", row.kind), guard(&row.value))).collect()
}

fn address_cells(key: &str, value: &Value) -> Vec<(String, String)> {
    let rows: Vec<Address> = read_value(value).unwrap_or_default();
    let kinds: Vec<&str> = rows.iter().map(|row| row.kind.as_str()).collect();
    let parts = |row: &Address| -> Map<String, Value> {
        serde_json::to_value(row).ok().and_then(|row| row.as_object().cloned()).unwrap_or_default()
    };
    if !in_order(&kinds) || rows.iter().any(|row| parts(row).len() < 2) {
        return if rows.is_empty() { Vec::new() } else { json_cell(key, value) };
    }
    let cells_of = |row: &Address| {
        let parts = parts(row);
        let kind = row.kind.clone();
        PARTS.map(|part| (format!("{key}.{kind}.{part}"), guard(&plain(parts.get(part).unwrap_or(&Value::Null)))))
    };
    rows.iter().flat_map(cells_of).collect()
}

fn structure_cells(workspace: &Workspace, key: &str, value: &Value) -> Vec<(String, String)> {
    let mut cells = if crate::domain::field::is_blank(value) { Vec::new() } else { json_cell(key, value) };
    let collection = match key {
        "accounts" => Some(("account", Collection::Account)),
        "contacts" => Some(("contact", Collection::Contact)),
        _ => None,
    };
    if let (Some((part, collection)), Some(rows)) = (collection, value.as_array().filter(|rows| !rows.is_empty())) {
        let titles: Vec<String> =
            rows.iter().filter_map(|row| Some(title(workspace, collection, row.get(part)?))).collect();
        cells.push((key.to_owned(), guard(&titles.join("; "))));
    }
    cells
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_spreadsheet_would_run_is_guarded_and_comes_back() {
        for text in ["=1+1", "+49", "-x", "@SUM(A1)", "\tx", "'quoted", "''", "'=x", "＝1", "plain", "", "a=b", "'"] {
            let guarded = guard(text);
            assert!(!guarded.starts_with(['=', '+', '-', '@', '\t']), "{text}");
            assert_eq!(unguard(&guarded), text);
        }
        assert_eq!(unguard("'plain"), "'plain");
    }

    #[test]
    fn cells_are_quoted_where_they_must_be() {
        let rows = [vec!["a".to_owned(), "b,\"c\"".to_owned(), "d\ne".to_owned(), " f".to_owned()]];
        assert_eq!(text(rows.into_iter()), "\u{feff}a,\"b,\"\"c\"\"\",\"d\ne\",\" f\"\r\n");
    }
}
