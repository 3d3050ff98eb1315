//! Relata: a CRM that lives in your browser.
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing))]

pub mod app;
pub mod domain;
pub mod interchange;
pub mod packing;
pub mod store;

#[cfg(feature = "ui")]
pub mod platform;

pub mod ui;
