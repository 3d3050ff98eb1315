//! Moving deals from anywhere: moves at once where it may, asks first where a
//! reason is needed.

use leptos::prelude::*;

use crate::domain::id::Id;
use crate::domain::opportunity::Opportunity;
use crate::domain::pipeline::Stage;

/// Moves deals. Make one for a page and put [`DealMoverDialogs`] into it. A
/// copy is a handle to the same one.
#[derive(Clone, Copy)]
pub struct DealMover {
    asked: RwSignal<Option<Asked>>,
}

/// A move that waits for an answer.
#[derive(Clone, Copy)]
struct Asked {
    _opportunity: Id<Opportunity>,
    _stage: Id<Stage>,
    _on_done: Callback<bool>,
}

impl DealMover {
    /// Nothing is being moved.
    pub fn new() -> Self {
        Self { asked: RwSignal::new(None) }
    }

    /// Moves a deal to a stage, asking why where it must. `on_done` gets true
    /// when it was moved, false when it stays (Cancel, or a refusal).
    pub fn move_deal(self, opportunity: Id<Opportunity>, stage: Id<Stage>, on_done: Callback<bool>) {
        self.asked.set(Some(Asked { _opportunity: opportunity, _stage: stage, _on_done: on_done }));
    }
}

impl Default for DealMover {
    fn default() -> Self {
        Self::new()
    }
}

/// The dialogs of a [`DealMover`], shown when it asks.
#[component]
pub fn DealMoverDialogs(
    /// Whose.
    mover: DealMover,
) -> impl IntoView {
    mover.asked.track();
}
