//! Takes records that were removed for good out of the history too. What a
//! record linked to it said about it (its id) stays with that record.

use std::collections::BTreeSet;

use crate::domain::change::{Patch, Transaction, Verb};
use crate::domain::record::RecordRef;

/// The records that a purge removed; none for any other transaction.
pub(super) fn purged(transaction: &Transaction) -> BTreeSet<RecordRef> {
    if transaction.label.verb != Verb::Purged {
        return BTreeSet::new();
    }
    transaction.patches.iter().filter(|patch| patch.to.is_none()).map(Patch::reference).collect()
}

/// A purge or an archiving without what it removed: neither values nor name.
pub(super) fn without_content(mut purge: Transaction) -> Transaction {
    for patch in purge.patches.iter_mut().filter(|patch| patch.to.is_none()) {
        patch.from = None;
    }
    if purge.label.collection.is_some() {
        purge.label.subject.clear();
    }
    purge
}

/// Takes the purged records out of earlier transactions. One that changed
/// nothing else goes; one that is named after such a record loses the name.
pub(super) fn scrub(log: &mut Vec<Transaction>, purged: &BTreeSet<RecordRef>) {
    log.retain_mut(|transaction| scrub_one(transaction, purged));
}

/// Whether a patch holds anything of a purged record.
pub(super) fn tells_of(patch: &Patch, purged: &BTreeSet<RecordRef>) -> bool {
    purged.contains(&patch.reference()) && (patch.from.is_some() || patch.to.is_some())
}

/// Takes the purged records out of one transaction; false if nothing is left
/// of it. That they were purged is kept.
pub(super) fn scrub_one(transaction: &mut Transaction, purged: &BTreeSet<RecordRef>) -> bool {
    let patches = transaction.patches.len();
    transaction.patches.retain(|patch| !tells_of(patch, purged));
    let named = purged.iter().any(|record| Some(record.collection) == transaction.label.collection);
    if named && transaction.patches.len() < patches {
        transaction.label.subject.clear();
    }
    !transaction.patches.is_empty()
}
