//! Says on the page of a record who else it might be, and why.

use leptos::prelude::*;

use crate::app::crm::{Crm, use_crm};
use crate::app::route::Route;
use crate::domain::matching::Duplicate;
use crate::domain::record::{Collection, RecordRef};
use crate::ui::components::section::Section;
use crate::ui::{show, words};

/// The records that may be the same, each with the reasons; nothing where there are none.
#[component]
pub(super) fn MaybeTheSame(
    /// Which record.
    record: RecordRef,
    /// Those found.
    found: RwSignal<Vec<Duplicate>>,
) -> impl IntoView {
    let crm = use_crm();
    // Leads of an account are not the account: they stand with what belongs to it.
    let others = Memo::new(move |_| {
        let belongs =
            |found: &Duplicate| record.collection == Collection::Account && found.record.collection == Collection::Lead;
        found.with(|found| found.iter().filter(|found| !belongs(found)).cloned().collect::<Vec<_>>())
    });
    view! {
        <Show when=move || others.with(|others| !others.is_empty())>
            <Section title="Possible duplicates">
                <ul class="related">{move || others.get().iter().map(|found| row(crm, found)).collect_view()}</ul>
            </Section>
        </Show>
    }
    .into_any()
}

fn row(crm: Crm, found: &Duplicate) -> AnyView {
    let record = found.record;
    let (title, why) = crm.read_all(|workspace| {
        let why = found.reasons.iter().map(|reason| words::matches::reason(workspace, reason));
        (show::record_title(workspace, record), why.collect::<Vec<_>>().join(", "))
    });
    let kind = words::concepts::singular(record.collection);
    view! {
        <li class="related-item">
            <a href=Route::Record(record).href()>{title}</a>
            <span class="muted">{format!("{kind}: {why}")}</span>
        </li>
    }
    .into_any()
}
