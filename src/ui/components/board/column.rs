//! A column, and the cards of it that are in view.

use crate::platform::dom;
use crate::ui::components::{
    button::IconButton,
    fresh_id::fresh_id,
    icon::{Icon, icon},
    window::{offset, visible_range},
};
use crate::ui::words::vocabulary::said;
use leptos::prelude::*;
use uuid::Uuid;

use super::drag::Held;
use super::{BoardCard, BoardColumn, MENU_ID, State, move_label};

/// Cards drawn beyond what is in view, above and below.
const OVERSCAN: usize = 3;

pub(super) fn column_view(state: State, id: Uuid) -> AnyView {
    let column =
        Memo::new(move |_| state.columns.with(|columns| columns.iter().find(|column| column.id == id).cloned()));
    let scroll_top = RwSignal::new(0.0);
    let drawn = Memo::new(move |_| {
        column.with(|column| column.as_ref().map(|column| drawn(state, column, scroll_top.get())).unwrap_or_default())
    });
    let count = Memo::new(move |_| column.with(|column| column.as_ref().map_or(0, |column| column.cards.len())));
    let folded = Memo::new(move |_| column.with(|column| column.as_ref().is_some_and(|column| column.folded)));
    let heading = fresh_id("column");
    let (labelled_by, list_labelled_by) = (heading.clone(), heading.clone());
    let tone = move || column.with(|column| column.as_ref().map_or("", |column| column.tone.class()));
    view! {
        <section
            class=move || format!("board-column {}", tone())
            class:board-column--over=move || state.drag.over.get() == Some(id)
            class:board-column--folded=move || folded.get()
            data-column=id.to_string()
            aria-labelledby=labelled_by
        >
            {move || column.get().map(|column| head(state, column, heading.clone()))}
            <div class="board-cards" on:scroll:target=move |event| scroll_top.set(f64::from(event.target().scroll_top()))>
                <ul
                    class="board-list"
                    role="list"
                    aria-labelledby=list_labelled_by
                    style:height=move || format!("{}px", offset(count.get(), state.sizes.get().card))
                >
                    <For each=move || drawn.get() key=|(_, card)| *card let:card>
                        {card_view(state, id, card, drawn, count)}
                    </For>
                </ul>
            </div>
            {move || column.get().filter(|column| !column.folded).and_then(|column| column.foot).map(|(words, href)| {
                view! { <a class="board-foot" href=href>{words}</a> }
            })}
        </section>
    }
    .into_any()
}

fn head(state: State, column: BoardColumn, heading: String) -> AnyView {
    let BoardColumn { id, title, cards, folded, summary, .. } = column;
    let fold = state.on_fold.map(|on_fold| {
        let label = if folded { said!("Unfold {}", title) } else { said!("Fold {}", title) };
        let drawing = if folded { Icon::ChevronRight } else { Icon::ChevronDown };
        view! { <IconButton label icon=drawing small=true on_press=Callback::new(move |()| on_fold.run(id)) /> }
    });
    let sums =
        (!folded).then(|| summary.into_iter().map(|line| view! { <p class="board-sum num">{line}</p> }).collect_view());
    view! {
        <header class="board-head">
            <div class="board-head-top">
                <h2 id=heading>{title} " " <span class="board-count">{crate::ui::components::format::quantity(cards.len())}</span></h2>
                {fold}
            </div>
            {sums}
        </header>
    }
    .into_any()
}

/// Place and id of the cards in view, and of the one that had the focus, so
/// that scrolling it away does not lose the focus.
fn drawn(state: State, column: &BoardColumn, scroll_top: f64) -> Vec<(usize, Uuid)> {
    if column.folded {
        return Vec::new();
    }
    let sizes = state.sizes.get();
    let range = visible_range(scroll_top, sizes.viewport, sizes.card, column.cards.len(), OVERSCAN);
    let focused = state.focused.get();
    let focused = focused.and_then(|focused| column.cards.iter().position(|card| *card == focused));
    let beyond = focused.filter(|at| !range.contains(at));
    let (before, after) = (beyond.filter(|at| *at < range.start), beyond.filter(|at| *at >= range.end));
    let places = before.into_iter().chain(range).chain(after);
    places.filter_map(|at| Some((at, *column.cards.get(at)?))).collect()
}

