//! **Which is it?**: what the answers come to, held against the statements of
//! the source documents, and how each verdict is filed; the rules stand at the
//! heads of `src/domain/which.rs` and `src/domain/workflow/file_as.rs`.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, clippy::expect_used, missing_docs)]

mod crm;

use crm::{Crm, emails, json};
use relata::domain::account::{Account, AccountKind, Basis, Lifecycle};
use relata::domain::command::{Command, Filing};
use relata::domain::contact::{Contact, ContactKind};
use relata::domain::day::Quarter;
use relata::domain::id::Id;
use relata::domain::lead::{Lead, Rating};
use relata::domain::opportunity::{Opportunity, OpportunityKind};
use relata::domain::option::{LeadPhase, Relationship};
use relata::domain::record::{Collection, RecordRef, Stored};
use relata::domain::validate::Problem;
use relata::domain::which::{Answers, Question, Standing, Talk, Verdict, asked, verdict};
use relata::domain::workflow::Rejection;

const STANDINGS: [Standing; 5] =
    [Standing::MightBuy, Standing::HasBought, Standing::Other, Standing::Recommends, Standing::Acquaintance];
const CHECKED: [Option<bool>; 3] = [None, Some(false), Some(true)];
const TALKS: [Option<Talk>; 4] = [None, Some(Talk::OneWay), Some(Talk::Answered), Some(Talk::Deal)];

fn all_answers() -> Vec<Answers> {
    let standings = STANDINGS.map(Some).into_iter().chain([None]);
    let pairs = standings.flat_map(|standing| CHECKED.map(|checked| (standing, checked)));
    pairs.flat_map(|(standing, checked)| TALKS.map(|talk| Answers { standing, checked, talk })).collect()
}

fn might_buy(checked: bool, talk: Talk) -> Verdict {
    verdict(Answers { standing: Some(Standing::MightBuy), checked: Some(checked), talk: Some(talk) }).unwrap()
}

fn has_bought(checked: Option<bool>, talk: Talk) -> Verdict {
    verdict(Answers { standing: Some(Standing::HasBought), checked, talk: Some(talk) }).unwrap()
}

#[test]
fn at_most_three_questions_lead_to_a_verdict_and_none_is_asked_in_vain() {
    for answers in all_answers() {
        let asked = asked(answers);
        assert!(asked.len() <= 3 && asked[0] == Question::Standing, "{answers:?}");
        let open = asked.iter().any(|question| match question {
            Question::Standing => answers.standing.is_none(),
            Question::Checked => answers.checked.is_none(),
            Question::Talk => answers.talk.is_none(),
            Question::Relationship => false,
        });
        assert_eq!(verdict(answers).is_none(), open, "{answers:?}");
    }
}

#[test]
fn every_verdict_is_reached() {
    let reached: Vec<Verdict> = all_answers().into_iter().filter_map(verdict).collect();
    for verdict in Verdict::ALL {
        assert!(reached.contains(&verdict), "{verdict:?}");
    }
}

#[test]
fn r35_unverified_information_and_unverified_intent_are_a_lead() {
    assert_eq!(might_buy(false, Talk::OneWay), Verdict::Lead);
}

#[test]
fn r50_what_nobody_checked_never_reaches_accounts_or_forecasts_however_keen() {
    for talk in [Talk::OneWay, Talk::Answered, Talk::Deal] {
        assert!(might_buy(false, talk).is_lead(), "{talk:?}");
    }
}

#[test]
fn r51_c5_a_lead_that_answered_is_engaged_and_no_prospect_yet() {
    assert_eq!(might_buy(false, Talk::Answered), Verdict::EngagedLead);
}

#[test]
fn r4_r24_c3_c11_a_checked_party_is_a_prospect_account_answered_or_not() {
    // S4 wishes to market to it, S1 deals with it, S2 starts at the account: all three are accounts.
    assert_eq!(might_buy(true, Talk::OneWay), Verdict::Prospect);
    assert_eq!(might_buy(true, Talk::Answered), Verdict::Prospect);
}

