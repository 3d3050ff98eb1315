//! What importing a file into a workspace would change, before it does:
//! putting it in its place, or uniting the two.
//!
//! - MG1 Records are the same if their collection and id are the same.
//! - MG2 What is only in the file is added; nothing is deleted.
//! - MG3 Where both have a record, its differing fields are listed; each takes
//!   the file's value unless told otherwise.
//! - MG4 A record that takes all of the file's fields takes its dates too; one
//!   that takes some keeps its own date of creation and the later date of change.
//! - MG5 An account whose number another account has already gets a new one,
//!   and that is reported.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value};

use super::document::{Document, Warning};
use super::rest::{AtOnce, Rest, at_once};
use crate::domain::order::Gathered;
use crate::domain::record::{Collection, Record, RecordRef};
use crate::domain::workspace::{Workspace, account_number, counted};

/// What putting a file in the place of the workspace would do.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReplacePlan {
    /// For each collection that has records now or then, in the usual order.
    pub collections: Vec<ReplaceCounts>,
}

/// What replacing would do to one collection.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ReplaceCounts {
    /// Which.
    pub collection: Collection,
    /// How many records there are now.
    pub now: usize,
    /// How many there would be.
    pub then: usize,
    /// How many of those now there would be gone.
    pub removed: usize,
    /// How many would be new.
    pub added: usize,
    /// How many would be different.
    pub changed: usize,
}

/// Plans to put the file in the place of the workspace.
pub fn plan_replace(workspace: &Workspace, document: &Document) -> ReplacePlan {
    at_once(plan_replace_in_slices(workspace, &document.workspace(), &AtOnce))
}

/// The same for the workspace that a file holds, with rests between the records.
pub async fn plan_replace_in_slices<R: Rest>(
    workspace: &Workspace,
    incoming: &Workspace,
    rest: &R,
) -> Result<ReplacePlan, R::Stopped> {
    let of = workspace.everything().count();
    let mut done = 0;
    let mut plan = ReplacePlan::default();
    for collection in Collection::ALL.iter().copied() {
        let now = workspace.records(collection).count();
        let then = incoming.records(collection).count();
        let kept =
            workspace.records(collection).filter_map(|record| Some((record, incoming.find(record.reference())?)));
        let (mut both, mut changed) = (0, 0);
        for (mine, theirs) in kept {
            both += 1;
            changed += usize::from(mine != theirs);
            done += 1;
            rest.rest(done, of).await?;
        }
        if now + then > 0 {
            let counts = ReplaceCounts { collection, now, then, removed: now - both, added: then - both, changed };
            plan.collections.push(counts);
        }
    }
    Ok(plan)
}

/// What uniting a file with the workspace would do.
#[derive(Clone, Debug, Default)]
pub struct MergePlan {
    /// Records that only the file has.
    pub added: Vec<Record>,
    /// How many records are the same in both, but perhaps for their dates.
    pub same: usize,
    /// Records that are in both and differ.
    pub differing: Vec<Difference>,
    /// References that would point nowhere.
    pub points_nowhere: Vec<Warning>,
    numbers: BTreeMap<RecordRef, String>,
}

/// A record that is in both and differs.
#[derive(Clone, Debug)]
pub struct Difference {
    /// Which.
    pub record: RecordRef,
    /// What it is called here.
    pub title: String,
    /// The fields that differ.
    pub fields: Vec<FieldDifference>,
    mine: Record,
    theirs: Record,
}

/// A field that differs; a side at its default is null.
#[derive(Clone, Debug, PartialEq)]
pub struct FieldDifference {
    /// The field's key.
    pub key: String,
    /// The value here.
    pub mine: Value,
    /// The value in the file.
    pub theirs: Value,
}

/// One of two sides.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Side {
    /// Take the file's.
    #[default]
    Theirs,
    /// Keep mine.
    Mine,
}

/// Which side wins: the narrowest word counts.
#[derive(Clone, Debug, Default)]
pub struct Choice {
    /// Where nothing else is said.
    pub all: Side,
    /// For single records.
    pub records: BTreeMap<RecordRef, Side>,
    /// For single fields by key.
    pub fields: BTreeMap<(RecordRef, String), Side>,
}

impl Choice {
    fn of(&self, record: RecordRef, key: &str) -> Side {
        let field = self.fields.get(&(record, key.to_owned()));
        field.or_else(|| self.records.get(&record)).copied().unwrap_or(self.all)
    }
}

/// What a merge comes to.
#[derive(Clone, Debug, Default)]
pub struct Merged {
    /// The records to import.
    pub records: Vec<Record>,
    /// The accounts that got a new number.
    pub renumbered: Vec<Renumbered>,
}

/// An account of the file that got a new number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Renumbered {
    /// Which.
    pub account: RecordRef,
    /// The number in the file.
    pub from: String,
    /// Its number here.
    pub to: String,
}

