//! Fields as data: what forms, lists, imports, histories and undo know of a
//! record. A field's value crosses this border as JSON, in the same form in
//! which it is exported.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::record::Collection;

/// One field of a record type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Field {
    /// The name in code and in JSON.
    pub key: &'static str,
    /// What may stand in it and how it is edited.
    pub kind: Kind,
}

/// What may stand in a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// One line of text.
    Text,
    /// Text of many lines.
    LongText,
    /// A whole number.
    Number,
    /// 0 to 100.
    Percent,
    /// An amount with its currency ([`super::money::Money`]).
    Money,
    /// A calendar day, `YYYY-MM-DD`.
    Day,
    /// An instant in UTC.
    Instant,
    /// Yes or no.
    Flag,
    /// One of a closed list of words.
    Choice(&'static [&'static str]),
    /// A link to one record of a collection.
    Reference(Collection),
    /// Links to records of a collection.
    References(Collection),
    /// Lines of text with a kind each; see [`Labelled`].
    Emails,
    /// Phone numbers with a kind each.
    Phones,
    /// Web addresses with a kind each.
    Websites,
    /// Postal addresses; see [`Address`].
    Addresses,
    /// Anything else: set by the workflows only, never by a form.
    Structure,
}

/// A value with a word for its kind: a work phone, a private e-mail address.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Labelled {
    /// Such as `work`, `mobile`, `home`, `other`.
    pub kind: String,
    /// The number or address as typed.
    pub value: String,
}

impl Labelled {
    /// A value of a kind.
    pub fn new(kind: &str, value: impl Into<String>) -> Self {
        Self { kind: kind.to_owned(), value: value.into() }
    }
}

/// A postal address. All parts as typed; none is required.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
#[allow(missing_docs)]
pub struct Address {
    /// Such as `billing`, `shipping`, `mailing`, `other`.
    pub kind: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub street: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub city: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub state: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub postal_code: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub country: String,
}

/// A value that a field of this kind cannot take.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unfit {
    /// The field's key.
    pub field: String,
    /// What the reader said; for logs and file reports.
    pub detail: String,
}

/// True for values that say nothing: null, empty text, empty list, empty map, no.
pub fn is_blank(value: &Value) -> bool {
    match value {
        Value::Null | Value::Bool(false) => true,
        Value::Bool(true) | Value::Number(_) => false,
        Value::String(text) => text.trim().is_empty(),
        Value::Array(items) => items.is_empty(),
        Value::Object(map) => map.is_empty(),
    }
}
