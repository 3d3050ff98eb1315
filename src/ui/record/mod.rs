//! What every record type has in common on screen: its list and its page,
//! drawn from the field table.

pub mod cell_editor;
pub mod columns;
pub mod favourite;
pub mod list;
pub mod page;
pub mod past;
pub mod trail;

mod alike;
mod fields;
mod heading;
mod history;
mod look;
mod related;
mod tags;
mod timeline;

pub(super) use heading::key_figures;
