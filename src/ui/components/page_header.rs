//! The top of every page: where one is, what this is, what can be done.

use crate::ui::words::vocabulary::spoken;
use leptos::prelude::*;

/// Id of the page's `<h1>`, which gets the focus after navigation.
pub const PAGE_TITLE_ID: &str = "page-title";

/// Title, a line that explains the concept, and the page's actions as children.
#[component]
pub fn PageHeader(
    /// The heading.
    #[prop(into)]
    title: Signal<String>,
    /// One line below the heading.
    #[prop(optional, into)]
    concept: Signal<Option<String>>,
    /// Where the concept is explained: address and question.
    #[prop(optional_no_strip)]
    more: Option<(String, String)>,
    /// The places above this one: address and name.
    #[prop(optional)]
    breadcrumb: Vec<(String, String)>,
    /// Beside the heading: badges.
    #[prop(optional, into)]
    beside: Option<ViewFn>,
    /// Buttons, links and menus.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    view! {
        <header class="page-head">
            <div class="page-head-text">
                {(!breadcrumb.is_empty()).then(|| crumbs(breadcrumb))}
                <div class="page-head-title">
                    <h1 id=PAGE_TITLE_ID tabindex="-1">
                        {title}
                    </h1>
                    {beside.map(|beside| beside.run())}
                </div>
                {move || {
                    let more = more.clone().map(|(href, question)| view! { " " <a href=href>{question}</a> });
                    concept.get().map(|line| view! { <p class="page-concept">{line} {more}</p> })
                }}
            </div>
            {children.map(|children| view! { <div class="page-actions">{children()}</div> })}
        </header>
    }
    .into_any()
}

fn crumbs(places: Vec<(String, String)>) -> AnyView {
    view! {
        <nav class="crumbs" aria-label=spoken("Breadcrumb")>
            <ol>
                {places
                    .into_iter()
                    .map(|(href, name)| {
                        view! {
                            <li>
                                <a href=href>{name}</a>
                            </li>
                        }
                    })
                    .collect_view()}
            </ol>
        </nav>
    }
    .into_any()
}
