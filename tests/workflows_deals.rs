//! Moving deals, what they make of accounts, persons who buy, and hand-overs,
//! rule by rule; the rules stand at the head of each file in `src/domain/workflow/`.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, clippy::expect_used, missing_docs)]

mod crm;

use crm::{Crm, TODAY, all_new, convert, emails, json};
use relata::domain::account::{Account, AccountKind, Basis, Lifecycle};
use relata::domain::activity::Activity;
use relata::domain::command::{CloseReason, Command, ConvertLead, Target};
use relata::domain::contact::Contact;
use relata::domain::id::Id;
use relata::domain::lead::{HandOverAnswer, Lead};
use relata::domain::opportunity::{Opportunity, ProbabilityOrigin};
use relata::domain::option::Relationship;
use relata::domain::pipeline::{Pipeline, StageKind};
use relata::domain::profile::Profile;
use relata::domain::record::RecordRef;
use relata::domain::workflow::{Rejection, needs_correction};

/// A customer by one deal, which is won.
fn customer(crm: &mut Crm) -> (Id<Account>, Id<Opportunity>) {
    let account = crm.account("TechCorp");
    let deal = crm.deal(Some(account));
    crm.move_to(deal, "Closed won").unwrap();
    (account, deal)
}

fn with_contact(crm: &mut Crm, contact: Id<Contact>) -> Id<Opportunity> {
    crm.create(json!({"name": "A deal", "contacts": [{"contact": contact, "primary": true}]}))
}

fn stands(crm: &Crm, account: Id<Account>) -> (Lifecycle, Option<chrono::NaiveDate>) {
    (crm.get(account).lifecycle, crm.get(account).customer_since)
}

const PROSPECT: (Lifecycle, Option<chrono::NaiveDate>) = (Lifecycle::Prospect, None);

#[test]
fn m1_every_stage_leaves_its_mark() {
    let mut crm = Crm::new();
    let deal = crm.deal(None);
    let now = crm.now;
    crm.move_to(deal, "Proposal").unwrap();
    let entered = crm.get(deal).stage_history.last().unwrap().clone();
    assert_eq!((entered.stage, entered.at, entered.probability), (crm.stage("Proposal"), now, 50));
    assert_eq!(entered.amount, crm.get(deal).amount);
}

#[test]
fn m1_moving_to_where_it_stands_changes_nothing() {
    let mut crm = Crm::new();
    let deal = crm.deal(None);
    assert!(crm.move_to(deal, "Prospecting").unwrap().changes.is_empty());
}

#[test]
fn m2_the_stage_sets_the_probability_unless_somebody_did() {
    let mut crm = Crm::new();
    let deal = crm.deal(None);
    crm.edit(deal, json!({"probability": 33})).unwrap();
    crm.move_to(deal, "Proposal").unwrap();
    assert_eq!(crm.get(deal).probability, 33);
    crm.move_to(deal, "Closed won").unwrap();
    assert_eq!((crm.get(deal).probability, crm.get(deal).probability_origin), (100, ProbabilityOrigin::Stage));
    crm.move_to(deal, "Proposal").unwrap();
    assert_eq!(crm.get(deal).probability, 50);
}

#[test]
fn m3_a_decided_deal_closed_today() {
    let mut crm = Crm::new();
    let deal = crm.deal(None);
    crm.lose(deal, "Too dear", None).unwrap();
    assert_eq!((crm.get(deal).closed_on, crm.get(deal).probability), (Some(TODAY), 0));
}

#[test]
fn m4_a_lost_deal_says_why() {
    let mut crm = Crm::new();
    let deal = crm.deal(None);
    assert_eq!(crm.move_to(deal, "Closed lost").unwrap_err(), Rejection::LossReasonNeeded);
    assert_eq!(crm.lose(deal, "  ", None).unwrap_err(), Rejection::LossReasonNeeded);
    let price = Some(Id::builtin(0x400));
    let (opportunity, stage) = (deal, crm.stage("Closed lost"));
    let close = Some(CloseReason { reason: price, note: String::new() });
    crm.must(Command::MoveOpportunity { opportunity, stage, close, correction: None });
    assert_eq!(crm.get(deal).reason, price);
}

