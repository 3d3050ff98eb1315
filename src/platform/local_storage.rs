//! The browser's localStorage as the vault's storage. Knows how browsers
//! refuse; nothing of what is kept.

use gloo_storage::Storage as _;
use wasm_bindgen::JsValue;

use crate::store::vault::{KeyValue, PREFIX, StorageFault};

/// The storage of this page's origin, which other applications may share.
#[derive(Clone, Debug)]
pub struct LocalStorage {
    /// `None` where the browser lets this page keep nothing.
    storage: Option<web_sys::Storage>,
    counts_bytes: bool,
}

impl LocalStorage {
    /// The storage, if the browser gives one. Asked for with care first:
    /// gloo's way to it panics where storage is blocked.
    pub fn probe() -> Self {
        let given = web_sys::window().and_then(|window| window.local_storage().ok()).flatten();
        let readable = given.is_some_and(|storage| storage.length().is_ok());
        Self { storage: readable.then(gloo_storage::LocalStorage::raw), counts_bytes: counts_bytes() }
    }

    fn given(&self) -> Result<&web_sys::Storage, StorageFault> {
        self.storage.as_ref().ok_or(StorageFault::Blocked)
    }
}

impl KeyValue for LocalStorage {
    fn get(&self, key: &str) -> Result<Option<String>, StorageFault> {
        self.given()?.get_item(key).map_err(fault)
    }

    fn set(&self, key: &str, value: &str) -> Result<(), StorageFault> {
        self.given()?.set_item(key, value).map_err(fault)
    }

    fn remove(&self, key: &str) -> Result<(), StorageFault> {
        self.given()?.remove_item(key).map_err(fault)
    }

    fn keys(&self) -> Result<Vec<String>, StorageFault> {
        let storage = self.given()?;
        let mut keys = Vec::new();
        for index in 0..storage.length().map_err(fault)? {
            keys.extend(storage.key(index).map_err(fault)?.filter(|key| key.starts_with(PREFIX)));
        }
        Ok(keys)
    }

    fn counts_bytes(&self) -> bool {
        self.counts_bytes
    }
}

/// Whether this browser likely counts bytes rather than UTF-16 units against
/// the quota, two each in a text with any character above U+00FF: WebKit does
/// (measured), and names its maker here. Only a hint for choosing a packing.
pub fn counts_bytes() -> bool {
    let vendor = web_sys::window().and_then(|window| js_sys::Reflect::get(&window.navigator(), &"vendor".into()).ok());
    vendor.and_then(|vendor| vendor.as_string()).is_some_and(|vendor| vendor.starts_with("Apple"))
}

/// What a browser's exception means; it is told by its name.
fn fault(error: JsValue) -> StorageFault {
    let property = |name: &str| js_sys::Reflect::get(&error, &name.into()).ok().and_then(|value| value.as_string());
    match property("name").as_deref() {
        Some("QuotaExceededError" | "NS_ERROR_DOM_QUOTA_REACHED") => StorageFault::QuotaExceeded,
        Some("SecurityError") => StorageFault::Blocked,
        name => {
            let (name, message) = (name.unwrap_or("Error"), property("message").unwrap_or_default());
            StorageFault::Other(format!("{name}: {message}"))
        }
    }
}
