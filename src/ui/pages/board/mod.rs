//! The board of opportunities: a column for each stage, a card for each deal.
//! Pipeline, filter and order are part of the address, and so is the day of a board of the past.

mod cards;
mod past;

use leptos::prelude::*;
use uuid::Uuid;

use crate::app::crm::{Crm, use_crm};
use crate::app::route::{Query, Route, SettingsSection, Term};
use crate::domain::board as domain;
use crate::domain::id::Id;
use crate::domain::opportunity::Opportunity;
use crate::domain::pace::Pace;
use crate::domain::pipeline::Pipeline;
use crate::domain::query::{Filter, parse};
use crate::domain::record::{Collection, Record};
use crate::domain::workspace::Workspace;
use crate::ui::components::board::{Board, BoardCard, BoardColumn};
use crate::ui::components::button::{LinkButton, Variant};
use crate::ui::components::empty_state::EmptyState;
use crate::ui::components::icon::Icon;
use crate::ui::components::page_header::PageHeader;
use crate::ui::components::select_field::{Choice, SelectField};
use crate::ui::components::text_field::{TextField, TextKind};
use crate::ui::form::deal_mover::{DealMover, DealMoverDialogs};
use crate::ui::past::AsOfForm;
use crate::ui::words;
use crate::ui::words::counts::count_of;
use crate::ui::words::query::WORDING;
use crate::ui::words::terms::what_is;

use crate::ui::words::vocabulary::spoken;
use cards::Drawing;
use past::PastBoard;

/// What the columns are made of, and what a card is.
const IN_COLUMNS: [Collection; 4] =
    [Collection::Opportunity, Collection::Pipeline, Collection::Stage, Collection::Settings];
