//! What belongs to a record: people, deals, leads, accounts, each with a way
//! to add one that is linked already.

use leptos::prelude::*;

use crate::app::crm::use_crm;
use crate::app::route::{Query, Route};
use crate::domain::account::Account;
use crate::domain::activity::Activity;
use crate::domain::contact::Contact;
use crate::domain::id::Id;
use crate::domain::lead::Lead;
use crate::domain::matching::{Duplicate, Reason};
use crate::domain::opportunity::Opportunity;
use crate::domain::overview::coverage;
use crate::domain::record::{Collection, Record, RecordRef};
use crate::domain::workspace::Workspace;
use crate::ui::components::button::LinkButton;
use crate::ui::components::format;
use crate::ui::components::icon::Icon;
use crate::ui::components::section::Section;
use crate::ui::words::vocabulary::{filled, in_language};
use crate::ui::{show, words};

use super::columns;
use crate::ui::words::vocabulary::spoken;

/// A list of records that belong to another.
#[derive(Clone, PartialEq)]
struct Group {
    heading: &'static str,
    /// The form that adds one, linked already.
    add: Option<(Collection, String)>,
    /// Name and detail of each.
    records: Vec<(RecordRef, String, String)>,
}

/// The cards of what belongs to a record.
#[component]
pub(super) fn Related(
    /// Which record.
    record: RecordRef,
    /// Who else it might be, and which leads may belong to it, once that is known.
    alike: RwSignal<Vec<Duplicate>>,
) -> impl IntoView {
    let crm = use_crm();
    let groups = Memo::new(move |_| {
        crm.read_all(|workspace| {
            let mut groups = groups(workspace, record);
            groups.extend(alike.with(|found| leads_of(workspace, record, found)));
            groups
        })
    });
    (move || groups.get().into_iter().map(|group| card(group, None)).collect_view()).into_any()
}

/// The cards of what belonged to a record: to be read, leading on at the same time.
pub(super) fn as_it_was(workspace: &Workspace, record: RecordRef, moment: &str) -> AnyView {
    let leads = leads_of(workspace, record, &[]);
    let there = groups(workspace, record).into_iter().chain(leads).filter(|group| !group.records.is_empty());
    there.map(|group| card(Group { add: None, ..group }, Some(moment.to_owned()))).collect_view().into_any()
}

fn card(group: Group, moment: Option<String>) -> AnyView {
    let add = group.add.clone();
    let href = move |record: RecordRef| match &moment {
        Some(moment) => Route::Past(record, moment.clone()).href(),
        None => Route::Record(record).href(),
    };
    let actions = add.map(|(collection, href)| {
        ViewFn::from(move || {
            let href = href.clone();
            view! { <LinkButton label=words::concepts::new_title(collection) href icon=Icon::Plus small=true variant=crate::ui::components::button::Variant::Ghost /> }
        })
    });
    let empty = group.records.is_empty();
    let count = (!empty).then(|| group.records.len().to_string());
    let rows = move || {
        group
            .records
            .iter()
            .cloned()
            .map(|(record, title, detail)| {
                view! {
                    <li class="related-item">
                        <a href=href(record)>{title}</a>
                        <span class="muted">{detail}</span>
                    </li>
                }
            })
            .collect_view()
    };
    view! {
        <Section title=group.heading count=Signal::stored(count) actions=actions.unwrap_or_else(|| ViewFn::from(|| ()))>
            <ul class="related">{rows()}</ul>
            {empty.then(|| view! { <p class="muted">{spoken("None yet")}</p> })}
        </Section>
    }
    .into_any()
}

