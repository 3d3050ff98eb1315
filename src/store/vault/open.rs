//! Opening: what the storage and the recorder hold together. What the
//! recorder took in order counts; where there is none, the storage alone.
//! Afterwards the two are made equal again.
//!
//! It goes in two steps, so that a page can be drawn in between. First the
//! records, with the journal on top: they are whole, for every text was there
//! and the one that counts; else all is read at once, in order. Then the
//! history, which is as long again to read and which no list shows. Only then
//! there is a [`Vault`].

use std::cell::RefCell;
use std::collections::BTreeSet;

use super::Vault;
use super::key_value::{KeyValue, StorageFault};
use super::layout::{Logged, MANIFEST, Manifest, is_content};
use super::pace::Pace;
use super::reading::{Extent, Reading, Repair};
use super::recorder::{Head, Recorded, Recorder, RecorderFault, Write};
use super::recovery::{Damage, Opened, ReadOnly, RecoveryReport};
use super::step::{Refusal, Step, towards};
use crate::domain::change::Transaction;
use crate::domain::order::InOrder;
use crate::domain::record::Collection;
use crate::domain::starter::{AS_WRITTEN, Naming};
use crate::domain::workspace::Workspace;

/// What the recorder holds, as far as an opening begins with it.
pub(super) struct Second {
    pub recorded: Recorded,
    /// The mirrored manifest and its text, where it is intact.
    pub manifest: Result<(Manifest, String), Damage>,
}

/// A workspace whose records are read, and whose history is not yet. Nothing
/// can be kept before [`finish`](Self::finish): there is no vault until then,
/// so that nothing is decided or written on less than everything.
pub struct Begun<K, R, P> {
    recorder: R,
    pace: P,
    second: Result<Option<Second>, RecorderFault>,
    reading: Reading<K>,
}

/// What finishing an opening found besides the records.
#[derive(Debug)]
pub struct Finished {
    /// The history, in order.
    pub log: Vec<Transaction>,
    /// What was found damaged.
    pub report: RecoveryReport,
    /// True where the records are not those that were shown when it began:
    /// [`Vault::workspace`] says what they are.
    pub differs: bool,
}

impl<K: KeyValue, R: Recorder, P: Pace> Begun<K, R, P> {
    /// Reads the records that the storage and the recorder hold; of empty
    /// ones, a new workspace, named so.
    pub async fn begin(storage: K, recorder: R, pace: P, naming: Naming) -> Self {
        let reading = Reading::new(storage, naming);
        let (second, reading) = read(reading, &recorder, &pace, Extent::Records).await;
        let mut begun = Self { recorder, pace, second, reading };
        if !begun.reading.is_untroubled() {
            begun = begun.whole().await;
        }
        begun
    }

    /// The records, as they are to be shown.
    pub fn workspace(&self) -> &Workspace {
        &self.reading.state.workspace
    }

    /// Set where nothing may be written, as far as is known by now.
    pub fn read_only(&self) -> Option<&ReadOnly> {
        self.reading.state.read_only.as_ref()
    }

    /// False where the browser keeps nothing.
    pub fn is_durable(&self) -> bool {
        self.reading.state.durable
    }

    /// What was found damaged by now.
    pub fn report(&self) -> &RecoveryReport {
        &self.reading.report
    }

    /// Reads everything in the order in which it was written: where something
    /// is hurt, that order counts, and what another tab wrote meanwhile may
    /// have taken away what was to be read.
    async fn whole(self) -> Self {
        let Self { recorder, pace, reading, .. } = self;
        let (mut second, mut reading) = read(reading, &recorder, &pace, Extent::Whole).await;
        for _ in 0..ROUNDS {
            if !has_moved(&recorder, &second, &reading).await {
                break;
            }
            (second, reading) = read(reading, &recorder, &pace, Extent::Whole).await;
        }
        Self { recorder, pace, second, reading }
    }

