//! Packing against its promises: every row comes back, reading is as by
//! `serde_json`, and no bytes do harm.

use serde::Deserialize;
use serde_json::{Map, Value, json};

use super::{Armour, Block, Unfit, Unreadable, pack, unpack};
use crate::domain::account::Basis;
use crate::domain::env::Env;
use crate::domain::record::{Collection, Record};
use crate::domain::workspace::Workspace;

/// `SplitMix64`.
pub struct Dice(pub u64);

impl Dice {
    pub fn roll(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    pub fn below(&mut self, n: usize) -> usize {
        (self.roll() % n.max(1) as u64) as usize
    }

    pub fn byte(&mut self) -> u8 {
        (self.roll() & 0xff) as u8
    }

    pub fn pick<T: Clone>(&mut self, items: &[T]) -> T {
        items[self.below(items.len())].clone()
    }
}

fn rows(values: &[Value]) -> Vec<Map<String, Value>> {
    values.iter().map(|value| value.as_object().unwrap().clone()).collect()
}

/// Packs rows, and sees that they come back, letter for letter.
fn there_and_back(rows: &[Map<String, Value>]) -> Block {
    let block = unpack(&pack(rows).unwrap()).unwrap();
    assert_eq!(block.len(), rows.len());
    for (n, row) in rows.iter().enumerate() {
        let (back, row) = (Value::Object(block.row(n).unwrap()), Value::Object(row.clone()));
        assert_eq!(back.to_string(), row.to_string());
        assert_eq!(back, row);
        assert_eq!(block.read::<Value>(n).unwrap().unwrap(), row);
    }
    assert!(block.row(rows.len()).is_none() && block.cell(rows.len()).is_none());
    block
}

/// Rows of one key, one for each value, several times over and by themselves.
fn column(values: &[Value]) {
    let of = |values: &[Value]| -> Vec<Map<String, Value>> {
        values.iter().map(|value| json!({ "key": value }).as_object().unwrap().clone()).collect()
    };
    there_and_back(&of(values));
    there_and_back(&of(&[values; 5].concat()));
    there_and_back(&rows(&[json!({ "list": values })]));
    for value in values {
        there_and_back(&of(std::slice::from_ref(value)));
    }
}

#[test]
fn k1_no_row_and_empty_rows_come_back() {
    there_and_back(&[]);
    there_and_back(&rows(&[json!({})]));
    there_and_back(&rows(&vec![json!({}); 100]));
}

#[test]
fn k1_numbers_at_their_ends_come_back_to_the_bit() {
    column(&[json!(i64::MIN), json!(i64::MAX), json!(0), json!(-1)]);
    column(&[json!(i64::MIN), json!(i64::MIN)]);
    column(&[json!(i64::MIN), json!(0)]);
    column(&[json!(u64::MAX), json!(0), json!(1_u64 << 63)]);
    column(&[json!(u64::MAX), json!(-1)]);
    column(&[json!(0.0), json!(-0.0), json!(1e308), json!(5e-324), json!(0.1), json!(-1.5)]);
    column(&[json!(-0.0), json!(0.0), json!(-0.0)]);
    column(&[json!(1), json!(1.0)]);
    column(&(0..300).map(|n| json!(n * 25_000)).collect::<Vec<_>>());
    column(&(0..300_i64).map(|n| json!(n.wrapping_mul(0x9e37_79b9_7f4a_7c15_u64 as i64))).collect::<Vec<_>>());
}

#[test]
fn k1_text_of_every_sort_comes_back() {
    let long = "ab c".repeat(2_500);
    let texts = ["", " ", "\0", "a\0b", "\u{feff}", "😀", "é", "e\u{301}", "אבג\u{202e}", "\u{ffff}\u{10ffff}", &long];
    column(&texts.map(Value::from));
    column(&["", "", "a"].map(Value::from));
    column(&[json!(""), json!("")]);
    column(&[json!("é\0"), json!("\0é")]);
}

#[test]
fn k1_what_almost_is_an_id_an_instant_or_a_day_stays_as_it_is() {
    let forms = [
        "2026-02-30",
        "2026-11-21",
        "0000-01-01",
        "9999-12-31",
        "+012026-01-01",
        "10000-01-01",
        "2026-11-21T09:00:00Z",
        "2026-11-21T09:00:00.1234567Z",
        "2026-11-21T09:00:00.120Z",
        "2026-11-21T09:00:00.000Z",
        "9999-12-31T23:59:59.999Z",
        "0000-01-01T00:00:00Z",
        "+012026-11-21T09:00:00Z",
        "2026-11-21T09:00:60Z",
        "2026-11-21T09:00:00+00:00",
        "01900000-0000-7000-8000-0000000000a0",
        "01900000-0000-7000-8000-0000000000A0",
        "00000000-0000-0000-0000-000000000000",
        "ffffffff-ffff-ffff-ffff-ffffffffffff",
        "019000000000700080000000000000a0",
    ];
    column(&forms.map(Value::from));
    for form in forms {
        column(&[json!(form), json!("2026-11-21")]);
        column(&[json!(form), json!("2026-11-21T09:00:00.001Z")]);
        column(&[json!(form), json!("01900000-0000-7000-8000-0000000000a1")]);
    }
}

#[test]
fn k1_missing_null_and_mixed_values_are_told_apart() {
    there_and_back(&rows(&[
        json!({ "a": null }),
        json!({}),
        json!({ "a": 1 }),
        json!({ "a": [null, {}] }),
        json!({ "b": [] }),
    ]));
    column(&[json!(null), json!(null)]);
    column(&[json!([]), json!([[]]), json!([[], [[null]]])]);
    column(&[json!({}), json!({ "": {} }), json!({ "": { "\0": null } })]);
    column(&[json!(true), json!(false), json!(null), json!(true)]);
    column(&[json!([]), json!({}), json!(""), json!(0), json!(false), json!(null)]);
}

#[test]
fn k1_keys_that_serde_json_has_a_meaning_for_are_keys() {
    for key in ["$serde_json::private::RawValue", "$serde_json::private::Number"] {
        let row = rows(&[json!({ "custom": { key: "{" } }), json!({ "custom": [{ key: "1" }, 1] })]);
        let block = unpack(&pack(&row).unwrap()).unwrap();
        assert_eq!((block.row(0).as_ref(), block.row(1).as_ref()), (row.first(), row.last()));
    }
}

#[test]
fn k1_many_keys_and_deep_values_are_packed_plainly() {
    let many: Map<String, Value> = (0..2_000).map(|n| (format!("key {n}"), json!(n))).collect();
    there_and_back(&[many, Map::new()]);
    let different: Vec<Value> = (0..500).map(|n| json!({ format!("key {n}"): n })).collect();
    there_and_back(&rows(&different));
    let nested =
        |depth| (0..depth).fold(json!(1), |value, n| if n % 2 == 0 { json!([value]) } else { json!({ "a": value }) });
    there_and_back(&rows(&[json!({ "a": nested(100), "b": nested(30) })]));
    assert_eq!(pack(&rows(&[json!({ "a": nested(400) })])), Err(super::TooDeep));
}

#[test]
fn k1_thousands_of_equal_rows_take_next_to_nothing_and_come_back() {
    let row = json!({ "a": "same", "b": [1, 2, { "c": null }], "d": { "e": true }, "f": vec![json!(null); 50] });
    let packed = pack(&rows(&vec![row; 4_096])).unwrap();
    assert!(packed.len() < 300, "{}", packed.len());
    there_and_back(&rows(&vec![json!({ "a": 0 }); 100_000]));
    let run = "x".repeat(20_000_000);
    there_and_back(&rows(&[json!({ "a": run })]));
}

/// Any JSON, now and then with something odd in it.
fn any(dice: &mut Dice, depth: usize) -> Value {
    match dice.below(if depth == 0 { 12 } else { 16 }) {
        0 => Value::Null,
        1 => json!(dice.below(2) == 0),
        2 => json!(dice.below(10)),
        3 => json!(dice.roll() as i64 >> dice.below(64)),
        4 => json!(dice.roll()),
        5 => json!(f64::from_bits(dice.roll())),
        6 => json!(super::forms::write_day(dice.below(40_000) as i64).as_str()),
        7 => json!(super::forms::write_instant(1_700_000_000_000 + dice.below(1 << 40) as i64).as_str()),
        8 => json!(uuid::Uuid::from_u64_pair(dice.roll(), dice.roll()).to_string()),
        9 | 10 => json!(dice.pick(&["", "one", "two", "three\0", "vier", "😀", "2026-02-30"])),
        11 => json!((0..dice.below(40)).filter_map(|_| char::from_u32(dice.below(0x500) as u32)).collect::<String>()),
        12 | 13 => (0..dice.below(4)).map(|_| any(dice, depth - 1)).collect(),
        _ => Value::Object(
            (0..dice.below(4))
                .map(|_| (dice.pick(&["a", "b", "c", "d", ""]).to_owned(), any(dice, depth - 1)))
                .collect(),
        ),
    }
}

/// Rows of one shape, with some values swapped for anything.
fn any_rows(dice: &mut Dice) -> Vec<Map<String, Value>> {
    let kinds: Vec<(String, Value)> = (0..dice.below(6)).map(|n| (format!("k{n}"), any(dice, 3))).collect();
    let (count, odd) = (dice.below(40), dice.below(8));
    let mut row = || {
        let mut member = |(key, value): &(String, Value)| match dice.below(10 + odd) {
            0 => None,
            n if n < 10 => Some((key.clone(), value.clone())),
            _ => Some((key.clone(), any(dice, 3))),
        };
        kinds.iter().filter_map(&mut member).collect()
    };
    (0..count).map(|_| row()).collect()
}

#[test]
fn k1_any_rows_come_back() {
    for seed in 0..1_500 {
        there_and_back(&any_rows(&mut Dice(seed)));
    }
}

/// What stands in the demonstration and in a new workspace, by collection.
pub fn demonstration() -> Vec<(Collection, Vec<Map<String, Value>>)> {
    let workspace = Workspace::starter();
    let now = "2026-11-21T09:00:00.123Z".parse().unwrap();
    let env = Env::new(now, "2026-11-21".parse().unwrap(), None, 7);
    let mut records = crate::domain::sample::records(&workspace, &env);
    for collection in Collection::ALL {
        records.extend(workspace.records(*collection).cloned());
        records.push(collection.blank());
    }
    let of = |collection: Collection| {
        records.iter().filter(|record| record.collection() == collection).map(Record::to_map).collect()
    };
    Collection::ALL.iter().map(|collection| (*collection, of(*collection))).collect()
}

#[test]
fn k2_records_of_every_type_are_read_from_a_block_as_from_json() {
    for (collection, rows) in demonstration() {
        let block = there_and_back(&rows);
        let expected = rows.into_iter().map(|row| collection.read(&Value::Object(row)).unwrap());
        assert_eq!(collection.read_block(&block).collect::<Result<Vec<_>, _>>().unwrap(), expected.collect::<Vec<_>>());
    }
}

fn read_alike<T: for<'de> Deserialize<'de> + PartialEq + std::fmt::Debug>(row: &Map<String, Value>) {
    let block = there_and_back(std::slice::from_ref(row));
    let (ours, theirs) = (block.read::<T>(0).unwrap(), serde_json::from_value::<T>(Value::Object(row.clone())));
    // A list is never read as a struct: `Cell::deserialize_struct` says why.
    let is_list_for_struct = |error: &Unfit| error.to_string().contains("invalid type: sequence, expected struct");
    if ours.as_ref().is_err_and(is_list_for_struct) {
        return;
    }
    assert_eq!(ours.is_ok(), theirs.is_ok(), "{row:?}: {ours:?} but {theirs:?}");
    if let (Ok(ours), Ok(theirs)) = (ours, theirs) {
        assert_eq!(ours, theirs);
    }
}

#[test]
fn k2_records_with_anything_in_them_are_read_from_a_block_as_from_json() {
    let all = demonstration();
    for seed in 0..3_000 {
        let dice = &mut Dice(seed);
        let (collection, rows) = dice.pick(&all);
        let mut row = dice.pick(&rows);
        for _ in 0..dice.below(3) {
            let fields = collection.fields();
            let key = if fields.is_empty() { "meta" } else { dice.pick(fields).key };
            row.insert(key.to_owned(), any(dice, 3));
        }
        read_alike::<Map<String, Value>>(&row);
        let block = there_and_back(std::slice::from_ref(&row));
        let (packed, plain) =
            (collection.read_block(&block).next().unwrap(), collection.read(&Value::Object(row.clone())));
        assert_eq!(packed.is_ok(), plain.is_ok(), "{row:?}: {packed:?} but {plain:?}");
        if let (Ok(packed), Ok(plain)) = (packed, plain) {
            assert_eq!(packed, plain);
        }
    }
}

#[test]
fn k2_enums_and_wrappers_are_read_as_by_serde_json() {
    #[derive(Debug, PartialEq, Deserialize)]
    enum Shape {
        Unit,
        Wrapped(Option<i64>),
        Pair(u8, String),
        Named { a: Option<f32>, b: (i8, char) },
    }
    #[derive(Debug, PartialEq, Deserialize)]
    struct Holder {
        key: Shape,
        #[serde(default)]
        other: Option<Basis>,
    }
    for value in [
        json!("Unit"),
        json!({ "Unit": null }),
        json!({ "Wrapped": 1 }),
        json!({ "Wrapped": null }),
        json!({ "Pair": [1, "b"] }),
        json!({ "Pair": [1] }),
        json!({ "Pair": [1, "b", 2] }),
        json!({ "Named": { "a": 1.5, "b": [-1, "x"] } }),
        json!("Pair"),
        json!({ "Unit": 1 }),
        json!({}),
        json!({ "Unit": null, "Pair": null }),
        json!(1),
        json!(null),
        json!({ "Nothing": 1 }),
        json!({ "Named": [null, [1, "é"]] }),
    ] {
        read_alike::<Holder>(json!({ "key": value }).as_object().unwrap());
        let other = json!({ "key": "Unit", "other": { "kind": "by_hand", "reason": "2026-11-21" }, "more": [value] });
        read_alike::<Holder>(other.as_object().unwrap());
    }
}

/// Opens bytes and reads everything, whatever comes of it.
fn survive(bytes: &[u8]) -> bool {
    let Ok(block) = unpack(bytes) else { return false };
    for n in 0..block.len().min(8) {
        drop((block.row(n), block.read::<Map<String, Value>>(n)));
    }
    true
}

#[test]
fn k3_a_block_cut_anywhere_is_refused() {
    for (_, rows) in demonstration().into_iter().take(5) {
        let packed = pack(&rows[rows.len() - 5..]).unwrap();
        assert!((0..packed.len()).all(|end| !survive(&packed[..end])));
        let longer = [packed.as_slice(), &[0]].concat();
        assert!(!survive(&longer));
    }
}

#[test]
fn k3_a_block_altered_anywhere_does_no_harm() {
    let blocks = demonstration().into_iter().take(6).map(|(_, rows)| rows[rows.len().saturating_sub(6)..].to_vec());
    let blocks = blocks.chain((0..20).map(|seed| any_rows(&mut Dice(seed))));
    for (n, rows) in blocks.enumerate() {
        let mut dice = Dice(n as u64);
        // Stored as it is, so that a changed byte reaches the columns; and deflated.
        for level in [0, 9] {
            let packed = super::pack_with(&rows, level).unwrap();
            for at in 0..packed.len() {
                let mut altered = packed.clone();
                altered[at] ^= 1 << dice.below(8);
                survive(&altered);
                if at % 3 == 0 {
                    altered[at] = dice.byte();
                    survive(&altered);
                }
            }
        }
    }
}

#[test]
fn k3_random_bytes_do_no_harm() {
    let mut dice = Dice(3);
    for _ in 0..30_000 {
        let mut bytes: Vec<u8> = (0..dice.below(60)).map(|_| dice.byte() >> dice.below(8)).collect();
        if let Some(first) = bytes.first_mut() {
            *first = 1;
        }
        survive(&bytes);
    }
}

#[test]
fn k3_what_would_burst_memory_is_refused() {
    let bomb = |length: usize, bytes: &[u8]| {
        let mut block = vec![1];
        for pair in [[length, bytes.len()], [0, 0], [0, 0], [0, 0]].concat() {
            super::bytes::put_length(&mut block, pair);
        }
        [block.as_slice(), bytes].concat()
    };
    let zeros = miniz_oxide::deflate::compress_to_vec(&vec![0; 50_000_000], 6);
    assert_eq!(unpack(&bomb(50_000_000, &zeros)).err(), Some(Unreadable::TooMuch));
    assert_eq!(unpack(&bomb(1_000, &zeros)).err(), Some(Unreadable::Deflate));
    assert_eq!(unpack(&bomb(usize::MAX, &zeros)).err(), Some(Unreadable::TooMuch));
    // Many rows of nothing, and lists of many nothings in lists.
    let stored = |shape: &[u8]| {
        let mut block = vec![1, shape.len() as u8, 0, 0, 0, 0, 0, 0, 0];
        block.extend_from_slice(shape);
        unpack(&block).err()
    };
    assert_eq!(stored(&[0xff, 0xff, 0xff, 0x7f, 15, 0]), Some(Unreadable::TooMuch));
    assert_eq!(
        stored(&[1, 15, 1, 1, b'a', 1, 14, 0x10, 1, 0x80, 0x80, 0x80, 0x80, 8, 0, 0]),
        Some(Unreadable::TooMuch)
    );
    assert_eq!(unpack(&[2]).err(), Some(Unreadable::Version(2)));
    assert_eq!(unpack(&[]).err(), Some(Unreadable::Cut));
}

/// One row for each kind of column there is.
fn of_every_kind() -> Vec<Map<String, Value>> {
    let id = |n: u32| format!("01900000-0000-7000-8000-{n:012x}");
    let row = |n: u32| {
        let even = n.is_multiple_of(2);
        let mut row = json!({
            "id": id(n), "owner": id(n % 2), "at": format!("2026-11-21T09:00:{:02}.125Z", n + 10), "same": "yes",
            "on": format!("2026-11-{:02}", n + 10), "text": format!("Ada {n} é"), "nul": format!("a\0{n}"),
            "few": (if even { "a" } else { "b" }), "whole": n * 250, "large": u64::MAX - u64::from(n),
            "float": f64::from(n) / 8.0, "flag": n.is_multiple_of(3), "null": null, "some": (!even).then_some(n),
            "list": (0..n % 3).collect::<Vec<_>>(), "mixed": (if even { json!(n) } else { json!("x") }),
        });
        if n == 3 {
            row["rare"] = json!({ "deep": { "er": true } });
        }
        row.as_object().unwrap().clone()
    };
    (0..6).map(row).collect()
}

#[test]
fn k4_a_block_of_version_1_opens_for_ever() {
    let fixture = "簁倃吆ꐎ礅㐆佀姇㜎呡儌揎덋捨殥㴔礃䐴堨樕ꔪ釜鑪銺盱猭ꥶꚇ戓藰艛䢡暠ꕚ谻䦶碡庎铟誙力蚱ꪉ贂韢ꖎ䰀菒ꈓ笀㭠盽逛ꗫꑛ蹄戩幀ꔘ羪頸笣鬻膿긦嶑蜍剡㪡湕䶭㗻獯嗍靱鐕翄纄揍䱁爜㟱涔ꇌ㰀㖆덀啀睇谥㩄㛄䴨弋㕠璌縎䀔겄磓晲㻹ꭾ燇穛㐊堢蠃朸䧷㣼閿婟栆譁攨沗鱵䬨芲铕韐禕袦錤㹶꧋腧䰣胡瑄냵靑彸㐄㸈蕅㸻瀑䐆旊鑈粗蓤閘뇌碷ꒆ䑅粢䩄今椦ꞗ距㘿桃㩈蓙逼㐀";
    let block = unpack(&Armour::Wide.to_bytes(fixture).unwrap()).unwrap();
    let rows: Vec<_> = (0..block.len()).map(|n| block.row(n).unwrap()).collect();
    assert_eq!(rows, of_every_kind(), "a new block: {}", Armour::Wide.to_text(&pack(&of_every_kind()).unwrap()));
}
