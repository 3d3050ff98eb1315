//! The workspace over time and where it is kept; pure, and native.

pub mod lock;
pub mod session;
pub mod vault;

mod scrub;
mod stacks;
