//! The editor of one editable list, whatever it lists: rows that are renamed,
//! reordered and taken away in place, and a line to add one. What a row has
//! besides its name is read from the field table.

use leptos::{ev, prelude::*};
use serde_json::{Map, Value};
use uuid::Uuid;

use super::inline::carry_out;
use super::option_row::OptionRow;
use super::usage;
use crate::app::crm::{Crm, use_crm};
use crate::domain::command::Command;
use crate::domain::field::{Field, Kind};
use crate::domain::record::{Collection, RecordRef};
use crate::domain::workspace::Workspace;
use crate::ui::components::section::Section;
use crate::ui::components::text_field::TextField;
use crate::ui::words::concepts::{in_sentence, singular};
use crate::ui::words::fields::field_label;
use crate::ui::words::vocabulary::{said, spoken};

/// The records of a list that belong together: all, or those with one value in
/// one field, such as the stages of a pipeline.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Part {
    /// The collection.
    pub collection: Collection,
    /// The field that all have alike, and what stands in it.
    pub alike: Option<(&'static str, Value)>,
}

impl Part {
    /// The ids in their order.
    fn ids(&self, workspace: &Workspace) -> Vec<Uuid> {
        let belongs = |value: Option<Value>, wanted: &Value| value.as_ref() == Some(wanted);
        let options = workspace.options(self.collection).into_iter();
        let own =
            options.filter(|record| self.alike.as_ref().is_none_or(|(key, wanted)| belongs(record.get(key), wanted)));
        own.map(crate::domain::record::Record::uuid).collect()
    }

    /// The place after the last of the whole list.
    fn next_place(&self, workspace: &Workspace) -> u64 {
        let places = workspace.records(self.collection).filter_map(|record| record.get("position")?.as_u64());
        places.max().map_or(0, |last| last.saturating_add(1))
    }

    /// The fields that rows have besides their name.
    fn fields(&self) -> Vec<&'static Field> {
        let alike = self.alike.as_ref().map(|(key, _)| *key);
        let elsewhere = |field: &Field| ["name", "position"].contains(&field.key) || field.kind == Kind::Structure;
        let own = |field: &&Field| !elsewhere(field) && Some(field.key) != alike;
        self.collection.fields().iter().filter(own).collect()
    }
}

/// The editor of a list, or of one part of it.
#[component]
pub(super) fn OptionList(
    /// What is listed.
    collection: Collection,
    /// The heading.
    #[prop(into)]
    title: Signal<String>,
    /// Only those with this value in this field.
    #[prop(optional, into)]
    alike: Option<(&'static str, Value)>,
) -> impl IntoView {
    let crm = use_crm();
    let part = StoredValue::new(Part { collection, alike });
    let ids = Memo::new(move |_| crm.read(&[collection], |workspace| part.with_value(|part| part.ids(workspace))));
    let used = Memo::new(move |_| crm.read(&Collection::MAIN, |workspace| usage::count(workspace, collection)));
    let fields = StoredValue::new(part.with_value(Part::fields));
    view! {
        <Section title count=Signal::derive(move || Some(ids.with(Vec::len).to_string()))>
            {headings(collection, &fields.get_value())}
            <ul class="option-list">
                <For each=move || ids.get() key=|id| *id let:id>
                    <OptionRow
                        record=RecordRef { collection, id }
                        fields=fields.get_value()
                        order=ids
                        used=Signal::derive(move || used.with(|used| used.get(&id).copied().unwrap_or_default()))
                    />
                </For>
            </ul>
            {move || ids.with(Vec::is_empty).then(|| view! { <p class="muted">{spoken("Nothing here yet.")}</p> })}
            {add_line(crm, part)}
        </Section>
    }
    .into_any()
}

/// What the columns are, for eyes; each field says its own name to screen readers.
fn headings(collection: Collection, fields: &[&'static Field]) -> Option<AnyView> {
    let heading = |field: &&'static Field| {
        view! { <span class=super::option_row::cell_class(field)>{field_label(collection, field.key)}</span> }
    };
    (!fields.is_empty()).then(|| {
        view! {
            <div class="option-heads" aria-hidden="true">
                <span class="option-name">{field_label(collection, "name")}</span>
                {fields.iter().map(heading).collect_view()}
                <span class="option-end"></span>
            </div>
        }
        .into_any()
    })
}

fn add_line(crm: Crm, part: StoredValue<Part>) -> AnyView {
    let one = in_sentence(singular(part.with_value(|part| part.collection)));
    let typed = RwSignal::new(String::new());
    let error = RwSignal::new(None);
    let add = move |event: ev::SubmitEvent| {
        event.prevent_default();
        match create(crm, &part.get_value(), &typed.get_untracked()) {
            Ok(()) => {
                typed.set(String::new());
                error.set(None);
            }
            Err(sentence) => error.set(Some(sentence)),
        }
    };
    view! {
        <form class="option-add" novalidate on:submit=add>
            <TextField
                label=said!("New {}", one)
                placeholder=said!("New {}", one)
                value=typed
                error=error
                label_hidden=true
            />
            <button type="submit" class="btn">
                {said!("Add {}", one)}
            </button>
        </form>
    }
    .into_any()
}

fn create(crm: Crm, part: &Part, name: &str) -> Result<(), String> {
    let place = crm.peek(|workspace| part.next_place(workspace));
    let mut fields =
        Map::from_iter([("name".to_owned(), Value::from(name)), ("position".to_owned(), Value::from(place))]);
    if let Some((key, value)) = &part.alike {
        fields.insert((*key).to_owned(), value.clone());
    }
    carry_out(crm, &Command::Create { collection: part.collection, fields })
}
