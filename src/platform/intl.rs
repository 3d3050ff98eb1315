//! Numbers, money, days and times as the browser's language writes them. Each
//! formatter is made once and kept, as making one costs more than using it.

use std::cell::RefCell;
use std::collections::BTreeMap;

use js_sys::{Array, Function, Intl, Object, Reflect};
use wasm_bindgen::JsValue;

pub use super::clock::{instant as instant_of, local as local_of, now, today};

/// How something is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Style {
    /// `12,500`
    Number,
    /// `50%`, of 0.5
    Percent,
    /// `€12,500.00`: the code and how many decimals
    Money([u8; 3], u8),
    /// `21 Nov 2026`, of an instant in UTC
    Day,
    /// `21 Nov`, of an instant in UTC
    DayOfYear,
    /// `Sat, 21 Nov`, of an instant in UTC
    Weekday,
    /// `Sat`, of an instant in UTC
    WeekdayName,
    /// `November 2026`, of an instant in UTC
    Month,
    /// `21 Nov 2026, 10:30`, in local time
    DateTime,
    /// `10:30`, in local time
    Time,
}

/// A decimal number such as `-1234.50`, written in a style for numbers.
pub fn number(style: Style, decimal: &str) -> String {
    format(style, &JsValue::from_str(decimal)).unwrap_or_else(|| decimal.to_owned())
}

/// What is typed before the decimals: `,` where that is how they are written, else `.`.
pub fn decimal_sign() -> char {
    if number(Style::Number, "1.5").contains(',') { ',' } else { '.' }
}

/// An instant in milliseconds since 1970, written in a style for days and times.
pub fn instant(style: Style, millis: i64) -> String {
    // Milliseconds of the years 1 to 9999 fit a float exactly.
    #[allow(clippy::cast_precision_loss)]
    let value = JsValue::from_f64(millis as f64);
    format(style, &value).unwrap_or_default()
}

/// The languages that the browser prefers, the first one most, as BCP 47 tags.
pub fn preferred_languages() -> Vec<String> {
    let listed = web_sys::window().map(|window| window.navigator().languages()).unwrap_or_default();
    listed.iter().filter_map(|tag| tag.as_string()).collect()
}

/// Writes numbers, days and times as a language has them from here on, named as a
/// BCP 47 tag; `None` is the browser's own way.
pub fn write_as(locale: Option<String>) {
    if LOCALE.replace(locale.clone()) != locale {
        FORMATTERS.take();
    }
}

thread_local! {
    static LOCALE: RefCell<Option<String>> = const { RefCell::new(None) };
    static FORMATTERS: RefCell<BTreeMap<Style, Function>> = const { RefCell::new(BTreeMap::new()) };
}

fn format(style: Style, value: &JsValue) -> Option<String> {
    let formatter = FORMATTERS.with_borrow_mut(|known| known.entry(style).or_insert_with(|| formatter(style)).clone());
    formatter.call1(&JsValue::UNDEFINED, value).ok()?.as_string()
}

/// The function that writes in a style.
fn formatter(style: Style) -> Function {
    let languages = languages();
    let numbers = |pairs: &[(&str, JsValue)]| Intl::NumberFormat::new(&languages, &options(pairs)).format();
    let days = |pairs: &[(&str, &str)]| {
        let pairs: Vec<(&str, JsValue)> = pairs.iter().map(|(key, value)| (*key, JsValue::from_str(value))).collect();
        Intl::DateTimeFormat::new(&languages, &options(&pairs)).format()
    };
    match style {
        Style::Number => numbers(&[]),
        Style::Percent => numbers(&[("style", "percent".into())]),
        Style::Money(code, decimals) => numbers(&[
            ("style", "currency".into()),
            ("currency", text(code)),
            ("minimumFractionDigits", decimals.into()),
            ("maximumFractionDigits", decimals.into()),
        ]),
        Style::Day => days(&[("day", "numeric"), ("month", "short"), ("year", "numeric"), ("timeZone", "UTC")]),
        Style::DayOfYear => days(&[("day", "numeric"), ("month", "short"), ("timeZone", "UTC")]),
        Style::Weekday => days(&[("weekday", "short"), ("day", "numeric"), ("month", "short"), ("timeZone", "UTC")]),
        Style::WeekdayName => days(&[("weekday", "short"), ("timeZone", "UTC")]),
        Style::Month => days(&[("month", "long"), ("year", "numeric"), ("timeZone", "UTC")]),
        Style::DateTime => days(&[("dateStyle", "medium"), ("timeStyle", "short")]),
        Style::Time => days(&[("timeStyle", "short")]),
    }
}

/// The language that is chosen; an empty list means the browser's own.
fn languages() -> Array {
    LOCALE.with_borrow(|locale| locale.iter().map(|tag| JsValue::from_str(tag)).collect())
}

fn text(code: [u8; 3]) -> JsValue {
    JsValue::from_str(std::str::from_utf8(&code).unwrap_or("XXX"))
}

fn options(pairs: &[(&str, JsValue)]) -> Object {
    let options = Object::new();
    for (key, value) in pairs {
        if let Err(error) = Reflect::set(&options, &JsValue::from_str(key), value) {
            super::dom::log("a number or day may look unusual", &error);
        }
    }
    options
}
