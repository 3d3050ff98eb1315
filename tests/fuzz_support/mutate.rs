//! What hostile hands and bad disks make of bytes, texts and JSON.

use serde_json::{Map, Number, Value, json};

use crate::session_support::Dice;

const LETTERS: [&str; 38] = [
    "\u{0}",
    "\u{fffd}",
    "\u{feff}",
    "\u{202e}",
    "\u{2028}",
    "\u{ffff}",
    "\u{10ffff}",
    "e\u{301}",
    "\"",
    "\\",
    "\\ud800",
    "\\u0000",
    "{",
    "}",
    "[",
    "]",
    ",",
    ":",
    ";",
    "\n",
    "\r",
    " ",
    "\t",
    "\u{3400}",
    "\u{b3ff}",
    "é",
    "-",
    "0",
    "9",
    ".",
    "%",
    "%ff",
    "/",
    "?",
    "#",
    "&",
    "İ",
    "ß🏳️‍🌈",
];
const NUMBERS: [&str; 22] = [
    "0",
    "-0",
    "-1",
    "1",
    "255",
    "65536",
    "2147483648",
    "-2147483649",
    "4294967295",
    "4294967296",
    "9999999999",
    "10000000000",
    "9007199254740993",
    "9223372036854775807",
    "-9223372036854775808",
    "9223372036854775808",
    "18446744073709551615",
    "18446744073709551616",
    "1e308",
    "1e999",
    "-1e-400",
    "0.1",
];
const WORDS: [&str; 22] = [
    "",
    " ",
    "null",
    "unheard_of",
    "__proto__",
    "lead",
    "history",
    "USD",
    "XXX",
    "relata/manifest",
    "00000000-0000-0000-0000-000000000000",
    "ffffffff-ffff-ffff-ffff-ffffffffffff",
    "01900000-0000-7000-8000-000000000203",
    "2026-02-30",
    "0000-01-01",
    "9999-12-31",
    "-262143-01-01",
    "+262142-12-31",
    "-262143-01-01T00:00:00Z",
    "+262142-12-31T23:59:59.999999999Z",
    "2026-06-30T23:59:60Z",
    "9999999999999999999999999999-01-01",
];
const KEYS: [&str; 20] = [
    "id",
    "meta",
    "name",
    "created_at",
    "trashed_at",
    "minor",
    "currency",
    "account",
    "gone",
    "purged",
    "alone",
    "epoch",
    "revision",
    "segments",
    "patches",
    "from",
    "to",
    "custom",
    "unheard_of",
    "",
];

/// Noise.
pub fn noise(dice: &mut Dice, length: usize) -> Vec<u8> {
    (0..dice.below(length + 1)).map(|_| byte(dice)).collect()
}

/// Text that nobody wrote.
pub fn babble(dice: &mut Dice, length: usize) -> String {
    (0..dice.below(length + 1)).map(|_| piece(dice)).collect()
}

/// Bytes, cut, flipped, doubled, moved about, and spliced with others.
pub fn bytes(dice: &mut Dice, whole: &[u8], other: &[u8]) -> Vec<u8> {
    let mut bytes = whole.to_vec();
    for _ in 0..=dice.below(4) {
        let (from, to) = range(dice, bytes.len());
        match dice.below(9) {
            0 => bytes.truncate(from),
            1 => drop(bytes.drain(from..to)),
            2..=4 if from < bytes.len() => bytes[from] ^= 1 << dice.below(8),
            5 if from < bytes.len() => bytes[from] = [0, 0x7f, 0x80, 0xff][dice.below(4)],
            6 => bytes.splice(to..to, bytes[from..to].to_vec()).for_each(drop),
            7 => bytes[from..to].reverse(),
            8 => {
                let (first, last) = range(dice, other.len());
                bytes.splice(from..to, other[first..last].to_vec()).for_each(drop);
            }
            _ => bytes.splice(from..from, noise(dice, 12)).for_each(drop),
        }
    }
    bytes
}

/// Text, cut, flipped, doubled, moved about, and spliced with another; with
/// numbers gone to extremes.
pub fn text(dice: &mut Dice, whole: &str, other: &str) -> String {
    let (mut letters, other): (Vec<char>, Vec<char>) = (whole.chars().collect(), other.chars().collect());
    for _ in 0..=dice.below(4) {
        let (from, to) = range(dice, letters.len());
        let put: Vec<char> = match dice.below(9) {
            0 => Vec::new(),
            1 => letters[from..to].repeat(2),
            2 => letters[from..to].iter().rev().copied().collect(),
            3 => {
                let (first, last) = range(dice, other.len());
                other[first..last].to_vec()
            }
            4 => number(dice, &letters, from),
            5 => WORDS[dice.below(WORDS.len())].chars().collect(),
            6 if from == 0 => vec!['['; 5_000],
            _ => piece(dice).chars().chain(letters[from..to].iter().skip(1).copied()).collect(),
        };
        if dice.below(30) == 0 {
            letters.truncate(from);
        } else {
            letters.splice(from..to, put).for_each(drop);
        }
    }
    letters.into_iter().collect()
}

