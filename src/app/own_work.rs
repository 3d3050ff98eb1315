//! Which changes this tab made: what Undo offers, before and after the page is
//! loaded anew. Only ids are remembered, for as long as the tab lives. A new
//! tab has done nothing yet; what is in the log from others is taken back from
//! the history of a record, where one sees what it was.

use std::collections::BTreeSet;

use leptos::prelude::*;
use uuid::Uuid;

use crate::platform::tab_memory;

/// So many are remembered: more than Undo goes back, with their undoings.
const REMEMBERED: usize = 400;

/// The transactions of this tab. A copy is a handle to the same.
#[derive(Clone, Copy)]
pub(super) struct OwnWork(StoredValue<Vec<Uuid>>);

impl OwnWork {
    /// What this tab did before its page was loaded anew.
    pub fn recall() -> Self {
        let text = tab_memory::recall().unwrap_or_default();
        Self(StoredValue::new(text.split(' ').filter_map(|id| id.parse().ok()).collect()))
    }

    /// Takes note of a transaction.
    pub fn note(self, transaction: Uuid) {
        self.0.update_value(|done| {
            done.push(transaction);
            let beyond = done.len().saturating_sub(REMEMBERED);
            done.drain(..beyond);
            let ids: Vec<String> = done.iter().map(Uuid::to_string).collect();
            tab_memory::remember(&ids.join(" "));
        });
    }

    /// All of them.
    pub fn all(self) -> BTreeSet<Uuid> {
        self.0.with_value(|done| done.iter().copied().collect())
    }
}
