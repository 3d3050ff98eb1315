//! Figures of the vault on the reference data, one row of JSON each, to be
//! read and compared, not asserted. `cargo xtask bench` runs this and shows them:
//! `cargo test --release --no-default-features --test vault_measure -- --ignored --nocapture`.
//! Sizes come from `RELATA_SIZES`, such as `1000,10000`.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, clippy::cast_precision_loss, missing_docs)]

mod session_support;
mod vault_support;

use std::collections::BTreeMap;
use std::future::Future;
use std::pin::pin;
use std::task::{Context, Poll, Waker};
use std::time::{Duration, Instant};

use relata::domain::command::Command;
use relata::domain::record::{Collection, RecordRef};
use relata::domain::sample::large;
use relata::domain::workspace::Workspace;
use relata::store::vault::QUOTA;
use relata::store::vault::memory::Memory;
use serde_json::{Value, json};
use session_support::{Dice, edit, env, of};
use vault_support::{Tab, open, ready};

/// How many single edits are timed, and how many a compaction folds.
const EDITS: u64 = 200;
/// For how many of them what was written is looked at, which takes long.
const LOOKED_AT: u64 = 20;

#[test]
#[ignore = "measures"]
fn figures() {
    let sizes = std::env::var("RELATA_SIZES").unwrap_or_else(|_| "1000,10000,100000".to_owned());
    let sizes: Vec<usize> = sizes.split(',').map(|size| size.parse().unwrap()).collect();
    let edits: Vec<Edit> = sizes.iter().map(|size| of_size(*size)).collect();
    if let ([first, .., last], [smallest, .., largest]) = (&edits[..], &sizes[..]) {
        let against = |what: &str, times: f64| {
            let judged = json!({ "goal": "≤ 1.5", "within": times <= 1.5, "ratio": true, "against": smallest });
            row(*largest, what, times, "×", judged);
        };
        against("commit, against that at the smallest size", last.committing / first.committing);
        let (last, first) = (last.deciding + last.committing, first.deciding + first.committing);
        against("change of one field decided and kept, against the smallest size", last / first);
    }
}

/// The medians of changing one field, in milliseconds.
struct Edit {
    deciding: f64,
    committing: f64,
}

/// Measures at one size.
fn of_size(size: usize) -> Edit {
    let storage = Memory::default();
    let mut tab = Tab::open(&storage);
    let (records, making) = timed(|| large::reference(&Workspace::starter(), &env(0), size, 1).collect::<Vec<_>>());
    row(size, "making the records", milliseconds(making), "ms", json!({ "records": records.len() }));
    let demo = Command::LoadLargeDemo { records };
    let (receipt, deciding) = timed(|| tab.session.execute(&demo, &env(0)).unwrap());
    row(size, "taking them in as one change", milliseconds(deciding), "ms", json!({}));
    let (kept, keeping) = timed(|| tab.keep(&receipt));
    kept.unwrap();
    drop(receipt);
    row(size, "keeping that", milliseconds(keeping), "ms", json!({}));
    capacity(size, &tab, "as loaded");
    let edit = edits(size, &mut tab, &storage);
    compaction(size, &tab, &storage);
    capacity(size, &tab, "after 200 edits and a compaction");
    let times: Vec<Duration> = (0..5).map(|_| timed(|| open(&storage)).1).collect();
    let opening = spread(size, "opening", &times, json!({}));
    row(size, "opening, for each 1,000 records", opening * 1_000.0 / size as f64, "ms", json!({ "ratio": true }));
    edit
}

/// What a record takes, and how many fit with a twentieth of the quota free.
fn capacity(size: usize, tab: &Tab, when: &str) {
    let usage = tab.vault.usage().unwrap();
    let parts = [("records", usage.records), ("history", usage.history), ("journal", usage.journal)];
    for (part, taken) in parts {
        row(
            size,
            &format!("characters a record in the {part}, {when}"),
            taken as f64 / size as f64,
            "chars",
            json!({}),
        );
    }
    let each = usage.used() as f64 / size as f64;
    let fit = QUOTA as f64 * 0.95 / each;
    // What little there is says nothing of what much would take.
    let judged = json!({ "goal": "≥ 100,000", "within": fit >= 100_000.0, "ratio": true });
    let goal = if size < 100_000 { json!({ "ratio": true }) } else { judged };
    row(size, &format!("records that fit, {when}"), fit, "records", goal);
}

