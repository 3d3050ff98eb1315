//! Who somebody is, from text that people send each other: the signature of an
//! e-mail, a business card, a vCard, a few lines typed in haste. English and
//! German are read; names, numbers and addresses of other countries as far as
//! their shape tells.
//!
//! - CA1 Nothing is lost: what has no field of its own is told as the rest, with
//!   its line, and goes to the description. Only what is no information goes: a
//!   label whose value was found, a greeting, a first name signed above the whole
//!   one, a line drawn of signs.
//! - CA2 Nothing is made up: what is found stands in the text as it was written,
//!   but that a name typed small beside its address gets its capitals. The two that
//!   are concluded say so: a company from the domain of an address that is no
//!   provider's for everybody, a name from what stands before the `@`.
//! - CA3 Each thing found names its line, the first line being 1.
//! - CA4 What stands before a greeting such as "Best regards", or is quoted
//!   below, is what was written, and not who wrote it.
//! - CA5 Fax numbers are no phones: they belong to the rest.
//! - CA6 Any text at all can be read, in a time that grows with its length: of a list
//!   the first fifty are taken up, the others are the rest.
//!
//! | file | what |
//! |---|---|
//! | `lines` | the text in pieces that each say one thing |
//! | `reach` | addresses and numbers, taken out of a piece, with their labels |
//! | `postal` | where they are |
//! | `person` | what is a name |
//! | `place` | name, title and company among what is left |
//! | `known` | the words that all of these know |
//! | `vcard` | the format |

mod known;
mod lines;
mod person;
mod place;
mod postal;
mod reach;
mod vcard;

use serde_json::{Map, Value, json};

use crate::domain::account::Account;
use crate::domain::command::Target;
use crate::domain::field::{Address, Labelled};
use crate::domain::id::Id;
use crate::domain::order::Gathered;
use crate::domain::record::Collection;
use crate::domain::text::{company_key, email_key, phone_key};
use crate::domain::validate::LONG;

/// How many values a list takes up: a card has a few, and each is compared with all.
const MOST_OF_A_KIND: usize = 50;

/// What a text says of somebody.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Card {
    /// What has a field of its own.
    pub found: Vec<Found>,
    /// Postal addresses and the line each begins on.
    pub addresses: Vec<(Address, usize)>,
    /// What has none, as it was written, line by line.
    pub rest: Vec<(usize, String)>,
}

/// Something found in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// The key of the field of a lead.
    pub key: &'static str,
    /// For lists such as phones: the kind.
    pub kind: &'static str,
    /// As it was written.
    pub value: String,
    /// On which line, the first being 1.
    pub line: usize,
    /// True for what the text does not say in so many words (CA2).
    pub concluded: bool,
}

/// Reads a text.
pub fn read(text: &str) -> Card {
    if let Some(card) = vcard::read(text) {
        return card;
    }
    let mut card = Card::default();
    let mut pieces = Vec::new();
    for line in lines::split(text) {
        match line.sense {
            lines::Sense::Written => card.rest.push((line.number, line.text)),
            lines::Sense::Card => reach::take(&line, &mut pieces, &mut card),
        }
    }
    postal::take(&mut pieces, &mut card);
    place::place(pieces, &mut card);
    card.rest.retain(|(_, text)| text.contains(char::is_alphanumeric));
    lines::in_order(&mut card.rest);
    card
}

/// The fields of a lead as those of a contact, and the account it belongs to: the
/// one that is `chosen`, with its name, else, to `make`, a new one of the company's
/// name, which has the company's sites and addresses. A company that becomes no
/// account, and is called otherwise than the one that is chosen, is not lost: it
/// goes to the description.
pub fn contact_and_account(
    mut fields: Map<String, Value>,
    chosen: Option<(Id<Account>, &str)>,
    make: bool,
) -> (Map<String, Value>, Target<Account>) {
    let company = fields.remove("company").unwrap_or_default();
    let account = match chosen {
        Some((id, name)) => {
            if company.as_str().map(company_key) != Some(company_key(name)) {
                describe(&mut fields, &company);
            }
            Target::Existing(id)
        }
        None if make => {
            let (theirs, own) = rows(&mut fields, "websites")
                .into_iter()
                .partition(|row| row.get("kind").is_none_or(|kind| kind != "profile"));
            fields.insert("websites".to_owned(), Value::Array(own));
            let addresses = rows(&mut fields, "addresses");
            let account =
                [("name", company), ("websites", Value::Array(theirs)), ("addresses", Value::Array(addresses))];
            Target::New(account.into_iter().map(|(key, value)| (key.to_owned(), value)).gathered())
        }
        None => {
            describe(&mut fields, &company);
            Target::None
        }
    };
    fields.retain(|key, _| Collection::Contact.field(key).is_some());
    (fields, account)
}

