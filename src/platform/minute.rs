//! The beat of the clock: one timer for the page, at the turn of each minute.

use std::rc::Rc;

use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use web_sys::{EventTarget, window};

use super::{clock, dom};

/// What may pass before the timer is asked for, in milliseconds, so that it
/// never fires in the minute before.
const GRACE: i32 = 20;

/// Calls `heard` at the turn of every minute, and whenever the page is looked
/// at again: timers rest in pages that nobody sees and on devices that sleep.
pub fn each(heard: impl Fn() + 'static) {
    let Some(window) = window() else { return };
    let heard: Rc<dyn Fn()> = Rc::new(heard);
    let document: Option<EventTarget> = window.document().map(Into::into);
    for (target, event) in [(document, "visibilitychange"), (Some(window.into()), "focus")] {
        let heard = Rc::clone(&heard);
        let listener = Closure::<dyn Fn()>::new(move || heard()).into_js_value();
        let listens = target.map(|target| target.add_event_listener_with_callback(event, listener.unchecked_ref()));
        log_refusal(listens.unwrap_or(Ok(())));
    }
    wait(heard);
}

fn wait(heard: Rc<dyn Fn()>) {
    let into_minute = clock::now().timestamp_millis().rem_euclid(60_000);
    let left = i32::try_from(60_000 - into_minute).unwrap_or_default() + GRACE;
    let turn = Closure::once_into_js(move || {
        heard();
        wait(heard);
    });
    let set = window().map(|window| {
        window.set_timeout_with_callback_and_timeout_and_arguments_0(turn.unchecked_ref(), left).map(drop)
    });
    log_refusal(set.unwrap_or(Ok(())));
}

fn log_refusal(outcome: Result<(), JsValue>) {
    if let Err(error) = outcome {
        dom::log("the clock of the page does not move", &error);
    }
}
