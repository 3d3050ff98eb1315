//! The three cards: account, contact, opportunity.

use leptos::prelude::*;

use crate::domain::record::Collection;
use crate::ui::components::fresh_id::fresh_id;
use crate::ui::components::icon::{Icon, icon};
use crate::ui::components::select_field;
use crate::ui::components::switch3::Switch3;
use crate::ui::components::text_field::TextField;
use crate::ui::words::concepts::singular;

use super::form::Form;
use super::part::{Choice, Part};
use super::{changes, matches};
use crate::ui::words::vocabulary::spoken;

/// One card: its switch, and what belongs to its present choice.
pub fn card(form: Form, part: Part) -> AnyView {
    let title = singular(part.collection);
    let id = fresh_id("convert");
    let labelled_by = id.clone();
    let options = Choice::ALL.map(|(_, value, word)| select_field::Choice::new(value, spoken(word)));
    let switched = Callback::new(move |_: String| {
        if part.choice() == Choice::Existing && part.chosen_ref().is_none() {
            choose_best(form, part);
        }
        form.rejection.set(None);
        form.fill();
    });
    let choice = Memo::new(move |_| part.choice());
    view! {
        <section
            class="convert-card"
            class:convert-card--off=move || choice.get() == Choice::None
            aria-labelledby=labelled_by
        >
            <header class="convert-head">
                <h2 id=id>{icon(drawing(part.collection))} {title}</h2>
                <Switch3 label=title value=part.switch options=Signal::stored(options.to_vec()) on_choose=switched />
            </header>
            {move || match choice.get() {
                Choice::Existing => existing(form, part),
                Choice::New => changes::fields(form, part),
                Choice::None => none(part),
            }}
            {role(form, part)}
        </section>
    }
    .into_any()
}

/// The likeliest match, for whoever turns to Existing.
fn choose_best(form: Form, part: Part) {
    if let Some(best) = untrack(|| matches::candidates(form, part)).into_iter().next() {
        part.choose(&best.id, best.title);
    }
}

fn existing(form: Form, part: Part) -> AnyView {
    view! {
        {matches::view(form, part)}
        {changes::table(form, part)}
    }
    .into_any()
}

fn none(part: Part) -> AnyView {
    let sentence = match part.collection {
        Collection::Account => spoken("No account: the contact stands alone until you add one"),
        Collection::Contact => spoken("No contact: nobody in particular is known yet"),
        _ => spoken("No opportunity: there is no deal in sight yet"),
    };
    view! { <p class="muted">{sentence}</p> }.into_any()
}

/// What the person is at the account; asked where one comes to the other.
fn role(form: Form, part: Part) -> Option<AnyView> {
    let asked = Memo::new(move |_| {
        let both = form.account.choice() != Choice::None && form.contact.choice() != Choice::None;
        both && !form.is_together() && !form.preview().person_account
    });
    let view = move || {
        view! {
            <Show when=move || asked.get()>
                <TextField label=spoken("Role at the account") value=form.role placeholder=spoken("Such as Purchasing") />
            </Show>
        }
    };
    (part.collection == Collection::Contact).then(|| view().into_any())
}

fn drawing(collection: Collection) -> Icon {
    match collection {
        Collection::Account => Icon::Building,
        Collection::Contact => Icon::Person,
        _ => Icon::Deal,
    }
}
