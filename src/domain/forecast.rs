//! What the deals come to: sums, and the forecast of a quarter. Currencies are never added; lost deals never count.

use super::day::Quarter;
use super::id::Id;
use super::money::Totals;
use super::opportunity::Opportunity;
use super::pipeline::{ForecastCategory, Stage, StageKind};
use super::profile::Profile;
use super::workspace::Workspace;

/// How many deals, what they are worth, and what that is by their probability.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// How many deals; those without an amount count too.
    pub count: usize,
    /// The amounts.
    pub sum: Totals,
    /// The amounts times the probabilities.
    pub weighted: Totals,
}

impl Tally {
    /// The tally of these deals.
    pub fn of<'a>(deals: impl IntoIterator<Item = &'a Opportunity>) -> Self {
        let mut tally = Self::default();
        for deal in deals {
            tally.add(deal);
        }
        tally
    }

    fn add(&mut self, deal: &Opportunity) {
        self.count += 1;
        if let Some(amount) = deal.amount {
            self.sum.add(amount);
        }
        if let Some(weighted) = deal.weighted() {
            self.weighted.add(weighted);
        }
    }
}

/// What a quarter should bring.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Forecast {
    /// The quarter.
    pub quarter: Quarter,
    /// Every open deal, whenever it should close.
    pub pipeline: Tally,
    /// The open deals that should close in the quarter, those omitted left out.
    pub expected: Tally,
    /// The deals won in the quarter.
    pub won: Tally,
    /// Won and expected deals by category, from Closed down to Pipeline;
    /// every category stands there, with nothing in it if need be.
    pub categories: Vec<(ForecastCategory, Tally)>,
}

impl Forecast {
    /// The forecast of a quarter over all deals.
    pub fn of(workspace: &Workspace, quarter: Quarter) -> Self {
        Self::of_owner(workspace, quarter, None)
    }

    /// The same over the deals of one owner, where one is given.
    pub fn of_owner(workspace: &Workspace, quarter: Quarter, owner: Option<Id<Profile>>) -> Self {
        let mut forecast = Self {
            quarter,
            pipeline: Tally::default(),
            expected: Tally::default(),
            won: Tally::default(),
            categories: FROM_THE_SURE_DOWN.map(|category| (category, Tally::default())).to_vec(),
        };
        let deals = workspace.all::<Opportunity>().filter(|deal| owner.is_none() || deal.owner == owner);
        for deal in deals {
            forecast.count(workspace, deal);
        }
        forecast
    }

    fn count(&mut self, workspace: &Workspace, deal: &Opportunity) {
        match workspace.stage_kind(deal.stage) {
            StageKind::Lost => {}
            StageKind::Won => {
                if deal.closed_on.is_some_and(|day| self.quarter.contains(day)) {
                    self.won.add(deal);
                    self.add_to(ForecastCategory::Closed, deal);
                }
            }
            StageKind::Open => {
                self.pipeline.add(deal);
                let category = category_of(workspace, deal);
                let due = deal.expected_close.is_some_and(|day| self.quarter.contains(day));
                if due && category != ForecastCategory::Omitted {
                    self.expected.add(deal);
                    self.add_to(category, deal);
                }
            }
        }
    }

    fn add_to(&mut self, category: ForecastCategory, deal: &Opportunity) {
        if let Some((_, tally)) = self.categories.iter_mut().find(|(known, _)| *known == category) {
            tally.add(deal);
        }
    }

    /// What is won and what is expected by its probability, together.
    pub fn outlook(&self) -> Totals {
        let mut outlook = self.won.sum.clone();
        for amount in self.expected.weighted.amounts() {
            outlook.add(amount);
        }
        outlook
    }
}

const FROM_THE_SURE_DOWN: [ForecastCategory; 4] =
    [ForecastCategory::Closed, ForecastCategory::Commit, ForecastCategory::BestCase, ForecastCategory::Pipeline];

/// How a deal counts in the forecast: by its own category, else by its
/// stage's. Closed is for what is won, so an open deal is at most a Commit.
pub fn category_of(workspace: &Workspace, deal: &Opportunity) -> ForecastCategory {
    let stage = deal.stage.and_then(|id| workspace.get::<Stage>(id));
    let of_stage = stage.map(|stage| stage.forecast_category).unwrap_or_default();
    match (stage.map(|stage| stage.kind).unwrap_or_default(), deal.forecast_category.unwrap_or(of_stage)) {
        (StageKind::Won, _) => ForecastCategory::Closed,
        (StageKind::Lost, _) => ForecastCategory::Omitted,
        (StageKind::Open, ForecastCategory::Closed) => ForecastCategory::Commit,
        (StageKind::Open, category) => category,
    }
}
