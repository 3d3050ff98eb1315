//! One way through records: keys, then the blocks of those that share one,
//! then the pairs that are worth a look. Each is a phase that can stop anywhere.

use std::mem;

use super::keys::{Entry, Name, Sort, entries, letters};
use super::{BLOCK, FEW, Pair, next_block};
use crate::domain::matching::Known;
use crate::domain::order::InOrder;
use crate::domain::record::{Collection, Record};
use crate::domain::workflow::merge_records::are_distinct;

/// How much looking at a pair in full costs beside looking at a record's keys.
const PAIR: usize = 4;
/// With how many of those next to it one of a crowded block is compared.
const NEXT: usize = 3;

/// The name of a record that is not there.
static NOBODY: Name = Name::none();

/// One way through records.
#[derive(Debug)]
pub(super) struct Pass {
    records: Vec<Record>,
    names: Vec<Name>,
    /// False where leads are compared with the others.
    is_within: bool,
    phase: Phase,
    /// The keys, in lots that can each be sorted in a moment. Those that are
    /// the same are in the same lot.
    lots: Vec<Vec<Entry>>,
    /// The lot that is gone through.
    lot: usize,
    /// How many records, entries of the lot or candidates are done.
    done: usize,
    /// Positions of two records, the smaller first.
    candidates: Vec<(u32, u32)>,
    found: Vec<Pair>,
    crowded: usize,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Phase {
    Keys,
    Blocks,
    Pairs,
}

impl Pass {
    /// Compares records of one collection with each other.
    pub(super) fn within(records: Vec<Record>) -> Self {
        Self {
            records,
            names: Vec::new(),
            is_within: true,
            phase: Phase::Keys,
            lots: vec![Vec::new(); Entry::LOTS],
            lot: 0,
            done: 0,
            candidates: Vec::new(),
            found: Vec::new(),
            crowded: 0,
        }
    }

    /// Compares the leads among the records with the others.
    pub(super) fn across(records: Vec<Record>) -> Self {
        Self { is_within: false, ..Self::within(records) }
    }

    pub(super) fn is_across(&self) -> bool {
        !self.is_within
    }

    /// How much is done, in parts of a thousand.
    pub(super) fn share(&self) -> usize {
        let (from, to, of) = match self.phase {
            Phase::Keys => (0, 400, self.records.len()),
            Phase::Blocks => return 400 + 200 * self.lot / Entry::LOTS,
            Phase::Pairs => (600, 1_000, self.candidates.len()),
        };
        from + (to - from) * self.done / of.max(1)
    }

    /// The pairs, and how many keys were crowded.
    pub(super) fn take_found(&mut self) -> (Vec<Pair>, usize) {
        (mem::take(&mut self.found), self.crowded)
    }

    /// Works until the budget is spent; true once all is done.
    pub(super) fn step(&mut self, left: &mut usize) -> bool {
        loop {
            let finished = match self.phase {
                Phase::Keys => self.step_keys(left),
                Phase::Blocks => self.step_blocks(left),
                Phase::Pairs => self.step_pairs(left),
            };
            match (finished, self.phase) {
                (false, _) => return false,
                (true, Phase::Keys) => self.begin_blocks(),
                (true, Phase::Blocks) => self.begin_pairs(),
                (true, Phase::Pairs) => return true,
            }
        }
    }

    fn step_keys(&mut self, left: &mut usize) -> bool {
        while let Some(record) = self.records.get(self.done) {
            if !spend(left, 1) {
                return false;
            }
            let name = Name::of(record);
            let at = u32::try_from(self.done).unwrap_or(u32::MAX);
            let reached_only = !self.is_within;
            let lots = &mut self.lots;
            entries(record, &name, at, &mut |entry| {
                if !reached_only || matches!(entry.sort, Sort::Email | Sort::Phone) {
                    put(lots, entry);
                }
            });
            self.names.push(name);
            self.done += 1;
        }
        true
    }

    fn begin_blocks(&mut self) {
        if self.is_within {
            let lots = &mut self.lots;
            letters(&self.names, &mut |entry| put(lots, entry));
        }
        (self.phase, self.done) = (Phase::Blocks, 0);
    }

    fn step_blocks(&mut self, left: &mut usize) -> bool {
        while let Some(lot) = self.lots.get_mut(self.lot) {
            if *left == 0 {
                return false;
            }
            let mut all = mem::take(lot);
            if self.done == 0 {
                spend(left, all.len() / 4);
                all.sort_unstable();
                all.dedup();
            }
            let mut rest = all.get(self.done..).unwrap_or_default();
            // Of a lot that was sorted just now at least one block is done.
            while let Some(block) = next_block(&mut rest) {
                self.done += block.len();
                self.look_through(block, left);
                if *left == 0 {
                    break;
                }
            }
            if self.done < all.len() {
                if let Some(lot) = self.lots.get_mut(self.lot) {
                    *lot = all;
                }
                return false;
            }
            (self.lot, self.done) = (self.lot + 1, 0);
        }
        true
    }

