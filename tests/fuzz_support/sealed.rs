//! Storages with something in them, and their entries as they are not: with a
//! seal that holds around content that nobody wrote.

use std::collections::BTreeMap;
use std::rc::Rc;

use relata::domain::change::Transaction;
use relata::domain::workspace::Workspace;
use relata::packing::{Armour, pack, unpack};
use relata::store::vault::memory::Memory;
use relata::store::vault::memory_recorder::MemoryRecorder;
use serde_json::{Map, Value};

use super::mutate;
use crate::session_support::{Dice, command, env, new_lead};
use crate::vault_support::{Tab, marks_from, ready};

pub const MANIFEST: &str = "relata/manifest";
pub const SEGMENT: &str = "relata/segment/";
pub const JOURNAL: &str = "relata/journal/";

/// A storage with its recorder, and what they open as.
pub struct Kept {
    pub entries: BTreeMap<String, String>,
    pub recorder: MemoryRecorder,
    pub whole: Workspace,
    pub log: Vec<Transaction>,
}

impl Kept {
    pub fn storage(&self) -> Memory {
        Memory::of(self.entries.clone())
    }

    /// The keys that hold the workspace and begin so.
    pub fn keys(&self, start: &str) -> Vec<String> {
        let is_content = |key: &String| [MANIFEST, SEGMENT, JOURNAL].iter().any(|part| key.starts_with(part));
        self.entries.keys().filter(|key| key.starts_with(start) && is_content(key)).cloned().collect()
    }
}

thread_local! {
    static KEPT: Rc<Kept> = Rc::new(worked());
    static FIRST: Rc<Kept> = Rc::new(first_version());
}

/// A storage of this version.
pub fn kept() -> Rc<Kept> {
    KEPT.with(Rc::clone)
}

/// The frozen storage of the first version, as much of it as is small.
pub fn kept_by_the_first_version() -> Rc<Kept> {
    FIRST.with(Rc::clone)
}

fn worked() -> Kept {
    let mark = marks_from(Some(0));
    let (storage, recorder) = (Memory::default(), MemoryRecorder::default());
    let (mut dice, mut tab) = (Dice::new(7), Tab::open_both(&storage, &recorder));
    for n in 0..40 {
        let command = command(&mut dice, tab.session.workspace());
        if let Ok(receipt) = tab.session.execute(&command, &env(n)) {
            tab.keep(&receipt).unwrap();
        }
        if n == 20 || n == 34 {
            ready(tab.vault.compact()).unwrap();
        }
    }
    tab.run(50, &new_lead("In the journal")).unwrap();
    let (whole, log) = tab.state();
    marks_from(mark);
    Kept { entries: storage.entries(), recorder, whole, log }
}

fn first_version() -> Kept {
    let dump: Value = serde_json::from_str(include_str!("../fixtures/vault-1.json")).unwrap();
    let entries = dump["entries"].as_object().unwrap().iter();
    let mut entries: BTreeMap<String, String> =
        entries.map(|(key, text)| (key.clone(), text.as_str().unwrap().to_owned())).collect();
    // The blanks of the reserve are most of it, and of the large segments one is enough.
    entries.remove("relata/reserve");
    let mut manifest: Value = serde_json::from_str(body_of(&entries[MANIFEST])).unwrap();
    let mut large = 0;
    manifest["segments"].as_array_mut().unwrap().retain(|listed| {
        let is_large = entries[&key_of(listed).unwrap()].len() > 12_000;
        large += usize::from(is_large);
        !is_large || large == 1
    });
    entries.insert(MANIFEST.to_owned(), sealed(MANIFEST, 1, &manifest.to_string()));
    let listed: Vec<String> = manifest["segments"].as_array().unwrap().iter().filter_map(key_of).collect();
    entries.retain(|key, _| !key.starts_with(SEGMENT) || listed.contains(key));
    let (whole, log) = Tab::open(&Memory::of(entries.clone())).state();
    Kept { entries, recorder: MemoryRecorder::missing(), whole, log }
}

/// The key of a segment that a manifest lists.
fn key_of(listed: &Value) -> Option<String> {
    Some(format!("{SEGMENT}{:010}/{:05}", listed["generation"].as_u64()?, listed["number"].as_u64()?))
}

/// An entry with a seal that holds: its shape is for ever.
pub fn sealed(key: &str, format: u32, body: &str) -> String {
    let bytes = key.bytes().chain(format.to_le_bytes()).chain(body.bytes());
    format!("{format}:{:016x}:{body}", fnv(bytes))
}

