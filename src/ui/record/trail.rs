//! The list from which one came to a record: how far down it stands, and the
//! records before and after it, without going back.

use leptos::prelude::*;

use crate::app::crm::{Crm, use_crm};
use crate::app::route::Route;
use crate::domain::record::{Collection, Record, RecordRef};
use crate::ui::actions::Here;
use crate::ui::actions::desk::use_desk;
use crate::ui::components::button::IconButton;
use crate::ui::components::format;
use crate::ui::components::grid::Rows;
use crate::ui::components::icon::Icon;
use crate::ui::words::vocabulary::{said, spoken};

/// The list that was left last. A copy is a handle to the same one.
#[derive(Clone, Copy)]
pub struct Trail(StoredValue<Option<(Collection, Rows)>>);

impl Trail {
    /// For [`remember`] and the pages of records below.
    pub fn provide() {
        provide_context(Self(StoredValue::new(None)));
    }
}

/// Remembers the rows of a list when its page is left.
pub fn remember(collection: Collection, rows: Memo<Rows>) {
    let trail = expect_context::<Trail>();
    on_cleanup(move || trail.0.set_value(Some((collection, rows.get_untracked()))));
}

/// Where a record stands among those of the list.
#[derive(Clone, Copy, PartialEq)]
struct Place {
    /// From 1.
    number: usize,
    of: usize,
    previous: Option<RecordRef>,
    next: Option<RecordRef>,
}

/// The place of a record that stands in the list left last, and the ways on.
/// They replace the page: Back leads to the list.
#[component]
pub(super) fn Steps(
    /// Which record.
    record: RecordRef,
) -> impl IntoView {
    let crm = use_crm();
    let trail = expect_context::<Trail>();
    let place = Memo::new(move |_| trail.0.with_value(|left| left.as_ref().and_then(|left| place(crm, left, record))));
    let go = move |to: fn(&Place) -> Option<RecordRef>| {
        let to = move || place.with(|place| place.as_ref().and_then(to));
        let press = Callback::new(move |()| {
            if let Some(record) = untrack(to) {
                crm.router.replace(Route::Record(record));
            }
        });
        (Signal::derive(move || to().is_some()), press)
    };
    let (has_previous, previous) = go(|place| place.previous);
    let (has_next, next) = go(|place| place.next);
    use_desk().offer(Here::Previous, has_previous, previous);
    use_desk().offer(Here::Next, has_next, next);
    let none = |has: Signal<bool>| Signal::derive(move || !has.get());
    let words = move || {
        let words = |place: Place| said!("{} of {}", format::quantity(place.number), format::quantity(place.of));
        place.get().map(words)
    };
    view! {
        <Show when=move || place.with(Option::is_some)>
            <div class="trail" role="group" aria-label=spoken("Records of the list")>
                <IconButton label=spoken("Previous record") icon=Icon::ArrowUp small=true disabled=none(has_previous) on_press=previous />
                <span class="muted">{words}</span>
                <IconButton label=spoken("Next record") icon=Icon::ArrowDown small=true disabled=none(has_next) on_press=next />
            </div>
        </Show>
    }
    .into_any()
}

fn place(crm: Crm, (collection, rows): &(Collection, Rows), record: RecordRef) -> Option<Place> {
    let at = rows.records().position(|id| id == record.id).filter(|_| *collection == record.collection)?;
    let of = rows.records().count();
    if of < 2 {
        return None;
    }
    crm.read(&[*collection], |workspace| {
        let named = |id| RecordRef { collection: *collection, id };
        let live = |other: &RecordRef| workspace.find(*other).is_some_and(Record::is_live);
        let next = rows.records().skip(at + 1).map(named).find(live);
        let previous = rows.records().rev().skip(of - at).map(named).find(live);
        Some(Place { number: at + 1, of, previous, next })
    })
}
