//! The one key that holds for this device only. Losing it loses no records,
//! so a device that cannot keep it goes on without.

const KEY: &str = "relata/device";

fn storage() -> Option<web_sys::Storage> {
    web_sys::window().and_then(|window| window.local_storage().ok()).flatten()
}

/// What was written, if anything can be read.
pub fn read() -> Option<String> {
    storage().and_then(|storage| storage.get_item(KEY).ok()).flatten()
}

/// Writes it down, where the device lets us. False where it does not.
pub fn write(text: &str) -> bool {
    let Some(storage) = storage() else { return false };
    let written = storage.set_item(KEY, text);
    if let Err(error) = &written {
        super::dom::log("the preferences of this device could not be kept", error);
    }
    written.is_ok()
}
