//! The demonstration, in and out; the rules stand at the head of
//! `src/domain/workflow/demo.rs`.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, clippy::expect_used, missing_docs)]

mod crm;

use std::collections::BTreeSet;

use crm::{Crm, convert, json};
use relata::domain::account::{Account, Lifecycle};
use relata::domain::activity::Activity;
use relata::domain::command::{Command, Target};
use relata::domain::day::Quarter;
use relata::domain::forecast::Forecast;
use relata::domain::id::Id;
use relata::domain::lead::Lead;
use relata::domain::opportunity::Opportunity;
use relata::domain::option::LeadPhase;
use relata::domain::pipeline::StageKind;
use relata::domain::record::{Collection, Record, RecordRef};
use relata::domain::sample;
use relata::domain::today::{Today, Whose};
use relata::domain::validate::check;
use relata::domain::workflow::convert_lead::suggest;
use relata::domain::workflow::{Rejection, has_demo};

fn with_demo() -> Crm {
    let mut crm = Crm::new();
    crm.must(Command::LoadDemo);
    crm
}

fn all_records(crm: &Crm) -> impl Iterator<Item = &Record> {
    Collection::ALL.iter().flat_map(|collection| crm.workspace.records(*collection))
}

#[test]
fn d1_the_demonstration_comes_once() {
    let mut crm = Crm::new();
    assert!(!has_demo(&crm.workspace));
    crm.must(Command::LoadDemo);
    assert!(has_demo(&crm.workspace));
    assert_eq!(crm.refused(&Command::LoadDemo), Rejection::NoDemoChange);
}

#[test]
fn d1_what_is_not_there_cannot_go() {
    assert_eq!(Crm::new().refused(&Command::RemoveDemo), Rejection::NoDemoChange);
}

#[test]
fn d2_every_record_may_be_stored_and_every_link_leads_somewhere() {
    let crm = with_demo();
    for record in all_records(&crm) {
        assert_eq!(check(&crm.workspace, record), [], "{}", record.title());
    }
    for activity in crm.workspace.all::<Activity>() {
        assert!(!activity.links.is_empty(), "{}", activity.subject);
        assert!(activity.links.iter().all(|link| crm.workspace.find(*link).is_some()), "{}", activity.subject);
    }
    for deal in crm.workspace.all::<Opportunity>() {
        assert!(deal.contacts.iter().all(|role| crm.workspace.get(role.contact).is_some()), "{}", deal.name);
    }
}

#[test]
fn d2_numbers_are_free() {
    let mut crm = Crm::new();
    crm.create::<Account>(json!({"name": "Mine", "number": "A-00007"}));
    crm.must(Command::LoadDemo);
    let numbers: BTreeSet<&str> = crm.workspace.all::<Account>().map(|account| account.number.as_str()).collect();
    assert_eq!(numbers.len(), crm.workspace.count(Collection::Account));
    assert!(numbers.contains("A-00008"));
}

#[test]
fn d2_customers_are_those_with_a_won_deal_and_no_others() {
    let crm = with_demo();
    for account in crm.workspace.all::<Account>() {
        let mut deals = crm.workspace.all::<Opportunity>().filter(|deal| deal.account == Some(account.id));
        let bought = deals.any(|deal| crm.workspace.stage_kind(deal.stage) == StageKind::Won);
        assert_eq!(account.lifecycle == Lifecycle::Customer, bought, "{}", account.name);
    }
}

#[test]
fn d2_nothing_was_done_in_the_future_and_every_list_of_home_has_something() {
    let crm = with_demo();
    for record in all_records(&crm) {
        assert!(record.meta().created_at <= crm.now, "{}", record.title());
    }
    let today = Today::of(&crm.workspace, &Whose { today: crm.today, owner: None, local_day: |at| at.date_naive() });
    assert!(!today.overdue.is_empty() && !today.due_today.is_empty() && !today.due_this_week.is_empty());
    assert!(!today.untouched_leads.is_empty() && !today.without_next_step.is_empty() && !today.past_close.is_empty());
    let forecast = Forecast::of(&crm.workspace, Quarter::of(crm.today, 1));
    assert!(forecast.won.count > 0 && forecast.expected.count > 0 && forecast.pipeline.count > 5);
    for phase in [LeadPhase::New, LeadPhase::Working, LeadPhase::Engaged, LeadPhase::Qualified, LeadPhase::Parked] {
        assert!(crm.workspace.all::<Lead>().any(|lead| crm.workspace.lead_phase(lead.status) == phase), "{phase:?}");
    }
}

