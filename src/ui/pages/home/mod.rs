//! Home: what is due, what nobody looks after, and what the deals come to. In
//! an empty workspace: the ways to begin.

mod doors;
mod figures;
mod lists;

use leptos::prelude::*;

use crate::app::crm::{Crm, use_crm};
use crate::domain::record::Collection;
use crate::ui::components::page_header::PageHeader;
use crate::ui::record::favourite;
use crate::ui::words::vocabulary::spoken;

use super::whose::Whose;

/// The first page.
#[component]
pub fn HomePage() -> impl IntoView {
    let crm = use_crm();
    let empty = Memo::new(move |_| {
        crm.read(&Collection::MAIN, |workspace| Collection::MAIN.iter().all(|it| workspace.count(*it) == 0))
    });
    view! {
        <div class="page">
            <Show when=move || empty.get() fallback=move || desk(crm)>
                {doors::doors(crm)}
            </Show>
        </div>
    }
    .into_any()
}

/// Home of a workspace with something in it.
fn desk(crm: Crm) -> AnyView {
    let whose = Whose::new(crm);
    let owner = Memo::new(move |_| whose.owner());
    let forecast = figures::forecast(crm, owner);
    view! {
        <PageHeader title=spoken("Home")>{whose.switch()}</PageHeader>
        {figures::figures(forecast)}
        {lists::lists(crm, owner, (figures::categories(forecast), favourite::card(crm)).into_any())}
    }
    .into_any()
}
