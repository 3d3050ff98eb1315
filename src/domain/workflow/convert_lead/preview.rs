//! What a conversion would do, field by field. The screen shows this plan and
//! the decision carries it out.

use chrono::NaiveDate;
use serde_json::{Map, Value};

use super::super::super::account::Account;
use super::super::super::command::{ConvertLead, Flip, Target};
use super::super::super::contact::Contact;
use super::super::super::field::is_blank;
use super::super::super::id::Id;
use super::super::super::lead::Lead;
use super::super::super::matching::{Match, account_matches, contact_matches};
use super::super::super::option::Criterion;
use super::super::super::record::{Collection, Record, RecordRef, Stored};
use super::super::super::validate::FieldError;
use super::super::super::workspace::Workspace;
use super::super::{Rejection, edit_record};
use super::offer::{self, Manner, Offer};

/// What a conversion would do.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Preview {
    /// To the account; empty where there is none.
    pub account: Vec<PreviewField>,
    /// To the contact; empty where there is none.
    pub contact: Vec<PreviewField>,
    /// To the opportunity; empty where there is none.
    pub opportunity: Vec<PreviewField>,
    /// True when the new account would be a person account.
    pub person_account: bool,
    /// The checklist items that are not met: without a reason for overriding
    /// them the conversion is refused.
    pub unmet: Vec<Id<Criterion>>,
}

/// What a conversion would do to one field.
#[derive(Clone, Debug, PartialEq)]
pub struct PreviewField {
    /// The field's key.
    pub key: &'static str,
    /// What the lead has to give; null where only the form says something.
    pub lead_value: Value,
    /// What stands there; null on a new record.
    pub present: Value,
    /// What would stand there.
    pub result: Value,
    /// True when the lead's value is taken.
    pub taken: bool,
}

/// What converting would do. Parts whose chosen record is gone stay empty.
pub fn preview(workspace: &Workspace, input: &ConvertLead, today: NaiveDate) -> Preview {
    let Some(lead) = workspace.get(input.lead) else { return Preview::default() };
    let plans = Plans::new(workspace, &|reference| workspace.find(reference).cloned(), lead, input, today);
    Preview {
        account: plans.account.fields,
        contact: plans.contact.fields,
        opportunity: plans.opportunity.fields,
        person_account: offer::is_person_account(lead, &input.account),
        unmet: unmet_criteria(workspace, &input.criteria_met),
    }
}

/// A conversion to start from: the strongest matches where more than a name
/// speaks for them, else new records, and a new opportunity.
pub fn suggest(workspace: &Workspace, lead: &Lead) -> ConvertLead {
    let (accounts, contacts) = (account_matches(workspace, lead), contact_matches(workspace, lead));
    let suggested = suggest_of(lead.id, lead.has_person(), &accounts, &contacts);
    ConvertLead { criteria_met: lead.criteria_met.clone(), ..suggested }
}

/// The same where the matches are known already, without the checklist.
pub(in super::super) fn suggest_of(
    lead: Id<Lead>,
    has_person: bool,
    accounts: &[Match<Account>],
    contacts: &[Match<Contact>],
) -> ConvertLead {
    let account = accounts.iter().find(|found| found.is_strong());
    let contact = contacts.iter().find(|found| found.is_strong());
    let new_contact = || if has_person { Target::New(Map::new()) } else { Target::None };
    ConvertLead {
        lead,
        account: account.map_or_else(|| Target::New(Map::new()), |found| Target::Existing(found.id)),
        contact: contact.map_or_else(new_contact, |found| Target::Existing(found.id)),
        opportunity: Target::New(Map::new()),
        flips: Vec::new(),
        role: String::new(),
        criteria_met: Vec::new(),
        override_reason: String::new(),
        hand_over: None,
    }
}

/// The items of the checklist that are not among those met, in their order.
pub fn unmet_criteria(workspace: &Workspace, met: &[Id<Criterion>]) -> Vec<Id<Criterion>> {
    let items = workspace.options(Collection::Criterion).into_iter().filter_map(Criterion::from_record);
    items.map(|item| item.id).filter(|id| !met.contains(id)).collect()
}

/// One record as it would be, but for its links.
#[derive(Default)]
pub(super) struct Planned {
    /// The record; with a nil id where it is new.
    pub(super) record: Option<Record>,
    /// How it came about.
    pub(super) fields: Vec<PreviewField>,
    /// Values of the form that cannot be read.
    pub(super) errors: Vec<FieldError>,
}

/// The three records as they would be.
pub(super) struct Plans {
    pub(super) account: Planned,
    pub(super) contact: Planned,
    pub(super) opportunity: Planned,
}

