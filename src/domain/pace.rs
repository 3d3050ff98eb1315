//! How long deals usually stay in a stage, and which have been there too long.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::board::entered;
use super::id::Id;
use super::opportunity::Opportunity;
use super::order::Gathered;
use super::pipeline::Stage;
use super::workspace::Workspace;

/// With fewer finished stays than this, nothing is usual.
const LEAST_STAYS: usize = 5;
/// How many days are too long where nothing is usual, and the least that is
/// called too long anywhere.
const LONG: i64 = 30;
const LEAST: i64 = 7;

/// How long deals usually stay in each stage.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pace {
    /// The median of the finished stays, in days.
    usual: BTreeMap<Id<Stage>, i64>,
}

impl Pace {
    /// What is usual, from the stage histories of all deals.
    pub fn of(workspace: &Workspace) -> Self {
        let mut stays: BTreeMap<Id<Stage>, Vec<i64>> = BTreeMap::new();
        for deal in workspace.all::<Opportunity>() {
            let entries = deal.stage_history.iter().zip(deal.stage_history.iter().skip(1));
            for (entry, next) in entries {
                stays.entry(entry.stage).or_default().push((next.at - entry.at).num_days());
            }
        }
        let median = |(stage, mut days): (Id<Stage>, Vec<i64>)| {
            let middle = days.len() / 2;
            (days.len() >= LEAST_STAYS).then(|| (stage, *days.select_nth_unstable(middle).1))
        };
        Self { usual: stays.into_iter().filter_map(median).gathered() }
    }

    /// For how many days an open deal has been in its stage, where that is
    /// more than twice as long as usual.
    pub fn stuck(&self, deal: &Opportunity, today: NaiveDate) -> Option<i64> {
        let days = (today - entered(deal)?.date_naive()).num_days();
        let usual = deal.stage.and_then(|stage| self.usual.get(&stage));
        let long = usual.map_or(LONG, |usual| (usual * 2).max(LEAST));
        (days > long).then_some(days)
    }
}
