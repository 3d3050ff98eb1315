//! Writing down what was done and what is to be done.

use leptos::prelude::*;

use crate::domain::activity::ActivityKind;
use crate::domain::record::RecordRef;

/// The dialog **Log activity**.
#[component]
pub fn LogActivity(
    /// The records it is about.
    links: Vec<RecordRef>,
    /// What sort of thing to begin with.
    #[prop(default = ActivityKind::Call)]
    kind: ActivityKind,
    /// Called with the activity when it was saved, without one on Cancel.
    on_close: Callback<Option<RecordRef>>,
) -> impl IntoView {
    drop((links, kind, on_close));
}

/// The same in the page, above a timeline; empties itself after saving.
#[component]
pub fn ActivityComposer(
    /// The records it is about.
    #[prop(into)]
    links: Signal<Vec<RecordRef>>,
) -> impl IntoView {
    drop(links);
}
