//! The page of a record as it was: to be read, with what has changed since.

use leptos::prelude::*;

use crate::app::crm::{Crm, use_crm};
use crate::app::past::{Past, Then};
use crate::app::route::Route;
use crate::domain::as_of::changed_since;
use crate::domain::field::is_blank;
use crate::domain::record::{Record, RecordRef};
use crate::ui::components::badge::Badge;
use crate::ui::components::empty_state::EmptyState;
use crate::ui::components::fields_list::{FieldRow, FieldsList};
use crate::ui::components::format::NOTHING;
use crate::ui::components::page_header::PageHeader;
use crate::ui::components::section::Section;
use crate::ui::components::timeline::Timeline;
use crate::ui::form::layout;
use crate::ui::past::{self, PastBar};
use crate::ui::words::counts::count;
use crate::ui::words::vocabulary::{said, spoken};
use crate::ui::{show, words};

use super::list::icon_of;
use super::{heading, history, related, timeline};

/// The page of a record as it was.
#[component]
pub fn PastRecordPage(
    /// Which record.
    record: RecordRef,
    /// The time, as it stands in the address.
    moment: String,
) -> impl IntoView {
    let crm = use_crm();
    let shown = past::follow(crm, move || moment.clone());
    let title = Signal::derive(move || {
        let then = shown.with(|past| match past {
            Past::Known(then) => then.find(record).map(Record::title),
            Past::Reading | Past::NotKnown { .. } | Past::Future | Past::Nonsense => None,
        });
        then.or_else(|| crm.read_all(|workspace| workspace.title(record)))
            .unwrap_or_else(|| spoken("Not here").to_owned())
    });
    let list = (Route::list(record.collection).href(), words::concepts::plural(record.collection).to_owned());
    let choose = Callback::new(move |day: String| crm.router.go(&Route::Past(record, day)));
    let badges = move || {
        shown.with(|past| match past {
            Past::Known(then) => heading::badges_in(&then.workspace, record),
            Past::Reading | Past::NotKnown { .. } | Past::Future | Past::Nonsense => Vec::new(),
        })
    };
    let beside = move || badges().into_iter().map(|(label, tone)| view! { <Badge label tone /> }).collect_view();
    view! {
        <div class="page">
            <PageHeader title breadcrumb=vec![list] beside=move || beside />
            <PastBar past=shown back=Route::Record(record).href() on_choose=choose />
            {move || match shown.get() {
                Past::Known(then) => content(crm, record, &then),
                Past::Reading | Past::NotKnown { .. } | Past::Future | Past::Nonsense => ().into_any(),
            }}
        </div>
    }
    .into_any()
}

fn content(crm: Crm, record: RecordRef, then: &Then) -> AnyView {
    let Some(found) = then.find(record) else { return not_there(record) };
    let today = then.day;
    let days = Signal::stored(timeline::days(today, &then.workspace, record));
    let empty = days.with_untracked(Vec::is_empty);
    view! {
        {heading::key_figures(heading::figures(&then.workspace, record))}
        <div class="record">
            <div class="record-main">
                <Section title=spoken("Timeline")>
                    <Timeline days />
                    {empty.then(|| view! { <p class="muted">{spoken("Nothing had happened yet.")}</p> })}
                </Section>
            </div>
            <div class="record-side">
                {related::as_it_was(&then.workspace, record, &then.moment.to_string())}
                {details(crm, found, then)}
            </div>
        </div>
    }
    .into_any()
}

fn not_there(record: RecordRef) -> AnyView {
    let title =
        said!("This {} was not there", words::concepts::in_sentence(words::concepts::singular(record.collection)));
    view! {
        <EmptyState
            icon=icon_of(record.collection)
            title=title
            text=spoken("It was made later, or was removed for good, and its history with it")
        />
    }
    .into_any()
}

/// Every field that was filled in or has changed since, with what it is now.
fn details(crm: Crm, found: &Record, then: &Then) -> AnyView {
    let collection = found.collection();
    let (changed, now) = crm.peek(|workspace| {
        let now = workspace.find(found.reference());
        (changed_since(found, now), now.cloned())
    });
    let mut rows = Vec::new();
    let mut count_changed = 0;
    for key in keys(found) {
        let value = found.get(key).unwrap_or_default();
        let differs = changed.contains(key);
        if is_blank(&value) && !differs {
            continue;
        }
        count_changed += usize::from(differs);
        let text = show::value_text(&then.workspace, collection, key, &value);
        let now = now.as_ref().filter(|_| differs).map(|now| {
            let value = now.get(key).unwrap_or_default();
            crm.peek(|workspace| show::value_text(workspace, collection, key, &value))
        });
        rows.push(row(words::fields::field_label(collection, key), text, now));
    }
    let told = match (now.is_some(), count_changed) {
        (false, _) => spoken("The record is not there any more.").to_owned(),
        (true, 0) => spoken("None of this has changed since.").to_owned(),
        (true, changed) => said!("{} changed since.", count(changed, "field has", "fields have")),
    };
    view! {
        <Section title=spoken("Details")>
            <p class="muted">{told}</p>
            <FieldsList>{rows.collect_view()}</FieldsList>
        </Section>
    }
    .into_any()
}

/// The fields in the order of the form, then those that people do not type.
fn keys(record: &Record) -> Vec<&'static str> {
    let collection = record.collection();
    let typed = layout::groups(collection).iter().flat_map(|group| group.keys.iter().copied());
    let others = collection.fields().iter().map(|field| field.key);
    let others = others.filter(|key| !layout::is_typed(collection, key) && !history::is_told_by_another(key));
    typed.chain(others).collect()
}

fn row(label: &'static str, text: String, now: Option<String>) -> AnyView {
    let or_nothing = |text: String| if text.is_empty() { NOTHING.to_owned() } else { text };
    view! {
        <FieldRow label>
            {or_nothing(text)}
            {now.map(|now| view! { <p class="then-now">{said!("Now: {}", or_nothing(now))}</p> })}
        </FieldRow>
    }
    .into_any()
}
