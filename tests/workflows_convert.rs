//! Converting a lead, rule by rule; the rules stand at the head of
//! `src/domain/workflow/convert_lead/mod.rs`.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, clippy::expect_used, missing_docs)]

mod crm;

use crm::{Crm, TODAY, all_new, convert, emails, json, map};
use relata::domain::account::{Account, AccountKind, Lifecycle};
use relata::domain::activity::Activity;
use relata::domain::command::{Command, ConvertLead, Flip, Target};
use relata::domain::contact::Contact;
use relata::domain::id::Id;
use relata::domain::lead::{Conversion, HandOverAnswer, Lead};
use relata::domain::money::{Currency, Money};
use relata::domain::opportunity::{Opportunity, OpportunityKind};
use relata::domain::option::{LeadPhase, Tag};
use relata::domain::record::{Collection, RecordRef};
use relata::domain::validate::Problem;
use relata::domain::workflow::Rejection;
use relata::domain::workflow::convert_lead::{preview, suggest};

/// Converts and says what the lead became.
fn converted(crm: &mut Crm, input: ConvertLead) -> (Id<Account>, Id<Contact>, Id<Opportunity>) {
    let became = conversion(crm, input);
    (became.account.unwrap_or_default(), became.contact.unwrap_or_default(), became.opportunity.unwrap_or_default())
}

fn conversion(crm: &mut Crm, input: ConvertLead) -> Conversion {
    let lead = input.lead;
    crm.must(convert(input));
    crm.get(lead).conversion.clone().unwrap()
}

fn only_contact(lead: Id<Lead>) -> ConvertLead {
    ConvertLead { account: Target::None, opportunity: Target::None, ..all_new(lead) }
}

fn into_account(lead: Id<Lead>, account: Id<Account>) -> ConvertLead {
    ConvertLead { account: Target::Existing(account), ..all_new(lead) }
}

fn flip(collection: Collection, field: &str) -> Vec<Flip> {
    vec![Flip { collection, field: field.to_owned() }]
}

#[test]
fn cv1_a_conversion_into_nothing_is_refused() {
    let mut crm = Crm::new();
    let lead = crm.lead("TechCorp");
    let nothing = ConvertLead { contact: Target::None, ..only_contact(lead) };
    assert_eq!(crm.refused(&convert(nothing)), Rejection::NothingToConvertTo);
}

#[test]
fn cv1_one_of_the_three_is_enough() {
    let mut crm = Crm::new();
    let lead = crm.lead("TechCorp");
    let became = conversion(&mut crm, only_contact(lead));
    assert_eq!((became.account, became.opportunity), (None, None));
    assert_eq!(crm.get(became.contact.unwrap()).title(), "John Doe");
}

#[test]
fn cv2_an_existing_account_keeps_what_it_has_and_gains_what_it_lacks() {
    let mut crm = Crm::new();
    let account = crm.create(json!({"name": "TechCorp Inc.", "industry": "Software"}));
    let lead = crm.lead("TechCorp");
    crm.edit(lead, json!({"industry": "Retail", "employees": 40})).unwrap();
    crm.must(convert(into_account(lead, account)));
    let account = crm.get(account);
    assert_eq!((account.name.as_str(), account.industry.as_str()), ("TechCorp Inc.", "Software"));
    assert_eq!(account.employees, Some(40));
}

#[test]
fn cv2_a_flipped_field_goes_the_other_way() {
    let mut crm = Crm::new();
    let account = crm.create(json!({"name": "TechCorp", "industry": "Software"}));
    let lead = crm.lead("TechCorp");
    crm.edit(lead, json!({"industry": "Retail", "employees": 40})).unwrap();
    let mut flips = flip(Collection::Account, "industry");
    flips.extend(flip(Collection::Account, "employees"));
    crm.must(convert(ConvertLead { flips, ..into_account(lead, account) }));
    assert_eq!((crm.get(account).industry.as_str(), crm.get(account).employees), ("Retail", None));
}

#[test]
fn cv2_a_flipped_list_gains_and_loses_nothing() {
    let mut crm = Crm::new();
    let contact: Id<Contact> = crm.create(json!({"last_name": "Doe", "emails": emails(&["doe@home.example"])}));
    let lead = crm.lead("TechCorp");
    let into = ConvertLead { contact: Target::Existing(contact), ..all_new(lead) };
    let flipped = ConvertLead { flips: flip(Collection::Contact, "emails"), ..into };
    crm.must(convert(flipped));
    let addresses: Vec<&str> = crm.get(contact).emails.iter().map(|email| email.value.as_str()).collect();
    assert_eq!(addresses, ["doe@home.example", "john@techcorp.example"]);
}

