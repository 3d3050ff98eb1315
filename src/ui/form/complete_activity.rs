//! Marking an activity as done, with what came of it.

use leptos::prelude::*;

use super::activity_form::{outcome_choices, outcome_of, outcomes};
use crate::app::crm::{Crm, use_crm};
use crate::domain::activity::{Activity, ActivityKind, Outcome};
use crate::domain::command::Command;
use crate::domain::id::Id;
use crate::domain::record::RecordRef;
use crate::ui::components::dialog::Dialog;
use crate::ui::components::select_field::SelectField;
use crate::ui::show::record_title;
use crate::ui::words::choices;
use crate::ui::words::vocabulary::{said, spoken};

/// True for kinds that are worth asking for an outcome; others are done at
/// once, without the dialog.
pub const fn asks_outcome(kind: ActivityKind) -> bool {
    !outcomes(kind).is_empty()
}

/// Completes activities from anywhere: at once, or after asking what came of
/// them. Make one for a page and put [`CompleterDialog`] into it. A copy is a
/// handle to the same one.
#[derive(Clone, Copy)]
pub struct Completer {
    crm: Crm,
    asked: RwSignal<Option<Id<Activity>>>,
}

impl Completer {
    /// Nothing is being completed.
    pub fn new(crm: Crm) -> Self {
        Self { crm, asked: RwSignal::new(None) }
    }

    /// Completes an activity, asking for its outcome where that matters: a call
    /// that reached somebody engages its lead.
    pub fn complete(self, activity: Id<Activity>) {
        let kind = self.crm.peek(|workspace| workspace.get(activity).map(|found| found.kind));
        if kind.is_some_and(asks_outcome) {
            self.asked.set(Some(activity));
        } else {
            self.crm.perform(&Command::CompleteActivity { activity, outcome: Outcome::None });
        }
    }
}

/// The dialog of a [`Completer`], shown when it asks.
#[component]
pub fn CompleterDialog(
    /// Whose.
    completer: Completer,
) -> impl IntoView {
    let asked = completer.asked;
    let close = Callback::new(move |_| asked.set(None));
    (move || asked.get().map(|activity| view! { <CompleteActivity activity on_close=close /> })).into_any()
}

/// The dialog that asks for the outcome of a call, a meeting or an e-mail.
#[component]
pub fn CompleteActivity(
    /// Which.
    activity: Id<Activity>,
    /// Called with true when it was done, false on Cancel.
    on_close: Callback<bool>,
) -> impl IntoView {
    let crm = use_crm();
    let (name, kind) = crm.peek(|workspace| {
        let kind = workspace.get(activity).map(|activity| activity.kind).unwrap_or_default();
        (record_title(workspace, RecordRef::of(activity)), kind)
    });
    let first = outcomes(kind).first().copied().unwrap_or_default();
    let outcome = RwSignal::new(choices::stored(first));
    let submit = Callback::new(move |()| {
        let outcome = outcome_of(&outcome.get_untracked());
        on_close.run(crm.perform(&Command::CompleteActivity { activity, outcome }));
    });
    view! {
        <Dialog
            title=said!("“{}” is done", name)
            on_close=Callback::new(move |()| on_close.run(false))
            on_submit=submit
            submit_label=spoken("Mark as done")
        >
            <SelectField label=spoken("Outcome") value=outcome options=Signal::stored(outcome_choices(kind)) />
        </Dialog>
    }
    .into_any()
}
