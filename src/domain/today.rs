//! What Home lists: what is due, and what nobody looks after. Ids only, so
//! that a page can compare and keep them cheaply.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use chrono::{DateTime, Days, NaiveDate, Utc};

use super::account::{Account, Lifecycle};
use super::activity::Activity;
use super::board::entered;
use super::contact::Contact;
use super::day::monday_of;
use super::id::Id;
use super::lead::{Conversion, HandOver, HandOverAnswer, Lead};
use super::opportunity::Opportunity;
use super::option::LeadPhase;
use super::order::InOrder;
use super::pipeline::StageKind;
use super::profile::{Profile, waits_for};
use super::query::facts::{STUCK_AFTER, lead_is_stuck};
use super::query::{Compare, Filter, Test};
use super::record::RecordRef;
use super::workspace::Workspace;

/// What a day asks for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Today {
    /// Open activities whose day has passed, the oldest first.
    pub overdue: Vec<Id<Activity>>,
    /// Open activities of today, the most important first.
    pub due_today: Vec<Id<Activity>>,
    /// Open activities from tomorrow to Sunday, the next first.
    pub due_this_week: Vec<Id<Activity>>,
    /// Leads that are new or being tried and about which nothing was done or
    /// is planned, the hottest and then the oldest first.
    pub untouched_leads: Vec<Id<Lead>>,
    /// Leads in work about which nothing is planned and for some time nothing
    /// was done, the longest forgotten first.
    pub stuck_leads: Vec<Id<Lead>>,
    /// Converted leads whose hand-over waits for an answer, the oldest first.
    pub hand_overs: Vec<Id<Lead>>,
    /// Converted leads whose hand-over came back, until something is done or
    /// planned about what they became, or it is decided; the oldest first.
    pub returned: Vec<Id<Lead>>,
    /// Open deals with neither a next step nor an open activity, the one that
    /// should close first on top.
    pub without_next_step: Vec<Id<Opportunity>>,
    /// Open deals whose expected close has passed, the oldest first.
    pub past_close: Vec<Id<Opportunity>>,
    /// Open deals that have been in their stage for long, the longest first.
    pub stuck_deals: Vec<Id<Opportunity>>,
}

/// Whose day it is, and where.
#[derive(Clone, Copy, Debug)]
pub struct Whose {
    /// The day.
    pub today: NaiveDate,
    /// Whose records count, with those of nobody: they wait for anybody. All
    /// count where none is given.
    pub owner: Option<Id<Profile>>,
    /// The day of an instant where the person is.
    pub local_day: fn(DateTime<Utc>) -> NaiveDate,
}

impl Whose {
    fn has(&self, owner: Option<Id<Profile>>) -> bool {
        waits_for(owner, self.owner)
    }

    fn days_since(&self, instant: DateTime<Utc>) -> i64 {
        (self.today - (self.local_day)(instant)).num_days()
    }
}

impl Today {
    /// What is to be done on a day.
    pub fn of(workspace: &Workspace, whose: &Whose) -> Self {
        let touched = touched(workspace);
        let mut found = Self::default();
        let activities = workspace.all::<Activity>().filter(|activity| whose.has(activity.owner));
        found.list_activities(activities, whose.today);
        found.list_leads(workspace, whose, &touched);
        found.list_hand_overs(workspace, whose, &touched);
        found.list_deals(workspace, whose, &touched);
        found
    }

