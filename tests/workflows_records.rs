//! Creating, editing, deleting, importing and undoing, rule by rule; the rules
//! stand at the head of each file in `src/domain/workflow/`.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, clippy::expect_used, missing_docs)]

mod crm;

use crm::{Crm, TODAY, emails, json, map};
use relata::domain::account::{Account, Basis, Lifecycle};
use relata::domain::activity::{Activity, Outcome, Repeats};
use relata::domain::command::Command;
use relata::domain::contact::Contact;
use relata::domain::id::Id;
use relata::domain::lead::Lead;
use relata::domain::opportunity::ProbabilityOrigin;
use relata::domain::option::{LeadPhase, Relationship, Tag};
use relata::domain::pipeline::{Pipeline, Stage};
use relata::domain::record::{Collection, Record, RecordRef, Stored};
use relata::domain::saved_view::SavedView;
use relata::domain::settings::Settings;
use relata::domain::validate::Problem;
use relata::domain::workflow::Rejection;
use relata::domain::workspace::Workspace;

fn problems(rejection: Rejection) -> Vec<(String, Problem)> {
    match rejection {
        Rejection::Invalid(errors) => errors.into_iter().map(|error| (error.field, error.problem)).collect(),
        other => panic!("{other:?}"),
    }
}

fn create(collection: Collection, fields: serde_json::Value) -> Command {
    Command::Create { collection, fields: map(fields) }
}

fn import(crm: &mut Crm, record: impl Stored) {
    crm.must(Command::Import { name: "file.csv".to_owned(), records: vec![record.into_record()] });
}

#[test]
fn e1_a_record_that_may_not_be_stored_is_refused_with_the_field() {
    let crm = Crm::new();
    let refused = |collection, fields| problems(crm.refused(&create(collection, fields))).remove(0);
    let name = "name".to_owned();
    assert_eq!(refused(Collection::Account, json!({"name": "  "})), (name, Problem::Required));
    let mail = json!({"last_name": "Doe", "emails": emails(&["nobody"])});
    assert_eq!(refused(Collection::Contact, mail), ("emails".to_owned(), Problem::NotAnEmail));
    let nobody = refused(Collection::Lead, json!({"job_title": "Boss"}));
    assert_eq!(nobody, ("last_name".to_owned(), Problem::OneOf(&["last_name", "company"])));
}

#[test]
fn e1_what_an_import_left_wrong_does_not_keep_other_fields_from_being_edited() {
    let mut crm = Crm::new();
    let contact = crm.contact("Doe");
    let wrong = json!([{"kind": "work", "value": "n/a"}]);
    let mut imported = crm.get(contact).clone();
    imported.set("emails", wrong.clone()).unwrap();
    import(&mut crm, imported);
    crm.edit(contact, json!({"job_title": "Boss"})).unwrap();
    assert_eq!(crm.get(contact).job_title, "Boss");
    assert_eq!(problems(crm.edit(contact, json!({"emails": wrong})).unwrap_err())[0].1, Problem::NotAnEmail);
}

#[test]
fn e1_text_is_trimmed_and_blank_rows_are_dropped() {
    let mut crm = Crm::new();
    let rows = json!([{"kind": "work", "value": " a@b.example "}, {"kind": "home", "value": "  "}]);
    let contact: Id<Contact> = crm.create(json!({"last_name": "  Doe ", "emails": rows}));
    assert_eq!(crm.get(contact).last_name, "Doe");
    assert_eq!(crm.get(contact).emails.iter().map(|row| row.value.as_str()).collect::<Vec<_>>(), ["a@b.example"]);
}

#[test]
fn e2_a_new_account_is_a_numbered_buyer() {
    let mut crm = Crm::new();
    let (first, second) = (crm.account("One"), crm.account("Two"));
    assert_eq!((crm.get(first).number.as_str(), crm.get(second).number.as_str()), ("A-00001", "A-00002"));
    assert!(crm.get(first).is_buyer());
    let supplier: Id<Account> =
        crm.create(json!({"name": "Three", "relationships": [Id::<Relationship>::builtin(0x502)]}));
    assert!(!crm.get(supplier).is_buyer());
}

