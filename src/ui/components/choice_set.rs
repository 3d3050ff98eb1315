//! Several of many: checkboxes that look like chips.

use super::{
    field::{FieldGroup, FieldIds},
    select_field::Choice,
};
use leptos::prelude::*;
use std::collections::BTreeSet;

/// A group of chips; each can be on or off.
#[component]
pub fn ChoiceSet(
    /// The visible name of the group.
    #[prop(into)]
    label: Signal<String>,
    /// The values that are on.
    value: RwSignal<BTreeSet<String>>,
    /// What can be chosen.
    #[prop(into)]
    options: Signal<Vec<Choice>>,
    /// One line below, always visible.
    #[prop(optional, into)]
    hint: Option<String>,
    /// What is wrong, if anything.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
) -> impl IntoView {
    let ids = FieldIds::new(hint.as_deref(), error);
    view! {
        <FieldGroup label ids hint>
            <div class="chips">
                {move || { options.get().into_iter().map(|choice| chip(choice, value)).collect_view() }}
            </div>
        </FieldGroup>
    }
    .into_any()
}

fn chip(choice: Choice, value: RwSignal<BTreeSet<String>>) -> AnyView {
    let own = choice.value.clone();
    view! {
        <label class="chip">
            <input
                type="checkbox"
                prop:checked=move || value.with(|value| value.contains(&own))
                on:change:target=move |event| {
                    let on = event.target().checked();
                    value
                        .update(|value| {
                            if on {
                                value.insert(choice.value.clone());
                            } else {
                                value.remove(&choice.value);
                            }
                        });
                }
            />
            <span>{choice.label}</span>
        </label>
    }
    .into_any()
}
