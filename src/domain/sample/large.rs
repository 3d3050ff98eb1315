//! The reference data: as many records as wanted, such as three years of work
//! leave behind. Figures of speed and size are measured on it, and a large
//! demonstration is made of it.
//!
//! - R1 Of 100 records 16 are accounts, 36 contacts, 16 leads, 10 opportunities
//!   and 22 activities, about 440 bytes of JSON each besides the mark.
//! - R2 Every contact, opportunity and activity is linked, and every link leads
//!   to a record of the same data.
//! - R3 The same day and seed give the same records.
//! - R4 What the workflows promise holds: customers have bought, histories end
//!   where deals stand, account numbers are free.
//! - R5 An id carries the time its record was created, all before today.
//!
//! Knows the lists of the workspace it comes into, and nothing of commands.

use std::ops::Range;

use chrono::{DateTime, NaiveDate, NaiveTime, TimeDelta, Utc};

use super::super::env::Env;
use super::super::id::Id;
use super::super::money::{Currency, Money};
use super::super::option::{Campaign, Explains, LeadPhase, LeadStatus, Reason, Relationship, Segment, Source, Tag};
use super::super::pipeline::{Pipeline, Stage, StageKind};
use super::super::profile::{Profile, Role};
use super::super::record::{Collection, Record, Stored};
use super::super::workspace::Workspace;
use super::{AE, ANALYTICS, FAIR, REFERENCE, SDR, WEBINAR};

mod activities;
mod deals;
mod dice;
mod firms;
mod leads;
mod lot;
mod words;

use dice::Dice;

/// Works deals beside [`AE`].
pub(super) const SECOND_AE: Id<Profile> = Id::builtin(0xd02);
/// Answers for both.
pub(super) const MANAGER: Id<Profile> = Id::builtin(0xd03);
pub(super) const NEWSLETTER: Id<Campaign> = Id::builtin(0xd12);
pub(super) const VIP: Id<Tag> = Id::builtin(0xd22);

/// How many records are made at once: the fewest that have the whole mix.
pub const LOT: usize = 50;
/// How many days back the oldest record goes.
const DAYS: i64 = 3 * 365;

/// About so many records, in whole lots, with the lists that they need in
/// front. They can be taken a few at a time.
pub fn reference(workspace: &Workspace, env: &Env, records: usize, seed: u64) -> Reference {
    let lots = records.div_ceil(LOT);
    let world = World::of(workspace, env.today, lots);
    Reference { lists: lists(workspace, &world), world, seed, lots: 0..lots, ready: Vec::new() }
}

/// The reference data as it is taken.
pub struct Reference {
    world: World,
    seed: u64,
    lots: Range<usize>,
    lists: Vec<Record>,
    /// Made and not taken yet, the next one last.
    ready: Vec<Record>,
}

impl Iterator for Reference {
    type Item = Record;

    fn next(&mut self) -> Option<Record> {
        if let Some(record) = self.lists.pop().or_else(|| self.ready.pop()) {
            return Some(record);
        }
        let lot = self.lots.next()?;
        self.ready = lot::records(&self.world, lot, Dice::new(self.seed, lot));
        self.ready.reverse();
        self.ready.pop()
    }
}

/// What all lots know: the days, and the lists of the workspace.
struct World {
    today: NaiveDate,
    /// After the last instant of the data; a moment that has passed wherever it is today.
    end: DateTime<Utc>,
    lots: usize,
    /// The highest account number there is already.
    highest_number: u32,
    currency: Currency,
    pipeline: Option<Id<Pipeline>>,
    open: Vec<Step>,
    won: Option<Step>,
    lost: Option<Step>,
    sources: Vec<Id<Source>>,
    segments: Vec<Id<Segment>>,
    /// All but Buyer.
    relationships: Vec<Id<Relationship>>,
    reasons: Vec<(Explains, Id<Reason>)>,
    statuses: Vec<(LeadPhase, Id<LeadStatus>)>,
}

/// A stage, as deals enter it.
#[derive(Clone, Copy)]
struct Step {
    stage: Id<Stage>,
    probability: u8,
}

