//! Pipelines and stages as records. A stage carries its kind and its forecast
//! category, so that no rule ever tests for a name or for 0 or 100 percent.

use serde::{Deserialize, Serialize};

use super::id::Id;
use super::record::record;

record! {
    /// A way that deals go, stage by stage.
    Pipeline {
        /// What it is called.
        name: String => Text,
        /// Its place among pipelines, smallest first.
        position: u32 => Number,
    }
}

impl Pipeline {
    /// The pipeline that every workspace starts with.
    pub const SALES: Id<Self> = Id::builtin(0x100);

    /// What it is called.
    pub fn title(&self) -> String {
        self.name.clone()
    }
}

record! {
    /// A step of a pipeline.
    Stage {
        /// What it is called.
        name: String => Text,
        /// The pipeline it belongs to.
        pipeline: Option<Id<Pipeline>> => Reference(Collection::Pipeline),
        /// Its place in the pipeline, smallest first.
        position: u32 => Number,
        /// Open, won or lost.
        kind: StageKind => Choice(&["open", "won", "lost"]),
        /// The usual chance of a deal here, in percent.
        probability: u8 => Percent,
        /// How deals here count in the forecast.
        forecast_category: ForecastCategory => Choice(&["pipeline", "best_case", "commit", "closed", "omitted"]),
    }
}

impl Stage {
    /// What it is called.
    pub fn title(&self) -> String {
        self.name.clone()
    }
}

/// What being in a stage means for a deal.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StageKind {
    /// Still to be decided.
    #[default]
    Open,
    /// Decided for us.
    Won,
    /// Decided against us.
    Lost,
}

/// How a deal counts in the forecast.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ForecastCategory {
    /// Early.
    #[default]
    Pipeline,
    /// May come.
    BestCase,
    /// Promised.
    Commit,
    /// Won.
    Closed,
    /// Not counted.
    Omitted,
}
