//! Files: the JSON that Relata exports, raw dumps, and CSV.

use std::rc::Rc;
use std::sync::LazyLock;

use relata::domain::command::Command;
use relata::domain::record::Record;
use relata::domain::workflow::decide;
use relata::domain::workspace::Workspace;
use relata::interchange::csv::{Intake, Rows};
use relata::interchange::document::{Document, Opened};
use relata::interchange::merge::{Choice, Side, plan_merge, plan_replace};
use relata::interchange::{csv, json};
use relata::store::vault::memory_recorder::MemoryRecorder;
use relata::store::vault::{open_raw_dump, undump};
use serde_json::Value;

use crate::fuzz_support::uses::{look_at, look_back};
use crate::fuzz_support::{fuzz, mutate, sealed};
use crate::samples;
use crate::session_support::{Dice, env};
use crate::vault_support::ready;

const FROZEN: &str = include_str!("../fixtures/v1.json");

/// The file of the sample workspace.
static SAMPLE: LazyLock<String> = LazyLock::new(|| json::write(&samples::workspace()).unwrap());

/// An exported file as it is not.
fn hostile_document(dice: &mut Dice) -> String {
    let whole = if dice.below(2) == 0 { &SAMPLE } else { FROZEN };
    match dice.below(4) {
        0 => mutate::text(dice, whole, FROZEN),
        1 => whole.split_inclusive('\n').filter(|_| dice.below(40) > 0).collect(),
        _ => mutate::json(dice, &serde_json::from_str(whole).unwrap()).to_string(),
    }
}

/// Takes records in, as the page for data does, and looks at all there is then.
fn take_in(workspace: &Workspace, records: Vec<Record>) {
    let command = Command::Import { name: "fuzz".to_owned(), records };
    let Ok(decision) = decide(workspace, &command, &env(1)) else { return };
    let mut after = workspace.clone();
    after.apply(&decision.changes);
    look_at(&after);
}

/// What was read is all that is in the file, and can be written and read again.
fn assert_whole(document: &Document, text: &str) {
    let sections = document.warnings.iter().any(|warning| format!("{warning:?}").starts_with("UnknownSection"));
    match serde_json::from_str::<Value>(text.trim_start_matches('\u{feff}')) {
        Ok(value) => {
            let lists = value["records"].as_object().into_iter().flatten();
            let listed: usize = lists.filter_map(|(_, list)| list.as_array()).map(Vec::len).sum();
            assert!(sections || document.records.len() == listed, "{} of {listed} records", document.records.len());
        }
        // Read record by record, a file may be deeper than what reads it here as one value.
        Err(error) => assert!(error.to_string().starts_with("recursion limit"), "{error}"),
    }
    let workspace = document.workspace();
    let Ok(Opened::Document(again)) = json::read(&json::write(&workspace).unwrap()) else { panic!("not read again") };
    assert!(again.workspace() == workspace, "read as another workspace");
}

#[test]
fn fuzz_documents_are_read_whole_or_refused_with_a_reason() {
    fuzz("json::read", 15, &[1238], |dice| {
        let text = hostile_document(dice);
        let document = match json::read(&text) {
            Ok(Opened::Document(document)) => document,
            Ok(Opened::RawDump) => return,
            Err(error) => return assert!(!error.to_string().is_empty()),
        };
        assert_whole(&document, &text);
        let present = samples::workspace();
        plan_replace(&present, &document);
        let plan = plan_merge(&present, &document);
        let mut choice =
            Choice { all: if dice.below(2) == 0 { Side::Mine } else { Side::Theirs }, ..Choice::default() };
        for difference in &plan.differing {
            let key = dice.pick(&difference.fields).unwrap().key;
            choice.fields.insert((difference.record, key), Side::Theirs);
        }
        take_in(&present, plan.records(&choice).records);
        look_at(&document.workspace());
    });
}

