//! What a record comes to: the figures of its deals, when somebody last spoke
//! with whom, and who at an account is known in which role.

use chrono::{DateTime, Utc};

use super::account::Account;
use super::activity::Activity;
use super::contact::Contact;
use super::forecast::Tally;
use super::id::Id;
use super::opportunity::Opportunity;
use super::order::InOrder;
use super::pipeline::StageKind;
use super::record::RecordRef;
use super::timeline::{last_touch, touch_and_next};
use super::workspace::Workspace;

/// The figures of an account, a contact, a lead or a deal.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Overview {
    /// Its deals that were won: the lifetime revenue.
    pub won: Tally,
    /// Its deals that are open: the pipeline.
    pub open: Tally,
    /// When somebody last spoke, met or wrote.
    pub last_touch: Option<DateTime<Utc>>,
    /// The open activity that comes next.
    pub next: Option<Id<Activity>>,
}

/// The figures of a record, those of its people, deals and leads included.
pub fn overview(workspace: &Workspace, record: RecordRef) -> Overview {
    let deals = deals_of(workspace, record);
    let of_kind = |kind| deals.iter().copied().filter(move |deal| workspace.stage_kind(deal.stage) == kind);
    let (last_touch, next) = touch_and_next(workspace, record);
    Overview { won: Tally::of(of_kind(StageKind::Won)), open: Tally::of(of_kind(StageKind::Open)), last_touch, next }
}

/// The deals of an account, or those that a contact takes part in.
pub fn deals_of(workspace: &Workspace, record: RecordRef) -> Vec<&Opportunity> {
    let is_of = |deal: &&Opportunity| {
        let buys = deal.account.is_some_and(|account| RecordRef::of(account) == record);
        buys || deal.contacts.iter().any(|role| RecordRef::of(role.contact) == record)
    };
    workspace.all_linked::<Opportunity>(record).filter(is_of).collect()
}

/// How well a person of an account is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Covered {
    /// The person.
    pub contact: Id<Contact>,
    /// What the person is there and in its deals, such as "Purchasing" and
    /// "Decision maker"; each once.
    pub roles: Vec<String>,
    /// False once the person has left.
    pub active: bool,
    /// When somebody last spoke, met or wrote with the person.
    pub last_touch: Option<DateTime<Utc>>,
}

/// The people of an account, those who have left last.
pub fn coverage(workspace: &Workspace, account: Id<Account>) -> Vec<Covered> {
    let deals = deals_of(workspace, RecordRef::of(account));
    let mut covered: Vec<Covered> = workspace
        .contacts_of(account)
        .map(|contact| {
            let here = contact.accounts.iter().filter(|role| role.account == account);
            let parts = deals.iter().flat_map(|deal| &deal.contacts).filter(|role| role.contact == contact.id);
            let mut roles: Vec<String> = Vec::new();
            for role in here.clone().map(|role| &role.role).chain(parts.map(|role| &role.role)) {
                if !role.trim().is_empty() && !roles.contains(role) {
                    roles.push(role.clone());
                }
            }
            let active = here.clone().any(|role| role.active);
            let last_touch = last_touch(workspace, RecordRef::of(contact.id));
            Covered { contact: contact.id, roles, active, last_touch }
        })
        .collect();
    covered.order_by_key(|person| (!person.active, std::cmp::Reverse(person.last_touch), person.contact));
    covered
}
