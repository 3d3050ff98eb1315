//! A sentence across the page or a section that stays until its cause is gone.

use super::icon::{Icon, icon};
use leptos::prelude::*;

/// How serious it is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Gravity {
    /// Good to know.
    #[default]
    Info,
    /// Wants attention.
    Warn,
    /// Something is wrong; announced at once.
    Danger,
}

impl Gravity {
    pub(super) const fn class(self) -> &'static str {
        match self {
            Self::Info => "tone-accent",
            Self::Warn => "tone-warn",
            Self::Danger => "tone-bad",
        }
    }

    pub(super) const fn icon(self) -> Icon {
        match self {
            Self::Info => Icon::Info,
            Self::Warn | Self::Danger => Icon::Warning,
        }
    }
}

/// An inline message; the children are its actions.
#[component]
pub fn Banner(
    /// What is the matter, in one sentence.
    #[prop(into)]
    text: Signal<String>,
    /// How serious it is.
    #[prop(optional)]
    gravity: Gravity,
    /// Buttons and links.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    view! {
        <div
            class=format!("banner {}", gravity.class())
            role=(gravity == Gravity::Danger).then_some("alert")
        >
            {icon(gravity.icon())}
            <p class="banner-text">{text}</p>
            {children.map(|children| view! { <div class="banner-actions">{children()}</div> })}
        </div>
    }
    .into_any()
}
