//! Numbers, money, percentages and yes or no as files write them. A column
//! decides for itself whether its comma groups thousands or begins decimals.

use std::cmp::Ordering;

use crate::domain::money::{Currency, Money};

/// What separates whole numbers from decimals.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Decimal {
    /// `1,234.56`.
    #[default]
    Point,
    /// `1.234,56`.
    Comma,
}

impl Decimal {
    /// The way in which the numbers of a column are written; `usual` where no
    /// cell decides.
    pub fn of<'a>(cells: impl Iterator<Item = &'a str>, usual: Self) -> Self {
        let (mut comma, mut point) = (0, 0);
        for cell in cells {
            match (cell.rfind(','), cell.rfind('.')) {
                (Some(at), Some(other)) if at > other => comma += 1,
                (Some(_), Some(_)) => point += 1,
                (Some(at), None) => comma += usize::from(decides(cell, at)),
                (None, Some(at)) => point += usize::from(decides(cell, at)),
                (None, None) => {}
            }
        }
        match comma.cmp(&point) {
            Ordering::Greater => Self::Comma,
            Ordering::Less => Self::Point,
            Ordering::Equal => usual,
        }
    }
}

/// True where the separator cannot group thousands: not three digits follow,
/// or it stands alone and the number is longer in front of it.
fn decides(cell: &str, at: usize) -> bool {
    let digits = cell.get(at + 1..).unwrap_or_default().chars().take_while(char::is_ascii_digit).count();
    let before = cell.get(..at).unwrap_or_default().chars().rev().take_while(char::is_ascii_digit).count();
    digits != 3 || before > 3
}

/// A number as plain digits with a point: `-1234.5`.
pub(super) fn plain(text: &str, decimal: Decimal) -> Option<String> {
    let text = text.trim();
    let (negative, body) = match text.strip_prefix('(').and_then(|inner| inner.strip_suffix(')')) {
        Some(inner) => (true, inner),
        None => (false, text),
    };
    let body: String = body.chars().filter(|character| !character.is_whitespace() && *character != '\'').collect();
    let body = body.trim_start_matches('+');
    let (minus, body) = match body.strip_prefix(['-', '−']) {
        Some(rest) => (true, rest),
        None => (false, body),
    };
    let (group, point) = match decimal {
        Decimal::Point => (',', '.'),
        Decimal::Comma => ('.', ','),
    };
    let (body, exponent) = match body.split_once(['e', 'E']) {
        Some((body, exponent)) => (body, exponent.parse::<i32>().ok()?),
        None => (body, 0),
    };
    let (whole, fraction) = body.split_once(point).unwrap_or((body, ""));
    let whole = ungrouped(whole, group)?;
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if !digits(&whole) || !digits(fraction) || whole.len() + fraction.len() == 0 {
        return None;
    }
    let (whole, fraction) = shifted(whole, fraction.to_owned(), exponent)?;
    let sign = if negative == minus { "" } else { "-" };
    let whole = if whole.is_empty() { "0" } else { &whole };
    Some(if fraction.is_empty() { format!("{sign}{whole}") } else { format!("{sign}{whole}.{fraction}") })
}

/// The digits without what groups them; `None` where groups are not of three.
fn ungrouped(whole: &str, group: char) -> Option<String> {
    let mut groups = whole.split(group);
    let first = groups.next().unwrap_or_default();
    let rest: Vec<&str> = groups.collect();
    let well_grouped = rest.iter().all(|group| group.len() == 3) && (rest.is_empty() || (1..=3).contains(&first.len()));
    well_grouped.then(|| format!("{first}{}", rest.concat()))
}

/// Moves the point by an exponent.
fn shifted(mut whole: String, mut fraction: String, exponent: i32) -> Option<(String, String)> {
    if exponent.unsigned_abs() > 30 {
        return None;
    }
    for _ in 0..exponent {
        whole.push(if fraction.is_empty() { '0' } else { fraction.remove(0) });
    }
    for _ in exponent..0 {
        fraction.insert(0, whole.pop().unwrap_or('0'));
    }
    Some((whole, fraction))
}

/// Signs of currencies that mean one currency only, or nearly.
const SIGNS: [(&str, &str); 6] = [("US$", "USD"), ("$", "USD"), ("€", "EUR"), ("£", "GBP"), ("₹", "INR"), ("₩", "KRW")];

/// An amount; a sign or code in the cell goes before `usual`.
pub(super) fn money(text: &str, usual: Currency, decimal: Decimal) -> Option<Money> {
    let (currency, number) = with_currency(text.trim());
    let currency = match currency {
        // A bare dollar sign stands for whatever dollar is usual.
        Some(code) if code == Currency::USD && text.contains('$') && is_dollar(usual) => usual,
        Some(code) => code,
        None => usual,
    };
    Money::parse_plain(&plain(&number, decimal)?, currency)
}

fn is_dollar(currency: Currency) -> bool {
    matches!(currency.code(), "USD" | "AUD" | "CAD" | "NZD" | "SGD" | "HKD" | "MXN")
}

