//! What a row says, gathered cell by cell: every filled cell finds a place in
//! a field, in `external_ids` or in `custom`, and is counted.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use serde_json::Value;
use uuid::Uuid;

use super::cell::{self, Styles};
use super::report::{Cells, ProblemKind, RowProblem};
use super::row::Waiting;
use super::{addresses, dates, names, values};
use crate::domain::contact::split_name;
use crate::domain::field::{Field, Labelled};
use crate::domain::record::{Collection, Meta};
use crate::domain::validate::Problem;
use crate::packing::read_value;

/// What a row says.
#[derive(Default)]
pub(super) struct Candidate {
    pub file: usize,
    pub line: u64,
    /// The id in a file of our own.
    pub exact_id: Option<Uuid>,
    /// Fields read, by key.
    pub fields: BTreeMap<&'static str, Value>,
    /// The header and the cell that a field was read from.
    pub headers: BTreeMap<&'static str, (String, String)>,
    pub custom: BTreeMap<String, Value>,
    pub external_id: Option<String>,
    pub words: Vec<Word>,
    pub links: Vec<Link>,
    pub created_at: Option<DateTime<Utc>>,
    pub updated_at: Option<DateTime<Utc>>,
    pub deleted: bool,
    pub trashed_at: Option<DateTime<Utc>>,
    /// Who made and changed it, in a file of our own.
    pub own_meta: Option<Meta>,
    pub closed: Option<bool>,
    pub won: Option<bool>,
    pub close_date: Option<NaiveDate>,
    pub converted: bool,
    pub converted_at: Option<DateTime<Utc>>,
    /// What a lead was converted to.
    pub became: Vec<(Collection, Uuid)>,
    pub cells: Cells,
    pub problems: Vec<RowProblem>,
    /// A cell was larger than any field.
    pub too_large: bool,
}

/// A cell that holds a word of a list.
pub(super) struct Word {
    pub header: String,
    pub field: &'static Field,
    pub text: String,
}

/// A cell that names another record.
#[derive(Clone)]
pub(super) struct Link {
    pub header: String,
    pub to: LinkTo,
    pub by_id: bool,
    pub text: String,
}

/// Which link of a record.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum LinkTo {
    /// That of a field.
    Field(&'static str),
    /// What a lead became.
    Converted(Collection),
}

impl Candidate {
    /// Keeps a cell in `custom`.
    pub(super) fn keep(&mut self, header: &str, text: &str) {
        self.custom.insert(header.to_owned(), Value::from(text));
        self.cells.in_custom += 1;
    }

    /// Keeps a cell in `custom` that its field cannot take.
    pub(super) fn unfit(&mut self, header: &str, text: &str, problem: Problem) {
        self.keep(header, text);
        self.tell(header, text, ProblemKind::Unfit(problem));
    }

    /// Notes something about a cell.
    pub(super) fn tell(&mut self, header: &str, text: &str, kind: ProblemKind) {
        let problem =
            RowProblem { file: self.file, line: self.line, column: header.to_owned(), value: text.to_owned(), kind };
        self.problems.push(problem);
    }

    /// Counts a cell as taken or repeated; one that found its place taken by
    /// something else is kept in `custom`.
    pub(super) fn count(&mut self, put: Put, header: &str, text: &str) {
        match put {
            Put::Taken => self.cells.in_fields += 1,
            Put::Repeats => self.cells.repeated += 1,
            Put::Occupied => self.keep(header, text),
        }
    }

    pub(super) fn take(&mut self, header: &str, text: &str, field: &'static Field, read: cell::Read) {
        match read {
            cell::Read::Value(value) => {
                let put = self.set(field.key, value);
                self.note(field.key, header, text);
                self.count(put, header, text);
            }
            cell::Read::Rounded(value) => {
                self.set(field.key, value);
                self.note(field.key, header, text);
                self.keep(header, text);
                self.tell(header, text, ProblemKind::Rounded);
            }
            cell::Read::Word => {
                self.words.push(Word { header: header.to_owned(), field, text: text.to_owned() });
            }
            cell::Read::Nothing => self.cells.empty += 1,
            cell::Read::Unfit(problem) => self.unfit(header, text, problem),
        }
    }

    /// Notes which cell a field was read from.
    fn note(&mut self, key: &'static str, header: &str, text: &str) {
        self.headers.entry(key).or_insert_with(|| (header.to_owned(), text.to_owned()));
    }

    /// True when somebody is named.
    pub(super) fn has_person(&self) -> bool {
        self.fields.contains_key("first_name") || self.fields.contains_key("last_name")
    }

