//! Reminders: when an activity is announced, and which are between two instants.
//!
//! - RM1 An activity with a time of day on its day is announced so long before
//!   that time, any other so long before nine in the morning of its day.
//! - RM2 What is done, trashed or somebody else's is not announced.
//! - RM3 What was entered or changed after it was to be announced is not
//!   announced any more: whoever did that knows of it.

use chrono::{DateTime, NaiveDateTime, NaiveTime, TimeDelta, Utc};

use super::activity::{Activity, Remind};
use super::id::Id;
use super::order::InOrder;
use super::profile::{Profile, waits_for};
use super::workspace::Workspace;

/// When a day without a time begins.
const MORNING: NaiveTime = match NaiveTime::from_hms_opt(9, 0, 0) {
    Some(morning) => morning,
    None => NaiveTime::MIN,
};

/// How time goes where the person is.
#[derive(Clone, Copy)]
pub struct Place {
    /// The day and time of day of an instant.
    pub local: fn(DateTime<Utc>) -> NaiveDateTime,
    /// The instant of a day and time of day.
    pub instant: fn(NaiveDateTime) -> DateTime<Utc>,
}

impl Remind {
    /// How long before its time; `None` where it is not announced.
    fn ahead(self) -> Option<TimeDelta> {
        match self {
            Self::Never => None,
            Self::AtTime => Some(TimeDelta::zero()),
            Self::TenMinutesBefore => Some(TimeDelta::minutes(10)),
            Self::HourBefore => Some(TimeDelta::hours(1)),
            Self::DayBefore => Some(TimeDelta::days(1)),
        }
    }
}

/// The time of day of an open activity, where it has one on its day.
pub fn time_of(activity: &Activity, place: Place) -> Option<DateTime<Utc>> {
    activity.at.filter(|at| activity.is_open() && activity.due == Some((place.local)(*at).date()))
}

/// When an activity is announced (RM1); `None` where it is not.
pub fn announced_at(activity: &Activity, place: Place) -> Option<DateTime<Utc>> {
    let ahead = activity.remind.ahead().filter(|_| activity.is_open())?;
    let due = time_of(activity, place).or_else(|| activity.due.map(|day| (place.instant)(day.and_time(MORNING))))?;
    due.checked_sub_signed(ahead)
}

/// What is announced after one instant and up to another, the earliest first:
/// with `owner` only theirs and nobody's (RM2, RM3).
pub fn due_between(
    workspace: &Workspace,
    (after, until): (DateTime<Utc>, DateTime<Utc>),
    owner: Option<Id<Profile>>,
    place: Place,
) -> Vec<Id<Activity>> {
    let mut due: Vec<(DateTime<Utc>, Id<Activity>)> = workspace
        .all::<Activity>()
        .filter(|activity| waits_for(activity.owner, owner))
        .filter_map(|activity| announced_at(activity, place).map(|at| (at, activity)))
        .filter(|(at, activity)| *at > after && *at <= until && activity.meta.updated_at <= *at)
        .map(|(at, activity)| (at, activity.id))
        .collect();
    due.order_by_key(|due| *due);
    due.into_iter().map(|(_, id)| id).collect()
}
