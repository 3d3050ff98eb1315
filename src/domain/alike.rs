//! Who a record might be besides itself, and which leads may belong to an
//! account: looked for in steps, so that a page can draw in between. What it
//! finds are hints; two records are one only when somebody says so.

use uuid::Uuid;

use super::account::Account;
use super::lead::Lead;
use super::matching::{Duplicate, Known, Reason};
use super::order::InOrder;
use super::record::{Collection, Record, RecordRef, Stored};
use super::workflow::merge_records::are_distinct;
use super::workspace::Workspace;

/// The most hints that are given of each sort.
const MOST: usize = 5;

/// A search for those like one record.
#[derive(Debug)]
pub struct Search {
    record: Record,
    known: Known,
    /// What is still to be gone through, the next last.
    collections: Vec<Collection>,
    /// How far the next collection has been gone through.
    after: Option<Uuid>,
    found: Vec<Duplicate>,
}

impl Search {
    /// Begins; `None` for records that nobody enters twice.
    pub fn of(record: &Record) -> Option<Self> {
        let known = Known::of(record).filter(|_| record.is_live())?;
        let collections = match record {
            Record::Account(_) => vec![Collection::Lead, Collection::Account],
            Record::Contact(_) => vec![Collection::Lead, Collection::Contact],
            _ => vec![Collection::Account, Collection::Contact, Collection::Lead],
        };
        Some(Self { record: record.clone(), known, collections, after: None, found: Vec::new() })
    }

    /// Compares the next records, at most `many`. True while there are more.
    pub fn step(&mut self, workspace: &Workspace, many: usize) -> bool {
        let Some(collection) = self.collections.last().copied() else { return false };
        let mut left = many;
        let after = self.after.take();
        for other in workspace.records_after(collection, after).take(many) {
            left -= 1;
            self.after = Some(other.uuid());
            if other.is_live() && other.reference() != self.record.reference() && !are_distinct(&self.record, other) {
                self.found.extend(self.compared(other));
            }
        }
        if left > 0 {
            self.collections.pop();
            self.after = None;
        }
        !self.collections.is_empty()
    }

    /// Those found so far, the likeliest first, a few of each collection.
    pub fn found(mut self) -> Vec<Duplicate> {
        self.found.order_by_key(|found| (std::cmp::Reverse(found.score), found.record));
        let mut taken = [0; Collection::ALL.len()];
        self.found.retain(|found| {
            let place = Collection::ALL.iter().position(|of| *of == found.record.collection);
            place.and_then(|place| taken.get_mut(place)).is_some_and(|taken| {
                *taken += 1;
                *taken <= MOST
            })
        });
        self.found
    }

    fn compared(&self, other: &Record) -> Option<Duplicate> {
        let (reasons, score) = match (&self.record, other) {
            (_, Record::Lead(lead)) if lead.is_converted() => return None,
            (Record::Account(account), Record::Lead(lead)) => self.belonging(account, lead)?,
            _ => self.known.compared_with(&self.record, other).filter(|(reasons, _)| is_worth_a_look(reasons))?,
        };
        Some(Duplicate { record: other.reference(), reasons, score, customer: false })
    }

    /// What speaks for a lead belonging to an account, if anybody but its candidate says so.
    fn belonging(&self, account: &Account, lead: &Lead) -> Option<(Vec<Reason>, u32)> {
        let is_named = lead.candidate_account.is_some_and(|named| named != account.id());
        if is_named { None } else { self.known.has_a_place_for(lead) }
    }
}

/// More than a name, or a company called the same. So many people share a
/// name that it alone says nothing.
fn is_worth_a_look(reasons: &[Reason]) -> bool {
    let company = |reason: &Reason| matches!(reason, Reason::SameCompany { .. });
    reasons.iter().any(|reason| reason.is_strong() || company(reason))
}

/// All of a search at once.
pub fn alike(workspace: &Workspace, record: RecordRef) -> Vec<Duplicate> {
    let Some(mut search) = workspace.find(record).and_then(Search::of) else { return Vec::new() };
    while search.step(workspace, usize::MAX) {}
    search.found()
}
