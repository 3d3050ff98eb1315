//! A titled part of a page, drawn as a card.

use super::fresh_id::fresh_id;
use leptos::prelude::*;

/// A card with a heading; it is a region of that name.
#[component]
pub fn Section(
    /// The heading.
    #[prop(into)]
    title: Signal<String>,
    /// Its heading's id, for addresses that lead to it; one can go there by focus then.
    #[prop(optional)]
    anchor: Option<&'static str>,
    /// A count or other short figure after the heading.
    #[prop(optional, into)]
    count: Signal<Option<String>>,
    /// Buttons at the end of the heading's line.
    #[prop(optional, into)]
    actions: Option<ViewFn>,
    /// What it holds.
    children: Children,
) -> impl IntoView {
    let id = anchor.map_or_else(|| fresh_id("section"), str::to_owned);
    let labelled_by = id.clone();
    view! {
        <section class="card" aria-labelledby=labelled_by>
            <header class="card-head">
                <h2 id=id tabindex=anchor.map(|_| "-1")>{title}</h2>
                {move || count.get().map(|count| view! { <span class="card-count">{count}</span> })}
                {actions.map(|actions| view! { <div class="card-actions">{actions.run()}</div> })}
            </header>
            <div class="card-body">{children()}</div>
        </section>
    }
    .into_any()
}
