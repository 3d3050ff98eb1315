//! Whether the browser may throw away by itself what this page keeps.

use js_sys::Promise;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;
use web_sys::StorageManager;

/// Asks the browser to throw nothing away when it is short of room, and says
/// whether it will not. Firefox asks the person.
pub async fn ask() -> bool {
    said(StorageManager::persist).await
}

/// Whether the browser has agreed before.
pub async fn agreed() -> bool {
    said(StorageManager::persisted).await
}

async fn said(question: impl Fn(&StorageManager) -> Result<Promise, JsValue>) -> bool {
    let Some(window) = web_sys::window() else { return false };
    // Missing on plain-http hosts: then the call fails, as on nothing.
    let Ok(answer) = question(&window.navigator().storage()) else { return false };
    JsFuture::from(answer).await.is_ok_and(|answer| answer.is_truthy())
}
