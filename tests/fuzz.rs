//! Fuzzing every decoder: no bytes in localStorage, `IndexedDB` or a file may
//! make Relata panic, hang, or drop what it could have kept.
//!
//! A target is a test. Each of its rounds makes hostile input from a seed:
//! real encoded values, mutated by what they are, and plain noise. Behind a
//! checksum the content is mutated and sealed again, or nothing would ever
//! reach the reader. A seed that once failed stays in the target's list and
//! is played first.
//!
//! `RELATA_FUZZ` is the number of rounds, `RELATA_FUZZ_FROM` the first seed.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, missing_docs)]

mod fuzz_support;
mod fuzz_targets;
mod samples;
mod session_support;
mod vault_support;
