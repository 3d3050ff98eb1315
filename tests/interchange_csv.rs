//! CSV in and out with fixtures of our own: the shapes and quirks of real
//! exports, in any clone of the project.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, missing_docs)]

mod imports;

use imports::{by_external_id, carry_out, import, is_kept, non_empty_cells, records_as_text};
use relata::domain::account::{Account, Lifecycle};
use relata::domain::activity::{Activity, ActivityKind, Priority};
use relata::domain::contact::Contact;
use relata::domain::lead::{Lead, Rating};
use relata::domain::money::{Currency, Money};
use relata::domain::opportunity::{Opportunity, OpportunityKind, ProbabilityOrigin};
use relata::domain::record::{Collection, RecordRef, Stored};
use relata::domain::validate::{Problem, check};
use relata::domain::workspace::Workspace;
use relata::interchange::csv::{
    Becomes, Encoding, Intake, Note, Policy, Preset, ProblemKind, Rows, SkipReason, Target, WordKey,
};
use serde_json::json;

type Files = Vec<(&'static str, &'static [u8])>;

fn salesforce() -> Files {
    vec![
        ("Task.csv", include_bytes!("fixtures/csv/salesforce/Task.csv")),
        ("Opportunity.csv", include_bytes!("fixtures/csv/salesforce/Opportunity.csv")),
        ("Lead.csv", include_bytes!("fixtures/csv/salesforce/Lead.csv")),
        ("Contact.csv", include_bytes!("fixtures/csv/salesforce/Contact.csv")),
        ("Account.csv", include_bytes!("fixtures/csv/salesforce/Account.csv")),
    ]
}

fn imported() -> Workspace {
    import(&Workspace::starter(), &salesforce()).0
}

fn day(text: &str) -> chrono::NaiveDate {
    text.parse().unwrap()
}

#[test]
fn accounts_come_with_all_they_have() {
    let workspace = imported();
    let bank: &Account = by_external_id(&workspace, "001AA00000AAAAAAA1");
    assert_eq!(bank.name, "Northwind Banking");
    assert_eq!(bank.description, "Two lines,\nquoted \"twice\"");
    assert_eq!(bank.annual_revenue, Some(Money::new(675_956_000, Currency::USD)));
    assert_eq!(bank.employees, Some(577));
    assert_eq!((bank.addresses.len(), bank.addresses[0].city.as_str()), (1, "Springfield"));
    assert!(bank.is_buyer() && bank.number.starts_with("A-0000"));
    assert_eq!(bank.custom["Classification__c"], "Prospect");
    assert_eq!(bank.custom["OwnerId"], "005AA000000OWNRAA4");
    assert!(!bank.custom.contains_key("BillingAddress"), "it repeats the columns");
    assert_eq!(bank.meta.created_at.to_rfc3339(), "2024-01-22T14:49:34+00:00");
    assert_eq!(bank.meta.updated_at.to_rfc3339(), "2024-01-22T15:17:54+00:00");

    let tailor: &Account = by_external_id(&workspace, "001AA00000AAAABAA1");
    assert_eq!(tailor.parent, Some(bank.id));
    assert_eq!(tailor.annual_revenue, Some(Money::new(402_872_000, Currency::USD)));
    assert_eq!(tailor.employees, Some(1_468));
    assert!(tailor.custom.contains_key("BillingAddress"), "its latitude stands nowhere else");
    let relationships: Vec<String> =
        tailor.relationships.iter().filter_map(|id| workspace.title(RecordRef::of(*id))).collect();
    assert_eq!(relationships, ["Channel partner"]);
}

#[test]
fn what_was_deleted_elsewhere_lies_in_the_trash() {
    let workspace = imported();
    let gone: &Account = by_external_id(&workspace, "001AA00000AAAADAA1");
    assert_eq!(gone.trashed_at.map(|at| at.to_rfc3339()).as_deref(), Some("2024-01-20T09:42:24+00:00"));
}

