//! Tells other tabs that this one wrote, and hears when they did. What was
//! written is the vault's to read.

use std::rc::Rc;

use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use web_sys::{BroadcastChannel, EventTarget, StorageEvent};

use crate::store::vault::concerns;

const CHANNEL: &str = "relata";

thread_local! {
    /// One for the page, as a channel does not hear itself. `None` in browsers without.
    static TABS: Option<BroadcastChannel> = BroadcastChannel::new(CHANNEL).ok();
}

/// Tells the other tabs that there is something new. Nobody may be listening.
pub fn announce() {
    TABS.with(|channel| {
        if let Some(channel) = channel
            && let Err(error) = channel.post_message(&JsValue::TRUE)
        {
            super::dom::log("the other tabs could not be told", &error);
        }
    });
}

/// Calls `heard` whenever another tab announced, or changed what the workspace
/// is kept in, for as long as the page lives; often twice for one commit. The
/// announcement comes first, and where it is missing the change alone tells. The vault then
/// [catches up](crate::store::vault::Vault::catch_up), between two commits.
/// False where the page has nothing to listen on.
pub fn on_news(heard: impl Fn() + 'static) -> bool {
    let announced = Rc::new(heard);
    let changed = Rc::clone(&announced);
    let by_channel = TABS.with(|channel| {
        channel.as_ref().is_some_and(|channel| listen(channel, "message", Closure::new(move |_| announced())))
    });
    let by_storage = web_sys::window().is_some_and(|window| {
        let changed = move |event: JsValue| {
            let key = event.unchecked_into::<StorageEvent>().key();
            // Without a key, everything was removed at once.
            if key.is_none_or(|key| concerns(&key)) {
                changed();
            }
        };
        listen(&window, "storage", Closure::new(changed))
    });
    by_channel || by_storage
}

fn listen(target: &EventTarget, event: &str, heard: Closure<dyn Fn(JsValue)>) -> bool {
    let listens = target.add_event_listener_with_callback(event, heard.as_ref().unchecked_ref()).is_ok();
    heard.forget();
    listens
}
