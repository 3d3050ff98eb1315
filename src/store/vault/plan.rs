//! What a fold is to write: collected from the state at once, so that nothing
//! borrows it while packing takes its time.

use std::collections::{BTreeMap, BTreeSet};

use uuid::Uuid;

use super::Vault;
use super::index::Held;
use super::key_value::KeyValue;
use super::layout::{Gone, Holds, Listed, Logged, Manifest, Place};
use super::pace::Pace;
use super::recorder::{Recorder, Trim};
use super::state::State;
use crate::domain::change::Transaction;
use crate::domain::record::{Collection, Record, RecordRef};
use crate::domain::workspace::Workspace;
use crate::store::scrub::{scrub_one, tells_of};

/// A segment of history shorter than this, as it is stored, is continued.
const HISTORY_SHORT: usize = 8 * 1024;

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
pub(super) struct Plan {
    pub manifest: Manifest,
    /// The place of the first new segment.
    pub first: Place,
    pub records: Vec<(Collection, Vec<Row>)>,
    pub history: Vec<(Holds, Vec<Logged>)>,
    pub victims: BTreeSet<Place>,
    /// The history segments that stay, with what they cost.
    pub budget: usize,
    pub trim: Trim,
    pub begins: bool,
    pub commits: Option<Workspace>,
}

/// A row of a segment to be.
pub(super) enum Row {
    Record(Record),
    Gone(Gone),
}

impl<K: KeyValue, R: Recorder, P: Pace> Vault<K, R, P> {
    /// Collects what a fold is to write.
    pub(super) async fn collect(&self, mut fold: Fold) -> Plan {
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
            earlier.extend(self.contents(&listed).await.logged());
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
        let tells = |logged: Logged| logged.transaction.patches.iter().any(|patch| tells_of(patch, &purged));
        for listed in history {
            if self.contents(&listed).await.logged().any(tells) {
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
    // A fold that the recorder did not answer in time may count there later
    // all the same, as the next generation: one made alone is never that one.
    let generation = state.generation + 1 + u64::from(state.lapse.is_some());
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
        fold.victims.extend(index.short(&dirty));
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
