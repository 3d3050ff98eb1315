//! The workspace as it was, rule by rule (`src/domain/as_of.rs`), against what
//! was recorded at the time in seeded random work.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, missing_docs)]

mod session_support;

use chrono::{DateTime, Duration, Utc};
use relata::domain::as_of::{NotKnown, changed_since, known_since, lacks_something, workspace_at};
use relata::domain::change::Transaction;
use relata::domain::command::Command;
use relata::domain::record::Collection;
use relata::domain::workspace::Workspace;
use relata::store::session::Session;
use serde_json::{Map, json};
use session_support::{Dice, command, edit, env, new_lead, only, purge, seeds};

/// What was there at each minute.
type Recorded = Vec<(DateTime<Utc>, Workspace)>;

/// A session in which much was done, and what was there after each step.
fn recorded(seed: u64, steps: u64, with_undo: bool) -> (Session, Recorded) {
    let (mut dice, mut states) = (Dice::new(seed), Vec::new());
    let mut session = Session::new(Workspace::starter(), Vec::new());
    for step in 0..steps {
        let env = env(step);
        // What is refused changes nothing: that is a state, too.
        match if with_undo { dice.below(8) } else { 7 } {
            0 => drop(session.undo(&env)),
            1 => drop(session.redo(&env)),
            2 => drop(dice.pick(session.log()).map(|any| session.revert(any.id, &env))),
            3 => drop(session.execute(&Command::LoadDemo, &env)),
            4 => drop(session.execute(&Command::RemoveDemo, &env)),
            _ => drop(session.execute(&command(&mut dice, session.workspace()), &env)),
        }
        states.push((env.now, session.workspace().clone()));
    }
    (session, states)
}

fn assert_all_known(present: &Workspace, log: &[Transaction], states: &Recorded, told: &str) {
    let since = known_since(present, log).unwrap();
    for (at, state) in states.iter().step_by(3) {
        match workspace_at(present, log, *at) {
            Ok(then) => assert!(then == *state, "{told}, {at}: another state"),
            Err(not_known) => {
                assert_eq!(not_known, NotKnown { since: Some(since) }, "{told}");
                assert!(*at < since, "{told}, {at}: known since {since}");
            }
        }
    }
}

#[test]
fn ao1_every_state_is_found_again() {
    for seed in seeds(6) {
        let (session, states) = recorded(seed, 70, true);
        let (present, log) = (session.workspace(), session.log());
        assert_eq!(known_since(present, log), log.first().map(|first| first.at));
        assert_all_known(present, log, &states, &format!("seed {seed}"));
        // Between two steps it is as after the earlier one.
        let (at, state) = &states[40];
        assert!(workspace_at(present, log, *at + Duration::seconds(59)).unwrap() == *state);
    }
}

#[test]
fn ao2_a_creation_without_values_serves_as_well() {
    for seed in seeds(6) {
        let (session, states) = recorded(seed, 70, true);
        for values in [None, Some(Map::new())] {
            let mut log = session.log().to_vec();
            for patch in log.iter_mut().flat_map(|transaction| &mut transaction.patches) {
                if patch.from.is_none() {
                    patch.to.clone_from(&values);
                }
            }
            assert_all_known(session.workspace(), &log, &states, &format!("seed {seed}"));
        }
    }
}

#[test]
fn ao3_what_the_budget_cut_is_not_made_up() {
    for seed in seeds(6) {
        let (session, states) = recorded(seed, 80, false);
        let mut dice = Dice::new(seed);
        let cut = session.log()[dice.below(session.log().len() - 1)].at;
        let goes = |transaction: &Transaction| transaction.at < cut && !transaction.outlives_the_budget();
        let log: Vec<Transaction> = session.log().iter().filter(|found| !goes(found)).cloned().collect();
        assert_all_known(session.workspace(), &log, &states, &format!("seed {seed}, cut at {cut}"));
        let (earliest, _) = states[0];
        if log.len() < session.log().len() {
            workspace_at(session.workspace(), &log, earliest - Duration::days(1)).unwrap_err();
        }
    }
}

#[test]
fn ao3_an_import_at_the_beginning_reaches_as_far_as_nothing_was_changed_after_it() {
    let mut session = Session::new(Workspace::starter(), Vec::new());
    let records = vec![relata::domain::sample::records(session.workspace(), &env(0)).remove(0)];
    session.execute(&Command::Import { name: "a.csv".to_owned(), records }, &env(1)).unwrap();
    session.execute(&new_lead("Ada"), &env(20)).unwrap();
    session.execute(&new_lead("Bob"), &env(30)).unwrap();
    assert_eq!(known_since(session.workspace(), session.log()), Some(env(1).now));
    // With the first lead's creation cut, nothing tells of the time before the second.
    let mut log = session.log().to_vec();
    log.remove(1);
    assert_eq!(known_since(session.workspace(), &log), Some(env(30).now));
    assert_eq!(workspace_at(session.workspace(), &log, env(10).now), Err(NotKnown { since: Some(env(30).now) }));
}

#[test]
fn ao3_without_history_only_the_present_is_known() {
    let present = Workspace::starter();
    assert_eq!(workspace_at(&present, &[], env(0).now), Err(NotKnown { since: None }));
}

#[test]
fn ao4_what_was_removed_for_good_stays_away() {
    for seed in seeds(6) {
        let (mut session, states) = recorded(seed, 60, false);
        let mut dice = Dice::new(seed);
        let Some(command) = purge(&mut dice, session.workspace()) else { continue };
        let Command::Purge { records } = &command else { panic!("no purge") };
        let gone = records[0];
        session.execute(&command, &env(70)).unwrap();
        assert!(lacks_something(session.log(), env(0).now), "seed {seed}");
        assert!(!lacks_something(session.log(), env(70).now), "seed {seed}");
        for (at, _) in &states {
            if let Ok(then) = workspace_at(session.workspace(), session.log(), *at) {
                assert!(then.find(gone).is_none(), "seed {seed}, {at}");
            }
        }
    }
}

#[test]
fn ao5_a_clock_that_went_back_leaves_the_order_of_things() {
    let mut session = Session::new(Workspace::starter(), Vec::new());
    session.execute(&new_lead("Ada"), &env(10)).unwrap();
    let lead = only(&session, Collection::Lead);
    session.execute(&edit(lead, json!({ "company": "Acme" })), &env(50)).unwrap();
    session.execute(&edit(lead, json!({ "company": "Apex" })), &env(40)).unwrap();
    let at = |minute| workspace_at(session.workspace(), session.log(), env(minute).now).unwrap();
    let company = |minute| at(minute).find(lead).unwrap().get("company").unwrap();
    assert_eq!((company(20), company(45)), (json!(""), json!("Apex")));
}

#[test]
fn fields_that_differ_are_named() {
    let mut session = Session::new(Workspace::starter(), Vec::new());
    session.execute(&new_lead("Ada"), &env(1)).unwrap();
    let lead = only(&session, Collection::Lead);
    session.execute(&edit(lead, json!({ "company": "Acme", "budget": "10" })), &env(5)).unwrap();
    let then = workspace_at(session.workspace(), session.log(), env(2).now).unwrap();
    let (then, now) = (then.find(lead).unwrap(), session.workspace().find(lead));
    assert_eq!(changed_since(then, now).into_iter().collect::<Vec<_>>(), ["budget", "company"]);
    assert!(changed_since(then, None).is_empty());
}
