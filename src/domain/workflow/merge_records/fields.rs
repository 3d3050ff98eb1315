//! What becomes of each field of records that are merged. The screen shows
//! this plan and the decision carries it out.

use std::collections::BTreeMap;

use serde_json::{Map, Value};
use uuid::Uuid;

use super::super::super::account::{Account, AccountKind, Evidence, Lifecycle};
use super::super::super::field::{Kind, is_blank};
use super::super::super::record::{Record, Stored};
use super::super::super::sample::MARK;
use super::super::convert_lead::row_key;
use super::super::lifecycle::first_customer_day;
use super::relink;

/// What merging would do.
#[derive(Clone, Debug, PartialEq)]
pub struct MergePlan {
    /// The survivor as it would be, but for the links to it.
    pub record: Record,
    /// The fields in which the records differ, in the order of the definition.
    pub fields: Vec<MergeField>,
}

/// What merging would do to one field.
#[derive(Clone, Debug, PartialEq)]
pub struct MergeField {
    /// The field's key.
    pub key: &'static str,
    /// What stands there on each record, the survivor first.
    pub values: Vec<(Uuid, Value)>,
    /// What would stand there.
    pub result: Value,
    /// How that comes about.
    pub manner: Manner,
}

/// How the values of one field become one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Manner {
    /// One of them is chosen; this record's.
    Chosen(Uuid),
    /// All of them are kept.
    United,
    /// By a rule, and nobody's choice.
    Ruled,
}

/// Plans to merge records into the first.
pub(super) fn plan(records: &[&Record], taken: &BTreeMap<String, Uuid>) -> MergePlan {
    let [survivor, ..] = records else { unreachable!("a merge has records") };
    let mut record = (*survivor).clone();
    let mut fields = Vec::new();
    for field in survivor.collection().fields() {
        let values: Vec<(Uuid, Value)> =
            records.iter().map(|record| (record.uuid(), record.get(field.key).unwrap_or_default())).collect();
        let (result, manner) = match manner_of(field.key, field.kind) {
            Sort::Ruled => (record.get(field.key).unwrap_or_default(), Manner::Ruled),
            Sort::United => (united(field.key, &values), Manner::United),
            Sort::Chosen => chosen(field.key, field.kind, &values, taken.get(field.key)),
        };
        set(&mut record, field.key, &result);
        let differs = values.iter().any(|(_, value)| Some(value) != values.first().map(|(_, first)| first));
        if differs && manner != Manner::Ruled {
            fields.push(MergeField { key: field.key, values, result, manner });
        }
    }
    if let Record::Account(account) = &mut record {
        let accounts: Vec<&Account> = records.iter().filter_map(|record| Account::from_record(record)).collect();
        rule_account(std::sync::Arc::make_mut(account), &accounts);
    }
    let everywhere = records.iter().all(|record| has_mark(record));
    if !everywhere && records.iter().any(|record| has_mark(record)) {
        remove_mark(&mut record);
    }
    MergePlan { record, fields }
}

enum Sort {
    Chosen,
    United,
    Ruled,
}

fn manner_of(key: &str, kind: Kind) -> Sort {
    match (key, kind) {
        (
            "number" | "lifecycle" | "customer_since" | "evidence" | "person_contact" | "merged_into" | "conversion",
            _,
        )
        | ("position", Kind::Number) => Sort::Ruled,
        ("accounts" | "external_ids" | "custom" | "distinct_from", _)
        | (_, Kind::References(_) | Kind::Emails | Kind::Phones | Kind::Websites | Kind::Addresses) => Sort::United,
        _ => Sort::Chosen,
    }
}

/// The chosen value, else the first that says something (MR2).
fn chosen(key: &str, kind: Kind, values: &[(Uuid, Value)], from: Option<&Uuid>) -> (Value, Manner) {
    let picked = values.iter().find(|(id, _)| Some(id) == from);
    let withdrawn = || values.iter().find(|(_, value)| key == "lawful_basis" && value == "withdrawn");
    let filled = || values.iter().find(|(_, value)| !says_nothing(kind, value));
    let winner = picked.or_else(withdrawn).or_else(filled).or_else(|| values.first());
    winner.map_or((Value::Null, Manner::Ruled), |(id, value)| (value.clone(), Manner::Chosen(*id)))
}

/// True for values that stand for not knowing.
fn says_nothing(kind: Kind, value: &Value) -> bool {
    match kind {
        Kind::Choice(_) => value.is_null() || value == "unknown" || value == "none",
        Kind::Number => value.is_null() || value == 0,
        _ => is_blank(value),
    }
}

