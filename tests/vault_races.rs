//! The vault where one thing happens in the middle of another: a tab opens
//! while another compacts, the recorder fails within a step, a page ends
//! before it has cleared up. Each began as a defect that a review found.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, missing_docs)]

mod session_support;
mod vault_support;

use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll, Waker};

use relata::domain::command::Command;
use relata::domain::record::Collection;
use relata::store::session::Session;
use relata::store::vault::memory::Memory;
use relata::store::vault::memory_recorder::MemoryRecorder;
use relata::store::vault::recorder::RecorderFault;
use relata::store::vault::{KeyValue, Pace, Vault};
use serde_json::json;
use session_support::{Dice, create, env, new_lead, of, only};
use vault_support::{Lagging, Tab, big_import, both, noise, open_both, readable, ready};

type Waiting<'a, T> = Pin<Box<dyn Future<Output = T> + 'a>>;

fn poll<T>(future: &mut Waiting<'_, T>) -> Option<T> {
    match future.as_mut().poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(value) => Some(value),
        Poll::Pending => None,
    }
}

/// Lets others work after every slice.
struct Yielding;

impl Pace for Yielding {
    async fn pause(&self) {
        let mut waited = false;
        std::future::poll_fn(|_| if std::mem::replace(&mut waited, true) { Poll::Ready(()) } else { Poll::Pending })
            .await;
    }
}

/// Whether a word stands anywhere, in the storage or with the recorder.
fn is_anywhere(word: &str, storage: &Memory, recorder: &MemoryRecorder) -> bool {
    let texts = [readable(storage), readable(&Memory::of(recorder.mirror())), recorder.texts()].concat();
    texts.iter().any(|text| text.contains(word))
}

#[test]
fn a_tab_that_opens_while_another_compacts_sees_everything() {
    for polls in 1..60 {
        let (storage, recorder) = both();
        let mut here = Tab::open_both(&storage, &recorder);
        for n in 0..6 {
            here.run(n + 1, &new_lead(&format!("Lead {n}"))).unwrap();
            here.run(n + 100, &create(Collection::Account, json!({ "name": format!("Account {n}") }))).unwrap();
            if n == 2 {
                ready(here.vault.compact()).unwrap();
            }
        }
        let mut opening: Waiting<'_, _> = Box::pin(Vault::open(storage.clone(), recorder.clone(), Yielding, 9_999));
        let mut done = None;
        for _ in 0..polls {
            done = done.or_else(|| poll(&mut opening));
        }
        if done.is_some() {
            return;
        }
        ready(here.vault.compact()).unwrap();
        let (vault, opened) = ready(opening);
        assert!(opened.report.damaged.is_empty(), "after {polls} turns: {:?}", opened.report);
        let there = Session::new(opened.workspace, opened.log);
        assert!(there.workspace() == here.session.workspace(), "after {polls} turns");
        ready(vault.compact()).unwrap();
        assert!(open_both(&storage, &recorder).1.workspace == *here.session.workspace(), "after {polls} turns");
    }
    panic!("the opening never ended");
}

#[test]
fn a_recorder_that_fails_after_the_storage_had_its_part_costs_nothing() {
    for import in [false, true] {
        let (storage, recorder) = both();
        let mut tab = Tab::open_both(&storage, &recorder);
        tab.run(1, &new_lead("Ada")).unwrap();
        recorder.die_after_beside();
        tab.run(2, &if import { big_import(&mut Dice::new(1)) } else { new_lead("Bob") }).unwrap();
        tab.run(3, &new_lead("Cem")).unwrap();
        recorder.set_fault(None);
        let again = Tab::open_both(&storage, &recorder);
        assert!(again.state() == tab.state());
    }
}

#[test]
fn a_change_made_alone_that_another_tab_writes_over_is_set_aside() {
    let (storage, recorder) = both();
    let mut alone = Tab::open_both(&storage, &recorder);
    alone.run(1, &new_lead("Ada")).unwrap();
    let mut other = Tab::open_both(&storage, &recorder);
    recorder.die_after_beside();
    alone.run(2, &new_lead("Lostone")).unwrap();
    recorder.set_fault(None);
    other.run(3, &new_lead("Cem")).unwrap();
    assert!(is_anywhere("Lostone", &storage, &recorder));
    assert!(open_both(&storage, &recorder).1.workspace == *other.session.workspace());
}

