//! A place of a block as something serde reads from, without a [`Value`] in
//! between. One type for everything, so that each record type has one reader.
//! Answers as `serde_json::from_value` would.
//!
//! [`Value`]: serde_json::Value

use std::fmt;

use chrono::{DateTime, NaiveDate, Utc};
use serde::de::{
    Deserialize, DeserializeSeed, Deserializer, EnumAccess, Error as _, Expected, MapAccess, SeqAccess, Unexpected,
    VariantAccess, Visitor,
};
use serde_json::{Map, Value, map};

use super::cells::{Cells, Member, Seen};
use super::direct;
use super::forms::{DAY, write_day, write_instant, write_uuid};

/// Why a row is not a record of the type asked for: for logs.
#[derive(Debug)]
pub struct Unfit(String);

impl fmt::Display for Unfit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
impl std::error::Error for Unfit {}
impl Unfit {
    /// Where something was taken that takes nothing.
    fn nothing() -> Self {
        Self("nothing to read".to_owned())
    }
}
impl serde::de::Error for Unfit {
    fn custom<T: fmt::Display>(message: T) -> Self {
        Self(message.to_string())
    }
}

/// A value in a block, to be read.
#[derive(Clone, Copy, Debug)]
pub struct Cell<'a>(Source<'a>);

#[derive(Clone, Copy, Debug)]
enum Source<'a> {
    Seen(Seen<'a>),
    Key(&'a str),
}

impl<'a> Cell<'a> {
    /// What stands at a place.
    pub(super) const fn of(seen: Seen<'a>) -> Self {
        Self(Source::Seen(seen))
    }

    /// A value that stands in no block.
    pub const fn plain(value: &'a Value) -> Self {
        Self(Source::Seen(Seen::Plain(value)))
    }

    /// The member of that key, of an object that has it.
    pub fn member(self, key: &str) -> Option<Self> {
        let Shape::Object(mut members) = self.shape() else { return None };
        std::iter::from_fn(|| members.take()).find(|(name, _)| name.text() == Some(key)).map(|(_, value)| value)
    }

    /// Calls `visit` with the members of an object in their order, until it
    /// fails; with the number of its column where it stands in one
    /// ([`Block::keys`](super::Block::keys)).
    ///
    /// # Errors
    ///
    /// What `visit` fails with, or that this is no object.
    pub fn each_member(
        self,
        visit: &mut dyn FnMut(Option<usize>, &'a str, Self) -> Result<(), Unfit>,
    ) -> Result<(), Unfit> {
        match self.shape() {
            Shape::Object(Members::Cells { rest, n, .. }) => {
                for (column, member) in rest.enumerate() {
                    if let Some(seen) = member.at(n) {
                        visit(Some(column), &member.key, Self::of(seen))?;
                    }
                }
            }
            Shape::Object(Members::Plain { rest, .. }) => {
                for (key, value) in rest {
                    visit(None, key, Self::plain(value))?;
                }
            }
            other => return Err(other.misfit(self, &"an object")),
        }
        Ok(())
    }

    /// The items of a list, to be read one by one.
    pub fn items(self) -> Option<impl ExactSizeIterator<Item = Self>> {
        match self.shape() {
            Shape::List(items) => Some(items),
            Shape::Scalar | Shape::Object(_) => None,
        }
    }

    /// The members of an object as JSON, all but one.
    pub fn all_but(self, key: &str) -> Option<Map<String, Value>> {
        let Shape::Object(mut members) = self.shape() else { return None };
        let mut others = Map::new();
        while let Some((name, value)) = members.take() {
            if name.text() != Some(key) {
                others.insert(name.text()?.to_owned(), value.value()?);
            }
        }
        Some(others)
    }

    fn value(self) -> Option<Value> {
        match self.0 {
            Source::Seen(seen) => seen.value(),
            Source::Key(key) => Some(Value::String(key.to_owned())),
        }
    }

    /// Its text, where it is text that stands in the block as such.
    const fn text(self) -> Option<&'a str> {
        match self.0 {
            Source::Key(text) | Source::Seen(Seen::Text(text)) => Some(text),
            Source::Seen(Seen::Plain(Value::String(text))) => Some(text.as_str()),
            Source::Seen(_) => None,
        }
    }

    fn shape(self) -> Shape<'a> {
        match self.0 {
            Source::Seen(Seen::List(items, from, to)) => Shape::List(Items::Cells { items, from, to }),
            Source::Seen(Seen::Object(members, n)) => Shape::Object(Members::new(members, n)),
            Source::Seen(Seen::Plain(Value::Array(items))) => Shape::List(Items::Plain(items.iter())),
            Source::Seen(Seen::Plain(Value::Object(map))) => {
                Shape::Object(Members::Plain { rest: map.iter(), value: None })
            }
            Source::Seen(_) | Source::Key(_) => Shape::Scalar,
        }
    }

    /// The day that stands here as one.
    pub fn day(self) -> Option<NaiveDate> {
        let Source::Seen(Seen::Day(days)) = self.0 else { return None };
        DateTime::from_timestamp_millis(days.checked_mul(DAY)?).map(|at| at.date_naive())
    }

    /// The instant that stands here as one.
    pub fn instant(self) -> Option<DateTime<Utc>> {
        let Source::Seen(Seen::Instant(millis)) = self.0 else { return None };
        DateTime::from_timestamp_millis(millis)
    }

    /// True for null.
    pub const fn is_null(self) -> bool {
        matches!(self.0, Source::Seen(Seen::Null | Seen::Plain(Value::Null)))
    }
}

