//! Files of other programs, before they are taken in: what they are, what
//! becomes of everything in them, and what of it may be changed.

use std::sync::Arc;

use leptos::prelude::*;

use super::{Desk, csv_file, csv_values, csv_words};
use crate::app::crm::Crm;
use crate::app::incoming::{self, Footing, PlannedCsv};
use crate::app::slices::LongWork;
use crate::app::transfer::{ImportPlan, Intake, Policy};
use crate::domain::command::Command;
use crate::domain::record::Collection;
use crate::ui::components::dialog::Dialog;
use crate::ui::components::select_field::{CheckboxField, Choice, SelectField};
use crate::ui::words::counts::count;
use crate::ui::words::sentences::rejection;
use crate::ui::words::vocabulary::{said, spoken};

/// Files that were read and what importing them would do. A copy is a handle
/// to the same.
#[derive(Clone, Copy)]
pub(super) struct CsvImport {
    pub(super) crm: Crm,
    pub(super) intake: RwSignal<Intake>,
    pub(super) plan: RwSignal<Arc<ImportPlan>>,
    /// What the plan rests on.
    footing: StoredValue<Footing>,
    work: LongWork,
}

impl CsvImport {
    /// What was read and planned.
    pub(super) fn new(desk: Desk, intake: Intake, (plan, footing): PlannedCsv) -> Self {
        Self {
            crm: desk.crm,
            intake: RwSignal::new(intake),
            plan: RwSignal::new(Arc::new(plan)),
            footing: StoredValue::new(footing),
            work: desk.work,
        }
    }

    /// Changes something and plans again.
    pub(super) fn change(self, change: impl FnOnce(&mut Intake)) {
        self.intake.update(change);
        self.plan_anew(|| {});
    }

    fn plan_anew(self, then: impl FnOnce() + 'static) {
        incoming::plan_csv(self.crm, self.intake.get_untracked(), self.work.begin(), move |(plan, footing)| {
            // The dialog may be closed by now.
            if self.plan.try_set(Arc::new(plan)).is_none() {
                self.footing.set_value(footing);
                then();
            }
        });
    }

    /// The dialog.
    pub(super) fn dialog(self, desk: Desk) -> AnyView {
        let files = self.intake.with_untracked(|intake| intake.files.len());
        let ready = Memo::new(move |_| self.plan.with(|plan| main_records(plan)));
        let percent = self.work.percent();
        let submit_label = Signal::derive(move || match percent.get() {
            Some(percent) => said!("Planning… {} %", percent),
            None => said!("Import {}", count(ready.get(), "record", "records")),
        });
        let nothing =
            Signal::derive(move || percent.get().is_some() || self.plan.with(|plan| plan.records().is_empty()));
        let submit = Callback::new(move |()| self.carry_out(desk));
        let close = Callback::new(move |()| {
            self.work.cancel();
            desk.panel.set(None);
        });
        view! {
            <Dialog
                title=spoken("Import file")
                submit_label
                submit_disabled=nothing
                on_submit=submit
                on_close=close
                wide=true
                intro=spoken("Nothing has happened yet. One Undo will take all of it back.")
            >
                {(0..files).map(|index| csv_file::card(self, index)).collect_view()}
                {self.policy()}
                {csv_values::view(self)}
                {move || self.plan.with(|plan| csv_words::besides(plan)).map(|text| view! { <p class="muted">{text}</p> })}
            </Dialog>
        }
        .into_any()
    }

    /// What happens to records that are there, and to names that nobody has.
    fn policy(self) -> AnyView {
        let (policy, make) = self.intake.with_untracked(|intake| (intake.policy, intake.make_accounts));
        let value = RwSignal::new(policy_key(policy).to_owned());
        let make = RwSignal::new(make);
        let options: Vec<Choice> = POLICIES.iter().map(|(_, key, words)| Choice::new(*key, spoken(words))).collect();
        let choose = Callback::new(move |chosen: String| {
            let policy = POLICIES.iter().find(|(_, key, _)| *key == chosen).map(|(policy, ..)| *policy);
            self.change(|intake| intake.policy = policy.unwrap_or_default());
        });
        let tick = Callback::new(move |ticked: bool| self.change(|intake| intake.make_accounts = ticked));
        view! {
            <div class="columns">
                <SelectField
                    label=spoken("Rows that match a record which is here")
                    value
                    options
                    on_choose=choose
                    hint=spoken("Matched by id, e-mail, phone, web site or name")
                />
                <CheckboxField
                    label=spoken("Make an account for a name that no account has")
                    value=make
                    on_change=tick
                    hint=spoken("Else the name is kept in a custom field")
                />
            </div>
        }
        .into_any()
    }

    fn carry_out(self, desk: Desk) {
        if Footing::now(self.crm) == self.footing.get_value() {
            self.take_in(desk);
        } else {
            // Another tab has changed something since the plan was shown, or it is another day.
            self.plan_anew(move || self.take_in(desk));
        }
    }

    fn take_in(self, desk: Desk) {
        let crm = self.crm;
        let plan = self.plan.get_untracked();
        let name = match plan.files.as_slice() {
            [first, _, _, ..] => said!("{} and {} more files", first.name, plan.files.len() - 1),
            files => files.iter().map(|file| file.name.clone()).collect::<Vec<_>>().join(" and "),
        };
        let command = Command::Import { name, records: plan.records().to_vec() };
        if let Err(refused) = crm.execute(&command) {
            desk.trouble.set(Some(crm.peek(|workspace| rejection(workspace, &refused))));
        }
        desk.panel.set(None);
    }
}

/// The policies, each with a key and its words.
const POLICIES: [(Policy, &str, &str); 4] = [
    (Policy::FillEmpty, "fill", "Fill its empty fields"),
    (Policy::Overwrite, "overwrite", "Overwrite its fields"),
    (Policy::Skip, "skip", "Are left out"),
    (Policy::CreateAnew, "anew", "Become new records all the same"),
];

fn policy_key(policy: Policy) -> &'static str {
    POLICIES.iter().find(|(known, ..)| *known == policy).map_or("", |(_, key, _)| key)
}

/// How many records of the main types are new or change; the entries of lists
/// that come along are told apart.
fn main_records(plan: &ImportPlan) -> usize {
    plan.records().iter().filter(|record| Collection::MAIN.contains(&record.collection())).count()
}
