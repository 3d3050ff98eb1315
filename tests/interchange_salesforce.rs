//! One organisation's real export from Salesforce, and two smaller ones. The
//! files are not ours: they are read where they lie beside the project
//! (`../shared/data`), and the tests say so where they do not.
#![cfg(not(target_arch = "wasm32"))]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stderr,
    missing_docs
)]

mod imports;

use std::path::{Path, PathBuf};

use imports::{by_external_id, env, import, non_empty_cells, records_as_text};
use relata::domain::account::{Account, Basis, Lifecycle};
use relata::domain::contact::Contact;
use relata::domain::lead::Lead;
use relata::domain::opportunity::{Opportunity, ProbabilityOrigin};
use relata::domain::pipeline::StageKind;
use relata::domain::record::Collection;
use relata::domain::workspace::Workspace;
use relata::interchange::csv::{Intake, ProblemKind, Rows};

/// The folder of real files, looked for beside the project and above it.
fn folder() -> Option<PathBuf> {
    let above = Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().skip(1);
    above.map(|parent| parent.join("shared/data/salesforce")).find(|folder| folder.is_dir())
}

/// The files by name, or `None` with a word on the error output.
fn files(names: &[&str]) -> Option<Vec<(String, Vec<u8>)>> {
    let Some(folder) = folder() else {
        eprintln!("skipped: no shared/data/salesforce beside the project");
        return None;
    };
    Some(names.iter().map(|name| ((*name).to_owned(), std::fs::read(folder.join(name)).unwrap())).collect())
}

fn workshop() -> Option<Vec<(String, Vec<u8>)>> {
    // Not in the order in which they depend on each other.
    files(&[
        "salesforce_workshop_Opportunity.csv",
        "salesforce_workshop_Lead.csv",
        "salesforce_workshop_Contact.csv",
        "salesforce_workshop_Account.csv",
    ])
}

#[test]
fn the_workshop_files_come_in_whole() {
    let Some(files) = workshop() else { return };
    let (workspace, plan) = import(&Workspace::starter(), &files);
    for (collection, count) in
        [(Collection::Account, 22), (Collection::Contact, 102), (Collection::Lead, 60), (Collection::Opportunity, 50)]
    {
        assert_eq!(workspace.count(collection), count, "{collection:?}");
    }
    assert!(plan.files.iter().all(|file| file.skipped.is_empty()));
    assert_eq!(plan.problems, [], "nothing is odd about these files");
}

#[test]
fn nine_accounts_become_customers_dated_by_the_close_date() {
    let Some(files) = workshop() else { return };
    let (workspace, plan) = import(&Workspace::starter(), &files);
    let customers: Vec<&Account> =
        workspace.all::<Account>().filter(|account| account.lifecycle == Lifecycle::Customer).collect();
    assert_eq!((customers.len(), plan.new_customers.len()), (9, 9));
    for customer in customers {
        let days: Vec<_> = customer
            .evidence
            .iter()
            .map(|evidence| {
                let Basis::WonOpportunity { opportunity } = evidence.basis else { panic!("{evidence:?}") };
                let deal = workspace.get(opportunity).unwrap();
                assert_eq!(deal.closed_on, Some(evidence.on));
                evidence.on
            })
            .collect();
        assert_eq!(customer.customer_since, days.into_iter().min());
    }
}

#[test]
fn open_deals_of_chance_zero_keep_it_as_manual() {
    let Some(files) = workshop() else { return };
    let (workspace, _) = import(&Workspace::starter(), &files);
    let manual = workspace.all::<Opportunity>().filter(|deal| {
        workspace.stage_kind(deal.stage) == StageKind::Open
            && deal.probability == 0
            && deal.probability_origin == ProbabilityOrigin::Manual
    });
    assert_eq!(manual.count(), 26);
    let lost = workspace.all::<Opportunity>().filter(|deal| workspace.stage_kind(deal.stage) == StageKind::Lost);
    assert!(lost.map(|deal| deal.reason_note.as_str()).all(|note| note == "Imported as lost"));
}

#[test]
fn the_company_of_every_lead_is_an_account() {
    let Some(files) = workshop() else { return };
    let (workspace, _) = import(&Workspace::starter(), &files);
    let account: &Account = by_external_id(&workspace, "001Ec00000GINb1IAH");
    assert!(
        workspace.all::<Lead>().all(|lead| lead.company == account.name && lead.candidate_account == Some(account.id))
    );
    let employed = workspace.all::<Contact>().filter(|contact| contact.primary_account().is_some());
    assert_eq!(employed.count(), 18);
}

#[test]
fn every_filled_cell_is_accounted_for() {
    let Some(files) = workshop() else { return };
    let (workspace, plan) = import(&Workspace::starter(), &files);
    let text = records_as_text(&workspace);
    for (index, (name, bytes)) in files.iter().enumerate() {
        let cells = non_empty_cells(bytes);
        assert_eq!(plan.files[index].cells.total(), cells.len(), "{name}");
        assert_eq!(plan.files[index].cells.ignored + plan.files[index].cells.empty, 0, "{name}");
        let lost: Vec<_> = cells.iter().filter(|(header, cell)| !imports::is_kept(&text, header, cell)).collect();
        assert!(lost.is_empty(), "{name}: {lost:?}");
    }
}

