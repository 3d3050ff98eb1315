//! What holds for the whole workspace: the currency and the fiscal year.

use leptos::prelude::*;
use serde_json::Value;

use super::inline::{InlineSelect, InlineText, carry_out, edit};
use crate::app::crm::{Crm, use_crm};
use crate::domain::money::Currency;
use crate::domain::record::{Collection, RecordRef};
use crate::domain::settings::Settings;
use crate::domain::validate::Problem;
use crate::ui::components::section::Section;
use crate::ui::components::select_field::Choice;
use crate::ui::words::sentences::problem;
use crate::ui::words::vocabulary::spoken;

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// Currency and fiscal year.
#[component]
pub(super) fn WorkspaceSettings() -> impl IntoView {
    let crm = use_crm();
    let settings = Memo::new(move |_| crm.read(&[Collection::Settings], crate::domain::workspace::Workspace::settings));
    let currency = Signal::derive(move || settings.with(|settings| settings.currency.code().to_owned()));
    let start = Signal::derive(move || settings.with(|settings| settings.fiscal_year_start.clamp(1, 12).to_string()));
    let months =
        MONTHS.iter().zip(1_u8..).map(|(name, number)| Choice::new(number.to_string(), spoken(name))).collect();
    let keep_currency = Callback::new(move |typed: String| keep_currency(crm, &typed));
    let keep_start = Callback::new(move |chosen: String| {
        crm.perform(&edit(the_settings(), "fiscal_year_start", Value::from(chosen.parse::<u8>().unwrap_or(1))));
    });
    view! {
        <Section title=spoken("Workspace")>
            <div class="columns">
                <InlineText
                    label=spoken("Currency")
                    value=currency
                    keep=keep_currency
                    hint=spoken("Three letters such as EUR, for new amounts; those that are there keep theirs")
                />
                <InlineSelect
                    label=spoken("Fiscal year begins in")
                    value=start
                    options=months
                    keep=keep_start
                    hint=spoken("The quarters of the forecast are counted from here")
                />
            </div>
        </Section>
    }
    .into_any()
}

fn keep_currency(crm: Crm, typed: &str) -> Result<(), String> {
    let Some(currency) = Currency::parse(typed) else {
        return Err(crm.peek(|workspace| problem(workspace, None, &Problem::NotACurrency)));
    };
    carry_out(crm, &edit(the_settings(), "currency", Value::from(currency.code())))
}

fn the_settings() -> RecordRef {
    RecordRef::of(Settings::THE)
}
