//! The board of opportunities: a column for each stage, a card for each deal.
//! Pipeline and filter are part of the address, and so is the day of a board of the past.

mod cards;
mod past;

use leptos::prelude::*;

use crate::app::crm::{Crm, use_crm};
use crate::app::route::{Query, Route, SettingsSection};
use crate::domain::id::Id;
use crate::domain::pipeline::Pipeline;
use crate::domain::record::{Collection, Record};
use crate::domain::workspace::Workspace;
use crate::ui::components::board::{Board, BoardColumn};
use crate::ui::components::button::{LinkButton, Variant};
use crate::ui::components::empty_state::EmptyState;
use crate::ui::components::icon::Icon;
use crate::ui::components::page_header::PageHeader;
use crate::ui::components::select_field::{Choice, SelectField};
use crate::ui::components::text_field::{TextField, TextKind};
use crate::ui::form::deal_mover::{DealMover, DealMoverDialogs};
use crate::ui::past::AsOfForm;
use crate::ui::words::counts::count_of;

use past::PastBoard;

/// What the columns are made of.
const SHOWN: [Collection; 8] = [
    Collection::Opportunity,
    Collection::Account,
    Collection::Contact,
    Collection::Activity,
    Collection::Pipeline,
    Collection::Stage,
    Collection::Profile,
    Collection::Settings,
];

/// The board of opportunities, as it is or as it was.
#[component]
pub fn BoardPage() -> impl IntoView {
    let was = past::is_asked_for(use_crm());
    view! {
        <Show when=move || was.get() fallback=present>
            <PastBoard />
        </Show>
    }
    .into_any()
}

fn present() -> AnyView {
    let page = BoardState::of(use_crm());
    let list = Route::list(Collection::Opportunity).href();
    let concept = "Each card is a deal, each column a stage. Drag a card, or use its menu, as the deal moves on";
    view! {
        <div class="page page--fill">
            <PageHeader title="Opportunities board" concept=Signal::stored(Some(concept.to_owned()))>
                <LinkButton label="List" href=list icon=Icon::List />
                <LinkButton label="New opportunity" href=new_href() icon=Icon::Plus variant=Variant::Primary />
            </PageHeader>
            <Show when=move || page.has_deals.get() fallback=no_deals>
                {page.toolbar()}
                {page.board()}
            </Show>
        </div>
        <DealMoverDialogs mover=page.mover />
    }
    .into_any()
}

/// The state of the page.
#[derive(Clone, Copy)]
struct BoardState {
    crm: Crm,
    mover: DealMover,
    /// Nothing more to do after a move. Made once: what an event makes may be gone when the dialog closes.
    on_done: Callback<bool>,
    filter: RwSignal<String>,
    pipeline: Memo<Option<Id<Pipeline>>>,
    columns: Memo<Vec<BoardColumn>>,
    has_deals: Memo<bool>,
}

impl BoardState {
    fn of(crm: Crm) -> Self {
        let filter = RwSignal::new(query(crm).get("filter").unwrap_or_default().to_owned());
        let pipeline = Memo::new(move |_| {
            let query = query(crm);
            crm.read(&[Collection::Pipeline], |workspace| pipeline_in(workspace, &query))
        });
        let columns = Memo::new(move |_| {
            let Some(pipeline) = pipeline.get() else { return Vec::new() };
            let shown = cards::Shown { pipeline, filter: filter.get(), today: crm.today(), moment: None };
            crm.read(&SHOWN, |workspace| cards::columns(workspace, &shown))
        });
        let has_deals = Memo::new(move |_| {
            crm.read(&[Collection::Opportunity], |workspace| workspace.count(Collection::Opportunity)) > 0
        });
        Self { crm, mover: DealMover::new(), on_done: Callback::new(|_| {}), filter, pipeline, columns, has_deals }
    }

