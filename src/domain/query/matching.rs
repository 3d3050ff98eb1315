//! Filters made ready to be asked of many records: the days, ids and folded
//! words that a filter means on a day, worked out once.

use std::collections::BTreeSet;

use chrono::{DateTime, NaiveDate, Utc};
use serde_json::Value;
use uuid::Uuid;

use super::super::account::Account;
use super::super::activity::Activity;
use super::super::board::entered;
use super::super::field::{Kind, is_blank};
use super::super::id::Id;
use super::super::lead::Lead;
use super::super::opportunity::Opportunity;
use super::super::option::LeadPhase;
use super::super::pipeline::StageKind;
use super::super::profile::Profile;
use super::super::record::{Collection, Record, RecordRef, Stored};
use super::super::text::fold;
use super::super::workflow::merge_records::survivor_of;
use super::super::workspace::Workspace;
use super::condition::Condition;
use super::facts::{Facts, STUCK_AFTER, lead_is_stuck};
use super::filter::{Compare, Filter, Test};
use super::period::Period;
use super::subject::{Subject, subject};
use super::{Asking, texts, typed, value};

/// A filter as it is asked.
#[derive(Clone, Debug)]
pub(super) enum Ask {
    All(Vec<Ask>),
    Any(Vec<Ask>),
    Not(Box<Ask>),
    /// Folded, and not empty.
    Text(String),
    Field(Subject, Needle),
    Is(Condition),
}

/// What a value of a field must be.
#[derive(Clone, Debug)]
pub(super) enum Needle {
    Filled,
    /// Folded words; the text as typed where folding leaves nothing of it.
    Words {
        folded: String,
        typed: String,
        whole: bool,
    },
    /// Thousandths, both ends included.
    Numbers(i64, i64),
    /// Both ends included.
    Days(NaiveDate, NaiveDate),
    Flag(bool),
    Choice(String),
    /// Ids in order.
    Links(Vec<Uuid>),
}

impl Ask {
    /// What a filter means for a collection, asked by somebody on a day.
    pub(super) fn of(filter: &Filter, workspace: &Workspace, collection: Collection, asking: &Asking) -> Self {
        let of = |filter: &Filter| Self::of(filter, workspace, collection, asking);
        match filter {
            Filter::All(parts) => {
                // Whoever holds a key down types a word a thousand times.
                let different: BTreeSet<&Filter> = parts.iter().collect();
                Self::All(different.into_iter().map(of).collect())
            }
            Filter::Any(parts) => Self::Any(parts.iter().map(of).collect()),
            Filter::Not(inner) => Self::Not(Box::new(of(inner))),
            Filter::Text(text) => match fold(text) {
                // Nothing of it can be looked for.
                folded if folded.is_empty() => Self::All(Vec::new()),
                folded => Self::Text(folded),
            },
            Filter::Has(field) => {
                let found = subject(collection, field).map(|subject| Self::Field(subject, Needle::Filled));
                found.unwrap_or(Self::Any(Vec::new()))
            }
            Filter::Is(condition) => Self::Is(*condition),
            Filter::Within(period) => {
                let days = span(*period, workspace, asking);
                let main = subject(collection, main_day(collection));
                main.map_or(Self::Any(Vec::new()), |main| Self::Field(main, Needle::Days(days.0, days.1)))
            }
            Filter::Test(test) => {
                let Some(subject) = subject(collection, test.field) else { return Self::Any(Vec::new()) };
                let ask = Self::Field(subject, needle(subject, test, workspace, collection, asking));
                if test.compare == Compare::Lacks { Self::Not(Box::new(ask)) } else { ask }
            }
        }
    }

    /// Whether one record passes, without any help of what was worked out before.
    pub(super) fn passes(&self, record: &Record, workspace: &Workspace, facts: &Facts, asking: &Asking) -> bool {
        let passes = |ask: &Self| ask.passes(record, workspace, facts, asking);
        match self {
            Self::All(parts) => parts.iter().all(passes),
            Self::Any(parts) => parts.iter().any(passes),
            Self::Not(inner) => !passes(inner),
            Self::Text(folded) => texts::text_of(workspace, record, asking.wording).contains(folded.as_str()),
            Self::Field(subject, needle) => needle.fits(*subject, &value::value(record, subject.key, facts), asking),
            Self::Is(condition) => meets(*condition, record, workspace, facts, asking),
        }
    }
}

/// The field with the day that counts most.
pub(super) fn main_day(collection: Collection) -> &'static str {
    match collection {
        Collection::Activity => "due",
        Collection::Opportunity => "expected_close",
        Collection::Account | Collection::Contact | Collection::Lead => "next_activity",
        _ => "created_at",
    }
}

