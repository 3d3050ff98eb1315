//! The one form of **Which is it?**: a name, a company, an e-mail address;
//! those who might be meant already come first.

use std::time::Duration;

use leptos::prelude::*;
use serde_json::{Map, Value, json};

use super::Which;
use crate::app::crm::Crm;
use crate::app::route::Route;
use crate::domain::command::{Command, Filing};
use crate::domain::contact::split_name;
use crate::domain::id::Id;
use crate::domain::matching::{Duplicate, duplicates_of_new};
use crate::domain::record::{Collection, RecordRef};
use crate::domain::which::Verdict;
use crate::domain::workflow::Rejection;
use crate::ui::components::banner::{Banner, Gravity};
use crate::ui::components::radio_list::{RadioList, RadioOption};
use crate::ui::components::section::Section;
use crate::ui::components::text_field::{TextField, TextKind};
use crate::ui::show::record_title;
use crate::ui::words::concepts::singular;
use crate::ui::words::counts::joined;
use crate::ui::words::vocabulary::{said, spoken};
use crate::ui::words::{matches, sentences, which as words};

/// How many of those who might be meant are named.
const NAMED: usize = 5;

/// How long one must stop typing before they are looked for.
const PAUSE: Duration = Duration::from_millis(350);

/// What is typed, and what was wrong with it.
#[derive(Clone, Copy)]
pub(super) struct Typed {
    person: RwSignal<String>,
    company: RwSignal<String>,
    email: RwSignal<String>,
    /// The one of those who might be meant that it is; empty for none of them.
    same: RwSignal<String>,
    refused: RwSignal<Option<Rejection>>,
}

impl Typed {
    pub(super) fn new() -> Self {
        let [person, company, email, same] = std::array::from_fn(|_| RwSignal::new(String::new()));
        Self { person, company, email, same, refused: RwSignal::new(None) }
    }

    /// Forgets what was wrong, as what it was about has changed.
    pub(super) fn forgive(self) {
        if self.refused.with_untracked(Option::is_some) {
            self.refused.set(None);
        }
    }

    /// As a lead would have it, for the search.
    fn fields(self) -> Map<String, Value> {
        let (first, last) = split_name(&self.person.get_untracked());
        let emails = json!([{ "kind": "work", "value": self.email.get_untracked() }]);
        let fields = [
            ("first_name", Value::from(first)),
            ("last_name", Value::from(last)),
            ("company", Value::from(self.company.get_untracked())),
            ("emails", emails),
        ];
        fields.into_iter().map(|(key, value)| (key.to_owned(), value)).collect()
    }
}

/// What they are and why, and the form.
pub(super) fn view(which: Which, verdict: Verdict) -> AnyView {
    let Which { crm, typed, .. } = which;
    let paused = RwSignal::new(0_u32);
    // The pause may end after the page is gone.
    let mut pause = debounce(PAUSE, move |()| {
        paused.try_update(|count| *count += 1);
    });
    let found = Memo::new(move |_| {
        paused.track();
        meant(crm, typed)
    });
    let same = Memo::new(move |_| {
        let chosen = typed.same.get();
        found.with(|found| found.iter().map(|found| found.record).find(|record| record.to_string() == chosen))
    });
    let error = move |field: &'static str| Signal::derive(move || error(which, field));
    view! {
        <Section title=said!("This is {}", words::verdict(verdict))>
            <p role="status">{words::reason(verdict)}</p>
            <form
                class="which-form"
                on:input=move |_| {
                    typed.forgive();
                    pause(());
                }
                on:submit=move |event| {
                    event.prevent_default();
                    // Enter may come before the pause: whom nobody has seen is shown first.
                    if found.with_untracked(|shown| has_others(&meant(crm, typed), shown)) {
                        paused.update(|count| *count += 1);
                        return;
                    }
                    submit(which, verdict, same.get_untracked());
                }
            >
                <div class="columns">
                    <TextField label=spoken("Name") value=typed.person error=error("name") hint=spoken("Of the person") />
                    <TextField label=spoken("Company") value=typed.company error=error("company") />
                    <TextField label=spoken("E-mail") value=typed.email kind=TextKind::Email error=error("emails") />
                </div>
                {likely(which, found)}
                {move || elsewhere(which).map(|text| view! { <Banner text gravity=Gravity::Danger /> })}
                <div class="row">
                    <button type="submit" class="btn btn--primary">
                        {move || submit_label(which, verdict, same.get())}
                    </button>
                </div>
            </form>
        </Section>
    }
    .into_any()
}