/// Plans to unite the file with the workspace.
pub fn plan_merge(workspace: &Workspace, document: &Document) -> MergePlan {
    at_once(plan_merge_in_slices(workspace, document, &AtOnce))
}

/// The same, with rests between the records.
pub async fn plan_merge_in_slices<R: Rest>(
    workspace: &Workspace,
    document: &Document,
    rest: &R,
) -> Result<MergePlan, R::Stopped> {
    let mut plan = MergePlan { numbers: numbers(workspace), ..MergePlan::default() };
    for (done, theirs) in document.records.iter().enumerate() {
        rest.rest(done, document.records.len()).await?;
        match workspace.find(theirs.reference()) {
            None => plan.added.push(theirs.clone()),
            Some(mine) => match differing_fields(mine, theirs) {
                fields if fields.is_empty() => plan.same += 1,
                fields => plan.differing.push(Difference {
                    record: mine.reference(),
                    title: mine.title(),
                    fields,
                    mine: mine.clone(),
                    theirs: theirs.clone(),
                }),
            },
        }
    }
    let nowhere = document.warnings.iter().filter(|warning| match warning {
        Warning::PointsNowhere { target, .. } => workspace.find(*target).is_none(),
        Warning::UnknownSection { .. } | Warning::UnknownField { .. } => false,
    });
    plan.points_nowhere = nowhere.cloned().collect();
    Ok(plan)
}

fn differing_fields(mine: &Record, theirs: &Record) -> Vec<FieldDifference> {
    if mine == theirs {
        return Vec::new();
    }
    let (mine, theirs) = (mine.to_map(), theirs.to_map());
    let keys: BTreeSet<&String> = mine.keys().chain(theirs.keys()).filter(|key| *key != "meta").gathered();
    let value = |map: &Map<String, Value>, key: &String| map.get(key).cloned().unwrap_or_default();
    let fields = keys.into_iter().map(|key| FieldDifference {
        key: key.clone(),
        mine: value(&mine, key),
        theirs: value(&theirs, key),
    });
    fields.filter(|field| field.mine != field.theirs).collect()
}

impl MergePlan {
    /// The records to import under a choice, account numbers made unique.
    pub fn records(&self, choice: &Choice) -> Merged {
        let differing = self.differing.iter().filter_map(|difference| difference.resolve(choice));
        let mut merged =
            Merged { records: differing.chain(self.added.iter().cloned()).collect(), renumbered: Vec::new() };
        self.renumber(&mut merged);
        merged
    }

    fn renumber(&self, merged: &mut Merged) {
        let mut taken = self.numbers.clone();
        for record in &merged.records {
            taken.remove(&record.reference());
        }
        let mut taken: BTreeSet<String> = taken.into_values().gathered();
        let in_file = merged.records.iter().filter_map(number);
        let mut highest = taken.iter().cloned().chain(in_file).filter_map(|number| counted(&number)).max().unwrap_or(0);
        for record in &mut merged.records {
            let Some(from) = number(record) else { continue };
            if taken.insert(from.clone()) {
                continue;
            }
            highest = highest.saturating_add(1);
            let to = account_number(highest);
            if record.set("number", Value::from(to.clone())).is_ok() {
                taken.insert(to.clone());
                merged.renumbered.push(Renumbered { account: record.reference(), from, to });
            }
        }
    }
}

impl Difference {
    /// The record as chosen; `None` where it stays as it is.
    fn resolve(&self, choice: &Choice) -> Option<Record> {
        let taken: Vec<&FieldDifference> =
            self.fields.iter().filter(|field| choice.of(self.record, &field.key) == Side::Theirs).collect();
        if taken.is_empty() {
            return None;
        }
        if taken.len() == self.fields.len() {
            return Some(self.theirs.clone());
        }
        let mut record = self.mine.clone();
        for field in taken {
            if field.key == "trashed_at" {
                record.set_trashed_at(self.theirs.trashed_at());
            } else if record.set(&field.key, field.theirs.clone()).is_err() {
                // The value came out of a record of the same type: it fits.
                return Some(self.theirs.clone());
            }
        }
        let theirs = self.theirs.meta();
        if theirs.updated_at > record.meta().updated_at {
            let meta = record.meta_mut();
            meta.updated_at = theirs.updated_at;
            meta.updated_by = theirs.updated_by;
        }
        Some(record)
    }
}

fn numbers(workspace: &Workspace) -> BTreeMap<RecordRef, String> {
    workspace.records(Collection::Account).filter_map(|record| Some((record.reference(), number(record)?))).gathered()
}

fn number(record: &Record) -> Option<String> {
    match record {
        Record::Account(account) if !account.number.is_empty() => Some(account.number.clone()),
        _ => None,
    }
}
