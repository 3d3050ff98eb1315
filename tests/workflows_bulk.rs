//! Many records at once: one change, one undo, what is refused named.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, missing_docs)]

mod crm;

use crm::{Crm, all_new, convert, json, map};
use relata::domain::account::Account;
use relata::domain::command::Command;
use relata::domain::lead::Lead;
use relata::domain::option::Tag;
use relata::domain::record::{Collection, RecordRef};
use relata::domain::workflow::Rejection;

#[test]
fn one_edit_of_many_is_one_change_and_one_undo() {
    let mut crm = Crm::new();
    let accounts: Vec<_> = ["Acme", "Globex", "Initech"].iter().map(|name| crm.account(name)).collect();
    let before = crm.workspace.clone();
    let records = accounts.iter().map(|id| RecordRef::of(*id)).collect();
    let decision = crm.must(Command::EditMany { records, fields: map(json!({"industry": "Steel"})) });
    assert_eq!(decision.label.subject, "3");
    assert!(accounts.iter().all(|id| crm.get(*id).industry == "Steel"));
    assert_eq!(crm.undo(), Ok(Vec::new()));
    assert!(crm.workspace == before);
}

#[test]
fn what_a_rule_refuses_stays_and_the_others_are_done() {
    let mut crm = Crm::new();
    let (converted, open) = (crm.lead("TechCorp"), crm.lead("Globex"));
    crm.must(convert(all_new(converted)));
    let records = vec![RecordRef::of(converted), RecordRef::of(open)];
    let fields = map(json!({"industry": "Steel"}));
    let decision = crm.must(Command::EditMany { records, fields: fields.clone() });
    assert_eq!(crm.get(open).industry, "Steel");
    assert_eq!(crm.get(converted).industry, "");
    assert_eq!(decision.refused.len(), 1);
    assert_eq!(decision.refused[0].because, Rejection::AlreadyConverted(RecordRef::of(converted)));
    let alone = Command::EditMany { records: vec![RecordRef::of(converted)], fields };
    assert_eq!(crm.refused(&alone), Rejection::AlreadyConverted(RecordRef::of(converted)));
}

#[test]
fn the_second_of_two_sees_what_the_first_took() {
    let mut crm = Crm::new();
    let (one, two) = (crm.account("Acme"), crm.account("Globex"));
    let records = vec![RecordRef::of(one), RecordRef::of(two)];
    let decision = crm.must(Command::EditMany { records, fields: map(json!({"number": "A-77777"})) });
    assert_eq!(crm.get(one).number, "A-77777");
    assert_ne!(crm.get(two).number, "A-77777", "an account number is one account's");
    assert_eq!(decision.refused.len(), 1);
}

#[test]
fn tags_come_and_go_and_a_name_in_other_letters_is_the_tag_that_is_there() {
    let mut crm = Crm::new();
    let vip: relata::domain::id::Id<Tag> = crm.create(json!({"name": "VIP"}));
    let old: relata::domain::id::Id<Tag> = crm.create(json!({"name": "Old"}));
    let acme: relata::domain::id::Id<Account> = crm.create(json!({"name": "Acme", "tags": [old]}));
    let lead: relata::domain::id::Id<Lead> = crm.lead("TechCorp");
    let records = vec![RecordRef::of(acme), RecordRef::of(lead)];
    let new = vec!["vip ".to_owned(), "Fair 2026".to_owned()];
    let before = crm.workspace.clone();
    crm.must(Command::Tag { records, add: Vec::new(), new, remove: vec![old] });
    let fair = crm.workspace.all::<Tag>().find(|tag| tag.name == "Fair 2026").unwrap().id;
    assert_eq!(crm.get(acme).tags, [vip, fair]);
    assert_eq!(crm.get(lead).tags, [vip, fair]);
    assert_eq!(crm.workspace.count(Collection::Tag), before.count(Collection::Tag) + 1);
    assert_eq!(crm.undo(), Ok(Vec::new()));
    assert!(crm.workspace == before);
}