/// All values as one list or one map (MR3).
fn united(key: &str, values: &[(Uuid, Value)]) -> Value {
    if let Some((_, Value::Object(_))) = values.first() {
        let mut all = Map::new();
        for (name, value) in values.iter().filter_map(|(_, value)| value.as_object()).flatten() {
            keep(&mut all, name, value);
        }
        return Value::Object(all);
    }
    let mut rows: Vec<Value> = Vec::new();
    let mut known: Vec<String> = Vec::new();
    let mut has_primary = false;
    for row in values.iter().filter_map(|(_, value)| value.as_array()).flatten() {
        let mut row = row.clone();
        if let Some(Value::Bool(primary)) = row.get_mut("primary") {
            // Only one comes first, the survivor's own before any other.
            *primary &= !has_primary;
            has_primary |= *primary;
        }
        let row_key = if key == "accounts" { row.to_string() } else { row_key(&row) };
        if !known.contains(&row_key) {
            known.push(row_key);
            rows.push(row);
        }
    }
    // Roles at one account are one.
    relink::tidied(Value::Array(rows), &Value::Null).unwrap_or_default()
}

/// Adds an entry, under a further name where another value has that one.
fn keep(all: &mut Map<String, Value>, name: &str, value: &Value) {
    let base = base_name(name);
    let taken: Vec<&Value> = all.iter().filter(|(known, _)| base_name(known) == base).map(|(_, value)| value).collect();
    if taken.contains(&value) {
        return;
    }
    let name = match taken.len() {
        0 => base.to_owned(),
        many => format!("{base}+{}", many + 1),
    };
    all.insert(name, value.clone());
}

/// The name of an entry without what tells a second value of it from the first.
pub(crate) fn base_name(name: &str) -> &str {
    match name.rsplit_once('+') {
        Some((base, number)) if !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit()) => base,
        _ => name,
    }
}

/// What of an account is nobody's choice (MR5, MR7).
fn rule_account<'a>(account: &mut Account, all: &[&'a Account]) {
    let (customers, prospects): (Vec<&&'a Account>, Vec<&&'a Account>) =
        all.iter().partition(|account| account.lifecycle == Lifecycle::Customer);
    // A correction ends only what stands before it: what still makes customers
    // of some comes after whatever made prospects of any.
    let halves = |account: &&&'a Account| account.evidence.split_at(corrected(account));
    let standing: Vec<&Evidence> = customers.iter().flat_map(|account| halves(account).1).collect();
    let ended = prospects.iter().flat_map(|account| &account.evidence);
    let ended = ended.chain(customers.iter().flat_map(|account| halves(account).0));
    let mut evidence: Vec<Evidence> = Vec::new();
    for known in ended.filter(|known| !standing.contains(known)).chain(standing.iter().copied()) {
        if !evidence.contains(known) {
            evidence.push(known.clone());
        }
    }
    if evidence != account.evidence {
        account.evidence = evidence;
    }
    if let Some(since) =
        customers.iter().map(|account| account.customer_since).min_by_key(|since| (since.is_none(), *since))
    {
        account.lifecycle = Lifecycle::Customer;
        account.customer_since = since.or_else(|| first_customer_day(account));
    }
    account.person_contact = match account.kind {
        AccountKind::Organization => None,
        AccountKind::Person => all.iter().find_map(|account| account.person_contact),
    };
}

/// How much of an account's evidence its last correction ended.
fn corrected(account: &Account) -> usize {
    let last = account.evidence.iter().rposition(|known| known.lifecycle != Lifecycle::Customer);
    last.map_or(0, |at| at + 1)
}

fn has_mark(record: &Record) -> bool {
    record.get("external_ids").is_some_and(|ids| ids.get(MARK).is_some())
}

/// What has been merged with a record of one's own is no demonstration (MR9).
fn remove_mark(record: &mut Record) {
    if let Some(Value::Object(mut ids)) = record.get("external_ids") {
        ids.remove(MARK);
        set(record, "external_ids", &Value::Object(ids));
    }
}

/// Sets a value that came out of a field of the same kind.
fn set(record: &mut Record, key: &str, value: &Value) {
    if record.get(key).as_ref() != Some(value) && record.set(key, value.clone()).is_err() {
        debug_assert!(false, "{key} does not take what stood in it");
    }
}