#[test]
fn e3_a_new_lead_is_new_and_a_new_deal_stands_at_the_start() {
    let mut crm = Crm::new();
    let (lead, deal) = (crm.lead("TechCorp"), crm.deal(None));
    assert_eq!(crm.phase(lead), LeadPhase::New);
    let deal = crm.get(deal);
    assert_eq!((deal.stage, deal.probability), (Some(crm.stage("Prospecting")), 10));
    assert_eq!((deal.stage_history.len(), deal.stage_history[0].amount), (1, deal.amount));
}

#[test]
fn e5_a_typed_probability_is_manual_until_it_is_emptied() {
    let mut crm = Crm::new();
    let deal = crm.deal(None);
    crm.edit(deal, json!({"probability": 33})).unwrap();
    assert_eq!(crm.get(deal).probability_origin, ProbabilityOrigin::Manual);
    crm.edit(deal, json!({"probability": null})).unwrap();
    assert_eq!((crm.get(deal).probability, crm.get(deal).probability_origin), (10, ProbabilityOrigin::Stage));
}

#[test]
fn e5_a_closed_deal_keeps_the_probability_of_its_stage() {
    let mut crm = Crm::new();
    let deal = crm.deal(None);
    crm.move_to(deal, "Closed won").unwrap();
    crm.edit(deal, json!({"probability": 33})).unwrap();
    assert_eq!((crm.get(deal).probability, crm.get(deal).probability_origin), (100, ProbabilityOrigin::Stage));
}

#[test]
fn e6_putting_the_close_off_is_a_slip_and_hurrying_is_none() {
    let mut crm = Crm::new();
    let deal = crm.deal(None);
    for (day, slips) in [("2026-12-01", 0), ("2026-12-24", 1), ("2026-12-10", 1), ("2027-01-10", 2)] {
        crm.edit(deal, json!({"expected_close": day})).unwrap();
        assert_eq!(crm.get(deal).close_date_slips, slips, "{day}");
    }
}

#[test]
fn e7_editing_the_stage_is_moving_the_deal() {
    let mut crm = Crm::new();
    let deal = crm.deal(None);
    let (proposal, lost) = (crm.stage("Proposal"), crm.stage("Closed lost"));
    crm.edit(deal, json!({"stage": proposal})).unwrap();
    assert_eq!((crm.get(deal).probability, crm.get(deal).stage_history.len()), (50, 2));
    assert_eq!(crm.edit(deal, json!({"stage": lost})).unwrap_err(), Rejection::LossReasonNeeded);
    crm.edit(deal, json!({"stage": lost, "reason_note": "Too dear"})).unwrap();
    assert_eq!((crm.get(deal).closed_on, crm.get(deal).reason_note.as_str()), (Some(TODAY), "Too dear"));
}

#[test]
fn e8_logging_a_two_way_activity_engages_its_leads() {
    let mut crm = Crm::new();
    let (talked, written) = (crm.lead("One"), crm.lead("Two"));
    let logged = |lead, outcome| json!({"kind": "call", "subject": "Hello", "outcome": outcome, "links": [RecordRef::of::<Lead>(lead)]});
    crm.create::<Activity>(logged(talked, "reached"));
    crm.create::<Activity>(logged(written, "left_message"));
    assert_eq!((crm.phase(talked), crm.phase(written)), (LeadPhase::Engaged, LeadPhase::New));
}

#[test]
fn e9_what_follows_from_deeds_cannot_be_typed() {
    let mut crm = Crm::new();
    let (account, lead) = (crm.account("TechCorp"), crm.lead("TechCorp"));
    assert_eq!(crm.edit(account, json!({"lifecycle": "customer"})).unwrap_err(), Rejection::ReasonNeeded);
    let converted = crm.workspace.status_of_phase(LeadPhase::Converted);
    for (fields, field) in [(json!({"status": converted}), "status"), (json!({"conversion": null}), "conversion")] {
        let expected = vec![(field.to_owned(), Problem::Unfit)];
        assert_eq!(problems(crm.edit(lead, fields).unwrap_err()), expected);
    }
    assert_eq!(problems(crm.edit(account, json!({"evidence": []})).unwrap_err())[0].0, "evidence");
}