    fn toolbar(self) -> AnyView {
        let crm = self.crm;
        let keep_in_address = Callback::new(move |text: String| {
            let query = query_of(crm.router.route().get_untracked());
            crm.router.replace(Route::Board(query.with("filter", text.trim())));
        });
        let count = move || {
            let shown = self.columns.with(|columns| columns.iter().map(|column| column.count).sum());
            count_of(shown, Collection::Opportunity)
        };
        view! {
            <div class="toolbar">
                <div class="toolbar-filter">
                    <TextField
                        label="Filter"
                        label_hidden=true
                        value=self.filter
                        kind=TextKind::Search
                        placeholder="Filter by name or account"
                        on_input=keep_in_address
                    />
                </div>
                {move || self.pipeline_field()}
                <AsOfForm on_choose=past::choose(crm) />
                <span class="toolbar-count toolbar-end" role="status">
                    {count}
                </span>
            </div>
        }
        .into_any()
    }

    fn pipeline_field(self) -> Option<AnyView> {
        let crm = self.crm;
        crm.read(&[Collection::Pipeline], |workspace| {
            pipeline_select(crm, &workspace.options(Collection::Pipeline), self.pipeline.get())
        })
    }

    fn board(self) -> AnyView {
        let (mover, on_done) = (self.mover, self.on_done);
        let on_move = Callback::new(move |(card, column): (String, String)| {
            if let (Ok(deal), Ok(stage)) = (card.parse(), column.parse()) {
                mover.move_deal(Id::new(deal), Id::new(stage), on_done);
            }
        });
        let columns = self.columns;
        view! {
            <Show when=move || columns.with(|columns| !columns.is_empty()) fallback=no_stages>
                <Board label="Opportunities by stage" columns on_move />
            </Show>
        }
        .into_any()
    }
}

/// The query of the board's address; empty on the way to another page.
fn query(crm: Crm) -> Query {
    query_of(crm.router.route().get())
}

fn query_of(route: Route) -> Query {
    match route {
        Route::Board(query) => query,
        _ => Query::default(),
    }
}

/// The pipeline that the address names, else the first.
fn pipeline_in(workspace: &Workspace, query: &Query) -> Option<Id<Pipeline>> {
    let named = query.get("pipeline").and_then(|text| text.parse().ok()).map(Id::new);
    let named = named.filter(|id| workspace.live::<Pipeline>(*id).is_some());
    named.or_else(|| workspace.options(Collection::Pipeline).first().map(|record: &&Record| Id::new(record.uuid())))
}

/// The choice among pipelines, where there are several.
fn pipeline_select(crm: Crm, pipelines: &[&Record], chosen: Option<Id<Pipeline>>) -> Option<AnyView> {
    let choices = pipelines.iter().map(|record| Choice::new(record.uuid().to_string(), record.title()));
    let options = Signal::stored(choices.collect::<Vec<_>>());
    let go = Callback::new(move |id: String| {
        let query = query_of(crm.router.route().get_untracked());
        crm.router.go(&Route::Board(query.with("pipeline", &id)));
    });
    (pipelines.len() > 1).then(|| {
        let value = RwSignal::new(chosen.map(|id| id.to_string()).unwrap_or_default());
        view! { <SelectField label="Pipeline" label_hidden=true value options on_choose=go /> }.into_any()
    })
}

fn new_href() -> String {
    Route::New(Collection::Opportunity, Query::default()).href()
}

fn no_deals() -> AnyView {
    let text = "A deal in the making stands here as a card and moves from stage to stage until it is won or lost. \
                Deals come from converted leads, or are entered at once";
    view! {
        <EmptyState icon=Icon::Board title="No opportunities yet" text>
            <LinkButton label="New opportunity" href=new_href() icon=Icon::Plus variant=Variant::Primary />
            <LinkButton label="Leads" href=Route::list(Collection::Lead).href() icon=Icon::Lead />
        </EmptyState>
    }
    .into_any()
}

fn no_stages() -> AnyView {
    let href = Route::Settings(SettingsSection::Pipelines).href();
    view! {
        <EmptyState icon=Icon::Columns title="This pipeline has no stages" text="Each stage of a pipeline is a column here">
            <LinkButton label="Pipelines" href />
        </EmptyState>
    }
    .into_any()
}
