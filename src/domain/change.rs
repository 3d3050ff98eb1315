//! Changes as values: they are applied, inverted, saved, sent and shown.
//!
//! A [`ChangeSet`] holds whole records before and after, for the workspace in
//! memory. A [`Patch`] holds only the fields that differ, for the journal and
//! the history. A [`Transaction`] is one thing that somebody did.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use uuid::Uuid;

use super::id::Id;
use super::profile::Profile;
use super::record::{Collection, Record, RecordRef};
use super::workspace::Workspace;

/// One record before and after. `None` before is its creation, `None` after
/// its removal for good.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    /// Which record.
    pub reference: RecordRef,
    /// What it was.
    pub before: Option<Record>,
    /// What it becomes.
    pub after: Option<Record>,
}

/// Changes to several records that happen together; each record at most once.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ChangeSet {
    changes: Vec<Change>,
}

impl ChangeSet {
    /// A set of changes; those that change nothing are left out.
    pub fn new(changes: impl IntoIterator<Item = Change>) -> Self {
        Self { changes: changes.into_iter().filter(|change| change.before != change.after).collect() }
    }

    /// The changes in the order in which they were made.
    pub fn iter(&self) -> impl Iterator<Item = &Change> {
        self.changes.iter()
    }

    /// True when nothing changes.
    pub fn is_empty(&self) -> bool {
        self.changes.is_empty()
    }

    /// How many records change.
    pub fn len(&self) -> usize {
        self.changes.len()
    }

    /// The changes that bring everything back.
    #[must_use]
    pub fn invert(&self) -> Self {
        let inverse = self.changes.iter().rev().map(|change| Change {
            reference: change.reference,
            before: change.after.clone(),
            after: change.before.clone(),
        });
        Self { changes: inverse.collect() }
    }

    /// The collections in which something changes.
    pub fn touched(&self) -> BTreeSet<Collection> {
        self.changes.iter().map(|change| change.reference.collection).collect()
    }

    /// The changes as patches with all that is known, however many there are.
    pub fn to_patches(&self) -> Vec<Patch> {
        self.changes.iter().map(Patch::of).collect()
    }

    /// The changes as patches, as they are kept: see [`Transaction::slimmed`].
    pub fn to_kept_patches(&self) -> Vec<Patch> {
        let created = self.changes.iter().filter(|change| change.before.is_none()).count();
        let removed = self.changes.iter().filter(|change| change.after.is_none()).count();
        let patch = |change: &Change| match (&change.before, &change.after) {
            (None, Some(record)) if created > MANY_CREATED => Patch::slim_creation(record),
            (Some(_), None) if removed > MANY_REMOVED => Patch::slim_removal(change.reference),
            _ => Patch::of(change),
        };
        self.changes.iter().map(patch).collect()
    }

    /// The changes that patches make to a workspace. `Err` names the first
    /// record that does not take its patch: it is missing, or the patched
    /// fields cannot be read.
    pub fn from_patches(workspace: &Workspace, patches: &[Patch]) -> Result<Self, RecordRef> {
        let changes: Result<Vec<Change>, RecordRef> = patches.iter().map(|patch| patch.change(workspace)).collect();
        changes.map(Self::new)
    }
}

/// The field of [`Meta`](super::record::Meta) by which a slim creation tells
/// whether its record was changed since.
const UPDATED: &str = "updated_at";

/// A change that creates more records than this is kept without their values:
/// they would take as much room again as the records.
const MANY_CREATED: usize = 64;
/// One that removes more than this is kept without what they were, and cannot
/// be taken back: taking back an import that nobody worked on is of that kind.
const MANY_REMOVED: usize = 1_000;

/// The fields of one record that differ, as they were and as they become.
/// A field that is missing on one side is at its default there.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Patch {
    /// Which collection.
    pub collection: Collection,
    /// Which record.
    pub id: Uuid,
    /// The fields before; `None` where the record is created.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<Map<String, Value>>,
    /// The fields after; `None` where the record is removed for good.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<Map<String, Value>>,
}

impl Patch {
    fn of(change: &Change) -> Self {
        let mut from = change.before.as_ref().map(Record::to_map);
        let mut to = change.after.as_ref().map(Record::to_map);
        if let (Some(from), Some(to)) = (&mut from, &mut to) {
            let same: Vec<String> =
                from.iter().filter(|(key, value)| to.get(*key) == Some(*value)).map(|(key, _)| key.clone()).collect();
            for key in same {
                from.remove(&key);
                to.remove(&key);
            }
        }
        Self { collection: change.reference.collection, id: change.reference.id, from, to }
    }

    fn slim_creation(record: &Record) -> Self {
        let changed = serde_json::to_value(record.meta().updated_at).unwrap_or_default();
        let to = Some(last_changed(changed));
        Self { collection: record.collection(), id: record.uuid(), from: None, to }
    }

    fn slim_removal(reference: RecordRef) -> Self {
        Self { collection: reference.collection, id: reference.id, from: None, to: None }
    }

    /// True for a creation whose values were left out: they stand in the
    /// record itself. What is left of them is when it was last changed.
    pub fn is_slim(&self) -> bool {
        self.from.is_none() && self.to.as_ref().is_some_and(|to| !to.contains_key("id"))
    }

