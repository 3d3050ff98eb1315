//! The activities of a lot: what was done about its leads, deals and people,
//! and what is to be done next about the deals that are open.

use chrono::{DateTime, Days, TimeDelta, Utc};

use super::super::super::activity::{Activity, ActivityKind, Direction, Outcome, Priority};
use super::super::super::lead::Lead;
use super::super::super::record::{RecordRef, Stored};
use super::DAYS;
use super::lot::{ACTIVITIES, Lot, mark};
use super::words::{PAPERS, STEPS, TOPICS};

/// What an activity is about.
struct Subject {
    links: Vec<RecordRef>,
    name: String,
    since: DateTime<Utc>,
}

pub(super) fn add(lot: &mut Lot<'_>) {
    let is_open = |place: &usize| lot.deals.get(*place).is_some_and(|deal| deal.closed_on.is_none());
    let open: Vec<usize> = (0..lot.deals.len()).filter(is_open).take(3).collect();
    let open: Vec<Subject> = open.into_iter().filter_map(|place| about_deal(lot, place)).collect();
    let mut planned = open.into_iter();
    for _ in 0..ACTIVITIES {
        let plan = planned.next().filter(|_| lot.dice.percent(70)).map(|subject| planned_about(lot, subject));
        let activity = plan.or_else(|| subject(lot).map(|subject| done_about(lot, subject)));
        lot.records.extend(activity.map(Stored::into_record));
    }
}

fn subject(lot: &mut Lot<'_>) -> Option<Subject> {
    match lot.dice.below(10) {
        0..=2 => about_lead(lot),
        3..=5 => {
            let place = lot.dice.below(lot.deals.len());
            about_deal(lot, place)
        }
        _ => None,
    }
    .or_else(|| about_contact(lot))
}

fn about_lead(lot: &mut Lot<'_>) -> Option<Subject> {
    let place = lot.dice.below(super::lot::LEADS);
    let leads = lot.records.iter().filter_map(Lead::from_record);
    // What a converted lead had went on to what it became; a new one has had nothing.
    let lead =
        leads.filter(|lead| !lead.is_converted() && lead.meta.updated_at > lead.meta.created_at).nth(place / 2)?;
    Some(Subject { links: vec![RecordRef::of(lead.id)], name: lead.title(), since: lead.meta.created_at })
}

fn about_deal(lot: &mut Lot<'_>, place: usize) -> Option<Subject> {
    let deal = lot.deals.get(place)?;
    let person = deal.primary_contact();
    let name = person.and_then(|id| lot.contacts.iter().find(|contact| contact.id == id));
    Some(Subject {
        links: std::iter::once(RecordRef::of(deal.id))
            .chain(person.filter(|_| lot.dice.percent(40)).map(RecordRef::of))
            .collect(),
        name: name.map(|contact| contact.first_name.clone()).unwrap_or_default(),
        since: deal.meta.created_at,
    })
}

fn about_contact(lot: &mut Lot<'_>) -> Option<Subject> {
    let place = lot.dice.below(lot.contacts.len());
    let contact = lot.contacts.get(place)?;
    let account = contact.primary_account().filter(|_| lot.dice.percent(25));
    Some(Subject {
        links: std::iter::once(RecordRef::of(contact.id)).chain(account.map(RecordRef::of)).collect(),
        name: contact.first_name.clone(),
        since: contact.meta.created_at,
    })
}

/// Something still to be done; some of it is late.
fn planned_about(lot: &mut Lot<'_>, subject: Subject) -> Activity {
    let at = lot.world.lately(&mut lot.dice, subject.since, 12);
    let kinds = [ActivityKind::Task, ActivityKind::Task, ActivityKind::Call, ActivityKind::Meeting];
    let mut activity = begun(lot, &subject, at, &kinds);
    let days = if lot.dice.percent(20) { 5 } else { lot.dice.between(0, 24).unsigned_abs() };
    activity.due = (lot.world.today - Days::new(5)).checked_add_days(Days::new(days));
    activity.priority = lot.dice.pick(&[Priority::Normal, Priority::Normal, Priority::High]).unwrap_or_default();
    activity
}

fn done_about(lot: &mut Lot<'_>, subject: Subject) -> Activity {
    let at = lot.world.after(&mut lot.dice, subject.since, DAYS / 2);
    let kinds =
        [ActivityKind::Task, ActivityKind::Call, ActivityKind::Meeting, ActivityKind::Email, ActivityKind::Note];
    let mut activity = begun(lot, &subject, at, &kinds);
    if activity.kind == ActivityKind::Task {
        let on = lot.world.after(&mut lot.dice, at, 14);
        activity.due = Some(on.date_naive());
        (activity.done_at, activity.meta.updated_at) = (Some(on), on);
        return activity;
    }
    activity.at = Some(at - TimeDelta::minutes(lot.dice.between(0, 240)));
    let (direction, outcomes): (_, &[Outcome]) = match activity.kind {
        ActivityKind::Call => (Direction::Outbound, &[Outcome::Reached, Outcome::NoAnswer, Outcome::LeftMessage]),
        ActivityKind::Meeting => (Direction::None, &[Outcome::Held, Outcome::Held, Outcome::NotHeld]),
        ActivityKind::Email => (Direction::Outbound, &[Outcome::None, Outcome::None, Outcome::Replied]),
        _ => (Direction::None, &[Outcome::None]),
    };
    activity.direction =
        if direction == Direction::Outbound && lot.dice.percent(30) { Direction::Inbound } else { direction };
    activity.outcome = lot.dice.pick(outcomes).unwrap_or_default();
    if activity.kind == ActivityKind::Meeting {
        activity.duration_minutes = lot.dice.pick(&[Some(30), Some(45), Some(60), None]).flatten();
    }
    activity
}

/// An activity as somebody wrote it down.
fn begun(lot: &mut Lot<'_>, subject: &Subject, at: DateTime<Utc>, kinds: &[ActivityKind]) -> Activity {
    let kind = lot.dice.pick(kinds).unwrap_or_default();
    let Subject { links, name, .. } = subject;
    let dice = &mut lot.dice;
    let words = match kind {
        ActivityKind::Call => format!("Call with {name} on {}", dice.word(TOPICS)),
        ActivityKind::Meeting => format!("Meet {name}: {}", dice.word(TOPICS)),
        ActivityKind::Email => format!("Mailed {}", dice.word(PAPERS)),
        ActivityKind::Note => format!("Note on {}", dice.word(TOPICS)),
        _ => format!("{} {}", dice.word(STEPS), dice.word(PAPERS)),
    };
    let mut activity = Activity {
        id: lot.id(at),
        kind,
        subject: words,
        body: lot.notes(),
        links: links.clone(),
        owner: lot.closer().filter(|_| lot.dice.percent(15)),
        external_ids: mark(),
        ..Activity::default()
    };
    (activity.meta.created_at, activity.meta.updated_at) = (at, at);
    activity
}
