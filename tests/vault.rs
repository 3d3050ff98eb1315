//! The rules of the vault, V1 to V12, where nothing is damaged: crashes, a
//! full storage, several tabs, on seeded random work.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, missing_docs)]

mod session_support;
mod vault_support;

use std::rc::Rc;

use relata::domain::command::Command;
use relata::domain::record::Collection;
use relata::domain::workspace::Workspace;
use relata::store::session::Session;
use relata::store::vault::memory::Memory;
use relata::store::vault::memory_recorder::MemoryRecorder;
use relata::store::vault::{CommitError, KeyValue, Lost, Saved, StorageFault, open_raw_dump, undump};
use serde_json::json;
use session_support::{Dice, edit, new_lead, of, only, seeds};
use uuid::Uuid;
use vault_support::{Tab, big_import, import, noise, open, readable, ready};

#[test]
fn v1_what_was_committed_opens_again_after_every_commit() {
    for seed in seeds(4) {
        let (mut dice, storage) = (Dice::new(seed), Memory::default());
        let mut tab = Tab::open(&storage);
        for n in 0..60 {
            tab.step(&mut dice, n).unwrap();
            let (_, opened) = open(&storage);
            assert!(opened.report.is_clean(), "seed {seed}, step {n}: {:?}", opened.report);
            assert!((opened.workspace, opened.log) == tab.state(), "seed {seed}, step {n}");
        }
    }
}

#[test]
fn v2_a_crash_at_any_write_leaves_a_committed_revision() {
    for seed in seeds(2) {
        let (mut dice, storage) = (Dice::new(seed), Memory::default());
        let mut tab = Tab::open(&storage);
        for n in 0..40 {
            let (before, first) = (tab.state(), storage.writes());
            tab.step(&mut dice, n).unwrap();
            for writes in first + 1..=storage.writes() {
                let crashed = storage.after(writes);
                let (vault, opened) = open(&crashed);
                assert!(opened.report.is_clean(), "seed {seed}, write {writes}");
                let found = (opened.workspace, opened.log);
                assert!(found == before || found == tab.state(), "seed {seed}, write {writes}");
                if writes % 8 == 0 {
                    let mut again = Tab { vault, session: Session::new(found.0, found.1) };
                    again.run(50, &new_lead("After the crash")).unwrap();
                    ready(again.vault.compact()).unwrap();
                    assert!(Tab::open(&crashed).state() == again.state(), "seed {seed}, write {writes}");
                }
            }
        }
    }
}

#[test]
fn v3_a_commit_writes_one_key_whatever_is_stored() {
    let storage = Memory::default();
    let mut tab = Tab::open(&storage);
    tab.run(0, &import(&mut Dice::new(1), 2_000, "")).unwrap();
    let (writes, used) = (storage.writes(), storage.used());
    tab.run(1, &new_lead("Ada")).unwrap();
    assert_eq!(storage.writes(), writes + 1);
    assert!(storage.used() - used < 1_000);
}

#[test]
fn v3_compaction_writes_what_changed() {
    let storage = Memory::default();
    let mut tab = Tab::open(&storage);
    tab.run(0, &import(&mut Dice::new(1), 5_000, "")).unwrap();
    for (n, lead) in of(tab.session.workspace(), Collection::Lead).into_iter().step_by(50).enumerate() {
        tab.run(1 + n as u64, &edit(lead, json!({ "company": "Acme" }))).unwrap();
    }
    let before = storage.entries();
    ready(tab.vault.compact()).unwrap();
    let written: usize =
        storage.entries().iter().filter(|entry| before.get(entry.0) != Some(entry.1)).map(|(_, text)| text.len()).sum();
    assert!(written < 120_000, "{written}");
    assert!(Tab::open(&storage).state() == tab.state());
}

#[test]
fn v4_a_storage_full_at_any_write_keeps_memory_and_storage_the_same() {
    for seed in seeds(1) {
        for writes in (0..90).step_by(3) {
            let (mut dice, storage) = (Dice::new(seed), Memory::default());
            storage.fail_after(writes, StorageFault::QuotaExceeded);
            let mut tab = Tab::open(&storage);
            for n in 0..25 {
                match tab.step(&mut dice, n) {
                    Ok(()) | Err(CommitError::QuotaExceeded { .. }) => {}
                    Err(other) => panic!("{other:?}"),
                }
            }
            assert!(Tab::open(&storage.copied()).state() == tab.state(), "seed {seed}, write {writes}");
        }
    }
}

