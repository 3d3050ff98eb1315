//! The browser's own question before a page is left. Only while there is
//! something to lose: a page that could ask is not kept for Back and Forward.

use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::Event;

thread_local! {
    static QUESTION: Closure<dyn Fn(Event) -> bool> = Closure::new(|event: Event| {
        event.prevent_default();
        // Browsers from before 2023 ask for an answer other than none.
        true
    });
}

/// Has the browser ask before the page is closed, loaded anew or left, or no
/// more. It asks in its own words, and only a person who did something here.
pub fn ask_first(asks: bool) {
    let Some(window) = web_sys::window() else { return };
    QUESTION.with(|question| {
        window.set_onbeforeunload(asks.then(|| question.as_ref().unchecked_ref()));
    });
}
