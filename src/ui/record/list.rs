//! The list of a record type: views, filter, sorting, selection, and the form
//! for a new record over it. Filter, view and order are part of the address.

mod builder;
mod bulk;
mod columns_dialog;
mod export;
mod filter_field;
mod grouping;
mod saved_views;
mod shown;

use std::collections::BTreeSet;

use leptos::prelude::*;
use uuid::Uuid;

use crate::app::crm::{Crm, use_crm};
use crate::app::route::{Query, Route};
use crate::domain::query::{Fault, Filter, Sort, Subject, parse};
use crate::domain::record::{Collection, RecordRef};
use crate::ui::components::button::{LinkButton, Variant};
use crate::ui::components::empty_state::EmptyState;
use crate::ui::components::grid::{Column, DataGrid, Rows, Sorting};
use crate::ui::components::icon::Icon;
use crate::ui::components::page_header::PageHeader;
use crate::ui::components::tabs::{Tab, Tabs};
use crate::ui::form::record_dialog::{RecordDialog, Start, is_person};
use crate::ui::navigation::new_href;
use crate::ui::words;
use crate::ui::words::query::WORDING;
use crate::ui::words::views::views;

use super::{cell_editor, columns, trail};
use crate::ui::words::vocabulary::spoken;
use shown::{Chosen, name_of, saved_views};

