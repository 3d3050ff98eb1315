//! The only files that know a browser exists, each small enough to read whole.

pub mod dom;