/// Readings that are the same for all that is neither list nor object.
macro_rules! scalars {
    ($($method:ident)*) => {
        $(fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unfit> {
            visit_scalar(self, visitor)
        })*
    };
}

impl<'de> Deserializer<'de> for Cell<'de> {
    type Error = Unfit;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unfit> {
        match self.shape() {
            Shape::Scalar => visit_scalar(self, visitor),
            Shape::List(items) => visit_items(items, visitor),
            Shape::Object(members) => visit_members(members, visitor),
        }
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unfit> {
        match self.shape() {
            Shape::List(items) => visit_items(items, visitor),
            other => Err(other.misfit(self, &visitor)),
        }
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unfit> {
        match self.shape() {
            Shape::Object(members) => visit_members(members, visitor),
            other => Err(other.misfit(self, &visitor)),
        }
    }

    fn deserialize_tuple<V: Visitor<'de>>(self, _: usize, visitor: V) -> Result<V::Value, Unfit> {
        self.deserialize_seq(visitor)
    }

    fn deserialize_tuple_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: usize,
        visitor: V,
    ) -> Result<V::Value, Unfit> {
        self.deserialize_seq(visitor)
    }

    /// Only from an object: nothing of ours writes a struct as a list, and
    /// each type would carry the reading of one.
    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Unfit> {
        self.deserialize_map(visitor)
    }

    scalars! {
        deserialize_bool deserialize_i8 deserialize_i16 deserialize_i32 deserialize_i64 deserialize_i128
        deserialize_u8 deserialize_u16 deserialize_u32 deserialize_u64 deserialize_u128 deserialize_f32
        deserialize_f64 deserialize_char deserialize_str deserialize_string deserialize_unit deserialize_identifier
    }

    fn deserialize_bytes<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unfit> {
        self.deserialize_any(visitor)
    }

    fn deserialize_byte_buf<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unfit> {
        self.deserialize_any(visitor)
    }

    fn deserialize_unit_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, Unfit> {
        self.deserialize_unit(visitor)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unfit> {
        if self.is_null() { visitor.visit_none() } else { visitor.visit_some(self) }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, name: &'static str, visitor: V) -> Result<V::Value, Unfit> {
        match self.0 {
            Source::Seen(Seen::Uuid(uuid)) if name == direct::UUID => visitor.visit_bytes(&uuid),
            Source::Seen(Seen::Instant(millis)) if name == direct::INSTANT => visitor.visit_i64(millis),
            _ => visitor.visit_newtype_struct(self),
        }
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Unfit> {
        if self.text().is_some() {
            return visitor.visit_enum(Variant { name: self, content: None });
        }
        let mut members = match self.0 {
            Source::Seen(Seen::Object(members, n)) => Members::new(members, n),
            Source::Seen(Seen::Plain(Value::Object(map))) => Members::Plain { rest: map.iter(), value: None },
            _ => return Err(Unfit::invalid_type(Unexpected::Other("neither text nor object"), &"a variant")),
        };
        let (Some((name, content)), None) = (members.take(), members.take()) else {
            return Err(Unfit::invalid_value(Unexpected::Map, &"an object with one key"));
        };
        visitor.visit_enum(Variant { name, content: Some(content) })
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unfit> {
        visitor.visit_unit()
    }
}

/// What a value is made of.
enum Shape<'a> {
    Scalar,
    List(Items<'a>),
    Object(Members<'a>),
}

impl Shape<'_> {
    /// That a type wants another shape.
    fn misfit(&self, cell: Cell<'_>, expected: &dyn Expected) -> Unfit {
        let found = match self {
            Self::Scalar => return visit_scalar(cell, Unexpectedly(expected)).err().unwrap_or_else(Unfit::nothing),
            Self::List(_) => Unexpected::Seq,
            Self::Object(_) => Unexpected::Map,
        };
        Unfit::invalid_type(found, expected)
    }
}

/// Takes nothing: says what was found instead of what was expected.
struct Unexpectedly<'a>(&'a dyn Expected);

impl Visitor<'_> for Unexpectedly<'_> {
    type Value = std::convert::Infallible;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

fn visit_scalar<'de, V: Visitor<'de>>(cell: Cell<'de>, visitor: V) -> Result<V::Value, Unfit> {
    let seen = match cell.0 {
        Source::Key(key) => return visitor.visit_borrowed_str(key),
        Source::Seen(seen) => seen,
    };
    match seen {
        Seen::Null | Seen::Plain(Value::Null) => visitor.visit_unit(),
        Seen::Flag(flag) => visitor.visit_bool(flag),
        Seen::Whole(number) => visit_whole(number, visitor),
        Seen::Large(number) => visitor.visit_u64(number),
        Seen::Float(number) => visitor.visit_f64(number),
        Seen::Text(text) => visitor.visit_borrowed_str(text),
        Seen::Uuid(uuid) => visitor.visit_str(write_uuid(uuid).as_str()),
        Seen::Instant(millis) => visitor.visit_str(write_instant(millis).as_str()),
        Seen::Day(days) => visitor.visit_str(write_day(days).as_str()),
        Seen::Plain(Value::Bool(flag)) => visitor.visit_bool(*flag),
        Seen::Plain(Value::String(text)) => visitor.visit_borrowed_str(text),
        Seen::Plain(Value::Number(number)) => match (number.as_i64(), number.as_u64(), number.as_f64()) {
            (Some(number), ..) => visit_whole(number, visitor),
            (_, Some(number), _) => visitor.visit_u64(number),
            (.., number) => visitor.visit_f64(number.unwrap_or_default()),
        },
        Seen::List(..) | Seen::Plain(Value::Array(_)) => Err(Unfit::invalid_type(Unexpected::Seq, &visitor)),
        Seen::Object(..) | Seen::Plain(Value::Object(_)) => Err(Unfit::invalid_type(Unexpected::Map, &visitor)),
    }
}

/// As `serde_json` does: negative numbers as `i64`, others as `u64`.
fn visit_whole<'de, V: Visitor<'de>>(number: i64, visitor: V) -> Result<V::Value, Unfit> {
    match u64::try_from(number) {
        Ok(number) => visitor.visit_u64(number),
        Err(_) => visitor.visit_i64(number),
    }
}

fn visit_items<'de, V: Visitor<'de>>(mut items: Items<'de>, visitor: V) -> Result<V::Value, Unfit> {
    let all = items.left();
    let value = visitor.visit_seq(&mut items)?;
    if items.left() == 0 { Ok(value) } else { Err(Unfit::invalid_length(all, &"fewer items")) }
}

fn visit_members<'de, V: Visitor<'de>>(mut members: Members<'de>, visitor: V) -> Result<V::Value, Unfit> {
    let value = visitor.visit_map(&mut members)?;
    if members.take().is_none() { Ok(value) } else { Err(Unfit::custom("fewer members expected")) }
}

/// The items of a list, those not read yet.
enum Items<'a> {
    Cells { items: &'a Cells, from: usize, to: usize },
    Plain(std::slice::Iter<'a, Value>),
}

impl<'a> Items<'a> {
    fn left(&self) -> usize {
        match self {
            Self::Cells { from, to, .. } => to - from,
            Self::Plain(items) => items.len(),
        }
    }

    fn take(&mut self) -> Option<Cell<'a>> {
        match self {
            Self::Plain(items) => items.next().map(|value| Cell::of(Seen::Plain(value))),
            Self::Cells { items, from, to } => {
                let seen = if from < to { items.at(*from)? } else { return None };
                *from += 1;
                Some(Cell::of(seen))
            }
        }
    }
}

impl<'a> Iterator for Items<'a> {
    type Item = Cell<'a>;

    fn next(&mut self) -> Option<Cell<'a>> {
        self.take()
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        (self.left(), Some(self.left()))
    }
}
impl ExactSizeIterator for Items<'_> {}

impl<'de> SeqAccess<'de> for Items<'de> {
    type Error = Unfit;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, Unfit> {
        self.take().map(|item| seed.deserialize(item)).transpose()
    }

    fn size_hint(&self) -> Option<usize> {
        Some(self.left())
    }
}

