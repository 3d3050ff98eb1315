//! The account of a contact that is pasted: one that is there, found by what was
//! pasted; a new one of the company's name; or none.

use leptos::prelude::*;
use serde_json::{Map, Value};
use uuid::Uuid;

use crate::app::crm::Crm;
use crate::domain::account::Account;
use crate::domain::command::Command;
use crate::domain::id::Id;
use crate::domain::lead::Lead;
use crate::domain::matching::{Match, Reason, account_matches};
use crate::domain::record::{Collection, RecordRef, Stored};
use crate::interchange::card;
use crate::ui::components::radio_list::{RadioList, RadioOption};
use crate::ui::show::record_title;
use crate::ui::words::counts::joined;
use crate::ui::words::matches;
use crate::ui::words::vocabulary::{said, spoken};

/// How many accounts are offered.
const OFFERED: usize = 4;

/// The choice of an account. A copy is a handle to the same one.
#[derive(Clone, Copy)]
pub(super) struct AccountChoice {
    crm: Crm,
    options: RwSignal<Vec<RadioOption>>,
    /// An id, [`NEW`], or nothing for no account.
    chosen: RwSignal<String>,
    /// True once the person has chosen: then what is pasted does not choose any more.
    picked: StoredValue<bool>,
}

const NEW: &str = "new";

impl AccountChoice {
    pub(super) fn new(crm: Crm) -> Self {
        let (options, chosen) = (RwSignal::new(Vec::new()), RwSignal::new(String::new()));
        Self { crm, options, chosen, picked: StoredValue::new(false) }
    }

    /// Offers the accounts that fit, and chooses the likeliest.
    pub(super) fn look(self, fields: &Map<String, Value>) {
        let mut record = Collection::Lead.blank();
        for (key, value) in fields {
            // What cannot be read is still being typed.
            record.set(key, value.clone()).ok();
        }
        let Some(lead) = Lead::from_record(&record) else { return };
        let (mut options, likely) = self.crm.peek(|workspace| {
            let found = account_matches(workspace, lead);
            let is_likely = |found: &&Match<Account>| {
                found.is_strong() || found.reasons.iter().any(|reason| matches!(reason, Reason::SameCompany { .. }))
            };
            let likely = found.first().filter(is_likely).map(|found| found.id.to_string());
            let option = |found: &Match<Account>| RadioOption {
                value: found.id.to_string(),
                label: record_title(workspace, RecordRef::of(found.id)),
                means: joined(
                    &found.reasons.iter().map(|reason| matches::reason(workspace, reason)).collect::<Vec<_>>(),
                    "and",
                ),
            };
            (found.iter().take(OFFERED).map(option).collect::<Vec<_>>(), likely)
        });
        let company = lead.company.trim();
        if !company.is_empty() {
            options.push(RadioOption {
                value: NEW.to_owned(),
                label: said!("New account “{}”", company),
                means: spoken("Made together with the contact").to_owned(),
            });
        }
        options.push(RadioOption {
            value: String::new(),
            label: spoken("No account").to_owned(),
            means: spoken("It can be said later").to_owned(),
        });
        let usual = likely.unwrap_or_else(|| if company.is_empty() { String::new() } else { NEW.to_owned() });
        let chosen = self.chosen.get_untracked();
        if !self.picked.get_value() || !options.iter().any(|option| option.value == chosen) {
            self.chosen.set(usual);
        }
        if self.options.with_untracked(|shown| *shown != options) {
            self.options.set(options);
        }
    }

    /// Forgets what was chosen.
    pub(super) fn clear(self) {
        self.picked.set_value(false);
    }

    pub(super) fn view(self) -> AnyView {
        let picked = Callback::new(move |()| self.picked.set_value(true));
        view! { <RadioList legend=spoken("Account") value=self.chosen options=self.options.into() on_choose=picked /> }
            .into_any()
    }

    /// A new contact of the fields of a lead, at the account that is chosen.
    pub(super) fn contact(self, fields: Map<String, Value>) -> Command {
        let chosen = self.chosen.get_untracked();
        let id = chosen.parse::<Uuid>().ok().map(Id::new);
        let (fields, account) = self.crm.peek(|workspace| {
            // One that is gone meanwhile is refused by the command.
            let named = id.map(|id| (id, workspace.get(id).map_or("", |account: &Account| account.name.as_str())));
            card::contact_and_account(fields, named, chosen == NEW)
        });
        Command::CreateContact { fields, account }
    }
}
