//! One lot of the reference data: eight firms with their people, leads, deals
//! and activities, all linked among themselves.

use chrono::{DateTime, Utc};

use super::super::super::contact::Contact;
use super::super::super::env::version_7;
use super::super::super::field::Labelled;
use super::super::super::id::Id;
use super::super::super::opportunity::Opportunity;
use super::super::super::profile::Profile;
use super::super::super::record::{ExternalIds, Meta, Record, Stored};
use super::super::{AE, MARK, SDR};
use super::dice::Dice;
use super::firms::Firm;
use super::words::{Culture, HABITS, MONTHS, REASONS, STANCES, TOPICS, UNITS};
use super::{SECOND_AE, World, activities, deals, firms, leads};

pub const ACCOUNTS: usize = 8;
pub const CONTACTS: usize = 18;
pub const LEADS: usize = 8;
pub const DEALS: usize = 5;
pub const ACTIVITIES: usize = 11;

/// A lot while it is being made.
pub struct Lot<'a> {
    pub world: &'a World,
    pub number: usize,
    pub dice: Dice,
    pub firms: Vec<Firm>,
    pub contacts: Vec<Contact>,
    pub deals: Vec<Opportunity>,
    pub records: Vec<Record>,
}

/// The records of a lot.
pub fn records(world: &World, number: usize, dice: Dice) -> Vec<Record> {
    let empty = (Vec::new(), Vec::new(), Vec::new(), Vec::with_capacity(super::LOT));
    let mut lot = Lot { world, number, dice, firms: empty.0, contacts: empty.1, deals: empty.2, records: empty.3 };
    firms::add(&mut lot);
    deals::add(&mut lot);
    leads::add(&mut lot);
    activities::add(&mut lot);
    let accounts = lot.firms.into_iter().map(|firm| firm.account.into_record());
    let people = lot.contacts.into_iter().map(Stored::into_record);
    let deals = lot.deals.into_iter().map(Stored::into_record);
    accounts.chain(people).chain(deals).chain(lot.records).collect()
}

impl Lot<'_> {
    /// A new id of an instant.
    pub fn id<T>(&mut self, at: DateTime<Utc>) -> Id<T> {
        Id::new(version_7(at, 0, self.dice.roll()))
    }

    /// When a record was made and changed last; half are never changed.
    pub fn meta(&mut self, created_at: DateTime<Utc>) -> Meta {
        let changed = self.dice.percent(45);
        let updated_at = if changed { self.world.after(&mut self.dice, created_at, 300) } else { created_at };
        Meta { created_at, updated_at, ..Meta::default() }
    }

    /// Who works deals.
    pub fn closer(&mut self) -> Option<Id<Profile>> {
        self.dice.pick(&[AE, AE, SECOND_AE])
    }

    /// Who works leads, where somebody does.
    pub fn caller(&mut self) -> Option<Id<Profile>> {
        self.dice.pick(&[Some(SDR), Some(SDR), Some(AE), None]).flatten()
    }

    /// A sentence or two for one record in three.
    pub fn notes(&mut self) -> String {
        if !self.dice.percent(33) {
            return String::new();
        }
        let first = self.sentence();
        if self.dice.percent(40) {
            return first;
        }
        let dice = &mut self.dice;
        match dice.below(4) {
            0 => format!("{first} {}.", dice.word(HABITS)),
            1 => format!("{first} About {} {}.", dice.between(2, 400), dice.word(UNITS)),
            2 => format!("{first} Call again on {} {}.", dice.between(1, 29), dice.word(MONTHS)),
            _ => format!("{first} {} they have {} {}.", dice.word(HABITS), dice.between(3, 900), dice.word(UNITS)),
        }
    }

    /// What somebody wants, and why.
    pub fn sentence(&mut self) -> String {
        let dice = &mut self.dice;
        let what = format!("{} {}", dice.word(STANCES), dice.word(TOPICS));
        if dice.percent(60) { format!("{what} {}.", dice.word(REASONS)) } else { format!("{what}.") }
    }

    pub fn phone(&mut self, culture: &Culture, kind: &str, share: usize) -> Vec<Labelled> {
        if !self.dice.percent(share) {
            return Vec::new();
        }
        vec![Labelled::new(kind, self.dice.digits(culture.phone))]
    }
}

/// The mark of the demonstration; which one of its records it is does not matter.
pub fn mark() -> ExternalIds {
    [(MARK.to_owned(), String::new())].into()
}
