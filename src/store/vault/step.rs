//! Taking a step: what a tab writes counts only if no other tab was first,
//! and then both in the storage and with the recorder. Without a recorder the
//! storage alone counts.

use super::Vault;
use super::catch_up::Lost;
use super::key_value::{KeyValue, StorageFault};
use super::layout::{MANIFEST, is_content, revision_of_key};
use super::pace::Pace;
use super::recorder::{Head, Outcome, Recorder, RecorderFault, Write};
use crate::domain::change::Transaction;

/// What is to be written so that it counts together.
#[derive(Default)]
pub(super) struct Step {
    /// For the recorder; what it expects is filled in.
    pub write: Write,
    /// For the storage, in this order.
    pub sets: Vec<(String, String)>,
}

/// Why a step was not taken. Nothing of it is kept.
#[derive(Debug)]
pub(super) enum Refusal {
    /// Other tabs were first; this one has taken over what they did. With
    /// nothing missing the same is to be prepared once more.
    Behind(Vec<Transaction>),
    /// Other tabs were first, and this one cannot follow.
    Lost(Lost),
    /// There is no room for it: what it needs, in what the quota counts.
    Full(usize),
    /// The storage did not take it.
    Storage(StorageFault),
}

impl From<StorageFault> for Refusal {
    fn from(fault: StorageFault) -> Self {
        Self::Storage(fault)
    }
}

impl<K: KeyValue, R: Recorder, P: Pace> Vault<K, R, P> {
    /// Takes a step. Where the recorder fails, the storage alone takes it, and
    /// [`Vault::lapse`] says why.
    pub(super) async fn take(&self, step: Step) -> Result<(), Refusal> {
        let Step { mut write, sets } = step;
        let (expected, lapsed) = {
            let state = self.state.borrow();
            (state.recorded, state.lapse.is_some())
        };
        if lapsed {
            return self.put(&sets).map_err(Refusal::Storage);
        }
        write.expected = expected;
        let head = write.head;
        let mut put = None;
        let mut beside = || {
            let result = self.put(&sets);
            put = Some(result.clone());
            result
        };
        match self.recorder.write(write, &mut beside).await {
            Ok(Outcome::Kept) => {
                self.state.borrow_mut().recorded = Some(head);
                Ok(())
            }
            Ok(Outcome::Refused(fault)) => Err(Refusal::Storage(fault)),
            Ok(Outcome::Ahead(recorded)) => Err(match self.follow(recorded).await {
                Ok(missing) => Refusal::Behind(missing),
                Err(lost) => Refusal::Lost(lost),
            }),
            Err(fault) => {
                self.state.borrow_mut().lapse = Some(fault);
                // It may have failed before the storage had its part: then the
                // step is prepared anew, to say that it was made without it.
                put.map_or(Err(Refusal::Behind(Vec::new())), |put| put.map_err(Refusal::Storage))
            }
        }
    }

    /// Writes several keys; where one fails, those before it go again.
    pub(super) fn put(&self, sets: &[(String, String)]) -> Result<(), StorageFault> {
        for (n, (key, text)) in sets.iter().enumerate() {
            if let Err(fault) = self.storage.set(key, text) {
                for (written, _) in sets.iter().take(n) {
                    self.storage.remove(written)?;
                }
                return Err(fault);
            }
        }
        Ok(())
    }

    /// Gives a recorder that holds nothing, or something older, all that the
    /// storage holds.
    pub(super) async fn seed(&self) -> Result<(), RecorderFault> {
        let write = {
            let state = self.state.borrow();
            if state.lapse.is_some() || state.folded.is_none() {
                return Ok(());
            }
            let keys = self.storage.keys().unwrap_or_default();
            let text = |key: &String| self.storage.get(key).ok().flatten().map(|text| (key.clone(), text));
            let mirrored = |key: &&String| is_content(key) && (*key == MANIFEST || state.index.holds(key));
            let journal = keys.iter().filter_map(|key| Some((revision_of_key(key)?, key)));
            let entries = journal.filter(|(revision, _)| state.journal.contains_key(revision));
            Write {
                expected: state.recorded,
                head: state.head(),
                begins: true,
                entries: entries.filter_map(|(revision, key)| state.entry(revision, text(key)?.1)).collect(),
                puts: keys.iter().filter(mirrored).filter_map(text).collect(),
                ..Write::default()
            }
        };
        let head = write.head;
        match self.recorder.write(write, &mut || Ok(())).await? {
            Outcome::Kept => self.state.borrow_mut().recorded = Some(head),
            // Another tab has seeded it meanwhile; the next commit finds out how far it is.
            Outcome::Ahead(recorded) => self.state.borrow_mut().recorded = recorded.map(|recorded| recorded.head),
            Outcome::Refused(_) => {}
        }
        Ok(())
    }
}

/// What the recorder is to expect after a step to this head.
pub(super) fn towards(head: Head) -> Write {
    Write { head, ..Write::default() }
}
