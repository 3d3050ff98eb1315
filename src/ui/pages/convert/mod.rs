//! Converting a lead: one screen with three switches and everything that
//! follows from them in sight. The rules are the domain's.
#![allow(clippy::large_types_passed_by_value, reason = "the form is a bundle of handles, made to be copied")]

mod became;
mod cards;
mod changes;
mod deal;
mod extras;
mod foot;
mod form;
mod matches;
mod part;
mod summary;

use leptos::prelude::*;

use crate::app::crm::{Crm, use_crm};
use crate::app::route::Term;
use crate::domain::id::Id;
use crate::domain::lead::Lead;
use crate::domain::record::{Collection, RecordRef};
use crate::ui::components::page_header::PageHeader;
use crate::ui::words::terms::what_is;
use crate::ui::words::vocabulary::said;

use crate::ui::words::vocabulary::spoken;
use form::Form;

/// The screen on which a lead is converted.
#[component]
pub fn ConvertPage(
    /// Which lead.
    lead: Id<Lead>,
) -> impl IntoView {
    let crm = use_crm();
    let leaving = StoredValue::new(false);
    let situation = Memo::new(move |before: Option<&Situation>| match before {
        Some(before) if leaving.get_value() => *before,
        _ => situation(crm, lead),
    });
    view! {
        <div class="page page--wide">
            {move || match situation.get() {
                Situation::Missing => became::missing(),
                Situation::InTrash => became::in_trash(crm, lead),
                Situation::Converted => became::became(crm, lead),
                Situation::Open => screen(crm, lead, leaving),
            }}
        </div>
    }
    .into_any()
}

/// What the screen has to do with.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Situation {
    Missing,
    InTrash,
    Converted,
    Open,
}

fn situation(crm: Crm, lead: Id<Lead>) -> Situation {
    crm.read(&[Collection::Lead], |workspace| match workspace.get(lead) {
        None => Situation::Missing,
        Some(lead) if lead.is_converted() => Situation::Converted,
        Some(lead) if lead.trashed_at.is_some() => Situation::InTrash,
        Some(_) => Situation::Open,
    })
}

fn screen(crm: Crm, lead: Id<Lead>, leaving: StoredValue<bool>) -> AnyView {
    let form = Form::of(crm, lead, leaving);
    let reference = RecordRef::of(lead);
    let title = move || {
        let name = crm.read(&[Collection::Lead], |workspace| workspace.title(reference)).unwrap_or_default();
        said!("Convert {}", name)
    };
    let concept = spoken(
        "You have looked and found it true: the lead becomes an account, a contact and an opportunity. \
                   All of it can be undone at any later time",
    );
    view! {
        <PageHeader title=Signal::derive(title) concept=Signal::stored(Some(concept.to_owned())) more=Some(what_is(Term::Conversion)) />
        <div class="convert-screen" id=form::SCREEN_ID>
            <div class="convert-grid">
                {form.parts().into_iter().map(|part| cards::card(form, part)).collect_view()}
            </div>
            <div class="convert-grid">{extras::checklist(form)} {extras::hand_over(form)}</div>
        </div>
        {foot::foot(form)}
    }
    .into_any()
}
