//! Taking back, rule by rule; the rules stand in `src/domain/undo.rs` and
//! `src/domain/workflow/revert.rs`.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, clippy::expect_used, missing_docs)]

mod crm;

use std::collections::BTreeMap;

use crm::{Crm, json};
use relata::domain::account::Account;
use relata::domain::activity::{Activity, Outcome, Repeats};
use relata::domain::command::{Command, MergeRecords};
use relata::domain::id::Id;
use relata::domain::opportunity::Opportunity;
use relata::domain::option::Source;
use relata::domain::record::RecordRef;
use relata::domain::workflow::Rejection;

#[test]
fn u1_a_field_goes_back_only_where_nothing_came_after() {
    let mut crm = Crm::new();
    let account = crm.account("TechCorp");
    crm.edit(account, json!({"industry": "Software", "employees": 5})).unwrap();
    let first = crm.log.last().unwrap().clone();
    crm.edit(account, json!({"industry": "Retail"})).unwrap();
    let blocked = crm.revert(first).unwrap();
    assert_eq!(blocked[0].fields, ["industry"]);
    assert_eq!((crm.get(account).industry.as_str(), crm.get(account).employees), ("Retail", None));
}

#[test]
fn u1_a_change_overtaken_in_every_field_cannot_be_taken_back() {
    let mut crm = Crm::new();
    let account = crm.account("TechCorp");
    crm.edit(account, json!({"industry": "Software"})).unwrap();
    let first = crm.log.last().unwrap().clone();
    crm.edit(account, json!({"industry": "Retail"})).unwrap();
    assert!(matches!(crm.revert(first).unwrap_err(), Rejection::NothingToUndo(blocked) if blocked.len() == 1));
}

#[test]
fn u2_a_record_that_others_point_to_stays() {
    let mut crm = Crm::new();
    let account = crm.account("TechCorp");
    let creation = crm.log.last().unwrap().clone();
    let deal = crm.deal(Some(account));
    assert!(matches!(crm.revert(creation.clone()).unwrap_err(), Rejection::NothingToUndo(_)));
    crm.edit(deal, json!({"account": null})).unwrap();
    crm.revert(creation).unwrap();
    assert!(crm.workspace.get(account).is_none());
}

/// A note was converted along with its lead and got another link since: its
/// links stay, and with them the account they lead to. Undo once removed it.
#[test]
fn u2_a_record_that_a_field_changed_since_points_to_stays() {
    let mut crm = Crm::new();
    let (lead, other) = (crm.lead("TechCorp"), crm.contact("Other"));
    let note: Id<Activity> = crm.create(json!({"kind": "note", "subject": "x", "links": [RecordRef::of(lead)]}));
    crm.must(crm::convert(crm::all_new(lead)));
    let conversion = crm.log.last().unwrap().clone();
    let mut links = crm.get(note).links.clone();
    links.push(RecordRef::of(other));
    crm.edit(note, json!({"links": links})).unwrap();
    let blocked = crm.revert(conversion).unwrap();
    assert!(crm.get(note).links.iter().all(|link| crm.workspace.find(*link).is_some()));
    assert_eq!(blocked.len(), 4, "the note, and the three records that it is about");
    assert!(!crm.get(lead).is_converted());
}

#[test]
fn u3_a_record_that_is_gone_stays_gone() {
    let mut crm = Crm::new();
    let (one, two) = (crm.account("One"), crm.account("Two"));
    crm.must(Command::Trash { records: vec![RecordRef::of(one), RecordRef::of(two)] });
    let deletion = crm.log.last().unwrap().clone();
    crm.purge(one);
    assert_eq!(crm.revert(deletion).unwrap()[0].record, RecordRef::of(one));
    assert!(crm.workspace.live(two).is_some());
}

#[test]
fn u4_what_goes_back_whole_gets_its_dates_back() {
    let mut crm = Crm::new();
    let account = crm.account("TechCorp");
    let before = crm.workspace.clone();
    crm.edit(account, json!({"industry": "Software"})).unwrap();
    crm.undo().unwrap();
    assert!(crm.workspace == before);
}

#[test]
fn u5_a_link_to_what_is_gone_does_not_come_back() {
    let mut crm = Crm::new();
    let (one, two) = (crm.account("One"), crm.account("Two"));
    let deal = crm.deal(Some(one));
    crm.edit(deal, json!({"account": two, "next_step": "Call"})).unwrap();
    let edit = crm.log.last().unwrap().clone();
    crm.trash(one).unwrap();
    crm.purge(one);
    assert_eq!(crm.revert(edit).unwrap()[0].fields, ["account"]);
    assert_eq!((crm.get(deal).account, crm.get(deal).next_step.as_str()), (Some(two), ""));
}

