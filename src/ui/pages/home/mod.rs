//! Home: what is due, what nobody looks after, and what the deals come to. In
//! an empty workspace: the ways to begin.

mod doors;
mod figures;
mod lists;

use leptos::prelude::*;

use crate::app::crm::{Crm, use_crm};
use crate::domain::id::Id;
use crate::domain::profile::Profile;
use crate::domain::record::Collection;
use crate::ui::components::page_header::PageHeader;
use crate::ui::components::select_field::Choice;
use crate::ui::components::switch3::Switch3;
use crate::ui::record::favourite;

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

/// Whose work Home shows.
#[derive(Clone, Copy)]
struct Whose {
    crm: Crm,
    choice: RwSignal<String>,
}

const MINE: &str = "mine";
const ALL: &str = "all";

impl Whose {
    /// The chosen profile of this device, if it is there.
    fn profile(self) -> Option<Id<Profile>> {
        let chosen = self.crm.preferences.with(|preferences| preferences.profile)?;
        let there = self.crm.read(&[Collection::Profile], |workspace| workspace.live(chosen).is_some());
        there.then_some(chosen)
    }

    /// The owner whose records are shown; everybody's without one.
    fn owner(self) -> Option<Id<Profile>> {
        if self.choice.with(|choice| choice == MINE) { self.profile() } else { None }
    }

    fn switch(self) -> AnyView {
        let options = vec![Choice::new(ALL, "Everyone's"), Choice::new(MINE, "My")];
        let shown = Memo::new(move |_| self.profile().is_some());
        view! {
            <Show when=move || shown.get()>
                <Switch3 label="Whose work" value=self.choice options=Signal::stored(options.clone()) />
            </Show>
        }
        .into_any()
    }
}

/// Home of a workspace with something in it.
fn desk(crm: Crm) -> AnyView {
    let whose = Whose { crm, choice: RwSignal::new(ALL.to_owned()) };
    let owner = Memo::new(move |_| whose.owner());
    let forecast = figures::forecast(crm, owner);
    view! {
        <PageHeader title="Home">{whose.switch()}</PageHeader>
        {figures::figures(forecast)}
        {lists::lists(crm, owner, (figures::categories(forecast), favourite::card(crm)).into_any())}
    }
    .into_any()
}
