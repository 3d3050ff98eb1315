//! Putting the records of an editable list in an order, as one change.
//!
//! - AR1 The records share out the places that they have, made distinct, so
//!   that a part of a list (the stages of one pipeline) is ordered by itself.
//! - AR2 What is not there or lies in the Trash is passed over.

use serde_json::Value;

use super::super::change::{Label, Verb};
use super::super::command::Decision;
use super::super::draft::Draft;
use super::super::env::Env;
use super::super::record::{Record, RecordRef};
use super::super::validate::{FieldError, Problem};
use super::super::workspace::Workspace;
use super::edit_record::reject_invalid;
use super::{Rejection, open_record};

pub(super) fn arrange(workspace: &Workspace, records: &[RecordRef], env: &Env) -> Result<Decision, Rejection> {
    let found: Vec<&Record> = records.iter().filter_map(|record| open_record(workspace, *record).ok()).collect();
    let mut draft = Draft::new(workspace, env);
    for (record, place) in found.iter().zip(places(&found)) {
        let mut moved = (*record).clone();
        if moved.set("position", Value::from(place)).is_err() {
            reject_invalid(vec![FieldError::new("position", Problem::Unfit)])?;
        }
        draft.put_record(moved);
    }
    let collection = found.first().map(|record| record.collection());
    Ok(Decision::new(draft.finish(), Label { verb: Verb::Moved, subject: String::new(), collection }))
}

/// The places that the records have, in order and no two alike.
fn places(records: &[&Record]) -> Vec<u64> {
    let mut places: Vec<u64> = records
        .iter()
        .map(|record| record.get("position").and_then(|place| place.as_u64()).unwrap_or_default())
        .collect();
    places.sort_unstable();
    let mut least = 0;
    for place in &mut places {
        *place = (*place).max(least);
        least = place.saturating_add(1);
    }
    places
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::option::Segment;
    use crate::domain::record::Stored;
    use chrono::{DateTime, NaiveDate};

    fn segments(places: &[u32]) -> (Workspace, Vec<RecordRef>) {
        let records: Vec<Record> = places
            .iter()
            .zip(1_u16..)
            .map(|(position, n)| {
                let id = crate::domain::id::Id::builtin(0x700 + n);
                Segment { id, name: format!("S{n}"), position: *position, ..Segment::default() }.into_record()
            })
            .collect();
        let references = records.iter().map(Record::reference).collect();
        (Workspace::from_records(records), references)
    }

    fn arranged(places: &[u32], order: &[usize]) -> Vec<String> {
        let (mut workspace, references) = segments(places);
        let wanted: Vec<RecordRef> = order.iter().map(|place| references[*place]).collect();
        let env = Env::new(DateTime::default(), NaiveDate::default(), None, 1);
        let decision = arrange(&workspace, &wanted, &env).unwrap();
        workspace.apply(&decision.changes);
        workspace.options(crate::domain::record::Collection::Segment).iter().map(|record| record.title()).collect()
    }

    #[test]
    fn ar1_records_stand_in_the_order_given() {
        assert_eq!(arranged(&[0, 1, 2], &[2, 0, 1]), ["S3", "S1", "S2"]);
    }

    #[test]
    fn ar1_places_that_are_alike_are_told_apart() {
        assert_eq!(arranged(&[0, 0, 0], &[2, 1, 0]), ["S3", "S2", "S1"]);
    }

    #[test]
    fn ar1_records_outside_the_part_keep_their_places() {
        assert_eq!(arranged(&[0, 1, 5, 6], &[1, 0]), ["S2", "S1", "S3", "S4"]);
    }
}
