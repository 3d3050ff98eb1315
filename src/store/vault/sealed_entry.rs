//! The shape of an entry that only a passphrase opens: that of every entry, in
//! a format that no program reads without. One that knows no lock takes it for
//! what a later version wrote, and leaves it alone.

use super::seal::{seal_as, unseal_as};

/// Far beyond the formats of what is not locked.
const FORMAT: u32 = 100;
const START: &str = "100:";

/// An entry for a key.
pub(in crate::store) fn write(key: &str, body: &str) -> String {
    seal_as(FORMAT, key, body)
}

/// The body of an intact entry.
pub(in crate::store) fn body<'a>(key: &str, entry: &'a str) -> Option<&'a str> {
    unseal_as(FORMAT, key, entry)
}

/// Whether a text is such an entry, whole or not.
pub(in crate::store) fn is_one(text: &str) -> bool {
    text.starts_with(START)
}
