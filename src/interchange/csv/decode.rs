//! Bytes to text: a byte order mark decides, else UTF-8 where it is valid,
//! else UTF-16 where every other byte is zero, else Windows-1252.

/// How a file's bytes stand for characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Encoding {
    Utf8,
    Utf16LittleEndian,
    Utf16BigEndian,
    Utf32LittleEndian,
    Utf32BigEndian,
    Windows1252,
}

impl Encoding {
    /// The usual name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Utf8 => "UTF-8",
            Self::Utf16LittleEndian | Self::Utf16BigEndian => "UTF-16",
            Self::Utf32LittleEndian | Self::Utf32BigEndian => "UTF-32",
            Self::Windows1252 => "Windows-1252",
        }
    }
}

/// Text and how it was decoded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decoded {
    /// The text, without byte order mark.
    pub text: String,
    /// How it was read.
    pub encoding: Encoding,
    /// How many characters could not be read and stand as `U+FFFD`.
    pub unreadable: usize,
}

/// Decodes a file.
pub fn decode(bytes: &[u8]) -> Decoded {
    let marks: [(&[u8], Encoding); 5] = [
        (&[0xEF, 0xBB, 0xBF], Encoding::Utf8),
        (&[0xFF, 0xFE, 0, 0], Encoding::Utf32LittleEndian),
        (&[0, 0, 0xFE, 0xFF], Encoding::Utf32BigEndian),
        (&[0xFF, 0xFE], Encoding::Utf16LittleEndian),
        (&[0xFE, 0xFF], Encoding::Utf16BigEndian),
    ];
    let marked = marks.iter().find_map(|(mark, encoding)| Some((bytes.strip_prefix(*mark)?, *encoding)));
    let (rest, encoding) = marked.unwrap_or_else(|| (bytes, guess(bytes)));
    let (text, unreadable) = decode_as(rest, encoding);
    Decoded { text, encoding, unreadable }
}

fn guess(bytes: &[u8]) -> Encoding {
    if let Some(encoding) = guess_utf16(bytes) {
        encoding
    } else if std::str::from_utf8(bytes).is_ok() {
        Encoding::Utf8
    } else {
        Encoding::Windows1252
    }
}

/// Mostly Latin text in UTF-16 has a zero in nearly every other byte.
fn guess_utf16(bytes: &[u8]) -> Option<Encoding> {
    let start = bytes.get(..bytes.len().min(4_000)).unwrap_or_default();
    let zeros = |offset: usize| start.iter().skip(offset).step_by(2).filter(|byte| **byte == 0).count();
    let (even, odd) = (zeros(0), zeros(1));
    let most = start.len() / 2;
    match (even * 10 > most * 7, odd * 10 > most * 7) {
        (false, true) if most > 1 => Some(Encoding::Utf16LittleEndian),
        (true, false) if most > 1 => Some(Encoding::Utf16BigEndian),
        _ => None,
    }
}

fn decode_as(bytes: &[u8], encoding: Encoding) -> (String, usize) {
    match encoding {
        Encoding::Utf8 => {
            let text = String::from_utf8_lossy(bytes).into_owned();
            let unreadable = if std::str::from_utf8(bytes).is_ok() { 0 } else { replaced(&text) };
            (text, unreadable)
        }
        Encoding::Utf16LittleEndian => utf16(bytes, u16::from_le_bytes),
        Encoding::Utf16BigEndian => utf16(bytes, u16::from_be_bytes),
        Encoding::Utf32LittleEndian => utf32(bytes, u32::from_le_bytes),
        Encoding::Utf32BigEndian => utf32(bytes, u32::from_be_bytes),
        Encoding::Windows1252 => (bytes.iter().map(|byte| windows_1252(*byte)).collect(), 0),
    }
}

fn replaced(text: &str) -> usize {
    text.chars().filter(|character| *character == char::REPLACEMENT_CHARACTER).count()
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> (String, usize) {
    let (pairs, odd) = bytes.as_chunks::<2>();
    let mut bad = odd.len();
    let characters = char::decode_utf16(pairs.iter().map(|pair| unit(*pair)));
    let text = characters.map(|character| {
        character.unwrap_or_else(|_| {
            bad += 1;
            char::REPLACEMENT_CHARACTER
        })
    });
    (text.collect(), bad)
}

fn utf32(bytes: &[u8], unit: fn([u8; 4]) -> u32) -> (String, usize) {
    let (units, odd) = bytes.as_chunks::<4>();
    let mut bad = odd.len();
    let text = units.iter().map(|four| {
        char::from_u32(unit(*four)).unwrap_or_else(|| {
            bad += 1;
            char::REPLACEMENT_CHARACTER
        })
    });
    (text.collect(), bad)
}

/// The characters of 0x80 to 0x9F; elsewhere the code page is Latin-1.
const WINDOWS_1252: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}', '\u{90}', '‘', '’',
    '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
];

fn windows_1252(byte: u8) -> char {
    let special = byte.checked_sub(0x80).and_then(|offset| WINDOWS_1252.get(usize::from(offset)));
    special.copied().unwrap_or(char::from(byte))
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "Name,City\nMüller & Söhne,Łódź 😀\n";

    fn utf16_of(text: &str, bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(bytes).collect()
    }

    #[test]
    fn every_encoding_with_a_mark_is_read() {
        let with = |mark: &[u8], rest: Vec<u8>| [mark, &rest].concat();
        let cases = [
            (with(&[0xEF, 0xBB, 0xBF], TEXT.as_bytes().to_vec()), Encoding::Utf8),
            (with(&[0xFF, 0xFE], utf16_of(TEXT, u16::to_le_bytes)), Encoding::Utf16LittleEndian),
            (with(&[0xFE, 0xFF], utf16_of(TEXT, u16::to_be_bytes)), Encoding::Utf16BigEndian),
            (
                with(&[0xFF, 0xFE, 0, 0], TEXT.chars().flat_map(|c| u32::from(c).to_le_bytes()).collect()),
                Encoding::Utf32LittleEndian,
            ),
            (
                with(&[0, 0, 0xFE, 0xFF], TEXT.chars().flat_map(|c| u32::from(c).to_be_bytes()).collect()),
                Encoding::Utf32BigEndian,
            ),
        ];
        for (bytes, encoding) in cases {
            assert_eq!(decode(&bytes), Decoded { text: TEXT.to_owned(), encoding, unreadable: 0 });
        }
    }

    #[test]
    fn without_a_mark_the_bytes_decide() {
        assert_eq!(decode(TEXT.as_bytes()).encoding, Encoding::Utf8);
        let little = decode(&utf16_of("Name,City\nAda,London\n", u16::to_le_bytes));
        assert_eq!((little.text.as_str(), little.encoding), ("Name,City\nAda,London\n", Encoding::Utf16LittleEndian));
        let legacy = decode(b"Name\nM\xFCller \x80 5 \x93x\x94\n");
        assert_eq!((legacy.text.as_str(), legacy.encoding), ("Name\nMüller € 5 “x”\n", Encoding::Windows1252));
        assert_eq!(decode(b"").text, "");
    }

    #[test]
    fn what_cannot_be_read_is_counted() {
        assert_eq!(decode(b"\xEF\xBB\xBFa\xFFb").unreadable, 1);
        assert_eq!(decode(b"\xFF\xFEa\0\x00\xD8b").unreadable, 2);
    }
}
