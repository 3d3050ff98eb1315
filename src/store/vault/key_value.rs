//! What the vault wants of a storage: text by key, at once. Knows neither
//! localStorage nor what is kept in it.

use std::rc::Rc;

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
    /// What the quota counts: UTF-16 units, or bytes, of which a text takes two
    /// a unit as soon as one of its characters is beyond Latin-1 (measured:
    /// `browser-facts.md`).
    fn counts_bytes(&self) -> bool {
        false
    }
}

/// A storage of any kind, shared: a program that opens two kinds has the vault once.
impl KeyValue for Rc<dyn KeyValue> {
    fn get(&self, key: &str) -> Result<Option<String>, StorageFault> {
        (**self).get(key)
    }

    fn set(&self, key: &str, value: &str) -> Result<(), StorageFault> {
        (**self).set(key, value)
    }

    fn remove(&self, key: &str) -> Result<(), StorageFault> {
        (**self).remove(key)
    }

    fn keys(&self) -> Result<Vec<String>, StorageFault> {
        (**self).keys()
    }

    fn counts_bytes(&self) -> bool {
        (**self).counts_bytes()
    }
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

/// What a text costs against the quota, in what that counts.
pub(super) fn units(storage: &impl KeyValue, text: &str) -> usize {
    if text.is_ascii() {
        return text.len();
    }
    let units = text.encode_utf16().count();
    if storage.counts_bytes() && text.chars().any(|letter| letter > '\u{ff}') { units * 2 } else { units }
}

/// What an entry costs: its key counts too.
pub(super) fn entry_units(storage: &impl KeyValue, key: &str, value: &str) -> usize {
    units(storage, key) + units(storage, value)
}
