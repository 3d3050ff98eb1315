//! The fields of a merge, one question each, and what would come of them.

use leptos::prelude::*;
use serde_json::Value;
use uuid::Uuid;

use super::merge::Merge;
use crate::domain::field::is_blank;
use crate::domain::order::InOrder;
use crate::domain::workflow::merge_records::{Manner, MergeField};
use crate::ui::components::fields_list::{FieldRow, FieldsList};
use crate::ui::components::fresh_id::fresh_id;
use crate::ui::components::section::Section;
use crate::ui::form::layout;
use crate::ui::show::value_text;
use crate::ui::words::concepts::in_sentence;
use crate::ui::words::fields::field_label;
use crate::ui::words::vocabulary::{said, spoken};

/// Which record stays.
pub(super) fn survivors(merge: Merge) -> AnyView {
    let name = fresh_id("survivor");
    let option = |id: Uuid| {
        let (title, details) = merge.name(id);
        let checked = Signal::derive(move || merge.survivor.get() == id);
        radio(&name, title, details, checked, move || merge.survivor.set(id))
    };
    let options = merge.ids.with_value(|ids| ids.iter().copied().map(option).collect_view());
    view! {
        <fieldset class="merge-field">
            <legend>{spoken("Which one stays?")}</legend>
            <div class="merge-options">{options}</div>
        </fieldset>
    }
    .into_any()
}

/// A question for each field in which they differ; lists are united unasked.
pub(super) fn fields(merge: Merge) -> AnyView {
    // Drawn anew only where the records change, never while one chooses.
    let asked = Memo::new(move |_| {
        merge.plan.with(|plan| {
            plan.as_ref().map(|plan| plan.fields.iter().map(known).collect::<Vec<_>>()).unwrap_or_default()
        })
    });
    (move || asked.get().into_iter().map(|field| question(merge, &field)).collect_view()).into_any()
}

/// What of a field does not depend on what is chosen.
#[derive(Clone, PartialEq)]
struct Asked {
    key: &'static str,
    united: bool,
    values: Vec<(Uuid, Value)>,
}

fn known(field: &MergeField) -> Asked {
    let mut values = field.values.clone();
    values.order_by_key(|(id, _)| *id);
    Asked { key: field.key, united: field.manner == Manner::United, values }
}

fn question(merge: Merge, field: &Asked) -> AnyView {
    let key = field.key;
    let label = field_label(merge.collection, key);
    let words = move |value: &Value| merge.crm.peek(|workspace| value_text(workspace, merge.collection, key, value));
    if field.united {
        let all = move || {
            let result =
                merge.plan.with(|plan| plan.as_ref().ok().and_then(|plan| plan.record.get(key)).unwrap_or_default());
            said!("All are kept: {}", words(&result))
        };
        return view! {
            <div class="merge-field">
                <p class="merge-legend">{label}</p>
                <p class="muted">{all}</p>
            </div>
        }
        .into_any();
    }
    let name = fresh_id("field");
    let option = |(id, value): &(Uuid, Value)| {
        let (id, said) = (*id, words(value));
        let checked = Signal::derive(move || chosen(merge, key) == Some(id));
        let text = if said.is_empty() { spoken("Empty").to_owned() } else { said };
        let of = said!("from {}", merge.name(id).0);
        radio(&name, text, of, checked, move || merge.taken.update(|taken| taken.extend([(key.to_owned(), id)])))
    };
    let options = merge.ids.with_value(|ids| {
        let in_order = ids.iter().filter_map(|id| field.values.iter().find(|(of, _)| of == id));
        in_order.map(option).collect_view()
    });
    view! {
        <fieldset class="merge-field">
            <legend>{label}</legend>
            <div class="merge-options">{options}</div>
        </fieldset>
    }
    .into_any()
}

/// Whose value a field takes.
fn chosen(merge: Merge, key: &str) -> Option<Uuid> {
    merge.plan.with(|plan| {
        let field = plan.as_ref().ok()?.fields.iter().find(|field| field.key == key)?;
        match field.manner {
            Manner::Chosen(id) => Some(id),
            Manner::United | Manner::Ruled => None,
        }
    })
}

fn radio(name: &str, text: String, detail: String, checked: Signal<bool>, choose: impl Fn() + 'static) -> AnyView {
    view! {
        <label class="match">
            <input type="radio" name=name.to_owned() prop:checked=checked on:change=move |_| choose() />
            <span class="match-name">{text}</span>
            <span class="match-reason">{detail}</span>
        </label>
    }
    .into_any()
}

/// The record that would come of it.
pub(super) fn result(merge: Merge) -> AnyView {
    let rows = Memo::new(move |_| {
        merge.plan.with(|plan| {
            let Ok(plan) = plan else { return Vec::new() };
            let collection = merge.collection;
            let keys = layout::groups(collection).iter().flat_map(|group| group.keys).copied();
            let row = |key: &'static str| {
                let value = plan.record.get(key).filter(|value| !is_blank(value))?;
                let text = merge.crm.peek(|workspace| value_text(workspace, collection, key, &value));
                Some((field_label(collection, key), text))
            };
            keys.filter_map(row).collect::<Vec<_>>()
        })
    });
    view! {
        <div class="merge-result">
            <Section title=said!("The {} afterwards", in_sentence(crate::ui::words::concepts::singular(merge.collection)))>
                <FieldsList>
                    {move || rows.get().into_iter().map(|(label, text)| view! { <FieldRow label=label>{text}</FieldRow> }).collect_view()}
                </FieldsList>
            </Section>
        </div>
    }
    .into_any()
}
