//! `#/trash`: what was deleted, to be brought back or removed for good.

use std::collections::{BTreeMap, BTreeSet};

use leptos::prelude::*;
use uuid::Uuid;

use super::components::button::{Button, Variant};
use super::components::dialog::Dialog;
use super::components::empty_state::EmptyState;
use super::components::format::relative_instant;
use super::components::grid::{Cell, Column, DataGrid, Rows, Sorting};
use super::components::icon::Icon;
use super::components::page_header::PageHeader;
use super::words::concepts::{in_sentence, quoted, singular};
use super::words::counts::count;
use crate::app::crm::{Crm, use_crm};
use crate::app::route::{Route, SettingsSection};
use crate::domain::command::Command;
use crate::domain::order::{Gathered, InOrder};
use crate::domain::record::{Collection, Record, RecordRef};
use crate::domain::text::fold;
use crate::ui::words::vocabulary::{said, spoken};

/// What the page needs in each of its parts. A copy is a handle to the same.
#[derive(Clone, Copy)]
struct Bin {
    crm: Crm,
    sort: RwSignal<Sorting>,
    selected: RwSignal<BTreeSet<Uuid>>,
    /// What lies in the Trash, by id.
    lying: Memo<BTreeMap<Uuid, RecordRef>>,
    /// What is to be removed for good, once that is confirmed.
    doomed: RwSignal<Vec<RecordRef>>,
}

/// The Trash.
#[component]
pub fn TrashPage() -> impl IntoView {
    let crm = use_crm();
    let bin = Bin {
        crm,
        sort: RwSignal::new(vec![("when".to_owned(), true)]),
        selected: RwSignal::new(BTreeSet::new()),
        lying: Memo::new(move |_| {
            crm.read_all(|workspace| {
                workspace.trash().iter().map(|record| (record.uuid(), record.reference())).gathered()
            })
        }),
        doomed: RwSignal::new(Vec::new()),
    };
    let rows = Memo::new(move |_| bin.rows());
    let empty = Memo::new(move |_| rows.with(Rows::is_empty));
    view! {
        <div class="page page--fill">
            <PageHeader
                title=spoken("Trash")
                concept=Some(
                    spoken("What you deleted. It stays until you remove it for good; links to it stay too, and read “in Trash”")
                        .to_owned(),
                )
            >
                <Button
                    label=spoken("Empty Trash")
                    icon=Icon::Trash
                    disabled=empty
                    on_press=Callback::new(move |()| bin.doomed.set(bin.references(rows.get_untracked().records())))
                />
            </PageHeader>
            {move || if empty.get() { nothing() } else { bin.table(rows) }}
            {move || (!bin.doomed.with(Vec::is_empty)).then(|| bin.question())}
        </div>
    }
    .into_any()
}

impl Bin {
    /// The rows in their order.
    fn rows(self) -> Rows {
        let (key, descending) = self.sort.get().into_iter().next().unwrap_or_default();
        self.crm.read_all(|workspace| {
            let mut records = workspace.trash();
            match key.as_str() {
                "title" => records.order_by_cached_key(|record| fold(&record.title())),
                "type" => records.order_by_key(|record| singular(record.collection())),
                _ => records.order_by_key(|record| record.trashed_at()),
            }
            if descending {
                records.reverse();
            }
            records.iter().map(|record| record.uuid()).collect()
        })
    }

    fn table(self, rows: Memo<Rows>) -> AnyView {
        let columns = vec![
            Column::new("title", spoken("Name"), 24),
            Column::new("type", spoken("Type"), 12),
            Column::new("when", spoken("Deleted"), 12),
            Column::new("actions", spoken("Actions"), 24).drawn(),
        ];
        view! {
            {move || self.toolbar(rows)}
            <DataGrid
                label=spoken("Trash")
                columns=Signal::stored(columns)
                rows=rows
                cells=Callback::new(move |id| self.cells(id))
                href=Callback::new(move |id| self.reference(id).map(address).unwrap_or_default())
                sort=self.sort
                on_sort=Callback::new(move |sorting| self.sort.set(sorting))
                selected=self.selected
                controls=Callback::new(move |id| self.controls(id))
            />
        }
        .into_any()
    }