fn groups(workspace: &Workspace, record: RecordRef) -> Vec<Group> {
    match record.collection {
        Collection::Account => {
            record.id_of::<Account>().map(|id| of_account(workspace, id, record)).unwrap_or_default()
        }
        Collection::Contact => {
            record.id_of::<Contact>().map(|id| of_contact(workspace, id, record)).unwrap_or_default()
        }
        Collection::Opportunity => record
            .id_of()
            .and_then(|id| workspace.get(id))
            .map(|deal| of_opportunity(workspace, deal))
            .unwrap_or_default(),
        Collection::Lead => {
            record.id_of().and_then(|id| workspace.get(id)).map(|lead| of_lead(workspace, lead)).unwrap_or_default()
        }
        Collection::Activity => record
            .id_of()
            .and_then(|id| workspace.get(id))
            .map(|activity| of_activity(workspace, activity))
            .unwrap_or_default(),
        _ => Vec::new(),
    }
}

fn of_account(workspace: &Workspace, id: Id<Account>, record: RecordRef) -> Vec<Group> {
    let people = coverage(workspace, id).into_iter().map(|person| {
        let found = workspace.get(person.contact);
        let job = found.map(|contact| contact.job_title.clone()).filter(|_| person.roles.is_empty());
        let left = (!person.active).then(|| spoken("has left").to_owned());
        let touched = match person.last_touch {
            Some(at) => filled(in_language("last contact {}"), &[&format::day(format::local_day(at))]),
            None => spoken("never contacted").to_owned(),
        };
        let parts = person.roles.into_iter().chain(job).chain(left).chain([touched]);
        let reference = RecordRef::of(person.contact);
        (reference, show::record_title(workspace, reference), show::dotted(parts))
    });
    let deals = workspace.all_linked::<Opportunity>(record).filter(|deal| deal.account == Some(id));
    let parent = workspace.get(id).and_then(|account| account.parent);
    let parent = parent.map(|parent| plain_row(workspace, RecordRef::of(parent), "lifecycle"));
    let children = workspace.all_linked::<Account>(record).filter(|account| account.parent == Some(id));
    let children = children.map(|account| plain_row(workspace, RecordRef::of(account.id), "lifecycle"));
    let mut groups = vec![
        group(spoken("Contacts"), Some(new_linked(Collection::Contact, "accounts", record)), people),
        group(
            spoken("Opportunities"),
            Some(new_linked(Collection::Opportunity, "account", record)),
            deals.map(|deal| deal_row(workspace, deal)),
        ),
    ];
    groups.extend(unless_empty(group(spoken("Belongs to"), None, parent)));
    groups.extend(unless_empty(group(spoken("Accounts below"), None, children)));
    groups
}

/// The leads that may belong to an account: those that name it, and those `found`.
fn leads_of(workspace: &Workspace, record: RecordRef, found: &[Duplicate]) -> Option<Group> {
    let id = record.id_of::<Account>()?;
    let row = |lead: &Lead, why: Vec<String>| {
        let (reference, title, status) = plain_row(workspace, RecordRef::of(lead.id), "status");
        (reference, title, show::dotted(why.into_iter().chain([status])))
    };
    let named = workspace.all_linked::<Lead>(record);
    let named = named.filter(|lead| lead.candidate_account == Some(id) && !lead.is_converted());
    let candidate = words::matches::reason(workspace, &Reason::CandidateAccount);
    let mut rows: Vec<_> = named.map(|lead| row(lead, vec![candidate.clone()])).collect();
    for other in found {
        let lead = other.record.id_of::<Lead>().and_then(|lead| workspace.live(lead));
        let lead = lead.filter(|lead| !lead.is_converted() && lead.candidate_account.is_none());
        let why = || other.reasons.iter().map(|reason| words::matches::reason(workspace, reason)).collect();
        rows.extend(lead.map(|lead| row(lead, why())));
    }
    unless_empty(group(spoken("Leads that may belong here"), None, rows))
}