#[test]
fn e9_an_account_entered_as_a_customer_is_one_by_hand() {
    let mut crm = Crm::new();
    let account: Id<Account> = crm.create(json!({"name": "TechCorp", "lifecycle": "customer", "relationships": []}));
    let account = crm.get(account);
    assert_eq!((account.customer_since, account.evidence.len(), account.is_buyer()), (Some(TODAY), 1, true));
    assert!(matches!(account.evidence[0].basis, Basis::ByHand { .. }));
}

#[test]
fn e10_another_pipeline_begins_at_its_first_open_stage() {
    let mut crm = Crm::new();
    let deal = crm.deal(None);
    let other: Id<Pipeline> = crm.create(json!({"name": "Renewals", "position": 1}));
    let first: Id<Stage> = crm.create(json!({"name": "Due", "pipeline": other, "probability": 70}));
    crm.edit(deal, json!({"pipeline": other})).unwrap();
    let deal = crm.get(deal);
    assert_eq!((deal.pipeline, deal.stage, deal.probability), (Some(other), Some(first), 70));
}

#[test]
fn e11_a_deal_lost_from_the_start_says_why() {
    let crm = Crm::new();
    let lost = json!({"name": "A deal", "stage": crm.stage("Closed lost")});
    assert_eq!(crm.refused(&create(Collection::Opportunity, lost)), Rejection::LossReasonNeeded);
}

#[test]
fn e11_why_it_was_won_does_not_say_why_it_is_lost() {
    let mut crm = Crm::new();
    let deal = crm.deal(None);
    crm.edit(deal, json!({"stage": crm.stage("Closed won"), "reason_note": "Best"})).unwrap();
    let lost = crm.stage("Closed lost");
    assert_eq!(crm.edit(deal, json!({"stage": lost})).unwrap_err(), Rejection::LossReasonNeeded);
}

#[test]
fn e_circles_are_refused() {
    let mut crm = Crm::new();
    let (mother, daughter) = (crm.account("Mother"), crm.account("Daughter"));
    crm.edit(daughter, json!({"parent": mother})).unwrap();
    assert_eq!(problems(crm.edit(mother, json!({"parent": daughter})).unwrap_err())[0].1, Problem::Circular);
    assert_eq!(problems(crm.edit(mother, json!({"parent": mother})).unwrap_err())[0].1, Problem::Circular);
}

#[test]
fn e_nothing_changes_when_nothing_is_edited() {
    let mut crm = Crm::new();
    let account = crm.account("TechCorp");
    let before = crm.workspace.clone();
    assert!(crm.edit(account, json!({"name": "TechCorp"})).unwrap().changes.is_empty());
    assert!(crm.workspace == before);
}

#[test]
fn t1_deleting_leaves_links_alone() {
    let mut crm = Crm::new();
    let account = crm.account("TechCorp");
    let deal = crm.deal(Some(account));
    crm.trash(account).unwrap();
    assert_eq!(crm.get(deal).account, Some(account));
    assert!(crm.workspace.live(account).is_none());
    crm.restore(account).unwrap();
    assert!(crm.workspace.live(account).is_some());
}

#[test]
fn t1_what_lies_in_the_trash_is_restored_before_it_is_edited() {
    let mut crm = Crm::new();
    let account = crm.account("TechCorp");
    crm.trash(account).unwrap();
    let refused = Rejection::InTrash(RecordRef::of(account));
    assert_eq!(crm.edit(account, json!({"name": "Other"})).unwrap_err(), refused);
}

#[test]
fn t2_a_person_account_and_its_contact_go_and_come_together() {
    let mut crm = Crm::new();
    let account: Id<Account> = crm.create(json!({"name": "John Doe", "kind": "person"}));
    let contact = crm.get(account).person_contact.unwrap();
    // The binding holds even where the contact no longer lists the account.
    let mut imported = crm.get(contact).clone();
    imported.accounts.clear();
    import(&mut crm, imported);
    crm.trash(contact).unwrap();
    assert!(crm.workspace.live(account).is_none());
    crm.restore(account).unwrap();
    assert!(crm.workspace.live(contact).is_some());
}

