//! The leads of the story, from the card of a fair to the one converted.

use super::super::contact::Verification;
use super::super::lead::{Channel, Conversion, HandOver, HandOverAnswer, Lead, Qualification, Rating};
use super::super::option::LeadPhase;
use super::{AE, FAIR, SDR, Story, WEBINAR, row};

/// One lead: key, names, position, company, e-mail, phone, source, rating,
/// phase, days ago, and what there is to say.
type Row = (
    &'static str,
    [&'static str; 2],
    [&'static str; 2],
    [&'static str; 2],
    u16,
    Option<Rating>,
    LeadPhase,
    i64,
    &'static str,
);

#[rustfmt::skip]
const LEADS: [Row; 14] = [
    ("lead-dana", ["Dana", "Whitlock"], ["Operations Manager", "Brightwater Utilities"], ["dana.whitlock@brightwater.example", "+1 619 555 0171"], 0, Some(Rating::Hot), LeadPhase::New, 0,
     "Filled in the form this morning: wants a demonstration this week."),
    ("lead-card", ["Tomas", "Novak"], ["Buyer", "Kestrel Foods"], ["t.novak@kestrel.example", ""], 5, Some(Rating::Warm), LeadPhase::New, 2,
     "Left a card at our stand."),
    ("lead-list", ["", ""], ["", "Pinecrest Builders"], ["office@pinecrest.example", "+1 406 555 0150"], 9, Some(Rating::Cold), LeadPhase::New, 9, ""),
    ("lead-omar", ["Omar", "Farouk"], ["Head of Finance", "Delta Freight"], ["omar.farouk@deltafreight.example", "+1 901 555 0126"], 0, Some(Rating::Warm), LeadPhase::Working, 6,
     "Read the guide on reporting."),
    ("lead-sofia", ["Sofia", "Marchetti"], ["Owner", "Marchetti Wines"], ["sofia@marchetti.example", "+39 055 5550 18"], 10, Some(Rating::Cold), LeadPhase::Working, 12, ""),
    ("lead-yusuf", ["Yusuf", "Demir"], ["Analyst", "Northgate Stores"], ["y.demir@northgate.example", ""], 6, Some(Rating::Warm), LeadPhase::Engaged, 15,
     "Asked after the talk whether store managers can use it too."),
    ("lead-claire", ["Claire", "Beaumont"], ["Marketing Director", "Atelier Nord"], ["claire@ateliernord.example", "+33 1 5550 0129"], 8, Some(Rating::Warm), LeadPhase::Engaged, 20, ""),
    ("lead-ben", ["Ben", "Ashworth"], ["Chief Operating Officer", "Fairmile Logistics"], ["ben.ashworth@fairmile.example", "+44 161 5550 0133"], 3, Some(Rating::Hot), LeadPhase::Qualified, 24,
     "Came on the recommendation of Vera Sandoval."),
    ("lead-mei", ["Mei", "Lin"], ["IT Director", "Orchard Health"], ["mei.lin@orchardhealth.example", "+1 408 555 0148"], 0, Some(Rating::Hot), LeadPhase::Qualified, 18, ""),
    ("lead-paul", ["Paul", "Greer"], ["Controller", "Stonebridge Schools"], ["paul.greer@stonebridge.example", ""], 6, Some(Rating::Warm), LeadPhase::Parked, 75,
     "Budget comes with the next school year."),
    ("lead-fake", ["Asdf", "Qwer"], ["", ""], ["asdf@qwer.example", ""], 0, Some(Rating::Cold), LeadPhase::Disqualified, 34, ""),
    ("lead-ivan", ["Ivan", "Petrov"], ["Manager", "Lakeshore Motors"], ["ivan.petrov@lakeshore.example", "+1 231 555 0117"], 7, Some(Rating::Cold), LeadPhase::Disqualified, 50,
     "Looks for accounting software."),
    ("lead-priya", ["Priya", "Raman"], ["Head of Product", "TechCorp Solutions"], ["priya.raman@techcorp.example", "+1 206 555 0143"], 6, Some(Rating::Hot), LeadPhase::Converted, 140,
     "Saw the talk and wrote the same evening."),
    ("lead-john", ["John", "Doe"], ["Statistician", ""], ["john@doe-statistics.example", "+1 415 555 0167"], 3, Some(Rating::Hot), LeadPhase::Converted, 44,
     "Wants one licence for himself."),
];

pub(super) fn add(story: &mut Story<'_>) {
    for (key, [first, last], [title, company], [email, phone], source, rating, phase, days_ago, words) in LEADS {
        let outbound = [9, 10].contains(&source);
        let mut lead = Lead {
            first_name: first.to_owned(),
            last_name: last.to_owned(),
            job_title: title.to_owned(),
            company: company.to_owned(),
            emails: row("work", email),
            phones: row("work", phone),
            source: story.source(source),
            campaign: [(5, FAIR), (6, WEBINAR)].iter().find(|(of, _)| *of == source).map(|(_, campaign)| *campaign),
            channel: if outbound { Channel::Outbound } else { Channel::Inbound },
            rating,
            status: story.status(phase),
            owner: Some(SDR),
            description: words.to_owned(),
            ..Lead::default()
        };
        add_detail(story, key, &mut lead);
        story.add(key, lead, days_ago, SDR);
    }
}

/// What sets one lead apart from the rest.
fn add_detail(story: &mut Story<'_>, key: &str, lead: &mut Lead) {
    match key {
        "lead-card" => lead.source_detail = "Data Days, stand 14".into(),
        "lead-yusuf" => {
            lead.candidate_account = Some(story.id("northgate"));
            qualify(story, lead, 12, None);
        }
        "lead-claire" => qualify(story, lead, 16, None),
        "lead-ben" => {
            lead.referred_by = Some(story.id("contact-vera"));
            lead.needs = "One picture of trucks, drivers and cost per tour.".into();
            lead.budget = "About 30,000 a year".into();
            lead.authority = "Decides with the managing director".into();
            lead.timing = "Before the summer".into();
            lead.estimated_amount = story.money(30_000);
            qualify(story, lead, 20, Some(8));
            verify(story, lead, 8);
        }
        "lead-mei" => {
            lead.needs = "Waiting times per clinic, without sending data outside.".into();
            lead.budget = "Approved".into();
            lead.estimated_amount = story.money(52_000);
            qualify(story, lead, 15, Some(5));
            verify(story, lead, 5);
        }
        "lead-fake" => lead.disqualify_reason = story.reason(16),
        "lead-ivan" => lead.disqualify_reason = story.reason(13),
        "lead-priya" => {
            qualify(story, lead, 138, Some(132));
            verify(story, lead, 131);
            convert(story, lead, ["techcorp", "contact-priya", "deal-techcorp"], [128, 12, 4]);
        }
        "lead-john" => {
            lead.referred_by = Some(story.id("contact-vera"));
            qualify(story, lead, 43, Some(42));
            verify(story, lead, 42);
            convert(story, lead, ["john", "contact-john", "deal-john"], [41, 3, 1]);
        }
        _ => {}
    }
}

fn qualify(story: &Story<'_>, lead: &mut Lead, mql: i64, sql: Option<i64>) {
    lead.qualification = if sql.is_some() { Qualification::Sql } else { Qualification::Mql };
    lead.mql_on = Some(story.day(-mql));
    lead.sql_on = sql.map(|days| story.day(-days));
}

fn verify(story: &Story<'_>, lead: &mut Lead, days_ago: i64) {
    let verification = Verification { at: story.at(-days_ago, 11), by: Some(SDR) };
    lead.information_verified = Some(verification.clone());
    lead.intent_verified = Some(verification);
}

/// What the lead became: account, contact and deal; how many days ago, at
/// what age, after how many touches.
fn convert(story: &mut Story<'_>, lead: &mut Lead, became: [&'static str; 3], [days_ago, age, touches]: [i64; 3]) {
    let [account, contact, deal] = became;
    lead.conversion = Some(Conversion {
        at: story.at(-days_ago, 14),
        by: Some(SDR),
        account: Some(story.id(account)),
        contact: Some(story.id(contact)),
        opportunity: Some(story.id(deal)),
        status_before: story.status(LeadPhase::Qualified),
        age_days: age,
        touches: u32::try_from(touches).unwrap_or_default(),
        override_reason: String::new(),
        hand_over: Some(HandOver {
            from: Some(SDR),
            to: AE,
            note: "Knows what is wanted; please offer this week.".into(),
            answer: HandOverAnswer::Accepted,
            answer_note: String::new(),
        }),
    });
}
