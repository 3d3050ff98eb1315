//! The board of a pipeline, and which of its deals are stuck.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, clippy::expect_used, missing_docs)]

mod crm;

use std::sync::Arc;

use chrono::TimeDelta;
use crm::{Crm, json};
use relata::domain::board::{Asked, Board, Column, Order};
use relata::domain::id::Id;
use relata::domain::money::{Currency, Money};
use relata::domain::opportunity::Opportunity;
use relata::domain::pace::Pace;
use relata::domain::pipeline::Pipeline;
use relata::domain::record::{RecordRef, Stored};
use uuid::Uuid;

fn asked(crm: &Crm) -> Asked {
    Asked { pipeline: Pipeline::SALES, only: None, order: Order::Close, today: crm.today }
}

fn columns(crm: &Crm, asked: &Asked) -> Vec<Column> {
    Board::default().columns(&crm.workspace, asked).to_vec()
}

fn deal(crm: &mut Crm, name: &str, thousands: i64, close: &str) -> Id<Opportunity> {
    let amount = json!({"minor": thousands * 100_000, "currency": "USD"});
    crm.create(json!({"name": name, "amount": amount, "expected_close": close}))
}

fn usd(thousands: i64) -> Vec<Money> {
    vec![Money::new(thousands * 100_000, Currency::USD)]
}

fn ids(deals: &[Id<Opportunity>]) -> Vec<Uuid> {
    deals.iter().map(|deal| deal.uuid()).collect()
}

#[test]
fn a_column_has_its_deals_by_day_and_their_sums() {
    let mut crm = Crm::new();
    let later = deal(&mut crm, "Later", 100, "2026-12-24");
    let sooner = deal(&mut crm, "Sooner", 200, "2026-12-01");
    let columns = columns(&crm, &asked(&crm));
    assert_eq!((columns.len(), columns[0].deals.to_vec()), (7, ids(&[sooner, later])));
    assert_eq!((columns[0].tally.sum.amounts(), columns[0].tally.weighted.amounts()), (usd(300), usd(30)));
    assert_eq!((columns[6].tally.count, columns[6].older), (0, 0));
}

#[test]
fn deals_stand_in_the_order_that_is_asked_for() {
    let mut crm = Crm::new();
    let a = deal(&mut crm, "Ähre", 1, "2026-12-03");
    let b = deal(&mut crm, "beta", 3, "2026-12-02");
    let c = deal(&mut crm, "Alpha", 2, "2026-12-01");
    let unknown = crm.create::<Opportunity>(json!({"name": "zeta"}));
    for (order, expected) in [
        (Order::Close, [c, b, a, unknown]),
        (Order::Amount, [b, c, a, unknown]),
        (Order::Name, [a, c, b, unknown]),
        (Order::Waiting, [a, b, c, unknown]),
    ] {
        let columns = columns(&crm, &Asked { order, ..asked(&crm) });
        assert_eq!(columns[0].deals.to_vec(), ids(&expected), "{order:?}");
    }
}

#[test]
fn only_the_deals_that_are_named_stand_on_a_filtered_board() {
    let mut crm = Crm::new();
    let a = deal(&mut crm, "A", 1, "2026-12-02");
    let b = deal(&mut crm, "B", 2, "2026-12-01");
    deal(&mut crm, "C", 4, "2026-12-01");
    let mut board = Board::default();
    let only = |deals: &[Id<Opportunity>]| Asked { only: Some(ids(deals).into()), ..asked(&crm) };
    let found = board.columns(&crm.workspace, &only(&[a, b]));
    assert_eq!((found[0].deals.to_vec(), found[0].tally.sum.amounts()), (ids(&[b, a]), usd(3)));
    assert_eq!(board.columns(&crm.workspace, &only(&[a]))[0].deals.to_vec(), ids(&[a]));
    assert_eq!(board.columns(&crm.workspace, &asked(&crm))[0].deals.len(), 3);
}

