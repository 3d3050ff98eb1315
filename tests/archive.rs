//! Closed records moved out to a file and back: the rules AR1 to AR4 of
//! `src/domain/workflow/archive_records.rs`, S11 of the session, and that an
//! archive that is imported leaves the workspace as it was.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, missing_docs)]

mod session_support;
mod vault_support;

use chrono::{DateTime, NaiveDate, Utc};
use relata::domain::account::{Account, Lifecycle};
use relata::domain::activity::Activity;
use relata::domain::change::Verb;
use relata::domain::command::{CloseReason, Command};
use relata::domain::id::Id;
use relata::domain::lead::Lead;
use relata::domain::opportunity::Opportunity;
use relata::domain::option::LeadPhase;
use relata::domain::record::{Collection, Record, RecordRef};
use relata::domain::workflow::archive_records::{ARCHIVABLE, Before, closed_before};
use relata::domain::workspace::Workspace;
use relata::interchange::document::Opened;
use relata::interchange::json;
use relata::interchange::merge::{Choice, plan_merge};
use relata::store::session::{Receipt, Session};
use relata::store::vault::memory::Memory;
use serde_json::json;
use session_support::{Dice, command, create, edit, env, of, seeds};
use vault_support::Tab;

/// Everything in these tests closed before this.
fn later() -> Before {
    Before { day: NaiveDate::from_ymd_opt(2027, 1, 1).unwrap(), begins: "2027-01-01T00:00:00Z".parse().unwrap() }
}

fn closed(workspace: &Workspace) -> Vec<Record> {
    ARCHIVABLE.iter().flat_map(|collection| closed_before(workspace, *collection, later())).collect()
}

fn archive(workspace: &Workspace) -> Command {
    Command::Archive { records: closed(workspace) }
}

/// Done at the `n`th minute; gives what was done and the record it is about.
fn run(session: &mut Session, n: u64, command: &Command) -> (Receipt, Option<RecordRef>) {
    let receipt = session.execute(command, &env(n)).unwrap();
    let focus = receipt.focus;
    (receipt, focus)
}

fn made(session: &mut Session, n: u64, collection: Collection, fields: serde_json::Value) -> RecordRef {
    run(session, n, &create(collection, fields)).1.unwrap()
}

/// A customer by a won deal, a lost one, an open one, leads in every state,
/// and calls about them, all linked.
struct Story {
    session: Session,
    account: RecordRef,
    won: RecordRef,
    lost: RecordRef,
    open: RecordRef,
    lead: RecordRef,
    call: RecordRef,
    task: RecordRef,
}

fn story() -> Story {
    let mut session = Session::new(Workspace::starter(), Vec::new());
    let account = made(&mut session, 1, Collection::Account, json!({ "name": "Acme" }));
    let deal = |session: &mut Session, n, name: &str| {
        made(session, n, Collection::Opportunity, json!({ "name": name, "account": account.id }))
    };
    let [won, lost, open] = [(12, "Won"), (13, "Lost"), (14, "Open")].map(|(n, name)| deal(&mut session, n, name));
    for (n, deal, stage) in [(3, won, "Closed won"), (4, lost, "Closed lost")] {
        let stage = session.workspace().all::<relata::domain::pipeline::Stage>().find(|found| found.name == stage);
        let command = Command::MoveOpportunity {
            opportunity: deal.id_of::<Opportunity>().unwrap(),
            stage: stage.unwrap().id,
            close: Some(CloseReason { reason: None, note: "Price".to_owned() }),
            correction: None,
        };
        run(&mut session, n, &command);
    }
    let status = session.workspace().status_of_phase(LeadPhase::Disqualified).unwrap();
    let lead = made(&mut session, 5, Collection::Lead, json!({ "last_name": "Nobody", "status": status }));
    made(&mut session, 6, Collection::Lead, json!({ "last_name": "Somebody" }));
    let call = json!({ "kind": "call", "subject": "Spoke", "outcome": "no_answer", "at": env(7).now, "links": [won, account, lead] });
    let call = made(&mut session, 7, Collection::Activity, call);
    let task =
        made(&mut session, 8, Collection::Activity, json!({ "kind": "task", "subject": "Ask", "links": [lost] }));
    Story { session, account, won, lost, open, lead, call, task }
}

#[test]
fn ar1_only_what_is_closed_goes() {
    let story = story();
    let found: Vec<RecordRef> = closed(story.session.workspace()).iter().map(Record::reference).collect();
    assert_eq!(found.len(), 4);
    for record in [story.won, story.lost, story.lead, story.call] {
        assert!(found.contains(&record), "{record}");
    }
    assert!(![story.open, story.task, story.account].iter().any(|record| found.contains(record)));
}

