//! The part of the page's address after `#`.

use leptos::ev::hashchange;
use leptos::prelude::{on_cleanup, window_event_listener};
use wasm_bindgen::JsValue;

/// The hash, such as `#/leads`; empty where there is none.
pub fn hash() -> String {
    web_sys::window().and_then(|window| window.location().hash().ok()).unwrap_or_default()
}

/// True where the page comes from a web server, and not from a file on a disk.
pub fn is_hosted() -> bool {
    web_sys::window().and_then(|window| window.location().protocol().ok()).is_some_and(|it| it.starts_with("http"))
}

/// Goes to a hash; Back returns.
pub fn set_hash(hash: &str) {
    if let Some(window) = web_sys::window()
        && let Err(error) = window.location().set_hash(hash)
    {
        super::dom::log("the address could not be changed", &error);
    }
}

/// Puts a hash in place of the present one, without an entry to go back to
/// and without telling listeners.
pub fn replace_hash(hash: &str) {
    let Some(history) = web_sys::window().and_then(|window| window.history().ok()) else { return };
    if let Err(error) = history.replace_state_with_url(&JsValue::NULL, "", Some(hash)) {
        super::dom::log("the address could not be changed", &error);
    }
}

/// Loads the page anew.
pub fn reload() {
    if let Some(window) = web_sys::window()
        && let Err(error) = window.location().reload()
    {
        super::dom::log("the page could not be loaded anew", &error);
    }
}

/// Calls back with every new hash, for as long as the page lives.
pub fn on_hash_change(then: impl Fn(String) + 'static) {
    let handle = window_event_listener(hashchange, move |_| then(hash()));
    on_cleanup(move || handle.remove());
}
