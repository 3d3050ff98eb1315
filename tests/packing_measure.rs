//! Figures of packing on the reference data, to be read and compared by row,
//! not asserted:
//! `cargo test --release --no-default-features --test packing_measure -- --ignored --nocapture --test-threads 1`.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::cast_precision_loss, missing_docs)]

use std::collections::{BTreeMap, BTreeSet};
use std::time::{Duration, Instant};

use relata::domain::env::Env;
use relata::domain::record::Collection;
use relata::domain::sample::large;
use relata::domain::workspace::Workspace;
use relata::packing::{Armour, pack, unpack};
use serde_json::{Map, Value};

type Rows = Vec<Map<String, Value>>;

/// The reference data by collection, each in the order of ids, as segments hold it.
fn reference(records: usize) -> BTreeMap<Collection, Rows> {
    let now = "2026-11-21T09:00:00Z".parse().unwrap();
    let env = Env::new(now, "2026-11-21".parse().unwrap(), None, 0);
    let mut all: BTreeMap<Collection, Rows> = BTreeMap::new();
    for record in large::reference(&Workspace::starter(), &env, records, 1) {
        if Collection::MAIN.contains(&record.collection()) {
            all.entry(record.collection()).or_default().push(record.to_map());
        }
    }
    for rows in all.values_mut() {
        rows.sort_by_key(|row| row["id"].as_str().map(str::to_owned));
    }
    all
}

fn size(rows: &Rows, block: usize) -> f64 {
    let sum: usize = rows.chunks(block).map(|rows| pack(rows).unwrap().len()).sum();
    sum as f64 / rows.len() as f64
}

/// The median, in nanoseconds for each of so many.
fn median(mut times: Vec<Duration>, each: usize) -> u128 {
    times.sort_unstable();
    times[times.len() / 2].as_nanos() / each as u128
}

#[test]
#[ignore = "measures"]
fn bytes_a_record() {
    let all = reference(100_000);
    let records: usize = all.values().map(Vec::len).sum();
    let json: usize = all.values().flatten().map(|row| serde_json::to_string(row).unwrap().len()).sum();
    println!("{records} records, {} bytes of JSON each", json / records);
    for block in [256, 512, 1024, 2048, 4096] {
        let begun = Instant::now();
        let sizes: Vec<(&str, f64)> = all.iter().map(|(of, rows)| (of.plural(), size(rows, block))).collect();
        let each = begun.elapsed() / u32::try_from(records).unwrap();
        let mix: f64 = all.values().zip(&sizes).map(|(rows, (_, size))| rows.len() as f64 * size).sum();
        println!("{block:5} rows: {:6.2} in the mix, {sizes:.1?}; {each:?} to pack", mix / records as f64);
    }
}

#[test]
#[ignore = "measures"]
fn time_a_record() {
    for (collection, rows) in reference(50_000) {
        let json: Vec<String> = rows.iter().map(|row| serde_json::to_string(row).unwrap()).collect();
        for block in [256, 1024] {
            let packed: Vec<Vec<u8>> = rows.chunks(block).map(|rows| pack(rows).unwrap()).collect();
            let texts: Vec<String> = packed.iter().map(|block| Armour::Wide.to_text(block)).collect();
            let [mut armour, mut opening, mut reading, mut plain] = [const { Vec::new() }; 4];
            for _ in 0..9 {
                let begun = Instant::now();
                let bytes: Vec<Vec<u8>> = texts.iter().map(|text| Armour::Wide.to_bytes(text).unwrap()).collect();
                armour.push(begun.elapsed());
                let begun = Instant::now();
                let blocks: Vec<_> = bytes.iter().map(|block| unpack(block).unwrap()).collect();
                opening.push(begun.elapsed());
                let begun = Instant::now();
                let records = blocks.iter().flat_map(|block| collection.read_block(block));
                let records: Vec<_> = records.collect::<Result<_, _>>().unwrap();
                reading.push(begun.elapsed());
                assert_eq!(records.len(), rows.len());
                drop(records);
                let begun = Instant::now();
                let values = json.iter().map(|json| serde_json::from_str(json).unwrap());
                let records: Vec<_> = values.map(|value| collection.read(&value).unwrap()).collect();
                plain.push(begun.elapsed());
                assert_eq!(records.len(), rows.len());
            }
            let [armour, opening, reading, plain] =
                [armour, opening, reading, plain].map(|times| median(times, rows.len()));
            println!(
                "{:13} {block:5} rows: armour off {armour:4} ns, open {opening:4} ns, read {reading:5} ns; \
                 the same from JSON {plain:5} ns",
                collection.plural(),
            );
        }
    }
}

/// What each field costs: the block with it less the block without.
#[test]
#[ignore = "measures"]
fn bytes_a_field() {
    for (collection, rows) in reference(50_000) {
        let whole = size(&rows, 1024);
        let keys: BTreeSet<String> = rows.iter().flat_map(|row| row.keys().cloned()).collect();
        let cost = |key: &String| {
            let mut without = rows.clone();
            for row in &mut without {
                row.remove(key);
            }
            (whole - size(&without, 1024), key.clone())
        };
        let mut costs: Vec<(f64, String)> = keys.iter().map(cost).collect();
        costs.sort_by(|a, b| b.0.total_cmp(&a.0));
        println!("{} {whole:.1}: {costs:.2?}", collection.plural());
    }
}
