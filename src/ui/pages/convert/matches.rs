//! The existing records that the lead might be already: ranked, each with its
//! reasons; and the way to any other.

use leptos::prelude::*;

use crate::domain::id::Id;
use crate::domain::matching::{Match, Reason, account_matches, contact_matches, opportunity_matches};
use crate::domain::order::InOrder;
use crate::domain::record::{Collection, Record, RecordRef, Stored};
use crate::domain::search::search_in;
use crate::domain::text::{capitalised, fold};
use crate::domain::workspace::Workspace;
use crate::ui::components::badge::{Badge, Tone};
use crate::ui::components::combobox::{ComboOption, Combobox};
use crate::ui::components::fresh_id::fresh_id;
use crate::ui::show;
use crate::ui::words;
use crate::ui::words::concepts::{in_sentence, singular};
use crate::ui::words::counts::joined;
use crate::ui::words::vocabulary::said;

use super::form::Form;
use super::part::{CHOSEN, Part};
use crate::ui::words::vocabulary::spoken;

/// The most matches that are named.
const MOST: usize = 5;
/// The most records that the field for another one offers.
const MOST_OFFERED: usize = 20;

/// A record that might be the one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// The record's id.
    pub id: String,
    /// What it is called.
    pub title: String,
    reasons: String,
    strong: bool,
    in_trash: bool,
}

/// The matches of a part, the likeliest first, and the chosen record if it is
/// not among them.
pub fn candidates(form: Form, part: Part) -> Vec<Candidate> {
    let chosen = part.chosen_ref();
    let (account, contact) = (form.account.chosen_ref(), form.contact.chosen_ref());
    form.crm.read_all(|workspace| {
        let mut found = matches(workspace, form, part.collection, account, contact);
        found.truncate(MOST);
        if let Some(record) = chosen.and_then(|chosen| workspace.find(chosen))
            && !found.iter().any(|known| known.id == record.uuid().to_string())
        {
            found.push(candidate(workspace, record.reference(), &[], false));
        }
        found
    })
}

fn matches(
    workspace: &Workspace,
    form: Form,
    collection: Collection,
    account: Option<RecordRef>,
    contact: Option<RecordRef>,
) -> Vec<Candidate> {
    let Some(lead) = workspace.get(form.lead) else { return Vec::new() };
    match collection {
        Collection::Account => drawn(workspace, &account_matches(workspace, lead)),
        Collection::Contact => drawn(workspace, &contact_matches(workspace, lead)),
        Collection::Opportunity => {
            let accounts: Vec<_> = account.map(|found| Id::new(found.id)).into_iter().collect();
            let contacts: Vec<_> = contact.map(|found| Id::new(found.id)).into_iter().collect();
            drawn(workspace, &opportunity_matches(workspace, &accounts, &contacts))
        }
        _ => Vec::new(),
    }
}

fn drawn<T: Stored>(workspace: &Workspace, found: &[Match<T>]) -> Vec<Candidate> {
    found.iter().map(|it| candidate(workspace, RecordRef::of(it.id), &it.reasons, it.is_strong())).collect()
}

fn candidate(workspace: &Workspace, record: RecordRef, reasons: &[Reason], strong: bool) -> Candidate {
    let reasons: Vec<String> = reasons.iter().map(|reason| words::matches::reason(workspace, reason)).collect();
    Candidate {
        id: record.id.to_string(),
        title: show::record_title(workspace, record),
        reasons: if reasons.is_empty() { spoken("Chosen by you").to_owned() } else { capitalised(&reasons.join(", ")) },
        strong,
        in_trash: workspace.find(record).is_some_and(|record| !record.is_live()),
    }
}

/// The matches as a choice of one, and the field for any other record.
pub fn view(form: Form, part: Part) -> AnyView {
    let found = Memo::new(move |_| candidates(form, part));
    let name = fresh_id("match");
    let noun = in_sentence(singular(part.collection));
    let none = said!("No {} here resembles the {}", noun, spoken("lead"));
    let legend = said!("Which {}", noun);
    view! {
        <fieldset class="matches">
            <legend class="visually-hidden">{legend}</legend>
            <Show
                when=move || found.with(|found| !found.is_empty())
                fallback=move || view! { <p class="muted">{none.clone()}</p> }
            >
                {
                    let name = name.clone();
                    move || {
                        let line = |candidate: Candidate| line(form, part, name.clone(), candidate);
                        found.get().into_iter().map(line).collect_view()
                    }
                }
            </Show>
        </fieldset>
        {another(form, part)}
        {move || restored(form, part)}
    }
    .into_any()
}

