//! What every workspace starts with: settings, a pipeline, statuses, sources,
//! reasons, segments and relationships, all editable, all with fixed ids. They are
//! named in the language in which the workspace is begun, and never renamed after.

use super::id::Id;
use super::option::{Explains, LeadPhase, LeadStatus, Reason, Relationship, Segment, Source};
use super::pipeline::{ForecastCategory, Pipeline, Stage, StageKind};
use super::record::{Record, Stored};
use super::settings::Settings;

/// Says a name of ours in the language of who begins a workspace.
pub type Naming = fn(&'static str) -> &'static str;

/// The names as they stand here.
pub const AS_WRITTEN: Naming = |name| name;

/// The records of a new workspace. They carry no dates: they were always there.
pub fn records(naming: Naming) -> Vec<Record> {
    let mut records = vec![
        Settings { id: Settings::THE, ..Settings::default() }.into_record(),
        Pipeline { id: Pipeline::SALES, name: naming("Sales").to_owned(), ..Pipeline::default() }.into_record(),
    ];
    records.extend(stages(naming));
    records.extend(lead_statuses(naming));
    records.extend(
        numbered(0x300, &SOURCES, naming).map(|(id, name, position)| {
            Source { id: Id::builtin(id), name, position, ..Source::default() }.into_record()
        }),
    );
    records.extend(reasons(naming));
    records.extend(numbered(0x600, &SEGMENTS, naming).map(|(id, name, position)| {
        Segment { id: Id::builtin(id), name, position, ..Segment::default() }.into_record()
    }));
    records.extend(numbered(0x500, &RELATIONSHIPS, naming).map(|(id, name, position)| {
        Relationship { id: Id::builtin(id), name, position, ..Relationship::default() }.into_record()
    }));
    records
}

const SOURCES: [&str; 12] = [
    "Web site",
    "Phone inquiry",
    "E-mail",
    "Referral",
    "Partner",
    "Trade show",
    "Conference",
    "Advertisement",
    "Social media",
    "Purchased list",
    "Cold call",
    "Other",
];
const SEGMENTS: [&str; 3] = ["Poor", "Average", "Great"];
/// The first is [`Relationship::BUYER`].
const RELATIONSHIPS: [&str; 9] =
    ["Buyer", "Channel partner", "Supplier", "Reseller", "Vendor", "Investor", "Competitor", "Press", "Other"];

/// Names with their fixed ids from `first` on and their places.
fn numbered(first: u16, names: &'static [&'static str], naming: Naming) -> impl Iterator<Item = (u16, String, u32)> {
    names.iter().zip(0_u16..).map(move |(name, n)| (first + n, naming(name).to_owned(), u32::from(n)))
}

fn stages(naming: Naming) -> impl Iterator<Item = Record> {
    use ForecastCategory as Category;
    let stages = [
        ("Prospecting", 10, StageKind::Open, Category::Pipeline),
        ("Qualification", 20, StageKind::Open, Category::Pipeline),
        ("Needs analysis", 25, StageKind::Open, Category::Pipeline),
        ("Proposal", 50, StageKind::Open, Category::BestCase),
        ("Negotiation", 80, StageKind::Open, Category::Commit),
        ("Closed won", 100, StageKind::Won, Category::Closed),
        ("Closed lost", 0, StageKind::Lost, Category::Omitted),
    ];
    stages.into_iter().zip(0_u16..).map(move |((name, probability, kind, forecast_category), n)| {
        Stage {
            id: Id::builtin(0x110 + n),
            name: naming(name).to_owned(),
            pipeline: Some(Pipeline::SALES),
            position: u32::from(n),
            kind,
            probability,
            forecast_category,
            ..Stage::default()
        }
        .into_record()
    })
}

fn lead_statuses(naming: Naming) -> impl Iterator<Item = Record> {
    let statuses = [
        ("New", LeadPhase::New),
        ("Attempting", LeadPhase::Working),
        ("Engaged", LeadPhase::Engaged),
        ("Qualified", LeadPhase::Qualified),
        ("Nurture", LeadPhase::Parked),
        ("Disqualified", LeadPhase::Disqualified),
        ("Converted", LeadPhase::Converted),
    ];
    statuses.into_iter().zip(0_u16..).map(move |((name, phase), n)| {
        LeadStatus {
            id: Id::builtin(0x200 + n),
            name: naming(name).to_owned(),
            phase,
            position: u32::from(n),
            ..LeadStatus::default()
        }
        .into_record()
    })
}

fn reasons(naming: Naming) -> impl Iterator<Item = Record> {
    use Explains::{Disqualification, Loss, Win};
    let reasons = [
        ("Price", Loss),
        ("Competitor", Loss),
        ("No budget", Loss),
        ("Missing features", Loss),
        ("Took too long", Loss),
        ("No decision", Loss),
        ("No answer any more", Loss),
        ("Poor fit", Loss),
        ("Other", Loss),
        ("Best fit", Win),
        ("Price", Win),
        ("Relationship", Win),
        ("Other", Win),
        ("Not interested", Disqualification),
        ("No budget", Disqualification),
        ("Cannot be reached", Disqualification),
        ("Wrong or fake data", Disqualification),
        ("Duplicate", Disqualification),
        ("Other", Disqualification),
    ];
    reasons.into_iter().zip(0_u16..).map(move |((name, explains), n)| {
        Reason {
            id: Id::builtin(0x400 + n),
            name: naming(name).to_owned(),
            explains,
            position: u32::from(n),
            ..Reason::default()
        }
        .into_record()
    })
}