fn of_contact(workspace: &Workspace, id: Id<Contact>, record: RecordRef) -> Vec<Group> {
    let contact = workspace.get(id);
    let accounts = contact.into_iter().flat_map(|contact| &contact.accounts).map(|role| {
        let reference = RecordRef::of(role.account);
        (reference, show::record_title(workspace, reference), role.role.clone())
    });
    let involved = |deal: &&Opportunity| deal.contacts.iter().any(|role| role.contact == id);
    let deals = workspace.all_linked::<Opportunity>(record).filter(involved).map(|deal| deal_row(workspace, deal));
    let team = workspace.all_linked::<Contact>(record).filter(|other| other.reports_to == Some(id));
    let team = team.map(|other| plain_row(workspace, RecordRef::of(other.id), "job_title"));
    let origin = workspace.all_linked::<Lead>(record);
    let origin = origin.filter(|lead| lead.conversion.as_ref().is_some_and(|became| became.contact == Some(id)));
    let origin = origin.map(|lead| plain_row(workspace, RecordRef::of(lead.id), "source"));
    let mut groups = vec![
        group(spoken("Accounts"), None, accounts),
        group(spoken("Opportunities"), Some(new_linked(Collection::Opportunity, "contacts", record)), deals),
    ];
    groups.extend(unless_empty(group(spoken("Reports to them"), None, team)));
    groups.extend(unless_empty(group(spoken("Origin"), None, origin)));
    groups
}

fn of_opportunity(workspace: &Workspace, deal: &Opportunity) -> Vec<Group> {
    let people = deal.contacts.iter().map(|role| {
        let reference = RecordRef::of(role.contact);
        let primary = if role.primary { spoken("primary") } else { "" };
        let detail = show::dotted([role.role.clone(), primary.to_owned()]);
        (reference, show::record_title(workspace, reference), detail)
    });
    let account = deal.account.map(|account| plain_row(workspace, RecordRef::of(account), "lifecycle"));
    let origin = deal.origin_lead.map(|lead| plain_row(workspace, RecordRef::of(lead), "source"));
    let mut groups = vec![group(spoken("Contacts"), None, people), group(spoken("Account"), None, account)];
    groups.extend(unless_empty(group(spoken("Origin"), None, origin)));
    groups
}

fn of_lead(workspace: &Workspace, lead: &Lead) -> Vec<Group> {
    let candidate = lead.candidate_account.map(|account| plain_row(workspace, RecordRef::of(account), "lifecycle"));
    unless_empty(group(spoken("Candidate account"), None, candidate)).into_iter().collect()
}

fn of_activity(workspace: &Workspace, activity: &Activity) -> Vec<Group> {
    let links = activity.links.iter().map(|link| {
        (*link, show::record_title(workspace, *link), words::concepts::singular(link.collection).to_owned())
    });
    vec![group(spoken("About"), None, links)]
}

fn group(
    heading: &'static str,
    add: Option<(Collection, String)>,
    rows: impl IntoIterator<Item = (RecordRef, String, String)>,
) -> Group {
    Group { heading, add, records: rows.into_iter().collect() }
}

fn unless_empty(group: Group) -> Option<Group> {
    (!group.records.is_empty()).then_some(group)
}

fn new_linked(collection: Collection, key: &str, record: RecordRef) -> (Collection, String) {
    let query = Query::default().with(key, &record.id.to_string());
    (collection, Route::New(collection, query).href())
}

fn deal_row(workspace: &Workspace, deal: &Opportunity) -> (RecordRef, String, String) {
    let (reference, title, stage) = plain_row(workspace, RecordRef::of(deal.id), "stage");
    let amount = deal.amount.map(format::money).unwrap_or_default();
    (reference, title, show::dotted([stage, amount]))
}

/// The name of a record and one of its fields.
fn plain_row(workspace: &Workspace, record: RecordRef, key: &str) -> (RecordRef, String, String) {
    let detail = workspace.find(record).map(|found: &Record| columns::cell(workspace, found, key).text);
    (record, show::record_title(workspace, record), detail.unwrap_or_default())
}
