//! Winning and losing a deal: asks why, and does it.

use leptos::prelude::*;

use crate::app::crm::{Crm, use_crm};
use crate::domain::command::{CloseReason, Command};
use crate::domain::id::Id;
use crate::domain::opportunity::Opportunity;
use crate::domain::option::{Explains, Reason};
use crate::domain::order::InOrder;
use crate::domain::pipeline::{Stage, StageKind};
use crate::domain::record::RecordRef;
use crate::domain::workflow::{Rejection, needs_correction};
use crate::domain::workspace::Workspace;
use crate::ui::components::banner::{Banner, Gravity};
use crate::ui::components::dialog::Dialog;
use crate::ui::components::select_field::{Choice, SelectField};
use crate::ui::components::text_field::TextArea;
use crate::ui::show::record_title;
use crate::ui::words::sentences;
use crate::ui::words::vocabulary::{said, spoken};

/// The dialog that closes a deal into a won or a lost stage. A lost deal needs
/// a reason or a note; a won one may have them. A deal that leaves the won
/// stage and was its account's only one says why, too.
#[component]
pub fn CloseDealDialog(
    /// Which deal.
    opportunity: Id<Opportunity>,
    /// The stage it goes to, won or lost.
    stage: Id<Stage>,
    /// Called with true when it was moved, false on Cancel.
    on_close: Callback<bool>,
) -> impl IntoView {
    let crm = use_crm();
    let won = crm.peek(|workspace| workspace.stage_kind(Some(stage))) == StageKind::Won;
    let name = crm.peek(|workspace| record_title(workspace, RecordRef::of(opportunity)));
    let title = if won { said!("“{}” is won", name) } else { said!("“{}” is lost", name) };
    let form = Closing::new(crm, opportunity, stage, won);
    let submit = Callback::new(move |()| {
        if form.submit() {
            on_close.run(true);
        }
    });
    let submit_label = if won { spoken("Mark as won") } else { spoken("Mark as lost") };
    view! {
        <Dialog title on_close=Callback::new(move |()| on_close.run(false)) on_submit=submit submit_label>
            {move || form.refused.get().map(|text| view! { <Banner text gravity=Gravity::Danger /> })}
            {form.fields(won)}
        </Dialog>
    }
    .into_any()
}

/// What is typed about a closing.
#[derive(Clone, Copy)]
struct Closing {
    crm: Crm,
    opportunity: Id<Opportunity>,
    stage: Id<Stage>,
    reason: RwSignal<String>,
    note: RwSignal<String>,
    /// Asked for only where something must be corrected.
    correction: Option<RwSignal<String>>,
    missing: RwSignal<Option<String>>,
    uncorrected: RwSignal<Option<String>>,
    refused: RwSignal<Option<String>>,
}

impl Closing {
    fn new(crm: Crm, opportunity: Id<Opportunity>, stage: Id<Stage>, won: bool) -> Self {
        let corrects = !won && crm.peek(|workspace| needs_correction(workspace, opportunity)).is_some();
        Self {
            crm,
            opportunity,
            stage,
            reason: RwSignal::new(String::new()),
            note: RwSignal::new(String::new()),
            correction: corrects.then(|| RwSignal::new(String::new())),
            missing: RwSignal::new(None),
            uncorrected: RwSignal::new(None),
            refused: RwSignal::new(None),
        }
    }

    fn fields(self, won: bool) -> AnyView {
        let explains = if won { Explains::Win } else { Explains::Loss };
        let reasons = self.crm.peek(|workspace| reasons(workspace, explains));
        let options = Signal::stored(reasons);
        let question = if won { spoken("What went right?") } else { spoken("What went wrong?") };
        let correction = self.correction.map(|text| {
            view! { <TextArea label=spoken("Why is it not won after all?") value=text required=true error=self.uncorrected /> }
        });
        view! {
            {correction}
            <SelectField label=spoken("Reason") value=self.reason options empty=spoken("Not set") error=self.missing />
            <TextArea label=question value=self.note />
        }
        .into_any()
    }

    /// Moves the deal; false where something is missing, which is shown then.
    fn submit(self) -> bool {
        self.missing.set(None);
        self.uncorrected.set(None);
        self.refused.set(None);
        let reason = self.reason.get_untracked().parse().ok().map(Id::<Reason>::new);
        let close = CloseReason { reason, note: self.note.get_untracked() };
        let correction = self.correction.map(|text| text.get_untracked());
        let command = Command::MoveOpportunity {
            opportunity: self.opportunity,
            stage: self.stage,
            close: Some(close),
            correction,
        };
        match self.crm.execute(&command) {
            Ok(_) => true,
            Err(rejection) => {
                self.show(&rejection);
                false
            }
        }
    }

    fn show(self, rejection: &Rejection) {
        let words = Some(self.crm.peek(|workspace| sentences::rejection(workspace, rejection)));
        match rejection {
            Rejection::LossReasonNeeded => self.missing.set(words),
            Rejection::CorrectionNeeded { .. } if self.correction.is_some() => self.uncorrected.set(words),
            _ => self.refused.set(words),
        }
    }
}

/// The reasons that explain this, in their order.
fn reasons(workspace: &Workspace, explains: Explains) -> Vec<Choice> {
    let mut found: Vec<&Reason> = workspace.all::<Reason>().filter(|reason| reason.explains == explains).collect();
    found.order_by_key(|reason| (reason.position, reason.id));
    found.into_iter().map(|reason| Choice::new(reason.id.to_string(), reason.name.clone())).collect()
}
