//! Chance for the reference data: the same again for the same seed.

use chrono::{DateTime, TimeDelta, Utc};

use super::super::super::env::splitmix;

/// Seeded dice.
pub struct Dice(u64);

impl Dice {
    /// The dice of one lot.
    pub fn new(seed: u64, lot: usize) -> Self {
        Self(splitmix(seed ^ splitmix(lot as u64)))
    }

    pub fn roll(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(1);
        splitmix(self.0)
    }

    /// A number below `n`; 0 where there is none.
    pub fn below(&mut self, n: usize) -> usize {
        // The remainder is below a usize.
        usize::try_from(self.roll() % (n.max(1) as u64)).unwrap_or_default()
    }

    /// The same, signed, from `low` on and below `high`.
    pub fn between(&mut self, low: i64, high: i64) -> i64 {
        let span = high.saturating_sub(low).max(1).unsigned_abs();
        low + i64::try_from(self.roll() % span).unwrap_or_default()
    }

    /// True in so many of a hundred cases.
    pub fn percent(&mut self, share: usize) -> bool {
        self.below(100) < share
    }

    /// One of a few; none of none.
    pub fn pick<T: Copy>(&mut self, items: &[T]) -> Option<T> {
        items.get(self.below(items.len())).copied()
    }

    /// One of a list with `|` between the items.
    pub fn word(&mut self, list: &'static str) -> &'static str {
        let place = self.below(list.split('|').count());
        list.split('|').nth(place).unwrap_or_default()
    }

    /// A pattern with digits in place of each `#`, the first of them not 0.
    pub fn digits(&mut self, pattern: &str) -> String {
        let mut first = true;
        let filled = pattern.chars().map(|character| {
            if character != '#' {
                return character;
            }
            let digit = if std::mem::take(&mut first) { self.between(1, 10) } else { self.between(0, 10) };
            u32::try_from(digit).ok().and_then(|digit| char::from_digit(digit, 10)).unwrap_or('0')
        });
        filled.collect()
    }

    /// An instant between two, to the millisecond, in working hours if there are any.
    pub fn instant(&mut self, from: DateTime<Utc>, to: DateTime<Utc>) -> DateTime<Utc> {
        let at = from + TimeDelta::milliseconds(self.between(0, (to - from).num_milliseconds()));
        let midnight = at.date_naive().and_hms_opt(0, 0, 0).unwrap_or_default().and_utc();
        let at_work = midnight + TimeDelta::milliseconds(self.between(7 * 3_600_000, 18 * 3_600_000));
        if (from..=to).contains(&at_work) { at_work } else { at }
    }
}