    /// Reads the history, and makes storage and recorder equal. `mark` tells
    /// this tab from others that are open: anything random.
    pub async fn finish(mut self, mark: u16) -> (Vault<K, R, P>, Finished) {
        let was_all_read = self.reading.unread.is_empty();
        let second = self.second.as_ref().ok().and_then(Option::as_ref);
        self.reading.read_history(&self.recorder, &self.pace, second).await;
        let is_hurt = !was_all_read && !self.reading.is_untroubled();
        let is_anew = is_hurt || has_moved(&self.recorder, &self.second, &self.reading).await;
        if is_anew {
            self = self.whole().await;
            let second = self.second.as_ref().ok().and_then(Option::as_ref);
            self.reading.read_history(&self.recorder, &self.pace, second).await;
        }
        let Self { recorder, pace, second, reading } = self;
        let Reading { storage, mut state, report, log, repair, .. } = reading;
        state.mark = mark;
        match second {
            Ok(second) => state.recorded = second.map(|second| second.recorded.head),
            Err(fault) => state.lapse = Some(fault),
        }
        let vault = Vault { storage, recorder, pace, state: RefCell::new(state) };
        let missing = vault.mend(repair).await;
        let differs = is_anew || !missing.is_empty();
        (vault, Finished { log: in_order(log, missing), report, differs })
    }
}

/// The history of segments and journal, each transaction once, and what other
/// tabs did since.
fn in_order(mut log: Vec<Logged>, missing: Vec<Transaction>) -> Vec<Transaction> {
    log.order_by_key(|logged| logged.revision);
    log.dedup_by_key(|logged| logged.transaction.id);
    log.into_iter().map(|logged| logged.transaction).chain(missing).collect()
}

impl<K: KeyValue, R: Recorder, P: Pace> Vault<K, R, P> {
    /// Opens what the storage and the recorder hold, the history with it.
    /// `mark`: see [`Begun::finish`].
    pub async fn open(storage: K, recorder: R, pace: P, mark: u16) -> (Self, Opened) {
        let (vault, finished) = Begun::begin(storage, recorder, pace, AS_WRITTEN).await.finish(mark).await;
        let opened = vault.opened(finished);
        (vault, opened)
    }

    fn opened(&self, finished: Finished) -> Opened {
        let Finished { log, report, .. } = finished;
        let state = self.state.borrow();
        Opened {
            workspace: state.workspace.clone(),
            log,
            revision: state.revision,
            report,
            read_only: state.read_only.clone(),
            durable: state.durable,
            lapse: state.lapse.clone(),
        }
    }

    /// Makes storage and recorder equal; gives what other tabs did meanwhile.
    async fn mend(&self, repair: Repair) -> Vec<Transaction> {
        let (is_writable, head) = {
            let state = self.state.borrow();
            (state.durable && state.read_only.is_none(), state.head())
        };
        if !is_writable {
            return Vec::new();
        }
        let mut missing = Vec::new();
        if !repair.sets.is_empty() || !repair.entries.is_empty() {
            let write = Write { entries: repair.entries, ..towards(head) };
            match self.take(Step { write, sets: repair.sets.clone() }).await {
                Ok(()) => {}
                Err(Refusal::Behind) if self.lapse().is_some() => {
                    self.recall_alone(repair.stored.as_ref(), &repair.sets);
                }
                Err(Refusal::Behind) => missing = std::mem::take(&mut self.state.borrow_mut().untold),
                // The recorder has what the storage has no room for; the next
                // compaction writes what it still lacks. A tab that cannot
                // follow is told so at its first commit.
                Err(Refusal::Storage(_) | Refusal::Full(_) | Refusal::Lost(_)) => return missing,
            }
        }
        if repair.seeds
            && let Err(fault) = self.seed().await
        {
            self.state.borrow_mut().lapse = Some(fault);
        }
        for key in repair.stale {
            if self.storage.remove(&key).is_err() {
                break;
            }
        }
        missing
    }

    /// Gives the storage what the recorder had before it failed, unless another
    /// tab wrote meanwhile: this tab goes on without it, on all of that. Where
    /// there is no room for it, the first commit says so.
    fn recall_alone(&self, stored: Option<&String>, sets: &[(String, String)]) {
        if self.storage.get(MANIFEST).is_ok_and(|now| now.as_ref() == stored) {
            self.put(sets).ok();
        }
    }
}

/// How often an opening begins anew because another tab compacted meanwhile.
const ROUNDS: usize = 8;

/// How often a recorder that failed is asked before the storage alone counts.
const ASKED: usize = 2;

