//! Money in minor units with its currency. Amounts of two currencies are
//! never added: totals are kept per currency.

use std::collections::BTreeMap;
use std::fmt;

use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// An ISO 4217 code: three capital letters.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Currency([u8; 3]);

impl Currency {
    /// US dollar, the default of a new workspace.
    pub const USD: Self = Self(*b"USD");
    /// Euro.
    pub const EUR: Self = Self(*b"EUR");

    /// Reads a code, in any case; `None` unless it is three letters.
    pub fn parse(text: &str) -> Option<Self> {
        match text.trim().to_ascii_uppercase().as_bytes() {
            [a, b, c] if [a, b, c].iter().all(|l| l.is_ascii_uppercase()) => Some(Self([*a, *b, *c])),
            _ => None,
        }
    }

    /// The three letters.
    pub fn code(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or("XXX")
    }

    /// How many decimal places the minor unit stands for (ISO 4217).
    pub fn decimals(self) -> u32 {
        match &self.0 {
            b"BIF" | b"CLP" | b"DJF" | b"GNF" | b"ISK" | b"JPY" | b"KMF" | b"KRW" | b"PYG" | b"RWF" | b"UGX"
            | b"VND" | b"VUV" | b"XAF" | b"XOF" | b"XPF" => 0,
            b"BHD" | b"IQD" | b"JOD" | b"KWD" | b"LYD" | b"OMR" | b"TND" => 3,
            _ => 2,
        }
    }
}

impl Default for Currency {
    fn default() -> Self {
        Self::USD
    }
}
impl fmt::Debug for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}
impl Serialize for Currency {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.code())
    }
}
impl<'de> Deserialize<'de> for Currency {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::parse(&text).ok_or_else(|| D::Error::custom("a currency is three letters, such as EUR"))
    }
}

/// An amount of money.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Money {
    /// In minor units: cents for EUR, yen for JPY.
    pub minor: i64,
    /// The currency of `minor`.
    pub currency: Currency,
}

impl Money {
    /// An amount in minor units.
    pub const fn new(minor: i64, currency: Currency) -> Self {
        Self { minor, currency }
    }

    /// Reads a plain decimal such as `1124741.15`, `-3` or `12,400.00`
    /// (commas may group thousands). `None` for anything else, for more
    /// decimals than the currency has unless they are zeros, and beyond 64 bits.
    pub fn parse_plain(text: &str, currency: Currency) -> Option<Self> {
        let text = text.trim();
        let (negative, digits) = match text.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, text),
        };
        let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
        let whole: String = ungroup(whole)?;
        if whole.is_empty() && fraction.is_empty() {
            return None;
        }
        let decimals = usize::try_from(currency.decimals()).ok()?;
        let (kept, beyond) = fraction.split_at_checked(decimals).unwrap_or((fraction, ""));
        let all_digits = |s: &str| s.bytes().all(|b| b.is_ascii_digit());
        if !all_digits(&whole) || !all_digits(kept) || beyond.bytes().any(|b| b != b'0') {
            return None;
        }
        let minor: i64 = format!("{whole}{kept:0<decimals$}").parse().ok()?;
        Some(Self::new(if negative { -minor } else { minor }, currency))
    }

    /// Reads an amount as it is typed where `decimal` begins the decimals: `12.500,00`
    /// where that is a comma. There a point that cannot part thousands, as in `12.50`
    /// and `1,234.50`, begins decimals too. Blanks and apostrophes part thousands
    /// everywhere. `None` for what could be meant in two ways, and as [`Money::parse_plain`].
    pub fn parse_typed(text: &str, currency: Currency, decimal: char) -> Option<Self> {
        let parts_thousands = |letter: &char| matches!(letter, '\'' | '’' | '\u{a0}' | '\u{202f}' | ' ');
        let text: String = text.trim().chars().filter(|letter| !parts_thousands(letter)).collect();
        if decimal != ',' {
            return Self::parse_plain(&text, currency);
        }
        let turned = |letter| match letter {
            ',' => '.',
            '.' => ',',
            other => other,
        };
        let as_shown = Self::parse_plain(&text.chars().map(turned).collect::<String>(), currency);
        as_shown.or_else(|| Self::parse_plain(&text, currency).filter(|_| text.contains('.')))
    }

    /// The amount as a plain decimal, such as `1124741.15`: the inverse of
    /// [`Money::parse_plain`], for fields and files.
    pub fn to_plain(self) -> String {
        let decimals = self.currency.decimals();
        let unit = 10_u64.pow(decimals);
        let magnitude = self.minor.unsigned_abs();
        let sign = if self.minor < 0 { "-" } else { "" };
        if decimals == 0 {
            return format!("{sign}{magnitude}");
        }
        let width = usize::try_from(decimals).unwrap_or(2);
        format!("{sign}{}.{:0width$}", magnitude / unit, magnitude % unit)
    }

    /// `percent` of the amount, rounded half away from zero.
    #[must_use]
    pub fn percent(self, percent: u8) -> Self {
        let product = i128::from(self.minor) * i128::from(percent);
        let half = if product < 0 { -50 } else { 50 };
        Self::new(i64::try_from((product + half) / 100).unwrap_or(i64::MAX), self.currency)
    }
}

