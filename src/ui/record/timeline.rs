//! What happened around a record and what comes next, with the way to log more.

use chrono::NaiveDate;
use leptos::prelude::*;

use crate::app::crm::{Crm, use_crm};
use crate::app::route::Route;
use crate::domain::account::{Basis, Lifecycle};
use crate::domain::activity::{Activity, ActivityKind};
use crate::domain::id::Id;
use crate::domain::record::{Collection, Record, RecordRef};
use crate::domain::timeline::{self as domain, Entry, Event, Narrowed, timeline};
use crate::domain::workspace::Workspace;
use crate::ui::actions::Here;
use crate::ui::actions::desk::use_desk;
use crate::ui::components::button::{Button, IconButton};
use crate::ui::components::format;
use crate::ui::components::icon::Icon;
use crate::ui::components::section::Section;
use crate::ui::components::timeline::{Timeline, TimelineDay, TimelineItem};
use crate::ui::form::complete_activity::{Completer, CompleterDialog};
use crate::ui::form::log_activity::LogActivity;
use crate::ui::words::vocabulary::said;
use crate::ui::{show, words};

use super::list::icon_of;
use super::look::Look;
use crate::ui::words::vocabulary::spoken;

/// What the page of a record offers to log.
const LOGGED: [(Here, ActivityKind); 5] = [
    (Here::LogCall, ActivityKind::Call),
    (Here::LogMeeting, ActivityKind::Meeting),
    (Here::LogEmail, ActivityKind::Email),
    (Here::LogNote, ActivityKind::Note),
    (Here::LogTask, ActivityKind::Task),
];

/// Next steps, the button to log an activity, and what happened.
#[component]
pub(super) fn RecordTimeline(
    /// Which record.
    record: RecordRef,
) -> impl IntoView {
    let crm = use_crm();
    let logging = RwSignal::new(None::<ActivityKind>);
    let on_close = Callback::new(move |_| logging.set(None));
    let completer = Completer::new(crm);
    let loggable = Signal::derive(move || {
        record.collection != Collection::Activity
            && crm.read(&[record.collection], |workspace| workspace.find(record).is_some_and(Record::is_live))
    });
    for (here, kind) in LOGGED {
        use_desk().offer(here, loggable, Callback::new(move |()| logging.set(Some(kind))));
    }
    let is_activity = record.collection == Collection::Activity;
    let look = Look::new();
    let all = Memo::new(move |_| crm.read_all(|workspace| timeline(workspace, record)));
    // The words change with other records than those that the timeline names.
    let lines = Memo::new(move |_| {
        crm.read_all(|workspace| all.with(|all| lines(crm.today(), workspace, record, all, look.narrowed())))
    });
    let days = Signal::derive(move || lines.with(|lines| days_of(lines.get(..look.most.get()).unwrap_or(lines))));
    let steps = Memo::new(move |_| crm.read_all(|workspace| all.with(|all| steps(workspace, all))));
    let plan = Callback::new(move |()| logging.set(Some(ActivityKind::Task)));
    let log = ViewFn::from(move || {
        view! {
            <Show when=move || loggable.get()>
                <Button label=spoken("Log activity") icon=Icon::Plus small=true on_press=Callback::new(move |()| logging.set(Some(ActivityKind::Call))) />
            </Show>
        }
    });
    view! {
        <Show when=move || !is_activity>
            <Section title=spoken("Next step")>
                {move || steps.get().into_iter().map(|step| step_view(crm, completer, step)).collect_view()}
                <Show when=move || steps.with(Vec::is_empty)>
                    <div class="next-step next-step--none">
                        <span class="muted">{spoken("No next step")}</span>
                        <Show when=move || loggable.get()>
                            <Button label=spoken("Add next step") icon=Icon::Plus small=true hint="T" on_press=plan />
                        </Show>
                    </div>
                </Show>
            </Section>
        </Show>
        <Section title=spoken("Timeline") actions=log>
            {look.fields(crm, record, all)}
            <Timeline days />
            <Show when=move || lines.with(Vec::is_empty)>
                <p class="muted">
                    {move || {
                        if look.narrowed() == Narrowed::default() {
                            spoken("Nothing has happened yet. Log a call, a meeting, an e-mail or a note.")
                        } else {
                            spoken("Nothing of this kind. Choose another kind or person.")
                        }
                    }}
                </p>
            </Show>
            {look.more(lines)}
        </Section>
        <CompleterDialog completer />
        {move || logging.get().map(|kind| view! { <LogActivity links=vec![record] kind on_close /> })}
    }
    .into_any()
}

/// An open activity: what, and by when.
type Step = (Id<Activity>, String, Option<NaiveDate>);

fn steps(workspace: &Workspace, all: &domain::Timeline) -> Vec<Step> {
    all.upcoming.iter().filter_map(|id| workspace.get(*id)).map(|step| (step.id, step.title(), step.due)).collect()
}

/// One open activity with the button that it is done.
fn step_view(crm: Crm, completer: Completer, (id, title, due): Step) -> AnyView {
    let today = crm.today();
    let overdue = due.is_some_and(|day| day < today);
    let due = due.map(|day| format::relative_day(day, today)).unwrap_or_default();
    let complete = Callback::new(move |()| completer.complete(id));
    view! {
        <div class="next-step" class:next-step--overdue=overdue>
            <IconButton label=said!("Mark “{}” as done", title) icon=Icon::Check small=true on_press=complete />
            <a href=Route::Record(RecordRef::of(id)).href()>{title}</a>
            <span class="muted">{due}</span>
        </div>
    }
    .into_any()
}