#[test]
fn m5_a_won_deal_makes_its_account_a_customer() {
    let mut crm = Crm::new();
    let (account, _) = customer(&mut crm);
    assert_eq!(stands(&crm, account), (Lifecycle::Customer, Some(TODAY)));
}

#[test]
fn m6_leaving_the_won_stage_is_a_correction_where_nothing_else_shows_a_customer() {
    let mut crm = Crm::new();
    let (account, deal) = customer(&mut crm);
    assert_eq!(needs_correction(&crm.workspace, deal), Some(RecordRef::of(account)));
    let needed = Rejection::CorrectionNeeded { account: RecordRef::of(account) };
    assert_eq!(crm.lose(deal, "Cheque bounced", None).unwrap_err(), needed);
    crm.lose(deal, "Cheque bounced", Some("Was never paid")).unwrap();
    assert_eq!(stands(&crm, account), PROSPECT);
    let kept = &crm.get(account).evidence;
    assert_eq!(kept.len(), 1);
    assert_eq!(kept[0].basis, Basis::Correction { reason: "Was never paid".to_owned() });
}

#[test]
fn m6_two_wins_are_one_too_many_for_a_correction() {
    let mut crm = Crm::new();
    let (account, first) = customer(&mut crm);
    let second = crm.deal(Some(account));
    crm.today = "2026-11-25".parse().unwrap();
    crm.move_to(second, "Closed won").unwrap();
    assert_eq!(needs_correction(&crm.workspace, first), None);
    crm.move_to(first, "Proposal").unwrap();
    assert_eq!(stands(&crm, account), (Lifecycle::Customer, Some(crm.today)));
}

/// Somebody had said that the account is none; taking a win back then gave it
/// a day since which it is a customer.
#[test]
fn m6_taking_a_win_back_does_not_date_a_prospect() {
    let mut crm = Crm::new();
    let (account, first) = customer(&mut crm);
    let second = crm.deal(Some(account));
    crm.move_to(second, "Closed won").unwrap();
    let (lifecycle, reason) = (Lifecycle::Prospect, "Both were tests".to_owned());
    crm.must(Command::SetLifecycle { account, lifecycle, reason });
    crm.move_to(first, "Proposal").unwrap();
    assert_eq!(stands(&crm, account), PROSPECT);
}

#[test]
fn m7_a_reopened_deal_is_open_in_every_way() {
    let mut crm = Crm::new();
    let deal = crm.deal(None);
    crm.lose(deal, "Too dear", None).unwrap();
    crm.move_to(deal, "Negotiation").unwrap();
    let deal = crm.get(deal);
    assert_eq!((deal.closed_on, deal.reason, deal.reason_note.as_str(), deal.probability), (None, None, "", 80));
    assert_eq!(deal.stage_history.len(), 3);
}

#[test]
fn l1_winning_dates_the_customer_by_the_first_win_and_adds_buyer() {
    let mut crm = Crm::new();
    let account: Id<Account> = crm.create(json!({"name": "TechCorp", "relationships": []}));
    let fields =
        json!({"name": "Old", "account": account, "stage": crm.stage("Closed won"), "closed_on": "2020-05-05"});
    let deal: Id<Opportunity> = crm.create(fields);
    let first = Some("2020-05-05".parse().unwrap());
    assert_eq!(stands(&crm, account), (Lifecycle::Customer, first));
    assert_eq!(crm.get(account).relationships, [Relationship::BUYER]);
    assert_eq!(crm.get(account).evidence[0].basis, Basis::WonOpportunity { opportunity: deal });
    let second = crm.deal(Some(account));
    crm.move_to(second, "Closed won").unwrap();
    assert_eq!(stands(&crm, account), (Lifecycle::Customer, first));
}

