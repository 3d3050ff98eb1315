//! What a lead has to give to an account, a contact and an opportunity.

use chrono::NaiveDate;
use serde::Serialize;
use serde_json::{Map, Value};

use super::super::super::account::{Account, AccountKind, Lifecycle};
use super::super::super::command::{ConvertLead, Target};
use super::super::super::contact::Contact;
use super::super::super::day::Quarter;
use super::super::super::field::{Address, Labelled, is_blank};
use super::super::super::lead::Lead;
use super::super::super::opportunity::OpportunityKind;
use super::super::super::record::{Collection, ExternalIds, Record, Stored};
use super::super::super::sample::MARK;
use super::super::super::text;
use super::super::super::validate::storable;
use super::super::super::workspace::Workspace;
use crate::domain::order::Gathered;

/// A value for a field.
pub(super) struct Offer {
    pub(super) key: &'static str,
    pub(super) value: Value,
    pub(super) manner: Manner,
}

/// How an offered value meets one that is there.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Manner {
    /// It fills an empty field, or takes the field's place when flipped.
    Fill,
    /// It fills an empty list, or is added to it when flipped.
    Add,
    /// It is added unless flipped.
    Unite,
    /// It is set on new records only and is nobody's choice.
    Rule,
}

impl Manner {
    /// What stands in the field when the offer is taken.
    pub(super) fn combine(self, present: &Value, offered: &Value) -> Value {
        match (self, present, offered) {
            (Self::Fill | Self::Rule, _, _) => offered.clone(),
            (_, Value::Array(present), Value::Array(offered)) => {
                let known: Vec<String> = present.iter().map(row_key).collect();
                let new = offered.iter().filter(|row| !known.contains(&row_key(row)));
                Value::Array(present.iter().chain(new).cloned().collect())
            }
            (_, Value::Object(present), Value::Object(offered)) => {
                let mut united = offered.clone();
                united.extend(present.clone());
                Value::Object(united)
            }
            _ => offered.clone(),
        }
    }
}

/// What makes two rows of a list the same: their value, however labelled.
pub(in super::super) fn row_key(row: &Value) -> String {
    let Some(map) = row.as_object() else { return row.to_string() };
    if let Some(value) = map.get("value").and_then(Value::as_str) {
        return text::phone_key(value).filter(|_| !value.contains('@')).unwrap_or_else(|| text::email_key(value));
    }
    let parts = map.iter().filter(|(key, _)| *key != "kind").filter_map(|(_, part)| part.as_str());
    text::fold(&parts.collect::<Vec<_>>().join(" "))
}

/// True when a new account would be a person account: as the form says, else
/// where there is no company and no name was typed for one.
pub(super) fn is_person_account(lead: &Lead, target: &Target<Account>) -> bool {
    let Target::New(typed) = target else { return false };
    let text = |key: &str| typed.get(key).and_then(Value::as_str).map(str::trim).filter(|text| !text.is_empty());
    match text("kind") {
        Some(kind) => kind == "person",
        None => lead.company.trim().is_empty() && text("name").is_none(),
    }
}

/// A lead with the form by which it is converted.
pub(super) struct Giver<'a> {
    pub(super) workspace: &'a Workspace,
    pub(super) lead: &'a Lead,
    pub(super) input: &'a ConvertLead,
    pub(super) today: NaiveDate,
}

