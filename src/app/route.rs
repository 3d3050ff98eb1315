//! Where one is: every address of the app, read from and written as the part
//! of the URL after `#`. Pure, so that addresses are tested as a table.

use std::fmt;

use uuid::Uuid;

use crate::domain::id::Id;
use crate::domain::lead::Lead;
use crate::domain::record::{Collection, RecordRef};

/// An address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Route {
    /// `#/`
    Home,
    /// `#/leads?filter=acme`
    List(Collection, Query),
    /// `#/leads/new?company=Acme`: the list with the form open.
    New(Collection, Query),
    /// `#/leads/<id>`
    Record(RecordRef),
    /// `#/leads/<id>?as_of=2026-03-03`: the record as it was.
    Past(RecordRef, String),
    /// `#/leads/<id>/convert`
    Convert(Id<Lead>),
    /// `#/leads/convert?ids=…`: many leads at once.
    ConvertMany(Query),
    /// `#/duplicates?type=contacts`
    Duplicates(Query),
    /// `#/duplicates/merge?of=contacts&ids=…`
    Merge(Query),
    /// `#/opportunities/board`
    Board(Query),
    /// `#/activities/calendar?show=week&day=2026-11-16`
    Calendar(Query),
    /// `#/search?q=…`
    Search(String),
    /// `#/data`
    Data,
    /// `#/data?at=history`: a part of that page.
    DataAt(DataPart),
    /// `#/which`: what somebody is.
    Which,
    /// `#/paste?text=…`: who somebody is, from a signature or a card.
    Paste(String),
    /// `#/card`: a card typed with a thumb.
    Card,
    /// `#/help?term=lead`: the words of CRM, at one of them.
    Help(Option<Term>),
    /// `#/trash`
    Trash,
    /// `#/settings/<section>`
    Settings(SettingsSection),
    /// An address that leads nowhere.
    Unknown(String),
}

/// The parts of the data page that one is sent to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum DataPart {
    Storage,
    History,
    Archive,
}

impl DataPart {
    /// Every part, with its name in addresses, which is the id of its heading too.
    pub const ALL: [(Self, &'static str); 3] =
        [(Self::Storage, "storage"), (Self::History, "history"), (Self::Archive, "archive")];

    /// The name in addresses.
    pub fn name(self) -> &'static str {
        Self::ALL.iter().find(|(part, _)| *part == self).map_or("", |(_, name)| name)
    }
}

/// The words that the help explains, in its order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Term {
    Account,
    Prospect,
    Customer,
    Relationship,
    Contact,
    Lead,
    Rating,
    Engaged,
    Mql,
    Sql,
    Conversion,
    Opportunity,
    Stage,
    Activity,
}

impl Term {
    /// Every term, with its name in addresses, which is the id of its heading too.
    pub const ALL: [(Self, &'static str); 14] = [
        (Self::Account, "account"),
        (Self::Prospect, "prospect"),
        (Self::Customer, "customer"),
        (Self::Relationship, "relationship"),
        (Self::Contact, "contact"),
        (Self::Lead, "lead"),
        (Self::Rating, "rating"),
        (Self::Engaged, "engaged"),
        (Self::Mql, "mql"),
        (Self::Sql, "sql"),
        (Self::Conversion, "conversion"),
        (Self::Opportunity, "opportunity"),
        (Self::Stage, "stage"),
        (Self::Activity, "activity"),
    ];

    /// The name in addresses.
    pub fn name(self) -> &'static str {
        Self::ALL.iter().find(|(term, _)| *term == self).map_or("", |(_, name)| name)
    }
}

/// The pages of the settings.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[allow(missing_docs)]
pub enum SettingsSection {
    Workspace,
    Profiles,
    Pipelines,
    Statuses,
    Sources,
    Reasons,
    Segments,
    Relationships,
    Checklist,
    Tags,
    Campaigns,
    Appearance,
    Reminders,
    Words,
    Privacy,
}

