//! The top of a record's page: badges, actions, and the figures that matter.

use leptos::prelude::*;

use crate::app::crm::{Crm, use_crm};
use crate::app::route::Route;
use crate::domain::account::Account;
use crate::domain::command::Command;
use crate::domain::forecast::Tally;
use crate::domain::id::Id;
use crate::domain::lead::{Conversion, HandOverAnswer, Lead};
use crate::domain::opportunity::Opportunity;
use crate::domain::overview::overview;
use crate::domain::pipeline::{Stage, StageKind};
use crate::domain::record::{Collection, Record, RecordRef, Stored};
use crate::domain::workflow::merge_records;
use crate::domain::workspace::Workspace;
use crate::ui::actions::Here;
use crate::ui::actions::desk::use_desk;
use crate::ui::components::badge::{Badge, Tone};
use crate::ui::components::banner::{Banner, Gravity};
use crate::ui::components::button::{Button, LinkButton, Variant};
use crate::ui::components::format;
use crate::ui::components::icon::Icon;
use crate::ui::components::menu::{Menu, MenuItem};
use crate::ui::form::deal_mover::{DealMover, DealMoverDialogs};
use crate::ui::form::hand_over::{Answerer, AnswererDialog};
use crate::ui::form::lifecycle_dialog::LifecycleDialog;
use crate::ui::form::merge_with::MergeWithDialog;
use crate::ui::form::record_dialog::RecordDialog;
use crate::ui::words::concepts::quoted;
use crate::ui::words::vocabulary::{in_language, said};
use crate::ui::{show, words};

use super::columns;
use crate::ui::words::vocabulary::spoken;

/// The badges beside the name.
pub(super) fn badges(crm: Crm, record: RecordRef) -> AnyView {
    let badges = move || crm.read_all(|workspace| badges_in(workspace, record));
    (move || badges().into_iter().map(|(label, tone)| view! { <Badge label tone /> }).collect_view()).into_any()
}

/// The badges of a record in a workspace.
pub(super) fn badges_in(workspace: &Workspace, record: RecordRef) -> Vec<(String, Tone)> {
    let Some(found) = workspace.find(record) else { return Vec::new() };
    let keys: &[&str] = match record.collection {
        Collection::Account => &["lifecycle"],
        Collection::Lead => &["status", "rating"],
        Collection::Opportunity => &["stage"],
        Collection::Activity => &["kind"],
        _ => &[],
    };
    let badge = |key: &&str| {
        let cell = columns::cell(workspace, found, key);
        (!cell.text.is_empty()).then(|| (cell.text, columns::tone(workspace, found, key).unwrap_or_default()))
    };
    let mut badges: Vec<(String, Tone)> = keys.iter().filter_map(badge).collect();
    badges.extend(derived_badges(workspace, found));
    if !found.is_live() {
        badges.push((spoken("In Trash").to_owned(), Tone::Warn));
    }
    badges
}

/// What follows from other fields or other records.
fn derived_badges(workspace: &Workspace, record: &Record) -> Vec<(String, Tone)> {
    let mut badges = Vec::new();
    match record {
        Record::Account(account) => {
            if let Some(since) = account.customer_since {
                badges.push((said!("since {}", format::day(since)), Tone::Neutral));
            }
            if !account.is_buyer() {
                badges.push((spoken("Not a buyer").to_owned(), Tone::Neutral));
            }
        }
        Record::Contact(contact) => {
            let accounts = contact.accounts.iter().filter_map(|role| workspace.live::<Account>(role.account));
            let customer =
                accounts.into_iter().any(|account| account.lifecycle == crate::domain::account::Lifecycle::Customer);
            if customer {
                badges.push((spoken("At a customer").to_owned(), Tone::Good));
            }
            if contact.qualified.is_some() {
                badges.push((spoken("Qualified").to_owned(), Tone::Good));
            }
            if contact.accounts.is_empty() {
                badges.push((spoken("Needs an account").to_owned(), Tone::Warn));
            }
        }
        _ => {}
    }
    badges
}

