//! Field rules shared by forms and imports. A problem names its field and is
//! data; the words for it are the interface's.

use chrono::{Datelike, NaiveDate};
use serde_json::Value;

use super::account::Account;
use super::field::{Address, Kind, Labelled, is_blank};
use super::record::{Collection, Record, RecordRef, Stored};
use super::text;
use super::workspace::Workspace;
use crate::packing::read_value;

/// What is wrong with a field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldError {
    /// The field's key.
    pub field: String,
    /// The problem.
    pub problem: Problem,
}

impl FieldError {
    /// A problem of a field.
    pub fn new(field: impl Into<String>, problem: Problem) -> Self {
        Self { field: field.into(), problem }
    }
}

/// What can be wrong with a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Problem {
    /// Something must stand here.
    Required,
    /// One of these must stand somewhere: fields by key.
    OneOf(&'static [&'static str]),
    /// Longer than it may be, in characters.
    TooLong {
        /// The most there may be.
        most: usize,
    },
    /// Not shaped like an e-mail address.
    NotAnEmail,
    /// Not shaped like a web address.
    NotAWebAddress,
    /// A phone number without digits.
    NotAPhone,
    /// Not a number, or one that does not fit.
    NotANumber,
    /// Not an amount of money in its currency.
    NotAnAmount,
    /// Not a day between the years 1 and 9999.
    NotADay,
    /// Not a three-letter currency code.
    NotACurrency,
    /// Outside the range.
    OutOfRange {
        /// The least there may be.
        least: i64,
        /// The most there may be.
        most: i64,
    },
    /// Another record has this value already and it must be unique.
    Taken {
        /// By which record.
        by: RecordRef,
    },
    /// The record it points to is not there.
    Missing,
    /// It would belong to itself, directly or through others.
    Circular,
    /// A value this field cannot take.
    Unfit,
}

/// The most characters a line of text may have.
pub const LINE: usize = 10_000;
/// The most characters a long text may have.
pub const LONG: usize = 100_000;

/// Everything that is wrong with a record as it would be stored; empty when it
/// may be.
pub fn check(workspace: &Workspace, record: &Record) -> Vec<FieldError> {
    let mut errors = Vec::new();
    for field in record.collection().fields() {
        let value = record.get(field.key).unwrap_or_default();
        if let Some(problem) = check_value(workspace, field.kind, &value) {
            errors.push(FieldError::new(field.key, problem));
        }
    }
    errors.extend(check_record(workspace, record));
    errors
}

/// What of a value may be stored: the rows of a list that may be, else all of
/// it or null.
pub(crate) fn storable(workspace: &Workspace, kind: Kind, value: Value) -> Value {
    let may = |value: &Value| check_value(workspace, kind, value).is_none();
    match value {
        Value::Array(rows) => {
            Value::Array(rows.into_iter().filter(|row| may(&Value::Array(vec![row.clone()]))).collect())
        }
        value if may(&value) => value,
        _ => Value::Null,
    }
}

/// What is wrong with one value, by the kind of its field alone.
pub fn check_value(workspace: &Workspace, kind: Kind, value: &Value) -> Option<Problem> {
    if is_blank(value) {
        return None;
    }
    match kind {
        Kind::Text => too_long(value, LINE),
        Kind::LongText => too_long(value, LONG),
        Kind::Percent => match value.as_i64() {
            Some(0..=100) => None,
            _ => Some(Problem::OutOfRange { least: 0, most: 100 }),
        },
        Kind::Day => {
            let day = value.as_str().and_then(|text| text.parse::<NaiveDate>().ok());
            let in_range = day.is_some_and(|day| (1..=9999).contains(&day.year()));
            (!in_range).then_some(Problem::NotADay)
        }
        Kind::Reference(collection) => (!exists(workspace, collection, value)).then_some(Problem::Missing),
        Kind::References(collection) => {
            let items = value.as_array().map(Vec::as_slice).unwrap_or_default();
            let missing = items.iter().any(|item| !exists(workspace, collection, item));
            missing.then_some(Problem::Missing)
        }
        Kind::Emails => check_labelled(value, |email| (!text::looks_like_email(email)).then_some(Problem::NotAnEmail)),
        Kind::Phones => check_labelled(value, |phone| {
            let digits = phone.chars().any(|character| character.is_ascii_digit());
            (!digits).then_some(Problem::NotAPhone)
        }),
        Kind::Websites => check_labelled(value, |site| {
            let scheme = site.split_once(':').map(|(scheme, _)| scheme.to_ascii_lowercase());
            let dangerous = scheme.is_some_and(|scheme| matches!(scheme.as_str(), "javascript" | "data" | "vbscript"));
            (dangerous || !site.contains('.') || site.trim().contains(char::is_whitespace))
                .then_some(Problem::NotAWebAddress)
        }),
        Kind::Addresses => {
            let addresses: Vec<Address> = read_value(value).unwrap_or_default();
            let longest = addresses.iter().map(|address| address.street.chars().count()).max();
            (longest.unwrap_or_default() > LINE).then_some(Problem::TooLong { most: LINE })
        }
        Kind::Number | Kind::Money | Kind::Instant | Kind::Flag | Kind::Choice(_) | Kind::Structure => None,
    }
}

