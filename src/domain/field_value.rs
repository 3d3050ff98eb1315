//! The value of a field with its type hidden, and records as rows of those:
//! one routine reads, writes and compares records of every type. A routine for
//! each type, as `serde` derives them, was a quarter of a megabyte in the page.

use std::any::Any;

use chrono::{DateTime, NaiveDate, Utc};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use super::field::{Field, Unfit};
use super::links::Linking;
use super::record::RecordRef;
use crate::packing::{self, Cell};

/// What every record has besides its own fields, in this order and before them.
pub(crate) const COMMON: [&str; 3] = ["id", "meta", "trashed_at"];
/// Of these the first two stand in every file, whatever they are.
const ALWAYS: usize = 2;

/// The value of a field of any type.
pub(crate) trait FieldValue {
    /// Takes what stands in a cell; null is the default.
    fn read(&mut self, cell: Cell<'_>) -> Result<(), packing::Unfit>;
    /// True for the value that a field has in a blank record.
    fn is_default(&self) -> bool;
    /// As JSON; nothing where JSON has no such value, which no field is known to have.
    fn value(&self) -> Option<Value>;
    /// Writes it at the end of a JSON text.
    fn write(&self, text: &mut Vec<u8>) -> Result<(), serde_json::Error>;
    /// Calls `visit` with every record that it links to.
    fn each_link(&self, visit: &mut dyn FnMut(RecordRef));
}

impl<T: Default + PartialEq + Serialize + DeserializeOwned + Linking + 'static> FieldValue for T {
    fn read(&mut self, cell: Cell<'_>) -> Result<(), packing::Unfit> {
        // Days and instants without the text in between, of which `serde` knows no other way.
        let dated: &mut dyn Any = self;
        if let (Some(day), Some(days)) = (dated.downcast_mut::<Option<NaiveDate>>(), cell.day()) {
            *day = Some(days);
        } else if let (Some(instant), Some(millis)) = (dated.downcast_mut::<Option<DateTime<Utc>>>(), cell.instant()) {
            *instant = Some(millis);
        } else {
            *self = if cell.is_null() { T::default() } else { T::deserialize(cell)? };
        }
        Ok(())
    }

    fn is_default(&self) -> bool {
        *self == T::default()
    }

    fn value(&self) -> Option<Value> {
        serde_json::to_value(self).ok()
    }

    fn write(&self, text: &mut Vec<u8>) -> Result<(), serde_json::Error> {
        serde_json::to_writer(text, self)
    }

    fn each_link(&self, visit: &mut dyn FnMut(RecordRef)) {
        Linking::each_link(self, visit);
    }
}

/// The fields of a record in their order: the common ones, then its own.
#[derive(Clone, Copy)]
pub(crate) struct Row<'a> {
    /// Its own fields.
    pub own: &'static [Field],
    /// The values of all.
    pub values: &'a [&'a dyn FieldValue],
}

/// A [`Row`] to be changed.
pub(crate) struct RowMut<'a, 'b> {
    /// Its own fields.
    pub own: &'static [Field],
    /// The values of all.
    pub values: &'a mut [&'b mut dyn FieldValue],
}

/// The key of the field at a place.
fn key_at(own: &'static [Field], at: usize) -> Option<&'static str> {
    COMMON.get(at).copied().or_else(|| own.get(at - COMMON.len()).map(|field| field.key))
}

/// The place of one of the record's own fields.
fn place_of(own: &'static [Field], key: &str) -> Option<usize> {
    own.iter().position(|field| field.key == key).map(|at| COMMON.len() + at)
}

/// The place of a field, be it common or its own.
fn place_of_any(own: &'static [Field], key: &str) -> Option<usize> {
    COMMON.iter().position(|common| *common == key).or_else(|| place_of(own, key))
}

impl<'a> Row<'a> {
    /// The fields that stand in a file, with their keys.
    fn shown(self) -> impl Iterator<Item = (&'static str, &'a dyn FieldValue)> {
        let values = self.values.iter().enumerate();
        let shown = values.filter(|(at, value)| *at < ALWAYS || !value.is_default());
        shown.filter_map(move |(at, value)| Some((key_at(self.own, at)?, *value)))
    }

    /// As a JSON object, fields at their default left out.
    pub fn to_map(self) -> Map<String, Value> {
        let mut map = Map::new();
        for (key, value) in self.shown() {
            map.insert(key.to_owned(), value.value().unwrap_or_default());
        }
        map
    }

    /// Writes it as JSON in the order of the definition, fields at their default left out.
    pub fn write(self, text: &mut Vec<u8>) -> Result<(), serde_json::Error> {
        let mut before = b'{';
        for (key, value) in self.shown() {
            text.push(before);
            serde_json::to_writer(&mut *text, key)?;
            text.push(b':');
            value.write(text)?;
            before = b',';
        }
        text.push(b'}');
        Ok(())
    }

    /// The value of one of its own fields; nothing for a key that is none.
    pub fn get(self, key: &str) -> Option<Value> {
        self.values.get(place_of(self.own, key)?)?.value()
    }

    /// Calls `visit` with every record that one of its own fields links to.
    pub fn each_link_of(self, key: &str, visit: &mut dyn FnMut(RecordRef)) {
        if let Some(value) = place_of(self.own, key).and_then(|at| self.values.get(at)) {
            value.each_link(visit);
        }
    }

    /// Calls `visit` with every record that its own fields link to.
    pub fn each_link(self, visit: &mut dyn FnMut(RecordRef)) {
        self.values.iter().skip(COMMON.len()).for_each(|value| value.each_link(visit));
    }
}

/// The places of the fields that the columns of a block are of, found out once
/// for all its rows; `None` for a column that is no field.
#[derive(Debug, Default)]
pub(crate) struct Columns(Vec<Option<usize>>);

impl Columns {
    /// Of a block with these keys.
    pub(crate) fn of<'a>(own: &'static [Field], keys: impl Iterator<Item = &'a str>) -> Self {
        Self(keys.map(|key| place_of_any(own, key)).collect())
    }
}

impl RowMut<'_, '_> {
    /// Takes a row of a file or a block in. Members that are no field are passed over.
    pub fn read(self, row: Cell<'_>, columns: &Columns) -> Result<(), packing::Unfit> {
        row.each_member(&mut |column, key, cell| {
            let known = column.and_then(|column| columns.0.get(column)).copied();
            let place = known.unwrap_or_else(|| place_of_any(self.own, key));
            place.and_then(|at| self.values.get_mut(at)).map_or(Ok(()), |value| value.read(cell))
        })
    }

    /// Sets one of the record's own fields; null sets it to its default.
    pub fn set(self, key: &str, value: &Value) -> Result<(), Unfit> {
        let unfit = |detail: String| Unfit { field: key.to_owned(), detail };
        let field = place_of(self.own, key).and_then(|at| self.values.get_mut(at));
        let field = field.ok_or_else(|| unfit("no such field".to_owned()))?;
        field.read(Cell::plain(value)).map_err(|error| unfit(error.to_string()))
    }
}
