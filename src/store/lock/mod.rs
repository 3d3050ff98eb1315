//! The passphrase lock: every text that holds words of records is sealed on
//! its way into the storage and the recorder, and opened on its way out. The
//! vault knows nothing of it. Pure: randomness and the key that a passphrase
//! makes come in as arguments.
//!
//! - L1 What is sealed opens under its own key name and with its own data key
//!   only; a changed, swapped or foreign text reads as damage of that one key,
//!   and its bytes stay ([`Locked`]).
//! - L2 Sealed and plain texts may stand side by side. Turning the lock on or
//!   off rewrites one text after the other ([`sweep`]); wherever that ends,
//!   everything opens.
//! - L3 The data key is random and stands nowhere but wrapped, in the
//!   [`LockRecord`], by a key that the passphrase makes. A new passphrase wraps
//!   the same data key anew.
//! - L4 The record is there before the first text is sealed, and stays until
//!   after the last is plain: when the lock is turned off it says the data key
//!   in the open, as a page that was not told yet may still seal.
//! - L5 A program that knows no lock takes sealed texts for those of a later
//!   version, and writes nothing.
//!
//! In the open stay: the names of keys, how long texts are, how many there are
//! and when they were written; the recorder's head; the preferences of the
//! device, which hold ids but no words.
//!
//! A text costs 40 bytes more when it is sealed, and 20 characters that say so;
//! characters are packed as tightly as before, those of the journal more
//! tightly.

mod compact;
mod locked;
mod record;
mod sealer;
mod sweep;

pub use locked::{Lock, Locked, is_sealed_here};
pub use record::{LockRecord, RECORD, ROUNDS, Wrapping};
pub use sealer::{DataKey, Nonce, Sealer, is_sealed};
pub use sweep::{Swept, sweep};