#[test]
fn what_was_closed_before_this_quarter_is_counted_but_not_listed() {
    let mut crm = Crm::new();
    let won = deal(&mut crm, "Won", 5, "2026-12-01");
    crm.move_to(won, "Closed won").unwrap();
    let closed = 5;
    let now = columns(&crm, &asked(&crm));
    assert_eq!((now[closed].deals.to_vec(), now[closed].older), (ids(&[won]), 0));
    let next_year = Asked { today: crm.today + TimeDelta::days(400), ..asked(&crm) };
    let then = columns(&crm, &next_year);
    assert_eq!((then[closed].deals.len(), then[closed].older, then[closed].tally.count), (0, 1, 0));
}

#[test]
fn a_kept_up_board_is_as_one_made_anew_whatever_happens() {
    let mut crm = Crm::new();
    let deals: Vec<_> = (0..40).map(|n| deal(&mut crm, &format!("Deal {n}"), n, "2026-12-01")).collect();
    let mut board = Board::default();
    let mut seed = 7_u64;
    for round in 0..300 {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let dice = usize::try_from(seed >> 40).unwrap();
        let target = deals[dice % deals.len()];
        let stages = ["Prospecting", "Qualification", "Needs analysis", "Proposal", "Negotiation", "Closed won"];
        // What is refused changes nothing, which is as good a step as any.
        match dice % 7 {
            0 => drop(crm.trash(target)),
            1 => drop(crm.restore(target)),
            2 => drop(crm.undo()),
            3 => drop(crm.edit(target, json!({"name": format!("Renamed {round}"), "amount": null}))),
            4 => drop(deal(&mut crm, &format!("New {round}"), 1, "2026-11-30")),
            _ => drop(crm.move_to(target, stages[dice / 7 % stages.len()])),
        }
        assert_eq!(board.columns(&crm.workspace, &asked(&crm)), columns(&crm, &asked(&crm)), "round {round}");
    }
}

#[test]
fn a_move_makes_only_its_two_columns_anew() {
    let mut crm = Crm::new();
    let moved = deal(&mut crm, "Moved", 1, "2026-12-01");
    let stays = deal(&mut crm, "Stays", 1, "2026-12-01");
    crm.move_to(stays, "Negotiation").unwrap();
    let mut board = Board::default();
    let before = board.columns(&crm.workspace, &asked(&crm)).to_vec();
    crm.move_to(moved, "Proposal").unwrap();
    let after = board.columns(&crm.workspace, &asked(&crm)).to_vec();
    let same: Vec<bool> = before.iter().zip(&after).map(|(a, b)| Arc::ptr_eq(&a.deals, &b.deals)).collect();
    assert_eq!(same, [false, true, true, false, true, true, true]);
    assert_eq!(after[3].deals.to_vec(), ids(&[moved]));
}

#[test]
fn a_deal_is_stuck_after_twice_the_usual_stay() {
    let mut crm = Crm::new();
    let stuck_after = |crm: &Crm, deal: Id<Opportunity>, days: i64| {
        Pace::of(&crm.workspace).stuck(crm.get(deal), crm.today + TimeDelta::days(days))
    };
    let slow = deal(&mut crm, "Slow", 1, "2026-12-01");
    assert_eq!(stuck_after(&crm, slow, 30), None);
    assert_eq!(stuck_after(&crm, slow, 31), Some(31), "without enough stays to compare, a month is long");
    for n in 0..5 {
        let entry = |stage: &str, day: &str| {
            let at = format!("{day}T09:00:00Z");
            json!({"stage": crm.stage(stage), "at": at, "probability": 10})
        };
        let history = [entry("Prospecting", "2026-01-01"), entry("Qualification", "2026-01-06")];
        let other = deal(&mut crm, &format!("Quick {n}"), 1, "2026-12-01");
        let mut quick = crm.get(other).clone();
        quick.stage_history = serde_json::from_value(json!(history)).unwrap();
        crm.workspace.set(RecordRef::of(other), Some(quick.into_record()));
    }
    assert_eq!(stuck_after(&crm, slow, 10), None);
    assert_eq!(stuck_after(&crm, slow, 11), Some(11), "twice five days");
}
