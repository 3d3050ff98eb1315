//! The recorder over a real IndexedDB: what the vault builds upon.

use js_sys::{Array, Function, Promise};
use leptos::prelude::window;
use relata::platform::recorder::IndexedDb;
use relata::store::vault::StorageFault;
use relata::store::vault::recorder::{Entry, Head, Outcome, Recorded, Recorder, RecorderFault, Trim, Write};
use uuid::Uuid;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, future_to_promise};
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{IdbDatabase, IdbOpenDbRequest};

#[wasm_bindgen_test]
async fn what_was_recorded_is_read_again_by_another_connection() {
    let recorder = fresh().await;
    assert_eq!(recorder.load(None).await, Ok(None));
    assert_eq!(recorder.mirrored_keys().await, Ok(vec![]));

    let write = Write {
        head: head(2),
        entries: vec![entry(2, "second"), entry(1, "first")],
        puts: vec![pair("relata/b", "B"), pair("relata/a", "A")],
        ..Write::default()
    };
    assert_eq!(keep(&recorder, write).await, Ok(Outcome::Kept));

    let other = open().await;
    let all = Recorded { head: head(2), entries: vec![entry(1, "first"), entry(2, "second")] };
    assert_eq!(other.load(None).await, Ok(Some(all)));
    let later = Recorded { head: head(2), entries: vec![entry(2, "second")] };
    assert_eq!(other.load(Some(1)).await, Ok(Some(later)));
    let keys = ["relata/a", "relata/none", "relata/b"].map(str::to_owned);
    assert_eq!(other.mirrored(&keys).await, Ok(vec![Some("A".to_owned()), None, Some("B".to_owned())]));
    assert_eq!(other.mirrored_keys().await, Ok(vec!["relata/a".to_owned(), "relata/b".to_owned()]));

    let write =
        Write { expected: Some(head(2)), head: head(2), removes: vec!["relata/b".to_owned()], ..Write::default() };
    assert_eq!(keep(&other, write).await, Ok(Outcome::Kept));
    assert_eq!(recorder.mirrored_keys().await, Ok(vec!["relata/a".to_owned()]));
}

#[wasm_bindgen_test]
async fn without_a_revision_the_log_begins_after_what_is_folded() {
    let recorder = fresh().await;
    let head = Head { folded: 2, ..head(3) };
    let entries = vec![entry(1, "a"), entry(2, "b"), entry(3, "c")];
    assert_eq!(keep(&recorder, Write { head, entries, ..Write::default() }).await, Ok(Outcome::Kept));
    assert_eq!(recorder.load(None).await, Ok(Some(Recorded { head, entries: vec![entry(3, "c")] })));
}

#[wasm_bindgen_test]
async fn a_step_on_a_head_that_moved_is_told_what_it_missed_and_writes_nothing() {
    let (recorder, other) = (fresh().await, open().await);
    assert_eq!(keep(&recorder, first("one")).await, Ok(Outcome::Kept));
    assert_eq!(keep(&other, next(1, "two")).await, Ok(Outcome::Kept));

    let mut asked = false;
    let mut beside = || {
        asked = true;
        Ok(())
    };
    let outcome = recorder.write(next(1, "too late"), &mut beside);
    let missed = Recorded { head: head(2), entries: vec![entry(2, "two")] };
    assert_eq!(outcome.await, Ok(Outcome::Ahead(Some(missed))));
    assert!(!asked, "nothing is written beside a step that does not count");
    let all = Recorded { head: head(2), entries: vec![entry(1, "one"), entry(2, "two")] };
    assert_eq!(recorder.load(None).await, Ok(Some(all)));
}

#[wasm_bindgen_test]
async fn a_step_that_is_refused_beside_leaves_nothing() {
    let recorder = fresh().await;
    let refused = recorder.write(first("one"), &mut || Err(StorageFault::QuotaExceeded)).await;
    assert_eq!(refused, Ok(Outcome::Refused(StorageFault::QuotaExceeded)));
    assert_eq!(recorder.load(None).await, Ok(None));
    assert_eq!(keep(&recorder, first("again")).await, Ok(Outcome::Kept));
}

