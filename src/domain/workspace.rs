//! The workspace: every record, by collection and id. It is changed by
//! [`Workspace::apply`] only, and built by [`Workspace::set`] of what is
//! stored; everything else reads.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Bound;

use uuid::Uuid;

use super::account::Account;
use super::activity::Activity;
use super::change::ChangeSet;
use super::contact::Contact;
use super::id::Id;
use super::links::links_to;
use super::option::{LeadPhase, LeadStatus};
use super::order::InOrder;
use super::pipeline::{Pipeline, Stage, StageKind};
use super::record::{Collection, Record, RecordRef, Stored};
use super::referrers::{self, Referrers};
use super::settings::Settings;
use super::starter::{self, Naming};

/// From so many changes at once on it takes less to find out anew who links to
/// whom, when somebody asks, than to follow each.
const MANY_CHANGES: usize = 5_000;

/// All records there are, those in the Trash included.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Workspace {
    tables: BTreeMap<Collection, BTreeMap<Uuid, Record>>,
    referrers: Referrers,
}

impl Workspace {
    /// A workspace with nothing but what every workspace starts with.
    pub fn starter() -> Self {
        Self::starter_in(starter::AS_WRITTEN)
    }

    /// The same, with the names in another language.
    pub fn starter_in(naming: Naming) -> Self {
        Self::from_records(starter::records(naming))
    }

    /// A workspace of these records; of two with one id the later stays.
    pub fn from_records(records: impl IntoIterator<Item = Record>) -> Self {
        let mut workspace = Self::default();
        for record in records {
            workspace.put(record);
        }
        workspace
    }

    /// Brings a change about. Only the change's own before and after count;
    /// whether it was allowed was decided before.
    pub fn apply(&mut self, changes: &ChangeSet) {
        if changes.len() > MANY_CHANGES {
            self.referrers = Referrers::default();
        }
        for change in changes.iter() {
            match &change.after {
                Some(record) => self.put(record.clone()),
                None => self.take(change.reference),
            }
        }
    }

    /// Puts a record in place, or takes it away: for building a workspace of
    /// what is stored.
    pub fn set(&mut self, reference: RecordRef, record: Option<Record>) {
        match record {
            Some(record) => self.put(record),
            None => self.take(reference),
        }
    }

    fn put(&mut self, record: Record) {
        let (collection, id) = (record.collection(), record.uuid());
        let before = self.tables.entry(collection).or_default().insert(id, record.clone());
        self.referrers.note(before.as_ref(), Some(&record));
    }

    fn take(&mut self, reference: RecordRef) {
        if let Some(table) = self.tables.get_mut(&reference.collection) {
            let before = table.remove(&reference.id);
            if table.is_empty() {
                self.tables.remove(&reference.collection);
            }
            self.referrers.note(before.as_ref(), None);
        }
    }

    /// Finds out who links to whom of the next records, before it is asked for:
    /// at once it takes a tenth of a second for 100,000. True while there are more.
    pub fn prepare(&mut self, many: usize) -> bool {
        let upto = self.referrers.upto();
        let tables = self.tables.range(upto.map_or(Collection::Account, |upto| upto.collection)..);
        let next = tables.flat_map(|(collection, table)| {
            let upto = upto.filter(|upto| upto.collection == *collection);
            table.range((upto.map_or(Bound::Unbounded, |upto| Bound::Excluded(upto.id)), Bound::Unbounded))
        });
        self.referrers.take_in(next.map(|(_, record)| record).take(many))
    }

    /// The record, in the Trash or not.
    pub fn find(&self, reference: RecordRef) -> Option<&Record> {
        self.tables.get(&reference.collection)?.get(&reference.id)
    }

    /// The record of known type, in the Trash or not.
    pub fn get<T: Stored>(&self, id: Id<T>) -> Option<&T> {
        self.find(RecordRef::of(id)).and_then(T::from_record)
    }

    /// The record of known type unless it lies in the Trash.
    pub fn live<T: Stored>(&self, id: Id<T>) -> Option<&T> {
        self.find(RecordRef::of(id)).filter(|record| record.is_live()).and_then(T::from_record)
    }

    /// All records of a collection in order of their ids, those in the Trash included.
    pub fn records(&self, collection: Collection) -> impl Iterator<Item = &Record> {
        self.tables.get(&collection).into_iter().flat_map(BTreeMap::values)
    }

    /// The records of a collection after that id, in order, those in the Trash included.
    pub fn records_after(&self, collection: Collection, after: Option<Uuid>) -> impl Iterator<Item = &Record> {
        let from = after.map_or(Bound::Unbounded, Bound::Excluded);
        let table = self.tables.get(&collection).into_iter();
        table.flat_map(move |table| table.range((from, Bound::Unbounded))).map(|(_, record)| record)
    }

