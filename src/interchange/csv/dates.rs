//! Days and instants as files write them. A column decides for itself whether
//! its days or its months come first, from the cells that can mean only one.

use chrono::{DateTime, Days, NaiveDate, NaiveDateTime, Utc};

/// Whether the day or the month comes first in `1/2/2026`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum DateOrder {
    /// As in the United States; also where no cell decides.
    #[default]
    MonthFirst,
    /// As nearly everywhere else.
    DayFirst,
}

impl DateOrder {
    /// The order in which all dates of a column are dates, and whether any
    /// cell decided it. A dot between the parts says the day comes first.
    pub fn of<'a>(cells: impl Iterator<Item = &'a str>) -> (Self, bool) {
        let (mut day_first, mut month_first, mut dotted) = (0, 0, 0);
        for cell in cells {
            let Some([first, second, _]) = numbers(cell) else { continue };
            day_first += usize::from((13..=31).contains(&first));
            month_first += usize::from((13..=31).contains(&second));
            dotted += usize::from(cell.contains('.'));
        }
        match (day_first > month_first, month_first > 0, dotted > 0) {
            (true, _, _) | (false, false, true) => (Self::DayFirst, true),
            (false, true, _) => (Self::MonthFirst, true),
            (false, false, false) => (Self::MonthFirst, false),
        }
    }
}

/// True for a date whose day and month could be each other.
pub(super) fn is_ambiguous(text: &str) -> bool {
    numbers(text).is_some_and(|[first, second, _]| first <= 12 && second <= 12 && first != second)
}

/// What stands for no date.
pub(super) fn is_no_date(text: &str) -> bool {
    matches!(text.trim(), "" | "-" | "0/0/00" | "0/0/0000" | "0000-00-00" | "00/00/0000" | "n/a" | "N/A")
}

/// Reads a day; of an instant, the day it names where it was written.
pub(super) fn read_day(text: &str, order: DateOrder) -> Option<NaiveDate> {
    let text = text.trim();
    let day = text.get(..10).and_then(iso_day).filter(|_| !text.get(10..).is_some_and(starts_with_digit));
    let day =
        day.or_else(|| ordered_day(date_part(text), order)).or_else(|| worded_day(text)).or_else(|| serial_day(text));
    day.filter(|day| (1..=9999).contains(&chrono::Datelike::year(day)))
}

fn starts_with_digit(text: &str) -> bool {
    text.starts_with(|character: char| character.is_ascii_digit())
}

fn iso_day(text: &str) -> Option<NaiveDate> {
    NaiveDate::parse_from_str(text, "%Y-%m-%d").or_else(|_| NaiveDate::parse_from_str(text, "%Y/%m/%d")).ok()
}

/// The text up to the time of day.
fn date_part(text: &str) -> &str {
    text.split([' ', 'T', ',']).next().unwrap_or(text)
}

/// The three numbers of a date such as `1/22/2026` or `22.1.26`; the year last.
fn numbers(text: &str) -> Option<[u32; 3]> {
    let mut parts = date_part(text.trim()).split(['/', '.', '-']);
    let mut next = || parts.next()?.parse::<u32>().ok();
    let numbers = [next()?, next()?, next()?];
    let [first, ..] = numbers;
    (parts.next().is_none() && first <= 31).then_some(numbers)
}

fn ordered_day(text: &str, order: DateOrder) -> Option<NaiveDate> {
    let [first, second, year] = numbers(text)?;
    let year = i32::try_from(if year < 70 {
        2000 + year
    } else if year < 100 {
        1900 + year
    } else {
        year
    })
    .ok()?;
    let (month, day) = match order {
        DateOrder::MonthFirst => (first, second),
        DateOrder::DayFirst => (second, first),
    };
    NaiveDate::from_ymd_opt(year, month, day)
}

/// `12 Mar 2026`, `Sep 12, 2026`, `March 12 2026`, `12-Mar-2026`.
fn worded_day(text: &str) -> Option<NaiveDate> {
    let plain = text.replace([',', '-'], " ");
    let plain = plain.split_whitespace().take(3).collect::<Vec<_>>().join(" ");
    ["%d %b %Y", "%b %d %Y", "%d %B %Y", "%B %d %Y", "%d %b %y"]
        .iter()
        .find_map(|format| NaiveDate::parse_from_str(&plain, format).ok())
}

