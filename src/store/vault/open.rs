//! Opening: what the storage and the recorder hold together. What the
//! recorder took in order counts; where there is none, the storage alone.
//! Afterwards the two are made equal again.

use std::cell::RefCell;
use std::collections::BTreeSet;

use super::Vault;
use super::key_value::{KeyValue, StorageFault};
use super::layout::{Logged, MANIFEST, Manifest, is_content};
use super::pace::Pace;
use super::reading::{Reading, Repair};
use super::recorder::{Head, Recorded, Recorder, RecorderFault, Write};
use super::recovery::{Damage, Opened, ReadOnly, RecoveryReport};
use super::state::State;
use super::step::{Refusal, Step, towards};
use crate::domain::change::Transaction;
use crate::domain::record::Collection;

/// What the recorder holds, as far as an opening begins with it.
pub(super) struct Second {
    pub recorded: Recorded,
    /// The mirrored manifest and its text, where it is intact.
    pub manifest: Result<(Manifest, String), Damage>,
}

impl<K: KeyValue, R: Recorder, P: Pace> Vault<K, R, P> {
    /// Opens what the storage and the recorder hold; empty ones as a new
    /// workspace. `mark` tells this tab from others that are open: anything
    /// random.
    pub async fn open(storage: K, recorder: R, pace: P, mark: u16) -> (Self, Opened) {
        let (mut second, mut reading) = read(&storage, &recorder, &pace).await;
        for _ in 0..ROUNDS {
            if !has_moved(&storage, &recorder, &second, &reading.state).await {
                break;
            }
            (second, reading) = read(&storage, &recorder, &pace).await;
        }
        let Reading { mut state, report, log, repair, .. } = reading;
        state.durable &= !matches!(storage.get(MANIFEST), Err(StorageFault::Blocked));
        state.mark = mark;
        match second {
            Ok(second) => state.recorded = second.map(|second| second.recorded.head),
            Err(fault) => state.lapse = Some(fault),
        }
        let vault = Self { storage, recorder, pace, state: RefCell::new(state) };
        let missing = vault.mend(repair).await;
        let opened = vault.opened(report, log, missing);
        (vault, opened)
    }

    fn opened(&self, report: RecoveryReport, mut log: Vec<Logged>, missing: Vec<Transaction>) -> Opened {
        let state = self.state.borrow();
        log.sort_by_key(|logged| logged.revision);
        log.dedup_by_key(|logged| logged.transaction.id);
        Opened {
            workspace: state.workspace.clone(),
            log: log.into_iter().map(|logged| logged.transaction).chain(missing).collect(),
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
            match self.take(Step { write, sets: repair.sets }).await {
                Ok(()) => {}
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
}

/// How often an opening begins anew because another tab compacted meanwhile.
const ROUNDS: usize = 8;

type Begun<'a, K> = (Result<Option<Second>, RecorderFault>, Reading<'a, K>);

async fn read<'a, K: KeyValue, R: Recorder, P: Pace>(storage: &'a K, recorder: &R, pace: &P) -> Begun<'a, K> {
    let second = second(recorder).await;
    let mut reading = Reading::new(storage);
    match storage.keys() {
        Err(_) => reading.state.durable = false,
        Ok(keys) => reading.read(recorder, pace, &keys, second.as_ref().ok().and_then(Option::as_ref)).await,
    }
    (second, reading)
}

/// Whether another tab wrote segments while these were read: some may have
/// been taken away under the reading.
async fn has_moved<K: KeyValue, R: Recorder>(
    storage: &K,
    recorder: &R,
    second: &Result<Option<Second>, RecorderFault>,
    state: &State,
) -> bool {
    match second {
        Ok(second) => {
            let then = second.as_ref().map(|second| second.recorded.head);
            // Only the head counts: nothing is asked of the log that was read before.
            let now = recorder.load(then.map(|head| head.revision)).await;
            let now = now.ok().flatten().map(|recorded| recorded.head);
            let place = |head: Option<Head>| head.map(|head| (head.epoch, head.generation));
            place(then) != place(now)
        }
        Err(_) => storage.get(MANIFEST).is_ok_and(|text| text != state.manifest),
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