#[test]
fn winning_deals_make_customers_since_the_first_of_them() {
    let (workspace, plan) = import(&Workspace::starter(), &salesforce());
    let bank: &Account = by_external_id(&workspace, "001AA00000AAAAAAA1");
    assert_eq!(plan.new_customers, [RecordRef::of(bank.id)]);
    assert_eq!((bank.lifecycle, bank.customer_since), (Lifecycle::Customer, Some(day("2022-05-02"))));
    assert_eq!(bank.evidence.len(), 2);
    assert_eq!(workspace.all::<Account>().filter(|account| account.lifecycle == Lifecycle::Customer).count(), 1);
}

#[test]
fn deals_are_in_the_stages_their_words_mean() {
    let workspace = imported();
    let deal = |n: &str| -> &Opportunity { by_external_id(&workspace, &format!("006AA00000OOOO{n}AA1")) };
    let stage = |n: &str| workspace.title(RecordRef::of(deal(n).stage.unwrap())).unwrap();
    let stages = ["A", "C", "D", "E", "F"].map(stage);
    assert_eq!(stages, ["Closed won", "Needs analysis", "Proposal", "Closed lost", "Legal review"]);
    assert_eq!((deal("A").closed_on, deal("A").expected_close), (Some(day("2023-06-17")), None));
    assert_eq!((deal("C").closed_on, deal("C").expected_close), (None, Some(day("2024-11-10"))));
    assert_eq!((deal("C").probability, deal("C").probability_origin), (0, ProbabilityOrigin::Manual));
    assert_eq!((deal("D").probability, deal("D").probability_origin), (50, ProbabilityOrigin::Stage));
    assert_eq!((deal("A").kind, deal("B").kind), (OpportunityKind::New, OpportunityKind::Repeat));
    assert_eq!(deal("D").forecast_category, None, "its stage has that category");
    assert_eq!(deal("E").reason_note, "Imported as lost");
    assert_eq!(deal("C").custom["StageName"], "Discovery", "the word stays, for it became another");
    assert_eq!(deal("A").custom.get("StageName"), None);
    assert_eq!(deal("C").stage_history.len(), 1);
    assert_eq!(deal("A").stage_history[0].at.to_rfc3339(), "2023-06-17T00:00:00+00:00");
}

#[test]
fn what_cannot_be_read_stays_in_custom_and_is_told_with_line_and_column() {
    let (workspace, plan) = import(&Workspace::starter(), &salesforce());
    let deal: &Opportunity = by_external_id(&workspace, "006AA00000OOOOFAA1");
    assert_eq!((&deal.amount, &deal.expected_close, deal.probability), (&None, &None, 67));
    let kept = ["Amount", "CloseDate", "Probability", "AccountId"].map(|header| deal.custom[header].clone());
    assert_eq!(kept, [json!("a lot"), json!("soon"), json!("66.6"), json!("001AA0000MISSINGA1")]);
    let told: Vec<(usize, u64, &str, &ProblemKind)> =
        plan.problems.iter().map(|found| (found.file, found.line, found.column.as_str(), &found.kind)).collect();
    let expected = [
        (1, 7, "Amount", ProblemKind::Unfit(Problem::NotAnAmount)),
        (1, 7, "Probability", ProblemKind::Rounded),
        (1, 7, "CloseDate", ProblemKind::Unfit(Problem::NotADay)),
        (1, 7, "AccountId", ProblemKind::PointsNowhere),
        (2, 3, "Company", ProblemKind::PointsNowhere),
        (3, 3, "AccountId", ProblemKind::PointsNowhere),
        (3, 3, "Email", ProblemKind::Unfit(Problem::NotAnEmail)),
    ];
    for (file, line, column, kind) in &expected {
        assert!(told.contains(&(*file, *line, *column, kind)), "{column} in {told:?}");
    }
    assert_eq!(told.len(), expected.len(), "{told:?}");
}

