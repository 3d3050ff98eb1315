//! Opening in two steps: first the records, so that a page can be drawn; then
//! the history. Whatever happens in between, it comes to what opening at once
//! comes to.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, missing_docs)]

mod session_support;
mod vault_support;

use relata::domain::change::Transaction;
use relata::domain::record::{Collection, Record};
use relata::domain::starter::AS_WRITTEN;
use relata::domain::workspace::Workspace;
use relata::store::session::Session;
use relata::store::vault::memory::Memory;
use relata::store::vault::memory_recorder::MemoryRecorder;
use relata::store::vault::recorder::RecorderFault;
use relata::store::vault::{Begun, Finished, KeyValue, Saved};
use session_support::{Dice, env, new_lead, seeds};
use vault_support::{Tab, TestVault, big_import, both, import, open_both, ready};

fn begin(storage: &Memory, recorder: &MemoryRecorder) -> Begun<Memory, MemoryRecorder, ()> {
    ready(Begun::begin(storage.clone(), recorder.clone(), (), AS_WRITTEN))
}

fn finish(begun: Begun<Memory, MemoryRecorder, ()>) -> (TestVault, Finished) {
    ready(begun.finish(9))
}

/// Some work, folded now and then, on a storage and a recorder.
fn worked(seed: u64) -> (Memory, MemoryRecorder, Tab) {
    let (mut dice, (storage, recorder)) = (Dice::new(seed), both());
    let mut tab = Tab::open_both(&storage, &recorder);
    for n in 0..40 {
        tab.step(&mut dice, n).unwrap();
    }
    tab.run(50, &big_import(&mut dice)).unwrap();
    (storage, recorder, tab)
}

fn history_key(storage: &Memory) -> String {
    let is_history = |key: &String| {
        let text = storage.get(key).unwrap().unwrap();
        key.starts_with("relata/segment/") && text.lines().next().unwrap().contains("history\"")
    };
    storage.keys().unwrap().into_iter().find(is_history).unwrap()
}

#[test]
fn the_records_are_there_before_the_history() {
    for seed in seeds(5) {
        let (storage, recorder, tab) = worked(seed);
        let writes = storage.writes();
        let begun = begin(&storage, &recorder);
        assert!(begun.workspace() == tab.session.workspace(), "seed {seed}");
        assert_eq!(storage.writes(), writes, "seed {seed}: nothing is written before all is read");
        let (vault, finished) = finish(begun);
        assert!(!finished.differs, "seed {seed}");
        assert!((vault.workspace(), finished.log) == tab.state(), "seed {seed}");
        assert!(finished.report.is_clean(), "seed {seed}");
    }
}

#[test]
fn what_another_tab_does_in_between_is_caught_up_with() {
    for seed in seeds(5) {
        let (storage, recorder, mut other) = worked(seed);
        let begun = begin(&storage, &recorder);
        other.run(60, &new_lead("Meanwhile")).unwrap();
        let (vault, finished) = finish(begun);
        let missing = ready(vault.catch_up()).unwrap();
        let log: Vec<Transaction> = finished.log.into_iter().chain(missing).collect();
        assert!((vault.workspace(), log) == other.state(), "seed {seed}");
    }
}

#[test]
fn where_another_tab_takes_away_what_was_to_be_read_all_is_read_anew() {
    for seed in seeds(5) {
        let (storage, recorder, mut other) = worked(seed);
        let begun = begin(&storage, &recorder);
        other.run(60, &new_lead("Meanwhile")).unwrap();
        ready(other.vault.compact()).unwrap();
        let (vault, finished) = finish(begun);
        assert!(finished.differs, "seed {seed}: what was shown is not all");
        assert!((vault.workspace(), finished.log) == other.state(), "seed {seed}");
        assert!(finished.report.is_clean(), "seed {seed}: nothing is damaged");
    }
}

#[test]
fn damage_of_the_history_is_found_when_it_is_read() {
    let (storage, recorder, tab) = worked(1);
    let key = history_key(&storage);
    storage.set(&key, "nonsense").unwrap();
    let begun = begin(&storage, &recorder);
    assert!(begun.workspace() == tab.session.workspace(), "no record was hurt");
    assert!(begun.report().is_clean());
    let (vault, finished) = finish(begun);
    assert_eq!(finished.report.restored, std::slice::from_ref(&key), "the second copy has it");
    assert!((vault.workspace(), finished.log) == tab.state());

    storage.set(&key, "nonsense").unwrap();
    recorder.spoil(&key, None);
    let (vault, finished) = finish(begin(&storage, &recorder));
    let damaged = &finished.report.damaged[0];
    assert_eq!(damaged.key, key, "where both are hurt, that is told");
    assert_eq!(storage.get(damaged.kept_as.as_ref().unwrap()).unwrap().as_deref(), Some("nonsense"));
    assert!(vault.workspace() == *tab.session.workspace(), "and costs no record");
    assert!(finished.log.len() < tab.session.log().len());
}

/// The storage had lost its latest when the browser ended: the recorder has it.
fn ended(seed: u64) -> (Memory, MemoryRecorder, Tab) {
    let (storage, recorder, mut tab) = worked(seed);
    let early = storage.copied();
    tab.run(60, &big_import(&mut Dice::new(seed))).unwrap();
    for n in 61..64 {
        tab.run(n, &new_lead("Recalled")).unwrap();
    }
    (early, recorder, tab)
}

