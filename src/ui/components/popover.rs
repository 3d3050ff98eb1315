//! A panel that a small button opens over the page: help and the like. The
//! browser opens and closes it; Escape and a press outside close it too.

use leptos::prelude::*;

use super::fresh_id::fresh_id;
use super::icon::{Icon, icon as drawing};

/// A square button that opens a panel.
#[component]
pub fn Popover(
    /// What the panel is: the name of the button and of the panel.
    #[prop(into)]
    label: String,
    /// The drawing on the button.
    icon: Icon,
    /// What stands in the panel.
    children: Children,
) -> impl IntoView {
    let id = fresh_id("popover");
    view! {
        <button
            type="button"
            class="btn btn--ghost btn--icon"
            aria-label=label.clone()
            title=label.clone()
            popovertarget=id.clone()
        >
            {drawing(icon)}
        </button>
        <div class="popup popover" id=id popover="auto" role="dialog" aria-label=label>
            {children()}
        </div>
    }
    .into_any()
}
