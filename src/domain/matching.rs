//! Who a lead, or a record about to be made, might be already, and why. One
//! pass over the records against keys made once; whoever lies in the Trash is
//! not matched.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use super::account::{Account, Lifecycle};
use super::contact::Contact;
use super::field::Labelled;
use super::id::Id;
use super::lead::Lead;
use super::opportunity::Opportunity;
use super::order::InOrder;
use super::pipeline::StageKind;
use super::record::{Collection, Record, RecordRef, Stored};
use super::text::{company_domain, company_key};
use super::workspace::Workspace;

mod probe;
use probe::Probe;

/// A record that might be the one meant.
#[derive(Clone, Debug, PartialEq)]
pub struct Match<T> {
    /// Which record.
    pub id: Id<T>,
    /// What speaks for it, the strongest first; never empty.
    pub reasons: Vec<Reason>,
    /// The strength of the reasons together; e-mail beats phone beats web
    /// domain beats name.
    pub score: u32,
}

/// What speaks for a match.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reason {
    /// Somebody has named it as the lead's account.
    CandidateAccount,
    /// One e-mail address is the same.
    SameEmail {
        /// As written on the record found.
        email: String,
    },
    /// A person of the account is the one meant.
    KnownContact {
        /// The person.
        contact: Id<Contact>,
    },
    /// One phone number is the same.
    SamePhone {
        /// As written on the record found.
        phone: String,
    },
    /// Web site or e-mail address lie in the same domain.
    SameDomain {
        /// The domain.
        domain: String,
    },
    /// The company is the same but for its legal form.
    SameCompany {
        /// As written on the record found.
        name: String,
    },
    /// The person has the same name.
    SameName {
        /// As written on the record found.
        name: String,
    },
    /// The name is written much alike.
    SimilarName {
        /// As written on the record found.
        name: String,
        /// How much alike, below 100.
        percent: u8,
    },
    /// The deal is one of the account's.
    OfAccount {
        /// The account.
        account: Id<Account>,
    },
    /// Both belong to one account.
    SameAccount {
        /// The account.
        account: Id<Account>,
    },
    /// The person takes part in the deal.
    OfContact {
        /// The person.
        contact: Id<Contact>,
    },
}

impl Reason {
    /// How much the reason counts: more than all weaker kinds together.
    fn weight(&self) -> u32 {
        match self {
            Self::CandidateAccount => 6_400,
            Self::SameEmail { .. } => 3_200,
            Self::KnownContact { .. } => 1_600,
            Self::SamePhone { .. } => 800,
            Self::SameDomain { .. } | Self::OfContact { .. } => 400,
            Self::OfAccount { .. } | Self::SameAccount { .. } => 200,
            Self::SameCompany { .. } | Self::SameName { .. } => 100,
            Self::SimilarName { percent, .. } => u32::from(*percent),
        }
    }

    /// True when the reason alone makes it likely that both are the same:
    /// anything but a name.
    pub fn is_strong(&self) -> bool {
        self.weight() > 100
    }
}

impl<T> Match<T> {
    fn new(id: Id<T>, mut reasons: Vec<Reason>) -> Option<Self> {
        if reasons.is_empty() {
            return None;
        }
        reasons.order_by_key(|reason| std::cmp::Reverse(reason.weight()));
        let score = reasons.iter().map(Reason::weight).sum();
        Some(Self { id, reasons, score })
    }

    /// True when more than a name speaks for it.
    pub fn is_strong(&self) -> bool {
        self.reasons.iter().any(Reason::is_strong)
    }
}

/// The accounts that a lead might belong to, the likeliest first.
pub fn account_matches(workspace: &Workspace, lead: &Lead) -> Vec<Match<Account>> {
    let probe = Probe::of_lead(lead);
    let mut through = accounts_of_known_contacts(workspace, &probe);
    let found = workspace.all::<Account>().filter_map(|account| {
        let mut reasons = probe.reasons_for_account(account);
        if lead.candidate_account == Some(account.id) {
            reasons.push(Reason::CandidateAccount);
        }
        add_new(&mut reasons, through.remove(&account.id).unwrap_or_default());
        Match::new(account.id, reasons)
    });
    ranked(found.collect())
}

