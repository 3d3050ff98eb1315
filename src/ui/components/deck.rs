//! A list of cards that are decided one after the other: the arrow keys go from
//! card to card, and when one goes the focus goes to the one in its place.
//!
//! The list is an `ol.deck` with `on:keydown=deck::walk`; each card is an
//! `li.deck-card` with its buttons in `.deck-do`.

use crate::platform::dom;
use leptos::ev;

/// The buttons of a card.
const FIRST: &str = ".deck-do .btn";

/// The arrow keys go to the first button of the card before or after.
pub fn walk(event: ev::KeyboardEvent) {
    let forward = match event.key().as_str() {
        "ArrowDown" => true,
        "ArrowUp" => false,
        _ => return,
    };
    let Some(here) = dom::closest(event.target(), ".deck-card") else { return };
    let beside = if forward { here.next_element_sibling() } else { here.previous_element_sibling() };
    if let Some(button) = beside.and_then(|card| dom::find(&card, FIRST)) {
        event.prevent_default();
        dom::focus(&button);
    }
}

/// The place of the card in which the focus is, from 0.
pub fn place() -> usize {
    let card = dom::active_element().and_then(|button| dom::closest(Some(button.into()), ".deck-card"));
    let mut before = card.and_then(|card| card.previous_element_sibling());
    let mut place = 0;
    while let Some(card) = before {
        place += 1;
        before = card.previous_element_sibling();
    }
    place
}

/// Puts the focus on the card at a place once the page is drawn anew, or on
/// the one before it where there is none. Where no card is left, it goes to
/// whatever is asked for then.
pub fn focus(place: usize, otherwise: impl FnOnce() + 'static) {
    dom::after_render(move || {
        let at = |place: usize| dom::focus_selector(&format!(".deck-card:nth-child({place}) {FIRST}"));
        if !at(place + 1) && !at(place) {
            otherwise();
        }
    });
}