#[test]
fn ar1_the_day_before_which_it_closed_counts() {
    let story = story();
    let on = |day: u32, begins: &str| {
        let day = NaiveDate::from_ymd_opt(2026, 11, day).unwrap();
        let before = Before { day, begins: begins.parse::<DateTime<Utc>>().unwrap() };
        let count = |collection| closed_before(story.session.workspace(), collection, before).len();
        ARCHIVABLE.map(count)
    };
    assert_eq!(on(21, "2026-11-21T00:00:00Z"), [0, 0, 0]);
    // Where the person is, the 22nd begins in the evening of the 21st in UTC: before the call.
    assert_eq!(on(22, "2026-11-21T09:06:30Z"), [2, 1, 0]);
    assert_eq!(on(22, "2026-11-22T00:00:00Z"), [2, 1, 1]);
}

#[test]
fn ar1_what_is_open_or_in_the_trash_stays_even_if_asked_for() {
    let mut story = story();
    run(&mut story.session, 20, &Command::Trash { records: vec![story.lead] });
    let all = Collection::ALL.iter().flat_map(|collection| story.session.workspace().records(*collection)).cloned();
    let command = Command::Archive { records: all.collect() };
    let (receipt, _) = run(&mut story.session, 21, &command);
    assert_eq!((receipt.changes.len(), receipt.transaction.label.subject.as_str()), (3, "3"));
    assert!(story.session.workspace().find(story.lead).is_some());
}

#[test]
fn ar2_what_was_changed_since_the_file_was_written_stays() {
    let mut story = story();
    let command = archive(story.session.workspace());
    run(&mut story.session, 20, &edit(story.won, json!({ "description": "More to know" })));
    run(&mut story.session, 21, &command);
    assert!(story.session.workspace().find(story.won).is_some());
    assert!(story.session.workspace().find(story.lost).is_none());
}

#[test]
fn ar3_nothing_else_changes_and_a_customer_stays_one() {
    let mut story = story();
    let before = story.session.workspace().clone();
    let command = archive(&before);
    run(&mut story.session, 20, &command);
    let after = story.session.workspace();
    let stays = |record: &&Record| after.find(record.reference()).is_some();
    for record in Collection::ALL.iter().flat_map(|collection| before.records(*collection)).filter(stays) {
        assert_eq!(after.find(record.reference()), Some(record));
    }
    let account = after.get(story.account.id_of::<Account>().unwrap()).unwrap();
    assert_eq!((account.lifecycle, account.evidence.len()), (Lifecycle::Customer, 1));
    let task = after.get(story.task.id_of::<Activity>().unwrap()).unwrap();
    assert_eq!(task.links, [story.lost]);
}

#[test]
fn ar3_an_archive_that_is_imported_leaves_the_workspace_as_it_was() {
    let story = story();
    assert_comes_back(story.session.workspace(), "the story");
    for seed in seeds(20) {
        let mut dice = Dice::new(seed);
        let mut session = Session::new(Workspace::starter(), Vec::new());
        for step in 0..60 {
            drop(session.execute(&command(&mut dice, session.workspace()), &env(step)));
        }
        assert_comes_back(session.workspace(), &format!("seed {seed}"));
    }
}

fn assert_comes_back(workspace: &Workspace, told: &str) {
    let mut session = Session::new(workspace.clone(), Vec::new());
    let records = closed(workspace);
    let file = json::write(&Workspace::from_records(records.clone())).unwrap();
    run(&mut session, 100, &Command::Archive { records: records.clone() });
    assert_eq!(closed(session.workspace()).len(), 0, "{told}");
    let Ok(Opened::Document(document)) = json::read(&file) else { panic!("{told}: not a file of ours") };
    let plan = plan_merge(session.workspace(), &document);
    assert_eq!((plan.added.len(), plan.differing.len()), (records.len(), 0), "{told}");
    assert_eq!(plan.points_nowhere, [], "{told}: every link leads somewhere again");
    let records = plan.records(&Choice::default()).records;
    run(&mut session, 101, &Command::Import { name: "archive.json".to_owned(), records });
    assert!(session.workspace() == workspace, "{told}: another workspace");
}

#[test]
fn ar4_undo_brings_everything_back_as_it_was_and_redo_takes_it_out_again() {
    let mut story = story();
    let before = story.session.workspace().clone();
    run(&mut story.session, 20, &archive(&before));
    let after = story.session.workspace().clone();
    assert_eq!(story.session.undo_label().unwrap().verb, Verb::Archived);
    let undone = story.session.undo(&env(21)).unwrap().unwrap();
    assert!(undone.blocked.is_empty() && story.session.workspace() == &before);
    assert!(undone.transaction.patches.iter().all(|patch| patch.to.is_some()), "what came back is kept");
    // The account refers to the won deal: that hinders a creation's undo, not this.
    story.session.redo(&env(22)).unwrap().unwrap();
    assert!(story.session.workspace() == &after);
    story.session.undo(&env(23)).unwrap().unwrap();
    assert!(story.session.workspace() == &before);
}

