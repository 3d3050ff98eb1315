//! The header: search, new records, undo and redo, and whether all is kept.

use leptos::prelude::*;

use crate::app::crm::{Crm, use_crm};
use crate::app::route::{Query, Route};
use crate::app::saver::SaveStatus;
use crate::domain::id::Id;
use crate::domain::profile::Profile;
use crate::domain::record::{Collection, RecordRef};
use crate::domain::search::search;

use super::components::button::IconButton;
use super::components::combobox::{ComboOption, Combobox};
use super::components::icon::Icon;
use super::components::menu::{Menu, MenuItem};
use super::words;

/// The id of the search field, for the shortcut.
pub const SEARCH_ID: &str = "search";

/// The line above every page.
#[component]
pub fn Header(
    /// Opens the navigation on narrow screens.
    nav_open: RwSignal<bool>,
) -> impl IntoView {
    let crm = use_crm();
    view! {
        <header class="app-header">
            <span class="nav-toggle">
                <IconButton
                    label="Navigation"
                    icon=Icon::Menu
                    on_press=Callback::new(move |()| nav_open.update(|open| *open = !*open))
                />
            </span>
            <div class="app-search" role="search">
                {search_field(crm)}
            </div>
            <div class="app-tools">
                <Menu
                    label="New"
                    icon=Icon::Plus
                    items=Signal::derive(move || new_items(crm))
                    align_end=true
                />
                {undo_redo(crm)}
                {profile_menu(crm)}
                <span
                    class="save-status muted"
                    role="status"
                    aria-busy=move || (crm.saver.status().get() == SaveStatus::Saving).then_some("true")
                >
                    {move || match crm.saver.status().get() {
                        SaveStatus::Saved | SaveStatus::Saving => "",
                        SaveStatus::NotSaved(_) => "Not saved",
                    }}
                </span>
            </div>
        </header>
    }
    .into_any()
}

/// The combobox: chosen records open, typed text opens the page of results.
fn search_field(crm: Crm) -> AnyView {
    let value = RwSignal::new(None::<String>);
    let text = RwSignal::new(String::new());
    let options = Callback::new(move |typed: String| {
        crm.peek(|workspace| {
            let hits = search(workspace, &typed, 8);
            let found = hits.into_iter().map(|hit| ComboOption {
                id: Route::Record(hit.record).href(),
                label: hit.title,
                detail: words::concepts::singular(hit.record.collection).to_owned(),
            });
            let all = (!typed.trim().is_empty()).then(|| ComboOption {
                id: Route::Search(typed.trim().to_owned()).href(),
                label: format!("All results for “{}”", typed.trim()),
                detail: String::new(),
            });
            found.chain(all).collect::<Vec<_>>()
        })
    });
    let on_choose = Callback::new(move |chosen: Option<String>| {
        if let Some(href) = chosen {
            value.set(None);
            text.set(String::new());
            crm.router.go(&Route::parse(&href));
        }
    });
    view! {
        <Combobox
            label="Search"
            label_hidden=true
            value
            text
            options
            on_choose
            placeholder="Search names, companies, e-mail, phone…"
            input_id=SEARCH_ID
        />
    }
    .into_any()
}

fn new_items(crm: Crm) -> Vec<MenuItem> {
    let collections = [
        (Collection::Lead, Icon::Lead),
        (Collection::Account, Icon::Building),
        (Collection::Contact, Icon::Person),
        (Collection::Opportunity, Icon::Deal),
        (Collection::Activity, Icon::CheckCircle),
    ];
    let item = |(collection, icon): (Collection, Icon)| {
        let go = Callback::new(move |()| crm.router.go(&Route::New(collection, Query::default())));
        let item = MenuItem::new(words::concepts::new_title(collection), go).icon(icon);
        if collection == Collection::Lead { item.hint("N") } else { item }
    };
    collections.into_iter().map(item).collect()
}

fn undo_redo(crm: Crm) -> AnyView {
    let undo = Signal::derive(move || crm.with_session(|session| session.undo_label().cloned()));
    let redo = Signal::derive(move || crm.with_session(|session| session.redo_label().cloned()));
    view! {
        <IconButton
            label="Undo"
            icon=Icon::Undo
            disabled=Signal::derive(move || undo.with(Option::is_none))
            on_press=Callback::new(move |()| crm.undo())
        />
        <IconButton
            label="Redo"
            icon=Icon::Redo
            disabled=Signal::derive(move || redo.with(Option::is_none))
            on_press=Callback::new(move |()| crm.redo())
        />
    }
    .into_any()
}

/// Who works here; only where there are profiles to choose from.
fn profile_menu(crm: Crm) -> AnyView {
    let profiles = Signal::derive(move || {
        crm.read(&[Collection::Profile], |workspace| {
            workspace
                .options(Collection::Profile)
                .iter()
                .map(|record| (record.reference(), record.title()))
                .collect::<Vec<_>>()
        })
    });
    let chosen = move || crm.preferences.with(|preferences| preferences.profile);
    let name = move || {
        let id = chosen().map(RecordRef::of);
        let named = profiles
            .with(|profiles| profiles.iter().find(|(profile, _)| Some(*profile) == id).map(|(_, name)| name.clone()));
        named.unwrap_or_else(|| "Profile".to_owned())
    };
    let items = Signal::derive(move || {
        let choose = |profile: Option<Id<Profile>>, name: String| {
            let set = Callback::new(move |()| crm.preferences.update(|preferences| preferences.profile = profile));
            MenuItem::new(name, set).checked(chosen() == profile)
        };
        let everyone = std::iter::once(choose(None, "No profile".to_owned()));
        everyone
            .chain(profiles.get().into_iter().map(|(record, name)| choose(record.id_of(), name)))
            .collect::<Vec<_>>()
    });
    view! {
        <Show when=move || profiles.with(|profiles| !profiles.is_empty())>
            <Menu label=Signal::derive(name) icon=Icon::Person items variant=super::components::button::Variant::Ghost align_end=true />
        </Show>
    }
    .into_any()
}