/// Takes out commas that group thousands; `None` where they stand elsewhere.
fn ungroup(whole: &str) -> Option<String> {
    let mut groups = whole.split(',');
    let first = groups.next()?;
    let rest: Vec<&str> = groups.collect();
    let grouped = !rest.is_empty();
    if grouped && (first.is_empty() || first.len() > 3 || rest.iter().any(|group| group.len() != 3)) {
        return None;
    }
    Some(whole.replace(',', ""))
}

/// A total per currency, in the order of the codes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Totals(BTreeMap<Currency, i64>);

impl Totals {
    /// Adds an amount to the total of its currency; stops at the largest
    /// amount there is instead of turning over.
    pub fn add(&mut self, money: Money) {
        let total = self.0.entry(money.currency).or_default();
        *total = total.saturating_add(money.minor);
    }

    /// The totals, one for each currency met.
    pub fn amounts(&self) -> Vec<Money> {
        self.0.iter().map(|(currency, minor)| Money::new(*minor, *currency)).collect()
    }

    /// By how much these totals are more than others; nothing for a currency
    /// in which they are the same.
    pub fn less(&self, other: &Self) -> Vec<Money> {
        let mut difference = self.clone();
        for amount in other.amounts() {
            difference.add(Money::new(amount.minor.saturating_neg(), amount.currency));
        }
        difference.amounts().into_iter().filter(|amount| amount.minor != 0).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_amount_is_typed_as_it_is_shown() {
        let typed = |text, decimal| Money::parse_typed(text, Currency::USD, decimal).map(|money| money.minor);
        assert_eq!(typed("12.500", ','), Some(1_250_000));
        assert_eq!(typed("12.500,5", ','), Some(1_250_050));
        assert_eq!(typed("12,5", ','), Some(1_250));
        assert_eq!(typed("12.50", ','), Some(1_250));
        assert_eq!(typed("1,234.50", ','), Some(123_450));
        assert_eq!(typed("1,234", ','), None, "more decimals than there are cents");
        assert_eq!(typed("1 234’567,00", ','), Some(123_456_700));
        assert_eq!(typed("1,234.50", '.'), Some(123_450));
        assert_eq!(typed("12,50", '.'), None);
    }

    #[test]
    fn plain_decimals_are_read_to_the_minor_unit() {
        let usd = |text| Money::parse_plain(text, Currency::USD).map(|money| money.minor);
        assert_eq!(usd("1124741.15"), Some(112_474_115));
        assert_eq!(usd("500000.0"), Some(50_000_000));
        assert_eq!(usd("12,400.00"), Some(1_240_000));
        assert_eq!(usd("-3"), Some(-300));
        assert_eq!(usd(".5"), Some(50));
        assert_eq!(usd("3.140"), Some(314));
        for wrong in ["", "-", "abc", "1.239", "1,2", "12,34,567", "1e5", "99999999999999999999"] {
            assert_eq!(usd(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn plain_text_and_money_are_inverse_in_every_kind_of_currency() {
        for code in ["USD", "JPY", "KWD"] {
            let currency = Currency::parse(code).unwrap();
            for minor in [0, 1, -1, 99, 100, 12_345, i64::MAX] {
                let money = Money::new(minor, currency);
                assert_eq!(Money::parse_plain(&money.to_plain(), currency), Some(money));
            }
        }
    }

    #[test]
    fn totals_differ_by_currency() {
        let totals = |amounts: &[Money]| {
            let mut totals = Totals::default();
            for amount in amounts {
                totals.add(*amount);
            }
            totals
        };
        let (eur, usd) = (|minor| Money::new(minor, Currency::EUR), |minor| Money::new(minor, Currency::USD));
        let now = totals(&[eur(500), usd(300)]);
        assert_eq!(now.less(&totals(&[eur(700), usd(300)])), [eur(-200)]);
        assert_eq!(now.less(&Totals::default()), [eur(500), usd(300)]);
        assert_eq!(Totals::default().less(&now), [eur(-500), usd(-300)]);
    }

    #[test]
    fn a_share_is_rounded_and_never_overflows() {
        assert_eq!(Money::new(101, Currency::EUR).percent(50).minor, 51);
        assert_eq!(Money::new(i64::MAX, Currency::EUR).percent(100).minor, i64::MAX);
    }
}
