//! What follows for a record from the records around it: when somebody last
//! did something about it, what is planned, what an account has bought and
//! may buy. Worked out for all records at once, in one pass.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use uuid::Uuid;

use super::super::activity::Activity;
use super::super::money::Totals;
use super::super::opportunity::Opportunity;
use super::super::option::LeadPhase;
use super::super::pipeline::StageKind;
use super::super::workspace::Workspace;
use super::Asking;

/// A lead in work counts as stuck when for more days nothing was done, and
/// nothing is planned.
pub const LEAD_STUCK_AFTER: i64 = 14;

/// True for a lead in work about which nothing is planned, and nothing was done for so
/// many days; `None` where nothing ever was.
pub fn lead_is_stuck(phase: LeadPhase, is_planned: bool, idle: Option<i64>) -> bool {
    phase.is_open() && !is_planned && idle.is_some_and(|days| days > LEAD_STUCK_AFTER)
}

/// An open deal that has been in its stage for more days counts as stuck.
pub const STUCK_AFTER: i64 = 30;

/// What follows for one record.
#[derive(Clone, Debug, Default)]
pub(super) struct Fact {
    /// The last day on which something was done about it.
    pub(super) last_touch: Option<NaiveDate>,
    /// The first day on which something is to be done about it.
    pub(super) next_activity: Option<NaiveDate>,
    /// True where something is to be done about it, with or without a day.
    pub(super) is_planned: bool,
    /// What was won with it.
    pub(super) won: Totals,
    /// What is open with it.
    pub(super) open: Totals,
}

/// What follows for all records that anything follows for.
#[derive(Clone, Debug, Default)]
pub(super) struct Facts {
    of: BTreeMap<Uuid, Fact>,
}

impl Facts {
    /// Works it out.
    pub(super) fn of(workspace: &Workspace, asking: &Asking) -> Self {
        let mut facts = Self::default();
        for activity in workspace.all::<Activity>() {
            for link in &activity.links {
                let fact = facts.of.entry(link.id).or_default();
                if activity.is_open() {
                    fact.is_planned = true;
                    let earlier = fact.next_activity.filter(|next| activity.due.is_none_or(|due| *next <= due));
                    fact.next_activity = earlier.or(activity.due);
                } else {
                    fact.last_touch = fact.last_touch.max(Some((asking.local_day)(activity.when())));
                }
            }
        }
        for deal in workspace.all::<Opportunity>() {
            let (Some(account), Some(amount)) = (deal.account, deal.amount) else { continue };
            let fact = facts.of.entry(account.uuid()).or_default();
            match workspace.stage_kind(deal.stage) {
                StageKind::Won => fact.won.add(amount),
                StageKind::Open => fact.open.add(amount),
                StageKind::Lost => {}
            }
        }
        facts
    }

    /// What follows for a record, if anything.
    pub(super) fn get(&self, record: Uuid) -> Option<&Fact> {
        self.of.get(&record)
    }
}
