//! The fields of a record, in groups, each editable in place.

use leptos::prelude::*;
use serde_json::Value;

use crate::app::crm::use_crm;
use crate::domain::field::is_blank;
use crate::domain::record::{Record, RecordRef};
use crate::domain::sample;
use crate::ui::components::fields_list::{FieldRow, FieldsList};
use crate::ui::components::section::Section;
use crate::ui::form::inline_field::InlineField;
use crate::ui::form::layout::{self, Group};
use crate::ui::words::vocabulary::said;

use super::heading::is_editable;
use crate::ui::words::vocabulary::spoken;

/// The cards of fields.
#[component]
pub(super) fn Fields(
    /// Which record.
    record: RecordRef,
) -> impl IntoView {
    let crm = use_crm();
    // A memo: a field that is being typed in must not be drawn anew for nothing.
    let locked: Signal<bool> = Memo::new(move |_| !crm.read_all(|workspace| is_editable(workspace, record))).into();
    let mut groups = layout::groups(record.collection).iter();
    let essential = groups.next().map(|group| rows(record, group, locked));
    let more = groups.map(|group| more_fields(record, group, locked)).collect_view();
    view! {
        <Section title=spoken("Details")>
            {essential}
            {more}
        </Section>
        {move || others(record)}
    }
    .into_any()
}

fn rows(record: RecordRef, group: &'static Group, locked: Signal<bool>) -> AnyView {
    let rows = group.keys.iter().map(move |key| view! { <InlineField record key=*key disabled=locked /> });
    view! { <FieldsList>{rows.collect_view()}</FieldsList> }.into_any()
}

/// A group behind its heading; open at first where something is filled in.
fn more_fields(record: RecordRef, group: &'static Group, locked: Signal<bool>) -> AnyView {
    let filled = use_crm().peek(|workspace| {
        let found = workspace.find(record);
        let blank = |key: &&str| found.and_then(|found| found.get(key)).is_none_or(|value| is_blank(&value));
        group.keys.iter().any(|key| !blank(key))
    });
    view! {
        <details class="more-fields" open=filled>
            <summary>{spoken(group.title)}</summary>
            {rows(record, group, locked)}
        </details>
    }
    .into_any()
}

/// What an import brought that Relata has no field for, and ids elsewhere.
fn others(record: RecordRef) -> Option<AnyView> {
    let crm = use_crm();
    let rows = crm.read(&[record.collection], |workspace| workspace.find(record).map(other_fields).unwrap_or_default());
    (!rows.is_empty()).then(|| {
        view! {
            <Section title=spoken("From elsewhere")>
                <FieldsList>
                    {rows.into_iter().map(|(label, value)| view! { <FieldRow label=label>{value}</FieldRow> }).collect_view()}
                </FieldsList>
            </Section>
        }
        .into_any()
    })
}

/// The fields that Relata has no name for, then the ids in other systems.
fn other_fields(record: &Record) -> Vec<(String, String)> {
    let entries = |key: &str| match record.get(key) {
        Some(Value::Object(map)) => map.into_iter().collect::<Vec<_>>(),
        _ => Vec::new(),
    };
    let text = |value: Value| match value {
        Value::String(text) => text,
        other => other.to_string(),
    };
    let custom = entries("custom").into_iter().map(|(name, value)| (name, text(value)));
    let ids = entries("external_ids").into_iter().filter(|(system, _)| system != sample::MARK);
    let ids = ids.map(|(system, id)| (said!("Id in {}", system), text(id)));
    custom.chain(ids).collect()
}