#[test]
fn l2_a_customer_stays_one_when_a_deal_is_lost() {
    let mut crm = Crm::new();
    let (account, _) = customer(&mut crm);
    let other = crm.deal(Some(account));
    crm.lose(other, "Too dear", None).unwrap();
    assert_eq!(stands(&crm, account).0, Lifecycle::Customer);
}

#[test]
fn l3_a_win_without_an_account_makes_one_of_the_person_and_the_next_finds_it() {
    let mut crm = Crm::new();
    let contact: Id<Contact> = crm.create(json!({"first_name": "John", "last_name": "Doe"}));
    let deal = with_contact(&mut crm, contact);
    crm.move_to(deal, "Closed won").unwrap();
    let account = crm.get(deal).account.unwrap();
    assert_eq!((crm.get(account).kind, crm.get(account).name.as_str()), (AccountKind::Person, "John Doe"));
    assert_eq!(crm.get(account).person_contact, Some(contact));
    assert_eq!(stands(&crm, account), (Lifecycle::Customer, Some(TODAY)));
    let second = with_contact(&mut crm, contact);
    crm.move_to(second, "Closed won").unwrap();
    assert_eq!(crm.get(second).account, Some(account));
}

#[test]
fn l3_two_persons_made_accounts_at_once_have_two_numbers() {
    let mut crm = Crm::new();
    let deals = ["Doe", "Roe"].map(|name| {
        let contact = crm.contact(name);
        let deal = with_contact(&mut crm, contact);
        crm.trash(deal).unwrap();
        let mut won = crm.get(deal).clone();
        (won.stage, won.closed_on) = (Some(crm.stage("Closed won")), Some(TODAY));
        let records = vec![relata::domain::record::Stored::into_record(won)];
        crm.must(Command::Import { name: "old.json".to_owned(), records });
        deal
    });
    crm.must(Command::Restore { records: deals.map(RecordRef::of).to_vec() });
    let numbers = deals.map(|deal| crm.get(crm.get(deal).account.unwrap()).number.clone());
    assert_ne!(numbers[0], numbers[1]);
}

#[test]
fn l5_by_hand_needs_a_reason_and_keeps_it() {
    let mut crm = Crm::new();
    let account: Id<Account> = crm.create(json!({"name": "TechCorp", "relationships": []}));
    let by_hand = |lifecycle, reason: &str| Command::SetLifecycle { account, lifecycle, reason: reason.to_owned() };
    assert_eq!(crm.refused(&by_hand(Lifecycle::Customer, " ")), Rejection::ReasonNeeded);
    crm.must(by_hand(Lifecycle::Customer, "Paid in cash"));
    assert_eq!(stands(&crm, account), (Lifecycle::Customer, Some(TODAY)));
    assert!(crm.get(account).is_buyer());
    assert_eq!(crm.get(account).evidence[0].basis, Basis::ByHand { reason: "Paid in cash".to_owned() });
    crm.must(by_hand(Lifecycle::Prospect, "That was somebody else"));
    assert_eq!(stands(&crm, account), PROSPECT);
}

#[test]
fn l5_what_was_said_by_hand_outlives_a_win_taken_back() {
    let mut crm = Crm::new();
    let account = crm.account("TechCorp");
    let reason = "Paid in cash".to_owned();
    crm.must(Command::SetLifecycle { account, lifecycle: Lifecycle::Customer, reason });
    let deal = crm.deal(Some(account));
    crm.move_to(deal, "Closed won").unwrap();
    crm.move_to(deal, "Proposal").unwrap();
    assert_eq!(stands(&crm, account), (Lifecycle::Customer, Some(TODAY)));
}