#[test]
fn cv2_tags_unite_and_ids_elsewhere_are_added_where_there_is_room() {
    let mut crm = Crm::new();
    let (one, two): (Id<Tag>, Id<Tag>) = (crm.create(json!({"name": "One"})), crm.create(json!({"name": "Two"})));
    let contact: Id<Contact> = crm.create(json!({"last_name": "Doe", "tags": [one], "external_ids": {"hubspot": "1"}}));
    let lead = crm.lead("TechCorp");
    crm.edit(lead, json!({"tags": [one, two], "external_ids": {"hubspot": "2", "salesforce": "3"}})).unwrap();
    crm.must(convert(ConvertLead { contact: Target::Existing(contact), ..all_new(lead) }));
    let contact = crm.get(contact);
    assert_eq!(contact.tags, [one, two]);
    assert_eq!(contact.external_ids.values().collect::<Vec<_>>(), ["1", "3"]);
}

#[test]
fn cv2_who_does_not_want_to_be_called_is_not_called_under_another_name_either() {
    let mut crm = Crm::new();
    let contact = crm.contact("Doe");
    let lead = crm.lead("TechCorp");
    crm.edit(lead, json!({"do_not_call": true})).unwrap();
    crm.must(convert(ConvertLead { contact: Target::Existing(contact), ..all_new(lead) }));
    assert!(crm.get(contact).do_not_call);
}

#[test]
fn cv3_a_new_opportunity_is_complete_without_a_word_typed() {
    let mut crm = Crm::new();
    let lead = crm.lead("TechCorp");
    crm.edit(lead, json!({"estimated_amount": {"minor": 500, "currency": "EUR"}, "needs": "Reports", "budget": "5"}))
        .unwrap();
    let (account, contact, deal) = converted(&mut crm, all_new(lead));
    let deal = crm.get(deal);
    assert_eq!((deal.name.as_str(), deal.account, deal.primary_contact()), ("TechCorp", Some(account), Some(contact)));
    assert_eq!(deal.expected_close, Some("2026-12-31".parse().unwrap()));
    assert_eq!(deal.amount, Some(Money::new(500, Currency::EUR)));
    assert_eq!((deal.probability, deal.stage_history.len()), (10, 1));
    assert_eq!(deal.description, "Needs: Reports\nBudget: 5");
    assert_eq!((deal.origin_lead, deal.kind), (Some(lead), OpportunityKind::New));
}

#[test]
fn cv3_the_quarter_is_that_of_the_fiscal_year() {
    let mut crm = Crm::new();
    crm.edit(relata::domain::settings::Settings::THE, json!({"fiscal_year_start": 2})).unwrap();
    let lead = crm.lead("TechCorp");
    let (_, _, deal) = converted(&mut crm, all_new(lead));
    assert_eq!(crm.get(deal).expected_close, Some("2027-01-31".parse().unwrap()));
}

#[test]
fn cv3_the_form_has_the_last_word() {
    let mut crm = Crm::new();
    let lead = crm.lead("TechCorp");
    let stage = crm.stage("Proposal");
    let typed = json!({"name": "Analytics", "expected_close": "2027-03-01", "stage": stage});
    let (_, _, deal) = converted(&mut crm, ConvertLead { opportunity: Target::New(map(typed)), ..all_new(lead) });
    let deal = crm.get(deal);
    assert_eq!((deal.name.as_str(), deal.stage, deal.probability), ("Analytics", Some(stage), 50));
    assert_eq!(deal.expected_close, Some("2027-03-01".parse().unwrap()));
}

#[test]
fn cv3_an_existing_opportunity_gains_the_person_and_the_account() {
    let mut crm = Crm::new();
    let deal = crm.deal(None);
    let lead = crm.lead("TechCorp");
    let (account, contact, _) =
        converted(&mut crm, ConvertLead { opportunity: Target::Existing(deal), ..all_new(lead) });
    assert_eq!((crm.get(deal).account, crm.get(deal).primary_contact()), (Some(account), Some(contact)));
    assert_eq!(crm.get(deal).name, "A deal");
}

