//! Closed records of long ago out to a file: which, how many, what that frees;
//! first the file is saved, then the records are moved out.

use std::collections::BTreeMap;

use chrono::{Months, NaiveDate};
use leptos::prelude::*;

use super::{Desk, Panel, export};
use crate::app::crm::Crm;
use crate::app::notices::Message;
use crate::app::room::frees;
use crate::app::route::DataPart;
use crate::app::transfer;
use crate::domain::command::Command;
use crate::domain::order::Gathered;
use crate::domain::record::{Collection, Record};
use crate::ui::components::banner::{Banner, Gravity};
use crate::ui::components::button::Button;
use crate::ui::components::dialog::Dialog;
use crate::ui::components::icon::Icon;
use crate::ui::components::section::Section;
use crate::ui::components::select_field::CheckboxField;
use crate::ui::components::text_field::{TextField, TextKind};
use crate::ui::words::counts::{count, count_of, grouped, joined};
use crate::ui::words::vocabulary::{said, spoken};

/// What can go, and its words.
const KINDS: [(Collection, &str); 3] = [
    (Collection::Opportunity, "Won and lost opportunities"),
    (Collection::Lead, "Disqualified and converted leads"),
    (Collection::Activity, "Done activities"),
];

/// The part of the page that offers it.
pub(super) fn section(desk: Desk) -> AnyView {
    let open = Callback::new(move |()| desk.panel.set(Some(Panel::Archive)));
    view! {
        <Section title=spoken("Archive") anchor=DataPart::Archive.name()>
            <div class="setting">
                <div class="setting-text">
                    <h3>{spoken("Closed records of long ago")}</h3>
                    <p>
                        {spoken("Deals, leads and activities that are done with can go to a file, to make room. Lists and figures leave them out then; links to them stay, and find them again once you bring the file back by Import JSON and Merge.")}
                    </p>
                </div>
                <Button label=spoken("Archive closed records") icon=Icon::Export on_press=open />
            </div>
        </Section>
    }
    .into_any()
}

/// What is chosen, and what was saved of it.
#[derive(Clone, Copy)]
struct Archive {
    crm: Crm,
    day: RwSignal<String>,
    wanted: [RwSignal<bool>; 3],
    /// How many there are of each kind.
    there: Memo<[usize; 3]>,
    /// The name of the file and what is in it; none again when another choice is made.
    saved: RwSignal<Option<(String, StoredValue<Vec<Record>>)>>,
    trouble: RwSignal<Option<String>>,
}

/// The dialog.
pub(super) fn dialog(desk: Desk) -> AnyView {
    let archive = Archive::new(desk.crm);
    let is_saved = move || archive.saved.with(Option::is_some);
    let submit = Callback::new(move |()| match archive.saved.get_untracked() {
        None => archive.save(),
        Some((_, records)) => {
            archive.move_out(records);
            desk.panel.set(None);
        }
    });
    let nothing: Signal<bool> = Memo::new(move |_| archive.chosen().values().sum::<usize>() == 0).into();
    let submit_label =
        Signal::derive(move || if is_saved() { spoken("Move them out") } else { spoken("Save the file") }.to_owned());
    let intro = spoken(
        "First they go to a file in your downloads, then out of this browser. Accounts, contacts and everything open stay.",
    );
    view! {
        <Dialog
            title=spoken("Archive closed records")
            submit_label
            submit_disabled=nothing
            on_submit=submit
            on_close=desk.close()
            intro=intro
        >
            {archive.fields()}
            <p role="status">{move || archive.preview()}</p>
            {move || archive.trouble.get().map(|text| view! { <Banner text gravity=Gravity::Danger /> })}
            {move || {
                archive
                    .saved
                    .get()
                    .map(|(name, _)| {
                        let text = said!("{} is in your downloads. See that it is there, then move the records out.", name);
                        view! { <Banner text /> }
                    })
            }}
        </Dialog>
    }
    .into_any()
}

