//! Making one of records that are the same: which stays, whose value each
//! field takes, and what comes of it, in sight while one chooses.

use std::collections::BTreeMap;

use leptos::{ev, prelude::*};
use uuid::Uuid;

use super::choices;
use super::group::details;
use crate::app::crm::{Crm, use_crm};
use crate::app::finder::{Finder, use_finder};
use crate::app::route::{Query, Route};
use crate::domain::command::{Command, MergeRecords};
use crate::domain::record::{Collection, Record, RecordRef};
use crate::domain::workflow::Rejection;
use crate::domain::workflow::merge_records::{MergePlan, preview, suggest};
use crate::ui::components::banner::{Banner, Gravity};
use crate::ui::components::button::Button;
use crate::ui::components::empty_page::EmptyPage;
use crate::ui::components::icon::Icon;
use crate::ui::components::page_header::PageHeader;
use crate::ui::show::record_title;
use crate::ui::words::concepts::{in_sentence, singular};
use crate::ui::words::counts::count_of;
use crate::ui::words::sentences;
use crate::ui::words::vocabulary::{said, spoken};

/// The state of the page. A copy is a handle to the same.
#[derive(Clone, Copy)]
pub(super) struct Merge {
    pub(super) crm: Crm,
    finder: Finder,
    pub(super) collection: Collection,
    /// All of them, in the order of the address.
    pub(super) ids: StoredValue<Vec<Uuid>>,
    /// Which of them stays.
    pub(super) survivor: RwSignal<Uuid>,
    /// Whose value a field takes, where somebody has chosen.
    pub(super) taken: RwSignal<BTreeMap<String, Uuid>>,
    /// What would come of it.
    pub(super) plan: Memo<Result<MergePlan, Rejection>>,
    /// Why the last attempt was refused.
    refused: RwSignal<Option<Rejection>>,
    /// True where one comes from the list of duplicates.
    listed: bool,
}

/// The page of one merge.
#[component]
pub fn MergePage(
    /// The address: which records.
    query: Query,
) -> impl IntoView {
    let crm = use_crm();
    let records = records_of(&query);
    let there = crm.peek(|workspace| records.iter().all(|record| workspace.find(*record).is_some_and(Record::is_live)));
    let start = crm.peek(|workspace| suggest(workspace, &records)).filter(|_| there && records.len() > 1);
    match start {
        Some(start) => Merge::of(crm, &records, &start, query.get("from").is_some()).page(),
        None => nothing_to_merge(),
    }
}

/// The records of an address, each once.
fn records_of(query: &Query) -> Vec<RecordRef> {
    let Some(collection) = query.get("of").and_then(Collection::from_plural) else { return Vec::new() };
    let mut records: Vec<RecordRef> = Vec::new();
    for id in query.ids("ids") {
        let record = RecordRef { collection, id };
        if !records.contains(&record) {
            records.push(record);
        }
    }
    records
}

fn nothing_to_merge() -> AnyView {
    view! {
        <EmptyPage
            heading=spoken("Merge")
            icon=Icon::Search
            title=spoken("There is nothing to merge here")
            text=spoken("At least two records of one type are needed, all of them here and none in the Trash. They may have been merged already.")
            way_on=spoken("Duplicates")
            href=Route::Duplicates(Query::default()).href()
        />
    }
    .into_any()
}

impl Merge {
    fn of(crm: Crm, records: &[RecordRef], start: &MergeRecords, listed: bool) -> Self {
        let ids = StoredValue::new(records.iter().map(|record| record.id).collect::<Vec<_>>());
        let survivor = RwSignal::new(start.survivor.id);
        let taken = RwSignal::new(BTreeMap::new());
        let collection = start.survivor.collection;
        let input = move || input(collection, ids, survivor.get(), taken.get());
        let plan = Memo::new(move |_| crm.read_all(|workspace| preview(workspace, &input())));
        Self { crm, finder: use_finder(), collection, ids, survivor, taken, plan, refused: RwSignal::new(None), listed }
    }

