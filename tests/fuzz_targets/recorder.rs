//! The recorder: its log, its head, its mirror. Whatever one of them says, the
//! storage stands in for it, and the other way round; and a tab that is open
//! while it happens goes on or is told that it cannot.

use relata::store::vault::KeyValue;
use relata::store::vault::memory::Memory;
use relata::store::vault::memory_recorder::MemoryRecorder;
use relata::store::vault::recorder::{Entry, Head};
use uuid::Uuid;

use super::vault::{assert_kept, assert_same};
use crate::fuzz_support::sealed::{JOURNAL, Kept, MANIFEST, SEGMENT, hostile, is_sealed, kept};
use crate::fuzz_support::uses::{look_at, look_back};
use crate::fuzz_support::{fuzz, replay, tell};
use crate::session_support::{Dice, new_lead};
use crate::vault_support::{Tab, open_both, ready, unpacked};

/// How much of a round goes into opening and folding.
const COST: u64 = 15;

/// What was spoilt: the texts, which tell of records, and whether what they
/// say counts although nobody wrote it.
#[derive(Default)]
struct Spoilt {
    told: String,
    /// A manifest with a seal that holds: it may name whatever it likes.
    is_unbound: bool,
}

impl Spoilt {
    fn note(&mut self, key: &str, original: &str, hostile: &str) {
        self.told.push_str(&unpacked(original));
        self.told.push_str(&unpacked(hostile));
        self.is_unbound |= key == MANIFEST && is_sealed(key, hostile);
    }
}

#[test]
fn fuzz_mirrors_of_anything_are_mended_from_the_storage() {
    fuzz("vault mirror", COST, &[], mirror_round);
}

/// The mirrored manifest lists one place twice, as in the target of manifests.
#[test]
#[ignore = "open: manifests that contradict themselves are believed"]
fn open_mirrored_manifests_that_contradict_themselves_are_damaged() {
    replay("vault mirror", &[100_135], mirror_round);
}

fn mirror_round(dice: &mut Dice) {
    round(dice, |dice, kept, storage, recorder| {
        let mut spoilt = Spoilt::default();
        let start = [MANIFEST, SEGMENT][dice.below(2)];
        let key = dice.pick(&kept.keys(start)).unwrap();
        spoil_mirror(dice, kept, recorder, &key, &mut spoilt);
        if dice.below(4) == 0 {
            // Both copies of one are hurt; the other segments are whole.
            let hostile = hostile(dice, &key, &kept.entries[&key]);
            storage.set(&key, &hostile).unwrap();
            spoilt.note(&key, &kept.entries[&key], &hostile);
        }
        spoilt
    });
}

fn spoil_mirror(dice: &mut Dice, kept: &Kept, recorder: &MemoryRecorder, key: &str, spoilt: &mut Spoilt) {
    if dice.below(8) == 0 {
        return recorder.spoil(key, None);
    }
    let hostile = hostile(dice, key, &kept.entries[key]);
    recorder.spoil(key, Some(&hostile));
    // The storage's segment counts as long as it is the one that is listed.
    if key == MANIFEST {
        spoilt.note(key, &kept.entries[key], &hostile);
    }
}

#[test]
fn fuzz_logs_of_anything_cost_only_the_transaction() {
    fuzz("vault log", COST, &[], log_round);
}

/// An entry of the log with the largest revision there is: the next commit
/// counts on from it, turns over to nought where that does not panic, and is
/// never read.
#[test]
fn open_log_entries_beyond_the_head_do_not_count() {
    replay("vault log", &[115, 253, 635, 672, 785], log_round);
}

fn log_round(dice: &mut Dice) {
    round(dice, |dice, kept, storage, recorder| {
        let mut spoilt = Spoilt::default();
        let entry = dice.pick(&recorder.entries()).unwrap();
        let key = format!("{JOURNAL}{:010}", entry.revision);
        let hostile = hostile(dice, &key, &entry.text);
        spoilt.note(&key, &entry.text, &hostile);
        let spoiled = Entry { text: hostile.clone(), at: extreme(dice, entry.at), ..entry.clone() };
        match dice.below(8) {
            0 => recorder.spoil_log(entry.revision, None),
            1 => {
                let revision = extreme(dice, entry.revision);
                recorder.spoil_log(revision, Some(Entry { revision, ..spoiled }));
            }
            _ => recorder.spoil_log(entry.revision, Some(spoiled)),
        }
        if dice.below(4) == 0 && kept.entries.contains_key(&key) {
            storage.set(&key, &hostile).unwrap();
        }
        spoilt
    });
}

