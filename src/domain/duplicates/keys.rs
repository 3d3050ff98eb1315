//! The keys under which records that may be one meet.

use std::hash::{DefaultHasher, Hash, Hasher};

use crate::domain::account::AccountKind;
use crate::domain::field::Labelled;
use crate::domain::record::Record;
use crate::domain::text::{company_domain, company_key, email_key, fold, phone_key, similarity};

/// What sort of thing is shared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Sort {
    Email,
    Phone,
    /// The domain of an account.
    Domain,
    /// The words of a name, in whatever order.
    Name,
    /// Where a person works: an account, a company, the domain of an address.
    Place,
    /// A rare pair of letters in the name of a company.
    Letters,
}

/// One record under one key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Entry {
    pub(super) sort: Sort,
    /// A hash: two keys that share one cost a comparison and nothing else.
    pub(super) key: u64,
    /// Which record.
    pub(super) at: u32,
}

/// What of a record is compared again and again.
#[derive(Debug, Default)]
pub(super) struct Name {
    /// The name, folded; of companies without the legal form.
    pub(super) folded: String,
    /// Its words in order of the alphabet.
    pub(super) sorted: String,
    /// True for a person, false for a company.
    pub(super) is_person: bool,
    /// A bit for each pair of neighbouring letters; pairs may share a bit.
    bits: u128,
    /// How many such pairs there are.
    length: u32,
}

impl Entry {
    /// How many lots there are.
    pub(super) const LOTS: usize = 6 * 8;

    /// The lot that the key belongs to.
    pub(super) fn lot(self) -> usize {
        // The low bits of a hash are as good as any; of letters they are what differs.
        self.sort as usize * 8 + usize::try_from(self.key % 8).unwrap_or_default()
    }
}

impl Name {
    pub(super) const fn none() -> Self {
        Self { folded: String::new(), sorted: String::new(), is_person: false, bits: 0, length: 0 }
    }

    pub(super) fn of(record: &Record) -> Self {
        let person = |first: &str, last: &str| (fold(&format!("{first} {last}")), true);
        let (folded, is_person) = match record {
            Record::Account(account) if account.kind == AccountKind::Person => (fold(&account.name), true),
            Record::Account(account) => (company_key(&account.name), false),
            Record::Contact(contact) => person(&contact.first_name, &contact.last_name),
            Record::Lead(lead) if lead.has_person() => person(&lead.first_name, &lead.last_name),
            Record::Lead(lead) => (company_key(&lead.company), false),
            _ => (String::new(), false),
        };
        let mut words: Vec<&str> = folded.split(' ').collect();
        words.sort_unstable();
        let bits = pairs(&folded)
            .fold(0, |bits, (first, second)| bits | 1 << ((u32::from(first) * 31 + u32::from(second)) % 128));
        let length = u32::try_from(pairs(&folded).count()).unwrap_or(u32::MAX);
        Self { sorted: words.join(" "), folded, is_person, bits, length }
    }

    /// True for names with the same words, or that are written much alike.
    pub(super) fn is_like(&self, other: &Self) -> bool {
        self.sorted == other.sorted || self.may_be_alike(other) && similarity(&self.folded, &other.folded) >= ALIKE
    }

    /// False where so many pairs of letters are missing on one side that the
    /// names cannot be [`ALIKE`].
    fn may_be_alike(&self, other: &Self) -> bool {
        let shared = |one: &Self, other: &Self| one.length.saturating_sub((one.bits & !other.bits).count_ones());
        let most = shared(self, other).min(shared(other, self));
        f64::from(2 * most) >= ALIKE * f64::from(self.length + other.length)
    }

    /// True unless the two names contradict each other: both are known and
    /// have no word in common.
    pub(super) fn may_be(&self, other: &Self) -> bool {
        let words =
            |name: &Self| name.folded.split(' ').filter(|word| word.len() > 1).map(str::to_owned).collect::<Vec<_>>();
        let theirs = words(other);
        self.folded.is_empty() || other.folded.is_empty() || words(self).iter().any(|word| theirs.contains(word))
    }
}

