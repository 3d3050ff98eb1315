//! Helps tests of imports: plans and applies them as the app does, and looks
//! for cells in what came of them.
#![allow(dead_code)]

use relata::domain::command::Command;
use relata::domain::env::Env;
use relata::domain::record::{Collection, Stored};
use relata::domain::workflow::decide;
use relata::domain::workspace::Workspace;
use relata::interchange::csv::{ImportPlan, Intake};
use serde_json::Value;

/// A world on 21 November 2026.
pub fn env(seed: u64) -> Env {
    Env::new("2026-11-21T09:00:00Z".parse().unwrap(), "2026-11-21".parse().unwrap(), None, seed)
}

/// Imports files with every proposal taken.
pub fn import<N: AsRef<str>, B: AsRef<[u8]>>(workspace: &Workspace, files: &[(N, B)]) -> (Workspace, ImportPlan) {
    carry_out(workspace, &Intake::read(files.iter().map(|(name, bytes)| (name.as_ref(), bytes.as_ref()))))
}

/// Imports what is in an intake.
pub fn carry_out(workspace: &Workspace, intake: &Intake) -> (Workspace, ImportPlan) {
    let env = env(u64::try_from(workspace.records(Collection::Account).count()).unwrap());
    let plan = intake.plan(workspace, &env);
    let command = Command::Import { name: "files".into(), records: plan.records().to_vec() };
    let decision = decide(workspace, &command, &env).unwrap();
    let mut after = workspace.clone();
    after.apply(&decision.changes);
    (after, plan)
}

/// The record that Salesforce knows by that id.
pub fn by_external_id<'w, T: Stored + 'static>(workspace: &'w Workspace, id: &str) -> &'w T {
    let mut records = workspace.records(T::COLLECTION);
    let is = |record: &&relata::domain::record::Record| record.get("external_ids").unwrap()["salesforce"] == id;
    records.find(is).and_then(T::from_record).unwrap()
}

/// Every filled cell with its header, read with nothing of ours.
pub fn non_empty_cells(bytes: &[u8]) -> Vec<(String, String)> {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let mut reader = csv::ReaderBuilder::new().from_reader(bytes);
    let header = reader.headers().unwrap().clone();
    let rows = reader.records().map(Result::unwrap);
    rows.flat_map(|row| {
        let cells = header.iter().zip(row.iter()).map(|(header, cell)| (header.to_owned(), cell.trim().to_owned()));
        cells.filter(|(_, cell)| !cell.is_empty()).collect::<Vec<_>>()
    })
    .collect()
}

/// Every piece of text and number in the records of the main collections, and
/// the names of options, to look for cells in.
pub fn records_as_text(workspace: &Workspace) -> std::collections::BTreeSet<String> {
    let mut found = std::collections::BTreeSet::new();
    for collection in Collection::ALL {
        for record in workspace.records(*collection) {
            gather(&Value::Object(record.to_map()), &mut found);
            found.insert(record.title());
        }
    }
    found
}

fn gather(value: &Value, found: &mut std::collections::BTreeSet<String>) {
    match value {
        Value::String(text) => {
            found.insert(text.clone());
        }
        Value::Number(number) => {
            found.insert(number.to_string());
        }
        Value::Array(items) => items.iter().for_each(|item| gather(item, found)),
        Value::Object(map) => map.values().for_each(|item| gather(item, found)),
        Value::Null | Value::Bool(_) => {}
    }
}

/// True where a cell stands in the records, in the form in which its kind of
/// column is kept.
pub fn is_kept(found: &std::collections::BTreeSet<String>, header: &str, cell: &str) -> bool {
    let upper = header.to_uppercase();
    let money = || cell.parse::<f64>().is_ok_and(|amount| found.contains(&format!("{:.0}", amount * 100.0)));
    let instant = || {
        let utc = chrono::DateTime::parse_from_str(cell, "%Y-%m-%dT%H:%M:%S%.f%z");
        utc.is_ok_and(|at| found.contains(&serde_json::to_value(at.to_utc()).unwrap().as_str().unwrap().to_owned()))
    };
    let same_words = || {
        let squeezed = relata::domain::text::fold(cell).replace(' ', "");
        found.iter().any(|text| relata::domain::text::fold(text).replace(' ', "") == squeezed)
    };
    match upper.as_str() {
        "AMOUNT" | "ANNUALREVENUE" => money() || found.contains(cell),
        "CREATEDDATE" | "LASTMODIFIEDDATE" => instant(),
        // Kept by what the record is: in the Trash or not, won or lost, its stage's category.
        "ISCLOSED" | "ISWON" | "ISDELETED" | "FORECASTCATEGORY" | "FORECASTCATEGORYNAME" | "PROBABILITY" => true,
        "NAME" => found.contains(cell) || cell.split(' ').all(|part| found.iter().any(|text| text.contains(part))),
        "BILLINGADDRESS" | "MAILINGADDRESS" | "ADDRESS" => {
            let whole: Value = serde_json::from_str(cell).unwrap();
            whole.as_object().unwrap().values().filter_map(Value::as_str).all(|part| found.contains(part))
        }
        _ => found.contains(cell) || same_words(),
    }
}