#[test]
fn leads_know_their_probable_account_and_what_they_became() {
    let workspace = imported();
    let lead = |n: &str| -> &Lead { by_external_id(&workspace, &format!("00QAA00000LLLL{n}AA1")) };
    let status = |n: &str| workspace.title(RecordRef::of(lead(n).status.unwrap())).unwrap();
    assert_eq!(["A", "B", "C", "D"].map(status), ["Attempting", "New", "Converted", "Disqualified"]);
    let sample: &Account = by_external_id(&workspace, "001AA00000AAAACAA1");
    assert_eq!((lead("A").company.as_str(), lead("A").candidate_account), (sample.name.as_str(), Some(sample.id)));
    assert_eq!(lead("A").rating, Some(Rating::Hot));
    assert_eq!((lead("B").company.as_str(), &lead("B").custom["Company"]), ("", &json!("001AA0000MISSINGA1")));
    let tailor: &Account = by_external_id(&workspace, "001AA00000AAAABAA1");
    assert_eq!(lead("D").candidate_account, Some(tailor.id), "by its name");

    let conversion = lead("C").conversion.clone().unwrap();
    let bank: &Account = by_external_id(&workspace, "001AA00000AAAAAAA1");
    let contact: &Contact = by_external_id(&workspace, "003AA00000CCCCAAA1");
    let deal: &Opportunity = by_external_id(&workspace, "006AA00000OOOOAAA1");
    assert_eq!(
        (conversion.account, conversion.contact, conversion.opportunity),
        (Some(bank.id), Some(contact.id), Some(deal.id))
    );
    assert_eq!((conversion.at.date_naive(), conversion.age_days), (day("2024-02-01"), 9));
    assert_eq!(deal.origin_lead, Some(lead("C").id));
    let before = workspace.title(RecordRef::of(conversion.status_before.unwrap()));
    assert_eq!((before.as_deref(), &lead("C").custom["Status"]), (Some("Qualified"), &json!("Closed - Converted")));
}

#[test]
fn contacts_find_their_account_by_either_form_of_its_id() {
    let workspace = imported();
    let ashley: &Contact = by_external_id(&workspace, "003AA00000CCCCAAA1");
    let bank: &Account = by_external_id(&workspace, "001AA00000AAAAAAA1");
    assert_eq!(ashley.primary_account(), Some(bank.id));
    assert!(ashley.do_not_mail && !ashley.do_not_call);
    assert_eq!(ashley.birthday, Some(day("1982-10-01")));
    let kelsey: &Contact = by_external_id(&workspace, "003AA00000CCCCBAA1");
    assert_eq!(kelsey.reports_to, Some(ashley.id));
    assert_eq!(
        (kelsey.phones.len(), &kelsey.custom["HomePhone"]),
        (1, &json!("9032532336")),
        "one number in two columns"
    );
}

#[test]
fn tasks_are_about_all_they_name() {
    let workspace = imported();
    let open: &Activity = by_external_id(&workspace, "00TAA00000TTTTAAA1");
    assert_eq!((open.links.len(), open.is_open(), open.due), (3, true, Some(day("2023-12-25"))));
    let done: &Activity = by_external_id(&workspace, "00TAA00000TTTTBAA1");
    assert_eq!((done.kind, done.priority), (ActivityKind::Call, Priority::High));
    assert_eq!(done.done_at.map(|at| at.to_rfc3339()).as_deref(), Some("2024-01-24T17:50:51+00:00"));
}

#[test]
fn rows_left_out_are_listed_with_the_reason_and_can_be_saved() {
    let (_, plan) = import(&Workspace::starter(), &salesforce());
    let contacts = &plan.files[3];
    let reasons: Vec<(u64, SkipReason)> = contacts.skipped.iter().map(|row| (row.line, row.reason)).collect();
    assert_eq!(reasons, [(4, SkipReason::NoName), (5, SkipReason::SameId { line: 2 })]);
    let csv = contacts.skipped_csv(|reason| format!("{reason:?}"));
    let lines: Vec<&str> = csv.trim_start_matches('\u{feff}').lines().collect();
    assert!(lines[0].starts_with("Line,Reason,Id,IsDeleted,AccountId"));
    assert!(lines[1].starts_with("4,NoName,003AA00000CCCCCAA1,") && lines.len() == 3);
}

