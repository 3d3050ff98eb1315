//! What a manager looks at: who is behind, and how the forecast has moved.

use std::sync::Arc;

use chrono::{Days, NaiveDate};
use leptos::prelude::*;

use crate::app::crm::Crm;
use crate::app::past::{Past, Then, past};
use crate::app::route::{Query, Route};
use crate::domain::as_of::Moment;
use crate::domain::forecast::Forecast;
use crate::domain::id::Id;
use crate::domain::money::Totals;
use crate::domain::profile::Profile;
use crate::domain::record::{Collection, RecordRef};
use crate::domain::today::{Behind, overdue_by_owner};
use crate::ui::components::format;
use crate::ui::components::section::Section;
use crate::ui::components::stat::Stat;
use crate::ui::show;
use crate::ui::words::vocabulary::{said, spoken};

/// Over how many days the forecast is compared.
const WEEK: Days = Days::new(7);

/// How many activities of whom are past their day.
pub(super) fn behind(crm: Crm) -> AnyView {
    let found = Memo::new(move |_| {
        let day = crm.today();
        let of = [Collection::Activity, Collection::Profile];
        crm.read(&of, |workspace| {
            let named = |behind: Behind| {
                let name = behind.owner.map(|owner| show::record_title(workspace, RecordRef::of(owner)));
                (name, behind.filter(workspace).to_string(), behind.count, format::relative_day(behind.oldest, day))
            };
            overdue_by_owner(workspace, day).into_iter().map(named).collect::<Vec<_>>()
        })
    });
    let row = |(name, filter, count, oldest): (Option<String>, String, usize, String)| {
        let query = Query::default().with("view", "overdue").with("filter", &filter);
        view! {
            <tr>
                <th scope="row">
                    <a href=Route::List(Collection::Activity, query).href()>
                        {name.unwrap_or_else(|| spoken("Nobody").to_owned())}
                    </a>
                </th>
                <td class="num">{format::quantity(count)}</td>
                <td class="num">{oldest}</td>
            </tr>
        }
    };
    let table = move || {
        let rows = found.get();
        if rows.is_empty() {
            return view! { <p class="muted">{spoken("Nothing is overdue")}</p> }.into_any();
        }
        view! {
            <div class="table-wrap">
                <table class="table">
                    <thead>
                        <tr>
                            <th scope="col">{spoken("Owner")}</th>
                            <th scope="col" class="num">{spoken("Overdue")}</th>
                            <th scope="col" class="num">{spoken("Since")}</th>
                        </tr>
                    </thead>
                    <tbody>{rows.into_iter().map(row).collect_view()}</tbody>
                </table>
            </div>
        }
        .into_any()
    };
    view! { <Section title=spoken("Overdue by owner")>{table}</Section> }.into_any()
}

/// By how much the forecast of the quarter is another than a week ago, or than
/// when the history begins. A week ago is not read again after each change: what
/// is done today does not change it, and what undoes an older change may wait
/// until Home is opened again.
pub(super) fn change(crm: Crm, forecast: Memo<Forecast>, owner: Memo<Option<Id<Profile>>>) -> AnyView {
    let asked = Memo::new(move |_| {
        let quarter = forecast.with(|forecast| forecast.quarter);
        (crm.today(), quarter, owner.get(), crm.history_is_read())
    });
    let before = Memo::new(move |_| {
        let (day, quarter, owner, _) = asked.get();
        let then = untrack(|| known(crm, day.checked_sub_days(WEEK)?))?;
        Some((then.day, Forecast::of_owner(&then.workspace, quarter, owner).outlook()))
    });
    let value = Signal::derive(move || {
        before.with(|before| match before {
            Some((_, then)) => difference(&forecast.with(Forecast::outlook), then),
            None => format::NOTHING.to_owned(),
        })
    });
    let sub = Signal::derive(move || {
        before.with(|before| match before {
            Some((day, then)) => Some(said!("It was {} on {}", format::totals(then), format::day(*day))),
            None => Some(spoken("Nothing is known of a week ago").to_owned()),
        })
    });
    view! { <Stat label=spoken("Forecast change") value sub /> }.into_any()
}

/// Everything as it was at the end of a day, or else when the history begins.
fn known(crm: Crm, day: NaiveDate) -> Option<Arc<Then>> {
    let then = match past(crm, &Moment::EndOf(day).to_string()) {
        Past::NotKnown { since: Some(since) } => past(crm, &Moment::At(since).to_string()),
        then => then,
    };
    if let Past::Known(then) = then { Some(then) } else { None }
}

/// By how much totals are more than others: `+€1,200`.
fn difference(now: &Totals, then: &Totals) -> String {
    let changed: Vec<String> = now
        .less(then)
        .into_iter()
        .map(|by| {
            let sign = if by.minor > 0 { "+" } else { "" };
            format!("{sign}{}", format::money(by))
        })
        .collect();
    if changed.is_empty() { spoken("None").to_owned() } else { changed.join(", ") }
}
