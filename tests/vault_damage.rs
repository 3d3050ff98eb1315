//! The vault on damaged storage, V5 and V6: whatever happens to one key, the
//! rest opens, the bytes are kept, and work goes on.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, missing_docs)]

mod session_support;
mod vault_support;

use std::collections::BTreeSet;

use relata::domain::record::{Collection, Record};
use relata::domain::workspace::Workspace;
use relata::store::vault::memory::Memory;
use relata::store::vault::{CommitError, Damage, KeyValue, ReadOnly, StorageFault};
use serde_json::json;
use session_support::{Dice, new_lead, seeds};
use vault_support::{Tab, open, ready, unpacked};

/// A storage with records, history and a journal in it.
fn stored(seed: u64) -> (Memory, Workspace) {
    let (mut dice, storage) = (Dice::new(seed), Memory::default());
    let mut tab = Tab::open(&storage);
    for n in 0..30 {
        tab.step(&mut dice, n).unwrap();
    }
    ready(tab.vault.compact()).unwrap();
    for n in 50..58 {
        tab.run(n, &new_lead("In the journal")).unwrap();
    }
    (storage.copied(), tab.session.workspace().clone())
}

fn content(storage: &Memory) -> Vec<String> {
    let parts = ["relata/manifest", "relata/journal/", "relata/segment/"];
    storage.entries().into_keys().filter(|key| parts.iter().any(|part| key.starts_with(part))).collect()
}

fn records(workspace: &Workspace) -> impl Iterator<Item = &Record> {
    Collection::ALL.iter().flat_map(|collection| workspace.records(*collection))
}

/// What can happen to a text.
fn damages(dice: &mut Dice, text: &str) -> Vec<(&'static str, Option<String>)> {
    let cut = |at: usize| (0..=at).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
    let flip = |at: usize| {
        let at = cut(at);
        let flipped = text[at..].chars().next().and_then(|letter| char::from_u32(u32::from(letter) ^ 1)).unwrap();
        let rest: String = text[at..].chars().skip(1).collect();
        format!("{}{flipped}{rest}", &text[..at])
    };
    vec![
        ("deleted", None),
        ("emptied", Some(String::new())),
        ("cut somewhere", Some(text[..cut(dice.below(text.len()))].to_owned())),
        ("a byte less", Some(text[..cut(text.len() - 1)].to_owned())),
        ("flipped at the front", Some(flip(0))),
        ("flipped somewhere", Some(flip(dice.below(text.len())))),
        ("something else", Some("[object Object]".to_owned())),
    ]
}

/// Opens a storage in which `key` was damaged and checks what V5 promises.
fn check(storage: &Memory, whole: &Workspace, key: &str, original: &str, what: &str) {
    let damaged = storage.get(key).unwrap();
    let (_, opened) = open(storage);
    assert!(opened.report.damaged.iter().any(|found| found.key == key), "{key} {what}: not told");
    if let Some(damaged) = &damaged {
        let kept = storage.entries().iter().any(|(copy, text)| copy.starts_with("relata/damaged/") && text == damaged);
        assert!(kept, "{key} {what}: bytes not kept");
    }
    let told: BTreeSet<String> =
        unpacked(original).split('"').filter(|word| word.len() == 36).map(str::to_owned).collect();
    for record in records(whole) {
        // Removed records may come back, changed ones fall back, only where the key said so.
        let is_told_of = told.contains(&record.uuid().to_string());
        assert!(is_told_of || opened.workspace.find(record.reference()) == Some(record), "{key} {what}: {record:?}");
    }
    for record in records(&opened.workspace) {
        let is_told_of = told.contains(&record.uuid().to_string());
        assert!(is_told_of || whole.find(record.reference()) == Some(record), "{key} {what}: {record:?} came up");
    }
    go_on(storage, damaged.as_deref(), &format!("{key} {what}"));
}