    /// All records of a type that are not in the Trash, in order of their ids.
    pub fn all<T: Stored + 'static>(&self) -> impl Iterator<Item = &T> {
        self.records(T::COLLECTION).filter(|record| record.is_live()).filter_map(T::from_record)
    }

    /// Every record there is, in the order of collections and ids.
    pub fn everything(&self) -> impl Iterator<Item = &Record> {
        self.tables.values().flat_map(BTreeMap::values)
    }

    /// The records of a collection that link to `target` in whatever field, in
    /// order of their ids, those in the Trash included. What links to one that
    /// people make is found at once, what links to an option by going through all.
    pub fn records_linked(&self, collection: Collection, target: RecordRef) -> impl Iterator<Item = &Record> {
        let found: Vec<&Record> = if referrers::are_kept(target.collection) {
            let referrers = self.referrers.of(target, Some(collection), self.everything());
            referrers.into_iter().filter_map(|referrer| self.find(referrer)).collect()
        } else {
            self.records(collection).filter(|record| links_to(record, &|link| link == target)).collect()
        };
        found.into_iter()
    }

    /// The same of a type, without those in the Trash.
    pub fn all_linked<T: Stored + 'static>(&self, target: RecordRef) -> impl Iterator<Item = &T> {
        self.records_linked(T::COLLECTION, target).filter(|record| record.is_live()).filter_map(T::from_record)
    }

    /// The records of all collections that link to one of these.
    pub fn referrers_of(&self, targets: &BTreeSet<RecordRef>) -> BTreeSet<RecordRef> {
        if targets.iter().all(|target| referrers::are_kept(target.collection)) {
            return targets.iter().flat_map(|target| self.referrers.of(*target, None, self.everything())).collect();
        }
        let linked = |record: &&Record| links_to(record, &|link| targets.contains(&link));
        self.everything().filter(linked).map(Record::reference).collect()
    }

    /// The accounts that have a number, those in the Trash included.
    pub fn accounts_numbered(&self, number: &str) -> impl Iterator<Item = &Account> {
        let found = self.referrers.maybe_numbered(number, self.everything()).into_iter();
        let accounts = found.filter_map(|account| self.find(account)).filter_map(Account::from_record);
        accounts.filter(move |account| account.number == number)
    }

    /// The highest number that an account has, those in the Trash included; 0 where there is none.
    pub fn highest_account_number(&self) -> u32 {
        self.referrers.highest_number(self.everything())
    }

    /// Every record in the Trash, newest first.
    pub fn trash(&self) -> Vec<&Record> {
        let mut trashed: Vec<&Record> = self.everything().filter(|record| !record.is_live()).collect();
        trashed.order_by_key(|record| std::cmp::Reverse(record.trashed_at()));
        trashed
    }

    /// How many records of a collection are not in the Trash.
    pub fn count(&self, collection: Collection) -> usize {
        self.records(collection).filter(|record| record.is_live()).count()
    }

    /// The settings, or the default ones where there is no such record.
    pub fn settings(&self) -> Settings {
        self.get(Settings::THE).cloned().unwrap_or_default()
    }

    /// The records of an editable list in their order, those in the Trash left out.
    pub fn options(&self, collection: Collection) -> Vec<&Record> {
        let mut options: Vec<&Record> = self.records(collection).filter(|record| record.is_live()).collect();
        options.order_by_key(|record| record.get("position").and_then(|place| place.as_u64()).unwrap_or_default());
        options
    }

    /// The stages of a pipeline in their order.
    pub fn stages(&self, pipeline: Id<Pipeline>) -> Vec<&Stage> {
        let mut stages: Vec<&Stage> = self.all::<Stage>().filter(|stage| stage.pipeline == Some(pipeline)).collect();
        stages.order_by_key(|stage| (stage.position, stage.id));
        stages
    }

    /// What the stage of a deal means; open where the stage is not known.
    pub fn stage_kind(&self, stage: Option<Id<Stage>>) -> StageKind {
        stage.and_then(|id| self.get(id)).map(|stage| stage.kind).unwrap_or_default()
    }

    /// The phase of a lead's status; new where the status is not known.
    pub fn lead_phase(&self, status: Option<Id<LeadStatus>>) -> LeadPhase {
        status.and_then(|id| self.get(id)).map(|status| status.phase).unwrap_or_default()
    }

    /// The first status that maps to a phase.
    pub fn status_of_phase(&self, phase: LeadPhase) -> Option<Id<LeadStatus>> {
        let statuses = self.all::<LeadStatus>().filter(|status| status.phase == phase);
        statuses.min_by_key(|status| (status.position, status.id)).map(|status| status.id)
    }

    /// The people of an account, those who have left included.
    pub fn contacts_of(&self, account: Id<Account>) -> impl Iterator<Item = &Contact> {
        self.all_linked::<Contact>(RecordRef::of(account)).filter(move |contact| contact.is_at(account))
    }

    /// What was done and is to be done about a record.
    pub fn activities_about(&self, record: RecordRef) -> impl Iterator<Item = &Activity> {
        self.all_linked::<Activity>(record).filter(move |activity| activity.is_about(record))
    }

    /// What a record is called; `None` when there is none of that id.
    pub fn title(&self, reference: RecordRef) -> Option<String> {
        self.find(reference).map(Record::title)
    }
}

/// The count in an account number of the form `A-00042`.
pub(crate) fn counted(number: &str) -> Option<u32> {
    number.strip_prefix("A-")?.parse().ok()
}

/// A count as accounts carry it.
pub(crate) fn account_number(count: u32) -> String {
    format!("A-{count:05}")
}

impl FromIterator<Record> for Workspace {
    fn from_iter<I: IntoIterator<Item = Record>>(records: I) -> Self {
        Self::from_records(records)
    }
}
