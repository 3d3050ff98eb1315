//! The page of one record: what it is, what comes next, what happened, and
//! what belongs to it.

use leptos::prelude::*;

use crate::app::alike::alike;
use crate::app::crm::use_crm;
use crate::app::route::Route;
use crate::domain::record::RecordRef;
use crate::ui::components::banner::{Banner, Gravity};
use crate::ui::components::button::Button;
use crate::ui::components::empty_page::EmptyPage;
use crate::ui::components::page_header::PageHeader;
use crate::ui::words;
use crate::ui::words::vocabulary::{said, spoken};

use super::alike::MaybeTheSame;
use super::favourite::Star;
use super::fields::Fields;
use super::heading::{self, Actions, KeyFigures};
use super::history::History;
use super::list::icon_of;
use super::related::Related;
use super::tags::Tags;
use super::timeline::RecordTimeline;
use super::trail::Steps;

/// The page of a record.
#[component]
pub fn RecordPage(
    /// Which record.
    record: RecordRef,
) -> impl IntoView {
    let crm = use_crm();
    let there = Memo::new(move |_| crm.read(&[record.collection], |workspace| workspace.find(record).is_some()));
    view! {
        <Show when=move || there.get() fallback=move || gone(record)>
            {page(record)}
        </Show>
    }
    .into_any()
}

fn page(record: RecordRef) -> AnyView {
    let crm = use_crm();
    let alike = alike(crm, record);
    let title =
        Signal::derive(move || crm.read(&[record.collection], |workspace| workspace.title(record).unwrap_or_default()));
    let list = (Route::list(record.collection).href(), words::concepts::plural(record.collection).to_owned());
    let concept = Signal::stored(Some(words::concepts::concept(record.collection).to_owned()));
    view! {
        <div class="page">
            <PageHeader title concept more=words::terms::link_of(record.collection) breadcrumb=vec![list] beside=move || heading::badges(crm, record)>
                <Steps record />
                <Star record />
                <Actions record />
            </PageHeader>
            {move || in_trash(record)}
            {move || heading::standing(crm, record)}
            <Tags record />
            <KeyFigures record />
            <div class="record">
                <div class="record-main">
                    <RecordTimeline record />
                </div>
                <div class="record-side">
                    <Related record alike />
                    <MaybeTheSame record found=alike />
                    <Fields record />
                    <History record />
                </div>
            </div>
        </div>
    }
    .into_any()
}

/// For records in the Trash: says so, and offers the way back.
fn in_trash(record: RecordRef) -> Option<AnyView> {
    let crm = use_crm();
    let trashed =
        crm.read(&[record.collection], |workspace| workspace.find(record).is_some_and(|found| !found.is_live()));
    let restore = Callback::new(move |()| {
        crm.perform(&crate::domain::command::Command::Restore { records: vec![record] });
    });
    trashed.then(|| {
        view! {
            <Banner text=spoken("This record is in the Trash. Links to it still work; lists and totals leave it out.") gravity=Gravity::Warn>
                <Button label=spoken("Restore") on_press=restore small=true />
            </Banner>
        }
        .into_any()
    })
}

fn gone(record: RecordRef) -> AnyView {
    let list = Route::list(record.collection).href();
    let all = said!("All {}", words::concepts::in_sentence(words::concepts::plural(record.collection)));
    view! {
        <EmptyPage
            heading=spoken("Not here")
            icon=icon_of(record.collection)
            title=spoken("This record is not in your workspace")
            text=spoken("It may be archived in a file, which Import JSON brings back, or deleted for good. Or the link comes from somebody else's workspace.")
            way_on=all
            href=list
        />
    }
    .into_any()
}
