//! Who links to a record, and which account has a number, without looking at
//! every record: one ordered set, made when it is first asked for, or before in
//! steps, and kept up with every change from then on. Knows nothing of what a
//! link means.
//!
//! Only links to records that people make are in it. Hundreds of thousands
//! lead to a handful of stages, sources and profiles, and whoever asks for
//! those means to go through all of them anyway.

use std::collections::BTreeSet;
use std::sync::OnceLock;

use uuid::Uuid;

use super::record::{Collection, Record, RecordRef};
use super::workspace::counted;

/// Who links to what, and which account has which number.
#[derive(Clone, Default)]
pub(super) struct Referrers {
    whole: OnceLock<BTreeSet<Entry>>,
    /// The same of the records so far, while it is made in steps.
    begun: BTreeSet<Entry>,
    /// The last of these records.
    upto: Option<RecordRef>,
}

/// By what a record is found, and the record.
type Entry = (Key, RecordRef);

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Key {
    /// The record links to this one.
    Link(RecordRef),
    /// The account has the number of this key, of which different numbers may
    /// have the same; bytes, because an entry then takes 34 of them.
    Number([u8; 8]),
}

/// True for records of which it is kept who links to them.
pub(super) fn are_kept(target: Collection) -> bool {
    Collection::MAIN.contains(&target)
}

impl Referrers {
    /// The records that link to `target`, which is one of those that are kept:
    /// those of one collection, or of all.
    pub fn of<'a>(
        &self,
        target: RecordRef,
        collection: Option<Collection>,
        all: impl Iterator<Item = &'a Record>,
    ) -> Vec<RecordRef> {
        self.found_by(Key::Link(target), collection, all)
    }

    /// The accounts that may have a number; whether they have is to be looked at.
    pub fn maybe_numbered<'a>(&self, number: &str, all: impl Iterator<Item = &'a Record>) -> Vec<RecordRef> {
        self.found_by(Key::Number(number_key(number)), None, all)
    }

    fn found_by<'a>(
        &self,
        key: Key,
        collection: Option<Collection>,
        all: impl Iterator<Item = &'a Record>,
    ) -> Vec<RecordRef> {
        let first = RecordRef { collection: collection.unwrap_or(Collection::Account), id: Uuid::nil() };
        let entries = self.entries(all).range((key, first)..).map(|(found, record)| (*found, *record));
        let fits = |record: RecordRef| collection.is_none_or(|wanted| wanted == record.collection);
        entries.take_while(|(found, record)| *found == key && fits(*record)).map(|(_, record)| record).collect()
    }

    /// The highest of the numbers of the form `A-00042`; 0 where there is none.
    pub fn highest_number<'a>(&self, all: impl Iterator<Item = &'a Record>) -> u32 {
        match self.entries(all).last() {
            Some((Key::Number([_, _, _, 1, number @ ..]), _)) => u32::from_be_bytes(*number),
            _ => 0,
        }
    }

    /// Takes note that a record has become another, was added or is gone.
    pub fn note(&mut self, before: Option<&Record>, after: Option<&Record>) {
        let changed = before.or(after).map(Record::reference);
        let entries = match self.whole.get_mut() {
            Some(entries) => entries,
            None if changed <= self.upto => &mut self.begun,
            None => return,
        };
        let [old, new] = [before, after].map(|record| entries_of(record.into_iter()));
        if old != new {
            for entry in &old {
                entries.remove(entry);
            }
            entries.extend(new);
        }
    }

    /// The last record that was taken in by [`Self::take_in`], while there are more.
    pub fn upto(&self) -> Option<RecordRef> {
        self.upto
    }

    /// Takes in the `next` records, in the order of [`RecordRef`]; none when there
    /// are no more. False once it is whole.
    pub fn take_in<'a>(&mut self, next: impl Iterator<Item = &'a Record>) -> bool {
        let before = self.upto;
        if self.whole.get().is_none() {
            let upto = &mut self.upto;
            let next = next.inspect(|record| *upto = Some(record.reference()));
            self.begun.extend(entries_of(next));
            if self.upto != before {
                return true;
            }
            // It was seen above that nothing is there yet.
            self.whole.set(std::mem::take(&mut self.begun)).ok();
        }
        (self.begun, self.upto) = (BTreeSet::new(), None);
        false
    }

    fn entries<'a>(&self, all: impl Iterator<Item = &'a Record>) -> &BTreeSet<Entry> {
        self.whole.get_or_init(|| entries_of(all).into_iter().collect())
    }
}

fn entries_of<'a>(records: impl Iterator<Item = &'a Record>) -> Vec<Entry> {
    let mut found = Vec::new();
    for record in records {
        let reference = record.reference();
        record.each_link(&mut |target| {
            if are_kept(target.collection) {
                found.push((Key::Link(target), reference));
            }
        });
        if let Record::Account(account) = record
            && !account.number.is_empty()
        {
            found.push((Key::Number(number_key(&account.number)), reference));
        }
    }
    found
}

/// Numbers of the form `A-00042` in their order, after all others, of which
/// the key says little.
fn number_key(number: &str) -> [u8; 8] {
    let others = || number.bytes().fold(0, |key: u32, byte| key.wrapping_mul(31).wrapping_add(u32::from(byte)));
    let key = match counted(number) {
        Some(counted) => 1 << 32 | u64::from(counted),
        None => u64::from(others()),
    };
    key.to_be_bytes()
}

/// What follows from the records tells no two workspaces apart.
impl PartialEq for Referrers {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl std::fmt::Debug for Referrers {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Referrers")
    }
}