#[test]
fn t3_deleting_the_only_won_deal_is_a_correction_and_restoring_it_brings_the_evidence_back() {
    let mut crm = Crm::new();
    let account = crm.account("TechCorp");
    let deal = crm.deal(Some(account));
    crm.move_to(deal, "Closed won").unwrap();
    crm.trash(deal).unwrap();
    assert_eq!((crm.get(account).lifecycle, crm.get(account).customer_since), (Lifecycle::Prospect, None));
    assert!(matches!(crm.get(account).evidence[0].basis, Basis::Correction { .. }));
    crm.restore(deal).unwrap();
    assert_eq!((crm.get(account).lifecycle, crm.get(account).customer_since), (Lifecycle::Customer, Some(TODAY)));
}

#[test]
fn t3_restoring_what_is_not_deleted_proves_nothing_anew() {
    let mut crm = Crm::new();
    let account = crm.account("TechCorp");
    let deal = crm.deal(Some(account));
    crm.move_to(deal, "Closed won").unwrap();
    let reason = "Never paid".to_owned();
    crm.must(Command::SetLifecycle { account, lifecycle: Lifecycle::Prospect, reason });
    assert!(crm.restore(deal).unwrap().changes.is_empty());
    assert_eq!(crm.get(account).lifecycle, Lifecycle::Prospect);
}

#[test]
fn t4_purging_takes_only_what_lies_in_the_trash_and_its_links_with_it() {
    let mut crm = Crm::new();
    let (account, tag): (_, Id<Tag>) = (crm.account("TechCorp"), crm.create(json!({"name": "Fair"})));
    let deal = crm.deal(Some(account));
    crm.edit(deal, json!({"tags": [tag]})).unwrap();
    let note: Id<Activity> = crm.create(json!({"kind": "note", "subject": "x", "links": [RecordRef::of(account)]}));
    crm.purge(account);
    assert!(crm.workspace.live(account).is_some());
    crm.trash(account).unwrap();
    crm.purge(account);
    assert!(crm.workspace.get(account).is_none());
    assert_eq!((crm.get(deal).account, crm.get(deal).tags.as_slice()), (None, &[tag][..]));
    assert!(crm.get(note).links.is_empty());
}

#[test]
fn t4_evidence_outlives_the_profile_that_wrote_it_down() {
    let mut crm = Crm::new();
    let alex = crm.profile("Alex");
    let account = crm.account("TechCorp");
    crm.actor = Some(alex);
    let deal = crm.deal(Some(account));
    crm.move_to(deal, "Closed won").unwrap();
    crm.actor = None;
    crm.trash(alex).unwrap();
    crm.purge(alex);
    assert_eq!((crm.get(account).evidence.len(), crm.get(account).evidence[0].by), (1, None));
}

#[test]
fn t5_what_the_rules_rest_on_stays() {
    let mut crm = Crm::new();
    let deal = crm.deal(None);
    let stage = crm.stage("Prospecting");
    let in_use = |record, by| Rejection::InUse { record, by };
    assert_eq!(crm.trash(stage).unwrap_err(), in_use(RecordRef::of(stage), 1));
    assert_eq!(crm.trash(Pipeline::SALES).unwrap_err(), in_use(RecordRef::of(Pipeline::SALES), 7));
    assert_eq!(crm.trash(Relationship::BUYER).unwrap_err(), in_use(RecordRef::of(Relationship::BUYER), 1));
    assert_eq!(crm.trash(Settings::THE).unwrap_err(), in_use(RecordRef::of(Settings::THE), 1));
    crm.trash(deal).unwrap();
    assert!(crm.trash(stage).is_err(), "the deal may come back");
    crm.purge(deal);
    crm.trash(stage).unwrap();
}

#[test]
fn a1_completing_dates_it_once_and_keeps_the_outcome() {
    let mut crm = Crm::new();
    let call: Id<Activity> = crm.create(json!({"kind": "call", "subject": "Hello", "due": "2026-11-21"}));
    let (done, complete) = (crm.now, |outcome| Command::CompleteActivity { activity: call, outcome });
    crm.must(complete(Outcome::Reached));
    crm.must(complete(Outcome::None));
    assert_eq!((crm.get(call).done_at, crm.get(call).outcome), (Some(done), Outcome::Reached));
}