#[test]
fn d2_it_comes_into_a_workspace_whose_lists_were_emptied() {
    let mut crm = Crm::new();
    let lists = [Collection::Source, Collection::Reason, Collection::Segment, Collection::LeadStatus];
    let records: Vec<RecordRef> =
        lists.iter().flat_map(|list| crm.workspace.records(*list)).map(Record::reference).collect();
    crm.must(Command::Trash { records: records.clone() });
    crm.must(Command::Purge { records });
    crm.must(Command::LoadDemo);
    for record in all_records(&crm) {
        assert_eq!(check(&crm.workspace, record), [], "{}", record.title());
    }
}

#[test]
fn d3_it_goes_whole_and_leaves_what_was_there() {
    let mut crm = Crm::new();
    crm.account("Mine");
    let before = crm.workspace.clone();
    crm.must(Command::LoadDemo);
    let loaded = crm.workspace.clone();
    crm.must(Command::RemoveDemo);
    assert!(crm.workspace == before);
    crm.undo().unwrap();
    assert!(crm.workspace == loaded);
}

#[test]
fn d3_one_undo_takes_it_out_again() {
    let mut crm = Crm::new();
    let before = crm.workspace.clone();
    crm.must(Command::LoadDemo);
    assert_eq!(crm.undo().unwrap(), []);
    assert!(crm.workspace == before);
}

#[test]
fn d3_links_of_ones_own_records_to_it_go_and_nothing_else_of_them() {
    let mut crm = with_demo();
    let mine = crm.account("Mine");
    crm.actor = Some(sample::AE);
    crm.edit(mine, json!({"owner": sample::AE, "industry": "Software"})).unwrap();
    let deal = crm.deal(Some(mine));
    crm.move_to(deal, "Closed won").unwrap();
    crm.actor = None;
    crm.must(Command::RemoveDemo);
    let account = crm.get(mine);
    assert_eq!((account.owner, account.industry.as_str()), (None, "Software"));
    assert_eq!((account.lifecycle, account.evidence.len()), (Lifecycle::Customer, 1));
}

#[test]
fn d3_a_demonstration_deal_no_longer_makes_ones_own_account_a_customer() {
    let mut crm = with_demo();
    let mine = crm.account("Mine");
    let is_open = |deal: &&Opportunity| crm.workspace.stage_kind(deal.stage) == StageKind::Open;
    let deal: Id<Opportunity> = crm.workspace.all::<Opportunity>().find(is_open).unwrap().id;
    crm.edit(deal, json!({"account": mine})).unwrap();
    crm.move_to(deal, "Closed won").unwrap();
    assert_eq!(crm.get(mine).lifecycle, Lifecycle::Customer);
    crm.must(Command::RemoveDemo);
    assert_eq!(crm.get(mine).lifecycle, Lifecycle::Prospect);
}

#[test]
fn d4_what_a_demonstration_lead_became_goes_too_but_not_the_account_it_joined() {
    let mut crm = with_demo();
    let mine = crm.account("Mine");
    let lead = crm.workspace.all::<Lead>().find(|lead| lead.last_name == "Ashworth").unwrap();
    let mut input = suggest(&crm.workspace, lead);
    input.account = Target::Existing(mine);
    let lead = lead.id;
    crm.must(convert(input));
    let became = crm.get(lead).conversion.clone().unwrap();
    crm.must(Command::RemoveDemo);
    assert!(crm.workspace.get(mine).is_some());
    assert!(crm.workspace.get(became.contact.unwrap()).is_none());
    assert!(crm.workspace.get(became.opportunity.unwrap()).is_none());
}