#[test]
fn r65_an_opportunity_is_vetted_and_has_something_to_win() {
    assert_eq!(might_buy(true, Talk::Deal), Verdict::Deal);
    assert_eq!(might_buy(false, Talk::Deal), Verdict::HotLead);
}

#[test]
fn r5_r15_c4_c10_who_has_bought_is_a_customer_whatever_else_is_said() {
    for checked in CHECKED {
        assert_eq!(has_bought(checked, Talk::OneWay), Verdict::Customer);
        assert_eq!(has_bought(checked, Talk::Answered), Verdict::Customer);
        // S2's "verified information in contact with the dealer", without a purchase, is none.
        let unbought = Answers { standing: Some(Standing::MightBuy), checked, talk: Some(Talk::Answered) };
        assert!(verdict(unbought).is_none_or(|verdict| !verdict.has_bought()));
    }
}

#[test]
fn r66_a_customer_who_wants_more_is_repeat_business() {
    assert_eq!(has_bought(None, Talk::Deal), Verdict::RepeatDeal);
}

#[test]
fn r17_r21_c1_partners_suppliers_and_the_press_are_accounts_and_no_leads() {
    let other = Answers { standing: Some(Standing::Other), ..Answers::default() };
    assert_eq!(verdict(other), Some(Verdict::NotABuyer));
}

#[test]
fn r34_who_recommends_us_or_is_known_in_person_is_a_contact() {
    let known = |standing| verdict(Answers { standing: Some(standing), ..Answers::default() });
    assert_eq!(known(Standing::Recommends), Some(Verdict::Referrer));
    assert_eq!(known(Standing::Acquaintance), Some(Verdict::Acquaintance));
}

// ---- filing

fn filing(verdict: Verdict, person: &str, company: &str) -> Filing {
    let email = if person.is_empty() { "office@acme.example" } else { "jane@acme.example" };
    Filing {
        verdict,
        relationship: None,
        person: person.to_owned(),
        company: company.to_owned(),
        email: email.to_owned(),
        account: None,
    }
}

fn file(crm: &mut Crm, filing: Filing) -> RecordRef {
    crm.must(Command::FileAs(Box::new(filing))).focus.unwrap()
}

fn filed<T: Stored>(crm: &mut Crm, filing: Filing) -> T {
    let record = file(crm, filing);
    crm.get(record.id_of::<T>().unwrap_or_else(|| panic!("{record:?}"))).clone()
}

fn only<T: Stored + 'static>(crm: &Crm) -> T {
    let all: Vec<&T> = crm.workspace.all::<T>().collect();
    assert_eq!(all.len(), 1);
    all[0].clone()
}

fn supplier(crm: &Crm) -> Id<Relationship> {
    crm.workspace.all::<Relationship>().find(|relationship| relationship.name == "Supplier").unwrap().id
}

#[test]
fn w1_a_lead_holds_what_was_said() {
    let mut crm = Crm::new();
    let lead: Lead = filed(&mut crm, filing(Verdict::Lead, "Jane van Doe", "Acme"));
    assert_eq!((lead.first_name.as_str(), lead.last_name.as_str(), lead.company.as_str()), ("Jane van", "Doe", "Acme"));
    assert_eq!(lead.emails[0].value, "jane@acme.example");
    assert_eq!(crm.workspace.lead_phase(lead.status), LeadPhase::New);
    assert_eq!((lead.rating, crm.workspace.all::<Account>().count()), (None, 0));
}

#[test]
fn w1_a_lead_that_answered_is_engaged_and_one_that_wants_to_buy_is_hot() {
    let mut crm = Crm::new();
    let engaged: Lead = filed(&mut crm, filing(Verdict::EngagedLead, "", "Acme"));
    assert_eq!((crm.workspace.lead_phase(engaged.status), engaged.rating), (LeadPhase::Engaged, None));
    let hot: Lead = filed(&mut crm, filing(Verdict::HotLead, "", "Acme"));
    assert_eq!((crm.workspace.lead_phase(hot.status), hot.rating), (LeadPhase::Engaged, Some(Rating::Hot)));
}