fn span(period: Period, workspace: &Workspace, asking: &Asking) -> (NaiveDate, NaiveDate) {
    period.days(asking.today, workspace.settings().fiscal_year_start)
}

fn needle(subject: Subject, test: &Test, workspace: &Workspace, collection: Collection, asking: &Asking) -> Needle {
    match subject.kind {
        Kind::Number | Kind::Percent | Kind::Money => {
            let at = typed::thousandths(&test.value).unwrap_or_default();
            let (low, high) =
                ends(test.compare, (at, at), (i64::MIN, i64::MAX), |at| at.checked_sub(1), |at| at.checked_add(1));
            Needle::Numbers(low, high)
        }
        Kind::Day | Kind::Instant => {
            let Some(period) = Period::parse(&test.value) else { return Needle::Filled };
            let days = span(period, workspace, asking);
            let all = (NaiveDate::MIN, NaiveDate::MAX);
            let (first, last) = ends(test.compare, days, all, |day| day.pred_opt(), |day| day.succ_opt());
            Needle::Days(first, last)
        }
        Kind::Flag => Needle::Flag(test.value == "yes"),
        Kind::Choice(_) => Needle::Choice(test.value.clone()),
        _ => match subject.leads_to(collection) {
            [] => words(test),
            to => Needle::Links(linked(to, test, workspace, asking.actor)),
        },
    }
}

fn words(test: &Test) -> Needle {
    let typed = test.value.to_lowercase();
    Needle::Words { folded: fold(&test.value), typed, whole: test.compare == Compare::Equals }
}

/// The ends of what a comparison with a span leaves, both included; the wrong
/// way round where nothing is left, beyond the least or the most there is.
fn ends<T: Copy>(
    compare: Compare,
    span: (T, T),
    all: (T, T),
    before: impl Fn(T) -> Option<T>,
    after: impl Fn(T) -> Option<T>,
) -> (T, T) {
    match compare {
        Compare::Holds | Compare::Equals | Compare::Lacks => span,
        Compare::Less => before(span.0).map_or((all.1, all.0), |last| (all.0, last)),
        Compare::AtMost => (all.0, span.1),
        Compare::More => after(span.1).map_or((all.1, all.0), |first| (first, all.1)),
        Compare::AtLeast => (span.0, all.1),
    }
}

/// The records that a name means: by their titles, or the one who asks.
fn linked(to: &[Collection], test: &Test, workspace: &Workspace, actor: Option<Id<Profile>>) -> Vec<Uuid> {
    if to == [Collection::Profile] && test.value.eq_ignore_ascii_case("me") {
        return actor.map(Id::uuid).into_iter().collect();
    }
    // Views and addresses outlive a merge: the one that stayed is meant now.
    let survivor = |record: RecordRef| survivor_of(workspace, record).id;
    if let Ok(id) = test.value.parse() {
        let mut found: Vec<Uuid> =
            to.iter().map(|collection| survivor(RecordRef { collection: *collection, id })).collect();
        found.sort_unstable();
        return found;
    }
    let whole = fold(&test.value);
    let sought: Vec<&str> = whole.split(' ').collect();
    let typed = test.value.trim().to_lowercase();
    let is_meant = |record: &&Record| match (whole.is_empty(), test.compare == Compare::Equals) {
        // Folding leaves nothing of it, and nothing is in every title.
        (true, true) => record.title().to_lowercase() == typed,
        (true, false) => record.title().to_lowercase().contains(&typed),
        (false, true) => fold(&record.title()) == whole,
        (false, false) => {
            let title = fold(&record.title());
            sought.iter().all(|word| title.contains(word))
        }
    };
    let records = to.iter().flat_map(|collection| workspace.records(*collection));
    let mut found: Vec<Uuid> = records.filter(is_meant).map(|record| survivor(record.reference())).collect();
    found.sort_unstable();
    found
}

impl Needle {
    /// Whether a value is what is looked for.
    pub(super) fn fits(&self, subject: Subject, found: &Value, asking: &Asking) -> bool {
        match self {
            Self::Filled => !is_blank(found),
            Self::Words { folded, typed, whole } => {
                let text = value::plain(found);
                match (folded.is_empty(), whole) {
                    (true, _) => text.to_lowercase().contains(typed.as_str()),
                    (false, true) => fold(&text) == *folded,
                    (false, false) => fold(&text).contains(folded.as_str()),
                }
            }
            Self::Numbers(low, high) => {
                value::thousandths(subject.kind, found).iter().any(|number| (low..=high).contains(&number))
            }
            Self::Days(first, last) => {
                day(subject.kind, found, asking).is_some_and(|day| (*first..=*last).contains(&day))
            }
            Self::Flag(set) => found.as_bool().unwrap_or_default() == *set,
            Self::Choice(choice) => found.as_str() == Some(choice),
            Self::Links(sought) => value::links(found).iter().any(|link| sought.binary_search(link).is_ok()),
        }
    }
}