    /// The count, or what can be done with the selected rows.
    fn toolbar(self, rows: Memo<Rows>) -> AnyView {
        let selected =
            self.selected.with(|chosen| rows.with(|rows| rows.records().filter(|id| chosen.contains(id)).count()));
        if selected == 0 {
            let total = rows.with(Rows::len);
            return view! { <p class="toolbar-count" role="status">{count(total, "record", "records")}</p> }.into_any();
        }
        let chosen = move || self.references(self.selected.get_untracked().into_iter());
        view! {
            <div class="selection-bar" role="group" aria-label=spoken("Selected records")>
                <span role="status">{said!("{} selected", count(selected, "record", "records"))}</span>
                <Button label=spoken("Restore selected") small=true on_press=Callback::new(move |()| self.restore(chosen())) />
                <Button
                    label=spoken("Delete selected for good…")
                    small=true
                    on_press=Callback::new(move |()| self.doomed.set(chosen()))
                />
            </div>
        }
        .into_any()
    }

    fn cells(self, id: Uuid) -> Vec<Cell> {
        let Some(reference) = self.reference(id) else { return Vec::new() };
        let today = self.crm.today();
        let (title, when) = self.crm.peek(|workspace| {
            let record = workspace.find(reference);
            let when = record.and_then(Record::trashed_at).map(|at| relative_instant(at, today));
            (record.map(Record::title).unwrap_or_default(), when.unwrap_or_default())
        });
        vec![Cell::plain(title), Cell::plain(singular(reference.collection)), Cell::plain(when)]
    }

    /// What can be done with the record that stands in a row.
    fn controls(self, id: Signal<Option<Uuid>>) -> AnyView {
        let own = move || self.references(id.get_untracked().into_iter());
        view! {
            <span class="row row--tight">
                <Button label=spoken("Restore") small=true on_press=Callback::new(move |()| self.restore(own())) />
                <Button
                    label=spoken("Delete for good")
                    small=true
                    variant=Variant::Ghost
                    on_press=Callback::new(move |()| self.doomed.set(own()))
                />
            </span>
        }
        .into_any()
    }

    fn reference(self, id: Uuid) -> Option<RecordRef> {
        self.lying.with_untracked(|lying| lying.get(&id).copied())
    }

    fn references(self, ids: impl Iterator<Item = Uuid>) -> Vec<RecordRef> {
        self.lying.with_untracked(|lying| ids.filter_map(|id| lying.get(&id).copied()).collect())
    }

    fn restore(self, records: Vec<RecordRef>) {
        if self.crm.perform(&Command::Restore { records }) {
            self.selected.set(BTreeSet::new());
        }
    }

    /// Asks before what no Undo brings back.
    fn question(self) -> AnyView {
        let doomed = self.doomed.get_untracked();
        let subject = match doomed.as_slice() {
            [one] => {
                let title = self.crm.peek(|workspace| workspace.title(*one)).unwrap_or_default();
                format!("{} {}", in_sentence(singular(one.collection)), quoted(&title))
            }
            many => count(many.len(), "record", "records"),
        };
        let title = said!("Delete {} for good?", subject);
        let purge = Callback::new(move |()| {
            if self.crm.perform(&Command::Purge { records: doomed.clone() }) {
                self.selected.set(BTreeSet::new());
            }
            self.doomed.set(Vec::new());
        });
        view! {
            <Dialog
                title
                submit_label=spoken("Delete for good")
                danger=true
                on_submit=purge
                on_close=Callback::new(move |()| self.doomed.set(Vec::new()))
            >
                <p>{spoken("This cannot be undone.")}</p>
                <p class="muted">
                    {spoken("Links to it are taken out of other records, and what the history says of it is removed. A person account goes together with its contact.")}
                </p>
            </Dialog>
        }
        .into_any()
    }
}

fn nothing() -> AnyView {
    view! {
        <EmptyState
            icon=Icon::Trash
            title=spoken("The Trash is empty")
            text=spoken("What you delete comes here first, so nothing is lost by a slip of the hand.")
        />
    }
    .into_any()
}

/// Where a record is shown: on its page, or in the settings.
fn address(record: RecordRef) -> String {
    let section = match record.collection {
        Collection::Account
        | Collection::Contact
        | Collection::Lead
        | Collection::Opportunity
        | Collection::Activity => {
            return Route::Record(record).href();
        }
        Collection::Profile => SettingsSection::Profiles,
        Collection::Pipeline | Collection::Stage => SettingsSection::Pipelines,
        Collection::LeadStatus => SettingsSection::Statuses,
        Collection::Source => SettingsSection::Sources,
        Collection::Reason => SettingsSection::Reasons,
        Collection::Segment => SettingsSection::Segments,
        Collection::Relationship => SettingsSection::Relationships,
        Collection::Tag => SettingsSection::Tags,
        Collection::Campaign => SettingsSection::Campaigns,
        Collection::Criterion => SettingsSection::Checklist,
        Collection::Settings | Collection::SavedView => SettingsSection::Workspace,
    };
    Route::Settings(section).href()
}
