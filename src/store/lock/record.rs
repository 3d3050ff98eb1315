//! What is kept of a lock, beside what it locks: how a passphrase makes the
//! key that opens the data key.
//!
//! `relata/lock` holds `<checksummed>1:<rounds>:<salt>:<wrapped key>`, in hex;
//! of a lock that was turned off, `1:off:<data key>` until nothing is sealed any
//! more. It survives as the data do: it stands in the storage and the recorder.

use super::sealer::{DataKey, Nonce, Sealer};
use crate::store::vault::sealed_entry;

/// The key under which the record stands.
pub const RECORD: &str = "relata/lock";

/// How often PBKDF2 goes round for a new passphrase: what OWASP asks for since
/// 2023 with SHA-256. A record says how often it was for its own.
pub const ROUNDS: u32 = 600_000;

const VERSION: &str = "1";
const OFF: &str = "off";

/// What is kept of a lock.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LockRecord {
    /// A passphrase is asked for.
    On(Wrapping),
    /// It was turned off, and some texts may still be sealed.
    Off(DataKey),
}

/// How a passphrase comes to the data key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wrapping {
    /// How often the derivation goes round.
    pub rounds: u32,
    /// What makes the same passphrase another key elsewhere.
    pub salt: [u8; 16],
    /// The data key, sealed by the derived one.
    wrapped: Vec<u8>,
}

impl LockRecord {
    /// A record as it is kept; `None` for anything else, such as one of a
    /// later version.
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = sealed_entry::body(RECORD, text)?.split(':');
        if parts.next()? != VERSION {
            return None;
        }
        let record = match parts.next()? {
            OFF => Self::Off(DataKey::of(unhex(parts.next()?)?.try_into().ok()?)),
            rounds => Self::On(Wrapping {
                rounds: rounds.parse().ok()?,
                salt: unhex(parts.next()?)?.try_into().ok()?,
                wrapped: unhex(parts.next()?)?,
            }),
        };
        parts.next().is_none().then_some(record)
    }

    /// As it is kept.
    pub fn text(&self) -> String {
        let body = match self {
            Self::On(Wrapping { rounds, salt, wrapped }) => {
                format!("{VERSION}:{rounds}:{}:{}", hex(salt), hex(wrapped))
            }
            Self::Off(key) => format!("{VERSION}:{OFF}:{}", hex(key.bytes())),
        };
        sealed_entry::write(RECORD, &body)
    }
}

impl Wrapping {
    /// Wraps the data key by a key that was derived from a passphrase with this
    /// salt in this many rounds. `None` where there is no randomness.
    pub fn new(
        key: &DataKey,
        derived: &DataKey,
        salt: [u8; 16],
        rounds: u32,
        nonce: fn() -> Option<Nonce>,
    ) -> Option<Self> {
        let wrapped = Sealer::new(derived, nonce).seal_bytes(RECORD, Sealer::with_room(key.bytes()))?;
        Some(Self { rounds, salt, wrapped })
    }

    /// The data key, for the key that the right passphrase makes.
    pub fn unwrap(&self, derived: &DataKey) -> Option<DataKey> {
        let mut bytes = self.wrapped.clone();
        let key = Sealer::new(derived, || None).open_bytes(RECORD, &mut bytes)?;
        key.try_into().ok().map(DataKey::of)
    }
}

fn hex(bytes: &[u8]) -> String {
    let digits = bytes.iter().flat_map(|byte| [byte >> 4, byte & 15]);
    digits.filter_map(|digit| char::from_digit(digit.into(), 16)).collect()
}

fn unhex(text: &str) -> Option<Vec<u8>> {
    let (pairs, rest) = text.as_bytes().as_chunks::<2>();
    if !rest.is_empty() {
        return None;
    }
    pairs.iter().map(|pair| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    // As the source of randomness has it.
    #[allow(clippy::unnecessary_wraps)]
    fn nonce() -> Option<Nonce> {
        Some([3; 24])
    }

    #[test]
    fn a_record_comes_back_and_the_right_passphrase_opens_it() {
        let (key, right, wrong) = (DataKey::of([1; 32]), DataKey::of([2; 32]), DataKey::of([4; 32]));
        let wrapping = Wrapping::new(&key, &right, [5; 16], ROUNDS, nonce).unwrap();
        assert_eq!((wrapping.unwrap(&right), wrapping.unwrap(&wrong)), (Some(key.clone()), None));
        for record in [LockRecord::On(wrapping), LockRecord::Off(key)] {
            assert_eq!(LockRecord::parse(&record.text()), Some(record));
        }
    }

    #[test]
    fn a_record_that_was_changed_or_cut_is_none() {
        let record = LockRecord::Off(DataKey::of([7; 32])).text();
        for at in 0..record.len() {
            assert_eq!(LockRecord::parse(&record[..at]), None, "cut at {at}");
            let mut changed = record.clone().into_bytes();
            changed[at] ^= 1;
            assert_eq!(LockRecord::parse(&String::from_utf8(changed).unwrap()), None, "changed at {at}");
        }
    }

    #[test]
    fn a_wrapped_key_says_nothing_of_the_key() {
        let wrapping = Wrapping::new(&DataKey::of([0xab; 32]), &DataKey::of([2; 32]), [5; 16], 1, nonce).unwrap();
        assert!(!LockRecord::On(wrapping).text().contains("abab"));
    }
}