    fn list_activities<'a>(&mut self, activities: impl Iterator<Item = &'a Activity>, today: NaiveDate) {
        let sunday = monday_of(today) + Days::new(6);
        let mut due: Vec<(NaiveDate, &Activity)> = activities
            .filter(|activity| activity.is_open())
            .filter_map(|activity| activity.due.filter(|due| *due <= sunday.max(today)).map(|due| (due, activity)))
            .collect();
        due.order_by_key(|(due, activity)| (*due, Reverse(activity.priority), activity.id));
        for (due, activity) in due {
            match due.cmp(&today) {
                std::cmp::Ordering::Less => self.overdue.push(activity.id),
                std::cmp::Ordering::Equal => self.due_today.push(activity.id),
                std::cmp::Ordering::Greater => self.due_this_week.push(activity.id),
            }
        }
    }

    fn list_leads(&mut self, workspace: &Workspace, whose: &Whose, touched: &Touched) {
        let (mut untouched, mut stuck) = (Vec::new(), Vec::new());
        for lead in workspace.all::<Lead>().filter(|lead| whose.has(lead.owner) && !lead.is_converted()) {
            let phase = workspace.lead_phase(lead.status);
            match touched.get(&RecordRef::of(lead.id)) {
                None if matches!(phase, LeadPhase::New | LeadPhase::Working) => untouched.push(lead),
                Some(Touch { planned, last: Some(last), .. })
                    if lead_is_stuck(phase, *planned, Some(whose.days_since(*last))) =>
                {
                    stuck.push((*last, lead.id));
                }
                _ => {}
            }
        }
        untouched.order_by_key(|lead| (Reverse(lead.rating), lead.meta.created_at, lead.id));
        self.untouched_leads = untouched.into_iter().map(|lead| lead.id).collect();
        self.stuck_leads = in_order(stuck);
    }

    fn list_hand_overs(&mut self, workspace: &Workspace, whose: &Whose, touched: &Touched) {
        let (mut waiting, mut returned) = (Vec::new(), Vec::new());
        for lead in workspace.all::<Lead>() {
            let Some((conversion, hand_over)) = handed_over(lead) else { continue };
            match hand_over.answer {
                HandOverAnswer::Waiting if whose.has(Some(hand_over.to)) => waiting.push((conversion.at, lead.id)),
                HandOverAnswer::Returned if whose.has(hand_over.from) && is_left(workspace, lead, touched) => {
                    returned.push((lead.meta.updated_at, lead.id));
                }
                _ => {}
            }
        }
        self.hand_overs = in_order(waiting);
        self.returned = in_order(returned);
    }

    fn list_deals(&mut self, workspace: &Workspace, whose: &Whose, touched: &Touched) {
        let mut open: Vec<&Opportunity> = workspace
            .all::<Opportunity>()
            .filter(|deal| whose.has(deal.owner) && workspace.stage_kind(deal.stage) == StageKind::Open)
            .collect();
        open.order_by_key(|deal| (deal.expected_close.is_none(), deal.expected_close, deal.id));
        let late = open.iter().filter(|deal| deal.expected_close.is_some_and(|day| day < whose.today));
        self.past_close = late.map(|deal| deal.id).collect();
        let is_planned = |deal: &Opportunity| touched.get(&RecordRef::of(deal.id)).is_some_and(|touch| touch.planned);
        let idle = open.iter().filter(|deal| deal.next_step.trim().is_empty() && !is_planned(deal));
        self.without_next_step = idle.map(|deal| deal.id).collect();
        let since = open.iter().map(|deal| (entered(deal).unwrap_or(deal.meta.created_at), deal.id));
        self.stuck_deals = in_order(since.filter(|(since, _)| whose.days_since(*since) > STUCK_AFTER).collect());
    }
}

/// The earliest first.
fn in_order<T>(mut found: Vec<(DateTime<Utc>, Id<T>)>) -> Vec<Id<T>> {
    found.order_by_key(|(at, id)| (*at, *id));
    found.into_iter().map(|(_, id)| id).collect()
}

/// What activities there are about a record.
struct Touch {
    /// True where something is to be done about it.
    planned: bool,
    /// When something was last done.
    last: Option<DateTime<Utc>>,
    /// When somebody last entered or did one of them.
    attended: DateTime<Utc>,
}

/// The records that activities are about.
type Touched = BTreeMap<RecordRef, Touch>;

