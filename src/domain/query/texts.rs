//! The text of records in which words are looked for: folded, and all in one
//! string, one line a record, so that one scan goes over all of them.

use memchr::memmem::Finder;
use serde_json::Value;

use super::super::field::{Address, Labelled};
use super::super::record::{Record, RecordRef};
use super::super::text::fold;
use super::super::workspace::Workspace;
use super::subject::Wording;

/// Calls back with every record that a record leads to by a field made for it.
pub(super) fn each_link(record: &Record, then: &mut dyn FnMut(RecordRef)) {
    macro_rules! links {
        ($record:ident: $($one:ident)*; $($many:ident)*) => {{
            $($record.$one.into_iter().for_each(|id| then(RecordRef::of(id)));)*
            $($record.$many.iter().for_each(|id| then(RecordRef::of(*id)));)*
        }};
    }
    match record {
        Record::Account(it) => {
            links!(it: segment parent person_contact source campaign owner; relationships tags);
        }
        Record::Contact(it) => {
            it.accounts.iter().for_each(|role| then(RecordRef::of(role.account)));
            links!(it: reports_to referred_by source campaign owner; tags);
        }
        Record::Lead(it) => {
            links!(it: candidate_account source campaign status disqualify_reason referred_by owner; criteria_met tags);
        }
        Record::Opportunity(it) => {
            it.contacts.iter().for_each(|role| then(RecordRef::of(role.contact)));
            links!(it: account pipeline stage source campaign reason origin_lead owner; tags);
        }
        Record::Activity(it) => {
            it.links.iter().copied().for_each(&mut *then);
            links!(it: owner; tags);
        }
        _ => {}
    }
}

/// What of a record is looked at, folded: its own words, and the names of the
/// records that it leads to.
pub(super) fn text_of(workspace: &Workspace, record: &Record, wording: Wording) -> String {
    let mut words = Words(record.title());
    let mut choice = None;
    match record {
        Record::Account(it) => {
            choice = Some("lifecycle");
            words.add([&it.legal_name, &it.number, &it.erp_id, &it.industry, &it.description]);
            words.add_rows([&it.emails, &it.phones, &it.websites]);
            words.add_addresses(&it.addresses);
        }
        Record::Contact(it) => {
            words.add([&it.salutation, &it.first_name, &it.last_name, &it.job_title, &it.department, &it.description]);
            words.add(it.accounts.iter().map(|role| &role.role));
            words.add_rows([&it.emails, &it.phones, &it.websites]);
            words.add_addresses(&it.addresses);
        }
        Record::Lead(it) => {
            choice = Some("rating");
            words.add([&it.salutation, &it.first_name, &it.last_name, &it.company, &it.job_title, &it.source_detail]);
            words.add([&it.needs, &it.budget, &it.authority, &it.timing, &it.industry, &it.description]);
            words.add_rows([&it.emails, &it.phones, &it.websites]);
            words.add_addresses(&it.addresses);
        }
        Record::Opportunity(it) => words.add([&it.next_step, &it.competitors, &it.reason_note, &it.description]),
        Record::Activity(it) => {
            choice = Some("kind");
            words.add([&it.body]);
        }
        _ => {}
    }
    let stored = choice.and_then(|key| Some((key, record.get(key)?)));
    if let Some((key, Value::String(stored))) = stored {
        words.push((wording.choice)(key, &stored));
    }
    each_link(record, &mut |link| words.push(&workspace.title(link).unwrap_or_default()));
    fold(&words.0)
}

/// Text that grows by what is not empty.
struct Words(String);

impl Words {
    fn push(&mut self, part: &str) {
        if !part.is_empty() {
            self.0.push('\n');
            self.0.push_str(part);
        }
    }

    fn add<'a>(&mut self, parts: impl IntoIterator<Item = &'a String>) {
        for part in parts {
            self.push(part);
        }
    }

    fn add_rows(&mut self, lists: [&Vec<Labelled>; 3]) {
        for row in lists.into_iter().flatten() {
            self.push(&row.value);
        }
    }

    fn add_addresses(&mut self, addresses: &[Address]) {
        for it in addresses {
            self.add([&it.street, &it.postal_code, &it.city, &it.state, &it.country]);
        }
    }
}

/// The texts of many records, one line each.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Texts {
    lines: String,
    /// Where each line ends, its line feed included.
    ends: Vec<usize>,
}

impl Texts {
    /// Room for about as much as another had.
    pub(super) fn like(other: &Self) -> Self {
        Self { lines: String::with_capacity(other.lines.len() + 256), ends: Vec::with_capacity(other.ends.len() + 1) }
    }

    /// How many lines there are.
    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }

    /// Puts another line in place of one.
    pub(super) fn set(&mut self, row: usize, text: &str) {
        let old = self.line(row).len();
        let Some(end) = self.ends.get(row).map(|end| end - 1) else { return };
        self.lines.replace_range(end - old..end, text);
        for end in self.ends.iter_mut().skip(row) {
            *end = *end + text.len() - old;
        }
    }

    /// Adds the next line. Folded text has no line feeds.
    pub(super) fn push(&mut self, text: &str) {
        self.lines.push_str(text);
        self.lines.push('\n');
        self.ends.push(self.lines.len());
    }

    /// One line.
    pub(super) fn line(&self, row: usize) -> &str {
        let start = row.checked_sub(1).and_then(|before| self.ends.get(before)).copied().unwrap_or_default();
        let end = self.ends.get(row).copied().unwrap_or_default();
        self.lines.get(start..end.saturating_sub(1)).unwrap_or_default()
    }

    /// The rows whose line begins with the folded text.
    pub(super) fn beginning(&self, folded: &str) -> Vec<u32> {
        let mut start = 0;
        let begins = |end: &usize| {
            let line = self.lines.as_bytes().get(std::mem::replace(&mut start, *end)..*end);
            line.is_some_and(|line| line.starts_with(folded.as_bytes()))
        };
        (0..).zip(self.ends.iter().map(begins)).filter(|(_, begins)| *begins).map(|(row, _)| row).collect()
    }

    /// The rows among the candidates whose line has the folded text.
    pub(super) fn find(&self, folded: &str, candidates: &[u32]) -> Vec<u32> {
        let finder = Finder::new(folded);
        if candidates.len() == self.ends.len() {
            return self.find_all(&finder);
        }
        let has = |row: &u32| finder.find(self.line(*row as usize).as_bytes()).is_some();
        candidates.iter().copied().filter(has).collect()
    }

    /// One scan over all lines; after a hit it goes on with the next line.
    fn find_all(&self, finder: &Finder<'_>) -> Vec<u32> {
        let mut found = Vec::new();
        let (mut at, mut row) = (0, 0);
        while let Some(hit) = self.lines.as_bytes().get(at..).and_then(|rest| finder.find(rest)) {
            let place = at + hit;
            let ends = self.ends.get(row..).unwrap_or_default();
            row += ends.iter().position(|end| *end > place).unwrap_or(ends.len());
            found.extend(u32::try_from(row));
            at = self.ends.get(row).copied().unwrap_or(self.lines.len());
            row += 1;
        }
        found
    }
}
