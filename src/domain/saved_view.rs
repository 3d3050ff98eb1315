//! Views that people keep: what a list shows, under a name. A view holds the
//! same texts as an address, so that it is readable in files and survives
//! fields that come and go.

use serde::{Deserialize, Serialize};

use super::record::{Collection, record};

record! {
    /// What a list shows, under a name.
    SavedView {
        /// What it is called.
        name: String => Text,
        /// The list that it is a view of.
        list: ListOf => Choice(&["account", "contact", "lead", "opportunity", "activity"]),
        /// Which records, in the language of filters.
        filter: String => LongText,
        /// By what they are sorted: `-amount,name`.
        sort: String => Text,
        /// The keys of the columns with commas between; empty for the usual ones.
        columns: String => Text,
        /// The key of what the rows are grouped by; empty for none.
        group: String => Text,
        /// True when it has a tab of its own.
        pinned: bool => Flag,
        /// True for the one that a list opens with.
        opens_first: bool => Flag,
        /// Its place in the list, smallest first.
        position: u32 => Number,
    }
}

impl SavedView {
    /// What it is called.
    pub fn title(&self) -> String {
        self.name.clone()
    }
}

/// The record types that have lists.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum ListOf {
    #[default]
    Account,
    Contact,
    Lead,
    Opportunity,
    Activity,
}

impl ListOf {
    /// The records of the list.
    pub const fn collection(self) -> Collection {
        match self {
            Self::Account => Collection::Account,
            Self::Contact => Collection::Contact,
            Self::Lead => Collection::Lead,
            Self::Opportunity => Collection::Opportunity,
            Self::Activity => Collection::Activity,
        }
    }
}