#[test]
fn cv3_who_has_bought_before_buys_again() {
    let mut crm = Crm::new();
    let account = crm.account("TechCorp");
    let won = crm.deal(Some(account));
    crm.move_to(won, "Closed won").unwrap();
    let lead = crm.lead("TechCorp");
    let (_, _, deal) = converted(&mut crm, into_account(lead, account));
    assert_eq!(crm.get(deal).kind, OpportunityKind::Repeat);
}

#[test]
fn cv3_a_deal_won_on_the_spot_makes_its_person_a_customer() {
    let mut crm = Crm::new();
    let lead = crm.lead("");
    let typed = map(json!({"stage": crm.stage("Closed won")}));
    let (account, contact, _) = converted(&mut crm, ConvertLead { opportunity: Target::New(typed), ..all_new(lead) });
    let account = crm.get(account);
    assert_eq!((account.kind, account.lifecycle), (AccountKind::Person, Lifecycle::Customer));
    assert_eq!((account.customer_since, account.person_contact), (Some(TODAY), Some(contact)));
}

#[test]
fn cv4_activities_keep_their_dates_and_are_about_all_four() {
    let mut crm = Crm::new();
    let lead = crm.lead("TechCorp");
    let call: Id<Activity> = crm.create(
        json!({"kind": "call", "subject": "Hello", "at": "2026-01-02T03:04:05Z", "links": [RecordRef::of(lead)]}),
    );
    let before = crm.get(call).clone();
    let (account, contact, deal) = converted(&mut crm, all_new(lead));
    let after = crm.get(call);
    for link in [RecordRef::of(lead), RecordRef::of(account), RecordRef::of(contact), RecordRef::of(deal)] {
        assert!(after.is_about(link), "{link}");
    }
    assert_eq!((after.at, after.due, after.done_at), (before.at, before.due, before.done_at));
}

#[test]
fn cv5_a_converted_lead_is_read_only() {
    let mut crm = Crm::new();
    let lead = crm.lead("TechCorp");
    crm.must(convert(all_new(lead)));
    let refused = Rejection::AlreadyConverted(RecordRef::of(lead));
    assert_eq!(crm.refused(&convert(all_new(lead))), refused);
    assert_eq!(crm.edit(lead, json!({"company": "Other"})).unwrap_err(), refused);
    assert_eq!(crm.phase(lead), LeadPhase::Converted);
}

#[test]
fn cv6_new_records_belong_to_the_owner_of_the_lead() {
    let mut crm = Crm::new();
    let sdr = crm.profile("Sam");
    let lead = crm.lead("TechCorp");
    crm.edit(lead, json!({"owner": sdr})).unwrap();
    let (account, contact, deal) = converted(&mut crm, all_new(lead));
    assert_eq!([crm.get(account).owner, crm.get(contact).owner, crm.get(deal).owner], [Some(sdr); 3]);
}

#[test]
fn cv6_handed_over_they_and_the_open_activities_belong_to_the_receiver() {
    let mut crm = Crm::new();
    let (sdr, ae) = (crm.profile("Sam"), crm.profile("Alex"));
    let lead = crm.lead("TechCorp");
    crm.edit(lead, json!({"owner": sdr})).unwrap();
    let links = json!([RecordRef::of(lead)]);
    let task: Id<Activity> = crm.create(json!({"subject": "Send prices", "owner": sdr, "links": links}));
    let note: Id<Activity> = crm.create(json!({"kind": "note", "subject": "Said hello", "owner": sdr, "links": links}));
    let became = conversion(&mut crm, ConvertLead { hand_over: Some((ae, " Hot ".to_owned())), ..all_new(lead) });
    assert_eq!(crm.get(became.account.unwrap()).owner, Some(ae));
    assert_eq!((crm.get(task).owner, crm.get(note).owner, crm.get(lead).owner), (Some(ae), Some(sdr), Some(sdr)));
    let hand_over = became.hand_over.unwrap();
    assert_eq!((hand_over.from, hand_over.to, hand_over.note.as_str()), (Some(sdr), ae, "Hot"));
    assert_eq!(hand_over.answer, HandOverAnswer::Waiting);
}

