//! The workspace as it was: the present, with everything done since taken
//! back, the latest first. Reads the history only; restores nothing.
//!
//! - AO1 What was done at the instant itself was done by then.
//! - AO2 Before its creation a record was not there, whatever the history
//!   holds of the creation.
//! - AO3 Nothing is shown of a time before the history reaches. Conversions
//!   and imports are kept longer than what was done around them: they alone
//!   tell of their time only where no record was changed between.
//! - AO4 What was removed without a trace of what was in it stays away: for
//!   good, to a file, or very much at once. Where there is such, it is said.
//! - AO5 Where the clock went back in between, what was done later counts as later.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use chrono::{DateTime, Datelike, NaiveDate, SecondsFormat, Utc};
use serde_json::{Map, Value};

use super::change::{Change, ChangeSet, Patch, Transaction};
use super::record::{Collection, Record, RecordRef};
use super::workspace::Workspace;

/// A time that somebody asks about, as it stands in an address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Moment {
    /// The end of a day, where the person is: `2026-03-03`.
    EndOf(NaiveDate),
    /// An instant: `2026-03-03T14:05:07.000Z`.
    At(DateTime<Utc>),
}

impl Moment {
    /// Reads what [`fmt::Display`] writes; `None` for anything else, and for
    /// years beyond 1 to 9999.
    pub fn parse(text: &str) -> Option<Self> {
        let day = text.parse().ok().map(Self::EndOf);
        let read = day.or_else(|| DateTime::parse_from_rfc3339(text).ok().map(|at| Self::At(at.with_timezone(&Utc))));
        read.filter(|moment| (1..=9999).contains(&moment.year()))
    }

    fn year(self) -> i32 {
        match self {
            Self::EndOf(day) => day.year(),
            Self::At(instant) => instant.year(),
        }
    }
}

impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::EndOf(day) => write!(f, "{day}"),
            Self::At(instant) => f.write_str(&instant.to_rfc3339_opts(SecondsFormat::Millis, true)),
        }
    }
}

/// That the history does not reach so far.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotKnown {
    /// Since when it does; `None` where nothing is known but the present.
    pub since: Option<DateTime<Utc>>,
}

/// The workspace as it was at an instant.
pub fn workspace_at(present: &Workspace, log: &[Transaction], at: DateTime<Utc>) -> Result<Workspace, NotKnown> {
    let since = known_since(present, log);
    if since.is_none_or(|since| at < since) {
        return Err(NotKnown { since });
    }
    Ok(before(present, log.get(done_by(log, at)..).unwrap_or_default()))
}

/// How many transactions of the log were done by an instant (AO1, AO5).
fn done_by(log: &[Transaction], at: DateTime<Utc>) -> usize {
    log.iter().rposition(|transaction| transaction.at <= at).map_or(0, |place| place + 1)
}

/// Since when everything that lasted is known; `None` where nothing was done.
pub fn known_since(present: &Workspace, log: &[Transaction]) -> Option<DateTime<Utc>> {
    let ordinary = log.iter().position(|transaction| !transaction.outlives_the_budget());
    let Some(ordinary) = ordinary else { return log.first().map(|transaction| transaction.at) };
    let (kept, rest) = log.split_at(ordinary);
    let mut since = rest.first()?.at;
    if kept.is_empty() {
        return Some(since);
    }
    let mut state = before(present, rest);
    for transaction in kept.iter().rev() {
        if last_change(&state).is_some_and(|changed| changed > transaction.at) {
            break;
        }
        since = transaction.at;
        state = before(&state, std::slice::from_ref(transaction));
    }
    Some(since)
}

/// True where something was there at an instant that is not to be had any more (AO4).
pub fn lacks_something(log: &[Transaction], at: DateTime<Utc>) -> bool {
    log.get(done_by(log, at)..).unwrap_or_default().iter().any(Transaction::hides_what_went)
}

/// The fields in which a record differs from what it is now; none where it is gone.
pub fn changed_since(then: &Record, now: Option<&Record>) -> BTreeSet<String> {
    let Some(now) = now else { return BTreeSet::new() };
    let (then, now) = (then.to_map(), now.to_map());
    let keys = then.keys().chain(now.keys());
    keys.filter(|key| *key != "meta" && then.get(*key) != now.get(*key)).cloned().collect()
}

fn last_change(workspace: &Workspace) -> Option<DateTime<Utc>> {
    let all = Collection::ALL.iter().flat_map(|collection| workspace.records(*collection));
    all.map(|record| record.meta().updated_at).max()
}

/// The workspace before these transactions, the last of which led to `after`.
fn before(after: &Workspace, done: &[Transaction]) -> Workspace {
    let mut states: BTreeMap<RecordRef, Option<Map<String, Value>>> = BTreeMap::new();
    for patch in done.iter().rev().flat_map(|transaction| transaction.patches.iter().rev()) {
        let reference = patch.reference();
        let state = states.entry(reference).or_insert_with(|| after.find(reference).map(Record::to_map));
        take_back(patch, state);
    }
    let changes = states.into_iter().map(|(reference, state)| Change {
        reference,
        before: after.find(reference).cloned(),
        after: state.and_then(|map| reference.collection.read(&Value::Object(map)).ok()),
    });
    let mut workspace = after.clone();
    workspace.apply(&ChangeSet::new(changes.collect::<Vec<_>>()));
    workspace
}

fn take_back(patch: &Patch, state: &mut Option<Map<String, Value>>) {
    match (&patch.from, &patch.to) {
        (None, _) => *state = None,
        (Some(from), None) => *state = Some(from.clone()),
        (Some(from), Some(to)) => {
            if let Some(map) = state {
                for key in to.keys() {
                    map.remove(key);
                }
                map.extend(from.clone());
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_is_read_as_it_is_written() {
        for text in ["2026-03-03", "2026-03-03T14:05:07.000Z"] {
            assert_eq!(Moment::parse(text).unwrap().to_string(), text);
        }
        for nonsense in ["", "soon", "2026-02-30", "3.3.2026", "2026-03-03T99:00:00Z", "+12026-03-03"] {
            assert_eq!(Moment::parse(nonsense), None, "{nonsense}");
        }
    }
}
