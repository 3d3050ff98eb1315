//! How much room the history takes, how far back it goes, and how much it may.

use leptos::prelude::*;

use super::Desk;
use crate::app::past::known_since;
use crate::app::route::DataPart;
use crate::app::transfer::{self, HistoryBudget};
use crate::ui::components::format;
use crate::ui::components::section::Section;
use crate::ui::components::select_field::{Choice, SelectField};
use crate::ui::words::choices::stored;
use crate::ui::words::counts::grouped;
use crate::ui::words::vocabulary::{said, spoken};

/// The part of the page that says so and lets one choose.
pub(super) fn section(desk: Desk) -> AnyView {
    let crm = desk.crm;
    let chosen = RwSignal::new(stored(transfer::history_budget(crm)));
    let choose = Callback::new(move |name: String| {
        let budget = HistoryBudget::ALL.into_iter().find(|budget| stored(*budget) == name);
        transfer::set_history_budget(crm, budget.unwrap_or_default());
    });
    let options: Vec<Choice> =
        HistoryBudget::ALL.into_iter().map(|budget| Choice::new(stored(budget), words(budget))).collect();
    let now = Memo::new(move |_| {
        let taken = transfer::usage(crm).map(|usage| usage.history).unwrap_or_default();
        match known_since(crm) {
            _ if !crm.history_is_read() => spoken("Reading it…").to_owned(),
            Some(since) => {
                let since = format::date_time(since);
                said!("It goes back to {} and takes {} characters, besides the latest changes.", since, grouped(taken))
            }
            None => spoken("It begins with the next change.").to_owned(),
        }
    });
    view! {
        <Section title=spoken("History") anchor=DataPart::History.name()>
            <div class="setting">
                <div class="setting-text">
                    <h3>{spoken("Who changed what, and when")}</h3>
                    <p>{now}</p>
                    <p>
                        {spoken("When it has used up its room, the oldest goes. Conversions and imports are kept besides, so that they can be undone. This holds for this device. With less room, what is beyond it goes within a moment.")}
                    </p>
                </div>
                <SelectField label=spoken("Keep history up to") value=chosen options on_choose=choose />
            </div>
        </Section>
    }
    .into_any()
}

fn words(budget: HistoryBudget) -> &'static str {
    match budget {
        HistoryBudget::Least => spoken("5 % of the room"),
        HistoryBudget::Usual => spoken("10 % of the room"),
        HistoryBudget::More => spoken("20 % of the room"),
        HistoryBudget::AllThatFits => spoken("As much as fits"),
    }
}