#[test]
fn every_filled_cell_is_accounted_for() {
    let (workspace, plan) = import(&Workspace::starter(), &salesforce());
    let text = records_as_text(&workspace);
    for (index, (name, bytes)) in salesforce().iter().enumerate() {
        let cells = non_empty_cells(bytes);
        let skipped: usize = plan.files[index]
            .skipped
            .iter()
            .map(|row| row.cells.iter().filter(|cell| !cell.trim().is_empty()).count())
            .sum();
        assert_eq!(plan.files[index].cells.total() + skipped, cells.len(), "{name}");
        let is_skipped = |cell: &String| plan.files[index].skipped.iter().any(|row| row.cells.contains(cell));
        let lost: Vec<_> =
            cells.iter().filter(|(header, cell)| !is_kept(&text, header, cell) && !is_skipped(cell)).collect();
        // Read as numbers, flags and words, and asserted on above.
        let read = ["NumberOfEmployees", "HasOptedOutOfEmail", "DoNotCall", "ConvertedDate", "Status", "AccountId"];
        let read_too = ["IsConverted", "ConvertedAccountId", "ConvertedContactId", "ConvertedOpportunityId", "Company"];
        let linked = ["ParentId", "ReportsToId", "WhoId", "WhatId", "Type", "LeadSource", "TaskSubtype", "Priority"];
        let known = |header: &str| read.iter().chain(&read_too).chain(&linked).any(|name| *name == header);
        let lost: Vec<_> = lost.into_iter().filter(|(header, _)| !known(header)).collect();
        assert!(lost.is_empty(), "{name}: {lost:?}");
    }
}

#[test]
fn the_same_files_again_change_nothing_and_every_record_may_be_stored() {
    let workspace = imported();
    let (_, again) = import(&workspace, &salesforce());
    assert_eq!(again.records(), []);
    assert!(again.problems.iter().all(|problem| problem.kind != ProblemKind::KeptMine), "{:?}", again.problems);
    for collection in Collection::ALL {
        for record in workspace.records(*collection) {
            assert_eq!(check(&workspace, record), [], "{}", record.reference());
        }
    }
}

#[test]
fn a_mapping_may_be_changed_before_anything_is_done() {
    let mut intake = Intake::read(salesforce());
    let word = WordKey { collection: Collection::Opportunity, field: "stage", word: "Legal review".into() };
    let negotiation = relata::domain::id::Id::<Opportunity>::builtin(0x114).uuid();
    intake.words.insert(word.clone(), Becomes::Existing(negotiation));
    let column = intake.files[4].columns.iter_mut().find(|column| column.header == "Classification__c").unwrap();
    column.target = Target::Field("legal_name");
    let ignored = intake.files[4].columns.iter_mut().find(|column| column.header == "PhotoUrl").unwrap();
    ignored.target = Target::Ignored;
    let (workspace, plan) = carry_out(&Workspace::starter(), &intake);
    let deal: &Opportunity = by_external_id(&workspace, "006AA00000OOOOFAA1");
    assert_eq!(workspace.title(RecordRef::of(deal.stage.unwrap())).as_deref(), Some("Negotiation"));
    let bank: &Account = by_external_id(&workspace, "001AA00000AAAAAAA1");
    assert_eq!((bank.legal_name.as_str(), bank.custom.get("PhotoUrl")), ("Prospect", None));
    assert_eq!(plan.files[4].cells.ignored, 1);
    let mapped = plan.words.iter().find(|mapping| mapping.key == word).unwrap();
    assert_eq!((mapped.rows, &mapped.becomes), (1, &Becomes::Existing(negotiation)));
}

