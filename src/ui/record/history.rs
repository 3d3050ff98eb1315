//! Who changed which field of a record from what to what, and when.

use leptos::prelude::*;
use serde_json::Value;

use crate::app::crm::use_crm;
use crate::domain::change::{Patch, Transaction};
use crate::domain::record::RecordRef;
use crate::domain::workspace::Workspace;
use crate::ui::components::format;
use crate::ui::components::section::Section;
use crate::ui::{show, words};

/// How many changes are shown at first.
const FIRST: usize = 5;

/// The changes of a record, newest first.
#[component]
pub(super) fn History(
    /// Which record.
    record: RecordRef,
) -> impl IntoView {
    let crm = use_crm();
    let changes = Memo::new(move |_| {
        crm.with_session(|session| {
            let workspace = session.workspace();
            session
                .history_of(record)
                .iter()
                .filter_map(|transaction| line(workspace, transaction, record))
                .collect::<Vec<_>>()
        })
    });
    let row = |(when, what, fields): (String, String, Vec<String>)| {
        view! {
            <li>
                <p>{what}<span class="muted">" · "{when}</span></p>
                {fields.into_iter().map(|field| view! { <p class="muted">{field}</p> }).collect_view()}
            </li>
        }
    };
    view! {
        <Show when=move || changes.with(|changes| !changes.is_empty())>
            <Section title="History">
                <ol class="history">{move || changes.get().into_iter().take(FIRST).map(row).collect_view()}</ol>
                <Show when=move || changes.with(|changes| changes.len() > FIRST)>
                    <details>
                        <summary>{move || format!("{} earlier changes", changes.with(Vec::len).saturating_sub(FIRST))}</summary>
                        <ol class="history">{move || changes.get().into_iter().skip(FIRST).map(row).collect_view()}</ol>
                    </details>
                </Show>
            </Section>
        </Show>
    }
    .into_any()
}

fn line(workspace: &Workspace, transaction: &Transaction, record: RecordRef) -> Option<(String, String, Vec<String>)> {
    let patch = transaction.patches.iter().find(|patch| patch.reference() == record)?;
    let who =
        transaction.by.map(|by| format!("{} · ", show::record_title(workspace, RecordRef::of(by)))).unwrap_or_default();
    let what = words::sentences::done(&transaction.label);
    Some((format!("{who}{}", format::date_time(transaction.at)), what, fields(workspace, patch)))
}

/// What each field was and is; nothing for the creation itself.
fn fields(workspace: &Workspace, patch: &Patch) -> Vec<String> {
    let (Some(from), Some(to)) = (&patch.from, &patch.to) else { return Vec::new() };
    let known = patch.keys().into_iter().filter(|key| patch.collection.field(key).is_some());
    known
        .map(|key| {
            let text = |side: &serde_json::Map<String, Value>| {
                let text = show::value_text(workspace, patch.collection, key, side.get(key).unwrap_or(&Value::Null));
                if text.is_empty() { "empty".to_owned() } else { text }
            };
            format!("{}: {} → {}", words::fields::field_label(patch.collection, key), text(from), text(to))
        })
        .collect()
}
