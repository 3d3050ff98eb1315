//! The links of a record: naming them, finding those that lead nowhere and
//! taking them out. A link is the id of a record in a field made for links;
//! what stands in text, in ids elsewhere or in unknown fields is none.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use serde_json::{Map, Value};
use uuid::Uuid;

use super::account::{AccountKind, Basis, Evidence, Lifecycle};
use super::activity::{ActivityKind, Direction, Outcome, Priority, Remind, Repeats};
use super::contact::{AccountRole, ContactKind, LawfulBasis, Verification};
use super::field::{Address, Kind, Labelled};
use super::id::Id;
use super::lead::{Channel, Conversion, HandOver, Qualification, Rating};
use super::money::{Currency, Money};
use super::opportunity::{ContactRole, OpportunityKind, ProbabilityOrigin, StageEntry};
use super::option::{Explains, LeadPhase};
use super::order::Gathered;
use super::pipeline::{ForecastCategory, StageKind};
use super::profile::Role;
use super::record::{Collection, Meta, Record, RecordRef, Stored};
use super::saved_view::ListOf;

/// A value of which it is known whether and where it links to records. Every
/// type of a field is one, so that none with links in it can be forgotten.
pub trait Linking {
    /// Calls `visit` with every record that the value links to, as often as it does.
    fn each_link(&self, visit: &mut dyn FnMut(RecordRef));
}

impl<T: Stored> Linking for Id<T> {
    fn each_link(&self, visit: &mut dyn FnMut(RecordRef)) {
        visit(RecordRef::of(*self));
    }
}

impl Linking for RecordRef {
    fn each_link(&self, visit: &mut dyn FnMut(RecordRef)) {
        visit(*self);
    }
}

impl<T: Linking> Linking for Option<T> {
    fn each_link(&self, visit: &mut dyn FnMut(RecordRef)) {
        if let Some(value) = self {
            value.each_link(visit);
        }
    }
}

impl<T: Linking> Linking for Vec<T> {
    fn each_link(&self, visit: &mut dyn FnMut(RecordRef)) {
        for value in self {
            value.each_link(visit);
        }
    }
}

/// Structures link to what these of their fields link to.
macro_rules! linking {
    ($($Structure:ident { $($field:ident),* })*) => {$(
        impl Linking for $Structure {
            fn each_link(&self, visit: &mut dyn FnMut(RecordRef)) {
                $(self.$field.each_link(visit);)*
            }
        }
    )*};
}
linking! {
    AccountRole { account }
    ContactRole { contact }
    StageEntry { stage }
    Verification { by }
    Evidence { basis, by }
    Conversion { by, account, contact, opportunity, status_before, hand_over }
    HandOver { from, to }
}

impl Linking for Basis {
    fn each_link(&self, visit: &mut dyn FnMut(RecordRef)) {
        match self {
            Self::WonOpportunity { opportunity } => opportunity.each_link(visit),
            Self::Correction { .. } | Self::ByHand { .. } => {}
        }
    }
}

/// These never link to anything.
macro_rules! linkless {
    ($($Value:ty),*) => {$(
        impl Linking for $Value {
            fn each_link(&self, _: &mut dyn FnMut(RecordRef)) {}
        }
    )*};
}
linkless!(String, bool, u8, u32, NaiveDate, DateTime<Utc>, Money, Currency, Labelled, Address, Meta);
linkless!(AccountKind, Lifecycle, ActivityKind, Direction, Outcome, Priority, Remind, Repeats, ContactKind);
linkless!(LawfulBasis, Role);
linkless!(Channel, Qualification, Rating, OpportunityKind, ProbabilityOrigin, Explains, LeadPhase);
linkless!(ListOf, ForecastCategory, StageKind, BTreeMap<String, String>, BTreeMap<String, Value>);

/// True when the record links to one of those looked for.
pub fn links_to(record: &Record, is_sought: &dyn Fn(RecordRef) -> bool) -> bool {
    let mut found = false;
    record.each_link(&mut |link| found = found || is_sought(link));
    found
}

/// True when the field may hold links.
pub fn holds_links(collection: Collection, key: &str) -> bool {
    let linking = |kind| matches!(kind, Kind::Reference(_) | Kind::References(_) | Kind::Structure);
    let foreign = ["custom", "external_ids"].contains(&key);
    !foreign && collection.field(key).is_some_and(|field| linking(field.kind))
}

/// True when one of the links in a field's value is one of those looked for.
pub fn leads_to(value: &Value, is_sought: &dyn Fn(Uuid) -> bool) -> bool {
    match value {
        Value::String(text) => text.parse().is_ok_and(is_sought),
        Value::Array(items) => items.iter().any(|item| leads_to(item, is_sought)),
        Value::Object(map) => map.values().any(|item| leads_to(item, is_sought)),
        Value::Null | Value::Bool(_) | Value::Number(_) => false,
    }
}

/// The record without links to those that are gone; `None` where it has none.
pub fn without(record: &Record, is_gone: &dyn Fn(Uuid) -> bool) -> Option<Record> {
    let collection = record.collection();
    let linked = |(key, value): (&String, &Value)| holds_links(collection, key) && leads_to(value, is_gone);
    let map = record.to_map();
    if !map.iter().any(linked) {
        return None;
    }
    let kept = map.into_iter().filter_map(|(key, value)| {
        let value = if holds_links(collection, &key) { unlinked_field(value, is_gone) } else { Some(value) };
        value.map(|value| (key, value))
    });
    collection.read(&Value::Object(kept.gathered())).ok()
}

/// A field's value: what is in it goes by itself, and only a field that is
/// nothing but a link goes whole.
fn unlinked_field(value: Value, is_gone: &dyn Fn(Uuid) -> bool) -> Option<Value> {
    match value {
        Value::Object(map) => {
            let kept = map.into_iter().filter_map(|(key, item)| unlinked(item, is_gone).map(|item| (key, item)));
            Some(Value::Object(kept.gathered()))
        }
        other => unlinked(other, is_gone),
    }
}

/// A value within a field. A structure goes whole when what it is about is
/// gone; who wrote it down may go without it.
fn unlinked(value: Value, is_gone: &dyn Fn(Uuid) -> bool) -> Option<Value> {
    match value {
        Value::String(text) => (!text.parse().is_ok_and(is_gone)).then_some(Value::String(text)),
        Value::Array(rows) => Some(Value::Array(rows.into_iter().filter_map(|row| unlinked(row, is_gone)).collect())),
        Value::Object(map) => {
            let mut kept = Map::new();
            for (key, item) in map {
                let is_stamp = ["by", "from"].contains(&key.as_str());
                match unlinked(item, is_gone) {
                    Some(item) => {
                        kept.insert(key, item);
                    }
                    None if is_stamp => {}
                    None => return None,
                }
            }
            Some(Value::Object(kept))
        }
        other => Some(other),
    }
}
