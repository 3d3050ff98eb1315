//! The columns of each list, what stands in their cells, and how they sort.

use serde_json::Value;

use crate::domain::account::Lifecycle;
use crate::domain::activity::Activity;
use crate::domain::field::Kind;
use crate::domain::lead::Rating;
use crate::domain::option::LeadPhase;
use crate::domain::pipeline::StageKind;
use crate::domain::record::{Collection, Record, RecordRef};
use crate::domain::text::fold;
use crate::domain::workspace::Workspace;
use crate::ui::components::badge::Tone;
use crate::ui::components::grid::Column;
use crate::ui::{show, words};

/// The columns of a collection's list in order; the first names the record.
pub fn columns(collection: Collection) -> Vec<Column> {
    let keys: &[(&str, u16)] = match collection {
        Collection::Lead => &[
            ("title", 20),
            ("company", 18),
            ("status", 12),
            ("rating", 8),
            ("source", 13),
            ("emails", 20),
            ("owner", 11),
        ],
        Collection::Account => &[
            ("title", 24),
            ("lifecycle", 12),
            ("industry", 15),
            ("segment", 10),
            ("phones", 15),
            ("owner", 12),
            ("number", 10),
        ],
        Collection::Contact => {
            &[("title", 20), ("job_title", 17), ("accounts", 20), ("emails", 21), ("phones", 15), ("owner", 11)]
        }
        Collection::Opportunity => &[
            ("title", 24),
            ("account", 20),
            ("stage", 13),
            ("amount", 12),
            ("probability", 11),
            ("expected_close", 13),
            ("owner", 11),
        ],
        Collection::Activity => {
            &[("title", 28), ("kind", 10), ("links", 26), ("due", 13), ("priority", 9), ("owner", 12)]
        }
        _ => &[("title", 30)],
    };
    keys.iter().map(|(key, width)| column(collection, key, *width)).collect()
}

fn column(collection: Collection, key: &str, width: u16) -> Column {
    let label = match (collection, key) {
        (Collection::Activity, "title") => "Subject",
        (_, "title") => "Name",
        _ => words::fields::field_label(collection, key),
    };
    let column = Column::new(key, label, width);
    let numeric =
        collection.field(key).is_some_and(|field| matches!(field.kind, Kind::Money | Kind::Number | Kind::Percent));
    if numeric { column.numeric() } else { column }
}

/// What stands in a cell.
pub struct Cell {
    /// The words.
    pub text: String,
    /// Set where the words are drawn as a badge.
    pub tone: Option<Tone>,
}

/// What stands in the cell of a record under a column.
pub fn cell(workspace: &Workspace, record: &Record, key: &str) -> Cell {
    let text = match key {
        "title" => record.title(),
        // One line has room for one of each.
        "emails" | "phones" | "websites" => first_row(record, key),
        "accounts" | "links" => linked_titles(workspace, record),
        _ => show::value_text(workspace, record.collection(), key, &record.get(key).unwrap_or_default()),
    };
    let tone = if text.is_empty() { None } else { tone(workspace, record, key) };
    Cell { text, tone }
}

/// The names of the records that a contact or an activity is linked to.
fn linked_titles(workspace: &Workspace, record: &Record) -> String {
    let titles: Vec<String> = match record {
        Record::Contact(contact) => {
            contact.accounts.iter().map(|role| show::record_title(workspace, RecordRef::of(role.account))).collect()
        }
        Record::Activity(activity) => activity.links.iter().map(|link| show::record_title(workspace, *link)).collect(),
        _ => Vec::new(),
    };
    titles.join(", ")
}

fn first_row(record: &Record, key: &str) -> String {
    let rows = record.get(key).unwrap_or_default();
    let first = rows.get(0).and_then(|row| row.get("value")).and_then(Value::as_str);
    first.unwrap_or_default().to_owned()
}

/// The colour of a cell that is drawn as a badge.
pub fn tone(workspace: &Workspace, record: &Record, key: &str) -> Option<Tone> {
    match (record, key) {
        (Record::Account(account), "lifecycle") => Some(match account.lifecycle {
            Lifecycle::Customer => Tone::Good,
            Lifecycle::Prospect => Tone::Accent,
        }),
        (Record::Lead(lead), "rating") => lead.rating.map(|rating| match rating {
            Rating::Hot => Tone::Bad,
            Rating::Warm => Tone::Warn,
            Rating::Cold => Tone::Neutral,
        }),
        (Record::Lead(lead), "status") => Some(match workspace.lead_phase(lead.status) {
            LeadPhase::New | LeadPhase::Working => Tone::Accent,
            LeadPhase::Engaged | LeadPhase::Qualified | LeadPhase::Converted => Tone::Good,
            LeadPhase::Parked | LeadPhase::Disqualified => Tone::Neutral,
        }),
        (Record::Opportunity(deal), "stage") => Some(match workspace.stage_kind(deal.stage) {
            StageKind::Open => Tone::Accent,
            StageKind::Won => Tone::Good,
            StageKind::Lost => Tone::Neutral,
        }),
        _ => None,
    }
}

/// What a record is sorted by under a column. Empty sorts last, both ways.
#[derive(Clone, Debug, PartialEq, PartialOrd)]
pub enum SortKey {
    /// By size.
    Number(i64),
    /// By folded text; days and instants are text that sorts by time.
    Text(String),
}

/// The sort key of a record under a column; `None` where there is nothing.
pub fn sort_key(workspace: &Workspace, record: &Record, key: &str) -> Option<SortKey> {
    if key == "title" {
        return Some(SortKey::Text(fold(&record.title())));
    }
    let value = record.get(key).filter(|value| !crate::domain::field::is_blank(value))?;
    let kind = record.collection().field(key).map(|field| field.kind);
    match (kind, &value) {
        (Some(Kind::Money), _) => value.get("minor").and_then(Value::as_i64).map(SortKey::Number),
        (Some(Kind::Choice(choices)), Value::String(chosen)) => {
            let place = choices.iter().position(|choice| choice == chosen)?;
            i64::try_from(place).ok().map(SortKey::Number)
        }
        (Some(Kind::Reference(Collection::Stage | Collection::LeadStatus)), Value::String(id)) => {
            let collection = if key == "stage" { Collection::Stage } else { Collection::LeadStatus };
            let option = workspace.find(crate::domain::record::RecordRef { collection, id: id.parse().ok()? })?;
            option.get("position").and_then(|place| place.as_i64()).map(SortKey::Number)
        }
        (Some(Kind::Day | Kind::Instant), Value::String(text)) => Some(SortKey::Text(text.clone())),
        (_, Value::Number(number)) => number.as_i64().map(SortKey::Number),
        _ => Some(SortKey::Text(fold(&cell(workspace, record, key).text)))
            .filter(|key| *key != SortKey::Text(String::new())),
    }
}

/// All of a record that the filter of its list looks at, folded.
pub fn haystack(workspace: &Workspace, record: &Record) -> String {
    let mut text: String =
        columns(record.collection()).iter().map(|column| cell(workspace, record, &column.key).text + " ").collect();
    for key in ["emails", "phones", "addresses", "description", "body"] {
        if record.collection().field(key).is_some() {
            text += &show::value_text(workspace, record.collection(), key, &record.get(key).unwrap_or_default());
            text.push(' ');
        }
    }
    fold(&text)
}

/// True for activities past their day; the list marks them.
pub fn is_overdue(record: &Record, today: chrono::NaiveDate) -> bool {
    matches!(record, Record::Activity(activity) if Activity::is_overdue(activity, today))
}
