//! Converting many leads at once: one change, one undo, each by the rules of one.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, missing_docs)]

mod crm;

use crm::{Crm, all_new, convert, emails, json};
use relata::domain::account::Account;
use relata::domain::command::{BulkConversion, Command, Target};
use relata::domain::id::Id;
use relata::domain::lead::Lead;
use relata::domain::record::{Collection, RecordRef};
use relata::domain::workflow::Rejection;
use relata::domain::workflow::convert_leads::{ReviewRow, obstacle, review};

fn lead(crm: &mut Crm, name: &str, company: &str) -> Id<Lead> {
    let address = format!("{}@{}.example", name.to_lowercase(), company.to_lowercase().replace([' ', '.'], ""));
    crm.create(json!({"first_name": name, "last_name": "Doe", "company": company, "emails": emails(&[&address])}))
}

fn reviewed(crm: &Crm, leads: &[Id<Lead>]) -> Vec<ReviewRow> {
    let mut rows = Vec::new();
    for lead in leads {
        let row = review(&crm.workspace, *lead, &rows);
        rows.push(row);
    }
    rows
}

fn all(rows: &[ReviewRow]) -> Command {
    Command::ConvertLeads(rows.iter().map(|row| row.row.clone()).collect())
}

#[test]
fn cl1_many_leads_are_one_change_and_one_undo() {
    let mut crm = Crm::new();
    let known: Id<Account> =
        crm.create(json!({"name": "Globex", "websites": [{"kind": "work", "value": "globex.example"}]}));
    let leads = [lead(&mut crm, "Ada", "TechCorp"), lead(&mut crm, "Bob", "Globex"), lead(&mut crm, "Cy", "Initech")];
    let rows = reviewed(&crm, &leads);
    assert_eq!(rows[1].row.convert.account, Target::Existing(known), "the account that is there is used");
    let before = crm.workspace.clone();
    let decision = crm.must(all(&rows));
    assert_eq!(decision.label.subject, "3");
    assert!(leads.iter().all(|lead| crm.get(*lead).is_converted()));
    assert_eq!(crm.workspace.count(Collection::Account), 3);
    assert_eq!(crm.workspace.count(Collection::Opportunity), 3);
    let numbers: std::collections::BTreeSet<&str> =
        crm.workspace.all::<Account>().map(|account| account.number.as_str()).collect();
    assert_eq!(numbers.len(), 3, "each account has a number of its own");
    assert_eq!(crm.undo(), Ok(Vec::new()));
    assert!(crm.workspace == before);
}

#[test]
fn cl2_two_leads_of_one_company_make_one_account() {
    let mut crm = Crm::new();
    let leads =
        [lead(&mut crm, "Ada", "TechCorp"), lead(&mut crm, "Bob", "TechCorp Inc."), lead(&mut crm, "Cy", "Initech")];
    let rows = reviewed(&crm, &leads);
    assert_eq!(rows.iter().map(|row| row.row.account_of).collect::<Vec<_>>(), [None, Some(leads[0]), None]);
    crm.must(all(&rows));
    let became = |lead: Id<Lead>| crm.get(lead).conversion.as_ref().unwrap().account;
    assert_eq!(became(leads[0]), became(leads[1]));
    assert_ne!(became(leads[0]), became(leads[2]));
}

#[test]
fn cl2_where_the_first_is_refused_the_second_makes_its_own_account() {
    let mut crm = Crm::new();
    let leads = [lead(&mut crm, "Ada", "TechCorp"), lead(&mut crm, "Bob", "TechCorp")];
    let mut rows = reviewed(&crm, &leads);
    rows[0].row.convert.opportunity = Target::New(crm::map(json!({"name": "Deal", "expected_close": "not a day"})));
    let decision = crm.must(all(&rows));
    assert_eq!(decision.refused.len(), 1);
    assert!(matches!(decision.refused[0].because, Rejection::Invalid(_)));
    assert!(!crm.get(leads[0]).is_converted() && crm.get(leads[1]).is_converted());
    assert_eq!(crm.workspace.count(Collection::Account), 1);
}

#[test]
fn rows_that_cannot_be_converted_say_why_before_they_are_tried() {
    let mut crm = Crm::new();
    let leads = [lead(&mut crm, "Ada", "TechCorp"), lead(&mut crm, "Bob", "Globex"), lead(&mut crm, "Cy", "Initech")];
    crm.must(convert(all_new(leads[0])));
    crm.trash(leads[1]).unwrap();
    let rows = reviewed(&crm, &leads);
    assert_eq!(obstacle(&crm.workspace, &rows[0], ""), Some(Rejection::AlreadyConverted(RecordRef::of(leads[0]))));
    assert_eq!(obstacle(&crm.workspace, &rows[1], ""), Some(Rejection::InTrash(RecordRef::of(leads[1]))));
    assert_eq!(obstacle(&crm.workspace, &rows[2], ""), None);
    crm.criterion("Has a budget");
    let unmet = Rejection::ChecklistNotMet { unmet: vec!["Has a budget".to_owned()] };
    let mut row = reviewed(&crm, &leads[2..]).remove(0);
    assert_eq!(obstacle(&crm.workspace, &row, ""), Some(unmet.clone()));
    let alone = BulkConversion { convert: row.row.convert.clone(), account_of: None };
    assert_eq!(crm.refused(&Command::ConvertLeads(vec![alone])), unmet, "what is marked is what would be refused");
    row.row.convert.override_reason = "Knows us".to_owned();
    assert_eq!(obstacle(&crm.workspace, &row, "Knows us"), None);
    crm.must(all(&[row]));
}
