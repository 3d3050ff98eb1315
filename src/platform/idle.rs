//! A moment in which the page has nothing better to do, and a moment's rest
//! for it between two slices of long work.

use std::cell::Cell;
use std::rc::Rc;
use std::time::Duration;

use js_sys::{Function, Promise};
use leptos::prelude::{request_animation_frame, request_idle_callback, set_timeout};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;
use web_sys::MessageChannel;

use crate::store::vault::Pace;

/// How long a slice of work may get, in milliseconds: a page that answers
/// within twice of it feels alive.
const SLICE: f64 = 32.0;

/// Calls back once, when the browser is idle; where it cannot tell (Safari),
/// a moment later.
pub fn when_idle(then: impl Fn() + 'static) {
    let window = web_sys::window();
    let known = window.is_some_and(|window| {
        js_sys::Reflect::has(&window, &JsValue::from_str("requestIdleCallback")).unwrap_or(false)
    });
    if known {
        request_idle_callback(then);
    } else {
        set_timeout(then, Duration::from_millis(500));
    }
}

/// Calls back once, when what was drawn just now is on screen; a moment later
/// where nothing is drawn, as in a tab behind others.
pub fn after_paint(then: impl FnOnce() + 'static) {
    let then = Rc::new(Cell::new(Some(then)));
    let behind = Rc::clone(&then);
    set_timeout(move || behind.take().into_iter().for_each(|then| then()), Duration::from_millis(300));
    request_animation_frame(move || {
        // After the frame, not before it is painted.
        set_timeout(move || then.take().into_iter().for_each(|then| then()), Duration::ZERO);
    });
}

/// Opening that takes longer, in milliseconds, shows how far it has come.
const LONG: f64 = 250.0;

/// In how many steps that is shown.
const PARTS: usize = 8;

/// Works in slices, and lets the page draw and answer in between.
#[derive(Debug)]
pub struct Slices {
    /// When the present slice began, in milliseconds since the page did.
    since: Cell<f64>,
    /// When the first one did.
    begun: f64,
    /// How many parts are shown to be done.
    shown: Cell<usize>,
}

impl Slices {
    /// Begins the first slice.
    pub fn begin() -> Self {
        let begun = now();
        Self { since: Cell::new(begun), begun, shown: Cell::new(0) }
    }

    /// Whether the present slice has become long, so that a pause would rest.
    pub fn is_long(&self) -> bool {
        now() - self.since.get() >= SLICE
    }
}

impl Pace for Slices {
    async fn pause(&self) {
        if self.is_long() {
            rest().await;
            self.since.set(now());
        }
    }

    fn progress(&self, done: usize, of: usize) {
        // Each time it is shown, the page is drawn: not more often than one sees.
        let part = done * PARTS / of.max(1);
        if now() - self.begun > LONG && self.shown.replace(part) != part {
            super::dom::show_opening(part, PARTS);
        }
    }
}

/// A turn of the event loop. By a message to ourselves: after some timeouts in
/// a row browsers make each of them wait 4 ms.
async fn rest() {
    let turn = Promise::new(&mut |resolve: Function, _| {
        let sent = MessageChannel::new().and_then(|channel| {
            channel.port1().set_onmessage(Some(&resolve));
            channel.port2().post_message(&JsValue::NULL)
        });
        if sent.is_err() {
            // Where no message can be sent there is no page that could want its turn.
            resolve.call0(&JsValue::NULL).ok();
        }
    });
    // It cannot be rejected.
    JsFuture::from(turn).await.ok();
}

fn now() -> f64 {
    js_sys::Date::now()
}
