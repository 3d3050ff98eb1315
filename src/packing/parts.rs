//! The four streams of a block, and the block as bytes. What is alike stands
//! together, for a deflate stream has one table of frequencies at a time: the
//! shape of the columns, numbers, text, and noise that nothing makes shorter.
//!
//! A block is its version, then for each part its length, its length deflated
//! (0: it is stored as it is), and then the parts.

use miniz_oxide::deflate::compress_to_vec;
use miniz_oxide::inflate::decompress_to_vec_with_limit;

use super::Unreadable;
use super::bytes::{Reader, put_length, put_number};

/// The version in which this program writes.
const VERSION: u8 = 1;
/// Deflate's effort, of 10: above it blocks get no shorter (measured: 0.03 %).
pub(super) const LEVEL: u8 = 6;
/// A part may be so many times longer inflated than deflated, and a little
/// more: beyond lies nothing that people type, only what is made to burst memory.
const RATIO: usize = 48;
const ALLOWANCE: usize = 1 << 20;

/// What is written, by kind.
#[derive(Debug, Default)]
pub(super) struct Parts {
    /// What columns there are and how they are written.
    pub shape: Vec<u8>,
    /// Numbers that deflate makes shorter.
    pub numbers: Vec<u8>,
    /// Text.
    pub text: Vec<u8>,
    /// Bytes that deflate does not make shorter.
    pub noise: Vec<u8>,
}

impl Parts {
    /// The block.
    pub fn close(&self, level: u8) -> Vec<u8> {
        let parts = [&self.shape, &self.numbers, &self.text, &self.noise];
        let deflated = parts.map(|part| deflate(part, level));
        let mut block = vec![VERSION];
        for (part, deflated) in parts.iter().zip(&deflated) {
            put_length(&mut block, part.len());
            put_length(&mut block, deflated.as_ref().map_or(0, Vec::len));
        }
        for (part, deflated) in parts.into_iter().zip(&deflated) {
            block.extend_from_slice(deflated.as_ref().unwrap_or(part));
        }
        block
    }
}

/// The parts of a block, inflated.
#[derive(Debug, Default)]
pub(super) struct Opened {
    pub shape: Vec<u8>,
    pub numbers: Vec<u8>,
    pub text: String,
    pub noise: Vec<u8>,
}

impl Opened {
    /// Inflates the parts, as far as they are what their lengths say.
    pub fn of(block: &[u8]) -> Result<Self, Unreadable> {
        let mut reader = Reader(block);
        let version = reader.byte()?;
        if version != VERSION {
            return Err(Unreadable::Version(version));
        }
        let mut lengths = [(0, 0); 4];
        for pair in &mut lengths {
            *pair = (reader.length()?, reader.length()?);
        }
        let [shape, numbers, text, noise] = lengths;
        let opened = Self {
            shape: inflate(&mut reader, shape)?,
            numbers: inflate(&mut reader, numbers)?,
            text: String::from_utf8(inflate(&mut reader, text)?).map_err(|_| Unreadable::Senseless)?,
            noise: inflate(&mut reader, noise)?,
        };
        if reader.0.is_empty() { Ok(opened) } else { Err(Unreadable::Senseless) }
    }

    /// How many bytes there are in all.
    pub fn len(&self) -> usize {
        self.shape.len() + self.numbers.len() + self.text.len() + self.noise.len()
    }
}

/// The part deflated, where that is shorter and would be inflated again.
fn deflate(part: &[u8], level: u8) -> Option<Vec<u8>> {
    let deflated = compress_to_vec(part, level);
    (deflated.len() < part.len() && within_ratio(part.len(), deflated.len())).then_some(deflated)
}

fn inflate(reader: &mut Reader<'_>, (length, deflated): (usize, usize)) -> Result<Vec<u8>, Unreadable> {
    if deflated == 0 {
        return reader.take(length).map(<[u8]>::to_vec);
    }
    let bytes = reader.take(deflated)?;
    if !within_ratio(length, deflated) {
        return Err(Unreadable::TooMuch);
    }
    let part = decompress_to_vec_with_limit(bytes, length).map_err(|_| Unreadable::Deflate)?;
    if part.len() == length { Ok(part) } else { Err(Unreadable::Deflate) }
}

const fn within_ratio(length: usize, deflated: usize) -> bool {
    length <= deflated.saturating_mul(RATIO).saturating_add(ALLOWANCE)
}

/// Appends a text with its length.
pub(super) fn put_text(to: &mut Vec<u8>, text: &str) {
    put_number(to, text.len() as u64);
    to.extend_from_slice(text.as_bytes());
}