/// Whether the seal of an entry holds.
pub fn is_sealed(key: &str, entry: &str) -> bool {
    let format = entry.split(':').next().and_then(|format| format.parse().ok());
    format.is_some_and(|format| sealed(key, format, body_of(entry)) == entry)
}

/// What stands in an entry.
pub fn body_of(entry: &str) -> &str {
    entry.splitn(3, ':').nth(2).unwrap_or_default()
}

/// The checksum in an entry.
fn sum_of(entry: &str) -> Option<u64> {
    u64::from_str_radix(entry.split(':').nth(1)?, 16).ok()
}

fn row(json: &str) -> String {
    let sum = fnv(json.bytes());
    format!("{:08x} {json}", (sum >> 32) ^ (sum & 0xffff_ffff))
}

fn fnv(bytes: impl Iterator<Item = u8>) -> u64 {
    bytes.fold(0xcbf2_9ce4_8422_2325, |sum, byte| (sum ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

/// An entry as it is not, mostly with a seal that holds.
pub fn hostile(dice: &mut Dice, key: &str, original: &str) -> String {
    let format = original[..1].parse().unwrap();
    let body = body_of(original);
    match dice.below(12) {
        0 => mutate::text(dice, original, "2:0000000000000000:{}"),
        1 => mutate::babble(dice, 40),
        2 => format!("{}{}", &original[..18], mutate::text(dice, body, body)),
        3 => sealed(key, format, &mutate::text(dice, body, "{}")),
        4 => sealed(key, [0, 1, 2, 3, u32::MAX][dice.below(5)], body),
        _ if key.starts_with(SEGMENT) && format == 1 => sealed(key, 1, &hostile_rows(dice, body)),
        _ if key.starts_with(SEGMENT) => sealed(key, 2, &hostile_block(dice, body)),
        _ => sealed(key, format, &hostile_json(dice, body)),
    }
}

fn hostile_json(dice: &mut Dice, text: &str) -> String {
    serde_json::from_str(text).map_or_else(|_| text.to_owned(), |value| mutate::json(dice, &value).to_string())
}

/// The rows of a segment of the first version, some with other content.
fn hostile_rows(dice: &mut Dice, body: &str) -> String {
    let mut rows: Vec<String> = body.lines().map(str::to_owned).collect();
    for _ in 0..=dice.below(3) {
        let n = if dice.below(4) == 0 { 0 } else { dice.below(rows.len()) };
        let json = rows[n].split_once(' ').unwrap_or_default().1.to_owned();
        rows[n] = if dice.below(8) == 0 { mutate::text(dice, &json, "") } else { row(&hostile_json(dice, &json)) };
    }
    rows.join("\n")
}

/// A packed segment with another header, other rows, or other bytes.
fn hostile_block(dice: &mut Dice, body: &str) -> String {
    let (header, text) = body.split_once('\n').unwrap();
    let bytes = Armour::Wide.to_bytes(&text[1..]).unwrap();
    let wide = |bytes: &[u8]| format!("w{}", Armour::Wide.to_text(bytes));
    let json = header.split_once(' ').unwrap().1;
    match dice.below(10) {
        0 => format!("{header}\n{}", mutate::text(dice, text, "wl")),
        1 | 2 => format!("{header}\n{}", wide(&mutate::bytes(dice, &bytes, &bytes))),
        3 => format!("{header}\nl{}", Armour::Latin.to_text(&bytes)),
        4 | 5 => format!("{}\n{text}", row(&hostile_json(dice, json))),
        _ => {
            let block = unpack(&bytes).unwrap();
            let rows: Vec<Value> = (0..block.len()).filter_map(|n| block.row(n)).map(Value::Object).collect();
            let rows = mutate::json(dice, &Value::Array(rows));
            let rows: Vec<Map<String, Value>> =
                rows.as_array().into_iter().flatten().filter_map(|row| row.as_object().cloned()).collect();
            pack(&rows).map_or_else(|_| body.to_owned(), |bytes| format!("{header}\n{}", wide(&bytes)))
        }
    }
}

/// The manifest with the checksum that a segment has by now, as if it had
/// been written so.
pub fn relisted(manifest: &str, key: &str, text: &str) -> String {
    let mut value: Value = serde_json::from_str(body_of(manifest)).unwrap();
    for listed in value["segments"].as_array_mut().unwrap() {
        if key_of(listed).as_deref() == Some(key) && listed.get("sum").is_some() {
            listed["sum"] = sum_of(text).into();
        }
    }
    sealed(MANIFEST, manifest[..1].parse().unwrap(), &value.to_string())
}
