//! Finding a record by what is known of it: name, company, e-mail address,
//! phone, number. Every word must be found; the Trash is left out, converted
//! leads are not.

use std::cmp::Reverse;

use chrono::{DateTime, Utc};

use super::field::Labelled;
use super::record::{Collection, Record, RecordRef};
use super::text::{email_key, fold, phone_key};
use super::workspace::Workspace;

/// A record that was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// Which record.
    pub record: RecordRef,
    /// What it is called.
    pub title: String,
    /// The key of the field in which the first word was found.
    pub field: &'static str,
    /// What stands there, where it is not the title.
    pub text: String,
}

/// The records that all words of `query` are found in, the best first, at
/// most `limit`. Nothing for an empty query.
pub fn search(workspace: &Workspace, query: &str, limit: usize) -> Vec<Hit> {
    search_in(workspace, &Collection::MAIN, query, limit)
}

/// The same over some collections only, such as for a field that links to a contact.
pub fn search_in(workspace: &Workspace, collections: &[Collection], query: &str, limit: usize) -> Vec<Hit> {
    search_among(workspace, collections, query, limit, |_, _| None)
}

/// What records are asked for of whoever may know them without looking at each.
#[derive(Clone, Copy, Debug)]
pub enum Sought<'a> {
    /// All whose folded title begins with this, and perhaps others.
    Beginning(&'a str),
    /// All that hold every one of these folded words, and perhaps others.
    Holding(&'a [String]),
}

/// The same where somebody may know which live records fit; where nobody does,
/// all are looked at.
pub fn search_among(
    workspace: &Workspace,
    collections: &[Collection],
    query: &str,
    limit: usize,
    mut among: impl FnMut(Collection, Sought<'_>) -> Option<Vec<Record>>,
) -> Vec<Hit> {
    let Some(query) = Query::of(query) else { return Vec::new() };
    let mut best = Best { limit, found: Vec::new() };
    if query.is_of_words() && query.email.is_none() {
        // One letter is in nearly all records, but nothing comes before a title that begins with it.
        for collection in collections {
            for record in among(*collection, Sought::Beginning(&query.whole)).unwrap_or_default() {
                best.look(&record, &query);
            }
        }
        if best.begins_all() {
            return best.hits(&query);
        }
        best.found.clear();
    }
    for collection in collections.iter().copied() {
        let known = query.is_of_words().then(|| among(collection, Sought::Holding(&query.words))).flatten();
        if let Some(records) = &known {
            for record in records {
                best.look(record, &query);
            }
        } else {
            for record in workspace.records(collection).filter(|record| record.is_live()) {
                best.look(record, &query);
            }
        }
    }
    best.hits(&query)
}

/// The best of what was found so far, in order.
struct Best {
    limit: usize,
    found: Vec<(Place, Record, &'static str)>,
}

/// By rank, then the one that was changed last.
type Place = (Reverse<u32>, Reverse<DateTime<Utc>>, RecordRef);

impl Best {
    fn look(&mut self, record: &Record, query: &Query) {
        let Some((rank, field)) = query.rank(record) else { return };
        let place = (Reverse(rank), Reverse(record.meta().updated_at), record.reference());
        let at = self.found.partition_point(|(known, ..)| *known < place);
        if at < self.limit {
            self.found.truncate(self.limit - 1);
            self.found.insert(at, (place, record.clone(), field));
        }
    }

    /// True when there are as many as are wanted, and the titles of all begin with what is looked for.
    fn begins_all(&self) -> bool {
        let last = self.limit.checked_sub(1).and_then(|last| self.found.get(last));
        last.is_some_and(|((Reverse(rank), ..), ..)| *rank >= BEGINS)
    }

    fn hits(self, query: &Query) -> Vec<Hit> {
        self.found.into_iter().map(|(_, record, field)| hit(&record, field, query)).collect()
    }
}

/// The rank of a title that begins with what is looked for, and has more.
const BEGINS: u32 = 80;

/// What is looked for.
struct Query {
    /// The whole of it, folded.
    whole: String,
    words: Vec<String>,
    /// The digits, where nothing but a phone number can be meant.
    digits: Option<String>,
    /// The address, where one is typed.
    email: Option<String>,
}

impl Query {
    fn of(text: &str) -> Option<Self> {
        let whole = fold(text);
        let digits: String = text.chars().filter(char::is_ascii_digit).collect();
        let dialled = text.chars().all(|character| character.is_ascii_digit() || " +-()/.".contains(character));
        // The leading zero or country code is written one way here and another there.
        let digits = digits.trim_start_matches('0').to_owned();
        let email = text.contains('@').then(|| email_key(text));
        let words = whole.split(' ').filter(|word| !word.is_empty()).map(str::to_owned).collect::<Vec<_>>();
        let query = Self { whole, words, digits: (dialled && digits.len() >= 4).then_some(digits), email };
        (!query.words.is_empty() || query.email.is_some()).then_some(query)
    }

    /// True where what is found holds every word somewhere; phone numbers are
    /// found by their digits, however they are written.
    fn is_of_words(&self) -> bool {
        self.digits.is_none() && !self.words.is_empty()
    }

    /// How well a record fits and in which field; `None` when it does not.
    fn rank(&self, record: &Record) -> Option<(u32, &'static str)> {
        if let Some(email) = &self.email {
            let found = emails(record).iter().any(|row| row.value.to_lowercase().contains(email));
            return found.then_some((90, "emails"));
        }
        self.rank_words(record)
            .or_else(|| phones(record).iter().any(|row| self.is_phone(&row.value)).then_some((60, "phones")))
    }

    fn rank_words(&self, record: &Record) -> Option<(u32, &'static str)> {
        let title = fold(&record.title());
        let of_title = match title.find(&self.whole) {
            Some(0) if title == self.whole => 100,
            Some(0) => BEGINS,
            Some(_) => 60,
            None => 50,
        };
        let mut others: Option<Vec<(&'static str, String)>> = None;
        let mut first: Option<(u32, &'static str)> = None;
        for word in &self.words {
            let place = if starts_a_word(&title, word) {
                (of_title, "title")
            } else if title.contains(word.as_str()) {
                (of_title.min(40), "title")
            } else {
                let others = others.get_or_insert_with(|| other_texts(record));
                let (key, text) = others.iter().find(|(_, text)| text.contains(word.as_str()))?;
                (if starts_a_word(text, word) { 30 } else { 20 }, *key)
            };
            first = Some(first.map_or(place, |(rank, key)| (rank.min(place.0), key)));
        }
        first
    }
}

impl Query {
    /// True for a number that holds the digits, or is the same written
    /// another way.
    fn is_phone(&self, phone: &str) -> bool {
        self.digits.as_ref().is_some_and(|digits| {
            let same = phone_key(digits).is_some_and(|key| phone_key(phone) == Some(key));
            same || digits_of(phone).contains(digits)
        })
    }
}

fn starts_a_word(text: &str, word: &str) -> bool {
    text.starts_with(word) || text.contains(&format!(" {word}"))
}

/// What a record is known by besides its title, folded.
fn other_texts(record: &Record) -> Vec<(&'static str, String)> {
    let mut texts: Vec<(&'static str, String)> = Vec::new();
    let mut add = |key: &'static str, text: &str| {
        if !text.is_empty() {
            texts.push((key, fold(text)));
        }
    };
    match record {
        Record::Account(account) => {
            add("number", &account.number);
            add("legal_name", &account.legal_name);
            add("erp_id", &account.erp_id);
            add("industry", &account.industry);
        }
        Record::Contact(contact) => {
            add("job_title", &contact.job_title);
            add("department", &contact.department);
        }
        Record::Lead(lead) => {
            add("company", &lead.company);
            add("job_title", &lead.job_title);
            add("source_detail", &lead.source_detail);
        }
        Record::Opportunity(deal) => add("next_step", &deal.next_step),
        Record::Activity(activity) => add("body", &activity.body),
        _ => {}
    }
    for row in emails(record) {
        add("emails", &row.value);
    }
    for row in websites(record) {
        add("websites", &row.value);
    }
    texts
}

fn emails(record: &Record) -> &[Labelled] {
    match record {
        Record::Account(account) => &account.emails,
        Record::Contact(contact) => &contact.emails,
        Record::Lead(lead) => &lead.emails,
        _ => &[],
    }
}

fn phones(record: &Record) -> &[Labelled] {
    match record {
        Record::Account(account) => &account.phones,
        Record::Contact(contact) => &contact.phones,
        Record::Lead(lead) => &lead.phones,
        _ => &[],
    }
}

fn websites(record: &Record) -> &[Labelled] {
    match record {
        Record::Account(account) => &account.websites,
        Record::Contact(contact) => &contact.websites,
        Record::Lead(lead) => &lead.websites,
        _ => &[],
    }
}

fn digits_of(phone: &str) -> String {
    phone.chars().filter(char::is_ascii_digit).collect()
}

fn hit(record: &Record, field: &'static str, query: &Query) -> Hit {
    let text = match field {
        "title" => String::new(),
        "phones" => {
            let found = phones(record).iter().find(|row| query.is_phone(&row.value));
            found.map(|row| row.value.clone()).unwrap_or_default()
        }
        "emails" => row_text(emails(record), query),
        "websites" => row_text(websites(record), query),
        key => record.get(key).and_then(|value| value.as_str().map(str::to_owned)).unwrap_or_default(),
    };
    Hit { record: record.reference(), title: record.title(), field, text }
}

/// The row in which a word was found.
fn row_text(rows: &[Labelled], query: &Query) -> String {
    let found = |row: &&Labelled| {
        let lower = row.value.to_lowercase();
        let folded = fold(&row.value);
        let by_word = query.words.iter().any(|word| folded.contains(word.as_str()));
        by_word || query.email.as_ref().is_some_and(|email| lower.contains(email))
    };
    rows.iter().find(found).or_else(|| rows.first()).map(|row| row.value.clone()).unwrap_or_default()
}
