//! The form of a record: a dialog titled New lead or Edit lead.

use leptos::prelude::*;
use serde_json::{Map, Value};

use crate::app::route::Query;
use crate::domain::record::{Collection, RecordRef};

/// The form of a new record, or of one that is there.
#[component]
pub fn RecordDialog(
    /// What sort of record.
    collection: Collection,
    /// The record to edit; a new one without it.
    #[prop(optional_no_strip)]
    record: Option<RecordRef>,
    /// What a new record starts with; see [`initial_fields`].
    #[prop(optional)]
    initial: Map<String, Value>,
    /// Called with the record when it was saved, without one on Cancel.
    on_close: Callback<Option<RecordRef>>,
) -> impl IntoView {
    drop((collection, record, initial, on_close));
}

/// The fields that an address such as `#/leads/new?company=Acme` asks for, as
/// they are stored. What is no field, or no value for it, is left out.
pub fn initial_fields(collection: Collection, query: &Query) -> Map<String, Value> {
    drop((collection, query));
    Map::new()
}