/// The list of a collection.
#[component]
pub fn ListPage(
    /// Which records.
    collection: Collection,
) -> impl IntoView {
    let list = List::of(use_crm(), collection);
    view! {
        <div class="page page--fill">
            <PageHeader title=words::concepts::plural(collection) concept=Signal::stored(Some(words::concepts::concept(collection).to_owned())) more=words::terms::link_of(collection)>
                {(collection == Collection::Opportunity)
                    .then(|| {
                        let href = Route::Board(Query::default()).href();
                        view! { <LinkButton label=spoken("Board") href icon=Icon::Board /> }
                    })}
                {(collection == Collection::Activity)
                    .then(|| {
                        let href = Route::Calendar(Query::default()).href();
                        view! { <LinkButton label=spoken("Calendar") href icon=Icon::Calendar /> }
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
    chosen_view: Memo<Chosen>,
    /// The filter as it is being typed; the address follows a moment later.
    typed: RwSignal<String>,
    /// The filter that the address has, as far as this page knows.
    kept: StoredValue<String>,
    /// What the filter field says, read.
    parsed: Memo<(Filter, Vec<Fault>)>,
    sort: Memo<Vec<Sort>>,
    columns: Memo<Vec<Column>>,
    group: Memo<Option<Subject>>,
    /// The groups that are folded, by their keys.
    folded: RwSignal<BTreeSet<String>>,
    selected: RwSignal<BTreeSet<Uuid>>,
    rows: Memo<Rows>,
    /// The builder is open; with the key of a field, to begin a condition on it.
    building: RwSignal<Option<String>>,
}

impl List {
    fn of(crm: Crm, collection: Collection) -> Self {
        let query = list_query(crm, collection);
        let chosen_view = Memo::new(move |_| query.with(|query| Chosen::of(crm, collection, query)));
        let says = move |key| chosen_view.with(|chosen| query.with(|query| chosen.holds(query, key).to_owned()));
        let asked = move || says("filter");
        let typed = RwSignal::new(untrack(asked));
        let kept = StoredValue::new(untrack(asked));
        // The address is written from outside as well: by Back, by links, by hand.
        Effect::new(move |_| {
            let asked = asked();
            if kept.with_value(|kept| *kept != asked) {
                kept.set_value(asked.clone());
                typed.set(asked);
            }
        });
        let parsed = Memo::new(move |_| typed.with(|typed| parse(typed, collection, WORDING)));
        let sort = Memo::new(move |_| Sort::parse(collection, &says("sort")));
        let base = Memo::new(move |_| chosen_view.with(|chosen| base(collection, chosen)));
        let columns = Memo::new(move |_| columns_dialog::columns_of(collection, &says("columns")));
        let group = Memo::new(move |_| grouping::group_of(collection, &says("group")));
        let folded = RwSignal::new(BTreeSet::new());
        let rows = Memo::new(move |_| {
            let filter = parsed.with(|(filter, _)| Filter::all(vec![base.get(), filter.clone()]));
            match group.get() {
                Some(by) => columns.with(|columns| {
                    sort.with(|sort| grouping::rows(crm, collection, (&filter, sort), by, columns, folded))
                }),
                None => sort.with(|sort| crm.rows(collection, &filter, sort, WORDING)).iter().copied().collect(),
            }
        });
        crm.warm_list(collection, WORDING);
        trail::remember(collection, rows);
        Self {
            crm,
            collection,
            query,
            chosen_view,
            typed,
            kept,
            parsed,
            sort,
            columns,
            group,
            folded,
            selected: RwSignal::new(BTreeSet::new()),
            rows,
            building: RwSignal::new(None),
        }
    }

    /// Puts another query in place of the present one, if the list is still shown.
    fn replace(self, change: impl FnOnce(Query) -> Query) {
        if matches!(self.crm.router.route().get_untracked(), Route::List(of, _) if of == self.collection) {
            let query = change(self.query.get_untracked());
            self.crm.router.replace(Route::List(self.collection, query));
        }
    }

    /// The part of the filter that the filter field does not show.
    fn base(self) -> Filter {
        self.chosen_view.with_untracked(|chosen| base(self.collection, chosen))
    }

    /// Says something of the view in the address.
    fn say(self, key: &str, value: &str) {
        let chosen = self.chosen_view.get_untracked();
        self.replace(|query| chosen.say(query, key, value));
    }

    fn is_empty(self) -> bool {
        self.crm.read(&[self.collection], |workspace| workspace.count(self.collection)) == 0
    }

    fn empty_state(self) -> AnyView {
        let collection = self.collection;
        view! {
            <EmptyState icon=icon_of(collection) title=words::empties::title(collection) text=words::empties::text(collection)>
                <LinkButton label=words::concepts::new_title(collection) href=new_href(collection) icon=Icon::Plus variant=Variant::Primary />
                {is_person(collection).then(paste_link)}
                <LinkButton label=spoken("Import") href=Route::Data.href() icon=Icon::Import />
            </EmptyState>
        }
        .into_any()
    }

    fn tabs(self) -> AnyView {
        let (crm, collection) = (self.crm, self.collection);
        // Counted when records change, not with each key typed and each heading pressed.
        let is_due = crm.counting_is_due(collection);
        let counts = Memo::new(move |_| {
            if !is_due.get() {
                return Vec::new();
            }
            let built_in = views(collection).iter().map(|view| view.tree(collection));
            let pinned = saved_views(crm, collection).into_iter().filter(|view| view.pinned);
            let pinned = pinned.map(|view| parse(&view.filter, collection, WORDING).0);
            let count = |filter: Filter| crm.number(collection, &filter, WORDING).to_string();
            built_in.chain(pinned).map(count).collect::<Vec<String>>()
        });
        let tabs = Signal::derive(move || {
            let (query, chosen) = (self.query.get(), self.chosen_view.get());
            let tab = |name: &str, label: &str, current, query: &Query| Tab {
                href: Route::List(collection, query.clone().with("view", name)).href(),
                label: label.to_owned(),
                count: None,
                current,
            };
            // What was changed of a saved view does not follow into another.
            let kept = if chosen.saved().is_some() { Query::default() } else { query };
            let saved = saved_views(crm, collection);
            let another_opens = saved.iter().any(|view| view.opens_first);
            let built_in = views(collection).iter().map(|view| {
                let current = chosen == Chosen::BuiltIn(*view);
                tab(name_of(collection, view, another_opens), spoken(view.label), current, &kept)
            });
            let pinned = saved.into_iter().filter(|view| view.pinned).map(|view| {
                let current = chosen.saved().is_some_and(|shown| shown.id == view.id);
                tab(&view.id.to_string(), &view.name, current, &Query::default())
            });
            let counts = counts.get().into_iter().map(Some).chain(std::iter::repeat(None));
            built_in.chain(pinned).zip(counts).map(|(tab, count)| Tab { count, ..tab }).collect::<Vec<_>>()
        });
        view! { <Tabs label=spoken("Views") tabs /> }.into_any()
    }

    fn toolbar(self) -> AnyView {
        let collection = self.collection;
        view! {
            <div class="toolbar">
                {self.filter_field()} {self.builder_button()}
                {self.views_menu()} {self.group_menu()} {self.columns_button()} {self.export_button()} {self.bulk_actions()}
                <span class="toolbar-count toolbar-end" role="status">
                    {move || words::counts::count_of(self.passing(), collection)}
                </span>
            </div>
        }
        .into_any()
    }

    /// How many records pass, those of folded groups included.
    fn passing(self) -> usize {
        self.rows.with(|rows| match self.group.get() {
            Some(_) => (0..).map_while(|place| rows.group(place)).map(|group| group.count).sum(),
            None => rows.len(),
        })
    }

    /// The selected records that are in sight: of what a filter hides nothing
    /// is deleted.
    fn chosen(self) -> Vec<Uuid> {
        self.selected.with(|selected| {
            if selected.is_empty() {
                return Vec::new();
            }
            self.rows.with(|rows| rows.records().filter(|id| selected.contains(id)).collect())
        })
    }

    fn grid(self) -> AnyView {
        let (crm, collection) = (self.crm, self.collection);
        let rows = self.rows;
        let sort = Signal::derive(move || {
            self.sort.with(|sort| sort.iter().map(|sort| (sort.key.to_owned(), sort.descending)).collect::<Sorting>())
        });
        let on_sort = Callback::new(move |sorting: Sorting| {
            let signed = |(key, descending): (String, bool)| if descending { format!("-{key}") } else { key };
            let text = sorting.into_iter().map(signed).collect::<Vec<_>>().join(",");
            self.say("sort", &text);
        });
        let shown: Signal<Vec<Column>> = self.columns.into();
        let cells =
            Callback::new(move |id| shown.with(|shown| columns::cells(crm, RecordRef { collection, id }, shown)));
        let href = Callback::new(move |id: Uuid| format!("#/{}/{id}", collection.plural()));
        view! {
            <Show
                when=move || rows.with(|rows| !rows.is_empty())
                fallback=move || view! { <EmptyState icon=Icon::Filter title=spoken("Nothing matches") text=spoken("Change the filter or choose another view.") /> }
            >
                <DataGrid
                    label=words::concepts::plural(collection)
                    columns=shown
                    rows
                    cells
                    href
                    sort
                    on_sort
                    selected=self.selected
                    editing=cell_editor::editing(crm, collection)
                    widths=columns::widths(crm, collection)
                    on_widths=columns::keep_widths(crm, collection)
                    on_columns=Callback::new(move |keys: Vec<String>| self.show_columns(&keys))
                    on_filter=Callback::new(move |key: String| self.building.set(Some(key)))
                    on_fold=Callback::new(move |key: String| self.fold(key))
                />
            </Show>
        }
        .into_any()
    }

    /// The form for a new record, while the address asks for it.
    fn new_dialog(self) -> Option<AnyView> {
        let (crm, collection) = (self.crm, self.collection);
        let Route::New(asked, query) = crm.router.route().get() else { return None };
        let start = Start::asked_for(crm, collection, &query);
        let on_close = Callback::new(move |created: Option<RecordRef>| {
            let list = Route::List(collection, self.query.get_untracked());
            // In place of the form: Back does not lead into an empty one.
            crm.router.replace(created.map_or(list, Route::Record));
        });
        (asked == collection).then(|| view! { <RecordDialog collection record=None start on_close /> }.into_any())
    }
}

/// The way to a new lead or contact from a text that somebody has sent.
fn paste_link() -> AnyView {
    view! { <LinkButton label=spoken("Paste a signature or card") href=Route::Paste(String::new()).href() icon=Icon::Note /> }.into_any()
}

/// What the records of a view are like, besides what the filter field says.
fn base(collection: Collection, chosen: &Chosen) -> Filter {
    parse(chosen.hidden_filter(), collection, WORDING).0
}

/// The list's part of the address after `?`; while the form of a new record is
/// open, what it was before.
fn list_query(crm: Crm, collection: Collection) -> Memo<Query> {
    Memo::new(move |before: Option<&Query>| match crm.router.route().get() {
        Route::List(of, query) if of == collection => query,
        _ => before.cloned().unwrap_or_default(),
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