/// Changes one field at a time.
fn edits(size: usize, tab: &mut Tab, storage: &Memory) -> Edit {
    let mut dice = Dice::new(1);
    let contacts: Vec<RecordRef> = of(tab.session.workspace(), Collection::Contact);
    let (mut executes, mut commits, mut written) = (Vec::new(), Vec::new(), Vec::new());
    for n in 1..=EDITS {
        let record = contacts[dice.below(contacts.len())];
        let command = edit(record, json!({ "department": format!("Department {n}") }));
        let (receipt, executing) = timed(|| tab.session.execute(&command, &env(n)).unwrap());
        let before = (n <= LOOKED_AT).then(|| storage.entries());
        let (kept, committing) = timed(|| tab.keep(&receipt));
        kept.unwrap();
        written.extend(before.map(|before| written_since(&before, storage)));
        executes.push(executing);
        commits.push(committing);
    }
    let count = written.len() as f64;
    let keys = written.iter().map(|(keys, _)| *keys as f64).sum::<f64>() / count;
    let units = written.iter().map(|(_, units)| *units as f64).sum::<f64>() / count;
    let deciding = spread(size, "deciding a change of one field", &executes, json!({}));
    row(size, "keys written by a commit", keys, "keys", json!({}));
    row(size, "characters written by a commit", units, "chars", json!({}));
    let most = json!({ "goal": "≤ 10 ms", "most": 10 });
    Edit { deciding, committing: spread(size, "commit of a change of one field", &commits, most) }
}

fn compaction(size: usize, tab: &Tab, storage: &Memory) {
    let before = storage.entries();
    let (longest, taken) = slices(tab.vault.compact());
    let (keys, units) = written_since(&before, storage);
    row(size, "compaction of 200 edits", milliseconds(taken), "ms", json!({}));
    row(
        size,
        "its longest uninterrupted slice",
        milliseconds(longest),
        "ms",
        json!({ "goal": "≤ 100 ms", "within": longest.as_millis() <= 100 }),
    );
    row(size, "keys written by it", keys as f64, "keys", json!({}));
    row(size, "characters written by it", units as f64, "chars", json!({}));
}

/// How many keys hold something new, and how many characters that is.
fn written_since(before: &BTreeMap<String, String>, storage: &Memory) -> (usize, usize) {
    let after = storage.entries();
    let new = after.iter().filter(|(key, text)| before.get(*key) != Some(*text));
    new.fold((0, 0), |(keys, units), (key, text)| (keys + 1, units + key.len() + text.encode_utf16().count()))
}

/// The longest stretch of a future between two waits, and all of it.
fn slices<T, E: std::fmt::Debug>(future: impl Future<Output = Result<T, E>>) -> (Duration, Duration) {
    let (mut future, mut longest, begun) = (pin!(future), Duration::ZERO, Instant::now());
    loop {
        let (polled, taken) = timed(|| future.as_mut().poll(&mut Context::from_waker(Waker::noop())));
        longest = longest.max(taken);
        if let Poll::Ready(result) = polled {
            ready(async { result }).unwrap();
            return (longest, begun.elapsed());
        }
    }
}

fn timed<T>(work: impl FnOnce() -> T) -> (T, Duration) {
    let begun = Instant::now();
    let value = work();
    (value, begun.elapsed())
}

fn milliseconds(time: Duration) -> f64 {
    time.as_secs_f64() * 1_000.0
}

/// A row of a median with its lower and upper quartile; gives the median.
fn spread(size: usize, what: &str, times: &[Duration], mut more: Value) -> f64 {
    let mut times: Vec<f64> = times.iter().map(|time| milliseconds(*time)).collect();
    times.sort_by(f64::total_cmp);
    let at = |share: usize| times[(times.len() - 1) * share / 4];
    more["spread"] = json!([at(1), at(3)]);
    if let Some(most) = more["most"].as_f64() {
        more["within"] = json!(at(2) <= most);
    }
    row(size, what, at(2), "ms", more);
    at(2)
}

fn row(size: usize, what: &str, value: f64, unit: &str, mut more: Value) {
    for (key, said) in [("where", json!("vault, native")), ("size", json!(size)), ("what", json!(what))] {
        more[key] = said;
    }
    (more["value"], more["unit"]) = (json!(value), json!(unit));
    println!("{more}");
}