    /// Takes note of the pairs of a block that are worth a look. A block is
    /// small enough to be gone through in one go.
    fn look_through(&mut self, block: &[Entry], left: &mut usize) {
        spend(left, block.len());
        let [first, _, ..] = block else { return };
        let (sort, size) = (first.sort, block.len());
        let mut places: Vec<u32> = block.iter().map(|entry| entry.at).collect();
        let crowded = size > BLOCK;
        if crowded {
            // Rare letters are a means to find, nothing that is shared.
            self.crowded += usize::from(
                self.is_within && sort != Sort::Letters && !(sort == Sort::Name && self.is_name_weak(first.at)),
            );
            places.order_by(|a, b| self.name(*a).sorted.cmp(&self.name(*b).sorted).then(a.cmp(b)));
        }
        self.compare(sort, &places, if crowded { NEXT } else { size }, size, left);
        if crowded && sort == Sort::Letters {
            // Names that differ at their beginning stand together by their end.
            places.order_by(|a, b| self.name(*a).folded.bytes().rev().cmp(self.name(*b).folded.bytes().rev()));
            self.compare(sort, &places, NEXT, size, left);
        }
    }

    /// Compares each with the next ones.
    fn compare(&mut self, sort: Sort, places: &[u32], next: usize, size: usize, left: &mut usize) {
        for (at, one) in places.iter().enumerate() {
            for other in places.iter().skip(at + 1).take(next) {
                spend(left, 1);
                if self.is_worth_a_look(sort, *one, *other, size) {
                    self.candidates.push((*one.min(other), *one.max(other)));
                }
            }
        }
    }

    fn name(&self, at: u32) -> &Name {
        self.names.get(at as usize).unwrap_or(&NOBODY)
    }

    /// True where a name says little by itself: a person's.
    fn is_name_weak(&self, at: u32) -> bool {
        self.name(at).is_person
    }

    fn is_worth_a_look(&self, sort: Sort, one: u32, other: u32, size: usize) -> bool {
        if !self.is_within && !self.is_lead_and_other(one, other) {
            return false;
        }
        let (one, other) = (self.name(one), self.name(other));
        let persons = one.is_person && other.is_person;
        match sort {
            Sort::Email => size <= FEW || !persons || one.may_be(other),
            Sort::Phone => !persons || one.may_be(other),
            Sort::Domain => true,
            Sort::Name => one.is_person == other.is_person && (!persons || size <= FEW),
            Sort::Place if persons => one.is_like(other),
            Sort::Place => one.is_person != other.is_person && size <= FEW,
            Sort::Letters => one.is_like(other),
        }
    }

    fn is_lead_and_other(&self, one: u32, other: u32) -> bool {
        let is_lead =
            |at: u32| self.records.get(at as usize).is_some_and(|record| record.collection() == Collection::Lead);
        is_lead(one) != is_lead(other)
    }

    fn begin_pairs(&mut self) {
        self.candidates.sort_unstable();
        self.candidates.dedup();
        (self.phase, self.done) = (Phase::Pairs, 0);
    }

    fn step_pairs(&mut self, left: &mut usize) -> bool {
        let mut known: Option<(u32, Known)> = None;
        while let Some((first, second)) = self.candidates.get(self.done).copied() {
            if !spend(left, PAIR) {
                return false;
            }
            self.done += 1;
            // Across collections the lead comes first: of all it stands last.
            let (one, other) = if self.is_within { (first, second) } else { (second, first) };
            let (Some(record), Some(other)) = (self.records.get(one as usize), self.records.get(other as usize)) else {
                continue;
            };
            if known.as_ref().is_none_or(|(of, _)| *of != one) {
                known = Known::of(record).map(|known| (one, known));
            }
            let Some((_, known)) = &known else { continue };
            if let Some((reasons, score)) = known.compared_with(record, other).filter(|_| !are_distinct(record, other))
            {
                self.found.push(Pair { one: record.reference(), other: other.reference(), reasons, score });
            }
        }
        true
    }
}

fn put(lots: &mut [Vec<Entry>], entry: Entry) {
    if let Some(lot) = lots.get_mut(entry.lot()) {
        lot.push(entry);
    }
}

/// Takes from the budget; false where nothing was left of it.
fn spend(left: &mut usize, much: usize) -> bool {
    let had = *left > 0;
    *left = left.saturating_sub(much);
    had
}
