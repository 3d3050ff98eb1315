//! The pages that are more than a list or a record: Home, the board, and the
//! conversion of a lead.

pub mod board;
pub mod convert;
pub mod convert_many;
pub mod duplicates;
pub mod help;
pub mod home;
pub mod which;
