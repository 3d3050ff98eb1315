//! `#/paste`: a text on the one side, what it says on the other.

use std::time::Duration;

use leptos::prelude::*;
use serde_json::{Map, Value};

use super::account::AccountChoice;
use super::{FORM_ID, PAUSE, foot, lead, other_way, save};
use crate::app::crm::{Crm, use_crm};
use crate::app::route::Route;
use crate::domain::field::is_blank;
use crate::domain::record::Collection;
use crate::interchange::card::{self, Card};
use crate::ui::components::focus::focus_first;
use crate::ui::components::icon::Icon;
use crate::ui::components::page_header::PageHeader;
use crate::ui::components::radio_list::{RadioList, RadioOption};
use crate::ui::components::text_field::TextArea;
use crate::ui::form::duplicate_hint::DuplicateHint;
use crate::ui::form::input::FieldInput;
use crate::ui::form::layout::Group;
use crate::ui::form::record_form::{RecordForm, refusal};
use crate::ui::words::intake::read_on;
use crate::ui::words::vocabulary::spoken;

/// What a text can say, in the order of the form.
const FIELDS: &[Group] = &[Group {
    title: "",
    keys: &[
        "first_name",
        "last_name",
        "company",
        "job_title",
        "emails",
        "phones",
        "websites",
        "salutation",
        "addresses",
        "description",
    ],
}];

/// The page of a text that is pasted.
#[component]
pub fn PastePage(
    /// What stands in the field at first.
    text: String,
) -> impl IntoView {
    let paste = Paste::new(use_crm(), text);
    let concept = spoken(
        "An e-mail signature, a business card or a vCard becomes a lead or a contact. What finds no field is kept in the description",
    );
    let is_blank = paste.form.is_as_now();
    let is_untouched = Signal::derive(move || is_blank.get() && paste.text.with(String::is_empty));
    // The pause may end after the page is gone.
    let mut pause = debounce(Duration::from_millis(PAUSE), move |()| {
        if paste.text.try_get_untracked().is_some() {
            paste.take_in();
        }
    });
    view! {
        <div class="page intake">
            <PageHeader title=spoken("Paste a signature or card") concept=Signal::stored(Some(concept.to_owned()))>
                {other_way(spoken("Enter a card"), &Route::Card, Icon::Pencil, is_untouched)}
            </PageHeader>
            <div class="intake-halves" on:input=move |_| pause(())>
                <div class="intake-text" id="intake-text">
                    <TextArea
                        label=spoken("Signature, business card or vCard")
                        value=paste.text
                        hint=spoken("The fields follow while you type. What you change there yourself stays")
                    />
                </div>
                {paste.form_view()}
            </div>
        </div>
    }
    .into_any()
}

/// The state of the page. A copy is a handle to the same one.
#[derive(Clone, Copy)]
struct Paste {
    crm: Crm,
    text: RwSignal<String>,
    /// What the text says.
    card: RwSignal<Card>,
    form: RecordForm,
    /// What the form was given of it, as its fields hold it.
    given: StoredValue<Map<String, Value>>,
    /// `lead` or `contact`.
    role: RwSignal<String>,
    account: AccountChoice,
    /// Changes when there is something new to look for.
    looked: RwSignal<u32>,
}

impl Paste {
    fn new(crm: Crm, text: String) -> Self {
        let paste = Self {
            crm,
            text: RwSignal::new(text),
            card: RwSignal::new(Card::default()),
            form: RecordForm::of_fields(crm, Collection::Lead, FIELDS),
            given: StoredValue::new(Map::new()),
            role: RwSignal::new("lead".to_owned()),
            account: AccountChoice::new(crm),
            looked: RwSignal::new(0),
        };
        paste.take_in();
        paste
    }

    /// Reads the text into the form; what was typed there by hand stays.
    fn take_in(self) {
        let card = self.text.with_untracked(|text| card::read(text));
        let fields = card.fields();
        for input in self.form.inputs() {
            if untrack(|| self.is_own(input)) {
                continue;
            }
            let said = fields.get(input.key()).cloned().unwrap_or_default();
            let before = untrack(|| input.value()).unwrap_or_default();
            input.load(&said);
            if matches!(input.key(), "emails" | "phones") {
                input.open_row();
            }
            let after = untrack(|| input.value()).unwrap_or_default();
            if before != after {
                self.given.update_value(|given| {
                    given.insert(input.key().to_owned(), after);
                });
            }
        }
        self.card.set(card);
        self.account.look(&untrack(|| self.form.typed()));
        self.looked.update(|count| *count += 1);
    }

    /// True where a field holds something else than what it was given. Tracks it.
    fn is_own(self, input: FieldInput) -> bool {
        let Ok(now) = input.value() else { return true };
        let given = self.given.with_value(|given| given.get(input.key()).cloned()).unwrap_or_default();
        now != given && !(is_blank(&now) && is_blank(&given))
    }

    fn form_view(self) -> AnyView {
        let again = Callback::new(move |()| self.begin_again());
        let next = Callback::new(move |()| self.save(Some(again)));
        let is_contact = Memo::new(move |_| self.role.with(|role| role == "contact"));
        view! {
            <form
                class="intake-form"
                id=FORM_ID
                novalidate
                on:submit=move |event| {
                    event.prevent_default();
                    self.save(None);
                }
            >
                <DuplicateHint form=self.form collection=Collection::Lead paused=self.looked />
                <RadioList legend=spoken("File as") value=self.role options=Signal::stored(roles()) />
                <Show when=move || is_contact.get()>{self.account.view()}</Show>
                {refusal(self.form)}
                <div class="form-grid">
                    {self.form.inputs().into_iter().map(|input| self.cell(input)).collect_view()}
                </div>
                {foot(next)}
            </form>
        }
        .into_any()
    }

    /// A field, and the lines that it was read on.
    fn cell(self, input: FieldInput) -> AnyView {
        let source = Memo::new(move |_| {
            let (lines, concluded) = self.card.with(|card| card.lines(input.key()));
            if self.is_own(input) { String::new() } else { read_on(&lines, concluded) }
        });
        view! {
            <div class="form-cell" class:form-cell--wide=input.is_wide()>
                {input.view(self.form.error(input.key()))}
                <p class="intake-source">{source}</p>
            </div>
        }
        .into_any()
    }

    fn save(self, next: Option<Callback<()>>) {
        // Somebody may press before the pause ends.
        self.take_in();
        let is_contact = self.role.with_untracked(|role| role == "contact");
        save(self.crm, self.form, next, |fields| if is_contact { self.account.contact(fields) } else { lead(fields) });
    }

    /// Makes ready for the next text.
    fn begin_again(self) {
        self.text.set(String::new());
        self.form.clear();
        self.account.clear();
        self.given.set_value(Map::new());
        self.take_in();
        focus_first("intake-text".to_owned(), "textarea");
    }
}

fn roles() -> Vec<RadioOption> {
    let role = |value: &str, label: &'static str, means: &'static str| RadioOption {
        value: value.to_owned(),
        label: label.to_owned(),
        means: means.to_owned(),
    };
    vec![
        role("lead", spoken("Lead"), spoken("Not looked into yet: kept apart from accounts and contacts")),
        role("contact", spoken("Contact"), spoken("A person you know, at an account that is there or a new one")),
    ]
}
