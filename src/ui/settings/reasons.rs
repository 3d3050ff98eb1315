//! Reasons, by what they explain.

use leptos::prelude::*;
use serde_json::Value;

use super::option_list::OptionList;
use crate::domain::option::Explains;
use crate::domain::record::Collection;
use crate::ui::words::choices::stored;
use crate::ui::words::vocabulary::spoken;

/// One list for each thing that reasons explain.
#[component]
pub(super) fn Reasons() -> impl IntoView {
    let groups = [
        (Explains::Loss, spoken("Why deals are lost")),
        (Explains::Win, spoken("Why deals are won")),
        (Explains::Disqualification, spoken("Why leads are disqualified")),
    ];
    groups
        .into_iter()
        .map(|(explains, title)| {
            let alike = ("explains", Value::from(stored(explains)));
            view! { <OptionList collection=Collection::Reason title alike /> }
        })
        .collect_view()
}
