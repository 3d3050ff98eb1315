//! The keys by which somebody is recognised: made once for the one looked
//! for, compared with each record in turn.

use std::collections::BTreeSet;

use super::Reason;
use crate::domain::account::{Account, AccountKind};
use crate::domain::contact::Contact;
use crate::domain::field::Labelled;
use crate::domain::lead::Lead;
use crate::domain::record::Record;
use crate::domain::text::{PHONE_KEY, company_domain, company_key, email_key, fold, phone_key, similarity};

/// From this likeness on two companies are worth a look.
const SIMILAR_COMPANY: f64 = 0.75;
/// Names of persons are short and many: they must be more alike.
const SIMILAR_PERSON: f64 = 0.85;

/// What is known of the one looked for.
#[derive(Debug, Default)]
pub(super) struct Probe {
    emails: BTreeSet<String>,
    phones: BTreeSet<String>,
    domains: BTreeSet<String>,
    company: Name,
    person: Name,
}

impl Probe {
    pub(super) fn of_lead(lead: &Lead) -> Self {
        let mut probe = Self::reached_at(&lead.emails, &lead.phones, &lead.websites);
        probe.company = Name::new(company_key(&lead.company));
        probe.person = Name::new(person_key(&lead.first_name, &lead.last_name));
        probe
    }

    /// What is known of an account, a contact or a lead.
    pub(super) fn of_record(record: &Record) -> Option<Self> {
        match record {
            Record::Account(account) => {
                let mut probe = Self::reached_at(&account.emails, &account.phones, &account.websites);
                match account.kind {
                    AccountKind::Organization => probe.company = Name::new(company_key(&account.name)),
                    AccountKind::Person => probe.person = Name::new(fold(&account.name)),
                }
                Some(probe)
            }
            Record::Contact(contact) => {
                // Colleagues share a domain: it does not make two persons one.
                let mut probe = Self::reached_at(&contact.emails, &contact.phones, &[]);
                probe.domains.clear();
                probe.person = Name::new(person_key(&contact.first_name, &contact.last_name));
                Some(probe)
            }
            Record::Lead(lead) => Some(Self::of_lead(lead)),
            _ => None,
        }
    }

    fn reached_at(emails: &[Labelled], phones: &[Labelled], websites: &[Labelled]) -> Self {
        Self {
            emails: emails.iter().map(|email| email_key(&email.value)).filter(|key| !key.is_empty()).collect(),
            phones: phones.iter().filter_map(|phone| phone_key(&phone.value)).collect(),
            domains: websites.iter().chain(emails).filter_map(|row| company_domain(&row.value)).collect(),
            ..Self::default()
        }
    }

    pub(super) fn reasons_for_account(&self, account: &Account) -> Vec<Reason> {
        let mut reasons = self.same_reach(&account.emails, &account.phones);
        if let Some(domain) = self.shared_domain(account.websites.iter().chain(&account.emails)) {
            reasons.push(Reason::SameDomain { domain });
        }
        reasons.extend(match account.kind {
            AccountKind::Organization => {
                self.like_company(&account.name).or_else(|| self.like_company(&account.legal_name))
            }
            AccountKind::Person => self.like_person(&account.name),
        });
        reasons
    }

    pub(super) fn reasons_for_contact(&self, contact: &Contact) -> Vec<Reason> {
        let mut reasons = self.same_reach(&contact.emails, &contact.phones);
        if !self.person.key.is_empty() {
            reasons.extend(self.like_person(&format!("{} {}", contact.first_name, contact.last_name)));
        }
        reasons
    }

    /// Reasons for a lead. Two persons of one company are two leads, so the
    /// company counts only where one of the two leads names nobody.
    pub(super) fn reasons_for_lead(&self, lead: &Lead) -> Vec<Reason> {
        let mut reasons = self.same_reach(&lead.emails, &lead.phones);
        if self.person.key.is_empty() || !lead.has_person() {
            reasons.extend(self.like_company(&lead.company));
        } else {
            reasons.extend(self.like_person(&format!("{} {}", lead.first_name, lead.last_name)));
        }
        reasons
    }

    /// Reasons for a lead to belong to the account looked for: one is reached
    /// there, writes from there or names its company.
    pub(super) fn reasons_to_belong(&self, lead: &Lead) -> Vec<Reason> {
        let mut reasons = self.same_reach(&lead.emails, &lead.phones);
        let domain = self.shared_domain(lead.websites.iter().chain(&lead.emails));
        reasons.extend(domain.map(|domain| Reason::SameDomain { domain }));
        reasons.extend(self.like_company(&lead.company));
        reasons
    }

