//! The columns of each list, what stands in their cells, and how they sort.

use leptos::prelude::*;
use serde_json::Value;

use crate::app::crm::Crm;
use crate::domain::account::Lifecycle;
use crate::domain::activity::Activity;
use crate::domain::field::Kind;
use crate::domain::lead::Rating;
use crate::domain::option::LeadPhase;
use crate::domain::pipeline::StageKind;
use crate::domain::record::{Collection, Record, RecordRef};
use crate::domain::workspace::Workspace;
use crate::ui::components::badge::Tone;
use crate::ui::components::format;
use crate::ui::components::grid::{Cell, Column, Look, Widths};
use crate::ui::form::layout;
use crate::ui::words::vocabulary::spoken;
use crate::ui::{show, words};

/// The columns that a collection's list has by itself, in order; the first names the record.
pub fn columns(collection: Collection) -> Vec<Column> {
    let keys: &[&str] = match collection {
        Collection::Lead => &["title", "company", "status", "rating", "source", "emails", "owner"],
        Collection::Account => &["title", "lifecycle", "industry", "segment", "phones", "owner", "number"],
        Collection::Contact => &["title", "job_title", "accounts", "emails", "phones", "owner"],
        Collection::Opportunity => &["title", "account", "stage", "amount", "probability", "expected_close", "owner"],
        Collection::Activity => &["title", "kind", "links", "due", "priority", "owner"],
        _ => &["title"],
    };
    keys.iter().filter_map(|key| column(collection, key)).collect()
}

/// The keys of all columns that a list can have: what names the record, every field, and
/// when the record was made and changed.
pub fn keys(collection: Collection) -> Vec<&'static str> {
    let fields = collection.fields().iter().map(|field| field.key);
    let named_by = title_fields(collection);
    let alone = move |key: &&str| named_by.len() != 1 || !named_by.contains(key);
    [TITLE].into_iter().chain(fields.filter(alone)).chain([CREATED, UPDATED]).collect()
}

/// The column of what names a record.
pub const TITLE: &str = "title";
const CREATED: &str = "created_at";
const UPDATED: &str = "updated_at";

/// The column of a key; `None` where the collection has no such field.
pub fn column(collection: Collection, key: &str) -> Option<Column> {
    let kind = collection.field(key).map(|field| field.kind);
    let label = match (collection, key, kind) {
        (Collection::Activity, TITLE, _) => spoken("Subject"),
        (_, TITLE, _) => spoken("Name"),
        (_, CREATED, _) => spoken("Created"),
        (_, UPDATED, _) => spoken("Changed"),
        (_, _, Some(_)) => words::fields::field_label(collection, key),
        (_, _, None) => return None,
    };
    let column = Column::new(key, label, width(collection, key, kind));
    let column = if kind.is_some_and(is_numeric) { column.numeric() } else { column };
    let editable = edited_fields(collection, key).iter().any(|key| layout::is_typed(collection, key));
    Some(if editable { column.editable() } else { column })
}

/// The fields that are typed in a cell, by the key of its column.
pub fn edited_fields(collection: Collection, key: &str) -> Vec<&'static str> {
    match key {
        TITLE => title_fields(collection).to_vec(),
        _ => collection.field(key).map(|field| field.key).into_iter().collect(),
    }
}

/// The fields that a record's name is made of.
const fn title_fields(collection: Collection) -> &'static [&'static str] {
    match collection {
        Collection::Lead | Collection::Contact => &["first_name", "last_name"],
        Collection::Activity => &["subject"],
        Collection::Settings => &[],
        _ => &["name"],
    }
}

const fn is_numeric(kind: Kind) -> bool {
    matches!(kind, Kind::Money | Kind::Number | Kind::Percent)
}

