//! Making room and order: folding the journal, clearing up what does not
//! count any more, taking out what was purged, and a reserve for bad days.

use super::commit::{CommitError, admit, failed};
use super::fold::{Fold, sweep, telling, write_fold};
use super::key_value::{KeyValue, StorageFault};
use super::layout::{Place, RESERVE};
use super::state::State;
use super::usage::QUOTA;

/// Room that is held back for clearing a full storage, in UTF-16 units.
const RESERVED: usize = 128 * 1024;

/// Folds the journal into segments and clears up a few wasteful ones.
pub(super) fn compact<K: KeyValue>(storage: &K, state: &mut State) -> Result<(), CommitError> {
    if !state.durable {
        return Ok(());
    }
    admit(storage, state)?;
    fold_and_clear_up(storage, state).map_err(|fault| failed(storage, state, fault, 0))?;
    if state.used() > QUOTA / 2 {
        reserve(storage);
    }
    Ok(())
}

fn fold_and_clear_up<K: KeyValue>(storage: &K, state: &mut State) -> Result<(), StorageFault> {
    fold_journal(storage, state, true)?;
    for _ in 0..4 {
        if !clear_up(storage, state, 4)? {
            break;
        }
    }
    scour(storage, state)
}

/// Keeps some room for compacting and clearing a full storage, if there is some.
pub(super) fn reserve<K: KeyValue>(storage: &K) {
    if storage.get(RESERVE).is_ok_and(|reserve| reserve.is_none()) {
        // Without it only the clearing of a full storage is harder.
        drop(storage.set(RESERVE, &" ".repeat(RESERVED)));
    }
}

/// Gives the reserve up; true if there was one.
pub(super) fn release<K: KeyValue>(storage: &K) -> bool {
    let there = storage.get(RESERVE).is_ok_and(|reserve| reserve.is_some());
    there && storage.remove(RESERVE).is_ok()
}

/// Takes what was purged out of all segments, one after the other, so that
/// little room is needed.
pub(super) fn scour<K: KeyValue>(storage: &K, state: &mut State) -> Result<(), StorageFault> {
    for place in telling(storage, state) {
        write_anew(storage, state, place)?;
    }
    state.purged.clear();
    Ok(())
}

fn write_anew<K: KeyValue>(storage: &K, state: &mut State, victim: Place) -> Result<(), StorageFault> {
    let mut fold = Fold::of_journal(storage, state);
    fold.merges = false;
    fold.victims.insert(victim);
    let folded = write_fold(storage, state, fold)?;
    state.take_over(folded);
    sweep(storage, state);
    Ok(())
}

/// Writes what stands only in the journal into segments.
pub(super) fn fold_journal<K: KeyValue>(storage: &K, state: &mut State, merges: bool) -> Result<(), StorageFault> {
    if state.dirty.is_empty() && state.journal.is_empty() && state.damaged.is_empty() && state.folded.is_some() {
        return Ok(());
    }
    let mut fold = Fold::of_journal(storage, state);
    fold.merges = merges;
    let folded = write_fold(storage, state, fold)?;
    state.take_over(folded);
    sweep(storage, state);
    Ok(())
}

/// Writes the valid rows of the most wasteful segment anew; false if none
/// has a `share`th of waste.
fn clear_up<K: KeyValue>(storage: &K, state: &mut State, share: usize) -> Result<bool, StorageFault> {
    let Some(victim) = state.index.most_wasted(share) else { return Ok(false) };
    write_anew(storage, state, victim)?;
    Ok(true)
}

/// Makes all the room there is, a little at a time: each step needs room too.
pub(super) fn squeeze<K: KeyValue>(storage: &K, state: &mut State) {
    sweep(storage, state);
    if fold_journal(storage, state, false).is_err() {
        return;
    }
    while matches!(clear_up(storage, state, usize::MAX), Ok(true)) {}
}