    /// Sets a field that no other cell of the row has set; further texts of a
    /// description are put below.
    fn set(&mut self, key: &'static str, value: Value) -> Put {
        match (self.fields.get_mut(key), &value) {
            (None, _) => {
                self.fields.insert(key, value);
                Put::Taken
            }
            (Some(present), _) if *present == value => Put::Repeats,
            (Some(Value::String(present)), Value::String(further)) if key == "description" => {
                present.push_str("\n\n");
                present.push_str(further);
                Put::Taken
            }
            (Some(_), _) => Put::Occupied,
        }
    }

    pub(super) fn take_listed(&mut self, header: &str, text: &str, key: &'static str, kind: &str) {
        let Some(values) = cell::listed(key, text) else {
            return self.unfit(header, text, cell::listed_problem(key));
        };
        self.note(key, header, text);
        let list = self.fields.entry(key).or_insert_with(|| Value::Array(Vec::new()));
        let mut rows: Vec<Labelled> = read_value(&list.take()).unwrap_or_default();
        let before = rows.len();
        for value in values {
            if !rows.iter().any(|row| row.value == value) {
                rows.push(Labelled::new(kind, value));
            }
        }
        // The same number in two columns, such as phone and mobile, says a
        // second kind: that must not be lost.
        let repeats = rows.len() == before;
        *list = serde_json::to_value(rows).unwrap_or_default();
        if repeats {
            self.keep(header, text);
        } else {
            self.cells.in_fields += 1;
        }
    }

    pub(super) fn take_flag(&mut self, header: &str, text: &str) -> Option<bool> {
        let flag = values::flag(text);
        match flag {
            Some(_) => self.cells.in_fields += 1,
            None => self.unfit(header, text, Problem::Unfit),
        }
        flag
    }

    pub(super) fn take_day(&mut self, header: &str, text: &str, styles: Styles) -> Option<NaiveDate> {
        if dates::is_no_date(text) {
            self.cells.empty += 1;
            return None;
        }
        let day = dates::read_day(text, styles.date_order);
        match day {
            Some(_) => self.cells.in_fields += 1,
            None => self.unfit(header, text, Problem::NotADay),
        }
        day
    }

    pub(super) fn take_instant(&mut self, header: &str, text: &str, styles: Styles) -> Option<DateTime<Utc>> {
        let instant = dates::read_instant(text, styles.date_order);
        match instant {
            Some(_) => self.cells.in_fields += 1,
            None => self.unfit(header, text, Problem::NotADay),
        }
        instant
    }

    /// Open, won or lost; for activities, done or not.
    pub(super) fn take_outcome(&mut self, header: &str, text: &str) {
        let (closed, won) = match names::squeeze(text).as_str() {
            "won" | "closedwon" => (true, true),
            "lost" | "closedlost" | "completed" | "complete" | "done" | "closed" => (true, false),
            "open" | "notstarted" => (false, false),
            _ => return self.keep(header, text),
        };
        self.closed = Some(closed);
        self.won = Some(won).filter(|_| closed).or(self.won);
        self.cells.in_fields += 1;
    }

    pub(super) fn finish(&mut self, waiting: Waiting<'_>) {
        for (header, kind, text) in &waiting.whole_addresses {
            if addresses::repeats(text, kind, &waiting.addresses) {
                self.cells.repeated += 1;
            } else {
                self.keep(header, text);
            }
        }
        if !waiting.addresses.is_empty() {
            self.note("addresses", "Address", "");
            self.fields.insert("addresses", serde_json::to_value(waiting.addresses).unwrap_or_default());
        }
        if let Some((header, text)) = waiting.full_name {
            self.take_full_name(header, text);
        }
    }

    /// A full name repeats first and last name, or stands in for them.
    fn take_full_name(&mut self, header: &str, text: &str) {
        let part = |key| self.fields.get(key).and_then(Value::as_str).unwrap_or_default();
        let (first, last, salutation) = (part("first_name"), part("last_name"), part("salutation"));
        let words =
            |parts: &[&str]| parts.iter().flat_map(|part| part.split_whitespace()).collect::<Vec<_>>().join(" ");
        let spelled = [words(&[first, last]), words(&[last, first]), words(&[salutation, first, last])];
        let squeezed = words(&[&text.replace(',', " ")]);
        if spelled.contains(&squeezed) {
            self.cells.repeated += 1;
        } else if first.is_empty() && last.is_empty() {
            let (first, last) = split_name(text);
            for (key, value) in [("first_name", first), ("last_name", last)] {
                if !value.is_empty() {
                    self.fields.insert(key, Value::from(value));
                }
            }
            self.cells.in_fields += 1;
        } else {
            self.keep(header, text);
        }
    }
}

/// What became of a cell that wanted a place.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Put {
    /// It has it.
    Taken,
    /// The same stands there already.
    Repeats,
    /// Something else stands there.
    Occupied,
}
