//! The guided tour: a card over the pages it goes through, left at any time by
//! Escape, Leave or the last step.

use leptos::prelude::*;

use super::actions::desk::Desk;
use super::components::dialog::Dialog;
use super::components::page_header::PAGE_TITLE_ID;
use super::words::tour::STOPS;
use super::words::vocabulary::spoken;
use crate::app::arrival;
use crate::app::crm::use_crm;
use crate::app::route::Route;
use crate::ui::words::vocabulary::said;

/// The tour; the desk opens and closes it.
pub fn tour(desk: Desk) -> AnyView {
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
    let next =
        Signal::derive(move || if place.get() + 1 < STOPS.len() { spoken("Next") } else { spoken("Done") }.to_owned());
    go(0);
    // Back and Forward lead the card along, or out of the tour. Only a change counts: where
    // it began may be any page.
    Effect::watch(
        move || crm.router.route().get(),
        move |route, _, _| match stop_at(route) {
            Some(to) => place.set(to),
            None => leave(),
        },
        false,
    );
    view! {
        <Dialog
            title
            on_close=Callback::new(move |()| leave())
            on_submit=Callback::new(move |()| go(place.get_untracked() + 1))
            submit_label=next
            cancel_label=spoken("Leave the tour")
        >
            <div class="tour" aria-live="polite">
                // The heading changes too, and is no part of what is read out.
                <p class="visually-hidden">{title}</p>
                <p>{move || spoken(stop().2)}</p>
                <p class="muted">{move || said!("{} of {}", place.get() + 1, STOPS.len())}</p>
            </div>
        </Dialog>
    }
    .into_any()
}

/// The stop whose page this is, whatever the page shows of it.
fn stop_at(route: &Route) -> Option<usize> {
    let here = route.href();
    let page = page_of(&here);
    STOPS.iter().position(|(address, ..)| page_of(&Route::parse(address).href()) == page)
}

/// An address without its query.
fn page_of(href: &str) -> &str {
    href.split_once('?').map_or(href, |(page, _)| page)
}
