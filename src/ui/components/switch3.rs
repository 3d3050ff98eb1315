//! One of two to four, all in sight: a radio group drawn as a segmented switch.

use super::{fresh_id::fresh_id, select_field::Choice};
use leptos::prelude::*;

/// A segmented radio group. Arrow keys move, as in any radio group.
#[component]
pub fn Switch3(
    /// The accessible name of the group.
    #[prop(into)]
    label: String,
    /// The chosen value.
    value: RwSignal<String>,
    /// What can be chosen.
    #[prop(into)]
    options: Signal<Vec<Choice>>,
    /// Called with the new value after a choice.
    #[prop(optional, into)]
    on_choose: Option<Callback<String>>,
    /// Shows the label above the switch.
    #[prop(optional)]
    label_shown: bool,
) -> impl IntoView {
    let name = fresh_id("switch");
    view! {
        <fieldset class="switch">
            <legend class="field-label" class:visually-hidden=!label_shown>
                {label}
            </legend>
            <div class="switch-track">
                {move || {
                    options
                        .get()
                        .into_iter()
                        .map(|choice| option_view(name.clone(), choice, value, on_choose))
                        .collect_view()
                }}
            </div>
        </fieldset>
    }
    .into_any()
}

fn option_view(name: String, choice: Choice, value: RwSignal<String>, on_choose: Option<Callback<String>>) -> AnyView {
    let own = choice.value.clone();
    view! {
        <label class="switch-option">
            <input
                type="radio"
                name=name
                value=choice.value.clone()
                prop:checked=move || value.with(|value| *value == own)
                on:change=move |_| {
                    value.set(choice.value.clone());
                    if let Some(on_choose) = on_choose {
                        on_choose.run(choice.value.clone());
                    }
                }
            />
            <span>{choice.label}</span>
        </label>
    }
    .into_any()
}
