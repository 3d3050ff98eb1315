//! The vault with its recorder: the browser ends at any moment, the storage
//! forgets, tabs write at once, one of the two copies is damaged.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, missing_docs)]

mod session_support;
mod vault_support;

use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Waker};

use relata::domain::record::Collection;
use relata::domain::workspace::Workspace;
use relata::store::vault::memory::Memory;
use relata::store::vault::memory_recorder::MemoryRecorder;
use relata::store::vault::recorder::RecorderFault;
use relata::store::vault::{CommitError, KeyValue, Lost, Saved, StorageFault};
use serde_json::json;
use session_support::{Dice, edit, new_lead, of, only, seeds};
use uuid::Uuid;
use vault_support::{Lagging, Tab, big_import, both, import, open_both, readable, ready};

#[test]
fn v13_what_was_said_to_be_saved_survives_the_end_of_the_browser() {
    for seed in seeds(3) {
        let (mut dice, (storage, recorder)) = (Dice::new(seed), both());
        let mut tab = Tab::open_both(&storage, &recorder);
        for n in 0..50 {
            tab.step(&mut dice, n).unwrap();
            // Whatever the storage has not written to disk by then is gone.
            let reached = dice.below(storage.writes() + 1);
            let (disk, second) = (storage.after(reached), recorder.copied());
            let (_, opened) = open_both(&disk, &second);
            let what = format!("seed {seed}, step {n}, {reached} of {} writes", storage.writes());
            assert!(opened.report.damaged.is_empty(), "{what}: {:?}", opened.report);
            assert!((opened.workspace, opened.log) == tab.state(), "{what}");
            let (_, again) = open_both(&disk, &MemoryRecorder::missing());
            assert!(again.workspace == *tab.session.workspace(), "{what}: the storage was not made whole");
        }
    }
}

#[test]
fn v13_the_end_between_storage_and_recorder_leaves_the_change_or_not() {
    for seed in seeds(3) {
        let (mut dice, (storage, recorder)) = (Dice::new(seed), both());
        let mut tab = Tab::open_both(&storage, &recorder);
        for n in 0..40 {
            let before = tab.state();
            let second = recorder.copied();
            tab.step(&mut dice, n).unwrap();
            let reached = dice.below(storage.writes() + 1);
            let disk = storage.after(reached);
            let (vault, opened) = open_both(&disk, &second);
            let found = (opened.workspace, opened.log);
            let what = format!("seed {seed}, step {n}, {reached} of {} writes", storage.writes());
            assert!(found == before || found == tab.state(), "{what}");
            assert!(opened.report.damaged.is_empty(), "{what}: {:?}", opened.report);
            drop(vault);
            assert!(Tab::open_both(&disk, &second).state() == found, "{what}: another at the second opening");
        }
    }
}

/// Polls futures in an order that dice choose, until all are done.
fn interleave(mut dice: Dice, mut futures: Vec<Pin<Box<dyn Future<Output = ()> + '_>>>) {
    while !futures.is_empty() {
        let chosen = dice.below(futures.len());
        if futures[chosen].as_mut().poll(&mut Context::from_waker(Waker::noop())).is_ready() {
            drop(futures.swap_remove(chosen));
        }
    }
}

#[test]
fn v7_tabs_that_write_at_once_lose_nothing_although_their_view_lags() {
    for (seed, tabs) in seeds(3).flat_map(|seed| [(seed, 2), (seed, 5)]) {
        let (storage, recorder) = both();
        Tab::open_both(&storage, &recorder).run(0, &new_lead("Ada")).unwrap();
        let lead = only(&Tab::open_both(&storage, &recorder).session, Collection::Lead);
        let views: Vec<Lagging> = (0..tabs).map(|_| Lagging::new(&storage)).collect();
        let mut all: Vec<Tab<Lagging>> = views.iter().map(|view| Tab::open_on(view.clone(), &recorder)).collect();
        let work = all.iter_mut().enumerate().map(|(t, tab)| {
            let view = &views[t];
            let mut dice = Dice::new(seed * 100 + t as u64);
            Box::pin(async move {
                for n in 0..40_u64 {
                    let id = 1_000 * (t as u64 + 1) + n;
                    if dice.below(3) == 0 {
                        view.look();
                    }
                    if dice.below(12) == 0 {
                        match tab.vault.compact().await {
                            Ok(()) => {}
                            Err(CommitError::Behind { missing }) => {
                                for missed in missing {
                                    tab.session.absorb(missed).unwrap();
                                }
                            }
                            Err(error) => panic!("seed {seed}: {error:?}"),
                        }
                    }
                    tab.insist(id, &new_lead(&format!("Tab {t} lead {n}"))).await.unwrap();
                    tab.insist(id + 500, &edit(lead, json!({ "company": format!("Tab {t} {n}") }))).await.unwrap();
                }
            }) as Pin<Box<dyn Future<Output = ()>>>
        });
        interleave(Dice::new(seed), work.collect());
        for tab in &mut all {
            tab.catch_up();
        }
        let (_, opened) = open_both(&storage, &recorder);
        assert!(opened.report.is_clean(), "seed {seed}: {:?}", opened.report);
        assert_eq!(of(&opened.workspace, Collection::Lead).len(), 1 + tabs * 40, "seed {seed}");
        assert_eq!(opened.log.len(), 1 + tabs * 80, "seed {seed}");
        for tab in &all {
            assert!(*tab.session.workspace() == opened.workspace, "seed {seed}: a tab shows something else");
        }
    }
}

