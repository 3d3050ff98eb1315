//! Catching up with what other tabs did: from the recorder, which has it in
//! order and at once; without one, from what the storage shows.

use std::collections::BTreeMap;

use super::Vault;
use super::contents::{Contents, parse_segment, read_segment};
use super::key_value::{KeyValue, entry_units};
use super::layout::{Journaled, Listed, MANIFEST, Manifest, journal_key, read};
use super::pace::Pace;
use super::recorder::{Entry, Head, Recorded, Recorder};
use super::recovery::{Damage, ReadOnly};
use super::state::State;
use crate::domain::change::{ChangeSet, Transaction};
use crate::domain::order::InOrder;
use crate::domain::record::{Record, RecordRef};

/// How often a tab runs after others that compact meanwhile.
const ROUNDS: usize = 16;

/// Why a tab cannot follow any more: it must open the workspace anew.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Lost {
    /// Another tab erased the workspace or put another in its place.
    Superseded,
    /// What happened in between is not to be had transaction by transaction.
    OutOfReach,
}

impl<K: KeyValue, R: Recorder, P: Pace> Vault<K, R, P> {
    /// Takes over what other tabs wrote since, and says what it was, in order.
    /// Not to be called while a commit is on its way.
    pub async fn catch_up(&self) -> Result<Vec<Transaction>, Lost> {
        let (revision, lapsed) = {
            let state = self.state.borrow();
            if !state.durable || state.read_only.is_some() {
                return Ok(Vec::new());
            }
            (state.revision, state.lapse.is_some())
        };
        let mut missing = std::mem::take(&mut self.state.borrow_mut().untold);
        if lapsed {
            missing.extend(self.catch_up_by_storage().await?);
            return Ok(missing);
        }
        match self.recorder.load(Some(revision)).await {
            // Also where nobody has recorded anything yet.
            Ok(recorded) if recorded.as_ref().map(|found| found.head) == self.state.borrow().recorded => {}
            Ok(recorded) => missing.extend(self.follow(recorded).await?),
            Err(fault) => {
                self.state.borrow_mut().lapse = Some(fault);
                missing.extend(self.catch_up_by_storage().await?);
            }
        }
        Ok(missing)
    }

    /// Whether other tabs did something that [`catch_up`](Self::catch_up) has to tell.
    pub fn has_news(&self) -> bool {
        !self.state.borrow().untold.is_empty()
    }

    /// Takes over what the recorder has beyond this tab. One that was emptied
    /// is filled again, but not where the storage was emptied with it: then
    /// somebody cleared what this site keeps.
    pub(super) async fn follow(&self, mut recorded: Option<Recorded>) -> Result<Vec<Transaction>, Lost> {
        let (mut missing, mut last) = (Vec::new(), None);
        for _ in 0..ROUNDS {
            let Some(beyond) = recorded else {
                let manifest = self.storage.get(MANIFEST).map_err(|_| Lost::OutOfReach)?;
                if manifest != self.state.borrow().manifest {
                    return Err(Lost::Superseded);
                }
                self.state.borrow_mut().recorded = None;
                if let Err(fault) = self.seed().await {
                    self.state.borrow_mut().lapse = Some(fault);
                }
                return Ok(missing);
            };
            // A head that the mirror does not bear out moves on, or it is damaged.
            if last.replace(beyond.head) == Some(beyond.head) {
                return Err(Lost::OutOfReach);
            }
            if self.follow_to(beyond, &mut missing).await? {
                return Ok(missing);
            }
            let revision = self.state.borrow().revision;
            match self.recorder.load(Some(revision)).await {
                Ok(anew) => recorded = anew,
                Err(fault) => {
                    self.state.borrow_mut().lapse = Some(fault);
                    missing.extend(self.catch_up_by_storage().await?);
                    return Ok(missing);
                }
            }
        }
        Err(Lost::OutOfReach)
    }

