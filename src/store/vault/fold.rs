//! Folding: what stands in the journal goes into segments. What is to be
//! written is collected at once and packed in slices; new segments are written
//! first, where nothing refers to them, then the manifest is flipped; the old
//! keys go last. Wherever it ends, the old state or the new one is there.

use std::collections::{BTreeMap, BTreeSet};

use uuid::Uuid;

use super::Vault;
use super::index::Held;
use super::key_value::{KeyValue, StorageFault, entry_units};
use super::layout::{
    Gone, Header, Holds, Listed, Logged, MANIFEST, Manifest, Place, read_row, revision_of_key, write, write_row,
};
use super::pace::Pace;
use super::recorder::{Head, Recorder, Trim};
use super::seal::{seal, sum_of};
use super::state::State;
use super::step::{Refusal, Step, towards};
use crate::domain::change::Transaction;
use crate::domain::record::{Collection, Record, RecordRef};
use crate::domain::workspace::Workspace;
use crate::store::scrub::{scrub_one, tells_of};

/// How many records stand in a segment at most.
const ROWS: usize = 256;
/// How long a segment of history gets, in bytes of JSON, before another begins.
const HISTORY_SEGMENT: usize = 64 * 1024;
/// A segment of history shorter than this is continued.
const HISTORY_SHORT: usize = 32 * 1024;

/// The log keeps at least this many transactions, folded or not: nothing
/// tells when a storage has reached the disk.
const LOGGED: u64 = 1_000;
/// And at least those of so long before the last, in milliseconds.
const LOGGED_FOR: i64 = 24 * 60 * 60 * 1_000;

/// What a fold is asked for.
#[derive(Default)]
pub(super) struct Fold {
    /// The transaction that becomes real by it, where there is one: what it
    /// changes and what goes into the history.
    pub commits: Option<(Workspace, BTreeSet<RecordRef>, Transaction)>,
    /// The workspace that takes the place of the present one, and its epoch.
    pub replaces: Option<(Workspace, Uuid)>,
    /// The segments to go, what is valid in them being written anew.
    pub victims: BTreeSet<Place>,
    /// Records of which nothing may stay, besides those known.
    pub purged: BTreeSet<RecordRef>,
    /// Whether small segments are written together with what is dirty.
    pub merges: bool,
}

/// What a fold comes to; nothing of it borrows the state.
struct Plan {
    manifest: Manifest,
    /// The place of the first new segment.
    first: Place,
    records: Vec<(Collection, Vec<Row>)>,
    history: Vec<(Holds, Vec<Logged>)>,
    victims: BTreeSet<Place>,
    /// The history segments that stay, with what they cost.
    budget: usize,
    trim: Trim,
    begins: bool,
    commits: Option<Workspace>,
}

/// A row of a segment to be.
enum Row {
    Record(Record),
    Gone(Gone),
}

/// A segment that was packed.
struct Packed {
    place: Place,
    held: Held,
    key: String,
    text: String,
}

impl<K: KeyValue, R: Recorder, P: Pace> Vault<K, R, P> {
    /// Folds; on a fault the old state is there as before.
    pub(super) async fn fold(&self, fold: Fold) -> Result<(), Refusal> {
        let plan = self.collect(fold).await;
        let mut packed = Vec::new();
        let result = self.write_plan(plan, &mut packed).await;
        if result.is_err() {
            for segment in &packed {
                // What cannot be removed is in no manifest and goes with the next fold.
                if self.storage.remove(&segment.key).is_err() {
                    break;
                }
            }
        }
        result
    }

    async fn write_plan(&self, mut plan: Plan, packed: &mut Vec<Packed>) -> Result<(), Refusal> {
        for (collection, rows) in std::mem::take(&mut plan.records) {
            for chunk in rows.chunks(ROWS) {
                packed.extend(self.stage(&plan, packed.len(), pack_records(collection, chunk))?);
                self.pace.pause().await;
            }
        }
        for (holds, lines) in std::mem::take(&mut plan.history) {
            for chunk in in_segments(&lines) {
                packed.extend(self.stage(&plan, packed.len(), pack_history(holds, chunk))?);
                self.pace.pause().await;
            }
        }
        self.flip(plan, packed).await
    }

