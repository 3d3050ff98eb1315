//! Many decisions as one change: each is decided on what those before it left,
//! by the very rules of a single one, and all go back with one undo.
//!
//! - B1 What a rule refuses stays as it is, and is named with the reason; the
//!   others are done. Where nothing could be done, the whole is refused.
//! - B2 Tags are added and taken away by name or id; a name that is not there
//!   yet becomes a tag, one that is there in other letters is that tag.

use std::collections::BTreeSet;

use serde_json::{Map, Value};

use super::super::change::{Change, ChangeSet, Label, Verb};
use super::super::command::Decision;
use super::super::draft::Draft;
use super::super::env::Env;
use super::super::id::Id;
use super::super::option::Tag;
use super::super::record::{Collection, Record, RecordRef};
use super::super::text::fold;
use super::super::workspace::Workspace;
use super::{Rejection, edit_record};

/// A record that a change of many left as it is.
#[derive(Clone, Debug, PartialEq)]
pub struct Refused {
    /// Which record.
    pub record: RecordRef,
    /// Why.
    pub because: Rejection,
}

/// Decisions in the making.
pub(super) struct Batch<'a> {
    before: &'a Workspace,
    /// What the decisions so far lead to. A copy shares the records.
    so_far: Workspace,
    touched: Vec<RecordRef>,
    known: BTreeSet<RecordRef>,
    refused: Vec<Refused>,
    done: usize,
}

impl<'a> Batch<'a> {
    pub(super) fn new(workspace: &'a Workspace) -> Self {
        let (touched, known, refused) = (Vec::new(), BTreeSet::new(), Vec::new());
        Self { before: workspace, so_far: workspace.clone(), touched, known, refused, done: 0 }
    }

    /// Decides about a record on what the decisions before it left.
    pub(super) fn decide(
        &mut self,
        record: RecordRef,
        decide: impl FnOnce(&Workspace) -> Result<Decision, Rejection>,
    ) -> Option<Decision> {
        match decide(&self.so_far) {
            Ok(decision) => {
                self.take(&decision);
                Some(decision)
            }
            Err(because) => {
                self.refused.push(Refused { record, because });
                None
            }
        }
    }

    /// What the decisions so far lead to.
    pub(super) fn so_far(&self) -> &Workspace {
        &self.so_far
    }

    /// Takes in a decision on what those before it left.
    pub(super) fn take(&mut self, decision: &Decision) {
        self.done += 1;
        self.apply(&decision.changes);
    }

    fn apply(&mut self, changes: &ChangeSet) {
        for change in changes.iter() {
            if self.known.insert(change.reference) {
                self.touched.push(change.reference);
            }
        }
        self.so_far.apply(changes);
    }

    /// All of it as one decision.
    pub(super) fn finish(mut self, verb: Verb) -> Result<Decision, Rejection> {
        if self.done == 0 && !self.refused.is_empty() {
            let only = if self.refused.len() == 1 { self.refused.pop() } else { None };
            return Err(only.map_or_else(|| Rejection::AllRefused(self.refused), |refused| refused.because));
        }
        let change = |reference: &RecordRef| Change {
            reference: *reference,
            before: self.before.find(*reference).cloned(),
            after: self.so_far.find(*reference).cloned(),
        };
        let changes = ChangeSet::new(self.touched.iter().map(change).collect::<Vec<_>>());
        let mut decision = Decision::new(changes, Label::named(verb, self.done.to_string()));
        decision.refused = self.refused;
        Ok(decision)
    }
}

/// Sets the same fields of many records.
pub(super) fn edit_many(
    workspace: &Workspace,
    records: &[RecordRef],
    fields: &Map<String, Value>,
    env: &Env,
) -> Result<Decision, Rejection> {
    let mut batch = Batch::new(workspace);
    for record in records {
        batch.decide(*record, |so_far| edit_record::edit(so_far, *record, fields, env));
    }
    Ok(named_alone(batch.finish(Verb::Edited)?, workspace, records))
}

/// Adds tags to many records and takes others away (B2).
pub(super) fn tag(
    workspace: &Workspace,
    records: &[RecordRef],
    add: &[Id<Tag>],
    new: &[String],
    remove: &[Id<Tag>],
    env: &Env,
) -> Result<Decision, Rejection> {
    let mut batch = Batch::new(workspace);
    let mut add = add.to_vec();
    for name in new {
        let present = batch.so_far.all::<Tag>().find(|tag| fold(&tag.name) == fold(name)).map(|tag| tag.id);
        let position = u32::try_from(batch.so_far.records(Collection::Tag).count()).unwrap_or(u32::MAX);
        match present {
            Some(tag) => add.push(tag),
            None if name.trim().is_empty() => {}
            None => {
                let mut draft = Draft::new(&batch.so_far, env);
                add.push(draft.create(Tag { name: name.trim().to_owned(), position, ..Tag::default() }));
                let made = draft.finish();
                batch.apply(&made);
            }
        }
    }
    for record in records {
        batch.decide(*record, |so_far| {
            let found = so_far.find(*record).ok_or(Rejection::NotFound(*record))?;
            let fields = Map::from_iter([("tags".to_owned(), tags_of(found, &add, remove))]);
            edit_record::edit(so_far, *record, &fields, env)
        });
    }
    Ok(named_alone(batch.finish(Verb::Edited)?, workspace, records))
}

/// The record's tags with some more and some fewer, in their order.
fn tags_of(record: &Record, add: &[Id<Tag>], remove: &[Id<Tag>]) -> Value {
    let mut tags = match record.get("tags") {
        Some(Value::Array(tags)) => tags,
        _ => Vec::new(),
    };
    let removed: Vec<Value> = remove.iter().map(|tag| Value::String(tag.to_string())).collect();
    tags.retain(|tag| !removed.contains(tag));
    for tag in add.iter().map(|tag| Value::String(tag.to_string())) {
        if !tags.contains(&tag) {
            tags.push(tag);
        }
    }
    Value::Array(tags)
}

/// What was done to one record alone is called by its name.
fn named_alone(mut decision: Decision, workspace: &Workspace, records: &[RecordRef]) -> Decision {
    if let [one] = records
        && let Some(record) = workspace.find(*one)
    {
        decision.label = Label::of(decision.label.verb, record);
        decision.focus = Some(*one);
    }
    decision
}
