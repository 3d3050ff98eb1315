//! What the vault wants of a storage: text by key, at once. Knows neither
//! localStorage nor what is kept in it.

/// The start of every key that is ours; other applications may share the storage.
pub const PREFIX: &str = "relata/";

/// Text by key. Each write happens whole or not at all; several do not.
pub trait KeyValue {
    /// The text of a key, if there is one.
    fn get(&self, key: &str) -> Result<Option<String>, StorageFault>;
    /// Puts text under a key. Where it fails the old text stays.
    fn set(&self, key: &str, value: &str) -> Result<(), StorageFault>;
    /// Removes a key; one that is not there is removed already.
    fn remove(&self, key: &str) -> Result<(), StorageFault>;
    /// Every key that begins with [`PREFIX`], in any order.
    fn keys(&self) -> Result<Vec<String>, StorageFault>;
}

/// Why a storage did not do as told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StorageFault {
    /// There is no room.
    QuotaExceeded,
    /// The browser lets this page keep nothing.
    Blocked,
    /// Anything else, in the storage's words; for logs.
    Other(String),
}

/// What a text costs against the quota: UTF-16 units.
pub(super) fn units(text: &str) -> usize {
    if text.is_ascii() { text.len() } else { text.encode_utf16().count() }
}

/// What an entry costs: its key counts too.
pub(super) fn entry_units(key: &str, value: &str) -> usize {
    units(key) + units(value)
}
