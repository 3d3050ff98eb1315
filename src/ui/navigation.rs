//! The main navigation: where one can go, and where one is.

use leptos::prelude::*;

use crate::app::crm::{Crm, use_crm};
use crate::app::route::{Query, Route, SettingsSection};
use crate::domain::record::Collection;
use crate::ui::words::vocabulary::spoken;

use super::components::icon::{Icon, icon};
use super::words::concepts::plural;

/// The links of the app; a drawer on narrow screens.
#[component]
pub fn Navigation(
    /// Whether the drawer is drawn over the page.
    open: RwSignal<bool>,
) -> impl IntoView {
    let work = [
        (Route::Home, spoken("Home"), Icon::Home),
        (Route::list(Collection::Lead), plural(Collection::Lead), Icon::Lead),
        (Route::list(Collection::Account), plural(Collection::Account), Icon::Building),
        (Route::list(Collection::Contact), plural(Collection::Contact), Icon::Person),
        (Route::list(Collection::Opportunity), plural(Collection::Opportunity), Icon::Deal),
        (Route::list(Collection::Activity), plural(Collection::Activity), Icon::CheckCircle),
    ];
    let workspace = [
        (Route::Data, spoken("Import & export"), Icon::Import),
        (Route::Settings(SettingsSection::Workspace), spoken("Settings"), Icon::Settings),
        (Route::Trash, spoken("Trash"), Icon::Trash),
        (Route::Help(None), spoken("Help"), Icon::Help),
    ];
    let crm = use_crm();
    let linked = |(target, name, drawing)| link(crm, target, name, drawing);
    view! {
        <nav class="app-nav" aria-label=spoken("Main") on:click=move |_| open.set(false)>
            <a class="brand" href=Route::Home.href() aria-label=spoken("Relata, home")>
                {"Relata"}
            </a>
            <ul class="nav-list">{work.into_iter().map(linked).collect_view()}</ul>
            <ul class="nav-list nav-list--end">{workspace.into_iter().map(linked).collect_view()}</ul>
        </nav>
        <button
            type="button"
            class="app-scrim"
            aria-label=spoken("Close navigation")
            on:click=move |_| open.set(false)
            hidden=move || !open.get()
        ></button>
    }
    .into_any()
}

/// A place to go, marked where one is there.
pub(super) fn link(crm: Crm, target: Route, name: &'static str, drawing: Icon) -> AnyView {
    let here = crm.router.route();
    let href = target.href();
    let current = move || here.with(|here| area(here) == area(&target)).then_some("page");
    view! {
        <li>
            <a class="nav-link" href=href aria-current=current>
                {icon(drawing)}
                <span>{name}</span>
            </a>
        </li>
    }
    .into_any()
}

/// The place in the navigation that an address belongs to.
fn area(route: &Route) -> Route {
    match route {
        Route::List(collection, _) | Route::New(collection, _) => Route::list(*collection),
        Route::Record(record) | Route::Past(record, _) => Route::list(record.collection),
        Route::Convert(_) | Route::Paste(_) | Route::Card => Route::list(Collection::Lead),
        Route::Board(_) => Route::list(Collection::Opportunity),
        Route::Calendar(_) => Route::list(Collection::Activity),
        Route::Settings(_) => Route::Settings(SettingsSection::Workspace),
        Route::Search(_) => Route::Search(String::new()),
        Route::DataAt(_) => Route::Data,
        Route::Help(_) => Route::Help(None),
        other => other.clone(),
    }
}

/// The address of a form for a new record.
pub fn new_href(collection: Collection) -> String {
    Route::New(collection, Query::default()).href()
}
