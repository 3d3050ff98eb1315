//! The demonstration: one small firm that sells analytics software, its
//! buyers, partners and hopes, told so that every screen has something to
//! show. All of it is made up, all addresses end in `.example`, and all days
//! count from the day it is loaded.

use std::collections::BTreeMap;

use chrono::{DateTime, Days, NaiveDate, NaiveTime, TimeDelta, Utc};
use serde_json::{Value, json};
use uuid::Uuid;

use super::env::Env;
use super::field::Labelled;
use super::id::Id;
use super::money::Money;
use super::option::{Campaign, LeadPhase, LeadStatus, Reason, Relationship, Segment, Source, Tag};
use super::pipeline::{Pipeline, Stage, StageKind};
use super::profile::{Profile, Role};
use super::record::{Collection, Record, RecordRef, Stored};
use super::workspace::Workspace;

mod accounts;
mod activities;
mod contacts;
mod deals;
pub mod large;
mod leads;

/// The name among external ids that marks a demonstration record.
pub const MARK: &str = "relata-demo";

/// Works the leads of the story.
pub const SDR: Id<Profile> = Id::builtin(0xd00);
/// Works the deals of the story.
pub const AE: Id<Profile> = Id::builtin(0xd01);
const FAIR: Id<Campaign> = Id::builtin(0xd10);
const WEBINAR: Id<Campaign> = Id::builtin(0xd11);
const ANALYTICS: Id<Tag> = Id::builtin(0xd20);
const REFERENCE: Id<Tag> = Id::builtin(0xd21);

/// True for a record of the demonstration, whatever was done to it since.
pub fn is_demo(record: &Record) -> bool {
    match record {
        Record::Account(account) => account.external_ids.contains_key(MARK),
        Record::Contact(contact) => contact.external_ids.contains_key(MARK),
        Record::Lead(lead) => lead.external_ids.contains_key(MARK),
        Record::Opportunity(deal) => deal.external_ids.contains_key(MARK),
        Record::Activity(activity) => activity.external_ids.contains_key(MARK),
        Record::Profile(profile) => [SDR, AE, large::SECOND_AE, large::MANAGER].contains(&profile.id),
        Record::Campaign(campaign) => [FAIR, WEBINAR, large::NEWSLETTER].contains(&campaign.id),
        Record::Tag(tag) => [ANALYTICS, REFERENCE, large::VIP].contains(&tag.id),
        _ => false,
    }
}

/// The records of the story as they stand on the day of `env`.
pub fn records(workspace: &Workspace, env: &Env) -> Vec<Record> {
    let mut story = Story::new(workspace, env);
    story.add_lists();
    accounts::add(&mut story);
    contacts::add(&mut story);
    leads::add(&mut story);
    deals::add(&mut story);
    activities::add(&mut story);
    story.records
}

/// The story while it is being told.
struct Story<'a> {
    workspace: &'a Workspace,
    env: &'a Env,
    ids: BTreeMap<&'static str, Uuid>,
    stages: Vec<&'a Stage>,
    records: Vec<Record>,
}

impl<'a> Story<'a> {
    fn new(workspace: &'a Workspace, env: &'a Env) -> Self {
        let pipelines = workspace.all::<Pipeline>();
        let first = pipelines.min_by_key(|pipeline| (pipeline.position, pipeline.id));
        let stages = first.map(|pipeline| workspace.stages(pipeline.id)).unwrap_or_default();
        Self { workspace, env, ids: BTreeMap::new(), stages, records: Vec::new() }
    }

    /// The id of whom or what the story calls `key`, met before or not.
    fn id<T>(&mut self, key: &'static str) -> Id<T> {
        Id::new(*self.ids.entry(key).or_insert_with(|| self.env.mint()))
    }

    /// A link to a record of the story.
    fn link<T: Stored>(&mut self, key: &'static str) -> RecordRef {
        RecordRef::of(self.id::<T>(key))
    }

    /// The day `days` from now.
    fn day(&self, days: i64) -> NaiveDate {
        let count = Days::new(days.unsigned_abs());
        let day =
            if days < 0 { self.env.today.checked_sub_days(count) } else { self.env.today.checked_add_days(count) };
        day.unwrap_or(self.env.today)
    }

