//! Which changes are this tab's own: what Undo offers, before and after the page
//! is loaded anew. Those are the ones it made, and those that were there when
//! the tab was opened, so that yesterday's work can be taken back; what other
//! tabs did since is theirs. Only ids are remembered, as long as the tab lives.

use std::collections::BTreeSet;

use leptos::prelude::*;
use uuid::Uuid;

use crate::domain::change::Transaction;
use crate::platform::tab_memory;

/// So many are remembered: more than Undo goes back, with their undoings.
const REMEMBERED: usize = 400;

/// The transactions of this tab. A copy is a handle to the same.
#[derive(Clone, Copy)]
pub(super) struct OwnWork {
    done: StoredValue<Vec<Uuid>>,
    /// True until a tab that has only now been opened knows what was there.
    is_new: StoredValue<bool>,
}

impl OwnWork {
    /// What the page before this one in the same tab remembered.
    pub fn recall() -> Self {
        let text = tab_memory::recall();
        let done = text.iter().flat_map(|text| text.split(' ')).filter_map(|id| id.parse().ok()).collect();
        Self { done: StoredValue::new(done), is_new: StoredValue::new(text.is_none()) }
    }

    /// Takes note of a transaction.
    pub fn note(self, transaction: Uuid) {
        self.update(|done| done.push(transaction));
    }

    /// What is this tab's own, of all that was done.
    pub fn of(self, log: &[Transaction]) -> BTreeSet<Uuid> {
        if self.is_new.get_value() {
            self.is_new.set_value(false);
            self.update(|done| drop(done.splice(0..0, log.iter().map(|transaction| transaction.id))));
        }
        self.done.with_value(|done| done.iter().copied().collect())
    }

    fn update(self, update: impl FnOnce(&mut Vec<Uuid>)) {
        self.done.update_value(|done| {
            update(done);
            let beyond = done.len().saturating_sub(REMEMBERED);
            done.drain(..beyond);
            let ids: Vec<String> = done.iter().map(Uuid::to_string).collect();
            // Of a tab that is still new nothing is remembered: loaded anew, it is as new as before.
            if !self.is_new.get_value() {
                tab_memory::remember(&ids.join(" "));
            }
        });
    }
}