#[test]
fn cv7_taking_it_back_restores_the_workspace_exactly() {
    let mut crm = Crm::new();
    let tag: Id<Tag> = crm.create(json!({"name": "Fair"}));
    let account = crm.create(json!({"name": "TechCorp"}));
    let lead = crm.lead("TechCorp");
    crm.edit(lead, json!({"tags": [tag], "employees": 40})).unwrap();
    let task: Id<Activity> = crm.create(json!({"subject": "Call", "links": [RecordRef::of(lead)]}));
    crm.trash(task).unwrap();
    let before = crm.workspace.clone();
    crm.must(convert(into_account(lead, account)));
    assert_eq!(crm.undo().unwrap(), []);
    assert!(crm.workspace == before);
}

#[test]
fn cv7_what_was_edited_since_stays_and_is_named() {
    let mut crm = Crm::new();
    let lead = crm.lead("TechCorp");
    let (account, contact, deal) = converted(&mut crm, all_new(lead));
    let conversion = crm.log.last().unwrap().clone();
    crm.edit(account, json!({"industry": "Software"})).unwrap();
    let blocked = crm.revert(conversion).unwrap();
    assert_eq!(blocked.len(), 1);
    assert_eq!(
        (blocked[0].record, blocked[0].fields.as_slice()),
        (RecordRef::of(account), &["industry".to_owned()][..])
    );
    assert!(crm.workspace.get(contact).is_none() && crm.workspace.get(deal).is_none());
    assert!(!crm.get(lead).is_converted());
}

#[test]
fn cv8_a_chosen_account_that_is_gone_refuses_the_conversion() {
    let mut crm = Crm::new();
    let account = crm.account("TechCorp");
    let lead = crm.lead("TechCorp");
    crm.trash(account).unwrap();
    crm.purge(account);
    assert_eq!(crm.refused(&convert(into_account(lead, account))), Rejection::NotFound(RecordRef::of(account)));
}

#[test]
fn cv8_a_chosen_account_in_the_trash_comes_back() {
    let mut crm = Crm::new();
    let account = crm.account("TechCorp");
    let lead = crm.lead("TechCorp");
    crm.trash(account).unwrap();
    crm.must(convert(into_account(lead, account)));
    assert!(crm.get(account).trashed_at.is_none());
}

#[test]
fn cv9_an_unmet_checklist_needs_a_reason_and_keeps_it() {
    let mut crm = Crm::new();
    let (called, market) = (crm.criterion("Returned the call"), crm.criterion("Is in the market"));
    let lead = crm.lead("TechCorp");
    let half = ConvertLead { criteria_met: vec![called], ..all_new(lead) };
    let unmet = vec!["Is in the market".to_owned()];
    assert_eq!(crm.refused(&convert(half.clone())), Rejection::ChecklistNotMet { unmet });
    let became = conversion(&mut crm, ConvertLead { override_reason: " Old friend ".to_owned(), ..half });
    assert_eq!(became.override_reason, "Old friend");
    assert_eq!(crm.get(lead).criteria_met, [called]);
    let other = crm.lead("Other");
    let met = ConvertLead { criteria_met: vec![called, market], override_reason: "x".to_owned(), ..all_new(other) };
    assert_eq!(conversion(&mut crm, met).override_reason, "");
}

#[test]
fn cv10_without_a_company_the_account_is_the_person() {
    let mut crm = Crm::new();
    let lead = crm.lead("");
    let (account, contact, deal) = converted(&mut crm, all_new(lead));
    let account = crm.get(account);
    assert_eq!((account.kind, account.name.as_str()), (AccountKind::Person, "John Doe"));
    assert_eq!(account.person_contact, Some(contact));
    assert!(account.emails.is_empty() && crm.get(contact).emails.len() == 1);
    assert!(crm.get(contact).is_at(account.id));
    assert_eq!(crm.get(deal).name, "John Doe");
}

#[test]
fn cv10_a_person_account_needs_its_contact_and_one_contact_is_one_account() {
    let mut crm = Crm::new();
    let lead = crm.lead("");
    let problem = |rejection: Rejection| match rejection {
        Rejection::Invalid(errors) => (errors[0].field.clone(), errors[0].problem.clone()),
        other => panic!("{other:?}"),
    };
    let alone = ConvertLead { contact: Target::None, ..all_new(lead) };
    let refused = problem(crm.refused(&convert(alone)));
    assert_eq!(refused, ("account.person_contact".to_owned(), Problem::Required));
    let (account, contact, _) = converted(&mut crm, all_new(lead));
    let other = crm.lead("");
    let again = ConvertLead { contact: Target::Existing(contact), ..all_new(other) };
    let by = RecordRef::of(account);
    assert_eq!(problem(crm.refused(&convert(again))), ("account.person_contact".to_owned(), Problem::Taken { by }));
}

