//! What could not be read of a filter, as data; the words are in `ui`.

use std::ops::Range;

/// A part of a filter that could not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Where it stands, in bytes of the typed text.
    pub range: Range<usize>,
    /// Why it could not be read.
    pub kind: FaultKind,
}

/// Why a part of a filter could not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FaultKind {
    /// No field of such records is called so; the part is searched for as text.
    UnknownField(String),
    /// Nothing that such a record can be is called so: `is:blue`.
    UnknownCondition(String),
    /// The field has no such choice.
    UnknownChoice {
        /// The field's key.
        field: &'static str,
        /// What was typed.
        value: String,
    },
    /// The field holds numbers.
    NotANumber(String),
    /// The field holds days.
    NotADay(String),
    /// The field is yes or no.
    NotYesOrNo(String),
    /// Nothing follows the comparison.
    NoValue,
    /// The field has no order, so nothing is more or less.
    NotOrdered(&'static str),
    /// A quote without its end; all that follows is quoted.
    OpenQuote,
    /// A parenthesis without its end.
    OpenParenthesis,
    /// The end of a parenthesis that was not opened.
    ExtraParenthesis,
    /// `or` with nothing on one side.
    LoneOr,
    /// `not` or `-` with nothing after it.
    LoneNot,
    /// Parentheses in each other beyond [`DEEPEST`](super::parse::DEEPEST);
    /// those beyond count for nothing.
    TooDeep,
}
