//! Checksums around stored text: of a whole entry, and of each of its rows so
//! that damage costs only the rows it hit. Against accidents, not intent.
//!
//! An entry is `<format>:<16 hex digits>:<body>`; this shape is for ever, so
//! that a later format is told from damage. The key counts into the checksum:
//! an entry under another key is not valid.

/// The version in which this program writes. In the first, segments were rows
/// of JSON, each with a checksum; since the second they are packed.
pub(super) const FORMAT: u32 = 2;

/// What is wrong with an entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Damage {
    /// It is not there.
    Missing,
    /// It is not what was written, or cannot be read.
    Altered,
    /// It is intact, but belongs to another workspace than the present one.
    Foreign,
    /// A later version of Relata wrote it.
    Newer {
        /// The version of the format.
        format: u32,
    },
}

/// An entry for a key.
pub(super) fn seal(key: &str, body: &str) -> String {
    seal_as(FORMAT, key, body)
}

/// An entry of another format for a key.
pub(super) fn seal_as(format: u32, key: &str, body: &str) -> String {
    format!("{format}:{:016x}:{body}", sum(key, format, body))
}

/// The body of an intact entry of this version.
pub(super) fn unseal<'a>(key: &str, entry: &'a str) -> Result<&'a str, Damage> {
    let (format, found, body) = parts(entry).ok_or(Damage::Altered)?;
    if found != sum(key, format, body) {
        return Err(Damage::Altered);
    }
    if format > FORMAT { Err(Damage::Newer { format }) } else { Ok(body) }
}

/// The body of an intact entry of one format, whichever this program writes.
pub(super) fn unseal_as<'a>(expected: u32, key: &str, entry: &'a str) -> Option<&'a str> {
    let (format, found, body) = parts(entry)?;
    (format == expected && found == sum(key, format, body)).then_some(body)
}

/// The body of an entry whatever its checksum says.
pub(super) fn body_of(entry: &str) -> &str {
    parts(entry).map_or(entry, |(_, _, body)| body)
}

/// The version in which an entry was written.
pub(super) fn format_of(entry: &str) -> Option<u32> {
    parts(entry).map(|(format, ..)| format)
}

/// The checksum that an entry carries, whether it holds or not.
pub(super) fn sum_of(entry: &str) -> Option<u64> {
    parts(entry).map(|(_, sum, _)| sum)
}

fn parts(entry: &str) -> Option<(u32, u64, &str)> {
    let (format, rest) = entry.split_once(':')?;
    let (found, body) = rest.split_once(':')?;
    Some((format.parse().ok()?, u64::from_str_radix(found, 16).ok()?, body))
}

/// A row: JSON behind its own checksum.
pub(super) fn row(json: &str) -> String {
    format!("{:08x} {json}", short_sum(json))
}

/// The JSON of a row, where it is intact.
pub(super) fn unrow(row: &str) -> Option<&str> {
    let (found, json) = row.split_once(' ')?;
    (u32::from_str_radix(found, 16).ok()? == short_sum(json)).then_some(json)
}

fn sum(key: &str, format: u32, body: &str) -> u64 {
    let seed = fnv(fnv(0xcbf2_9ce4_8422_2325, key.as_bytes()), &format.to_le_bytes());
    fnv(seed, body.as_bytes())
}

fn short_sum(json: &str) -> u32 {
    let sum = fnv(0xcbf2_9ce4_8422_2325, json.as_bytes());
    u32::try_from((sum >> 32) ^ (sum & 0xffff_ffff)).unwrap_or_default()
}

/// FNV-1a, 64 bits.
fn fnv(start: u64, bytes: &[u8]) -> u64 {
    bytes.iter().fold(start, |sum, byte| (sum ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_entry_opens_under_its_own_key_only() {
        let entry = seal("a", "body");
        assert_eq!(unseal("a", &entry), Ok("body"));
        assert_eq!(unseal("b", &entry), Err(Damage::Altered));
    }

    #[test]
    fn every_changed_or_missing_byte_shows() {
        let entry = seal("a", "{\"name\":\"Ada\"}");
        for at in 0..entry.len() {
            let mut bytes = entry.clone().into_bytes();
            bytes[at] ^= 1;
            assert!(unseal("a", &String::from_utf8(bytes).unwrap()).is_err(), "byte {at}");
            assert!(unseal("a", &entry[..at]).is_err(), "cut at {at}");
        }
    }

    #[test]
    fn a_later_format_is_told_from_damage() {
        let entry = format!("3:{:016x}:x", sum("a", 3, "x"));
        assert_eq!(unseal("a", &entry), Err(Damage::Newer { format: 3 }));
    }

    #[test]
    fn a_row_shows_its_own_damage() {
        assert_eq!(unrow(&row("{}")), Some("{}"));
        assert_eq!(unrow(&row("{}").replace('}', "]")), None);
    }
}
