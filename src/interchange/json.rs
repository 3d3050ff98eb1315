//! Writing a workspace as a file and reading it back; the format is described
//! in [`super::document`].
//!
//! Reading goes over the text record by record, in steps, so that a large file
//! never stands in memory as JSON and a page answers meanwhile. A file in which
//! that finds anything odd is read once more in one piece, first for what it
//! says it is, then for its records: so what is wrong with a file is said the
//! same however it is read.

mod reader;
mod records;
mod scan;
mod walk;

pub use reader::Reader;

use std::fmt;

use serde::de::{Deserializer, IgnoredAny, MapAccess, Visitor};
use serde_json::Value;
use serde_json::error::Category;

use super::document::{Document, DocumentError, FORMAT, Opened};
use super::migrate::VERSION;
use crate::domain::record::Collection;
use crate::domain::workspace::Workspace;

/// The whole workspace as text: same records, same bytes.
///
/// # Errors
///
/// Says why when a record cannot be written, which no record is known to do;
/// better no file than one that lacks a record.
pub fn write(workspace: &Workspace) -> Result<String, serde_json::Error> {
    let mut text = format!("{{\n \"format\": \"{FORMAT}\",\n \"version\": {VERSION},\n \"records\": {{");
    let mut next_list = "";
    for collection in Collection::ALL {
        let mut next_record = "";
        for record in workspace.records(*collection) {
            if next_record.is_empty() {
                text.extend([next_list, "\n  \"", collection.plural(), "\": ["]);
            }
            text.push_str(next_record);
            text.push_str("\n   ");
            text.push_str(&record.to_json()?);
            next_record = ",";
        }
        if !next_record.is_empty() {
            text.push_str("\n  ]");
            next_list = ",";
        }
    }
    text.push_str("\n }\n}\n");
    Ok(text)
}

/// Reads a file.
pub fn read(text: &str) -> Result<Opened, DocumentError> {
    let mut reader = Reader::new(text);
    while reader.step(usize::MAX) {}
    reader.finish()
}

fn read_at_once(text: &str) -> Result<Opened, DocumentError> {
    let head = head(text)?;
    if head.raw_dump {
        return Ok(Opened::RawDump);
    }
    if head.format.as_ref().and_then(Value::as_str) != Some(FORMAT) {
        return Err(DocumentError::NotRelata);
    }
    let version = known_version(head.version.as_ref())?;
    records::read(text, version).map(|(records, warnings)| Opened::Document(Document { version, records, warnings }))
}

fn known_version(version: Option<&Value>) -> Result<u32, DocumentError> {
    let version = version.and_then(Value::as_u64).filter(|version| *version > 0);
    let version = version.ok_or(DocumentError::NoVersion)?;
    let known = u32::try_from(version).ok().filter(|version| *version <= VERSION);
    known.ok_or(DocumentError::NewerVersion { version, known: VERSION })
}

/// What a file says it is.
#[derive(Default)]
struct Head {
    format: Option<Value>,
    version: Option<Value>,
    raw_dump: bool,
}

fn head(text: &str) -> Result<Head, DocumentError> {
    let mut deserializer = serde_json::Deserializer::from_str(text);
    let head = deserializer.deserialize_map(HeadVisitor).and_then(|head| deserializer.end().map(|()| head));
    head.map_err(|error| match error.classify() {
        Category::Data => DocumentError::NotRelata,
        _ => not_json(&error),
    })
}

struct HeadVisitor;

impl<'de> Visitor<'de> for HeadVisitor {
    type Value = Head;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Head, A::Error> {
        let mut head = Head::default();
        while let Some(key) = map.next_key::<String>()? {
            match key.as_str() {
                "format" => head.format = Some(map.next_value()?),
                "version" => head.version = Some(map.next_value()?),
                other => {
                    head.raw_dump |= other == "relata_raw_dump";
                    map.next_value::<IgnoredAny>()?;
                }
            }
        }
        Ok(head)
    }
}

fn not_json(error: &serde_json::Error) -> DocumentError {
    DocumentError::NotJson { line: error.line(), column: error.column(), detail: detail(error) }
}

/// What the reader said, without the place, which is told apart.
fn detail(error: &serde_json::Error) -> String {
    let text = error.to_string();
    text.split(" at line ").next().unwrap_or_default().to_owned()
}
