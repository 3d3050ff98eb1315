//! The line that stays in sight: what converting will do, and the buttons.

use leptos::prelude::*;

use crate::app::route::Route;
use crate::domain::record::{Collection, RecordRef};
use crate::domain::validate::{FieldError, Problem};
use crate::domain::workflow::Rejection;
use crate::domain::workflow::convert_lead::PreviewField;
use crate::domain::workspace::Workspace;
use crate::ui::components::banner::{Banner, Gravity};
use crate::ui::components::button::{Button, LinkButton, Variant};
use crate::ui::show;
use crate::ui::words::concepts::{in_sentence, singular};
use crate::ui::words::fields::field_label;
use crate::ui::words::sentences;
use crate::ui::words::vocabulary::spoken;

use super::form::Form;
use super::part::{Choice, Part};
use super::summary::{Facts, What, changes};

/// The sentence and the buttons.
pub fn foot(form: Form) -> AnyView {
    let sentence = Memo::new(move |_| facts(form).sentence());
    let back = Route::Record(RecordRef::of(form.lead)).href();
    view! {
        <div class="convert-foot">
            {trouble(form)} <p class="convert-summary" aria-live="polite">
                {sentence}
            </p>
            <div class="row">
                <LinkButton label=spoken("Cancel") href=back />
                <Button label=spoken("Convert") variant=Variant::Primary on_press=Callback::new(move |()| form.submit()) />
            </div>
        </div>
    }
    .into_any()
}

fn facts(form: Form) -> Facts {
    let preview = form.preview();
    let lead = RecordRef::of(form.lead);
    form.crm.read_all(|workspace| {
        let receiver = form.receiver.with(|id| id.parse().ok());
        let person = form.with_lead(|_, lead| lead.title()).unwrap_or_default();
        let name = |part: Part, fields: &[PreviewField]| what(workspace, form, part, fields, &person);
        Facts {
            account: name(form.account, &preview.account),
            person_account: preview.person_account,
            contact: name(form.contact, &preview.contact),
            together: form.is_together(),
            opportunity: name(form.opportunity, &preview.opportunity),
            activities: workspace.activities_about(lead).count(),
            receiver: receiver
                .map(|id| RecordRef { collection: Collection::Profile, id })
                .and_then(|it| workspace.title(it)),
        }
    })
}

fn what(workspace: &Workspace, form: Form, part: Part, fields: &[PreviewField], person: &str) -> What {
    match part.choice() {
        Choice::None => What::None,
        Choice::New => What::New(new_name(form, part, fields, person)),
        Choice::Existing => part.chosen_ref().and_then(|it| workspace.find(it)).map_or(What::None, |record| {
            What::Existing { name: record.title(), changes: changes(fields), restored: !record.is_live() }
        }),
    }
}

/// What a new record will be called.
fn new_name(form: Form, part: Part, fields: &[PreviewField], person: &str) -> String {
    let text = |key: &str| {
        let field = fields.iter().find(|field| field.key == key);
        field.and_then(|field| field.result.as_str()).map(str::trim).unwrap_or_default().to_owned()
    };
    let name = match part.collection {
        Collection::Contact => format!("{} {}", text("first_name"), text("last_name")).trim().to_owned(),
        Collection::Account if form.preview().person_account => person.to_owned(),
        _ => text("name"),
    };
    if name.is_empty() { spoken("without a name").to_owned() } else { name }
}

/// What stood in the way of the last attempt, where it does not stand at a field.
fn trouble(form: Form) -> AnyView {
    let sentence = Memo::new(move |_| {
        let rejection = form.rejection.get()?;
        let said = form.crm.peek(|workspace| said(workspace, form, &rejection));
        Some(said)
    });
    view! {
        {move || {
            let text = sentence.get()?;
            Some(view! { <Banner text gravity=Gravity::Danger /> })
        }}
    }
    .into_any()
}

fn said(workspace: &Workspace, form: Form, rejection: &Rejection) -> String {
    let Rejection::Invalid(errors) = rejection else { return sentences::rejection(workspace, rejection) };
    let unseen: Vec<String> =
        errors.iter().filter(|error| !form.shows(&error.field)).map(|error| unseen(workspace, error)).collect();
    if unseen.is_empty() {
        spoken("Some fields need a look: see the notes beside them").to_owned()
    } else {
        unseen.join(". ")
    }
}

/// What is wrong with a field that the screen does not show.
fn unseen(workspace: &Workspace, FieldError { field, problem }: &FieldError) -> String {
    if field == "account.person_contact" {
        return match problem {
            Problem::Taken { by } => format!(
                "{} {} {}",
                spoken("The contact is bound to the person account"),
                show::record_title(workspace, *by),
                spoken("already: choose that account")
            ),
            _ => spoken(
                "A person account needs its contact: choose New or Existing under Contact, \
                 or type a name for an organization",
            )
            .to_owned(),
        };
    }
    let collection = field
        .split_once('.')
        .and_then(|(record, _)| Collection::MAIN.into_iter().find(|collection| collection.singular() == record));
    let key = field.split_once('.').map_or(field.as_str(), |(_, key)| key);
    let label = collection.map_or(key, |collection| field_label(collection, key));
    let name = collection.map(singular).unwrap_or_default();
    format!("{name}, {}: {}", in_sentence(label), in_sentence(&sentences::problem(workspace, collection, problem)))
}
