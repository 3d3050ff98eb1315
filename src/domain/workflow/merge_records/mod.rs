//! Merging records that are one and the same: accounts, contacts, leads and
//! tags. One change, taken back at any later time.
//!
//! - MR1 Only records of one collection are merged, none of them in the Trash
//!   and none a converted lead, which is read-only.
//! - MR2 The survivor keeps its id, its account number and its dates. Each
//!   other field keeps its value unless it is empty, then the first of the
//!   others that has one gives it; or the record that was chosen for it.
//!   Not to be called, not to be mailed and a withdrawn consent hold if they
//!   held for any of them.
//! - MR3 Lists are united: addresses, numbers, tags, relationships, roles,
//!   checklist. So are ids elsewhere and custom fields; a second value under
//!   one name is kept under that name with `+2`, so that the files either
//!   came from still find the survivor.
//! - MR4 Every link to a merged record leads to the survivor, those in the
//!   Trash included; two links that become one are one, and of two roles at
//!   one account the fuller is kept.
//! - MR5 A customer stays one: if one of them is, the survivor is, since the
//!   earliest day, with the evidence of all.
//! - MR6 No account belongs to itself and nobody reports to themselves, through
//!   however many others: the first superior that does not lead back is taken.
//! - MR7 A person account and its contact are one (P1 to P5): merging two of
//!   either merges both. Merged into an organisation, a person account leaves
//!   its contact there as one of its people.
//! - MR8 Merged records lie in the Trash and say into what they were merged.
//!   Restored, one is a record of its own again; links and values stay where
//!   they went. Undo brings all of it back. What comes in later, from a file or
//!   an archive, and links to a merged record, is led to the survivor.
//! - MR9 The demonstration's mark stays only where all of them had it.

mod fields;
mod relink;

pub(crate) use fields::base_name;
pub use fields::{Manner, MergeField, MergePlan};
pub(super) use relink::led_on;

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;
use uuid::Uuid;

use super::super::account::{Account, AccountKind, Lifecycle};
use super::super::change::{Label, Verb};
use super::super::command::{Decision, MergeRecords};
use super::super::contact::Contact;
use super::super::draft::Draft;
use super::super::env::Env;
use super::super::field::is_blank;
use super::super::id::Id;
use super::super::lead::Lead;
use super::super::record::{Collection, Record, RecordRef, Stored};
use super::super::validate::{Problem, check};
use super::super::workspace::Workspace;
use super::{Rejection, edit_record, open_record, person_account};

/// The collections whose records can be merged.
pub const MERGEABLE: [Collection; 4] = [Collection::Account, Collection::Contact, Collection::Lead, Collection::Tag];

pub(super) fn merge(workspace: &Workspace, input: &MergeRecords, env: &Env) -> Result<Decision, Rejection> {
    let records = mergeable(workspace, input)?;
    let mut draft = Draft::new(workspace, env);
    let merged = fields::plan(&records, &input.taken).record;
    reject_new_errors(workspace, &records, &merged)?;
    let (accounts, contacts) = groups(workspace, input, &merged);
    let accounts_before = accounts.as_ref().and_then(|group| workspace.get::<Account>(Id::new(group.survivor)));
    let own = Group { survivor: input.survivor.id, others: input.others.clone() };
    match input.survivor.collection {
        Collection::Account => {
            if let Some(people) = &contacts {
                unite(&mut draft, Collection::Contact, people, &BTreeMap::new());
            }
            unite(&mut draft, Collection::Account, &own, &input.taken);
        }
        Collection::Contact => {
            if let Some(persons) = &accounts {
                unite(&mut draft, Collection::Account, persons, &BTreeMap::new());
            }
            unite(&mut draft, Collection::Contact, &own, &input.taken);
        }
        collection => unite(&mut draft, collection, &own, &input.taken),
    }
    if let Some(before) = accounts_before {
        person_account::after_account(&mut draft, before.id, Some(before));
    }
    let title = draft.find(input.survivor).map(Record::title).unwrap_or_default();
    let label = Label { verb: Verb::Merged, subject: title, collection: Some(input.survivor.collection) };
    Ok(Decision::new(draft.finish(), label).showing(input.survivor))
}

