//! A word in a coloured pill. The word carries the meaning; the colour repeats it.

use leptos::prelude::*;

/// What a colour says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Tone {
    /// Nothing in particular.
    #[default]
    Neutral,
    /// Belongs to the matter at hand.
    Accent,
    /// Went well.
    Good,
    /// Wants a look.
    Warn,
    /// Went wrong.
    Bad,
}

impl Tone {
    /// The class that sets the colours.
    #[must_use]
    pub const fn class(self) -> &'static str {
        match self {
            Self::Neutral => "tone-neutral",
            Self::Accent => "tone-accent",
            Self::Good => "tone-good",
            Self::Warn => "tone-warn",
            Self::Bad => "tone-bad",
        }
    }
}

/// A word in a pill.
#[component]
pub fn Badge(
    /// The word.
    #[prop(into)]
    label: Signal<String>,
    /// Its colour.
    #[prop(optional, into)]
    tone: Signal<Tone>,
) -> impl IntoView {
    view! { <span class=move || format!("badge {}", tone.get().class())>{label}</span> }.into_any()
}
