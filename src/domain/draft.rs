//! A workspace with changes on top that are not applied yet: what a workflow
//! writes to, so that its later steps see its earlier ones.

use std::collections::BTreeMap;

use uuid::Uuid;

use super::account::Account;
use super::change::{Change, ChangeSet};
use super::env::Env;
use super::id::Id;
use super::record::{Record, RecordRef, Stored};
use super::workspace::{Workspace, account_number, counted};

/// Changes in the making.
pub struct Draft<'a> {
    /// The workspace as it is.
    pub workspace: &'a Workspace,
    /// The world the changes are decided in.
    pub env: &'a Env,
    order: Vec<RecordRef>,
    drafted: BTreeMap<RecordRef, Option<Record>>,
}

impl<'a> Draft<'a> {
    /// No changes yet.
    pub fn new(workspace: &'a Workspace, env: &'a Env) -> Self {
        Self { workspace, env, order: Vec::new(), drafted: BTreeMap::new() }
    }

    /// The record as it will be.
    pub fn find(&self, reference: RecordRef) -> Option<&Record> {
        match self.drafted.get(&reference) {
            Some(drafted) => drafted.as_ref(),
            None => self.workspace.find(reference),
        }
    }

    /// The record of known type as it will be.
    pub fn get<T: Stored>(&self, id: Id<T>) -> Option<&T> {
        self.find(RecordRef::of(id)).and_then(T::from_record)
    }

    /// The account number after the highest there is, accounts made by this
    /// change included.
    pub fn next_account_number(&self) -> String {
        let drafted = self.drafted.values().flatten().filter_map(Account::from_record);
        let highest = drafted.filter_map(|account| counted(&account.number)).max().unwrap_or(0);
        account_number(highest.max(self.workspace.highest_account_number()).saturating_add(1))
    }

    /// Creates a record, giving it an id, and says which.
    pub fn create<T: Stored>(&mut self, record: T) -> Id<T> {
        Id::new(self.create_record(record.into_record()))
    }

    /// Creates a record of any type, giving it an id where it has none.
    pub fn create_record(&mut self, mut record: Record) -> Uuid {
        if record.uuid().is_nil() {
            record.set_uuid(self.env.mint());
        }
        let meta = record.meta_mut();
        meta.created_at = self.env.now;
        meta.created_by = self.env.actor;
        let uuid = record.uuid();
        self.put_record(record);
        uuid
    }

    /// Changes a record.
    pub fn put<T: Stored>(&mut self, record: T) {
        self.put_record(record.into_record());
    }

    /// Changes a record of any type. One that stays as it is gets no new date.
    pub fn put_record(&mut self, mut record: Record) {
        let reference = record.reference();
        if self.find(reference) == Some(&record) {
            return;
        }
        let meta = record.meta_mut();
        meta.updated_at = self.env.now;
        meta.updated_by = self.env.actor;
        self.set(reference, Some(record));
    }

    /// Puts a record exactly as given, dates included: for imports and undo.
    pub fn put_exact(&mut self, record: Record) {
        self.set(record.reference(), Some(record));
    }

    /// Removes a record for good.
    pub fn remove(&mut self, reference: RecordRef) {
        self.set(reference, None);
    }

    fn set(&mut self, reference: RecordRef, record: Option<Record>) {
        if self.drafted.insert(reference, record).is_none() {
            self.order.push(reference);
        }
    }

    /// The records touched so far.
    pub fn touched(&self) -> &[RecordRef] {
        &self.order
    }

    /// The changes, in the order in which records were first touched.
    pub fn finish(mut self) -> ChangeSet {
        let workspace = self.workspace;
        let changes = self.order.iter().map(|reference| Change {
            reference: *reference,
            before: workspace.find(*reference).cloned(),
            after: self.drafted.remove(reference).flatten(),
        });
        ChangeSet::new(changes.collect::<Vec<_>>())
    }
}
