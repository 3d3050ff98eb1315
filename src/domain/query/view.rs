//! What a list shows: which records, in which order, with which columns and
//! groups; and how that is written in addresses.

use std::fmt;

use super::super::record::Collection;
use super::filter::Filter;
use super::subject::subject;

/// What a list shows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct View {
    /// Which records.
    pub filter: Filter,
    /// By what they are sorted, the most important first. The newest come
    /// first where nothing tells two apart.
    pub sort: Vec<Sort>,
    /// The keys of the columns in order; empty for the usual ones.
    pub columns: Vec<String>,
    /// The key of what the rows are grouped by.
    pub group: Option<String>,
}

/// One thing to sort by.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Sort {
    /// The key of a field or of what is derived.
    pub key: &'static str,
    /// The greatest first. What is empty stands last either way.
    pub descending: bool,
}

impl Sort {
    /// Reads `-amount,name`; what is no field of the collection is left out,
    /// and so is what is named twice.
    pub fn parse(collection: Collection, text: &str) -> Vec<Self> {
        let mut found: Vec<Self> = Vec::new();
        for part in text.split(',') {
            let (key, descending) = part.strip_prefix('-').map_or((part, false), |key| (key, true));
            if let Some(subject) = subject(collection, key)
                && found.iter().all(|sort| sort.key != subject.key)
            {
                found.push(Self { key: subject.key, descending });
            }
        }
        found
    }

    /// Several as they are written: `-amount,name`.
    pub fn write(sorts: &[Self]) -> String {
        sorts.iter().map(Self::to_string).collect::<Vec<_>>().join(",")
    }
}

impl fmt::Display for Sort {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", if self.descending { "-" } else { "" }, self.key)
    }
}
