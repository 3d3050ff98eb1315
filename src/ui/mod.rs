//! What people see. Reads the workspace through [`crate::app::crm`], changes
//! it through commands, and has no business rule of its own.

#[cfg(feature = "ui")]
pub mod app;
#[cfg(feature = "ui")]
pub mod header;
#[cfg(feature = "ui")]
pub mod lock_screen;
#[cfg(feature = "ui")]
pub mod navigation;
#[cfg(feature = "ui")]
pub mod notices;
#[cfg(feature = "ui")]
pub mod titles;

#[cfg(feature = "ui")]
pub mod data;
#[cfg(feature = "ui")]
pub mod pages;
#[cfg(feature = "ui")]
pub mod past;
#[cfg(feature = "ui")]
pub mod record;
#[cfg(feature = "ui")]
mod reminders;
#[cfg(feature = "ui")]
pub mod save_banner;
#[cfg(feature = "ui")]
pub mod search;
#[cfg(feature = "ui")]
pub mod settings;
#[cfg(feature = "ui")]
pub mod thumb_bar;
#[cfg(feature = "ui")]
pub mod tour;
#[cfg(feature = "ui")]
pub mod trash;
#[cfg(feature = "ui")]
pub mod version_banner;

#[cfg(feature = "ui")]
pub mod components;
#[cfg(feature = "ui")]
pub mod form;
#[cfg(feature = "ui")]
pub mod show;

pub mod actions;
pub mod palette;
pub mod words;
