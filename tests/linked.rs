//! Finding who links to a record without going through all; that it finds
//! them all whatever is done is shown in `workflows_random.rs`. And figures:
//! what deciding and bringing about each sort of change takes, one row of JSON
//! each, which `cargo xtask bench` shows:
//! `cargo test --release --no-default-features --test linked -- --ignored --nocapture`.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, missing_docs)]

mod session_support;

use std::collections::BTreeMap;
use std::time::Instant;

use relata::domain::account::Account;
use relata::domain::command::Command;
use relata::domain::id::Id;
use relata::domain::opportunity::Opportunity;
use relata::domain::pipeline::Stage;
use relata::domain::record::{Collection, Record, RecordRef, Stored};
use relata::domain::sample::large;
use relata::domain::workspace::Workspace;
use relata::store::session::Session;
use serde_json::json;
use session_support::{Dice, create, edit, env, of, only};
use uuid::Uuid;

fn account(n: u128, number: &str) -> Record {
    Account { id: Id::new(Uuid::from_u128(n)), number: number.to_owned(), ..Account::default() }.into_record()
}

#[test]
fn an_account_is_found_by_its_number_whatever_that_looks_like() {
    // "bB" and "ac" are kept under one key, and so are 7 and 007.
    let numbers = ["A-7", "A-007", "bB", "ac", "A-99999", "A-", "", "東京"];
    let mut workspace: Workspace = numbers.iter().zip(1..).map(|(number, n)| account(n, number)).collect();
    for (number, n) in numbers.iter().zip(1..).filter(|(number, _)| !number.is_empty()) {
        let found: Vec<u128> = workspace.accounts_numbered(number).map(|found| found.id.uuid().as_u128()).collect();
        assert_eq!(found, [n], "{number}");
    }
    assert_eq!(workspace.highest_account_number(), 99_999);
    let highest = account(5, "A-99999").reference();
    workspace.set(highest, Some(account(5, "bB")));
    assert_eq!(workspace.accounts_numbered("bB").count(), 2);
    assert_eq!(workspace.highest_account_number(), 7, "the highest went with its account's old number");
    workspace.set(highest, None);
    assert_eq!(workspace.accounts_numbered("bB").count(), 1);
}

#[test]
fn what_links_to_an_option_is_found_too() {
    let mut session = Session::new(Workspace::starter(), Vec::new());
    session.execute(&create(Collection::Opportunity, json!({"name": "Analytics"})), &env(0)).unwrap();
    let deal = only(&session, Collection::Opportunity);
    let stage =
        session.workspace().get::<Opportunity>(deal.id_of().unwrap()).unwrap().stage.map(RecordRef::of).unwrap();
    let linked: Vec<RecordRef> =
        session.workspace().records_linked(Collection::Opportunity, stage).map(Record::reference).collect();
    assert_eq!(linked, [deal]);
    assert_eq!(session.workspace().referrers_of(&[stage].into()), [deal].into());
}

#[test]
fn who_links_to_whom_is_found_out_in_steps_while_things_change() {
    for seed in 0..20 {
        let (mut dice, (mut session, _)) = (Dice::new(seed), session_support::worked(seed, 60));
        let mut more = true;
        for step in 0..80 {
            more = more && session.prepare(1 + dice.below(3));
            let command = session_support::command(&mut dice, session.workspace());
            // Whether it is refused makes no difference.
            drop(session.execute(&command, &env(100 + step)));
        }
        while session.prepare(1) {}
        let plain: Workspace = session.workspace().everything().cloned().collect();
        assert_eq!(session.workspace().highest_account_number(), plain.highest_account_number(), "seed {seed}");
        for target in session.workspace().everything().map(Record::reference) {
            let targets = [target].into();
            assert_eq!(
                session.workspace().referrers_of(&targets),
                plain.referrers_of(&targets),
                "seed {seed}: {target}"
            );
        }
    }
}

#[test]
#[ignore = "measures"]
fn figures() {
    let sizes = std::env::var("RELATA_SIZES").unwrap_or_else(|_| "1000,10000,100000".to_owned());
    let sizes: Vec<usize> = sizes.split(',').map(|size| size.parse().unwrap()).collect();
    let medians: Vec<BTreeMap<&str, f64>> = sizes.iter().map(|size| of_size(*size)).collect();
    let ([first, .., last], [smallest, .., largest]) = (&medians[..], &sizes[..]) else { return };
    for (what, taken) in last {
        let times = taken / first[what];
        let judged = json!({ "goal": "≤ 1.5", "within": times <= 1.5, "ratio": true, "against": smallest });
        row(*largest, &format!("{what}, against the smallest size"), times, "×", judged);
    }
}

