//! Figures of the vault, to be read and compared by row, not asserted:
//! `cargo test --release --no-default-features --test vault_measure -- --ignored --nocapture`.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, missing_docs)]

mod session_support;
mod vault_support;

use std::time::{Duration, Instant};

use relata::domain::command::Command;
use relata::domain::record::{Collection, Record};
use relata::store::vault::memory::Memory;
use serde_json::json;
use session_support::{Dice, edit, env, of};
use uuid::Uuid;
use vault_support::{Tab, open, ready};

fn person(dice: &mut Dice, n: usize) -> Record {
    let mut lead = Collection::Lead.blank();
    lead.set_uuid(Uuid::from_u128(u128::from(dice.roll()) << 64 | u128::from(dice.roll())));
    let values = [
        ("first_name", json!(format!("Given{}", dice.below(500)))),
        ("last_name", json!(format!("Family{}", dice.below(5_000)))),
        ("job_title", json!("Head of purchasing")),
        ("company", json!(format!("Company {} Ltd", dice.below(3_000)))),
        ("emails", json!([{ "kind": "work", "value": format!("person.{n}@company.example") }])),
        ("phones", json!([{ "kind": "work", "value": format!("+49 30 {:07}", dice.below(9_999_999)) }])),
        ("status", json!("01900000-0000-7000-8000-000000000200")),
        ("source", json!("01900000-0000-7000-8000-000000000303")),
        ("rating", json!("warm")),
        ("needs", json!("Replace the spreadsheet by the end of the quarter")),
    ];
    for (key, value) in values {
        lead.set(key, value).unwrap();
    }
    lead
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort_unstable();
    times[times.len() / 2]
}

#[test]
#[ignore = "measures"]
fn figures() {
    for size in [1_000, 10_000] {
        let (mut dice, storage) = (Dice::new(1), Memory::default());
        let mut tab = Tab::open(&storage);
        let records: Vec<Record> = (0..size).map(|n| person(&mut dice, n)).collect();
        let json: usize = records.iter().map(|record| serde_json::to_string(&record.to_map()).unwrap().len()).sum();
        let begun = Instant::now();
        tab.run(0, &Command::Import { name: "people.csv".to_owned(), records }).unwrap();
        let import = begun.elapsed();
        let usage = tab.vault.usage().unwrap();
        let leads = of(tab.session.workspace(), Collection::Lead);
        let (mut commits, mut executes, before) = (Vec::new(), Vec::new(), storage.used());
        for n in 1..=200 {
            let record = leads[dice.below(leads.len())];
            let begun = Instant::now();
            let receipt = tab.session.execute(&edit(record, json!({ "budget": format!("{n} EUR") })), &env(n)).unwrap();
            executes.push(begun.elapsed());
            let begun = Instant::now();
            tab.keep(&receipt).unwrap();
            commits.push(begun.elapsed());
        }
        let per_commit = (storage.used() - before) / 200;
        let written = storage.entries();
        let begun = Instant::now();
        ready(tab.vault.compact()).unwrap();
        let compaction = begun.elapsed();
        let new = storage.entries().into_iter().filter(|(key, text)| written.get(key) != Some(text));
        let rewritten: usize = new.map(|(key, text)| key.len() + text.len()).sum();
        let begun = Instant::now();
        let (_, opened) = open(&storage);
        println!(
            "{size} records: JSON {} units a record, stored {} a record, its import in the history {} a record; \
             execute {:?}, commit {:?} and {per_commit} units; import {import:?}; compaction of 200 edits {compaction:?} \
             and {rewritten} units; open {:?} ({} transactions)",
            json / size,
            usage.records / size,
            usage.history / size,
            median(executes),
            median(commits),
            begun.elapsed(),
            opened.log.len(),
        );
    }
}