#[wasm_bindgen_test]
async fn beside_is_called_once() {
    let recorder = fresh().await;
    let mut calls = 0;
    let mut beside = || {
        calls += 1;
        Ok(())
    };
    assert_eq!(recorder.write(first("one"), &mut beside).await, Ok(Outcome::Kept));
    assert_eq!(calls, 1);
}

#[wasm_bindgen_test]
async fn another_workspace_begins_with_nothing_of_the_one_before() {
    let recorder = fresh().await;
    let mut write = first("old");
    write.puts = vec![pair("relata/old", "old")];
    assert_eq!(keep(&recorder, write).await, Ok(Outcome::Kept));

    let epoch = Head { epoch: Uuid::from_u128(2), ..head(1) };
    let write = Write {
        expected: Some(head(1)),
        head: epoch,
        begins: true,
        entries: vec![entry(1, "new")],
        puts: vec![pair("relata/new", "new")],
        ..Write::default()
    };
    assert_eq!(keep(&recorder, write).await, Ok(Outcome::Kept));
    assert_eq!(recorder.load(Some(0)).await, Ok(Some(Recorded { head: epoch, entries: vec![entry(1, "new")] })));
    assert_eq!(recorder.mirrored_keys().await, Ok(vec!["relata/new".to_owned()]));
}

#[wasm_bindgen_test]
async fn the_log_is_trimmed_by_revision_and_by_time() {
    let recorder = fresh().await;
    let at = |revision, at| Entry { at, ..entry(revision, "x") };
    // The clock was set back between the second and the third.
    let entries = vec![at(1, 10), at(2, 99), at(3, 20), at(4, 30), at(5, 5)];
    assert_eq!(keep(&recorder, Write { head: head(5), entries, ..Write::default() }).await, Ok(Outcome::Kept));
    let left = async || {
        let entries = recorder.load(Some(0)).await.unwrap().unwrap().entries;
        entries.iter().map(|entry| entry.revision).collect::<Vec<_>>()
    };

    let trim = |through, before| Some(Trim { through, before });
    let step = |trim| Write { expected: Some(head(5)), head: head(5), trim, ..Write::default() };
    assert_eq!(keep(&recorder, step(trim(4, Some(30)))).await, Ok(Outcome::Kept));
    assert_eq!(left().await, [2, 4, 5], "done at 30 is not before 30, and the fifth is beyond the fourth");
    assert_eq!(keep(&recorder, step(trim(2, None))).await, Ok(Outcome::Kept));
    assert_eq!(left().await, [4, 5]);

    let mut write = step(trim(7, Some(50)));
    (write.head, write.entries) = (head(7), vec![at(6, 40), at(7, 60)]);
    assert_eq!(keep(&recorder, write).await, Ok(Outcome::Kept));
    assert_eq!(left().await, [7], "entries of the same step are trimmed too");
}

#[wasm_bindgen_test]
async fn of_two_that_count_at_once_neither_loses_a_step() {
    const STEPS: usize = 100;
    fresh().await;
    let counters: Array = ["left", "right"].iter().map(|name| future_to_promise(count(name, STEPS))).collect();
    JsFuture::from(Promise::all(&counters)).await.unwrap();

    let recorded = open().await.load(None).await.unwrap().unwrap();
    assert_eq!(recorded.head.revision, 2 * STEPS as u64);
    for name in ["left", "right"] {
        let of_one = recorded.entries.iter().filter_map(|entry| entry.text.strip_prefix(name));
        let expected: Vec<String> = (0..STEPS).map(|n| n.to_string()).collect();
        assert_eq!(of_one.collect::<Vec<_>>(), expected, "{name}");
    }
}

/// Makes steps on whichever head is there, again and again where the other was first.
async fn count(name: &str, steps: usize) -> Result<JsValue, JsValue> {
    let recorder = open().await;
    let mut expected = None;
    for n in 0..steps {
        loop {
            let revision = expected.map_or(1, |head: Head| head.revision + 1);
            let entries = vec![entry(revision, &format!("{name}{n}"))];
            let write = Write { expected, head: head(revision), entries, ..Write::default() };
            match keep(&recorder, write).await.unwrap() {
                Outcome::Kept => break expected = Some(head(revision)),
                Outcome::Ahead(held) => expected = held.map(|held| held.head),
                Outcome::Refused(fault) => panic!("{fault:?}"),
            }
        }
    }
    Ok(JsValue::NULL)
}

