//! The references of a record to others, wherever in it they stand.

use serde_json::Value;

use crate::domain::account::Basis;
use crate::domain::field::Kind;
use crate::domain::lead::Conversion;
use crate::domain::record::{Collection, Record, RecordRef};

/// The references of a record, each with the key of its field.
pub(super) fn of(record: &Record) -> Vec<(&'static str, RecordRef)> {
    let mut found = Vec::new();
    for field in record.collection().fields() {
        let (Kind::Reference(collection) | Kind::References(collection)) = field.kind else { continue };
        match record.get(field.key) {
            Some(Value::Array(ids)) => found.extend(ids.iter().filter_map(|id| pointed(field.key, collection, id))),
            Some(id) => found.extend(pointed(field.key, collection, &id)),
            None => {}
        }
    }
    found.extend(structured(record));
    found
}

fn pointed(key: &'static str, collection: Collection, id: &Value) -> Option<(&'static str, RecordRef)> {
    let id = id.as_str()?.parse().ok()?;
    Some((key, RecordRef { collection, id }))
}

/// The references inside fields that have a structure of their own.
fn structured(record: &Record) -> Vec<(&'static str, RecordRef)> {
    match record {
        Record::Account(account) => {
            let deals = account.evidence.iter().filter_map(|evidence| match evidence.basis {
                Basis::WonOpportunity { opportunity } => Some(("evidence", RecordRef::of(opportunity))),
                Basis::Correction { .. } | Basis::ByHand { .. } => None,
            });
            deals.collect()
        }
        Record::Contact(contact) => {
            contact.accounts.iter().map(|role| ("accounts", RecordRef::of(role.account))).collect()
        }
        Record::Opportunity(deal) => {
            let people = deal.contacts.iter().map(|role| ("contacts", RecordRef::of(role.contact)));
            let stages = deal.stage_history.iter().map(|entry| ("stage_history", RecordRef::of(entry.stage)));
            people.chain(stages).collect()
        }
        Record::Activity(activity) => activity.links.iter().map(|link| ("links", *link)).collect(),
        Record::Lead(lead) => {
            let became = lead.conversion.iter().flat_map(Conversion::became);
            became.map(|target| ("conversion", target)).collect()
        }
        _ => Vec::new(),
    }
}
