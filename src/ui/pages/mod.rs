//! The pages that are more than a list or a record: Home, the board, the
//! calendar, intake, the conversion of leads, duplicates and help.

pub mod board;
pub mod calendar;
pub mod convert;
pub mod convert_many;
pub mod duplicates;
pub mod help;
pub mod home;
pub mod intake;
pub mod which;

mod agenda_item;
mod whose;
