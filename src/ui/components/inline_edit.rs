//! A value that turns into a small form where it stands, and back.

use super::button::{Button, Variant};
use super::focus::focus_first;
use super::fresh_id::fresh_id;
use super::icon::{Icon, icon};
use crate::ui::words::vocabulary::{said, spoken};
use leptos::{ev, prelude::*};

/// A value, or the form in its place while `editing`.
///
/// Pressing the value (or its pencil) edits; Enter saves, Escape cancels. The focus goes
/// to the first control and comes back to the value.
#[component]
pub fn InlineEdit(
    /// The field's name, for the button.
    #[prop(into)]
    label: String,
    /// The form is shown. Set by pressing; the page clears it after saving.
    editing: RwSignal<bool>,
    /// The value as it is read.
    value: ViewFn,
    /// The value holds links, so that it cannot be a button itself: a pencil stands beside it.
    #[prop(optional, into)]
    has_links: Signal<bool>,
    /// Only to be read while true. A form that is open stays: nothing typed is lost.
    #[prop(optional, into)]
    disabled: Signal<bool>,
    /// Called before the form appears.
    on_edit: Callback<()>,
    /// Called on Enter and Save.
    on_save: Callback<()>,
    /// The controls.
    form: ViewFn,
) -> impl IntoView {
    let id = fresh_id("inline");
    let place = StoredValue::new(id.clone());
    let (value, form) = (StoredValue::new(value), StoredValue::new(form));
    let label = StoredValue::new(label);
    let edit = Callback::new(move |()| {
        on_edit.run(());
        editing.set(true);
        focus_first(place.get_value(), CONTROL);
    });
    let leave = Callback::new(move |()| {
        editing.set(false);
        focus_first(place.get_value(), ".field-edit");
    });
    let save = Callback::new(move |()| {
        on_save.run(());
        let next = if editing.get_untracked() { "[aria-invalid='true']" } else { ".field-edit" };
        focus_first(place.get_value(), next);
    });
    view! {
        <div class="inline" id=id>
            {move || {
                if editing.get() {
                    form_view(form.with_value(ViewFn::run), save, leave)
                } else if disabled.get() {
                    value.with_value(ViewFn::run)
                } else {
                    value_view(&label.get_value(), value.with_value(ViewFn::run), has_links.get(), edit)
                }
            }}
        </div>
    }
    .into_any()
}

const CONTROL: &str = ":is(input, select, textarea):enabled";

fn value_view(label: &str, value: AnyView, has_links: bool, edit: Callback<()>) -> AnyView {
    let name = said!("Edit {}", label);
    if has_links {
        return view! {
            <div class="inline-value">{value}</div>
            <button
                type="button"
                class="field-edit inline-pencil"
                title=name.clone()
                aria-label=name
                on:click=move |_| edit.run(())
            >
                {icon(Icon::Pencil)}
            </button>
        }
        .into_any();
    }
    let spoken = format!("{name}: ");
    view! {
        <button type="button" class="field-edit" title=name on:click=move |_| edit.run(())>
            <span class="visually-hidden">{spoken}</span>
            {value}
        </button>
    }
    .into_any()
}

fn form_view(controls: AnyView, save: Callback<()>, leave: Callback<()>) -> AnyView {
    let submit = move |event: ev::SubmitEvent| {
        event.prevent_default();
        event.stop_propagation();
        save.run(());
    };
    // A list that is open inside takes Escape first and lets it go no further.
    let key = move |event: ev::KeyboardEvent| {
        let saves = event.key() == "Enter" && (event.ctrl_key() || event.meta_key());
        if event.key() == "Escape" {
            leave.run(());
        } else if saves {
            save.run(());
        } else {
            return;
        }
        event.prevent_default();
        event.stop_propagation();
    };
    view! {
        <form class="inline-form" novalidate on:submit=submit on:keydown=key>
            {controls}
            <div class="inline-actions">
                <button type="submit" class="btn btn--primary btn--small">
                    {spoken("Save")}
                </button>
                <Button label=spoken("Cancel") variant=Variant::Ghost small=true on_press=leave />
            </div>
        </form>
    }
    .into_any()
}
