//! The formats: text in, domain out, with a report of what was refused; and back.

pub mod card;
pub mod csv;
pub mod document;
pub mod ics;
pub mod json;
pub mod merge;
pub mod migrate;
mod references;
pub mod rest;