#[test]
fn what_was_shown_is_not_taken_back_where_the_recorder_fails_afterwards() {
    for seed in seeds(5) {
        let (storage, recorder, tab) = ended(seed);
        let begun = begin(&storage, &recorder);
        recorder.set_fault(Some(RecorderFault::Other("gone".to_owned())));
        let shown = begun.workspace().clone();
        assert!(shown == *tab.session.workspace(), "seed {seed}");
        let (vault, finished) = finish(begun);
        assert!(!finished.differs && vault.workspace() == shown, "seed {seed}");
        assert!(vault.lapse().is_some(), "seed {seed}: and it is said that there is no second copy");
        recorder.set_fault(None);
        let (_, again) = open_both(&storage, &recorder);
        assert!((again.workspace, again.log) == tab.state(), "seed {seed}");
    }
}

#[test]
fn a_recorder_that_fails_once_while_it_is_opened_costs_nothing() {
    for seed in seeds(5) {
        let (early, recorder, tab) = ended(seed);
        for calls in 0..30 {
            let (storage, recorder) = (early.copied(), recorder.copied());
            recorder.fail_once_after(calls);
            let (vault, opened) = open_both(&storage, &recorder);
            assert!(opened.report.is_clean(), "seed {seed}, call {calls}: {:?}", opened.report);
            assert!((opened.workspace, opened.log) == tab.state(), "seed {seed}, call {calls}");
            ready(vault.compact()).or_else(|_| ready(vault.compact())).unwrap();
            let (_, again) = open_both(&storage, &recorder);
            assert!((again.workspace, again.log) == tab.state(), "seed {seed}, call {calls}: and after compacting");
        }
    }
}

#[test]
fn a_recorder_that_answers_too_late_has_what_the_storage_has() {
    for seed in seeds(5) {
        for is_large in [false, true] {
            let (storage, recorder, mut tab) = worked(seed);
            let mut dice = Dice::new(seed + 1_000);
            let command = if is_large { big_import(&mut dice) } else { import(&mut dice, 1, "") };
            recorder.answer_too_late();
            let saved = tab.run(60, &command);
            assert!(matches!(saved, Ok(Saved::Stored { recorded: false, .. })), "seed {seed}: {saved:?}");
            assert!(matches!(tab.vault.lapse(), Some(RecorderFault::Other(_))));
            for n in 61..70 {
                tab.run(n, &new_lead("Alone")).unwrap();
            }
            if dice.below(2) == 0 {
                ready(tab.vault.compact()).unwrap();
            }
            recorder.set_fault(None);
            let (vault, opened) = open_both(&storage, &recorder);
            assert!(opened.report.is_clean(), "seed {seed}, large {is_large}: {:?}", opened.report);
            assert!((opened.workspace, opened.log) == tab.state(), "seed {seed}, large {is_large}");
            drop(vault);
            let (_, again) = open_both(&Memory::default(), &recorder);
            assert!((again.workspace, again.log) == tab.state(), "seed {seed}: the recorder has it all by then");
        }
    }
}

/// An idle compaction took long, and the recorder counted it all the same. What
/// was done and folded alone since then was once written over by it on the next
/// opening: both were the same generation.
#[test]
fn a_fold_that_counts_too_late_takes_nothing_that_came_after_it() {
    for seed in seeds(5) {
        let (storage, recorder, mut tab) = worked(seed);
        tab.run(60, &new_lead("Before")).unwrap();
        recorder.answer_too_late();
        let folded = ready(tab.vault.compact());
        assert!(folded.is_err() && tab.vault.lapse().is_some(), "nobody waited for it: {folded:?}");
        for n in 61..64 {
            tab.run(n, &new_lead("Alone")).unwrap();
        }
        ready(tab.vault.compact()).unwrap();
        recorder.set_fault(None);
        let (_, opened) = open_both(&storage, &recorder);
        assert!((opened.workspace, opened.log) == tab.state(), "seed {seed}");
        let (_, again) = open_both(&Memory::default(), &recorder);
        assert!((again.workspace, again.log) == tab.state(), "seed {seed}: the recorder has it all by then");
    }
}

#[test]
fn a_workspace_is_named_as_it_is_begun_and_never_renamed() {
    let (storage, recorder) = both();
    let german = |name| if name == "Proposal" { "Angebot" } else { name };
    let begun = ready(Begun::begin(storage.clone(), recorder.clone(), (), german));
    let mut session = Session::new(begun.workspace().clone(), Vec::new());
    let (vault, _) = finish(begun);
    let receipt = session.execute(&new_lead("Ada"), &env(1)).unwrap();
    ready(vault.commit(&receipt)).unwrap();
    let again = begin(&storage, &recorder);
    let stages = |workspace: &Workspace| workspace.records(Collection::Stage).map(Record::title).collect::<Vec<_>>();
    assert!(stages(again.workspace()).contains(&"Angebot".to_owned()));
    assert_eq!(stages(again.workspace()), stages(session.workspace()));
    ready(vault.erase(uuid::Uuid::from_u128(7))).unwrap();
    assert!(stages(&vault.workspace()).contains(&"Angebot".to_owned()), "erasing begins one too");
}
