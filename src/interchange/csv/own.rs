//! Reading rows of our own export exactly: the inverse of [`super::write`].
//! Titles are not read where the ids stand beside them.

use serde_json::{Map, Value, json};

use super::candidate::Candidate;
use super::row::Sheet;
use super::table::Row;
use super::write::{PARTS, unguard};
use crate::domain::field::{Field, Kind};
use crate::domain::money::{Currency, Money};
use crate::domain::record::Meta;
use crate::domain::validate::Problem;

impl Sheet<'_> {
    /// Reads a row of our own export.
    pub(super) fn read_exact(&self, row: &Row) -> Candidate {
        let mut candidate = Candidate { file: self.file, line: row.line, ..Candidate::default() };
        let mut meta = Meta::default();
        for (index, column) in self.columns.iter().enumerate() {
            let cell = row.cell(index);
            let header = column.header.as_str();
            match header {
                "id" => candidate.exact_id = cell.parse().ok(),
                "created_at" => candidate.created_at = cell.parse().ok(),
                "updated_at" => candidate.updated_at = cell.parse().ok(),
                "created_by.id" => meta.created_by = parsed(cell),
                "updated_by.id" => meta.updated_by = parsed(cell),
                "trashed_at" => {
                    candidate.trashed_at = cell.parse().ok();
                    candidate.deleted = !cell.is_empty();
                }
                _ => {
                    self.read_own_cell(&mut candidate, row, header, cell);
                    continue;
                }
            }
            candidate.cells.in_fields += usize::from(!cell.is_empty());
        }
        candidate.own_meta = Some(meta);
        candidate
    }

    fn read_own_cell(&self, candidate: &mut Candidate, row: &Row, header: &str, cell: &str) {
        let (key, below) = header.split_once('.').unwrap_or((header, ""));
        let Some(field) = self.collection.field(key) else {
            if !cell.is_empty() {
                candidate.keep(header, cell);
            }
            return;
        };
        let read = match (field.kind, below) {
            (Kind::Reference(_), "id") => Ok(if cell.is_empty() { Value::Null } else { Value::from(cell) }),
            (Kind::References(_), "id") => Ok(cell.split_whitespace().collect()),
            (Kind::Reference(_) | Kind::References(_), _) => return self.passed_over(candidate, header, cell),
            (Kind::Money, "") => self.money(row, key, cell),
            (Kind::Money, _) => return count(candidate, cell),
            (_, "json") if cell.is_empty() => return,
            (_, "json") => serde_json::from_str(cell).map_err(|_| Problem::Unfit),
            (Kind::Emails | Kind::Phones | Kind::Websites, kind) => {
                return put_listed(candidate, field, kind, unguard(cell));
            }
            (Kind::Addresses, place) => return put_address(candidate, field, place, unguard(cell)),
            (Kind::Structure, _) => return self.passed_over(candidate, header, cell),
            (kind, _) => plain(kind, cell),
        };
        match read {
            Ok(value) if self.collection.blank().set(key, value.clone()).is_ok() => {
                candidate.fields.insert(field.key, value);
                candidate.headers.insert(field.key, (header.to_owned(), cell.to_owned()));
                count(candidate, cell);
            }
            Ok(_) => candidate.unfit(header, cell, Problem::Unfit),
            Err(problem) => candidate.unfit(header, cell, problem),
        }
    }

    /// A title repeats what the ids beside it say; alone it is kept.
    fn passed_over(&self, candidate: &mut Candidate, header: &str, cell: &str) {
        let beside = [format!("{header}.id"), format!("{header}.json")];
        if cell.is_empty() {
        } else if self.columns.iter().any(|column| beside.contains(&column.header)) {
            candidate.cells.repeated += 1;
        } else {
            candidate.keep(header, cell);
        }
    }

    fn money(&self, row: &Row, key: &str, cell: &str) -> Result<Value, Problem> {
        if cell.is_empty() {
            return Ok(Value::Null);
        }
        let wanted = format!("{key}.currency");
        let column = self.columns.iter().position(|column| column.header == wanted);
        let currency = column.and_then(|column| Currency::parse(row.cell(column))).unwrap_or(self.currency);
        Money::parse_plain(cell, currency).map(|money| json!(money)).ok_or(Problem::NotAnAmount)
    }
}

fn parsed<T>(cell: &str) -> Option<crate::domain::id::Id<T>> {
    cell.parse().ok().map(crate::domain::id::Id::new)
}

fn count(candidate: &mut Candidate, cell: &str) {
    candidate.cells.in_fields += usize::from(!cell.is_empty());
}

fn plain(kind: Kind, cell: &str) -> Result<Value, Problem> {
    match kind {
        _ if cell.is_empty() => Ok(Value::Null),
        Kind::Text | Kind::LongText => Ok(Value::from(unguard(cell))),
        Kind::Number | Kind::Percent => cell.parse::<u64>().map(Value::from).map_err(|_| Problem::NotANumber),
        Kind::Flag => cell.to_lowercase().parse::<bool>().map(Value::from).map_err(|_| Problem::Unfit),
        _ => Ok(Value::from(cell)),
    }
}

fn put_listed(candidate: &mut Candidate, field: &Field, kind: &str, text: &str) {
    let list = candidate.fields.entry(field.key).or_insert_with(|| Value::Array(Vec::new()));
    if let (Some(rows), false) = (list.as_array_mut(), text.is_empty()) {
        rows.push(json!({ "kind": kind, "value": text }));
        candidate.cells.in_fields += 1;
    }
}

fn put_address(candidate: &mut Candidate, field: &Field, place: &str, text: &str) {
    let list = candidate.fields.entry(field.key).or_insert_with(|| Value::Array(Vec::new()));
    let (Some((kind, part)), Some(rows)) = (place.rsplit_once('.'), list.as_array_mut()) else { return };
    if text.is_empty() || !PARTS.contains(&part) {
        return;
    }
    let is_of_kind = |row: &Value| row.get("kind").and_then(Value::as_str) == Some(kind);
    if !rows.last().is_some_and(is_of_kind) {
        rows.push(json!({ "kind": kind }));
    }
    if let Some(row) = rows.last_mut().and_then(Value::as_object_mut) {
        let row: &mut Map<String, Value> = row;
        row.insert(part.to_owned(), Value::from(text));
        candidate.cells.in_fields += 1;
    }
}
