//! Answering a hand-over: it is accepted at once, and returned with a reason.

use leptos::prelude::*;

use super::reason_dialog::ReasonDialog;
use crate::app::crm::{Crm, use_crm};
use crate::domain::command::Command;
use crate::domain::id::Id;
use crate::domain::lead::{HandOverAnswer, Lead};
use crate::ui::words::vocabulary::spoken;

/// Answers hand-overs from anywhere. Make one for a page and put
/// [`AnswererDialog`] into it. A copy is a handle to the same one.
#[derive(Clone, Copy)]
pub struct Answerer {
    crm: Crm,
    returned: RwSignal<Option<Id<Lead>>>,
}

impl Answerer {
    /// Nothing is being answered.
    pub fn new(crm: Crm) -> Self {
        Self { crm, returned: RwSignal::new(None) }
    }

    /// Takes the work of a converted lead.
    pub fn accept(self, lead: Id<Lead>) {
        self.crm.perform(&answer(lead, HandOverAnswer::Accepted, String::new()));
    }

    /// Gives it back, asking why.
    pub fn give_back(self, lead: Id<Lead>) {
        self.returned.set(Some(lead));
    }
}

fn answer(lead: Id<Lead>, answer: HandOverAnswer, note: String) -> Command {
    Command::AnswerHandOver { lead, answer, note }
}

/// The dialog of an [`Answerer`], shown when it asks.
#[component]
pub fn AnswererDialog(
    /// Whose.
    answerer: Answerer,
) -> impl IntoView {
    let crm = use_crm();
    let asked = answerer.returned;
    let submit = Callback::new(move |note: String| match asked.get_untracked() {
        Some(lead) => crm.execute(&answer(lead, HandOverAnswer::Returned, note)).map(|_| ()),
        None => Ok(()),
    });
    let close = Callback::new(move |()| asked.set(None));
    view! {
        <Show when=move || asked.with(Option::is_some)>
            <ReasonDialog
                title=spoken("Return the hand-over")
                label=spoken("Why do you return it?")
                submit_label=spoken("Return")
                on_submit=submit
                on_close=close
            />
        </Show>
    }
    .into_any()
}