/// One line of a timeline, in words.
#[derive(Clone, PartialEq)]
pub(super) struct Line {
    heading: String,
    icon: Icon,
    title: String,
    /// Where the title leads; nowhere for what happened to the record itself.
    href: Option<String>,
    meta: String,
    body: String,
}

/// What happened around a record, by day, as seen on a day.
pub(super) fn days(today: NaiveDate, workspace: &Workspace, record: RecordRef) -> Vec<TimelineDay> {
    days_of(&lines(today, workspace, record, &timeline(workspace, record), Narrowed::default()))
}

fn lines(
    today: NaiveDate,
    workspace: &Workspace,
    record: RecordRef,
    all: &domain::Timeline,
    to: Narrowed,
) -> Vec<Line> {
    let shown = all.past.iter().filter(|entry| to.holds(workspace, entry));
    shown.filter_map(|entry| line(today, workspace, record, entry)).collect()
}

fn days_of(lines: &[Line]) -> Vec<TimelineDay> {
    let by_day = lines.chunk_by(|one, next| one.heading == next.heading);
    let day = |lines: &[Line]| {
        let heading = lines.first().map(|line| line.heading.clone()).unwrap_or_default();
        TimelineDay { heading, items: lines.iter().cloned().map(item).collect() }
    };
    by_day.map(day).collect()
}

fn line(today: NaiveDate, workspace: &Workspace, page: RecordRef, entry: &Entry) -> Option<Line> {
    let (icon, title, body) = match &entry.event {
        Event::Activity(id) => {
            let activity = workspace.get(*id)?;
            (activity_icon(activity.kind), activity_title(activity), body_of(activity))
        }
        event => (icon_of(entry.about.collection), event_text(workspace, entry, event), String::new()),
    };
    let href = (entry.about != page).then(|| Route::Record(entry.about).href());
    let of = match entry.event {
        Event::Activity(_) => String::new(),
        _ if entry.about == page => String::new(),
        _ => format!(" · {}", show::record_title(workspace, entry.about)),
    };
    let heading = format::day_heading(format::local_day(entry.at), today);
    Some(Line { heading, icon, title, href, meta: format!("{}{of}", format::time(entry.at)), body })
}

fn item(line: Line) -> TimelineItem {
    let Line { icon, title, href, meta, body, .. } = line;
    let title = ViewFn::from(move || match href.clone() {
        Some(href) => view! { <a href=href>{title.clone()}</a> }.into_any(),
        None => title.clone().into_any(),
    });
    TimelineItem { icon, title, meta, body, actions: None, open: false }
}

fn body_of(activity: &Activity) -> String {
    // Without a subject the first line is the title already.
    if activity.subject.trim().is_empty() {
        activity.body.split_once('\n').map(|(_, rest)| rest.to_owned()).unwrap_or_default()
    } else {
        activity.body.clone()
    }
}

fn activity_title(activity: &Activity) -> String {
    let kind = words::choices::activity_kind(activity.kind);
    let outcome = words::choices::outcome(activity.outcome);
    let words: Vec<&str> = [kind, outcome].into_iter().filter(|word| !word.is_empty()).collect();
    format!("{}: {}", words.join(", "), activity.title())
}

/// The drawing for a kind of activity.
fn activity_icon(kind: ActivityKind) -> Icon {
    match kind {
        ActivityKind::Task => Icon::CheckCircle,
        ActivityKind::Call => Icon::Phone,
        ActivityKind::Meeting => Icon::Calendar,
        ActivityKind::Email => Icon::Mail,
        ActivityKind::Note => Icon::Note,
        ActivityKind::Research => Icon::Search,
        ActivityKind::Signup => Icon::Flag,
    }
}

fn event_text(workspace: &Workspace, entry: &Entry, event: &Event) -> String {
    let kind = words::concepts::singular(entry.about.collection);
    match event {
        Event::Activity(_) => String::new(),
        Event::Created => said!("{} created", kind),
        Event::Converted => spoken("Lead converted").to_owned(),
        Event::Qualified => spoken("Contact qualified").to_owned(),
        Event::InformationVerified => spoken("Information verified").to_owned(),
        Event::IntentVerified => spoken("Intent verified").to_owned(),
        Event::EnteredStage { stage, amount, probability } => {
            let amount = amount.map(|amount| format!(", {}", format::money(amount))).unwrap_or_default();
            let stage = show::record_title(workspace, RecordRef::of(*stage));
            said!("Entered {} at {}{}", stage, format::percent(*probability), amount)
        }
        Event::Lifecycle(evidence) => {
            let became = match evidence.lifecycle {
                Lifecycle::Customer => spoken("Became a customer"),
                Lifecycle::Prospect => spoken("Is a prospect again"),
            };
            let why = match &evidence.basis {
                Basis::WonOpportunity { opportunity } => {
                    said!("won “{}”", show::record_title(workspace, RecordRef::of(*opportunity)))
                }
                Basis::Correction { reason } => said!("correction: {}", reason),
                Basis::ByHand { reason } => reason.clone(),
            };
            said!("{} on {}: {}", became, format::day(evidence.on), why)
        }
    }
}
