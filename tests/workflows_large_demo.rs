//! The large demonstration, which is the reference data; the rules stand at
//! the heads of `src/domain/sample/large.rs` (R) and `src/domain/workflow/demo.rs` (D).
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, clippy::expect_used, missing_docs)]

mod crm;

use std::collections::BTreeSet;

use chrono::{DateTime, NaiveDate, Utc};
use crm::{Crm, TODAY, json};
use relata::domain::account::{Account, AccountKind, Lifecycle};
use relata::domain::activity::Activity;
use relata::domain::command::Command;
use relata::domain::contact::Contact;
use relata::domain::day::Quarter;
use relata::domain::env::Env;
use relata::domain::forecast::Forecast;
use relata::domain::lead::Lead;
use relata::domain::opportunity::Opportunity;
use relata::domain::option::LeadPhase;
use relata::domain::pipeline::StageKind;
use relata::domain::record::{Collection, Record, RecordRef};
use relata::domain::sample::{MARK, is_demo, large};
use relata::domain::today::{Today, Whose};
use relata::domain::validate::check;
use relata::domain::workflow::{Rejection, has_demo};
use relata::domain::workspace::Workspace;

fn now() -> DateTime<Utc> {
    "2026-11-21T09:00:00Z".parse().unwrap()
}

fn reference(records: usize, today: NaiveDate, seed: u64) -> Vec<Record> {
    large::reference(&Workspace::starter(), &Env::new(now(), today, None, 0), records, seed).collect()
}

fn large_demo(crm: &Crm, records: usize) -> Command {
    let env = Env::new(now(), TODAY, None, 0);
    Command::LoadLargeDemo { records: large::reference(&crm.workspace, &env, records, 1).collect() }
}

fn load(crm: &mut Crm, records: usize) {
    crm.must(large_demo(crm, records));
}

fn loaded(records: usize) -> Crm {
    let mut crm = Crm::new();
    load(&mut crm, records);
    crm
}

fn count(records: &[Record], collection: Collection) -> usize {
    records.iter().filter(|record| record.collection() == collection).count()
}

#[test]
fn r1_the_mix_is_that_of_the_goals() {
    let records = reference(10_000, TODAY, 1);
    let counts = Collection::MAIN.map(|collection| count(&records, collection));
    assert_eq!(counts, [1_600, 3_600, 1_600, 1_000, 2_200]);
}

#[test]
fn r1_a_record_is_about_440_bytes_of_json() {
    let records = reference(10_000, TODAY, 1);
    let (mut total, mut of) = (0, Vec::new());
    for collection in Collection::MAIN {
        let sizes: Vec<usize> = records
            .iter()
            .filter(|record| record.collection() == collection)
            .map(|record| serde_json::to_string(&record.to_map()).unwrap().len())
            .collect();
        total += sizes.iter().sum::<usize>();
        of.push((collection, sizes.iter().sum::<usize>() / sizes.len()));
    }
    println!("bytes of JSON a record: {} in all, {of:?}", total / 10_000);
    let mark = serde_json::to_string(&json!({ "external_ids": { MARK: "" } })).unwrap().len();
    let besides = total / 10_000 - mark;
    assert!((420..=460).contains(&besides), "{besides} bytes a record besides the mark: {of:?}");
}

#[test]
fn r1_one_in_three_has_notes_and_few_are_alike() {
    let records = reference(10_000, TODAY, 1);
    let key = |record: &Record| if record.collection() == Collection::Activity { "body" } else { "description" };
    let notes: Vec<String> = records
        .iter()
        .filter_map(|record| record.get(key(record))?.as_str().map(str::to_owned))
        .filter(|text| !text.is_empty())
        .collect();
    assert!((3_000..3_600).contains(&notes.len()), "{}", notes.len());
    let different: BTreeSet<&String> = notes.iter().collect();
    assert!(different.len() * 100 > notes.len() * 85, "{} of {}", different.len(), notes.len());
}

#[test]
fn r1_the_words_are_few_enough_to_travel_with_the_page() {
    let words = include_str!("../src/domain/sample/large/words.rs");
    let quoted: usize = words.split('"').skip(1).step_by(2).map(str::len).sum();
    assert!(quoted < 8_000, "{quoted} bytes of words");
}

#[test]
fn r2_every_record_may_be_stored_and_everything_is_linked() {
    for seed in 0..5 {
        let mut workspace = Workspace::starter();
        let records = reference(1_000, TODAY, seed);
        workspace = Collection::ALL
            .iter()
            .flat_map(|collection| workspace.records(*collection))
            .cloned()
            .chain(records)
            .collect();
        for record in Collection::ALL.iter().flat_map(|collection| workspace.records(*collection)) {
            assert_eq!(check(&workspace, record), [], "seed {seed}: {}", record.title());
        }
        assert!(workspace.all::<Contact>().all(|contact| contact.primary_account().is_some()));
        for deal in workspace.all::<Opportunity>() {
            assert!(deal.account.is_some() && !deal.contacts.is_empty(), "seed {seed}: {}", deal.name);
        }
        assert!(workspace.all::<Activity>().all(|activity| !activity.links.is_empty()));
        every_link_resolves(&workspace);
    }
}