fn day(kind: Kind, value: &Value, asking: &Asking) -> Option<NaiveDate> {
    let text = value.as_str()?;
    if kind == Kind::Day {
        return text.parse().ok();
    }
    text.parse::<DateTime<Utc>>().ok().map(asking.local_day)
}

/// Whether a record meets a condition.
pub(super) fn meets(
    condition: Condition,
    record: &Record,
    workspace: &Workspace,
    facts: &Facts,
    asking: &Asking,
) -> bool {
    let fact = facts.get(record.uuid());
    let is_planned = || fact.is_some_and(|fact| fact.is_planned);
    let lead_is =
        |is: &dyn Fn(LeadPhase) -> bool| Lead::from_record(record).is_some_and(|lead| is(phase(workspace, lead)));
    let deal_is = |kind: StageKind| of_stage(workspace, record) == Some(kind);
    match (condition, record) {
        (Condition::Overdue, Record::Activity(activity)) => activity.is_overdue(asking.today),
        (Condition::Overdue, Record::Opportunity(deal)) => {
            deal_is(StageKind::Open) && deal.expected_close.is_some_and(|day| day < asking.today)
        }
        (Condition::Overdue, _) => fact.and_then(|fact| fact.next_activity).is_some_and(|day| day < asking.today),
        (Condition::Stuck, Record::Lead(_)) => {
            let idle = fact.and_then(|fact| fact.last_touch).map(|last| (asking.today - last).num_days());
            lead_is(&|phase| lead_is_stuck(phase, is_planned(), idle))
        }
        (Condition::Stuck, _) => {
            deal_is(StageKind::Open)
                && Opportunity::from_record(record).is_some_and(|deal| {
                    let since = entered(deal).unwrap_or(deal.meta.created_at);
                    (asking.today - (asking.local_day)(since)).num_days() > STUCK_AFTER
                })
        }
        (Condition::Untouched, _) => {
            let is_new = lead_is(&|phase| matches!(phase, LeadPhase::New | LeadPhase::Working));
            is_new && fact.is_none_or(|fact| !fact.is_planned && fact.last_touch.is_none())
        }
        (Condition::Idle, Record::Opportunity(deal)) => {
            deal_is(StageKind::Open) && deal.next_step.trim().is_empty() && !is_planned()
        }
        (Condition::Idle, _) => !is_planned(),
        (Condition::Mine, _) => asking.actor.is_some() && owner(record) == asking.actor,
        (Condition::Open, Record::Activity(activity)) => activity.is_open(),
        (Condition::Open, Record::Lead(_)) => lead_is(&LeadPhase::is_open),
        (Condition::Open, _) => deal_is(StageKind::Open),
        (Condition::Done, _) => Activity::from_record(record).is_some_and(|activity| !activity.is_open()),
        (Condition::Won, _) => deal_is(StageKind::Won),
        (Condition::Lost, _) => deal_is(StageKind::Lost),
        (Condition::Buyer, _) => Account::from_record(record).is_some_and(Account::is_buyer),
        (Condition::Converted, _) => lead_is(&|phase| phase == LeadPhase::Converted),
        (Condition::Parked, _) => lead_is(&|phase| phase == LeadPhase::Parked),
        (Condition::Disqualified, _) => lead_is(&|phase| phase == LeadPhase::Disqualified),
    }
}

fn phase(workspace: &Workspace, lead: &Lead) -> LeadPhase {
    if lead.is_converted() { LeadPhase::Converted } else { workspace.lead_phase(lead.status) }
}

fn of_stage(workspace: &Workspace, record: &Record) -> Option<StageKind> {
    Opportunity::from_record(record).map(|deal| workspace.stage_kind(deal.stage))
}

fn owner(record: &Record) -> Option<Id<Profile>> {
    match record {
        Record::Account(it) => it.owner,
        Record::Contact(it) => it.owner,
        Record::Lead(it) => it.owner,
        Record::Opportunity(it) => it.owner,
        Record::Activity(it) => it.owner,
        _ => None,
    }
}