#[test]
fn v4_a_full_storage_says_what_is_needed_and_can_be_cleared() {
    let storage = Memory::default();
    storage.set_quota(relata::store::vault::QUOTA);
    let (mut dice, mut tab) = (Dice::new(3), Tab::open(&storage));
    let long = noise(&mut dice, 30_000);
    let mut error = None;
    for n in 0..200 {
        let import = import(&mut dice, 4, &noise(&mut Dice::new(n), 30_000));
        if let Err(refused) = tab.run(n, &import) {
            error = Some(refused);
            break;
        }
        if n % 8 == 0 {
            ready(tab.vault.compact()).unwrap();
        }
    }
    let Some(CommitError::QuotaExceeded { needed, free }) = error else { panic!("{error:?}") };
    assert!(free < needed, "{free} of {needed}");
    assert!(Tab::open(&storage).state() == tab.state());
    let leads = of(tab.session.workspace(), Collection::Lead)[..60].to_vec();
    tab.run(300, &Command::Trash { records: leads.clone() }).unwrap();
    tab.run(301, &Command::Purge { records: leads }).unwrap();
    tab.run(302, &import(&mut dice, 4, &long)).unwrap();
    assert!(Tab::open(&storage).state() == tab.state());
}

#[test]
fn v7_a_tab_that_is_behind_hears_what_it_missed_and_decides_again() {
    for compacts in [false, true] {
        let storage = Memory::default();
        let (mut here, mut there) = (Tab::open(&storage), Tab::open(&storage));
        there.run(1, &new_lead("Ada")).unwrap();
        there.run(2, &big_import(&mut Dice::new(1))).unwrap();
        if compacts {
            ready(there.vault.compact()).unwrap();
        }
        let Err(CommitError::Behind { missing }) = here.run(3, &new_lead("Bob")) else { panic!("not behind") };
        assert_eq!(missing, there.session.log());
        for transaction in missing {
            here.session.absorb(transaction).unwrap();
        }
        here.run(3, &new_lead("Bob")).unwrap();
        assert_eq!(ready(there.vault.catch_up()).unwrap(), here.session.log()[2..]);
        assert!(Tab::open(&storage).state() == here.state());
    }
}

#[test]
fn v7_tabs_that_take_turns_lose_nothing() {
    for seed in seeds(4) {
        let (mut dice, storage) = (Dice::new(seed), Memory::default());
        let mut tabs = [Tab::open(&storage), Tab::open(&storage)];
        for n in 0..80 {
            let tab = &mut tabs[dice.below(2)];
            let mut error = tab.step(&mut dice, n).err();
            while let Some(CommitError::Behind { missing }) = error {
                for transaction in missing {
                    tab.session.absorb(transaction).unwrap();
                }
                error = tab.step(&mut dice, n).err();
            }
            match error {
                None => {
                    tab.catch_up();
                    assert!(
                        Tab::open(&storage).session.workspace() == tab.session.workspace(),
                        "seed {seed}, step {n}"
                    );
                }
                Some(CommitError::Lost(Lost::OutOfReach)) => *tab = Tab::open(&storage),
                Some(other) => panic!("{other:?}"),
            }
        }
    }
}

#[test]
fn v7_a_change_decided_on_another_state_is_not_taken() {
    let storage = Memory::default();
    let mut tab = Tab::open(&storage);
    tab.run(1, &new_lead("Ada")).unwrap();
    let lead = only(&tab.session, Collection::Lead);
    let first = tab.session.execute(&edit(lead, json!({ "company": "Acme" })), &session_support::env(2)).unwrap();
    let second = tab.session.execute(&edit(lead, json!({ "company": "Apex" })), &session_support::env(3)).unwrap();
    assert_eq!(ready(tab.vault.commit(&second)), Err(CommitError::Behind { missing: Vec::new() }));
    ready(tab.vault.commit(&first)).unwrap();
    ready(tab.vault.commit(&second)).unwrap();
}

#[test]
fn v8_after_erasing_an_older_tab_writes_no_more() {
    let storage = Memory::default();
    let (mut here, mut there) = (Tab::open(&storage), Tab::open(&storage));
    here.run(1, &new_lead("Ada")).unwrap();
    here.run(2, &big_import(&mut Dice::new(1))).unwrap();
    ready(here.vault.erase(Uuid::from_u128(7))).unwrap();
    assert_eq!(there.run(3, &new_lead("Bob")), Err(CommitError::Lost(Lost::Superseded)));
    let (_, opened) = open(&storage);
    assert_eq!((opened.workspace, opened.log.len()), (Workspace::starter(), 0));
    assert!(!readable(&storage).iter().any(|text| text.contains("Ada") || text.contains("Imported")));
}

#[test]
fn v8_replacing_through_a_command_keeps_the_new_workspace_whole() {
    let storage = Memory::default();
    let mut tab = Tab::open(&storage);
    tab.run(1, &new_lead("Ada")).unwrap();
    let records = Workspace::starter().records(Collection::Stage).cloned().collect();
    tab.run(2, &Command::Replace { name: "file".to_owned(), records }).unwrap();
    tab.run(3, &new_lead("Bob")).unwrap();
    assert!(Tab::open(&storage).state() == tab.state());
}