#[test]
fn v7_another_tab_follows_a_large_import_although_the_history_has_no_values_of_it() {
    for recorder in [MemoryRecorder::default(), MemoryRecorder::missing()] {
        let storage = Memory::default();
        let mut here = Tab::open_both(&storage, &recorder);
        here.run(1, &new_lead("Ada")).unwrap();
        let mut there = Tab::open_both(&storage, &recorder);
        here.run(2, &import(&mut Dice::new(1), 300, "Imported here")).unwrap();
        let imported = of(here.session.workspace(), Collection::Lead);
        here.run(3, &edit(imported[7], json!({ "company": "Acme" }))).unwrap();
        ready(here.vault.compact()).unwrap();
        assert!(here.vault.usage().unwrap().history < 6_000, "{:?}", here.vault.usage());
        there.catch_up();
        assert!(there.state() == here.state());
        there.run(4, &new_lead("Bob")).unwrap();
        assert!(Tab::open_both(&storage, &recorder).state() == there.state());
    }
}

#[test]
fn v10_a_large_import_is_taken_back_but_for_what_was_worked_on_also_after_a_reload() {
    let (storage, recorder) = both();
    let mut tab = Tab::open_both(&storage, &recorder);
    tab.run(1, &import(&mut Dice::new(1), 300, "Imported")).unwrap();
    let imported = of(tab.session.workspace(), Collection::Lead);
    tab.run(2, &edit(imported[7], json!({ "company": "Acme" }))).unwrap();
    tab.run(3, &edit(imported[8], json!({ "company": "Acme" }))).unwrap();
    let undo = tab.session.undo(&session_support::env(4)).unwrap().unwrap();
    tab.keep(&undo).unwrap();
    let import = tab.session.log()[0].id;
    let mut tab = Tab::open_both(&storage, &recorder);
    let receipt = tab.session.revert(import, &session_support::env(5)).unwrap();
    assert_eq!(receipt.blocked.len(), 1, "the one that was edited, not the one whose edit was taken back");
    tab.keep(&receipt).unwrap();
    assert_eq!(of(tab.session.workspace(), Collection::Lead), [imported[7]]);
    let back = tab.session.undo(&session_support::env(6)).unwrap().unwrap();
    tab.keep(&back).unwrap();
    assert_eq!(of(tab.session.workspace(), Collection::Lead).len(), imported.len());
    assert!(Tab::open_both(&storage, &recorder).state() == tab.state());
}

#[test]
fn v5_damage_to_any_key_of_the_storage_is_mended_from_the_mirror() {
    let (mut dice, (storage, recorder)) = (Dice::new(7), both());
    let mut tab = Tab::open_both(&storage, &recorder);
    for n in 0..30 {
        tab.step(&mut dice, n).unwrap();
    }
    ready(tab.vault.compact()).unwrap();
    tab.run(40, &new_lead("In the journal")).unwrap();
    for key in storage.entries().into_keys().filter(|key| key != "relata/reserve") {
        for text in [None, Some(""), Some("?")] {
            let (disk, second) = (storage.copied(), recorder.copied());
            match text {
                Some(text) => disk.set(&key, text).unwrap(),
                None => disk.remove(&key).unwrap(),
            }
            let (_, opened) = open_both(&disk, &second);
            assert!(opened.report.damaged.is_empty(), "{key}: {:?}", opened.report);
            assert!(opened.report.recalled + opened.report.restored.len() > 0, "{key}: not told");
            assert!((opened.workspace, opened.log) == tab.state(), "{key}");
            assert_eq!(disk.entries(), storage.entries(), "{key}: not mended");
        }
    }
}

