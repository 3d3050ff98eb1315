//! The passphrase lock, L1 to L5: what is sealed and what opens, crashes while
//! the lock is turned on and off, tabs that were not told yet, damage.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, missing_docs)]

mod session_support;
mod vault_support;

use std::cell::Cell;

use relata::packing::Armour;
use relata::store::lock::{DataKey, Lock, Locked, Nonce, Sealer, Swept, is_sealed, sweep};
use relata::store::vault::memory::Memory;
use relata::store::vault::memory_recorder::MemoryRecorder;
use relata::store::vault::{Damage, KeyValue, ReadOnly, StorageFault};
use session_support::{Dice, new_lead, seeds};
use vault_support::{State, Tab, both, import, noise, open_both, ready};

type LockedTab = Tab<Locked<Memory>, Locked<MemoryRecorder>>;

const KEY: [u8; 32] = [9; 32];

thread_local! {
    static COUNT: Cell<u64> = const { Cell::new(0) };
}

/// Never twice the same, as random ones are not.
#[allow(clippy::unnecessary_wraps)]
fn nonce() -> Option<Nonce> {
    COUNT.set(COUNT.get() + 1);
    let mut nonce = [0; 24];
    nonce[..8].copy_from_slice(&COUNT.get().to_le_bytes());
    Some(nonce)
}

fn sealer(key: [u8; 32]) -> Sealer {
    Sealer::new(&DataKey::of(key), nonce)
}

fn engaged() -> Lock {
    let lock = Lock::default();
    lock.engage(sealer(KEY));
    lock
}

fn released() -> Lock {
    let lock = Lock::default();
    lock.release(sealer(KEY));
    lock
}

fn behind(lock: &Lock, storage: &Memory, recorder: &MemoryRecorder) -> (Locked<Memory>, Locked<MemoryRecorder>) {
    (Locked::new(storage.clone(), lock, Armour::Wide), Locked::new(recorder.clone(), lock, Armour::Wide))
}

fn open_behind(lock: &Lock, storage: &Memory, recorder: &MemoryRecorder) -> LockedTab {
    let (storage, recorder) = behind(lock, storage, recorder);
    LockedTab::open_on(storage, &recorder)
}

fn swept(lock: &Lock, storage: &Memory, recorder: &MemoryRecorder) -> Swept {
    let (storage, recorder) = behind(lock, storage, recorder);
    ready(sweep(&storage, &recorder, &()))
}

/// Some work, and what is there then.
fn worked(seed: u64, steps: u64) -> (Memory, MemoryRecorder, State) {
    let (storage, recorder) = both();
    let (mut dice, mut tab) = (Dice::new(seed), Tab::open_both(&storage, &recorder));
    for n in 0..steps {
        tab.step(&mut dice, n).unwrap();
    }
    (storage, recorder, tab.state())
}

/// Every text in both copies.
fn texts(storage: &Memory, recorder: &MemoryRecorder) -> Vec<String> {
    storage.entries().into_values().chain(recorder.texts()).collect()
}

#[test]
fn l1_any_text_comes_back_under_its_own_key_only() {
    let (mut dice, ours, other) = (Dice::new(1), sealer(KEY), sealer([8; 32]));
    let letters = ['a', '\n', 'é', '\u{ff}', '\u{100}', '\u{3400}', '\u{b3ff}', '\u{ffff}', '🦀', '\0'];
    for n in 0..2_000 {
        let text: String = (0..dice.below(60)).filter_map(|_| dice.pick(&letters)).collect();
        let armour = if n % 2 == 0 { Armour::Wide } else { Armour::Latin };
        let sealed = ours.seal("relata/manifest", &text, armour).unwrap();
        assert!(is_sealed(&sealed));
        assert_eq!(ours.open("relata/manifest", &sealed), Some(text));
        assert_eq!(ours.open("relata/journal/0000000001", &sealed), None, "swapped");
        assert_eq!(other.open("relata/manifest", &sealed), None, "another workspace's");
    }
}

#[test]
fn l1_whatever_is_changed_of_a_sealed_text_it_does_not_open() {
    let ours = sealer(KEY);
    for armour in [Armour::Wide, Armour::Latin] {
        let sealed: Vec<char> = ours.seal("relata/manifest", "Ada Lovelace", armour).unwrap().chars().collect();
        for at in 0..sealed.len() {
            let mut changed = sealed.clone();
            changed[at] = char::from_u32(u32::from(changed[at]) ^ 1).unwrap();
            assert_eq!(ours.open("relata/manifest", &changed.into_iter().collect::<String>()), None, "{at}");
            assert_eq!(ours.open("relata/manifest", &sealed[..at].iter().collect::<String>()), None, "{at}");
        }
    }
}

