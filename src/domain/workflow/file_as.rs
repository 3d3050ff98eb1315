//! Filing somebody as what they were found to be (`which.rs`): one change of
//! several steps, each decided by the very rules of a form.
//!
//! - W1 A lead holds what was said, as it was said; an account it belongs to is
//!   its candidate. One that has answered is Engaged; one that wants to buy is
//!   hot besides.
//! - W2 A company is an organization, with the person as its contact. A person
//!   without one is a person account bound to a contact.
//! - W3 Who recommends us or is known in person is a contact and needs no
//!   account; their company is an account, and no buyer by that.
//! - W4 A person who was looked into is qualified, now and by whoever acts.
//! - W5 An account that is there already is taken as it is and gains what is
//!   new: a relationship, that it is a buyer, that it has bought. The person of
//!   a person account is its contact, who gains an e-mail address and, as W4
//!   has it, is qualified.
//! - W6 A deal bears the account's name and closes in this fiscal quarter.
//! - W7 What is refused in one step refuses the whole.

use serde_json::{Map, Value, json};
use uuid::Uuid;

use super::super::account::{Account, AccountKind, Lifecycle};
use super::super::change::{Label, Verb};
use super::super::command::{Decision, Filing};
use super::super::contact::{Contact, split_name};
use super::super::day::Quarter;
use super::super::env::Env;
use super::super::field::Labelled;
use super::super::id::Id;
use super::super::option::{LeadPhase, Relationship};
use super::super::record::{Collection, RecordRef};
use super::super::validate::{FieldError, Problem};
use super::super::which::Verdict;
use super::super::workspace::Workspace;
use super::batch::Batch;
use super::{Rejection, edit_record, lifecycle, open_record, verify};

pub(super) fn file_as(workspace: &Workspace, filing: &Filing, env: &Env) -> Result<Decision, Rejection> {
    refuse_nobody(filing)?;
    if let Some(account) = filing.account {
        open_record(workspace, RecordRef::of(account))?;
    }
    let mut steps = Steps { batch: Batch::new(workspace), filing, env };
    let main = if filing.verdict.is_lead() { steps.lead()? } else { steps.party()? };
    let title = steps.batch.so_far().title(main).unwrap_or_default();
    let mut decision = steps.batch.finish(Verb::Created)?;
    decision.label = Label { verb: Verb::Created, subject: title, collection: Some(main.collection) };
    Ok(decision.showing(main))
}

/// Who is filed has a name; an e-mail address alone says whose it is only
/// where somebody is named.
fn refuse_nobody(filing: &Filing) -> Result<(), Rejection> {
    let [person, company, email] = [&filing.person, &filing.company, &filing.email].map(|text| !text.trim().is_empty());
    let is_known = filing.account.is_some() && !filing.verdict.is_lead();
    let problem = if filing.verdict.is_contact() || (is_known && email) {
        (!person).then_some(Problem::Required)
    } else {
        (!person && !company && !is_known).then_some(Problem::OneOf(&["name", "company"]))
    };
    edit_record::reject_invalid(problem.map(|problem| FieldError::new("name", problem)).into_iter().collect())
}

struct Steps<'a> {
    batch: Batch<'a>,
    filing: &'a Filing,
    env: &'a Env,
}

