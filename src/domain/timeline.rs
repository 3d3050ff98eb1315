//! What happened around a record, newest first, and what comes next. An
//! account's timeline holds what happened to its people, deals and leads too.

use std::collections::BTreeSet;

use chrono::{DateTime, NaiveDate, Utc};

use super::account::{Account, Evidence};
use super::activity::{Activity, ActivityKind};
use super::contact::Contact;
use super::id::Id;
use super::lead::{Conversion, Lead};
use super::money::Money;
use super::opportunity::Opportunity;
use super::order::InOrder;
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

/// What of a timeline is to be seen; all of it by default.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Narrowed {
    /// Activities of this kind only.
    pub kind: Option<ActivityKind>,
    /// What is about this person only.
    pub person: Option<Id<Contact>>,
}

impl Narrowed {
    /// True for what is to be seen.
    pub fn holds(self, workspace: &Workspace, entry: &Entry) -> bool {
        let activity = match entry.event {
            Event::Activity(id) => workspace.get(id),
            _ => None,
        };
        let person = self.person.map(RecordRef::of);
        self.kind.is_none_or(|kind| activity.is_some_and(|activity| activity.kind == kind))
            && person.is_none_or(|person| entry.about == person || activity.is_some_and(|about| about.is_about(person)))
    }
}

/// The people that the activities of a timeline are about, in order of their ids.
pub fn people(workspace: &Workspace, timeline: &Timeline) -> BTreeSet<RecordRef> {
    let activities = timeline.past.iter().filter_map(|entry| match entry.event {
        Event::Activity(id) => workspace.get(id),
        _ => None,
    });
    let links = activities.flat_map(|activity| activity.links.iter().copied());
    links.filter(|link| link.id_of::<Contact>().is_some_and(|contact| workspace.live(contact).is_some())).collect()
}

/// The timeline of a record, in the Trash or not.
pub fn timeline(workspace: &Workspace, reference: RecordRef) -> Timeline {
    let family = family(workspace, reference);
    let mut timeline = Timeline::default();
    let mut upcoming: Vec<&Activity> = Vec::new();
    for activity in activities(workspace, &family) {
        if activity.is_open() {
            upcoming.push(activity);
        } else {
            let about = RecordRef::of(activity.id);
            timeline.past.push(Entry { at: activity.when(), about, event: Event::Activity(activity.id) });
        }
    }
    upcoming.order_by_key(|activity| soonest(activity));
    timeline.upcoming = upcoming.into_iter().map(|activity| activity.id).collect();
    for record in family.iter().filter_map(|member| workspace.find(*member)) {
        record_events(record, &mut timeline.past);
    }
    timeline.past.order_by_key(|entry| std::cmp::Reverse((entry.at, entry.about)));
    timeline
}

/// When somebody last spoke, met or wrote about a record.
pub fn last_touch(workspace: &Workspace, reference: RecordRef) -> Option<DateTime<Utc>> {
    touch_and_next(workspace, reference).0
}

/// The open activity about a record that comes next.
pub fn next_step(workspace: &Workspace, reference: RecordRef) -> Option<Id<Activity>> {
    touch_and_next(workspace, reference).1
}

/// [`last_touch`] and [`next_step`] from one look at the activities.
pub fn touch_and_next(workspace: &Workspace, reference: RecordRef) -> (Option<DateTime<Utc>>, Option<Id<Activity>>) {
    let activities = activities(workspace, &family(workspace, reference));
    let touches = activities.iter().filter(|activity| is_touch(activity));
    let open = activities.iter().filter(|activity| activity.is_open());
    (
        touches.map(|activity| activity.when()).max(),
        open.min_by_key(|activity| soonest(activity)).map(|activity| activity.id),
    )
}

/// True for a call, a meeting or an e-mail that took place.
fn is_touch(activity: &Activity) -> bool {
    let contact = matches!(activity.kind, ActivityKind::Call | ActivityKind::Meeting | ActivityKind::Email);
    contact && !activity.is_open()
}

/// The activities about any of these records, each once, in order of their ids.
fn activities<'a>(workspace: &'a Workspace, family: &BTreeSet<RecordRef>) -> Vec<&'a Activity> {
    let referrers = workspace.referrers_of(family).into_iter();
    let linked = referrers.filter_map(|referrer| workspace.live::<Activity>(referrer.id_of()?));
    linked.filter(|activity| activity.links.iter().any(|link| family.contains(link))).collect()
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
        let deals = workspace.all_linked::<Opportunity>(reference).filter(|deal| deal.account == Some(account));
        family.extend(deals.map(|deal| RecordRef::of(deal.id)));
        family.extend(leads_that(workspace, reference, |became| became.account == Some(account)));
    } else if let Some(contact) = reference.id_of::<Contact>() {
        family.extend(leads_that(workspace, reference, |became| became.contact == Some(contact)));
    } else if let Some(deal) = reference.id_of::<Opportunity>() {
        family.extend(leads_that(workspace, reference, |became| became.opportunity == Some(deal)));
    }
    family
}

/// The leads that a conversion made into what the test finds.
fn leads_that(
    workspace: &Workspace,
    reference: RecordRef,
    test: impl Fn(&Conversion) -> bool,
) -> impl Iterator<Item = RecordRef> {
    let linked = workspace.all_linked::<Lead>(reference);
    linked.filter(move |lead| lead.conversion.as_ref().is_some_and(&test)).map(|lead| RecordRef::of(lead.id))
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
