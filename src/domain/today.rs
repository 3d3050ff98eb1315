//! What Home lists: what is due, and what nobody looks after. Ids only, so
//! that a page can compare and keep them cheaply.

use std::collections::BTreeSet;

use chrono::{Datelike, Days, NaiveDate};

use super::activity::Activity;
use super::id::Id;
use super::lead::Lead;
use super::opportunity::Opportunity;
use super::option::LeadPhase;
use super::order::InOrder;
use super::pipeline::StageKind;
use super::profile::Profile;
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
    /// Open deals with neither a next step nor an open activity, the one that
    /// should close first on top.
    pub without_next_step: Vec<Id<Opportunity>>,
    /// Open deals whose expected close has passed, the oldest first.
    pub past_close: Vec<Id<Opportunity>>,
}

impl Today {
    /// What is to be done on a day: by one owner, or by all where none is given.
    pub fn of(workspace: &Workspace, today: NaiveDate, owner: Option<Id<Profile>>) -> Self {
        let mine = |record_owner: Option<Id<Profile>>| owner.is_none() || record_owner == owner;
        let touched = Touched::in_workspace(workspace);
        let mut found = Self::default();
        found.list_activities(workspace.all::<Activity>().filter(|activity| mine(activity.owner)), today);
        let leads = workspace.all::<Lead>().filter(|lead| mine(lead.owner));
        let mut untouched: Vec<&Lead> = leads.filter(|lead| is_untouched(workspace, lead, &touched)).collect();
        untouched.order_by_key(|lead| (std::cmp::Reverse(lead.rating), lead.meta.created_at, lead.id));
        found.untouched_leads = untouched.into_iter().map(|lead| lead.id).collect();
        let mut open: Vec<&Opportunity> = workspace
            .all::<Opportunity>()
            .filter(|deal| mine(deal.owner) && workspace.stage_kind(deal.stage) == StageKind::Open)
            .collect();
        open.order_by_key(|deal| (deal.expected_close.is_none(), deal.expected_close, deal.id));
        let late = open.iter().filter(|deal| deal.expected_close.is_some_and(|day| day < today));
        found.past_close = late.map(|deal| deal.id).collect();
        let idle = open
            .iter()
            .filter(|deal| deal.next_step.trim().is_empty() && !touched.planned.contains(&RecordRef::of(deal.id)));
        found.without_next_step = idle.map(|deal| deal.id).collect();
        found
    }

    fn list_activities<'a>(&mut self, activities: impl Iterator<Item = &'a Activity>, today: NaiveDate) {
        let sunday = today + Days::new(u64::from(6 - today.weekday().num_days_from_monday()));
        let mut due: Vec<(NaiveDate, &Activity)> = activities
            .filter(|activity| activity.is_open())
            .filter_map(|activity| activity.due.filter(|due| *due <= sunday.max(today)).map(|due| (due, activity)))
            .collect();
        due.order_by_key(|(due, activity)| (*due, std::cmp::Reverse(activity.priority), activity.id));
        for (due, activity) in due {
            match due.cmp(&today) {
                std::cmp::Ordering::Less => self.overdue.push(activity.id),
                std::cmp::Ordering::Equal => self.due_today.push(activity.id),
                std::cmp::Ordering::Greater => self.due_this_week.push(activity.id),
            }
        }
    }
}

/// The records that activities are about.
struct Touched {
    any: BTreeSet<RecordRef>,
    planned: BTreeSet<RecordRef>,
}

impl Touched {
    fn in_workspace(workspace: &Workspace) -> Self {
        let mut touched = Self { any: BTreeSet::new(), planned: BTreeSet::new() };
        for activity in workspace.all::<Activity>() {
            touched.any.extend(&activity.links);
            if activity.is_open() {
                touched.planned.extend(&activity.links);
            }
        }
        touched
    }
}

fn is_untouched(workspace: &Workspace, lead: &Lead, touched: &Touched) -> bool {
    let phase = workspace.lead_phase(lead.status);
    matches!(phase, LeadPhase::New | LeadPhase::Working)
        && !lead.is_converted()
        && !touched.any.contains(&RecordRef::of(lead.id))
}
