//! The filter tree, and its text. What is written is read again as the same
//! tree, so the filter field, the builder and addresses can all hold the text.

use std::fmt;

use super::condition::Condition;
use super::period::Period;

/// What a record must be like. Build it with [`Filter::all`], [`Filter::any`]
/// and [`Filter::not`]: they keep the tree in the one form that its text has.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Filter {
    /// All of these; of none, every record.
    All(Vec<Filter>),
    /// One of these; two or more.
    Any(Vec<Filter>),
    /// Not this.
    Not(Box<Filter>),
    /// This text is found in the record, letters and digits only.
    Text(String),
    /// A field compares so to a value.
    Test(Test),
    /// Something stands in the field.
    Has(&'static str),
    /// What has a name of its own: `is:overdue`.
    Is(Condition),
    /// The day that counts most for such a record lies there: `next 30 days`.
    /// For a date by numbers name the field: `2026` alone is text.
    Within(Period),
}

/// A field compared to a value.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Test {
    /// The field's key.
    pub field: &'static str,
    /// How.
    pub compare: Compare,
    /// The value as it is written: `10000`, `next 30 days`, `Ada`.
    pub value: String,
}

/// How a field is compared to a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Compare {
    /// `:` holds the words; lies in the days; is the number or the choice.
    Holds,
    /// `=` is this and nothing else.
    Equals,
    /// `!=` does not hold it.
    Lacks,
    /// `<`
    Less,
    /// `<=`
    AtMost,
    /// `>`
    More,
    /// `>=`
    AtLeast,
}

impl Compare {
    /// Every comparison with its sign; the longer signs first.
    pub const ALL: [(&'static str, Self); 7] = [
        ("!=", Self::Lacks),
        ("<=", Self::AtMost),
        (">=", Self::AtLeast),
        (":", Self::Holds),
        ("=", Self::Equals),
        ("<", Self::Less),
        (">", Self::More),
    ];

    /// The sign, as typed.
    pub fn sign(self) -> &'static str {
        Self::ALL.iter().find(|(_, compare)| *compare == self).map_or(":", |(sign, _)| sign)
    }

    /// True for those that need an order, such as that of numbers and days.
    pub fn is_of_order(self) -> bool {
        matches!(self, Self::Less | Self::AtMost | Self::More | Self::AtLeast)
    }
}

impl Default for Filter {
    fn default() -> Self {
        Self::All(Vec::new())
    }
}

impl Filter {
    /// All of these; one alone is itself.
    pub fn all(parts: Vec<Self>) -> Self {
        let mut flat = Vec::with_capacity(parts.len());
        for part in parts {
            match part {
                Self::All(inner) => flat.extend(inner),
                other => flat.push(other),
            }
        }
        if flat.len() > 1 { Self::All(flat) } else { flat.pop().unwrap_or_default() }
    }

    /// One of these; one alone is itself, and of none every record is.
    pub fn any(parts: Vec<Self>) -> Self {
        let mut flat = Vec::with_capacity(parts.len());
        for part in parts {
            match part {
                Self::Any(inner) => flat.extend(inner),
                other => flat.push(other),
            }
        }
        if flat.len() > 1 { Self::Any(flat) } else { flat.pop().unwrap_or_default() }
    }

    /// The opposite; of an opposite, the thing itself.
    #[must_use]
    pub fn negate(self) -> Self {
        match self {
            Self::Not(inner) => *inner,
            other => Self::Not(Box::new(other)),
        }
    }

    /// True when every record passes.
    pub fn is_everything(&self) -> bool {
        matches!(self, Self::All(parts) if parts.is_empty())
    }

    /// True when all that passes `self` is known to pass `other` too. It may
    /// say no where the answer is yes, never the other way round.
    pub fn narrows(&self, other: &Self) -> bool {
        fn parts(filter: &Filter) -> &[Filter] {
            match filter {
                Filter::All(parts) => parts,
                single => std::slice::from_ref(single),
            }
        }
        let own = parts(self);
        parts(other).iter().all(|wide| own.iter().any(|narrow| narrow.implies(wide)))
    }

    fn implies(&self, wide: &Self) -> bool {
        match (self, wide) {
            (Self::Text(narrow), Self::Text(wide)) => {
                super::super::text::fold(narrow).contains(&super::super::text::fold(wide))
            }
            _ => self == wide,
        }
    }
}

/// The words of the language: to be searched for they stand in quotes.
const RESERVED: [&str; 14] = [
    "or",
    "and",
    "not",
    "today",
    "tomorrow",
    "yesterday",
    "this",
    "next",
    "last",
    "past",
    "overdue",
    "stuck",
    "mine",
    "untouched",
];

impl fmt::Display for Filter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::All(parts) => join(f, parts, " "),
            Self::Any(parts) => join(f, parts, " or "),
            Self::Not(inner) => match &**inner {
                Self::Has(field) => write!(f, "no:{field}"),
                inner => {
                    f.write_str("-")?;
                    nested(f, inner)
                }
            },
            Self::Text(text) => f.write_str(&quoted_word(text)),
            Self::Test(Test { field, compare, value }) => {
                write!(f, "{field}{}{}", compare.sign(), quoted_value(value))
            }
            Self::Has(field) => write!(f, "has:{field}"),
            Self::Is(condition) => write!(f, "is:{}", condition.name()),
            Self::Within(period) => period.fmt(f),
        }
    }
}

/// Parts with a word between them; in parentheses where they have parts themselves.
fn join(f: &mut fmt::Formatter<'_>, parts: &[Filter], between: &str) -> fmt::Result {
    for (place, part) in parts.iter().enumerate() {
        if place > 0 {
            f.write_str(between)?;
        }
        nested(f, part)?;
    }
    Ok(())
}

fn nested(f: &mut fmt::Formatter<'_>, part: &Filter) -> fmt::Result {
    match part {
        Filter::All(_) | Filter::Any(_) => write!(f, "({part})"),
        single => write!(f, "{single}"),
    }
}

fn quoted_word(text: &str) -> String {
    let plain = !text.is_empty()
        && !text.starts_with('-')
        && !text.chars().any(|c| c.is_whitespace() || c.is_control() || "()\":<>=!\\".contains(c))
        && !RESERVED.contains(&text.to_lowercase().as_str())
        // A number by itself is read as a word, and no year.
        && (text.starts_with(|letter: char| letter.is_ascii_digit()) || Period::parse(text).is_none());
    if plain { text.to_owned() } else { quote(text) }
}

fn quoted_value(value: &str) -> String {
    let plain = !value.is_empty()
        && !value.starts_with(['<', '>', '=', '/'])
        && !value.chars().any(|c| c.is_whitespace() || c.is_control() || "()\",\\".contains(c));
    if plain { value.to_owned() } else { quote(value) }
}

fn quote(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}
