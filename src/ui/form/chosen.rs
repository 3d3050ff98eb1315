//! Links to any number of records: chips, and a field to find more.

use leptos::prelude::*;
use serde_json::{Value, json};

use super::link::{can_create, create_named, offered, parse_reference};
use crate::app::crm::{Crm, use_crm};
use crate::domain::record::{Collection, RecordRef};
use crate::packing::read_value;
use crate::ui::components::button::IconButton;
use crate::ui::components::combobox::Combobox;
use crate::ui::components::field::{FieldGroup, FieldIds};
use crate::ui::components::focus::focus_first;
use crate::ui::components::fresh_id::fresh_id;
use crate::ui::components::icon::Icon;
use crate::ui::show::record_title;
use crate::ui::words::concepts::in_sentence;
use crate::ui::words::vocabulary::{said, spoken};

/// The records that are chosen, in order.
#[derive(Clone, Copy)]
pub(super) struct Chosen {
    from: &'static [Collection],
    records: RwSignal<Vec<RecordRef>>,
    place: StoredValue<String>,
}

/// What an activity may be about.
pub(super) const LINKABLE: &[Collection] =
    &[Collection::Account, Collection::Contact, Collection::Lead, Collection::Opportunity];

/// The marks.
pub(super) const TAGS: &[Collection] = &[Collection::Tag];

impl Chosen {
    pub(super) fn new(from: &'static [Collection]) -> Self {
        Self { from, records: RwSignal::new(Vec::new()), place: StoredValue::new(fresh_id("chosen")) }
    }

    /// Shows what is stored: ids of the one collection, or whole references.
    pub(super) fn load(self, value: &Value) {
        let items = value.as_array().map(Vec::as_slice).unwrap_or_default();
        self.records.set(items.iter().filter_map(|item| self.read(item)).collect());
    }

    fn read(self, item: &Value) -> Option<RecordRef> {
        match (self.from, item.as_str()) {
            ([only], Some(id)) => Some(RecordRef { collection: *only, id: id.parse().ok()? }),
            _ => read_value(item).ok(),
        }
    }

    pub(super) fn value(self) -> Value {
        let records = self.records.get();
        match self.from {
            [_] => records.iter().map(|record| json!(record.id)).collect(),
            _ => records.iter().map(|record| json!(record)).collect(),
        }
    }

    pub(super) fn view(self, label: &'static str, hint: &'static str, error: Signal<Option<String>>) -> AnyView {
        let crm = use_crm();
        let ids = FieldIds::new(Some(hint), error);
        view! {
            <FieldGroup label ids hint=Some(hint.to_owned())>
                <div class="chosen" id=self.place.get_value()>
                    <ul class="chosen-list">
                        <For each=move || self.records.get() key=|record| *record let:record>
                            {self.chip(crm, record)}
                        </For>
                    </ul>
                    {self.finder(crm, label)}
                </div>
            </FieldGroup>
        }
        .into_any()
    }

    fn chip(self, crm: Crm, record: RecordRef) -> AnyView {
        let title = crm.peek(|workspace| record_title(workspace, record));
        let remove = Callback::new(move |()| {
            self.records.update(|records| records.retain(|known| *known != record));
            focus_first(self.place.get_value(), "[role='combobox']");
        });
        view! {
            <li class="chosen-item">
                <span>{title.clone()}</span>
                <IconButton label=said!("Remove {}", title) icon=Icon::Close on_press=remove small=true />
            </li>
        }
        .into_any()
    }

    /// The field that finds one more.
    fn finder(self, crm: Crm, label: &'static str) -> AnyView {
        let (value, text) = (RwSignal::new(None::<String>), RwSignal::new(String::new()));
        let add = move |record: Option<RecordRef>| {
            value.set(None);
            text.set(String::new());
            self.records.update(|records| records.extend(record.filter(|record| !records.contains(record))));
        };
        let options = Callback::new(move |typed: String| {
            let present = self.records.get_untracked();
            crm.peek(|workspace| offered(workspace, self.from, &typed, &present))
        });
        let choose = Callback::new(move |id: Option<String>| {
            if let Some(record) = id.and_then(|id| parse_reference(&id)) {
                add(Some(record));
            }
        });
        let label = said!("Add to {}", in_sentence(label));
        match self.from {
            [only] if can_create(*only) => {
                let only = *only;
                let create = Callback::new(move |name: String| add(create_named(crm, only, &name)));
                view! { <Combobox label label_hidden=true value text options on_choose=choose on_create=create placeholder=spoken("Type to add…") /> }
                    .into_any()
            }
            _ => {
                view! { <Combobox label label_hidden=true value text options on_choose=choose placeholder=spoken("Type to add…") /> }
                    .into_any()
            }
        }
    }
}
