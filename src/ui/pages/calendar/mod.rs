//! The calendar of activities: a month of days, or a week of what is to be
//! done and was done. Which one, and where, is part of the address.

mod week;

use std::collections::BTreeMap;
use std::ops::Range;

use chrono::{Datelike, Months, NaiveDate};
use leptos::prelude::*;
use serde_json::{Map, Value};

use crate::app::crm::{Crm, use_crm};
use crate::app::notices::Message;
use crate::app::route::{Query, Route};
use crate::app::transfer;
use crate::domain::calendar::{activities_of, month_of, week_of};
use crate::domain::record::{Collection, RecordRef};
use crate::ui::components::agenda::AgendaItem;
use crate::ui::components::button::{Button, LinkButton, Variant};
use crate::ui::components::format;
use crate::ui::components::icon::{Icon, icon};
use crate::ui::components::page_header::PageHeader;
use crate::ui::components::paper::while_printed;
use crate::ui::components::tabs::{Tab, Tabs};
use crate::ui::data::export::trouble;
use crate::ui::form::record_dialog::{RecordDialog, Start};
use crate::ui::words::concepts::new_title;
use crate::ui::words::vocabulary::{said, spoken};

use super::agenda_item::activity_item;
use super::whose::Whose;

/// How many activities a day of the month names; the week has them all.
const NAMED: usize = 3;
const WEEK: &str = "week";

/// What a day has to show.
#[derive(Clone, Debug, Default, PartialEq)]
struct OfDay {
    to_do: Vec<AgendaItem>,
    done: Vec<AgendaItem>,
}

/// A month or a week of activities.
#[component]
pub fn CalendarPage() -> impl IntoView {
    let page = Calendar::of(use_crm());
    let list = Route::list(Collection::Activity).href();
    let concept = spoken("What is to be done on the day it is due, what was done on the day it was");
    view! {
        <div class="page">
            <PageHeader title=spoken("Calendar") concept=Signal::stored(Some(concept.to_owned()))>
                {page.whose.switch()} <LinkButton label=spoken("List") href=list icon=Icon::List />
                <Button label=spoken("Export ICS") icon=Icon::Export on_press=page.export() />
                <Button
                    label=new_title(Collection::Activity)
                    icon=Icon::Plus
                    variant=Variant::Primary
                    on_press=Callback::new(move |()| page.adding.set(Some(page.crm.env().today)))
                />
            </PageHeader>
            {page.bar()}
            <Show when=move || page.is_week.get() fallback=move || page.month()>
                {page.week()}
            </Show>
        </div>
        {move || page.adding.get().map(|day| page.dialog(day))}
    }
    .into_any()
}

/// The state of the page.
#[derive(Clone, Copy)]
struct Calendar {
    crm: Crm,
    whose: Whose,
    is_week: Memo<bool>,
    /// The day that the address names, else today.
    day: Memo<NaiveDate>,
    weeks: Memo<Vec<Vec<NaiveDate>>>,
    content: Memo<BTreeMap<NaiveDate, OfDay>>,
    /// The day for which something new is entered.
    adding: RwSignal<Option<NaiveDate>>,
}

impl Calendar {
    fn of(crm: Crm) -> Self {
        let whose = Whose::new(crm, false);
        let is_week = Memo::new(move |_| query(crm).get("show") == Some(WEEK));
        let day =
            Memo::new(move |_| query(crm).get("day").and_then(|day| day.parse().ok()).unwrap_or_else(|| crm.today()));
        let weeks = Memo::new(move |_| if is_week.get() { vec![week_of(day.get())] } else { month_of(day.get()) });
        let owner = Memo::new(move |_| whose.owner());
        let content = Memo::new(move |_| {
            let (today, owner) = (crm.today(), owner.get());
            let span = weeks.with(|weeks| {
                let mut days = weeks.iter().flatten().copied();
                let first = days.next().unwrap_or(today);
                (first, days.last().unwrap_or(first))
            });
            crm.read(&Collection::MAIN, |workspace| {
                let days = activities_of(workspace, span, owner, format::local_day);
                let of_day = |activities: Vec<_>| {
                    let mut shown = OfDay::default();
                    for activity in activities {
                        let item = activity_item(workspace, activity, today);
                        if activity.is_open() { shown.to_do.push(item) } else { shown.done.push(item) }
                    }
                    shown
                };
                days.into_iter().map(|(day, activities)| (day, of_day(activities))).collect()
            })
        });
        Self { crm, whose, is_week, day, weeks, content, adding: RwSignal::new(None) }
    }

    fn of_day(self, day: NaiveDate) -> OfDay {
        self.content.with(|content| content.get(&day).cloned().unwrap_or_default())
    }

    /// What is shown, and the ways to other days.
    fn bar(self) -> AnyView {
        let (crm, is_week, day) = (self.crm, self.is_week, self.day);
        let tabs = Signal::derive(move || {
            let to = |label: &str, week: bool| Tab {
                href: address(week, day.get()),
                label: label.to_owned(),
                count: None,
                current: is_week.get() == week,
            };
            vec![to(spoken("Month"), false), to(spoken("Week"), true)]
        });
        let heading = move || {
            let (first, last) = self.weeks.with(|weeks| {
                let mut days = weeks.iter().flatten().copied();
                (days.next(), days.last())
            });
            match (is_week.get(), first, last) {
                (true, Some(first), Some(last)) => format!("{} – {}", format::day(first), format::day(last)),
                _ => format::month(day.get()),
            }
        };
        let beside = move |forward: bool| {
            Signal::derive(move || address(is_week.get(), next(is_week.get(), day.get(), forward)))
        };
        view! {
            <div class="calendar-bar">
                <h2 aria-live="polite">{heading}</h2>
                <Tabs label=spoken("Month or week") tabs />
                <div class="row">
                    <LinkButton label=spoken("Previous") href=beside(false) />
                    <LinkButton label=spoken("Today") href=Signal::derive(move || address(is_week.get(), crm.today())) />
                    <LinkButton label=spoken("Next") href=beside(true) />
                </div>
            </div>
        }
        .into_any()
    }

