//! The time and the day where the person is. The only clock there is.

use chrono::{DateTime, Local, NaiveDate, Utc};

/// This instant.
pub fn now() -> DateTime<Utc> {
    Utc::now()
}

/// The calendar day in the person's time zone.
pub fn today() -> NaiveDate {
    Local::now().date_naive()
}

/// How far the person's time is ahead of UTC, in seconds.
pub fn ahead_of_utc() -> i32 {
    Local::now().offset().local_minus_utc()
}

/// The day and time of day of an instant in the person's time zone.
pub fn local(instant: DateTime<Utc>) -> chrono::NaiveDateTime {
    instant.with_timezone(&Local).naive_local()
}

/// The instant of a day and time of day in the person's time zone. In the
/// hour that a clock change repeats, the earlier; in one it skips, as in UTC.
pub fn instant(local: chrono::NaiveDateTime) -> DateTime<Utc> {
    local.and_local_timezone(Local).earliest().map_or_else(|| local.and_utc(), |zoned| zoned.with_timezone(&Utc))
}
