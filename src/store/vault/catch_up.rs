//! Catching up with what other tabs wrote. Reads only.

use super::contents::{ids_of, read_segment};
use super::index::Held;
use super::key_value::{KeyValue, entry_units};
use super::layout::{Journaled, Logged, MANIFEST, Manifest, journal_key, read, read_row};
use super::recovery::{Damage, ReadOnly};
use super::state::State;
use crate::domain::change::{ChangeSet, Transaction};

/// Why a tab cannot follow any more: it must open the workspace anew.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Lost {
    /// Another tab erased the workspace or put another in its place.
    Superseded,
    /// What happened in between is not to be had transaction by transaction.
    OutOfReach,
}

/// Takes over what other tabs wrote since, and says what it was, in order.
pub(super) fn catch_up<K: KeyValue>(storage: &K, state: &mut State) -> Result<Vec<Transaction>, Lost> {
    if !state.durable || state.read_only.is_some() {
        return Ok(Vec::new());
    }
    let mut missing = Vec::new();
    let text = storage.get(MANIFEST).map_err(|_| Lost::OutOfReach)?;
    if text != state.manifest {
        missing = follow_manifest(storage, state, text)?;
    }
    loop {
        let key = journal_key(state.revision + 1);
        let Some(text) = storage.get(&key).map_err(|_| Lost::OutOfReach)? else { return Ok(missing) };
        let entry: Journaled = read(&key, &text).map_err(|why| lost(state, &why))?;
        if entry.epoch != state.epoch {
            return Err(Lost::Superseded);
        }
        advance(state, &entry.transaction, entry_units(&key, &text))?;
        missing.push(entry.transaction);
    }
}

/// Follows another tab's compaction: takes from its history what is missing here.
fn follow_manifest<K: KeyValue>(
    storage: &K,
    state: &mut State,
    text: Option<String>,
) -> Result<Vec<Transaction>, Lost> {
    let text = text.ok_or(Lost::OutOfReach)?;
    let manifest: Manifest = read(MANIFEST, &text).map_err(|why| lost(state, &why))?;
    if manifest.epoch != state.epoch {
        return Err(Lost::Superseded);
    }
    let missing = if manifest.revision > state.revision { between(storage, state, &manifest)? } else { Vec::new() };
    for logged in &missing {
        advance(state, &logged.transaction, 0)?;
    }
    index_anew(storage, state, &manifest);
    state.folded_to(&manifest, text);
    Ok(missing.into_iter().map(|logged| logged.transaction).collect())
}

/// The transactions after this tab's revision up to the manifest's; all or none.
fn between<K: KeyValue>(storage: &K, state: &State, manifest: &Manifest) -> Result<Vec<Logged>, Lost> {
    let histories = manifest.segments.iter().filter(|listed| listed.holds.collection().is_none());
    let rows = histories.flat_map(|listed| read_segment(storage, listed.place).rows);
    let wanted = |logged: &Logged| logged.revision > state.revision && logged.revision <= manifest.revision;
    let mut missing: Vec<Logged> = rows.filter_map(|row| read_row(&row)).filter(wanted).collect();
    missing.sort_by_key(|logged| logged.revision);
    let is_whole = missing.iter().map(|logged| logged.revision).eq(state.revision + 1..=manifest.revision);
    if is_whole { Ok(missing) } else { Err(Lost::OutOfReach) }
}

fn index_anew<K: KeyValue>(storage: &K, state: &mut State, manifest: &Manifest) {
    let listed = |place| manifest.segments.iter().any(|listed| listed.place == place);
    let old: Vec<_> = state.index.segments().map(|(place, _)| place).filter(|place| !listed(*place)).collect();
    let new = manifest.segments.iter().filter(|listed| state.index.get(listed.place).is_none());
    let new: Vec<_> = new.cloned().collect();
    for place in old {
        state.index.drop(place);
    }
    for listed in new {
        let read = read_segment(storage, listed.place);
        let ids = ids_of(listed.holds, &read.rows);
        state.index.add(listed.place, Held::new(listed.holds, ids, read.units));
    }
}

fn advance(state: &mut State, transaction: &Transaction, cost: usize) -> Result<(), Lost> {
    let changes = ChangeSet::from_patches(&state.workspace, &transaction.patches).map_err(|_| Lost::OutOfReach)?;
    state.advance(&changes, cost);
    Ok(())
}

fn lost(state: &mut State, why: &Damage) -> Lost {
    if let Damage::Newer { format } = why {
        state.read_only = Some(ReadOnly::Newer { format: *format });
    }
    Lost::OutOfReach
}