#[test]
fn w1_c11_a_lead_at_a_known_account_has_it_as_its_candidate() {
    let mut crm = Crm::new();
    let account = crm.account("Acme");
    let filing = Filing { account: Some(account), ..filing(Verdict::Lead, "Jane Doe", "Acme") };
    assert_eq!(filed::<Lead>(&mut crm, filing).candidate_account, Some(account));
}

#[test]
fn w2_c2_a_company_is_an_organization_and_an_individual_a_person_account() {
    let mut crm = Crm::new();
    let company: Account = filed(&mut crm, filing(Verdict::Prospect, "", "Acme"));
    assert_eq!((company.kind, company.lifecycle), (AccountKind::Organization, Lifecycle::Prospect));
    assert_eq!((company.emails[0].value.as_str(), company.is_buyer()), ("office@acme.example", true));

    let person: Account = filed(&mut crm, filing(Verdict::Customer, "John Doe", ""));
    assert_eq!(
        (person.kind, person.lifecycle, person.name.as_str()),
        (AccountKind::Person, Lifecycle::Customer, "John Doe")
    );
    let john = crm.get(person.person_contact.unwrap());
    assert!(john.is_at(person.id) && person.emails.is_empty());
    assert_eq!(john.emails[0].value, "jane@acme.example");
}

#[test]
fn w2_w4_c6_the_person_is_a_qualified_contact_of_the_company() {
    let mut crm = Crm::new();
    let account: Account = filed(&mut crm, filing(Verdict::Prospect, "Doe, Jane", "Acme"));
    let jane: Contact = only(&crm);
    assert_eq!((jane.first_name.as_str(), jane.last_name.as_str()), ("Jane", "Doe"));
    assert!(jane.is_at(account.id) && jane.qualified.is_some() && account.emails.is_empty());
}

#[test]
fn w3_a_referrer_needs_no_account_and_their_company_is_no_buyer() {
    let mut crm = Crm::new();
    let alone: Contact = filed(&mut crm, filing(Verdict::Acquaintance, "Al One", ""));
    assert_eq!((alone.kind, alone.accounts.len()), (ContactKind::Personal, 0));
    let referrer: Contact = filed(&mut crm, filing(Verdict::Referrer, "Jane Doe", "Acme"));
    assert_eq!((referrer.kind, referrer.qualified.is_none()), (ContactKind::Referrer, true));
    let account: Account = only(&crm);
    assert!(referrer.is_at(account.id) && !account.is_buyer());
}

#[test]
fn c1_who_is_no_buyer_has_the_relationship_that_was_chosen_and_no_other() {
    let mut crm = Crm::new();
    let relationship = Some(supplier(&crm));
    let account: Account =
        filed(&mut crm, Filing { relationship, ..filing(Verdict::NotABuyer, "Jane Doe", "Paper Ltd") });
    assert_eq!((account.relationships, account.lifecycle), (vec![supplier(&crm)], Lifecycle::Prospect));
    assert_eq!(only::<Contact>(&crm).qualified, None);
}

#[test]
fn w5_an_account_that_is_there_gains_what_is_new_and_keeps_the_rest() {
    let mut crm = Crm::new();
    let account: Id<Account> = crm.create(json!({"name": "Acme", "relationships": [supplier(&crm)]}));
    let known = |verdict| Filing { account: Some(account), ..filing(verdict, "Jane Doe", "Acme") };
    assert_eq!(file(&mut crm, known(Verdict::Customer)), RecordRef::of(account));
    let after = only::<Account>(&crm);
    assert_eq!(after.lifecycle, Lifecycle::Customer);
    assert_eq!(after.relationships, [supplier(&crm), Relationship::BUYER]);
    assert!(matches!(after.evidence[0].basis, Basis::ByHand { .. }));
    assert!(only::<Contact>(&crm).is_at(account));
}

