//! The controls that are one component each.

use std::collections::BTreeSet;

use leptos::prelude::*;

use super::input::FieldInput;
use super::reminder::ReminderNote;
use super::{layout, options};
use crate::app::crm::use_crm;
use crate::domain::activity::Remind;
use crate::domain::field::Kind;
use crate::domain::record::Collection;
use crate::ui::components::choice_set::ChoiceSet;
use crate::ui::components::labelled_list::LabelledList;
use crate::ui::components::select_field::{CheckboxField, Choice, SelectField};
use crate::ui::components::text_field::{TextArea, TextField, TextKind};
use crate::ui::words::choices;
use crate::ui::words::concepts::in_sentence;
use crate::ui::words::fields::field_label;
use crate::ui::words::help::field_hint;
use crate::ui::words::vocabulary::spoken;

type Error = Signal<Option<String>>;

fn words(input: FieldInput) -> (&'static str, &'static str) {
    let key = input.key();
    (field_label(input.collection, key), field_hint(input.collection, key).unwrap_or_default())
}

/// An input, a text area or a drop-down list.
pub(super) fn text_control(input: FieldInput, value: RwSignal<String>, error: Error) -> AnyView {
    let (label, hint) = words(input);
    let required = layout::is_required(input.collection, input.key());
    let kind = match input.field.kind {
        Kind::LongText => return view! { <TextArea label value hint error required /> }.into_any(),
        Kind::Choice(_) | Kind::Reference(_) => return drop_down(input, value, error),
        Kind::Number | Kind::Percent => TextKind::Decimal,
        Kind::Day => TextKind::Date,
        Kind::Instant => TextKind::DateTimeLocal,
        _ => TextKind::Text,
    };
    view! { <TextField label value kind hint error required /> }.into_any()
}

/// When something is announced, and where once there is anything to announce.
pub(super) fn reminder(input: FieldInput, value: RwSignal<String>, error: Error) -> AnyView {
    view! {
        {text_control(input, value, error)}
        {note_on(value)}
    }
    .into_any()
}

/// Where reminders appear, while one is chosen.
pub(super) fn note_on(value: RwSignal<String>) -> AnyView {
    let never = choices::stored(Remind::Never);
    let chosen = Memo::new(move |_| value.with(|value| !value.is_empty() && *value != never));
    view! {
        <Show when=move || chosen.get()>
            <ReminderNote />
        </Show>
    }
    .into_any()
}

/// A list of words or of records in their order.
fn drop_down(input: FieldInput, value: RwSignal<String>, error: Error) -> AnyView {
    let (label, hint) = words(input);
    let crm = use_crm();
    let (collection, key, kind) = (input.collection, input.key(), input.field.kind);
    let loaded = value.get_untracked();
    let choices = Signal::derive(move || match kind {
        Kind::Choice(values) => options::of_words(key, values),
        Kind::Reference(to) => crm.read(&[to], |workspace| options::of_list(workspace, collection, key, to, &loaded)),
        _ => Vec::new(),
    });
    let required = layout::is_required(collection, key);
    if required || !options::may_be_empty(collection, key, kind) {
        view! { <SelectField label value options=choices hint error required /> }.into_any()
    } else {
        view! { <SelectField label value options=choices empty=spoken("Not set") hint error /> }.into_any()
    }
}

pub(super) fn checkbox(label: &'static str, hint: &'static str, value: RwSignal<bool>) -> AnyView {
    view! { <CheckboxField label value hint /> }.into_any()
}

/// Several of an editable list. Nothing where the list is empty.
pub(super) fn chips(input: FieldInput, value: RwSignal<BTreeSet<String>>, error: Error) -> AnyView {
    let (label, hint) = words(input);
    let crm = use_crm();
    let Kind::References(to) = input.field.kind else { return ().into_any() };
    let choices = Signal::derive(move || {
        crm.read(&[to], |workspace| options::of_list(workspace, input.collection, input.key(), to, ""))
    });
    let any = Memo::new(move |_| choices.with(|choices| !choices.is_empty()));
    view! {
        <Show when=move || any.get()>
            <ChoiceSet label value options=choices hint error />
        </Show>
    }
    .into_any()
}

/// Phones, e-mail addresses or web sites.
pub(super) fn labelled_list(input: FieldInput, value: RwSignal<Vec<(String, String)>>, error: Error) -> AnyView {
    let (label, hint) = words(input);
    let kind = match input.field.kind {
        Kind::Emails => TextKind::Email,
        Kind::Phones => TextKind::Tel,
        _ => TextKind::Url,
    };
    let kinds = with_loaded(kinds_of(input.field.kind), value);
    view! { <LabelledList label one=in_sentence(label) value kinds kind hint error /> }.into_any()
}

/// The kinds that are offered; the first is a new row's.
pub(super) fn kinds_of(kind: Kind) -> Vec<Choice> {
    let kinds: &[(&str, &str)] = match kind {
        Kind::Emails => &[("work", spoken("Work")), ("home", spoken("Private")), ("other", spoken("Other"))],
        Kind::Phones => &[
            ("work", spoken("Work")),
            ("mobile", spoken("Mobile")),
            ("home", spoken("Private")),
            ("fax", spoken("Fax")),
            ("other", spoken("Other")),
        ],
        _ => &[
            ("work", spoken("Company")),
            ("home", spoken("Private")),
            ("profile", spoken("Profile")),
            ("other", spoken("Other")),
        ],
    };
    kinds.iter().map(|(value, label)| Choice::new(*value, *label)).collect()
}

/// Kinds that came with an import stay in the list.
fn with_loaded(mut kinds: Vec<Choice>, value: RwSignal<Vec<(String, String)>>) -> Vec<Choice> {
    value.with_untracked(|rows| {
        for (kind, _) in rows {
            if !kinds.iter().any(|known| known.value == *kind) {
                kinds.push(Choice::new(kind.clone(), if kind.is_empty() { spoken("No kind") } else { kind.as_str() }));
            }
        }
    });
    kinds
}

/// The collection of the drop-down list or links of a field, if it has one.
pub(super) const fn collection_of(kind: Kind) -> Option<Collection> {
    match kind {
        Kind::Reference(to) | Kind::References(to) => Some(to),
        _ => None,
    }
}
