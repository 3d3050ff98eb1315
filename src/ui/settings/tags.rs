//! The tags: the list to rename, and two that are one made one.

use std::collections::BTreeMap;

use leptos::{ev, prelude::*};
use uuid::Uuid;

use super::option_list::OptionList;
use crate::app::crm::{Crm, use_crm};
use crate::domain::command::{Command, MergeRecords};
use crate::domain::record::{Collection, RecordRef};
use crate::ui::components::section::Section;
use crate::ui::components::select_field::{Choice, SelectField};
use crate::ui::words::vocabulary::spoken;

/// The section of the tags.
#[component]
pub(super) fn Tags() -> impl IntoView {
    let crm = use_crm();
    let several = Memo::new(move |_| crm.read(&[Collection::Tag], |workspace| workspace.count(Collection::Tag)) > 1);
    view! {
        <OptionList collection=Collection::Tag title=spoken("Tags") />
        <Show when=move || several.get()>{merge(crm)}</Show>
    }
    .into_any()
}

/// Two tags that mean the same become one.
fn merge(crm: Crm) -> AnyView {
    let (from, into) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let options = Signal::derive(move || {
        crm.read(&[Collection::Tag], |workspace| {
            let tags = workspace.options(Collection::Tag).into_iter();
            tags.map(|tag| Choice::new(tag.uuid().to_string(), tag.title())).collect::<Vec<_>>()
        })
    });
    let chosen = move || {
        let id = |signal: RwSignal<String>| signal.with(|text| text.parse::<Uuid>().ok());
        id(from).zip(id(into)).filter(|(from, into)| from != into)
    };
    let submit = move |event: ev::SubmitEvent| {
        event.prevent_default();
        let Some((other, survivor)) = untrack(chosen) else { return };
        let survivor = RecordRef { collection: Collection::Tag, id: survivor };
        let input = MergeRecords { survivor, others: vec![other], taken: BTreeMap::new() };
        if crm.perform(&Command::MergeRecords(Box::new(input))) {
            from.set(String::new());
        }
    };
    view! {
        <Section title=spoken("Merge tags")>
            <form class="tags-merge" novalidate on:submit=submit>
                <SelectField label=spoken("Merge") value=from options empty=spoken("Choose a tag") />
                <SelectField label=spoken("into") value=into options empty=spoken("Choose a tag") />
                <button type="submit" class="btn" disabled=move || chosen().is_none()>{spoken("Merge tags")}</button>
            </form>
        </Section>
    }
    .into_any()
}