    /// Writes a segment where nothing refers to it yet.
    fn stage(&self, plan: &Plan, n: usize, rows: Rows) -> Result<Option<Packed>, StorageFault> {
        if rows.lines.is_empty() {
            return Ok(None);
        }
        let number = plan.first.number.saturating_add(u32::try_from(n).unwrap_or(u32::MAX));
        let place = Place { number, ..plan.first };
        let manifest = &plan.manifest;
        let header = Header { epoch: manifest.epoch, revision: manifest.revision, holds: rows.holds };
        let first = write_row(&header).ok_or_else(unwritable)?;
        let key = place.key();
        let text = seal(&key, &format!("{first}\n{}", rows.lines.join("\n")));
        let held = Held::new(rows.holds, rows.ids, entry_units(&key, &text), sum_of(&text));
        self.storage.set(&key, &text)?;
        Ok(Some(Packed { place, held, key, text }))
    }

    async fn flip(&self, mut plan: Plan, packed: &mut Vec<Packed>) -> Result<(), Refusal> {
        let beyond = beyond_budget(&self.state.borrow(), &plan, packed);
        plan.manifest.segments.retain(|listed| !beyond.contains(&listed.place));
        plan.victims.extend(beyond);
        plan.manifest.segments.extend(packed.iter().map(|segment| segment.held.listed(segment.place)));
        let text = write(MANIFEST, &plan.manifest).ok_or_else(unwritable)?;
        let manifest = &plan.manifest;
        let mut write = towards(Head {
            epoch: manifest.epoch,
            generation: manifest.generation,
            folded: manifest.revision,
            revision: manifest.revision,
        });
        write.begins = plan.begins;
        write.puts = packed.iter().map(|segment| (segment.key.clone(), segment.text.clone())).collect();
        write.puts.push((MANIFEST.to_owned(), text.clone()));
        write.removes = plan.victims.iter().map(|place| place.key()).collect();
        write.trim = Some(plan.trim);
        self.take(Step { write, sets: vec![(MANIFEST.to_owned(), text.clone())] }).await?;
        let mut state = self.state.borrow_mut();
        for place in &plan.victims {
            state.index.drop(*place);
            state.damaged.remove(place);
        }
        for segment in packed.drain(..) {
            state.index.add(segment.place, segment.held);
        }
        state.revision = plan.manifest.revision;
        state.folded_to(&plan.manifest, text);
        if let Some(workspace) = plan.commits.take() {
            state.workspace = workspace;
        }
        Ok(())
    }

    /// Removes what no manifest names any more. What cannot be removed now
    /// goes the next time; it is never read. What another tab is writing for
    /// a generation to come stays.
    pub(super) fn sweep(&self) {
        let state = self.state.borrow();
        let Some(folded) = state.folded else { return };
        for key in self.storage.keys().unwrap_or_default() {
            let is_old_segment = Place::of_key(&key)
                .is_some_and(|place| place.generation <= state.generation && state.index.get(place).is_none());
            let is_old_entry = revision_of_key(&key).is_some_and(|revision| revision <= folded);
            let goes = (is_old_segment || is_old_entry) && !state.protected.contains(&key);
            if goes && self.storage.remove(&key).is_err() {
                return;
            }
        }
    }
}

/// Rows as they are written.
struct Rows {
    holds: Holds,
    ids: Vec<Uuid>,
    lines: Vec<String>,
}

fn pack_records(collection: Collection, rows: &[Row]) -> Rows {
    let line = |row: &Row| match row {
        Row::Record(record) => write_row(&record.to_map()),
        Row::Gone(gone) => write_row(gone),
    };
    let id = |row: &Row| match row {
        Row::Record(record) => record.uuid(),
        Row::Gone(gone) => gone.gone,
    };
    Rows {
        holds: Holds::Records(collection),
        ids: rows.iter().map(id).collect(),
        lines: rows.iter().filter_map(line).collect(),
    }
}