/// The contacts that a lead might be, the likeliest first.
pub fn contact_matches(workspace: &Workspace, lead: &Lead) -> Vec<Match<Contact>> {
    let probe = Probe::of_lead(lead);
    let contacts = workspace.all::<Contact>();
    ranked(contacts.filter_map(|contact| Match::new(contact.id, probe.reasons_for_contact(contact))).collect())
}

/// The open deals of these accounts and contacts, those of a contact first.
pub fn opportunity_matches(
    workspace: &Workspace,
    accounts: &[Id<Account>],
    contacts: &[Id<Contact>],
) -> Vec<Match<Opportunity>> {
    let sought = accounts.iter().copied().map(RecordRef::of).chain(contacts.iter().copied().map(RecordRef::of));
    let referrers = workspace.referrers_of(&sought.collect());
    let deals = referrers.into_iter().filter_map(|referrer| workspace.live::<Opportunity>(referrer.id_of()?));
    let open = deals.filter(|deal| workspace.stage_kind(deal.stage) == StageKind::Open);
    let found = open.filter_map(|deal| {
        let account = deal.account.filter(|account| accounts.contains(account));
        let people = deal.contacts.iter().map(|role| role.contact);
        let person = people.into_iter().find(|contact| contacts.contains(contact));
        let of_account = account.map(|account| Reason::OfAccount { account });
        let of_contact = person.map(|contact| Reason::OfContact { contact });
        Match::new(deal.id, of_account.into_iter().chain(of_contact).collect())
    });
    ranked(found.collect())
}

/// A record like the one about to be made.
#[derive(Clone, Debug, PartialEq)]
pub struct Duplicate {
    /// Which record.
    pub record: RecordRef,
    /// What speaks for it, the strongest first; never empty.
    pub reasons: Vec<Reason>,
    /// The strength of the reasons together.
    pub score: u32,
    /// True for an account that has bought: open a deal there instead.
    pub customer: bool,
}

/// The most duplicates that are named.
const MOST_DUPLICATES: usize = 10;

/// The accounts, contacts and leads that a record to be made from the fields
/// of a form resembles, the likeliest first. Nothing for other collections.
pub fn duplicates_of_new(workspace: &Workspace, collection: Collection, fields: &Map<String, Value>) -> Vec<Duplicate> {
    let mut record = collection.blank();
    // A field that cannot be read is still being typed; it says nothing yet.
    let typed = fields.iter().filter(|(key, value)| record.set(key, (*value).clone()).is_ok()).count();
    if typed == 0 { Vec::new() } else { duplicates_of(workspace, &record) }
}

/// The accounts, contacts and leads that a record resembles, itself left out.
pub fn duplicates_of(workspace: &Workspace, record: &Record) -> Vec<Duplicate> {
    let Some(probe) = Probe::of_record(record) else { return Vec::new() };
    let accounts = workspace.all::<Account>().filter_map(|account| {
        let customer = account.lifecycle == Lifecycle::Customer;
        duplicate(account.id, probe.reasons_for_account(account), customer)
    });
    let contacts = workspace
        .all::<Contact>()
        .filter_map(|contact| duplicate(contact.id, probe.reasons_for_contact(contact), false));
    let leads = workspace.all::<Lead>().filter(|lead| !lead.is_converted());
    let leads = leads.filter_map(|lead| duplicate(lead.id, probe.reasons_for_lead(lead), false));
    let others = accounts.chain(contacts).chain(leads).filter(|found| found.record != record.reference());
    let mut found: Vec<Duplicate> = others.collect();
    found.order_by_key(|duplicate| (std::cmp::Reverse(duplicate.score), duplicate.record));
    found.truncate(MOST_DUPLICATES);
    found
}

fn duplicate<T: Stored>(id: Id<T>, reasons: Vec<Reason>, customer: bool) -> Option<Duplicate> {
    let Match { reasons, score, .. } = Match::new(id, reasons)?;
    Some(Duplicate { record: RecordRef::of(id), reasons, score, customer })
}