    /// Goes on to a head; false where the recorder has moved on meanwhile.
    async fn follow_to(&self, recorded: Recorded, missing: &mut Vec<Transaction>) -> Result<bool, Lost> {
        let Recorded { head, entries } = recorded;
        if head.epoch != self.state.borrow().epoch {
            return Err(Lost::Superseded);
        }
        let next = self.state.borrow().revision + 1;
        let bridged = entries.iter().map(|entry| entry.revision).filter(|revision| *revision >= next);
        let is_bridged = bridged.eq(next..=head.revision);
        if is_bridged && self.state.borrow().generation == head.generation {
            self.apply_entries(entries, missing)?;
            self.state.borrow_mut().recorded = Some(head);
            return Ok(true);
        }
        let Some((manifest, text)) = self.mirrored_manifest(head).await? else { return Ok(false) };
        if !is_bridged {
            let Some(between) = self.read_between(&manifest).await? else { return Ok(false) };
            missing.extend(between);
        }
        self.apply_entries(entries, missing)?;
        if !self.index_anew(&manifest).await? {
            return Ok(false);
        }
        let mut state = self.state.borrow_mut();
        state.folded_to(&manifest, text);
        state.recorded = Some(head);
        Ok(true)
    }

    fn apply_entries(&self, entries: Vec<Entry>, missing: &mut Vec<Transaction>) -> Result<(), Lost> {
        let mut state = self.state.borrow_mut();
        for entry in entries {
            if entry.revision > state.revision {
                let key = journal_key(entry.revision);
                let cost = entry_units(&self.storage, &key, &entry.text);
                let Journaled { transaction, .. } = read(&key, &entry.text).map_err(|why| lost(&mut state, &why))?;
                advance(&mut state, &transaction, cost)?;
                missing.push(transaction);
            }
        }
        Ok(())
    }

    /// Takes over what stands in segments only: large changes, and what the
    /// log does not have any more. `None` where not all of it is to be had:
    /// another tab may have compacted meanwhile.
    async fn read_between(&self, manifest: &Manifest) -> Result<Option<Vec<Transaction>>, Lost> {
        let mut found = Vec::new();
        for listed in manifest.segments.iter().filter(|listed| listed.holds.collection().is_none()) {
            found.extend(self.contents(listed).await.logged());
        }
        let revision = self.state.borrow().revision;
        found.retain(|logged| logged.revision > revision && logged.revision <= manifest.revision);
        if found.iter().any(|logged| logged.transaction.is_slim()) {
            let records = self.records_unseen(manifest).await;
            for logged in &mut found {
                fill(&mut logged.transaction, &records);
            }
        }
        let mut state = self.state.borrow_mut();
        found.order_by_key(|logged| logged.revision);
        if !found.iter().map(|logged| logged.revision).eq(revision + 1..=manifest.revision) {
            return Ok(None);
        }
        for logged in &found {
            advance(&mut state, &logged.transaction, 0)?;
        }
        Ok(Some(found.into_iter().map(|logged| logged.transaction).collect()))
    }

    /// The records in segments that this tab does not know yet, the last word
    /// on each.
    async fn records_unseen(&self, manifest: &Manifest) -> BTreeMap<RecordRef, Option<Record>> {
        let mut records = BTreeMap::new();
        for listed in &manifest.segments {
            let is_known = self.state.borrow().index.get(listed.place).is_some();
            let Some(collection) = listed.holds.collection().filter(|_| !is_known) else { continue };
            let found = self.contents(listed).await.records(collection);
            records.extend(found.into_iter().flatten().map(|found| (found.reference, found.record)));
            self.pace.pause().await;
        }
        records
    }

    /// The manifest of a head; `None` where there is a later one by now.
    async fn mirrored_manifest(&self, head: Head) -> Result<Option<(Manifest, String)>, Lost> {
        let text = self.recorder.mirrored_text(MANIFEST).await.ok().flatten().ok_or(Lost::OutOfReach)?;
        let manifest = Manifest::of(&text).map_err(|why| lost(&mut self.state.borrow_mut(), &why))?;
        Ok((manifest.generation == head.generation && manifest.epoch == head.epoch).then_some((manifest, text)))
    }

    /// What a listed segment holds: the storage's text if it is the one that
    /// the manifest means, else the mirrored one.
    pub(super) async fn contents(&self, listed: &Listed) -> Contents {
        let stored = read_segment(&self.storage, listed.place);
        if stored.is_of(listed) {
            return stored;
        }
        let key = listed.place.key();
        let mirrored = self.recorder.mirrored_text(&key).await.ok().flatten();
        mirrored.map_or(stored, |text| parse_segment(&self.storage, &key, &text))
    }