impl World {
    fn of(workspace: &Workspace, today: NaiveDate, lots: usize) -> Self {
        let pipeline = workspace.all::<Pipeline>().min_by_key(|pipeline| (pipeline.position, pipeline.id));
        let stages = pipeline.map(|pipeline| workspace.stages(pipeline.id)).unwrap_or_default();
        let of_kind = |kind| {
            let found = stages.iter().filter(move |stage| stage.kind == kind);
            found.map(|stage| Step { stage: stage.id, probability: stage.probability })
        };
        let ten = NaiveTime::from_hms_opt(10, 0, 0).unwrap_or_default();
        let others = |relationship: &Id<Relationship>| *relationship != Relationship::BUYER;
        Self {
            today,
            end: today.pred_opt().unwrap_or(today).and_time(ten).and_utc(),
            lots,
            highest_number: workspace.highest_account_number(),
            currency: workspace.settings().currency,
            pipeline: pipeline.map(|pipeline| pipeline.id),
            open: of_kind(StageKind::Open).collect(),
            won: of_kind(StageKind::Won).next(),
            lost: of_kind(StageKind::Lost).next(),
            sources: ids(workspace),
            segments: ids(workspace),
            relationships: ids(workspace).into_iter().filter(others).collect(),
            reasons: workspace.all::<Reason>().map(|reason| (reason.explains, reason.id)).collect(),
            statuses: workspace.all::<LeadStatus>().map(|status| (status.phase, status.id)).collect(),
        }
    }

    /// The first status of a phase.
    fn status(&self, phase: LeadPhase) -> Option<Id<LeadStatus>> {
        self.statuses.iter().find(|(known, _)| *known == phase).map(|(_, status)| *status)
    }

    fn reason(&self, dice: &mut Dice, explains: Explains) -> Option<Id<Reason>> {
        let fitting = self.reasons.iter().filter(|(known, _)| *known == explains).map(|(_, reason)| *reason);
        dice.pick(&fitting.collect::<Vec<_>>())
    }

    /// Hundreds of the workspace's currency.
    fn money(&self, hundreds: i64) -> Option<Money> {
        let unit = 10_i64.checked_pow(self.currency.decimals())?;
        Some(Money::new(hundreds.checked_mul(100)?.checked_mul(unit)?, self.currency))
    }

    /// A moment within so many days after another, before the data ends.
    fn after(&self, dice: &mut Dice, from: DateTime<Utc>, days: i64) -> DateTime<Utc> {
        let latest = (from + TimeDelta::days(days)).min(self.end);
        dice.instant(from, latest)
    }

    /// When something of the last days began, but not before `from`.
    fn lately(&self, dice: &mut Dice, from: DateTime<Utc>, days: i64) -> DateTime<Utc> {
        dice.instant(from.max(self.end - TimeDelta::days(days)), self.end)
    }
}

fn ids<T: Stored + 'static>(workspace: &Workspace) -> Vec<Id<T>> {
    workspace.all::<T>().map(Stored::id).collect()
}

/// The people, campaigns and tags of the data, the last one first.
fn lists(workspace: &Workspace, world: &World) -> Vec<Record> {
    let names = [(SDR, "Sam Rivera", Role::Sdr), (AE, "Alex Kim", Role::Ae), (SECOND_AE, "Jo Lindgren", Role::Ae)];
    let names = names.into_iter().chain([(MANAGER, "Robin Achterberg", Role::Manager)]);
    let first = u32::try_from(workspace.records(Collection::Profile).count()).unwrap_or_default();
    let profiles = names.zip(first..).map(|((id, name, role), position)| {
        Profile { id, name: name.to_owned(), role, position, ..Profile::default() }.into_record()
    });
    let campaigns =
        [(FAIR, "Data Days fair"), (WEBINAR, "Webinar: numbers you can act on"), (NEWSLETTER, "Newsletter")];
    let campaigns =
        campaigns.map(|(id, name)| Campaign { id, name: name.to_owned(), ..Campaign::default() }.into_record());
    let tags = [(ANALYTICS, "Analytics"), (REFERENCE, "Reference customer"), (VIP, "VIP")];
    let tags = tags.map(|(id, name)| Tag { id, name: name.to_owned(), ..Tag::default() }.into_record());
    let mut records: Vec<Record> = profiles.chain(campaigns).chain(tags).collect();
    let begun = world.end - TimeDelta::days(DAYS);
    for record in &mut records {
        let meta = record.meta_mut();
        (meta.created_at, meta.updated_at) = (begun, begun);
    }
    records.reverse();
    records
}