#[test]
fn cv11_the_contact_is_qualified_and_joins_the_account_in_a_role() {
    let mut crm = Crm::new();
    let ae = crm.profile("Alex");
    crm.actor = Some(ae);
    let lead = crm.lead("TechCorp");
    let now = crm.now;
    let (account, contact, _) = converted(&mut crm, ConvertLead { role: "Purchasing".to_owned(), ..all_new(lead) });
    let contact = crm.get(contact);
    let qualified = contact.qualified.clone().unwrap();
    assert_eq!((qualified.at, qualified.by), (now, Some(ae)));
    let role = &contact.accounts[0];
    assert_eq!((role.account, role.role.as_str(), role.primary), (account, "Purchasing", true));
}

#[test]
fn cv12_the_lead_keeps_what_it_was_like() {
    let mut crm = Crm::new();
    let lead = crm.lead("TechCorp");
    for subject in ["One", "Two"] {
        crm.create::<Activity>(json!({"kind": "call", "subject": subject, "links": [RecordRef::of(lead)]}));
    }
    let status = crm.get(lead).status;
    crm.now += chrono::Duration::days(12);
    let became = conversion(&mut crm, all_new(lead));
    assert_eq!((became.age_days, became.touches, became.status_before), (12, 2, status));
}

#[test]
fn cv13_a_wrong_form_names_the_record_and_the_field() {
    let mut crm = Crm::new();
    let lead: Id<Lead> = crm.create(json!({"company": "TechCorp"}));
    let typed = Target::New(map(json!({"expected_close": "tomorrow"})));
    let rejection = crm.refused(&convert(ConvertLead { opportunity: typed, ..all_new(lead) }));
    let Rejection::Invalid(errors) = rejection else { panic!("{rejection:?}") };
    let fields: Vec<&str> = errors.iter().map(|error| error.field.as_str()).collect();
    assert_eq!(fields, ["contact.last_name", "opportunity.expected_close"]);
}

#[test]
fn cv13_an_address_that_is_none_stays_on_the_lead() {
    let mut crm = Crm::new();
    let lead = crm.lead("TechCorp");
    let mut imported = crm.get(lead).clone();
    imported.emails[0].value = "n/a".to_owned();
    let records = vec![relata::domain::record::Stored::into_record(imported)];
    crm.must(Command::Import { name: "leads.csv".to_owned(), records });
    let (_, contact, _) = converted(&mut crm, all_new(lead));
    assert!(crm.get(contact).emails.is_empty());
    assert_eq!(crm.get(lead).emails[0].value, "n/a");
}

#[test]
fn cv14_what_is_previewed_is_what_is_stored() {
    let mut crm = Crm::new();
    let account = crm.create(json!({"name": "TechCorp", "industry": "Software"}));
    let lead = crm.lead("TechCorp");
    crm.edit(lead, json!({"industry": "Retail", "employees": 40})).unwrap();
    let input = ConvertLead { flips: flip(Collection::Account, "industry"), ..into_account(lead, account) };
    let shown = preview(&crm.workspace, &input, crm.today);
    let (_, contact, deal) = converted(&mut crm, input);
    for (fields, reference) in [
        (shown.account, RecordRef::of(account)),
        (shown.contact, RecordRef::of(contact)),
        (shown.opportunity, RecordRef::of(deal)),
    ] {
        assert!(!fields.is_empty());
        for field in fields {
            let stored = crm.workspace.find(reference).unwrap().get(field.key).unwrap();
            assert_eq!(stored, field.result, "{} of {reference}", field.key);
        }
    }
}

#[test]
fn the_suggestion_is_the_known_person_at_the_known_account() {
    let mut crm = Crm::new();
    let account = crm.account("Quite another name");
    let accounts = json!([{"account": account, "primary": true, "active": true}]);
    let address = emails(&["JOHN@techcorp.example"]);
    let contact: Id<Contact> = crm.create(json!({"last_name": "D.", "emails": address, "accounts": accounts}));
    let lead = crm.lead("TechCorp");
    let suggested = suggest(&crm.workspace, crm.get(lead));
    assert_eq!(suggested.account, Target::Existing(account));
    assert_eq!(suggested.contact, Target::Existing(contact));
    crm.must(convert(suggested));
}
