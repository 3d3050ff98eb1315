//! Taking a transaction back, at any later time, field by field. A field that
//! was changed since stays as it is now and is named; so does a record that
//! the transaction created and that was changed or is used since.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value};
use uuid::Uuid;

use super::change::{Change, ChangeSet, Patch, Transaction};
use super::links;
use super::order::Gathered;
use super::record::{Collection, Record, RecordRef};
use super::workspace::Workspace;

/// What taking a transaction back would do.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct UndoPlan {
    /// What changes.
    pub changes: ChangeSet,
    /// What stays because it was changed since.
    pub blocked: Vec<Blocked>,
}

/// Something that undo leaves alone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Blocked {
    /// Which record.
    pub record: RecordRef,
    /// The fields that were changed since; empty where the record as a whole
    /// stays or is gone.
    pub fields: Vec<String>,
}

/// Plans to take `transaction` back.
///
/// - U1 A field goes back only where its present value is the one the transaction left.
/// - U2 A created record is removed only if nothing but its dates changed since
///   and nothing made since refers to it; where its values were left out of the
///   history ([`Patch::is_slim`]), only if its dates are the same too.
/// - U3 A record that is gone for good stays gone, and is named.
/// - U4 Where everything of a record goes back, its dates go back too.
/// - U5 No field goes back to a link that leads nowhere since; a record that
///   comes back comes without such links.
/// - U6 Fields that mean something only together go back together or not at all.
pub fn plan(workspace: &Workspace, transaction: &Transaction) -> UndoPlan {
    let returning = returning(transaction);
    let kept = kept_creations(workspace, transaction, &returning);
    let mut plan = UndoPlan::default();
    let mut changes = Vec::new();
    for patch in transaction.patches.iter().rev() {
        let reference = patch.reference();
        if let Some(fields) = kept.get(&reference) {
            plan.blocked.push(Blocked { record: reference, fields: fields.clone() });
            continue;
        }
        match revert(workspace, &returning, patch) {
            Reverted::Gone => plan.blocked.push(Blocked { record: reference, fields: Vec::new() }),
            Reverted::To { after, stays } => {
                changes.push(Change { reference, before: workspace.find(reference).cloned(), after });
                if !stays.is_empty() {
                    plan.blocked.push(Blocked { record: reference, fields: stays });
                }
            }
        }
    }
    plan.changes = ChangeSet::new(changes);
    plan
}

/// What becomes of one record.
enum Reverted {
    /// It is not there any more, or cannot be read.
    Gone,
    /// It becomes `after`; the fields in `stays` were changed since.
    To { after: Option<Record>, stays: Vec<String> },
}

/// The records that the transaction removed and that come back.
fn returning(transaction: &Transaction) -> BTreeSet<Uuid> {
    let removed = transaction.patches.iter().filter(|patch| patch.from.is_some() && patch.to.is_none());
    removed.map(|patch| patch.id).collect()
}

fn revert(workspace: &Workspace, returning: &BTreeSet<Uuid>, patch: &Patch) -> Reverted {
    let is_gone = |id| leads_nowhere(workspace, returning, id);
    match (workspace.find(patch.reference()), &patch.from, &patch.to) {
        (present, None, _) => match present {
            Some(_) => Reverted::To { after: None, stays: Vec::new() },
            None => Reverted::Gone,
        },
        (None, Some(from), None) => match read(patch, from.clone()) {
            Reverted::To { after, stays } => {
                let unlinked = after.as_ref().and_then(|record| links::without(record, &is_gone));
                Reverted::To { after: unlinked.or(after), stays }
            }
            Reverted::Gone => Reverted::Gone,
        },
        (Some(_), Some(_), None) | (None, Some(_), Some(_)) => Reverted::Gone,
        (Some(present), Some(from), Some(to)) => revert_fields(&present.to_map(), patch, (from, to), &is_gone),
    }
}

/// True for the id of a record that is neither there nor comes back.
fn leads_nowhere(workspace: &Workspace, returning: &BTreeSet<Uuid>, id: Uuid) -> bool {
    let there =
        Collection::ALL.iter().any(|collection| workspace.find(RecordRef { collection: *collection, id }).is_some());
    !there && !returning.contains(&id)
}

fn revert_fields(
    present: &Map<String, Value>,
    patch: &Patch,
    (from, to): (&Map<String, Value>, &Map<String, Value>),
    is_gone: &dyn Fn(Uuid) -> bool,
) -> Reverted {
    let mut map = present.clone();
    let broken = |key: &str, value| links::holds_links(patch.collection, key) && links::leads_to(value, is_gone);
    let keys: Vec<&str> = patch.keys().into_iter().filter(|key| *key != "meta").collect();
    let overtaken =
        |key: &&str| present.get(*key) != to.get(*key) || from.get(*key).is_some_and(|value| broken(key, value));
    let mut stays: BTreeSet<&str> = keys.iter().copied().filter(|key| overtaken(key)).gathered();
    for group in inseparable(patch.collection) {
        if group.iter().any(|key| stays.contains(key)) {
            stays.extend(keys.iter().copied().filter(|key| group.contains(key)));
        }
    }
    for key in keys.into_iter().filter(|key| !stays.contains(key)) {
        match from.get(key) {
            Some(value) => map.insert(key.to_owned(), value.clone()),
            None => map.remove(key),
        };
    }
    if stays.is_empty()
        && present.get("meta") == to.get("meta")
        && let Some(meta) = from.get("meta")
    {
        map.insert("meta".to_owned(), meta.clone());
    }
    match read(patch, map) {
        Reverted::To { after, .. } => Reverted::To { after, stays: stays.into_iter().map(str::to_owned).collect() },
        Reverted::Gone => Reverted::Gone,
    }
}