/// Reads what there is, in place of what was read before.
async fn read<K: KeyValue, R: Recorder, P: Pace>(
    mut reading: Reading<K>,
    recorder: &R,
    pace: &P,
    extent: Extent,
) -> (Result<Option<Second>, RecorderFault>, Reading<K>) {
    let mut fault = RecorderFault::Missing;
    for _ in 0..ASKED {
        match second(recorder).await {
            Ok(second) => {
                reading = read_with(reading, recorder, pace, second.as_ref(), extent).await;
                match reading.unanswered.take() {
                    None => return (Ok(second), reading),
                    Some(unanswered) => fault = unanswered,
                }
            }
            Err(unanswered) => fault = unanswered,
        }
    }
    (Err(fault), read_with(reading, recorder, pace, None, extent).await)
}

async fn read_with<K: KeyValue, R: Recorder, P: Pace>(
    before: Reading<K>,
    recorder: &R,
    pace: &P,
    second: Option<&Second>,
    extent: Extent,
) -> Reading<K> {
    let mut reading = Reading::new(before.storage, before.state.naming);
    match reading.storage.keys() {
        Err(_) => reading.state.durable = false,
        Ok(keys) => reading.read(recorder, pace, &keys, second, extent).await,
    }
    reading.state.durable &= !matches!(reading.storage.get(MANIFEST), Err(StorageFault::Blocked));
    reading
}

/// Whether another tab wrote segments while these were read: some may have
/// been taken away under the reading. A recorder that does not say takes
/// nothing away: what was read is whole, and the next step finds out.
async fn has_moved<K: KeyValue, R: Recorder>(
    recorder: &R,
    second: &Result<Option<Second>, RecorderFault>,
    reading: &Reading<K>,
) -> bool {
    match second {
        Ok(second) => {
            let then = second.as_ref().map(|second| second.recorded.head);
            // Only the head counts: nothing is asked of the log that was read before.
            let now = recorder.load(then.map(|head| head.revision)).await;
            let place = |head: Head| (head.epoch, head.generation);
            now.is_ok_and(|now| then.map(place) != now.map(|recorded| place(recorded.head)))
        }
        Err(_) => reading.storage.get(MANIFEST).is_ok_and(|text| text != reading.state.manifest),
    }
}

/// What the recorder holds; `None` where that is nothing.
async fn second<R: Recorder>(recorder: &R) -> Result<Option<Second>, RecorderFault> {
    let mut last = None;
    // Another tab may compact between the two readings.
    for _ in 0..4 {
        let Some(mut found) = recorder.load(None).await? else { return Ok(None) };
        // What is beyond the head was never taken.
        found.entries.retain(|entry| entry.revision <= found.head.revision);
        let text = recorder.mirrored_text(MANIFEST).await?;
        let manifest = match text {
            Some(text) => Manifest::of(&text).map(|manifest| (manifest, text)),
            None => Err(Damage::Missing),
        };
        let is_of_one_moment =
            manifest.as_ref().map_or(true, |(manifest, _)| manifest.generation == found.head.generation);
        last = Some(Second { recorded: found, manifest });
        if is_of_one_moment {
            break;
        }
    }
    Ok(last)
}

/// Which of the two manifests an opening goes by.
pub(super) enum Source {
    /// There is nothing anywhere.
    Nothing,
    /// The storage's alone: there is no recorder, or it knows less.
    Storage,
    /// The recorder's.
    Recorder,
}

/// The recorder's manifest counts, unless there is none, or this browser went
/// on without the recorder and is ahead of it.
pub(super) fn source(keys: &[String], local: &Result<Manifest, Damage>, second: Option<&Second>) -> Source {
    let has_content = keys.iter().any(|key| is_content(key));
    match second.map(|second| &second.manifest) {
        None | Some(Err(_)) if !has_content => Source::Nothing,
        None | Some(Err(_)) => Source::Storage,
        Some(Ok((mirrored, _))) => match local {
            Ok(local) if local.alone && local.generation > mirrored.generation => Source::Storage,
            _ => Source::Recorder,
        },
    }
}

/// Every collection: where nothing is known, everything starts anew.
pub(super) fn all_collections() -> BTreeSet<Collection> {
    Collection::ALL.iter().copied().collect()
}

/// Why nothing is to be written to what a later version wrote.
pub(super) fn newer(why: &Damage) -> Option<ReadOnly> {
    match why {
        Damage::Newer { format } => Some(ReadOnly::Newer { format: *format }),
        Damage::Missing | Damage::Altered | Damage::Foreign => None,
    }
}
