//! The file that Relata exports and imports.
//!
//! # The format
//!
//! UTF-8 JSON, one object:
//!
//! ```json
//! {
//!  "format": "relata",
//!  "version": 1,
//!  "records": {
//!   "accounts": [
//!    {"id":"019a…","meta":{"created_at":"2026-11-21T09:00:00Z","updated_at":"2026-11-21T09:00:00Z"},"name":"Acme"}
//!   ]
//!  }
//! }
//! ```
//!
//! - `records` holds a list for every collection that has records, named by
//!   its plural and in the order of [`Collection::ALL`]: accounts, contacts,
//!   leads, opportunities, activities, then profiles and the editable lists,
//!   then the settings.
//! - Records stand in the order of their ids, one on a line, so that two
//!   exports can be compared line by line and the line of an error is a record.
//! - A record's keys stand in the order of its definition. A field at its
//!   default is left out; `null` reads as the default.
//! - A record in the Trash has `trashed_at`.
//! - Days are `YYYY-MM-DD`, instants RFC 3339 in UTC, money
//!   `{"minor":112474115,"currency":"USD"}` in the currency's minor unit,
//!   references the id of the other record.
//! - Nothing in the file depends on when or where it was written: the same
//!   records give the same bytes.
//!
//! # Reading
//!
//! Files of older versions are brought up to date ([`super::migrate`]); those of
//! newer ones are refused. A record that cannot be read refuses the file, with
//! every such record named. What is understood but odd is read and reported as
//! a [`Warning`]: a field that Relata does not know is kept in the record's
//! `custom` where it has one, a reference that points nowhere is kept.

use std::fmt;

use serde_json::Value;
use uuid::Uuid;

use crate::domain::record::{Record, RecordRef};
use crate::domain::workspace::Workspace;

/// The word that tells our files from others.
pub const FORMAT: &str = "relata";

/// What a JSON file turned out to be.
#[derive(Clone, Debug)]
pub enum Opened {
    /// An exported workspace.
    Document(Document),
    /// What the rescue screen saved: the keys of the browser's storage as they
    /// were, for the store to open.
    RawDump,
}

/// A file that was read: its records and what is odd about them.
#[derive(Clone, Debug, Default)]
pub struct Document {
    /// The version in which it was written.
    pub version: u32,
    /// Every record, in the order of the file.
    pub records: Vec<Record>,
    /// What was read but should be known.
    pub warnings: Vec<Warning>,
}

impl Document {
    /// The workspace that the file holds.
    pub fn workspace(&self) -> Workspace {
        Workspace::from_records(self.records.iter().cloned())
    }
}

/// Something odd in a file that was read all the same.
#[derive(Clone, Debug, PartialEq)]
pub enum Warning {
    /// A section that is not understood and was left out.
    UnknownSection {
        /// Its name.
        name: String,
    },
    /// A field that Relata does not know.
    UnknownField {
        /// Whose.
        record: RecordRef,
        /// The keys that lead to it, joined by dots.
        path: String,
        /// What stands in it.
        value: Value,
        /// True when it was kept in the record's `custom` under its key.
        kept: bool,
    },
    /// A reference to a record that the file does not have.
    PointsNowhere {
        /// Whose.
        record: RecordRef,
        /// The key of the field.
        field: &'static str,
        /// The record that is not there.
        target: RecordRef,
    },
}

/// Why a file was not read. Nothing has changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DocumentError {
    /// Not JSON, from this place on.
    NotJson {
        /// Counted from 1.
        line: usize,
        /// Counted from 1.
        column: usize,
        /// What the reader said.
        detail: String,
    },
    /// JSON, but not a file of ours.
    NotRelata,
    /// A file of ours without a version that is a whole number from 1.
    NoVersion,
    /// Written by a newer program.
    NewerVersion {
        /// The version of the file.
        version: u64,
        /// The newest that can be read.
        known: u32,
    },
    /// Something stands where something else should, such as a text where a list is.
    Misshapen {
        /// Counted from 1.
        line: usize,
        /// Counted from 1.
        column: usize,
        /// What the reader said.
        detail: String,
    },
    /// A list of records of a kind that is not known.
    UnknownCollection {
        /// Its name in the file.
        name: String,
    },
    /// A list that stands in the file twice.
    RepeatedCollection {
        /// Its name in the file.
        name: String,
    },
    /// Records that cannot be read.
    Records {
        /// The first of them.
        faults: Vec<Fault>,
        /// How many more there are.
        more: usize,
    },
}

impl fmt::Display for DocumentError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotJson { line, column, detail } => write!(f, "not JSON at line {line}, column {column}: {detail}"),
            Self::NotRelata => f.write_str("not a file of Relata"),
            Self::NoVersion => f.write_str("no version"),
            Self::NewerVersion { version, known } => write!(f, "version {version}, only {known} is known"),
            Self::Misshapen { line, column, detail } => write!(f, "line {line}, column {column}: {detail}"),
            Self::UnknownCollection { name } => write!(f, "unknown collection {name}"),
            Self::RepeatedCollection { name } => write!(f, "collection {name} twice"),
            Self::Records { faults, more } => {
                for fault in faults {
                    writeln!(f, "{}[{}]: {:?}", fault.collection, fault.index, fault.problem)?;
                }
                write!(f, "and {more} more")
            }
        }
    }
}

impl std::error::Error for DocumentError {}

/// A record that cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The plural of its collection.
    pub collection: &'static str,
    /// Its place in the list, counted from 0.
    pub index: usize,
    /// Its id, where that could be read.
    pub id: Option<Uuid>,
    /// What is wrong.
    pub problem: FaultKind,
}

/// What is wrong with a record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FaultKind {
    /// It has no id.
    NoId,
    /// Another record of the collection has this id.
    DuplicateId {
        /// The place of the other, counted from 0.
        first: usize,
    },
    /// A key that stands in it twice.
    RepeatedField {
        /// The key.
        field: String,
    },
    /// A field with a value it cannot take.
    Unfit {
        /// The field's key.
        field: String,
        /// What the reader said.
        detail: String,
    },
}
