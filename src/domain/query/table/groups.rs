//! Rows in groups: by choice, link, flag, text, or the month of a day; with
//! the sums of amounts, one for each currency.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde_json::Value;
use uuid::Uuid;

use super::super::super::field::{Kind, is_blank};
use super::super::super::money::{Money, Totals};
use super::super::super::text::fold;
use super::super::super::workspace::Workspace;
use super::super::Asking;
use super::super::filter::Filter;
use super::super::subject::{Subject, subject};
use super::super::value::{self, Key};
use super::super::view::Sort;
use super::Table;
use crate::packing::read_value;

/// The records that have the same under a subject.
#[derive(Clone, Debug, PartialEq)]
pub struct Group {
    /// What they have, as the first of them has it; a month is `2026-11`, and
    /// of several links it is the first. Null where there is nothing.
    pub value: Value,
    /// The records in order.
    pub rows: Vec<Uuid>,
    /// The sums of what was asked for, in that order.
    pub sums: Vec<Totals>,
}

/// True for what records can be grouped by.
pub fn can_group(subject: Subject) -> bool {
    match subject.kind {
        Kind::Choice(_) | Kind::Reference(_) | Kind::References(_) | Kind::Flag | Kind::Day | Kind::Instant => true,
        Kind::Text => subject.key != "title",
        Kind::Structure => ["accounts", "contacts", "links"].contains(&subject.key),
        _ => false,
    }
}

impl Table {
    /// The records that pass in groups, in the order of what they are grouped
    /// by, those without it last; with the sums of fields that hold money.
    pub fn groups(
        &mut self,
        workspace: &Workspace,
        (filter, sort): (&Filter, &[Sort]),
        by: Subject,
        sums: &[Subject],
        asking: &Asking,
    ) -> Vec<Group> {
        let rows: Arc<[Uuid]> = self.rows(workspace, filter, sort, asking);
        for subject in sums.iter().chain([&by]) {
            self.values(*subject, workspace, asking);
        }
        let values = |subject: Subject| self.values.get(subject.key).map(Vec::as_slice).unwrap_or_default();
        let amounts: Vec<&[Value]> = sums.iter().map(|subject| values(*subject)).collect();
        let found = values(by);
        let mut groups: BTreeMap<(Key, String), Group> = BTreeMap::new();
        for id in rows.iter() {
            let Ok(row) = self.records.binary_search_by(|record| record.uuid().cmp(id)) else { continue };
            let value = first(by, found.get(row).unwrap_or(&Value::Null), asking);
            let place = value::key(workspace, self.collection, by, &value);
            let group = groups.entry((place, identity(by, &value))).or_insert_with(|| Group {
                value,
                rows: Vec::new(),
                sums: vec![Totals::default(); sums.len()],
            });
            group.rows.push(*id);
            for (total, amounts) in group.sums.iter_mut().zip(&amounts) {
                for money in amounts.get(row).into_iter().flat_map(moneys) {
                    total.add(money);
                }
            }
        }
        groups.into_values().collect()
    }
}

/// The part of a value that tells groups apart.
fn first(by: Subject, value: &Value, asking: &Asking) -> Value {
    match (by.kind, value) {
        (Kind::Flag, flag) => Value::Bool(flag.as_bool().unwrap_or_default()),
        (_, blank) if is_blank(blank) => Value::Null,
        (Kind::Day, Value::String(day)) => Value::String(day.get(..7).unwrap_or(day).to_owned()),
        (Kind::Instant, Value::String(at)) => {
            let day = at.parse().ok().map(|at| (asking.local_day)(at).to_string());
            day.map_or(Value::Null, |day| Value::String(day.get(..7).unwrap_or(&day).to_owned()))
        }
        (_, Value::Array(several)) => several.first().cloned().unwrap_or_default(),
        (_, one) => one.clone(),
    }
}

/// What is the same for all of a group: the record that is led to, whatever
/// else stands beside it, and text in any letters.
fn identity(by: Subject, value: &Value) -> String {
    match (by.kind, value::links(value).first()) {
        (Kind::Reference(_) | Kind::References(_) | Kind::Structure, Some(id)) => id.to_string(),
        _ => fold(&value::plain(value)),
    }
}

fn moneys(value: &Value) -> Vec<Money> {
    match value {
        Value::Array(several) => several.iter().flat_map(moneys).collect(),
        one => read_value(one).ok().into_iter().collect(),
    }
}

/// What groups are found by in a list of those that sums can be taken of.
pub fn money_subjects<'k>(collection: super::Collection, keys: impl Iterator<Item = &'k str>) -> Vec<Subject> {
    keys.filter_map(|key| subject(collection, key)).filter(|subject| subject.kind == Kind::Money).collect()
}
