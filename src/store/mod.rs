//! The workspace over time and where it is kept; pure, and native.

pub mod session;

mod scrub;
mod stacks;
