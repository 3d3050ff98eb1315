//! The command palette: every record and every action behind one field. The
//! header's Search opens it too, with what was typed there.

pub mod fuzzy;

#[cfg(feature = "ui")]
mod find;

#[cfg(feature = "ui")]
pub use find::{PALETTE_ID, palette};