impl Plans {
    /// Plans a conversion; `find` sees the chosen records as they are to be used.
    pub(super) fn new(
        workspace: &Workspace,
        find: &dyn Fn(RecordRef) -> Option<Record>,
        lead: &Lead,
        input: &ConvertLead,
        today: NaiveDate,
    ) -> Self {
        let giver = offer::Giver { workspace, lead, input, today };
        let plan =
            |collection, target: Aim<'_>, offers: Vec<Offer>| plan(find, collection, target, offers, &input.flips);
        let contact = plan(Collection::Contact, Aim::at(&input.contact), giver.to_contact());
        let person = contact.record.as_ref().and_then(Contact::from_record);
        let known = existing_record(find, Collection::Account, &input.account);
        let account_offers = giver.to_account(known.as_ref(), person);
        let account = plan(Collection::Account, Aim::at(&input.account), account_offers);
        let opportunity_offers = giver.to_opportunity(account.record.as_ref(), person);
        let opportunity = plan(Collection::Opportunity, Aim::at(&input.opportunity), opportunity_offers);
        Self { account, contact, opportunity }
    }
}

/// A target without its type.
enum Aim<'a> {
    Existing(uuid::Uuid),
    New(&'a Map<String, Value>),
    None,
}

impl<'a> Aim<'a> {
    fn at<T>(target: &'a Target<T>) -> Self {
        match target {
            Target::Existing(id) => Self::Existing(id.uuid()),
            Target::New(fields) => Self::New(fields),
            Target::None => Self::None,
        }
    }
}

fn existing_record<T>(
    find: &dyn Fn(RecordRef) -> Option<Record>,
    collection: Collection,
    target: &Target<T>,
) -> Option<Record> {
    match target {
        Target::Existing(id) => find(RecordRef { collection, id: id.uuid() }),
        Target::New(_) | Target::None => None,
    }
}

fn plan(
    find: &dyn Fn(RecordRef) -> Option<Record>,
    collection: Collection,
    aim: Aim<'_>,
    offers: Vec<Offer>,
    flips: &[Flip],
) -> Planned {
    match aim {
        Aim::None => Planned::default(),
        Aim::New(typed) => plan_new(collection.blank(), offers, typed),
        Aim::Existing(id) => {
            let found = find(RecordRef { collection, id });
            let flipped = |key: &str| flips.iter().any(|flip| flip.collection == collection && flip.field == key);
            found.map_or_else(Planned::default, |record| plan_existing(record, offers, flipped))
        }
    }
}

/// A new record: what the lead gives, and over that what the form says.
fn plan_new(mut record: Record, offers: Vec<Offer>, typed: &Map<String, Value>) -> Planned {
    for offer in &offers {
        set(&mut record, offer.key, offer.value.clone());
    }
    let errors = match edit_record::set_fields(&mut record, typed) {
        Err(Rejection::Invalid(errors)) => errors,
        _ => Vec::new(),
    };
    let result = |key: &str| record.get(key).unwrap_or_default();
    let mut fields: Vec<PreviewField> = Vec::new();
    for Offer { key, value: lead_value, .. } in offers.into_iter().filter(|offer| offer.manner != Manner::Rule) {
        let taken = !typed.contains_key(key);
        fields.push(PreviewField { key, lead_value, present: Value::Null, result: result(key), taken });
    }
    for field in record.collection().fields().iter().filter(|field| typed.contains_key(field.key)) {
        if !fields.iter().any(|known| known.key == field.key) {
            let (lead_value, present) = (Value::Null, Value::Null);
            fields.push(PreviewField { key: field.key, lead_value, present, result: result(field.key), taken: false });
        }
    }
    Planned { record: Some(record), fields, errors }
}

/// An existing record: empty fields are filled, flipped ones the other way
/// round, lists are only ever added to (CV2).
fn plan_existing(mut record: Record, offers: Vec<Offer>, flipped: impl Fn(&str) -> bool) -> Planned {
    let mut fields = Vec::new();
    for Offer { key, value: lead_value, manner } in offers {
        let present = record.get(key).unwrap_or_default();
        let would_be = manner.combine(&present, &lead_value);
        let by_default = is_blank(&present) || manner == Manner::Unite;
        if manner == Manner::Rule {
            continue;
        }
        let taken = by_default != flipped(key) && would_be != present;
        let result = if taken { would_be } else { present.clone() };
        if taken {
            set(&mut record, key, result.clone());
        }
        fields.push(PreviewField { key, lead_value, present, result, taken });
    }
    Planned { record: Some(record), fields, errors: Vec::new() }
}

/// Sets a value that came out of a field of the same kind.
fn set(record: &mut Record, key: &str, value: Value) {
    if record.set(key, value).is_err() {
        debug_assert!(false, "{key} does not take what the lead offers");
    }
}