    /// An instant of a day that has passed, and of today a little while ago.
    fn at(&self, days: i64, hour: u32) -> DateTime<Utc> {
        let time = NaiveTime::from_hms_opt(hour, 10, 0).unwrap_or_default();
        self.day(days).and_time(time).and_utc().min(self.env.now - TimeDelta::minutes(20))
    }

    /// Adds a record that was made so many days ago, marked as one of the story.
    fn add<T: Stored>(&mut self, key: &'static str, record: T, days_ago: i64, by: Id<Profile>) {
        let mut record = record.into_record();
        let mark: Value = json!({ MARK: key });
        // Lists have no ids elsewhere; theirs are fixed instead.
        let marked = record.set("external_ids", mark).is_ok();
        if marked {
            record.set_uuid(self.id::<T>(key).uuid());
        }
        let born = self.at(-days_ago, 9);
        let meta = record.meta_mut();
        (meta.created_at, meta.updated_at) = (born, born);
        (meta.created_by, meta.updated_by) = (Some(by), Some(by));
        self.records.push(record);
    }

    fn add_lists(&mut self) {
        let places = self.workspace.records(Collection::Profile).count();
        let position = u32::try_from(places).unwrap_or_default();
        for (id, name, role, offset) in [(SDR, "Sam Rivera", Role::Sdr, 0), (AE, "Alex Kim", Role::Ae, 1)] {
            let profile =
                Profile { id, name: name.to_owned(), role, position: position + offset, ..Profile::default() };
            self.add("profile", profile, 480, SDR);
        }
        for (id, name) in [(FAIR, "Data Days fair"), (WEBINAR, "Webinar: numbers you can act on")] {
            self.add("campaign", Campaign { id, name: name.to_owned(), ..Campaign::default() }, 200, SDR);
        }
        for (id, name) in [(ANALYTICS, "Analytics"), (REFERENCE, "Reference customer")] {
            self.add("tag", Tag { id, name: name.to_owned(), ..Tag::default() }, 200, SDR);
        }
    }

    /// One of the lists that every workspace starts with, if it is still there.
    fn listed<T: Stored>(&self, first: u16, place: u16) -> Option<Id<T>> {
        let id = Id::builtin(first + place);
        self.workspace.live(id).map(|_| id)
    }

    fn source(&self, place: u16) -> Option<Id<Source>> {
        self.listed(0x300, place)
    }

    fn reason(&self, place: u16) -> Option<Id<Reason>> {
        self.listed(0x400, place)
    }

    fn relationship(&self, place: u16) -> Option<Id<Relationship>> {
        self.listed(0x500, place)
    }

    fn segment(&self, place: u16) -> Option<Id<Segment>> {
        self.listed(0x600, place)
    }

    fn status(&self, phase: LeadPhase) -> Option<Id<LeadStatus>> {
        self.workspace.status_of_phase(phase)
    }

    /// The stage of a step: 0 is the first open one; a pipeline with fewer
    /// steps ends with its last.
    fn stage(&self, step: Step) -> Option<&'a Stage> {
        let of_kind = |kind| self.stages.iter().filter(move |stage| stage.kind == kind);
        match step {
            Step::Open(place) => of_kind(StageKind::Open).nth(place).or_else(|| of_kind(StageKind::Open).next_back()),
            Step::Won => of_kind(StageKind::Won).next(),
            Step::Lost => of_kind(StageKind::Lost).next(),
        }
        .copied()
    }

    /// Whole units of the workspace's currency.
    fn money(&self, amount: i64) -> Option<Money> {
        let currency = self.workspace.settings().currency;
        let unit = 10_i64.checked_pow(currency.decimals())?;
        (amount > 0).then(|| Money::new(amount * unit, currency))
    }
}

/// A step of a deal.
#[derive(Clone, Copy)]
enum Step {
    Open(usize),
    Won,
    Lost,
}

/// One row of a list, or none where there is no value.
fn row(kind: &str, value: &str) -> Vec<Labelled> {
    if value.is_empty() { Vec::new() } else { vec![Labelled::new(kind, value)] }
}
