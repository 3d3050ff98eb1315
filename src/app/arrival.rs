//! What happens on arriving somewhere: the title of the window, and the focus
//! on the heading, as a full page load would do it.

use leptos::prelude::*;

use crate::platform::dom;

use super::crm::Crm;
use super::preferences;
use super::route::{AS_OF, Route};

/// Keeps the window's title, remembers which records were open, and focuses the
/// heading after each move to another page, or on the heading of a part of one.
pub fn announce(crm: Crm, title: impl Fn(&Route) -> String + 'static, heading_id: &'static str) {
    let route = crm.router.route();
    Effect::new(move |before: Option<(String, Route)>| {
        let (now, place) = (title(&route.get()), route.get());
        if before.as_ref().map(|(title, _)| title) != Some(&now) {
            dom::set_title(&if now.is_empty() { "Relata".to_owned() } else { format!("{now} · Relata") });
        }
        if let Route::Record(record) = place {
            preferences::visited(crm.preferences, record);
        }
        let target = match place {
            Route::DataAt(part) => part.name(),
            Route::Help(Some(term)) => term.name(),
            _ => heading_id,
        };
        // The first page keeps the focus where the browser has it, but for a part of a page.
        let is_new = before.map_or(target != heading_id, |(_, before)| is_another_page(&before, &place));
        match place {
            // These begin with typing.
            Route::Paste(_) | Route::Card if is_new => go_to_field(".intake :is(textarea, input)"),
            _ if is_new => go_to(target),
            _ => {}
        }
        (now, place)
    });
}

/// Moves the focus to the element of an id once it is drawn, and into sight.
pub fn go_to(id: &'static str) {
    arrive(move || dom::focus_id(id));
}

/// The same for the first match of a selector.
fn go_to_field(selector: &'static str) {
    arrive(move || dom::focus_selector(selector));
}

/// Moves the focus once the page is drawn, unless a dialog is open. Who has gone on
/// meanwhile, such as to the filter of a list, stays there: browsers let a timer
/// wait for as long as somebody types.
fn arrive(focus: impl FnOnce() -> bool + 'static) {
    let before = dom::active_element();
    dom::after_render(move || {
        let is_here_still = dom::active_element().is_none_or(|now| before.as_ref() == Some(&now));
        if is_here_still && !dom::dialog_is_open() {
            focus();
        }
    });
}

/// True unless only the query, or the dialog over a list, differs.
fn is_another_page(before: &Route, now: &Route) -> bool {
    match (before, now) {
        (Route::List(a, _) | Route::New(a, _), Route::List(b, _) | Route::New(b, _)) => a != b,
        (Route::Board(a), Route::Board(b)) => a.get(AS_OF).is_some() != b.get(AS_OF).is_some(),
        // Other days are looked through by pressing one link again and again.
        (Route::Calendar(a), Route::Calendar(b)) => a.get("show") != b.get("show"),
        (Route::Search(_), Route::Search(_)) => false,
        (before, now) => before != now,
    }
}

/// Moves the focus to the page, past navigation and header.
pub fn focus_main() {
    dom::focus_id("main");
}

/// What was pressed on the still picture of a first visit, and waits for the app.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wanted {
    /// The demo.
    Demo,
    /// The guided tour.
    Tour,
}

/// What a first visitor pressed before the app was there, if anything.
#[must_use]
pub fn wanted() -> Option<Wanted> {
    match dom::wanted_of_shell()?.as_str() {
        "demo" => Some(Wanted::Demo),
        "tour" => Some(Wanted::Tour),
        _ => None,
    }
}

/// Takes the still picture of the app away, once the app itself is there.
pub fn remove_shell() {
    dom::remove_shell();
}
