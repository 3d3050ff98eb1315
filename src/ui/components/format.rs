//! Money, numbers, days and times as people read them: figures and dates in
//! the browser's language, in the time zone of the person.

use chrono::{DateTime, Duration, NaiveDate, NaiveDateTime, NaiveTime, Utc};

use crate::domain::money::{Money, Totals};
use crate::platform::intl::{self, Style};
use crate::ui::words::days;
use crate::ui::words::vocabulary::spoken;

/// What stands where there is nothing to show.
pub const NOTHING: &str = "–";

/// What begins the decimals of an amount, as it is shown and typed.
pub fn decimal_sign() -> char {
    intl::decimal_sign()
}

/// An amount in full, without decimals where they are zeros: `€12,500`.
pub fn money(money: Money) -> String {
    let decimals = money.currency.decimals();
    let whole = money.minor % 10_i64.pow(decimals) == 0;
    let shown = if whole { 0 } else { u8::try_from(decimals).unwrap_or(2) };
    intl::number(Style::Money(code(money), shown), &money.to_plain())
}

fn code(money: Money) -> [u8; 3] {
    money.currency.code().as_bytes().try_into().unwrap_or(*b"XXX")
}

/// Totals of several currencies: `€12,500 + $300`; a dash where there are none.
pub fn totals(totals: &Totals) -> String {
    let amounts: Vec<String> = totals.amounts().into_iter().map(money).collect();
    if amounts.is_empty() { NOTHING.to_owned() } else { amounts.join(" + ") }
}

/// A whole number: `12,500`.
pub fn number(number: i64) -> String {
    intl::number(Style::Number, &number.to_string())
}

/// A number of things: `12,500`.
pub fn quantity(number: usize) -> String {
    intl::number(Style::Number, &number.to_string())
}

/// A share in percent: `50%`.
pub fn percent(percent: u8) -> String {
    intl::number(Style::Percent, &format!("{}.{:02}", percent / 100, percent % 100))
}

/// A calendar day: `21 Nov 2026`.
pub fn day(day: NaiveDate) -> String {
    of_day(Style::Day, day)
}

/// A calendar day without its year: `21 Nov`.
pub fn day_of_year(day: NaiveDate) -> String {
    of_day(Style::DayOfYear, day)
}

/// A calendar day with its weekday, for headings: `Sat, 21 Nov`.
pub fn weekday(day: NaiveDate) -> String {
    of_day(Style::Weekday, day)
}

/// The name of a day of the week: `Sat`.
pub fn weekday_name(day: NaiveDate) -> String {
    of_day(Style::WeekdayName, day)
}

/// A month: `November 2026`.
pub fn month(day: NaiveDate) -> String {
    of_day(Style::Month, day)
}

fn of_day(style: Style, day: NaiveDate) -> String {
    intl::instant(style, day.and_time(NaiveTime::MIN).and_utc().timestamp_millis())
}

/// How far a day is: `today`, `tomorrow`, `in 3 days`, `3 days ago`; beyond
/// two weeks the day itself.
pub fn relative_day(day: NaiveDate, today: NaiveDate) -> String {
    days::relative((day - today).num_days()).unwrap_or_else(|| self::day(day))
}

/// When something is due: `overdue by 2 days`, `today`, `in 3 days`, `21 Nov 2026`.
pub fn due(day: NaiveDate, today: NaiveDate) -> String {
    days::overdue((day - today).num_days()).unwrap_or_else(|| relative_day(day, today))
}

/// A day as a heading: `Today`, `Yesterday`, `Tomorrow`, else the day.
pub fn day_heading(day: NaiveDate, today: NaiveDate) -> String {
    match (day - today).num_days() {
        -1 => spoken("Yesterday").to_owned(),
        0 => spoken("Today").to_owned(),
        1 => spoken("Tomorrow").to_owned(),
        _ => self::day(day),
    }
}

/// A day and time where the person is: `21 Nov 2026, 10:30`.
pub fn date_time(instant: DateTime<Utc>) -> String {
    intl::instant(Style::DateTime, instant.timestamp_millis())
}

/// A time of day where the person is: `10:30`.
pub fn time(instant: DateTime<Utc>) -> String {
    intl::instant(Style::Time, instant.timestamp_millis())
}

/// How long ago: `today`, `yesterday`, `3 days ago`; beyond two weeks the day.
pub fn relative_instant(instant: DateTime<Utc>, today: NaiveDate) -> String {
    relative_day(local_day(instant), today)
}

/// The calendar day of an instant where the person is.
pub fn local_day(instant: DateTime<Utc>) -> NaiveDate {
    intl::local_of(instant).date()
}

/// The calendar day it is where the person is.
pub fn today() -> NaiveDate {
    intl::today()
}

/// This instant.
pub fn now() -> DateTime<Utc> {
    intl::now()
}

/// The day that is `days` after `day`.
pub fn days_after(day: NaiveDate, days: i64) -> NaiveDate {
    day.checked_add_signed(Duration::days(days)).unwrap_or(day)
}

/// What a `datetime-local` input holds for an instant: `2026-11-21T10:30`.
pub fn to_input(instant: DateTime<Utc>) -> String {
    intl::local_of(instant).format("%Y-%m-%dT%H:%M").to_string()
}

/// The instant that a `datetime-local` input holds.
pub fn from_input(text: &str) -> Option<DateTime<Utc>> {
    let formats = ["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S"];
    let local = formats.iter().find_map(|format| NaiveDateTime::parse_from_str(text.trim(), format).ok())?;
    Some(intl::instant_of(local))
}