/// What the person must know before anything else: a converted lead is
/// read-only and says what became of it; a hand-over waits for an answer.
pub(super) fn standing(crm: Crm, record: RecordRef) -> Option<AnyView> {
    let lead = crm.read_all(|workspace| record.id_of::<Lead>().and_then(|id| workspace.get(id)).cloned())?;
    let conversion = lead.conversion.clone()?;
    let links = crm.read_all(|workspace| {
        let named = |target: RecordRef| {
            (
                Route::Record(target).href(),
                words::concepts::singular(target.collection),
                show::record_title(workspace, target),
            )
        };
        conversion.became().map(named).collect::<Vec<_>>()
    });
    let transaction = crm.conversion_of(lead.id);
    let undo = transaction.map(|transaction| {
        view! { <Button label=spoken("Undo conversion") small=true icon=Icon::Undo on_press=Callback::new(move |()| crm.revert(transaction)) /> }
    });
    Some(
        view! {
            <Banner text=converted(&conversion) gravity=Gravity::Info>
                {links
                    .into_iter()
                    .map(|(href, kind, title)| view! { <a href=href>{format!("{kind}: {title}")}</a> })
                    .collect_view()}
                {undo}
            </Banner>
            {hand_over(crm, &lead)}
        }
        .into_any(),
    )
}

/// When a lead was converted, and why although its checklist was not met.
fn converted(conversion: &Conversion) -> String {
    let when = said!("Converted {}. {}", format::date_time(conversion.at), spoken("A converted lead is read-only."));
    if conversion.override_reason.is_empty() {
        when
    } else {
        said!("{} Its checklist was not met: “{}”.", when, conversion.override_reason)
    }
}

/// The hand-over of a conversion: its note, and the receiver's answer.
fn hand_over(crm: Crm, lead: &Lead) -> Option<AnyView> {
    let (id, hand_over) = (lead.id, lead.conversion.as_ref()?.hand_over.clone()?);
    let to = crm.peek(|workspace| show::record_title(workspace, RecordRef::of(hand_over.to)));
    let note = if hand_over.note.is_empty() { String::new() } else { format!(": {}", quoted(&hand_over.note)) };
    let text = match hand_over.answer {
        HandOverAnswer::Waiting => said!("Handed over to {}{}", to, note),
        HandOverAnswer::Accepted => said!("Handed over to {}, who accepted it", to),
        HandOverAnswer::Returned => said!("Handed over to {}, who returned it: “{}”", to, hand_over.answer_note),
    };
    let answerer = Answerer::new(crm);
    let waiting = hand_over.answer == HandOverAnswer::Waiting;
    Some(
        view! {
            <Banner text gravity=Gravity::Info>
                {waiting
                    .then(|| {
                        let accept = Callback::new(move |()| answerer.accept(id));
                        let give_back = Callback::new(move |()| answerer.give_back(id));
                        view! {
                            <Button label=spoken("Accept") small=true variant=Variant::Primary on_press=accept />
                            <Button label=spoken("Return…") small=true on_press=give_back />
                        }
                    })}
            </Banner>
            <AnswererDialog answerer />
        }
        .into_any(),
    )
}

/// Which dialog of the page is open.
#[derive(Clone, Copy, PartialEq)]
enum Open {
    Edit,
    Lifecycle,
    Merge,
}

