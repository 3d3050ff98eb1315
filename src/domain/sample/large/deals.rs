//! The deals of a lot with every stage they went through, and the customers
//! that won ones make.

use chrono::{DateTime, Days, TimeDelta, Utc};

use super::super::super::account::{Basis, Evidence, Lifecycle};
use super::super::super::contact::Contact;
use super::super::super::id::Id;
use super::super::super::money::Money;
use super::super::super::opportunity::{Opportunity, OpportunityKind, StageEntry};
use super::super::super::option::{Explains, Relationship};
use super::lot::{ACCOUNTS, DEALS, Lot, mark};
use super::words::{DEALS as SUBJECTS, PAPERS, ROLES, STEPS};
use super::{DAYS, Step, firms};
use crate::domain::order::InOrder;

pub(super) fn add(lot: &mut Lot<'_>) {
    for _ in 0..DEALS {
        let place = lot.dice.below(ACCOUNTS);
        if let Some(deal) = deal(lot, place) {
            lot.deals.push(deal);
        }
    }
}

fn deal(lot: &mut Lot<'_>, place: usize) -> Option<Opportunity> {
    let firm = lot.firms.get(place)?;
    let (account, born, owner) = (firm.account.id, firm.account.meta.created_at, firm.account.owner);
    let short = firm.short.clone();
    // The last months are told more fully.
    let at = if lot.dice.percent(30) {
        lot.world.lately(&mut lot.dice, born, 90)
    } else {
        lot.world.after(&mut lot.dice, born, DAYS)
    };
    let hundreds = lot.dice.between(4, 60) * 10_i64.pow(u32::try_from(lot.dice.below(3)).unwrap_or_default());
    let mut deal = Opportunity {
        id: lot.id(at),
        name: format!("{short}: {}", lot.dice.word(SUBJECTS)),
        account: Some(account),
        amount: lot.world.money(hundreds).filter(|_| lot.dice.percent(85)),
        source: if lot.dice.percent(15) { lot.dice.pick(&lot.world.sources) } else { None },
        owner,
        description: lot.notes(),
        tags: firms::tags(lot),
        external_ids: mark(),
        ..Opportunity::default()
    };
    involve(lot, &mut deal);
    (deal.meta.created_at, deal.meta.updated_at) = (at, at);
    let way = walk(lot, at);
    for (step, at) in &way.steps {
        enter(&mut deal, *step, *at);
    }
    deal.pipeline = lot.world.pipeline;
    match way.end {
        End::Open(left) => plan(lot, &mut deal, left),
        End::Lost => close(lot, &mut deal, Explains::Loss),
        End::Won => {
            close(lot, &mut deal, Explains::Win);
            become_customer(lot, place, &mut deal);
        }
    }
    Some(deal)
}

/// One to three people of the account.
fn involve(lot: &mut Lot<'_>, deal: &mut Opportunity) {
    let people = lot.contacts.iter().filter(|contact| deal.account.is_some_and(|account| contact.is_at(account)));
    let people: Vec<Id<Contact>> = people.map(|contact| contact.id).collect();
    let many = 1 + usize::from(lot.dice.percent(20)) + usize::from(lot.dice.percent(6));
    for person in people.into_iter().take(many) {
        let part = if lot.dice.percent(35) { lot.dice.word(ROLES) } else { "" };
        deal.involve(person, part);
    }
}

/// How a deal went.
struct Way {
    steps: Vec<(Step, DateTime<Utc>)>,
    end: End,
}

enum End {
    /// Undecided, with so many steps to go.
    Open(usize),
    Won,
    Lost,
}

