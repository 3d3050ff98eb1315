//! The board as it was at the end of a day: columns, counts, sums and the
//! forecast of its quarter, to be read.

use std::sync::Arc;

use leptos::prelude::*;
use uuid::Uuid;

use crate::app::crm::{Crm, use_crm};
use crate::app::past::{Past, Then};
use crate::app::route::{AS_OF, Route};
use crate::domain;
use crate::domain::board::{Asked, Order};
use crate::domain::day::Quarter;
use crate::domain::forecast::{Forecast, Tally};
use crate::domain::id::Id;
use crate::domain::pace::Pace;
use crate::domain::pipeline::Pipeline;
use crate::domain::record::Collection;
use crate::ui::components::board::{Board, BoardColumn};
use crate::ui::components::format;
use crate::ui::components::page_header::PageHeader;
use crate::ui::past::{self, PastBar};
use crate::ui::record::key_figures;
use crate::ui::words::counts::count_of;
use crate::ui::words::vocabulary::said;

use super::cards::Drawing;
use super::{pipeline_in, pipeline_select, query, query_of};
use crate::ui::words::vocabulary::spoken;

/// The board of another day.
#[component]
pub(super) fn PastBoard() -> impl IntoView {
    let crm = use_crm();
    let shown = past::follow(crm, move || query(crm).get(AS_OF).unwrap_or_default().to_owned());
    let back = Signal::derive(move || Route::Board(query(crm).with(AS_OF, "")).href());
    let concept = spoken("Each card is a deal, each column a stage: who stood where, and what it came to");
    view! {
        <div class="page page--fill">
            <PageHeader title=spoken("Opportunities board") concept=Signal::stored(Some(concept.to_owned())) />
            <PastBar past=shown back on_choose=choose(crm) />
            {move || match shown.get() {
                Past::Known(then) => content(crm, &then),
                Past::Reading | Past::NotKnown { .. } | Past::Future | Past::Nonsense => ().into_any(),
            }}
        </div>
    }
    .into_any()
}

/// Goes to the board of a day.
pub(super) fn choose(crm: Crm) -> Callback<String> {
    Callback::new(move |day: String| {
        let query = query_of(crm.router.route().get_untracked());
        crm.router.go(&Route::Board(query.with("filter", "").with(AS_OF, &day)));
    })
}

fn content(crm: Crm, then: &Arc<Then>) -> AnyView {
    let figures = figures(then);
    let address = query(crm);
    let chosen = pipeline_in(&then.workspace, &address);
    let options = then.workspace.options(Collection::Pipeline);
    let select = pipeline_select(crm, &options, chosen);
    let Some(pipeline) = chosen else { return super::no_stages() };
    let columns = Signal::stored(columns(then, pipeline));
    let (then, pace) = (StoredValue::new(Arc::clone(then)), StoredValue::new(Pace::of(&then.workspace)));
    let card = Callback::new(move |deal: Uuid| {
        then.with_value(|then| pace.with_value(|pace| drawing(then, &then.moment.to_string()).card(deal, pace)))
    });
    view! {
        {select.map(|select| view! { <div class="toolbar">{select}</div> })}
        {key_figures(figures)}
        <Board label=spoken("Opportunities by stage") columns card />
    }
    .into_any()
}

fn drawing<'a>(then: &'a Then, moment: &'a str) -> Drawing<'a> {
    Drawing { workspace: &then.workspace, today: then.day, moment: Some(moment) }
}

fn columns(then: &Then, pipeline: Id<Pipeline>) -> Vec<BoardColumn> {
    let moment = then.moment.to_string();
    let drawing = drawing(then, &moment);
    let asked = Asked { pipeline, only: None, order: Order::default(), today: then.day };
    let mut kept = domain::board::Board::default();
    let columns = kept.columns(&then.workspace, &asked).iter();
    columns.filter_map(|column| drawing.column(column, false)).collect()
}

/// What all pipelines came to, and what the quarter was to bring.
fn figures(then: &Then) -> Vec<(String, String)> {
    let quarter = Quarter::of(then.day, then.workspace.settings().fiscal_year_start);
    let forecast = Forecast::of(&then.workspace, quarter);
    let named = |name: &str| said!("{}, quarter {}", name, quarter.number);
    let deals =
        |tally: &Tally| format!("{} · {}", format::totals(&tally.sum), count_of(tally.count, Collection::Opportunity));
    vec![
        (spoken("Open pipeline").to_owned(), deals(&forecast.pipeline)),
        (spoken("Weighted").to_owned(), format::totals(&forecast.pipeline.weighted)),
        (named(spoken("Won")), deals(&forecast.won)),
        (named(spoken("Expected")), deals(&forecast.expected)),
        (named(spoken("Outlook")), format::totals(&forecast.outlook())),
    ]
}

/// True where the address asks for another day.
pub(super) fn is_asked_for(crm: Crm) -> Memo<bool> {
    Memo::new(move |_| query(crm).get(AS_OF).is_some_and(|moment| !moment.is_empty()))
}