/// Work goes on: the next compaction leaves nothing to tell, and the copy stays.
fn go_on(storage: &Memory, damaged: Option<&str>, what: &str) {
    let mut tab = Tab::open(storage);
    tab.run(90, &new_lead("After the damage")).unwrap();
    ready(tab.vault.compact()).unwrap();
    let (_, opened) = open(storage);
    assert!(opened.report.is_clean(), "{what}: {:?}", opened.report);
    assert!(opened.workspace == *tab.session.workspace(), "{what}: not the same again");
    let kept = |text| storage.entries().iter().any(|(copy, kept)| copy.starts_with("relata/damaged/") && kept == text);
    assert!(damaged.is_none_or(kept), "{what}: the copy is gone");
}

#[test]
fn v5_damage_to_any_key_costs_only_what_stood_there() {
    for seed in seeds(1) {
        let (storage, whole) = stored(seed);
        let (mut dice, last) =
            (Dice::new(seed), content(&storage).into_iter().rfind(|key| key.contains("journal")).unwrap());
        for key in content(&storage) {
            let original = storage.get(&key).unwrap().unwrap();
            for (what, text) in damages(&mut dice, &original) {
                let storage = storage.copied();
                match text {
                    Some(text) => storage.set(&key, &text).unwrap(),
                    // That the last entry is missing shows nowhere; said in the module.
                    None if key == last => continue,
                    None => storage.remove(&key).unwrap(),
                }
                check(&storage, &whole, &key, &original, what);
            }
        }
    }
}

#[test]
fn v5_two_keys_that_changed_places_are_both_found_out() {
    let (storage, whole) = stored(1);
    let keys = content(&storage);
    for pair in keys.windows(2) {
        let swapped = storage.copied();
        let texts = [0, 1].map(|n| storage.get(&pair[n]).unwrap().unwrap());
        swapped.set(&pair[0], &texts[1]).unwrap();
        swapped.set(&pair[1], &texts[0]).unwrap();
        let original = texts.map(|text| unpacked(&text)).concat();
        check(&swapped, &whole, &pair[0], &original, "swapped");
    }
}

#[test]
fn v5_everything_damaged_at_once_still_opens() {
    let (storage, _) = stored(3);
    for key in content(&storage) {
        storage.set(&key, "?").unwrap();
    }
    let (_, opened) = open(&storage);
    for key in content(&storage) {
        assert!(opened.report.damaged.iter().any(|found| found.key == key && found.kept_as.is_some()), "{key}");
    }
    assert!(opened.workspace == Workspace::starter());
    go_on(&storage, Some("?"), "everything");
    for (key, n) in [("relata/journal/9999999999", 1), ("relata/segment/9999999999/00000", 1)] {
        storage.set(key, "?").unwrap();
        assert!(open(&storage).1.report.damaged.len() <= n + 1, "{key}");
    }
    let mut tab = Tab::open(&storage);
    tab.run(91, &new_lead("After the stray key")).unwrap();
    assert!(Tab::open(&storage).session.workspace() == tab.session.workspace(), "no revision counts on from it");
}

#[test]
fn v5_without_room_for_a_copy_what_is_damaged_stays() {
    let (storage, _) = stored(4);
    for key in content(&storage) {
        let storage = storage.copied();
        let damaged = storage.get(&key).unwrap().unwrap().replace('e', "f");
        storage.set(&key, &damaged).unwrap();
        storage.fail_after(0, StorageFault::QuotaExceeded);
        let (_, opened) = open(&storage);
        let found = opened.report.damaged.iter().find(|found| found.key == key).unwrap();
        assert_eq!((&found.why, &found.kept_as), (&Damage::Altered, &None));
        storage.fail_after(1_000, StorageFault::QuotaExceeded);
        let mut tab = Tab::open(&Memory::of(storage.entries()));
        drop(tab.run(90, &new_lead("After")));
        assert_eq!(storage.get(&key).unwrap().unwrap(), damaged);
    }
}

#[test]
fn v5_a_damaged_key_that_could_not_be_copied_is_never_written_over() {
    let (storage, _) = stored(4);
    for key in content(&storage) {
        let storage = storage.copied();
        let damaged = storage.get(&key).unwrap().unwrap().replace('e', "f");
        storage.set(&key, &damaged).unwrap();
        storage.fail_after(0, StorageFault::QuotaExceeded);
        let mut tab = Tab::open(&storage);
        storage.fail_after(1_000, StorageFault::QuotaExceeded);
        drop(tab.run(90, &new_lead("After")));
        drop(ready(tab.vault.compact()));
        assert_eq!(storage.get(&key).unwrap(), Some(damaged), "{key}");
    }
}

