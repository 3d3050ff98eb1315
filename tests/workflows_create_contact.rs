//! A contact made together with its account, as pasted cards make it; the rules
//! stand at the head of `src/domain/workflow/create_contact.rs`.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, clippy::expect_used, missing_docs)]

mod crm;

use crm::{Crm, json};
use relata::domain::account::Account;
use relata::domain::change::Verb;
use relata::domain::command::{Command, Target};
use relata::domain::contact::Contact;
use relata::domain::id::Id;
use relata::domain::record::RecordRef;
use relata::domain::workflow::Rejection;
use relata::interchange::card::{contact_and_account, read};
use serde_json::{Map, Value};

const CARD: &str = "Ada Lovelace\nCTO\nAcme GmbH\nHauptstr. 5\n10115 Berlin\nTel 030 1234567\nada@acme.example\nwww.acme.example\nlinkedin.com/in/ada\nHRB 12345";

fn pasted(chosen: Option<(Id<Account>, &str)>, make: bool) -> Command {
    let (fields, account) = contact_and_account(read(CARD).fields(), chosen, make);
    Command::CreateContact { fields, account }
}

fn all<T: relata::domain::record::Stored + 'static>(crm: &Crm) -> Vec<T> {
    crm.workspace.all::<T>().cloned().collect()
}

#[test]
fn cc1_cc2_a_new_account_and_its_contact_are_one_change() {
    let mut crm = Crm::new();
    let decision = crm.must(pasted(None, true));
    let (account, contact) = (all::<Account>(&crm).pop().unwrap(), all::<Contact>(&crm).pop().unwrap());
    assert_eq!(decision.focus, Some(RecordRef::of(contact.id)));
    assert_eq!((decision.label.verb, decision.label.subject.as_str()), (Verb::Created, "Ada Lovelace"));
    assert_eq!((account.name.as_str(), account.number.is_empty()), ("Acme GmbH", false));
    assert_eq!(account.websites[0].value, "www.acme.example", "the company's site is the account's");
    assert_eq!(account.addresses[0].city, "Berlin");
    let place = &contact.accounts[0];
    assert_eq!((place.account, place.primary, place.active), (account.id, true, true));
    assert_eq!(contact.websites[0].value, "linkedin.com/in/ada", "the profile is the person's");
    assert_eq!((contact.job_title.as_str(), contact.description.as_str()), ("CTO", "HRB 12345"));
    assert_eq!((contact.emails.len(), contact.phones.len(), contact.qualified), (1, 1, None));
}

#[test]
fn cc3_an_account_that_is_there_stays_as_it_is() {
    let mut crm = Crm::new();
    let id: Id<Account> = crm.create(json!({"name": "Acme"}));
    let before = crm.get(id).clone();
    crm.must(pasted(Some((id, "Acme")), false));
    assert_eq!(*crm.get(id), before);
    let contact = all::<Contact>(&crm).pop().unwrap();
    assert_eq!(contact.primary_account(), Some(id));
    assert_eq!((contact.websites.len(), contact.addresses.len()), (2, 1), "what it does not take, the contact keeps");
    crm.must(Command::Trash { records: vec![RecordRef::of(id)] });
    assert_eq!(crm.refused(&pasted(Some((id, "Acme")), false)), Rejection::InTrash(RecordRef::of(id)));
}

#[test]
fn without_an_account_the_company_is_not_lost() {
    let mut crm = Crm::new();
    crm.must(pasted(None, false));
    let contact = all::<Contact>(&crm).pop().unwrap();
    assert_eq!(contact.accounts, []);
    assert_eq!(contact.description, "HRB 12345\nAcme GmbH");
    assert!(all::<Account>(&crm).is_empty());
}

#[test]
fn a_company_that_is_called_otherwise_than_the_chosen_account_is_not_lost() {
    let mut crm = Crm::new();
    let mut described = |name: &str| {
        let id: Id<Account> = crm.create(json!({ "name": name }));
        let focus = crm.must(pasted(Some((id, name)), false)).focus.and_then(RecordRef::id_of::<Contact>).unwrap();
        crm.get(focus).description.clone()
    };
    assert_eq!(described("Bolt Works"), "HRB 12345\nAcme GmbH");
    assert_eq!(described("ACME"), "HRB 12345", "as records are matched, it is the same company");
}

#[test]
fn cc1_what_is_refused_of_either_refuses_both() {
    let crm = Crm::new();
    let of = |value: Value| -> Map<String, Value> { value.as_object().unwrap().clone() };
    let nameless = Command::CreateContact { fields: of(json!({"last_name": "Doe"})), account: Target::New(Map::new()) };
    assert!(matches!(crm.refused(&nameless), Rejection::Invalid(errors) if errors[0].field == "name"));
    let account = Target::New(of(json!({"name": "Acme"})));
    let nobody = Command::CreateContact { fields: Map::new(), account };
    assert!(matches!(crm.refused(&nobody), Rejection::Invalid(errors) if errors[0].field == "last_name"));
}