/// What merging would do, field by field. `Err` where it would be refused.
pub fn preview(workspace: &Workspace, input: &MergeRecords) -> Result<MergePlan, Rejection> {
    Ok(fields::plan(&mergeable(workspace, input)?, &input.taken))
}

/// A merge to start from: a customer survives, else the one of which most is
/// known, else the oldest.
pub fn suggest(workspace: &Workspace, records: &[RecordRef]) -> Option<MergeRecords> {
    let worth = |reference: &RecordRef| {
        let record = workspace.find(*reference)?;
        let customer = Account::from_record(record).is_some_and(|account| account.lifecycle == Lifecycle::Customer);
        let created = record.meta().created_at;
        Some((customer, record.to_map().len(), std::cmp::Reverse((created, reference.id))))
    };
    let survivor = *records.iter().max_by_key(|reference| worth(reference))?;
    let others = records.iter().filter(|reference| **reference != survivor).map(|reference| reference.id).collect();
    Some(MergeRecords { survivor, others, taken: BTreeMap::new() })
}

/// The records, the survivor first, if they can be merged (MR1).
fn mergeable<'a>(workspace: &'a Workspace, input: &MergeRecords) -> Result<Vec<&'a Record>, Rejection> {
    let collection = input.survivor.collection;
    let distinct: BTreeSet<Uuid> = input.others.iter().copied().filter(|id| *id != input.survivor.id).collect();
    if distinct.is_empty() || distinct.len() != input.others.len() || !MERGEABLE.contains(&collection) {
        return Err(Rejection::NothingToMerge);
    }
    let ids = std::iter::once(input.survivor.id).chain(input.others.iter().copied());
    let mut records = Vec::new();
    for reference in ids.map(|id| RecordRef { collection, id }) {
        let record = open_record(workspace, reference)?;
        if Lead::from_record(record).is_some_and(Lead::is_converted) {
            return Err(Rejection::AlreadyConverted(reference));
        }
        records.push(record);
    }
    Ok(records)
}

/// Refuses what is wrong with the survivor and was not wrong with any of them.
fn reject_new_errors(workspace: &Workspace, records: &[&Record], merged: &Record) -> Result<(), Rejection> {
    let mut errors = check(workspace, merged);
    // What leads back to itself is straightened (MR6).
    errors.retain(|error| !SUPERIORS.contains(&error.field.as_str()));
    // What one of them has is the survivor's to take.
    let is_merged = |by: RecordRef| records.iter().any(|record| record.reference() == by);
    errors.retain(|error| !matches!(error.problem, Problem::Taken { by } if is_merged(by)));
    if !errors.is_empty() {
        let known: Vec<_> = records.iter().flat_map(|record| check(workspace, record)).collect();
        errors.retain(|error| !known.contains(error));
    }
    edit_record::reject_invalid(errors)
}

/// Records that become one.
struct Group {
    survivor: Uuid,
    others: Vec<Uuid>,
}

impl Group {
    /// The first survives; `None` where there is nobody at all.
    fn of(mut ids: Vec<Uuid>) -> Option<Self> {
        ids.dedup();
        (!ids.is_empty()).then(|| Self { survivor: ids.remove(0), others: ids })
    }
}

