//! Taking a step: what a tab writes counts only if no other tab was first,
//! and then both in the storage and with the recorder. Without a recorder the
//! storage alone counts.

use super::Vault;
use super::catch_up::Lost;
use super::key_value::{KeyValue, StorageFault};
use super::layout::{Journaled, MANIFEST, journal_key, read, revision_of_key};
use super::pace::Pace;
use super::reading::keep;
use super::recorder::{Head, Outcome, Recorder, RecorderFault, Write};
use super::seal::sum_of;
use super::state::State;
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
    /// Other tabs were first; this one has taken over what they did, and
    /// [`State::untold`](super::state::State::untold) says what that was.
    /// Where it is nothing, the same is to be prepared once more.
    Behind,
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
    /// Takes a step. Where the recorder fails, the step is to be prepared
    /// anew, for the storage alone, and [`Vault::lapse`] says why.
    pub(super) async fn take(&self, step: Step) -> Result<(), Refusal> {
        let Step { mut write, sets } = step;
        if self.state.borrow().lapse.is_some() {
            return self.take_alone(&sets).await;
        }
        write.expected = self.state.borrow().recorded;
        let head = write.head;
        let mut replaced = None;
        let mut beside = || {
            replaced = Some(self.put(&sets)?);
            Ok(())
        };
        match self.recorder.write(write, &mut beside).await {
            Ok(Outcome::Kept) => {
                self.state.borrow_mut().recorded = Some(head);
                Ok(())
            }
            Ok(Outcome::Refused(fault)) => Err(Refusal::Storage(fault)),
            Ok(Outcome::Ahead(recorded)) => Err(self.behind(self.follow(recorded).await)),
            Err(fault) => {
                self.state.borrow_mut().lapse = Some(fault);
                // It may have failed after the storage had its part: that was
                // not ordered, and does not say that it was made alone.
                self.put_back(replaced.unwrap_or_default())?;
                Err(Refusal::Behind)
            }
        }
    }

    /// Takes a step without the recorder, unless another tab shows in the storage.
    async fn take_alone(&self, sets: &[(String, String)]) -> Result<(), Refusal> {
        let (manifest, next) = {
            let state = self.state.borrow();
            (state.manifest.clone(), journal_key(state.revision + 1))
        };
        if self.storage.get(MANIFEST)? != manifest || self.storage.get(&next)?.is_some() {
            return Err(self.behind(self.catch_up_by_storage().await));
        }
        self.put(sets)?;
        Ok(())
    }

    fn behind(&self, followed: Result<Vec<Transaction>, Lost>) -> Refusal {
        match followed {
            Ok(missing) => {
                self.state.borrow_mut().untold.extend(missing);
                Refusal::Behind
            }
            Err(lost) => Refusal::Lost(lost),
        }
    }

    /// Writes several keys, and gives what stood there; where one fails, all
    /// are as before.
    pub(super) fn put(&self, sets: &[(String, String)]) -> Result<Vec<Replaced>, StorageFault> {
        let mut replaced = Vec::new();
        for (key, text) in sets {
            let before = self.storage.get(key)?;
            if let Some(before) = before.as_ref().filter(|before| *before != text) {
                self.keep_alone(key, before);
            }
            if let Err(fault) = self.storage.set(key, text) {
                self.put_back(replaced)?;
                return Err(fault);
            }
            replaced.push(Replaced { key: key.clone(), before, put: text.clone() });
        }
        Ok(replaced)
    }

    /// Puts back what stood there, but where another tab wrote since: a
    /// recorder may take long to say that it did not take a step.
    fn put_back(&self, replaced: Vec<Replaced>) -> Result<(), StorageFault> {
        for Replaced { key, before, put } in replaced.into_iter().rev() {
            if self.storage.get(&key)?.as_ref() != Some(&put) {
                continue;
            }
            match before {
                Some(text) => self.storage.set(&key, &text)?,
                None => self.storage.remove(&key)?,
            }
        }
        Ok(())
    }

    /// Sets an entry aside that a tab without the recorder wrote and that is
    /// about to be written over. The next opening tells of it.
    fn keep_alone(&self, key: &str, text: &str) {
        if revision_of_key(key).is_some() && read::<Journaled>(key, text).is_ok_and(|entry| entry.alone) {
            keep(&self.storage, key, text);
        }
    }

    /// Gives a recorder that holds nothing, or something older, all that the
    /// storage holds. Where that is not whole, the recorder stays out of use.
    pub(super) async fn seed(&self) -> Result<(), RecorderFault> {
        let write = {
            let state = self.state.borrow();
            if state.lapse.is_some() || state.folded.is_none() {
                return Ok(());
            }
            self.all(&state).ok_or_else(|| RecorderFault::Other("the storage is not whole".to_owned()))?
        };
        let head = write.head;
        match self.recorder.write(write, &mut || Ok(())).await? {
            Outcome::Kept => self.state.borrow_mut().recorded = Some(head),
            // Another tab was first: the next step finds that it is behind.
            Outcome::Ahead(_) | Outcome::Refused(_) => {}
        }
        Ok(())
    }

    /// All that the storage holds, for the recorder; `None` where it is not
    /// what this tab knows to be there.
    fn all(&self, state: &State) -> Option<Write> {
        let manifest = self.storage.get(MANIFEST).ok()?.filter(|text| state.manifest.as_ref() == Some(text))?;
        let mut puts = vec![(MANIFEST.to_owned(), manifest)];
        for (place, held) in state.index.segments().filter(|(_, held)| held.sum.is_some()) {
            let key = place.key();
            let text = self.storage.get(&key).ok()?.filter(|text| sum_of(text) == held.sum)?;
            puts.push((key, text));
        }
        let journal = state.journal.keys().filter_map(|revision| {
            let text = self.storage.get(&journal_key(*revision)).ok().flatten()?;
            state.entry(*revision, text)
        });
        let entries = journal.collect();
        Some(Write { expected: state.recorded, head: state.head(), begins: true, entries, puts, ..Write::default() })
    }
}

/// A key that was written: what stood there before, and what was put.
pub(super) struct Replaced {
    key: String,
    before: Option<String>,
    put: String,
}

/// What the recorder is to expect after a step to this head.
pub(super) fn towards(head: Head) -> Write {
    Write { head, ..Write::default() }
}