#[test]
fn records_that_are_there_are_filled_overwritten_passed_over_or_doubled() {
    let mut workspace = imported();
    let bank: Account = by_external_id::<Account>(&workspace, "001AA00000AAAAAAA1").clone();
    let edited = Account { industry: "Steel".into(), employees: None, ..bank.clone() };
    let change = relata::domain::change::Change {
        reference: RecordRef::of(bank.id),
        before: Some(bank.clone().into_record()),
        after: Some(edited.into_record()),
    };
    workspace.apply(&relata::domain::change::ChangeSet::new([change]));
    let accounts: Files = vec![salesforce()[4]];
    let with = |policy: Policy| {
        let mut intake = Intake::read(accounts.clone());
        intake.policy = policy;
        carry_out(&workspace, &intake)
    };
    let after = |workspace: &Workspace| {
        let bank: &Account = workspace.get(bank.id).unwrap();
        (bank.industry.clone(), bank.employees, workspace.records(Collection::Account).count())
    };
    let (filled, plan) = with(Policy::FillEmpty);
    assert_eq!(after(&filled), ("Steel".into(), Some(577), 4));
    assert_eq!((plan.files[0].rows_matched, plan.files[0].rows_changing), (4, 1));
    let kept = plan.problems.iter().find(|problem| problem.kind == ProblemKind::KeptMine).unwrap();
    assert_eq!((kept.line, kept.column.as_str(), kept.value.as_str()), (2, "Industry", "Finance"));
    assert_eq!(after(&with(Policy::Overwrite).0), ("Finance".into(), Some(577), 4));
    let (skipped, plan) = with(Policy::Skip);
    assert_eq!(after(&skipped), ("Steel".into(), None, 4));
    assert!(plan.files[0].skipped.iter().all(|row| row.reason == SkipReason::IsThere));
    assert_eq!(after(&with(Policy::CreateAnew).0), ("Steel".into(), None, 8));
}

/// One account known by two ids of 18 characters, and the one merged into it
/// with the highest number.
#[test]
fn what_was_merged_is_found_by_both_its_ids_and_its_number_is_not_given_again() {
    let account = |builtin, name: &str, number: &str| Account {
        id: relata::domain::id::Id::builtin(builtin),
        name: name.into(),
        number: number.into(),
        ..Account::default()
    };
    let mut kept = account(0x998, "Ferns", "A-00001");
    for (system, id) in [("salesforce", "001AA00000AAAAAAA1"), ("salesforce+2", "001AA00000BBBBBAA1")] {
        kept.external_ids.insert(system.into(), id.into());
    }
    let merged_into = Some(kept.id);
    let trashed_at = Some("2026-11-20T09:00:00Z".parse().unwrap());
    let merged = Account { merged_into, trashed_at, ..account(0x999, "Fern Ltd", "A-00007") };
    let starter = Workspace::starter();
    let records = Collection::ALL.iter().flat_map(|collection| starter.records(*collection).cloned());
    let here = Workspace::from_records(records.chain([kept.clone().into_record(), merged.into_record()]));
    let csv = "Id,Name,Industry,IsDeleted\n001AA00000BBBBBAA1,Another name,Farming,0\n001AA00000CCCCCAA1,New,Steel,0\n";
    let mut intake = Intake::read([("Account.csv", csv.as_bytes())]);
    intake.policy = Policy::Overwrite;
    let (workspace, _) = carry_out(&here, &intake);
    let after = workspace.get(kept.id).unwrap();
    assert_eq!((after.industry.as_str(), &after.external_ids), ("Farming", &kept.external_ids));
    let new: &Account = by_external_id(&workspace, "001AA00000CCCCCAA1");
    assert_eq!(new.number, "A-00008");
}

#[test]
fn a_report_in_another_code_page_with_footers_comes_in() {
    let files: Files = vec![("report.csv", include_bytes!("fixtures/csv/salesforce_report_latin1.csv"))];
    let (workspace, plan) = import(&Workspace::starter(), &files);
    let file = &plan.files[0];
    assert_eq!((file.preset, file.rows), (Preset::SalesforceReport, Rows::Of(Collection::Contact)));
    assert_eq!((file.encoding, file.separator), (Encoding::Windows1252, ';'));
    assert!(matches!(&file.notes[..], [Note::Footer { lines }] if lines.len() == 2));
    assert_eq!((workspace.count(Collection::Contact), workspace.count(Collection::Account)), (2, 1));
    let account: &Account = workspace.all::<Account>().next().unwrap();
    assert_eq!(account.name, "Käse & Co. KG");
    assert!(workspace.all::<Contact>().all(|contact| contact.primary_account() == Some(account.id)));
    assert!(workspace.all::<Contact>().all(|contact| contact.custom["Account Owner"] == "Jane Doe"));
    let (_, again) = import(&workspace, &files);
    assert_eq!(again.records(), []);
}