    fn month(self) -> AnyView {
        let names = week_of(self.day.get_untracked()).into_iter().map(|day| {
            view! { <th scope="col">{format::weekday_name(day)}</th> }
        });
        view! {
            <table class="calendar" aria-label=move || format::month(self.day.get())>
                <thead>
                    <tr>{names.collect_view()}</tr>
                </thead>
                <tbody>
                    <For each=move || self.weeks.get() key=Vec::clone let:week>
                        <tr>{week.into_iter().map(|day| self.cell(day)).collect_view()}</tr>
                    </For>
                </tbody>
            </table>
        }
        .into_any()
    }

    /// A day of the month.
    fn cell(self, day: NaiveDate) -> AnyView {
        let here = Memo::new(move |_| self.of_day(day));
        let is_today = move || self.crm.today() == day;
        let outside = move || self.day.with(|shown| shown.month() != day.month());
        let named = move || here.with(|here| entries(here, 0..NAMED));
        let rest = move || {
            let count = here.with(|here| here.to_do.len() + here.done.len());
            let more = count.saturating_sub(NAMED);
            (count > 0).then(|| {
                view! {
                    <a class="calendar-more" class:calendar-more--all=more == 0 href=address(true, day)>
                        <span class="calendar-few">{said!("{} more", more)}</span>
                        <span class="calendar-all">{count}</span>
                        <span class="visually-hidden">{format!(", {}", format::weekday(day))}</span>
                    </a>
                    // Nobody can press it on paper.
                    {(more > 0).then(|| while_printed(move || here.with(|here| entries(here, NAMED..count))))}
                }
            })
        };
        view! {
            <td class="calendar-day" class:calendar-day--outside=outside class:calendar-day--today=is_today>
                <div class="calendar-day-head">
                    <a
                        class="calendar-number"
                        href=address(true, day)
                        aria-label=format::weekday(day)
                        aria-current=move || is_today().then_some("date")
                    >
                        {day.day()}
                    </a>
                    {self.add_button(day)}
                </div>
                {named} {rest}
            </td>
        }
        .into_any()
    }

    fn add_button(self, day: NaiveDate) -> AnyView {
        let label = format!("{}, {}", new_title(Collection::Activity), format::weekday(day));
        view! {
            <button
                type="button"
                class="btn btn--ghost btn--icon btn--small calendar-add"
                aria-label=label.clone()
                title=label
                on:click=move |_| self.adding.set(Some(day))
            >
                {icon(Icon::Plus)}
            </button>
        }
        .into_any()
    }

    fn dialog(self, day: NaiveDate) -> AnyView {
        let fields = Map::from_iter([("due".to_owned(), Value::from(day.to_string()))]);
        let start = Start { fields, ..Start::default() };
        let on_close = Callback::new(move |_: Option<RecordRef>| self.adding.set(None));
        view! { <RecordDialog collection=Collection::Activity record=None start on_close /> }.into_any()
    }

    fn export(self) -> Callback<()> {
        Callback::new(move |()| {
            let crm = self.crm;
            let message = match transfer::export_calendar(crm, untrack(|| self.whose.owner())) {
                Ok(name) => Message::Plain(said!("{} is in your downloads. Open it with your calendar", name)),
                Err(error) => Message::Trouble(trouble(&error)),
            };
            crm.notices.push(message, false);
        })
    }
}

/// So many of what a day has to show, what is to be done first.
fn entries(here: &OfDay, these: Range<usize>) -> AnyView {
    let all = here.to_do.iter().map(|item| (item, false)).chain(here.done.iter().map(|item| (item, true)));
    let these = all.skip(these.start).take(these.len());
    let entries: Vec<AnyView> = these.map(|(item, done)| entry(item, done)).collect();
    (!entries.is_empty()).then(|| view! { <ul class="calendar-list">{entries}</ul> }).into_any()
}

fn entry(item: &AgendaItem, done: bool) -> AnyView {
    let (title, href, tone) = (item.title.clone(), item.href.clone(), item.tone.class());
    let state = done.then(|| view! { <span class="visually-hidden">{spoken("Done: ")}</span> });
    view! {
        <li>
            <a class=format!("calendar-entry {tone}") class:calendar-entry--done=done href=href title=title.clone()>
                {state}
                {title.clone()}
            </a>
        </li>
    }
    .into_any()
}

fn query(crm: Crm) -> Query {
    match crm.router.route().get() {
        Route::Calendar(query) => query,
        _ => Query::default(),
    }
}

fn address(week: bool, day: NaiveDate) -> String {
    let query = Query::default().with("show", if week { WEEK } else { "" }).with("day", &day.to_string());
    Route::Calendar(query).href()
}

/// The same day a week or a month on, or back.
fn next(week: bool, day: NaiveDate, forward: bool) -> NaiveDate {
    let (days, months) = (chrono::Days::new(7), Months::new(1));
    let next = match (week, forward) {
        (true, true) => day.checked_add_days(days),
        (true, false) => day.checked_sub_days(days),
        (false, true) => day.checked_add_months(months),
        (false, false) => day.checked_sub_months(months),
    };
    next.unwrap_or(day)
}
