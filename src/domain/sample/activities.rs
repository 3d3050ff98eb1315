//! What was done in the story and what is to be done.

use super::super::account::Account;
use super::super::activity::{Activity, ActivityKind, Direction, Outcome, Priority};
use super::super::contact::Contact;
use super::super::lead::Lead;
use super::super::opportunity::Opportunity;
use super::super::record::RecordRef;
use super::{AE, SDR, Story};

use ActivityKind::{Call, Email, Meeting, Note, Research, Signup, Task};
use Direction::{Inbound, Outbound};
use Outcome::{Held, LeftMessage, NoAnswer, Reached, Replied};

/// Something done: key, kind, direction, outcome, subject, about whom, days
/// ago, minutes.
type Done = (&'static str, ActivityKind, Direction, Outcome, &'static str, &'static [&'static str], i64, u32);

#[rustfmt::skip]
const DONE: [Done; 29] = [
    ("done-01", Signup, Inbound, Outcome::None, "Signed up for the newsletter", &["lead-priya", "contact-priya"], 140, 0),
    ("done-02", Email, Inbound, Replied, "Asked for a demonstration after the talk", &["lead-priya", "contact-priya", "techcorp", "deal-techcorp"], 139, 0),
    ("done-03", Call, Outbound, Reached, "What the product team wants to know", &["lead-priya", "contact-priya", "techcorp", "deal-techcorp"], 134, 25),
    ("done-04", Research, Direction::None, Outcome::None, "Read their annual report", &["lead-priya", "techcorp", "deal-techcorp"], 133, 40),
    ("done-05", Meeting, Outbound, Held, "Demonstration with product and engineering", &["contact-priya", "contact-owen", "techcorp", "deal-techcorp"], 108, 60),
    ("done-06", Email, Outbound, Replied, "Offer for 60 seats", &["contact-priya", "contact-ines", "deal-techcorp"], 96, 0),
    ("done-07", Note, Direction::None, Outcome::None, "Trial ran on their own data; Owen is convinced", &["contact-owen", "deal-techcorp"], 86, 0),
    ("done-08", Call, Inbound, Reached, "Signed. Thanks all round", &["contact-priya", "techcorp", "deal-techcorp"], 74, 10),
    ("done-09", Call, Outbound, Reached, "How the first month went", &["contact-priya", "techcorp"], 41, 20),
    ("done-10", Meeting, Outbound, Held, "Second department: who needs what", &["contact-priya", "contact-ines", "deal-techcorp-more"], 17, 45),
    ("done-11", Call, Inbound, Reached, "Would like a licence for himself", &["lead-john", "contact-john", "john", "deal-john"], 42, 15),
    ("done-12", Email, Outbound, Replied, "Offer and terms", &["contact-john", "john", "deal-john"], 37, 0),
    ("done-13", Meeting, Outbound, Held, "First meeting with purchasing", &["contact-marta", "northgate", "deal-northgate"], 71, 50),
    ("done-14", Call, Outbound, Reached, "What marketing would want to see", &["contact-deshawn", "northgate", "deal-northgate"], 43, 30),
    ("done-15", Email, Outbound, Replied, "Proposal for all stores", &["contact-deshawn", "contact-marta", "deal-northgate"], 16, 0),
    ("done-16", Meeting, Outbound, Held, "Walk through a store with Yuki", &["contact-yuki", "deal-northgate-pilot"], 12, 120),
    ("done-17", Call, Outbound, LeftMessage, "Start date of the pilot", &["contact-marta", "deal-northgate-pilot"], 1, 2),
    ("done-18", Meeting, Inbound, Held, "At the fair: wants to leave spreadsheets behind", &["contact-ruth", "harbour", "deal-harbour"], 68, 20),
    ("done-19", Call, Outbound, Reached, "Security questions", &["contact-bram", "harbour", "deal-harbour"], 29, 35),
    ("done-20", Note, Direction::None, Outcome::None, "Board meets once a month; Ruth presents there", &["harbour", "deal-harbour"], 21, 0),
    ("done-21", Call, Outbound, Reached, "Third year: same terms, ten more seats", &["contact-lena", "summit", "deal-summit-renewal"], 9, 15),
    ("done-22", Email, Inbound, Replied, "Signed for the third year", &["contact-lena", "summit", "deal-summit-renewal"], 0, 0),
    ("done-23", Meeting, Outbound, Held, "Occupancy figures of nine houses", &["contact-rafael", "larkspur", "deal-larkspur"], 31, 40),
    ("done-24", Call, Outbound, NoAnswer, "Following up on the offer", &["contact-elliot", "deal-cedar"], 60, 0),
    ("done-25", Call, Outbound, NoAnswer, "First try", &["lead-omar"], 4, 0),
    ("done-26", Email, Outbound, Outcome::None, "Who we are, in five lines", &["lead-sofia"], 10, 0),
    ("done-27", Call, Inbound, Reached, "Can store managers use it too?", &["lead-yusuf"], 13, 12),
    ("done-28", Email, Inbound, Replied, "Prices for a team of eight", &["lead-claire"], 16, 0),
    ("done-29", Meeting, Outbound, Held, "Needs, budget and who decides", &["lead-ben"], 8, 45),
];

