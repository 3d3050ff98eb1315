//! Moving deals from anywhere: moves at once where it may, asks first where a
//! reason is needed or worth having.

use leptos::prelude::*;

use super::close_dialog::CloseDealDialog;
use super::correction_dialog::CorrectionDialog;
use crate::app::crm::{Crm, use_crm};
use crate::domain::command::Command;
use crate::domain::id::Id;
use crate::domain::opportunity::Opportunity;
use crate::domain::pipeline::{Stage, StageKind};
use crate::domain::workflow::needs_correction;

/// Moves deals. Make one for a page and put [`DealMoverDialogs`] into it. A
/// copy is a handle to the same one.
#[derive(Clone, Copy)]
pub struct DealMover {
    crm: Crm,
    asked: RwSignal<Option<Asked>>,
}

/// A move that waits for an answer.
#[derive(Clone, Copy)]
struct Asked {
    opportunity: Id<Opportunity>,
    stage: Id<Stage>,
    question: Question,
    on_done: Callback<bool>,
}

/// What is asked.
#[derive(Clone, Copy)]
enum Question {
    /// Why it was won or lost.
    WhyClosed,
    /// Why it is not won after all.
    WhyReopened,
}

impl DealMover {
    /// Nothing is being moved.
    pub fn new() -> Self {
        Self { crm: use_crm(), asked: RwSignal::new(None) }
    }

    /// Moves a deal to a stage, asking why where it closes, or where its
    /// account would no longer be a customer. `on_done` gets true when it was
    /// moved, false when it stays (Cancel, or a refusal).
    pub fn move_deal(self, opportunity: Id<Opportunity>, stage: Id<Stage>, on_done: Callback<bool>) {
        let (here, kind, corrects) = self.crm.peek(|workspace| {
            let here = workspace.get(opportunity).and_then(|deal| deal.stage) == Some(stage);
            (here, workspace.stage_kind(Some(stage)), needs_correction(workspace, opportunity).is_some())
        });
        let question = match kind {
            _ if here => None,
            StageKind::Won | StageKind::Lost => Some(Question::WhyClosed),
            StageKind::Open => corrects.then_some(Question::WhyReopened),
        };
        if let Some(question) = question {
            self.asked.set(Some(Asked { opportunity, stage, question, on_done }));
        } else {
            let command = Command::MoveOpportunity { opportunity, stage, close: None, correction: None };
            on_done.try_run(self.crm.perform(&command));
        }
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
    let asked = mover.asked;
    move || {
        asked.get().map(|Asked { opportunity, stage, question, on_done }| {
            let on_close = Callback::new(move |moved: bool| {
                asked.set(None);
                on_done.try_run(moved);
            });
            match question {
                Question::WhyClosed => view! { <CloseDealDialog opportunity stage on_close /> }.into_any(),
                Question::WhyReopened => view! { <CorrectionDialog opportunity stage on_close /> }.into_any(),
            }
        })
    }
}
