//! The edge of a heading: dragging it makes the column wider or narrower, with a mouse, a
//! pen or a finger. The keyboard's way is the column's menu.

use leptos::{ev, prelude::*};

use super::column::kept_width;
use super::{Grid, Widths};
use crate::platform::dom;

/// An edge that is dragged.
#[derive(Clone, Copy)]
struct Held {
    /// Where the pointer went down, and how wide the column was then, in CSS pixels.
    from: f64,
    width: f64,
}

impl Grid {
    /// The edge of a column.
    pub(super) fn edge(self, at: usize) -> AnyView {
        let held = StoredValue::new(None::<Held>);
        let down = move |event: ev::PointerEvent| {
            if event.button() != 0 {
                return;
            }
            event.prevent_default();
            if let Some(edge) = dom::closest(event.target(), ".grid-edge") {
                dom::capture_pointer(&edge, event.pointer_id());
            }
            self.dragged.set(Some(self.measured_up_to(at)));
            held.set_value(Some(Held { from: f64::from(event.client_x()), width: self.width_now(at) }));
        };
        let moved = move |event: ev::PointerEvent| {
            let (Some(held), Some(key)) = (held.get_value(), self.column_key(at)) else { return };
            let to_the_right = f64::from(event.client_x()) - held.from;
            // Mirrored, the edge is at the left of its column.
            let wider = if dom::is_mirrored() { -to_the_right } else { to_the_right };
            let width = kept_width(held.width + wider);
            self.dragged.update(|widths| {
                if let Some(widths) = widths {
                    widths.insert(key, width);
                }
            });
        };
        let up = move |_| {
            held.set_value(None);
            if let (Some(on_widths), Some(widths)) = (self.on_widths, self.dragged.get_untracked()) {
                on_widths.run(widths);
            }
            self.dragged.set(None);
        };
        let cancel = move |_| {
            held.set_value(None);
            self.dragged.set(None);
        };
        // Twice: as wide as it comes by itself.
        let forget = move |_| {
            if let (Some(on_widths), Some(key)) = (self.on_widths, self.column_key(at)) {
                let mut widths = self.widths.get_untracked();
                widths.remove(&key);
                on_widths.run(widths);
            }
        };
        view! {
            <span
                class="grid-edge"
                aria-hidden="true"
                on:pointerdown=down
                on:pointermove=moved
                on:pointerup=up
                on:pointercancel=cancel
                on:dblclick=forget
            ></span>
        }
        .into_any()
    }

    /// How wide a column is on screen, in CSS pixels.
    pub(super) fn width_now(self, at: usize) -> f64 {
        let scroller = self.scroller.get_untracked();
        let heading =
            scroller.and_then(|scroller| dom::find(&scroller, &format!(".grid-head > [aria-colindex='{}']", at + 1)));
        heading.map_or(0.0, |heading| dom::box_of(&heading).width)
    }

    /// The chosen widths, and those of the columns before an edge as they are: if these gave
    /// way while it is dragged, the edge would not stay under the pointer.
    fn measured_up_to(self, at: usize) -> Widths {
        let mut widths = self.widths.get_untracked();
        for column in self.first_column()..=at {
            if let Some(key) = self.column_key(column) {
                widths.insert(key, kept_width(self.width_now(column)));
            }
        }
        widths
    }
}
