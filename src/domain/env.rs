//! What a decision may know of the world: the time, the day, who acts, and a
//! seed from which ids follow, so that deciding again gives the same ids.

use std::cell::Cell;

use chrono::{DateTime, NaiveDate, Utc};
use uuid::Uuid;

use super::id::Id;
use super::profile::Profile;

/// The world as one command sees it.
#[derive(Debug)]
pub struct Env {
    /// The instant of the command, to the millisecond.
    pub now: DateTime<Utc>,
    /// The calendar day where the person is.
    pub today: NaiveDate,
    /// The profile that acts, if one is chosen.
    pub actor: Option<Id<Profile>>,
    seed: u64,
    minted: Cell<u32>,
}

impl Env {
    /// An environment; `seed` should be random, and be the same again when
    /// the same command is decided again.
    pub fn new(now: DateTime<Utc>, today: NaiveDate, actor: Option<Id<Profile>>, seed: u64) -> Self {
        let now = DateTime::from_timestamp_millis(now.timestamp_millis()).unwrap_or(now);
        Self { now, today, actor, seed, minted: Cell::new(0) }
    }

    /// The same world with its ids starting over: deciding twice mints the same ids.
    #[must_use]
    pub fn again(&self) -> Self {
        Self { now: self.now, today: self.today, actor: self.actor, seed: self.seed, minted: Cell::new(0) }
    }

    /// The next id of this command: a version 7 UUID (RFC 9562) with the time
    /// in front, then the count of ids minted, then bits from the seed.
    pub fn mint(&self) -> Uuid {
        let n = self.minted.get();
        self.minted.set(n.wrapping_add(1));
        version_7(self.now, n, splitmix(self.seed.wrapping_add(u64::from(n))))
    }
}

/// The `n`th id of an instant, with 56 of the random bits.
pub(super) fn version_7(at: DateTime<Utc>, n: u32, random: u64) -> Uuid {
    let millis = u128::try_from(at.timestamp_millis()).unwrap_or(0) & ((1 << 48) - 1);
    let (count_high, count_low) = (u128::from(n >> 6) & 0xfff, u128::from(n) & 0x3f);
    let (version, variant) = (7 << 76, 2 << 62);
    Uuid::from_u128(millis << 80 | version | count_high << 64 | variant | count_low << 56 | u128::from(random) >> 8)
}

/// One step of `SplitMix64` (Steele, Lea and Flood, 2014): well mixed bits from a counter.
pub(super) fn splitmix(seed: u64) -> u64 {
    let mut z = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15).wrapping_add(0x9e37_79b9_7f4a_7c15);
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn env() -> Env {
        let now = "2026-11-21T09:00:00Z".parse().unwrap();
        Env::new(now, NaiveDate::from_ymd_opt(2026, 11, 21).unwrap(), None, 7)
    }

    #[test]
    fn ids_are_version_7_distinct_and_in_order() {
        let env = env();
        let ids: Vec<Uuid> = (0..5_000).map(|_| env.mint()).collect();
        assert!(ids.iter().all(|id| id.get_version_num() == 7));
        assert!(ids.is_sorted_by(|a, b| a < b));
    }

    #[test]
    fn deciding_again_gives_the_same_ids() {
        let env = env();
        let first = env.mint();
        assert_eq!(env.again().mint(), first);
    }
}
