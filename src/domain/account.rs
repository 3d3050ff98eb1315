//! Accounts: organisations and persons one sells to, hopes to sell to or
//! otherwise deals with. Prospect or Customer is the account's lifecycle and
//! rests on evidence; what else it is to us are its relationships.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use super::contact::Contact;
use super::field::{Address, Labelled};
use super::id::Id;
use super::money::Money;
use super::opportunity::Opportunity;
use super::option::{Campaign, Relationship, Segment, Source, Tag};
use super::profile::Profile;
use super::record::{Custom, ExternalIds, record};

record! {
    /// An organisation or a person account.
    Account {
        /// What it is called.
        name: String => Text,
        /// The name in contracts, where it differs.
        legal_name: String => Text,
        /// Organisation or person.
        kind: AccountKind => Choice(&["organization", "person"]),
        /// Unique and generated, such as `A-00042`.
        number: String => Text,
        /// Its id in the ERP, once handed over.
        erp_id: String => Text,
        /// Prospect or Customer.
        lifecycle: Lifecycle => Choice(&["prospect", "customer"]),
        /// The day of the first evidence of a purchase.
        customer_since: Option<NaiveDate> => Day,
        /// Why the lifecycle is what it is, oldest first.
        evidence: Vec<Evidence> => Structure,
        /// What it is to us; independent of the lifecycle.
        relationships: Vec<Id<Relationship>> => References(Collection::Relationship),
        /// Its quality as a customer.
        segment: Option<Id<Segment>> => Reference(Collection::Segment),
        /// True for account-based selling.
        target: bool => Flag,
        /// 1 is the most wanted; 0 is none.
        target_tier: u8 => Number,
        /// Its trade.
        industry: String => Text,
        /// Web sites; their domains recognise its people.
        websites: Vec<Labelled> => Websites,
        /// Phone numbers.
        phones: Vec<Labelled> => Phones,
        /// E-mail addresses.
        emails: Vec<Labelled> => Emails,
        /// Billing, shipping and other addresses.
        addresses: Vec<Address> => Addresses,
        /// How many people work there.
        employees: Option<u32> => Number,
        /// Revenue in a year.
        annual_revenue: Option<Money> => Money,
        /// The account it belongs to.
        parent: Option<Id<Account>> => Reference(Collection::Account),
        /// The contact that a person account is; names and numbers live there.
        person_contact: Option<Id<Contact>> => Reference(Collection::Contact),
        /// Where it came from first.
        source: Option<Id<Source>> => Reference(Collection::Source),
        /// The campaign it came from.
        campaign: Option<Id<Campaign>> => Reference(Collection::Campaign),
        /// Who looks after it.
        owner: Option<Id<Profile>> => Reference(Collection::Profile),
        /// Anything worth knowing.
        description: String => LongText,
        /// Free marks.
        tags: Vec<Id<Tag>> => References(Collection::Tag),
        /// The account that it was merged into, if it was.
        merged_into: Option<Id<Account>> => Structure,
        /// Those that somebody said are not the same.
        distinct_from: Vec<Id<Account>> => Structure,
        /// Ids in other systems.
        external_ids: ExternalIds => Structure,
        /// Fields Relata has no name for.
        custom: Custom => Structure,
    }
}

impl Account {
    /// What the account is called.
    pub fn title(&self) -> String {
        self.name.clone()
    }

    /// True when it counts as a possible or actual buyer.
    pub fn is_buyer(&self) -> bool {
        self.relationships.contains(&Relationship::BUYER)
    }
}

/// What an account is by law.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AccountKind {
    /// A company, an authority, an association.
    #[default]
    Organization,
    /// One individual who buys.
    Person,
}

/// Where an account stands: exactly one of the two.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Lifecycle {
    /// Might buy.
    #[default]
    Prospect,
    /// Has bought, now or once.
    Customer,
}

/// One reason for an account's lifecycle.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Evidence {
    /// What it became by this.
    pub lifecycle: Lifecycle,
    /// The day from which it holds.
    pub on: NaiveDate,
    /// What shows it.
    pub basis: Basis,
    /// When this was written down.
    #[serde(deserialize_with = "crate::packing::direct::instant")]
    pub at: DateTime<Utc>,
    /// By whom, where a profile was chosen.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<Id<Profile>>,
}

/// What shows that an account is what it is.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "kind")]
pub enum Basis {
    /// It was won.
    WonOpportunity {
        /// The deal.
        opportunity: Id<Opportunity>,
    },
    /// A deal that had made it a customer was reopened or deleted: a correction.
    Correction {
        /// Why.
        reason: String,
    },
    /// Somebody said so.
    ByHand {
        /// Why.
        reason: String,
    },
}
