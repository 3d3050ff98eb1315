//! Lines that want attention: a link with what it is about, and a tick where
//! the thing can be done on the spot.

use super::{
    badge::Tone,
    icon::{Icon, icon},
    page_header::PAGE_TITLE_ID,
};
use crate::platform::dom;
use crate::ui::words::vocabulary::{said, spoken};
use leptos::{html, prelude::*};

/// One line.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct AgendaItem {
    /// Names the line to `on_check`.
    pub id: String,
    /// The link's text.
    pub title: String,
    /// Where it leads.
    pub href: String,
    /// What it is about, muted; may be empty.
    pub detail: String,
    /// A day or a figure at the end of the line; may be empty.
    pub end: String,
    /// Colours the end.
    pub tone: Tone,
}

/// A list of [`AgendaItem`]s. With `on_check` each has a button that ticks it
/// off; once its line is gone, the focus is on the next one.
#[component]
pub fn Agenda(
    /// Top to bottom.
    #[prop(into)]
    items: Signal<Vec<AgendaItem>>,
    /// Called with the id of a line that was ticked off.
    #[prop(optional_no_strip)]
    on_check: Option<Callback<String>>,
) -> impl IntoView {
    let list = NodeRef::<html::Ul>::new();
    let check = on_check.map(|on_check| {
        Callback::new(move |id: String| {
            let place = items.with_untracked(|items| items.iter().position(|item| item.id == id));
            on_check.run(id);
            focus_after(list, place.unwrap_or_default());
        })
    });
    view! {
        <ul class="agenda" role="list" node_ref=list>
            <For each=move || items.get() key=AgendaItem::clone let:item>
                {item_view(item, check)}
            </For>
        </ul>
    }
    .into_any()
}

fn item_view(item: AgendaItem, check: Option<Callback<String>>) -> AnyView {
    let AgendaItem { id, title, href, detail, end, tone } = item;
    let button = check.map(|check| {
        let label = said!("Complete {}", title);
        view! {
            <button
                type="button"
                class="agenda-check"
                title=spoken("Complete")
                aria-label=label
                on:click=move |_| check.run(id.clone())
            >
                {icon(Icon::Check)}
            </button>
        }
    });
    let detail = (!detail.is_empty()).then(|| view! { <span class="agenda-detail">{detail}</span> });
    let end = (!end.is_empty()).then(|| view! { <span class=format!("agenda-end num {}", tone.class())>{end}</span> });
    view! {
        <li class="agenda-item">
            {button} <span class="agenda-text">
                <a class="agenda-title" href=href>
                    {title}
                </a>
                {detail}
            </span> {end}
        </li>
    }
    .into_any()
}

/// The tick of the line that took the place, else the last one, else the
/// heading of the page.
fn focus_after(list: NodeRef<html::Ul>, place: usize) {
    dom::after_render(move || {
        let ticks = list.try_get_untracked().flatten().map(|list| dom::find_all(&list, ".agenda-check"));
        let ticks = ticks.unwrap_or_default();
        match ticks.get(place).or(ticks.last()) {
            Some(tick) => dom::focus(tick),
            None => {
                dom::focus_id(PAGE_TITLE_ID);
            }
        }
    });
}
