//! What is due and what nobody looks after: short lists, each with the way to
//! the whole of it, and what can be done about each line on the spot.

use leptos::prelude::*;
use uuid::Uuid;

use super::items::item;
use crate::app::crm::Crm;
use crate::app::route::{Query, Route};
use crate::domain::activity::ActivityKind;
use crate::domain::id::Id;
use crate::domain::lead::{Channel, Lead};
use crate::domain::profile::{Profile, Role};
use crate::domain::record::{Collection, Record, RecordRef, Stored};
use crate::domain::today::{Today, Whose, became, is_about_customer};
use crate::domain::workspace::Workspace;
use crate::ui::components::agenda::{Agenda, AgendaAct, AgendaItem};
use crate::ui::components::format;
use crate::ui::components::icon::Icon;
use crate::ui::components::section::Section;
use crate::ui::form::complete_activity::{Completer, CompleterDialog};
use crate::ui::form::hand_over::{Answerer, AnswererDialog};
use crate::ui::form::log_activity::LogActivity;
use crate::ui::words::vocabulary::{said, spoken};

/// How many lines each list has at most.
const MOST: usize = 8;

/// A list of what waits for somebody.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Waiting {
    Overdue,
    DueToday,
    ThisWeek,
    /// Untouched leads that turned to us.
    Inbound,
    /// Untouched leads that we turned to.
    Outbound,
    Untouched,
    StuckLeads,
    HandOvers,
    Returned,
    Idle,
    Late,
    StuckDeals,
}

/// How a list is told.
struct Told {
    /// What stands over it.
    title: &'static str,
    /// What stands in its place where it is empty.
    nothing: &'static str,
    /// What its records are.
    collection: Collection,
    /// The view that shows all of it, if there is one: without, it is shown whole, and
    /// only where there is anything in it.
    view: &'static str,
    /// What is asked for besides in that view.
    filter: &'static str,
}

const fn told(
    title: &'static str,
    nothing: &'static str,
    collection: Collection,
    view: &'static str,
    filter: &'static str,
) -> Told {
    Told { title, nothing, collection, view, filter }
}

impl Waiting {
    const fn told(self) -> Told {
        use Collection::{Activity, Lead, Opportunity};
        match self {
            Self::Overdue => told("Overdue", "Nothing is overdue", Activity, "overdue", ""),
            Self::DueToday => told("Due today", "Nothing is due today", Activity, "today", ""),
            Self::ThisWeek => told("Later this week", "Nothing else is due this week", Activity, "week", ""),
            Self::Inbound => {
                told("New inbound leads", "Everyone who came to you was answered", Lead, "untouched", "channel:inbound")
            }
            Self::Outbound => told(
                "Untouched outbound leads",
                "Everyone you wanted to reach was tried",
                Lead,
                "untouched",
                "channel:outbound",
            ),
            Self::Untouched => told("Untouched leads", "Every new lead has been tried", Lead, "untouched", ""),
            Self::StuckLeads => told("Stuck leads", "Every lead in work moves on", Lead, "open", "is:stuck"),
            Self::HandOvers => told("Hand-overs to answer", "", Lead, "", ""),
            Self::Returned => told("Returned hand-overs", "", Lead, "", ""),
            Self::Idle => {
                told("Deals without a next step", "Every open deal has a next step", Opportunity, "no-next-step", "")
            }
            Self::Late => {
                told("Past their close date", "Every open deal closes in the future", Opportunity, "past-close", "")
            }
            Self::StuckDeals => told("Stuck deals", "Every open deal moves on", Opportunity, "open", "is:stuck"),
        }
    }

    fn of(self, today: &Today, workspace: &Workspace) -> Vec<RecordRef> {
        let leads = |channel| {
            let is = |lead: &&Id<Lead>| workspace.get(**lead).is_some_and(|lead| lead.channel == channel);
            today.untouched_leads.iter().filter(is).copied().map(RecordRef::of).collect()
        };
        match self {
            Self::Overdue => refs(&today.overdue),
            Self::DueToday => refs(&today.due_today),
            Self::ThisWeek => refs(&today.due_this_week),
            Self::Inbound => leads(Channel::Inbound),
            Self::Outbound => leads(Channel::Outbound),
            Self::Untouched => refs(&today.untouched_leads),
            Self::StuckLeads => refs(&today.stuck_leads),
            Self::HandOvers => refs(&today.hand_overs),
            Self::Returned => refs(&today.returned),
            Self::Idle => refs(&today.without_next_step),
            Self::Late => refs(&today.past_close),
            Self::StuckDeals => refs(&today.stuck_deals),
        }
    }
}