/// The members of an object, those not read yet.
enum Members<'a> {
    Cells { rest: std::slice::Iter<'a, Member>, n: usize, value: Option<Cell<'a>> },
    Plain { rest: map::Iter<'a>, value: Option<Cell<'a>> },
}

impl<'a> Members<'a> {
    fn new(members: &'a [Member], n: usize) -> Self {
        Self::Cells { rest: members.iter(), n, value: None }
    }

    fn take(&mut self) -> Option<(Cell<'a>, Cell<'a>)> {
        let (key, seen) = match self {
            Self::Cells { rest, n, .. } => rest.find_map(|member| Some((&member.key, member.at(*n)?)))?,
            Self::Plain { rest, .. } => rest.next().map(|(key, value)| (key, Seen::Plain(value)))?,
        };
        Some((Cell(Source::Key(key)), Cell::of(seen)))
    }

    fn value(&mut self) -> &mut Option<Cell<'a>> {
        match self {
            Self::Cells { value, .. } | Self::Plain { value, .. } => value,
        }
    }
}

impl<'de> MapAccess<'de> for Members<'de> {
    type Error = Unfit;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, Unfit> {
        let Some((key, value)) = self.take() else { return Ok(None) };
        *self.value() = Some(value);
        seed.deserialize(key).map(Some)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Unfit> {
        let value = self.value().take().ok_or_else(|| Unfit::custom("a value before its key"))?;
        seed.deserialize(value)
    }
}