    fn page(self) -> AnyView {
        let many = self.ids.with_value(Vec::len);
        let title = said!("Merge {}", in_sentence(&count_of(many, self.collection)));
        let concept = said!(
            "One {} stays and gains what the others have. Every link points to it; the others go to the Trash. It can be undone at any later time",
            in_sentence(singular(self.collection))
        );
        let submit = move |event: ev::SubmitEvent| {
            event.prevent_default();
            self.merge();
        };
        view! {
            <form class="page page--wide" novalidate on:submit=submit>
                <PageHeader title concept=Some(concept) />
                <div class="merge">
                    <div class="merge-choices">{choices::survivors(self)} {choices::fields(self)}</div>
                    {choices::result(self)}
                </div>
                {self.foot()}
            </form>
        }
        .into_any()
    }

    /// The name of one of the records, with what tells it from the others.
    pub(super) fn name(self, id: Uuid) -> (String, String) {
        let record = RecordRef { collection: self.collection, id };
        self.crm.peek(|workspace| (record_title(workspace, record), details(workspace, record)))
    }

    fn foot(self) -> AnyView {
        let refused = move || {
            let rejection = self.refused.get().or_else(|| self.plan.with(|plan| plan.as_ref().err().cloned()))?;
            let text = self.crm.peek(|workspace| sentences::rejection(workspace, &rejection));
            Some(view! { <Banner text gravity=Gravity::Danger /> })
        };
        let listed = self.listed.then(|| {
            view! {
                <Button label=spoken("Not duplicates") on_press=Callback::new(move |()| self.tell_apart()) />
                <Button label=spoken("Next") on_press=Callback::new(move |()| self.leave(self.next())) />
            }
        });
        view! {
            <div class="convert-foot">
                {refused}
                <p class="convert-summary">
                    {move || said!("{} stays", self.name(self.survivor.get()).0)}
                </p>
                <div class="row">
                    <Button label=spoken("Cancel") on_press=Callback::new(move |()| self.leave(self.home())) />
                    {listed}
                    <button type="submit" class="btn btn--primary">{spoken("Merge")}</button>
                </div>
            </div>
        }
        .into_any()
    }

    fn merge(self) {
        let input = input(self.collection, self.ids, self.survivor.get_untracked(), self.taken.get_untracked());
        let next = self.next();
        let survivor = input.survivor;
        match self.crm.execute(&Command::MergeRecords(Box::new(input))) {
            Ok(_) => self.leave(if self.listed { next } else { Route::Record(survivor) }),
            Err(rejection) => self.refused.set(Some(rejection)),
        }
    }

    fn tell_apart(self) {
        let next = self.next();
        if self.crm.perform(&Command::Distinguish { records: self.records() }) {
            self.leave(next);
        }
    }

    fn records(self) -> Vec<RecordRef> {
        self.ids.with_value(|ids| ids.iter().map(|id| RecordRef { collection: self.collection, id: *id }).collect())
    }

    fn leave(self, to: Route) {
        self.crm.router.replace(to);
    }

    /// Where one came from.
    fn home(self) -> Route {
        if self.listed {
            self.list()
        } else {
            Route::Record(RecordRef { collection: self.collection, id: self.survivor.get_untracked() })
        }
    }

    fn list(self) -> Route {
        let name = self.collection.plural();
        Route::Duplicates(Query::default().with("type", if self.collection == Collection::Account { "" } else { name }))
    }

    /// The next group of duplicates, in the order of their list; the list after the last.
    fn next(self) -> Route {
        let here = self.ids.get_value();
        let found = self.finder.findings().get_untracked();
        let open = found.map(|found| self.crm.peek(|workspace| found.still_open(workspace))).unwrap_or_default();
        let groups = open.groups.iter().filter(|group| group.is_of(self.collection));
        let mut after = groups.skip_while(|group| !group.records.iter().any(|record| here.contains(&record.id)));
        after.nth(1).map_or_else(|| self.list(), |group| Route::merge(&group.records, true))
    }
}

fn input(
    collection: Collection,
    ids: StoredValue<Vec<Uuid>>,
    survivor: Uuid,
    taken: BTreeMap<String, Uuid>,
) -> MergeRecords {
    let others = ids.with_value(|ids| ids.iter().copied().filter(|id| *id != survivor).collect());
    MergeRecords { survivor: RecordRef { collection, id: survivor }, others, taken }
}
