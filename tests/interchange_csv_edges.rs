//! CSV that is odd, broken or hostile: every one gets a clear answer, and what
//! goes out comes back.
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
mod samples;

use std::path::Path;

use imports::{carry_out, import};
use relata::domain::contact::Contact;
use relata::domain::lead::Lead;
use relata::domain::record::{Collection, Stored};
use relata::domain::workspace::Workspace;
use relata::interchange::csv::{Intake, Note, Policy, Preset, ProblemKind, Rows, SkipReason, Table, write};
use relata::interchange::json;
use serde_json::{Map, Value};

/// A table as csv-spectrum writes down what it expects.
fn as_json(table: &Table) -> Value {
    let row = |row: &relata::interchange::csv::Row| -> Value {
        let cells = table.header.iter().enumerate().map(|(at, name)| (name.clone(), Value::from(row.cell(at))));
        Value::Object(cells.collect::<Map<_, _>>())
    };
    table.rows.iter().map(row).collect()
}

#[test]
fn the_whole_of_csv_spectrum_is_read_as_expected() {
    let above = Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().skip(1);
    let Some(folder) = above.map(|parent| parent.join("shared/data/csv-spectrum")).find(|folder| folder.is_dir())
    else {
        eprintln!("skipped: no shared/data/csv-spectrum beside the project");
        return;
    };
    let mut count = 0;
    for entry in std::fs::read_dir(folder.join("csvs")).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_stem().unwrap().to_str().unwrap();
        let expected = std::fs::read(folder.join("json").join(format!("{name}.json"))).unwrap();
        let mut text = std::fs::read_to_string(&path).unwrap();
        if name.ends_with("_crlf") && !text.contains('\r') {
            // Some copies have lost the line ends that these files are about.
            text = text.replace('\n', "\r\n");
        }
        let table = Table::read(name, text.as_bytes());
        assert_eq!(as_json(&table), serde_json::from_slice::<Value>(&expected).unwrap(), "{name}");
        count += 1;
    }
    assert_eq!(count, 11);
}

#[test]
fn quotes_newlines_and_empty_cells_are_what_they_are() {
    let text = "a,b\r\n1,\"x \"\"y\"\",\r\nz\"\r\n\"\",{\"\"k\"\"}\r\n";
    let table = Table::read("x.csv", text.as_bytes());
    assert_eq!(
        as_json(&table),
        serde_json::json!([{ "a": "1", "b": "x \"y\",\r\nz" }, { "a": "", "b": "{\"\"k\"\"}" }])
    );
}

#[test]
fn our_own_files_come_back_to_the_byte() {
    let workspace = samples::workspace();
    let files: Vec<(String, String)> = Collection::ALL
        .iter()
        .map(|collection| (format!("relata-{}.csv", collection.plural()), write(&workspace, *collection)))
        .collect();
    let (back, plan) = import(&Workspace::default(), &files);
    assert_eq!(plan.problems, []);
    for (file, collection) in plan.files.iter().zip(Collection::ALL) {
        assert_eq!((file.preset, file.rows), (Preset::Relata, Rows::Of(*collection)));
        assert!(file.skipped.is_empty(), "{collection:?} {:?}", file.skipped);
    }
    assert_eq!(json::write(&back).unwrap(), json::write(&workspace).unwrap());
}

#[test]
fn our_own_files_over_what_is_there_change_nothing() {
    let workspace = samples::workspace();
    for policy in [Policy::FillEmpty, Policy::Overwrite] {
        for collection in Collection::ALL {
            let text = write(&workspace, *collection);
            let mut intake = Intake::read([(collection.plural(), text.as_bytes())]);
            intake.policy = policy;
            let (_, plan) = carry_out(&workspace, &intake);
            assert_eq!(plan.records(), [], "{collection:?} {policy:?}");
        }
    }
}

#[test]
fn a_cell_edited_in_a_spreadsheet_is_taken_when_told() {
    let workspace = samples::workspace();
    let text = write(&workspace, Collection::Account).replace("Software", "'=Hardware").replace("Berlin", "Bonn");
    let mut intake = Intake::read([("accounts.csv", text.as_bytes())]);
    intake.policy = Policy::Overwrite;
    let (after, plan) = carry_out(&workspace, &intake);
    assert_eq!(plan.records().len(), 1);
    let account = after.get(samples::id::<relata::domain::account::Account>(1)).unwrap();
    assert_eq!((account.industry.as_str(), account.addresses[0].city.as_str()), ("=Hardware", "Bonn"));
}

#[test]
fn no_cell_of_ours_starts_a_formula() {
    let workspace = samples::workspace();
    for collection in Collection::ALL {
        let table = Table::read("x.csv", write(&workspace, *collection).as_bytes());
        for row in &table.rows {
            let starts = |cell: &str| cell.starts_with(['=', '+', '-', '@', '\t', '\r']);
            assert!(
                !row.cells().any(|cell| starts(cell) && cell.parse::<f64>().is_err()),
                "{collection:?} {}",
                row.line
            );
        }
    }
}