#[test]
fn fuzz_raw_dumps_open_or_are_refused() {
    fuzz("open_raw_dump", 10, &[], |dice| {
        let kept = sealed::kept();
        let key = dice.pick(&kept.keys("relata/")).unwrap();
        let mut entries = kept.entries.clone();
        entries.insert(key.clone(), sealed::hostile(dice, &key, &kept.entries[&key]));
        let dump = serde_json::json!({ "relata_raw_dump": 1, "entries": entries });
        let text = match dice.below(3) {
            0 => mutate::text(dice, &dump.to_string(), FROZEN),
            1 => mutate::json(dice, &dump).to_string(),
            _ => dump.to_string(),
        };
        if let Ok(storage) = undump(&text) {
            let opened = ready(open_raw_dump(Rc::new(storage), MemoryRecorder::missing(), ()));
            look_at(&opened.workspace);
            look_back(&opened.workspace, &opened.log);
        }
    });
}

static TABLES: [(&str, &[u8]); 8] = [
    ("Account.csv", include_bytes!("../fixtures/csv/salesforce/Account.csv")),
    ("Contact.csv", include_bytes!("../fixtures/csv/salesforce/Contact.csv")),
    ("Lead.csv", include_bytes!("../fixtures/csv/salesforce/Lead.csv")),
    ("Opportunity.csv", include_bytes!("../fixtures/csv/salesforce/Opportunity.csv")),
    ("Task.csv", include_bytes!("../fixtures/csv/salesforce/Task.csv")),
    ("report.csv", include_bytes!("../fixtures/csv/salesforce_report_latin1.csv")),
    ("deals.csv", include_bytes!("../fixtures/csv/deals_european.csv")),
    ("people.csv", include_bytes!("../fixtures/csv/plain_people.csv")),
];

/// A table as it is not: one of other programs, or of our own.
fn hostile_table(dice: &mut Dice, workspace: &Workspace) -> (&'static str, Vec<u8>) {
    let (name, bytes) = TABLES[dice.below(TABLES.len())];
    let own = relata::domain::record::Collection::MAIN[dice.below(5)];
    let whole = if dice.below(3) == 0 { csv::write(workspace, own).into_bytes() } else { bytes.to_vec() };
    let hostile = match dice.below(8) {
        0 => mutate::noise(dice, 300),
        1 => mutate::babble(dice, 200).encode_utf16().flat_map(u16::to_le_bytes).collect(),
        2 => {
            let text = mutate::text(dice, &String::from_utf8_lossy(&whole), "a,\"b\r\n\"\"");
            [&[0xff, 0xfe][..], &text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<_>>()].concat()
        }
        3 | 4 => mutate::bytes(dice, &whole, TABLES[0].1),
        _ => mutate::text(dice, &String::from_utf8_lossy(&whole), "2026-02-30,1e999,\"").into_bytes(),
    };
    (name, hostile)
}

#[test]
fn fuzz_tables_are_planned_row_by_row_and_taken_in() {
    let present = samples::workspace();
    fuzz("csv::Intake", 15, &[], |dice| {
        let files: Vec<(&str, Vec<u8>)> = (0..=dice.below(3)).map(|_| hostile_table(dice, &present)).collect();
        let mut intake = Intake::read(files.iter().map(|(name, bytes)| (*name, bytes.as_slice())));
        for file in &mut intake.files {
            if dice.below(3) == 0 || file.rows == Rows::Unknown {
                file.set_collection(relata::domain::record::Collection::MAIN[dice.below(5)]);
            }
        }
        let plan = intake.plan(&present, &env(2));
        for (file, planned) in intake.files.iter().zip(&plan.files) {
            let rows = planned.rows_new + planned.rows_matched + planned.skipped.len();
            assert_eq!(rows, file.table.rows.len(), "{planned:?}");
            assert!(planned.skipped_csv(|reason| format!("{reason:?}")).lines().count() > planned.skipped.len());
        }
        take_in(&present, plan.records().to_vec());
    });
}
