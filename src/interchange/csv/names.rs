//! What a column of a name is: looked up in [`super::known`], and for addresses
//! put together from kind and part. Names are compared without case, accents,
//! spaces and punctuation, so that `FirstName`, `FIRST_NAME` and "First name"
//! are one.

use super::known::{ACCOUNT, ACTIVITY, COMMON, COMPANY, CONTACT, LEAD, Names, OPPORTUNITY, PERSON, REACH};
use super::mapping::{Part, Target};
use crate::domain::record::Collection;
use crate::domain::text;

/// The form in which names are compared.
pub(super) fn squeeze(name: &str) -> String {
    text::fold(name).replace(' ', "")
}

/// What a column of that name is in a collection, where the name is known.
pub(super) fn target(collection: Collection, header: &str) -> Option<Target> {
    let part = header.split_once(" - ").filter(|(entity, _)| is_entity(collection, entity));
    let find = |name: &str| look_up(collection, &squeeze(name));
    part.and_then(|(_, part)| find(part)).or_else(|| find(header))
}

/// Pipedrive's columns begin with what they are of: `Person - Phone`.
fn is_entity(collection: Collection, entity: &str) -> bool {
    match collection {
        Collection::Account => entity == "Organization",
        Collection::Contact => entity == "Person",
        Collection::Lead => matches!(entity, "Person" | "Lead"),
        Collection::Opportunity => entity == "Deal",
        Collection::Activity => entity == "Activity",
        _ => false,
    }
}

fn look_up(collection: Collection, name: &str) -> Option<Target> {
    let tables: &[Names] = match collection {
        Collection::Account => &[ACCOUNT, COMPANY, REACH, COMMON],
        Collection::Contact => &[CONTACT, PERSON, REACH, COMMON],
        Collection::Lead => &[LEAD, PERSON, COMPANY, REACH, COMMON],
        Collection::Opportunity => &[OPPORTUNITY, COMMON],
        Collection::Activity => &[ACTIVITY, COMMON],
        _ => &[],
    };
    let found = tables.iter().flat_map(|table| table.iter()).find(|(known, _)| *known == name);
    found.map(|(_, target)| *target).or_else(|| address(collection, name))
}

/// True for a cell that reads like the name of a column of whatever collection.
pub(super) fn is_familiar(cell: &str) -> bool {
    let collections = [Collection::Account, Collection::Contact, Collection::Lead, Collection::Opportunity];
    // Longer text is no name, and looking at much of it takes long.
    !cell.trim().is_empty()
        && cell.len() <= 100
        && collections.iter().any(|collection| target(*collection, cell).is_some())
}

/// What says which address is meant.
const ADDRESS_KINDS: [(&str, &str); 12] = [
    ("billing", "billing"),
    ("invoice", "billing"),
    ("shipping", "shipping"),
    ("delivery", "shipping"),
    ("mailing", "mailing"),
    ("primaryaddress", "mailing"),
    ("other", "other"),
    ("home", "home"),
    ("business", "work"),
    ("work", "work"),
    ("address1", "mailing"),
    ("address2", "other"),
];

/// What says which part of an address is meant.
const ADDRESS_PARTS: [(&str, Part); 36] = [
    ("street", Part::Street),
    ("streetaddress", Part::Street),
    ("addressline1", Part::Street),
    ("addressstreet", Part::Street),
    ("strasse", Part::Street),
    ("calle", Part::Street),
    ("rue", Part::Street),
    ("city", Part::City),
    ("town", Part::City),
    ("addresscity", Part::City),
    ("ort", Part::City),
    ("stadt", Part::City),
    ("ciudad", Part::City),
    ("ville", Part::City),
    ("state", Part::State),
    ("province", Part::State),
    ("region", Part::State),
    ("county", Part::State),
    ("stateprovince", Part::State),
    ("stateregion", Part::State),
    ("addressstate", Part::State),
    ("postalcode", Part::PostalCode),
    ("postcode", Part::PostalCode),
    ("zip", Part::PostalCode),
    ("zipcode", Part::PostalCode),
    ("zippostalcode", Part::PostalCode),
    ("addresspostalcode", Part::PostalCode),
    ("code", Part::PostalCode),
    ("plz", Part::PostalCode),
    ("country", Part::Country),
    ("countryregion", Part::Country),
    ("addresscountry", Part::Country),
    ("land", Part::Country),
    ("pais", Part::Country),
    ("pays", Part::Country),
    ("address", Part::Whole),
];

fn address(collection: Collection, name: &str) -> Option<Target> {
    let usual = match collection {
        Collection::Account => "billing",
        Collection::Contact | Collection::Lead => "mailing",
        _ => return None,
    };
    let part = |name: &str| ADDRESS_PARTS.iter().find(|(known, _)| *known == name).map(|(_, part)| *part);
    // A bare "Code" could be anything.
    if let Some(part) = part(name).filter(|_| name != "code") {
        return Some(Target::Address(usual, part));
    }
    ADDRESS_KINDS.iter().find_map(|(start, kind)| Some(Target::Address(kind, part(name.strip_prefix(start)?)?)))
}