fn refs<T: Stored>(ids: &[Id<T>]) -> Vec<RecordRef> {
    ids.iter().copied().map(RecordRef::of).collect()
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

/// The first lines of a list, and how many there are in all.
#[derive(Clone, Debug, Default, PartialEq)]
struct List {
    items: Vec<AgendaItem>,
    count: usize,
}

/// The lists of one owner, or of all. A copy is a handle to the same ones.
#[derive(Clone, Copy)]
pub(super) struct Lists {
    crm: Crm,
    owner: Memo<Option<Id<Profile>>>,
    shown: &'static [Waiting],
    all: Memo<(Vec<List>, [usize; 3])>,
    completer: Completer,
    answerer: Answerer,
    /// The records that a call is being logged about.
    calling: RwSignal<Option<Vec<RecordRef>>>,
}

impl Lists {
    pub(super) fn new(
        crm: Crm,
        owner: Memo<Option<Id<Profile>>>,
        role: Option<Role>,
        shown: &'static [Waiting],
    ) -> Self {
        let all = Memo::new(move |_| {
            let day = crm.today();
            crm.read(&READ, |workspace| {
                let today =
                    Today::of(workspace, &Whose { today: day, owner: owner.get(), local_day: format::local_day });
                let list = |list: &Waiting| {
                    let mut found = list.of(&today, workspace);
                    if role == Some(Role::Support) {
                        found = customers_first(workspace, found);
                    }
                    let most = if list.told().view.is_empty() { usize::MAX } else { MOST };
                    let items = found.iter().take(most);
                    let items = items.filter_map(|record| item(workspace, *record, *list, day, role)).collect();
                    List { items, count: found.len() }
                };
                let asked = [today.overdue.len(), today.due_today.len(), today.hand_overs.len() + today.returned.len()];
                (shown.iter().map(list).collect(), asked)
            })
        });
        let (completer, answerer) = (Completer::new(crm), Answerer::new(crm));
        Self { crm, owner, shown, all, completer, answerer, calling: RwSignal::new(None) }
    }

    /// What is asked for when something is done with a line.
    pub(super) fn dialogs(self) -> AnyView {
        let calling = self.calling;
        let close = Callback::new(move |_| calling.set(None));
        view! {
            <CompleterDialog completer=self.completer />
            <AnswererDialog answerer=self.answerer />
            {move || {
                calling.get().map(|links| view! { <LogActivity links kind=ActivityKind::Call on_close=close /> })
            }}
        }
        .into_any()
    }

    /// How many are overdue, due today, and waiting for an answer.
    pub(super) fn asked(self) -> [usize; 3] {
        self.all.with(|all| all.1)
    }

    fn place(self, list: Waiting) -> usize {
        self.shown.iter().position(|shown| *shown == list).unwrap_or(usize::MAX)
    }

    pub(super) fn section(self, list: Waiting) -> AnyView {
        let Told { title, nothing, collection, view, filter } = list.told();
        let place = self.place(list);
        let shown = Memo::new(move |_| self.all.with(|all| all.0.get(place).cloned().unwrap_or_default()));
        let any = Memo::new(move |_| shown.with(|list| list.count > 0));
        let href = Signal::derive(move || {
            let whose = if self.owner.get().is_some() { "(is:mine or no:owner)" } else { "" };
            let filter = [filter, whose].join(" ");
            Route::List(collection, Query::default().with("view", view).with("filter", filter.trim())).href()
        });
        let whole = ViewFn::from(move || {
            let show = move || any.get() && !view.is_empty();
            let label = said!("Show all: {}", spoken(title));
            view! {
                <Show when=show>
                    <a href=href aria-label=label.clone()>
                        {spoken("Show all")}
                    </a>
                </Show>
            }
        });
        let count = Signal::derive(move || Some(format::quantity(shown.with(|list| list.count))));
        let items = Signal::derive(move || shown.with(|list| list.items.clone()));
        let check = (collection == Collection::Activity).then(|| Callback::new(move |id: String| self.complete(&id)));
        let acts = StoredValue::new(self.acts(list));
        let card = move || {
            view! {
                <Section title=spoken(title) count actions=whole.clone()>
                    <Show when=move || any.get() fallback=move || view! { <p class="muted">{spoken(nothing)}</p> }>
                        <Agenda items on_check=check acts=acts.get_value() />
                    </Show>
                </Section>
            }
        };
        view! { <Show when=move || any.get() || !view.is_empty()>{card()}</Show> }.into_any()
    }

    /// What can be done with the lines of a list, besides ticking them off.
    fn acts(self, list: Waiting) -> Vec<AgendaAct> {
        let act = |label: &'static str, icon, run: fn(Self, Waiting, Uuid)| AgendaAct {
            label: spoken(label),
            icon,
            on_press: Callback::new(move |id: String| {
                if let Ok(id) = id.parse() {
                    run(self, list, id);
                }
            }),
        };
        match list {
            Waiting::Overdue | Waiting::DueToday | Waiting::ThisWeek => Vec::new(),
            Waiting::HandOvers => vec![
                act("Accept", None, |lists, _, id| lists.answerer.accept(Id::new(id))),
                act("Return…", None, |lists, _, id| lists.answerer.give_back(Id::new(id))),
            ],
            _ => vec![act("Log a call", Some(Icon::Phone), Self::call)],
        }
    }

    fn complete(self, id: &str) {
        if let Ok(id) = id.parse() {
            self.completer.complete(Id::new(id));
        }
    }

    /// Logs a call about a line; about what a converted lead became, as the lead is read-only.
    fn call(self, list: Waiting, id: Uuid) {
        let record = RecordRef { collection: list.told().collection, id };
        let became = self.crm.peek(|workspace| workspace.get::<Lead>(Id::new(id)).map(became));
        self.calling.set(Some(became.filter(|became| !became.is_empty()).unwrap_or_else(|| vec![record])));
    }
}

/// Customers are helped first; else the order stays.
fn customers_first(workspace: &Workspace, records: Vec<RecordRef>) -> Vec<RecordRef> {
    let is_customers = |record: &RecordRef| match workspace.find(*record) {
        Some(Record::Activity(activity)) => is_about_customer(workspace, activity),
        _ => false,
    };
    let (first, rest): (Vec<RecordRef>, Vec<RecordRef>) = records.into_iter().partition(is_customers);
    [first, rest].concat()
}
