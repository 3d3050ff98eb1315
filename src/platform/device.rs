//! The keys that hold for this device only. Losing them loses no records, so a
//! device that cannot keep them goes on without.

/// The preferences.
pub const PREFERENCES: &str = "relata/device";
/// Up to when reminders were told. Apart from the preferences, as no page
/// follows it.
pub const REMINDED: &str = "relata/reminded";

/// Whether a key is one of these.
pub fn is_own(key: &str) -> bool {
    [PREFERENCES, REMINDED].contains(&key)
}

fn storage() -> Option<web_sys::Storage> {
    web_sys::window().and_then(|window| window.local_storage().ok()).flatten()
}

/// What was written under a key, if anything can be read.
pub fn read(key: &str) -> Option<String> {
    storage().and_then(|storage| storage.get_item(key).ok()).flatten()
}

/// Writes it down, where the device lets us. False where it does not.
pub fn write(key: &str, text: &str) -> bool {
    let Some(storage) = storage() else { return false };
    let written = storage.set_item(key, text);
    if let Err(error) = &written {
        super::dom::log("the preferences of this device could not be kept", error);
    }
    written.is_ok()
}