#[test]
fn a1_reopening_makes_it_something_to_do_again() {
    let mut crm = Crm::new();
    let call: Id<Activity> = crm.create(json!({"kind": "call", "subject": "Hello"}));
    assert!(!crm.get(call).is_open());
    crm.must(Command::ReopenActivity { activity: call });
    assert!(crm.get(call).is_open());
}

#[test]
fn a2_a_call_that_reached_somebody_engages_the_lead_and_no_other() {
    let mut crm = Crm::new();
    let leads = [crm.lead("One"), crm.lead("Two"), crm.lead("Three")];
    let links = leads.map(RecordRef::of);
    let nurture = crm.workspace.status_of_phase(LeadPhase::Parked);
    crm.edit(leads[1], json!({"status": nurture})).unwrap();
    crm.trash(leads[2]).unwrap();
    let call: Id<Activity> =
        crm.create(json!({"kind": "call", "subject": "Hello", "due": "2026-11-21", "links": links}));
    assert_eq!(crm.phase(leads[0]), LeadPhase::New);
    crm.must(Command::CompleteActivity { activity: call, outcome: Outcome::Reached });
    assert_eq!(leads.map(|lead| crm.phase(lead)), [LeadPhase::Engaged, LeadPhase::Parked, LeadPhase::New]);
}

#[test]
fn a3_what_repeats_comes_again_once_it_is_done() {
    let mut crm = Crm::new();
    let lead = crm.lead("One");
    let fields = json!({
        "kind": "call", "subject": "Ask how it goes", "due": "2026-11-02", "repeats": "weekly", "priority": "high",
        "links": [RecordRef::of(lead)],
    });
    let call: Id<Activity> = crm.create(fields);
    crm.must(Command::CompleteActivity { activity: call, outcome: Outcome::NoAnswer });
    let done = crm.get(call).clone();
    assert_eq!((done.repeats, done.outcome), (Repeats::Never, Outcome::NoAnswer));
    let open: Vec<Activity> = crm.workspace.all::<Activity>().filter(|other| other.is_open()).cloned().collect();
    let [next] = open.as_slice() else { panic!("one comes next: {open:?}") };
    assert_eq!(next.due, Some("2026-11-23".parse().unwrap()), "the first Monday to come");
    assert_eq!((next.repeats, next.outcome, next.done_at), (Repeats::Weekly, Outcome::None, None));
    assert_eq!((&next.subject, &next.links, next.priority), (&done.subject, &done.links, done.priority));
    crm.must(Command::ReopenActivity { activity: call });
    crm.must(Command::CompleteActivity { activity: call, outcome: Outcome::None });
    assert_eq!(crm.workspace.all::<Activity>().count(), 2, "reopened and done again it makes no second one");
}

#[test]
fn a3_one_undo_takes_back_what_was_done_and_what_comes_next() {
    let mut crm = Crm::new();
    let task: Id<Activity> = crm.create(json!({"subject": "Pay", "due": "2026-11-21", "repeats": "daily"}));
    let before = crm.workspace.clone();
    crm.must(Command::CompleteActivity { activity: task, outcome: Outcome::None });
    assert_eq!(crm.workspace.all::<Activity>().count(), 2);
    crm.undo().unwrap();
    assert!(crm.workspace == before);
}

#[test]
fn a3_a_day_typed_into_done_counts_as_completing() {
    let mut crm = Crm::new();
    let task: Id<Activity> = crm.create(json!({"subject": "Pay", "due": "2026-11-30", "repeats": "monthly"}));
    crm.edit(task, json!({"done_at": "2026-11-21T09:00:00Z"})).unwrap();
    let next = crm.workspace.all::<Activity>().find(|other| other.is_open()).unwrap();
    assert_eq!(next.due, Some("2026-12-30".parse().unwrap()));
}

#[test]
fn a3_only_doing_it_counts_not_a_later_edit() {
    let mut crm = Crm::new();
    let imported = Activity {
        id: Id::builtin(0xfff1),
        subject: "Pay".to_owned(),
        due: "2026-11-02".parse().ok(),
        done_at: Some(crm.now),
        repeats: Repeats::Monthly,
        ..Activity::default()
    };
    import(&mut crm, imported.clone());
    crm.edit(imported.id, json!({"subject": "Pay the rent"})).unwrap();
    assert_eq!(crm.workspace.all::<Activity>().count(), 1);
    crm.edit(imported.id, json!({"repeats": "weekly"})).unwrap();
    assert_eq!(crm.workspace.all::<Activity>().count(), 2, "who says that it is done every week wants a next one");
}

