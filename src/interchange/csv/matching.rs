//! Which record that is there already a row stands for: by the id it has
//! elsewhere, else by what it is called.
//!
//! - MA1 A row with an id stands for the record that has that id.
//! - MA2 A row may otherwise stand for a record without an id of that system,
//!   outside the Trash, that is called the same: an account by name; a contact
//!   or a lead by e-mail and name, or without an e-mail by name and number or
//!   company; a deal by name, day and amount.
//! - MA3 Each record is matched by one row of a file at most, in order, so that
//!   the same file again finds what it made.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;
use uuid::Uuid;

use super::batch::Batch;
use super::candidate::Candidate;
use crate::domain::field::Labelled;
use crate::domain::record::{Collection, Record, RecordRef};
use crate::domain::text;
use crate::domain::workspace::Workspace;
use crate::packing::read_value;

/// Finds the records of one collection that rows of one file stand for.
pub(super) struct Matcher<'a> {
    workspace: &'a Workspace,
    collection: Collection,
    system: &'a str,
    by_key: BTreeMap<String, Vec<Uuid>>,
    taken: BTreeSet<Uuid>,
}

impl<'a> Matcher<'a> {
    pub(super) fn new(workspace: &'a Workspace, collection: Collection, system: &'a str) -> Self {
        Self { workspace, collection, system, by_key: BTreeMap::new(), taken: BTreeSet::new() }
    }

    /// Takes note of a record that rows may stand for.
    pub(super) fn learn(&mut self, record: &Record) {
        if !record.is_live() {
            return;
        }
        let read = |key: &str| record.get(key).unwrap_or_default();
        let day = read("closed_on").as_str().map(str::to_owned);
        let day = day.or_else(|| read("expected_close").as_str().map(str::to_owned));
        for key in keys(self.collection, &read, day.as_deref(), &company(self.workspace, record), true) {
            self.by_key.entry(key).or_default().push(record.uuid());
        }
    }

    /// The record that a row stands for.
    pub(super) fn find(&mut self, batch: &Batch<'_>, candidate: &Candidate) -> Option<Uuid> {
        let found = match (candidate.exact_id, &candidate.external_id) {
            (Some(id), _) => self.workspace.find(RecordRef { collection: self.collection, id }).map(Record::uuid),
            (None, Some(id)) => {
                batch.by_external_id(self.collection, self.system, id).or_else(|| self.by_name(candidate))
            }
            (None, None) => self.by_name(candidate),
        };
        found.inspect(|id| {
            self.taken.insert(*id);
        })
    }

    fn by_name(&self, candidate: &Candidate) -> Option<Uuid> {
        let read = |key: &str| candidate.fields.get(key).cloned().unwrap_or_default();
        let day = candidate.close_date.map(|day| day.to_string());
        let text_of = |key: &str| candidate.fields.get(key).and_then(Value::as_str).unwrap_or_default();
        let linked = candidate.links.iter().find(|link| !link.by_id).map(|link| link.text.as_str());
        let company = linked.unwrap_or_else(|| text_of("company"));
        let keys = keys(self.collection, &read, day.as_deref(), company, false);
        let mut ids = keys.iter().filter_map(|key| self.by_key.get(key)).flatten();
        ids.find(|id| !self.taken.contains(id) && self.may_be(**id, candidate)).copied()
    }

    /// False for a record that the same system knows by another id.
    fn may_be(&self, id: Uuid, candidate: &Candidate) -> bool {
        let record = self.workspace.find(RecordRef { collection: self.collection, id });
        let ids = record.and_then(|record| record.get("external_ids")).unwrap_or_default();
        candidate.external_id.is_none() || ids.get(self.system).is_none()
    }
}

/// What the person of a record works at, as far as it tells people apart.
fn company(workspace: &Workspace, record: &Record) -> String {
    match record {
        Record::Lead(lead) => lead.company.clone(),
        Record::Contact(contact) => {
            let account = contact.primary_account().and_then(|id| workspace.get(id));
            account.map(|account| account.name.clone()).unwrap_or_default()
        }
        _ => String::new(),
    }
}

/// The keys under which a record is found. A row without an e-mail address may
/// stand for a record with one, so a record also has the keys without.
fn keys(
    collection: Collection,
    read: &dyn Fn(&str) -> Value,
    day: Option<&str>,
    company: &str,
    is_record: bool,
) -> Vec<String> {
    let text_of = |key: &str| read(key).as_str().map(text::fold).unwrap_or_default();
    match collection {
        Collection::Contact | Collection::Lead => {
            let name = format!("{} {}", text_of("first_name"), text_of("last_name"));
            let name = name.trim();
            let listed = |key: &str| -> Vec<String> {
                let rows: Vec<Labelled> = read_value(&read(key)).unwrap_or_default();
                rows.into_iter().map(|row| row.value).collect()
            };
            let emails = listed("emails");
            let mut keys: Vec<String> =
                emails.iter().map(|email| format!("{}|{name}", text::email_key(email))).collect();
            if is_record || emails.is_empty() {
                let numbers = listed("phones").into_iter().filter_map(|phone| text::phone_key(&phone));
                keys.extend(numbers.map(|number| format!("#{number}|{name}")));
                keys.push(format!("@{}|{name}", text::company_key(company)));
            }
            keys
        }
        Collection::Opportunity => {
            let amount = read("amount").get("minor").map(Value::to_string).unwrap_or_default();
            vec![format!("{}|{}|{amount}", text_of("name"), day.unwrap_or_default())]
        }
        Collection::Activity => {
            vec![format!("{}|{}|{}", text_of("subject"), text_of("due"), text_of("body"))]
        }
        _ => vec![text_of("name")],
    }
}