fn card_view(
    state: State,
    column: Uuid,
    (at, id): (usize, Uuid),
    drawn: Memo<Vec<(usize, Uuid)>>,
    count: Memo<usize>,
) -> AnyView {
    // A card keeps its element when others come or go above it.
    let place = Memo::new(move |before: Option<&usize>| {
        let now = drawn.with(|drawn| drawn.iter().find(|(_, card)| *card == id).map(|(at, _)| *at));
        now.or(before.copied()).unwrap_or(at)
    });
    let card = Memo::new(move |_| state.card.run(id));
    view! {
        <li
            class="board-card"
            class:board-card--held=move || state.drag.holds(id)
            role="listitem"
            aria-posinset=move || (place.get() + 1).to_string()
            aria-setsize=move || count.get().to_string()
            data-card=id.to_string()
            style:transform=move || format!("translateY({}px)", offset(place.get(), state.sizes.get().card))
        >
            {move || card.get().map(|card| {
                let button = state.on_move.is_some().then(|| menu_button(state, (id, column), &card.title));
                content(card, state.on_move.is_some(), button)
            })}
        </li>
    }
    .into_any()
}

fn content(card: BoardCard, movable: bool, button: Option<AnyView>) -> AnyView {
    let BoardCard { title, href, lines, badges, last } = card;
    let badge =
        |(word, tone): (String, super::Tone)| view! { <span class=format!("badge {}", tone.class())>{word}</span> };
    let last = if badges.is_empty() {
        view! { <p class="board-line">{last}</p> }.into_any()
    } else {
        view! { <p class="board-badges">{badges.into_iter().map(badge).collect_view()}</p> }.into_any()
    };
    view! {
        <div class="board-card-top">
            {movable.then(|| view! { <span class="board-grip" aria-hidden="true">{icon(Icon::Grip)}</span> })}
            <a class="board-title" href=href draggable="false" title=title.clone()>{title.clone()}</a>
            {button}
        </div>
        {lines.into_iter().map(|line| view! { <p class="board-line">{line}</p> }).collect_view()}
        {last}
    }
    .into_any()
}

fn menu_button(state: State, of: (Uuid, Uuid), title: &str) -> AnyView {
    let label = move_label(title);
    let open = move || state.menu_of.get() == Some(of) && state.menu.is_open();
    let show = move |target: Option<dom::EventTarget>, last: bool| {
        if let Some(button) = dom::closest(target, "button") {
            state.menu_of.set(Some(of));
            state.menu.show_at(&button, last);
        }
    };
    view! {
        <button
            type="button"
            class="btn btn--ghost btn--icon btn--small"
            aria-haspopup="menu"
            aria-expanded=move || open().to_string()
            aria-controls=MENU_ID
            aria-label=label.clone()
            title=label
            on:pointerdown=move |_| state.menu.press_begins()
            on:click=move |event| if state.menu.press_opens() { show(event.target(), false) }
            on:keydown=move |event| {
                let key = event.key();
                if key == "ArrowDown" || key == "ArrowUp" {
                    event.prevent_default();
                    show(event.target(), key == "ArrowUp");
                }
            }
        >
            {icon(Icon::More)}
        </button>
    }
    .into_any()
}

/// The card that follows the pointer; the one in the column stays, faded.
pub(super) fn ghost(state: State, held: &Held) -> AnyView {
    let card = untrack(|| state.card.run(held.card));
    let px = |value: f64| format!("{value}px");
    let shift = move || {
        let (x, y) = state.drag.shift.get();
        format!("translate({x}px, {y}px)")
    };
    view! {
        <div
            class="board-card board-ghost"
            aria-hidden="true"
            style:left=px(held.at.left)
            style:top=px(held.at.top)
            style:width=px(held.at.width)
            style:transform=shift
        >
            {card.map(|card| content(card, true, None))}
        </div>
    }
    .into_any()
}
