//! Fields that are always open: what is typed is kept when the field is left
//! or Enter is pressed, and Escape takes it back. They show the record as it
//! is, so Undo and other tabs are seen in them at once.

use leptos::prelude::*;
use serde_json::{Map, Value};

use crate::app::crm::Crm;
use crate::domain::command::Command;
use crate::domain::field::{Field as Description, Kind};
use crate::domain::record::RecordRef;
use crate::domain::workflow::Rejection;
use crate::ui::components::field::{Field, FieldIds};
use crate::ui::components::select_field::Choice;
use crate::ui::words::choices::choice_label;
use crate::ui::words::fields::field_label;
use crate::ui::words::sentences::{problem, rejection};
use crate::ui::words::vocabulary::said;

/// A line of text that is kept when it is left.
#[component]
pub(super) fn InlineText(
    /// Its name.
    #[prop(into)]
    label: Signal<String>,
    /// What is kept now.
    #[prop(into)]
    value: Signal<String>,
    /// Keeps what was typed, or says why not.
    keep: Callback<String, Result<(), String>>,
    /// Keeps the label for screen readers only.
    #[prop(optional)]
    label_hidden: bool,
    /// Right-aligned figures.
    #[prop(optional)]
    numeric: bool,
    /// One line below.
    #[prop(optional, into)]
    hint: Option<String>,
) -> impl IntoView {
    let typed = RwSignal::new(None::<String>);
    let error = RwSignal::new(None::<String>);
    let ids = FieldIds::new(hint.as_deref(), error.into());
    let (id, invalid, described_by) = (ids.control.clone(), ids.invalid(), ids.described_by());
    let settle = move || {
        let Some(text) = typed.get_untracked() else { return };
        match keep.run(text) {
            Ok(()) => {
                typed.set(None);
                error.set(None);
            }
            Err(sentence) => error.set(Some(sentence)),
        }
    };
    view! {
        <Field label ids hint label_hidden>
            <input
                class="input"
                class:num=numeric
                type="text"
                inputmode=numeric.then_some("numeric")
                autocomplete="off"
                id=id
                aria-invalid=invalid
                aria-describedby=described_by
                prop:value=move || typed.get().unwrap_or_else(|| value.get())
                on:input:target=move |event| typed.set(Some(event.target().value()))
                on:change=move |_| settle()
                on:keydown=move |event| {
                    if event.key() == "Escape" {
                        typed.set(None);
                        error.set(None);
                    }
                }
            />
        </Field>
    }
    .into_any()
}

/// A choice that is kept at once.
#[component]
pub(super) fn InlineSelect(
    /// Its name.
    #[prop(into)]
    label: Signal<String>,
    /// What is kept now.
    #[prop(into)]
    value: Signal<String>,
    /// What can be chosen.
    options: Vec<Choice>,
    /// Keeps what was chosen.
    keep: Callback<String>,
    /// Keeps the label for screen readers only.
    #[prop(optional)]
    label_hidden: bool,
    /// One line below.
    #[prop(optional, into)]
    hint: Option<String>,
) -> impl IntoView {
    let ids = FieldIds::new(hint.as_deref(), Signal::stored(None));
    let (id, described_by) = (ids.control.clone(), ids.described_by());
    let option = move |choice: Choice| {
        let own = choice.value.clone();
        view! {
            <option value=choice.value prop:selected=move || value.get() == own>
                {choice.label}
            </option>
        }
    };
    view! {
        <Field label ids hint label_hidden>
            <select
                class="input select"
                id=id
                aria-describedby=described_by
                on:change:target=move |event| keep.run(event.target().value())
            >
                {options.into_iter().map(option).collect_view()}
            </select>
        </Field>
    }
    .into_any()
}

/// The open field for a field of a record, as its kind wants it.
pub(super) fn field_of(crm: Crm, record: RecordRef, field: &'static Description, name: Signal<String>) -> AnyView {
    let label = Signal::derive(move || said!("{} of {}", field_label(record.collection, field.key), name.get()));
    let value = Signal::derive(move || {
        let value = crm.read(&[record.collection], |workspace| workspace.find(record).and_then(|it| it.get(field.key)));
        plain(&value.unwrap_or_default())
    });
    match field.kind {
        Kind::Choice(words) => {
            let options = words.iter().map(|word| Choice::new(*word, choice_label(field.key, word))).collect();
            let keep = Callback::new(move |chosen: String| {
                crm.perform(&edit(record, field.key, Value::from(chosen)));
            });
            view! { <InlineSelect label value options keep label_hidden=true /> }.into_any()
        }
        kind => {
            let numeric = matches!(kind, Kind::Number | Kind::Percent);
            let keep = Callback::new(move |typed: String| keep_field(crm, record, field, &typed));
            view! { <InlineText label value keep label_hidden=true numeric /> }.into_any()
        }
    }
}

/// Keeps what was typed into a field of a record, or says why not.
pub(super) fn keep_field(crm: Crm, record: RecordRef, field: &'static Description, typed: &str) -> Result<(), String> {
    let value = match field.kind {
        Kind::Number | Kind::Percent => {
            let digits = typed.trim().trim_end_matches('%').trim();
            digits.parse::<u64>().map_or_else(|_| Value::from(typed), Value::from)
        }
        _ => Value::from(typed),
    };
    carry_out(crm, &edit(record, field.key, value))
}

/// Carries a command out; `Err` is the sentence to show beside the field.
pub(super) fn carry_out(crm: Crm, command: &Command) -> Result<(), String> {
    crm.execute(command).map(|_| ()).map_err(|refused| {
        crm.peek(|workspace| match &refused {
            Rejection::Invalid(errors) if !errors.is_empty() => {
                let sentences = errors.iter().map(|error| problem(workspace, None, &error.problem));
                sentences.collect::<Vec<_>>().join(". ")
            }
            other => rejection(workspace, other),
        })
    })
}

/// The command that sets one field.
pub(super) fn edit(record: RecordRef, field: &str, value: Value) -> Command {
    Command::Edit { record, fields: Map::from_iter([(field.to_owned(), value)]) }
}

/// A value as it is typed.
fn plain(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}
