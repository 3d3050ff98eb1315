//! A field's value as it is read on a page: with links where they lead somewhere.

use leptos::prelude::*;
use serde_json::Value;
use uuid::Uuid;

use super::controls::collection_of;
use super::options::is_short_list;
use crate::app::crm::Crm;
use crate::app::route::Route;
use crate::domain::contact::AccountRole;
use crate::domain::field::{Kind, Labelled, is_blank};
use crate::domain::opportunity::ContactRole;
use crate::domain::record::{Collection, RecordRef};
use crate::packing::read_value;
use crate::ui::components::format::NOTHING;
use crate::ui::show::{record_title, value_text};
use crate::ui::words::vocabulary::spoken;

/// The value of a field; a dash where there is none.
pub(super) fn value_view(crm: Crm, collection: Collection, key: &str, value: &Value) -> AnyView {
    let Some(field) = collection.field(key) else { return ().into_any() };
    if has_links(field.kind, value) {
        let links = links(crm, field.kind, key, value);
        return links.into_iter().map(|link| view! { <div>{link}</div> }).collect_view().into_any();
    }
    let named: Vec<Collection> = collection_of(field.kind).into_iter().collect();
    let text = crm.read(&named, |workspace| value_text(workspace, collection, key, value));
    if text.is_empty() { view! { <span class="faint">{NOTHING}</span> }.into_any() } else { text.into_any() }
}

/// True where the value is shown as links.
pub(super) fn has_links(kind: Kind, value: &Value) -> bool {
    let leads_on = match kind {
        Kind::Reference(to) => leads_to_a_page(to),
        Kind::Emails | Kind::Phones | Kind::Websites => true,
        Kind::Structure => value.is_array(),
        _ => false,
    };
    leads_on && !is_blank(value)
}

fn leads_to_a_page(collection: Collection) -> bool {
    !is_short_list(collection) && Collection::MAIN.contains(&collection)
}

fn links(crm: Crm, kind: Kind, key: &str, value: &Value) -> Vec<AnyView> {
    let items = value.as_array().map(Vec::as_slice).unwrap_or_default();
    match kind {
        Kind::Reference(collection) => {
            let id: Option<Uuid> = value.as_str().and_then(|text| text.parse().ok());
            id.map(|id| record_link(crm, RecordRef { collection, id }, "")).into_iter().collect()
        }
        Kind::Structure => items.iter().map(|item| structure_link(crm, key, item)).collect(),
        _ => items.iter().filter_map(|item| labelled_link(kind, item)).collect(),
    }
}

fn record_link(crm: Crm, record: RecordRef, role: &str) -> AnyView {
    let title = move || crm.read(&[record.collection], |workspace| record_title(workspace, record));
    let role = (!role.trim().is_empty()).then(|| view! { <span class="muted">" "{role.to_owned()}</span> });
    view! {
        <a href=Route::Record(record).href()>{title}</a>
        {role}
    }
    .into_any()
}

fn structure_link(crm: Crm, key: &str, item: &Value) -> AnyView {
    match key {
        "accounts" => {
            let row: AccountRole = read_value(item).unwrap_or_default();
            let left = if row.active { "" } else { spoken(" (has left)") };
            record_link(crm, RecordRef::of(row.account), &format!("{}{left}", row.role))
        }
        "contacts" => {
            let row: ContactRole = read_value(item).unwrap_or_default();
            record_link(crm, RecordRef::of(row.contact), &row.role)
        }
        _ => match read_value(item) {
            Ok(record) => record_link(crm, record, ""),
            Err(_) => ().into_any(),
        },
    }
}

/// A link that writes, calls or opens; plain text where the value is no address for it.
fn labelled_link(kind: Kind, item: &Value) -> Option<AnyView> {
    let row: Labelled = read_value(item).ok()?;
    let value = row.value;
    Some(match address_of(kind, &value) {
        Some(href) if kind == Kind::Websites => {
            view! { <a href=href target="_blank" rel="noopener noreferrer">{value}</a> }.into_any()
        }
        Some(href) => view! { <a href=href>{value}</a> }.into_any(),
        None => value.into_any(),
    })
}

/// The address a value stands for. Of web addresses only `http` and `https`
/// are followed: a record may come from anybody's file.
fn address_of(kind: Kind, value: &str) -> Option<String> {
    let value = value.trim();
    match kind {
        Kind::Emails if value.contains('@') && !value.contains(['?', '&', ' ']) => Some(format!("mailto:{value}")),
        Kind::Phones => {
            let dialled: String = value.chars().filter(|letter| letter.is_ascii_digit() || *letter == '+').collect();
            (!dialled.is_empty()).then(|| format!("tel:{dialled}"))
        }
        Kind::Websites => match value.split_once("://") {
            Some((scheme, _)) if matches!(scheme.to_ascii_lowercase().as_str(), "http" | "https") => {
                Some(value.to_owned())
            }
            Some(_) => None,
            None => (!value.contains(':')).then(|| format!("https://{value}")),
        },
        _ => None,
    }
}
