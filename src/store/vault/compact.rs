//! Making room and order: folding the journal, clearing up what does not
//! count any more, taking out what was purged, and a reserve for bad days.

use super::Vault;
use super::commit::CommitError;
use super::key_value::KeyValue;
use super::layout::{Place, RESERVE};
use super::pace::Pace;
use super::plan::Fold;
use super::recorder::Recorder;
use super::step::Refusal;
use super::usage::QUOTA;

/// Room that is held back for clearing a full storage, in UTF-16 units.
const RESERVED: usize = 128 * 1024;

/// How many segments of the first version one compaction writes anew.
const OLD: usize = 16;

impl<K: KeyValue, R: Recorder, P: Pace> Vault<K, R, P> {
    /// Folds the journal into segments and clears up a few wasteful ones. For
    /// an idle moment, when [due](Self::compaction_due).
    pub async fn compact(&self) -> Result<(), CommitError> {
        if !self.state.borrow().durable {
            return Ok(());
        }
        self.admit().await?;
        self.fold_and_clear_up().await.map_err(|refusal| self.failed(refusal, 0))?;
        if self.state.borrow().used() > QUOTA / 2 {
            self.reserve();
        }
        Ok(())
    }

    async fn fold_and_clear_up(&self) -> Result<(), Refusal> {
        self.fold_journal(true).await?;
        if !self.state.borrow().history_beyond().is_empty() {
            self.fold(Fold::default()).await?;
        }
        // What a tab that ended in the middle left behind goes too.
        self.sweep();
        for _ in 0..4 {
            if !self.clear_up(4).await? {
                break;
            }
        }
        let old: Vec<Place> = self.state.borrow().old.iter().take(OLD).copied().collect();
        for place in old {
            self.write_anew(place).await?;
        }
        self.scour().await
    }

    /// Keeps some room for compacting and clearing a full storage, if there is some.
    pub(super) fn reserve(&self) {
        if self.storage.get(RESERVE).is_ok_and(|reserve| reserve.is_none()) {
            // Without it only the clearing of a full storage is harder.
            drop(self.storage.set(RESERVE, &" ".repeat(RESERVED)));
        }
    }

    /// Gives the reserve up; true if there was one.
    pub(super) fn release(&self) -> bool {
        release_reserve(&self.storage)
    }

    /// Takes what was purged out of all segments, one after the other, so that
    /// little room is needed.
    pub(super) async fn scour(&self) -> Result<(), Refusal> {
        for place in self.telling().await {
            self.write_anew(place).await?;
        }
        self.state.borrow_mut().purged.clear();
        Ok(())
    }

    async fn write_anew(&self, victim: Place) -> Result<(), Refusal> {
        self.fold(Fold { victims: [victim].into(), ..Fold::default() }).await?;
        self.sweep();
        Ok(())
    }

    /// Writes what stands only in the journal into segments.
    pub(super) async fn fold_journal(&self, merges: bool) -> Result<(), Refusal> {
        if !self.state.borrow().has_unfolded() {
            return Ok(());
        }
        self.fold(Fold { merges, ..Fold::default() }).await?;
        self.sweep();
        Ok(())
    }

    /// Writes the valid rows of the most wasteful segment anew; false if none
    /// has a `share`th of waste.
    async fn clear_up(&self, share: usize) -> Result<bool, Refusal> {
        let victim = self.state.borrow().index.most_wasted(share);
        let Some(victim) = victim else { return Ok(false) };
        self.write_anew(victim).await?;
        Ok(true)
    }

    /// Makes all the room there is, a little at a time: each step needs room too.
    pub(super) async fn squeeze(&self) {
        self.sweep();
        if self.fold_journal(false).await.is_err() {
            return;
        }
        while matches!(self.clear_up(usize::MAX).await, Ok(true)) {}
    }
}

/// Gives the reserve of a storage up; true if there was one.
pub(in crate::store) fn release_reserve(storage: &impl KeyValue) -> bool {
    let there = storage.get(RESERVE).is_ok_and(|reserve| reserve.is_some());
    there && storage.remove(RESERVE).is_ok()
}