/// The log keeps very many creations and removals without their values; an
/// archive of that size is undone and done again all the same.
#[test]
fn ar4_very_many_come_back_and_go_again_too() {
    let mut session = Session::new(Workspace::starter(), Vec::new());
    let note = |n: u128| {
        let mut note = Collection::Activity.blank();
        note.set_uuid(uuid::Uuid::from_u128(n + 1));
        note.set("subject", json!(format!("Note {n}"))).unwrap();
        note.set("kind", json!("note")).unwrap();
        note
    };
    let records: Vec<Record> = (0..1_200).map(note).collect();
    run(&mut session, 1, &Command::Import { name: "notes".to_owned(), records });
    let before = session.workspace().clone();
    run(&mut session, 2, &archive(&before));
    assert_eq!(of(session.workspace(), Collection::Activity).len(), 0);
    session.undo(&env(3)).unwrap().unwrap();
    assert!(session.workspace() == &before);
    session.redo(&env(4)).unwrap().unwrap();
    assert_eq!(of(session.workspace(), Collection::Activity).len(), 0);
    session.undo(&env(5)).unwrap().unwrap();
    assert!(session.workspace() == &before);
}

#[test]
fn ar4_links_to_what_an_earlier_archive_took_come_back_too() {
    let mut story = story();
    let records = |collection| closed_before(story.session.workspace(), collection, later());
    let (deals, calls) = (records(Collection::Opportunity), records(Collection::Activity));
    run(&mut story.session, 20, &Command::Archive { records: deals });
    run(&mut story.session, 21, &Command::Archive { records: calls });
    story.session.undo(&env(22)).unwrap().unwrap();
    let call = story.session.workspace().get(story.call.id_of::<Activity>().unwrap()).unwrap();
    assert_eq!(call.links, [story.won, story.account, story.lead]);
}

#[test]
fn ar4_what_is_there_again_stays_as_it_is() {
    let mut story = story();
    let file = closed(story.session.workspace());
    run(&mut story.session, 20, &Command::Archive { records: file.clone() });
    let lead: Id<Lead> = story.lead.id_of().unwrap();
    let back = file.into_iter().filter(|record| record.reference() == story.lead).collect();
    let imported = run(&mut story.session, 21, &Command::Import { name: "archive.json".to_owned(), records: back });
    run(&mut story.session, 22, &edit(story.lead, json!({ "company": "New here" })));
    let archived = story.session.log().iter().find(|found| found.label.verb == Verb::Archived).unwrap().id;
    let receipt = story.session.revert(archived, &env(23)).unwrap();
    assert_eq!(receipt.blocked.iter().map(|blocked| blocked.record).collect::<Vec<_>>(), [story.lead]);
    assert_eq!(story.session.workspace().get(lead).unwrap().company, "New here");
    assert!(story.session.workspace().find(story.won).is_some() && imported.1.is_none());
}

#[test]
fn s11_what_is_kept_holds_nothing_of_what_went_and_a_reload_does_not_offer_to_undo_it() {
    let storage = Memory::default();
    let mut tab = Tab::open(&storage);
    for n in 0..30 {
        let note = json!({ "kind": "note", "subject": format!("Note {n}"), "body": "Long ago. ".repeat(50), "at": env(n).now });
        tab.run(n, &create(Collection::Activity, note)).unwrap();
    }
    let notes = of(tab.session.workspace(), Collection::Activity);
    let command = archive(tab.session.workspace());
    let receipt = tab.session.execute(&command, &env(40)).unwrap();
    assert!(!receipt.transaction.can_be_taken_back() && receipt.changes.len() == notes.len());
    tab.keep(&receipt).unwrap();
    assert!(tab.session.undo_label().is_some_and(|label| label.verb == Verb::Archived));

    let opened = Tab::open(&storage);
    assert!(opened.session.workspace() == tab.session.workspace(), "another workspace is kept");
    assert_ne!(opened.session.undo_label().map(|label| label.verb), Some(Verb::Archived));
    assert_eq!(opened.session.history_of(notes[0])[0].0.label.verb, Verb::Archived);

    let undone = tab.session.undo(&env(41)).unwrap().unwrap();
    tab.keep(&undone).unwrap();
    assert!(Tab::open(&storage).session.workspace() == tab.session.workspace(), "the undoing is kept");
}

#[test]
fn s8_an_archiving_that_could_not_be_kept_was_never_there() {
    let mut story = story();
    let (before, log) = (story.session.workspace().clone(), story.session.log().to_vec());
    let (receipt, _) = run(&mut story.session, 20, &archive(&before));
    story.session.retract(&receipt);
    assert!(story.session.workspace() == &before && story.session.log() == log);
}
