//! `#/data`: everything in and out, and how much room it takes.

mod export;

use leptos::prelude::*;

use super::components::page_header::PageHeader;

pub(super) use export::export_json;

/// Import, export, backups and storage.
#[component]
pub fn DataPage() -> impl IntoView {
    view! {
        <div class="page">
            <PageHeader title="Import & export" />
        </div>
    }
    .into_any()
}
