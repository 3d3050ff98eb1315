//! The guided tour: a card over the pages it goes through, left at any time by
//! Escape, Leave or the last step.

use leptos::prelude::*;

use super::actions::desk::{Desk, Over};
use super::components::dialog::Dialog;
use super::components::page_header::PAGE_TITLE_ID;
use super::words::tour::STOPS;
use super::words::vocabulary::spoken;
use crate::app::arrival;
use crate::app::crm::use_crm;
use crate::app::route::Route;

/// The tour, while it is taken.
#[component]
pub fn Tour(
    /// What opens and closes it.
    desk: Desk,
) -> impl IntoView {
    move || (desk.over.get() == Some(Over::Tour)).then(|| untrack(|| tour(desk)))
}

fn tour(desk: Desk) -> AnyView {
    let crm = use_crm();
    let place = RwSignal::new(0_usize);
    let leave = move || {
        desk.over.set(None);
        // Where it began is another page by now.
        arrival::go_to(PAGE_TITLE_ID);
    };
    let go = move |to: usize| match STOPS.get(to) {
        Some((address, ..)) => {
            place.set(to);
            crm.router.go(&Route::parse(address));
        }
        None => leave(),
    };
    let stop = move || STOPS.get(place.get()).copied().unwrap_or_default();
    let title = Signal::derive(move || spoken(stop().1).to_owned());
    let next = Signal::derive(move || if place.get() + 1 < STOPS.len() { "Next" } else { "Done" }.to_owned());
    go(0);
    view! {
        <Dialog
            title
            on_close=Callback::new(move |()| leave())
            on_submit=Callback::new(move |()| go(place.get_untracked() + 1))
            submit_label=next
            cancel_label="Leave the tour"
        >
            <div class="tour" aria-live="polite">
                <p>{move || spoken(stop().2)}</p>
                <p class="muted">{move || format!("{} of {}", place.get() + 1, STOPS.len())}</p>
            </div>
        </Dialog>
    }
    .into_any()
}