/// A variant of an enum, with what it holds.
struct Variant<'a> {
    name: Cell<'a>,
    content: Option<Cell<'a>>,
}

impl<'de> EnumAccess<'de> for Variant<'de> {
    type Error = Unfit;
    type Variant = Self;

    fn variant_seed<V: DeserializeSeed<'de>>(self, seed: V) -> Result<(V::Value, Self), Unfit> {
        Ok((seed.deserialize(self.name)?, self))
    }
}

impl<'de> VariantAccess<'de> for Variant<'de> {
    type Error = Unfit;

    fn unit_variant(self) -> Result<(), Unfit> {
        self.content.map_or(Ok(()), <()>::deserialize)
    }

    fn newtype_variant_seed<T: DeserializeSeed<'de>>(self, seed: T) -> Result<T::Value, Unfit> {
        seed.deserialize(self.content()?)
    }

    fn tuple_variant<V: Visitor<'de>>(self, _: usize, visitor: V) -> Result<V::Value, Unfit> {
        match self.content()? {
            list @ Cell(Source::Seen(Seen::List(..) | Seen::Plain(Value::Array(_)))) => list.deserialize_any(visitor),
            _ => Err(Unfit::invalid_type(Unexpected::Other("no list"), &"tuple variant")),
        }
    }

    fn struct_variant<V: Visitor<'de>>(self, _: &'static [&'static str], visitor: V) -> Result<V::Value, Unfit> {
        match self.content()? {
            object @ Cell(Source::Seen(Seen::Object(..) | Seen::Plain(Value::Object(_)))) => {
                object.deserialize_any(visitor)
            }
            _ => Err(Unfit::invalid_type(Unexpected::Other("no object"), &"struct variant")),
        }
    }
}

impl<'de> Variant<'de> {
    fn content(self) -> Result<Cell<'de>, Unfit> {
        self.content.ok_or_else(|| Unfit::invalid_type(Unexpected::UnitVariant, &"a variant that holds something"))
    }
}
