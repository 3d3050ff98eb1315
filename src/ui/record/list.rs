//! The list of a record type: views, filter, sorting, selection, and the form
//! for a new record over it. Filter, view and order are part of the address.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

use leptos::prelude::*;
use uuid::Uuid;

use crate::app::crm::{Crm, use_crm};
use crate::app::route::{Query, Route};
use crate::domain::command::Command;
use crate::domain::record::{Collection, RecordRef};
use crate::domain::text::fold;
use crate::ui::components::badge::Badge;
use crate::ui::components::button::{Button, LinkButton, Variant};
use crate::ui::components::empty_state::EmptyState;
use crate::ui::components::grid::{DataGrid, Rows, Sorting};
use crate::ui::components::icon::Icon;
use crate::ui::components::page_header::PageHeader;
use crate::ui::components::tabs::{Tab, Tabs};
use crate::ui::components::text_field::{TextField, TextKind};
use crate::ui::form::record_dialog::{RecordDialog, initial_fields};
use crate::ui::navigation::new_href;
use crate::ui::words;

use super::columns::{self, SortKey};
use super::views;

/// The list of a collection.
#[component]
pub fn ListPage(
    /// Which records.
    collection: Collection,
) -> impl IntoView {
    let list = List::of(use_crm(), collection);
    view! {
        <div class="page page--fill">
            <PageHeader title=words::concepts::plural(collection) concept=Signal::stored(Some(words::concepts::concept(collection).to_owned()))>
                {(collection == Collection::Opportunity)
                    .then(|| {
                        let href = Route::Board(Query::default()).href();
                        view! { <LinkButton label="Board" href icon=Icon::Board /> }
                    })}
                <Show when=move || !list.is_empty()>
                    <LinkButton
                        label=words::concepts::new_title(collection)
                        href=new_href(collection)
                        icon=Icon::Plus
                        variant=Variant::Primary
                    />
                </Show>
            </PageHeader>
            <Show when=move || !list.is_empty() fallback=move || list.empty_state()>
                {list.tabs()} {list.toolbar()} {list.grid()}
            </Show>
        </div>
        {move || list.new_dialog()}
    }
    .into_any()
}

/// The state of one list.
#[derive(Clone, Copy)]
struct List {
    crm: Crm,
    collection: Collection,
    query: Memo<Query>,
    filter: RwSignal<String>,
    selected: RwSignal<BTreeSet<Uuid>>,
    rows: Memo<Rows>,
}

impl List {
    fn of(crm: Crm, collection: Collection) -> Self {
        let query = list_query(crm, collection);
        let typed = query.with_untracked(|query| query.get("filter").unwrap_or_default().to_owned());
        let filter = RwSignal::new(typed);
        let haystacks = Memo::new(move |_| haystacks(crm, collection));
        let ordered = Memo::new(move |_| ordered(crm, collection, &query.get()));
        let rows = Memo::new(move |_| {
            let words: Vec<String> =
                fold(&filter.get()).split(' ').map(str::to_owned).filter(|word| !word.is_empty()).collect();
            let matches = |id: &Uuid| {
                words.is_empty()
                    || haystacks
                        .with(|texts| texts.get(id).is_some_and(|text| words.iter().all(|word| text.contains(word))))
            };
            ordered.with(|ids| ids.iter().copied().filter(matches).collect::<Rows>())
        });
        Self { crm, collection, query, filter, selected: RwSignal::new(BTreeSet::new()), rows }
    }

    fn is_empty(self) -> bool {
        self.crm.read(&[self.collection], |workspace| workspace.count(self.collection)) == 0
    }

    fn empty_state(self) -> AnyView {
        let collection = self.collection;
        view! {
            <EmptyState icon=icon_of(collection) title=words::empties::title(collection) text=words::empties::text(collection)>
                <LinkButton label=words::concepts::new_title(collection) href=new_href(collection) icon=Icon::Plus variant=Variant::Primary />
                <LinkButton label="Import" href=Route::Data.href() icon=Icon::Import />
            </EmptyState>
        }
        .into_any()
    }

    fn tabs(self) -> AnyView {
        let (crm, collection) = (self.crm, self.collection);
        let tabs = Signal::derive(move || {
            let query = self.query.get();
            let current = views::view(collection, query.get("view")).name;
            let tab = |(place, view): (usize, &views::View)| {
                let name = if place == 0 { "" } else { view.name };
                let count = crm.read_all(|workspace| view.records(workspace, collection, crm.today()).len());
                Tab {
                    href: Route::List(collection, query.clone().with("view", name)).href(),
                    label: view.label.to_owned(),
                    count: Some(count.to_string()),
                    current: view.name == current,
                }
            };
            views::views(collection).iter().enumerate().map(tab).collect::<Vec<_>>()
        });
        view! { <Tabs label="Views" tabs /> }.into_any()
    }

    fn toolbar(self) -> AnyView {
        let collection = self.collection;
        let rows = self.rows;
        let keep_in_address = Callback::new(move |()| {
            let query = self.query.get_untracked().with("filter", self.filter.get_untracked().trim());
            self.crm.router.replace(Route::List(collection, query));
        });
        view! {
            <div class="toolbar">
                <div class="toolbar-filter">
                    <TextField label="Filter" label_hidden=true value=self.filter kind=TextKind::Search placeholder="Filter" on_settled=keep_in_address />
                </div>
                <Show when=move || !self.chosen().is_empty()>
                    <Button
                        label=Signal::derive(move || format!("Delete {}", self.chosen().len()))
                        icon=Icon::Trash
                        on_press=Callback::new(move |()| self.trash_selected())
                    />
                </Show>
                <span class="toolbar-count toolbar-end" role="status">
                    {move || words::counts::count_of(rows.with(Rows::len), collection)}
                </span>
            </div>
        }
        .into_any()
    }