/// The keys of a record but for [`Sort::Letters`], which depend on all others.
pub(super) fn entries(record: &Record, name: &Name, at: u32, put: &mut dyn FnMut(Entry)) {
    let mut add = |sort: Sort, text: &str| put(Entry { sort, key: hashed(text), at });
    let (emails, phones) = reach(record);
    for email in emails.iter().map(|row| email_key(&row.value)).filter(|key| !key.is_empty()) {
        add(Sort::Email, &email);
    }
    for phone in phones.iter().filter_map(|row| phone_key(&row.value)) {
        add(Sort::Phone, &phone);
    }
    if !name.sorted.is_empty() {
        add(Sort::Name, &name.sorted);
    }
    let domains = emails.iter().filter_map(|row| company_domain(&row.value));
    match record {
        Record::Account(account) => {
            for domain in domains.chain(account.websites.iter().filter_map(|row| company_domain(&row.value))) {
                add(Sort::Domain, &domain);
            }
        }
        Record::Contact(contact) => {
            for role in contact.accounts.iter().filter(|role| role.active) {
                add(Sort::Place, &role.account.to_string());
            }
            domains.for_each(|domain| add(Sort::Place, &domain));
        }
        Record::Lead(lead) => {
            if !lead.company.trim().is_empty() {
                add(Sort::Place, &company_key(&lead.company));
            }
            domains.for_each(|domain| add(Sort::Place, &domain));
        }
        _ => {}
    }
}

/// What stands for a text among the keys.
fn hashed(text: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    text.hash(&mut hasher);
    hasher.finish()
}

/// The addresses and numbers of a record.
pub(super) fn reach(record: &Record) -> (&[Labelled], &[Labelled]) {
    match record {
        Record::Account(account) => (&account.emails, &account.phones),
        Record::Contact(contact) => (&contact.emails, &contact.phones),
        Record::Lead(lead) => (&lead.emails, &lead.phones),
        _ => (&[], &[]),
    }
}

/// From this likeness on two names count as one written differently.
const ALIKE: f64 = 0.8;

/// The rare pairs of letters under which companies meet whose names are alike:
/// of names of n pairs that are [`ALIKE`], at least 0.667 n pairs are shared,
/// so one of the 0.333 n + 1 rarest is.
pub(super) fn letters(names: &[Name], put: &mut dyn FnMut(Entry)) {
    let companies = || names.iter().zip(0..).filter(|(name, _)| !name.is_person && name.folded.len() >= 4);
    let mut often = vec![0_u32; OFTEN];
    for (name, _) in companies() {
        for pair in pairs(&name.folded) {
            if let Some(times) = often.get_mut(place(pair)) {
                *times += 1;
            }
        }
    }
    let mut of_name: Vec<(u32, (char, char))> = Vec::new();
    for (name, at) in companies() {
        of_name.clear();
        of_name.extend(pairs(&name.folded).map(|pair| (often.get(place(pair)).copied().unwrap_or(0), pair)));
        of_name.sort_unstable();
        let rarest = of_name.len() - (of_name.len() * 666).div_ceil(1_000) + 1;
        let mut known = None;
        for (_, (first, second)) in of_name.iter().take(rarest) {
            // The same pair twice in a name is one key.
            if known.replace((first, second)) != Some((first, second)) {
                let key = u64::from(u32::from(*first)) << 32 | u64::from(u32::from(*second));
                put(Entry { sort: Sort::Letters, key, at });
            }
        }
    }
}

/// In how many places pairs of letters are counted; those that share one count
/// as one, which makes them no rarer than they are.
const OFTEN: usize = 1 << 14;

fn place((first, second): (char, char)) -> usize {
    (u32::from(first) * 131 + u32::from(second)) as usize % OFTEN
}

fn pairs(text: &str) -> impl Iterator<Item = (char, char)> + '_ {
    text.chars().zip(text.chars().skip(1))
}
