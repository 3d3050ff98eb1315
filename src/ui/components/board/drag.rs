//! Dragging: what is held, where it is, and what it is held above.

use std::time::Duration;

use crate::platform::dom::{self, Box2d, Element};
use leptos::{ev, html, prelude::*};
use uuid::Uuid;

use super::keys::card_at;

/// How far the pointer moves before a press is a drag, in pixels.
const THRESHOLD: i32 = 5;
/// How near to the edge the board scrolls, and how far in each step.
const EDGE: f64 = 48.0;
const STEP: i32 = 14;
const EVERY: Duration = Duration::from_millis(16);

/// A card under the pointer.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Held {
    pub card: Uuid,
    pub column: Uuid,
    /// Where the card was.
    pub at: Box2d,
    /// Where the pointer went down.
    from: (i32, i32),
    /// False while the pointer is down but has not moved far enough.
    moving: bool,
}

#[derive(Clone, Copy)]
pub(super) struct Drag {
    held: RwSignal<Option<Held>>,
    /// How far the card is from where it was.
    pub shift: RwSignal<(f64, f64)>,
    /// The column it is held above.
    pub over: RwSignal<Option<Uuid>>,
    pointer: StoredValue<(i32, i32)>,
    /// A drag has just ended: the click that follows is not a press on a link.
    dropped: StoredValue<bool>,
    scrolling: StoredValue<Option<IntervalHandle>>,
    board: NodeRef<html::Div>,
}

impl Drag {
    pub(super) fn new(board: NodeRef<html::Div>) -> Self {
        Self {
            held: RwSignal::new(None),
            shift: RwSignal::new((0.0, 0.0)),
            over: RwSignal::new(None),
            pointer: StoredValue::new((0, 0)),
            dropped: StoredValue::new(false),
            scrolling: StoredValue::new(None),
            board,
        }
    }

    pub(super) fn is_moving(self) -> bool {
        self.held.try_with(|held| held.as_ref().is_some_and(|held| held.moving)).unwrap_or(false)
    }

    pub(super) fn holds(self, card: Uuid) -> bool {
        self.held.with(|held| held.as_ref().is_some_and(|held| held.moving && held.card == card))
    }

    /// The card that follows the pointer.
    pub(super) fn held(self) -> Option<Held> {
        self.held.get().filter(|held| held.moving)
    }

    pub(super) fn begin(self, event: &ev::PointerEvent) {
        self.dropped.set_value(false);
        let on_grip = dom::closest(event.target(), ".board-grip").is_some();
        let on_button = dom::closest(event.target(), "button").is_some();
        if event.button() != 0 || on_button || (event.pointer_type() == "touch" && !on_grip) {
            return;
        }
        let Some((card, column)) = card_at(event.target()) else { return };
        let at = dom::closest(event.target(), "[data-card]").map(|card| dom::box_of(&card)).unwrap_or_default();
        let from = (event.client_x(), event.client_y());
        self.held.set(Some(Held { card, column, at, from, moving: false }));
    }

    pub(super) fn moved(self, event: &ev::PointerEvent) {
        let Some(held) = self.held.get_untracked() else { return };
        let (x, y) = (event.client_x(), event.client_y());
        let (from_x, from_y) = held.from;
        if !held.moving {
            if (x - from_x).abs().max((y - from_y).abs()) < THRESHOLD {
                return;
            }
            // The board keeps the pointer: the card itself may leave the page while columns scroll.
            if let Some(board) = self.board.get_untracked() {
                board.set_pointer_capture(event.pointer_id()).ok();
            }
            self.held.set(Some(Held { moving: true, ..held }));
            self.scrolling.set_value(set_interval_with_handle(move || self.scroll_near_edge(), EVERY).ok());
        }
        event.prevent_default();
        self.pointer.set_value((x, y));
        self.shift.set((f64::from(x - from_x), f64::from(y - from_y)));
        self.look_below();
    }

    fn look_below(self) {
        let (x, y) = self.pointer.get_value();
        let over = dom::element_at(x, y).and_then(|at| column_of(&at));
        if self.over.with_untracked(|now| *now != over) {
            self.over.set(over);
        }
    }

    /// Columns beyond the edge come into view while a card is held there.
    fn scroll_near_edge(self) {
        let (Some(board), Some((x, _))) = (self.board.try_get_untracked().flatten(), self.pointer.try_get_value())
        else {
            return;
        };
        let at = dom::box_of(&board);
        let step = if f64::from(x) < at.left + EDGE {
            -STEP
        } else if f64::from(x) > at.left + at.width - EDGE {
            STEP
        } else {
            return;
        };
        board.set_scroll_left(board.scroll_left() + step);
        self.look_below();
    }

    /// Lets go. The card and the column that it goes to, where it goes to another.
    pub(super) fn end(self) -> Option<(Uuid, Uuid)> {
        let held = self.held.get_untracked().filter(|held| held.moving);
        let over = self.over.get_untracked();
        self.stop();
        let held = held?;
        self.dropped.set_value(true);
        over.filter(|column| *column != held.column).map(|column| (held.card, column))
    }

    pub(super) fn stop(self) {
        if let Some(scrolling) = self.scrolling.try_update_value(Option::take).flatten() {
            scrolling.clear();
        }
        if self.held.try_with_untracked(Option::is_some) == Some(true) {
            self.held.set(None);
            self.over.set(None);
            self.shift.set((0.0, 0.0));
        }
    }

    /// True once after a drag.
    pub(super) fn swallows_click(self) -> bool {
        let dropped = self.dropped.get_value();
        self.dropped.set_value(false);
        dropped
    }
}

fn column_of(element: &Element) -> Option<Uuid> {
    element.closest("[data-column]").ok()??.get_attribute("data-column")?.parse().ok()
}