#[test]
fn w5_the_person_of_a_person_account_is_its_contact_and_not_made_again() {
    let mut crm = Crm::new();
    let account: Id<Account> =
        crm.create(json!({"name": "John Doe", "kind": "person", "emails": emails(&["john@doe.example"])}));
    let john = crm.get(account).person_contact.unwrap();
    let known = |verdict, email: &str| Filing {
        account: Some(account),
        email: email.to_owned(),
        ..filing(verdict, "John Doe", "")
    };
    assert_eq!(file(&mut crm, known(Verdict::Customer, "john@work.example")), RecordRef::of(account));
    let after = only::<Contact>(&crm);
    assert_eq!((after.id, after.qualified.is_some()), (john, true));
    assert_eq!(after.get("emails").unwrap(), emails(&["john@doe.example", "john@work.example"]));
    assert_eq!(only::<Account>(&crm).lifecycle, Lifecycle::Customer);

    let deal: Opportunity = filed(&mut crm, known(Verdict::RepeatDeal, " JOHN@work.example"));
    assert_eq!((deal.account, deal.primary_contact()), (Some(account), Some(john)));
    let later = only::<Contact>(&crm);
    assert_eq!((later.emails, later.qualified), (after.emails, after.qualified), "as it was");
}

#[test]
fn w6_a_deal_bears_the_accounts_name_and_closes_this_quarter() {
    let mut crm = Crm::new();
    let deal: Opportunity = filed(&mut crm, filing(Verdict::Deal, "Jane Doe", "Acme"));
    let (account, jane): (Account, Contact) = (only(&crm), only(&crm));
    assert_eq!((deal.name.as_str(), deal.account, deal.primary_contact()), ("Acme", Some(account.id), Some(jane.id)));
    assert_eq!((deal.kind, account.lifecycle), (OpportunityKind::New, Lifecycle::Prospect));
    assert_eq!(deal.expected_close, Some(Quarter::of(crm.today, 1).last));
    let repeat: Opportunity =
        filed(&mut crm, Filing { account: Some(account.id), ..filing(Verdict::RepeatDeal, "", "") }.without_email());
    assert_eq!((repeat.kind, repeat.account), (OpportunityKind::Repeat, Some(account.id)));
}

trait WithoutEmail {
    fn without_email(self) -> Self;
}

impl WithoutEmail for Filing {
    fn without_email(self) -> Self {
        Self { email: String::new(), ..self }
    }
}

#[test]
fn w7_what_is_refused_in_one_step_refuses_the_whole() {
    let crm = Crm::new();
    let problem = |filing: Filing| match crm.refused(&Command::FileAs(Box::new(filing))) {
        Rejection::Invalid(errors) => (errors[0].field.clone(), errors[0].problem.clone()),
        other => panic!("{other:?}"),
    };
    let misspelt = Filing { email: "nobody".to_owned(), ..filing(Verdict::Deal, "Jane Doe", "Acme") };
    assert_eq!(problem(misspelt), ("emails".to_owned(), Problem::NotAnEmail));
    for verdict in Verdict::ALL {
        assert_eq!(problem(filing(verdict, " ", "")).0, "name", "{verdict:?}");
    }
    assert_eq!(problem(filing(Verdict::Referrer, "", "Acme")).1, Problem::Required);
}

#[test]
fn filing_is_one_change_named_by_what_it_made() {
    let mut crm = Crm::new();
    let decision = crm.must(Command::FileAs(Box::new(filing(Verdict::Deal, "Jane Doe", "Acme"))));
    assert_eq!((decision.label.subject.as_str(), decision.label.collection), ("Acme", Some(Collection::Opportunity)));
    assert_eq!(crm.log.len(), 1, "one step to undo");
    assert_eq!(emails(&["jane@acme.example"]), only::<Contact>(&crm).get("emails").unwrap());
}