/// The buttons of a record.
#[component]
pub(super) fn Actions(
    /// Which record.
    record: RecordRef,
) -> impl IntoView {
    let crm = use_crm();
    let open = RwSignal::new(None::<Open>);
    let editable = move || crm.read_all(|workspace| is_editable(workspace, record));
    let convertible = move || record.id_of::<Lead>().filter(|_| editable());
    let live = Memo::new(move |_| crm.read(&[record.collection], |workspace| is_live(workspace, record)));
    let delete = Callback::new(move |()| {
        if crm.perform(&Command::Trash { records: vec![record] }) {
            crm.router.go(&Route::list(record.collection));
        }
    });
    let edit = Callback::new(move |()| open.set(Some(Open::Edit)));
    let convert = Callback::new(move |()| {
        if let Some(lead) = convertible() {
            crm.router.go(&Route::Convert(lead));
        }
    });
    let desk = use_desk();
    desk.offer(Here::Edit, Signal::derive(editable), edit);
    desk.offer(Here::Convert, Signal::derive(move || convertible().is_some()), convert);
    desk.offer(Here::Delete, live, delete);
    let items = Signal::derive(move || {
        let delete = live.get().then_some(delete);
        menu_items(crm, record, open, editable(), delete)
    });
    view! {
        {move || {
            convertible()
                .map(|lead| view! { <LinkButton label=spoken("Convert") href=Route::Convert(lead).href() icon=Icon::ArrowRight variant=Variant::Primary /> })
        }}
        <Show when=editable>
            <Button label=spoken("Edit") icon=Icon::Pencil on_press=edit hint="E" />
        </Show>
        <Menu label=spoken("More") icon=Icon::More icon_only=true items align_end=true />
        {move || {
            let close = move || open.set(None);
            match (open.get(), record.id_of::<Account>()) {
                (Some(Open::Edit), _) => {
                    let on_close = Callback::new(move |_: Option<RecordRef>| close());
                    view! { <RecordDialog collection=record.collection record=Some(record) on_close /> }.into_any()
                }
                (Some(Open::Lifecycle), Some(account)) => view! { <LifecycleDialog account on_close=Callback::new(move |_| close()) /> }.into_any(),
                (Some(Open::Merge), _) => view! { <MergeWithDialog record on_close=Callback::new(move |()| close()) /> }.into_any(),
                _ => ().into_any(),
            }
        }}
    }
    .into_any()
}

/// False for what lies in the Trash and for converted leads.
pub(super) fn is_editable(workspace: &Workspace, record: RecordRef) -> bool {
    let converted = |found: &Record| Lead::from_record(found).is_some_and(Lead::is_converted);
    workspace.find(record).is_some_and(|found| found.is_live() && !converted(found))
}

fn is_live(workspace: &Workspace, record: RecordRef) -> bool {
    workspace.find(record).is_some_and(Record::is_live)
}

fn menu_items(
    crm: Crm,
    record: RecordRef,
    open: RwSignal<Option<Open>>,
    editable: bool,
    delete: Option<Callback<()>>,
) -> Vec<MenuItem> {
    let mut items = Vec::new();
    if record.collection == Collection::Account && editable {
        let ask = Callback::new(move |()| open.set(Some(Open::Lifecycle)));
        items.push(MenuItem::new(spoken("Change prospect or customer…"), ask).icon(Icon::Flag));
    }
    if editable && merge_records::MERGEABLE.contains(&record.collection) {
        let ask = Callback::new(move |()| open.set(Some(Open::Merge)));
        items.push(MenuItem::new(spoken("Merge with another…"), ask).icon(Icon::Merge));
    }
    if editable {
        items.extend(verifications(crm, record));
    }
    items.extend(delete.map(|delete| MenuItem::new(spoken("Delete"), delete).icon(Icon::Trash).danger()));
    items
}