/// How many of each sort of change are timed.
const ROUNDS: usize = 100;

/// The median of each sort of change at one size, in milliseconds.
fn of_size(size: usize) -> BTreeMap<&'static str, f64> {
    let records = large::reference(&Workspace::starter(), &env(0), size, 1);
    let workspace: Workspace = Workspace::starter().everything().cloned().chain(records).collect();
    let begun = Instant::now();
    workspace.highest_account_number();
    row(size, "finding out who links to whom", milliseconds(begun), "ms", json!({}));
    let mut session = Session::new(workspace, Vec::new());
    let ids: Vec<Vec<RecordRef>> = Collection::MAIN.iter().map(|main| of(session.workspace(), *main)).collect();
    let stages = of(session.workspace(), Collection::Stage);
    let mut dice = Dice::new(1);
    let mut times: BTreeMap<&str, Vec<f64>> = BTreeMap::new();
    for round in 0..ROUNDS {
        let [account, contact, lead, deal, _] = [0, 1, 2, 3, 4].map(|main| dice.pick(&ids[main]).unwrap());
        let stage = stages[round % 5];
        let text = format!("Note {round}");
        let name = format!("New {round}");
        let contacts = json!([{"account": account.id, "primary": true, "active": true}]);
        let commands = [
            ("editing an account", edit(account, json!({"industry": text}))),
            ("editing a contact", edit(contact, json!({"department": text}))),
            ("editing a lead", edit(lead, json!({"industry": text}))),
            ("editing an opportunity", edit(deal, json!({"next_step": text}))),
            ("moving an opportunity", moved(deal, stage)),
            ("logging a call", create(Collection::Activity, json!({"kind": "call", "subject": name, "links": [lead]}))),
            ("creating a lead", create(Collection::Lead, json!({"last_name": name, "company": name}))),
            ("creating an account", create(Collection::Account, json!({"name": name}))),
            ("creating a contact", create(Collection::Contact, json!({"last_name": name, "accounts": contacts}))),
        ];
        for (what, command) in commands {
            time(&mut times, what, || session.execute(&command, &env(round as u64)).is_ok());
        }
        time(&mut times, "taking a change back", || session.undo(&env(round as u64)).is_ok());
    }
    // By themselves: what goes for good goes through the whole log, which is not what a change costs.
    for (round, account) in ids[0].iter().take(ROUNDS / 5).enumerate() {
        let records = vec![*account];
        for (what, command) in [
            ("moving an account to the Trash", Command::Trash { records: records.clone() }),
            ("removing it for good", Command::Purge { records }),
        ] {
            time(&mut times, what, || session.execute(&command, &env(round as u64)).is_ok());
            if what.contains("an account") {
                println!("{round} {what} {:?}", times[what].last());
            }
        }
    }
    let median = |mut times: Vec<f64>| {
        times.sort_by(f64::total_cmp);
        (times[times.len() / 4], times[times.len() / 2], times[times.len() * 3 / 4])
    };
    times
        .into_iter()
        .map(|(what, times)| {
            let (lower, middle, upper) = median(times);
            row(size, what, middle, "ms", json!({ "spread": [lower, upper] }));
            (what, middle)
        })
        .collect()
}

fn moved(deal: RecordRef, stage: RecordRef) -> Command {
    let (opportunity, stage) = (deal.id_of::<Opportunity>().unwrap(), stage.id_of::<Stage>().unwrap());
    Command::MoveOpportunity { opportunity, stage, close: None, correction: Some("Measured".to_owned()) }
}

/// Times what is carried out; what is refused counts for nothing.
fn time(times: &mut BTreeMap<&'static str, Vec<f64>>, what: &'static str, work: impl FnOnce() -> bool) {
    let begun = Instant::now();
    if work() {
        times.entry(what).or_default().push(milliseconds(begun));
    }
}

fn milliseconds(begun: Instant) -> f64 {
    begun.elapsed().as_secs_f64() * 1_000.0
}

fn row(size: usize, what: &str, value: f64, unit: &str, mut more: serde_json::Value) {
    for (key, said) in [("where", json!("changes, native")), ("size", json!(size)), ("what", json!(what))] {
        more[key] = said;
    }
    (more["value"], more["unit"]) = (json!(value), json!(unit));
    println!("{more}");
}