#[test]
fn v5_an_emptied_storage_comes_back_whole() {
    let (mut dice, (storage, recorder)) = (Dice::new(8), both());
    let mut tab = Tab::open_both(&storage, &recorder);
    for n in 0..40 {
        tab.step(&mut dice, n).unwrap();
    }
    let (_, opened) = open_both(&Memory::default(), &recorder);
    assert!((opened.workspace, opened.log) == tab.state());
    assert!(!opened.report.restored.is_empty());
}

#[test]
fn v5_a_damaged_mirror_costs_nothing_while_the_storage_is_whole() {
    let (mut dice, (storage, recorder)) = (Dice::new(9), both());
    let mut tab = Tab::open_both(&storage, &recorder);
    for n in 0..30 {
        tab.step(&mut dice, n).unwrap();
    }
    for key in recorder.mirror().into_keys() {
        for text in [None, Some("?")] {
            let second = recorder.copied();
            second.spoil(&key, text);
            let (_, opened) = open_both(&storage.copied(), &second);
            assert!(opened.report.damaged.is_empty(), "{key}: {:?}", opened.report);
            assert!((opened.workspace, opened.log) == tab.state(), "{key}");
            let (vault, _) = open_both(&storage.copied(), &second);
            ready(vault.check_mirror()).unwrap();
            assert_eq!(second.mirror(), recorder.mirror(), "{key}: not mended");
        }
    }
}

#[test]
fn v8_what_was_erased_does_not_come_back_from_a_storage_that_forgot_it() {
    let (storage, recorder) = both();
    let mut tab = Tab::open_both(&storage, &recorder);
    tab.run(1, &new_lead("Ada")).unwrap();
    tab.run(2, &big_import(&mut Dice::new(1))).unwrap();
    let mut other = Tab::open_both(&storage, &recorder);
    let old = storage.writes();
    ready(tab.vault.erase(Uuid::from_u128(7))).unwrap();
    let texts = [readable(&Memory::of(recorder.mirror())), recorder.texts()].concat();
    assert!(!texts.iter().any(|text| text.contains("Ada") || text.contains("Imported")));
    assert_eq!(other.run(3, &new_lead("Bob")), Err(CommitError::Lost(Lost::Superseded)));
    for reached in 0..=old {
        let disk = storage.after(reached);
        let (_, opened) = open_both(&disk, &recorder.copied());
        assert!(opened.workspace == Workspace::starter() && opened.log.is_empty(), "{reached}");
        assert!(opened.report.damaged.is_empty(), "{reached}: {:?}", opened.report);
    }
}

#[test]
fn v8_after_the_site_was_cleared_an_open_tab_writes_no_more_and_says_so() {
    let (storage, recorder) = both();
    let mut tab = Tab::open_both(&storage, &recorder);
    tab.run(1, &new_lead("Ada")).unwrap();
    recorder.empty();
    tab.run(2, &new_lead("Bob")).unwrap();
    assert!(recorder.head().is_some(), "the storage is whole: the recorder is filled again");
    assert!(open_both(&Memory::default(), &recorder).1.workspace == *tab.session.workspace());
    recorder.empty();
    for key in storage.entries().into_keys() {
        storage.remove(&key).unwrap();
    }
    assert_eq!(tab.run(3, &new_lead("Cem")), Err(CommitError::Lost(Lost::Superseded)));
    assert!(storage.entries().is_empty());
}

#[test]
fn v9_a_purge_leaves_nothing_with_the_recorder() {
    let (storage, recorder) = both();
    let mut tab = Tab::open_both(&storage, &recorder);
    tab.run(1, &new_lead("Secretname")).unwrap();
    let lead = only(&tab.session, Collection::Lead);
    tab.run(2, &relata::domain::command::Command::Trash { records: vec![lead] }).unwrap();
    tab.run(3, &relata::domain::command::Command::Purge { records: vec![lead] }).unwrap();
    let mirrored = Memory::of(recorder.mirror());
    let texts = [readable(&storage), readable(&mirrored), recorder.texts()].concat();
    assert!(!texts.iter().any(|text| text.contains("Secretname")));
}

