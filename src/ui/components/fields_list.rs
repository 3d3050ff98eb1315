//! What a record says, as pairs of a name and a value.

use leptos::prelude::*;

/// A list of [`FieldRow`]s.
#[component]
pub fn FieldsList(
    /// Two pairs beside each other where there is room.
    #[prop(optional)]
    wide: bool,
    /// The rows.
    children: Children,
) -> impl IntoView {
    view! {
        <dl class="fields" class:fields--wide=wide>
            {children()}
        </dl>
    }
    .into_any()
}

/// One pair. With `on_edit` the value is a button that turns it into a field.
#[component]
pub fn FieldRow(
    /// The name.
    #[prop(into)]
    label: String,
    /// Called when the value is pressed.
    #[prop(optional, into)]
    on_edit: Option<Callback<()>>,
    /// Right-aligned figures.
    #[prop(optional)]
    numeric: bool,
    /// The value, or the field while it is edited. With `on_edit` it must hold no
    /// links or buttons.
    children: Children,
) -> impl IntoView {
    let value = match on_edit {
        Some(on_edit) => view! {
            <button
                type="button"
                class="field-edit"
                title=format!("Edit {label}")
                on:click=move |_| on_edit.run(())
            >
                <span class="visually-hidden">"Edit "{label.clone()}": "</span>
                {children()}
            </button>
        }
        .into_any(),
        None => children(),
    };
    view! {
        <div class="field-row">
            <dt>{label}</dt>
            <dd class:num=numeric>{value}</dd>
        </div>
    }
    .into_any()
}