/// Adds a text to the description.
fn describe(fields: &mut Map<String, Value>, text: &Value) {
    let texts = [fields.get("description"), Some(text)].into_iter().flatten().filter_map(Value::as_str);
    let description = texts.filter(|text| !text.is_empty()).collect::<Vec<_>>().join("\n");
    fields.insert("description".to_owned(), json!(description));
}

/// Takes the rows of a list out.
fn rows(fields: &mut Map<String, Value>, key: &str) -> Vec<Value> {
    match fields.remove(key) {
        Some(Value::Array(rows)) => rows,
        _ => Vec::new(),
    }
}

impl Card {
    /// True when nothing is in it.
    pub fn is_empty(&self) -> bool {
        self.found.is_empty() && self.addresses.is_empty() && self.rest.is_empty()
    }

    /// The value of a field that has one.
    pub fn get(&self, key: &str) -> Option<&str> {
        self.found.iter().find(|found| found.key == key).map(|found| found.value.as_str())
    }

    /// The lines that a field was found on, and whether it was only concluded from them.
    pub fn lines(&self, key: &str) -> (Vec<usize>, bool) {
        let found = self.found.iter().filter(|found| found.key == key);
        let mut lines: Vec<usize> = match key {
            "description" => self.rest.iter().map(|(line, _)| *line).collect(),
            "addresses" => self.addresses.iter().map(|(_, line)| *line).collect(),
            _ => found.clone().map(|found| found.line).collect(),
        };
        lines.dedup();
        (lines, found.clone().any(|found| found.concluded))
    }

    /// The fields of a lead, as they are stored.
    pub fn fields(&self) -> Map<String, Value> {
        let mut fields = Map::new();
        for found in &self.found {
            if !is_list(found.key) {
                fields.insert(found.key.to_owned(), json!(found.value));
            } else if let Some(rows) = list_of(&mut fields, found.key) {
                rows.push(json!(Labelled::new(found.kind, &found.value)));
            }
        }
        if !self.addresses.is_empty() {
            let addresses = self.addresses.iter().map(|(address, _)| json!(address)).collect();
            fields.insert("addresses".to_owned(), addresses);
        }
        if !self.rest.is_empty() {
            let lines: Vec<&str> = self.rest.iter().map(|(_, text)| text.as_str()).collect();
            // As much as a field holds; all of it is still where it was read from.
            let description: String = lines.join("\n").chars().take(LONG).collect();
            fields.insert("description".to_owned(), json!(description));
        }
        fields
    }

    /// Puts something found: a field that has a value, or a list that is full, keeps
    /// what it has, and false is said.
    fn put(&mut self, key: &'static str, kind: &'static str, value: &str, line: usize) -> bool {
        let value = value.trim();
        let (email, phone) = (email_key(value), phone_key(value));
        let same = |found: &Found| match key {
            "emails" => email_key(&found.value) == email,
            "phones" if phone.is_some() => phone_key(&found.value) == phone,
            _ => found.value.eq_ignore_ascii_case(value),
        };
        let alike = || self.found.iter().filter(|found| found.key == key);
        if value.is_empty() || alike().any(same) {
            return true;
        }
        if alike().count() >= if is_list(key) { MOST_OF_A_KIND } else { 1 } {
            return false;
        }
        self.found.push(Found { key, kind, value: value.to_owned(), line, concluded: false });
        true
    }

    /// The same for what the text does not say itself (CA2).
    fn conclude(&mut self, key: &'static str, value: &str, line: usize) {
        if self.get(key).is_none()
            && self.put(key, "", value, line)
            && let Some(found) = self.found.last_mut()
        {
            found.concluded = true;
        }
    }

    /// Puts it, or keeps it as it is where its place is taken.
    fn put_or_keep(&mut self, key: &'static str, kind: &'static str, value: &str, line: usize) {
        if !self.put(key, kind, value, line) {
            self.rest.push((line, value.trim().to_owned()));
        }
    }
}

/// True for fields that hold several values.
fn is_list(key: &str) -> bool {
    matches!(key, "emails" | "phones" | "websites")
}

fn list_of<'a>(fields: &'a mut Map<String, Value>, key: &str) -> Option<&'a mut Vec<Value>> {
    let rows = fields.entry(key.to_owned()).or_insert_with(|| Value::Array(Vec::new()));
    rows.as_array_mut()
}
