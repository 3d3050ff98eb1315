//! Home: what is due, what nobody looks after, and what the deals come to, in
//! the order in which it matters to the profile of this device. In an empty
//! workspace: the [ways to begin](doors).

mod digest;
pub mod doors;
mod figures;
mod items;
mod lists;
mod team;

use leptos::prelude::*;

use self::lists::{Lists, Waiting};
use crate::app::crm::{Crm, use_crm};
use crate::domain::profile::Role;
use crate::domain::record::Collection;
use crate::ui::components::page_header::PageHeader;
use crate::ui::record::favourite;
use crate::ui::words::vocabulary::spoken;

use super::whose::Whose;

/// The first page.
#[component]
pub fn HomePage() -> impl IntoView {
    let crm = use_crm();
    let is_empty = Memo::new(move |_| doors::is_empty(crm));
    let drawn = move || if is_empty.get() { untrack(|| doors::page(crm)) } else { untrack(|| at_desk(crm)) };
    drawn.into_any()
}

/// What a workspace with something in it shows.
fn at_desk(crm: Crm) -> AnyView {
    let role = Memo::new(move |_| {
        let profile = crm.actor()?;
        crm.read(&[Collection::Profile], |workspace| workspace.live(profile).map(|profile| profile.role))
    });
    let drawn = move || {
        let role = role.get();
        untrack(|| desk(crm, role))
    };
    view! {
        <div class="page">
            {drawn}
        </div>
    }
    .into_any()
}

/// A part of Home.
#[derive(Clone, Copy)]
enum Part {
    /// A list of what waits.
    Lines(Waiting),
    /// The forecast of the quarter with its chart.
    Forecast,
    /// Who is behind.
    Behind,
    Favourites,
}

use Part::{Behind, Favourites, Forecast, Lines};
use Waiting::{
    DueToday, HandOvers, Idle, Inbound, Late, Outbound, Overdue, Returned, StuckDeals, StuckLeads, ThisWeek, Untouched,
};

/// What Home is made of for somebody.
struct Plan {
    /// The lists, all at once.
    lists: &'static [Waiting],
    /// Whether the figures of the quarter stand on top.
    figures: bool,
    /// What is to be done next, the first thing first.
    first: &'static [Part],
    /// What stands beside it, or below.
    second: &'static [Part],
}

const fn plan(role: Option<Role>) -> Plan {
    match role {
        None => Plan {
            lists: &[Overdue, DueToday, ThisWeek, Untouched, Idle, Late],
            figures: true,
            first: &[Lines(Overdue), Lines(DueToday), Lines(ThisWeek)],
            second: &[Forecast, Favourites, Lines(Untouched), Lines(Idle), Lines(Late)],
        },
        Some(Role::Sdr) => Plan {
            lists: &[Inbound, Returned, Outbound, StuckLeads, Overdue, DueToday, ThisWeek],
            figures: false,
            first: &[Lines(Inbound), Lines(Returned), Lines(Outbound), Lines(StuckLeads)],
            second: &[Lines(Overdue), Lines(DueToday), Lines(ThisWeek), Favourites],
        },
        Some(Role::Ae) => Plan {
            lists: &[HandOvers, Overdue, DueToday, ThisWeek, Late, Idle, StuckDeals],
            figures: true,
            first: &[Lines(HandOvers), Lines(Overdue), Lines(DueToday), Lines(ThisWeek)],
            second: &[Lines(Late), Lines(Idle), Lines(StuckDeals), Forecast, Favourites],
        },
        Some(Role::Manager) => Plan {
            lists: &[HandOvers, Late, StuckDeals, Idle],
            figures: true,
            first: &[Forecast, Behind, Lines(HandOvers)],
            second: &[Lines(Late), Lines(StuckDeals), Lines(Idle), Favourites],
        },
        Some(Role::Support) => Plan {
            lists: &[Overdue, DueToday, ThisWeek],
            figures: false,
            first: &[Lines(Overdue), Lines(DueToday)],
            second: &[Lines(ThisWeek), Favourites],
        },
    }
}

/// Home of a workspace with something in it.
fn desk(crm: Crm, role: Option<Role>) -> AnyView {
    let plan = plan(role);
    let whose = Whose::new(crm, !matches!(role, None | Some(Role::Manager)));
    let owner = Memo::new(move |_| whose.owner());
    let forecast = figures::forecast(crm, owner);
    let lists = Lists::new(crm, owner, role, plan.lists);
    let column = |parts: &[Part]| {
        let part = |part: &Part| match *part {
            Lines(list) => lists.section(list),
            Forecast => figures::categories(forecast),
            Behind => team::behind(crm),
            Favourites => favourite::card(crm),
        };
        parts.iter().map(part).collect_view()
    };
    let change = (role == Some(Role::Manager)).then(|| team::change(crm, forecast, owner));
    let figures = plan.figures.then(|| figures::figures(forecast, change));
    view! {
        <PageHeader title=spoken("Home")>{whose.switch()}</PageHeader>
        {digest::digest(crm, lists)}
        {figures}
        {lists.dialogs()}
        <div class="home-lists">
            <div class="stack">{column(plan.first)}</div>
            <div class="stack">{column(plan.second)}</div>
        </div>
    }
    .into_any()
}
