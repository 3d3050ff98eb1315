//! Leads: unverified information and unverified intent, kept apart from
//! accounts and contacts until a human has vetted and converted them.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use super::account::Account;
use super::contact::{Contact, Verification, person_name};
use super::field::{Address, Labelled};
use super::id::Id;
use super::money::Money;
use super::opportunity::Opportunity;
use super::option::{Campaign, Criterion, LeadStatus, Reason, Source, Tag};
use super::profile::Profile;
use super::record::{Custom, ExternalIds, RecordRef, record};

record! {
    /// A person or company that might become business.
    Lead {
        /// Mr., Ms., Dr. and the like.
        salutation: String => Text,
        /// Given name.
        first_name: String => Text,
        /// Family name.
        last_name: String => Text,
        /// Position at work.
        job_title: String => Text,
        /// The company as typed; no account yet.
        company: String => Text,
        /// The account it probably belongs to.
        candidate_account: Option<Id<Account>> => Reference(Collection::Account),
        /// E-mail addresses.
        emails: Vec<Labelled> => Emails,
        /// Phone numbers.
        phones: Vec<Labelled> => Phones,
        /// Web sites.
        websites: Vec<Labelled> => Websites,
        /// Postal addresses.
        addresses: Vec<Address> => Addresses,
        /// Where it came from.
        source: Option<Id<Source>> => Reference(Collection::Source),
        /// The fair, form or list in particular.
        source_detail: String => Text,
        /// The campaign it came from.
        campaign: Option<Id<Campaign>> => Reference(Collection::Campaign),
        /// Who turned to whom.
        channel: Channel => Choice(&["inbound", "outbound"]),
        /// How likely it converts.
        rating: Option<Rating> => Choice(&["cold", "warm", "hot"]),
        /// Where it stands.
        status: Option<Id<LeadStatus>> => Reference(Collection::LeadStatus),
        /// Why it was disqualified.
        disqualify_reason: Option<Id<Reason>> => Reference(Collection::Reason),
        /// Accepted by marketing (MQL) or by sales (SQL).
        qualification: Qualification => Choice(&["none", "mql", "sql"]),
        /// Since when it is an MQL.
        mql_on: Option<NaiveDate> => Day,
        /// Since when it is an SQL.
        sql_on: Option<NaiveDate> => Day,
        /// That the information was found true.
        information_verified: Option<Verification> => Structure,
        /// That the intent was found true.
        intent_verified: Option<Verification> => Structure,
        /// The items of the checklist that are met.
        criteria_met: Vec<Id<Criterion>> => References(Collection::Criterion),
        /// What they need.
        needs: String => LongText,
        /// What they can spend.
        budget: String => Text,
        /// Who decides.
        authority: String => Text,
        /// By when they want it.
        timing: String => Text,
        /// What it may be worth.
        estimated_amount: Option<Money> => Money,
        /// Their trade.
        industry: String => Text,
        /// How many people work there.
        employees: Option<u32> => Number,
        /// Revenue in a year.
        annual_revenue: Option<Money> => Money,
        /// Who recommended it.
        referred_by: Option<Id<Contact>> => Reference(Collection::Contact),
        /// Not to be called.
        do_not_call: bool => Flag,
        /// Not to be mailed.
        do_not_mail: bool => Flag,
        /// Who works on it.
        owner: Option<Id<Profile>> => Reference(Collection::Profile),
        /// Anything worth knowing.
        description: String => LongText,
        /// What became of it, once converted.
        conversion: Option<Conversion> => Structure,
        /// Free marks.
        tags: Vec<Id<Tag>> => References(Collection::Tag),
        /// The lead that it was merged into, if it was.
        merged_into: Option<Id<Lead>> => Structure,
        /// Those that somebody said are not the same.
        distinct_from: Vec<Id<Lead>> => Structure,
        /// Ids in other systems.
        external_ids: ExternalIds => Structure,
        /// Fields Relata has no name for.
        custom: Custom => Structure,
    }
}

impl Lead {
    /// The person's name, else the company's.
    pub fn title(&self) -> String {
        let person = person_name(&self.first_name, &self.last_name, &[]);
        let named = if person.is_empty() { self.company.clone() } else { person };
        if named.is_empty() { person_name("", "", &self.emails) } else { named }
    }

    /// True when somebody is named, not only a company.
    pub fn has_person(&self) -> bool {
        !self.first_name.trim().is_empty() || !self.last_name.trim().is_empty()
    }

    /// True once it was converted; then it is read-only.
    pub fn is_converted(&self) -> bool {
        self.conversion.is_some()
    }
}

/// Who turned to whom first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Channel {
    /// They contacted us.
    #[default]
    Inbound,
    /// We contacted them.
    Outbound,
}

/// How likely a lead converts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Rating {
    /// As good as picked from a phone book; many are needed for one deal.
    Cold,
    /// Showed interest, such as by attending a webinar; some work is needed.
    Warm,
    /// In the market now; very likely.
    Hot,
}

/// Whose criteria a lead has met.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Qualification {
    /// Nobody's yet.
    #[default]
    None,
    /// Marketing's: a marketing qualified lead.
    Mql,
    /// Sales': a sales qualified lead.
    Sql,
}

/// What became of a lead, and what it was like when it was converted.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Conversion {
    /// When.
    #[serde(deserialize_with = "crate::packing::direct::instant")]
    pub at: DateTime<Utc>,
    /// By whom, where a profile was chosen.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<Id<Profile>>,
    /// The account it became or joined.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub account: Option<Id<Account>>,
    /// The contact it became or joined.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contact: Option<Id<Contact>>,
    /// The opportunity it became or joined.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub opportunity: Option<Id<Opportunity>>,
    /// The status it had before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status_before: Option<Id<LeadStatus>>,
    /// Its age in days.
    pub age_days: i64,
    /// How many activities it had.
    pub touches: u32,
    /// Why the checklist was overridden, if it was.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub override_reason: String,
    /// The hand-over to somebody else, if there was one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hand_over: Option<HandOver>,
}

impl Conversion {
    /// What the lead became or joined: the account, the contact, the opportunity.
    pub fn became(&self) -> impl DoubleEndedIterator<Item = RecordRef> + use<> {
        let targets =
            [self.account.map(RecordRef::of), self.contact.map(RecordRef::of), self.opportunity.map(RecordRef::of)];
        targets.into_iter().flatten()
    }
}

/// That one profile passes the work to another, such as from SDR to AE.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct HandOver {
    /// From whom.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<Id<Profile>>,
    /// To whom.
    pub to: Id<Profile>,
    /// What to know.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// What the receiver said.
    pub answer: HandOverAnswer,
    /// Why it was returned.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub answer_note: String,
}

/// What the receiver of a hand-over said.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum HandOverAnswer {
    /// Nothing yet.
    #[default]
    Waiting,
    /// Takes it.
    Accepted,
    /// Gives it back.
    Returned,
}
