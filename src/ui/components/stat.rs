//! One number with its name.

use leptos::prelude::*;

/// A name, a number and a line that puts the number in proportion.
#[component]
pub fn Stat(
    /// What is counted.
    #[prop(into)]
    label: Signal<String>,
    /// The number, formatted.
    #[prop(into)]
    value: Signal<String>,
    /// A smaller line below.
    #[prop(optional, into)]
    sub: Signal<Option<String>>,
    /// Makes the whole tile a link.
    #[prop(optional, into)]
    href: Option<String>,
) -> impl IntoView {
    let body = view! {
        <span class="stat-label">{label}</span>
        <span class="stat-value num">{value}</span>
        {move || sub.get().map(|sub| view! { <span class="stat-sub">{sub}</span> })}
    };
    match href {
        Some(href) => view! {
            <a class="stat" href=href>
                {body}
            </a>
        }
        .into_any(),
        None => view! { <div class="stat">{body}</div> }.into_any(),
    }
}
