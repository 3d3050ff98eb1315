//! The way through a file: sections, lists, records. Hands over each record as
//! it stands in the file and judges nothing but the shape.

use std::cell::RefCell;
use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error as _, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::value::RawValue;
use serde_json::{Map, Value};

use super::super::document::{DocumentError, Warning};
use super::records::Reading;
use crate::domain::record::Collection;

/// The object that is the file.
pub(super) struct Sections<'a, 't>(pub(super) &'a RefCell<Reading<'t>>);

impl<'de> Visitor<'de> for Sections<'_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        while let Some(key) = map.next_key::<String>()? {
            match key.as_str() {
                "records" => map.next_value_seed(Lists(self.0))?,
                "format" | "version" => {
                    map.next_value::<IgnoredAny>()?;
                }
                _ => {
                    map.next_value::<IgnoredAny>()?;
                    self.0.borrow_mut().warnings.push(Warning::UnknownSection { name: key });
                }
            }
        }
        Ok(())
    }
}

/// The lists of records by plural.
struct Lists<'a, 't>(&'a RefCell<Reading<'t>>);

impl<'de> DeserializeSeed<'de> for Lists<'_, '_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for Lists<'_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("lists of records by name")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        while let Some(name) = map.next_key::<String>()? {
            let collection = Collection::from_plural(&name);
            let repeated = !self.0.borrow_mut().lists.insert(name.clone());
            match collection {
                Some(collection) if !repeated => map.next_value_seed(List(self.0, collection))?,
                Some(_) => return self.refuse(DocumentError::RepeatedCollection { name }),
                None => return self.refuse(DocumentError::UnknownCollection { name }),
            }
        }
        Ok(())
    }
}

impl Lists<'_, '_> {
    fn refuse<E: serde::de::Error>(&self, error: DocumentError) -> Result<(), E> {
        self.0.borrow_mut().refused = Some(error);
        Err(E::custom("refused"))
    }
}

/// The records of one collection.
struct List<'a, 't>(&'a RefCell<Reading<'t>>, Collection);

impl<'de> DeserializeSeed<'de> for List<'_, '_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_seq(self)
    }
}

impl<'de> Visitor<'de> for List<'_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "a list of {}", self.1.plural())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        let mut index = 0;
        while let Some(row) = list.next_element::<&RawValue>()? {
            if self.0.borrow_mut().take(self.1, index, row.get()).is_err() {
                return Err(A::Error::custom("refused"));
            }
            index += 1;
        }
        Ok(())
    }
}

/// A record as it stands in the file.
pub(super) struct Row {
    /// Its fields; of a key that stands twice, the last.
    pub(super) map: Map<String, Value>,
    /// A key that stands twice.
    pub(super) repeated: Option<String>,
}

impl Row {
    /// Reads a record's text.
    pub(super) fn read(collection: Collection, index: usize, text: &str) -> Result<Self, serde_json::Error> {
        let mut deserializer = serde_json::Deserializer::from_str(text);
        let row = deserializer.deserialize_map(Fields(collection, index))?;
        deserializer.end().map(|()| row)
    }
}

struct Fields(Collection, usize);

impl<'de> Visitor<'de> for Fields {
    type Value = Row;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "a record at {}[{}]", self.0.plural(), self.1)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut fields: A) -> Result<Row, A::Error> {
        let mut row = Row { map: Map::new(), repeated: None };
        while let Some(key) = fields.next_key::<String>()? {
            let value = fields.next_value()?;
            if row.map.insert(key.clone(), value).is_some() {
                row.repeated.get_or_insert(key);
            }
        }
        Ok(row)
    }
}