#[test]
fn l1_the_same_text_is_never_sealed_to_the_same() {
    let sealer = sealer(KEY);
    let twice = [(); 2].map(|()| sealer.seal("relata/manifest", "Ada", Armour::Wide));
    assert_ne!(twice[0], twice[1]);
}

#[test]
fn a_vault_behind_a_lock_keeps_what_one_without_keeps() {
    for seed in seeds(3) {
        let (mut dice, (storage, recorder)) = (Dice::new(seed), both());
        let mut tab = open_behind(&engaged(), &storage, &recorder);
        let mut plain = Tab::open_both(&Memory::default(), &MemoryRecorder::default());
        let mut same = Dice::new(seed);
        for n in 0..50 {
            tab.step(&mut dice, n).unwrap();
            plain.step(&mut same, n).unwrap();
            let opened = open_behind(&engaged(), &storage.copied(), &recorder.copied());
            assert!(opened.state() == tab.state(), "seed {seed}, step {n}");
        }
        assert!(tab.session.workspace() == plain.session.workspace(), "seed {seed}");
        for (key, text) in storage.entries() {
            assert!(is_sealed(&text) || key == "relata/reserve", "{key} stands in the open");
        }
        assert!(recorder.texts().iter().all(|text| is_sealed(text)));
        assert!(recorder.mirror() != storage.entries(), "each copy is sealed for itself");
    }
}

#[test]
fn l2_a_crash_at_any_write_while_the_lock_is_turned_on_or_off_leaves_what_opens() {
    for seed in seeds(2) {
        let (storage, recorder, state) = worked(seed, 40);
        for (turns, lock) in [("on", engaged()), ("off", released())] {
            let first = storage.writes();
            let before = recorder.copied();
            assert_eq!(swept(&lock, &storage, &recorder).left, 0);
            for writes in first..=storage.writes() {
                // The recorder as it was before, and as it is after.
                for recorder in [before.copied(), recorder.copied()] {
                    let crashed = storage.after(writes);
                    let tab = open_behind(&lock, &crashed, &recorder);
                    assert!(tab.state() == state, "seed {seed}, turning {turns}, write {writes}");
                    swept(&lock, &crashed, &recorder);
                    let is_done = |text: &String| is_sealed(text) == (turns == "on") || text.trim().is_empty();
                    assert!(texts(&crashed, &recorder).iter().all(is_done), "the next opening goes on turning {turns}");
                    assert!(open_behind(&lock, &crashed, &recorder).state() == state);
                }
            }
        }
        let (_, opened) = open_both(&storage, &recorder);
        assert!((opened.workspace, opened.log) == state, "seed {seed}: turned off, it opens without");
        assert!(opened.report.is_clean());
    }
}

#[test]
fn l2_a_crash_between_the_transactions_of_the_recorder_leaves_what_opens() {
    let (storage, recorder, state) = worked(5, 60);
    for calls in 0..12 {
        let (storage, recorder) = (storage.copied(), recorder.copied());
        recorder.fail_once_after(calls);
        swept(&engaged(), &storage, &recorder);
        let recorder = recorder.copied();
        assert!(open_behind(&engaged(), &storage, &recorder).state() == state, "after {calls} calls");
        assert_eq!(swept(&engaged(), &storage, &recorder).left, 0);
        assert!(texts(&storage, &recorder).iter().all(|text| is_sealed(text) || text.trim().is_empty()));
    }
}

#[test]
fn l2_a_full_storage_leaves_plain_what_does_not_fit_and_says_so() {
    let (storage, recorder, state) = worked(7, 40);
    storage.set_quota(storage.used());
    storage.fail_after(3, StorageFault::QuotaExceeded);
    let outcome = swept(&engaged(), &storage, &recorder);
    assert!(outcome.left > 0 && outcome.rewritten > 0, "{outcome:?}");
    assert!(open_behind(&engaged(), &storage, &recorder).state() == state);
}

#[test]
fn l2_a_tab_that_does_not_know_yet_harms_nothing() {
    let (storage, recorder) = both();
    let mut plain = Tab::open_both(&storage, &recorder);
    plain.run(0, &new_lead("Ada")).unwrap();
    // It writes once more, after the lock was turned on and before it heard of it.
    let mut late = Tab::open_both(&storage, &recorder);
    swept(&engaged(), &storage, &recorder);
    late.run(1, &new_lead("Grace")).unwrap();
    assert!(texts(&storage, &recorder).iter().any(|text| text.contains("Grace")));
    let state = open_behind(&engaged(), &storage, &recorder).state();
    assert!(state == late.state());
    swept(&engaged(), &storage, &recorder);
    assert!(texts(&storage, &recorder).iter().all(|text| is_sealed(text)), "the next opening seals it");
    assert!(open_behind(&engaged(), &storage, &recorder).state() == state);
}

