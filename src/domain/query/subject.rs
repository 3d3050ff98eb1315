//! What a filter, a sort and a column can be about: the fields of a record
//! type, and what is derived of it and of the records around it. Found by key,
//! by the label on screen, by a usual short name, or by the start of these.

use super::super::field::Kind;
use super::super::record::Collection;
use super::super::text::fold;

/// What can be asked of a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Subject {
    /// The key of the field, or the name of what is derived.
    pub key: &'static str,
    /// What its values are.
    pub kind: Kind,
}

/// The words for people that the language knows besides the keys; they live
/// with the other words of the screens.
#[derive(Clone, Copy)]
pub struct Wording {
    /// The label of a field or of what is derived.
    pub field: fn(Collection, &str) -> &'static str,
    /// The label of a choice, by field and stored value; empty for none.
    pub choice: fn(&str, &str) -> &'static str,
}

/// A language without words for people: keys only.
pub const KEYS: Wording = Wording { field: |_, _| "", choice: |_, _| "" };

/// What is derived, and for which collections.
const DERIVED: [(&str, Kind, &[Collection]); 9] = [
    ("title", Kind::Text, &Collection::MAIN),
    ("created_at", Kind::Instant, &Collection::MAIN),
    ("created_by", Kind::Reference(Collection::Profile), &Collection::MAIN),
    ("updated_at", Kind::Instant, &Collection::MAIN),
    ("updated_by", Kind::Reference(Collection::Profile), &Collection::MAIN),
    ("last_touch", Kind::Day, &WORKED_ON),
    ("next_activity", Kind::Day, &WORKED_ON),
    ("lifetime_revenue", Kind::Money, &[Collection::Account]),
    ("open_pipeline", Kind::Money, &[Collection::Account]),
];

/// What activities are about.
const WORKED_ON: [Collection; 4] =
    [Collection::Account, Collection::Contact, Collection::Lead, Collection::Opportunity];

/// Short names that are neither key nor label, nor the start of one.
const ALIASES: [(&str, Collection, &str); 14] = [
    ("account", Collection::Lead, "candidate_account"),
    ("account", Collection::Activity, "links"),
    ("contact", Collection::Activity, "links"),
    ("lead", Collection::Activity, "links"),
    ("opportunity", Collection::Activity, "links"),
    ("deal", Collection::Activity, "links"),
    ("with", Collection::Activity, "links"),
    ("close", Collection::Opportunity, "expected_close"),
    ("closing", Collection::Opportunity, "expected_close"),
    ("value", Collection::Opportunity, "amount"),
    ("amount", Collection::Lead, "estimated_amount"),
    ("revenue", Collection::Account, "lifetime_revenue"),
    ("step", Collection::Opportunity, "next_step"),
    ("relationship", Collection::Account, "relationships"),
];

/// Short names of what every record has.
const COMMON_ALIASES: [(&str, &str); 4] =
    [("name", "title"), ("created", "created_at"), ("changed", "updated_at"), ("updated", "updated_at")];

/// All that can be asked of records of a collection: the title, the fields in
/// their order, and what else is derived.
pub fn subjects(collection: Collection) -> impl Iterator<Item = Subject> {
    let derived = DERIVED.iter().filter(move |(.., known)| known.contains(&collection));
    let derived = derived.map(|(key, kind, _)| Subject { key, kind: *kind });
    let fields = collection.fields().iter().map(|field| Subject { key: field.key, kind: field.kind });
    derived.clone().take(1).chain(fields).chain(derived.skip(1))
}

/// The subject of that very key.
pub fn subject(collection: Collection, key: &str) -> Option<Subject> {
    subjects(collection).find(|subject| subject.key == key)
}

/// The subject that a person means by a name; `None` where it is none or might
/// be several.
pub(super) fn named(collection: Collection, name: &str, wording: Wording) -> Option<Subject> {
    let sought = plain(name);
    if sought.is_empty() {
        return None;
    }
    let alias = ALIASES.iter().find(|(alias, of, _)| *of == collection && *alias == sought).map(|(.., key)| *key);
    let names = |subject: &Subject| [plain(subject.key), plain((wording.field)(collection, subject.key))];
    let exact = subjects(collection).find(|subject| Some(subject.key) == alias || names(subject).contains(&sought));
    let common =
        || COMMON_ALIASES.iter().find(|(alias, _)| *alias == sought).and_then(|(_, key)| subject(collection, key));
    let exact = exact.or_else(common);
    exact.or_else(|| {
        let mut begun =
            subjects(collection).filter(|subject| names(subject).iter().any(|name| name.starts_with(&sought)));
        let first = begun.next();
        first.filter(|_| begun.next().is_none())
    })
}

/// Letters and digits only, so that `expected_close`, `Expected close` and
/// `expected-close` are one.
fn plain(name: &str) -> String {
    fold(name).replace(' ', "")
}

impl Subject {
    /// The collections whose titles stand in it, where it leads to records.
    pub fn leads_to(self, collection: Collection) -> &'static [Collection] {
        match (self.kind, self.key) {
            (Kind::Reference(to) | Kind::References(to), _) => one(to),
            (Kind::Structure, "accounts") => one(Collection::Account),
            (Kind::Structure, "contacts") => one(Collection::Contact),
            (Kind::Structure, "links") if collection == Collection::Activity => &Collection::MAIN,
            _ => &[],
        }
    }

    /// True when its values have an order.
    pub fn is_ordered(self) -> bool {
        matches!(self.kind, Kind::Number | Kind::Percent | Kind::Money) || self.is_of_days()
    }

    /// True when its values are days or instants.
    pub fn is_of_days(self) -> bool {
        matches!(self.kind, Kind::Day | Kind::Instant)
    }
}

/// A collection as a list of one.
fn one(collection: Collection) -> &'static [Collection] {
    let place = Collection::ALL.iter().position(|known| *known == collection).unwrap_or_default();
    Collection::ALL.get(place..=place).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_field_is_found_by_key_by_short_name_and_by_its_start() {
        let key = |collection, name| named(collection, name, KEYS).map(|subject| subject.key);
        assert_eq!(key(Collection::Opportunity, "Expected close"), Some("expected_close"));
        assert_eq!(key(Collection::Opportunity, "close"), Some("expected_close"));
        assert_eq!(key(Collection::Lead, "tag"), Some("tags"));
        assert_eq!(key(Collection::Lead, "name"), Some("title"));
        assert_eq!(key(Collection::Contact, "account"), Some("accounts"));
        assert_eq!(key(Collection::Activity, "account"), Some("links"));
        assert_eq!(key(Collection::Lead, "nonsense"), None);
        assert_eq!(key(Collection::Lead, "e"), None, "e-mails or employees");
        assert_eq!(key(Collection::Lead, "🙂"), None);
    }

    #[test]
    fn every_short_name_means_something_that_is_there() {
        for (alias, collection, key) in ALIASES {
            assert!(subject(collection, key).is_some(), "{alias}");
        }
    }
}