/// A day as spreadsheets count it, such as `45631.0`.
fn serial_day(text: &str) -> Option<NaiveDate> {
    let whole = text.split('.').next()?;
    let days: u64 = whole.parse().ok().filter(|days| (20_000..80_000).contains(days))?;
    let fraction_is_number = text.split('.').skip(1).all(|part| part.chars().all(|digit| digit.is_ascii_digit()));
    let epoch = NaiveDate::from_ymd_opt(1899, 12, 30)?;
    epoch.checked_add_days(Days::new(days)).filter(|_| fraction_is_number)
}

/// Reads an instant; a time without zone counts as UTC, a day as its midnight.
pub(super) fn read_instant(text: &str, order: DateOrder) -> Option<DateTime<Utc>> {
    let text = text.trim();
    let zoned = ["%Y-%m-%dT%H:%M:%S%.f%#z", "%Y-%m-%d %H:%M:%S%.f%#z", "%Y-%m-%d %H:%M:%S%.f %#z"];
    let zoned = zoned.iter().find_map(|format| DateTime::parse_from_str(&zone_as_offset(text), format).ok());
    if let Some(zoned) = zoned {
        return Some(zoned.to_utc());
    }
    let day = read_day(text, order)?;
    let time = text.split_once([' ', 'T']).map(|(_, time)| time.trim());
    let formats = ["%H:%M:%S%.f", "%H:%M", "%I:%M %p", "%I:%M:%S %p"];
    let time = time.and_then(|time| {
        formats.iter().find_map(|format| chrono::NaiveTime::parse_from_str(time.trim_start_matches(", "), format).ok())
    });
    Some(NaiveDateTime::new(day, time.unwrap_or_default()).and_utc())
}

fn zone_as_offset(text: &str) -> String {
    text.strip_suffix(['Z', 'z']).map_or_else(|| text.to_owned(), |rest| format!("{rest}+0000"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str, order: DateOrder) -> Option<String> {
        read_day(text, order).map(|day| day.to_string())
    }

    #[test]
    fn days_are_read_in_every_common_form() {
        let forms = [
            "2026-03-12",
            "2026/03/12",
            "2026-03-12T23:59:59.000+0000",
            "2026-03-12 08:00",
            "3/12/2026",
            "3/12/26 4:05 PM",
            "12 Mar 2026",
            "Mar 12, 2026",
            "March 12, 2026",
            "12-Mar-2026",
            "46093.0",
        ];
        for form in forms {
            assert_eq!(day(form, DateOrder::MonthFirst).as_deref(), Some("2026-03-12"), "{form}");
        }
        assert_eq!(day("12.3.2026", DateOrder::DayFirst).as_deref(), Some("2026-03-12"));
        for wrong in ["", "soon", "2026-02-30", "13/13/2026", "2026", "1/2", "31.12.99999", "é2026-03-1"] {
            assert_eq!(day(wrong, DateOrder::MonthFirst), None, "{wrong}");
        }
    }

    #[test]
    fn the_column_decides_which_number_is_the_day() {
        let order = |cells: &[&str]| DateOrder::of(cells.iter().copied());
        assert_eq!(order(&["1/2/2026", "1/22/2026"]), (DateOrder::MonthFirst, true));
        assert_eq!(order(&["1/2/2026", "22/1/2026"]), (DateOrder::DayFirst, true));
        assert_eq!(order(&["1.2.2026"]), (DateOrder::DayFirst, true));
        assert_eq!(order(&["1/2/2026", "2026-01-22"]), (DateOrder::MonthFirst, false));
    }

    #[test]
    fn instants_keep_their_zone() {
        let instant = |text| read_instant(text, DateOrder::MonthFirst).map(|at| at.to_rfc3339());
        let noon = Some("2024-01-22T12:00:00+00:00".to_owned());
        let forms = [
            "2024-01-22T12:00:00.000+0000",
            "2024-01-22T12:00:00Z",
            "2024-01-22T14:00:00+02:00",
            "2024-01-22 12:00",
            "1/22/2024 12:00 PM",
        ];
        for text in forms {
            assert_eq!(instant(text), noon, "{text}");
        }
        assert_eq!(instant("2024-01-22").as_deref(), Some("2024-01-22T00:00:00+00:00"));
        assert_eq!(instant("never"), None);
    }
}
