//! Folding: what stands in the journal goes into segments. They are packed in
//! slices and written where nothing refers to them yet; then the manifest is
//! flipped; the old keys go last. Wherever it ends, the old state or the new
//! one is there.

use serde_json::{Map, Value};
use uuid::Uuid;

use super::Vault;
use super::contents::segment_text;
use super::index::Held;
use super::key_value::{KeyValue, StorageFault, entry_units};
use super::layout::{Gone, Header, Holds, Logged, MANIFEST, Manifest, Place, revision_of_key, write};
use super::pace::Pace;
use super::plan::{Fold, Plan, Row};
use super::recorder::{Head, Recorder};
use super::seal::sum_of;
use super::step::{Refusal, Step, towards};
use crate::domain::record::Collection;

/// How many records stand in a segment at most: the more, the denser, and the
/// more is lost where both copies of one are damaged.
const ROWS: usize = 1_024;
/// And how much text in them, in bytes: with long notes there are fewer, so
/// that writing one anew never takes long, or much room.
const ROWS_TEXT: usize = 512 * 1024;
/// How long a segment of history gets, in bytes of JSON, before another begins.
const HISTORY_SEGMENT: usize = 128 * 1024;
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
        self.pace.pause().await;
        let mut packed = Vec::new();
        let result = self.write_plan(plan, &mut packed).await;
        if result.is_err() {
            // Another tab may have followed the new manifest before it was put back.
            let present = self.storage.get(MANIFEST).ok().flatten().and_then(|text| Manifest::of(&text).ok());
            let listed = present.map(|manifest| manifest.segments).unwrap_or_default();
            for segment in packed.iter().filter(|segment| !listed.iter().any(|listed| listed.place == segment.place)) {
                // What cannot be removed is in no manifest and goes with the next fold.
                if self.storage.remove(&segment.key).is_err() {
                    break;
                }
            }
        }
        result
    }

    async fn write_plan(&self, mut plan: Plan, packed: &mut Vec<Packed>) -> Result<(), Refusal> {
        let mut needed = 0;
        let mut is_full = false;
        for (collection, rows) in std::mem::take(&mut plan.records) {
            let mut rows = rows.into_iter().peekable();
            while rows.peek().is_some() {
                let segment = self.pack(&plan, packed.len(), pack_records(collection, &mut rows)).await?;
                needed += segment.held.units;
                is_full = is_full || !self.stage(segment, packed)?;
                self.pace.pause().await;
            }
        }
        for (holds, lines) in std::mem::take(&mut plan.history) {
            for chunk in in_segments(&lines).into_iter().filter(|chunk| !chunk.is_empty()) {
                // One change may be of a hundred thousand records.
                self.pace.pause().await;
                let rows = pack_history(holds, chunk);
                self.pace.pause().await;
                let segment = self.pack(&plan, packed.len(), rows).await?;
                needed += segment.held.units;
                is_full = is_full || !self.stage(segment, packed)?;
                self.pace.pause().await;
            }
        }
        if is_full {
            return Err(Refusal::Full(needed));
        }
        self.flip(plan, packed).await
    }

    /// Writes a segment where nothing refers to it yet; false where there is
    /// no room. The rest is packed all the same, to say how much it needs.
    fn stage(&self, segment: Packed, packed: &mut Vec<Packed>) -> Result<bool, StorageFault> {
        match self.storage.set(&segment.key, &segment.text) {
            Ok(()) => {
                packed.push(segment);
                Ok(true)
            }
            Err(StorageFault::QuotaExceeded) => Ok(false),
            Err(fault) => Err(fault),
        }
    }

    async fn pack(&self, plan: &Plan, n: usize, rows: Rows) -> Result<Packed, StorageFault> {
        let number = plan.first.number.saturating_add(u32::try_from(n).unwrap_or(u32::MAX));
        let place = Place { number, ..plan.first };
        let manifest = &plan.manifest;
        let Rows { holds, ids, objects, gone, since } = rows;
        let as_json = objects.iter().map(json_length).sum();
        self.pace.pause().await;
        let header = Header { epoch: manifest.epoch, revision: manifest.revision, holds, gone, plain: as_json };
        let key = place.key();
        let text = segment_text(&self.storage, &key, &header, &objects).ok_or_else(unwritable)?;
        let held = Held::new(holds, ids, entry_units(&self.storage, &key, &text), sum_of(&text))
            .instead_of(as_json)
            .since(since);
        Ok(Packed { place, held, key, text })
    }

    async fn flip(&self, mut plan: Plan, packed: &mut Vec<Packed>) -> Result<(), Refusal> {
        let written = packed.iter().filter(|segment| segment.held.holds == Holds::History);
        let newer = written.map(|segment| segment.held.units).sum();
        let beyond = self.state.borrow().index.history_beyond(plan.budget, &plan.victims, newer);
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
            state.old.remove(place);
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
    objects: Vec<Map<String, Value>>,
    gone: Vec<Gone>,
    /// For history: the first revision.
    since: Option<u64>,
}

/// Takes as many rows as a segment is to have.
fn pack_records(collection: Collection, rows: &mut impl Iterator<Item = Row>) -> Rows {
    let mut packed =
        Rows { holds: Holds::Records(collection), ids: Vec::new(), objects: Vec::new(), gone: Vec::new(), since: None };
    let mut text = 0;
    while packed.objects.len() + packed.gone.len() < ROWS && text < ROWS_TEXT {
        match rows.next() {
            Some(Row::Record(record)) => {
                let row = record.to_map();
                text += row.values().map(text_in).sum::<usize>();
                packed.ids.push(record.uuid());
                packed.objects.push(row);
            }
            Some(Row::Gone(gone)) => packed.gone.push(gone),
            None => break,
        }
    }
    packed.ids.extend(packed.gone.iter().map(|gone| gone.gone));
    packed
}

/// How much text a value holds, in bytes.
fn text_in(value: &Value) -> usize {
    match value {
        Value::String(text) => text.len(),
        Value::Array(items) => items.iter().map(text_in).sum(),
        Value::Object(fields) => fields.iter().map(|(key, value)| key.len() + text_in(value)).sum(),
        Value::Null | Value::Bool(_) | Value::Number(_) => 0,
    }
}

fn pack_history(holds: Holds, lines: &[Logged]) -> Rows {
    let object = |line: &Logged| match serde_json::to_value(line) {
        Ok(Value::Object(map)) => Some(map),
        // A transaction is an object.
        Ok(_) | Err(_) => None,
    };
    let since = lines.first().map(|logged| logged.revision);
    Rows { holds, ids: Vec::new(), objects: lines.iter().filter_map(object).collect(), gone: Vec::new(), since }
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

/// How long a row is as JSON, in bytes.
fn json_length(row: &Map<String, Value>) -> usize {
    serde_json::to_string(row).map_or(0, |json| json.len())
}

/// A value that JSON cannot hold; none of ours is.
fn unwritable() -> StorageFault {
    StorageFault::Other("not to be written as JSON".to_owned())
}