/// An entry as a later version would write it: the shape of the seal is for ever.
fn from_the_future(key: &str) -> String {
    let body = "{\"what\":\"is this\"}";
    let bytes = key.bytes().chain(3_u32.to_le_bytes()).chain(body.bytes());
    let sum = bytes.fold(0xcbf2_9ce4_8422_2325_u64, |sum, byte| (sum ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3));
    format!("3:{sum:016x}:{body}")
}

#[test]
fn v6_what_a_later_version_wrote_is_not_touched() {
    let (storage, whole) = stored(5);
    for key in content(&storage) {
        let storage = storage.copied();
        let original = unpacked(&storage.get(&key).unwrap().unwrap());
        storage.set(&key, &from_the_future(&key)).unwrap();
        let before = storage.entries();
        let mut tab = Tab::open(&storage);
        let newer = ReadOnly::Newer { format: 3 };
        assert_eq!(open(&storage).1.read_only, Some(newer.clone()), "{key}");
        assert_eq!(tab.run(90, &new_lead("After")), Err(CommitError::ReadOnly(newer.clone())));
        assert_eq!(ready(tab.vault.compact()), Err(CommitError::ReadOnly(newer)));
        assert_eq!(storage.entries(), before, "{key}");
        for record in records(&whole).filter(|record| !original.contains(&record.uuid().to_string())) {
            assert_eq!(tab.session.workspace().find(record.reference()), Some(record), "{key}");
        }
    }
}

/// What the first version of the storage kept, and what that one opened it as:
/// frozen, never to be written again.
fn first_version() -> (Memory, serde_json::Value) {
    let dump: serde_json::Value = serde_json::from_str(include_str!("fixtures/vault-1.json")).unwrap();
    let entries = dump["entries"].as_object().unwrap().iter();
    let storage = Memory::of(entries.map(|(key, text)| (key.clone(), text.as_str().unwrap().to_owned())));
    (storage, serde_json::from_str(include_str!("fixtures/vault-1-opened.json")).unwrap())
}

#[test]
fn m1_what_the_first_version_kept_opens_whole_and_is_packed_with_the_next_compaction() {
    let (storage, expected) = first_version();
    let before = storage.used();
    let mut tab = Tab::open(&storage);
    let found: Vec<_> = records(tab.session.workspace()).map(|record| json!(record.to_map())).collect();
    assert_eq!(json!({ "records": found, "log": tab.session.log() }), expected);
    tab.run(90, &new_lead("After the move")).unwrap();
    while tab.vault.compaction_due() {
        ready(tab.vault.compact()).unwrap();
    }
    assert!(storage.entries().values().all(|text| text.starts_with("2:") || text.starts_with(' ')));
    assert!(storage.used() * 3 < before, "{} of {before}", storage.used());
    assert!(Tab::open(&storage).state() == tab.state());
}

#[test]
fn m1_a_flipped_bit_in_a_segment_of_the_first_version_costs_one_record() {
    let (storage, _) = first_version();
    let whole = Tab::open(&storage).session.workspace().clone();
    let lead = whole.records(Collection::Lead).next().unwrap();
    let (id, flipped) = (format!("\"id\":\"{}", lead.uuid()), format!("\"ie\":\"{}", lead.uuid()));
    let holds = |text: &str| text.contains("\"records\":\"lead\"") && text.contains(&id);
    let key = content(&storage).into_iter().rfind(|key| holds(&storage.get(key).unwrap().unwrap())).unwrap();
    storage.set(&key, &storage.get(&key).unwrap().unwrap().replace(&id, &flipped)).unwrap();
    let (_, opened) = open(&storage);
    let lost: Vec<_> =
        records(&whole).filter(|record| opened.workspace.find(record.reference()) != Some(record)).collect();
    assert_eq!(lost.len(), 1, "{lost:?}");
    assert!(opened.report.salvaged > 0);
}
