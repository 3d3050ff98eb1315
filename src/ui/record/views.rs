//! The named views of a list: each a word for the tab, a name for the address
//! (`?view=customers`) and a test for a record.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use uuid::Uuid;

use crate::domain::account::Lifecycle;
use crate::domain::option::LeadPhase;
use crate::domain::pipeline::StageKind;
use crate::domain::record::{Collection, Record, RecordRef};
use crate::domain::today::Today;
use crate::domain::workspace::Workspace;

/// A named view of a list.
#[derive(Clone, Copy)]
pub struct View {
    /// The name in addresses; the first view of a list is the one without a name.
    pub name: &'static str,
    /// The word on the tab.
    pub label: &'static str,
    holds: fn(&Viewing<'_>, &Record) -> bool,
}

/// What views are told by.
pub struct Viewing<'a> {
    workspace: &'a Workspace,
    today: NaiveDate,
    listed: BTreeSet<Uuid>,
}

impl View {
    /// The live records of a collection that the view holds.
    pub fn records<'a>(&self, workspace: &'a Workspace, collection: Collection, today: NaiveDate) -> Vec<&'a Record> {
        let viewing = Viewing { workspace, today, listed: listed(self.name, workspace, today) };
        let live = workspace.records(collection).filter(|record| record.is_live());
        live.filter(|record| (self.holds)(&viewing, record)).collect()
    }
}

/// The views of a collection, the usual one first.
pub fn views(collection: Collection) -> &'static [View] {
    match collection {
        Collection::Lead => &LEADS,
        Collection::Account => &ACCOUNTS,
        Collection::Contact => &CONTACTS,
        Collection::Opportunity => &OPPORTUNITIES,
        Collection::Activity => &ACTIVITIES,
        _ => &EVERYTHING,
    }
}

/// The view of that name, else the usual one.
pub fn view(collection: Collection, name: Option<&str>) -> View {
    let known = views(collection).iter().find(|view| Some(view.name) == name);
    known.or_else(|| views(collection).first()).copied().unwrap_or(ALL)
}

const ALL: View = View { name: "all", label: "All", holds: |_, _| true };
const EVERYTHING: [View; 1] = [ALL];

const LEADS: [View; 5] = [
    View {
        name: "open",
        label: "Open",
        holds: |viewing, record| viewing.phase(record).is_some_and(LeadPhase::is_open),
    },
    View { name: "untouched", label: "Untouched", holds: |viewing, record| viewing.is_listed(record) },
    View {
        name: "converted",
        label: "Converted",
        holds: |viewing, record| viewing.phase(record) == Some(LeadPhase::Converted),
    },
    View {
        name: "closed",
        label: "Parked or disqualified",
        holds: |viewing, record| matches!(viewing.phase(record), Some(LeadPhase::Parked | LeadPhase::Disqualified)),
    },
    ALL,
];

const ACCOUNTS: [View; 5] = [
    ALL,
    View { name: "customers", label: "Customers", holds: |_, record| has_lifecycle(record, Lifecycle::Customer) },
    View { name: "prospects", label: "Prospects", holds: |_, record| has_lifecycle(record, Lifecycle::Prospect) },
    View {
        name: "others",
        label: "Not buyers",
        holds: |_, record| matches!(record, Record::Account(account) if !account.is_buyer()),
    },
    View {
        name: "targets",
        label: "Targets",
        holds: |_, record| matches!(record, Record::Account(account) if account.target),
    },
];

const CONTACTS: [View; 2] = [
    ALL,
    View {
        name: "without-account",
        label: "Without account",
        holds: |_, record| matches!(record, Record::Contact(contact) if contact.accounts.is_empty()),
    },
];

const OPPORTUNITIES: [View; 6] = [
    View { name: "open", label: "Open", holds: |viewing, record| viewing.stage(record) == Some(StageKind::Open) },
    View { name: "no-next-step", label: "No next step", holds: |viewing, record| viewing.is_listed(record) },
    View { name: "past-close", label: "Past close date", holds: |viewing, record| viewing.is_listed(record) },
    View { name: "won", label: "Won", holds: |viewing, record| viewing.stage(record) == Some(StageKind::Won) },
    View { name: "lost", label: "Lost", holds: |viewing, record| viewing.stage(record) == Some(StageKind::Lost) },
    ALL,
];

const ACTIVITIES: [View; 6] = [
    View {
        name: "open",
        label: "To do",
        holds: |_, record| matches!(record, Record::Activity(activity) if activity.is_open()),
    },
    View {
        name: "overdue",
        label: "Overdue",
        holds: |viewing, record| matches!(record, Record::Activity(activity) if activity.is_overdue(viewing.today)),
    },
    View {
        name: "today",
        label: "Due today",
        holds: |viewing, record| matches!(record, Record::Activity(activity) if activity.is_open() && activity.due == Some(viewing.today)),
    },
    View { name: "week", label: "This week", holds: |viewing, record| viewing.is_listed(record) },
    View {
        name: "done",
        label: "Done",
        holds: |_, record| matches!(record, Record::Activity(activity) if !activity.is_open()),
    },
    ALL,
];

fn has_lifecycle(record: &Record, lifecycle: Lifecycle) -> bool {
    matches!(record, Record::Account(account) if account.lifecycle == lifecycle && account.is_buyer())
}

impl Viewing<'_> {
    fn phase(&self, record: &Record) -> Option<LeadPhase> {
        let Record::Lead(lead) = record else { return None };
        Some(if lead.is_converted() { LeadPhase::Converted } else { self.workspace.lead_phase(lead.status) })
    }

    fn stage(&self, record: &Record) -> Option<StageKind> {
        let Record::Opportunity(deal) = record else { return None };
        Some(self.workspace.stage_kind(deal.stage))
    }

    fn is_listed(&self, record: &Record) -> bool {
        self.listed.contains(&record.uuid())
    }
}

/// The ids for the views that Home shows too, so that both agree.
fn listed(name: &str, workspace: &Workspace, today: NaiveDate) -> BTreeSet<Uuid> {
    let today = || Today::of(workspace, today, None);
    match name {
        "untouched" => today().untouched_leads.into_iter().map(|id| RecordRef::of(id).id).collect(),
        "no-next-step" => today().without_next_step.into_iter().map(|id| RecordRef::of(id).id).collect(),
        "past-close" => today().past_close.into_iter().map(|id| RecordRef::of(id).id).collect(),
        "week" => {
            let lists = today();
            lists.due_today.into_iter().chain(lists.due_this_week).map(|id| RecordRef::of(id).id).collect()
        }
        _ => BTreeSet::new(),
    }
}