    /// Gives a slim creation values again, those of its record at any later
    /// time; when it was last changed then stays as the creation had it.
    pub fn fill(&mut self, mut record: Map<String, Value>) {
        let slim = self.to.take().unwrap_or_default();
        if let (Some(Value::Object(meta)), Some(Value::Object(left))) = (record.get_mut("meta"), slim.get("meta")) {
            meta.extend(left.clone());
        }
        self.to = Some(record);
    }

    /// Leaves the values of a creation or a removal out.
    fn slim(&mut self) {
        match (&mut self.from, &mut self.to) {
            (None, Some(to)) => {
                let changed = to.get("meta").and_then(|meta| meta.get(UPDATED)).cloned();
                *to = changed.map(last_changed).unwrap_or_default();
            }
            (from, None) => *from = None,
            (Some(_), Some(_)) => {}
        }
    }

    /// Which record.
    pub fn reference(&self) -> RecordRef {
        RecordRef { collection: self.collection, id: self.id }
    }

    /// The keys of the fields that differ.
    pub fn keys(&self) -> BTreeSet<&str> {
        let sides = self.from.iter().chain(self.to.iter());
        sides.flat_map(|side| side.keys().map(String::as_str)).collect()
    }

    fn change(&self, workspace: &Workspace) -> Result<Change, RecordRef> {
        let reference = self.reference();
        let before = workspace.find(reference).cloned();
        let after = match (&self.from, &self.to) {
            (_, None) => None,
            // Its values are nowhere but in the record.
            (None, Some(_)) if self.is_slim() => Some(before.as_ref().ok_or(reference)?.to_map()),
            (None, Some(to)) => Some(to.clone()),
            (Some(from), Some(to)) => {
                let mut map = before.as_ref().ok_or(reference)?.to_map();
                for key in from.keys() {
                    map.remove(key);
                }
                map.extend(to.clone());
                Some(map)
            }
        };
        // The patch says which record it is: nothing is filed under another id than it has.
        let read = |mut map: Map<String, Value>| {
            map.insert("id".to_owned(), Value::String(self.id.to_string()));
            self.collection.read(&Value::Object(map)).map_err(|_| reference)
        };
        let after = after.map(read).transpose()?;
        Ok(Change { reference, before, after })
    }
}

/// What is left of a slim creation.
fn last_changed(changed: Value) -> Map<String, Value> {
    let meta = Map::from_iter([(UPDATED.to_owned(), changed)]);
    Map::from_iter([("meta".to_owned(), Value::Object(meta))])
}

/// One thing that somebody did: what the journal keeps, what undo inverts,
/// what the history shows.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Transaction {
    /// Its own id.
    pub id: Uuid,
    /// When it was done.
    pub at: DateTime<Utc>,
    /// By whom, where a profile was chosen.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<Id<Profile>>,
    /// What was done, in a word and a name.
    pub label: Label,
    /// Set when this takes back another transaction.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reverts: Option<Uuid>,
    /// What changed.
    pub patches: Vec<Patch>,
}

impl Transaction {
    /// True for what stays undoable although the history around it is gone:
    /// conversions, merges and whatever brought many records at once.
    pub fn outlives_the_budget(&self) -> bool {
        let kept = matches!(self.label.verb, Verb::Converted | Verb::Merged | Verb::Imported | Verb::DemoLoaded);
        kept && self.reverts.is_none()
    }

    /// As it is kept: without the values of very many creations or removals.
    /// What [`ChangeSet::to_kept_patches`] gives is so already.
    #[must_use]
    pub fn slimmed(mut self) -> Self {
        let creates = |patch: &&mut Patch| patch.from.is_none() && patch.to.is_some();
        let removes = |patch: &&mut Patch| patch.from.is_some() && patch.to.is_none();
        if self.patches.iter_mut().filter(creates).count() > MANY_CREATED {
            self.patches.iter_mut().filter(creates).for_each(Patch::slim);
        }
        if self.patches.iter_mut().filter(removes).count() > MANY_REMOVED {
            self.patches.iter_mut().filter(removes).for_each(Patch::slim);
        }
        self
    }

    /// True where the values of its creations stand in the records only.
    pub fn is_slim(&self) -> bool {
        self.patches.iter().any(Patch::is_slim)
    }

    /// True where it took records away and nothing is known any more of what was in them.
    pub fn hides_what_went(&self) -> bool {
        self.patches.iter().any(|patch| patch.from.is_none() && patch.to.is_none())
    }

    /// False where nothing is known any more of what it changed.
    pub fn can_be_taken_back(&self) -> bool {
        self.label.verb != Verb::Purged
            && (self.patches.is_empty() || self.patches.iter().any(|patch| patch.from.is_some() || patch.to.is_some()))
    }
}

/// What was done, in a word and a name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Label {
    /// What was done.
    pub verb: Verb,
    /// To what: the title of the record, or the name of the file.
    pub subject: String,
    /// The kind of record, where it is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub collection: Option<Collection>,
}

/// What people do, for histories and notices.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum Verb {
    Created,
    Edited,
    Trashed,
    Restored,
    Purged,
    Logged,
    Completed,
    Reopened,
    Converted,
    Merged,
    Distinguished,
    Moved,
    Won,
    Lost,
    LifecycleChanged,
    HandOverAnswered,
    Imported,
    Archived,
    DemoLoaded,
    DemoRemoved,
}
