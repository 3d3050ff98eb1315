//! Tells other tabs that this one wrote, and hears when they did. What was
//! written is the vault's to read.

use std::rc::Rc;

use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use web_sys::{BroadcastChannel, EventTarget, StorageEvent};

use crate::store::lock::RECORD;
use crate::store::vault::concerns;

const CHANNEL: &str = "relata";

thread_local! {
    /// One for the page, as a channel does not hear itself. `None` in browsers without.
    static TABS: Option<BroadcastChannel> = BroadcastChannel::new(CHANNEL).ok();
}

/// The other tabs are to lock themselves, or to see that there is no lock any more.
pub const LOCK: &str = "lock";
/// Somebody works in a tab of this browser.
pub const AWAKE: &str = "awake";

/// Tells the other tabs that there is something new. Nobody may be listening.
pub fn announce() {
    post(&JsValue::TRUE);
}

/// Tells the other tabs something else, in one word.
pub fn tell(word: &str) {
    post(&word.into());
}

fn post(message: &JsValue) {
    TABS.with(|channel| {
        if let Some(channel) = channel
            && let Err(error) = channel.post_message(message)
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
        let announced = move |event: JsValue| {
            if message(&event).is_truthy() && !message(&event).is_string() {
                announced();
            }
        };
        channel.as_ref().is_some_and(|channel| listen(channel, "message", Closure::new(announced)))
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

/// Calls `heard` with each word that another tab tells, and with [`LOCK`] when
/// one changed the record of the lock, for as long as the page lives.
pub fn on_word(heard: impl Fn(&str) + 'static) {
    let told = Rc::new(heard);
    let changed = Rc::clone(&told);
    TABS.with(|channel| {
        let told = move |event: JsValue| {
            if let Some(word) = message(&event).as_string() {
                told(&word);
            }
        };
        channel.as_ref().is_some_and(|channel| listen(channel, "message", Closure::new(told)))
    });
    let Some(window) = web_sys::window() else { return };
    let changed = move |event: JsValue| {
        if event.unchecked_into::<StorageEvent>().key().as_deref() == Some(RECORD) {
            changed(LOCK);
        }
    };
    listen(&window, "storage", Closure::new(changed));
}

fn message(event: &JsValue) -> JsValue {
    js_sys::Reflect::get(event, &"data".into()).unwrap_or_default()
}

fn listen(target: &EventTarget, event: &str, heard: Closure<dyn Fn(JsValue)>) -> bool {
    let listens = target.add_event_listener_with_callback(event, heard.as_ref().unchecked_ref()).is_ok();
    heard.forget();
    listens
}