    /// Takes the segments of a manifest for those there were; false where some
    /// are not to be had: another tab may have compacted meanwhile. A tab that
    /// could not read all of its own must not go on: it would drop what it
    /// does not have.
    async fn index_anew(&self, manifest: &Manifest) -> Result<bool, Lost> {
        let (old, new) = {
            let state = self.state.borrow();
            let listed = |place| manifest.segments.iter().any(|listed| listed.place == place);
            let old: Vec<_> = state.index.segments().map(|(place, _)| place).filter(|place| !listed(*place)).collect();
            let new = manifest.segments.iter().filter(|listed| state.index.get(listed.place).is_none());
            (old, new.cloned().collect::<Vec<_>>())
        };
        if old.iter().any(|place| self.state.borrow().damaged.contains(place)) {
            return Err(Lost::OutOfReach);
        }
        let mut added = Vec::new();
        for listed in new {
            let read = self.contents(&listed).await;
            if !read.is_of(&listed) {
                return Ok(false);
            }
            added.push((listed.place, read.held(&listed)));
        }
        let mut state = self.state.borrow_mut();
        for place in old {
            state.index.drop(place);
        }
        for (place, held) in added {
            state.index.add(place, held);
        }
        Ok(true)
    }

    /// Without a recorder: what the storage shows by now.
    pub(super) async fn catch_up_by_storage(&self) -> Result<Vec<Transaction>, Lost> {
        let text = self.storage.get(MANIFEST).map_err(|_| Lost::OutOfReach)?;
        let mut missing = Vec::new();
        if text != self.state.borrow().manifest {
            missing = self.follow_manifest(text.ok_or(Lost::OutOfReach)?).await?;
        }
        let mut state = self.state.borrow_mut();
        loop {
            let key = journal_key(state.revision + 1);
            let Some(text) = self.storage.get(&key).map_err(|_| Lost::OutOfReach)? else { return Ok(missing) };
            let entry: Journaled = read(&key, &text).map_err(|why| lost(&mut state, &why))?;
            if entry.epoch != state.epoch {
                return Err(Lost::Superseded);
            }
            advance(&mut state, &entry.transaction, entry_units(&self.storage, &key, &text))?;
            missing.push(entry.transaction);
        }
    }

    /// Follows another tab's compaction: takes from its history what is missing here.
    async fn follow_manifest(&self, text: String) -> Result<Vec<Transaction>, Lost> {
        let manifest = Manifest::of(&text).map_err(|why| lost(&mut self.state.borrow_mut(), &why))?;
        let head = self.state.borrow().head();
        if manifest.epoch != head.epoch {
            return Err(Lost::Superseded);
        }
        if manifest.generation < head.generation {
            return Err(Lost::OutOfReach);
        }
        let mut missing = Vec::new();
        if manifest.revision > head.revision {
            missing = self.read_between(&manifest).await?.ok_or(Lost::OutOfReach)?;
        }
        if !self.index_anew(&manifest).await? {
            return Err(Lost::OutOfReach);
        }
        self.state.borrow_mut().folded_to(&manifest, text);
        Ok(missing)
    }
}

/// Gives creations the values that were left out of them: those of the records
/// by now, which what was done since brings about again. What is gone since
/// was created for nothing.
fn fill(transaction: &mut Transaction, records: &BTreeMap<RecordRef, Option<Record>>) {
    transaction.patches.retain_mut(|patch| {
        let is_slim = patch.is_slim();
        let record = records.get(&patch.reference()).and_then(Option::as_ref).filter(|_| is_slim);
        if let Some(record) = record {
            patch.fill(record.to_map());
        }
        !is_slim || record.is_some()
    });
}

fn advance(state: &mut State, transaction: &Transaction, cost: usize) -> Result<(), Lost> {
    let changes = ChangeSet::from_patches(&state.workspace, &transaction.patches).map_err(|_| Lost::OutOfReach)?;
    state.advance(&changes, transaction.clone(), cost);
    Ok(())
}

fn lost(state: &mut State, why: &Damage) -> Lost {
    if let Damage::Newer { format } = why {
        state.read_only = Some(ReadOnly::Newer { format: *format });
    }
    Lost::OutOfReach
}
