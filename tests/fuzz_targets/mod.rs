//! The targets, by what they decode.

mod files;
mod packing;
mod recorder;
mod vault;
mod words;
