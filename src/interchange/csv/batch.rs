//! What an import has made so far, on top of the workspace, and where to find
//! records by the ids and names that files use for them.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;
use uuid::Uuid;

use super::names::squeeze;
use crate::domain::account::Account;
use crate::domain::contact::Contact;
use crate::domain::draft::Draft;
use crate::domain::env::Env;
use crate::domain::option::Relationship;
use crate::domain::pipeline::{ForecastCategory, Pipeline, Stage, StageKind};
use crate::domain::record::{Collection, Record, RecordRef, Stored};
use crate::domain::text;
use crate::domain::workflow::merge_records::{base_name, merged_into};
use crate::domain::workspace::{Workspace, account_number, counted};

/// An import in the making.
pub(super) struct Batch<'a> {
    pub workspace: &'a Workspace,
    pub env: &'a Env,
    pub draft: Draft<'a>,
    /// Records by collection, system and id there.
    external: BTreeMap<(Collection, String, String), Uuid>,
    /// Accounts and contacts by folded name.
    named: BTreeMap<(Collection, String), Vec<Uuid>>,
    options: BTreeMap<(Collection, String), Uuid>,
    numbers: BTreeSet<String>,
    highest_number: u32,
    /// Accounts and options that were made because a row names them.
    pub made: Vec<(RecordRef, String)>,
}

/// What is known of a deal's stage that is not among ours.
#[derive(Clone, Copy, Default)]
pub(super) struct StageHint {
    pub kind: StageKind,
    pub probability: Option<u8>,
}

impl<'a> Batch<'a> {
    pub(super) fn new(workspace: &'a Workspace, env: &'a Env) -> Self {
        Self {
            workspace,
            env,
            draft: Draft::new(workspace, env),
            external: BTreeMap::new(),
            named: BTreeMap::new(),
            options: BTreeMap::new(),
            numbers: BTreeSet::new(),
            highest_number: 0,
            made: Vec::new(),
        }
    }

    /// Takes note of a record that is there already.
    pub(super) fn learn(&mut self, record: &Record) {
        let collection = record.collection();
        // No number is given twice, not even one that lies in the Trash.
        if let Record::Account(account) = record {
            self.note_number(&account.number);
        }
        // The survivor has its ids.
        if merged_into(record).is_some() {
            return;
        }
        if let Some(Value::Object(ids)) = record.get("external_ids") {
            for (system, id) in &ids {
                self.know(collection, system, id.as_str().unwrap_or_default(), record.uuid());
            }
        }
        if record.is_live() && !matches!(collection, Collection::Lead | Collection::Activity) {
            self.name(collection, &record.title(), record.uuid());
        }
    }

    /// Makes a record known by the id it has elsewhere; the last one counts.
    pub(super) fn know(&mut self, collection: Collection, system: &str, id: &str, uuid: Uuid) {
        let system = base_name(system);
        self.external.insert((collection, system.to_owned(), id_key(system, id).to_owned()), uuid);
    }

    /// Makes a record known by its name.
    pub(super) fn name(&mut self, collection: Collection, name: &str, uuid: Uuid) {
        let ids = self.named.entry((collection, name_key(collection, name))).or_default();
        if !ids.contains(&uuid) {
            ids.push(uuid);
        }
    }

    /// The record with that id elsewhere.
    pub(super) fn by_external_id(&self, collection: Collection, system: &str, id: &str) -> Option<Uuid> {
        self.external.get(&(collection, system.to_owned(), id_key(system, id).to_owned())).copied()
    }

    /// The records of that name.
    pub(super) fn by_name(&self, collection: Collection, name: &str) -> &[Uuid] {
        self.named.get(&(collection, name_key(collection, name))).map(Vec::as_slice).unwrap_or_default()
    }

    fn note_number(&mut self, number: &str) {
        if !number.is_empty() {
            self.numbers.insert(number.to_owned());
        }
        self.highest_number = self.highest_number.max(counted(number).unwrap_or(0));
    }

    /// The number of a new account: its own where it has one that nobody else
    /// has, else the next.
    pub(super) fn number(&mut self, own: &str) -> String {
        let number = if own.is_empty() || self.numbers.contains(own) {
            account_number(self.highest_number.saturating_add(1))
        } else {
            own.to_owned()
        };
        self.note_number(&number);
        number
    }

