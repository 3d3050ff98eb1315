//! What the figures of the storage mean for a person: how much a record takes
//! and how many more fit. Pure, so that the figures are tested natively.

use std::collections::BTreeMap;

use crate::domain::record::Collection;
use crate::store::vault::Usage;

/// Fewer records than this tell nothing of what one takes.
const TELLING: usize = 10;

/// What a record takes in characters, as measured on those there are, the
/// latest changes included; `None` where there are too few to tell.
pub fn per_record(usage: &Usage) -> Option<usize> {
    let (count, taken) = main_records(usage);
    (count >= TELLING).then(|| taken.div_ceil(count))
}

/// How many records there are besides lists and settings, and what they take,
/// the latest changes included.
fn main_records(usage: &Usage) -> (usize, usize) {
    let main = Collection::MAIN.iter();
    let count = main.clone().filter_map(|collection| usage.counts.get(collection)).sum();
    let packed: usize = main.filter_map(|collection| usage.by_collection.get(collection)).sum();
    (count, packed + usage.journal)
}

/// How many more records fit at least, if they are as those there are, in round
/// figures: the latest changes take less room once they are packed.
pub fn more_records(usage: &Usage) -> Option<usize> {
    per_record(usage).map(|each| rounded_down(usage.free() / each.max(1)))
}

/// About how many characters records take that go, by how many of each
/// collection, as measured on all there are.
pub fn frees(usage: &Usage, going: &BTreeMap<Collection, usize>) -> usize {
    let (all, taken) = main_records(usage);
    let share = |(collection, number): (&Collection, &usize)| -> u64 {
        // What stands only in the latest changes is not measured by collection.
        let packed = usage.by_collection.get(collection).copied().filter(|packed| *packed > 0);
        let there = packed.and(usage.counts.get(collection).copied()).unwrap_or(all);
        let packed = packed.unwrap_or(taken);
        // Wider than the addresses of a browser: a product of two figures may be beyond them.
        packed as u64 * *number as u64 / there.max(1) as u64
    };
    let freed: u64 = going.iter().map(share).sum();
    rounded_down(usize::try_from(freed).unwrap_or(usize::MAX))
}

/// A number with two digits that count: more would be pretence.
fn rounded_down(number: usize) -> usize {
    let step = 10_usize.saturating_pow(number.checked_ilog10().unwrap_or(0).saturating_sub(1));
    number - number % step.max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn usage(count: usize, packed: usize, journal: usize) -> Usage {
        let mut usage = Usage { quota: 5_000_000, records: packed, journal, ..Usage::default() };
        usage.counts.insert(Collection::Lead, count);
        usage.by_collection.insert(Collection::Lead, packed);
        usage
    }

    #[test]
    fn what_a_record_takes_is_measured_on_those_there_are() {
        let usage = usage(1_000, 400_000, 100_000);
        assert_eq!((per_record(&usage), more_records(&usage)), (Some(500), Some(9_000)));
    }

    #[test]
    fn the_lists_that_every_workspace_starts_with_do_not_count() {
        let mut usage = usage(10, 5_000, 0);
        usage.counts.insert(Collection::Stage, 7);
        usage.by_collection.insert(Collection::Stage, 70_000);
        assert_eq!(per_record(&usage), Some(500));
    }

    #[test]
    fn a_handful_of_records_tells_nothing() {
        assert_eq!(more_records(&usage(9, 9_000, 0)), None);
    }

    #[test]
    fn what_goes_frees_its_share() {
        let usage = usage(1_000, 505_000, 0);
        assert_eq!(frees(&usage, &BTreeMap::from([(Collection::Lead, 100)])), 50_000);
        assert_eq!(frees(&usage, &BTreeMap::from([(Collection::Activity, 5)])), 2_500, "not packed yet");
    }

    #[test]
    fn round_figures_never_promise_too_much() {
        let rounded = [0, 7, 99, 101, 9_876, 12_345].map(rounded_down);
        assert_eq!(rounded, [0, 7, 99, 100, 9_800, 12_000]);
    }
}
