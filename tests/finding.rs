//! Who somebody might be already, and finding what is known of.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, clippy::expect_used, missing_docs)]

mod crm;

use crm::{Crm, emails, json, map};
use relata::domain::account::Account;
use relata::domain::contact::Contact;
use relata::domain::id::Id;
use relata::domain::lead::Lead;
use relata::domain::matching::{
    Match, Reason, account_matches, contact_matches, duplicates_of_new, opportunity_matches,
};
use relata::domain::record::{Collection, RecordRef};
use relata::domain::search::{Hit, search};
use serde_json::Value;

fn phones(numbers: &[&str]) -> Value {
    numbers.iter().map(|number| json!({"kind": "work", "value": number})).collect()
}

fn matched(crm: &Crm, lead: Id<Lead>) -> Vec<Id<Account>> {
    account_matches(&crm.workspace, crm.get(lead)).into_iter().map(|found| found.id).collect()
}

fn found(crm: &Crm, query: &str) -> Vec<RecordRef> {
    search(&crm.workspace, query, 10).into_iter().map(|hit| hit.record).collect()
}

#[test]
fn email_beats_phone_beats_domain_beats_name() {
    let mut crm = Crm::new();
    let by_name = crm.account("TechCorp, Inc.");
    let site = json!([{"kind": "work", "value": "https://www.techcorp.example/about"}]);
    let by_domain: Id<Account> = crm.create(json!({"name": "One", "websites": site}));
    let by_phone: Id<Account> = crm.create(json!({"name": "Two", "phones": phones(&["0049 30 1234567"])}));
    let by_email: Id<Account> = crm.create(json!({"name": "Three", "emails": emails(&["JOHN@TECHCORP.example"])}));
    crm.account("Unlike");
    let lead = crm.lead("TechCorp");
    crm.edit(lead, json!({"phones": phones(&["030 1234567"])})).unwrap();
    assert_eq!(matched(&crm, lead), [by_email, by_phone, by_domain, by_name]);
}

#[test]
fn every_match_says_why() {
    let mut crm = Crm::new();
    let account = crm.account("TechCorp Solution");
    let lead = crm.lead("TechCorp Solutions");
    let found = &account_matches(&crm.workspace, crm.get(lead))[0];
    assert_eq!(found.id, account);
    let [Reason::SimilarName { name, percent }] = &found.reasons[..] else { panic!("{:?}", found.reasons) };
    assert_eq!(name, "TechCorp Solution");
    assert!((75..100).contains(percent) && !found.is_strong());
}

#[test]
fn the_account_somebody_named_comes_first() {
    let mut crm = Crm::new();
    let same = crm.account("TechCorp");
    let named = crm.account("Quite another");
    let lead = crm.lead("TechCorp");
    crm.edit(lead, json!({"candidate_account": named})).unwrap();
    assert_eq!(matched(&crm, lead), [named, same]);
    crm.trash(named).unwrap();
    assert_eq!(matched(&crm, lead), [same], "what lies in the Trash is not matched");
}

#[test]
fn a_known_person_leads_to_the_account() {
    let mut crm = Crm::new();
    let account = crm.account("Parent Company");
    let roles = json!([{"account": account, "active": true}]);
    let contact: Id<Contact> =
        crm.create(json!({"last_name": "D.", "accounts": roles, "emails": emails(&["john@techcorp.example"])}));
    let lead = crm.lead("TechCorp");
    let found = &account_matches(&crm.workspace, crm.get(lead))[0];
    assert_eq!((found.id, found.reasons.as_slice()), (account, &[Reason::KnownContact { contact }][..]));
}

#[test]
fn free_mail_says_nothing_of_the_company() {
    let mut crm = Crm::new();
    crm.create::<Account>(json!({"name": "One", "emails": emails(&["one@gmail.com"])}));
    let lead: Id<Lead> = crm.create(json!({"last_name": "Doe", "emails": emails(&["doe@gmail.com"])}));
    assert_eq!(matched(&crm, lead), []);
}

#[test]
fn a_person_is_found_by_address_before_name_and_colleagues_are_not_found() {
    let mut crm = Crm::new();
    let namesake: Id<Contact> = crm.create(json!({"first_name": "John", "last_name": "Doe"}));
    let same: Id<Contact> = crm.create(json!({"last_name": "D.", "emails": emails(&["john@techcorp.example"])}));
    crm.create::<Contact>(json!({"last_name": "Colleague", "emails": emails(&["ann@techcorp.example"])}));
    let lead = crm.lead("TechCorp");
    let found = contact_matches(&crm.workspace, crm.get(lead));
    assert_eq!(found.iter().map(|found| found.id).collect::<Vec<_>>(), [same, namesake]);
    assert_eq!(found.iter().map(Match::is_strong).collect::<Vec<_>>(), [true, false]);
}

