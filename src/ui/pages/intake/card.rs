//! `#/card`: a business card typed with a thumb. Five fields, each with the
//! keyboard that it needs, one below the other; Enter goes on to the next, and
//! saves at the last.

use std::time::Duration;

use leptos::prelude::*;
use serde_json::{Value, json};

use super::{FORM_ID, PAUSE, foot, lead, other_way, save};
use crate::app::crm::{Crm, use_crm};
use crate::app::route::Route;
use crate::domain::field::Labelled;
use crate::domain::record::Collection;
use crate::ui::components::focus::focus_first;
use crate::ui::components::icon::Icon;
use crate::ui::components::page_header::PageHeader;
use crate::ui::components::text_field::{Enter, TextField, TextKind};
use crate::ui::form::duplicate_hint::DuplicateHint;
use crate::ui::form::layout::Group;
use crate::ui::form::record_form::{RecordForm, refusal};
use crate::ui::words::fields::field_label;
use crate::ui::words::vocabulary::spoken;

const FIELDS: &[Group] = &[Group { title: "", keys: &["first_name", "last_name", "company", "emails", "phones"] }];

/// The form for a thumb.
#[component]
pub fn CardPage() -> impl IntoView {
    let card = CardForm::new(use_crm());
    let concept = spoken("A name or a company is enough. Enter goes on to the next field");
    let looked = RwSignal::new(0_u32);
    // The pause may end after the page is gone.
    let mut pause = debounce(Duration::from_millis(PAUSE), move |()| {
        if looked.try_get_untracked().is_some() {
            card.gather();
            looked.update(|count| *count += 1);
        }
    });
    let again = Callback::new(move |()| {
        card.clear();
        looked.update(|count| *count += 1);
        focus_first(FORM_ID.to_owned(), "input");
    });
    let next = Callback::new(move |()| card.save(Some(again)));
    let is_blank = card.form.is_as_now();
    let is_untouched = Signal::derive(move || {
        is_blank.get() && card.email.with(String::is_empty) && card.phone.with(String::is_empty)
    });
    view! {
        <div class="page intake intake--card">
            <PageHeader title=spoken("Enter a card") concept=Signal::stored(Some(concept.to_owned()))>
                {other_way(spoken("Paste a signature or card"), &Route::Paste(String::new()), Icon::Note, is_untouched)}
            </PageHeader>
            <form
                class="intake-form"
                id=FORM_ID
                novalidate
                on:input=move |_| pause(())
                on:submit=move |event| {
                    event.prevent_default();
                    card.save(None);
                }
            >
                {refusal(card.form)} {card.fields()}
                <DuplicateHint form=card.form collection=Collection::Lead paused=looked />
                {foot(next)}
            </form>
        </div>
    }
    .into_any()
}

/// The state of the form. A copy is a handle to the same one.
#[derive(Clone, Copy)]
struct CardForm {
    crm: Crm,
    form: RecordForm,
    email: RwSignal<String>,
    phone: RwSignal<String>,
}

impl CardForm {
    fn new(crm: Crm) -> Self {
        let form = RecordForm::of_fields(crm, Collection::Lead, FIELDS);
        Self { crm, form, email: RwSignal::new(String::new()), phone: RwSignal::new(String::new()) }
    }

    fn fields(self) -> AnyView {
        let lines = self.form.inputs().into_iter().enumerate().map(|(place, input)| {
            let (value, label, kind) = match input.key() {
                "emails" => (Some(self.email), spoken("E-mail"), TextKind::Email),
                "phones" => (Some(self.phone), spoken("Phone"), TextKind::Tel),
                key => (input.text(), field_label(Collection::Lead, key), TextKind::Name),
            };
            let enter = if input.key() == "phones" { Enter::Done } else { Enter::Next };
            let error = self.form.error(input.key());
            value.map(|value| view! { <TextField label value kind enter error autofocus=place == 0 /> })
        });
        lines.collect_view().into_any()
    }

    /// Puts the one address and the one number into the lists they belong to.
    fn gather(self) {
        for input in self.form.inputs() {
            let typed = match input.key() {
                "emails" => self.email,
                "phones" => self.phone,
                _ => continue,
            };
            let typed = typed.get_untracked();
            let rows: Value = if typed.trim().is_empty() { json!([]) } else { json!([Labelled::new("work", typed)]) };
            input.load(&rows);
        }
    }

    fn save(self, next: Option<Callback<()>>) {
        self.gather();
        save(self.crm, self.form, next, lead);
    }

    fn clear(self) {
        self.form.clear();
        self.email.set(String::new());
        self.phone.set(String::new());
    }
}
