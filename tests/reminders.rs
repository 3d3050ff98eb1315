//! Which activities are announced, and when.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, missing_docs)]

mod crm;

use chrono::{DateTime, TimeDelta, Utc};
use crm::{Crm, json};
use relata::domain::activity::{Activity, Outcome};
use relata::domain::command::Command;
use relata::domain::id::Id;
use relata::domain::profile::Profile;
use relata::domain::reminder::{Place, announced_at, due_between};
use serde_json::Value;

/// Two hours ahead of UTC.
const PLACE: Place = Place {
    local: |instant| instant.naive_utc() + TimeDelta::hours(2),
    instant: |local| local.and_utc() - TimeDelta::hours(2),
};

fn at(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

fn planned(crm: &mut Crm, fields: Value) -> Id<Activity> {
    let mut all = crm::map(json!({"subject": "Meet", "kind": "meeting", "due": "2026-12-01"}));
    all.extend(crm::map(fields));
    crm.create(Value::Object(all))
}

fn between(crm: &Crm, after: &str, until: &str, owner: Option<Id<Profile>>) -> Vec<Id<Activity>> {
    due_between(&crm.workspace, (at(after), at(until)), owner, PLACE)
}

#[test]
fn an_activity_is_announced_so_long_before_its_time() {
    let mut crm = Crm::new();
    for (remind, expected) in [
        ("never", None),
        ("at_time", Some("2026-12-01T14:00:00Z")),
        ("ten_minutes_before", Some("2026-12-01T13:50:00Z")),
        ("hour_before", Some("2026-12-01T13:00:00Z")),
        ("day_before", Some("2026-11-30T14:00:00Z")),
    ] {
        let id = planned(&mut crm, json!({"remind": remind, "at": "2026-12-01T14:00:00Z"}));
        assert_eq!(announced_at(crm.get(id), PLACE), expected.map(at), "{remind}");
    }
}

#[test]
fn a_day_without_a_time_begins_at_nine_where_the_person_is() {
    let mut crm = Crm::new();
    let id = planned(&mut crm, json!({"remind": "at_time"}));
    assert_eq!(announced_at(crm.get(id), PLACE), Some(at("2026-12-01T07:00:00Z")));
    let moved = planned(&mut crm, json!({"remind": "at_time", "at": "2026-11-25T14:00:00Z"}));
    assert_eq!(announced_at(crm.get(moved), PLACE), Some(at("2026-12-01T07:00:00Z")), "the time was of another day");
    let late = planned(&mut crm, json!({"remind": "at_time", "at": "2026-11-30T23:30:00Z"}));
    assert_eq!(announced_at(crm.get(late), PLACE), Some(at("2026-11-30T23:30:00Z")), "there it is that day already");
    let undated: Id<Activity> = crm.create(json!({"subject": "Some day", "remind": "at_time"}));
    assert_eq!(announced_at(crm.get(undated), PLACE), None);
}

#[test]
fn each_is_announced_once_however_the_time_is_cut() {
    let mut crm = Crm::new();
    let second = planned(&mut crm, json!({"remind": "at_time", "at": "2026-12-01T14:00:00Z"}));
    let first = planned(&mut crm, json!({"remind": "hour_before", "at": "2026-12-01T14:00:00Z"}));
    assert_eq!(between(&crm, "2026-12-01T12:00:00Z", "2026-12-01T15:00:00Z", None), [first, second]);
    assert_eq!(between(&crm, "2026-12-01T12:59:00Z", "2026-12-01T13:00:00Z", None), [first]);
    assert_eq!(between(&crm, "2026-12-01T13:00:00Z", "2026-12-01T14:00:00Z", None), [second]);
    assert_eq!(between(&crm, "2026-12-01T14:00:00Z", "2026-12-01T15:00:00Z", None), []);
}

#[test]
fn what_is_done_or_trashed_or_somebody_elses_is_not_announced() {
    let mut crm = Crm::new();
    let (alex, sam) = (crm.profile("Alex"), crm.profile("Sam"));
    let remind = |owner: Option<Id<Profile>>| json!({"remind": "at_time", "owner": owner});
    let (nobodys, mine) = (planned(&mut crm, remind(None)), planned(&mut crm, remind(Some(alex))));
    let (of_sam, done) = (planned(&mut crm, remind(Some(sam))), planned(&mut crm, remind(Some(alex))));
    let trashed = planned(&mut crm, remind(Some(alex)));
    crm.must(Command::CompleteActivity { activity: done, outcome: Outcome::None });
    crm.trash(trashed).unwrap();
    let day = ("2026-12-01T00:00:00Z", "2026-12-02T00:00:00Z");
    assert_eq!(between(&crm, day.0, day.1, Some(alex)), [nobodys, mine]);
    assert_eq!(between(&crm, day.0, day.1, None), [nobodys, mine, of_sam]);
}

#[test]
fn what_comes_again_is_announced_again() {
    let mut crm = Crm::new();
    let id = planned(&mut crm, json!({"remind": "at_time", "repeats": "daily"}));
    crm.must(Command::CompleteActivity { activity: id, outcome: Outcome::None });
    let again = between(&crm, "2026-12-01T12:00:00Z", "2026-12-02T12:00:00Z", None);
    assert_eq!(again.len(), 1);
    assert_ne!(again[0], id);
}

#[test]
fn what_is_entered_or_changed_after_its_time_is_not_announced() {
    let mut crm = Crm::new();
    let day = ("2026-12-01T00:00:00Z", "2026-12-04T00:00:00Z");
    let known = planned(&mut crm, json!({"remind": "at_time"}));
    let moved = planned(&mut crm, json!({"remind": "at_time"}));
    assert_eq!(between(&crm, day.0, day.1, None), [known, moved], "also days later");
    crm.now = at("2026-12-01T13:00:00Z");
    planned(&mut crm, json!({"remind": "at_time"}));
    crm.edit(moved, json!({"subject": "Meet them"})).unwrap();
    assert_eq!(between(&crm, day.0, day.1, None), [known]);
    crm.edit(moved, json!({"due": "2026-12-02"})).unwrap();
    assert_eq!(between(&crm, day.0, day.1, None), [known, moved], "its new time is to come");
}
