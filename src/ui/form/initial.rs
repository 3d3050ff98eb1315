//! What a new record's form starts with: the usual values, and those that an
//! address such as `#/leads/new?company=Acme` asks for: anything can make such a
//! link, so what it says may be wrong. Then it is told, at its field where it has
//! one; a link fills in a form and never saves it.

use serde_json::{Map, Value, json};
use uuid::Uuid;

use super::link::parse_reference;
use super::typed;
use crate::app::crm::Crm;
use crate::app::route::Query;
use crate::domain::contact::AccountRole;
use crate::domain::field::{Address, Field, Kind, Labelled};
use crate::domain::id::Id;
use crate::domain::money::Money;
use crate::domain::opportunity::ContactRole;
use crate::domain::option::{LeadPhase, Relationship};
use crate::domain::order::Gathered;
use crate::domain::pipeline::{Pipeline, StageKind};
use crate::domain::record::{Collection, RecordRef};
use crate::domain::text::fold;
use crate::domain::workspace::Workspace;

/// What the form of a new record starts with, besides the usual values.
#[derive(Clone, Debug, Default)]
pub struct Start {
    /// Values by the key of their field, as they are stored.
    pub fields: Map<String, Value>,
    /// Texts that are no value of their field: the form shows them there.
    pub unread: Vec<(&'static str, String)>,
    /// Keys that are no field at all.
    pub unknown: Vec<String>,
}

impl Start {
    /// What an address asks for. A list may be given in the singular, and
    /// several times: `email=a@x.example&email=b@x.example`.
    pub fn asked_for(crm: Crm, collection: Collection, query: &Query) -> Self {
        crm.peek(|workspace| {
            let mut start = Self::default();
            for (key, text) in query.0.iter().filter(|(_, text)| !text.trim().is_empty()) {
                match field_of(collection, key) {
                    Some(field) => start.read(workspace, field, text.trim()),
                    None => start.unknown.push(key.clone()),
                }
            }
            start
        })
    }

    /// Takes in what is said of one field.
    fn read(&mut self, workspace: &Workspace, field: Field, text: &str) {
        let (parts, is_list) = match field.kind {
            // "Acme, Inc." is one name.
            Kind::References(_) | Kind::Structure if value_of(workspace, field, text).is_none() => {
                (text.split(',').map(str::trim).collect(), true)
            }
            Kind::References(_) | Kind::Structure | Kind::Emails | Kind::Phones | Kind::Websites | Kind::Addresses => {
                (vec![text], true)
            }
            _ => (vec![text], false),
        };
        for part in parts {
            match (value_of(workspace, field, part), is_list) {
                (None, _) => self.pass_over(field.key, part),
                (Some(value), false) => self.put(field.key, value),
                (Some(value), true) => match self.fields.get_mut(field.key) {
                    Some(Value::Array(rows)) => rows.push(value),
                    _ => self.put(field.key, Value::Array(vec![value])),
                },
            }
        }
    }

    /// All that cannot be read of one field is told together.
    fn pass_over(&mut self, key: &'static str, text: &str) {
        match self.unread.iter_mut().find(|(unread, _)| *unread == key) {
            Some((_, texts)) => *texts = [texts.as_str(), ", ", text].concat(),
            None => self.unread.push((key, text.to_owned())),
        }
    }

    fn put(&mut self, key: &str, value: Value) {
        self.fields.insert(key.to_owned(), value);
    }
}

/// The field of a key; lists answer to the singular too.
fn field_of(collection: Collection, key: &str) -> Option<Field> {
    let many = |ending| collection.field(&[key, ending].concat());
    let found = collection.field(key).or_else(|| many("s")).or_else(|| many("es"));
    found.copied()
}

/// The value, or the row of a list, that a text of an address stands for.
fn value_of(workspace: &Workspace, field: Field, text: &str) -> Option<Value> {
    Some(match field.kind {
        Kind::Text | Kind::LongText => json!(text),
        Kind::Number | Kind::Percent | Kind::Day => typed::to_stored(field.kind, text).ok()?,
        Kind::Instant => match text.parse::<chrono::DateTime<chrono::Utc>>() {
            Ok(instant) => json!(instant),
            Err(_) => typed::to_stored(field.kind, text).ok()?,
        },
        Kind::Money => json!(Money::parse_plain(text, workspace.settings().currency)?),
        Kind::Flag => match text {
            "true" | "1" | "yes" => json!(true),
            "false" | "0" | "no" => json!(false),
            _ => return None,
        },
        Kind::Choice(values) => json!(values.iter().find(|value| value.eq_ignore_ascii_case(text))?),
        Kind::Reference(to) | Kind::References(to) => json!(found(workspace, to, text)?.id),
        Kind::Emails | Kind::Phones | Kind::Websites => json!(Labelled::new("work", text)),
        Kind::Addresses => json!(Address { kind: "billing".to_owned(), street: text.to_owned(), ..Address::default() }),
        Kind::Structure => match field.key {
            "accounts" => {
                let account = Id::new(found(workspace, Collection::Account, text)?.id);
                json!(AccountRole { account, active: true, ..AccountRole::default() })
            }
            "contacts" => {
                let contact = Id::new(found(workspace, Collection::Contact, text)?.id);
                json!(ContactRole { contact, ..ContactRole::default() })
            }
            "links" => json!(parse_reference(text).filter(|record| workspace.find(*record).is_some())?),
            _ => return None,
        },
    })
}

/// The record of an id, or the only one of that name.
fn found(workspace: &Workspace, collection: Collection, text: &str) -> Option<RecordRef> {
    if let Ok(id) = text.parse::<Uuid>() {
        return Some(RecordRef { collection, id }).filter(|record| workspace.find(*record).is_some());
    }
    let name = fold(text);
    let mut named = workspace.records(collection).filter(|record| record.is_live() && fold(&record.title()) == name);
    let only = named.next()?.reference();
    if named.next().is_none() { Some(only) } else { None }
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