#[test]
fn fuzz_heads_of_anything_cost_nothing() {
    fuzz("vault head", COST, &[1], |dice| {
        round(dice, |dice, _, _, recorder| {
            let head = recorder.head().unwrap();
            recorder.spoil_head((dice.below(8) > 0).then(|| hostile_head(dice, head)));
            Spoilt::default()
        });
    });
}

fn hostile_head(dice: &mut Dice, mut head: Head) -> Head {
    for _ in 0..=dice.below(2) {
        match dice.below(4) {
            0 => head.epoch = [Uuid::nil(), Uuid::max(), Uuid::from_u128(7)][dice.below(3)],
            1 => head.generation = extreme(dice, head.generation),
            2 => head.folded = extreme(dice, head.folded),
            _ => head.revision = extreme(dice, head.revision),
        }
    }
    head
}

/// A number near this one, or as far away as there are any.
fn extreme<N: TryFrom<i128> + Into<i128> + Copy>(dice: &mut Dice, number: N) -> N {
    let near = number.into() + [-2, -1, 0, 1, 2, 40][dice.below(6)];
    let far = [0, 9_999_999_999, 10_000_000_000, 1 << 53, i64::MAX.into(), u64::MAX.into()];
    let chosen = if dice.below(2) == 0 { near } else { far[dice.below(far.len())] };
    N::try_from(chosen).unwrap_or(number)
}

/// Spoils the recorder and checks what is promised, for a tab that was open
/// and for one that opens.
fn round(dice: &mut Dice, spoil: impl Fn(&mut Dice, &Kept, &Memory, &MemoryRecorder) -> Spoilt) {
    let kept = kept();
    let (storage, recorder) = (kept.storage(), kept.recorder.copied());
    let was_open = Tab::open_both(&storage, &recorder);
    let spoilt = spoil(dice, &kept, &storage, &recorder);
    tell(|| format!("{:?}\n{}", recorder.head(), spoilt.told));
    let (live, storage, recorder) = (was_open, storage.copied(), recorder.copied());
    follow(live);
    let (_, opened) = open_both(&storage, &recorder);
    if !spoilt.is_unbound && opened.read_only.is_none() {
        assert_kept(&kept, &opened, &spoilt.told);
    }
    look_at(&opened.workspace);
    look_back(&opened.workspace, &opened.log);
    if opened.read_only.is_none() {
        let tab = Tab::open_both(&storage, &recorder);
        assert_same(tab.session.workspace(), &opened.workspace, "at the second opening");
        go_on(tab, &storage, &recorder);
    }
}

/// A tab that was open follows, or says that it cannot; it never panics.
fn follow(mut tab: Tab) {
    for missing in ready(tab.vault.catch_up()).unwrap_or_default() {
        drop(tab.session.absorb(missing));
    }
    drop(tab.run(80, &new_lead("Meanwhile")));
    drop(ready(tab.vault.compact()));
    drop(ready(tab.vault.check_mirror()));
}

/// Work goes on with both, and either of the two alone has it all afterwards.
fn go_on(mut tab: Tab, storage: &Memory, recorder: &MemoryRecorder) {
    tab.run(90, &new_lead("After the damage")).unwrap();
    assert_same(&open_both(storage, recorder).1.workspace, tab.session.workspace(), "with a commit after the damage");
    ready(tab.vault.compact()).unwrap();
    ready(tab.vault.check_mirror()).unwrap();
    let copies = [(storage.copied(), MemoryRecorder::missing()), (Memory::default(), recorder.copied())];
    for (n, (storage, recorder)) in copies.iter().chain([&(storage.clone(), recorder.clone())]).enumerate() {
        let (_, again) = open_both(storage, recorder);
        let which = ["from the storage alone", "from the recorder alone", "from both"][n];
        assert!(again.report.is_clean(), "{which}: {:?}", again.report);
        assert_same(&again.workspace, tab.session.workspace(), which);
    }
}
