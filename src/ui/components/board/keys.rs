//! The keyboard's ways on a board: from card to card, and cards from column to column.

use crate::platform::dom::{self, EventTarget};
use crate::ui::components::window::scroll_to_row;
use leptos::{ev, prelude::*};
use uuid::Uuid;

use super::State;

/// The card that an event is about, and its column.
pub(super) fn card_at(target: Option<EventTarget>) -> Option<(Uuid, Uuid)> {
    let id = |selector, name| dom::closest(target.clone(), selector)?.get_attribute(name)?.parse().ok();
    Some((id("[data-card]", "data-card")?, id("[data-column]", "data-column")?))
}

impl State {
    pub(super) fn key(self, event: &ev::KeyboardEvent) {
        // On the menu's button the arrows open the menu.
        let on_link = dom::closest(event.target(), ".board-title").is_some();
        let Some((card, column)) = card_at(event.target()).filter(|_| on_link) else { return };
        let carries = event.shift_key() || event.ctrl_key();
        if event.alt_key() || event.meta_key() {
            return;
        }
        let Some((target, at)) = self.target(card, column, &dom::key_along_lines(event), carries) else { return };
        event.prevent_default();
        match self.on_move {
            Some(on_move) if carries => self.carry(on_move, card, target),
            _ if carries => {}
            _ => self.go_to(target, at),
        }
    }

    /// The column that a key leads to, and the place in it.
    fn target(self, card: Uuid, column: Uuid, key: &str, carries: bool) -> Option<(Uuid, usize)> {
        self.columns.with_untracked(|columns| {
            let here = columns.iter().position(|found| found.id == column)?;
            let cards = &columns.get(here)?.cards;
            let at = cards.iter().position(|found| *found == card)?;
            let last = cards.len().saturating_sub(1);
            match key {
                "ArrowUp" if !carries => Some((column, at.checked_sub(1)?)),
                "ArrowDown" if !carries => Some((column, at + 1)).filter(|(_, at)| *at <= last),
                "Home" if !carries => Some((column, 0)),
                "End" if !carries => Some((column, last)),
                "ArrowLeft" | "ArrowRight" => {
                    let mut beside: Box<dyn Iterator<Item = _>> = match key {
                        "ArrowLeft" => Box::new(columns.iter().take(here).rev()),
                        _ => Box::new(columns.iter().skip(here + 1)),
                    };
                    // The focus goes to the next column that shows a card; a card to the next there is.
                    let next = beside.find(|next| carries || !(next.folded || next.cards.is_empty()))?;
                    Some((next.id, at.min(next.cards.len().saturating_sub(1))))
                }
                _ => None,
            }
        })
    }

    /// The focus to the card at a place of a column, which is scrolled to it; where the column is
    /// folded, to what unfolds it.
    pub(super) fn go_to(self, column: Uuid, at: usize) {
        let card = self.columns.with_untracked(|columns| {
            columns.iter().find(|found| found.id == column).and_then(|found| found.cards.get(at).copied())
        });
        self.focused.set(card);
        // First drawn, then scrolled to, then drawn there.
        dom::after_render(move || {
            let Some(board) = self.board.try_get_untracked().flatten() else { return };
            let Some(section) = dom::find(&board, &format!("[data-column='{column}']")) else { return };
            if let Some(list) = dom::find(&section, ".board-cards") {
                let (top, height) = (f64::from(list.scroll_top()), f64::from(list.client_height()));
                if let Some(top) = scroll_to_row(at, top, height, 0.0, self.sizes.get_untracked().card) {
                    dom::scroll_to(&list, top);
                }
            }
            let card = card.and_then(|card| dom::find(&section, &format!("[data-card='{card}'] .board-title")));
            if let Some(target) = card.or_else(|| dom::find(&section, "button")) {
                dom::focus(&target);
            }
        });
    }
}