impl SettingsSection {
    /// Every section in order, with its name in addresses.
    pub const ALL: [(Self, &'static str); 15] = [
        (Self::Workspace, "workspace"),
        (Self::Profiles, "profiles"),
        (Self::Pipelines, "pipelines"),
        (Self::Statuses, "statuses"),
        (Self::Sources, "sources"),
        (Self::Reasons, "reasons"),
        (Self::Segments, "segments"),
        (Self::Relationships, "relationships"),
        (Self::Checklist, "checklist"),
        (Self::Tags, "tags"),
        (Self::Campaigns, "campaigns"),
        (Self::Appearance, "appearance"),
        (Self::Reminders, "reminders"),
        (Self::Words, "words"),
        (Self::Privacy, "privacy"),
    ];

    /// The name in addresses.
    pub fn name(self) -> &'static str {
        Self::ALL.iter().find(|(section, _)| *section == self).map_or("", |(_, name)| name)
    }
}

/// The key of a query that asks for things as they were.
pub const AS_OF: &str = "as_of";

/// The part after `?`: keys and values in order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query(pub Vec<(String, String)>);

impl Query {
    /// The value of a key.
    pub fn get(&self, key: &str) -> Option<&str> {
        self.0.iter().find(|(name, _)| name == key).map(|(_, value)| value.as_str())
    }

    /// The same with a key set; an empty value takes the key out.
    #[must_use]
    pub fn with(mut self, key: &str, value: &str) -> Self {
        self.0.retain(|(name, _)| name != key);
        if !value.is_empty() {
            self.0.push((key.to_owned(), value.to_owned()));
        }
        self
    }

    /// The same with a key set, even to nothing: for what would else have
    /// another value by itself.
    #[must_use]
    pub fn set(self, key: &str, value: &str) -> Self {
        let mut query = self.with(key, "");
        query.0.push((key.to_owned(), value.to_owned()));
        query
    }

    /// The records that a key names: ids with a dot between them. What is no
    /// id is passed over.
    pub fn ids(&self, key: &str) -> Vec<Uuid> {
        self.get(key).into_iter().flat_map(|text| text.split('.')).filter_map(|id| id.parse().ok()).collect()
    }

    /// The same with a key that names records.
    #[must_use]
    pub fn with_ids(self, key: &str, ids: impl Iterator<Item = Uuid>) -> Self {
        self.with(key, &ids.map(|id| id.to_string()).collect::<Vec<_>>().join("."))
    }

    fn parse(text: &str) -> Self {
        let pairs = text.split('&').filter(|pair| !pair.is_empty());
        Self(
            pairs
                .map(|pair| {
                    let (key, value) = pair.split_once('=').unwrap_or((pair, ""));
                    (decode(key), decode(value))
                })
                .collect(),
        )
    }
}

impl Route {
    /// Reads an address, with or without the leading `#`. Never fails: what
    /// leads nowhere is [`Route::Unknown`].
    pub fn parse(hash: &str) -> Self {
        let address = hash.trim_start_matches('#');
        let (path, query) = address.split_once('?').unwrap_or((address, ""));
        let query = Query::parse(query);
        let parts: Vec<&str> = path.split('/').filter(|part| !part.is_empty()).collect();
        let found = match parts.as_slice() {
            [] => Some(Self::Home),
            ["data"] => {
                let part = DataPart::ALL.iter().find(|(_, name)| query.get("at") == Some(name));
                Some(part.map_or(Self::Data, |(part, _)| Self::DataAt(*part)))
            }
            ["which"] => Some(Self::Which),
            ["paste"] => Some(Self::Paste(query.get("text").unwrap_or_default().to_owned())),
            ["card"] => Some(Self::Card),
            ["help"] => Some(Self::Help(
                Term::ALL.iter().find(|(_, name)| query.get("term") == Some(name)).map(|(term, _)| *term),
            )),
            ["trash"] => Some(Self::Trash),
            ["search"] => Some(Self::Search(query.get("q").unwrap_or_default().to_owned())),
            ["settings"] => Some(Self::Settings(SettingsSection::Workspace)),
            ["settings", name] => SettingsSection::ALL
                .iter()
                .find(|(_, known)| known == name)
                .map(|(section, _)| Self::Settings(*section)),
            ["opportunities", "board"] => Some(Self::Board(query)),
            ["activities", "calendar"] => Some(Self::Calendar(query)),
            ["leads", "convert"] => Some(Self::ConvertMany(query)),
            ["duplicates"] => Some(Self::Duplicates(query)),
            ["duplicates", "merge"] => Some(Self::Merge(query)),
            ["leads", id, "convert"] => id.parse().ok().map(|id: Uuid| Self::Convert(Id::new(id))),
            [plural, rest @ ..] => main_collection(plural).and_then(|collection| match rest {
                [] => Some(Self::List(collection, query)),
                ["new"] => Some(Self::New(collection, query)),
                [id] => id.parse().ok().map(|id| {
                    let record = RecordRef { collection, id };
                    match query.get(AS_OF).filter(|moment| !moment.is_empty()) {
                        Some(moment) => Self::Past(record, moment.to_owned()),
                        None => Self::Record(record),
                    }
                }),
                _ => None,
            }),
        };
        found.unwrap_or_else(|| Self::Unknown(address.to_owned()))
    }

