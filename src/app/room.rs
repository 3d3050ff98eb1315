//! What the figures of the storage mean for a person: how much a record takes
//! and how many more fit. Pure, so that the figures are tested natively.

use crate::domain::record::Collection;
use crate::store::vault::Usage;

/// Fewer records than this tell nothing of what one takes.
const TELLING: usize = 10;

/// What a record takes in characters, as measured on those there are, the
/// latest changes included; `None` where there are too few to tell.
pub fn per_record(usage: &Usage) -> Option<usize> {
    let main = Collection::MAIN.iter();
    let count: usize = main.clone().filter_map(|collection| usage.counts.get(collection)).sum();
    let packed: usize = main.filter_map(|collection| usage.by_collection.get(collection)).sum();
    (count >= TELLING).then(|| (packed + usage.journal).div_ceil(count))
}

/// How many more records fit, if they are as those there are, in round figures.
pub fn more_records(usage: &Usage) -> Option<usize> {
    per_record(usage).map(|each| rounded_down(usage.free() / each.max(1)))
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
    fn round_figures_never_promise_too_much() {
        let rounded = [0, 7, 99, 101, 9_876, 12_345].map(rounded_down);
        assert_eq!(rounded, [0, 7, 99, 100, 9_800, 12_000]);
    }
}
