//! Between the text in an input and the value that is stored.

use chrono::{DateTime, NaiveDate, Utc};
use serde_json::{Value, json};

use crate::domain::field::Kind;
use crate::domain::validate::Problem;
use crate::packing::read_value;
use crate::ui::components::format;

/// The text that an input shows for a stored value.
pub(super) fn from_stored(kind: Kind, value: &Value) -> String {
    match (kind, value) {
        (_, Value::Null) => String::new(),
        (Kind::Instant, value) => {
            let instant: Option<DateTime<Utc>> = read_value(value).ok();
            instant.map(format::to_input).unwrap_or_default()
        }
        (_, Value::String(text)) => text.clone(),
        (_, other) => other.to_string(),
    }
}

/// The value that a typed text is stored as; null where nothing is typed.
pub(super) fn to_stored(kind: Kind, text: &str) -> Result<Value, Problem> {
    let text = text.trim();
    if text.is_empty() {
        return Ok(Value::Null);
    }
    match kind {
        Kind::Number => whole(text).map(|number| json!(number)).ok_or(Problem::NotANumber),
        Kind::Percent => match whole(text.trim_end_matches('%')) {
            Some(share @ 0..=100) => Ok(json!(share)),
            _ => Err(Problem::OutOfRange { least: 0, most: 100 }),
        },
        Kind::Day => text.parse::<NaiveDate>().map(|day| json!(day)).map_err(|_| Problem::NotADay),
        Kind::Instant => format::from_input(text).map(|instant| json!(instant)).ok_or(Problem::NotADay),
        _ => Ok(json!(text)),
    }
}

/// A whole number that the fields can hold; thousands may be set apart, by a
/// comma, or by a point where a comma begins the decimals. "7,5" is no whole
/// number, and never 75.
fn whole(text: &str) -> Option<u32> {
    let sign = if format::decimal_sign() == ',' { '.' } else { ',' };
    let mut groups = text.trim().split([sign, ' ', '’', '\'', '\u{a0}', '\u{202f}']);
    let first = groups.next()?;
    let grouped = groups.clone().all(|group| group.len() == 3);
    let digits = groups.fold(first.to_owned(), |digits, group| digits + group);
    if grouped { digits.parse().ok() } else { None }
}