    /// The list of a collection, without any filter.
    pub fn list(collection: Collection) -> Self {
        Self::List(collection, Query::default())
    }

    /// Where records of one collection become one; `listed` where one comes
    /// from the list of duplicates and goes back there.
    pub fn merge(records: &[RecordRef], listed: bool) -> Self {
        let of = records.first().map(|record| record.collection.plural()).unwrap_or_default();
        let query = Query::default().with("of", of).with_ids("ids", records.iter().map(|record| record.id));
        Self::Merge(query.with("from", if listed { "list" } else { "" }))
    }

    /// Where many leads are converted at once.
    pub fn convert_many(leads: impl Iterator<Item = Uuid>) -> Self {
        Self::ConvertMany(Query::default().with_ids("ids", leads))
    }

    /// The address for an `href`, with the `#`.
    pub fn href(&self) -> String {
        format!("#{self}")
    }
}

fn main_collection(plural: &str) -> Option<Collection> {
    Collection::MAIN.into_iter().find(|collection| collection.plural() == plural)
}

impl fmt::Display for Route {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Home => f.write_str("/"),
            Self::List(collection, query) => write!(f, "/{}{query}", collection.plural()),
            Self::New(collection, query) => write!(f, "/{}/new{query}", collection.plural()),
            Self::Record(record) => write!(f, "/{record}"),
            Self::Past(record, moment) => write!(f, "/{record}{}", Query::default().with(AS_OF, moment)),
            Self::Convert(lead) => write!(f, "/leads/{lead}/convert"),
            Self::ConvertMany(query) => write!(f, "/leads/convert{query}"),
            Self::Duplicates(query) => write!(f, "/duplicates{query}"),
            Self::Merge(query) => write!(f, "/duplicates/merge{query}"),
            Self::Board(query) => write!(f, "/opportunities/board{query}"),
            Self::Calendar(query) => write!(f, "/activities/calendar{query}"),
            Self::Search(text) => write!(f, "/search{}", Query::default().with("q", text)),
            Self::Data => f.write_str("/data"),
            Self::DataAt(part) => write!(f, "/data?at={}", part.name()),
            Self::Which => f.write_str("/which"),
            Self::Paste(text) => write!(f, "/paste{}", Query::default().with("text", text)),
            Self::Card => f.write_str("/card"),
            Self::Help(None) => f.write_str("/help"),
            Self::Help(Some(term)) => write!(f, "/help?term={}", term.name()),
            Self::Trash => f.write_str("/trash"),
            Self::Settings(section) => write!(f, "/settings/{}", section.name()),
            Self::Unknown(address) => f.write_str(address),
        }
    }
}

impl fmt::Display for Query {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (place, (key, value)) in self.0.iter().enumerate() {
            let mark = if place == 0 { '?' } else { '&' };
            write!(f, "{mark}{}={}", encode(key), encode(value))?;
        }
        Ok(())
    }
}

