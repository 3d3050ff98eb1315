//! A page that has nothing to show: why, and where to go instead.

use super::button::LinkButton;
use super::empty_state::EmptyState;
use super::icon::Icon;
use super::page_header::PageHeader;
use leptos::prelude::*;

/// A page with a heading, what is the matter, and one way on.
#[component]
pub fn EmptyPage(
    /// The heading of the page.
    heading: &'static str,
    /// The drawing.
    icon: Icon,
    /// What is the matter.
    title: &'static str,
    /// Why it may be so.
    #[prop(into)]
    text: String,
    /// What the link says.
    #[prop(into)]
    way_on: String,
    /// Where it leads.
    href: String,
) -> impl IntoView {
    view! {
        <div class="page">
            <PageHeader title=heading />
            <EmptyState icon title text>
                <LinkButton label=way_on href />
            </EmptyState>
        </div>
    }
    .into_any()
}
