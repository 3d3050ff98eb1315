//! What a CRM is: records, the rules between them and the numbers drawn from
//! them. Plain data and pure functions; no clock, no randomness, no browser.
//! Time, ids and the person acting come in through [`env::Env`].

pub mod day;
pub mod env;
pub mod field;
pub(crate) mod field_value;
pub mod id;
pub mod money;
pub mod order;
pub mod record;
pub mod text;

pub mod account;
pub mod activity;
pub mod contact;
pub mod lead;
pub mod opportunity;
pub mod option;
pub mod pipeline;
pub mod profile;
pub mod query;
pub mod saved_view;
pub mod settings;
pub mod starter;

pub mod change;
pub mod command;
pub mod draft;
pub mod links;
mod referrers;
pub mod reminder;
pub mod undo;
pub mod validate;
pub mod workflow;
pub mod workspace;

pub mod alike;
pub mod as_of;
pub mod board;
pub mod calendar;
pub mod duplicates;
pub mod forecast;
pub mod matching;
pub mod overview;
pub mod pace;
pub mod sample;
pub mod search;
pub mod timeline;
pub mod today;
pub mod which;
