//! How far a day is from today, in words.

use super::vocabulary::{said, spoken};

/// `today`, `tomorrow`, `in 3 days`, `3 days ago`, for a day that is `days`
/// after today. `None` where a date says it better: beyond two weeks.
pub fn relative(days: i64) -> Option<String> {
    match days {
        -1 => Some(spoken("yesterday").to_owned()),
        0 => Some(spoken("today").to_owned()),
        1 => Some(spoken("tomorrow").to_owned()),
        2..=14 => Some(said!("in {} days", days)),
        -14..=-2 => Some(said!("{} days ago", -days)),
        _ => None,
    }
}

/// How late something is that was due `days` after today: `overdue by 2 days`.
/// `None` where it is not late.
pub fn overdue(days: i64) -> Option<String> {
    match days {
        -1 => Some(spoken("overdue by 1 day").to_owned()),
        days if days < 0 => Some(said!("overdue by {} days", days.unsigned_abs())),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn near_days_have_words_and_far_ones_none() {
        assert_eq!(relative(0).as_deref(), Some("today"));
        assert_eq!(relative(1).as_deref(), Some("tomorrow"));
        assert_eq!(relative(-3).as_deref(), Some("3 days ago"));
        assert_eq!(relative(15), None);
    }

    #[test]
    fn only_what_lies_behind_is_overdue() {
        assert_eq!(overdue(-1).as_deref(), Some("overdue by 1 day"));
        assert_eq!(overdue(-2).as_deref(), Some("overdue by 2 days"));
        assert_eq!(overdue(0), None);
    }
}
