//! The workspace: every record, by collection and id. It is changed by
//! [`Workspace::apply`] only, and built by [`Workspace::set`] of what is
//! stored; everything else reads.

use std::collections::BTreeMap;

use uuid::Uuid;

use super::account::Account;
use super::activity::Activity;
use super::change::ChangeSet;
use super::contact::Contact;
use super::id::Id;
use super::option::{LeadPhase, LeadStatus};
use super::pipeline::{Pipeline, Stage, StageKind};
use super::record::{Collection, Record, RecordRef, Stored};
use super::settings::Settings;
use super::starter;

/// All records there are, those in the Trash included.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Workspace {
    tables: BTreeMap<Collection, BTreeMap<Uuid, Record>>,
}

impl Workspace {
    /// A workspace with nothing but what every workspace starts with.
    pub fn starter() -> Self {
        Self::from_records(starter::records())
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
        self.tables.entry(record.collection()).or_default().insert(record.uuid(), record);
    }

    fn take(&mut self, reference: RecordRef) {
        if let Some(table) = self.tables.get_mut(&reference.collection) {
            table.remove(&reference.id);
            if table.is_empty() {
                self.tables.remove(&reference.collection);
            }
        }
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

    /// All records of a type that are not in the Trash, in order of their ids.
    pub fn all<T: Stored + 'static>(&self) -> impl Iterator<Item = &T> {
        self.records(T::COLLECTION).filter(|record| record.is_live()).filter_map(T::from_record)
    }

    /// Every record in the Trash, newest first.
    pub fn trash(&self) -> Vec<&Record> {
        let mut trashed: Vec<&Record> = Collection::ALL
            .iter()
            .flat_map(|collection| self.records(*collection))
            .filter(|record| !record.is_live())
            .collect();
        trashed.sort_by_key(|record| std::cmp::Reverse(record.trashed_at()));
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
        options.sort_by_key(|record| record.get("position").and_then(|place| place.as_u64()).unwrap_or_default());
        options
    }

    /// The stages of a pipeline in their order.
    pub fn stages(&self, pipeline: Id<Pipeline>) -> Vec<&Stage> {
        let mut stages: Vec<&Stage> = self.all::<Stage>().filter(|stage| stage.pipeline == Some(pipeline)).collect();
        stages.sort_by_key(|stage| (stage.position, stage.id));
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
        self.all::<Contact>().filter(move |contact| contact.is_at(account))
    }

    /// What was done and is to be done about a record.
    pub fn activities_about(&self, record: RecordRef) -> impl Iterator<Item = &Activity> {
        self.all::<Activity>().filter(move |activity| activity.is_about(record))
    }

    /// What a record is called; `None` when there is none of that id.
    pub fn title(&self, reference: RecordRef) -> Option<String> {
        self.find(reference).map(Record::title)
    }

    /// The account number after the highest there is, such as `A-00042`.
    pub fn next_account_number(&self) -> String {
        number_after(self.records(Collection::Account).filter_map(Account::from_record))
    }
}

/// The number after the highest of these accounts.
pub(super) fn number_after<'a>(accounts: impl Iterator<Item = &'a Account>) -> String {
    account_number(highest_number(accounts).saturating_add(1))
}

/// The highest of the numbers that these accounts were given; 0 where there is none.
pub(super) fn highest_number<'a>(accounts: impl Iterator<Item = &'a Account>) -> u32 {
    accounts.filter_map(|account| account.number.strip_prefix("A-")?.parse().ok()).max().unwrap_or(0)
}

/// A number as accounts carry it.
pub(super) fn account_number(number: u32) -> String {
    format!("A-{number:05}")
}

impl FromIterator<Record> for Workspace {
    fn from_iter<I: IntoIterator<Item = Record>>(records: I) -> Self {
        Self::from_records(records)
    }
}