#[test]
fn two_tabs_that_find_an_empty_recorder_at_once_lose_nothing() {
    for (polls, compacts) in (1..6).flat_map(|polls| [(polls, false), (polls, true)]) {
        let storage = Memory::default();
        Tab::open(&storage).run(1, &new_lead("Ada")).unwrap();
        let recorder = MemoryRecorder::default();
        let view = Lagging::new(&storage);
        let mut opening: Waiting<'_, _> = Box::pin(Vault::open(view, recorder.clone(), (), 9_999));
        let mut done = None;
        for _ in 0..polls {
            done = done.or_else(|| poll(&mut opening));
        }
        let mut here = Tab::open_both(&storage, &recorder);
        here.run(2, &new_lead("Bob")).unwrap();
        if compacts {
            ready(here.vault.compact()).unwrap();
        }
        let (vault, opened) = done.unwrap_or_else(|| ready(opening));
        let mut there = Tab { session: Session::new(opened.workspace, opened.log), vault };
        ready(there.insist(3, &new_lead("Cem"))).unwrap();
        here.catch_up();
        let (_, opened) = open_both(&storage, &recorder);
        assert_eq!(of(&opened.workspace, Collection::Lead).len(), 3, "{polls} turns, compacts: {compacts}");
        assert!(opened.workspace == *here.session.workspace(), "{polls} turns, compacts: {compacts}");
    }
}

/// A purge of the lead, kept but not cleared up after, as when the page ends there.
fn purged_halfway(storage: &Memory, recorder: &MemoryRecorder) -> Tab {
    let mut tab = Tab::open_both(storage, recorder);
    tab.run(1, &new_lead("Secretname")).unwrap();
    let lead = only(&tab.session, Collection::Lead);
    for n in 0..12 {
        let description = noise(&mut Dice::new(n), 4_000);
        tab.run(2 + n, &create(Collection::Account, json!({ "name": "N", "description": description }))).unwrap();
    }
    ready(tab.vault.compact()).unwrap();
    tab.run(50, &Command::Trash { records: vec![lead] }).unwrap();
    ready(tab.vault.compact()).unwrap();
    tab
}

#[test]
fn a_purge_that_ended_before_it_had_cleared_up_goes_on_with_the_next_compaction() {
    let (storage, recorder) = both();
    let mut tab = purged_halfway(&storage, &recorder);
    let lead = only(&tab.session, Collection::Lead);
    let receipt = tab.session.execute(&Command::Purge { records: vec![lead] }, &env(51)).unwrap();
    let head = recorder.head();
    {
        let mut commit: Waiting<'_, _> = Box::pin(tab.vault.commit(&receipt));
        while recorder.head() == head {
            assert!(poll(&mut commit).is_none());
        }
    }
    drop(tab);
    let tab = Tab::open_both(&storage, &recorder);
    assert!(tab.vault.compaction_due());
    ready(tab.vault.compact()).unwrap();
    assert!(!is_anywhere("Secretname", &storage, &recorder));
}

#[test]
fn what_another_tab_does_while_a_purge_clears_up_is_told() {
    let (storage, recorder) = both();
    let mut here = purged_halfway(&storage, &recorder);
    let lead = only(&here.session, Collection::Lead);
    let mut there = Tab::open_both(&storage, &recorder);
    let receipt = here.session.execute(&Command::Purge { records: vec![lead] }, &env(51)).unwrap();
    let head = recorder.head();
    {
        let mut commit: Waiting<'_, _> = Box::pin(here.vault.commit(&receipt));
        while recorder.head() == head {
            assert!(poll(&mut commit).is_none());
        }
        ready(there.insist(52, &new_lead("From there"))).unwrap();
        ready(commit).unwrap();
    }
    here.catch_up();
    assert!(here.session.workspace() == there.session.workspace());
}

#[test]
fn what_a_tab_alone_did_not_know_of_is_told_when_it_wins() {
    let (storage, recorder) = both();
    let mut alone = Tab::open_both(&storage, &recorder);
    alone.run(1, &new_lead("Ada")).unwrap();
    let mut other = Tab::open_on(Lagging::new(&storage), &recorder);
    recorder.set_fault(Some(RecorderFault::Full));
    alone.run(2, &new_lead("Alone")).unwrap();
    recorder.set_fault(None);
    other.run(3, &new_lead("Bysaved")).unwrap();
    storage.remove("relata/journal/0000000002").unwrap();
    drop(ready(alone.vault.compact()));
    let (_, opened) = open_both(&storage, &recorder);
    let here = of(&opened.workspace, Collection::Lead).len() == 3;
    assert!(here || !opened.report.damaged.is_empty(), "{:?}", opened.report);
    assert!(is_anywhere("Bysaved", &storage, &recorder));
}

