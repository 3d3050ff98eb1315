//! The form of a record: a dialog titled New lead or Edit lead.

use std::time::Duration;

use leptos::prelude::*;

use super::duplicate_hint::DuplicateHint;
use super::input::FieldInput;
use super::layout::Group;
use super::record_form::{RecordForm, refusal};
use crate::app::crm::use_crm;
use crate::app::route::Route;
use crate::domain::record::{Collection, RecordRef};
use crate::ui::components::banner::{Banner, Gravity};
use crate::ui::components::dialog::Dialog;
use crate::ui::words::concepts::{concept, edit_title, new_title};
use crate::ui::words::vocabulary::spoken;

pub use super::initial::Start;

/// The form of a new record, or of one that is there.
#[component]
pub fn RecordDialog(
    /// What sort of record.
    collection: Collection,
    /// The record to edit; a new one without it.
    #[prop(optional_no_strip)]
    record: Option<RecordRef>,
    /// What a new record starts with.
    #[prop(optional)]
    start: Start,
    /// Called with the record when it was saved, without one on Cancel.
    on_close: Callback<Option<RecordRef>>,
) -> impl IntoView {
    let form = RecordForm::new(use_crm(), collection, record, start);
    on_cleanup(move || form.tell_if_gone());
    let paused = RwSignal::new(0_u32);
    // The pause may end after the dialog is gone.
    let mut typed = debounce(PAUSE, move |()| {
        paused.try_update(|count| *count += 1);
    });
    let title = if record.is_some() { edit_title(collection) } else { new_title(collection) };
    let intro = if record.is_some() { String::new() } else { concept(collection).to_owned() };
    let cancel = Callback::new(move |()| on_close.run(None));
    let submit = Callback::new(move |()| {
        if let Some(saved) = form.save() {
            on_close.run(Some(saved));
        }
    });
    let is_untouched = form.is_as_now();
    let wide = form.groups().len() > 1;
    view! {
        <Dialog title on_close=cancel on_submit=submit submit_label=spoken("Save") wide intro>
            {(record.is_none() && is_person(collection)).then(|| paste_link(is_untouched))} {refusal(form)}
            {form.passed_over().map(|text| view! { <Banner text gravity=Gravity::Warn /> })}
            <div class="form" on:input=move |_| typed(())>
                {fields_view(form)}
            </div>
            {record.is_none().then(|| view! { <DuplicateHint form collection paused /> })}
        </Dialog>
    }
    .into_any()
}

/// True for records of which a signature or a card tells.
pub fn is_person(collection: Collection) -> bool {
    matches!(collection, Collection::Lead | Collection::Contact)
}

/// The way to the page of pasted texts, while nothing is typed here that would be lost;
/// its place stays, so that nothing moves under the first letter.
fn paste_link(is_untouched: Signal<bool>) -> AnyView {
    view! {
        <p style:visibility=move || if is_untouched.get() { "visible" } else { "hidden" }>
            <a href=Route::Paste(String::new()).href()>{spoken("Paste a signature or card")}</a>
        </p>
    }
    .into_any()
}

/// How long one must stop typing before records like this one are looked for.
const PAUSE: Duration = Duration::from_millis(350);

/// The essential fields, then the others behind "More fields".
fn fields_view(form: RecordForm) -> AnyView {
    let mut groups = form.groups().into_iter();
    let essential = groups.next().map(|(_, inputs)| grid(form, inputs));
    let more: Vec<(Group, Vec<FieldInput>)> = groups.collect();
    let inputs: Vec<FieldInput> = more.iter().flat_map(|(_, inputs)| inputs.clone()).collect();
    let asked = form.any_asked(&inputs);
    let folded = (!more.is_empty()).then(|| {
        view! {
            // What is wrong must be in sight, and what a link has filled in.
            <details class="form-more" prop:open=move || form.any_error(&inputs) || asked>
                <summary>{spoken("More fields")}</summary>
                {more.into_iter().map(|(group, inputs)| group_view(form, group, inputs)).collect_view()}
            </details>
        }
    });
    view! {
        {essential}
        {folded}
    }
    .into_any()
}

fn group_view(form: RecordForm, group: Group, inputs: Vec<FieldInput>) -> AnyView {
    view! {
        <section class="form-group">
            <h3>{spoken(group.title)}</h3>
            {grid(form, inputs)}
        </section>
    }
    .into_any()
}

fn grid(form: RecordForm, inputs: Vec<FieldInput>) -> AnyView {
    let cell = move |input: FieldInput| {
        view! {
            <div class="form-cell" class:form-cell--wide=input.is_wide()>
                {input.view(form.error(input.key()))}
            </div>
        }
    };
    view! { <div class="form-grid">{inputs.into_iter().map(cell).collect_view()}</div> }.into_any()
}