impl Giver<'_> {
    /// For the account: what is known of the company. A person account has
    /// its name and numbers on the contact.
    pub(super) fn to_account(&self, existing: Option<&Record>, person: Option<&Contact>) -> Vec<Offer> {
        let lead = self.lead;
        let is_person = is_person_account(lead, &self.input.account)
            || existing.and_then(Account::from_record).is_some_and(|account| account.kind == AccountKind::Person);
        let mut offers = Offers::new(self.workspace, Collection::Account);
        if is_person {
            offers.give("kind", AccountKind::Person, Manner::Rule);
            offers.give("name", person.map_or_else(|| lead.title(), Contact::title), Manner::Rule);
        } else {
            offers.give("name", &lead.company, Manner::Fill);
        }
        if self.is_about_company() && !is_person {
            let (phones, emails) = self.company_numbers();
            offers.give("websites", &lead.websites, Manner::Add);
            offers.give("phones", phones, Manner::Add);
            offers.give("emails", emails, Manner::Add);
            offers.give("addresses", addressed(&lead.addresses, "billing"), Manner::Add);
        }
        if !is_person {
            offers.give("industry", &lead.industry, Manner::Fill);
            offers.give("employees", lead.employees, Manner::Fill);
            offers.give("annual_revenue", lead.annual_revenue, Manner::Fill);
        }
        if self.is_about_company() && !is_person || self.input.contact == Target::None {
            offers.give("description", &lead.description, Manner::Fill);
        }
        self.give_provenance(&mut offers);
        self.give_rest(&mut offers, self.input.contact == Target::None, existing.is_none());
        offers.list
    }

    /// For the contact: what is known of the person.
    pub(super) fn to_contact(&self) -> Vec<Offer> {
        let lead = self.lead;
        let mut offers = Offers::new(self.workspace, Collection::Contact);
        offers.give("salutation", &lead.salutation, Manner::Fill);
        offers.give("first_name", &lead.first_name, Manner::Fill);
        offers.give("last_name", &lead.last_name, Manner::Fill);
        offers.give("job_title", &lead.job_title, Manner::Fill);
        if lead.has_person() || self.input.account == Target::None {
            offers.give("emails", &lead.emails, Manner::Add);
            offers.give("phones", &lead.phones, Manner::Add);
            offers.give("addresses", addressed(&lead.addresses, "mailing"), Manner::Add);
        }
        if !self.is_about_company() || self.input.account == Target::None {
            offers.give("websites", &lead.websites, Manner::Add);
            offers.give("description", &lead.description, Manner::Fill);
        }
        offers.give("referred_by", lead.referred_by, Manner::Fill);
        offers.give("do_not_call", lead.do_not_call, Manner::Fill);
        offers.give("do_not_mail", lead.do_not_mail, Manner::Fill);
        self.give_provenance(&mut offers);
        self.give_rest(&mut offers, true, matches!(self.input.contact, Target::New(_)));
        offers.list
    }

    /// For the opportunity: what they want, and by when it might be decided.
    pub(super) fn to_opportunity(&self, account: Option<&Record>, person: Option<&Contact>) -> Vec<Offer> {
        let lead = self.lead;
        let is_new = matches!(self.input.opportunity, Target::New(_));
        let mut offers = Offers::new(self.workspace, Collection::Opportunity);
        let company = Some(lead.company.clone()).filter(|company| !company.trim().is_empty());
        let named = account.map(Record::title).or(company).or_else(|| person.map(Contact::title));
        offers.give("name", named.unwrap_or_else(|| lead.title()), Manner::Fill);
        offers.give("amount", lead.estimated_amount, Manner::Fill);
        let quarter = Quarter::of(self.today, self.workspace.settings().fiscal_year_start);
        if is_new {
            offers.give("expected_close", quarter.last, Manner::Fill);
            let customer = |account: &Account| account.lifecycle == Lifecycle::Customer;
            if account.and_then(Account::from_record).is_some_and(customer) {
                offers.give("kind", OpportunityKind::Repeat, Manner::Fill);
            }
        } else if let Target::Existing(account) = self.input.account {
            offers.give("account", account, Manner::Fill);
        }
        offers.give("description", self.qualification_notes(), Manner::Fill);
        self.give_provenance(&mut offers);
        let alone = self.input.account == Target::None && self.input.contact == Target::None;
        self.give_rest(&mut offers, alone, is_new);
        offers.list
    }

    /// Where it comes from and whose it is.
    fn give_provenance(&self, offers: &mut Offers<'_>) {
        offers.give("source", self.lead.source, Manner::Fill);
        offers.give("campaign", self.lead.campaign, Manner::Fill);
        let owner = self.input.hand_over.as_ref().map(|(to, _)| *to).or(self.lead.owner);
        offers.give("owner", owner, Manner::Fill);
    }

    /// Marks, and on one of the three records what other systems say. The mark
    /// of the demonstration goes on every new record and on no other: whoever
    /// removes the demonstration keeps what was there without it.
    fn give_rest(&self, offers: &mut Offers<'_>, most_alike: bool, is_new: bool) {
        offers.give("tags", &self.lead.tags, Manner::Unite);
        let is_mark = |system: &str| system == MARK;
        let ids = self.lead.external_ids.iter().filter(|(system, _)| if is_mark(system) { is_new } else { most_alike });
        let ids: ExternalIds = ids.map(|(system, id)| (system.clone(), id.clone())).gathered();
        offers.give("external_ids", ids, Manner::Unite);
        if most_alike {
            offers.give("custom", &self.lead.custom, Manner::Unite);
        }
    }

    /// True when addresses and sites are those of a company.
    fn is_about_company(&self) -> bool {
        !self.lead.company.trim().is_empty() || !self.lead.has_person()
    }

    /// The company's share: what is not a person's own.
    fn company_numbers(&self) -> (Vec<Labelled>, Vec<Labelled>) {
        if !self.lead.has_person() {
            return (self.lead.phones.clone(), self.lead.emails.clone());
        }
        let personal = ["mobile", "home", "direct"];
        let shared = self.lead.phones.iter().filter(|phone| !personal.contains(&phone.kind.as_str()));
        (shared.cloned().collect(), Vec::new())
    }

    /// Needs, budget, authority and timing, one line each.
    fn qualification_notes(&self) -> String {
        let lead = self.lead;
        let notes = [
            ("Needs", &lead.needs),
            ("Budget", &lead.budget),
            ("Authority", &lead.authority),
            ("Timing", &lead.timing),
        ];
        let mut lines: Vec<String> = notes
            .iter()
            .filter(|(_, text)| !text.trim().is_empty())
            .map(|(word, text)| format!("{word}: {}", text.trim()))
            .collect();
        if self.input.account == Target::None && self.input.contact == Target::None {
            lines.extend(Some(lead.description.clone()).filter(|text| !text.trim().is_empty()));
        }
        lines.join("\n")
    }
}

/// Addresses for a record whose first one is of that kind.
fn addressed(addresses: &[Address], first: &str) -> Vec<Address> {
    let kinds = ["billing", "shipping", "mailing"];
    let mut named = addresses.to_vec();
    if let Some(address) = named.iter_mut().find(|address| !kinds.contains(&address.kind.as_str())) {
        first.clone_into(&mut address.kind);
    }
    named
}

/// Offers in the making: blank values and those that may not be stored are
/// left on the lead (CV13).
struct Offers<'a> {
    workspace: &'a Workspace,
    collection: Collection,
    list: Vec<Offer>,
}

impl<'a> Offers<'a> {
    fn new(workspace: &'a Workspace, collection: Collection) -> Self {
        Self { workspace, collection, list: Vec::new() }
    }

    fn give(&mut self, key: &'static str, value: impl Serialize, manner: Manner) {
        let value = serde_json::to_value(value).unwrap_or_default();
        let Some(field) = self.collection.field(key) else { return };
        let value = storable(self.workspace, field.kind, value);
        if !is_blank(&value) && value != Value::Object(Map::new()) {
            self.list.push(Offer { key, value, manner });
        }
    }
}
