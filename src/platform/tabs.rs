//! Hears when another tab wrote. What it wrote is the vault's to read.

use wasm_bindgen::{JsCast, closure::Closure};

use crate::store::vault::concerns;

/// Calls `heard` whenever another tab changed what the workspace is kept in,
/// for as long as the page lives. The vault then
/// [catches up](crate::store::vault::Vault::catch_up), between two commits.
/// False where the page has no window to listen on.
pub fn on_news(heard: impl Fn() + 'static) -> bool {
    let Some(window) = web_sys::window() else { return false };
    let listener = Closure::<dyn Fn(web_sys::StorageEvent)>::new(move |event: web_sys::StorageEvent| {
        // Without a key, everything was removed at once.
        if event.key().is_none_or(|key| concerns(&key)) {
            heard();
        }
    });
    let listens = window.add_event_listener_with_callback("storage", listener.as_ref().unchecked_ref()).is_ok();
    listener.forget();
    listens
}