fn line(form: Form, part: Part, name: String, candidate: Candidate) -> AnyView {
    let Candidate { id, title, reasons, strong, in_trash } = candidate;
    let (own, shown) = (id.clone(), title.clone());
    let badge = match (in_trash, strong) {
        (true, _) => Some((spoken("In Trash"), Tone::Warn)),
        (false, true) => Some((spoken("Strong match"), Tone::Good)),
        (false, false) => None,
    };
    view! {
        <label class="match">
            <input
                type="radio"
                name=name
                prop:checked=move || part.chosen.with(|chosen| chosen.as_deref() == Some(own.as_str()))
                on:change=move |_| {
                    part.choose(&id, shown.clone());
                    form.fill();
                }
            />
            <span class="match-name">{title}</span>
            {badge.map(|(label, tone)| view! { <Badge label tone /> })}
            <span class="match-reason">{reasons}</span>
        </label>
    }
    .into_any()
}

/// The field that finds any record, those in the Trash included.
fn another(form: Form, part: Part) -> AnyView {
    let crm = form.crm;
    let options = Callback::new(move |typed: String| crm.peek(|workspace| offered(workspace, part.collection, &typed)));
    let refill = Callback::new(move |_: Option<String>| form.fill());
    let label = said!("Choose another {}…", in_sentence(singular(part.collection)));
    let error = form.error(part, CHOSEN);
    view! {
        <Combobox label value=part.chosen text=part.chosen_text options on_choose=refill error placeholder=spoken("Type a name") />
    }
    .into_any()
}

/// What the field for another record offers: live records, then those in the
/// Trash that bear the name.
fn offered(workspace: &Workspace, collection: Collection, typed: &str) -> Vec<ComboOption> {
    let live: Vec<&Record> = if typed.trim().is_empty() {
        let mut all: Vec<&Record> = workspace.records(collection).filter(|record| record.is_live()).collect();
        all.order_by_key(|record| std::cmp::Reverse(record.meta().updated_at));
        all.into_iter().take(MOST_OFFERED).collect()
    } else {
        let hits = search_in(workspace, &[collection], typed, MOST_OFFERED);
        hits.iter().filter_map(|hit| workspace.find(hit.record)).collect()
    };
    let word = fold(typed);
    let trashed = workspace.records(collection).filter(|record| !record.is_live());
    let trashed = trashed.filter(|record| !word.is_empty() && fold(&record.title()).contains(&word)).take(MOST);
    let live = live.into_iter().map(|record| option(workspace, record, detail(workspace, record)));
    live.chain(trashed.map(|record| option(workspace, record, spoken("In Trash: restore and use").to_owned())))
        .collect()
}

fn option(workspace: &Workspace, record: &Record, detail: String) -> ComboOption {
    let label = show::record_title(workspace, record.reference());
    ComboOption { id: record.uuid().to_string(), label, detail }
}

/// What tells namesakes apart.
fn detail(workspace: &Workspace, record: &Record) -> String {
    let title = |reference: RecordRef| workspace.title(reference).unwrap_or_default();
    match record {
        Record::Account(account) => account.number.clone(),
        Record::Contact(contact) => {
            let account = contact.primary_account().map(|id| title(RecordRef::of(id)));
            let email = contact.emails.first().map(|email| email.value.clone());
            joined(&account.or(email).into_iter().collect::<Vec<_>>(), "")
        }
        Record::Opportunity(deal) => deal.account.map(|id| title(RecordRef::of(id))).unwrap_or_default(),
        _ => String::new(),
    }
}

/// Says that a chosen record comes back out of the Trash.
fn restored(form: Form, part: Part) -> Option<AnyView> {
    let record = form.chosen(part).filter(|record| !record.is_live())?;
    let sentence = said!("Restore and use: converting takes {} out of the Trash", record.title());
    Some(view! { <p class="convert-note warn">{sentence}</p> }.into_any())
}
