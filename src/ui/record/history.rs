//! Who changed which field of a record from what to what, and when; and the
//! way to the record as it was.

use chrono::{DateTime, Utc};
use leptos::prelude::*;
use serde_json::{Map, Value};

use crate::app::crm::{Crm, use_crm};
use crate::app::past::known_since;
use crate::app::route::Route;
use crate::domain::as_of::Moment;
use crate::domain::change::{Patch, Transaction, Verb};
use crate::domain::record::{Record, RecordRef};
use crate::domain::workspace::Workspace;
use crate::ui::components::format;
use crate::ui::components::section::Section;
use crate::ui::past::AsOfForm;
use crate::ui::words::vocabulary::{said, spoken};
use crate::ui::{show, words};

/// How many changes are shown at first.
const FIRST: usize = 5;

/// One change of the record.
#[derive(Clone, PartialEq)]
struct Line {
    at: DateTime<Utc>,
    who: Option<String>,
    what: String,
    fields: Vec<String>,
}

/// The changes of a record, newest first.
#[component]
pub(super) fn History(
    /// Which record.
    record: RecordRef,
) -> impl IntoView {
    let crm = use_crm();
    let told = Memo::new(move |_| told(crm, record));
    let changes = Memo::new(move |_| told.with(|(lines, _)| lines.clone()));
    let beginning = Memo::new(move |_| {
        let its_own = told.with(|(_, its_own)| *its_own);
        if its_own { None } else { Some(beginning(crm)) }
    });
    let choose = Callback::new(move |day: String| crm.router.go(&Route::Past(record, day)));
    view! {
        <Section title=spoken("History")>
            <ol class="history">
                {move || changes.get().into_iter().take(FIRST).map(|line| row(record, line)).collect_view()}
            </ol>
            <Show when=move || changes.with(|changes| changes.len() > FIRST)>
                <details class="more-fields">
                    <summary>
                        {move || {
                            let earlier = changes.with(Vec::len).saturating_sub(FIRST);
                            words::counts::count(earlier, "earlier change", "earlier changes")
                        }}
                    </summary>
                    <ol class="history">
                        {move || changes.get().into_iter().skip(FIRST).map(|line| row(record, line)).collect_view()}
                    </ol>
                </details>
            </Show>
            {move || beginning.get().map(|text| view! { <p class="muted history-begins">{text}</p> })}
            <AsOfForm on_choose=choose />
        </Section>
    }
    .into_any()
}

fn row(record: RecordRef, line: Line) -> AnyView {
    let Line { at, who, what, fields } = line;
    let when = format::date_time(at);
    let then = Route::Past(record, Moment::At(at).to_string()).href();
    let stamp = who.map_or_else(|| when.clone(), |who| format!("{who} · {when}"));
    view! {
        <li>
            <p>{what}<span class="muted">" · "{stamp}</span></p>
            {fields.into_iter().map(|field| view! { <p class="muted">{field}</p> }).collect_view()}
            <p>
                <a href=then>{spoken("As it was then")}<span class="visually-hidden">", "{when}</span></a>
            </p>
        </li>
    }
    .into_any()
}

/// The changes of a record, and whether its creation is one of them.
fn told(crm: Crm, record: RecordRef) -> (Vec<Line>, bool) {
    crm.with_session(|session| {
        let workspace = session.workspace();
        let history = session.history_of(record);
        let line = |(transaction, patch): &(&Transaction, &Patch)| Line {
            at: transaction.at,
            who: transaction.by.map(|by| show::record_title(workspace, RecordRef::of(by))),
            what: words::sentences::happened(session.log(), transaction),
            fields: fields(workspace, transaction, patch),
        };
        let its_own = history.iter().any(|(_, patch)| patch.from.is_none());
        (history.iter().map(line).collect(), its_own)
    })
}

/// Since when changes are known, for a record that is older than that.
fn beginning(crm: Crm) -> String {
    if !crm.history_is_read() {
        return spoken("Reading what was done before…").to_owned();
    }
    match known_since(crm) {
        Some(since) => said!("History goes back to {}. What was before is not known.", format::date_time(since)),
        None => spoken("Nothing was changed since this record came here.").to_owned(),
    }
}

/// True for a field that grows whenever another changes, which is shown.
pub(super) fn is_told_by_another(key: &str) -> bool {
    matches!(key, "stage_history" | "evidence")
}

/// What each field was and is.
fn fields(workspace: &Workspace, transaction: &Transaction, patch: &Patch) -> Vec<String> {
    let (Some(from), Some(to)) = (&patch.from, &patch.to) else { return creation(transaction, patch) };
    let blank = patch.collection.blank();
    let keys = patch.keys();
    let known = keys.iter().filter(|key| patch.collection.field(key).is_some() && !is_told_by_another(key));
    let mut lines: Vec<String> = known.map(|key| field(workspace, &blank, key, [from, to])).collect();
    let told = matches!(transaction.label.verb, Verb::Trashed | Verb::Restored);
    if keys.contains("trashed_at") && !told {
        let goes = to.contains_key("trashed_at");
        lines.push(if goes { spoken("Moved to the Trash") } else { spoken("Taken out of the Trash") }.to_owned());
    }
    lines
}

/// That the record came or went, where the label speaks of something else.
fn creation(transaction: &Transaction, patch: &Patch) -> Vec<String> {
    let told = matches!(transaction.label.verb, Verb::Created | Verb::Logged | Verb::Purged);
    match (&patch.from, transaction.reverts) {
        (None, None) if told => Vec::new(),
        (None, None) => vec![spoken("Made by this").to_owned()],
        (None, Some(_)) => vec![spoken("Made again by this").to_owned()],
        (Some(_), _) => vec![spoken("Taken away by this").to_owned()],
    }
}

/// `Stage: Proposal → Negotiation`; a side that is not there is at its default.
fn field(workspace: &Workspace, blank: &Record, key: &str, sides: [&Map<String, Value>; 2]) -> String {
    let collection = blank.collection();
    let label = words::fields::field_label(collection, key);
    let [from, to] = sides.map(|side| {
        let value = side.get(key).cloned().or_else(|| blank.get(key)).unwrap_or_default();
        let text = show::value_text(workspace, collection, key, &value);
        if text.is_empty() { spoken("empty").to_owned() } else { text }
    });
    // What differs may be a kind, a role or an order, which the words leave out.
    if from == to { said!("{} changed", label) } else { format!("{label}: {from} → {to}") }
}
