//! Packing: rows of JSON as columns, deflated. Lossless, and every block says
//! by itself how it is to be read. Knows no records, keys or segments.
//!
//! - K1 What [`pack`] gives, [`unpack`] opens, and every row is what it was,
//!   to the bit. `pack` looks: what does not come back is packed plainly.
//! - K2 [`Block::read`] gives what `serde_json` would give from the row, but
//!   that it takes no list for a struct.
//! - K3 Whatever the bytes, `unpack` neither panics nor hangs, and takes no
//!   more memory than a small multiple of them justifies.
//! - K4 A block of this version is readable by every later one ([`tag`]).
//!
//! An id costs about ten bytes, as the time in front mostly follows from the
//! row; a reference repeated in a block costs one. Hence no table of ids that
//! other blocks depend on.

// Numbers of one width as another are what packing is about; `pack` looks that all come back.
#![allow(clippy::cast_possible_truncation, clippy::cast_possible_wrap, clippy::cast_sign_loss)]

mod armour;
mod bytes;
mod cell;
mod cells;
pub mod direct;
mod forms;
mod gather;
mod parts;
mod plain;
mod series;
mod shred;
mod tag;

#[cfg(test)]
mod tests;

use std::fmt;

use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

pub use armour::Armour;
pub use cell::{Cell, Unfit};
use cells::Cells;
use gather::Sources;
use parts::{LEVEL, Opened};
use shred::Shredder;

/// Reads a value as a type, as `serde_json::from_value` would. Everything that
/// reads records goes through one reader, so that the program has each type's
/// reading once.
pub fn read_value<T: DeserializeOwned>(value: &Value) -> Result<T, Unfit> {
    T::deserialize(Cell::plain(value))
}

/// Why bytes are not a block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unreadable {
    /// It ends too early.
    Cut,
    /// A later version of Relata packed it, or it is none.
    Version(u8),
    /// A part does not inflate to what it should.
    Deflate,
    /// It stands for more than its bytes justify.
    TooMuch,
    /// It contradicts itself.
    Senseless,
}

/// Rows nested deeper than any reader of JSON goes: they are not packed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TooDeep;

impl fmt::Display for Unreadable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Cut => f.write_str("cut short"),
            Self::Version(version) => write!(f, "packed in version {version}"),
            Self::Deflate => f.write_str("not to be inflated"),
            Self::TooMuch => f.write_str("more than its bytes justify"),
            Self::Senseless => f.write_str("contradicting itself"),
        }
    }
}

/// Packs rows by columns and deflates them.
pub fn pack(rows: &[Map<String, Value>]) -> Result<Vec<u8>, TooDeep> {
    pack_with(rows, LEVEL)
}

/// Opens a block.
pub fn unpack(bytes: &[u8]) -> Result<Block, Unreadable> {
    let opened = Opened::of(bytes)?;
    let (count, rows) = Sources::of(&opened).rows()?;
    match rows {
        Cells::Objects(_) | Cells::Plain(_) => Ok(Block { count, rows }),
        _ => Err(Unreadable::Senseless),
    }
}

/// An opened block of rows.
#[derive(Debug)]
pub struct Block {
    count: usize,
    rows: Cells,
}

impl Block {
    /// How many rows there are.
    // A block without rows is a block like any other.
    #[allow(clippy::len_without_is_empty)]
    pub fn len(&self) -> usize {
        self.count
    }

    /// A row as it was packed.
    pub fn row(&self, n: usize) -> Option<Map<String, Value>> {
        cells::row_of(&self.rows, self.within(n)?)
    }

    /// A row as something to read from: for types known at run time.
    pub fn cell(&self, n: usize) -> Option<Cell<'_>> {
        self.rows.at(self.within(n)?).map(Cell::of)
    }

    /// All rows, each as something to read from.
    pub fn cells(&self) -> impl Iterator<Item = Cell<'_>> {
        (0..self.count).filter_map(|n| self.cell(n))
    }

    /// The keys of the columns, in order; none where each row stands by itself.
    pub fn keys(&self) -> impl Iterator<Item = &str> {
        let members = match &self.rows {
            Cells::Objects(members) => members.as_slice(),
            _ => &[],
        };
        members.iter().map(|member| member.key.as_str())
    }

    /// A row as a value of a type; `None` beyond the last.
    pub fn read<T: DeserializeOwned>(&self, n: usize) -> Option<Result<T, Unfit>> {
        self.cell(n).map(T::deserialize)
    }

    fn within(&self, n: usize) -> Option<usize> {
        (n < self.count).then_some(n)
    }
}

fn pack_with(rows: &[Map<String, Value>], level: u8) -> Result<Vec<u8>, TooDeep> {
    for write in [Shredder::rows, Shredder::plain_rows] {
        let mut shredder = Shredder::default();
        write(&mut shredder, rows);
        if shredder.too_deep {
            return Err(TooDeep);
        }
        let block = shredder.parts.close(level);
        if holds(&block, rows) {
            return Ok(block);
        }
    }
    Err(TooDeep)
}

/// Whether a block opens to these rows.
fn holds(block: &[u8], rows: &[Map<String, Value>]) -> bool {
    unpack(block).is_ok_and(|block| {
        block.len() == rows.len() && rows.iter().enumerate().all(|(n, row)| block.row(n).as_ref() == Some(row))
    })
}