    /// The selected records that are in sight: of what a filter hides nothing
    /// is deleted.
    fn chosen(self) -> Vec<Uuid> {
        let selected = self.selected.get();
        self.rows.with(|rows| rows.records().filter(|id| selected.contains(id)).collect())
    }

    fn trash_selected(self) {
        let collection = self.collection;
        let records = untrack(|| self.chosen()).into_iter().map(|id| RecordRef { collection, id }).collect();
        if self.crm.perform(&Command::Trash { records }) {
            self.selected.set(BTreeSet::new());
        }
    }

    fn grid(self) -> AnyView {
        let (crm, collection) = (self.crm, self.collection);
        let rows = self.rows;
        let sort = Signal::derive(move || vec![sorting(&self.query.get())]);
        let on_sort = Callback::new(move |sorting: Sorting| {
            let Some((key, descending)) = sorting.into_iter().next() else { return };
            let text = if descending { format!("-{key}") } else { key };
            crm.router.replace(Route::List(collection, self.query.get_untracked().with("sort", &text)));
        });
        let cells = Callback::new(move |id| cells(crm, collection, id));
        let href = Callback::new(move |id: Uuid| format!("#/{}/{id}", collection.plural()));
        let row_name = Callback::new(move |id| {
            crm.peek(|workspace| workspace.title(RecordRef { collection, id })).unwrap_or_default()
        });
        view! {
            <Show
                when=move || rows.with(|rows| !rows.is_empty())
                fallback=move || view! { <EmptyState icon=Icon::Filter title="Nothing matches" text="Change the filter or choose another view." /> }
            >
                <DataGrid
                    label=words::concepts::plural(collection)
                    columns=Signal::stored(columns::columns(collection))
                    rows
                    cells
                    href
                    sort
                    on_sort
                    selected=self.selected
                    row_name
                />
            </Show>
        }
        .into_any()
    }

    /// The form for a new record, while the address asks for it.
    fn new_dialog(self) -> Option<AnyView> {
        let (crm, collection) = (self.crm, self.collection);
        let Route::New(asked, query) = crm.router.route().get() else { return None };
        let initial = initial_fields(collection, &query);
        let on_close = Callback::new(move |created: Option<RecordRef>| {
            let list = Route::List(collection, self.query.get_untracked());
            // In place of the form: Back does not lead into an empty one.
            crm.router.replace(created.map_or(list, Route::Record));
        });
        (asked == collection).then(|| view! { <RecordDialog collection record=None initial on_close /> }.into_any())
    }
}

/// The list's part of the address after `?`; while the form of a new record is
/// open, what it was before.
fn list_query(crm: Crm, collection: Collection) -> Memo<Query> {
    Memo::new(move |before: Option<&Query>| match crm.router.route().get() {
        Route::List(of, query) if of == collection => query,
        _ => before.cloned().unwrap_or_default(),
    })
}

fn sorting(query: &Query) -> (String, bool) {
    match query.get("sort") {
        Some(key) => (key.trim_start_matches('-').to_owned(), key.starts_with('-')),
        None => (String::new(), false),
    }
}

fn haystacks(crm: Crm, collection: Collection) -> BTreeMap<Uuid, String> {
    crm.read_all(|workspace| {
        let live = workspace.records(collection).filter(|record| record.is_live());
        live.map(|record| (record.uuid(), columns::haystack(workspace, record))).collect()
    })
}

/// The ids of the view's records in the order that the address asks for; without
/// one, the newest first.
fn ordered(crm: Crm, collection: Collection, query: &Query) -> Vec<Uuid> {
    let (key, descending) = sorting(query);
    crm.read_all(|workspace| {
        let records = views::view(collection, query.get("view")).records(workspace, collection, crm.today());
        let mut keyed: Vec<(Option<SortKey>, Uuid)> = records
            .into_iter()
            .map(|record| {
                (if key.is_empty() { None } else { columns::sort_key(workspace, record, &key) }, record.uuid())
            })
            .collect();
        keyed.sort_by(|(a, first), (b, second)| match (a, b) {
            (Some(a), Some(b)) => {
                let order = a.partial_cmp(b).unwrap_or(Ordering::Equal);
                (if descending { order.reverse() } else { order }).then(first.cmp(second))
            }
            (Some(_), None) => Ordering::Less,
            (None, Some(_)) => Ordering::Greater,
            (None, None) => second.cmp(first),
        });
        keyed.into_iter().map(|(_, id)| id).collect()
    })
}

fn cells(crm: Crm, collection: Collection, id: Uuid) -> Vec<AnyView> {
    let today = crm.today();
    crm.read_all(|workspace| {
        let Some(record) = workspace.find(RecordRef { collection, id }) else { return Vec::new() };
        let keys = columns::columns(collection);
        keys.iter()
            .map(|column| {
                let cell = columns::cell(workspace, record, &column.key);
                let late = column.key == "due" && columns::is_overdue(record, today);
                match cell.tone {
                    Some(tone) => view! { <Badge label=cell.text tone /> }.into_any(),
                    None if late => view! { <span class="bad">{cell.text}</span> }.into_any(),
                    None => cell.text.into_any(),
                }
            })
            .collect()
    })
}

/// The drawing for a record type.
pub fn icon_of(collection: Collection) -> Icon {
    match collection {
        Collection::Lead => Icon::Lead,
        Collection::Account => Icon::Building,
        Collection::Contact => Icon::Person,
        Collection::Opportunity => Icon::Deal,
        Collection::Activity => Icon::CheckCircle,
        _ => Icon::Box,
    }
}
