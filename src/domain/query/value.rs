//! The values that filters, sorting and groups look at, read of a record in
//! the form in which they are exported.

use std::cmp::Ordering;

use serde_json::Value;
use uuid::Uuid;

use super::super::field::{Kind, Labelled, is_blank};
use super::super::money::Money;
use super::super::record::{Collection, Record, RecordRef};
use super::super::text::fold;
use super::super::workspace::Workspace;
use super::facts::Facts;
use super::subject::Subject;
use super::typed::THOUSAND;
use crate::packing::read_value;

/// What stands in a record under a subject; null where there is nothing.
pub(super) fn value(record: &Record, key: &str, facts: &Facts) -> Value {
    let fact = || facts.get(record.uuid());
    let day = |day: Option<chrono::NaiveDate>| day.map_or(Value::Null, |day| Value::String(day.to_string()));
    match key {
        "title" => Value::String(record.title()),
        "created_at" => serde_json::to_value(record.meta().created_at).unwrap_or_default(),
        "created_by" => serde_json::to_value(record.meta().created_by).unwrap_or_default(),
        "updated_at" => serde_json::to_value(record.meta().updated_at).unwrap_or_default(),
        "updated_by" => serde_json::to_value(record.meta().updated_by).unwrap_or_default(),
        "last_touch" => day(fact().and_then(|fact| fact.last_touch)),
        "next_activity" => day(fact().and_then(|fact| fact.next_activity)),
        "lifetime_revenue" => fact().map_or(Value::Null, |fact| amounts(&fact.won.amounts())),
        "open_pipeline" => fact().map_or(Value::Null, |fact| amounts(&fact.open.amounts())),
        field => record.get(field).unwrap_or_default(),
    }
}

/// True for what follows from other records.
pub(super) fn is_of_facts(key: &str) -> bool {
    ["last_touch", "next_activity", "lifetime_revenue", "open_pipeline"].contains(&key)
}

/// One amount as itself, several as a list, none as null.
fn amounts(amounts: &[Money]) -> Value {
    match amounts {
        [] => Value::Null,
        [only] => serde_json::to_value(only).unwrap_or_default(),
        several => serde_json::to_value(several).unwrap_or_default(),
    }
}

/// The amounts in a value, in thousandths of their currencies.
pub(super) fn thousandths(kind: Kind, value: &Value) -> Vec<i64> {
    match (kind, value) {
        (Kind::Money, Value::Array(several)) => several.iter().flat_map(|one| thousandths(kind, one)).collect(),
        (Kind::Money, Value::Null) => Vec::new(),
        (Kind::Money, one) => read_value(one).ok().map(of_money).into_iter().collect(),
        (_, number) => number.as_i64().map(|number| number.saturating_mul(THOUSAND)).into_iter().collect(),
    }
}

fn of_money(money: Money) -> i64 {
    let finer = 10_i64.pow(3_u32.saturating_sub(money.currency.decimals()));
    money.minor.saturating_mul(finer)
}

/// The ids in a value that leads to records, in order.
pub(super) fn links(value: &Value) -> Vec<Uuid> {
    match value {
        Value::String(id) => id.parse().ok().into_iter().collect(),
        Value::Array(several) => several.iter().flat_map(links).collect(),
        Value::Object(map) => {
            ["account", "contact", "id"].iter().filter_map(|key| map.get(*key)).flat_map(links).collect()
        }
        _ => Vec::new(),
    }
}

/// The highest bit.
const SIGN: u64 = 1 << 63;

/// What a record is sorted by. What is empty comes last.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Key {
    /// By size.
    Number(i64),
    /// By folded text; days and instants are text that sorts by time.
    Text(Box<str>),
    /// There is nothing.
    Nothing,
}

impl Key {
    /// The order of two; what is empty is last both ways.
    pub(super) fn order(&self, other: &Self, descending: bool) -> Ordering {
        let is_empty = *self == Self::Nothing || *other == Self::Nothing;
        let order = self.cmp(other);
        if descending && !is_empty { order.reverse() } else { order }
    }

    /// A number that no key before it exceeds: most comparisons need no more. What is
    /// empty comes last, both ways.
    pub(super) fn rough(&self, descending: bool) -> u64 {
        let rough = match self {
            Self::Number(number) => (number.cast_unsigned() ^ SIGN) >> 2,
            Self::Text(text) => {
                let mut first = [0; 8];
                first.iter_mut().zip(text.bytes()).for_each(|(place, byte)| *place = byte);
                SIGN >> 1 | u64::from_be_bytes(first) >> 2
            }
            Self::Nothing => return u64::MAX,
        };
        if descending { (SIGN - 1) - rough } else { rough }
    }