#[wasm_bindgen_test]
async fn long_texts_and_all_characters_come_back_unchanged() {
    let recorder = fresh().await;
    let packed: String = ('\u{3400}'..='\u{B3FF}').collect();
    let texts = [packed.repeat(32), "\u{0} Zoë \u{1F426} \u{FFFF}\n".to_owned(), "x".repeat(1_000_000), String::new()];
    let keys: Vec<String> = (0..texts.len()).map(|n| format!("relata/{n}\u{0}{packed}")).collect();
    let write = Write {
        head: head(9_007_199_254_740_991),
        entries: (1..).zip(&texts).map(|(revision, text)| entry(revision, text)).collect(),
        puts: keys.iter().cloned().zip(texts.iter().cloned()).collect(),
        ..Write::default()
    };
    assert_eq!(keep(&recorder, write).await, Ok(Outcome::Kept));
    let all = recorder.load(None).await.unwrap().unwrap();
    assert_eq!(all.head.revision, 9_007_199_254_740_991);
    // Not `assert_eq`: of megabytes nobody wants to see the difference.
    assert!(all.entries.iter().map(|entry| &entry.text).eq(&texts));
    let mirrored = recorder.mirrored(&keys).await.unwrap();
    assert!(mirrored.into_iter().flatten().eq(texts));
}

#[wasm_bindgen_test]
async fn a_database_that_was_deleted_meanwhile_is_opened_anew_and_empty() {
    let recorder = fresh().await;
    assert_eq!(keep(&recorder, first("one")).await, Ok(Outcome::Kept));
    // This waits until every connection has let go.
    delete().await;
    assert_eq!(keep(&recorder, next(1, "two")).await, Ok(Outcome::Ahead(None)));
    assert_eq!(keep(&recorder, first("anew")).await, Ok(Outcome::Kept));
}

#[wasm_bindgen_test]
async fn a_database_of_a_later_version_is_not_touched() {
    delete().await;
    let later = window().indexed_db().unwrap().unwrap().open_with_u32("relata", 99).unwrap();
    let later: IdbDatabase = done(&later).await.unchecked_into();
    assert_eq!(IndexedDb::open().await.err(), Some(RecorderFault::Missing));
    later.close();
    delete().await;
}

// ---- what the tests are written with

/// A recorder that holds nothing.
async fn fresh() -> IndexedDb {
    delete().await;
    open().await
}

async fn open() -> IndexedDb {
    IndexedDb::open().await.unwrap()
}

async fn keep(recorder: &IndexedDb, write: Write) -> Result<Outcome, RecorderFault> {
    recorder.write(write, &mut || Ok(())).await
}

fn head(revision: u64) -> Head {
    Head { epoch: Uuid::from_u128(1), generation: 0, folded: 0, revision }
}

fn entry(revision: u64, text: &str) -> Entry {
    Entry { revision, at: 1_700_000_000_000, text: text.to_owned() }
}

fn pair(key: &str, text: &str) -> (String, String) {
    (key.to_owned(), text.to_owned())
}

/// The first step of all.
fn first(text: &str) -> Write {
    Write { head: head(1), entries: vec![entry(1, text)], ..Write::default() }
}

/// The step after a revision.
fn next(after: u64, text: &str) -> Write {
    let entries = vec![entry(after + 1, text)];
    Write { expected: Some(head(after)), head: head(after + 1), entries, ..Write::default() }
}

async fn delete() {
    let request = window().indexed_db().unwrap().unwrap().delete_database("relata").unwrap();
    done(&request).await;
}

async fn done(request: &IdbOpenDbRequest) -> JsValue {
    let succeeded = Promise::new(&mut |resolve: Function, reject: Function| {
        request.set_onsuccess(Some(&resolve));
        request.set_onerror(Some(&reject));
    });
    JsFuture::from(succeeded).await.unwrap();
    request.result().unwrap()
}
