//! Buttons, and links that look like buttons.

use super::icon::Icon;
use leptos::prelude::*;

/// How much a button asks for attention.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Variant {
    /// The one thing to do here.
    Primary,
    /// Anything else.
    #[default]
    Plain,
    /// Quiet: no border until pointed at.
    Ghost,
    /// Destroys something.
    Danger,
}

impl Variant {
    pub(super) const fn class(self) -> &'static str {
        match self {
            Self::Primary => "btn btn--primary",
            Self::Plain => "btn",
            Self::Ghost => "btn btn--ghost",
            Self::Danger => "btn btn--danger",
        }
    }
}

/// A button with a text, and an icon before it if given. It does not submit forms.
#[component]
pub fn Button(
    /// What it does, in one or two words.
    #[prop(into)]
    label: Signal<String>,
    /// Called on press.
    on_press: Callback<()>,
    /// How much it asks for attention.
    #[prop(optional)]
    variant: Variant,
    /// Drawn before the text.
    #[prop(optional, into)]
    icon: Option<Icon>,
    /// No press while true.
    #[prop(optional, into)]
    disabled: Signal<bool>,
    /// Smaller, for rows and cards.
    #[prop(optional)]
    small: bool,
    /// The key that does the same, shown in the tooltip.
    #[prop(optional, into)]
    hint: Option<String>,
) -> impl IntoView {
    view! {
        <button
            type="button"
            class=variant.class()
            class:btn--small=small
            disabled=disabled
            title=hint
            on:click=move |_| on_press.run(())
        >
            {icon.map(super::icon::icon)}
            <span>{label}</span>
        </button>
    }
    .into_any()
}

/// A square button with an icon only; its label is its accessible name and tooltip.
#[component]
pub fn IconButton(
    /// What it does.
    #[prop(into)]
    label: Signal<String>,
    /// The drawing.
    icon: Icon,
    /// Called on press.
    on_press: Callback<()>,
    /// No press while true.
    #[prop(optional, into)]
    disabled: Signal<bool>,
    /// Smaller, for rows and cards.
    #[prop(optional)]
    small: bool,
    /// For buttons that stay down: sets `aria-pressed`.
    #[prop(optional, into)]
    pressed: Option<Signal<bool>>,
) -> impl IntoView {
    view! {
        <button
            type="button"
            class="btn btn--ghost btn--icon"
            class:btn--small=small
            disabled=disabled
            title=label
            aria-label=label
            aria-pressed=pressed.map(|pressed| move || pressed.get().to_string())
            on:click=move |_| on_press.run(())
        >
            {super::icon::icon(icon)}
        </button>
    }
    .into_any()
}

/// A link that looks like a button.
#[component]
pub fn LinkButton(
    /// Where it leads.
    #[prop(into)]
    href: Signal<String>,
    /// What is there.
    #[prop(into)]
    label: Signal<String>,
    /// How much it asks for attention.
    #[prop(optional)]
    variant: Variant,
    /// Drawn before the text.
    #[prop(optional, into)]
    icon: Option<Icon>,
    /// Smaller, for rows and cards.
    #[prop(optional)]
    small: bool,
) -> impl IntoView {
    view! {
        <a class=variant.class() class:btn--small=small href=href>
            {icon.map(super::icon::icon)}
            <span>{label}</span>
        </a>
    }
    .into_any()
}