#[test]
fn a_quote_that_never_closes_loses_nothing_in_silence() {
    let text = "First Name,Last Name\nAda,Lovelace\nBob,\"Open\nCleo,Last\n";
    let (workspace, plan) = import(&Workspace::starter(), &[("x.csv", text)]);
    assert_eq!(workspace.count(Collection::Contact), 1);
    let rest = "Bob,\"Open\nCleo,Last\n".to_owned();
    assert_eq!(plan.files[0].notes, [Note::UnclosedQuote { line: 3, rest }]);
}

#[test]
fn zero_bytes_wrong_encodings_and_ragged_rows_are_told() {
    let text = b"First Name,Last Name,Email\nA\0da,Lovelace,ada@x.example\nBob\nCleo,Last,c@x.example,more,\n";
    let (workspace, plan) = import(&Workspace::starter(), &[("x.csv", text)]);
    assert_eq!(workspace.count(Collection::Contact), 3);
    let expected = [
        Note::ZeroBytes { count: 1, line: 2 },
        Note::ShortRows { count: 1, line: 3 },
        Note::LongRows { count: 1, line: 4 },
    ];
    assert_eq!(plan.files[0].notes, expected);
    let cleo = workspace.all::<Contact>().find(|contact| contact.first_name == "Cleo").unwrap();
    assert_eq!(cleo.custom["Column 4"], "more");
    let bad = b"\xEF\xBB\xBFFirst Name,Last Name\nA\xFF,B\n";
    let (_, plan) = import(&Workspace::starter(), &[("x.csv", bad)]);
    assert_eq!(plan.files[0].notes, [Note::Unreadable { count: 1 }]);
}

#[test]
fn a_line_of_ten_megabytes_is_left_out_with_the_reason() {
    let text = format!("First Name,Last Name,Notes\nAda,Lovelace,{}\nBob,Last,ok\n", "x".repeat(10_000_000));
    let (workspace, plan) = import(&Workspace::starter(), &[("x.csv", text)]);
    assert_eq!(workspace.count(Collection::Contact), 1);
    assert_eq!((plan.files[0].skipped[0].line, plan.files[0].skipped[0].reason), (2, SkipReason::TooLarge));
}

#[test]
fn a_text_longer_than_its_field_is_kept_and_told() {
    let text = format!("First Name,Last Name,Title\nAda,Lovelace,{}\n", "x".repeat(20_000));
    let (workspace, plan) = import(&Workspace::starter(), &[("x.csv", text)]);
    let ada = workspace.all::<Contact>().next().unwrap();
    assert_eq!((ada.job_title.as_str(), ada.custom["Title"].as_str().map(str::len)), ("", Some(20_000)));
    assert!(matches!(plan.problems[0].kind, ProblemKind::Unfit(_)));
}

#[test]
fn files_without_sense_change_nothing_and_say_so() {
    let cases: [&[u8]; 9] = [
        b"",
        b"\n\n\n",
        b"\xFF\xFE",
        b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR",
        b"{\"format\":\"relata\"}",
        b"just one line",
        b"1,2,3\n4,5,6\n",
        b"\"",
        b",,,\n,,,\n",
    ];
    for bytes in cases {
        let (workspace, plan) = import(&Workspace::starter(), &[("x.csv", bytes)]);
        assert_eq!(workspace, Workspace::starter(), "{bytes:?}");
        assert_eq!(plan.records(), []);
    }
}

#[test]
fn whatever_is_damaged_is_read_without_a_panic() {
    let fixtures: [&[u8]; 4] = [
        include_bytes!("fixtures/csv/salesforce/Account.csv"),
        include_bytes!("fixtures/csv/salesforce/Opportunity.csv"),
        include_bytes!("fixtures/csv/salesforce_report_latin1.csv"),
        include_bytes!("fixtures/csv/plain_people.csv"),
    ];
    for fixture in fixtures {
        for at in (0..fixture.len()).step_by(127) {
            let mut damaged = fixture.to_vec();
            damaged[at] = [b'"', b',', b'\n', 0, 0xFF, b';'][at % 6];
            import(&Workspace::starter(), &[("x.csv", &damaged)]);
            import(&Workspace::starter(), &[("x.csv", &fixture[..at])]);
        }
    }
}

#[test]
fn text_of_any_kind_comes_in_as_text() {
    let naughty = [
        "<script>alert(1)</script>",
        "=HYPERLINK(\"x\")",
        "\u{202e}abc",
        "田中さん",
        "🏳️‍🌈",
        "NULL",
        "1;DROP TABLE",
        "'",
    ];
    let rows: Vec<String> = naughty.iter().map(|text| format!("\"{}\",Inc", text.replace('"', "\"\""))).collect();
    let text = format!("Last Name,Company\n{}\n", rows.join("\n"));
    let (workspace, _) = import(&Workspace::starter(), &[("leads.csv", text)]);
    let names: Vec<&str> = workspace.all::<Lead>().map(|lead| lead.last_name.as_str()).collect();
    assert_eq!(names, naughty);
}