    /// The domain of one of these addresses, if it is one looked for.
    pub(super) fn shared_domain<'a>(&self, mut rows: impl Iterator<Item = &'a Labelled>) -> Option<String> {
        let maybe = |row: &Labelled| self.domains.iter().any(|domain| holds_ignoring_case(&row.value, domain));
        rows.find_map(|row| {
            let domain = if maybe(row) { company_domain(&row.value) } else { None };
            domain.filter(|domain| self.domains.contains(domain))
        })
    }

    /// The e-mail address and the phone number that are the same.
    pub(super) fn same_reach(&self, emails: &[Labelled], phones: &[Labelled]) -> Vec<Reason> {
        let email = emails.iter().find(|email| self.has_email(&email.value));
        let phone = phones.iter().find(|phone| self.has_phone(&phone.value));
        let email = email.map(|email| Reason::SameEmail { email: email.value.clone() });
        let phone = phone.map(|phone| Reason::SamePhone { phone: phone.value.clone() });
        email.into_iter().chain(phone).collect()
    }

    /// The same as having the [`email_key`], which is made only where it must be.
    fn has_email(&self, email: &str) -> bool {
        let plain = self.emails.iter().any(|key| email.trim().eq_ignore_ascii_case(key));
        plain || !email.is_ascii() && self.emails.contains(&email_key(email))
    }

    /// The same as having the [`phone_key`], without making it.
    fn has_phone(&self, phone: &str) -> bool {
        let digits = || phone.bytes().rev().filter(u8::is_ascii_digit).take(PHONE_KEY);
        self.phones.iter().any(|key| digits().eq(key.bytes().rev()))
    }

    fn like_company(&self, name: &str) -> Option<Reason> {
        if self.company.key.is_empty() || name.is_empty() {
            return None;
        }
        let key = company_key(name);
        if key == self.company.key {
            return Some(Reason::SameCompany { name: name.to_owned() });
        }
        self.company
            .likeness(&key, SIMILAR_COMPANY)
            .map(|percent| Reason::SimilarName { name: name.to_owned(), percent })
    }

    fn like_person(&self, name: &str) -> Option<Reason> {
        let key = fold(name);
        if self.person.key.is_empty() || key.is_empty() {
            return None;
        }
        let name = name.trim().to_owned();
        if key == self.person.key {
            return Some(Reason::SameName { name });
        }
        self.person.likeness(&key, SIMILAR_PERSON).map(|percent| Reason::SimilarName { name, percent })
    }
}

/// True for text that holds ASCII letters in whatever case, or any others.
fn holds_ignoring_case(text: &str, part: &str) -> bool {
    let windows = || text.as_bytes().windows(part.len().max(1));
    !text.is_ascii() || windows().any(|window| window.eq_ignore_ascii_case(part.as_bytes()))
}

fn person_key(first: &str, last: &str) -> String {
    fold(&format!("{first} {last}"))
}

/// A folded name with what is needed to compare it with thousands.
#[derive(Debug, Default)]
struct Name {
    key: String,
    /// A bit for each pair of neighbouring letters; pairs may share a bit.
    pairs: u128,
}

impl Name {
    fn new(key: String) -> Self {
        let pairs = pairs(&key).fold(0, |bits, pair| bits | pair);
        Self { key, pairs }
    }

    /// How alike the names are in percent, 99 at most; `None` below `least`.
    /// Only those that share enough pairs to get there are compared in full.
    fn likeness(&self, other: &str, least: f64) -> Option<u8> {
        if self.key.len() < 3 || other.len() < 3 {
            return None;
        }
        let shared = pairs(other).filter(|pair| self.pairs & pair != 0).count();
        let total = pairs(&self.key).count() + pairs(other).count();
        if 2.0 * as_f64(shared) < least * as_f64(total) {
            return None;
        }
        let likeness = similarity(&self.key, other);
        (likeness >= least).then(|| percent(likeness))
    }
}

/// The pairs of neighbouring letters, each as one bit of many.
fn pairs(text: &str) -> impl Iterator<Item = u128> + '_ {
    let pair = |(first, second)| 1 << ((u32::from(first) * 31 + u32::from(second)) % 128);
    text.chars().zip(text.chars().skip(1)).map(pair)
}

fn as_f64(length: usize) -> f64 {
    f64::from(u32::try_from(length).unwrap_or(u32::MAX))
}

#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "0 to 99 by the clamp")]
fn percent(likeness: f64) -> u8 {
    (likeness * 100.0).round().clamp(0.0, 99.0) as u8
}
