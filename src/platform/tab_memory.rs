//! What the browser remembers for this tab alone, also when the page is loaded
//! anew: sessionStorage. Where there is none, nothing is remembered.

use web_sys::Storage;

const DONE: &str = "relata/done";

/// Remembers a text for the page that comes after this one in the same tab.
pub fn remember(text: &str) {
    if let Some(storage) = storage()
        && let Err(error) = storage.set_item(DONE, text)
    {
        super::dom::log("this tab does not remember what it did", &error);
    }
}

/// What the page before this one in the same tab remembered last.
pub fn recall() -> Option<String> {
    storage()?.get_item(DONE).ok()?
}

fn storage() -> Option<Storage> {
    web_sys::window()?.session_storage().ok()?
}