fn touched(workspace: &Workspace) -> Touched {
    let mut touched = Touched::new();
    for activity in workspace.all::<Activity>() {
        let entered = activity.meta.created_at;
        let (is_open, attended) = (activity.is_open(), activity.done_at.map_or(entered, |done| done.max(entered)));
        for link in &activity.links {
            let touch = touched.entry(*link).or_insert(Touch { planned: false, last: None, attended });
            touch.planned |= is_open;
            touch.attended = touch.attended.max(attended);
            if !is_open {
                touch.last = touch.last.max(Some(activity.when()));
            }
        }
    }
    touched
}

fn handed_over(lead: &Lead) -> Option<(&Conversion, &HandOver)> {
    let conversion = lead.conversion.as_ref()?;
    conversion.hand_over.as_ref().map(|hand_over| (conversion, hand_over))
}

/// What a converted lead became, the deal first.
pub fn became(lead: &Lead) -> Vec<RecordRef> {
    lead.conversion.iter().flat_map(|conversion| conversion.became().rev()).collect()
}

/// True while nobody has looked after what came back. When it did is not kept:
/// this rests on the lead's last change, which its return is, as a converted
/// lead is read-only. What changes it after all, such as a merge of what it
/// became, makes it wait once more.
fn is_left(workspace: &Workspace, lead: &Lead, touched: &Touched) -> bool {
    let deal = lead.conversion.as_ref().and_then(|conversion| conversion.opportunity);
    let deal =
        deal.map(|deal| workspace.live(deal).is_some_and(|deal| workspace.stage_kind(deal.stage) == StageKind::Open));
    let since = |record: &RecordRef| touched.get(record).is_some_and(|touch| touch.attended > lead.meta.updated_at);
    deal.unwrap_or(true) && !became(lead).iter().chain([&RecordRef::of(lead.id)]).any(since)
}

/// True for what is about somebody who has bought.
pub fn is_about_customer(workspace: &Workspace, activity: &Activity) -> bool {
    let is_customer =
        |account: Id<Account>| workspace.get(account).is_some_and(|account| account.lifecycle == Lifecycle::Customer);
    activity.links.iter().any(|link| {
        let account = link.id_of::<Account>();
        let deal = link.id_of::<Opportunity>().and_then(|id| workspace.get(id)).and_then(|deal| deal.account);
        let person = link.id_of::<Contact>().and_then(|id| workspace.get(id));
        account.or(deal).is_some_and(is_customer)
            || person.is_some_and(|person| person.accounts.iter().any(|role| is_customer(role.account)))
    })
}

/// How far one owner is behind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Behind {
    /// Who; nobody's activities have none.
    pub owner: Option<Id<Profile>>,
    /// How many open activities are past their day.
    pub count: usize,
    /// The first of these days.
    pub oldest: NaiveDate,
}

impl Behind {
    /// What a list of activities is asked to show only theirs.
    pub fn filter(&self, workspace: &Workspace) -> Filter {
        let Some(owner) = self.owner else { return Filter::Has("owner").negate() };
        let value = workspace.get(owner).map_or_else(|| owner.to_string(), |profile| profile.name.clone());
        Filter::Test(Test { field: "owner", compare: Compare::Equals, value })
    }
}

/// Who is behind, the most first; those in the Trash too, as what is theirs is not nobody's.
pub fn overdue_by_owner(workspace: &Workspace, today: NaiveDate) -> Vec<Behind> {
    let mut behind: BTreeMap<Option<Id<Profile>>, Behind> = BTreeMap::new();
    for activity in workspace.all::<Activity>().filter(|activity| activity.is_overdue(today)) {
        let Some(due) = activity.due else { continue };
        let owner = activity.owner;
        let of_owner = behind.entry(owner).or_insert(Behind { owner, count: 0, oldest: due });
        of_owner.count += 1;
        of_owner.oldest = of_owner.oldest.min(due);
    }
    let mut behind: Vec<Behind> = behind.into_values().collect();
    behind.order_by_key(|behind| (Reverse(behind.count), behind.oldest));
    behind
}
