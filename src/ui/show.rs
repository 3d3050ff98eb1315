//! Values of records as people read them: links by the name of what they lead
//! to, choices by their words, money and days in the language of the browser.

use chrono::{DateTime, NaiveDate, Utc};
use serde::de::DeserializeOwned;
use serde_json::Value;
use uuid::Uuid;

use super::components::format;
use super::words::choices::choice_label;
use super::words::concepts::{in_sentence, singular};
use super::words::counts::count;
use crate::domain::account::Evidence;
use crate::domain::contact::{AccountRole, Verification};
use crate::domain::field::{Address, Kind, Labelled, is_blank};
use crate::domain::lead::Conversion;
use crate::domain::opportunity::{ContactRole, StageEntry};
use crate::domain::record::{Collection, RecordRef};
use crate::domain::workspace::Workspace;
use crate::packing::read_value;
use crate::ui::words::vocabulary::{said, spoken};

/// A field's value in words; empty where there is none.
pub fn value_text(workspace: &Workspace, collection: Collection, key: &str, value: &Value) -> String {
    let Some(field) = collection.field(key) else { return plain(value) };
    match field.kind {
        // "No" says something; every other blank says nothing.
        Kind::Flag => yes_or_no(value).to_owned(),
        _ if is_blank(value) => String::new(),
        Kind::Text | Kind::LongText => plain(value),
        Kind::Number => value.as_i64().map(format::number).unwrap_or_default(),
        Kind::Percent => {
            value.as_u64().and_then(|share| u8::try_from(share).ok()).map(format::percent).unwrap_or_default()
        }
        Kind::Money => read(value).map(format::money).unwrap_or_default(),
        Kind::Day => read(value).map(|day: NaiveDate| format::day(day)).unwrap_or_default(),
        Kind::Instant => read(value).map(|instant: DateTime<Utc>| format::date_time(instant)).unwrap_or_default(),
        Kind::Choice(_) => choice(key, value),
        Kind::Reference(to) => referred(workspace, to, value),
        Kind::References(to) => listed(value, |item| referred(workspace, to, item)),
        Kind::Emails | Kind::Phones | Kind::Websites => listed(value, labelled),
        Kind::Addresses => listed(value, |item| read(item).map(|found: Address| address(&found)).unwrap_or_default()),
        Kind::Structure => structure(workspace, key, value),
    }
}

/// What a record is called, marked when it is in the Trash; says so where it is gone.
pub fn record_title(workspace: &Workspace, reference: RecordRef) -> String {
    let Some(record) = workspace.find(reference) else { return spoken(GONE).to_owned() };
    let title = record.title();
    let title =
        if title.trim().is_empty() { said!("Untitled {}", in_sentence(singular(reference.collection))) } else { title };
    if record.is_live() { title } else { said!("{} (in Trash)", title) }
}

/// Words in a line with dots between; those that say nothing are left out.
pub fn dotted(parts: impl IntoIterator<Item = String>) -> String {
    parts.into_iter().filter(|part| !part.trim().is_empty()).collect::<Vec<_>>().join(" · ")
}

/// What stands for a record that is not here: in an archive, or gone for good.
pub const GONE: &str = "Archived or removed";

/// An address in one line: `Main St 1, 12345 Springfield, USA`.
pub fn address(address: &Address) -> String {
    let town = [address.postal_code.trim(), address.city.trim()];
    let town = town.iter().filter(|part| !part.is_empty()).copied().collect::<Vec<_>>().join(" ");
    let parts = [address.street.trim(), town.as_str(), address.state.trim(), address.country.trim()];
    parts.iter().filter(|part| !part.is_empty()).map(|part| part.replace('\n', ", ")).collect::<Vec<_>>().join(", ")
}

/// Who vetted something and when: `21 Nov 2026, by Ada`.
pub fn verification(workspace: &Workspace, verification: &Verification) -> String {
    let when = format::day(format::local_day(verification.at));
    match verification.by.and_then(|id| workspace.title(RecordRef::of(id))) {
        Some(name) => said!("{}, by {}", when, name),
        None => when,
    }
}

fn read<T: DeserializeOwned>(value: &Value) -> Option<T> {
    read_value(value).ok()
}

fn plain(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

fn yes_or_no(value: &Value) -> &'static str {
    if value.as_bool() == Some(true) { spoken("Yes") } else { spoken("No") }
}

fn choice(key: &str, value: &Value) -> String {
    let stored = value.as_str().unwrap_or_default();
    match choice_label(key, stored) {
        "" => stored.to_owned(),
        words => words.to_owned(),
    }
}

fn referred(workspace: &Workspace, collection: Collection, value: &Value) -> String {
    let id: Option<Uuid> = value.as_str().and_then(|text| text.parse().ok());
    id.map(|id| record_title(workspace, RecordRef { collection, id })).unwrap_or_default()
}

fn listed(value: &Value, write: impl Fn(&Value) -> String) -> String {
    let items = value.as_array().map(Vec::as_slice).unwrap_or_default();
    items.iter().map(write).filter(|text| !text.is_empty()).collect::<Vec<_>>().join(", ")
}

fn labelled(value: &Value) -> String {
    read(value).map(|row: Labelled| row.value).unwrap_or_default()
}

fn structure(workspace: &Workspace, key: &str, value: &Value) -> String {
    let title = |reference| record_title(workspace, reference);
    match key {
        "accounts" => listed(value, |item| {
            read(item)
                .map(|role: AccountRole| with_role(title(RecordRef::of(role.account)), &role.role))
                .unwrap_or_default()
        }),
        "contacts" => listed(value, |item| {
            read(item)
                .map(|role: ContactRole| with_role(title(RecordRef::of(role.contact)), &role.role))
                .unwrap_or_default()
        }),
        "links" => listed(value, |item| read(item).map(title).unwrap_or_default()),
        "information_verified" | "intent_verified" | "qualified" => {
            read(value).map(|found: Verification| verification(workspace, &found)).unwrap_or_default()
        }
        "conversion" => read(value).map(|done: Conversion| format::day(format::local_day(done.at))).unwrap_or_default(),
        "stage_history" => {
            let entries: Vec<StageEntry> = read(value).unwrap_or_default();
            count(entries.len(), "stage", "stages")
        }
        "evidence" => {
            let entries: Vec<Evidence> = read(value).unwrap_or_default();
            count(entries.len(), "entry", "entries")
        }
        _ => pairs(value),
    }
}

fn with_role(name: String, role: &str) -> String {
    if role.trim().is_empty() { name } else { format!("{name} ({role})") }
}

/// A map, such as ids in other systems: `sap: C0042, hubspot: 17`.
fn pairs(value: &Value) -> String {
    let Some(map) = value.as_object() else { return plain(value) };
    map.iter().map(|(key, value)| format!("{key}: {}", plain(value))).collect::<Vec<_>>().join(", ")
}