#[test]
fn i4_what_a_file_says_is_done_comes_again() {
    let mut crm = Crm::new();
    let task: Id<Activity> = crm.create(json!({"subject": "Pay", "due": "2026-11-20", "repeats": "daily"}));
    let mut done = crm.get(task).clone();
    done.done_at = Some(crm.now);
    import(&mut crm, done.clone());
    let next = crm.workspace.all::<Activity>().find(|other| other.is_open()).unwrap();
    assert_eq!((next.due, next.repeats), ("2026-11-22".parse().ok(), Repeats::Daily));
    assert_eq!(crm.get(task).repeats, Repeats::Never);
    let came = crm.log.last().unwrap().clone();
    import(&mut crm, done);
    assert_eq!(crm.workspace.all::<Activity>().count(), 2, "the same file again makes no second one");
    assert_eq!(crm.get(task).repeats, Repeats::Never);
    assert_eq!(crm.revert(came), Ok(Vec::new()));
    assert!(crm.get(task).is_open() && crm.workspace.all::<Activity>().count() == 1);
}

#[test]
fn a3_what_comes_after_a_task_of_the_demo_goes_with_the_demo() {
    let mut crm = Crm::new();
    let mark = json!({relata::domain::sample::MARK: "task"});
    let task: Id<Activity> = crm.create(json!({"subject": "Pay", "due": "2026-11-21", "repeats": "daily"}));
    let mut marked = crm.get(task).clone();
    marked.set("external_ids", mark).unwrap();
    import(&mut crm, marked);
    crm.must(Command::CompleteActivity { activity: task, outcome: Outcome::None });
    assert!(
        crm.workspace
            .everything()
            .filter(|record| record.collection() == Collection::Activity)
            .all(relata::domain::sample::is_demo)
    );
}

#[test]
fn i1_an_import_keeps_the_dates_of_its_records() {
    let mut crm = Crm::new();
    let mut account = Account { id: Id::builtin(0xfff0), name: "Old".to_owned(), ..Account::default() };
    account.meta.created_at = "2001-02-03T04:05:06Z".parse().unwrap();
    account.meta.updated_at = account.meta.created_at;
    import(&mut crm, account.clone());
    assert_eq!(crm.get(account.id), &account);
    let before = Workspace::starter();
    crm.undo().unwrap();
    assert!(crm.workspace == before);
}

#[test]
fn i2_replacing_leaves_nothing_but_the_file() {
    let mut crm = Crm::new();
    crm.account("Mine");
    let mine = crm.workspace.clone();
    let mut other = Crm::new();
    other.now += chrono::Duration::days(1);
    other.contact("Theirs");
    let theirs = other.workspace;
    let records: Vec<Record> = Collection::ALL.iter().flat_map(|c| theirs.records(*c)).cloned().collect();
    crm.must(Command::Replace { name: "file.json".to_owned(), records });
    assert!(crm.workspace == theirs);
    crm.undo().unwrap();
    assert!(crm.workspace == mine);
}

#[test]
fn e13_of_the_saved_views_of_a_list_only_the_last_made_first_opens_first() {
    let mut crm = Crm::new();
    let view = |name: &str, list: &str| json!({"name": name, "list": list, "opens_first": true});
    let hot: Id<SavedView> = crm.create(view("Hot", "lead"));
    let deals: Id<SavedView> = crm.create(view("Large", "opportunity"));
    let new: Id<SavedView> = crm.create(view("New", "lead"));
    let first = |crm: &Crm, id| crm.workspace.get::<SavedView>(id).unwrap().opens_first;
    assert_eq!([hot, deals, new].map(|id| first(&crm, id)), [false, true, true]);
    crm.edit(hot, json!({"opens_first": true})).unwrap();
    assert_eq!([hot, deals, new].map(|id| first(&crm, id)), [true, true, false]);
    assert_eq!(
        problems(crm.refused(&create(Collection::SavedView, json!({})))),
        [("name".to_owned(), Problem::Required)]
    );
}
