//! One query model: which records, in which order, with which columns and
//! groups. The filter field, saved views, addresses, bulk actions and exports
//! all speak it, and all of it is plain data.
//!
//! - [`Filter`] is the tree, and has a text that people type ([`parse`]);
//! - [`View`] is a filter with sorting, columns and grouping;
//! - [`Table`] answers views over a collection, kept up change by change.

pub mod condition;
pub mod facts;
pub mod fault;
pub mod filter;
pub mod matching;
pub mod outline;
pub mod parse;
pub mod period;
pub mod subject;
pub mod table;
mod texts;
mod typed;
pub mod value;
pub mod view;

use chrono::{DateTime, NaiveDate, Utc};

use super::id::Id;
use super::profile::Profile;
pub use fault::{Fault, FaultKind};
pub use filter::{Compare, Filter, Test};
pub use parse::parse;
pub use subject::{KEYS, Subject, Wording, subject, subjects};
pub use table::Table;
pub use view::{Sort, View};

/// Who asks, and when: what a filter means may depend on it.
#[derive(Clone, Copy)]
pub struct Asking {
    /// The calendar day where the person is.
    pub today: NaiveDate,
    /// The profile that asks: `owner:me`.
    pub actor: Option<Id<Profile>>,
    /// The calendar day of an instant where the person is.
    pub local_day: fn(DateTime<Utc>) -> NaiveDate,
    /// The words for people.
    pub wording: Wording,
}