/// Those who might be meant by what is typed now.
fn meant(crm: Crm, typed: Typed) -> Vec<Duplicate> {
    let fields = typed.fields();
    let mut found = crm.peek(|workspace| duplicates_of_new(workspace, Collection::Lead, &fields));
    found.truncate(NAMED);
    found
}

/// True when somebody is among them who is not shown.
fn has_others(meant: &[Duplicate], shown: &[Duplicate]) -> bool {
    meant.iter().any(|one| shown.iter().all(|other| other.record != one.record))
}

/// Those who might be meant, as a choice: none of them, or one.
fn likely(which: Which, found: Memo<Vec<Duplicate>>) -> AnyView {
    let options = Signal::derive(move || {
        let new = RadioOption {
            value: String::new(),
            label: spoken("None of these").to_owned(),
            means: spoken("Somebody new").to_owned(),
        };
        let known = found.with(|found| found.iter().map(|duplicate| option(which, duplicate)).collect::<Vec<_>>());
        std::iter::once(new).chain(known).collect::<Vec<_>>()
    });
    view! {
        <div role="status">
            <Show when=move || found.with(|found| !found.is_empty())>
                <RadioList legend=spoken("Is it one of these?").to_owned() value=which.typed.same options />
            </Show>
        </div>
    }
    .into_any()
}

fn option(which: Which, duplicate: &Duplicate) -> RadioOption {
    which.crm.peek(|workspace| {
        let why = duplicate.reasons.iter().map(|reason| matches::reason(workspace, reason)).collect::<Vec<_>>();
        let kind = if duplicate.customer { spoken("Customer") } else { singular(duplicate.record.collection) };
        RadioOption {
            value: duplicate.record.to_string(),
            label: record_title(workspace, duplicate.record),
            means: format!("{kind}: {}", joined(&why, "and")),
        }
    })
}

/// What pressing the button will do.
fn submit_label(which: Which, verdict: Verdict, same: Option<RecordRef>) -> String {
    match same {
        None => said!("File as {}", words::verdict(verdict)),
        Some(same) => {
            let title = which.crm.peek(|workspace| record_title(workspace, same));
            if same.collection == Collection::Account { said!("File under {}", title) } else { said!("Open {}", title) }
        }
    }
}

/// Files it, or goes where it is already.
fn submit(which: Which, verdict: Verdict, same: Option<RecordRef>) {
    let Which { crm, typed, .. } = which;
    let account = match same {
        Some(known) if known.collection != Collection::Account => return crm.router.go(&Route::Record(known)),
        known => known.map(|account| Id::new(account.id)),
    };
    let filing = Filing {
        verdict,
        relationship: which.relationship.with_untracked(|id| id.parse().ok()).map(Id::new),
        person: typed.person.get_untracked(),
        company: typed.company.get_untracked(),
        email: typed.email.get_untracked(),
        account,
    };
    match crm.execute(&Command::FileAs(Box::new(filing))) {
        Ok(done) => {
            if let Some(filed) = done.focus {
                crm.router.go(&Route::Record(filed));
            }
        }
        Err(rejection) => typed.refused.set(Some(rejection)),
    }
}

/// What is wrong with a field of the form.
fn error(which: Which, field: &str) -> Option<String> {
    let Some(Rejection::Invalid(errors)) = which.typed.refused.get() else { return None };
    let found = errors.iter().find(|error| error.field == field)?;
    Some(which.crm.peek(|workspace| sentences::problem(workspace, Some(Collection::Lead), &found.problem)))
}

/// What stands in the way besides the fields.
fn elsewhere(which: Which) -> Option<String> {
    let rejection = which.typed.refused.get()?;
    let at_fields = matches!(&rejection, Rejection::Invalid(errors)
        if errors.iter().all(|error| ["name", "company", "emails"].contains(&error.field.as_str())));
    (!at_fields).then(|| which.crm.peek(|workspace| sentences::rejection(workspace, &rejection)))
}