#[test]
fn a_plain_list_of_people_comes_in() {
    let files: Files = vec![("people.csv", include_bytes!("fixtures/csv/plain_people.csv"))];
    let (workspace, plan) = import(&Workspace::starter(), &files);
    assert_eq!((plan.files[0].preset, plan.files[0].rows), (Preset::Plain, Rows::Of(Collection::Contact)));
    assert_eq!((workspace.count(Collection::Contact), workspace.count(Collection::Account)), (3, 2));
    let bob = workspace.all::<Contact>().find(|contact| contact.first_name == "Bob").unwrap();
    assert_eq!(bob.emails.len(), 2);
    assert_eq!(import(&workspace, &files).1.records(), []);

    let mut intake = Intake::read(files);
    intake.files[0].set_collection(Collection::Lead);
    let (workspace, _) = carry_out(&Workspace::starter(), &intake);
    assert_eq!((workspace.count(Collection::Lead), workspace.count(Collection::Account)), (3, 0));
    assert!(workspace.all::<Lead>().all(|lead| lead.status.is_some()));
}

#[test]
fn decimal_commas_and_days_first_are_understood_from_the_column() {
    let files: Files = vec![("deals.csv", include_bytes!("fixtures/csv/deals_european.csv"))];
    let (workspace, plan) = import(&Workspace::starter(), &files);
    assert_eq!(plan.files[0].rows, Rows::Of(Collection::Opportunity));
    let deal = |name: &str| workspace.all::<Opportunity>().find(|deal| deal.name == name).unwrap().clone();
    assert_eq!(deal("Fräsmaschine").amount, Some(Money::new(123_456_750, Currency::EUR)));
    assert_eq!(deal("Fräsmaschine").expected_close, Some(day("2026-12-31")));
    assert_eq!(deal("Ersatzteile").amount, Some(Money::new(120_000, Currency::USD)));
    assert_eq!(deal("Ersatzteile").closed_on, Some(day("2027-01-05")));
}

#[test]
fn accounts_in_a_circle_are_not_linked_so() {
    let csv = "Id,Name,ParentId,SystemModstamp\n001AA00000AAAAAAA1,A,001AA00000AAAABAA1,x\n001AA00000AAAABAA1,B,001AA00000AAAAAAA1,x\n";
    let (workspace, plan) = import(&Workspace::starter(), &[("Account.csv", csv)]);
    let linked = workspace.all::<Account>().filter(|account| account.parent.is_some()).count();
    assert_eq!(linked, 1);
    assert!(plan.problems.iter().any(|problem| problem.kind == ProblemKind::Unfit(Problem::Circular)));
}

#[test]
fn a_person_account_leaves_its_numbers_to_its_contact() {
    use relata::domain::account::AccountKind;
    let person = Account {
        id: relata::domain::id::Id::builtin(0x999),
        name: "John Doe".into(),
        kind: AccountKind::Person,
        ..Account::default()
    };
    let starter = Workspace::starter();
    let records = Collection::ALL.iter().flat_map(|collection| starter.records(*collection).cloned());
    let here = Workspace::from_records(records.chain([person.clone().into_record()]));
    let csv = "Account Name,Phone,Industry\nJohn Doe,555-010-0101,Farming\n";
    let (workspace, plan) = import(&here, &[("accounts.csv", csv)]);
    let after = workspace.get(person.id).unwrap();
    assert_eq!((after.phones.len(), after.industry.as_str()), (0, "Farming"));
    assert_eq!((plan.problems.len(), &plan.problems[0].kind), (1, &ProblemKind::KeptMine));
}

#[test]
fn cells_that_a_converted_lead_cannot_take_are_told() {
    let row = |phone: &str| {
        format!(
            "Id,LastName,Company,Phone,IsConverted,Status\n00QAA0000CONVERTA1,Moss,Ferns,{phone},true,Closed - Converted\n"
        )
    };
    let (first, again) = (row("555 100 2000"), row("555 999 9999"));
    let (workspace, _) = import(&Workspace::starter(), &[("Lead.csv", first.as_bytes())]);
    let (_, plan) = import(&workspace, &[("Lead.csv", again.as_bytes())]);
    assert_eq!(plan.records(), []);
    assert!(
        plan.problems.iter().any(|problem| problem.column == "Phone" && problem.kind == ProblemKind::KeptMine),
        "{:?}",
        plan.problems
    );
}