/// Least width in characters.
fn width(collection: Collection, key: &str, kind: Option<Kind>) -> u16 {
    match (key, kind) {
        (TITLE, _) => match collection {
            Collection::Activity => 28,
            Collection::Account | Collection::Opportunity => 22,
            _ => 20,
        },
        ("links", _) => 26,
        ("number" | "kind", _) => 10,
        ("source" | "stage", _) => 13,
        ("rating", _) => 8,
        ("priority", _) => 9,
        // A possible customer takes more room than a prospect.
        ("lifecycle", _) if words::choices::lifecycle(Lifecycle::Prospect).len() > 12 => 15,
        ("owner" | "lifecycle" | "status" | "segment", _) => 12,
        (_, Some(Kind::Number | Kind::Percent | Kind::Flag)) => 11,
        (_, Some(Kind::Money | Kind::Day | Kind::Choice(_))) => 13,
        (_, Some(Kind::Phones) | None) => 15,
        (
            _,
            Some(
                Kind::Emails
                | Kind::Addresses
                | Kind::LongText
                | Kind::References(_)
                | Kind::Structure
                | Kind::Reference(_),
            ),
        ) => 18,
        (_, Some(Kind::Text | Kind::Instant | Kind::Websites)) => 16,
    }
}

/// The cells of a record under columns. Runs again when what the columns show may have
/// changed, and nothing else.
pub fn cells(crm: Crm, record: RecordRef, columns: &[Column]) -> Vec<Cell> {
    let mut shown = vec![record.collection];
    for kind in columns.iter().filter_map(|column| Some(record.collection.field(&column.key)?.kind)) {
        match kind {
            Kind::Reference(to) | Kind::References(to) => shown.push(to),
            Kind::Structure => shown.extend(Collection::MAIN),
            _ => {}
        }
    }
    shown.sort_unstable();
    shown.dedup();
    let today = crm.today();
    crm.read(&shown, |workspace| {
        let Some(record) = workspace.find(record) else { return Vec::new() };
        let cell = |column: &Column| match cell(workspace, record, &column.key) {
            late if column.key == "due" && is_overdue(record, today) => Cell { look: Look::Late, ..late },
            other => other,
        };
        columns.iter().map(cell).collect()
    })
}

/// How wide the columns of a list were made on this device.
pub fn widths(crm: Crm, collection: Collection) -> Signal<Widths> {
    Signal::derive(move || {
        crm.preferences.with(|kept| kept.column_widths.get(collection.plural()).cloned().unwrap_or_default())
    })
}

/// Keeps the widths of a list's columns on this device.
pub fn keep_widths(crm: Crm, collection: Collection) -> Callback<Widths> {
    Callback::new(move |widths| {
        crm.preferences.update(|kept| {
            kept.column_widths.insert(collection.plural().to_owned(), widths);
        });
    })
}

/// What stands in the cell of a record under a column.
pub fn cell(workspace: &Workspace, record: &Record, key: &str) -> Cell {
    let collection = record.collection();
    let text = match key {
        TITLE => record.title(),
        CREATED => format::date_time(record.meta().created_at),
        UPDATED => format::date_time(record.meta().updated_at),
        // One line has room for one of each.
        "emails" | "phones" | "websites" => first_row(record, key),
        "accounts" | "links" => linked_titles(workspace, record),
        _ => {
            let value = record.get(key).unwrap_or_default();
            match collection.field(key).map(|field| field.kind) {
                Some(Kind::References(to)) => return chips(workspace, to, &value),
                Some(Kind::LongText) => first_line(&value),
                _ => show::value_text(workspace, collection, key, &value),
            }
        }
    };
    let tone = if text.is_empty() { None } else { tone(workspace, record, key) };
    Cell { text, look: tone.map_or(Look::Plain, Look::Badge) }
}

fn chips(workspace: &Workspace, to: Collection, value: &Value) -> Cell {
    let ids = value.as_array().map(Vec::as_slice).unwrap_or_default().iter();
    let ids = ids.filter_map(|id| id.as_str()?.parse().ok());
    let names: Vec<String> = ids.map(|id| show::record_title(workspace, RecordRef { collection: to, id })).collect();
    Cell { text: names.join(", "), look: Look::Chips(names) }
}

/// The first line of a text, cut where no column is that wide.
fn first_line(value: &Value) -> String {
    let text = value.as_str().unwrap_or_default().trim();
    text.lines().next().unwrap_or_default().chars().take(200).collect()
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

/// True for activities past their day; the list marks them.
pub fn is_overdue(record: &Record, today: chrono::NaiveDate) -> bool {
    matches!(record, Record::Activity(activity) if Activity::is_overdue(activity, today))
}
