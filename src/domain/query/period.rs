//! Spans of days as people say them: `today`, `next 30 days`, `last week`,
//! `this quarter`, `2026-12-31`, `2026-11`, `2026`. What they come to depends
//! on the day they are asked on.

use std::fmt;

use chrono::{Datelike, Days, Months, NaiveDate};

use super::super::day::{Quarter, monday_of};

/// A span of days.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Period {
    /// One calendar day.
    Day(NaiveDate),
    /// A calendar month, by any day of it; kept as its first.
    Month(NaiveDate),
    /// A calendar year, 1 to 9999.
    Year(i32),
    /// The day itself.
    Today,
    /// The day after.
    Tomorrow,
    /// The day before.
    Yesterday,
    /// The whole unit that holds today.
    This(Unit),
    /// The whole unit after it: `next week`.
    Next(Unit),
    /// The whole unit before it: `last week`.
    Last(Unit),
    /// From today so many units on: `next 30 days`.
    Coming(u16, Unit),
    /// So many units back, up to today: `last 30 days`.
    Gone(u16, Unit),
}

/// What spans are counted in. Quarters and years are those of the fiscal year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[allow(missing_docs)]
pub enum Unit {
    Day,
    Week,
    Month,
    Quarter,
    Year,
}

impl Unit {
    const ALL: [(&'static str, Self); 5] = [
        ("day", Self::Day),
        ("week", Self::Week),
        ("month", Self::Month),
        ("quarter", Self::Quarter),
        ("year", Self::Year),
    ];

    fn word(self) -> &'static str {
        Self::ALL.iter().find(|(_, unit)| *unit == self).map_or("", |(word, _)| word)
    }

    fn parse(word: &str) -> Option<Self> {
        let singular = word.strip_suffix('s').unwrap_or(word);
        Self::ALL.iter().find(|(known, _)| *known == singular).map(|(_, unit)| *unit)
    }
}

impl Period {
    /// Reads a span, in any case, with spaces or hyphens between the words.
    pub fn parse(text: &str) -> Option<Self> {
        if let Some(dated) = dated(text.trim()) {
            return Some(dated);
        }
        let lower = text.to_lowercase();
        let words: Vec<&str> = lower.split([' ', '-', '_']).filter(|word| !word.is_empty()).collect();
        match words.as_slice() {
            ["today"] => Some(Self::Today),
            ["tomorrow"] => Some(Self::Tomorrow),
            ["yesterday"] => Some(Self::Yesterday),
            ["this", unit] => {
                Unit::parse(unit).map(|unit| if unit == Unit::Day { Self::Today } else { Self::This(unit) })
            }
            ["next", unit] => {
                Unit::parse(unit).map(|unit| if unit == Unit::Day { Self::Tomorrow } else { Self::Next(unit) })
            }
            ["last" | "past", unit] => {
                Unit::parse(unit).map(|unit| if unit == Unit::Day { Self::Yesterday } else { Self::Last(unit) })
            }
            ["next", count, unit] => Some(Self::Coming(counted(count)?, Unit::parse(unit)?)),
            ["last" | "past", count, unit] => Some(Self::Gone(counted(count)?, Unit::parse(unit)?)),
            _ => None,
        }
    }

    /// True for what may be the start of a span of several words.
    pub(super) fn may_begin_with(word: &str) -> bool {
        ["this", "next", "last", "past"].contains(&word.to_lowercase().as_str())
    }

    /// The first and the last day, seen from a day, where the fiscal year
    /// begins in `fiscal_start` (1 to 12). Days beyond the calendar are its ends.
    pub fn days(self, today: NaiveDate, fiscal_start: u8) -> (NaiveDate, NaiveDate) {
        match self {
            Self::Day(day) => (day, day),
            Self::Month(day) => whole(day, Unit::Month, fiscal_start),
            Self::Year(year) => (
                NaiveDate::from_ymd_opt(year, 1, 1).unwrap_or(NaiveDate::MIN),
                NaiveDate::from_ymd_opt(year, 12, 31).unwrap_or(NaiveDate::MAX),
            ),
            Self::Today => (today, today),
            Self::Tomorrow => Self::Day(after(today, 1, Unit::Day)).days(today, fiscal_start),
            Self::Yesterday => Self::Day(before(today, 1, Unit::Day)).days(today, fiscal_start),
            Self::This(unit) => whole(today, unit, fiscal_start),
            Self::Next(unit) => {
                let (_, last) = whole(today, unit, fiscal_start);
                whole(after(last, 1, Unit::Day), unit, fiscal_start)
            }
            Self::Last(unit) => {
                let (first, _) = whole(today, unit, fiscal_start);
                whole(before(first, 1, Unit::Day), unit, fiscal_start)
            }
            Self::Coming(count, unit) => (today, after(today, count, unit)),
            Self::Gone(count, unit) => (before(today, count, unit), today),
        }
    }
}

fn counted(text: &str) -> Option<u16> {
    text.parse().ok().filter(|count| *count > 0)
}

/// `2026-12-31`, `2026-12` or `2026`.
fn dated(text: &str) -> Option<Period> {
    let digits = |part: &str, length: usize| part.len() == length && part.bytes().all(|byte| byte.is_ascii_digit());
    let parts: Vec<&str> = text.split('-').collect();
    match parts.as_slice() {
        [year, month, day] if digits(year, 4) && digits(month, 2) && digits(day, 2) => {
            text.parse().ok().filter(|day: &NaiveDate| day.year() > 0).map(Period::Day)
        }
        [year, month] if digits(year, 4) && digits(month, 2) => {
            format!("{text}-01").parse().ok().filter(|day: &NaiveDate| day.year() > 0).map(Period::Month)
        }
        [year] if digits(year, 4) => year.parse().ok().filter(|year| *year > 0).map(Period::Year),
        _ => None,
    }
}

