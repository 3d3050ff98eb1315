//! Opportunities: arrangements in progress, with their size, their chance and
//! every stage they went through.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use super::account::Account;
use super::contact::Contact;
use super::id::Id;
use super::lead::Lead;
use super::money::Money;
use super::option::{Campaign, Reason, Source, Tag};
use super::pipeline::{ForecastCategory, Pipeline, Stage};
use super::profile::Profile;
use super::record::{Custom, ExternalIds, record};

record! {
    /// A deal in the making, won or lost.
    Opportunity {
        /// What it is called.
        name: String => Text,
        /// The account that buys.
        account: Option<Id<Account>> => Reference(Collection::Account),
        /// The people involved.
        contacts: Vec<ContactRole> => Structure,
        /// What it is worth.
        amount: Option<Money> => Money,
        /// The pipeline it runs in.
        pipeline: Option<Id<Pipeline>> => Reference(Collection::Pipeline),
        /// The stage it is in.
        stage: Option<Id<Stage>> => Reference(Collection::Stage),
        /// The chance that it is won, in percent.
        probability: u8 => Percent,
        /// Where the probability comes from.
        probability_origin: ProbabilityOrigin => Choice(&["stage", "manual", "history"]),
        /// The forecast category, where it differs from the stage's.
        forecast_category: Option<ForecastCategory> => Choice(&["pipeline", "best_case", "commit", "closed", "omitted"]),
        /// The day it should close.
        expected_close: Option<NaiveDate> => Day,
        /// How often the expected close was put off.
        close_date_slips: u32 => Number,
        /// The day it was won or lost.
        closed_on: Option<NaiveDate> => Day,
        /// What is to be done next.
        next_step: String => Text,
        /// New business or repeat business.
        kind: OpportunityKind => Choice(&["new", "repeat"]),
        /// Where it came from.
        source: Option<Id<Source>> => Reference(Collection::Source),
        /// The campaign it came from.
        campaign: Option<Id<Campaign>> => Reference(Collection::Campaign),
        /// Who else is bidding.
        competitors: String => Text,
        /// Why it was won or lost.
        reason: Option<Id<Reason>> => Reference(Collection::Reason),
        /// What went right or wrong, in words.
        reason_note: String => LongText,
        /// Every stage it entered, oldest first.
        stage_history: Vec<StageEntry> => Structure,
        /// The lead it came from.
        origin_lead: Option<Id<Lead>> => Reference(Collection::Lead),
        /// Who works on it.
        owner: Option<Id<Profile>> => Reference(Collection::Profile),
        /// Anything worth knowing.
        description: String => LongText,
        /// Free marks.
        tags: Vec<Id<Tag>> => References(Collection::Tag),
        /// Ids in other systems.
        external_ids: ExternalIds => Structure,
        /// Fields Relata has no name for.
        custom: Custom => Structure,
    }
}

impl Opportunity {
    /// What the deal is called.
    pub fn title(&self) -> String {
        self.name.clone()
    }

    /// The contact that counts first: the one marked primary, else the first.
    pub fn primary_contact(&self) -> Option<Id<Contact>> {
        let primary = self.contacts.iter().find(|role| role.primary);
        primary.or_else(|| self.contacts.first()).map(|role| role.contact)
    }

    /// Adds a person, as primary if there is none yet.
    pub fn involve(&mut self, contact: Id<Contact>, role: &str) {
        if !self.contacts.iter().any(|present| present.contact == contact) {
            let primary = self.contacts.is_empty();
            self.contacts.push(ContactRole { contact, role: role.to_owned(), primary });
        }
    }

    /// The amount times the probability.
    pub fn weighted(&self) -> Option<Money> {
        self.amount.map(|amount| amount.percent(self.probability))
    }
}

/// A person's part in a deal.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ContactRole {
    /// The person.
    pub contact: Id<Contact>,
    /// Such as "Decision maker", "Influencer", or anything typed.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub role: String,
    /// True for the one who counts first.
    pub primary: bool,
}

/// Where a probability comes from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ProbabilityOrigin {
    /// The stage's default; follows the stage.
    #[default]
    Stage,
    /// Typed by somebody; stays when the stage changes, until the deal closes.
    Manual,
    /// One's own record of wins from that stage.
    History,
}

/// Whether the buyer has bought before.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OpportunityKind {
    /// First business.
    #[default]
    New,
    /// Buys again.
    Repeat,
}

/// That a deal entered a stage, and what it was like then.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct StageEntry {
    /// The stage.
    pub stage: Id<Stage>,
    /// When it was entered.
    #[serde(deserialize_with = "crate::packing::direct::instant")]
    pub at: DateTime<Utc>,
    /// The amount then.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub amount: Option<Money>,
    /// The probability then, in percent.
    pub probability: u8,
}
