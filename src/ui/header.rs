//! The header: search, new records, undo and redo, and whether all is kept.

use leptos::prelude::*;

use crate::app::crm::{Crm, use_crm};
use crate::app::keyboard;
use crate::app::route::{Query, Route};
use crate::app::saver::SaveStatus;
use crate::domain::id::Id;
use crate::domain::profile::Profile;
use crate::domain::record::{Collection, RecordRef};
use crate::ui::words::vocabulary::spoken;

use super::actions::desk::{Desk, Over, use_desk};
use super::actions::keys::shown;
use super::components::button::IconButton;
use super::components::icon::{Icon, icon};
use super::components::menu::{Menu, MenuItem};
use super::palette::PALETTE_ID;
use super::words;

/// The line above every page.
#[component]
pub fn Header() -> impl IntoView {
    let crm = use_crm();
    view! {
        <header class="app-header">
            <div class="app-search" role="search">
                {search_field(use_desk())}
            </div>
            <div class="app-tools">
                <NewMenu />
                {undo_redo(crm)}
                {profile_menu(crm)}
                <span
                    class="save-status muted"
                    role="status"
                    aria-busy=move || (crm.saver.status().get() == SaveStatus::Saving).then_some("true")
                >
                    {move || match crm.saver.status().get() {
                        SaveStatus::Saved | SaveStatus::Saving => "",
                        SaveStatus::NotSaved(_) => spoken("Not saved"),
                    }}
                </span>
            </div>
        </header>
    }
    .into_any()
}

/// The way into the palette by pointer and by Tab: what is typed here goes on there.
fn search_field(desk: Desk) -> AnyView {
    let open = move || desk.over.get() == Some(Over::Palette);
    view! {
        {icon(Icon::Search)}
        <input
            class="input"
            type="text"
            role="combobox"
            aria-label=spoken("Search")
            aria-haspopup="dialog"
            aria-expanded=move || open().to_string()
            aria-controls=move || open().then_some(PALETTE_ID)
            aria-autocomplete="none"
            autocomplete="off"
            spellcheck="false"
            placeholder=spoken("Search or do…")
            on:input:target=move |event| {
                desk.search(event.target().value());
                event.target().set_value("");
            }
            on:click=move |_| desk.search(String::new())
            on:keydown=move |event| {
                if matches!(event.key().as_str(), "Enter" | "ArrowDown") {
                    event.prevent_default();
                    desk.search(String::new());
                }
            }
        />
        <kbd aria-hidden="true">{shown("Ctrl+K", keyboard::is_mac())}</kbd>
    }
    .into_any()
}

/// Everything that can be made, and the ways to make it quickly.
#[component]
pub fn NewMenu(
    /// Without its word, where there is little room.
    #[prop(optional)]
    icon_only: bool,
) -> impl IntoView {
    let crm = use_crm();
    let items = Signal::derive(move || new_items(crm));
    view! { <Menu label=spoken("New") icon=Icon::Plus items icon_only align_end=true /> }.into_any()
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
    let which = Callback::new(move |()| crm.router.go(&Route::Which));
    let which = MenuItem::new(spoken("Which is it?"), which).icon(Icon::Search).hint("W");
    let paste = Callback::new(move |()| crm.router.go(&Route::Paste(String::new())));
    let paste = MenuItem::new(spoken("Paste a signature or card…"), paste).icon(Icon::Note).hint("P");
    let card = Callback::new(move |()| crm.router.go(&Route::Card));
    let card = MenuItem::new(spoken("Enter a card…"), card).icon(Icon::Pencil);
    collections.into_iter().map(item).chain([paste, card, which]).collect()
}

fn undo_redo(crm: Crm) -> AnyView {
    let undo = Signal::derive(move || crm.with_session(|session| session.undo_label().cloned()));
    let redo = Signal::derive(move || crm.with_session(|session| session.redo_label().cloned()));
    view! {
        <IconButton
            label=spoken("Undo")
            icon=Icon::Undo
            disabled=Signal::derive(move || undo.with(Option::is_none))
            on_press=Callback::new(move |()| crm.undo())
        />
        <IconButton
            label=spoken("Redo")
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
        named.unwrap_or_else(|| spoken("Profile").to_owned())
    };
    let items = Signal::derive(move || {
        let choose = |profile: Option<Id<Profile>>, name: String| {
            let set = Callback::new(move |()| crm.preferences.update(|preferences| preferences.profile = profile));
            MenuItem::new(name, set).checked(chosen() == profile)
        };
        let everyone = std::iter::once(choose(None, spoken("No profile").to_owned()));
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
