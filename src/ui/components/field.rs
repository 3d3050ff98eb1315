//! What every field has: a label, a hint, a mark when required, and an error beside it.

use super::{
    fresh_id::fresh_id,
    icon::{Icon, icon},
};
use crate::platform::dom;
use leptos::prelude::*;

/// The ids of one field and what its control must say about itself.
#[derive(Clone)]
pub struct FieldIds {
    /// Of the control.
    pub control: String,
    hint: Option<String>,
    error_id: String,
    error: Signal<Option<String>>,
}

impl FieldIds {
    /// Ids for a field that has this hint (if any; an empty one is none) and this error.
    #[must_use]
    pub fn new(hint: Option<&str>, error: Signal<Option<String>>) -> Self {
        let control = fresh_id("field");
        Self { hint: hint.map(|_| format!("{control}-hint")), error_id: format!("{control}-error"), control, error }
    }

    /// For `aria-invalid`.
    #[must_use]
    pub fn invalid(&self) -> Signal<Option<&'static str>> {
        let error = self.error;
        Signal::derive(move || error.with(|error| error.as_ref().map(|_| "true")))
    }

    /// For `aria-describedby`: the hint, and the error while there is one.
    #[must_use]
    pub fn described_by(&self) -> Signal<Option<String>> {
        let (hint, error_id, error) = (self.hint.clone(), self.error_id.clone(), self.error);
        Signal::derive(move || {
            let error_id = error.with(|error| error.as_ref().map(|_| error_id.clone()));
            match (hint.clone(), error_id) {
                (Some(hint), Some(error)) => Some(format!("{hint} {error}")),
                (hint, error) => hint.or(error),
            }
        })
    }
}

/// Label, control, hint and error of one field, stacked.
///
/// A control of one's own goes in as the child, with `id`, `aria-invalid` and
/// `aria-describedby` taken from the same [`FieldIds`].
#[component]
pub fn Field(
    /// The visible name.
    #[prop(into)]
    label: Signal<String>,
    /// Ids shared with the control.
    ids: FieldIds,
    /// One line below, always visible.
    #[prop(optional_no_strip)]
    hint: Option<String>,
    /// Marks the label.
    #[prop(optional)]
    required: bool,
    /// Keeps the label for screen readers only.
    #[prop(optional)]
    label_hidden: bool,
    /// The control.
    children: Children,
) -> impl IntoView {
    let FieldIds { control, hint: hint_id, error_id, error } = ids;
    view! {
        <div class="field" class:field--invalid=move || error.with(Option::is_some)>
            <label class="field-label" class:visually-hidden=label_hidden for=control>
                {label}
                {required
                    .then(|| {
                        view! {
                            <span class="field-required" aria-hidden="true">
                                "*"
                            </span>
                        }
                    })}
            </label>
            {children()}
            {hint
                .filter(|hint| !hint.is_empty())
                .map(|hint| {
                    view! {
                        <p class="field-hint" id=hint_id>
                            {hint}
                        </p>
                    }
                })}
            {error_line(error_id, error)}
        </div>
    }
    .into_any()
}

/// The same for a group of controls: a `fieldset` with a legend.
#[component]
pub fn FieldGroup(
    /// The visible name.
    #[prop(into)]
    label: Signal<String>,
    /// Ids shared with the controls.
    ids: FieldIds,
    /// One line below, always visible.
    #[prop(optional_no_strip)]
    hint: Option<String>,
    /// The controls.
    children: Children,
) -> impl IntoView {
    let described_by = ids.described_by();
    let FieldIds { hint: hint_id, error_id, error, .. } = ids;
    view! {
        <fieldset
            class="field"
            class:field--invalid=move || error.with(Option::is_some)
            aria-describedby=described_by
        >
            <legend class="field-label">{label}</legend>
            {children()}
            {hint
                .filter(|hint| !hint.is_empty())
                .map(|hint| {
                    view! {
                        <p class="field-hint" id=hint_id>
                            {hint}
                        </p>
                    }
                })}
            {error_line(error_id, error)}
        </fieldset>
    }
    .into_any()
}

fn error_line(id: String, error: Signal<Option<String>>) -> AnyView {
    view! {
        <p class="field-error" id=id>
            {move || {
                error
                    .get()
                    .map(|text| view! { {icon(Icon::Warning)} <span>{text}</span> })
            }}
        </p>
    }
    .into_any()
}

/// After a refusal: moves the focus to the first field with an error inside the
/// element with this id, once the error is shown.
pub fn focus_first_invalid(id: &str) {
    let id = id.to_owned();
    dom::after_render(move || {
        if let Some(root) = dom::by_id(&id) {
            dom::focus_first_invalid(&root);
        }
    });
}
