//! All words on screen that name things of the domain or tell what happened.
//! Plain text from plain data: knows no widgets and no browser, so that tests
//! ask it natively whether every field has a name.

pub mod builder;
pub mod choices;
pub mod concepts;
pub mod counts;
pub mod days;
pub mod empties;
pub mod fields;
pub mod german;
pub mod help;
pub mod intake;
pub mod matches;
#[cfg(feature = "ui")]
pub mod notices;
pub mod plain;
pub mod query;
pub mod sentences;
pub mod terms;
pub mod tour;
pub mod views;
pub mod vocabulary;
pub mod which;
