//! Where a menu or list of options opens: below its button, or above when there is no room.

use crate::platform::dom::{self, HtmlElement};

const GAP: f64 = 4.0;
const MARGIN: f64 = 8.0;

/// Shows `popup` (an element with the `popover` attribute) beside `anchor`, within the window.
///
/// `align_end` lines up the right edges; `match_width` makes it at least as wide as the anchor.
pub fn open_beside(popup: &HtmlElement, anchor: &HtmlElement, align_end: bool, match_width: bool) {
    let at = dom::box_of(anchor);
    let (window_width, window_height) = dom::window_size();
    let style = popup.style();
    let set = |name: &str, value: f64| {
        style.set_property(name, &format!("{value}px")).ok();
    };
    if match_width {
        set("min-width", at.width);
    }
    let below = window_height - (at.top + at.height) - GAP - MARGIN;
    let above = at.top - GAP - MARGIN;
    set("max-height", below.max(above).max(80.0));
    dom::show_popover(popup);

    let own = dom::box_of(popup);
    let top = if own.height <= below || below >= above {
        at.top + at.height + GAP
    } else {
        (at.top - GAP - own.height).max(MARGIN)
    };
    let wished = if align_end { at.left + at.width - own.width } else { at.left };
    let left = wished.min(window_width - own.width - MARGIN).max(MARGIN);
    set("top", top);
    set("left", left);
}

/// The line of a list of `count` that an arrow leads to from the `active` one, round and
/// round; `None` where the key leads nowhere.
pub fn next_active(key: &str, active: Option<usize>, count: usize) -> Option<usize> {
    let last = count.checked_sub(1)?;
    match key {
        "ArrowDown" => Some(active.map_or(0, |at| if at == last { 0 } else { at + 1 })),
        "ArrowUp" => Some(active.and_then(|at| at.checked_sub(1)).unwrap_or(last)),
        _ => None,
    }
}
