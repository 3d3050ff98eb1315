//! Records and collections: the one list of record types, what all records
//! have in common, and the macro that turns a list of fields into a record.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use uuid::Uuid;

use super::field::{Field, Unfit};
use super::field_value::{Columns, Row, RowMut};
use super::id::Id;
use super::profile::Profile;
use crate::packing::{self, Block, Cell, direct};

/// Who made a record and who changed it last, and when.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Meta {
    /// When the record was created.
    #[serde(deserialize_with = "direct::instant")]
    pub created_at: DateTime<Utc>,
    /// By whom, where a profile was chosen.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub created_by: Option<Id<Profile>>,
    /// When it was last changed.
    #[serde(deserialize_with = "direct::instant")]
    pub updated_at: DateTime<Utc>,
    /// By whom, where a profile was chosen.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub updated_by: Option<Id<Profile>>,
}

/// Ids that other systems know a record by: system name to id there.
pub type ExternalIds = BTreeMap<String, String>;

/// Fields that Relata has no name for, kept as they came.
pub type Custom = BTreeMap<String, Value>;

/// A type of record that the workspace keeps.
pub trait Stored: Sized + Clone + PartialEq {
    /// The collection that holds records of this type.
    const COLLECTION: Collection;
    /// The fields that are this type's own, in the order of the definition.
    const FIELDS: &'static [Field];
    /// The record's id.
    fn id(&self) -> Id<Self>;
    /// The record in its envelope.
    fn into_record(self) -> Record;
    /// The record out of its envelope, if it is of this type.
    fn from_record(record: &Record) -> Option<&Self>;
}

