//! What happened around a record, newest first, and what comes next. An
//! account's timeline holds what happened to its people, deals and leads too.

use std::collections::BTreeSet;

use chrono::{DateTime, NaiveDate, Utc};

use super::account::{Account, Evidence};
use super::activity::{Activity, ActivityKind};
use super::contact::Contact;
use super::id::Id;
use super::lead::Lead;
use super::money::Money;
use super::opportunity::Opportunity;
use super::pipeline::Stage;
use super::record::{Record, RecordRef};
use super::workspace::Workspace;

/// What happened around a record and what comes next.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Timeline {
    /// Open activities, the next first, those without a day last.
    pub upcoming: Vec<Id<Activity>>,
    /// What happened, newest first.
    pub past: Vec<Entry>,
}

/// One thing that happened.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// When.
    pub at: DateTime<Utc>,
    /// To which record, where it is not an activity.
    pub about: RecordRef,
    /// What.
    pub event: Event,
}

/// What can happen.
#[derive(Clone, Debug, PartialEq)]
pub enum Event {
    /// Something was done or written down; `about` is the activity itself.
    Activity(Id<Activity>),
    /// The record was made.
    Created,
    /// The lead became what its conversion says.
    Converted,
    /// A human vetted the contact.
    Qualified,
    /// A human found the lead's information true.
    InformationVerified,
    /// A human found the lead's intent true.
    IntentVerified,
    /// The deal entered a stage.
    EnteredStage {
        /// The stage.
        stage: Id<Stage>,
        /// The amount then.
        amount: Option<Money>,
        /// The probability then, in percent.
        probability: u8,
    },
    /// The account became a prospect or a customer.
    Lifecycle(Evidence),
}

/// The timeline of a record, in the Trash or not.
pub fn timeline(workspace: &Workspace, reference: RecordRef) -> Timeline {
    let family = family(workspace, reference);
    let mut timeline = Timeline::default();
    let mut upcoming: Vec<&Activity> = Vec::new();
    for activity in workspace.all::<Activity>().filter(|activity| is_about(activity, &family)) {
        if activity.is_open() {
            upcoming.push(activity);
        } else {
            let about = RecordRef::of(activity.id);
            timeline.past.push(Entry { at: activity.when(), about, event: Event::Activity(activity.id) });
        }
    }
    upcoming.sort_by_key(|activity| soonest(activity));
    timeline.upcoming = upcoming.into_iter().map(|activity| activity.id).collect();
    for record in family.iter().filter_map(|member| workspace.find(*member)) {
        record_events(record, &mut timeline.past);
    }
    timeline.past.sort_by_key(|entry| std::cmp::Reverse((entry.at, entry.about)));
    timeline
}

/// When somebody last spoke, met or wrote about a record.
pub fn last_touch(workspace: &Workspace, reference: RecordRef) -> Option<DateTime<Utc>> {
    let family = family(workspace, reference);
    let touches = workspace.all::<Activity>().filter(|activity| is_touch(activity) && is_about(activity, &family));
    touches.map(Activity::when).max()
}

/// The open activity about a record that comes next.
pub fn next_step(workspace: &Workspace, reference: RecordRef) -> Option<Id<Activity>> {
    let family = family(workspace, reference);
    let open = workspace.all::<Activity>().filter(|activity| activity.is_open() && is_about(activity, &family));
    open.min_by_key(|activity| soonest(activity)).map(|activity| activity.id)
}

/// True for a call, a meeting or an e-mail that took place.
fn is_touch(activity: &Activity) -> bool {
    let contact = matches!(activity.kind, ActivityKind::Call | ActivityKind::Meeting | ActivityKind::Email);
    contact && !activity.is_open()
}

fn is_about(activity: &Activity, family: &BTreeSet<RecordRef>) -> bool {
    activity.links.iter().any(|link| family.contains(link))
}

fn soonest(activity: &Activity) -> (bool, Option<NaiveDate>, Id<Activity>) {
    (activity.due.is_none(), activity.due, activity.id)
}

/// The record and those whose story is its own: an account's people, deals
/// and leads, a contact's and a deal's leads.
fn family(workspace: &Workspace, reference: RecordRef) -> BTreeSet<RecordRef> {
    let mut family = BTreeSet::from([reference]);
    if let Some(account) = reference.id_of::<Account>() {
        family.extend(workspace.contacts_of(account).map(|contact| RecordRef::of(contact.id)));
        let deals = workspace.all::<Opportunity>().filter(|deal| deal.account == Some(account));
        family.extend(deals.map(|deal| RecordRef::of(deal.id)));
        family.extend(leads_that(workspace, |lead| became(lead).account == Some(account)));
    } else if let Some(contact) = reference.id_of::<Contact>() {
        family.extend(leads_that(workspace, |lead| became(lead).contact == Some(contact)));
    } else if let Some(deal) = reference.id_of::<Opportunity>() {
        family.extend(leads_that(workspace, |lead| became(lead).opportunity == Some(deal)));
    }
    family
}

/// What a lead became, each part where there is one.
#[derive(Default)]
struct Became {
    account: Option<Id<Account>>,
    contact: Option<Id<Contact>>,
    opportunity: Option<Id<Opportunity>>,
}

fn became(lead: &Lead) -> Became {
    lead.conversion.as_ref().map_or_else(Became::default, |conversion| Became {
        account: conversion.account,
        contact: conversion.contact,
        opportunity: conversion.opportunity,
    })
}

fn leads_that(workspace: &Workspace, test: impl Fn(&Lead) -> bool) -> impl Iterator<Item = RecordRef> {
    workspace.all::<Lead>().filter(move |lead| test(lead)).map(|lead| RecordRef::of(lead.id))
}

/// What a record itself says of its past.
fn record_events(record: &Record, past: &mut Vec<Entry>) {
    let about = record.reference();
    let mut add = |at: DateTime<Utc>, event: Event| past.push(Entry { at, about, event });
    add(record.meta().created_at, Event::Created);
    match record {
        Record::Account(account) => {
            for evidence in &account.evidence {
                add(evidence.at, Event::Lifecycle(evidence.clone()));
            }
        }
        Record::Contact(contact) => {
            if let Some(verified) = &contact.qualified {
                add(verified.at, Event::Qualified);
            }
        }
        Record::Lead(lead) => {
            let verified = |verification: &super::contact::Verification| verification.at;
            if let Some(at) = lead.information_verified.as_ref().map(verified) {
                add(at, Event::InformationVerified);
            }
            if let Some(at) = lead.intent_verified.as_ref().map(verified) {
                add(at, Event::IntentVerified);
            }
            if let Some(conversion) = &lead.conversion {
                add(conversion.at, Event::Converted);
            }
        }
        Record::Opportunity(deal) => {
            for entry in &deal.stage_history {
                let (stage, amount, probability) = (entry.stage, entry.amount, entry.probability);
                add(entry.at, Event::EnteredStage { stage, amount, probability });
            }
        }
        _ => {}
    }
}
