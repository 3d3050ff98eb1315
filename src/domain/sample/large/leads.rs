//! The leads of a lot: the older, the more likely decided, and one now and
//! then converted into an account of the lot.

use chrono::{DateTime, TimeDelta, Utc};

use super::super::super::contact::Verification;
use super::super::super::field::Labelled;
use super::super::super::lead::{Channel, Conversion, Lead, Qualification, Rating};
use super::super::super::option::{Explains, LeadPhase};
use super::super::super::record::Stored;
use super::super::super::text::fold;
use super::super::{FAIR, WEBINAR};
use super::lot::{LEADS, Lot, mark};
use super::words::{COINED, COINED_END, JOBS, REASONS, TOPICS, TRADES};
use super::{DAYS, NEWSLETTER, deals, firms};

pub(super) fn add(lot: &mut Lot<'_>) {
    for place in 0..LEADS {
        let mut lead = match lot.world.status(LeadPhase::Converted).filter(|_| place == 0 && lot.dice.percent(50)) {
            Some(_) => converted(lot),
            None => None,
        }
        .unwrap_or_else(|| {
            let recent = lot.dice.percent(25);
            let begun = lot.world.end - TimeDelta::days(if recent { 60 } else { DAYS });
            let at = lot.dice.instant(begun, lot.world.end);
            let lead = person(lot, at);
            decided(lot, lead, at)
        });
        detail(lot, &mut lead);
        lot.records.push(lead.into_record());
    }
}

/// Somebody nobody knows yet.
fn person(lot: &mut Lot<'_>, at: DateTime<Utc>) -> Lead {
    let culture = firms::culture(lot);
    let (given, family) = (lot.dice.word(culture.given), lot.dice.word(culture.family));
    let (trade, industry) = lot.dice.word(TRADES).split_once(':').unwrap_or_default();
    let company = match lot.dice.below(3) {
        0 => format!("{} {trade}", lot.dice.word(culture.family)),
        1 => format!("{}{} {trade}", lot.dice.word(COINED), lot.dice.word(COINED_END)),
        _ => String::new(),
    };
    let domain =
        if company.is_empty() { "post.example".to_owned() } else { fold(&company).replace(' ', "") + ".example" };
    let email = firms::email(lot, given, family, &domain);
    Lead {
        id: lot.id(at),
        meta: lot.meta(at),
        first_name: given.to_owned(),
        last_name: family.to_owned(),
        emails: if lot.dice.percent(65) { vec![Labelled::new("work", email)] } else { Vec::new() },
        phones: lot.phone(culture, "work", 30),
        industry: if !company.is_empty() && lot.dice.percent(25) { industry.to_owned() } else { String::new() },
        company,
        ..Lead::default()
    }
}

/// What anybody may have noted about a lead.
fn detail(lot: &mut Lot<'_>, lead: &mut Lead) {
    lead.external_ids = mark();
    lead.source = lot.dice.pick(&lot.world.sources).filter(|_| lot.dice.percent(35));
    lead.campaign = lot.dice.pick(&[FAIR, WEBINAR, NEWSLETTER]).filter(|_| lot.dice.percent(8));
    lead.channel = if lot.dice.percent(70) { Channel::Inbound } else { Channel::Outbound };
    lead.rating = lot
        .dice
        .pick(&[None, None, Some(Rating::Cold), Some(Rating::Warm), Some(Rating::Warm), Some(Rating::Hot)])
        .flatten();
    lead.owner = lot.caller().filter(|_| lot.dice.percent(45));
    lead.description = lot.notes();
    if lot.dice.percent(25) {
        lot.dice.word(JOBS).clone_into(&mut lead.job_title);
    }
    if lot.dice.percent(15) {
        lead.needs = format!("Help with {}", lot.dice.word(TOPICS));
    }
    if lot.dice.percent(8) {
        lot.dice.word(REASONS).clone_into(&mut lead.timing);
    }
    if lot.dice.percent(10) {
        lead.estimated_amount = deals::guess(lot);
    }
}

/// A lead as its age makes likely: what is old is decided.
fn decided(lot: &mut Lot<'_>, mut lead: Lead, at: DateTime<Utc>) -> Lead {
    use LeadPhase::{Disqualified, Engaged, New, Parked, Qualified, Working};
    let recent = lot.world.end - at < TimeDelta::days(60);
    let likely = if recent {
        [New, New, New, Working, Working, Engaged, Engaged, Qualified]
    } else {
        [Parked, Parked, Parked, Disqualified, Disqualified, Disqualified, Disqualified, Engaged]
    };
    let phase = lot.dice.pick(&likely).unwrap_or_default();
    lead.status = lot.world.status(phase);
    let changed = lead.meta.updated_at;
    match phase {
        New => lead.meta.updated_at = at,
        Disqualified => lead.disqualify_reason = lot.world.reason(&mut lot.dice, Explains::Disqualification),
        Engaged => (lead.qualification, lead.mql_on) = (Qualification::Mql, Some(changed.date_naive())),
        Qualified => {
            (lead.qualification, lead.mql_on) = (Qualification::Sql, Some(at.date_naive()));
            lead.sql_on = Some(changed.date_naive());
            lead.information_verified = Some(Verification { at: changed, by: lead.owner });
        }
        _ => {}
    }
    lead
}

/// A lead that became the first person of an account, or a deal of theirs.
fn converted(lot: &mut Lot<'_>) -> Option<Lead> {
    let (account, contact) =
        lot.firms.iter().zip(&lot.contacts).next().map(|(firm, person)| (&firm.account, person))?;
    let (company, account, contact) = (account.name.clone(), account.id, contact.clone());
    let deal = lot.deals.iter().find(|deal| deal.account == Some(account));
    let (deal, at) = (deal.map(|deal| deal.id), deal.map_or(contact.meta.created_at, |deal| deal.meta.created_at));
    let age = lot.dice.between(2, 60);
    let born = lot.dice.instant(at - TimeDelta::days(age), at - TimeDelta::days(age - 1));
    let conversion = Conversion {
        at,
        by: None,
        account: Some(account),
        contact: Some(contact.id),
        opportunity: deal,
        status_before: lot.world.status(LeadPhase::Qualified),
        age_days: age,
        touches: u32::try_from(lot.dice.below(9)).unwrap_or_default(),
        override_reason: String::new(),
        hand_over: None,
    };
    let mut lead = Lead {
        id: lot.id(born),
        first_name: contact.first_name,
        last_name: contact.last_name,
        emails: contact.emails,
        phones: contact.phones,
        company,
        status: lot.world.status(LeadPhase::Converted),
        conversion: Some(conversion),
        ..Lead::default()
    };
    if let Some(deal) = lot.deals.iter_mut().find(|known| Some(known.id) == deal) {
        deal.origin_lead = Some(lead.id);
    }
    (lead.meta.created_at, lead.meta.updated_at) = (born, at);
    Some(lead)
}