/// The person accounts and the contacts that become one with those merged (MR7).
fn groups(workspace: &Workspace, input: &MergeRecords, merged: &Record) -> (Option<Group>, Option<Group>) {
    let ids = || std::iter::once(input.survivor.id).chain(input.others.iter().copied());
    match merged {
        Record::Account(account) => {
            let accounts = Group::of(ids().collect());
            if account.kind == AccountKind::Organization {
                return (accounts, None);
            }
            let of_person = |id: Uuid| workspace.get::<Account>(Id::new(id)).and_then(|account| account.person_contact);
            let bound = account.person_contact.into_iter().chain(ids().filter_map(of_person));
            let mut people: Vec<Uuid> = Vec::new();
            for contact in bound.filter(|contact| workspace.live(*contact).is_some()) {
                if !people.contains(&contact.uuid()) {
                    people.push(contact.uuid());
                }
            }
            (accounts, Group::of(people))
        }
        Record::Contact(_) => {
            let bound = ids().filter_map(|id| person_account::bound_account(workspace, Id::new(id)));
            let live = bound.filter(|account| workspace.live(*account).is_some());
            (Group::of(live.map(Id::uuid).collect()), None)
        }
        _ => (None, None),
    }
}

/// Makes records one: their values, the links to them, and what becomes of the others.
fn unite(draft: &mut Draft<'_>, collection: Collection, group: &Group, taken: &BTreeMap<String, Uuid>) {
    let of = |id: &Uuid| RecordRef { collection, id: *id };
    if group.others.is_empty() {
        return;
    }
    let all = std::iter::once(&group.survivor).chain(&group.others).map(of);
    let records: Vec<Record> = all.filter_map(|reference| draft.find(reference).cloned()).collect();
    let survivor = fields::plan(&records.iter().collect::<Vec<_>>(), taken).record;
    let superiors: Vec<(&str, Value)> = superiors(&records, &survivor);
    draft.put_record(survivor);
    for mut merged in records.into_iter().skip(1) {
        merged.set_trashed_at(Some(draft.env.now));
        match &mut merged {
            Record::Account(account) => {
                let account = std::sync::Arc::make_mut(account);
                account.merged_into = Some(Id::new(group.survivor));
                // Its contact is the survivor's, or goes on without it.
                account.person_contact = None;
            }
            Record::Contact(contact) => {
                std::sync::Arc::make_mut(contact).merged_into = Some(Id::new(group.survivor));
            }
            Record::Lead(lead) => std::sync::Arc::make_mut(lead).merged_into = Some(Id::new(group.survivor)),
            Record::Tag(tag) => std::sync::Arc::make_mut(tag).merged_into = Some(Id::new(group.survivor)),
            _ => {}
        }
        draft.put_record(merged);
    }
    relink::lead_to(draft, collection, group.survivor, &group.others);
    straighten(draft, of(&group.survivor), &superiors);
}

/// The fields by which records stand above each other.
const SUPERIORS: [&str; 2] = ["parent", "reports_to"];

/// For each such field, whom to try: the one that was chosen, then those of all.
fn superiors(records: &[Record], survivor: &Record) -> Vec<(&'static str, Value)> {
    let known = SUPERIORS.into_iter().filter(|key| survivor.collection().field(key).is_some());
    let tried = known.flat_map(|key| {
        let all = std::iter::once(survivor).chain(records);
        all.filter_map(move |record| record.get(key)).filter(|value| !is_blank(value)).map(move |value| (key, value))
    });
    tried.collect()
}

/// Puts the survivor below the first superior that does not lead back to it (MR6).
fn straighten(draft: &mut Draft<'_>, survivor: RecordRef, superiors: &[(&'static str, Value)]) {
    let Some(mut record) = draft.find(survivor).cloned() else { return };
    for key in SUPERIORS.into_iter().filter(|key| survivor.collection.field(key).is_some()) {
        let tried = superiors.iter().filter(|(of, _)| *of == key).map(|(_, value)| value);
        let sound = tried.into_iter().find(|value| !leads_back(draft, survivor, key, value));
        if record.set(key, sound.cloned().unwrap_or_default()).is_err() {
            debug_assert!(false, "{key} does not take what stood in it");
        }
    }
    draft.put_record(record);
}