fn too_long(value: &Value, most: usize) -> Option<Problem> {
    let length = value.as_str().map(|text| text.chars().count()).unwrap_or_default();
    (length > most).then_some(Problem::TooLong { most })
}

fn exists(workspace: &Workspace, collection: Collection, value: &Value) -> bool {
    let id = value.as_str().and_then(|text| text.parse().ok());
    id.is_some_and(|id| workspace.find(RecordRef { collection, id }).is_some())
}

fn check_labelled(value: &Value, check: impl Fn(&str) -> Option<Problem>) -> Option<Problem> {
    let rows: Vec<Labelled> = read_value(value).unwrap_or_default();
    rows.iter().find_map(|row| {
        if row.value.chars().count() > LINE { Some(Problem::TooLong { most: LINE }) } else { check(&row.value) }
    })
}

/// The rules that look at more than one field, or at other records.
fn check_record(workspace: &Workspace, record: &Record) -> Vec<FieldError> {
    match record {
        Record::Account(account) => {
            let mut errors = required(&account.name, "name");
            if account.target_tier > 5 {
                errors.push(FieldError::new("target_tier", Problem::OutOfRange { least: 0, most: 5 }));
            }
            errors.extend(check_unique(workspace, account));
            if ascends_to(account.parent.map(RecordRef::of), "parent", record, workspace) {
                errors.push(FieldError::new("parent", Problem::Circular));
            }
            errors
        }
        Record::Contact(contact) => {
            let named = !contact.title().trim().is_empty();
            let mut errors = one_of(named, &["last_name", "first_name", "emails"]);
            if ascends_to(contact.reports_to.map(RecordRef::of), "reports_to", record, workspace) {
                errors.push(FieldError::new("reports_to", Problem::Circular));
            }
            errors
        }
        Record::Lead(lead) => one_of(lead.has_person() || !lead.company.trim().is_empty(), &["last_name", "company"]),
        Record::Opportunity(opportunity) => {
            let mut errors = required(&opportunity.name, "name");
            if opportunity.stage.is_none() {
                errors.push(FieldError::new("stage", Problem::Required));
            }
            errors
        }
        Record::Activity(activity) => one_of(!activity.title().trim().is_empty(), &["subject", "body"]),
        Record::Settings(settings) => {
            let in_year = settings.fiscal_year_start <= 12;
            let error = FieldError::new("fiscal_year_start", Problem::OutOfRange { least: 1, most: 12 });
            if in_year { Vec::new() } else { vec![error] }
        }
        Record::Stage(stage) => {
            let mut errors = required(&stage.name, "name");
            if stage.pipeline.is_none() {
                errors.push(FieldError::new("pipeline", Problem::Required));
            }
            errors
        }
        _ => required(&record.title(), "name"),
    }
}

/// An account number is one account's, and so is the contact of a person account.
fn check_unique(workspace: &Workspace, account: &Account) -> Vec<FieldError> {
    let taken = |field, by: &Account| FieldError::new(field, Problem::Taken { by: RecordRef::of(by.id) });
    let others = |other: &&Account| other.id != account.id;
    let mut errors: Vec<FieldError> = workspace
        .accounts_numbered(&account.number)
        .filter(|_| !account.number.is_empty())
        .filter(others)
        .map(|other| taken("number", other))
        .collect();
    if let Some(contact) = account.person_contact {
        let linked = workspace.records_linked(Collection::Account, RecordRef::of(contact));
        let bound = linked.filter_map(Account::from_record).filter(|other| other.person_contact == Some(contact));
        errors.extend(bound.filter(others).map(|other| taken("person_contact", other)));
    }
    errors
}

fn required(text: &str, field: &str) -> Vec<FieldError> {
    if text.trim().is_empty() { vec![FieldError::new(field, Problem::Required)] } else { Vec::new() }
}

/// Without any of the fields the problem stands at the first of them.
fn one_of(met: bool, fields: &'static [&'static str]) -> Vec<FieldError> {
    match fields.first() {
        Some(first) if !met => vec![FieldError::new(*first, Problem::OneOf(fields))],
        _ => Vec::new(),
    }
}

/// True when following `key` from `above` leads back to `record`.
fn ascends_to(above: Option<RecordRef>, key: &str, record: &Record, workspace: &Workspace) -> bool {
    let collection = record.collection();
    let mut next = above;
    // A chain longer than this is circular too, further up.
    for _ in 0..1_000 {
        let Some(reference) = next else { return false };
        if reference == record.reference() {
            return true;
        }
        let up = workspace.find(reference).and_then(|found| found.get(key));
        next = up.and_then(|value| value.as_str()?.parse().ok()).map(|id| RecordRef { collection, id });
    }
    true
}
