//! One of several, each with a line that explains it: a radio group drawn as a list.

use super::fresh_id::fresh_id;
use leptos::prelude::*;

/// Something that can be chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RadioOption {
    /// Tells it from the others.
    pub value: String,
    /// What it says.
    pub label: String,
    /// What it means.
    pub means: String,
}

/// A radio group below its question. Arrow keys move, as in any radio group.
#[component]
pub fn RadioList(
    /// The question.
    #[prop(into)]
    legend: Signal<String>,
    /// The chosen value.
    value: RwSignal<String>,
    /// What can be chosen.
    options: Signal<Vec<RadioOption>>,
    /// Called after a choice.
    #[prop(optional, into)]
    on_choose: Option<Callback<()>>,
) -> impl IntoView {
    let name = fresh_id("choice");
    view! {
        <fieldset class="radio-list">
            <legend>{legend}</legend>
            <div class="matches">
                {move || {
                    options.get().into_iter().map(|option| line(name.clone(), option, value, on_choose)).collect_view()
                }}
            </div>
        </fieldset>
    }
    .into_any()
}

fn line(name: String, option: RadioOption, value: RwSignal<String>, on_choose: Option<Callback<()>>) -> AnyView {
    let RadioOption { value: own, label, means } = option;
    let chosen = own.clone();
    view! {
        <label class="match">
            <input
                type="radio"
                name=name
                prop:checked=move || value.with(|value| *value == chosen)
                on:change=move |_| {
                    value.set(own.clone());
                    if let Some(on_choose) = on_choose {
                        on_choose.run(());
                    }
                }
            />
            <span class="match-name">{label}</span>
            <span class="match-reason">{means}</span>
        </label>
    }
    .into_any()
}
