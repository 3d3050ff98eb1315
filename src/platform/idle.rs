//! A moment in which the page has nothing better to do.

use std::time::Duration;

use leptos::prelude::{request_idle_callback, set_timeout};
use wasm_bindgen::JsValue;

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