/// Percent-encodes all but the unreserved characters of RFC 3986; a space is `+`.
fn encode(text: &str) -> String {
    let mut encoded = String::with_capacity(text.len());
    for byte in text.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => encoded.push(char::from(byte)),
            b' ' => encoded.push('+'),
            other => {
                let digits =
                    [other >> 4, other & 15].map(|digit| char::from_digit(u32::from(digit), 16).unwrap_or('0'));
                encoded.push('%');
                encoded.extend(digits.map(|digit| digit.to_ascii_uppercase()));
            }
        }
    }
    encoded
}

/// Undoes [`encode`]; what is not a valid escape stays as it is.
fn decode(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [byte, after @ ..] = rest {
        rest = after;
        match (byte, after) {
            (b'+', _) => bytes.push(b' '),
            (b'%', [high, low, beyond @ ..]) if high.is_ascii_hexdigit() && low.is_ascii_hexdigit() => {
                bytes.push(hexadecimal(*high) << 4 | hexadecimal(*low));
                rest = beyond;
            }
            (other, _) => bytes.push(*other),
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// The value of a hexadecimal digit.
fn hexadecimal(digit: u8) -> u8 {
    match digit {
        b'0'..=b'9' => digit - b'0',
        b'a'..=b'f' => digit - b'a' + 10,
        _ => digit.wrapping_sub(b'A').wrapping_add(10),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ID: &str = "01900000-0000-7000-8000-000000000001";

    #[test]
    fn every_address_is_read_and_written_alike() {
        let addresses = [
            "/".to_owned(),
            "/leads".to_owned(),
            "/leads?filter=acme+%26+co&sort=-name".to_owned(),
            "/accounts?view=customers".to_owned(),
            "/contacts/new?last_name=D%C3%B6e".to_owned(),
            format!("/leads/{ID}"),
            format!("/leads/{ID}/convert"),
            format!("/leads/convert?ids={ID}.{ID}"),
            "/duplicates?type=contacts".to_owned(),
            format!("/duplicates/merge?of=contacts&ids={ID}.{ID}&from=list"),
            format!("/accounts/{ID}?as_of=2026-03-03"),
            format!("/accounts/{ID}?as_of=2026-03-03T14%3A05%3A07.000Z"),
            "/opportunities/board?as_of=2026-03-03".to_owned(),
            "/opportunities/board".to_owned(),
            "/opportunities/board?pipeline=x".to_owned(),
            format!("/activities/{ID}"),
            "/search?q=a%2Bb".to_owned(),
            "/data".to_owned(),
            "/data?at=history".to_owned(),
            "/which".to_owned(),
            "/paste".to_owned(),
            "/paste?text=Ada+Lovelace%0ACTO".to_owned(),
            "/card".to_owned(),
            "/help".to_owned(),
            "/help?term=lead".to_owned(),
            "/trash".to_owned(),
            "/settings/pipelines".to_owned(),
        ];
        for address in addresses {
            let route = Route::parse(&format!("#{address}"));
            assert!(!matches!(route, Route::Unknown(_)), "{address}");
            assert_eq!(route.to_string(), address);
        }
    }

    #[test]
    fn what_leads_nowhere_is_said_and_never_a_panic() {
        for address in
            ["#/nothing", "#/leads/12", "#/stages", "#/settings/none", "#/leads/%", "#/leads/x/y/z", "#?%%%=%e4"]
        {
            let route = Route::parse(address);
            assert!(matches!(route, Route::Unknown(_) | Route::Home), "{address}: {route:?}");
        }
        assert_eq!(Route::parse(""), Route::Home);
    }

    #[test]
    fn broken_escapes_stay_as_they_are() {
        assert_eq!(Route::parse("#/search?q=100%"), Route::Search("100%".to_owned()));
        assert_eq!(Route::parse("#/search?q=%+1"), Route::Search("% 1".to_owned()));
        assert_eq!(Route::parse("#/search?q=%é"), Route::Search("%é".to_owned()));
    }
}
