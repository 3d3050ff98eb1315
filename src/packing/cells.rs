//! The columns of an opened block, and what stands at a place of them.

use serde_json::{Map, Value};

use super::forms::{Written, write_day, write_instant, write_uuid};

/// The values of a column.
#[derive(Debug)]
pub(super) enum Cells {
    /// Null everywhere.
    Null,
    /// One value everywhere.
    Same(Box<Cells>),
    /// Positions in a list of distinct values.
    Listed { places: Vec<u32>, values: Box<Cells> },
    /// Null where a bit is not set.
    Optional { there: Bits, values: Box<Cells> },
    /// Yes or no.
    Flags(Bits),
    /// Whole numbers up to `i64::MAX`.
    Whole(Vec<i64>),
    /// Whole numbers from nought.
    Large(Vec<u64>),
    /// Numbers with a fraction.
    Floats(Vec<f64>),
    /// Text.
    Texts(Texts),
    /// Ids in their one form.
    Uuids(Vec<[u8; 16]>),
    /// Instants, in milliseconds since 1970.
    Instants(Vec<i64>),
    /// Days since 1970.
    Days(Vec<i64>),
    /// Lists, one after the other; where each ends.
    Lists { ends: Vec<u32>, items: Box<Cells> },
    /// Objects, by their members.
    Objects(Vec<Member>),
    /// Anything, each value by itself.
    Plain(Vec<Value>),
}

/// A key and its values in the objects that have it.
#[derive(Debug)]
pub(super) struct Member {
    pub key: String,
    /// Which objects have it; all where there are no bits.
    pub there: Option<Bits>,
    pub values: Cells,
}

impl Member {
    /// The value in the `n`th object, if it has one.
    pub fn at(&self, n: usize) -> Option<Seen<'_>> {
        let place = match &self.there {
            None => n,
            Some(bits) => bits.place(n)?,
        };
        self.values.at(place)
    }
}

/// Texts in one, and where each ends.
#[derive(Debug)]
pub(super) struct Texts {
    pub text: String,
    pub ends: Vec<u32>,
    /// How many bytes stand between two.
    pub between: u32,
}

impl Texts {
    fn at(&self, n: usize) -> Option<&str> {
        let from = match n.checked_sub(1) {
            None => 0,
            Some(before) => self.ends.get(before)? + self.between,
        };
        self.text.get(from as usize..*self.ends.get(n)? as usize)
    }
}

/// Bits that can be counted up to any place.
#[derive(Debug)]
pub(super) struct Bits {
    words: Vec<(u64, u32)>,
}

impl Bits {
    /// From eight bits a byte, the low ones first.
    pub fn new(bytes: &[u8]) -> Self {
        let mut before = 0;
        let word = |chunk: &[u8]| {
            let word = chunk.iter().rev().fold(0, |word, byte| word << 8 | u64::from(*byte));
            let counted = (word, before);
            before += word.count_ones();
            counted
        };
        Self { words: bytes.chunks(8).map(word).collect() }
    }

    /// Whether the `n`th is set.
    pub fn is_set(&self, n: usize) -> bool {
        self.place(n).is_some()
    }

    /// How many are set before the `n`th, if it is set.
    pub fn place(&self, n: usize) -> Option<usize> {
        let (word, before) = self.words.get(n / 64)?;
        let bit = 1 << (n % 64);
        (word & bit != 0).then(|| *before as usize + (word & (bit - 1)).count_ones() as usize)
    }

    /// Which are set.
    pub fn places(&self) -> Vec<usize> {
        let mut places = Vec::with_capacity(self.count());
        for (nth, (word, _)) in self.words.iter().enumerate() {
            let mut left = *word;
            while left != 0 {
                places.push(nth * 64 + left.trailing_zeros() as usize);
                left &= left - 1;
            }
        }
        places
    }

    /// How many are set.
    pub fn count(&self) -> usize {
        self.words.last().map_or(0, |(word, before)| *before as usize + word.count_ones() as usize)
    }
}

/// What stands at a place.
#[derive(Clone, Copy, Debug)]
pub(super) enum Seen<'a> {
    Null,
    Flag(bool),
    Whole(i64),
    Large(u64),
    Float(f64),
    Text(&'a str),
    Uuid([u8; 16]),
    Instant(i64),
    Day(i64),
    /// The items from one place up to another.
    List(&'a Cells, usize, usize),
    /// The object at a place.
    Object(&'a [Member], usize),
    Plain(&'a Value),
}

impl Cells {
    /// What stands at a place, if there is such a place.
    pub fn at(&self, n: usize) -> Option<Seen<'_>> {
        Some(match self {
            Self::Null => Seen::Null,
            Self::Same(value) => return value.at(0),
            Self::Listed { places, values } => return values.at(*places.get(n)? as usize),
            Self::Optional { there, values } => match there.place(n) {
                Some(place) => return values.at(place),
                None => Seen::Null,
            },
            Self::Flags(bits) => Seen::Flag(bits.is_set(n)),
            Self::Whole(numbers) => Seen::Whole(*numbers.get(n)?),
            Self::Large(numbers) => Seen::Large(*numbers.get(n)?),
            Self::Floats(numbers) => Seen::Float(*numbers.get(n)?),
            Self::Texts(texts) => Seen::Text(texts.at(n)?),
            Self::Uuids(uuids) => Seen::Uuid(*uuids.get(n)?),
            Self::Instants(millis) => Seen::Instant(*millis.get(n)?),
            Self::Days(days) => Seen::Day(*days.get(n)?),
            Self::Lists { ends, items } => {
                let from = n.checked_sub(1).map_or(Some(0), |before| ends.get(before).copied())?;
                Seen::List(items, from as usize, *ends.get(n)? as usize)
            }
            Self::Objects(members) => Seen::Object(members, n),
            Self::Plain(values) => Seen::Plain(values.get(n)?),
        })
    }
}

impl Seen<'_> {
    /// It as JSON; `None` where a place is missing that should be there.
    pub fn value(self) -> Option<Value> {
        let written = |written: Written| Value::String(written.as_str().to_owned());
        Some(match self {
            Self::Null => Value::Null,
            Self::Flag(flag) => Value::Bool(flag),
            Self::Whole(number) => Value::from(number),
            Self::Large(number) => Value::from(number),
            Self::Float(number) => Value::from(number),
            Self::Text(text) => Value::String(text.to_owned()),
            Self::Uuid(uuid) => written(write_uuid(uuid)),
            Self::Instant(millis) => written(write_instant(millis)),
            Self::Day(days) => written(write_day(days)),
            Self::List(items, from, to) => (from..to).map(|n| items.at(n)?.value()).collect::<Option<_>>()?,
            Self::Object(members, n) => Value::Object(object(members, n)?),
            Self::Plain(value) => value.clone(),
        })
    }
}

/// The `n`th object.
pub(super) fn object(members: &[Member], n: usize) -> Option<Map<String, Value>> {
    let mut object = Map::new();
    for member in members {
        if let Some(seen) = member.at(n) {
            object.insert(member.key.clone(), seen.value()?);
        }
    }
    Some(object)
}

/// A row as it was packed.
pub(super) fn row_of(cells: &Cells, n: usize) -> Option<Map<String, Value>> {
    match cells.at(n)? {
        Seen::Object(members, n) => object(members, n),
        Seen::Plain(Value::Object(map)) => Some(map.clone()),
        _ => None,
    }
}
