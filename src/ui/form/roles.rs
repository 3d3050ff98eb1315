//! Records with a role each: the accounts of a contact, the people of a deal.

use leptos::prelude::*;
use serde_json::Value;
use uuid::Uuid;

use super::link::{can_create, create_named, offered, parse_reference};
use crate::app::crm::{Crm, use_crm};
use crate::domain::contact::AccountRole;
use crate::domain::id::Id;
use crate::domain::opportunity::ContactRole;
use crate::domain::record::{Collection, RecordRef};
use crate::domain::workspace::Workspace;
use crate::packing::read_value;
use crate::ui::components::button::{Button, IconButton, Variant};
use crate::ui::components::combobox::Combobox;
use crate::ui::components::field::{FieldGroup, FieldIds};
use crate::ui::components::focus::focus_last;
use crate::ui::components::fresh_id::fresh_id;
use crate::ui::components::icon::Icon;
use crate::ui::show::record_title;
use crate::ui::words::concepts::{in_sentence, singular};
use crate::ui::words::vocabulary::{said, spoken};

/// Rows of a record and what it is there.
#[derive(Clone, Copy)]
pub(super) struct Roles {
    to: Collection,
    rows: RwSignal<Vec<Row>>,
    minted: StoredValue<u32>,
    place: StoredValue<String>,
}

#[derive(Clone)]
struct Row {
    /// Tells rows apart while they come and go.
    key: u32,
    record: Option<Uuid>,
    role: String,
    primary: bool,
    active: bool,
}

impl Roles {
    /// Rows of accounts, for a contact.
    pub(super) fn of_accounts() -> Self {
        Self::new(Collection::Account)
    }

    /// Rows of people, for a deal.
    pub(super) fn of_contacts() -> Self {
        Self::new(Collection::Contact)
    }

    fn new(to: Collection) -> Self {
        Self {
            to,
            rows: RwSignal::new(Vec::new()),
            minted: StoredValue::new(0),
            place: StoredValue::new(fresh_id("roles")),
        }
    }

    pub(super) fn load(self, value: &Value) {
        let rows = if self.to == Collection::Account {
            let roles: Vec<AccountRole> = read_value(value).unwrap_or_default();
            let row = |role: AccountRole| self.row(Some(role.account.uuid()), role.role, role.primary, role.active);
            roles.into_iter().map(row).collect()
        } else {
            let roles: Vec<ContactRole> = read_value(value).unwrap_or_default();
            let row = |role: ContactRole| self.row(Some(role.contact.uuid()), role.role, role.primary, true);
            roles.into_iter().map(row).collect()
        };
        self.rows.set(rows);
    }

    fn row(self, record: Option<Uuid>, role: String, primary: bool, active: bool) -> Row {
        let key = self.minted.get_value();
        self.minted.set_value(key + 1);
        Row { key, record, role, primary, active }
    }

    /// The rows in which a record is chosen; the first counts first where none is marked.
    pub(super) fn value(self) -> Value {
        let rows = self.rows.get();
        let marked = rows.iter().any(|row| row.primary && row.record.is_some());
        let filled = rows.into_iter().filter_map(|row| row.record.map(|record| (record, row)));
        let filled = filled.enumerate().map(|(place, (record, row))| {
            let primary = row.primary || (!marked && place == 0);
            let value = if self.to == Collection::Account {
                let account = Id::new(record);
                serde_json::to_value(AccountRole { account, role: row.role, primary, active: row.active })
            } else {
                serde_json::to_value(ContactRole { contact: Id::new(record), role: row.role, primary })
            };
            value.unwrap_or_default()
        });
        filled.collect()
    }

    fn update(self, key: u32, change: impl FnOnce(&mut Row)) {
        self.rows.update(|rows| {
            if let Some(row) = rows.iter_mut().find(|row| row.key == key) {
                change(row);
            }
        });
    }

    pub(super) fn view(self, label: &'static str, hint: &'static str, error: Signal<Option<String>>) -> AnyView {
        let crm = use_crm();
        let ids = FieldIds::new(Some(hint), error);
        let group = fresh_id("primary");
        let keys = Memo::new(move |_| self.rows.with(|rows| rows.iter().map(|row| row.key).collect::<Vec<_>>()));
        let add = Callback::new(move |()| {
            let row = self.row(None, String::new(), false, true);
            self.rows.update(|rows| rows.push(row));
            focus_last(self.place.get_value(), "[role='combobox']");
        });
        let add_label = said!("Add {}", in_sentence(singular(self.to)));
        view! {
            <FieldGroup label ids hint=Some(hint.to_owned())>
                <div class="roles" id=self.place.get_value()>
                    <For each=move || keys.get() key=|key| *key let:key>
                        {self.row_view(crm, key, group.clone())}
                    </For>
                    <Button label=add_label icon=Icon::Plus variant=Variant::Ghost small=true on_press=add />
                </div>
            </FieldGroup>
        }
        .into_any()
    }

