//! How much room the history may take on this device, as a person chooses it
//! and in characters. Pure, so that the figures are tested natively.

use serde::{Deserialize, Serialize};

use crate::store::vault::{QUOTA, Usage};

/// How much of the room the history may take. Conversions and imports are
/// kept besides, so that they stay undoable.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum HistoryBudget {
    /// A twentieth.
    Least,
    /// A tenth.
    #[default]
    Usual,
    /// A fifth.
    More,
    /// All that records leave, but for some room to work in.
    AllThatFits,
}

/// What stays free where the history takes all that fits: a twentieth.
const LEFT_FREE: usize = 20;

impl HistoryBudget {
    /// Every choice, the smallest first.
    pub const ALL: [Self; 4] = [Self::Least, Self::Usual, Self::More, Self::AllThatFits];

    /// The budget in characters, as things are now. Measuring the storage
    /// takes its time, so that is asked for only where it matters.
    pub fn units(self, measure: impl FnOnce() -> Option<Usage>) -> Option<usize> {
        match self {
            Self::Least => Some(QUOTA / 20),
            Self::Usual => Some(QUOTA / 10),
            Self::More => Some(QUOTA / 5),
            Self::AllThatFits => {
                measure().map(|usage| (usage.history + usage.free()).saturating_sub(usage.quota / LEFT_FREE))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_are_of_the_whole_room_and_need_no_measuring() {
        let shares = [HistoryBudget::Least, HistoryBudget::Usual, HistoryBudget::More];
        let units = shares.map(|budget| budget.units(|| None));
        assert_eq!(units, [20, 10, 5].map(|part| Some(QUOTA / part)));
    }

    #[test]
    fn all_that_fits_shrinks_as_records_take_the_room() {
        let mut usage = Usage { quota: 5_000_000, records: 4_000_000, history: 600_000, ..Usage::default() };
        let units = |usage: &Usage| HistoryBudget::AllThatFits.units(|| Some(usage.clone()));
        assert_eq!(units(&usage), Some(750_000));
        usage.records = 4_390_000;
        assert_eq!(units(&usage), Some(360_000));
        usage.records = 5_200_000;
        assert_eq!(units(&usage), Some(350_000));
        assert_eq!(HistoryBudget::AllThatFits.units(|| None), None, "a browser that does not say");
    }
}
