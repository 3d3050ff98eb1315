//! Bytes as text that every browser stores unchanged: as many bits a unit as
//! the quota counts units in. Knows nothing of what the bytes are.

/// How bytes are written as text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Armour {
    /// Fifteen bits a UTF-16 unit: for browsers that count units. All of them
    /// are far from surrogates, and three bytes long as UTF-8.
    Wide,
    /// Eight bits a unit, U+0000 to U+00FF: for browsers that count bytes and
    /// take one for each such character.
    Latin,
}

/// Where the 32,768 characters of [`Armour::Wide`] begin; they end with U+B3FF.
const BASE: u32 = 0x3400;
const BITS: u32 = 15;

impl Armour {
    /// The text for bytes.
    pub fn to_text(self, bytes: &[u8]) -> String {
        match self {
            Self::Wide => wide(bytes),
            Self::Latin => bytes.iter().map(|byte| char::from(*byte)).collect(),
        }
    }

    /// The bytes that a text was made from; `None` for any other text.
    pub fn to_bytes(self, text: &str) -> Option<Vec<u8>> {
        match self {
            Self::Wide => unwide(text),
            Self::Latin => text.chars().map(|letter| u8::try_from(u32::from(letter)).ok()).collect(),
        }
    }
}

/// A last character says how many bits of the one before it count.
fn wide(bytes: &[u8]) -> String {
    let mut text = Vec::with_capacity((bytes.len() * 8 / 15 + 2) * 3);
    let (mut held, mut bits) = (0_u32, 0);
    for byte in bytes {
        held |= u32::from(*byte) << bits;
        bits += 8;
        if bits >= BITS {
            put(&mut text, held & 0x7fff);
            held >>= BITS;
            bits -= BITS;
        }
    }
    if bits > 0 {
        put(&mut text, held);
    }
    put(&mut text, bits);
    // What was put is UTF-8: nothing is ever replaced.
    String::from_utf8(text).unwrap_or_default()
}

/// Appends a character of three bytes.
fn put(text: &mut Vec<u8>, value: u32) {
    let point = BASE + value;
    let low = |shift: u32| 0x80 | (point >> shift & 0x3f) as u8;
    text.extend_from_slice(&[0xe0 | (point >> 12) as u8, low(6), low(0)]);
}

fn unwide(text: &str) -> Option<Vec<u8>> {
    let (triples, rest) = text.as_bytes().as_chunks::<3>();
    let (last, body) = triples.split_last()?;
    let over = value(*last)?;
    let units = match over {
        _ if !rest.is_empty() || over >= BITS => return None,
        0 => body.len() * BITS as usize,
        _ => (body.len().checked_sub(1)?) * BITS as usize + over as usize,
    };
    if !units.is_multiple_of(8) {
        return None;
    }
    let mut bytes = Vec::with_capacity(units / 8 + 2);
    let (eights, few) = body.as_chunks::<8>();
    for [a, b, c, d, e, f, g, h] in eights {
        // Eight times fifteen bits are fifteen bytes.
        let low = four([a, b, c, d])?;
        let high = four([e, f, g, h])?;
        bytes.extend_from_slice(&(low | high << 60).to_le_bytes());
        bytes.extend_from_slice((high >> 4).to_le_bytes().first_chunk::<7>()?);
    }
    let (mut held, mut bits) = (0_u32, 0);
    for triple in few {
        held |= value(*triple)? << bits;
        bits += BITS;
        while bits >= 8 {
            bytes.push((held & 0xff) as u8);
            held >>= 8;
            bits -= 8;
        }
    }
    // Bits beyond the last byte are blank, or the text was not made here.
    let spare = bytes.get(units / 8..).is_none_or(|spare| spare.iter().all(|byte| *byte == 0)) && held == 0;
    bytes.truncate(units / 8);
    spare.then_some(bytes)
}

/// What four characters stand for, the first in the low bits.
fn four(triples: [&[u8; 3]; 4]) -> Option<u64> {
    triples.into_iter().rev().try_fold(0, |held, triple| Some(held << BITS | u64::from(value(*triple)?)))
}

/// What a character of three bytes stands for.
fn value([a, b, c]: [u8; 3]) -> Option<u32> {
    if a & 0xf0 != 0xe0 || b & 0xc0 != 0x80 || c & 0xc0 != 0x80 {
        return None;
    }
    let point = u32::from(a & 0x0f) << 12 | u32::from(b & 0x3f) << 6 | u32::from(c & 0x3f);
    point.checked_sub(BASE).filter(|value| *value < 1 << BITS)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::packing::tests::Dice;

    #[test]
    fn bytes_of_every_length_come_back_and_no_other_text_gives_them() {
        let mut dice = Dice(1);
        for length in 0..600 {
            let bytes: Vec<u8> = (0..length).map(|_| dice.byte()).collect();
            for armour in [Armour::Wide, Armour::Latin] {
                let text = armour.to_text(&bytes);
                assert_eq!(armour.to_bytes(&text), Some(bytes.clone()));
                let cut: String = text.chars().take(text.chars().count().saturating_sub(1)).collect();
                assert!(cut == text || armour.to_bytes(&cut) != Some(bytes.clone()));
            }
        }
    }

    #[test]
    fn all_and_no_bits_come_back() {
        for byte in [0, 0xff] {
            for length in 0..40 {
                let bytes = vec![byte; length];
                assert_eq!(Armour::Wide.to_bytes(&Armour::Wide.to_text(&bytes)), Some(bytes));
            }
        }
    }

    #[test]
    fn wide_text_takes_fifteen_bits_a_unit_of_safe_characters() {
        let text = Armour::Wide.to_text(&[0xab; 15_000]);
        assert_eq!(text.encode_utf16().count(), 8_001);
        assert!(text.chars().all(|letter| ('\u{3400}'..='\u{b3ff}').contains(&letter)));
    }

    #[test]
    fn other_text_is_refused_and_never_panics() {
        let mut dice = Dice(2);
        for text in ["", "a", "ab\u{3400}", "\u{b400}\u{3400}", "\u{3400}\u{340f}", "\u{10000}\u{3400}", "é\u{3400}"] {
            assert_eq!(Armour::Wide.to_bytes(text), None, "{text:?}");
        }
        assert_eq!(Armour::Latin.to_bytes("\u{100}"), None);
        for _ in 0..20_000 {
            let text: String = (0..dice.below(9)).filter_map(|_| char::from_u32(dice.below(0xc000) as u32)).collect();
            if let Some(bytes) = Armour::Wide.to_bytes(&text) {
                assert_eq!(Armour::Wide.to_text(&bytes), text);
            }
        }
    }
}