    /// Puts a record as it is to be stored, dates and all.
    pub(super) fn put(&mut self, record: Record) {
        self.draft.put_exact(record);
    }

    /// Puts a record that is made here, dated now.
    pub(super) fn put_new(&mut self, mut record: Record) -> Uuid {
        let uuid = self.env.mint();
        record.set_uuid(uuid);
        let meta = record.meta_mut();
        (meta.created_at, meta.created_by) = (self.env.now, self.env.actor);
        (meta.updated_at, meta.updated_by) = (self.env.now, self.env.actor);
        self.made.push((record.reference(), record.title()));
        self.put(record);
        uuid
    }

    /// A new account for a name that a row gives.
    pub(super) fn make_account(&mut self, name: &str) -> Uuid {
        let number = self.number("");
        let account =
            Account { name: name.to_owned(), number, relationships: vec![Relationship::BUYER], ..Account::default() };
        let uuid = self.put_new(account.into_record());
        self.name(Collection::Account, name, uuid);
        uuid
    }

    /// The option of a list with that name, made where there is none.
    pub(super) fn option(&mut self, list: Collection, name: &str, hint: StageHint) -> Option<Uuid> {
        let key = (list, squeeze(name));
        if let Some(known) = self.options.get(&key) {
            return Some(*known);
        }
        let mut record = list.blank();
        record.set("name", Value::from(name)).ok()?;
        let end = self.workspace.options(list).last().and_then(|option| option.get("position")?.as_u64());
        let made = self.options.keys().filter(|(of, _)| *of == list).count();
        let position = end.map_or(0, |end| end + 1) + u64::try_from(made).unwrap_or(0);
        record.set("position", Value::from(position)).ok()?;
        if let Record::Stage(stage) = &mut record {
            *stage = std::sync::Arc::new(self.stage((**stage).clone(), hint));
        }
        let uuid = self.put_new(record);
        self.options.insert(key, uuid);
        Some(uuid)
    }

    /// A stage of the first pipeline; an open one stands after the open ones.
    fn stage(&self, stage: Stage, hint: StageHint) -> Stage {
        let pipeline = self.first_pipeline();
        let stages = pipeline.map(|id| self.workspace.stages(id)).unwrap_or_default();
        let last_open = stages.iter().filter(|known| known.kind == hint.kind).map(|known| known.position).max();
        let (probability, category) = match hint.kind {
            StageKind::Open => (hint.probability.unwrap_or(0), ForecastCategory::Pipeline),
            StageKind::Won => (100, ForecastCategory::Closed),
            StageKind::Lost => (0, ForecastCategory::Omitted),
        };
        Stage {
            pipeline,
            kind: hint.kind,
            position: last_open.unwrap_or(stage.position),
            probability,
            forecast_category: category,
            ..stage
        }
    }

    /// The pipeline of new deals.
    pub(super) fn first_pipeline(&self) -> Option<crate::domain::id::Id<Pipeline>> {
        let pipelines = self.workspace.all::<Pipeline>();
        pipelines.min_by_key(|pipeline| (pipeline.position, pipeline.id)).map(|pipeline| pipeline.id)
    }

    /// The first stage of that kind.
    pub(super) fn stage_of_kind(&self, kind: StageKind) -> Option<Stage> {
        let stages = self.first_pipeline().map(|id| self.workspace.stages(id)).unwrap_or_default();
        stages.into_iter().find(|stage| stage.kind == kind).cloned()
    }

    /// A contact as the import leaves it.
    pub(super) fn contact(&self, uuid: Uuid) -> Option<&Contact> {
        self.draft.get(crate::domain::id::Id::new(uuid))
    }
}

/// The form in which two spellings of one id are equal: Salesforce writes ids
/// with 15 characters, or with 18 of which the last three only check.
pub(super) fn id_key<'i>(system: &str, id: &'i str) -> &'i str {
    if system == "salesforce" && id.len() == 18 { id.get(..15).unwrap_or(id) } else { id }
}

fn name_key(collection: Collection, name: &str) -> String {
    if collection == Collection::Account { text::company_key(name) } else { text::fold(name) }
}
