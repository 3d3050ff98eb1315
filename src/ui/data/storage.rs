//! How much there is of what, and how much room is left.

use leptos::prelude::*;

use super::json_import::{figures_row, table};
use super::{Desk, file_words};
use crate::domain::record::Collection;
use crate::ui::components::section::Section;

/// The part of the page that shows it.
pub(super) fn section(desk: Desk) -> AnyView {
    let rows = move || {
        let counts = desk.crm.read_all(|workspace| {
            let count = |collection: &Collection| {
                let all = workspace.records(*collection).count();
                let live = workspace.count(*collection);
                (*collection, live, all - live)
            };
            Collection::ALL.iter().map(count).collect::<Vec<_>>()
        });
        let shown = counts.into_iter().filter(|(_, live, trashed)| live + trashed > 0);
        shown
            .map(|(collection, live, trashed)| figures_row(file_words::type_name(collection), &[live, trashed]))
            .collect_view()
            .into_any()
    };
    view! {
        <Section title="Storage">
            {move || table("Records by type", &["Records", "In Trash"], rows())}
        </Section>
    }
    .into_any()
}