#[test]
fn an_opening_without_room_to_mend_leaves_the_manifest_as_it_was() {
    let (storage, recorder) = both();
    let mut tab = Tab::open_both(&storage, &recorder);
    tab.run(1, &new_lead("Ada")).unwrap();
    let old = storage.copied();
    ready(tab.vault.compact()).unwrap();
    tab.run(2, &big_import(&mut Dice::new(1))).unwrap();
    let description = noise(&mut Dice::new(3), 4_000);
    tab.run(3, &create(Collection::Lead, json!({ "last_name": "N", "description": description }))).unwrap();
    let manifest = old.get("relata/manifest").unwrap();
    old.set_quota(storage.used() - 1_000);
    let (_, opened) = open_both(&old, &recorder);
    assert!(opened.workspace == *tab.session.workspace());
    assert_eq!(old.get("relata/manifest").unwrap(), manifest);
}

#[test]
fn a_full_storage_can_be_erased() {
    let (storage, recorder) = both();
    let mut tab = Tab::open_both(&storage, &recorder);
    tab.run(1, &big_import(&mut Dice::new(1))).unwrap();
    storage.set("relata/reserve", &" ".repeat(131_072)).unwrap();
    storage.set_quota(storage.used());
    ready(tab.vault.erase(uuid::Uuid::from_u128(7))).unwrap();
}

#[test]
fn a_tab_that_hears_of_the_first_commit_of_all_before_it_is_recorded_goes_on() {
    let (storage, recorder) = both();
    let (mut here, mut there) = (Tab::open_both(&storage, &recorder), Tab::open_both(&storage, &recorder));
    let receipt = here.session.execute(&new_lead("Ada"), &env(1)).unwrap();
    {
        let mut commit: Waiting<'_, _> = Box::pin(here.vault.commit(&receipt));
        assert!(poll(&mut commit).is_none());
        assert!(storage.get("relata/manifest").unwrap().is_some() && recorder.head().is_none());
        assert_eq!(ready(there.vault.catch_up()), Ok(Vec::new()));
        ready(commit).unwrap();
    }
    ready(there.insist(2, &new_lead("Bob"))).unwrap();
    assert_eq!(of(&open_both(&storage, &recorder).1.workspace, Collection::Lead).len(), 2);
}

#[test]
fn tabs_that_open_on_nothing_and_begin_at_once_lose_nothing() {
    for (seed, tabs) in (0..12).flat_map(|seed| [(seed, 2), (seed, 5)]) {
        let (storage, recorder) = both();
        let views: Vec<Lagging> = (0..tabs).map(|_| Lagging::new(&storage)).collect();
        let mut all: Vec<Tab<Lagging>> = views.iter().map(|view| Tab::open_on(view.clone(), &recorder)).collect();
        let mut work: Vec<Waiting<'_, ()>> = Vec::new();
        for (t, tab) in all.iter_mut().enumerate() {
            let (view, mut dice) = (&views[t], Dice::new(seed * 10 + t as u64));
            work.push(Box::pin(async move {
                for n in 0..6 {
                    if dice.below(2) == 0 {
                        view.look();
                    }
                    if dice.below(3) == 0 {
                        for missed in tab.vault.catch_up().await.unwrap() {
                            tab.session.absorb(missed).unwrap();
                        }
                    }
                    let id = 1_000 * (t as u64 + 1) + n;
                    let kept = tab.insist(id, &new_lead(&format!("Tab {t} lead {n}"))).await;
                    assert!(kept.is_ok(), "seed {seed}, tab {t}, lead {n}: {kept:?}");
                }
            }));
        }
        let mut dice = Dice::new(seed);
        while !work.is_empty() {
            let chosen = dice.below(work.len());
            if poll(&mut work[chosen]).is_some() {
                drop(work.swap_remove(chosen));
            }
        }
        drop(work);
        let (_, opened) = open_both(&storage, &recorder);
        assert_eq!(of(&opened.workspace, Collection::Lead).len(), 6 * tabs, "seed {seed}, {tabs} tabs");
        assert!(opened.report.is_clean(), "seed {seed}, {tabs} tabs: {:?}", opened.report);
    }
}