#[test]
fn the_same_files_again_change_nothing() {
    let Some(files) = workshop() else { return };
    let (workspace, _) = import(&Workspace::starter(), &files);
    let again = Intake::read(files.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())));
    let plan = again.plan(&workspace, &env(2));
    assert_eq!(plan.records().len(), 0, "{:?}", plan.records().first());
    assert_eq!(plan.files.iter().map(|file| (file.rows_new, file.rows_changing)).collect::<Vec<_>>(), [(0, 0); 4]);
    assert_eq!(plan.problems, []);
}

#[test]
fn files_can_come_one_after_the_other() {
    let Some(files) = workshop() else { return };
    let (mut workspace, together) = import(&Workspace::starter(), &files);
    let together = (together.new_customers.len(), workspace.count(Collection::Opportunity));
    workspace = Workspace::starter();
    let mut customers = 0;
    for file in files.iter().rev() {
        let (next, plan) = import(&workspace, std::slice::from_ref(file));
        customers += plan.new_customers.len();
        workspace = next;
    }
    assert_eq!((customers, workspace.count(Collection::Opportunity)), together);
    assert_eq!(workspace.count(Collection::Account), 22);
}

#[test]
fn deals_without_their_accounts_keep_the_ids_and_say_so() {
    let Some(files) = files(&["salesforce_workshop_Opportunity.csv"]) else { return };
    let (workspace, plan) = import(&Workspace::starter(), &files);
    assert_eq!((workspace.count(Collection::Opportunity), workspace.count(Collection::Account)), (50, 0));
    let nowhere = plan.problems.iter().filter(|problem| problem.kind == ProblemKind::PointsNowhere);
    assert_eq!(nowhere.count(), 50);
    assert!(workspace.all::<Opportunity>().all(|deal| deal.custom.contains_key("AccountId")));
}

#[test]
fn the_data_loader_s_deals_come_in_with_their_stages() {
    let Some(files) = files(&["salesforce_dataloader_opportunityData.csv"]) else { return };
    let (workspace, plan) = import(&Workspace::starter(), &files);
    assert_eq!(workspace.count(Collection::Opportunity), 38);
    assert_eq!(workspace.count(Collection::Stage), Workspace::starter().count(Collection::Stage));
    assert!(plan.problems.iter().all(|problem| problem.kind == ProblemKind::PointsNowhere), "{:?}", plan.problems);
    let first: &Opportunity = by_external_id(&workspace, "006x0000001YtCrAAK");
    assert_eq!(first.meta.created_at.to_rfc3339(), "2006-06-15T20:47:07+00:00");
    assert_eq!(first.closed_on.unwrap().to_string(), "2005-11-09");
}

#[test]
fn the_small_clean_pair_comes_in_once() {
    let names = ["salesforce_easyspaces_Lead_Data.csv", "salesforce_easyspaces_Contact_Data.csv"];
    let Some(files) = files(&names) else { return };
    let (workspace, plan) = import(&Workspace::starter(), &files);
    assert_eq!(plan.files[0].rows, Rows::Of(Collection::Lead));
    assert_eq!(plan.files[1].rows, Rows::Of(Collection::Contact));
    assert_eq!((workspace.count(Collection::Lead), workspace.count(Collection::Contact)), (11, 12));
    assert_eq!(plan.problems, []);
    let (_, again) = import(&workspace, &files);
    assert_eq!(again.records().len(), 0);
}

#[test]
fn five_hundred_contacts_of_another_crm_come_in_once() {
    let Some(folder) = folder() else { return };
    let bytes = std::fs::read(folder.join("../other/atomiccrm_contacts.csv")).unwrap();
    let files = [("atomiccrm_contacts.csv", bytes)];
    let (workspace, plan) = import(&Workspace::starter(), &files);
    assert_eq!(workspace.count(Collection::Contact), 500);
    assert!(workspace.all::<Contact>().all(|contact| contact.primary_account().is_some()));
    let cells = non_empty_cells(&files[0].1);
    assert_eq!(plan.files[0].cells.total(), cells.len());
    assert_eq!(import(&workspace, &files).1.records().len(), 0);
}

#[test]
fn what_has_no_place_yet_is_listed_row_by_row() {
    let names = ["salesforce_workshop_Case.csv", "salesforce_workshop_Campaign.csv"];
    let Some(files) = files(&names) else { return };
    let (_, plan) = import(&Workspace::starter(), &files);
    assert_eq!(plan.files[0].rows, Rows::Other("Case"));
    assert_eq!(plan.files[1].rows, Rows::Other("Campaign"));
    assert!(plan.files.iter().all(|file| !file.skipped.is_empty() && file.rows_new == 0));
    assert_eq!(plan.records().len(), 0);
}

#[test]
fn tasks_become_activities_about_their_people() {
    let Some(mut files) = workshop() else { return };
    files.extend(self::files(&["salesforce_workshop_Task.csv"]).unwrap());
    let (workspace, plan) = import(&Workspace::starter(), &files);
    assert_eq!(workspace.count(Collection::Activity), 75);
    assert_eq!(plan.problems, []);
}
