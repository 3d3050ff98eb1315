//! What becomes of a column: a field, a part of one, a link, a custom field or
//! nothing. Recognised by the header, changed by the person.

use crate::domain::field::Kind;
use crate::domain::record::Collection;

/// A column and what becomes of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// Its name in the file.
    pub header: String,
    /// What becomes of it.
    pub target: Target,
}

/// What becomes of a column's cells.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Target {
    /// A field by key; a choice or an option goes through the value mappings.
    Field(&'static str),
    /// An entry of a list of phones, e-mails or web sites: field and kind.
    Listed(&'static str, &'static str),
    /// A part of the address of a kind.
    Address(&'static str, Part),
    /// First and last name in one.
    FullName,
    /// A link by the other record's id in the file's system: the field.
    LinkById(&'static str),
    /// A link by the other record's name: the field.
    LinkByName(&'static str),
    /// The row's own id in the file's system.
    ExternalId,
    /// The currency of the row's amounts.
    Currency,
    /// The day a deal should close, or did.
    CloseDate,
    /// Whether a deal is closed.
    Closed,
    /// Whether a deal is won.
    Won,
    /// Open, won or lost in a word.
    Outcome,
    /// Whether, when and to what a lead was converted.
    Converted(Conversion),
    /// When the record was created.
    CreatedAt,
    /// When it was last changed.
    UpdatedAt,
    /// Whether it was deleted; then it comes into the Trash.
    Deleted,
    /// A column of our own export, read exactly.
    Exact,
    /// Kept in `custom` under its header.
    Custom,
    /// Left out, as the person wishes.
    Ignored,
}

/// A part of an address.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[allow(missing_docs)]
pub enum Part {
    Street,
    City,
    State,
    PostalCode,
    Country,
    /// The whole address in one cell, often repeating the other parts.
    Whole,
}

/// A part of a lead's conversion.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[allow(missing_docs)]
pub enum Conversion {
    Flag,
    Date,
    Account,
    Contact,
    Opportunity,
}

/// The kinds that phones, e-mails and web sites may be told to be.
const LISTED: [(&str, &[&str]); 3] = [
    ("phones", &["work", "mobile", "home", "other", "fax", "assistant"]),
    ("emails", &["work", "home", "other"]),
    ("websites", &["work", "linkedin", "other"]),
];

/// The kinds that addresses may be told to be.
const ADDRESSES: [&str; 6] = ["billing", "shipping", "mailing", "home", "work", "other"];

/// The parts of an address, in the order of an envelope.
const PARTS: [Part; 6] = [Part::Street, Part::City, Part::State, Part::PostalCode, Part::Country, Part::Whole];

/// Everything that a column of a collection may become, for the person to choose from.
pub fn choices(collection: Collection) -> Vec<Target> {
    let mut targets = vec![Target::Custom, Target::Ignored, Target::ExternalId];
    for field in collection.fields() {
        targets.extend(choices_of(collection, field.key, field.kind));
    }
    if collection == Collection::Contact || collection == Collection::Lead {
        targets.push(Target::FullName);
    }
    targets.extend(special(collection));
    targets.extend([Target::CreatedAt, Target::UpdatedAt, Target::Deleted]);
    targets
}

fn choices_of(collection: Collection, key: &'static str, kind: Kind) -> Vec<Target> {
    match (key, kind) {
        ("accounts" | "contacts" | "links", _) => vec![Target::LinkById(key), Target::LinkByName(key)],
        ("number" | "person_contact" | "customer_since" | "lifecycle", _) if collection == Collection::Account => {
            vec![]
        }
        ("pipeline" | "stage_history" | "close_date_slips" | "expected_close" | "closed_on", _)
        | (_, Kind::Structure) => vec![],
        (_, Kind::Reference(Collection::Account | Collection::Contact | Collection::Lead)) => {
            vec![Target::LinkById(key), Target::LinkByName(key)]
        }
        (_, Kind::Emails | Kind::Phones | Kind::Websites) => {
            let kinds = LISTED.iter().filter(|(field, _)| *field == key).flat_map(|(_, kinds)| kinds.iter());
            kinds.map(|kind| Target::Listed(key, kind)).collect()
        }
        (_, Kind::Addresses) => {
            ADDRESSES.iter().flat_map(|kind| PARTS.iter().map(|part| Target::Address(kind, *part))).collect()
        }
        _ => vec![Target::Field(key)],
    }
}

fn special(collection: Collection) -> &'static [Target] {
    match collection {
        Collection::Opportunity => &[Target::Currency, Target::CloseDate, Target::Closed, Target::Won, Target::Outcome],
        Collection::Lead => &[
            Target::Currency,
            Target::Converted(Conversion::Flag),
            Target::Converted(Conversion::Date),
            Target::Converted(Conversion::Account),
            Target::Converted(Conversion::Contact),
            Target::Converted(Conversion::Opportunity),
        ],
        Collection::Account => &[Target::Currency],
        _ => &[],
    }
}
