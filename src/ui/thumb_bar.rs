//! The bar at the lower edge of a phone: where one goes most, and what one
//! makes, within reach of the thumb that holds it. Wider windows have the
//! navigation and the header instead.

use leptos::prelude::*;

use crate::app::crm::use_crm;
use crate::app::route::Route;
use crate::domain::record::Collection;
use crate::ui::words::vocabulary::spoken;

use super::components::icon::{Icon, icon};
use super::header::NewMenu;
use super::navigation::link;
use super::words::concepts::plural;

/// Home, leads, something new, opportunities, and everything else.
#[component]
pub fn ThumbBar(
    /// Opens the navigation.
    nav_open: RwSignal<bool>,
) -> impl IntoView {
    let crm = use_crm();
    view! {
        <nav class="thumb-bar" aria-label=spoken("Quick access")>
            <ul class="thumb-list">
                {link(crm, Route::Home, spoken("Home"), Icon::Home)}
                {link(crm, Route::list(Collection::Lead), plural(Collection::Lead), Icon::Lead)}
                <li class="thumb-new">
                    <NewMenu icon_only=true />
                </li>
                {link(crm, Route::list(Collection::Opportunity), plural(Collection::Opportunity), Icon::Deal)}
                <li>
                    <button
                        type="button"
                        class="nav-link"
                        aria-expanded=move || nav_open.get().to_string()
                        on:click=move |_| nav_open.update(|open| *open = !*open)
                    >
                        {icon(Icon::Menu)}
                        <span>{spoken("Navigation")}</span>
                    </button>
                </li>
            </ul>
        </nav>
    }
    .into_any()
}
