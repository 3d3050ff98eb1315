//! One of a few known values, and yes or no.

use super::field::{Field, FieldIds};
use leptos::prelude::*;

/// One value and the words for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// What the form gets.
    pub value: String,
    /// What people read.
    pub label: String,
}

impl Choice {
    /// A choice with this value and these words.
    #[must_use]
    pub fn new(value: impl Into<String>, label: impl Into<String>) -> Self {
        Self { value: value.into(), label: label.into() }
    }
}

/// A native drop-down list.
#[component]
pub fn SelectField(
    /// The visible name.
    #[prop(into)]
    label: Signal<String>,
    /// The value of the chosen option.
    value: RwSignal<String>,
    /// What can be chosen.
    #[prop(into)]
    options: Signal<Vec<Choice>>,
    /// Words for the empty value, offered first; without them there is no empty value.
    #[prop(optional, into)]
    empty: Option<String>,
    /// One line below, always visible.
    #[prop(optional, into)]
    hint: Option<String>,
    /// What is wrong, if anything.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
    /// Marked as required; the form checks it.
    #[prop(optional)]
    required: bool,
    /// No choosing while true.
    #[prop(optional, into)]
    disabled: Signal<bool>,
    /// Keeps the label for screen readers only.
    #[prop(optional)]
    label_hidden: bool,
    /// Called with the new value after a choice.
    #[prop(optional, into)]
    on_choose: Option<Callback<String>>,
) -> impl IntoView {
    let ids = FieldIds::new(hint.as_deref(), error);
    let (invalid, described_by) = (ids.invalid(), ids.described_by());
    let id = ids.control.clone();
    view! {
        <Field label ids hint required label_hidden>
            <select
                class="input select"
                id=id
                aria-required=required.then_some("true")
                aria-invalid=invalid
                aria-describedby=described_by
                disabled=disabled
                on:change:target=move |event| {
                    let chosen = event.target().value();
                    value.set(chosen.clone());
                    if let Some(on_choose) = on_choose {
                        on_choose.try_run(chosen);
                    }
                }
            >
                {empty
                    .map(|empty| {
                        view! {
                            <option value="" prop:selected=move || value.with(String::is_empty)>
                                {empty}
                            </option>
                        }
                    })}
                {move || {
                    options
                        .get()
                        .into_iter()
                        .map(|choice| {
                            let own = choice.value.clone();
                            view! {
                                <option
                                    value=choice.value
                                    prop:selected=move || value.with(|value| *value == own)
                                >
                                    {choice.label}
                                </option>
                            }
                        })
                        .collect_view()
                }}
            </select>
        </Field>
    }
    .into_any()
}

/// A checkbox with its text beside it.
#[component]
pub fn CheckboxField(
    /// The text beside the box.
    #[prop(into)]
    label: Signal<String>,
    /// Whether it is ticked.
    value: RwSignal<bool>,
    /// One line below, always visible.
    #[prop(optional, into)]
    hint: Option<String>,
    /// No ticking while true.
    #[prop(optional, into)]
    disabled: Signal<bool>,
    /// Called with the new value after a press.
    #[prop(optional, into)]
    on_change: Option<Callback<bool>>,
) -> impl IntoView {
    view! {
        <div class="field">
            <label class="check">
                <input
                    type="checkbox"
                    disabled=disabled
                    prop:checked=value
                    on:change:target=move |event| {
                        let ticked = event.target().checked();
                        value.set(ticked);
                        if let Some(on_change) = on_change {
                            on_change.try_run(ticked);
                        }
                    }
                />
                <span>{label}</span>
            </label>
            {hint.filter(|hint| !hint.is_empty()).map(|hint| view! { <p class="field-hint">{hint}</p> })}
        </div>
    }
    .into_any()
}
