//! Ids and instants as a block has them, without the text in between. A type
//! asks for them by a name that other formats do not know; those give the text
//! as ever. What it comes to is the same.

use std::fmt;

use chrono::{DateTime, Utc};
use serde::de::{Deserialize, Deserializer, Error, Visitor};
use uuid::Uuid;

/// The name under which an id is asked for.
pub(super) const UUID: &str = "relata::Uuid";
/// And an instant.
pub(super) const INSTANT: &str = "relata::Instant";

/// Reads an id.
pub fn uuid<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Uuid, D::Error> {
    deserializer.deserialize_newtype_struct(UUID, OfId)
}

/// Reads an instant.
pub fn instant<'de, D: Deserializer<'de>>(deserializer: D) -> Result<DateTime<Utc>, D::Error> {
    deserializer.deserialize_newtype_struct(INSTANT, OfInstant)
}

struct OfId;

impl<'de> Visitor<'de> for OfId {
    type Value = Uuid;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an id")
    }

    fn visit_bytes<E: Error>(self, bytes: &[u8]) -> Result<Uuid, E> {
        Uuid::from_slice(bytes).map_err(E::custom)
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, text: D) -> Result<Uuid, D::Error> {
        Uuid::deserialize(text)
    }
}

struct OfInstant;

impl<'de> Visitor<'de> for OfInstant {
    type Value = DateTime<Utc>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an instant")
    }

    fn visit_i64<E: Error>(self, millis: i64) -> Result<DateTime<Utc>, E> {
        DateTime::from_timestamp_millis(millis).ok_or_else(|| E::custom("no such instant"))
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, text: D) -> Result<DateTime<Utc>, D::Error> {
        DateTime::deserialize(text)
    }
}