/// The fields of a collection that mean something only together (U6).
fn inseparable(collection: Collection) -> &'static [&'static [&'static str]] {
    match collection {
        Collection::Account => {
            &[&["lifecycle", "customer_since", "evidence"], &["kind", "person_contact"], &["trashed_at", "merged_into"]]
        }
        Collection::Contact | Collection::Tag => &[&["trashed_at", "merged_into"]],
        Collection::Lead => &[&["status", "conversion"], &["trashed_at", "merged_into"]],
        Collection::Activity => &[&["done_at", "repeats", "repeats_since"]],
        Collection::Opportunity => &[&["pipeline", "stage", "stage_history", "closed_on"]],
        _ => &[],
    }
}

fn read(patch: &Patch, map: Map<String, Value>) -> Reverted {
    match patch.collection.read(&Value::Object(map)) {
        Ok(record) => Reverted::To { after: Some(record), stays: Vec::new() },
        Err(_) => Reverted::Gone,
    }
}

/// The created records that stay, each with the fields changed since: those
/// edited, those that records from outside the transaction refer to, and those
/// that a staying record refers to.
fn kept_creations(
    workspace: &Workspace,
    transaction: &Transaction,
    returning: &BTreeSet<Uuid>,
) -> BTreeMap<RecordRef, Vec<String>> {
    let patches = &transaction.patches;
    let created: BTreeMap<RecordRef, &Patch> =
        patches.iter().filter(|patch| patch.from.is_none()).map(|patch| (patch.reference(), patch)).gathered();
    let mut kept = BTreeMap::new();
    if created.is_empty() {
        return kept;
    }
    for (reference, patch) in &created {
        let fields = edited_since(workspace, *reference, patch);
        if !fields.is_empty() || (patch.is_slim() && was_touched(workspace, *reference, patch)) {
            kept.insert(*reference, fields);
        }
    }
    let touched: BTreeSet<RecordRef> = patches.iter().map(Patch::reference).gathered();
    let ids: BTreeMap<String, RecordRef> =
        created.keys().map(|reference| (reference.id.to_string(), *reference)).gathered();
    let mut staying: Vec<RecordRef> = kept.keys().copied().collect();
    let made = created.keys().copied().collect();
    for record in workspace.referrers_of(&made).difference(&touched).filter_map(|referrer| workspace.find(*referrer)) {
        keep_referred(&Value::Object(record.to_map()), &ids, &mut kept, &mut staying);
    }
    // A record that the transaction changed may still refer to one it made:
    // in a field that was changed since and stays.
    for patch in patches.iter().filter(|patch| patch.from.is_some()) {
        if let Reverted::To { after: Some(record), .. } = revert(workspace, returning, patch) {
            keep_referred(&Value::Object(record.to_map()), &ids, &mut kept, &mut staying);
        }
    }
    while let Some(reference) = staying.pop() {
        if let Some(record) = workspace.find(reference) {
            keep_referred(&Value::Object(record.to_map()), &ids, &mut kept, &mut staying);
        }
    }
    kept
}

/// Whether a record was changed since its creation, where only the time of its
/// last change tells. An undo puts that back too.
fn was_touched(workspace: &Workspace, reference: RecordRef, patch: &Patch) -> bool {
    let left = patch.to.as_ref().and_then(|to| to.get("meta")).and_then(|meta| meta.get("updated_at"));
    let changed = workspace.find(reference).and_then(|record| serde_json::to_value(record.meta().updated_at).ok());
    changed.is_some() && changed.as_ref() != left
}

fn edited_since(workspace: &Workspace, reference: RecordRef, patch: &Patch) -> Vec<String> {
    if patch.is_slim() {
        return Vec::new();
    }
    let (Some(record), Some(to)) = (workspace.find(reference), &patch.to) else { return Vec::new() };
    let present = record.to_map();
    let keys: BTreeSet<&String> = present.keys().chain(to.keys()).filter(|key| *key != "meta").gathered();
    keys.into_iter().filter(|key| present.get(*key) != to.get(*key)).cloned().collect()
}

/// Marks every created record whose id stands in `value` as staying.
fn keep_referred(
    value: &Value,
    ids: &BTreeMap<String, RecordRef>,
    kept: &mut BTreeMap<RecordRef, Vec<String>>,
    staying: &mut Vec<RecordRef>,
) {
    match value {
        Value::String(text) => {
            if let Some(reference) = ids.get(text)
                && !kept.contains_key(reference)
            {
                kept.insert(*reference, Vec::new());
                staying.push(*reference);
            }
        }
        Value::Array(items) => items.iter().for_each(|item| keep_referred(item, ids, kept, staying)),
        Value::Object(map) => map.values().for_each(|item| keep_referred(item, ids, kept, staying)),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}