#[test]
fn v11_without_the_recorder_work_goes_on_and_the_next_opening_unites() {
    let (storage, recorder) = both();
    let mut tab = Tab::open_both(&storage, &recorder);
    assert!(matches!(tab.run(1, &new_lead("Ada")), Ok(Saved::Stored { recorded: true, .. })));
    recorder.set_fault(Some(RecorderFault::Full));
    for n in 2..20 {
        assert!(matches!(tab.run(n, &new_lead("Bob")), Ok(Saved::Stored { recorded: false, .. })));
    }
    ready(tab.vault.compact()).unwrap();
    tab.run(30, &new_lead("Cem")).unwrap();
    recorder.set_fault(None);
    let mut again = Tab::open_both(&storage, &recorder);
    assert!(again.state() == tab.state());
    assert!(matches!(again.run(31, &new_lead("Dee")), Ok(Saved::Stored { recorded: true, .. })));
    let (_, opened) = open_both(&Memory::default(), &recorder);
    assert!(opened.workspace == *again.session.workspace());
}

#[test]
fn v11_a_change_that_lost_its_revision_to_another_tab_is_set_aside_and_told() {
    let (storage, recorder) = both();
    let mut alone = Tab::open_both(&storage, &recorder);
    alone.run(1, &new_lead("Ada")).unwrap();
    let mut other = Tab::open_on(Lagging::new(&storage), &recorder);
    recorder.set_fault(Some(RecorderFault::Full));
    alone.run(2, &new_lead("Bob")).unwrap();
    recorder.set_fault(None);
    let written = storage.get("relata/journal/0000000002").unwrap();
    ready(other.insist(3, &new_lead("Cem"))).unwrap();
    storage.set("relata/journal/0000000002", &written.unwrap()).unwrap();
    let (_, opened) = open_both(&storage, &recorder);
    assert_eq!(opened.report.damaged.len(), 1);
    assert!(storage.entries().iter().any(|(key, text)| key.starts_with("relata/damaged/") && text.contains("Bob")));
    assert!(opened.workspace == *other.session.workspace());
}

#[test]
fn the_log_is_trimmed_but_keeps_the_last_thousand_and_a_day() {
    let (storage, recorder) = both();
    let mut tab = Tab::open_both(&storage, &recorder);
    for n in 0..1_400 {
        tab.run(n * 2_000, &new_lead("Ada")).unwrap();
        if tab.vault.compaction_due() {
            ready(tab.vault.compact()).unwrap();
        }
    }
    ready(tab.vault.compact()).unwrap();
    let logged = recorder.logged();
    assert!(logged.len() >= 1_000 && logged.len() < 1_300, "{}", logged.len());
    assert_eq!(*logged.last().unwrap(), 1_400);
}

/// A storage whose quota counts bytes, as WebKit's does.
struct Bytes(Memory);

impl KeyValue for Bytes {
    fn get(&self, key: &str) -> Result<Option<String>, StorageFault> {
        self.0.get(key)
    }

    fn set(&self, key: &str, value: &str) -> Result<(), StorageFault> {
        self.0.set(key, value)
    }

    fn remove(&self, key: &str) -> Result<(), StorageFault> {
        self.0.remove(key)
    }

    fn keys(&self) -> Result<Vec<String>, StorageFault> {
        self.0.keys()
    }

    fn counts_bytes(&self) -> bool {
        true
    }
}

#[test]
fn where_the_quota_counts_bytes_segments_are_of_one_byte_letters_and_each_packing_is_read_everywhere() {
    let (storage, recorder) = both();
    let mut tab = Tab::open_on(Bytes(storage.clone()), &recorder);
    tab.run(1, &import(&mut Dice::new(1), 300, "Überall 東京")).unwrap();
    let segments = || storage.entries().into_iter().filter(|(key, _)| key.starts_with("relata/segment/"));
    assert!(segments().count() > 0 && segments().all(|(_, text)| text.chars().all(|letter| letter <= '\u{ff}')));
    assert_eq!(tab.vault.usage().unwrap().used(), storage.used(), "nothing counts twice");
    let mut wide = Tab::open_both(&storage, &recorder);
    assert!(*wide.session.workspace() == *tab.session.workspace());
    wide.run(2, &big_import(&mut Dice::new(2))).unwrap();
    assert!(segments().any(|(_, text)| text.chars().any(|letter| letter > '\u{ff}')));
    let narrow = Tab::open_on(Bytes(storage.clone()), &recorder);
    assert!(*narrow.session.workspace() == *wide.session.workspace());
}
