//! How much room the history may take on this device, as a person chooses it
//! and in characters. Pure, so that the figures are tested natively.

use serde::{Deserialize, Serialize};

use crate::store::vault::Usage;

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

    /// The budget in characters, as things are now.
    pub fn units(self, usage: &Usage) -> usize {
        match self {
            Self::Least => usage.quota / 20,
            Self::Usual => usage.quota / 10,
            Self::More => usage.quota / 5,
            Self::AllThatFits => (usage.history + usage.free()).saturating_sub(usage.quota / LEFT_FREE),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_are_of_the_whole_room() {
        let usage = Usage { quota: 5_000_000, records: 3_000_000, ..Usage::default() };
        let units = HistoryBudget::ALL.map(|budget| budget.units(&usage));
        assert_eq!(units, [250_000, 500_000, 1_000_000, 1_750_000]);
    }

    #[test]
    fn all_that_fits_shrinks_as_records_take_the_room() {
        let mut usage = Usage { quota: 5_000_000, records: 4_000_000, history: 600_000, ..Usage::default() };
        assert_eq!(HistoryBudget::AllThatFits.units(&usage), 750_000);
        usage.records = 4_390_000;
        assert_eq!(HistoryBudget::AllThatFits.units(&usage), 360_000);
        usage.records = 5_200_000;
        assert_eq!(HistoryBudget::AllThatFits.units(&usage), 350_000);
    }
}