#[test]
fn l4_a_tab_that_still_seals_after_the_lock_was_turned_off_harms_nothing() {
    let (storage, recorder) = both();
    let mut late = open_behind(&engaged(), &storage, &recorder);
    late.run(0, &new_lead("Ada")).unwrap();
    swept(&released(), &storage, &recorder);
    late.run(1, &new_lead("Grace")).unwrap();
    assert!(open_behind(&released(), &storage, &recorder).state() == late.state());
    assert!(swept(&released(), &storage, &recorder).rewritten > 0);
    assert!(Tab::open_both(&storage, &recorder).state() == late.state());
}

#[test]
fn l5_a_program_without_the_key_changes_nothing() {
    let (storage, recorder, _) = worked(3, 30);
    swept(&engaged(), &storage, &recorder);
    let before = (storage.entries(), recorder.mirror(), recorder.entries());
    let (vault, opened) = open_both(&storage, &recorder);
    assert!(matches!(opened.read_only, Some(ReadOnly::Newer { .. })), "{:?}", opened.read_only);
    ready(vault.compact()).unwrap_err();
    assert!((storage.entries(), recorder.mirror(), recorder.entries()) == before);
}

#[test]
fn l1_a_sealed_text_that_was_tampered_with_is_mended_from_the_other_copy() {
    let (storage, recorder, state) = worked(11, 40);
    swept(&engaged(), &storage, &recorder);
    for key in storage.entries().into_keys().filter(|key| key.starts_with("relata/segment/")) {
        let (storage, recorder) = (storage.copied(), recorder.copied());
        let other = sealer([1; 32]).seal(&key, "of another key", Armour::Wide).unwrap();
        storage.set(&key, &other).unwrap();
        let tab = open_behind(&engaged(), &storage, &recorder);
        assert!(tab.state() == state, "{key}");
        assert!(tab.vault.read_only().is_none());
    }
}

#[test]
fn l1_damage_in_both_copies_costs_that_key_only_and_its_bytes_stay() {
    let (storage, recorder) = both();
    let mut tab = open_behind(&engaged(), &storage, &recorder);
    tab.run(0, &import(&mut Dice::new(1), 3_000, "")).unwrap();
    tab.run(1, &new_lead("Ada")).unwrap();
    let all = tab.session.workspace().clone();
    let key = storage.entries().into_keys().find(|key| key.starts_with("relata/segment/")).unwrap();
    let other = sealer([1; 32]).seal(&key, "of another key", Armour::Wide).unwrap();
    storage.set(&key, &other).unwrap();
    recorder.spoil(&key, Some(&other));

    let lock = engaged();
    let (behind_storage, behind_recorder) = behind(&lock, &storage, &recorder);
    let (vault, opened) = ready(relata::store::vault::Vault::open(behind_storage.clone(), behind_recorder, (), 77));
    assert_eq!(opened.read_only, None);
    assert_eq!(opened.report.damaged.len(), 1, "{:?}", opened.report.damaged);
    assert_eq!((&opened.report.damaged[0].key, &opened.report.damaged[0].why), (&key, &Damage::Altered));
    let copy = opened.report.damaged[0].kept_as.clone().unwrap();
    assert_eq!(behind_storage.get(&copy).unwrap().unwrap(), format!("?{other}"), "every byte of it");
    assert!(is_sealed(&storage.get(&copy).unwrap().unwrap()));
    let found = opened.workspace;
    let lost = relata::domain::record::Collection::ALL.iter().flat_map(|collection| all.records(*collection));
    let lost = lost.filter(|record| found.find(record.reference()).is_none()).count();
    assert!(lost <= 1_024, "{lost} records");
    drop(vault);
}

#[test]
fn without_randomness_nothing_is_kept_rather_than_kept_in_the_open() {
    let (storage, recorder) = both();
    let lock = Lock::default();
    lock.engage(Sealer::new(&DataKey::of(KEY), || None));
    let mut tab = open_behind(&lock, &storage, &recorder);
    tab.run(0, &new_lead("Ada")).unwrap_err();
    assert!(texts(&storage, &recorder).is_empty());
}

#[test]
fn what_a_lock_costs_of_the_room_is_little() {
    let (storage, recorder) = both();
    let mut tab = Tab::open_both(&storage, &recorder);
    let mut dice = Dice::new(2);
    for n in 0..4 {
        let description = noise(&mut dice, 200);
        tab.run(n, &import(&mut dice, 2_000, &description)).unwrap();
    }
    for n in 4..60 {
        tab.run(n, &new_lead("Ada")).unwrap();
    }
    let plain = storage.used();
    swept(&engaged(), &storage, &recorder);
    let sealed = storage.used();
    println!("{plain} units plain, {sealed} sealed");
    assert!(sealed < plain + plain / 50, "{sealed}");
    swept(&released(), &storage, &recorder);
    assert_eq!(storage.used(), plain);
}