/// What is known of a record, to be compared with many others.
#[derive(Debug)]
pub(super) struct Known(Probe);

impl Known {
    /// Nothing for records that are neither account nor contact nor lead.
    pub(super) fn of(record: &Record) -> Option<Self> {
        Probe::of_record(record).map(Self)
    }

    /// What speaks for a lead belonging to the account of which this is known, and how much.
    pub(super) fn has_a_place_for(&self, lead: &Lead) -> Option<(Vec<Reason>, u32)> {
        let found = Match::<Lead>::new(lead.id, self.0.reasons_to_belong(lead))?;
        Some((found.reasons, found.score))
    }

    /// What speaks for `record`, of which this is known, being `other`, and how much.
    pub(super) fn compared_with(&self, record: &Record, other: &Record) -> Option<(Vec<Reason>, u32)> {
        let mut reasons = match other {
            Record::Account(account) => self.0.reasons_for_account(account),
            Record::Contact(contact) => self.0.reasons_for_contact(contact),
            Record::Lead(lead) => self.0.reasons_for_lead(lead),
            _ => Vec::new(),
        };
        if reasons.iter().any(|reason| matches!(reason, Reason::SameName { .. } | Reason::SimilarName { .. })) {
            add_new(&mut reasons, shared_place(record, other));
        }
        let found = Match::<Account>::new(Id::default(), reasons)?;
        Some((found.reasons, found.score))
    }
}

/// Where two persons of one name both belong.
fn shared_place(one: &Record, other: &Record) -> Option<Reason> {
    let domain = |emails: &[Labelled], others: &[Labelled]| {
        let known: Vec<String> = emails.iter().filter_map(|email| company_domain(&email.value)).collect();
        let shared =
            others.iter().filter_map(|email| company_domain(&email.value)).find(|domain| known.contains(domain));
        shared.map(|domain| Reason::SameDomain { domain })
    };
    match (one, other) {
        (Record::Contact(one), Record::Contact(other)) => {
            let shared = one.accounts.iter().find(|role| role.active && other.is_at(role.account));
            let account = shared.map(|role| Reason::SameAccount { account: role.account });
            account.or_else(|| domain(&one.emails, &other.emails))
        }
        (Record::Lead(one), Record::Lead(other)) => {
            let (company, theirs) = (company_key(&one.company), company_key(&other.company));
            let same = !company.is_empty() && company == theirs;
            let company = same.then(|| Reason::SameCompany { name: other.company.clone() });
            company.or_else(|| domain(&one.emails, &other.emails))
        }
        _ => None,
    }
}

/// For each account what its people say: that one of them is the one meant,
/// or that they write from the same domain.
fn accounts_of_known_contacts(workspace: &Workspace, probe: &Probe) -> BTreeMap<Id<Account>, Vec<Reason>> {
    let mut through: BTreeMap<Id<Account>, Vec<Reason>> = BTreeMap::new();
    for contact in workspace.all::<Contact>() {
        let reached = !probe.same_reach(&contact.emails, &contact.phones).is_empty();
        let reason = if reached {
            Some(Reason::KnownContact { contact: contact.id })
        } else {
            probe.shared_domain(contact.emails.iter()).map(|domain| Reason::SameDomain { domain })
        };
        for role in contact.accounts.iter().filter(|role| role.active) {
            add_new(through.entry(role.account).or_default(), reason.clone());
        }
    }
    through
}

/// Adds reasons of kinds that are not there yet: a second e-mail address that
/// is the same proves no more than the first.
fn add_new(reasons: &mut Vec<Reason>, more: impl IntoIterator<Item = Reason>) {
    for reason in more {
        let kind = std::mem::discriminant(&reason);
        if !reasons.iter().any(|known| std::mem::discriminant(known) == kind) {
            reasons.push(reason);
        }
    }
}

fn ranked<T>(mut found: Vec<Match<T>>) -> Vec<Match<T>> {
    found.order_by_key(|found| (std::cmp::Reverse(found.score), found.id));
    found
}