/// The unit that holds a day.
fn whole(day: NaiveDate, unit: Unit, fiscal_start: u8) -> (NaiveDate, NaiveDate) {
    match unit {
        Unit::Day => (day, day),
        Unit::Week => {
            let monday = monday_of(day);
            (monday, after(monday, 6, Unit::Day))
        }
        Unit::Month => {
            let first = day.with_day(1).unwrap_or(day);
            (first, end_of_months(first, 1))
        }
        Unit::Quarter => {
            let quarter = Quarter::of(day, fiscal_start);
            (quarter.first, quarter.last)
        }
        Unit::Year => {
            let quarter = Quarter::of(day, fiscal_start);
            let back = Months::new(3 * u32::from(quarter.number.saturating_sub(1)));
            let first = quarter.first.checked_sub_months(back).unwrap_or(quarter.first);
            (first, end_of_months(first, 12))
        }
    }
}

/// The day before the first day of the month that is so many months later.
fn end_of_months(first: NaiveDate, months: u32) -> NaiveDate {
    first.checked_add_months(Months::new(months)).and_then(|next| next.pred_opt()).unwrap_or(NaiveDate::MAX)
}

/// A span as the calendar counts it.
enum Span {
    Days(Days),
    Months(Months),
}

fn span(count: u16, unit: Unit) -> Span {
    match unit {
        Unit::Day => Span::Days(Days::new(u64::from(count))),
        Unit::Week => Span::Days(Days::new(7 * u64::from(count))),
        Unit::Month => Span::Months(Months::new(u32::from(count))),
        Unit::Quarter => Span::Months(Months::new(3 * u32::from(count))),
        Unit::Year => Span::Months(Months::new(12 * u32::from(count))),
    }
}

fn after(day: NaiveDate, count: u16, unit: Unit) -> NaiveDate {
    let moved = match span(count, unit) {
        Span::Days(days) => day.checked_add_days(days),
        Span::Months(months) => day.checked_add_months(months),
    };
    moved.unwrap_or(NaiveDate::MAX)
}

fn before(day: NaiveDate, count: u16, unit: Unit) -> NaiveDate {
    let moved = match span(count, unit) {
        Span::Days(days) => day.checked_sub_days(days),
        Span::Months(months) => day.checked_sub_months(months),
    };
    moved.unwrap_or(NaiveDate::MIN)
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Day(day) => write!(f, "{day}"),
            Self::Month(day) => write!(f, "{:04}-{:02}", day.year(), day.month()),
            Self::Year(year) => write!(f, "{year:04}"),
            Self::Today => f.write_str("today"),
            Self::Tomorrow => f.write_str("tomorrow"),
            Self::Yesterday => f.write_str("yesterday"),
            Self::This(unit) => write!(f, "this {}", unit.word()),
            Self::Next(unit) => write!(f, "next {}", unit.word()),
            Self::Last(unit) => write!(f, "last {}", unit.word()),
            Self::Coming(count, unit) => write!(f, "next {count} {}s", unit.word()),
            Self::Gone(count, unit) => write!(f, "last {count} {}s", unit.word()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn days(text: &str, today: &str, fiscal_start: u8) -> String {
        let (first, last) = Period::parse(text).unwrap().days(today.parse().unwrap(), fiscal_start);
        format!("{first} {last}")
    }

    #[test]
    fn spans_are_those_that_people_mean() {
        // A Sunday.
        let today = "2026-11-22";
        for (text, span) in [
            ("today", "2026-11-22 2026-11-22"),
            ("Tomorrow", "2026-11-23 2026-11-23"),
            ("this week", "2026-11-16 2026-11-22"),
            ("next week", "2026-11-23 2026-11-29"),
            ("last-week", "2026-11-09 2026-11-15"),
            ("next 30 days", "2026-11-22 2026-12-22"),
            ("past 2 months", "2026-09-22 2026-11-22"),
            ("this quarter", "2026-10-01 2026-12-31"),
            ("next quarter", "2027-01-01 2027-03-31"),
            ("last year", "2025-01-01 2025-12-31"),
            ("2026-02", "2026-02-01 2026-02-28"),
            ("9999", "9999-01-01 9999-12-31"),
        ] {
            assert_eq!(days(text, today, 1), span, "{text}");
        }
        assert_eq!(days("this quarter", "2026-02-28", 4), "2026-01-01 2026-03-31");
        assert_eq!(days("this year", "2026-02-28", 4), "2025-04-01 2026-03-31");
    }

    #[test]
    fn what_is_no_span_is_none() {
        for text in
            ["", "next", "next 0 days", "next 99999999 days", "2026-13", "2026-02-30", "0000", "31.12.2026", "soon"]
        {
            assert_eq!(Period::parse(text), None, "{text}");
        }
    }

    #[test]
    fn the_end_of_the_calendar_is_calm() {
        for text in ["next 60000 years", "last 60000 years", "next year", "last year", "this week", "next week"] {
            for today in [NaiveDate::MIN, NaiveDate::MAX] {
                let (first, last) = Period::parse(text).unwrap().days(today, 7);
                assert!(first <= last, "{text} {today}");
            }
        }
    }
}