/// A won deal was put on another account: the old one stayed a customer by it
/// and the new one stayed a prospect.
#[test]
fn l6_a_won_deal_takes_its_evidence_to_another_account() {
    let mut crm = Crm::new();
    let (wrong, deal) = customer(&mut crm);
    let right = crm.account("Other");
    crm.edit(deal, json!({"account": right})).unwrap();
    assert_eq!(stands(&crm, wrong), PROSPECT);
    assert_eq!(stands(&crm, right), (Lifecycle::Customer, Some(TODAY)));
    crm.undo().unwrap();
    assert_eq!((stands(&crm, wrong).0, stands(&crm, right)), (Lifecycle::Customer, PROSPECT));
}

#[test]
fn l6_a_deal_that_closed_on_another_day_dates_its_evidence_anew() {
    let mut crm = Crm::new();
    let (account, deal) = customer(&mut crm);
    crm.edit(deal, json!({"closed_on": "2026-10-01"})).unwrap();
    let day = "2026-10-01".parse().unwrap();
    assert_eq!(stands(&crm, account), (Lifecycle::Customer, Some(day)));
    assert_eq!((crm.get(account).evidence.len(), crm.get(account).evidence[0].on), (1, day));
}

#[test]
fn p1_a_person_account_made_by_a_form_gets_its_contact() {
    let mut crm = Crm::new();
    let phones = json!([{"kind": "work", "value": "+1 555 0100"}]);
    let account: Id<Account> = crm.create(
        json!({"name": "John van Doe", "kind": "person", "emails": emails(&["john@doe.example"]), "phones": phones}),
    );
    let account = crm.get(account);
    let contact = crm.get(account.person_contact.unwrap());
    assert_eq!((contact.first_name.as_str(), contact.last_name.as_str()), ("John van", "Doe"));
    assert_eq!((contact.emails.len(), contact.phones.len()), (1, 1));
    assert!(account.emails.is_empty() && account.phones.is_empty());
    assert!(contact.is_at(account.id));
}

#[test]
fn p2_renaming_either_renames_both() {
    let mut crm = Crm::new();
    let account: Id<Account> = crm.create(json!({"name": "John Doe", "kind": "person"}));
    let contact = crm.get(account).person_contact.unwrap();
    crm.edit(contact, json!({"last_name": "Roe"})).unwrap();
    assert_eq!(crm.get(account).name, "John Roe");
    crm.edit(account, json!({"name": "Jane Roe"})).unwrap();
    assert_eq!(crm.get(contact).first_name, "Jane");
}

#[test]
fn p3_an_address_typed_on_the_account_stands_on_the_contact() {
    let mut crm = Crm::new();
    let account: Id<Account> = crm.create(json!({"name": "John Doe", "kind": "person"}));
    let contact = crm.get(account).person_contact.unwrap();
    crm.edit(account, json!({"emails": emails(&["john@doe.example"])})).unwrap();
    assert_eq!((crm.get(account).emails.len(), crm.get(contact).emails.len()), (0, 1));
}

#[test]
fn p4_the_contact_cannot_leave_the_account_it_is() {
    let mut crm = Crm::new();
    let account: Id<Account> = crm.create(json!({"name": "John Doe", "kind": "person"}));
    let contact = crm.get(account).person_contact.unwrap();
    crm.edit(contact, json!({"accounts": []})).unwrap();
    assert!(crm.get(contact).is_at(account));
}

#[test]
fn p5_an_organisation_is_nobody() {
    let mut crm = Crm::new();
    let account: Id<Account> = crm.create(json!({"name": "John Doe", "kind": "person"}));
    crm.edit(account, json!({"kind": "organization", "name": "Doe Ltd."})).unwrap();
    assert_eq!((crm.get(account).person_contact, crm.get(account).name.as_str()), (None, "Doe Ltd."));
}

