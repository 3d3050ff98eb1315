//! Taking back that a deal was won: asks why, as its account was a customer by it.

use leptos::prelude::*;

use super::reason_dialog::ReasonDialog;
use crate::app::crm::use_crm;
use crate::domain::command::Command;
use crate::domain::id::Id;
use crate::domain::opportunity::Opportunity;
use crate::domain::pipeline::Stage;
use crate::domain::record::RecordRef;
use crate::ui::show::record_title;
use crate::ui::words::vocabulary::{said, spoken};

/// The dialog that moves a won deal back to an open stage.
#[component]
pub fn CorrectionDialog(
    /// Which deal.
    opportunity: Id<Opportunity>,
    /// The open stage it goes to.
    stage: Id<Stage>,
    /// Called with true when it was moved, false on Cancel.
    on_close: Callback<bool>,
) -> impl IntoView {
    let crm = use_crm();
    let name = crm.peek(|workspace| record_title(workspace, RecordRef::of(opportunity)));
    let moved = StoredValue::new(false);
    let submit = Callback::new(move |reason: String| {
        let command = Command::MoveOpportunity { opportunity, stage, close: None, correction: Some(reason) };
        crm.execute(&command).map(|_| moved.set_value(true))
    });
    view! {
        <ReasonDialog
            title=said!("Reopen “{}”", name)
            label=spoken("Why is it not won after all?")
            submit_label=spoken("Reopen")
            on_submit=submit
            on_close=Callback::new(move |()| on_close.run(moved.get_value()))
        />
    }
    .into_any()
}
