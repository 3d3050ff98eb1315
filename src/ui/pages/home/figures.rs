//! What the deals come to: three figures, and the forecast of the quarter by
//! category.

use leptos::prelude::*;

use crate::app::crm::Crm;
use crate::app::route::{Query, Route};
use crate::domain::day::Quarter;
use crate::domain::forecast::{Forecast, Tally};
use crate::domain::id::Id;
use crate::domain::money::{Currency, Totals};
use crate::domain::pipeline::ForecastCategory;
use crate::domain::profile::Profile;
use crate::domain::record::Collection;
use crate::ui::components::format;
use crate::ui::components::section::Section;
use crate::ui::components::stat::Stat;
use crate::ui::words::choices::forecast_category;
use crate::ui::words::counts::count;
use crate::ui::words::vocabulary::{said, spoken};

/// The forecast of this quarter for one owner, or for all.
pub fn forecast(crm: Crm, owner: Memo<Option<Id<Profile>>>) -> Memo<Forecast> {
    Memo::new(move |_| {
        let today = crm.today();
        let collections = [Collection::Opportunity, Collection::Stage, Collection::Settings];
        crm.read(&collections, |workspace| {
            let quarter = Quarter::of(today, workspace.settings().fiscal_year_start);
            Forecast::of_owner(workspace, quarter, owner.get())
        })
    })
}

/// The three figures, and one more for whom it matters to.
pub fn figures(forecast: Memo<Forecast>, more: Option<AnyView>) -> AnyView {
    let board = Route::Board(Query::default()).href();
    let won = Route::List(Collection::Opportunity, Query::default().with("view", "won")).href();
    let figure = move |read: fn(&Forecast) -> String| Signal::derive(move || forecast.with(read));
    let below = move |read: fn(&Forecast) -> Option<String>| Signal::derive(move || forecast.with(read));
    view! {
        <div class="cards cards--small home-figures">
            <Stat
                label=spoken("Open pipeline")
                value=figure(|forecast| format::totals(&forecast.pipeline.sum))
                sub=below(|forecast| Some(tally_line(&forecast.pipeline)))
                href=board
            />
            <Stat
                label=spoken("Forecast this quarter")
                value=figure(|forecast| format::totals(&forecast.outlook()))
                sub=below(|forecast| Some(outlook_line(forecast)))
            />
            <Stat
                label=spoken("Won this quarter")
                value=figure(|forecast| format::totals(&forecast.won.sum))
                sub=below(|forecast| Some(deals(forecast.won.count)))
                href=won
            />
            {more}
        </div>
    }
    .into_any()
}

fn deals(number: usize) -> String {
    count(number, "deal", "deals")
}

fn tally_line(tally: &Tally) -> String {
    match tally.weighted.amounts().as_slice() {
        [] => deals(tally.count),
        _ => said!("{}, {} weighted", deals(tally.count), format::totals(&tally.weighted)),
    }
}

fn outlook_line(forecast: &Forecast) -> String {
    let days = said!("until {}", format::day(forecast.quarter.last));
    let expected = &forecast.expected;
    match expected.weighted.amounts().as_slice() {
        [] => said!("Won and weighted open deals {}", days),
        _ => said!("Won, and {} weighted from {} {}", format::totals(&expected.weighted), deals(expected.count), days),
    }
}

/// The forecast by category: a bar for each currency, and the numbers.
pub fn categories(forecast: Memo<Forecast>) -> AnyView {
    view! { {move || forecast.with(table)} }.into_any()
}

fn table(forecast: &Forecast) -> Option<AnyView> {
    if forecast.categories.iter().all(|(_, tally)| tally.count == 0) {
        return None;
    }
    let title = said!("Forecast by category, until {}", format::day(forecast.quarter.last));
    let bars = currencies(forecast).into_iter().map(|currency| bar(forecast, currency)).collect_view();
    let rows = forecast.categories.iter().map(|(category, tally)| row(*category, tally)).collect_view();
    let view = view! {
        <Section title>
            <div class="forecast">
                {bars} <div class="table-wrap">
                    <table class="table">
                        <thead>
                            <tr>
                                <th scope="col">{spoken("Category")}</th>
                                <th scope="col" class="num">{spoken("Deals")}</th>
                                <th scope="col" class="num">{spoken("Amount")}</th>
                                <th scope="col" class="num">{spoken("Weighted")}</th>
                            </tr>
                        </thead>
                        <tbody>{rows}</tbody>
                    </table>
                </div>
            </div>
        </Section>
    };
    Some(view.into_any())
}

fn row(category: ForecastCategory, tally: &Tally) -> AnyView {
    let amount =
        |totals: &Totals| if totals.amounts().is_empty() { format::NOTHING.to_owned() } else { format::totals(totals) };
    view! {
        <tr>
            <th scope="row">
                <span class=format!("swatch {}", series(category))></span>
                {forecast_category(category)}
            </th>
            <td class="num">{format::quantity(tally.count)}</td>
            <td class="num">{amount(&tally.sum)}</td>
            <td class="num">{amount(&tally.weighted)}</td>
        </tr>
    }
    .into_any()
}

/// The amounts of one currency beside each other; the table has the numbers.
fn bar(forecast: &Forecast, currency: Currency) -> AnyView {
    let parts = forecast.categories.iter().filter_map(|(category, tally)| {
        let amounts = tally.sum.amounts();
        let amount = amounts.into_iter().find(|amount| amount.currency == currency)?;
        let share = amount.minor.max(0).to_string();
        let class = format!("stacked-part {}", series(*category));
        Some(view! { <span class=class style:flex-grow=share></span> })
    });
    view! {
        <div class="stacked" aria-hidden="true">
            {parts.collect_view()}
        </div>
    }
    .into_any()
}

fn currencies(forecast: &Forecast) -> Vec<Currency> {
    let mut all = Totals::default();
    for amount in forecast.categories.iter().flat_map(|(_, tally)| tally.sum.amounts()) {
        all.add(amount);
    }
    all.amounts().into_iter().filter(|amount| amount.minor > 0).map(|amount| amount.currency).collect()
}

/// The colour of a category: the same in the bar and beside its name.
const fn series(category: ForecastCategory) -> &'static str {
    match category {
        ForecastCategory::Closed => "chart-4",
        ForecastCategory::Commit => "chart-1",
        ForecastCategory::BestCase => "chart-2",
        ForecastCategory::Pipeline => "chart-3",
        ForecastCategory::Omitted => "chart-5",
    }
}
