//! What the page of a record shows besides its fields: figures, the people of
//! an account, and who somebody might be besides.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, missing_docs)]

mod crm;

use crm::{Crm, emails, json};
use relata::domain::account::Account;
use relata::domain::activity::{Activity, ActivityKind};
use relata::domain::alike::{Search, alike};
use relata::domain::contact::Contact;
use relata::domain::id::Id;
use relata::domain::lead::Lead;
use relata::domain::matching::Reason;
use relata::domain::opportunity::Opportunity;
use relata::domain::overview::{coverage, overview};
use relata::domain::record::{RecordRef, Stored};
use relata::domain::timeline::{Narrowed, people, timeline};

fn at(crm: &mut Crm, account: Id<Account>, name: &str, role: &str) -> Id<Contact> {
    let accounts = json!([{"account": account, "role": role, "primary": true, "active": true}]);
    crm.create(json!({"last_name": name, "accounts": accounts}))
}

fn done(crm: &mut Crm, kind: &str, about: &[RecordRef]) -> Id<Activity> {
    let now = crm.now;
    crm.create(json!({"kind": kind, "subject": kind, "links": about, "at": now, "done_at": now}))
}

#[test]
fn an_account_comes_to_its_won_and_open_deals_and_its_peoples_activities() {
    let mut crm = Crm::new();
    let account = crm.account("Acme");
    let contact = at(&mut crm, account, "Roe", "");
    let (won, lost, _open) = (crm.deal(Some(account)), crm.deal(Some(account)), crm.deal(Some(account)));
    crm.move_to(won, "Closed won").unwrap();
    crm.lose(lost, "Too dear", None).unwrap();
    let elsewhere = crm.account("Elsewhere");
    crm.deal(Some(elsewhere));
    let called = crm.now;
    done(&mut crm, "call", &[RecordRef::of(contact)]);
    done(&mut crm, "note", &[RecordRef::of(account)]);
    let next: Id<Activity> = crm.create(json!({"kind": "task", "subject": "Write", "links": [RecordRef::of(contact)]}));
    let found = overview(&crm.workspace, RecordRef::of(account));
    assert_eq!((found.won.count, found.open.count), (1, 1), "a lost deal is neither");
    assert_eq!(found.last_touch, Some(called), "a note is no touch");
    assert_eq!(found.next, Some(next));
    crm.trash(won).unwrap();
    assert_eq!(overview(&crm.workspace, RecordRef::of(account)).won.count, 0, "what lies in the Trash does not count");
}

#[test]
fn coverage_names_every_role_once_and_who_has_left_last() {
    let mut crm = Crm::new();
    let account = crm.account("Acme");
    let gone = at(&mut crm, account, "Gone", "Purchasing");
    let buyer = at(&mut crm, account, "Buyer", "Purchasing");
    let quiet = at(&mut crm, account, "Quiet", "");
    let accounts = json!([{"account": account, "role": "Purchasing", "primary": true, "active": false}]);
    crm.edit(gone, json!({ "accounts": accounts })).unwrap();
    for role in ["Decision maker", "Purchasing"] {
        let deal = crm.deal(Some(account));
        crm.edit(deal, json!({"contacts": [{"contact": buyer, "role": role, "primary": true}]})).unwrap();
    }
    let met = crm.now;
    done(&mut crm, "meeting", &[RecordRef::of(buyer)]);
    let found = coverage(&crm.workspace, account);
    assert_eq!(found.iter().map(|person| person.contact).collect::<Vec<_>>(), [buyer, quiet, gone]);
    assert_eq!(found[0].roles, ["Purchasing", "Decision maker"]);
    assert_eq!((found[0].last_touch, found[1].last_touch), (Some(met), None));
    assert!(!found[2].active);
}

#[test]
fn a_timeline_is_narrowed_to_a_kind_and_to_a_person() {
    let mut crm = Crm::new();
    let account = crm.account("Acme");
    let (one, other) = (at(&mut crm, account, "One", ""), at(&mut crm, account, "Other", ""));
    let call = done(&mut crm, "call", &[RecordRef::of(one)]);
    done(&mut crm, "call", &[RecordRef::of(other)]);
    done(&mut crm, "note", &[RecordRef::of(one)]);
    let all = timeline(&crm.workspace, RecordRef::of(account));
    assert_eq!(people(&crm.workspace, &all), [RecordRef::of(one), RecordRef::of(other)].into());
    let left = |to: Narrowed| all.past.iter().filter(|entry| to.holds(&crm.workspace, entry)).collect::<Vec<_>>();
    assert_eq!(left(Narrowed::default()).len(), all.past.len());
    let (kind, person) = (Some(ActivityKind::Call), Some(one));
    assert_eq!(left(Narrowed { kind, person: None }).len(), 2);
    // That the person was entered is about the person too.
    assert_eq!(left(Narrowed { kind: None, person }).len(), 3);
    let both = left(Narrowed { kind, person });
    assert_eq!(both.iter().map(|entry| entry.about).collect::<Vec<_>>(), [RecordRef::of(call)]);
}

#[test]
fn a_lead_belongs_to_an_account_by_its_domain_or_its_company_unless_it_names_another() {
    let mut crm = Crm::new();
    let account: Id<Account> =
        crm.create(json!({"name": "TechCorp Inc.", "websites": [{"kind": "work", "value": "www.techcorp.example"}]}));
    let by_domain = crm.lead("Somebody else");
    let by_company: Id<Lead> = crm.create(json!({"company": "TECHCORP"}));
    let other = crm.account("Other");
    let of_other: Id<Lead> = crm.create(json!({"company": "TechCorp", "candidate_account": other}));
    let found = alike(&crm.workspace, RecordRef::of(account));
    assert_eq!(found.len(), 2, "{found:?}, not {of_other}");
    assert_eq!(found[0].record, RecordRef::of(by_domain));
    assert_eq!(found[0].reasons, [Reason::SameDomain { domain: "techcorp.example".to_owned() }]);
    assert_eq!(found[1].record, RecordRef::of(by_company));
    assert_eq!(found[1].reasons, [Reason::SameCompany { name: "TECHCORP".to_owned() }]);
}

#[test]
fn a_name_alone_makes_nobody_the_same_and_steps_find_what_one_go_finds() {
    let mut crm = Crm::new();
    let contact = |crm: &mut Crm, email: &str| -> Id<Contact> {
        crm.create(json!({"first_name": "Jane", "last_name": "Roe", "emails": emails(&[email])}))
    };
    let jane = contact(&mut crm, "jane@acme.example");
    let same = contact(&mut crm, "JANE@acme.example");
    contact(&mut crm, "jane@elsewhere.example");
    let trashed = contact(&mut crm, "jane@acme.example");
    crm.trash(trashed).unwrap();
    let lead: Id<Lead> = crm.create(json!({"last_name": "R.", "emails": emails(&["jane@acme.example"])}));
    let found = alike(&crm.workspace, RecordRef::of(jane));
    let records: Vec<RecordRef> = found.iter().map(|found| found.record).collect();
    assert_eq!(records, [RecordRef::of(same), RecordRef::of(lead)]);
    for at_once in 1..4 {
        let mut search = Search::of(&crm.get(jane).clone().into_record()).unwrap();
        while search.step(&crm.workspace, at_once) {}
        assert_eq!(search.found(), found, "{at_once} at once");
    }
    let deal = crm.deal(None);
    assert!(Search::of(&crm.get::<Opportunity>(deal).clone().into_record()).is_none());
}