fn with_currency(text: &str) -> (Option<Currency>, String) {
    let signed = SIGNS.iter().find(|(sign, _)| text.contains(sign));
    if let Some((sign, code)) = signed {
        return (Currency::parse(code), text.replacen(sign, "", 1));
    }
    let letters: String = text.chars().filter(char::is_ascii_alphabetic).collect();
    match Currency::parse(&letters).filter(|_| text.starts_with(&letters) || text.ends_with(&letters)) {
        Some(currency) => (Some(currency), text.replacen(&letters, "", 1)),
        None => (None, text.to_owned()),
    }
}

/// A whole number of 32 bits; decimals that are zeros do not count.
pub(super) fn whole(text: &str, decimal: Decimal) -> Option<u32> {
    let plain = plain(text, decimal)?;
    let (whole, fraction) = plain.split_once('.').unwrap_or((&plain, ""));
    fraction.bytes().all(|byte| byte == b'0').then(|| whole.parse().ok()).flatten()
}

/// 0 to 100, and whether that is exactly what stands there. A fraction below
/// one without `%` counts as a share of one.
pub(super) fn percent(text: &str, decimal: Decimal) -> Option<(u8, bool)> {
    let number = plain(text.trim().trim_end_matches('%'), decimal)?;
    let value: f64 = number.parse().ok()?;
    let share = value > 0.0 && value < 1.0 && !text.contains('%');
    let value = if share { value * 100.0 } else { value };
    let nearest =
        (0..=100_u8).min_by(|a, b| (f64::from(*a) - value).abs().total_cmp(&(f64::from(*b) - value).abs()))?;
    let off = (f64::from(nearest) - value).abs();
    (off <= 0.5).then_some((nearest, off < 1e-9))
}

/// Yes or no.
pub(super) fn flag(text: &str) -> Option<bool> {
    match text.trim().to_lowercase().as_str() {
        "1" | "true" | "yes" | "y" | "x" | "on" | "t" | "ja" | "sí" | "si" | "oui" | "1.0" => Some(true),
        "0" | "false" | "no" | "n" | "off" | "f" | "nein" | "non" | "0.0" => Some(false),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_column_decides_what_its_comma_means() {
        let of = |cells: &[&str]| Decimal::of(cells.iter().copied(), Decimal::Point);
        assert_eq!(of(&["1,234", "1,234.56"]), Decimal::Point);
        assert_eq!(of(&["1.234,56", "12"]), Decimal::Comma);
        assert_eq!(of(&["12,5"]), Decimal::Comma);
        assert_eq!(of(&["12,500"]), Decimal::Point);
        assert_eq!(of(&["1124741.15"]), Decimal::Point);
        assert_eq!(Decimal::of(["1.200"].into_iter(), Decimal::Comma), Decimal::Comma);
    }

    #[test]
    fn money_is_read_with_signs_codes_groups_and_exponents() {
        let usd = |text| {
            money(text, Currency::USD, Decimal::Point).map(|money| (money.minor, money.currency.code().to_owned()))
        };
        let cases = [
            ("1124741.15", 112_474_115, "USD"),
            ("500000.0", 50_000_000, "USD"),
            ("$12,400.00", 1_240_000, "USD"),
            ("€ 5", 500, "EUR"),
            ("12 EUR", 1_200, "EUR"),
            ("JPY 500", 500, "JPY"),
            ("(3.50)", -350, "USD"),
            ("-$3", -300, "USD"),
            ("1.5E6", 150_000_000, "USD"),
            ("1 234 567", 123_456_700, "USD"),
        ];
        for (text, minor, currency) in cases {
            assert_eq!(usd(text), Some((minor, currency.to_owned())), "{text}");
        }
        for wrong in ["", "-", "abc", "1.239", "12,34", "1e99", "5 apples", "99999999999999999999", "1.2.3"] {
            assert_eq!(usd(wrong), None, "{wrong}");
        }
        assert_eq!(money("1.234,50 €", Currency::USD, Decimal::Comma), Some(Money::new(123_450, Currency::EUR)));
    }

    #[test]
    fn whole_numbers_percentages_and_flags() {
        assert_eq!(whole("1,000.0", Decimal::Point), Some(1_000));
        assert_eq!((whole("-5", Decimal::Point), whole("5.5", Decimal::Point)), (None, None));
        assert_eq!(percent("10.0", Decimal::Point), Some((10, true)));
        assert_eq!(percent("75%", Decimal::Point), Some((75, true)));
        assert_eq!(percent("0.25", Decimal::Point), Some((25, true)));
        assert_eq!(percent("0", Decimal::Point), Some((0, true)));
        assert_eq!(percent("33.4", Decimal::Point), Some((33, false)));
        assert_eq!((percent("101", Decimal::Point), percent("-1", Decimal::Point)), (None, None));
        assert_eq!((flag("TRUE"), flag("0"), flag("perhaps")), (Some(true), Some(false), None));
    }
}
