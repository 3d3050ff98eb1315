//! Links to the views of one place, drawn as tabs.

use leptos::prelude::*;

/// One tab.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tab {
    /// Where it leads.
    pub href: String,
    /// Its name.
    pub label: String,
    /// A count or other short figure after the name.
    pub count: Option<String>,
    /// It is the one shown.
    pub current: bool,
}

/// A row of links; the shown one has `aria-current=page`.
#[component]
pub fn Tabs(
    /// Names the group for screen readers.
    #[prop(into)]
    label: String,
    /// The tabs in order.
    #[prop(into)]
    tabs: Signal<Vec<Tab>>,
) -> impl IntoView {
    view! {
        <nav class="tabs" aria-label=label>
            {move || {
                tabs.get()
                    .into_iter()
                    .map(|tab| {
                        view! {
                            <a class="tab" href=tab.href aria-current=tab.current.then_some("page")>
                                {tab.label}
                                {tab
                                    .count
                                    .map(|count| view! { <span class="tab-count">{count}</span> })}
                            </a>
                        }
                    })
                    .collect_view()
            }}
        </nav>
    }
    .into_any()
}
