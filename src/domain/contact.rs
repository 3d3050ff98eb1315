//! Contacts: real individuals, at any number of accounts.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use super::account::Account;
use super::field::{Address, Labelled};
use super::id::Id;
use super::option::{Campaign, Source, Tag};
use super::profile::Profile;
use super::record::{Custom, ExternalIds, record};

record! {
    /// A real individual.
    Contact {
        /// Mr., Ms., Dr. and the like.
        salutation: String => Text,
        /// Given name.
        first_name: String => Text,
        /// Family name.
        last_name: String => Text,
        /// Position at work.
        job_title: String => Text,
        /// Department at work.
        department: String => Text,
        /// The accounts the person belongs to.
        accounts: Vec<AccountRole> => Structure,
        /// What the person is to us.
        kind: ContactKind => Choice(&["buyer", "referrer", "partner", "personal"]),
        /// Phone numbers.
        phones: Vec<Labelled> => Phones,
        /// E-mail addresses.
        emails: Vec<Labelled> => Emails,
        /// Web pages and profiles.
        websites: Vec<Labelled> => Websites,
        /// Mailing and other addresses.
        addresses: Vec<Address> => Addresses,
        /// Day of birth.
        birthday: Option<NaiveDate> => Day,
        /// The person's superior.
        reports_to: Option<Id<Contact>> => Reference(Collection::Contact),
        /// Who recommended the person.
        referred_by: Option<Id<Contact>> => Reference(Collection::Contact),
        /// When and by whom a human vetted the person.
        qualified: Option<Verification> => Structure,
        /// On what ground the data may be used.
        lawful_basis: LawfulBasis => Choice(&["unknown", "consent", "contract", "legal_obligation", "legitimate_interest", "withdrawn"]),
        /// Not to be called.
        do_not_call: bool => Flag,
        /// Not to be mailed.
        do_not_mail: bool => Flag,
        /// Where the person came from first.
        source: Option<Id<Source>> => Reference(Collection::Source),
        /// The campaign the person came from.
        campaign: Option<Id<Campaign>> => Reference(Collection::Campaign),
        /// Who looks after the person.
        owner: Option<Id<Profile>> => Reference(Collection::Profile),
        /// Anything worth knowing.
        description: String => LongText,
        /// Free marks.
        tags: Vec<Id<Tag>> => References(Collection::Tag),
        /// The contact that it was merged into, if it was.
        merged_into: Option<Id<Contact>> => Structure,
        /// Those that somebody said are not the same.
        distinct_from: Vec<Id<Contact>> => Structure,
        /// Ids in other systems.
        external_ids: ExternalIds => Structure,
        /// Fields Relata has no name for.
        custom: Custom => Structure,
    }
}

impl Contact {
    /// First and last name, or the e-mail address where there is no name.
    pub fn title(&self) -> String {
        person_name(&self.first_name, &self.last_name, &self.emails)
    }

    /// The account that counts as the person's own: the one marked primary,
    /// else the first that is active.
    pub fn primary_account(&self) -> Option<Id<Account>> {
        let primary = self.accounts.iter().find(|role| role.primary);
        primary.or_else(|| self.accounts.iter().find(|role| role.active)).map(|role| role.account)
    }

    /// True when the person belongs to the account, in whatever role.
    pub fn is_at(&self, account: Id<Account>) -> bool {
        self.accounts.iter().any(|role| role.account == account)
    }

    /// Adds the person to an account, as primary if it is the first. Nothing
    /// changes where the person belongs to it already.
    pub fn join(&mut self, account: Id<Account>, role: &str) {
        if !self.is_at(account) {
            let primary = self.accounts.is_empty();
            self.accounts.push(AccountRole { account, role: role.to_owned(), primary, active: true });
        }
    }
}

/// A person's name, or the next best thing to call one by.
pub(crate) fn person_name(first: &str, last: &str, emails: &[Labelled]) -> String {
    match (first.trim(), last.trim()) {
        ("", "") => emails.first().map(|email| email.value.clone()).unwrap_or_default(),
        ("", only) | (only, "") => only.to_owned(),
        (first, last) => [first, " ", last].concat(),
    }
}

/// First and last name: `Lovelace, Ada`, or the last word as the last name.
pub(crate) fn split_name(text: &str) -> (String, String) {
    if let Some((last, first)) = text.split_once(',') {
        return (first.trim().to_owned(), last.trim().to_owned());
    }
    match text.trim().rsplit_once(char::is_whitespace) {
        Some((first, last)) => (first.trim().to_owned(), last.to_owned()),
        None => (String::new(), text.trim().to_owned()),
    }
}

/// A contact's place at an account.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct AccountRole {
    /// The account.
    pub account: Id<Account>,
    /// What the person is there, such as "Purchasing".
    #[serde(skip_serializing_if = "String::is_empty")]
    pub role: String,
    /// True for the one account that counts first.
    pub primary: bool,
    /// False once the person has left.
    pub active: bool,
}

/// What a contact is to us.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ContactKind {
    /// Works at a buyer.
    #[default]
    Buyer,
    /// Recommends us.
    Referrer,
    /// Works at a partner.
    Partner,
    /// Known in person.
    Personal,
}

/// On what ground a person's data may be used (after GDPR, article 6).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum LawfulBasis {
    #[default]
    Unknown,
    Consent,
    Contract,
    LegalObligation,
    LegitimateInterest,
    Withdrawn,
}

/// That a human looked and found it true.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Verification {
    /// When.
    #[serde(deserialize_with = "crate::packing::direct::instant")]
    pub at: DateTime<Utc>,
    /// Who, where a profile was chosen.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<Id<Profile>>,
}
