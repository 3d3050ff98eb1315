//! The tags of a record: each leads to the list of all that have it and can be
//! taken away; a field adds one, making it where it is new.

use leptos::prelude::*;
use uuid::Uuid;

use super::heading::is_editable;
use crate::app::crm::{Crm, use_crm};
use crate::app::route::{Query, Route};
use crate::domain::command::Command;
use crate::domain::id::Id;
use crate::domain::record::{Collection, RecordRef};
use crate::domain::text::fold;
use crate::ui::components::button::IconButton;
use crate::ui::components::combobox::{ComboOption, Combobox};
use crate::ui::components::focus::focus_first;
use crate::ui::components::fresh_id::fresh_id;
use crate::ui::components::icon::Icon;
use crate::ui::words::vocabulary::{said, spoken};

/// How many tags the field offers.
const OFFERED: usize = 20;

/// The line of tags under a record's name.
#[component]
pub(super) fn Tags(
    /// Which record.
    record: RecordRef,
) -> impl IntoView {
    let crm = use_crm();
    let place = StoredValue::new(fresh_id("tags"));
    let tags = Memo::new(move |_| tags_of(crm, record));
    let editable = Memo::new(move |_| crm.read(&[record.collection], |workspace| is_editable(workspace, record)));
    view! {
        <Show when=move || editable.get() || !tags.with(Vec::is_empty)>
            <div class="tags" id=place.get_value()>
                <ul class="chosen-list" aria-label=spoken("Tags")>
                    <For each=move || tags.get() key=|tag| tag.clone() let:tag>
                        {chip(crm, record, tag.0, &tag.1, editable, place)}
                    </For>
                </ul>
                <Show when=move || editable.get()>{finder(crm, record, tags)}</Show>
            </div>
        </Show>
    }
    .into_any()
}

/// The tags with their names, those in the Trash left out.
fn tags_of(crm: Crm, record: RecordRef) -> Vec<(Uuid, String)> {
    crm.read(&[record.collection, Collection::Tag], |workspace| {
        let value = workspace.find(record).and_then(|found| found.get("tags")).unwrap_or_default();
        let ids = value.as_array().into_iter().flatten().filter_map(|id| id.as_str()?.parse::<Uuid>().ok());
        let live = ids.filter_map(|id| {
            let tag = workspace.find(RecordRef { collection: Collection::Tag, id }).filter(|tag| tag.is_live())?;
            Some((id, tag.title()))
        });
        live.collect()
    })
}

fn chip(
    crm: Crm,
    record: RecordRef,
    tag: Uuid,
    name: &str,
    editable: Memo<bool>,
    place: StoredValue<String>,
) -> AnyView {
    let filter = format!("tags=\"{}\"", name.replace('"', ""));
    let href = Route::List(record.collection, Query::default().with("view", "all").with("filter", &filter)).href();
    let remove = Callback::new(move |()| {
        let remove = vec![Id::new(tag)];
        if crm.perform(&Command::Tag { records: vec![record], add: Vec::new(), new: Vec::new(), remove }) {
            focus_first(place.get_value(), "[role='combobox']");
        }
    });
    let label = said!("Remove tag {}", name);
    view! {
        <li class="chosen-item">
            <a href=href>{name.to_owned()}</a>
            <Show when=move || editable.get()>
                <IconButton label=label.clone() icon=Icon::Close on_press=remove small=true />
            </Show>
        </li>
    }
    .into_any()
}

/// The field that adds one.
fn finder(crm: Crm, record: RecordRef, tags: Memo<Vec<(Uuid, String)>>) -> AnyView {
    let (value, text) = (RwSignal::new(None::<String>), RwSignal::new(String::new()));
    let options = Callback::new(move |typed: String| {
        let (typed, present) = (fold(&typed), tags.get_untracked());
        crm.peek(|workspace| {
            let all = workspace.options(Collection::Tag).into_iter();
            let fitting = all
                .filter(|tag| fold(&tag.title()).contains(&typed) && !present.iter().any(|(id, _)| *id == tag.uuid()));
            let option = |tag: &crate::domain::record::Record| ComboOption {
                id: tag.uuid().to_string(),
                label: tag.title(),
                detail: String::new(),
            };
            fitting.take(OFFERED).map(option).collect()
        })
    });
    let add = move |add: Vec<Uuid>, new: Vec<String>| {
        value.set(None);
        text.set(String::new());
        let add = add.into_iter().map(Id::new).collect();
        crm.perform(&Command::Tag { records: vec![record], add, new, remove: Vec::new() });
    };
    let choose = Callback::new(move |id: Option<String>| {
        if let Some(id) = id.and_then(|id| id.parse().ok()) {
            add(vec![id], Vec::new());
        }
    });
    let create = Callback::new(move |name: String| add(Vec::new(), vec![name]));
    view! { <Combobox label=spoken("Add tag") label_hidden=true value text options on_choose=choose on_create=create placeholder=spoken("Add tag") /> }
        .into_any()
}
