//! The storage: manifest, journal entries, segments of both formats. Whatever
//! stands under one key, the rest opens, the bytes are kept, work goes on.

use relata::domain::workspace::Workspace;
use relata::store::vault::memory::Memory;
use relata::store::vault::{CommitError, KeyValue, Opened, ReadOnly};
use serde_json::Value;

use crate::fuzz_support::sealed::{
    JOURNAL, Kept, MANIFEST, SEGMENT, body_of, hostile, is_sealed, kept, kept_by_the_first_version, relisted,
};
use crate::fuzz_support::uses::{look_at, look_back, records};
use crate::fuzz_support::{fuzz, replay, tell};
use crate::session_support::{Dice, new_lead};
use crate::vault_support::{Tab, open, ready, unpacked};

/// How much of a round goes into opening and folding.
const COST: u64 = 12;

#[test]
fn fuzz_manifests_of_anything_cost_no_segment_that_they_do_not_name() {
    fuzz("vault manifest", COST, &[], |dice| round(dice, &kept(), MANIFEST));
}

#[test]
fn fuzz_journal_entries_of_anything_cost_only_their_transaction() {
    fuzz("vault journal", COST, &[6], |dice| round(dice, &kept(), JOURNAL));
}

#[test]
fn fuzz_packed_segments_of_anything_cost_only_their_records() {
    fuzz("vault segment", COST, &[], |dice| round(dice, &kept(), SEGMENT));
}

#[test]
fn fuzz_what_the_first_version_kept_costs_only_what_stood_there() {
    fuzz("vault of format 1", COST * 3, &[], first_version);
}

/// A manifest in which a place is listed twice, or a segment is of a later
/// generation than the manifest, or a revision is beyond the ten digits of a
/// key, is taken at its word: records go with the next compaction, and
/// transactions are written where nobody reads them.
#[test]
fn open_manifests_that_contradict_themselves_are_damaged() {
    replay("vault manifest", &[55, 313], |dice| round(dice, &kept(), MANIFEST));
    replay("vault of format 1", &[6, 55], first_version);
}

fn first_version(dice: &mut Dice) {
    let start = [MANIFEST, JOURNAL, SEGMENT, SEGMENT][dice.below(4)];
    round(dice, &kept_by_the_first_version(), start);
}

/// Puts something hostile under a key and checks what is promised.
fn round(dice: &mut Dice, kept: &Kept, start: &str) {
    let key = dice.pick(&kept.keys(start)).unwrap();
    let (original, storage) = (&kept.entries[&key], kept.storage());
    let hostile = hostile(dice, &key, original);
    tell(|| format!("{key}\n{}\n{}", unpacked(original), unpacked(&hostile)));
    storage.set(&key, &hostile).unwrap();
    if start == SEGMENT && dice.below(3) > 0 {
        storage.set(MANIFEST, &relisted(&kept.entries[MANIFEST], &key, &hostile)).unwrap();
    }
    let before = storage.entries();
    let (_, opened) = open(&storage);
    let is_told = opened.report.damaged.iter().any(|found| found.key == key);
    assert!(is_told || is_sealed(&key, &hostile), "{key}: not told");
    let is_bound = key != MANIFEST || is_told || says_the_same(original, &hostile);
    if is_bound && opened.read_only.is_none() {
        assert_kept(kept, &opened, &format!("{}{}", unpacked(original), unpacked(&hostile)));
    }
    look_at(&opened.workspace);
    look_back(&opened.workspace, &opened.log);
    match opened.read_only {
        Some(newer) => assert_untouched(&storage, &before, newer),
        None => go_on(&storage, &opened, is_told.then_some(hostile.as_str())),
    }
}

/// Whether two manifests mean the same.
fn says_the_same(original: &str, hostile: &str) -> bool {
    let [original, hostile]: [Value; 2] =
        [original, hostile].map(|entry| serde_json::from_str(body_of(entry)).unwrap_or_default());
    ["epoch", "generation", "revision", "segments"].iter().all(|key| original[key] == hostile[key])
}

/// Whatever the damaged key does not tell of is there, and nothing else came up.
pub fn assert_kept(kept: &Kept, opened: &Opened, told: &str) {
    let told = told.to_lowercase();
    let is_told = |id: uuid::Uuid| id.is_nil() || told.contains(&id.to_string());
    for record in records(&kept.whole).filter(|record| !is_told(record.uuid())) {
        assert_eq!(opened.workspace.find(record.reference()), Some(record), "lost or changed");
    }
    for record in records(&opened.workspace).filter(|record| !is_told(record.uuid())) {
        assert_eq!(kept.whole.find(record.reference()), Some(record), "came up");
    }
    for transaction in kept.log.iter().filter(|transaction| !is_told(transaction.id)) {
        assert!(opened.log.contains(transaction), "lost out of the history: {transaction:?}");
    }
}

/// What a later version wrote is not touched.
fn assert_untouched(storage: &Memory, before: &std::collections::BTreeMap<String, String>, why: ReadOnly) {
    let mut tab = Tab::open(storage);
    assert_eq!(tab.run(90, &new_lead("After")), Err(CommitError::ReadOnly(why.clone())));
    assert_eq!(ready(tab.vault.compact()), Err(CommitError::ReadOnly(why)));
    assert_eq!(storage.entries(), *before);
}

/// Work goes on: what is done next is there at the next opening, folded or
/// not; after folding there is nothing to tell, and the copy stays.
fn go_on(storage: &Memory, opened: &Opened, damaged: Option<&str>) {
    let mut tab = Tab::open(storage);
    assert_same(tab.session.workspace(), &opened.workspace, "at the second opening");
    tab.run(90, &new_lead("After the damage")).unwrap();
    assert_same(&open(storage).1.workspace, tab.session.workspace(), "with a commit after the damage");
    ready(tab.vault.compact()).unwrap();
    let (_, again) = open(storage);
    assert!(again.report.is_clean(), "{:?}", again.report);
    assert_same(&again.workspace, tab.session.workspace(), "after folding");
    let is_kept = |text| storage.entries().iter().any(|(key, kept)| key.starts_with("relata/damaged/") && kept == text);
    assert!(damaged.is_none_or(is_kept), "the bytes are gone");
}

pub fn assert_same(found: &Workspace, expected: &Workspace, when: &str) {
    for record in records(expected) {
        assert_eq!(found.find(record.reference()), Some(record), "{when}");
    }
    assert!(records(found).eq(records(expected)), "{when}: something came up");
}