/// Something to do: key, kind, subject, about whom, days until it is due,
/// priority, whether the account executive does it.
type Planned = (&'static str, ActivityKind, &'static str, &'static [&'static str], i64, Priority, bool);

#[rustfmt::skip]
const PLANNED: [Planned; 13] = [
    ("plan-01", Call, "Ask Rafael what became of the offer", &["contact-rafael", "deal-larkspur"], -6, Priority::High, true),
    ("plan-02", Task, "Send Bram the data protection sheet", &["contact-bram", "deal-harbour"], -2, Priority::Normal, true),
    ("plan-03", Call, "Second try", &["lead-omar"], -1, Priority::Normal, false),
    ("plan-04", Task, "Offer for 40 more seats", &["contact-priya", "deal-techcorp-more"], 0, Priority::High, true),
    ("plan-05", Call, "Agree on the start of the pilot", &["contact-marta", "deal-northgate-pilot"], 0, Priority::Normal, true),
    ("plan-06", Email, "Send Claire the price list", &["lead-claire"], 0, Priority::Normal, false),
    ("plan-07", Meeting, "Hand Ben over", &["lead-ben"], 1, Priority::High, false),
    ("plan-08", Meeting, "Presentation to purchasing and marketing", &["contact-deshawn", "contact-marta", "deal-northgate"], 3, Priority::High, true),
    ("plan-09", Call, "Does Mei's security team agree?", &["lead-mei"], 2, Priority::Normal, false),
    ("plan-10", Task, "Prepare the reference story with Priya", &["contact-priya", "techcorp"], 9, Priority::Low, true),
    ("plan-11", Call, "Is the budget through?", &["lead-paul"], 60, Priority::Low, false),
    ("plan-12", Meeting, "Quarterly talk with Bluepeak", &["contact-kofi", "bluepeak"], 12, Priority::Normal, true),
    ("plan-13", Call, "New reports are out: call Amara", &["contact-amara", "meridian"], 5, Priority::Normal, true),
];

pub(super) fn add(story: &mut Story<'_>) {
    for (key, kind, direction, outcome, subject, about, days_ago, minutes) in DONE {
        let owner = owner_of(about);
        let at = story.at(-days_ago, 13);
        let activity = Activity {
            kind,
            subject: subject.to_owned(),
            direction,
            outcome,
            at: Some(at),
            done_at: Some(at),
            duration_minutes: (minutes > 0).then_some(minutes),
            links: links(story, about),
            owner: Some(owner),
            ..Activity::default()
        };
        story.add(key, activity, days_ago, owner);
    }
    for (key, kind, subject, about, due_in, priority, by_ae) in PLANNED {
        let owner = if by_ae { AE } else { SDR };
        let activity = Activity {
            kind,
            subject: subject.to_owned(),
            direction: if kind == Task { Direction::None } else { Outbound },
            due: Some(story.day(due_in)),
            priority,
            links: links(story, about),
            owner: Some(owner),
            ..Activity::default()
        };
        story.add(key, activity, 8, owner);
    }
}

fn owner_of(about: &[&str]) -> super::Id<super::Profile> {
    if about.iter().any(|key| key.starts_with("lead-")) { SDR } else { AE }
}

fn links(story: &mut Story<'_>, about: &[&'static str]) -> Vec<RecordRef> {
    let link = |key: &&'static str| match key.split_once('-') {
        Some(("lead", _)) => story.link::<Lead>(key),
        Some(("contact", _)) => story.link::<Contact>(key),
        Some(("deal", _)) => story.link::<Opportunity>(key),
        _ => story.link::<Account>(key),
    };
    about.iter().map(link).collect()
}
