//! One group of records that may be one, and one lead that is known already.

use leptos::prelude::*;

use crate::app::crm::Crm;
use crate::app::route::Route;
use crate::domain::command::Command;
use crate::domain::duplicates::{Group, Pair};
use crate::domain::id::Id;
use crate::domain::matching::Reason;
use crate::domain::record::RecordRef;
use crate::domain::workspace::Workspace;
use crate::ui::components::button::{Button, LinkButton, Variant};
use crate::ui::components::deck;
use crate::ui::record::columns;
use crate::ui::show::{dotted, record_title};
use crate::ui::words::matches;
use crate::ui::words::vocabulary::{said, spoken};

/// How many records and pairs of a group are named.
const NAMED: usize = 5;

/// A group: its records, why, and what to do.
pub(super) fn card(crm: Crm, group: &Group) -> AnyView {
    let records = group.records.clone();
    let apart = records.clone();
    let merge = Route::merge(&records, true).href();
    let more = records.len().saturating_sub(NAMED);
    let why: Vec<String> = crm.peek(|workspace| {
        group.pairs.iter().take(NAMED).map(|pair| told(workspace, pair, records.len() > 2)).collect()
    });
    let not_one = Callback::new(move |()| {
        let records = apart.clone();
        let place = deck::place();
        if crm.perform(&Command::Distinguish { records }) {
            deck::focus(place, crate::app::arrival::focus_main);
        }
    });
    view! {
        <li class="deck-card">
            <ul class="duplicate-records">
                {records.iter().take(NAMED).map(|record| line(crm, *record)).collect_view()}
                {(more > 0).then(|| view! { <li class="muted">{said!("and {} more", more)}</li> })}
            </ul>
            <ul class="duplicate-why">{why.into_iter().map(|why| view! { <li>{why}</li> }).collect_view()}</ul>
            <div class="deck-do">
                <LinkButton label=spoken("Merge…") href=merge variant=Variant::Primary small=true />
                <Button label=spoken("Not duplicates") on_press=not_one small=true />
            </div>
        </li>
    }
    .into_any()
}

/// A lead with the contact or account that it is already.
pub(super) fn known(crm: Crm, pair: &Pair) -> AnyView {
    let why = crm.peek(|workspace| told(workspace, pair, false));
    let lead = Id::new(pair.one.id);
    view! {
        <li class="deck-card">
            <ul class="duplicate-records">{line(crm, pair.one)} {line(crm, pair.other)}</ul>
            <ul class="duplicate-why"><li>{why}</li></ul>
            <div class="deck-do">
                <LinkButton label=spoken("Convert…") href=Route::Convert(lead).href() variant=Variant::Primary small=true />
            </div>
        </li>
    }
    .into_any()
}

/// A record by its name and what else tells it from its like.
fn line(crm: Crm, record: RecordRef) -> AnyView {
    let (title, details) = crm.peek(|workspace| (record_title(workspace, record), details(workspace, record)));
    view! {
        <li>
            <a href=Route::Record(record).href()>{title}</a>
            <span class="muted">{details}</span>
        </li>
    }
    .into_any()
}

/// What tells a record from others of its name.
pub(super) fn details(workspace: &Workspace, record: RecordRef) -> String {
    let Some(found) = workspace.find(record) else { return String::new() };
    let cell = |key: &&str| columns::cell(workspace, found, key).text;
    let texts = ["number", "company", "accounts", "job_title", "emails", "phones"].iter().map(cell);
    dotted(texts)
}

/// Why two records may be one: with their names where there are others.
fn told(workspace: &Workspace, pair: &Pair, named: bool) -> String {
    let reason = |reason: &Reason| matches::reason(workspace, reason);
    let mut why = pair.reasons.iter().map(reason).collect::<Vec<_>>().join(", ");
    if named {
        let title = |record| record_title(workspace, record);
        return said!("{} and {}: {}", title(pair.one), title(pair.other), why);
    }
    if let Some(first) = why.get(..1).map(str::to_uppercase) {
        why.replace_range(..1, &first);
    }
    why
}
