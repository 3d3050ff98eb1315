//! What happened and what is planned, by day.

use super::icon::{Icon, icon};
use leptos::prelude::*;

/// One thing that happened or is planned.
#[derive(Clone)]
pub struct TimelineItem {
    /// The drawing on the line.
    pub icon: Icon,
    /// What it was: text or a link.
    pub title: ViewFn,
    /// Time, person, outcome: one muted line.
    pub meta: String,
    /// Text of several lines; may be empty.
    pub body: String,
    /// Buttons at the end; shown on hover and focus.
    pub actions: Option<ViewFn>,
    /// Still to be done.
    pub open: bool,
}

/// The items of one day.
#[derive(Clone)]
pub struct TimelineDay {
    /// “Today”, “3 March”.
    pub heading: String,
    /// Newest first.
    pub items: Vec<TimelineItem>,
}

/// Days with their items.
#[component]
pub fn Timeline(
    /// Newest first.
    #[prop(into)]
    days: Signal<Vec<TimelineDay>>,
) -> impl IntoView {
    view! { <div class="timeline">{move || days.get().into_iter().map(day_view).collect_view()}</div> }.into_any()
}

fn day_view(day: TimelineDay) -> AnyView {
    view! {
        <h3 class="timeline-day">{day.heading}</h3>
        <ol class="timeline-items">{day.items.into_iter().map(item_view).collect_view()}</ol>
    }
    .into_any()
}

fn item_view(item: TimelineItem) -> AnyView {
    let body = (!item.body.is_empty()).then_some(item.body);
    view! {
        <li class="timeline-item" class:timeline-item--open=item.open>
            <span class="timeline-icon">{icon(item.icon)}</span>
            <div class="timeline-content">
                <p class="timeline-title">{item.title.run()}</p>
                <p class="timeline-meta">{item.meta}</p>
                {body.map(|body| view! { <p class="timeline-body">{body}</p> })}
            </div>
            {item
                .actions
                .map(|actions| view! { <div class="timeline-actions">{actions.run()}</div> })}
        </li>
    }
    .into_any()
}