/// A lead of Sam, converted and handed over to Alex.
fn handed_over(crm: &mut Crm, account: Target<Account>) -> (Id<Lead>, Id<Profile>, Id<Profile>) {
    let (sam, alex) = (crm.profile("Sam"), crm.profile("Alex"));
    let lead = crm.lead("TechCorp");
    crm.edit(lead, json!({"owner": sam})).unwrap();
    crm.create::<Activity>(json!({"subject": "Send prices", "owner": sam, "links": [RecordRef::of(lead)]}));
    crm.must(convert(ConvertLead { account, hand_over: Some((alex, String::new())), ..all_new(lead) }));
    (lead, sam, alex)
}

fn answer(lead: Id<Lead>, answer: HandOverAnswer, note: &str) -> Command {
    Command::AnswerHandOver { lead, answer, note: note.to_owned() }
}

fn owners(crm: &Crm, lead: Id<Lead>) -> [Option<Id<Profile>>; 4] {
    let became = crm.get(lead).conversion.clone().unwrap();
    let task = crm.workspace.activities_about(RecordRef::of(lead)).next().unwrap();
    let (account, contact) = (crm.get(became.account.unwrap()).owner, crm.get(became.contact.unwrap()).owner);
    [account, contact, crm.get(became.opportunity.unwrap()).owner, task.owner]
}

#[test]
fn h1_returning_needs_a_note_and_gives_all_of_it_back() {
    let mut crm = Crm::new();
    let (lead, sam, alex) = handed_over(&mut crm, Target::New(serde_json::Map::new()));
    assert_eq!(owners(&crm, lead), [Some(alex); 4]);
    assert_eq!(crm.refused(&answer(lead, HandOverAnswer::Returned, " ")), Rejection::ReasonNeeded);
    crm.must(answer(lead, HandOverAnswer::Returned, "Not my region"));
    assert_eq!(owners(&crm, lead), [Some(sam); 4]);
    let answered = crm.get(lead).conversion.clone().unwrap().hand_over.unwrap();
    assert_eq!((answered.answer, answered.answer_note.as_str()), (HandOverAnswer::Returned, "Not my region"));
}

/// The account had been Alex's all along and went to Sam with the rest.
#[test]
fn h1_what_was_the_receivers_before_stays_so() {
    let mut crm = Crm::new();
    let account = crm.account("TechCorp");
    let (lead, sam, alex) = handed_over(&mut crm, Target::Existing(account));
    crm.edit(account, json!({"owner": alex})).unwrap();
    crm.must(answer(lead, HandOverAnswer::Returned, "Not my region"));
    assert_eq!(owners(&crm, lead), [Some(alex), Some(sam), Some(sam), Some(sam)]);
}

#[test]
fn h2_what_was_returned_may_be_accepted_after_all() {
    let mut crm = Crm::new();
    let (lead, _, alex) = handed_over(&mut crm, Target::New(serde_json::Map::new()));
    crm.must(answer(lead, HandOverAnswer::Returned, "Not my region"));
    crm.must(answer(lead, HandOverAnswer::Accepted, ""));
    assert_eq!(owners(&crm, lead), [Some(alex); 4]);
}

#[test]
fn h3_what_went_to_a_third_person_stays_there() {
    let mut crm = Crm::new();
    let (lead, sam, _) = handed_over(&mut crm, Target::New(serde_json::Map::new()));
    let kim = crm.profile("Kim");
    let account = crm.get(lead).conversion.clone().unwrap().account.unwrap();
    crm.edit(account, json!({"owner": kim})).unwrap();
    crm.must(answer(lead, HandOverAnswer::Returned, "Not my region"));
    assert_eq!(owners(&crm, lead), [Some(kim), Some(sam), Some(sam), Some(sam)]);
}

#[test]
fn the_starting_pipeline_has_open_won_and_lost_stages() {
    let crm = Crm::new();
    let kinds: Vec<StageKind> = crm.workspace.stages(Pipeline::SALES).iter().map(|stage| stage.kind).collect();
    assert_eq!(kinds.iter().filter(|kind| **kind == StageKind::Open).count(), 5);
    assert_eq!(&kinds[5..], [StageKind::Won, StageKind::Lost]);
}
