//! A link to one record, found by typing, made on the spot where a name is enough.

use leptos::prelude::*;
use serde_json::{Map, Value, json};

use crate::app::crm::{Crm, use_crm};
use crate::app::notices::Message;
use crate::domain::command::Command;
use crate::domain::order::InOrder;
use crate::domain::record::{Collection, Record, RecordRef};
use crate::domain::search::search_in;
use crate::domain::workspace::Workspace;
use crate::ui::components::combobox::{ComboOption, Combobox};
use crate::ui::show::{dotted, record_title};
use crate::ui::words::concepts::singular;

/// How many records a list offers at most.
const OFFERED: usize = 20;

/// What is chosen in a field that links to one record.
#[derive(Clone, Copy)]
pub(super) struct Link {
    collection: Collection,
    chosen: RwSignal<Option<String>>,
    text: RwSignal<String>,
}

impl Link {
    pub(super) fn new(collection: Collection) -> Self {
        Self { collection, chosen: RwSignal::new(None), text: RwSignal::new(String::new()) }
    }

    pub(super) fn load(self, workspace: &Workspace, value: &Value) {
        let id = value.as_str().and_then(|text| text.parse().ok());
        self.choose(workspace, id.map(|id| RecordRef { collection: self.collection, id }));
    }

    fn choose(self, workspace: &Workspace, record: Option<RecordRef>) {
        self.text.set(record.map(|record| record_title(workspace, record)).unwrap_or_default());
        self.chosen.set(record.map(|record| record.to_string()));
    }

    pub(super) fn value(self) -> Value {
        let chosen = self.chosen.get().and_then(|text| parse_reference(&text));
        chosen.map_or(Value::Null, |record| json!(record.id))
    }

    pub(super) fn view(self, label: &'static str, hint: &'static str, error: Signal<Option<String>>) -> AnyView {
        let crm = use_crm();
        let collection = self.collection;
        let options =
            Callback::new(move |typed: String| crm.peek(|workspace| offered(workspace, &[collection], &typed, &[])));
        let create = Callback::new(move |name: String| {
            let made = create_named(crm, collection, &name);
            crm.peek(|workspace| self.choose(workspace, made));
        });
        let (value, text) = (self.chosen, self.text);
        if can_create(collection) {
            view! { <Combobox label value text options hint error on_create=create /> }.into_any()
        } else {
            view! { <Combobox label value text options hint error /> }.into_any()
        }
    }
}

/// The records that match what is typed, the best first; without a text the
/// latest changed. Those of `except` are left out.
pub(super) fn offered(
    workspace: &Workspace,
    collections: &[Collection],
    typed: &str,
    except: &[RecordRef],
) -> Vec<ComboOption> {
    let most = OFFERED + except.len();
    let found: Vec<RecordRef> = if typed.trim().is_empty() {
        latest(workspace, collections, most)
    } else {
        search_in(workspace, collections, typed, most).into_iter().map(|hit| hit.record).collect()
    };
    let kept = found.into_iter().filter(|record| !except.contains(record)).take(OFFERED);
    kept.filter_map(|record| workspace.find(record))
        .map(|record| option(workspace, record, collections.len() > 1))
        .collect()
}

fn latest(workspace: &Workspace, collections: &[Collection], most: usize) -> Vec<RecordRef> {
    let live =
        collections.iter().flat_map(|collection| workspace.records(*collection)).filter(|record| record.is_live());
    let mut records: Vec<&Record> = live.collect();
    records.order_by_key(|record| std::cmp::Reverse(record.meta().updated_at));
    records.into_iter().take(most).map(Record::reference).collect()
}

fn option(workspace: &Workspace, record: &Record, mixed: bool) -> ComboOption {
    let kind = mixed.then(|| singular(record.collection()).to_owned());
    ComboOption {
        id: record.reference().to_string(),
        label: record_title(workspace, record.reference()),
        detail: dotted(kind.into_iter().chain([detail(workspace, record)])),
    }
}

/// What tells a record from its namesakes.
fn detail(workspace: &Workspace, record: &Record) -> String {
    let title = |reference| workspace.title(reference);
    let found = match record {
        Record::Account(account) => {
            account.websites.first().map(|site| site.value.clone()).or(Some(account.number.clone()))
        }
        Record::Contact(contact) => {
            let account = contact.primary_account().and_then(|id| title(RecordRef::of(id)));
            account.or_else(|| contact.emails.first().map(|email| email.value.clone()))
        }
        Record::Lead(lead) if lead.has_person() && !lead.company.is_empty() => Some(lead.company.clone()),
        Record::Lead(lead) => lead.emails.first().map(|email| email.value.clone()),
        Record::Opportunity(opportunity) => opportunity.account.and_then(|id| title(RecordRef::of(id))),
        _ => None,
    };
    found.unwrap_or_default()
}

/// True for collections of which a name makes a record.
pub(super) const fn can_create(collection: Collection) -> bool {
    matches!(collection, Collection::Account | Collection::Contact | Collection::Campaign | Collection::Tag)
}

/// Makes a record of a name. A refusal is told as a notice.
pub(super) fn create_named(crm: Crm, collection: Collection, name: &str) -> Option<RecordRef> {
    let mut fields = Map::new();
    match (collection, name.trim().rsplit_once(' ')) {
        (Collection::Contact, Some((first, last))) => {
            fields.insert("first_name".to_owned(), json!(first));
            fields.insert("last_name".to_owned(), json!(last));
        }
        (Collection::Contact, None) => {
            fields.insert("last_name".to_owned(), json!(name));
        }
        _ => {
            fields.insert("name".to_owned(), json!(name));
        }
    }
    match crm.execute(&Command::Create { collection, fields }) {
        Ok(executed) => executed.focus,
        Err(rejection) => {
            crm.notices.push(Message::Rejected(rejection), false);
            None
        }
    }
}

/// Reads `accounts/<id>`, the form in which records go through a list.
pub(super) fn parse_reference(text: &str) -> Option<RecordRef> {
    let (plural, id) = text.split_once('/')?;
    Some(RecordRef { collection: Collection::from_plural(plural)?, id: id.parse().ok()? })
}
