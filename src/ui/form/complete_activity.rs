//! Marking an activity as done, with what came of it.

use leptos::prelude::*;

use crate::domain::activity::Activity;
use crate::domain::id::Id;

/// The dialog that asks for the outcome of a call, a meeting or an e-mail.
#[component]
pub fn CompleteActivity(
    /// Which.
    activity: Id<Activity>,
    /// Called with true when it was done, false on Cancel.
    on_close: Callback<bool>,
) -> impl IntoView {
    drop((activity, on_close));
}
