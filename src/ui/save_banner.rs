//! The sentence across the page that stays while something is not kept.

use leptos::prelude::*;

use super::components::banner::{Banner, Gravity};
use super::components::button::{Button, LinkButton};
use super::data::{damage, export_json, restored};
use super::words::notices::{UNRECORDED, save_failure};
use crate::app::crm::{Crm, use_crm};
use crate::app::route::{DataPart, Route};
use crate::app::saver::{SaveFailure, SaveStatus};
use crate::app::transfer;
use crate::ui::words::vocabulary::spoken;

/// Says what is not kept and why, with the way out. Nothing while all is well.
#[component]
pub fn SaveBanner() -> impl IntoView {
    let crm = use_crm();
    let failure = Memo::new(move |_| match crm.saver.status().get() {
        SaveStatus::Saved | SaveStatus::Saving => None,
        SaveStatus::NotSaved(failure) => Some(failure),
    });
    let report = crm.saver.report();
    let found = Memo::new(move |_| {
        let texts = report.with(|report| [damage(report), restored(report)]);
        texts.into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>()
    });
    let shown = RwSignal::new(true);
    let unrecorded = crm.saver.is_unrecorded();
    let later_shown = RwSignal::new(true);
    view! {
        {move || failure.get().map(|failure| banner(crm, failure))}
        {move || {
            let texts = if shown.get() { found.get() } else { Vec::new() };
            texts.into_iter().map(|text| passing_banner(text, shown)).collect_view()
        }}
        {move || {
            (failure.get().is_none() && unrecorded.get() && later_shown.get())
                .then(|| passing_banner(spoken(UNRECORDED).to_owned(), later_shown))
        }}
    }
    .into_any()
}

/// Something to know, until it is dismissed.
fn passing_banner(text: String, shown: RwSignal<bool>) -> AnyView {
    view! {
        <div class="save-banner">
            <Banner gravity=Gravity::Warn text=text>
                <LinkButton label=spoken("Details") small=true href=Route::DataAt(DataPart::Storage).href() />
                <Button label=spoken("Dismiss") small=true on_press=Callback::new(move |()| shown.set(false)) />
            </Banner>
        </div>
    }
    .into_any()
}

fn banner(crm: Crm, failure: SaveFailure) -> AnyView {
    view! {
        <div class="save-banner">
            <Banner gravity=Gravity::Danger text=format!("{}.", save_failure(&failure))>
                {actions(crm, &failure)}
            </Banner>
        </div>
    }
    .into_any()
}

/// What helps: a copy where memory holds more than the browser keeps, and a
/// new start where another tab or program was first.
fn actions(crm: Crm, failure: &SaveFailure) -> AnyView {
    let export = move || {
        let press = Callback::new(move |()| export_json(crm));
        view! { <Button label=spoken("Export JSON") small=true on_press=press /> }
    };
    let reload =
        || view! { <Button label=spoken("Reload") small=true on_press=Callback::new(|()| transfer::reload()) /> };
    match failure {
        SaveFailure::Full { .. } | SaveFailure::DamageNotKept => view! {
            {export()}
            <LinkButton label=spoken("Archive closed records") small=true href=Route::DataAt(DataPart::Archive).href() />
            <LinkButton label=spoken("Shorten history") small=true href=Route::DataAt(DataPart::History).href() />
            <LinkButton label=spoken("See what takes the room") small=true href=Route::DataAt(DataPart::Storage).href() />
        }
        .into_any(),
        SaveFailure::Blocked => export().into_any(),
        SaveFailure::Newer | SaveFailure::Replaced | SaveFailure::Overtaken | SaveFailure::Other(_) => view! {
            {export()}
            {reload()}
        }
        .into_any(),
    }
}
