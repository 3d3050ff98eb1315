//! What people see.

pub mod components;