const ON_CARDS: [Collection; 6] = [
    Collection::Opportunity,
    Collection::Account,
    Collection::Contact,
    Collection::Activity,
    Collection::Stage,
    Collection::Profile,
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
    let concept = spoken(
        "Each card is a deal, each column a stage. Drag a card, use its menu, or press Shift with an arrow, as the deal moves on",
    );
    view! {
        <div class="page page--fill">
            <PageHeader title=spoken("Opportunities board") concept=Signal::stored(Some(concept.to_owned())) more=Some(what_is(Term::Opportunity))>
                <LinkButton label=spoken("List") href=list icon=Icon::List />
                <LinkButton label=spoken("New opportunity") href=new_href() icon=Icon::Plus variant=Variant::Primary />
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
    card: Callback<Uuid, Option<BoardCard>>,
    has_deals: Memo<bool>,
}

impl BoardState {
    fn of(crm: Crm) -> Self {
        let filter = RwSignal::new(query(crm).get("filter").unwrap_or_default().to_owned());
        let pipeline = Memo::new(move |_| {
            let query = query(crm);
            crm.read(&[Collection::Pipeline], |workspace| pipeline_in(workspace, &query))
        });
        let order = Memo::new(move |_| order_in(&query(crm)));
        let parsed = Memo::new(move |_| filter.with(|typed| parse(typed, Collection::Opportunity, WORDING)));
        let kept = StoredValue::new(domain::Board::default());
        let columns = Memo::new(move |_| {
            let Some(pipeline) = pipeline.get() else { return Vec::new() };
            let only = parsed.with(|(filter, _)| {
                (*filter != Filter::default()).then(|| crm.rows(Collection::Opportunity, filter, &[], WORDING))
            });
            let asked = domain::Asked { pipeline, only, order: order.get(), today: crm.today() };
            let folded = crm.preferences.with(|device| device.folded_stages.clone());
            crm.read(&IN_COLUMNS, |workspace| {
                let drawing = Drawing { workspace, today: asked.today, moment: None };
                let drawn = kept.try_update_value(|board| {
                    let columns = board.columns(workspace, &asked).iter();
                    columns.filter_map(|column| drawing.column(column, folded.contains(&column.stage))).collect()
                });
                drawn.unwrap_or_default()
            })
        });
        // What is usual does not change by one move.
        let pace = Memo::new(move |_| crm.read(&[Collection::Stage], Pace::of));
        let card = Callback::new(move |deal: Uuid| {
            crm.read(&ON_CARDS, |workspace| {
                let drawing = Drawing { workspace, today: crm.today(), moment: None };
                pace.with(|pace| drawing.card(deal, pace))
            })
        });
        let has_deals = Memo::new(move |_| {
            crm.read(&[Collection::Opportunity], |workspace| workspace.all::<Opportunity>().next().is_some())
        });
        let (mover, on_done) = (DealMover::new(), Callback::new(|_| {}));
        Self { crm, mover, on_done, filter, pipeline, columns, card, has_deals }
    }

    fn toolbar(self) -> AnyView {
        let crm = self.crm;
        // Cards follow every key; the address and what is wrong with the filter when one is done.
        let fault = RwSignal::new(None::<String>);
        let settled = Callback::new(move |()| {
            let typed = self.filter.get_untracked();
            let query = query_of(crm.router.route().get_untracked());
            crm.router.replace(Route::Board(query.with("filter", typed.trim())));
            let faults = parse(&typed, Collection::Opportunity, WORDING).1;
            fault.set(faults.first().map(|fault| words::query::fault(Collection::Opportunity, &typed, fault)));
        });
        let forgive = Callback::new(move |_: String| fault.set(None));
        let count = move || {
            let shown = self.columns.with(|columns| columns.iter().map(|column| column.cards.len()).sum());
            count_of(shown, Collection::Opportunity)
        };
        view! {
            <div class="toolbar">
                <div class="toolbar-filter">
                    <TextField
                        label=spoken("Filter")
                        label_hidden=true
                        value=self.filter
                        kind=TextKind::Search
                        placeholder=spoken("Filter")
                        error=fault
                        on_input=forgive
                        on_settled=settled
                    />
                </div>
                {move || self.pipeline_field()}
                {self.order_field()}
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

    fn order_field(self) -> AnyView {
        let crm = self.crm;
        let names = domain::Order::ALL.iter().map(|(order, name)| Choice::new(*name, order_words(*order)));
        let options = Signal::stored(names.collect::<Vec<_>>());
        let chosen = order_in(&query_of(crm.router.route().get_untracked()));
        let value = RwSignal::new(order_name(chosen).to_owned());
        let choose = Callback::new(move |name: String| {
            let query = query_of(crm.router.route().get_untracked());
            let name = if name == order_name(domain::Order::default()) { String::new() } else { name };
            crm.router.replace(Route::Board(query.with("sort", &name)));
        });
        view! { <SelectField label=spoken("Sort") label_hidden=true value options on_choose=choose /> }.into_any()
    }

    fn board(self) -> AnyView {
        let (crm, mover, on_done) = (self.crm, self.mover, self.on_done);
        let on_move = Callback::new(move |(deal, stage): (Uuid, Uuid)| {
            mover.move_deal(Id::new(deal), Id::new(stage), on_done);
        });
        let on_fold = Callback::new(move |stage: Uuid| {
            let stage = Id::new(stage);
            crm.preferences.update(|device| {
                let before = device.folded_stages.len();
                device.folded_stages.retain(|other| *other != stage);
                if device.folded_stages.len() == before {
                    device.folded_stages.push(stage);
                }
            });
        });
        let columns = self.columns;
        view! {
            <Show when=move || columns.with(|columns| !columns.is_empty()) fallback=no_stages>
                <Board label=spoken("Opportunities by stage") columns card=self.card on_move on_fold />
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

/// The order that the address names.
fn order_in(query: &Query) -> domain::Order {
    let named = domain::Order::ALL.iter().find(|(_, name)| query.get("sort") == Some(name));
    named.map(|(order, _)| *order).unwrap_or_default()
}

fn order_name(order: domain::Order) -> &'static str {
    domain::Order::ALL.iter().find(|(known, _)| *known == order).map_or("", |(_, name)| name)
}

fn order_words(order: domain::Order) -> &'static str {
    spoken(match order {
        domain::Order::Close => "Closing first",
        domain::Order::Amount => "Largest first",
        domain::Order::Waiting => "Longest in stage",
        domain::Order::Name => "By name",
    })
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
        view! { <SelectField label=spoken("Pipeline") label_hidden=true value options on_choose=go /> }.into_any()
    })
}

fn new_href() -> String {
    Route::New(Collection::Opportunity, Query::default()).href()
}

fn no_deals() -> AnyView {
    let text = spoken(
        "A deal in the making stands here as a card and moves from stage to stage until it is won or lost. \
         Deals come from converted leads, or are entered at once",
    );
    view! {
        <EmptyState icon=Icon::Board title=spoken("No opportunities yet") text>
            <LinkButton label=spoken("New opportunity") href=new_href() icon=Icon::Plus variant=Variant::Primary />
            <LinkButton label=spoken("Leads") href=Route::list(Collection::Lead).href() icon=Icon::Lead />
        </EmptyState>
    }
    .into_any()
}

fn no_stages() -> AnyView {
    let href = Route::Settings(SettingsSection::Pipelines).href();
    let text = spoken("Each stage of a pipeline is a column here");
    view! {
        <EmptyState icon=Icon::Columns title=spoken("This pipeline has no stages") text>
            <LinkButton label=spoken("Pipelines") href />
        </EmptyState>
    }
    .into_any()
}
