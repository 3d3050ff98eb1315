//! Packed blocks and the text around them.

use std::sync::OnceLock;

use relata::packing::{Armour, Block, pack, unpack};
use serde_json::{Map, Value, json};

use crate::fuzz_support::uses::records;
use crate::fuzz_support::{fuzz, mutate};
use crate::samples;
use crate::session_support::Dice;

type Rows = Vec<Map<String, Value>>;

/// Blocks of rows as they are, and the rows.
fn blocks() -> &'static [(Rows, Vec<u8>)] {
    static BLOCKS: OnceLock<Vec<(Rows, Vec<u8>)>> = OnceLock::new();
    BLOCKS.get_or_init(|| {
        let workspace = samples::workspace();
        let mut all: Vec<Rows> = records(&workspace).map(|record| vec![record.to_map()]).collect();
        all.push(records(&workspace).map(relata::domain::record::Record::to_map).collect());
        all.push((0..90).map(|n| row(json!({ "n": n, "f": f64::from(n) / 3.0, "t": format!("text {n}") }))).collect());
        all.push((0..40).map(|n| row(json!({ "o": (n % 3 == 0).then_some(n), "l": vec![n; n % 5] }))).collect());
        all.push(Vec::new());
        all.into_iter().map(|rows| (rows.clone(), pack(&rows).unwrap())).collect()
    })
}

fn row(value: Value) -> Map<String, Value> {
    value.as_object().unwrap().clone()
}

/// Reads all of a block in every way. A block that opens says the same each
/// time, of as many rows as it has bytes for.
fn read_all(block: &Block, bytes: usize) {
    assert!(block.len() <= (bytes + 1) * 64 * 1024, "{} rows of {bytes} bytes", block.len());
    for n in (0..block.len()).take(300).chain([block.len(), usize::MAX]) {
        let row = block.row(n);
        assert!(n < block.len() || (row.is_none() && block.cell(n).is_none()), "a row beyond the last");
        let read = block.read::<Value>(n).and_then(Result::ok);
        assert!(row.is_none() || read == row.map(Value::Object), "row {n} reads otherwise");
    }
    let records = relata::domain::record::Collection::Lead.read_block(block);
    assert_eq!(records.take(300).count(), block.len().min(300));
}

#[test]
fn fuzz_blocks_of_any_bytes_open_or_are_refused() {
    fuzz("packing::unpack", 1, &[], |dice| {
        let all = blocks();
        let (one, other) = (&all[dice.below(all.len())].1, &all[dice.below(all.len())].1);
        let bytes = match dice.below(8) {
            0 => mutate::noise(dice, 400),
            1 => [vec![1], mutate::noise(dice, 60)].concat(),
            _ => mutate::bytes(dice, one, other),
        };
        if let Ok(block) = unpack(&bytes) {
            read_all(&block, bytes.len());
        }
    });
}

#[test]
fn fuzz_the_parts_of_a_block_may_say_anything() {
    fuzz("packing::unpack, parts", 1, &[], |dice| {
        let all = blocks();
        let (one, other) = (&all[dice.below(all.len())].1, &all[dice.below(all.len())].1);
        let mut parts = parts(one);
        let others = self::parts(other);
        for _ in 0..=dice.below(3) {
            let n = dice.below(4);
            parts[n] = mutate::bytes(dice, &parts[n], &others[n]);
        }
        let bytes = closed(&parts);
        if let Ok(block) = unpack(&bytes) {
            read_all(&block, bytes.len());
        }
    });
}

#[test]
fn fuzz_rows_of_anything_come_back_from_their_block() {
    fuzz("packing::pack", 1, &[], |dice| {
        let all = blocks();
        let rows = Value::from(all[dice.below(all.len())].0.clone());
        let Value::Array(rows) = mutate::json(dice, &rows) else { return };
        let rows: Rows = rows.into_iter().filter_map(|row| row.as_object().cloned()).collect();
        let Ok(bytes) = pack(&rows) else { return };
        let block = unpack(&bytes).unwrap();
        assert_eq!((0..block.len()).filter_map(|n| block.row(n)).collect::<Rows>(), rows);
    });
}

#[test]
fn fuzz_armour_of_any_text_gives_bytes_that_make_it_again() {
    fuzz("packing::Armour::to_bytes", 1, &[], |dice| {
        for armour in [Armour::Wide, Armour::Latin] {
            let text = armour.to_text(&mutate::noise(dice, 60));
            let text = if dice.below(4) == 0 { mutate::babble(dice, 30) } else { mutate::text(dice, &text, &text) };
            if let Some(bytes) = armour.to_bytes(&text) {
                assert_eq!(armour.to_text(&bytes), text);
            }
        }
    });
}

/// The four parts of a block, inflated: a block is its version, the lengths
/// of each part inflated and deflated, and the parts.
fn parts(block: &[u8]) -> [Vec<u8>; 4] {
    let mut rest = &block[1..];
    let lengths: Vec<usize> = (0..8).map(|_| taken_number(&mut rest)).collect();
    std::array::from_fn(|n| {
        let (length, deflated) = (lengths[2 * n], lengths[2 * n + 1]);
        let (part, after) = rest.split_at(if deflated == 0 { length } else { deflated });
        rest = after;
        if deflated == 0 { part.to_vec() } else { miniz_oxide::inflate::decompress_to_vec(part).unwrap() }
    })
}

/// A block of parts that stand in it as they are.
fn closed(parts: &[Vec<u8>; 4]) -> Vec<u8> {
    let mut block = vec![1];
    for part in parts {
        let mut length = part.len();
        while length > 0x7f {
            block.push(u8::try_from(length & 0x7f).unwrap() | 0x80);
            length >>= 7;
        }
        block.extend([u8::try_from(length).unwrap(), 0]);
    }
    block.extend(parts.concat());
    block
}

fn taken_number(from: &mut &[u8]) -> usize {
    let mut number = 0;
    for shift in (0..).step_by(7) {
        let byte = from[0];
        *from = &from[1..];
        number |= usize::from(byte & 0x7f) << shift;
        if byte < 0x80 {
            break;
        }
    }
    number
}

#[test]
fn the_parts_of_a_block_are_taken_apart_and_put_together_here_as_there() {
    for (rows, block) in blocks() {
        let again = unpack(&closed(&parts(block))).unwrap();
        assert_eq!((0..again.len()).filter_map(|n| again.row(n)).collect::<Rows>(), *rows);
    }
    let noise = mutate::noise(&mut Dice::new(1), 40);
    assert_eq!(mutate::noise(&mut Dice::new(1), 40), noise, "a seed gives the same each time");
}