/// The ticks that say a human has looked.
fn verifications(crm: Crm, record: RecordRef) -> Vec<MenuItem> {
    let fields: &[(&'static str, &str)] = match record.collection {
        Collection::Lead => {
            &[("information_verified", spoken("Information verified")), ("intent_verified", spoken("Intent verified"))]
        }
        Collection::Contact => &[("qualified", spoken("Qualified"))],
        _ => &[],
    };
    let item = |(field, label): &(&'static str, &str)| {
        let field = *field;
        let value =
            crm.read(&[record.collection], |workspace| workspace.find(record).and_then(|found| found.get(field)));
        let verified = value.is_some_and(|value| !value.is_null());
        let flip = Callback::new(move |()| {
            crm.perform(&Command::Verify { record, field, verified: !verified });
        });
        MenuItem::new(*label, flip).checked(verified)
    };
    fields.iter().map(item).collect()
}

/// The figures under the heading; for deals the path of stages too.
#[component]
pub(super) fn KeyFigures(
    /// Which record.
    record: RecordRef,
) -> impl IntoView {
    let crm = use_crm();
    let figures = Memo::new(move |_| crm.read_all(|workspace| figures(workspace, record)));
    view! {
        {record.id_of::<Opportunity>().map(stage_path)}
        {move || key_figures(figures.get())}
    }
    .into_any()
}

/// Figures in a line; nothing where there are none.
pub(in crate::ui) fn key_figures(figures: Vec<(String, String)>) -> Option<AnyView> {
    let figure = |(label, value): (String, String)| view! { <div class="key"><dt>{label}</dt><dd>{value}</dd></div> };
    (!figures.is_empty())
        .then(|| view! { <dl class="record-key">{figures.into_iter().map(figure).collect_view()}</dl> }.into_any())
}

/// The figures of a record in a workspace, those without a value left out.
pub(super) fn figures(workspace: &Workspace, record: RecordRef) -> Vec<(String, String)> {
    let Some(found) = workspace.find(record) else { return Vec::new() };
    let keys: &[&str] = match record.collection {
        Collection::Account => &["number", "segment", "industry", "owner"],
        Collection::Contact => &["job_title", "accounts", "emails", "phones", "owner"],
        Collection::Lead => &["company", "source", "qualification", "emails", "phones", "owner"],
        Collection::Opportunity => &["account", "amount", "probability", "expected_close", "owner"],
        Collection::Activity => &["due", "done_at", "priority", "owner"],
        _ => &[],
    };
    let field = |key: &&str| {
        (words::fields::field_label(record.collection, key).to_owned(), columns::cell(workspace, found, key).text)
    };
    let mut figures: Vec<(String, String)> = keys.iter().map(field).collect();
    figures.extend(derived_figures(workspace, record));
    figures.retain(|(_, value)| !value.is_empty());
    figures
}

/// What its deals and activities come to.
fn derived_figures(workspace: &Workspace, record: RecordRef) -> Vec<(String, String)> {
    if record.collection == Collection::Activity {
        return Vec::new();
    }
    let found = overview(workspace, record);
    let sum = |tally: &Tally| if tally.count == 0 { String::new() } else { format::totals(&tally.sum) };
    let touched = found.last_touch.map(|at| format::day(format::local_day(at)));
    let next = found.next.and_then(|next| workspace.get(next));
    let next = next.map(|next| next.due.map_or_else(|| next.title(), format::day));
    [
        (spoken("Won so far"), sum(&found.won)),
        (spoken("Open pipeline"), sum(&found.open)),
        (in_language("Last contact"), touched.unwrap_or_default()),
        (spoken("Next"), next.unwrap_or_default()),
    ]
    .map(|(label, value)| (label.to_owned(), value))
    .to_vec()
}

/// The stages of the deal's pipeline; pressing one moves the deal there.
fn stage_path(deal: Id<Opportunity>) -> AnyView {
    let crm = use_crm();
    let mover = DealMover::new();
    // Made with the page: a step is drawn anew before its move is done.
    let on_done = Callback::new(|_| ());
    let steps = Memo::new(move |_| {
        crm.read_all(|workspace| {
            let Some(deal) = workspace.get(deal) else { return Vec::new() };
            let stages = deal.pipeline.map(|pipeline| workspace.stages(pipeline)).unwrap_or_default();
            let here = stages.iter().position(|stage| Some(stage.id) == deal.stage).unwrap_or_default();
            let step = |(place, stage): (usize, &&Stage)| {
                (stage.id, stage.name.clone(), place == here, place < here && stage.kind == StageKind::Open)
            };
            stages.iter().enumerate().map(step).collect::<Vec<_>>()
        })
    });
    view! {
        <ol class="path" aria-label=spoken("Stages")>
            {move || {
                steps
                    .get()
                    .into_iter()
                    .map(|(stage, name, here, done)| {
                        view! {
                            <li>
                                <button
                                    type="button"
                                    class="path-step"
                                    class:path-step--done=done
                                    aria-current=here.then_some("step")
                                    on:click=move |_| if !here { mover.move_deal(deal, stage, on_done) }
                                >
                                    {name}
                                </button>
                            </li>
                        }
                    })
                    .collect_view()
            }}
        </ol>
        <DealMoverDialogs mover />
    }
    .into_any()
}