fn pack_history(holds: Holds, lines: &[Logged]) -> Rows {
    Rows { holds, ids: Vec::new(), lines: lines.iter().filter_map(write_row).collect() }
}

/// Cuts history into pieces of about the length of a segment.
fn in_segments(lines: &[Logged]) -> Vec<&[Logged]> {
    let mut pieces = Vec::new();
    let (mut start, mut length) = (0, 0);
    for (n, line) in lines.iter().enumerate() {
        let size = serde_json::to_string(line).map_or(0, |json| json.len());
        if n > start && length + size > HISTORY_SEGMENT {
            pieces.extend(lines.get(start..n));
            (start, length) = (n, 0);
        }
        length += size;
    }
    pieces.extend(lines.get(start..));
    pieces
}

impl<K: KeyValue, R: Recorder, P: Pace> Vault<K, R, P> {
    /// Collects what a fold is to write.
    async fn collect(&self, mut fold: Fold) -> Plan {
        let (mut history, going) = {
            let state = self.state.borrow();
            fold.purged.extend(&state.purged);
            choose_victims(&state, &mut fold);
            let mut history = state.journaled();
            if let Some((.., transaction)) = &fold.commits {
                history.push(Logged { revision: state.revision + 1, transaction: transaction.clone() });
            }
            if fold.replaces.is_some() {
                history.clear();
            }
            let going = history_victims(&state, &fold, &history);
            (history, going)
        };
        let mut earlier = Vec::new();
        for listed in going {
            fold.victims.insert(listed.place);
            let rows = self.contents(&listed).await.rows;
            earlier.extend(rows.iter().filter_map(|row| read_row::<Logged>(row)));
        }
        history.splice(0..0, earlier);
        if !fold.purged.is_empty() {
            history.retain_mut(|logged| scrub_one(&mut logged.transaction, &fold.purged));
        }
        plan(&self.state.borrow(), fold, history)
    }

    /// The segments that tell of what was purged.
    pub(super) async fn telling(&self) -> Vec<Place> {
        let (purged, history, mut telling) = {
            let state = self.state.borrow();
            if state.purged.is_empty() {
                return Vec::new();
            }
            let history = state.index.listed().into_iter().filter(|listed| listed.holds.collection().is_none());
            (state.purged.clone(), history.collect::<Vec<_>>(), state.index.naming(&state.purged))
        };
        let tells = |row: &String| {
            read_row::<Logged>(row)
                .is_some_and(|logged| logged.transaction.patches.iter().any(|patch| tells_of(patch, &purged)))
        };
        for listed in history {
            if self.contents(&listed).await.rows.iter().any(tells) {
                telling.push(listed.place);
            }
            self.pace.pause().await;
        }
        telling
    }
}

/// What a fold comes to, with the history that it writes.
fn plan(state: &State, fold: Fold, history: Vec<Logged>) -> Plan {
    let revision = state.revision + u64::from(fold.commits.is_some() || fold.replaces.is_some());
    let workspace = match (&fold.replaces, &fold.commits) {
        (Some((workspace, _)), _) | (None, Some((workspace, ..))) => workspace,
        (None, None) => &state.workspace,
    };
    let records = record_rows(state, &fold, workspace);
    let (kept, history) = history.into_iter().partition(Logged::is_kept);
    let epoch = fold.replaces.as_ref().map_or(state.epoch, |(_, epoch)| *epoch);
    let latest = fold.commits.as_ref().map_or(state.latest, |(.., transaction)| transaction.at.timestamp_millis());
    let trim = if fold.purged.is_empty() {
        Trim { through: revision.saturating_sub(LOGGED), before: Some(latest - LOGGED_FOR) }
    } else {
        Trim { through: revision, before: None }
    };
    let generation = state.generation + 1;
    let stays = state.index.listed().into_iter().filter(|listed| !fold.victims.contains(&listed.place));
    let alone = state.lapse.is_some();
    Plan {
        manifest: Manifest { epoch, generation, revision, segments: stays.collect(), alone },
        first: Place { generation, number: u32::from(state.mark) << 16 },
        records,
        history: vec![(Holds::KeptHistory, kept), (Holds::History, history)],
        victims: fold.victims,
        budget: state.history_budget,
        trim,
        begins: fold.replaces.is_some(),
        commits: fold.replaces.map(|(workspace, _)| workspace).or(fold.commits.map(|(workspace, ..)| workspace)),
    }
}

