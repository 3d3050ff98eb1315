//! Which segment holds the valid version of which record. Knows ids, not
//! records, and reads nothing from storage.

use std::collections::{BTreeMap, BTreeSet};

use uuid::Uuid;

use super::layout::{Holds, Listed, Place};
use crate::domain::record::{Collection, RecordRef};

/// A segment of that many rows is long enough to stay by itself.
const LONG: usize = 512;
/// So is one that takes so much room.
const LARGE: usize = 24 * 1024;

/// The segments, and for each record the last that names it.
#[derive(Debug, Default)]
pub(super) struct Index {
    segments: BTreeMap<Place, Held>,
    located: BTreeMap<RecordRef, Place>,
}

/// A segment and what is known of its contents.
#[derive(Clone, Debug)]
pub(super) struct Held {
    pub holds: Holds,
    /// The ids that its rows name, those of removed records too; none for history.
    pub ids: Vec<Uuid>,
    /// What it costs.
    pub units: usize,
    /// Its checksum, where it was intact.
    pub sum: Option<u64>,
    /// How long its rows would be as JSON; 0 where that is not known.
    pub plain: usize,
    /// For history: its first revision.
    pub since: u64,
    live: usize,
}

impl Held {
    pub fn new(holds: Holds, ids: Vec<Uuid>, units: usize, sum: Option<u64>) -> Self {
        Self { holds, ids, units, sum, plain: 0, since: 0, live: 0 }
    }

    /// The same, saying which revision its history begins with.
    pub fn since(self, revision: Option<u64>) -> Self {
        Self { since: revision.unwrap_or_default(), ..self }
    }

    /// The same, saying how long its rows would be as JSON.
    pub fn instead_of(self, plain: usize) -> Self {
        Self { plain, ..self }
    }

    pub fn listed(&self, place: Place) -> Listed {
        Listed { place, holds: self.holds, sum: self.sum }
    }

    fn references(&self) -> impl Iterator<Item = RecordRef> {
        let collection = self.holds.collection();
        self.ids.iter().filter_map(move |id| collection.map(|collection| RecordRef { collection, id: *id }))
    }

    fn wasted(&self) -> usize {
        self.ids.len().saturating_sub(self.live)
    }
}

impl Index {
    /// Adds a segment later than all others.
    pub fn add(&mut self, place: Place, mut held: Held) {
        for reference in held.references() {
            if let Some(earlier) = self.located.insert(reference, place)
                && let Some(earlier) = self.segments.get_mut(&earlier)
            {
                earlier.live = earlier.live.saturating_sub(1);
            }
        }
        held.live = held.ids.len();
        self.segments.insert(place, held);
    }

    /// Takes a segment out.
    pub fn drop(&mut self, place: Place) {
        if let Some(held) = self.segments.remove(&place) {
            for reference in held.references() {
                if self.located.get(&reference) == Some(&place) {
                    self.located.remove(&reference);
                }
            }
        }
    }

    pub fn segments(&self) -> impl Iterator<Item = (Place, &Held)> {
        self.segments.iter().map(|(place, held)| (*place, held))
    }

    pub fn get(&self, place: Place) -> Option<&Held> {
        self.segments.get(&place)
    }

    /// The oldest history beyond a budget, some segments left out of account;
    /// the last always stays.
    pub fn history_beyond(&self, budget: usize, besides: &BTreeSet<Place>, newer: usize) -> Vec<Place> {
        let history = self.segments().filter(|(place, held)| held.holds == Holds::History && !besides.contains(place));
        let mut history: Vec<(u64, Place, usize)> =
            history.map(|(place, held)| (held.since, place, held.units)).collect();
        // Old history that was written anew stands in a late place.
        history.sort_unstable();
        let mut used = newer;
        let mut beyond = Vec::new();
        for (_, place, units) in history.into_iter().rev() {
            let is_last = used == 0;
            used += units;
            if !is_last && used > budget {
                beyond.push(place);
            }
        }
        beyond
    }

    /// As the manifest lists them.
    pub fn listed(&self) -> Vec<Listed> {
        self.segments().map(|(place, held)| held.listed(place)).collect()
    }

    /// What a segment is the last to name.
    pub fn live_in(&self, place: Place) -> Vec<RecordRef> {
        let held = self.segments.get(&place).into_iter().flat_map(Held::references);
        held.filter(|reference| self.located.get(reference) == Some(&place)).collect()
    }

    /// Segments to be written together with what is dirty: short ones, and of
    /// them those not much longer than what is written anyway, so that no
    /// record is written anew more often than the number of its kind doubles.
    pub fn short(&self, dirty: &BTreeSet<RecordRef>) -> Vec<Place> {
        let mut written: BTreeMap<Collection, usize> = BTreeMap::new();
        for reference in dirty {
            *written.entry(reference.collection).or_default() += 1;
        }
        let mut short: Vec<(usize, Collection, Place)> = self
            .segments()
            .filter(|(_, held)| held.units < LARGE)
            .filter_map(|(place, held)| Some((held.live, held.holds.collection()?, place)))
            .filter(|(live, ..)| *live < LONG)
            .collect();
        short.sort_unstable();
        let mut chosen = Vec::new();
        for (live, collection, place) in short {
            if let Some(rows) = written.get_mut(&collection)
                && live <= *rows * 2
            {
                *rows += live;
                chosen.push(place);
            }
        }
        chosen
    }

    /// Segments of which nothing is valid once `dirty` is written anew.
    pub fn emptied_by(&self, dirty: &BTreeSet<RecordRef>) -> Vec<Place> {
        let mut left: BTreeMap<Place, usize> = BTreeMap::new();
        for place in dirty.iter().filter_map(|reference| self.located.get(reference)) {
            *left.entry(*place).or_default() += 1;
        }
        let emptied = |(place, held): &(Place, &Held)| {
            held.holds.collection().is_some() && held.live <= left.get(place).copied().unwrap_or_default()
        };
        self.segments().filter(emptied).map(|(place, _)| place).collect()
    }

    /// Segments that name any of these records.
    pub fn naming(&self, records: &BTreeSet<RecordRef>) -> Vec<Place> {
        let names = |held: &Held| held.references().any(|reference| records.contains(&reference));
        self.segments().filter(|(_, held)| !records.is_empty() && names(held)).map(|(place, _)| place).collect()
    }

    /// Those of these records that any segment but `besides` names.
    pub fn named(&self, records: &BTreeSet<RecordRef>, besides: &BTreeSet<Place>) -> BTreeSet<RecordRef> {
        let others = self.segments().filter(|(place, _)| !records.is_empty() && !besides.contains(place));
        others.flat_map(|(_, held)| held.references()).filter(|reference| records.contains(reference)).collect()
    }

    /// The segment with the most rows that do not count any more, if those
    /// are at least a `share`th of it.
    pub fn most_wasted(&self, share: usize) -> Option<Place> {
        let wasteful = self
            .segments()
            .filter(|(_, held)| held.wasted() > 0 && held.wasted().saturating_mul(share) >= held.ids.len());
        wasteful.max_by_key(|(_, held)| held.wasted()).map(|(place, _)| place)
    }
}