/// Defines a record: a struct with the common fields and those listed, each
/// with its [`Kind`](super::field::Kind), readable and settable by key.
macro_rules! record {
    ($(#[$doc:meta])* $Record:ident { $($(#[$field_doc:meta])* $field:ident: $Type:ty => $kind:expr,)* }) => {
        $(#[$doc])*
        #[derive(Clone, Debug, Default, PartialEq)]
        pub struct $Record {
            /// The record's own id; nil until it is created.
            pub id: $crate::domain::id::Id<$Record>,
            /// Who made and changed it, when.
            pub meta: $crate::domain::record::Meta,
            /// Since when it lies in the Trash, if it does.
            pub trashed_at: Option<chrono::DateTime<chrono::Utc>>,
            $($(#[$field_doc])* pub $field: $Type,)*
        }

        impl $crate::domain::record::Stored for $Record {
            const COLLECTION: $crate::domain::record::Collection = $crate::domain::record::Collection::$Record;
            const FIELDS: &'static [$crate::domain::field::Field] = {
                #[allow(unused_imports)]
                use $crate::domain::{field::Kind::*, record::Collection};
                &[$($crate::domain::field::Field { key: stringify!($field), kind: $kind },)*]
            };
            fn id(&self) -> $crate::domain::id::Id<Self> {
                self.id
            }
            fn into_record(self) -> $crate::domain::record::Record {
                $crate::domain::record::Record::$Record(std::sync::Arc::new(self))
            }
            fn from_record(record: &$crate::domain::record::Record) -> Option<&Self> {
                match record {
                    $crate::domain::record::Record::$Record(inner) => Some(inner),
                    _ => None,
                }
            }
        }

        impl $Record {
            /// Shows its fields with their types hidden.
            pub(crate) fn show_row(&self, see: &mut dyn FnMut($crate::domain::field_value::Row<'_>)) {
                see($crate::domain::field_value::Row {
                    own: <Self as $crate::domain::record::Stored>::FIELDS,
                    values: &[&self.id, &self.meta, &self.trashed_at, $(&self.$field,)*],
                });
            }

            /// Lends its fields with their types hidden.
            pub(crate) fn lend_row(&mut self, change: &mut dyn FnMut($crate::domain::field_value::RowMut<'_, '_>)) {
                change($crate::domain::field_value::RowMut {
                    own: <Self as $crate::domain::record::Stored>::FIELDS,
                    values: &mut [&mut self.id, &mut self.meta, &mut self.trashed_at, $(&mut self.$field,)*],
                });
            }

            /// The value of a field by key; `None` for a key that is not a field.
            pub fn get(&self, key: &str) -> Option<serde_json::Value> {
                let mut found = None;
                self.show_row(&mut |row| found = row.get(key));
                found
            }

            /// Sets a field by key; null sets it to its default.
            pub fn set(&mut self, key: &str, value: serde_json::Value) -> Result<(), $crate::domain::field::Unfit> {
                let mut done = Ok(());
                self.lend_row(&mut |row| done = row.set(key, &value));
                done
            }
        }
    };
}
pub(crate) use record;

/// The one list of record types.
macro_rules! collections {
    ($($(#[$doc:meta])* $Record:ident in $module:ident as $singular:literal, $plural:literal;)*) => {
        /// The kinds of record.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum Collection {
            $($(#[$doc])* $Record,)*
        }

        impl Collection {
            /// Every collection, in the order in which files list them.
            pub const ALL: &'static [Self] = &[$(Self::$Record,)*];

            /// The word for one record, as in JSON: `lead`.
            pub const fn singular(self) -> &'static str {
                match self { $(Self::$Record => $singular,)* }
            }

            /// The word for many, as in routes and files: `leads`.
            pub const fn plural(self) -> &'static str {
                match self { $(Self::$Record => $plural,)* }
            }

            /// The fields that records of this collection have besides the common ones.
            pub const fn fields(self) -> &'static [Field] {
                match self { $(Self::$Record => <super::$module::$Record as Stored>::FIELDS,)* }
            }

            /// A record of this collection with every field at its default.
            pub fn blank(self) -> Record {
                match self { $(Self::$Record => super::$module::$Record::default().into_record(),)* }
            }

            /// Reads a record of this collection from its JSON form.
            pub fn read(self, value: &Value) -> Result<Record, packing::Unfit> {
                self.read_row(Cell::plain(value), &Columns::default())
            }

            /// Reads the records of this collection that the rows of a block are.
            pub fn read_block(self, block: &Block) -> impl Iterator<Item = Result<Record, packing::Unfit>> {
                let columns = Columns::of(self.fields(), block.keys());
                block.cells().map(move |row| self.read_row(row, &columns))
            }

            fn read_row(self, row: Cell<'_>, columns: &Columns) -> Result<Record, packing::Unfit> {
                let mut done = Ok(());
                let mut take = |values: RowMut<'_, '_>| done = values.read(row, columns);
                let record = match self { $(Self::$Record => {
                    let mut record = super::$module::$Record::default();
                    record.lend_row(&mut take);
                    record.into_record()
                })* };
                done.map(|()| record)
            }
        }

        /// A record of any type, shared and immutable.
        #[derive(Clone, Debug, PartialEq)]
        #[allow(missing_docs)]
        pub enum Record {
            $($Record(Arc<super::$module::$Record>),)*
        }

        impl Record {
            /// The collection it belongs to.
            pub const fn collection(&self) -> Collection {
                match self { $(Self::$Record(_) => Collection::$Record,)* }
            }

            /// Its bare id.
            pub fn uuid(&self) -> Uuid {
                match self { $(Self::$Record(inner) => inner.id.uuid(),)* }
            }

            /// Gives it its id; for the making of records only.
            pub fn set_uuid(&mut self, uuid: Uuid) {
                match self { $(Self::$Record(inner) => Arc::make_mut(inner).id = Id::new(uuid),)* }
            }

            /// Who made and changed it.
            pub fn meta(&self) -> &Meta {
                match self { $(Self::$Record(inner) => &inner.meta,)* }
            }

            /// Who made and changed it, to be stamped.
            pub fn meta_mut(&mut self) -> &mut Meta {
                match self { $(Self::$Record(inner) => &mut Arc::make_mut(inner).meta,)* }
            }

            /// Since when it lies in the Trash, if it does.
            pub fn trashed_at(&self) -> Option<DateTime<Utc>> {
                match self { $(Self::$Record(inner) => inner.trashed_at,)* }
            }

            /// Moves it to the Trash, or out of it.
            pub fn set_trashed_at(&mut self, at: Option<DateTime<Utc>>) {
                match self { $(Self::$Record(inner) => Arc::make_mut(inner).trashed_at = at,)* }
            }

            /// Shows its fields with their types hidden.
            fn show_row(&self, see: &mut dyn FnMut(Row<'_>)) {
                match self { $(Self::$Record(inner) => inner.show_row(see),)* }
            }

            /// Sets a field by key; null sets it to its default.
            pub fn set(&mut self, key: &str, value: Value) -> Result<(), Unfit> {
                let mut done = Ok(());
                let mut set = |row: RowMut<'_, '_>| done = row.set(key, &value);
                match self { $(Self::$Record(inner) => Arc::make_mut(inner).lend_row(&mut set),)* }
                done
            }

            /// What the record is called.
            pub fn title(&self) -> String {
                match self { $(Self::$Record(inner) => inner.title(),)* }
            }
        }
    };
}

collections! {
    /// Organisations and persons one sells to, hopes to sell to or deals with.
    Account in account as "account", "accounts";
    /// Real individuals.
    Contact in contact as "contact", "contacts";
    /// Unverified information with unverified intent.
    Lead in lead as "lead", "leads";
    /// Arrangements in progress.
    Opportunity in opportunity as "opportunity", "opportunities";
    /// What was done and is to be done.
    Activity in activity as "activity", "activities";
    /// Local names with a role.
    Profile in profile as "profile", "profiles";
    /// Sequences of stages.
    Pipeline in pipeline as "pipeline", "pipelines";
    /// Steps of a pipeline.
    Stage in pipeline as "stage", "stages";
    /// Words for where a lead stands.
    LeadStatus in option as "lead_status", "lead_statuses";
    /// Where leads come from.
    Source in option as "source", "sources";
    /// Why deals are won or lost and leads disqualified.
    Reason in option as "reason", "reasons";
    /// Qualities of an account.
    Segment in option as "segment", "segments";
    /// What an account is to us besides a buyer.
    Relationship in option as "relationship", "relationships";
    /// Free marks on records.
    Tag in option as "tag", "tags";
    /// Campaigns that leads and deals go back to.
    Campaign in option as "campaign", "campaigns";
    /// What must be known before a lead is converted.
    Criterion in option as "criterion", "criteria";
    /// What holds for the whole workspace; one record.
    Settings in settings as "settings", "settings";
    /// What lists show, under names.
    SavedView in saved_view as "saved_view", "saved_views";
}

impl Collection {
    /// The five record types that have pages of their own.
    pub const MAIN: [Self; 5] = [Self::Account, Self::Contact, Self::Lead, Self::Opportunity, Self::Activity];

    /// The collection of a plural, as in routes and files.
    pub fn from_plural(text: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|collection| collection.plural() == text)
    }

    /// The field of that key.
    pub fn field(self, key: &str) -> Option<&'static Field> {
        self.fields().iter().find(|field| field.key == key)
    }
}

impl Record {
    /// Which record this is.
    pub fn reference(&self) -> RecordRef {
        RecordRef { collection: self.collection(), id: self.uuid() }
    }

    /// The value of a field by key; `None` for a key that is not a field.
    pub fn get(&self, key: &str) -> Option<Value> {
        let mut found = None;
        self.show_row(&mut |row| found = row.get(key));
        found
    }

    /// Calls `visit` with every record that it links to, as often as it does.
    pub fn each_link(&self, visit: &mut dyn FnMut(RecordRef)) {
        self.show_row(&mut |row| row.each_link(visit));
    }

    /// The same for one of its fields.
    pub fn each_link_of(&self, key: &str, visit: &mut dyn FnMut(RecordRef)) {
        self.show_row(&mut |row| row.each_link_of(key, visit));
    }

    /// The record as a JSON object, fields at their default left out.
    pub fn to_map(&self) -> Map<String, Value> {
        let mut map = Map::new();
        self.show_row(&mut |row| map = row.to_map());
        map
    }

    /// The record as JSON text, in the order of the definition, fields at their
    /// default left out.
    ///
    /// # Errors
    ///
    /// Says what cannot be written, which no record is known to hold.
    pub fn to_json(&self) -> Result<String, serde_json::Error> {
        let (mut text, mut done) = (Vec::with_capacity(512), Ok(()));
        self.show_row(&mut |row| done = row.write(&mut text));
        done?;
        String::from_utf8(text).map_err(serde::ser::Error::custom)
    }

    /// True unless it lies in the Trash.
    pub fn is_live(&self) -> bool {
        self.trashed_at().is_none()
    }
}

/// Names one record of any collection.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct RecordRef {
    /// Which collection.
    pub collection: Collection,
    /// Which record in it.
    #[serde(deserialize_with = "direct::uuid")]
    pub id: Uuid,
}

impl RecordRef {
    /// The reference to a record of known type.
    pub fn of<T: Stored>(id: Id<T>) -> Self {
        Self { collection: T::COLLECTION, id: id.uuid() }
    }

    /// The typed id, if the record is of type `T`.
    pub fn id_of<T: Stored>(self) -> Option<Id<T>> {
        (self.collection == T::COLLECTION).then(|| Id::new(self.id))
    }
}

impl fmt::Display for RecordRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.collection.plural(), self.id)
    }
}
