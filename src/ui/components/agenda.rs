//! Lines that want attention: a link with what it is about, a tick where the
//! thing can be done on the spot, and buttons for what else can.

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
    /// Names the line to `on_check` and to its buttons.
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

/// A button at the end of each line.
#[derive(Clone, Copy)]
pub struct AgendaAct {
    /// What it does; with the line's title its accessible name.
    pub label: &'static str,
    /// Drawn in place of the label, which is then its tooltip.
    pub icon: Option<Icon>,
    /// Called with the id of the line.
    pub on_press: Callback<String>,
}

/// A list of [`AgendaItem`]s. With `on_check` each has a button that ticks it
/// off. Once a line that something was done with is gone, the focus is on the
/// one that took its place.
#[component]
pub fn Agenda(
    /// Top to bottom.
    #[prop(into)]
    items: Signal<Vec<AgendaItem>>,
    /// Called with the id of a line that was ticked off.
    #[prop(optional_no_strip)]
    on_check: Option<Callback<String>>,
    /// The buttons of each line.
    #[prop(optional)]
    acts: Vec<AgendaAct>,
) -> impl IntoView {
    let list = NodeRef::<html::Ul>::new();
    // The line in which something was done last, and where it stood.
    let acted = StoredValue::new(None::<(usize, String)>);
    let noting = move |act: Callback<String>| {
        Callback::new(move |id: String| {
            let place = items.with_untracked(|items| items.iter().position(|item| item.id == id));
            acted.set_value(Some((place.unwrap_or_default(), id.clone())));
            act.run(id);
            if let Some(Some((place, _))) = acted.try_get_value() {
                focus_after(list, place);
            }
        })
    };
    let check = on_check.map(noting);
    let acts: Vec<AgendaAct> =
        acts.into_iter().map(|act| AgendaAct { on_press: noting(act.on_press), ..act }).collect();
    // A dialog may have come first.
    Effect::new(move |_| {
        let Some((place, id)) = acted.get_value() else {
            items.track();
            return;
        };
        if items.with(|items| items.iter().all(|item| item.id != id)) {
            acted.set_value(None);
            focus_after(list, place);
        }
    });
    on_cleanup(move || {
        if let Some(Some((place, _))) = acted.try_get_value() {
            focus_after(list, place);
        }
    });
    view! {
        <ul class="agenda" role="list" node_ref=list>
            <For each=move || items.get() key=AgendaItem::clone let:item>
                {item_view(item, check, &acts)}
            </For>
        </ul>
    }
    .into_any()
}

fn item_view(item: AgendaItem, check: Option<Callback<String>>, acts: &[AgendaAct]) -> AnyView {
    let AgendaItem { id, title, href, detail, end, tone } = item;
    let button = |class: &'static str, label: &'static str, name: String, drawn: AnyView, act: Callback<String>| {
        let id = id.clone();
        view! {
            <button type="button" class=class title=label aria-label=name on:click=move |_| act.run(id.clone())>
                {drawn}
            </button>
        }
        .into_any()
    };
    let check = check.map(|check| {
        let label = spoken("Complete");
        button("agenda-check", label, said!("Complete {}", title), icon(Icon::Check).into_any(), check)
    });
    let worded = acts.iter().any(|act| act.icon.is_none());
    let act_view = |act: &AgendaAct| {
        let (class, drawn) = match act.icon {
            Some(drawing) => ("btn btn--ghost btn--icon btn--small", icon(drawing).into_any()),
            None => ("btn btn--small", act.label.into_any()),
        };
        button(class, act.label, format!("{}: {title}", act.label), drawn, act.on_press)
    };
    let acts: Vec<AnyView> = acts.iter().map(act_view).collect();
    let acts = (!acts.is_empty()).then(|| view! { <span class="agenda-acts">{acts}</span> });
    let detail = (!detail.is_empty()).then(|| view! { <span class="agenda-detail">{detail}</span> });
    let end = (!end.is_empty()).then(|| view! { <span class=format!("agenda-end num {}", tone.class())>{end}</span> });
    view! {
        <li class="agenda-item" class:agenda-item--worded=worded>
            {check} <span class="agenda-text">
                <a class="agenda-title" href=href>
                    {title.clone()}
                </a>
                {detail}
            </span> {end} {acts}
        </li>
    }
    .into_any()
}

/// Where the focus has gone with its line: the first button of the line that
/// took the place, else of the last one, else the heading of the page.
fn focus_after(list: NodeRef<html::Ul>, place: usize) {
    dom::after_render(move || {
        if dom::dialog_is_open() || dom::active_element().is_some() {
            return;
        }
        let lines = list.try_get_untracked().flatten().map(|list| dom::find_all(&list, ".agenda-item"));
        let lines = lines.unwrap_or_default();
        match lines.get(place).or(lines.last()).and_then(|line| dom::find(line, "button")) {
            Some(button) => dom::focus(&button),
            None => {
                dom::focus_id(PAGE_TITLE_ID);
            }
        }
    });
}
