//! The beat of the clock: one timer for the page, at the turn of each minute.

use std::cell::RefCell;
use std::rc::Rc;

use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use web_sys::{EventTarget, window};

use super::{clock, dom};

/// What may pass before the timer is asked for, in milliseconds, so that it
/// never fires in the minute before.
const GRACE: i32 = 20;

/// Why the clock is to be looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Beat {
    /// A minute has gone by.
    Minute,
    /// The page is looked at again, or no more.
    Seen,
}

type Heard = Rc<dyn Fn(Beat)>;

thread_local! {
    static ALL: RefCell<Vec<Heard>> = const { RefCell::new(Vec::new()) };
}

/// Calls `heard` at the turn of every minute, and whenever the page is looked
/// at again: timers rest in pages that nobody sees and on devices that sleep.
pub fn each(heard: impl Fn(Beat) + 'static) {
    let first = ALL.with_borrow_mut(|all| {
        all.push(Rc::new(heard));
        all.len() == 1
    });
    let Some(window) = window().filter(|_| first) else { return };
    let document: Option<EventTarget> = window.document().map(Into::into);
    let listener = Closure::<dyn Fn()>::new(|| tell(Beat::Seen)).into_js_value();
    for (target, event) in [(document, "visibilitychange"), (Some(window.into()), "focus")] {
        let listens = target.map(|target| target.add_event_listener_with_callback(event, listener.unchecked_ref()));
        log_refusal(listens.unwrap_or(Ok(())));
    }
    wait();
}

fn tell(beat: Beat) {
    // Copied, as one that hears may bring another.
    let all = ALL.with_borrow(Vec::clone);
    for heard in all {
        heard(beat);
    }
}

fn wait() {
    let into_minute = clock::now().timestamp_millis().rem_euclid(60_000);
    let left = i32::try_from(60_000 - into_minute).unwrap_or_default() + GRACE;
    let turn = Closure::once_into_js(|| {
        tell(Beat::Minute);
        wait();
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
