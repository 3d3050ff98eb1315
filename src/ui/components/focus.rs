//! Where the focus goes when what had it comes or goes.

use crate::platform::dom;

/// Moves the focus to the first match of `selector` inside the element with
/// this id, once the page has caught up. Nothing happens where there is none.
pub fn focus_first(id: String, selector: &'static str) {
    dom::after_render(move || {
        if let Some(target) = dom::by_id(&id).and_then(|root| dom::find(&root, selector)) {
            dom::focus(&target);
        }
    });
}

/// The same for the last match.
pub fn focus_last(id: String, selector: &'static str) {
    dom::after_render(move || {
        let found = dom::by_id(&id).and_then(|root| dom::find_all(&root, selector).pop());
        if let Some(target) = found {
            dom::focus(&target);
        }
    });
}