/// JSON with some of its values turned into others.
pub fn json(dice: &mut Dice, whole: &Value) -> Value {
    let mut value = whole.clone();
    for _ in 0..=dice.below(3) {
        let count = size(&value);
        let (place, donor) = (dice.below(count), dice.below(count));
        let donated = nth(&mut value, &mut donor.clone()).cloned().unwrap_or_default();
        if let Some(node) = nth(&mut value, &mut place.clone()) {
            change(dice, node, donated);
        }
    }
    value
}

/// A range, mostly short.
fn range(dice: &mut Dice, length: usize) -> (usize, usize) {
    let from = dice.below(length + 1);
    let longest = if dice.below(4) == 0 { length } else { 8 };
    (from, (from + dice.below(longest + 1)).min(length))
}

/// The number at a place gone to an extreme; where none is, what is there.
fn number(dice: &mut Dice, letters: &[char], from: usize) -> Vec<char> {
    let found = letters[from..].first().is_some_and(char::is_ascii_digit);
    if found { NUMBERS[dice.below(NUMBERS.len())].chars().collect() } else { vec!['9'; 1 + dice.below(30)] }
}

fn byte(dice: &mut Dice) -> u8 {
    u8::try_from(dice.below(256)).unwrap()
}

fn piece(dice: &mut Dice) -> String {
    match dice.below(6) {
        0 => WORDS[dice.below(WORDS.len())].to_owned(),
        1 => NUMBERS[dice.below(NUMBERS.len())].to_owned(),
        2 | 3 => LETTERS[dice.below(LETTERS.len())].to_owned(),
        4 => char::from(byte(dice)).to_string(),
        _ => u32::try_from(dice.below(0x11_0000)).ok().and_then(char::from_u32).unwrap_or('x').to_string(),
    }
}

fn size(value: &Value) -> usize {
    1 + match value {
        Value::Array(items) => items.iter().map(size).sum(),
        Value::Object(members) => members.values().map(size).sum::<usize>(),
        _ => 0,
    }
}

/// The value at a place, counted from the front, as one reads.
fn nth<'v>(value: &'v mut Value, place: &mut usize) -> Option<&'v mut Value> {
    if *place == 0 {
        return Some(value);
    }
    *place -= 1;
    match value {
        Value::Array(items) => items.iter_mut().find_map(|item| nth(item, place)),
        Value::Object(members) => members.values_mut().find_map(|member| nth(member, place)),
        _ => None,
    }
}

fn change(dice: &mut Dice, node: &mut Value, donated: Value) {
    match (dice.below(10), &mut *node) {
        (0..=4, Value::Array(items)) => change_list(dice, items, donated),
        (0..=6, Value::Object(members)) => change_members(dice, members, donated),
        (0..=3, Value::String(text)) => *text = self::text(dice, text, "spliced"),
        (0..=6, Value::Number(_)) | (4, _) => *node = any_number(dice),
        (5 | 6, _) => *node = json!(WORDS[dice.below(WORDS.len())]),
        (7, _) => *node = donated,
        (8, _) => *node = nested(dice, donated),
        _ => *node = [Value::Null, json!(true), json!([]), json!({}), json!("")][dice.below(5)].clone(),
    }
}

fn change_list(dice: &mut Dice, items: &mut Vec<Value>, donated: Value) {
    let at = dice.below(items.len() + 1);
    match dice.below(4) {
        0 => items.insert(at, donated),
        1 if at < items.len() => drop(items.remove(at)),
        2 if at < items.len() => items.insert(at, items[at].clone()),
        3 => items.rotate_left(at),
        _ => items.extend(vec![donated; 40]),
    }
}

fn change_members(dice: &mut Dice, members: &mut Map<String, Value>, donated: Value) {
    let key = members.keys().nth(dice.below(members.len())).cloned().unwrap_or_default();
    let name = match dice.below(3) {
        0 => babble(dice, 3),
        _ => KEYS[dice.below(KEYS.len())].to_owned(),
    };
    match dice.below(4) {
        0 => drop(members.remove(&key)),
        1 => drop(members.insert(name, donated)),
        2 => drop(members.remove(&key).map(|value| members.insert(name, value))),
        _ => drop(members.insert(key, donated)),
    }
}

/// A number as far out as JSON's reader goes.
fn any_number(dice: &mut Dice) -> Value {
    let number = NUMBERS[dice.below(NUMBERS.len())].parse::<Number>();
    number.map_or_else(|_| json!("1e999"), Value::Number)
}

/// A value in many lists, or objects; at times deeper than readers go.
fn nested(dice: &mut Dice, value: Value) -> Value {
    let depth = [3, 30, 100, 126, 140, 280][dice.below(6)];
    let is_list = dice.below(2) == 0;
    let wrap = |inner| if is_list { json!([inner]) } else { json!({ "in": inner }) };
    if size(&value) > 20 { wrap(value) } else { (0..depth).fold(value, |inner, _| wrap(inner)) }
}
