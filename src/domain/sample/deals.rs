//! The deals of the story with every stage they went through.

use super::super::contact::Contact;
use super::super::id::Id;
use super::super::opportunity::{Opportunity, OpportunityKind, ProbabilityOrigin, StageEntry};
use super::super::pipeline::StageKind;
use super::{AE, ANALYTICS, Step, Story};

/// One deal: key, name, account, people with their parts, amount, stages with
/// the days ago they were entered, days until the expected close, next step.
type Row = (
    &'static str,
    &'static str,
    &'static str,
    &'static [(&'static str, &'static str)],
    i64,
    &'static [(Step, i64)],
    i64,
    &'static str,
);

use Step::{Lost, Open, Won};

#[rustfmt::skip]
const DEALS: [Row; 14] = [
    ("deal-techcorp", "TechCorp: analytics for the product team", "techcorp", &[("contact-priya", "Decision maker"), ("contact-owen", "Evaluator"), ("contact-ines", "Influencer")], 48_000,
     &[(Open(0), 128), (Open(1), 120), (Open(2), 108), (Open(3), 96), (Open(4), 84), (Won, 74)], -76, ""),
    ("deal-techcorp-more", "TechCorp: second department", "techcorp", &[("contact-priya", "Decision maker"), ("contact-ines", "Influencer")], 36_000,
     &[(Open(1), 26), (Open(2), 17), (Open(3), 6)], 19, "Send the offer for 40 more seats"),
    ("deal-john", "John Doe: one licence", "john", &[("contact-john", "Decision maker")], 900,
     &[(Open(1), 41), (Open(3), 37), (Won, 33)], -30, ""),
    ("deal-northgate", "Northgate: store dashboards", "northgate", &[("contact-deshawn", "Decision maker"), ("contact-marta", "Influencer")], 185_000,
     &[(Open(0), 90), (Open(1), 71), (Open(2), 43), (Open(3), 16)], 33, "Present to purchasing and marketing together"),
    ("deal-northgate-pilot", "Northgate: pilot in three stores", "northgate", &[("contact-marta", "Decision maker"), ("contact-yuki", "Evaluator")], 22_000,
     &[(Open(1), 38), (Open(3), 20), (Open(4), 4)], 8, "Agree on the start date"),
    ("deal-harbour", "Harbour Lane: analytics in the house", "harbour", &[("contact-ruth", "Decision maker"), ("contact-bram", "Evaluator")], 64_000,
     &[(Open(0), 68), (Open(1), 55), (Open(2), 29)], 47, "Show Bram where the data stays"),
    ("deal-summit-first", "Summit Robotics: first licence", "summit", &[("contact-lena", "Decision maker")], 28_000,
     &[(Open(0), 455), (Open(2), 446), (Open(3), 438), (Won, 430)], -430, ""),
    ("deal-summit-renewal", "Summit Robotics: third year", "summit", &[("contact-lena", "Decision maker")], 34_000,
     &[(Open(2), 40), (Open(3), 22), (Open(4), 9), (Won, 0)], 2, ""),
    ("deal-summit-plant", "Summit Robotics: new plant", "summit", &[("contact-lena", "Decision maker"), ("contact-jonas", "Influencer")], 57_000,
     &[(Open(0), 11)], 96, ""),
    ("deal-meridian", "Meridian: reporting package", "meridian", &[("contact-amara", "Decision maker")], 19_500,
     &[(Open(0), 466), (Open(1), 452), (Open(3), 437), (Won, 420)], -415, ""),
    ("deal-openhands", "Open Hands: small package", "openhands", &[("contact-grace", "Decision maker")], 2_400,
     &[(Open(1), 155), (Open(3), 140), (Won, 120)], -125, ""),
    ("deal-larkspur", "Larkspur: occupancy and spending", "larkspur", &[("contact-rafael", "Decision maker"), ("contact-nadia", "Influencer")], 41_000,
     &[(Open(0), 46), (Open(1), 31)], -5, ""),
    ("deal-cedar", "Cedar & Finch: project figures", "cedar", &[("contact-elliot", "Decision maker")], 12_000,
     &[(Open(0), 106), (Open(2), 90), (Open(3), 72), (Lost, 51)], -48, ""),
    ("deal-meridian-again", "Meridian: waiting times", "meridian", &[("contact-amara", "Decision maker")], 26_000,
     &[(Open(0), 210), (Open(1), 190), (Lost, 160)], -150, ""),
];

pub(super) fn add(story: &mut Story<'_>) {
    for (key, name, account, people, amount, steps, close_in, next_step) in DEALS {
        let mut deal = Opportunity {
            name: name.to_owned(),
            account: Some(story.id(account)),
            amount: story.money(amount),
            expected_close: Some(story.day(close_in)),
            next_step: next_step.to_owned(),
            owner: Some(AE),
            ..Opportunity::default()
        };
        for (person, part) in people {
            let contact: Id<Contact> = story.id(person);
            deal.involve(contact, part);
        }
        for (step, days_ago) in steps {
            enter(story, &mut deal, *step, *days_ago);
        }
        add_detail(story, key, &mut deal);
        let days_ago = steps.first().map_or(0, |(_, days)| *days);
        story.add(key, deal, days_ago, AE);
    }
}

fn enter(story: &Story<'_>, deal: &mut Opportunity, step: Step, days_ago: i64) {
    let Some(stage) = story.stage(step) else { return };
    deal.stage = Some(stage.id);
    deal.pipeline = stage.pipeline;
    deal.probability = stage.probability;
    if stage.kind != StageKind::Open {
        deal.closed_on = Some(story.day(-days_ago));
    }
    deal.stage_history.push(StageEntry {
        stage: stage.id,
        at: story.at(-days_ago, 15),
        amount: deal.amount,
        probability: stage.probability,
    });
}

/// What sets one deal apart from the rest.
fn add_detail(story: &mut Story<'_>, key: &str, deal: &mut Opportunity) {
    match key {
        "deal-techcorp" => {
            deal.origin_lead = Some(story.id("lead-priya"));
            deal.source = story.source(6);
            (deal.reason, deal.reason_note) = (story.reason(9), "The trial on their own data decided it.".into());
            deal.tags = vec![ANALYTICS];
        }
        "deal-john" => {
            deal.origin_lead = Some(story.id("lead-john"));
            deal.source = story.source(3);
            deal.reason = story.reason(11);
        }
        "deal-northgate" => {
            deal.competitors = "A suite they already pay for".into();
            deal.tags = vec![ANALYTICS];
        }
        "deal-harbour" => {
            deal.source = story.source(5);
            deal.tags = vec![ANALYTICS];
            deal.description = "Evaluates three tools until the end of the quarter.".into();
            (deal.probability, deal.probability_origin) = (40, ProbabilityOrigin::Manual);
        }
        "deal-larkspur" => deal.close_date_slips = 2,
        "deal-summit-renewal" | "deal-techcorp-more" => deal.kind = OpportunityKind::Repeat,
        "deal-cedar" => {
            deal.reason = story.reason(0);
            deal.reason_note = "A cheaper tool was good enough. We offered too late and too much.".into();
        }
        "deal-meridian-again" => {
            (deal.reason, deal.reason_note) = (story.reason(5), "Nobody there wanted to decide.".into());
        }
        _ => {}
    }
}
