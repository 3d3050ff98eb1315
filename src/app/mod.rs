//! The reactive shell: turns plain state into signals, and intent into
//! commands. Knows neither words nor widgets.

pub mod history_budget;
pub mod language;
pub mod room;
pub mod route;
pub mod vocabulary;

#[cfg(feature = "ui")]
pub mod alike;
#[cfg(feature = "ui")]
pub mod arrival;
#[cfg(feature = "ui")]
pub mod crm;
#[cfg(feature = "ui")]
mod day;
#[cfg(feature = "ui")]
pub mod door;
#[cfg(feature = "ui")]
pub mod finder;
#[cfg(feature = "ui")]
pub mod incoming;
#[cfg(feature = "ui")]
pub mod keyboard;
#[cfg(feature = "ui")]
pub mod large_demo;
#[cfg(feature = "ui")]
pub mod lists;
#[cfg(feature = "ui")]
pub mod locale;
#[cfg(feature = "ui")]
pub mod locking;
#[cfg(feature = "ui")]
pub mod notices;
#[cfg(feature = "ui")]
pub mod offline;
#[cfg(feature = "ui")]
mod own_work;
#[cfg(feature = "ui")]
pub mod past;
#[cfg(feature = "ui")]
pub mod persistence;
#[cfg(feature = "ui")]
pub mod preferences;
#[cfg(feature = "ui")]
pub mod reminders;
#[cfg(feature = "ui")]
mod rescue;
#[cfg(feature = "ui")]
pub mod router;
#[cfg(feature = "ui")]
mod save_status;
#[cfg(feature = "ui")]
pub mod saver;
#[cfg(feature = "ui")]
pub mod slices;
#[cfg(feature = "ui")]
pub mod transfer;