fn leads_back(draft: &Draft<'_>, survivor: RecordRef, key: &str, above: &Value) -> bool {
    let collection = survivor.collection;
    let mut next = above.as_str().and_then(|id| id.parse().ok());
    // A chain longer than this is circular too, further up.
    for _ in 0..1_000 {
        let Some(reference) = next.map(|id| RecordRef { collection, id }) else { return false };
        // One of those merged is the survivor now.
        if reference == survivor || draft.find(reference).is_some_and(|record| is_merged_into(record, survivor.id)) {
            return true;
        }
        let up = draft.find(reference).and_then(|record| record.get(key));
        next = up.and_then(|value| value.as_str()?.parse().ok());
    }
    true
}

fn is_merged_into(record: &Record, survivor: Uuid) -> bool {
    !record.is_live() && merged_into(record).is_some_and(|reference| reference.id == survivor)
}

/// Into what a record was merged, if it was.
pub fn merged_into(record: &Record) -> Option<RecordRef> {
    match record {
        Record::Account(account) => account.merged_into.map(RecordRef::of),
        Record::Contact(contact) => contact.merged_into.map(RecordRef::of),
        Record::Lead(lead) => lead.merged_into.map(RecordRef::of),
        Record::Tag(tag) => tag.merged_into.map(RecordRef::of),
        _ => None,
    }
}

/// The record that an old link leads to: the one that a merged record became,
/// however often that was merged in turn.
pub fn survivor_of(workspace: &Workspace, record: RecordRef) -> RecordRef {
    survivor_among(&|record| workspace.find(record), record)
}

fn survivor_among<'a>(find: &dyn Fn(RecordRef) -> Option<&'a Record>, record: RecordRef) -> RecordRef {
    let next = |record: &RecordRef| {
        let found = find(*record).filter(|found| !found.is_live())?;
        merged_into(found).filter(|survivor| find(*survivor).is_some())
    };
    // Links never lead round, but a file may say so.
    std::iter::successors(Some(record), next).take(100).last().unwrap_or(record)
}

/// Makes a merged record one of its own again, as when it is restored (MR8).
pub(super) fn stand_alone(draft: &mut Draft<'_>, mut record: Record) {
    let reference = record.reference();
    if record.set("merged_into", Value::Null).is_ok() {
        draft.put_record(record);
        if let Some(account) = reference.id_of::<Account>() {
            person_account::after_account(draft, account, None);
        }
    }
}

/// Says that records are not the same, so that no search for duplicates names
/// them together again.
pub(super) fn distinguish(workspace: &Workspace, records: &[RecordRef], env: &Env) -> Result<Decision, Rejection> {
    let mut draft = Draft::new(workspace, env);
    for (at, reference) in records.iter().enumerate() {
        let mut record = open_record(workspace, *reference)?.clone();
        let others = records.iter().skip(at + 1).filter(|other| other.collection == reference.collection);
        match &mut record {
            Record::Account(account) => {
                add::<Account>(&mut std::sync::Arc::make_mut(account).distinct_from, others);
            }
            Record::Contact(contact) => {
                add::<Contact>(&mut std::sync::Arc::make_mut(contact).distinct_from, others);
            }
            Record::Lead(lead) => add::<Lead>(&mut std::sync::Arc::make_mut(lead).distinct_from, others),
            _ => {}
        }
        draft.put_record(record);
    }
    Ok(Decision::new(draft.finish(), Label::named(Verb::Distinguished, records.len().to_string())))
}

fn add<'a, T>(known: &mut Vec<Id<T>>, more: impl Iterator<Item = &'a RecordRef>) {
    for id in more.map(|reference| Id::new(reference.id)) {
        if !known.contains(&id) {
            known.push(id);
        }
    }
}

/// True where somebody has said that two records are not the same.
pub fn are_distinct(one: &Record, other: &Record) -> bool {
    let says = |record: &Record, id: Uuid| match record {
        Record::Account(account) => account.distinct_from.contains(&Id::new(id)),
        Record::Contact(contact) => contact.distinct_from.contains(&Id::new(id)),
        Record::Lead(lead) => lead.distinct_from.contains(&Id::new(id)),
        _ => false,
    };
    says(one, other.uuid()) || says(other, one.uuid())
}
