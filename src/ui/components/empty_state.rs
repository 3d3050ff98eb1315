//! What a list says when it is empty: what belongs here, and the one next step.

use super::icon::Icon;
use leptos::prelude::*;

/// Teaches the concept and offers what to do next.
#[component]
pub fn EmptyState(
    /// The drawing.
    icon: Icon,
    /// “No leads yet”.
    #[prop(into)]
    title: Signal<String>,
    /// What would be here, and why one would want it.
    #[prop(into)]
    text: Signal<String>,
    /// Buttons and links.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    view! {
        <div class="empty">
            <span class="empty-icon">{super::icon::icon(icon)}</span>
            <p class="empty-title">{title}</p>
            <p class="empty-text">{text}</p>
            {children.map(|children| view! { <div class="empty-actions">{children()}</div> })}
        </div>
    }
    .into_any()
}