#[test]
fn u5_a_record_comes_back_without_links_to_what_is_gone() {
    let mut crm = Crm::new();
    let account = crm.account("One");
    let deal = crm.deal(Some(account));
    crm.trash(deal).unwrap();
    crm.purge(deal);
    let purge = crm.log.last().unwrap().clone();
    crm.trash(account).unwrap();
    crm.purge(account);
    crm.revert(purge).unwrap();
    assert_eq!((crm.get(deal).name.as_str(), crm.get(deal).account), ("A deal", None));
}

#[test]
fn u5_undoing_a_merge_gives_no_link_back_to_a_merged_record_that_is_gone() {
    let mut crm = Crm::new();
    let (one, two) = (crm.account("Acme"), crm.account("Acme Inc."));
    let deal = crm.deal(Some(two));
    let others = vec![two.uuid()];
    let input = MergeRecords { survivor: RecordRef::of(one), others, taken: BTreeMap::new() };
    crm.must(Command::MergeRecords(Box::new(input)));
    let merging = crm.log.last().unwrap().clone();
    crm.purge(two);
    let blocked = crm.revert(merging).unwrap_or_default();
    assert_eq!((crm.workspace.get(two), crm.get(deal).account), (None, Some(one)), "{blocked:?}");
}

#[test]
fn u6_stage_and_history_go_back_together_or_not_at_all() {
    let mut crm = Crm::new();
    let deal = crm.deal(None);
    crm.move_to(deal, "Proposal").unwrap();
    let first = crm.log.last().unwrap().clone();
    crm.move_to(deal, "Negotiation").unwrap();
    crm.move_to(deal, "Proposal").unwrap();
    let blocked = crm.revert(first).unwrap();
    assert_eq!(blocked[0].fields, ["stage", "stage_history"]);
    assert_eq!(crm.get(deal).stage, Some(crm.stage("Proposal")));
}

#[test]
fn u7_a_person_account_is_called_as_its_contact_is() {
    let mut crm = Crm::new();
    let account: Id<Account> = crm.create(json!({"name": "John Doe", "kind": "person"}));
    let contact = crm.get(account).person_contact.unwrap();
    crm.edit(account, json!({"kind": "organization"})).unwrap();
    let parting = crm.log.last().unwrap().clone();
    crm.edit(contact, json!({"last_name": "Roe"})).unwrap();
    crm.revert(parting).unwrap();
    assert_eq!((crm.get(account).person_contact, crm.get(account).name.as_str()), (Some(contact), "John Roe"));
}

#[test]
fn u_undoing_an_undo_does_it_again() {
    let mut crm = Crm::new();
    let source: Id<Source> = crm.create(json!({"name": "Radio"}));
    let deal: Id<Opportunity> = crm.deal(None);
    crm.edit(deal, json!({"source": source, "next_step": "Call"})).unwrap();
    let done = crm.workspace.clone();
    crm.undo().unwrap();
    crm.undo().unwrap();
    assert!(crm.workspace == done);
}

#[test]
fn u8_a_series_goes_on_where_its_next_one_stays() {
    for edits in [false, true] {
        let mut crm = Crm::new();
        let call: Id<Activity> = crm.create(json!({"subject": "Call", "due": "2026-11-20", "repeats": "weekly"}));
        crm.must(Command::CompleteActivity { activity: call, outcome: Outcome::None });
        let completed = crm.log.last().unwrap().clone();
        let next = crm.workspace.all::<Activity>().find(|other| other.is_open()).unwrap().id;
        if edits {
            crm.edit(next, json!({"subject": "Call Ada"})).unwrap();
        }
        let blocked = crm.revert(completed).unwrap();
        assert_eq!(
            blocked.iter().map(|it| it.record).collect::<Vec<_>>(),
            Vec::from_iter(edits.then(|| RecordRef::of(next)))
        );
        assert!(crm.get(call).is_open());
        let series: Vec<_> = crm.workspace.all::<Activity>().filter(|it| it.repeats == Repeats::Weekly).collect();
        assert_eq!(series.iter().map(|it| it.id).collect::<Vec<_>>(), [if edits { next } else { call }]);
        crm.undo().unwrap();
        assert_eq!(
            crm.workspace.all::<Activity>().filter(|it| it.repeats == Repeats::Weekly).count(),
            1,
            "one for good"
        );
    }
}