/// Goes stage by stage until the deal is decided or the data ends.
fn walk(lot: &mut Lot<'_>, begun: DateTime<Utc>) -> Way {
    let (world, dice) = (lot.world, &mut lot.dice);
    let (mut place, mut at, mut steps) = (dice.below(world.open.len()), begun, Vec::new());
    let stalls = dice.percent(4);
    while let Some(step) = world.open.get(place) {
        steps.push((*step, at));
        let left = world.open.len() - place;
        at = dice.instant(at + TimeDelta::days(3), at + TimeDelta::days(34));
        if at > world.end || (stalls && left < 3) {
            return Way { steps, end: End::Open(left) };
        }
        let (to_lose, to_win) = if left == 1 { (30, 100) } else { (17, 24) };
        let end = match dice.below(100) {
            chance if chance < to_lose => world.lost.map(|step| (step, End::Lost)),
            chance if chance < to_win => world.won.map(|step| (step, End::Won)),
            _ => None,
        };
        if let Some((step, end)) = end {
            steps.push((step, at));
            return Way { steps, end };
        }
        place += 1 + usize::from(dice.percent(40));
        place = place.min(world.open.len().saturating_sub(1));
    }
    Way { steps, end: End::Open(1) }
}

fn enter(deal: &mut Opportunity, step: Step, at: DateTime<Utc>) {
    let Step { stage, probability } = step;
    (deal.stage, deal.probability) = (Some(stage), probability);
    // The amount is often known only once there is more to tell.
    let amount = deal.amount.filter(|_| !deal.stage_history.is_empty());
    deal.stage_history.push(StageEntry { stage, at, amount, probability });
    deal.meta.updated_at = at;
}

/// What an open deal expects; some are late.
fn plan(lot: &mut Lot<'_>, deal: &mut Opportunity, left: usize) {
    let steps = i64::try_from(left).unwrap_or_default();
    let days = lot.dice.between(steps * 8, steps * 18 + 20);
    deal.expected_close = Some((deal.meta.updated_at + TimeDelta::days(days)).date_naive());
    if lot.dice.percent(50) {
        deal.next_step = format!("{} {}", lot.dice.word(STEPS), lot.dice.word(PAPERS));
    }
    if deal.expected_close.is_some_and(|day| day < lot.world.today) {
        deal.close_date_slips = u32::try_from(lot.dice.below(3)).unwrap_or_default();
    }
}

fn close(lot: &mut Lot<'_>, deal: &mut Opportunity, explains: Explains) {
    let day = deal.meta.updated_at.date_naive();
    deal.closed_on = Some(day);
    let off = Days::new(lot.dice.between(0, 25).unsigned_abs());
    deal.expected_close = if lot.dice.percent(60) { day.checked_add_days(off) } else { day.checked_sub_days(off) };
    // Why one wins is often not written down; why one loses must be.
    if explains == Explains::Loss || lot.dice.percent(35) {
        deal.reason = lot.world.reason(&mut lot.dice, explains);
    }
    if (explains == Explains::Loss && deal.reason.is_none()) || lot.dice.percent(15) {
        deal.reason_note = lot.sentence();
    }
}

/// The account of a won deal is a customer from that day.
fn become_customer(lot: &mut Lot<'_>, place: usize, deal: &mut Opportunity) {
    let (Some(firm), Some(on)) = (lot.firms.get_mut(place), deal.closed_on) else { return };
    let (account, at) = (&mut firm.account, deal.meta.updated_at);
    if account.customer_since.is_some_and(|since| since < deal.meta.created_at.date_naive()) {
        deal.kind = OpportunityKind::Repeat;
    }
    account.lifecycle = Lifecycle::Customer;
    account.customer_since = Some(account.customer_since.map_or(on, |since| since.min(on)));
    account.evidence.push(Evidence {
        lifecycle: Lifecycle::Customer,
        on,
        basis: Basis::WonOpportunity { opportunity: deal.id },
        at,
        by: None,
    });
    account.evidence.order_by_key(|evidence| evidence.at);
    if !account.is_buyer() {
        account.relationships.push(Relationship::BUYER);
    }
    account.meta.updated_at = account.meta.updated_at.max(at);
}

/// What a deal is worth, as leads guess it.
pub fn guess(lot: &mut Lot<'_>) -> Option<Money> {
    let hundreds = lot.dice.between(2, 80) * 10;
    lot.world.money(hundreds)
}