impl Steps<'_> {
    /// Files a lead (W1).
    fn lead(&mut self) -> Result<RecordRef, Rejection> {
        let (first, last) = split_name(&self.filing.person);
        let verdict = self.filing.verdict;
        let engaged = self.batch.so_far().status_of_phase(LeadPhase::Engaged).filter(|_| verdict != Verdict::Lead);
        let rating = (verdict == Verdict::HotLead).then_some("hot");
        let fields = json!({
            "first_name": first,
            "last_name": last,
            "company": self.filing.company,
            "emails": self.emails(),
            "candidate_account": self.filing.account,
            "status": engaged,
            "rating": rating,
        });
        self.create(Collection::Lead, fields)
    }

    /// Files account, contact and deal, as far as they are meant; says which of them it is about.
    fn party(&mut self) -> Result<RecordRef, Rejection> {
        let verdict = self.filing.verdict;
        let is_named = !self.filing.person.trim().is_empty();
        let mut account = match self.filing.account {
            Some(known) => Some(self.known_account(known)?),
            None if self.filing.company.trim().is_empty() => None,
            None => {
                let emails = if is_named { Value::Null } else { self.emails() };
                Some(self.account("organization", &self.filing.company, None, emails)?)
            }
        };
        let contact = match account.and_then(|account| self.person_of(account)) {
            _ if !is_named => None,
            Some(person) => Some(self.known_contact(person)?),
            None => Some(self.contact(account)?),
        };
        if account.is_none() && !verdict.is_contact() && contact.is_some() {
            account = Some(self.account("person", &self.filing.person, contact, Value::Null)?);
        }
        let main = if verdict.is_contact() { contact.or(account) } else { account.or(contact) };
        let main = main.ok_or_else(|| Rejection::Invalid(vec![FieldError::new("name", Problem::Required)]))?;
        if verdict.is_deal() { self.deal(main, contact) } else { Ok(main) }
    }

    /// What an account gains that is there already (W5).
    fn known_account(&mut self, id: Id<Account>) -> Result<RecordRef, Rejection> {
        let reference = RecordRef::of(id);
        let account = self.batch.so_far().get(id).ok_or(Rejection::NotFound(reference))?;
        let (mut relationships, lifecycle) = (account.relationships.clone(), account.lifecycle);
        if let Some(more) = self.relationship()
            && !relationships.contains(&more)
        {
            relationships.push(more);
            let fields = fields(json!({ "relationships": relationships }));
            let decision = edit_record::edit(self.batch.so_far(), reference, &fields, self.env)?;
            self.batch.take(&decision);
        }
        if self.filing.verdict.has_bought() && lifecycle == Lifecycle::Prospect {
            let (now, reason) = (Lifecycle::Customer, "Filed as a customer");
            let decision = lifecycle::set_by_hand(self.batch.so_far(), id, now, reason, self.env)?;
            self.batch.take(&decision);
        }
        Ok(reference)
    }

    /// The contact that a person account is.
    fn person_of(&self, account: RecordRef) -> Option<Id<Contact>> {
        let so_far = self.batch.so_far();
        let account = so_far.get(account.id_of::<Account>()?).filter(|account| account.kind == AccountKind::Person)?;
        account.person_contact.filter(|contact| so_far.live(*contact).is_some())
    }

    /// What the contact of a person account gains (W5).
    fn known_contact(&mut self, id: Id<Contact>) -> Result<RecordRef, Rejection> {
        let reference = RecordRef::of(id);
        let contact = self.batch.so_far().get(id).ok_or(Rejection::NotFound(reference))?;
        let (mut emails, is_qualified) = (contact.emails.clone(), contact.qualified.is_some());
        let email = self.filing.email.trim();
        if !email.is_empty() && !emails.iter().any(|known| known.value.eq_ignore_ascii_case(email)) {
            emails.push(Labelled::new("work", email));
            let fields = fields(json!({ "emails": emails }));
            let decision = edit_record::edit(self.batch.so_far(), reference, &fields, self.env)?;
            self.batch.take(&decision);
        }
        if !is_qualified {
            self.qualify(reference)?;
        }
        Ok(reference)
    }

    /// Makes an account; `contact` is the one that a person account is.
    fn account(
        &mut self,
        kind: &str,
        name: &str,
        contact: Option<RecordRef>,
        emails: Value,
    ) -> Result<RecordRef, Rejection> {
        let fields = json!({
            "name": name,
            "kind": kind,
            "person_contact": contact.map(|contact| contact.id),
            "emails": emails,
            "relationships": Vec::from_iter(self.relationship()),
            "lifecycle": if self.filing.verdict.has_bought() { "customer" } else { "prospect" },
        });
        self.create(Collection::Account, fields)
    }

    /// What the account is to us.
    fn relationship(&self) -> Option<Id<Relationship>> {
        match self.filing.verdict {
            Verdict::NotABuyer => self.filing.relationship,
            verdict if verdict.is_contact() => None,
            _ => Some(Relationship::BUYER),
        }
    }

    fn contact(&mut self, account: Option<RecordRef>) -> Result<RecordRef, Rejection> {
        let (first, last) = split_name(&self.filing.person);
        let kind = match self.filing.verdict {
            Verdict::Referrer => "referrer",
            Verdict::Acquaintance => "personal",
            Verdict::NotABuyer => "partner",
            _ => "buyer",
        };
        let accounts = account.map(|account| json!({ "account": account.id, "primary": true, "active": true }));
        let fields = json!({
            "first_name": first,
            "last_name": last,
            "emails": self.emails(),
            "kind": kind,
            "accounts": Vec::from_iter(accounts),
        });
        let contact = self.create(Collection::Contact, fields)?;
        self.qualify(contact)?;
        Ok(contact)
    }

    /// Qualifies a person who was looked into (W4).
    fn qualify(&mut self, contact: RecordRef) -> Result<(), Rejection> {
        if self.filing.verdict.is_checked() {
            let decision = verify::verify(self.batch.so_far(), contact, "qualified", true, self.env)?;
            self.batch.take(&decision);
        }
        Ok(())
    }

    fn deal(&mut self, account: RecordRef, contact: Option<RecordRef>) -> Result<RecordRef, Rejection> {
        let so_far = self.batch.so_far();
        let quarter = Quarter::of(self.env.today, so_far.settings().fiscal_year_start);
        let contacts = contact.map(|contact| json!({ "contact": contact.id, "primary": true }));
        let fields = json!({
            "name": so_far.title(account),
            "account": account.id,
            "contacts": Vec::from_iter(contacts),
            "kind": if self.filing.verdict == Verdict::RepeatDeal { "repeat" } else { "new" },
            "expected_close": quarter.last,
        });
        self.create(Collection::Opportunity, fields)
    }

    fn emails(&self) -> Value {
        json!([{ "kind": "work", "value": self.filing.email }])
    }

    fn create(&mut self, collection: Collection, values: Value) -> Result<RecordRef, Rejection> {
        let decision = edit_record::create(self.batch.so_far(), collection, &fields(values), self.env)?;
        self.batch.take(&decision);
        let made = decision.focus.map_or_else(Uuid::nil, |made| made.id);
        Ok(RecordRef { collection, id: made })
    }
}

fn fields(values: Value) -> Map<String, Value> {
    match values {
        Value::Object(fields) => fields,
        _ => Map::new(),
    }
}
