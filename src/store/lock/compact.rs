//! Text as few bytes, before it is sealed: packed text takes fifteen bits a
//! character, not the three bytes of UTF-8.

use crate::packing::Armour;

/// Characters up to U+00FF, a byte each.
const LATIN: u8 = 0;
/// ASCII, its length in four bytes before it, then what [`Armour::Wide`] made.
const PACKED: u8 = 1;
/// UTF-8.
const ANY: u8 = 2;

/// The bytes of a text, behind `ahead` blank ones.
pub(super) fn to_bytes(ahead: usize, text: &str) -> Vec<u8> {
    let mut bytes = vec![0; ahead];
    if let Some(latin) = Armour::Latin.to_bytes(text) {
        bytes.push(LATIN);
        bytes.extend(latin);
        return bytes;
    }
    let (head, rest) = text.split_at(text.find(|letter: char| !letter.is_ascii()).unwrap_or(text.len()));
    if let (Ok(length), Some(rest)) = (u32::try_from(head.len()), Armour::Wide.to_bytes(rest)) {
        bytes.push(PACKED);
        bytes.extend(length.to_le_bytes());
        bytes.extend(head.as_bytes());
        bytes.extend(rest);
    } else {
        bytes.push(ANY);
        bytes.extend(text.as_bytes());
    }
    bytes
}

/// The text that bytes were made from; `None` for other bytes.
pub(super) fn to_text(bytes: &[u8]) -> Option<String> {
    let (kind, bytes) = bytes.split_first()?;
    match *kind {
        LATIN => Some(Armour::Latin.to_text(bytes)),
        PACKED => {
            let (length, bytes) = bytes.split_first_chunk()?;
            let (head, rest) = bytes.split_at_checked(u32::from_le_bytes(*length).try_into().ok()?)?;
            Some(std::str::from_utf8(head).ok()?.to_owned() + &Armour::Wide.to_text(rest))
        }
        ANY => std::str::from_utf8(bytes).ok().map(str::to_owned),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_text_comes_back() {
        let packed = format!("2:00:{{}}\nw{}", Armour::Wide.to_text(&[7; 999]));
        for text in ["", "a", "Müller", "Łódź 🦀", "ab\u{3400}", "\u{ff}", "a\0b", "\u{3400}", packed.as_str()] {
            assert_eq!(to_text(to_bytes(24, text).get(24..).unwrap()).as_deref(), Some(text));
        }
        assert!(to_bytes(0, &packed).len() < 1_030, "packed text takes its bytes");
    }

    #[test]
    fn other_bytes_are_refused() {
        for bytes in [&[][..], &[9], &[1, 0, 0], &[1, 9, 0, 0, 0, 65], &[2, 0xff], &[1, 1, 0, 0, 0, 0xff]] {
            assert_eq!(to_text(bytes), None);
        }
    }
}
