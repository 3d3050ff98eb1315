//! Typed ids: an [`Id<Account>`](Id) cannot be passed where a contact's is
//! wanted. Knows nothing of how ids are minted; see [`crate::domain::env`].

use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::marker::PhantomData;

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use uuid::Uuid;

use crate::packing::direct;

/// The id of a record of type `T`: a UUID, version 7 for records made here,
/// so that ids in order are records in order of creation.
pub struct Id<T> {
    uuid: Uuid,
    record: PhantomData<fn() -> T>,
}

impl<T> Id<T> {
    /// Takes a UUID as the id of a `T`, without looking whether one exists.
    pub const fn new(uuid: Uuid) -> Self {
        Self { uuid, record: PhantomData }
    }

    /// A fixed id for a record that every workspace starts with, so that two
    /// workspaces agree on what "Closed won" is. `n` is never reused.
    pub const fn builtin(n: u16) -> Self {
        Self::new(Uuid::from_u128(0x0190_0000_0000_7000_8000_0000_0000_0000 | n as u128))
    }

    /// The bare UUID.
    pub const fn uuid(self) -> Uuid {
        self.uuid
    }

    /// True for the id of a record that has not been created yet.
    pub fn is_nil(self) -> bool {
        self.uuid.is_nil()
    }
}

impl<T> Default for Id<T> {
    fn default() -> Self {
        Self::new(Uuid::nil())
    }
}
impl<T> Clone for Id<T> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<T> Copy for Id<T> {}
impl<T> PartialEq for Id<T> {
    fn eq(&self, other: &Self) -> bool {
        self.uuid == other.uuid
    }
}
impl<T> Eq for Id<T> {}
impl<T> PartialOrd for Id<T> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}
impl<T> Ord for Id<T> {
    fn cmp(&self, other: &Self) -> Ordering {
        self.uuid.cmp(&other.uuid)
    }
}
impl<T> Hash for Id<T> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.uuid.hash(state);
    }
}
impl<T> fmt::Debug for Id<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.uuid.fmt(f)
    }
}
impl<T> fmt::Display for Id<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.uuid.fmt(f)
    }
}
impl<T> Serialize for Id<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.uuid.serialize(serializer)
    }
}
impl<'de, T> Deserialize<'de> for Id<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        direct::uuid(deserializer).map(Self::new)
    }
}