    fn of_text(text: &str) -> Self {
        let folded = fold(text);
        if folded.is_empty() { Self::Nothing } else { Self::Text(folded.into()) }
    }
}

/// The key of a record. What many records have is read of them as it is: a hundred thousand
/// names need no JSON between.
pub(super) fn key_of(
    workspace: &Workspace,
    collection: Collection,
    subject: Subject,
    record: &Record,
    facts: &Facts,
) -> Key {
    let by_value = || key(workspace, collection, subject, &value(record, subject.key, facts));
    match (subject.key, subject.kind) {
        ("title", _) => Key::of_text(&record.title()),
        ("created_at", _) => Key::Number(record.meta().created_at.timestamp_micros()),
        ("updated_at", _) => Key::Number(record.meta().updated_at.timestamp_micros()),
        ("emails" | "phones" | "websites", _) => {
            let first = rows(record, subject.key).and_then(<[Labelled]>::first);
            first.map_or(Key::Nothing, |row| Key::of_text(&row.value))
        }
        ("created_by" | "updated_by", _) | (_, Kind::Reference(Collection::Stage | Collection::LeadStatus)) => {
            by_value()
        }
        _ if subject.leads_to(collection).is_empty() => by_value(),
        (field, _) => {
            let mut titles = String::new();
            record.each_link_of(field, &mut |link| match workspace.title(link) {
                Some(title) if titles.is_empty() => titles = title,
                Some(title) => titles.extend([" ", &title]),
                None => {}
            });
            Key::of_text(&titles)
        }
    }
}

fn rows<'r>(record: &'r Record, key: &str) -> Option<&'r [Labelled]> {
    let [emails, phones, websites] = match record {
        Record::Account(it) => [&it.emails, &it.phones, &it.websites],
        Record::Contact(it) => [&it.emails, &it.phones, &it.websites],
        Record::Lead(it) => [&it.emails, &it.phones, &it.websites],
        _ => return None,
    };
    match key {
        "emails" => Some(emails),
        "phones" => Some(phones),
        _ => Some(websites),
    }
}

/// The key of a value.
pub(super) fn key(workspace: &Workspace, collection: Collection, subject: Subject, value: &Value) -> Key {
    match (subject.kind, value) {
        (Kind::Flag, Value::Bool(set)) => Key::Number(i64::from(!set)),
        (_, blank) if is_blank(blank) => Key::Nothing,
        (Kind::Number | Kind::Percent | Kind::Money, _) => {
            thousandths(subject.kind, value).into_iter().max().map_or(Key::Nothing, Key::Number)
        }
        (Kind::Choice(choices), Value::String(chosen)) => {
            let place = choices.iter().position(|choice| choice == chosen);
            place.and_then(|place| i64::try_from(place).ok()).map_or_else(|| Key::of_text(chosen), Key::Number)
        }
        (Kind::Day | Kind::Instant, Value::String(text)) => Key::Text(text.as_str().into()),
        (Kind::Reference(to @ (Collection::Stage | Collection::LeadStatus)), Value::String(id)) => {
            let option = id.parse().ok().and_then(|id| workspace.find(RecordRef { collection: to, id }));
            let place = option.and_then(|option| option.get("position")?.as_i64());
            place.map_or(Key::Nothing, Key::Number)
        }
        (Kind::Emails | Kind::Phones | Kind::Websites | Kind::Addresses, Value::Array(rows)) => {
            let first = rows.first().and_then(|row| row.get("value").or_else(|| row.get("city"))?.as_str());
            Key::of_text(first.unwrap_or_default())
        }
        _ => match subject.leads_to(collection) {
            [] => Key::of_text(&plain(value)),
            to => Key::of_text(&titles(workspace, to, value).join(" ")),
        },
    }
}

/// The titles of the records that a value leads to.
pub(super) fn titles(workspace: &Workspace, to: &[Collection], value: &Value) -> Vec<String> {
    let find = |id| to.iter().find_map(|collection| workspace.title(RecordRef { collection: *collection, id }));
    links(value).into_iter().filter_map(find).collect()
}

/// All the words and numbers in a value, for kinds that have no reading of their own.
pub(super) fn plain(value: &Value) -> String {
    match value {
        Value::Null | Value::Bool(_) => String::new(),
        Value::String(text) => text.clone(),
        Value::Number(number) => number.to_string(),
        Value::Array(several) => several.iter().map(|one| plain(one) + " ").collect(),
        Value::Object(map) => map.values().map(|one| plain(one) + " ").collect(),
    }
}
