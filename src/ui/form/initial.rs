//! What a new record's form starts with: the usual values, and those that an
//! address such as `#/leads/new?company=Acme` asks for.

use serde_json::{Map, Value, json};
use uuid::Uuid;

use super::link::parse_reference;
use crate::app::crm::{Crm, use_crm};
use crate::app::route::Query;
use crate::domain::contact::AccountRole;
use crate::domain::field::{Address, Kind, Labelled};
use crate::domain::id::Id;
use crate::domain::money::Money;
use crate::domain::opportunity::ContactRole;
use crate::domain::option::{LeadPhase, Relationship};
use crate::domain::order::Gathered;
use crate::domain::pipeline::{Pipeline, StageKind};
use crate::domain::record::{Collection, RecordRef};
use crate::domain::workspace::Workspace;

/// The fields that an address asks for, as they are stored. What is no field,
/// or no value for it, is left out.
pub fn initial_fields(collection: Collection, query: &Query) -> Map<String, Value> {
    let fields = query.0.iter().filter_map(|(key, text)| {
        let field = collection.field(key)?;
        let value = use_crm().peek(|workspace| read(workspace, field.key, field.kind, text.trim()))?;
        Some((field.key.to_owned(), value))
    });
    fields.gathered()
}

fn read(workspace: &Workspace, key: &str, kind: Kind, text: &str) -> Option<Value> {
    Some(match kind {
        Kind::Text | Kind::LongText => json!(text),
        Kind::Number | Kind::Percent => json!(text.parse::<u32>().ok()?),
        Kind::Money => json!(Money::parse_plain(text, workspace.settings().currency)?),
        Kind::Day => json!(text.parse::<chrono::NaiveDate>().ok()?),
        Kind::Instant => json!(text.parse::<chrono::DateTime<chrono::Utc>>().ok()?),
        Kind::Flag => json!(matches!(text, "true" | "1" | "yes")),
        Kind::Choice(values) => json!(values.iter().find(|value| **value == text)?),
        Kind::Reference(to) => json!(found(workspace, to, text)?.id),
        Kind::References(to) => listed(text, |id| Some(json!(found(workspace, to, id)?.id))),
        Kind::Emails | Kind::Phones | Kind::Websites => json!([Labelled::new("work", text)]),
        Kind::Addresses => {
            json!([Address { kind: "billing".to_owned(), street: text.to_owned(), ..Address::default() }])
        }
        Kind::Structure => match key {
            "accounts" => listed(text, |id| {
                let account = Id::new(found(workspace, Collection::Account, id)?.id);
                Some(json!(AccountRole { account, active: true, ..AccountRole::default() }))
            }),
            "contacts" => listed(text, |id| {
                let contact = Id::new(found(workspace, Collection::Contact, id)?.id);
                Some(json!(ContactRole { contact, ..ContactRole::default() }))
            }),
            "links" => listed(text, |id| {
                let record = parse_reference(id).filter(|record| workspace.find(*record).is_some());
                record.map(|record| json!(record))
            }),
            _ => return None,
        },
    })
}

fn found(workspace: &Workspace, collection: Collection, text: &str) -> Option<RecordRef> {
    let id: Uuid = text.trim().parse().ok()?;
    Some(RecordRef { collection, id }).filter(|record| workspace.find(*record).is_some())
}

/// Values set apart by commas; those that cannot be read are left out.
fn listed(text: &str, read: impl Fn(&str) -> Option<Value>) -> Value {
    text.split(',').filter_map(|part| read(part.trim())).collect()
}

/// The usual values of a new record.
pub(super) fn usual_fields(crm: Crm, collection: Collection) -> Map<String, Value> {
    let mut fields = crm.peek(|workspace| match collection {
        Collection::Account => Map::from_iter([("relationships".to_owned(), json!([Relationship::BUYER]))]),
        Collection::Lead => {
            let status = workspace.status_of_phase(LeadPhase::New);
            status.map(|status| ("status".to_owned(), json!(status))).into_iter().gathered()
        }
        Collection::Opportunity => {
            first_stage(workspace).map(|stage| ("stage".to_owned(), json!(stage))).into_iter().gathered()
        }
        Collection::Stage => {
            first_pipeline(workspace).map(|pipeline| ("pipeline".to_owned(), json!(pipeline))).into_iter().gathered()
        }
        _ => Map::new(),
    });
    if let (Some(owner), Some(_)) = (crm.env().actor, collection.field("owner")) {
        fields.insert("owner".to_owned(), json!(owner));
    }
    if collection.field("position").is_some() {
        fields.insert("position".to_owned(), json!(crm.peek(|workspace| next_position(workspace, collection))));
    }
    fields
}

fn first_pipeline(workspace: &Workspace) -> Option<Id<Pipeline>> {
    workspace.all::<Pipeline>().min_by_key(|pipeline| (pipeline.position, pipeline.id)).map(|pipeline| pipeline.id)
}

fn first_stage(workspace: &Workspace) -> Option<Uuid> {
    let stages = workspace.stages(first_pipeline(workspace)?);
    stages.iter().find(|stage| stage.kind == StageKind::Open).map(|stage| stage.id.uuid())
}

/// The place after the last of a list.
fn next_position(workspace: &Workspace, collection: Collection) -> u64 {
    let last = workspace.options(collection).last().and_then(|record| record.get("position"));
    last.and_then(|place| place.as_u64()).map_or(0, |place| place + 1)
}
