//! Postal addresses: one card of parts each.

use leptos::prelude::*;
use serde_json::Value;

use crate::domain::field::Address;
use crate::packing::read_value;
use crate::ui::components::button::{Button, Variant};
use crate::ui::components::field::{FieldGroup, FieldIds};
use crate::ui::components::focus::focus_last;
use crate::ui::components::fresh_id::fresh_id;
use crate::ui::components::icon::Icon;
use crate::ui::words::vocabulary::spoken;

/// What is typed of addresses.
#[derive(Clone, Copy)]
pub(super) struct Addresses {
    /// Each with a key that tells rows apart while they come and go.
    rows: RwSignal<Vec<(u32, Address)>>,
    minted: StoredValue<u32>,
    place: StoredValue<String>,
}

/// A part of an address: its name and where it stands.
struct Part {
    label: &'static str,
    of: fn(&mut Address) -> &mut String,
}

const PARTS: [Part; 5] = [
    Part { label: "Street", of: |address| &mut address.street },
    Part { label: "Postal code", of: |address| &mut address.postal_code },
    Part { label: "City", of: |address| &mut address.city },
    Part { label: "State or region", of: |address| &mut address.state },
    Part { label: "Country", of: |address| &mut address.country },
];

const KINDS: [(&str, &str); 6] = [
    ("billing", "Billing"),
    ("shipping", "Shipping"),
    ("mailing", "Mailing"),
    ("work", "Work"),
    ("home", "At home"),
    ("other", "Other"),
];

impl Addresses {
    pub(super) fn new() -> Self {
        Self {
            rows: RwSignal::new(Vec::new()),
            minted: StoredValue::new(0),
            place: StoredValue::new(fresh_id("addresses")),
        }
    }

    pub(super) fn load(self, value: &Value) {
        let addresses: Vec<Address> = read_value(value).unwrap_or_default();
        self.rows.set(addresses.into_iter().map(|address| (self.mint(), address)).collect());
    }

    fn mint(self) -> u32 {
        let key = self.minted.get_value();
        self.minted.set_value(key + 1);
        key
    }

    /// The addresses of which something but the kind is typed.
    pub(super) fn value(self) -> Value {
        let typed = |address: &Address| *address != Address { kind: address.kind.clone(), ..Address::default() };
        let rows = self.rows.get().into_iter().map(|(_, address)| address).filter(typed);
        rows.map(|address| serde_json::to_value(address).unwrap_or_default()).collect()
    }

    pub(super) fn view(self, label: &'static str, hint: &'static str, error: Signal<Option<String>>) -> AnyView {
        let ids = FieldIds::new(Some(hint), error);
        let keys = Memo::new(move |_| self.rows.with(|rows| rows.iter().map(|(key, _)| *key).collect::<Vec<_>>()));
        let add = Callback::new(move |()| {
            let key = self.mint();
            let kind = if key == 0 { "billing" } else { "shipping" };
            self.rows.update(|rows| rows.push((key, Address { kind: kind.to_owned(), ..Address::default() })));
            focus_last(self.place.get_value(), ".address select");
        });
        view! {
            <FieldGroup label ids hint=Some(hint.to_owned())>
                <div class="addresses" id=self.place.get_value()>
                    <For each=move || keys.get() key=|key| *key let:key>
                        {self.row_view(key)}
                    </For>
                    <Button label=spoken("Add address") icon=Icon::Plus variant=Variant::Ghost small=true on_press=add />
                </div>
            </FieldGroup>
        }
        .into_any()
    }

    fn row_view(self, key: u32) -> AnyView {
        let remove = Callback::new(move |()| {
            self.rows.update(|rows| rows.retain(|(known, _)| *known != key));
            focus_last(self.place.get_value(), "button");
        });
        view! {
            <div class="address">
                {self.kind_field(key)}
                {PARTS.iter().map(|part| self.part_field(key, part)).collect_view()}
                <Button label=spoken("Remove address") icon=Icon::Close variant=Variant::Ghost small=true on_press=remove />
            </div>
        }
        .into_any()
    }

    fn read(self, key: u32, part: fn(&mut Address) -> &mut String) -> String {
        let mut found = self.rows.with(|rows| rows.iter().find(|(known, _)| *known == key).map(|(_, row)| row.clone()));
        found.as_mut().map(|address| std::mem::take(part(address))).unwrap_or_default()
    }

    fn write(self, key: u32, part: fn(&mut Address) -> &mut String, typed: String) {
        self.rows.update(|rows| {
            if let Some((_, address)) = rows.iter_mut().find(|(known, _)| *known == key) {
                *part(address) = typed;
            }
        });
    }

    fn part_field(self, key: u32, part: &Part) -> AnyView {
        let of = part.of;
        view! {
            <label class="field">
                <span class="field-label">{spoken(part.label)}</span>
                <input
                    class="input"
                    type="text"
                    autocomplete="off"
                    prop:value=move || self.read(key, of)
                    on:input:target=move |event| self.write(key, of, event.target().value())
                />
            </label>
        }
        .into_any()
    }

    /// The kind; one that came with an import stays in the list.
    fn kind_field(self, key: u32) -> AnyView {
        let kind: fn(&mut Address) -> &mut String = |address| &mut address.kind;
        let present = untrack(|| self.read(key, kind));
        let known = KINDS.iter().any(|(value, _)| *value == present);
        let own = (!known && !present.is_empty()).then(|| (present.clone(), present.clone()));
        let kinds = KINDS.iter().map(|(value, label)| ((*value).to_owned(), spoken(label).to_owned())).chain(own);
        let options = kinds.map(|(value, label)| {
            let own = value.clone();
            view! { <option value=value prop:selected=move || self.read(key, kind) == own>{label}</option> }
        });
        view! {
            <label class="field">
                <span class="field-label">{spoken("Kind")}</span>
                <select
                    class="input select"
                    on:change:target=move |event| self.write(key, kind, event.target().value())
                >
                    {options.collect_view()}
                </select>
            </label>
        }
        .into_any()
    }
}