impl Archive {
    fn new(crm: Crm) -> Self {
        let today = crm.env().today;
        let a_year_ago = today.checked_sub_months(Months::new(12)).unwrap_or(today);
        let day = RwSignal::new(a_year_ago.to_string());
        let there = Memo::new(move |_| {
            let chosen: Option<NaiveDate> = day.with(|day| day.parse().ok());
            KINDS.map(|(kind, _)| chosen.map_or(0, |day| transfer::closed_before(crm, kind, day).len()))
        });
        let wanted = [(); 3].map(|()| RwSignal::new(true));
        Self { crm, day, wanted, there, saved: RwSignal::new(None), trouble: RwSignal::new(None) }
    }

    fn fields(self) -> AnyView {
        // A file of another choice is none of this one.
        let typed = Callback::new(move |_: String| self.saved.set(None));
        let ticked = Callback::new(move |_: bool| self.saved.set(None));
        let box_of = |(place, (_, words)): (usize, (Collection, &'static str))| {
            let value = self.wanted.get(place).copied().unwrap_or_else(|| RwSignal::new(false));
            let number = move || self.there.with(|there| there.get(place).copied().unwrap_or_default());
            let label = Signal::derive(move || format!("{}: {}", spoken(words), grouped(number())));
            view! { <CheckboxField label value on_change=ticked /> }
        };
        view! {
            <TextField label=spoken("Closed before") value=self.day kind=TextKind::Date on_input=typed />
            {KINDS.into_iter().enumerate().map(box_of).collect_view()}
        }
        .into_any()
    }

    /// How many of each ticked kind go.
    fn chosen(self) -> BTreeMap<Collection, usize> {
        let kinds = KINDS.into_iter().zip(self.wanted).zip(self.there.get());
        let ticked = kinds.filter(|((_, wanted), number)| wanted.get() && *number > 0);
        ticked.map(|(((kind, _), _), number)| (kind, number)).gathered()
    }

    fn preview(self) -> String {
        if self.day.with(|day| day.parse::<NaiveDate>().is_err()) {
            return spoken("Choose a day.").to_owned();
        }
        let chosen = self.chosen();
        if chosen.is_empty() {
            return spoken("Nothing of that closed before this day.").to_owned();
        }
        let parts: Vec<String> = chosen.iter().map(|(kind, number)| count_of(*number, *kind)).collect();
        let go = joined(&parts, "and");
        match transfer::usage(self.crm).map(|usage| frees(&usage, &chosen)).filter(|freed| *freed > 0) {
            Some(freed) => said!("{} would go. That frees about {} characters.", go, grouped(freed)),
            None => said!("{} would go.", go),
        }
    }

    /// Saves the file; what is in it is what may be moved out.
    fn save(self) {
        let Ok(day) = self.day.with_untracked(|day| day.parse::<NaiveDate>()) else { return };
        let kinds = KINDS.into_iter().zip(self.wanted).filter(|(_, wanted)| wanted.get_untracked());
        let records: Vec<Record> =
            kinds.flat_map(|((kind, _), _)| untrack(|| transfer::closed_before(self.crm, kind, day))).collect();
        match transfer::save_archive(self.crm, &records) {
            Ok(name) => {
                self.trouble.set(None);
                self.saved.set(Some((name, StoredValue::new(records))));
            }
            Err(error) => self.trouble.set(Some(export::trouble(&error))),
        }
    }

    fn move_out(self, records: StoredValue<Vec<Record>>) {
        let records = records.get_value();
        let saved = records.len();
        let before = self.crm.peek(total);
        if !self.crm.perform(&Command::Archive { records }) {
            return;
        }
        let moved = before.saturating_sub(self.crm.peek(total));
        if moved < saved {
            let stay = count(saved - moved, "record was", "records were");
            let told = said!("{} changed since the file was saved, and stayed", stay);
            self.crm.notices.push(Message::Plain(told), moved > 0);
        }
    }
}

fn total(workspace: &crate::domain::workspace::Workspace) -> usize {
    KINDS.iter().map(|(kind, _)| workspace.records(*kind).count()).sum()
}