/// The records that a fold writes although no segment of them goes.
fn dirty(state: &State, fold: &Fold) -> BTreeSet<RecordRef> {
    if let Some((workspace, _)) = &fold.replaces {
        let records = Collection::ALL.iter().flat_map(|collection| workspace.records(*collection));
        return records.map(Record::reference).collect();
    }
    let changed = fold.commits.iter().flat_map(|(_, changed, _)| changed);
    state.dirty.keys().chain(changed).copied().collect()
}

fn choose_victims(state: &State, fold: &mut Fold) {
    let index = &state.index;
    if fold.replaces.is_some() {
        fold.victims.extend(index.segments().map(|(place, _)| place));
        return;
    }
    let dirty = dirty(state, fold);
    fold.victims.extend(&state.damaged);
    fold.victims.extend(index.emptied_by(&dirty));
    if fold.merges {
        let written: BTreeSet<Collection> = dirty.iter().map(|reference| reference.collection).collect();
        fold.victims.extend(index.small(&written));
    }
}

fn record_rows(state: &State, fold: &Fold, workspace: &Workspace) -> Vec<(Collection, Vec<Row>)> {
    let mut references = dirty(state, fold);
    if fold.replaces.is_none() {
        references.extend(fold.victims.iter().flat_map(|place| state.index.live_in(*place)));
    }
    let gone: BTreeSet<RecordRef> =
        references.iter().filter(|reference| workspace.find(**reference).is_none()).copied().collect();
    let named = state.index.named(&gone, &fold.victims);
    let mut rows: BTreeMap<Collection, Vec<Row>> = BTreeMap::new();
    for reference in references {
        let row = match workspace.find(reference) {
            Some(record) => Row::Record(record.clone()),
            None if named.contains(&reference) => {
                Row::Gone(Gone { gone: reference.id, purged: fold.purged.contains(&reference) })
            }
            None => continue,
        };
        rows.entry(reference.collection).or_default().push(row);
    }
    rows.into_iter().collect()
}

/// The segments of history to be written anew: those chosen, and the last of
/// a kind if it is short and there is more of it.
fn history_victims(state: &State, fold: &Fold, new: &[Logged]) -> Vec<Listed> {
    if fold.replaces.is_some() {
        return Vec::new();
    }
    let mut going = Vec::new();
    for holds in [Holds::KeptHistory, Holds::History] {
        let of_kind: Vec<(Place, &Held)> = state.index.segments().filter(|(_, held)| held.holds == holds).collect();
        let grows = new.iter().any(|logged| Holds::history_of(&logged.transaction) == holds);
        let last = of_kind.last().filter(|(_, held)| grows && held.units < HISTORY_SHORT).map(|(place, _)| *place);
        let goes = |(place, _): &(Place, &Held)| last == Some(*place) || fold.victims.contains(place);
        going.extend(of_kind.into_iter().filter(goes).map(|(place, held)| held.listed(place)));
    }
    going
}

/// The oldest history beyond the budget; the last segment always stays.
fn beyond_budget(state: &State, plan: &Plan, packed: &[Packed]) -> Vec<Place> {
    let there = state.index.segments().filter(|(place, _)| !plan.victims.contains(place));
    let all = there.chain(packed.iter().map(|segment| (segment.place, &segment.held)));
    let history: Vec<(Place, usize)> =
        all.filter(|(_, held)| held.holds == Holds::History).map(|(place, held)| (place, held.units)).collect();
    let mut used = 0;
    let mut beyond = Vec::new();
    for (n, (place, units)) in history.iter().rev().enumerate() {
        used += units;
        if n > 0 && used > plan.budget {
            beyond.push(*place);
        }
    }
    beyond
}

/// A value that JSON cannot hold; none of ours is.
fn unwritable() -> StorageFault {
    StorageFault::Other("not to be written as JSON".to_owned())
}