#[test]
fn v9_what_is_removed_for_good_is_nowhere() {
    for compacts in [false, true] {
        let storage = Memory::default();
        let mut tab = Tab::open(&storage);
        tab.run(1, &new_lead("Secretname")).unwrap();
        let lead = only(&tab.session, Collection::Lead);
        tab.run(2, &edit(lead, json!({ "company": "Secretname Ltd" }))).unwrap();
        tab.run(3, &Command::Trash { records: vec![lead] }).unwrap();
        if compacts {
            ready(tab.vault.compact()).unwrap();
        }
        tab.run(4, &Command::Purge { records: vec![lead] }).unwrap();
        assert!(!readable(&storage).iter().any(|text| text.contains("Secretname")));
        assert!(Tab::open(&storage).state() == tab.state());
    }
}

#[test]
fn v9_after_a_crash_the_next_compaction_takes_it_away() {
    for writes in 0..30 {
        let storage = Memory::default();
        let mut tab = Tab::open(&storage);
        tab.run(1, &big_import(&mut Dice::new(1))).unwrap();
        tab.run(2, &new_lead("Secretname")).unwrap();
        let lead = *of(tab.session.workspace(), Collection::Lead).last().unwrap();
        ready(tab.vault.compact()).unwrap();
        tab.run(3, &Command::Trash { records: vec![lead] }).unwrap();
        ready(tab.vault.compact()).unwrap();
        storage.fail_after(writes, StorageFault::Other("the end".to_owned()));
        let result = tab.run(4, &Command::Purge { records: vec![lead] });
        let storage = storage.copied();
        let again = Tab::open(&storage);
        assert!(result.is_err() || again.session.workspace().find(lead).is_none(), "write {writes}");
        ready(again.vault.compact()).unwrap();
        let is_gone = again.session.workspace().find(lead).is_none();
        assert_eq!(readable(&storage).iter().any(|text| text.contains("Secretname")), !is_gone, "write {writes}");
    }
}

#[test]
fn v10_history_beyond_the_budget_goes_oldest_first_but_imports_stay() {
    let storage = Memory::default();
    let mut tab = Tab::open(&storage);
    tab.vault.set_history_budget(8_000);
    tab.run(0, &import(&mut Dice::new(1), 2, "")).unwrap();
    for n in 1..2_500 {
        tab.run(n, &new_lead("Ada")).unwrap();
        if tab.vault.compaction_due() {
            ready(tab.vault.compact()).unwrap();
        }
    }
    ready(tab.vault.compact()).unwrap();
    assert!(tab.vault.usage().unwrap().history < 25_000);
    let (_, opened) = open(&storage);
    let all = tab.session.log();
    assert_eq!(opened.log[0], all[0], "the import");
    assert!(opened.log.len() > 50 && opened.log.len() < all.len());
    assert_eq!(opened.log[1..], all[all.len() - (opened.log.len() - 1)..]);
}

#[test]
fn v11_a_browser_that_keeps_nothing_says_so_once_and_works() {
    let storage = Memory::default();
    storage.set_blocked(true);
    let (_, opened) = open(&storage);
    assert!(!opened.durable);
    let mut tab = Tab::open(&storage);
    assert_eq!(tab.run(1, &new_lead("Ada")), Ok(Saved::OnlyInMemory { told: false }));
    assert_eq!(tab.run(2, &new_lead("Bob")), Ok(Saved::OnlyInMemory { told: true }));
    ready(tab.vault.compact()).unwrap();
    assert_eq!(tab.session.workspace().count(Collection::Lead), 2);
}

#[test]
fn v12_keys_of_others_and_preferences_stay_as_they_are() {
    let storage = Memory::default();
    storage.set("other app", "theirs").unwrap();
    storage.set("relata/preferences", "dark").unwrap();
    let mut tab = Tab::open(&storage);
    tab.run(1, &big_import(&mut Dice::new(1))).unwrap();
    ready(tab.vault.compact()).unwrap();
    ready(tab.vault.erase(Uuid::from_u128(7))).unwrap();
    assert_eq!(storage.get("relata/preferences").unwrap().unwrap(), "dark");
    assert_eq!(storage.entries()["other app"], "theirs");
}

#[test]
fn a_raw_dump_opens_as_what_it_was_made_of() {
    let (mut dice, storage) = (Dice::new(5), Memory::default());
    let mut tab = Tab::open(&storage);
    for n in 0..30 {
        tab.step(&mut dice, n).unwrap();
    }
    let storage = undump(&tab.vault.raw_dump().unwrap()).unwrap();
    let opened = ready(open_raw_dump(Rc::new(storage), MemoryRecorder::missing(), ()));
    assert!((opened.workspace, opened.log) == tab.state());
}

#[test]
fn usage_adds_up_to_what_is_stored() {
    let storage = Memory::default();
    let mut tab = Tab::open(&storage);
    tab.run(1, &big_import(&mut Dice::new(1))).unwrap();
    tab.run(2, &new_lead("Ada")).unwrap();
    let usage = tab.vault.usage().unwrap();
    assert_eq!(usage.used(), storage.used());
    assert_eq!(usage.counts[&Collection::Lead], 25);
}
