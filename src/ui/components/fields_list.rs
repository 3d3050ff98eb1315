//! What a record says, as pairs of a name and a value.

use leptos::prelude::*;

/// A list of [`FieldRow`]s.
#[component]
pub fn FieldsList(
    /// The rows.
    children: Children,
) -> impl IntoView {
    view! {
        <dl class="fields">
            {children()}
        </dl>
    }
    .into_any()
}

/// One pair.
#[component]
pub fn FieldRow(
    /// The name.
    #[prop(into)]
    label: String,
    /// Right-aligned figures.
    #[prop(optional)]
    numeric: bool,
    /// The value, or the field while it is edited.
    children: Children,
) -> impl IntoView {
    view! {
        <div class="field-row">
            <dt>{label}</dt>
            <dd class:num=numeric>{children()}</dd>
        </div>
    }
    .into_any()
}
