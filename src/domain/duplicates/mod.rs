//! Looking for records that are there twice, through the whole workspace: who
//! might be who is looked up under shared keys, never by comparing everybody
//! with everybody, and then told with the [`Reason`]s of matching.
//!
//! - D1 Accounts are compared with accounts, contacts with contacts, leads with
//!   leads. A lead whose address or number is a contact's or an account's is
//!   named as known already: it is to be converted, not merged.
//! - D2 Whoever shares an e-mail address is a pair; so are accounts with one
//!   phone number, web domain or company name, and persons with one phone
//!   number and names that do not contradict each other.
//! - D3 A name alone counts only where three at most bear it; so does an
//!   address alone where the names contradict each other: mailboxes such as
//!   `info@` are many people's. With one account, company or domain besides,
//!   every name counts, also one written a little differently.
//! - D4 Companies count too where their names are written much alike.
//! - D5 Of a key that more than [`BLOCK`] records share, each is compared with
//!   the few next to it in order of names; how many such keys there were is said.
//! - D6 Pairs that somebody said are not the same are left out, and so are
//!   converted leads and what lies in the Trash.
//! - D7 Those that hang together are one group, the likeliest group first. The
//!   same workspace gives the same groups in the same order.
//!
//! A scan is worked off in steps, on the records as they were when it began.

mod groups;
mod keys;
mod pass;

use std::mem;

use super::matching::Reason;
use super::record::{Collection, Record, RecordRef};
use super::workflow::merge_records::are_distinct;
use super::workspace::Workspace;
use crate::domain::order::InOrder;
use groups::grouped;
use keys::Entry;
use pass::Pass;

/// The most records under one key of which each is compared with each.
pub const BLOCK: usize = 200;
/// How many bear a name or an address that still counts alone.
const FEW: usize = 3;

/// Two records that may be one.
#[derive(Clone, Debug, PartialEq)]
pub struct Pair {
    /// One of them.
    pub one: RecordRef,
    /// The other; as the reasons are written on it.
    pub other: RecordRef,
    /// What speaks for it, the strongest first; never empty.
    pub reasons: Vec<Reason>,
    /// The strength of the reasons together.
    pub score: u32,
}

/// Records that hang together, each with at least one other.
#[derive(Clone, Debug, PartialEq)]
pub struct Group {
    /// The records, in order of their ids.
    pub records: Vec<RecordRef>,
    /// The pairs among them, the strongest first.
    pub pairs: Vec<Pair>,
}

impl Group {
    /// True for records of that collection.
    pub fn is_of(&self, collection: Collection) -> bool {
        self.records.first().is_some_and(|record| record.collection == collection)
    }

    /// How strongly its strongest pair belongs together.
    pub fn score(&self) -> u32 {
        self.pairs.first().map_or(0, |pair| pair.score)
    }
}

/// What a scan has found.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Findings {
    /// The groups of all collections, the likeliest of each first.
    pub groups: Vec<Group>,
    /// Leads, each with the contact or account that it probably is already.
    pub known: Vec<Pair>,
    /// How many records were looked at.
    pub records: usize,
    /// How many keys more than [`BLOCK`] records share (D5).
    pub crowded: usize,
}

impl Findings {
    /// What of it is still so: without what has been merged, converted, told
    /// apart or deleted since.
    #[must_use]
    pub fn still_open(&self, workspace: &Workspace) -> Self {
        let there = |record: RecordRef| workspace.find(record).filter(|record| is_scanned(record));
        let is_open = |pair: &&Pair| match (there(pair.one), there(pair.other)) {
            (Some(one), Some(other)) => !are_distinct(one, other),
            _ => false,
        };
        let open = |pairs: &[Pair]| pairs.iter().filter(is_open).cloned().collect::<Vec<_>>();
        let (mut whole, mut broken) = (Vec::new(), Vec::new());
        for group in &self.groups {
            let pairs = open(&group.pairs);
            if pairs.len() == group.pairs.len() {
                whole.push(group.clone());
            } else {
                broken.extend(pairs);
            }
        }
        whole.extend(grouped(broken));
        whole.order_by_key(|group| (std::cmp::Reverse(group.score()), group.records.first().copied()));
        Self { groups: whole, known: open(&self.known), ..*self }
    }
}

/// How far a scan is, in parts of a thousand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Progress {
    /// Not done yet.
    Working(u32),
    /// Nothing is left to do.
    Done,
}

/// The collections that are looked through.
pub const SCANNED: [Collection; 3] = [Collection::Account, Collection::Contact, Collection::Lead];

/// A search for duplicates, worked off in steps.
#[derive(Debug)]
pub struct Scan {
    /// What is still to do, the next one last.
    passes: Vec<Pass>,
    of: usize,
    findings: Findings,
}

impl Scan {
    /// Begins a scan of the records as they are now.
    pub fn new(workspace: &Workspace) -> Self {
        let live = |collection: Collection| workspace.records(collection).filter(|record| is_scanned(record)).cloned();
        let all: Vec<Record> = SCANNED.into_iter().flat_map(live).collect();
        let findings = Findings { records: all.len(), ..Findings::default() };
        let mut passes: Vec<Pass> =
            SCANNED.into_iter().map(|collection| Pass::within(live(collection).collect())).collect();
        passes.push(Pass::across(all));
        passes.reverse();
        Self { of: passes.len(), passes, findings }
    }

    /// Works for a while: `budget` is about the number of records or pairs looked at.
    pub fn step(&mut self, budget: usize) -> Progress {
        let mut left = budget;
        while let Some(pass) = self.passes.last_mut() {
            if !pass.step(&mut left) {
                let within = pass.share();
                let done = (self.of - self.passes.len()) * 1_000 + within;
                return Progress::Working(u32::try_from(done / self.of).unwrap_or(1_000));
            }
            let (pairs, crowded) = pass.take_found();
            self.findings.crowded += crowded;
            if pass.is_across() {
                self.findings.known = best_of_each(pairs);
            } else {
                self.findings.groups.extend(grouped(pairs));
            }
            self.passes.pop();
        }
        Progress::Done
    }

    /// What was found, once all is done.
    pub fn take_findings(&mut self) -> Findings {
        mem::take(&mut self.findings)
    }
}

fn is_scanned(record: &Record) -> bool {
    record.is_live() && !matches!(record, Record::Lead(lead) if lead.is_converted())
}

/// Of each lead the strongest pair; the likeliest lead first.
fn best_of_each(mut pairs: Vec<Pair>) -> Vec<Pair> {
    pairs.order_by_key(|pair| (pair.one, std::cmp::Reverse(pair.score), pair.other));
    pairs.dedup_by_key(|pair| pair.one);
    pairs.order_by_key(|pair| (std::cmp::Reverse(pair.score), pair.one));
    pairs
}

/// The entries of one key, which is taken out of the front of a sorted list.
fn next_block<'a>(entries: &mut &'a [Entry]) -> Option<&'a [Entry]> {
    let first = entries.first()?;
    let size = entries.partition_point(|entry| (entry.sort, entry.key) <= (first.sort, first.key));
    let all = mem::take(entries);
    let (block, rest) = all.split_at(size);
    *entries = rest;
    Some(block)
}