#[test]
fn a_preamble_is_passed_over() {
    let text = "Notes:\n\"When exporting your connection data, you may notice that some are missing.\"\n\n\
                First Name,Last Name,URL,Email Address,Company,Position,Connected On\n\
                Ada,Lovelace,https://www.linkedin.com/in/ada,,Engines,Analyst,12 Mar 2024\n";
    let (workspace, plan) = import(&Workspace::starter(), &[("Connections.csv", text)]);
    assert_eq!(plan.files[0].preset, Preset::LinkedIn);
    let ada = workspace.all::<Contact>().next().unwrap();
    assert_eq!((ada.job_title.as_str(), ada.custom["Connected On"].as_str()), ("Analyst", Some("12 Mar 2024")));
}

#[test]
fn a_column_for_which_a_list_has_no_place_is_told() {
    let workspace = samples::workspace();
    let text =
        write(&workspace, Collection::Tag).replace("trashed_at", "trashed_at,Colour").replace("Z,,,", "Z,,,red,");
    let (_, plan) = import(&Workspace::default(), &[("tags.csv", text)]);
    assert_eq!(plan.files[0].cells.in_custom, 0);
    let told = (plan.problems[0].column.as_str(), plan.problems[0].value.as_str(), &plan.problems[0].kind);
    assert_eq!(told, ("Colour", "red", &ProblemKind::LeftOut));
}

#[test]
fn a_file_is_recognised_by_its_whole_header() {
    use Collection::{Account, Activity, Contact, Lead, Opportunity};
    let cases = [
        ("Record ID,First Name,Last Name,Email,Lifecycle Stage,Associated Company", Preset::HubSpot, Rows::Of(Contact)),
        ("Record ID,Company name,Company Domain Name,Company owner,City", Preset::HubSpot, Rows::Of(Account)),
        ("Record ID,Deal Name,Pipeline,Deal Stage,Amount,Close Date", Preset::HubSpot, Rows::Of(Opportunity)),
        ("Record Id,Lead Owner,Company,First Name,Last Name,Lead Status", Preset::Zoho, Rows::Of(Lead)),
        ("Record Id,Deal Name,Account Name,Account Name.id,Stage,Closing Date", Preset::Zoho, Rows::Of(Opportunity)),
        ("Person - Name*,Person - Phone,Organization - Name*,Deal - Title", Preset::Pipedrive, Rows::Of(Contact)),
        ("Deal - Title,Deal - Value,Deal - Stage,Organization - Name", Preset::Pipedrive, Rows::Of(Opportunity)),
        (
            "Title,First Name,Last Name,Company,Job Title,Business Phone,E-mail Address",
            Preset::Outlook,
            Rows::Of(Contact),
        ),
        ("First Name,Last Name,Labels,E-mail 1 - Label,E-mail 1 - Value", Preset::Google, Rows::Of(Contact)),
        ("first_name,last_name,title,status,company,email_work", Preset::AtomicCrm, Rows::Of(Contact)),
        (
            "Opportunity Name,Stage,Amount,Probability (%),Close Date,Opportunity Owner,Fiscal Period",
            Preset::SalesforceReport,
            Rows::Of(Opportunity),
        ),
        (
            "First Name,Last Name,Company / Account,Lead Status,Rating,Lead Owner",
            Preset::SalesforceReport,
            Rows::Of(Lead),
        ),
        ("Id,CaseNumber,Subject,IsDeleted", Preset::Salesforce, Rows::Other("Case")),
        ("\"ID\",\"NAME\",\"STAGENAME\",\"CLOSEDATE\",\"ISDELETED\"", Preset::Salesforce, Rows::Of(Opportunity)),
        ("Vorname;Nachname;Firma;Telefon;PLZ;Ort", Preset::Plain, Rows::Of(Contact)),
        ("Company,Website,Industry,Number of employees", Preset::Plain, Rows::Of(Account)),
        ("Subject,Due Date,Priority,Status", Preset::Plain, Rows::Of(Activity)),
        ("Name,Price,Stock", Preset::Plain, Rows::Other("Product")),
        ("foo,bar", Preset::Plain, Rows::Unknown),
    ];
    for (header, preset, rows) in cases {
        let intake = Intake::read([("export.csv", header.as_bytes())]);
        assert_eq!((intake.files[0].preset, intake.files[0].rows), (preset, rows), "{header}");
    }
}

#[test]
fn every_collection_says_what_its_columns_may_become() {
    for collection in Collection::MAIN {
        let targets = relata::interchange::csv::choices(collection);
        let distinct: std::collections::BTreeSet<_> = targets.iter().collect();
        assert_eq!(distinct.len(), targets.len(), "{collection:?}");
        assert!(targets.len() > 10);
    }
    assert_eq!(Contact::COLLECTION, Collection::Contact);
}