/// Ids in structures are not looked at by the check of a record.
fn every_link_resolves(workspace: &Workspace) {
    let is_there = |reference: RecordRef| assert!(workspace.find(reference).is_some(), "{reference}");
    for contact in workspace.all::<Contact>() {
        contact.accounts.iter().for_each(|role| is_there(RecordRef::of(role.account)));
    }
    for deal in workspace.all::<Opportunity>() {
        deal.contacts.iter().for_each(|role| is_there(RecordRef::of(role.contact)));
        deal.stage_history.iter().for_each(|entry| is_there(RecordRef::of(entry.stage)));
    }
    for lead in workspace.all::<Lead>() {
        if let Some(became) = &lead.conversion {
            is_there(RecordRef::of(became.account.unwrap()));
            is_there(RecordRef::of(became.contact.unwrap()));
            became.opportunity.into_iter().for_each(|deal| is_there(RecordRef::of(deal)));
        }
    }
    for activity in workspace.all::<Activity>() {
        activity.links.iter().copied().for_each(is_there);
    }
}

#[test]
fn r3_the_same_day_and_seed_give_the_same_records() {
    let again = Env::new(now() + chrono::Duration::hours(3), TODAY, None, 9);
    let later: Vec<Record> = large::reference(&Workspace::starter(), &again, 500, 7).collect();
    assert!(reference(500, TODAY, 7) == later);
    assert!(reference(500, TODAY, 8) != later);
    assert!(reference(500, TODAY.succ_opt().unwrap(), 7) != later);
}

#[test]
fn r4_what_the_workflows_promise_holds() {
    let crm = loaded(5_000);
    let workspace = &crm.workspace;
    let numbers: BTreeSet<&str> = workspace.all::<Account>().map(|account| account.number.as_str()).collect();
    assert_eq!(numbers.len(), workspace.count(Collection::Account));
    let won = |deal: &&Opportunity| workspace.stage_kind(deal.stage) == StageKind::Won;
    for account in workspace.all::<Account>() {
        let mut wins: Vec<NaiveDate> = workspace
            .all::<Opportunity>()
            .filter(|deal| deal.account == Some(account.id))
            .filter(won)
            .map(|deal| deal.closed_on.unwrap())
            .collect();
        wins.sort_unstable();
        assert_eq!(account.lifecycle == Lifecycle::Customer, !wins.is_empty(), "{}", account.name);
        assert_eq!(account.customer_since, wins.first().copied(), "{}", account.name);
        assert_eq!(account.evidence.len(), wins.len(), "{}", account.name);
        assert!(wins.is_empty() || account.is_buyer());
        let person = account.person_contact.map(|contact| workspace.get(contact).unwrap().title());
        assert_eq!(account.kind == AccountKind::Person, person.is_some());
        assert!(person.is_none_or(|name| name == account.name));
    }
    for deal in workspace.all::<Opportunity>() {
        assert_eq!(deal.closed_on.is_some(), workspace.stage_kind(deal.stage) != StageKind::Open);
        assert_eq!(deal.stage_history.last().map(|entry| entry.stage), deal.stage);
        assert!(deal.stage_history.is_sorted_by_key(|entry| entry.at));
        let lost = workspace.stage_kind(deal.stage) == StageKind::Lost;
        assert!(!lost || deal.reason.is_some() || !deal.reason_note.is_empty(), "{}", deal.name);
    }
    for lead in workspace.all::<Lead>() {
        assert_eq!(workspace.lead_phase(lead.status) == LeadPhase::Converted, lead.is_converted());
        let disqualified = workspace.lead_phase(lead.status) == LeadPhase::Disqualified;
        assert_eq!(lead.disqualify_reason.is_some(), disqualified);
    }
}

