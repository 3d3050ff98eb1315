//! Arithmetic of days and quarters. A day is a calendar day where the person
//! is; the shell passes today in, so nothing here reads a clock.

use chrono::{Datelike, Days, Months, NaiveDate};
use serde::{Deserialize, Serialize};

/// The Monday of the week of a day; the first day there is, in its week.
pub fn monday_of(day: NaiveDate) -> NaiveDate {
    let since_monday = u64::from(day.weekday().num_days_from_monday());
    day.checked_sub_days(Days::new(since_monday)).unwrap_or(NaiveDate::MIN)
}

/// A quarter of a fiscal year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Quarter {
    /// The calendar year in which the fiscal year begins.
    pub year: i32,
    /// 1 to 4.
    pub number: u8,
    /// The first day of the quarter.
    pub first: NaiveDate,
    /// The last day of the quarter.
    pub last: NaiveDate,
}

impl Quarter {
    /// The quarter that holds `day` where the fiscal year begins in
    /// `start_month` (1 to 12; anything else counts as January).
    pub fn of(day: NaiveDate, start_month: u8) -> Self {
        let start = if (1..=12).contains(&start_month) { u32::from(start_month) } else { 1 };
        let months_in = (day.month() + 12 - start) % 12;
        let year = if day.month() < start { day.year() - 1 } else { day.year() };
        let first_of_month = day.with_day(1).unwrap_or(day);
        let first = first_of_month.checked_sub_months(Months::new(months_in % 3)).unwrap_or(day);
        let last = first.checked_add_months(Months::new(3)).and_then(|next| next.pred_opt()).unwrap_or(NaiveDate::MAX);
        let number = u8::try_from(months_in / 3 + 1).unwrap_or(1);
        Self { year, number, first, last }
    }

    /// True when `day` lies in the quarter.
    pub fn contains(self, day: NaiveDate) -> bool {
        (self.first..=self.last).contains(&day)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn the_calendar_year_has_its_quarters_at_january_april_july_october() {
        let quarter = Quarter::of(day("2026-11-21"), 1);
        assert_eq!((quarter.year, quarter.number), (2026, 4));
        assert_eq!((quarter.first, quarter.last), (day("2026-10-01"), day("2026-12-31")));
    }

    #[test]
    fn a_fiscal_year_from_april_puts_february_into_the_fourth_quarter_of_the_year_before() {
        let quarter = Quarter::of(day("2026-02-28"), 4);
        assert_eq!((quarter.year, quarter.number), (2025, 4));
        assert_eq!((quarter.first, quarter.last), (day("2026-01-01"), day("2026-03-31")));
    }

    #[test]
    fn every_day_lies_in_its_quarter_whatever_the_start() {
        for start in 0..=13 {
            let mut day = day("2023-12-01");
            for _ in 0..800 {
                let quarter = Quarter::of(day, start);
                assert!(quarter.contains(day), "{day} from month {start}: {quarter:?}");
                day = day.succ_opt().unwrap();
            }
        }
    }
}