    fn row_view(self, crm: Crm, key: u32, group: String) -> AnyView {
        let one = singular(self.to);
        let remove = Callback::new(move |()| {
            self.rows.update(|rows| rows.retain(|row| row.key != key));
            focus_last(self.place.get_value(), "button");
        });
        view! {
            <div class="role">
                {self.record_field(crm, key)}
                {self.role_field(key)}
                <div class="role-marks">
                    {self.primary_mark(key, group)}
                    {(self.to == Collection::Account).then(|| self.active_mark(key))}
                    <IconButton label=said!("Remove this {}", in_sentence(one)) icon=Icon::Close on_press=remove small=true />
                </div>
            </div>
        }
        .into_any()
    }

    fn record_field(self, crm: Crm, key: u32) -> AnyView {
        let to = self.to;
        let find = move |rows: &Vec<Row>| rows.iter().find(|row| row.key == key).and_then(|row| row.record);
        let present = self.rows.with_untracked(find).map(|id| RecordRef { collection: to, id });
        let title = |workspace: &Workspace| present.map(|record| record_title(workspace, record)).unwrap_or_default();
        let value = RwSignal::new(present.map(|record| record.to_string()));
        let text = RwSignal::new(crm.peek(title));
        let options = Callback::new(move |typed: String| crm.peek(|workspace| offered(workspace, &[to], &typed, &[])));
        let choose = Callback::new(move |id: Option<String>| {
            let record = id.and_then(|id| parse_reference(&id)).map(|record| record.id);
            self.update(key, |row| row.record = record);
        });
        let create = Callback::new(move |name: String| {
            let made = create_named(crm, to, &name).filter(|_| can_create(to));
            value.set(made.map(|record| record.to_string()));
            text.set(made.map(|record| crm.peek(|workspace| record_title(workspace, record))).unwrap_or_default());
            self.update(key, |row| row.record = made.map(|record| record.id));
        });
        view! { <Combobox label=singular(to) label_hidden=true value text options on_choose=choose on_create=create placeholder=singular(to) /> }
            .into_any()
    }

    fn role_field(self, key: u32) -> AnyView {
        let known = if self.to == Collection::Account { AT_ACCOUNTS } else { IN_DEALS };
        let list = fresh_id("list");
        let role = move || {
            self.rows
                .with(|rows| rows.iter().find(|row| row.key == key).map(|row| row.role.clone()).unwrap_or_default())
        };
        view! {
            <input
                class="input"
                type="text"
                autocomplete="off"
                aria-label=spoken("Role")
                placeholder=spoken("Role")
                list=list.clone()
                prop:value=role
                on:input:target=move |event| {
                    let typed = event.target().value();
                    self.update(key, |row| row.role = typed);
                }
            />
            <datalist id=list>
                {known.iter().map(|role| view! { <option value=spoken(role)></option> }).collect_view()}
            </datalist>
        }
        .into_any()
    }

    fn primary_mark(self, key: u32, group: String) -> AnyView {
        let primary = move || self.rows.with(|rows| rows.iter().any(|row| row.key == key && row.primary));
        let mark = move |_| {
            self.rows.update(|rows| rows.iter_mut().for_each(|row| row.primary = row.key == key));
        };
        view! {
            <label class="check">
                <input type="radio" name=group prop:checked=primary on:change=mark />
                <span>{spoken("Primary")}</span>
            </label>
        }
        .into_any()
    }

    fn active_mark(self, key: u32) -> AnyView {
        let active = move || self.rows.with(|rows| rows.iter().any(|row| row.key == key && row.active));
        view! {
            <label class="check">
                <input
                    type="checkbox"
                    prop:checked=active
                    on:change:target=move |event| {
                        let active = event.target().checked();
                        self.update(key, |row| row.active = active);
                    }
                />
                <span>{spoken("Works there now")}</span>
            </label>
        }
        .into_any()
    }
}

/// Roles at an account that are offered; any other may be typed.
const AT_ACCOUNTS: &[&str] =
    &["Management", "Purchasing", "Finance", "IT", "Sales", "Marketing", "Operations", "Assistant"];

/// Roles in a deal that are offered; any other may be typed.
const IN_DEALS: &[&str] =
    &["Decision maker", "Influencer", "Champion", "Evaluator", "User", "Buyer", "Legal", "Opponent"];
