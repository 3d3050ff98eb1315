//! How far a day is from today, in words.

/// `today`, `tomorrow`, `in 3 days`, `3 days ago`, for a day that is `days`
/// after today. `None` where a date says it better: beyond two weeks.
pub fn relative(days: i64) -> Option<String> {
    match days {
        -1 => Some("yesterday".to_owned()),
        0 => Some("today".to_owned()),
        1 => Some("tomorrow".to_owned()),
        2..=14 => Some(format!("in {days} days")),
        -14..=-2 => Some(format!("{} days ago", -days)),
        _ => None,
    }
}

/// How late something is that was due `days` after today: `overdue by 2 days`.
/// `None` where it is not late.
pub fn overdue(days: i64) -> Option<String> {
    match days {
        -1 => Some("overdue by 1 day".to_owned()),
        days if days < 0 => Some(format!("overdue by {} days", days.unsigned_abs())),
        _ => None,
    }
}
