//! Says on the page of a record who else it might be, and why.

use leptos::prelude::*;

use crate::app::crm::{Crm, use_crm};
use crate::app::route::{Query, Route};
use crate::domain::duplicates::SCANNED;
use crate::domain::matching::Duplicate;
use crate::domain::record::{Collection, RecordRef};
use crate::domain::workflow::merge_records::are_distinct;
use crate::domain::workspace::Workspace;
use crate::ui::components::button::{LinkButton, Variant};
use crate::ui::components::section::Section;
use crate::ui::words::vocabulary::spoken;
use crate::ui::{show, words};

use super::heading::is_editable;

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
        // Nor is what has been merged, told apart or deleted since.
        crm.read(&SCANNED, |workspace| {
            let open = |found: &&Duplicate| !belongs(found) && are_two(workspace, record, found.record);
            found.with(|found| found.iter().filter(open).cloned().collect::<Vec<_>>())
        })
    });
    let all = ViewFn::from(|| {
        let href = Route::Duplicates(Query::default()).href();
        view! { <LinkButton label=spoken("Find duplicates") href small=true variant=Variant::Ghost /> }
    });
    view! {
        <Show when=move || others.with(|others| !others.is_empty())>
            <Section title=spoken("Possible duplicates") actions=all.clone()>
                <ul class="related">{move || others.get().iter().map(|found| row(crm, record, found)).collect_view()}</ul>
            </Section>
        </Show>
    }
    .into_any()
}

/// True where both are there and nobody has said that they are not the same.
fn are_two(workspace: &Workspace, one: RecordRef, other: RecordRef) -> bool {
    let live = |record: RecordRef| workspace.find(record).filter(|found| found.is_live());
    matches!((live(one), live(other)), (Some(one), Some(other)) if !are_distinct(one, other))
}

fn row(crm: Crm, of: RecordRef, found: &Duplicate) -> AnyView {
    let record = found.record;
    let (title, why) = crm.read_all(|workspace| {
        let why = found.reasons.iter().map(|reason| words::matches::reason(workspace, reason));
        (show::record_title(workspace, record), why.collect::<Vec<_>>().join(", "))
    });
    let kind = words::concepts::singular(record.collection);
    let merges = of.collection == record.collection && crm.peek(|workspace| is_editable(workspace, of));
    view! {
        <li class="related-item">
            <a href=Route::Record(record).href()>{title}</a>
            <span class="muted">{format!("{kind}: {why}")}</span>
            {merges.then(|| view! { <LinkButton label=spoken("Merge…") href=Route::merge(&[of, record], false).href() small=true /> })}
        </li>
    }
    .into_any()
}