#[test]
fn r4_home_board_and_forecast_have_something_to_show_at_any_size() {
    for records in [1_000, 10_000] {
        let crm = loaded(records);
        let today = Today::of(&crm.workspace, &Whose { today: TODAY, owner: None, local_day: |at| at.date_naive() });
        assert!(!today.overdue.is_empty() && !today.due_today.is_empty() && !today.untouched_leads.is_empty());
        assert!(!today.without_next_step.is_empty() && !today.past_close.is_empty());
        let mut quarter = Quarter::of(TODAY, 1);
        for _ in 0..6 {
            assert!(Forecast::of(&crm.workspace, quarter).won.count > 0, "nothing won in {quarter:?}");
            quarter = Quarter::of(quarter.first.pred_opt().unwrap(), 1);
        }
        let kind = |kind| {
            crm.workspace.all::<Opportunity>().filter(|deal| crm.workspace.stage_kind(deal.stage) == kind).count()
        };
        let deals = records / 10;
        println!(
            "{records}: {} open, {} won, {} lost",
            kind(StageKind::Open),
            kind(StageKind::Won),
            kind(StageKind::Lost)
        );
        for (kind, least) in
            [(StageKind::Open, 12), (StageKind::Won, 25), (StageKind::Lost, 20)].map(|(k, l)| (kind(k), l))
        {
            assert!(kind * 100 > deals * least, "{kind} of {deals}");
        }
        let soon = TODAY + chrono::Days::new(30);
        let closing = crm.workspace.all::<Opportunity>().filter(|deal| {
            deal.closed_on.is_none() && deal.expected_close.is_some_and(|day| (TODAY..=soon).contains(&day))
        });
        assert!(closing.count() > 3);
    }
}

#[test]
fn r5_an_id_carries_the_time_of_its_record_and_nothing_is_of_today() {
    let records = reference(5_000, TODAY, 3);
    let ids: BTreeSet<RecordRef> = records.iter().map(Record::reference).collect();
    assert_eq!(ids.len(), records.len());
    let (mut first, mut last) = (now(), DateTime::<Utc>::MIN_UTC);
    for record in records.iter().filter(|record| Collection::MAIN.contains(&record.collection())) {
        let meta = record.meta();
        let (seconds, nanos) = record.uuid().get_timestamp().unwrap().to_unix();
        let at = DateTime::from_timestamp(i64::try_from(seconds).unwrap(), nanos).unwrap();
        assert_eq!(at, meta.created_at, "{}", record.title());
        assert!(meta.created_at <= meta.updated_at && meta.updated_at.date_naive() < TODAY, "{}", record.title());
        (first, last) = (first.min(at), last.max(at));
    }
    assert!((last - first).num_days() > 1_000 && (last - first).num_days() < 1_200);
}

#[test]
fn d1_the_large_demonstration_comes_once() {
    let mut crm = loaded(100);
    assert!(has_demo(&crm.workspace));
    assert_eq!(crm.refused(&large_demo(&crm, 100)), Rejection::NoDemoChange);
    assert_eq!(crm.refused(&Command::LoadDemo), Rejection::NoDemoChange);
    crm.must(Command::RemoveDemo);
    crm.must(Command::LoadDemo);
}

#[test]
fn d2_its_numbers_are_free() {
    let mut crm = Crm::new();
    crm.create::<Account>(json!({"name": "Mine", "number": "A-00007"}));
    load(&mut crm, 100);
    let numbers: BTreeSet<&str> = crm.workspace.all::<Account>().map(|account| account.number.as_str()).collect();
    assert_eq!(numbers.len(), 17);
    assert!(numbers.contains("A-00008") && numbers.contains("A-00023"));
}

#[test]
fn d2_it_comes_into_a_workspace_whose_lists_were_emptied() {
    let mut crm = Crm::new();
    let lists = [Collection::Source, Collection::Reason, Collection::Segment, Collection::LeadStatus];
    let records: Vec<RecordRef> =
        lists.iter().flat_map(|list| crm.workspace.records(*list)).map(Record::reference).collect();
    crm.must(Command::Trash { records: records.clone() });
    crm.must(Command::Purge { records });
    load(&mut crm, 500);
    for record in Collection::MAIN.iter().flat_map(|collection| crm.workspace.records(*collection)) {
        assert_eq!(check(&crm.workspace, record), [], "{}", record.title());
    }
}

#[test]
fn d3_it_goes_whole_and_leaves_what_was_there() {
    let mut crm = Crm::new();
    crm.account("Mine");
    let before = crm.workspace.clone();
    load(&mut crm, 500);
    assert!(crm.workspace.trash().is_empty());
    let main = Collection::MAIN.iter().flat_map(|collection| crm.workspace.records(*collection));
    assert_eq!(main.filter(|record| is_demo(record)).count(), 500);
    crm.must(Command::RemoveDemo);
    assert!(crm.workspace == before);
}

#[test]
fn d5_one_undo_takes_all_of_it_out_again() {
    let mut crm = Crm::new();
    let before = crm.workspace.clone();
    load(&mut crm, 501);
    let main = Collection::MAIN.iter().map(|collection| crm.workspace.count(*collection));
    assert_eq!(main.sum::<usize>(), 550);
    assert_eq!(crm.undo().unwrap(), []);
    assert!(crm.workspace == before);
}
