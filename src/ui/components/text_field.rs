//! One line or several lines of typed text.

use super::{
    field::{Field, FieldIds},
    fresh_id::fresh_id,
};
use crate::platform::dom;
use leptos::prelude::*;

/// What is typed; decides the keyboard on a phone and what the browser helps with.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum TextKind {
    #[default]
    Text,
    /// Of a person or a company: each word begins with a capital on a phone.
    Name,
    Email,
    Tel,
    Url,
    Search,
    Number,
    /// Typed as text, so that "1.200,50" is not refused; a decimal keyboard on a phone.
    Decimal,
    Password,
    Date,
    DateTimeLocal,
}

impl TextKind {
    pub(super) const fn input_type(self) -> &'static str {
        match self {
            // An `email` or `url` input drops the spaces one types, and the caret with them.
            Self::Text | Self::Name | Self::Decimal | Self::Email | Self::Url => "text",
            Self::Tel => "tel",
            Self::Search => "search",
            Self::Number => "number",
            Self::Password => "password",
            Self::Date => "date",
            Self::DateTimeLocal => "datetime-local",
        }
    }

    pub(super) const fn input_mode(self) -> Option<&'static str> {
        match self {
            Self::Decimal => Some("decimal"),
            Self::Email => Some("email"),
            Self::Url => Some("url"),
            _ => None,
        }
    }
}

/// What Enter does in a field, and what a phone writes on that key.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Enter {
    /// What it does in any form: it submits.
    #[default]
    Usual,
    /// It goes on to the next field.
    Next,
    /// It submits, as this is the last field.
    Done,
}

impl Enter {
    const fn hint(self) -> Option<&'static str> {
        match self {
            Self::Usual => None,
            Self::Next => Some("next"),
            Self::Done => Some("done"),
        }
    }
}

/// A one-line field. The value is what is typed, unparsed.
#[component]
pub fn TextField(
    /// The visible name.
    #[prop(into)]
    label: Signal<String>,
    /// What is typed.
    value: RwSignal<String>,
    /// What is typed: text, e-mail, date, …
    #[prop(optional)]
    kind: TextKind,
    /// What Enter does.
    #[prop(optional)]
    enter: Enter,
    /// An example of what to type.
    #[prop(optional, into)]
    placeholder: Option<String>,
    /// One line below, always visible.
    #[prop(optional, into)]
    hint: Option<String>,
    /// What is wrong, if anything.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
    /// Marked as required; the form checks it.
    #[prop(optional)]
    required: bool,
    /// Takes the focus when it appears.
    #[prop(optional)]
    autofocus: bool,
    /// Keeps the label for screen readers only.
    #[prop(optional)]
    label_hidden: bool,
    /// Values offered while typing.
    #[prop(optional, into)]
    suggestions: Option<Signal<Vec<String>>>,
    /// Called with the text at every key press.
    #[prop(optional, into)]
    on_input: Option<Callback<String>>,
    /// Called when the value is settled (Enter or leaving the field).
    #[prop(optional, into)]
    on_settled: Option<Callback<()>>,
) -> impl IntoView {
    let ids = FieldIds::new(hint.as_deref(), error);
    let (invalid, described_by) = (ids.invalid(), ids.described_by());
    let id = ids.control.clone();
    let list_id = suggestions.map(|_| fresh_id("list"));
    if autofocus {
        focus_when_shown(id.clone());
    }
    view! {
        <Field label ids hint required label_hidden>
            <input
                class="input"
                class:num=kind == TextKind::Decimal || kind == TextKind::Number
                id=id
                type=kind.input_type()
                inputmode=kind.input_mode()
                // Records are rarely about oneself.
                autocomplete="off"
                autocapitalize=(kind == TextKind::Name).then_some("words")
                enterkeyhint=enter.hint()
                placeholder=placeholder
                aria-required=required.then_some("true")
                aria-invalid=invalid
                aria-describedby=described_by
                list=list_id.clone()
                prop:value=value
                on:input:target=move |event| {
                    let typed = event.target().value();
                    value.set(typed.clone());
                    if let Some(on_input) = on_input {
                        on_input.run(typed);
                    }
                }
                on:keydown=move |event| {
                    if enter == Enter::Next && event.key() == "Enter" && !event.is_composing() {
                        event.prevent_default();
                        dom::focus_next_field(event.target());
                    }
                }
                on:change=move |_| {
                    if let Some(settled) = on_settled {
                        // A field that is taken away with the focus still tells of its change.
                        settled.try_run(());
                    }
                }
            />
            {suggestions
                .map(|suggestions| {
                    view! {
                        <datalist id=list_id>
                            {move || {
                                suggestions
                                    .get()
                                    .into_iter()
                                    .map(|text| view! { <option value=text></option> })
                                    .collect_view()
                            }}
                        </datalist>
                    }
                })}
        </Field>
    }
    .into_any()
}

/// A field of several lines that grows with its text.
#[component]
pub fn TextArea(
    /// The visible name.
    #[prop(into)]
    label: Signal<String>,
    /// What is typed.
    value: RwSignal<String>,
    /// One line below, always visible.
    #[prop(optional, into)]
    hint: Option<String>,
    /// What is wrong, if anything.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
    /// Marked as required; the form checks it.
    #[prop(optional)]
    required: bool,
) -> impl IntoView {
    let ids = FieldIds::new(hint.as_deref(), error);
    let (invalid, described_by) = (ids.invalid(), ids.described_by());
    let id = ids.control.clone();
    view! {
        <Field label ids hint required>
            <textarea
                class="input"
                id=id
                rows="3"
                aria-required=required.then_some("true")
                aria-invalid=invalid
                aria-describedby=described_by
                prop:value=value
                on:input:target=move |event| value.set(event.target().value())
            ></textarea>
        </Field>
    }
    .into_any()
}

/// The attribute `autofocus` works once per page load; this works each time.
fn focus_when_shown(id: String) {
    dom::after_render(move || {
        dom::focus_id(&id);
    });
}
