//! What is due and what nobody looks after: short lists, each with the way to
//! the whole of it.

use chrono::NaiveDate;
use leptos::prelude::*;

use crate::app::crm::Crm;
use crate::app::route::{Query, Route};
use crate::domain::activity::Activity;
use crate::domain::id::Id;
use crate::domain::lead::{Lead, Rating};
use crate::domain::opportunity::Opportunity;
use crate::domain::profile::Profile;
use crate::domain::record::{Collection, RecordRef};
use crate::domain::today::Today;
use crate::domain::workspace::Workspace;
use crate::ui::components::agenda::{Agenda, AgendaItem};
use crate::ui::components::badge::Tone;
use crate::ui::components::format;
use crate::ui::components::section::Section;
use crate::ui::form::complete_activity::{Completer, CompleterDialog};
use crate::ui::pages::agenda_item::activity_item;
use crate::ui::show;
use crate::ui::words::choices::rating;
use crate::ui::words::vocabulary::{said, spoken};

/// How many lines each list has at most.
const MOST: usize = 8;

/// The lists of one owner, or of all; `beside` stands on top of the second column.
pub fn lists(crm: Crm, owner: Memo<Option<Id<Profile>>>, beside: AnyView) -> AnyView {
    let all = Memo::new(move |_| {
        let today = crm.today();
        crm.read(&READ, |workspace| Lists::of(workspace, today, owner.get()))
    });
    let completer = Completer::new(crm);
    let list = move |pick: fn(&Lists) -> &List| Memo::new(move |_| all.with(|lists| pick(lists).clone()));
    let activities = (Collection::Activity, "overdue");
    let (today, week) = ((Collection::Activity, "today"), (Collection::Activity, "week"));
    let (leads, idle) = ((Collection::Lead, "untouched"), (Collection::Opportunity, "no-next-step"));
    let late = (Collection::Opportunity, "past-close");
    view! {
        <CompleterDialog completer />
        <div class="home-lists">
            <div class="stack">
                {section(completer, spoken("Overdue"), spoken("Nothing is overdue"), activities, list(|lists| &lists.overdue))}
                {section(completer, spoken("Due today"), spoken("Nothing is due today"), today, list(|lists| &lists.due_today))}
                {section(completer, spoken("Later this week"), spoken("Nothing else is due this week"), week, list(|lists| &lists.this_week))}
            </div>
            <div class="stack">
                {beside}
                {section(completer, spoken("Untouched leads"), spoken("Every new lead has been tried"), leads, list(|lists| &lists.leads))}
                {section(
                    completer,
                    spoken("Deals without a next step"),
                    spoken("Every open deal has a next step"),
                    idle,
                    list(|lists| &lists.idle),
                )}
                {section(
                    completer,
                    spoken("Past their close date"),
                    spoken("Every open deal closes in the future"),
                    late,
                    list(|lists| &lists.late),
                )}
            </div>
        </div>
    }
    .into_any()
}

/// What the lists are made of.
const READ: [Collection; 8] = [
    Collection::Activity,
    Collection::Lead,
    Collection::Opportunity,
    Collection::Account,
    Collection::Contact,
    Collection::LeadStatus,
    Collection::Stage,
    Collection::Profile,
];

fn section(
    completer: Completer,
    title: &'static str,
    nothing: &'static str,
    (collection, view): (Collection, &'static str),
    list: Memo<List>,
) -> AnyView {
    let href = Route::List(collection, Query::default().with("view", view)).href();
    let all = ViewFn::from(move || {
        let href = href.clone();
        let any = list.with(|list| list.count > 0);
        any.then(|| view! { <a href=href aria-label=said!("Show all: {}", title)>{spoken("Show all")}</a> }).into_any()
    });
    let count = Signal::derive(move || Some(format::quantity(list.with(|list| list.count))));
    let complete =
        (collection == Collection::Activity).then(|| Callback::new(move |id: String| complete(completer, &id)));
    let items = Signal::derive(move || list.with(|list| list.items.clone()));
    view! {
        <Section title count actions=all>
            <Show
                when=move || list.with(|list| list.count > 0)
                fallback=move || view! { <p class="muted">{nothing}</p> }
            >
                <Agenda items on_check=complete />
            </Show>
        </Section>
    }
    .into_any()
}

fn complete(completer: Completer, id: &str) {
    if let Ok(id) = id.parse() {
        completer.complete(Id::new(id));
    }
}

/// The first lines of a list, and how many there are in all.
#[derive(Clone, Debug, Default, PartialEq)]
struct List {
    items: Vec<AgendaItem>,
    count: usize,
}

#[derive(Clone, Debug, PartialEq)]
struct Lists {
    overdue: List,
    due_today: List,
    this_week: List,
    leads: List,
    idle: List,
    late: List,
}

impl Lists {
    fn of(workspace: &Workspace, day: NaiveDate, owner: Option<Id<Profile>>) -> Self {
        let today = Today::of(workspace, day, owner);
        let activity = |id: &Id<Activity>| workspace.get(*id).map(|found| activity_item(workspace, found, day));
        let lead = |id: &Id<Lead>| workspace.get(*id).map(|found| lead_item(workspace, found, day));
        let deal = |id: &Id<Opportunity>| workspace.get(*id).map(|found| deal_item(workspace, found, day));
        Self {
            overdue: list(&today.overdue, activity),
            due_today: list(&today.due_today, activity),
            this_week: list(&today.due_this_week, activity),
            leads: list(&today.untouched_leads, lead),
            idle: list(&today.without_next_step, deal),
            late: list(&today.past_close, deal),
        }
    }
}

fn list<T>(ids: &[Id<T>], item: impl FnMut(&Id<T>) -> Option<AgendaItem>) -> List {
    List { items: ids.iter().take(MOST).filter_map(item).collect(), count: ids.len() }
}

fn lead_item(workspace: &Workspace, lead: &Lead, today: NaiveDate) -> AgendaItem {
    let company = Some(lead.company.trim()).filter(|company| lead.has_person() && !company.is_empty());
    let since = said!("added {}", format::relative_instant(lead.meta.created_at, today));
    let detail: Vec<String> = [company.map(str::to_owned), Some(since)].into_iter().flatten().collect();
    AgendaItem {
        id: lead.id.to_string(),
        title: show::record_title(workspace, RecordRef::of(lead.id)),
        href: Route::Record(RecordRef::of(lead.id)).href(),
        detail: detail.join(" · "),
        end: lead.rating.map(rating).unwrap_or_default().to_owned(),
        tone: if lead.rating == Some(Rating::Hot) { Tone::Warn } else { Tone::Neutral },
    }
}

fn deal_item(workspace: &Workspace, deal: &Opportunity, today: NaiveDate) -> AgendaItem {
    let account = deal.account.map(|id| show::record_title(workspace, RecordRef::of(id)));
    let detail: Vec<String> = [account, deal.amount.map(format::money)].into_iter().flatten().collect();
    let late = deal.expected_close.is_some_and(|day| day < today);
    AgendaItem {
        id: deal.id.to_string(),
        title: show::record_title(workspace, RecordRef::of(deal.id)),
        href: Route::Record(RecordRef::of(deal.id)).href(),
        detail: detail.join(" · "),
        end: deal.expected_close.map(|day| format::relative_day(day, today)).unwrap_or_default(),
        tone: if late { Tone::Bad } else { Tone::Neutral },
    }
}