#[test]
fn open_deals_of_account_and_contact_are_offered_and_closed_ones_are_not() {
    let mut crm = Crm::new();
    let (account, contact) = (crm.account("TechCorp"), crm.contact("Doe"));
    let (open, won) = (crm.deal(Some(account)), crm.deal(Some(account)));
    crm.move_to(won, "Closed won").unwrap();
    let fields = json!({"name": "Personal", "contacts": [{"contact": contact}]});
    let personal: Id<relata::domain::opportunity::Opportunity> = crm.create(fields);
    let found = opportunity_matches(&crm.workspace, &[account], &[contact]);
    assert_eq!(found.iter().map(|found| found.id).collect::<Vec<_>>(), [personal, open]);
}

#[test]
fn a_new_lead_of_a_customer_is_said_to_be_one() {
    let mut crm = Crm::new();
    let account = crm.account("TechCorp GmbH");
    let deal = crm.deal(Some(account));
    crm.move_to(deal, "Closed won").unwrap();
    let typed = map(json!({"company": "Techcorp", "last_name": "Doe"}));
    let found = duplicates_of_new(&crm.workspace, Collection::Lead, &typed);
    assert_eq!((found.len(), found[0].record, found[0].customer), (1, RecordRef::of(account), true));
}

#[test]
fn two_people_of_one_company_are_two_leads() {
    let mut crm = Crm::new();
    crm.lead("TechCorp");
    let other = map(json!({"company": "TechCorp", "first_name": "Jane", "last_name": "Roe"}));
    assert_eq!(duplicates_of_new(&crm.workspace, Collection::Lead, &other), []);
    let company = map(json!({"company": "TechCorp"}));
    assert_eq!(duplicates_of_new(&crm.workspace, Collection::Lead, &company).len(), 1);
    assert_eq!(duplicates_of_new(&crm.workspace, Collection::Lead, &map(json!({}))), []);
}

#[test]
fn a_search_finds_names_companies_addresses_numbers_and_phones() {
    let mut crm = Crm::new();
    let account: Id<Account> = crm.create(json!({"name": "Müller & Söhne", "phones": phones(&["+49 30 1234567"])}));
    let lead = crm.lead("TechCorp");
    let (account, lead) = (RecordRef::of(account), RecordRef::of(lead));
    for (query, record) in [
        ("muller", account),
        ("sohne MULL", account),
        ("A-00001", account),
        ("030 1234567", account),
        ("1234567", account),
        ("techcorp", lead),
        ("doe techcorp", lead),
        ("john@tech", lead),
    ] {
        assert_eq!(found(&crm, query), [record], "{query}");
    }
    for nothing in ["", "  ", "zzz", "doe zzz", "999999"] {
        assert_eq!(found(&crm, nothing), [], "{nothing}");
    }
}

#[test]
fn the_best_comes_first() {
    let mut crm = Crm::new();
    let inside = crm.account("The Acme Group");
    let begins = crm.account("Acme Tools");
    let exact = crm.account("ACME");
    let expected = [exact, begins, inside].map(RecordRef::of);
    assert_eq!(found(&crm, "acme"), expected);
    assert_eq!(search(&crm.workspace, "acme", 2).len(), 2);
}

#[test]
fn a_hit_says_where_it_was_found() {
    let mut crm = Crm::new();
    let lead = crm.lead("TechCorp");
    let hit = |query| search(&crm.workspace, query, 1).remove(0);
    let (record, title) = (RecordRef::of(lead), "John Doe".to_owned());
    let company = Hit { record, title: title.clone(), field: "company", text: "TechCorp".to_owned() };
    let email = Hit { record, title: title.clone(), field: "emails", text: "john@techcorp.example".to_owned() };
    assert_eq!((hit("corp"), hit("john@")), (company, email));
    assert_eq!((hit("doe").field, hit("doe").text), ("title", String::new()));
}

#[test]
fn converted_leads_are_found_and_the_trash_is_not() {
    let mut crm = Crm::new();
    let lead = crm.lead("TechCorp");
    crm.must(crm::convert(crm::all_new(lead)));
    assert!(found(&crm, "john doe").contains(&RecordRef::of(lead)));
    crm.trash(lead).unwrap();
    assert!(!found(&crm, "john doe").contains(&RecordRef::of(lead)));
}
