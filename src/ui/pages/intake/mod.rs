//! Fast intake: somebody is entered in a moment. `#/paste` reads a signature, a
//! business card or a vCard (`interchange/card`) into a form, and files a lead or a
//! contact at an account; `#/paste?text=…` begins with a text. `#/card` is a form for
//! a thumb.

mod account;
mod card;
mod paste;

pub use card::CardPage;
pub use paste::PastePage;

use leptos::prelude::*;
use serde_json::{Map, Value};

use crate::app::crm::Crm;
use crate::app::route::Route;
use crate::domain::command::Command;
use crate::domain::record::Collection;
use crate::ui::components::button::{Button, LinkButton};
use crate::ui::components::field::focus_first_invalid;
use crate::ui::components::icon::Icon;
use crate::ui::form::record_form::RecordForm;
use crate::ui::words::vocabulary::spoken;

/// The id of the form, for the focus.
const FORM_ID: &str = "intake";

/// How long one must stop typing before what was typed is read, in milliseconds.
const PAUSE: u64 = 300;

/// Saves, and shows what was made or makes ready for the next; where something is
/// wrong the form says so, and has the focus.
fn save(crm: Crm, form: RecordForm, next: Option<Callback<()>>, command: impl FnOnce(Map<String, Value>) -> Command) {
    let made = form.read().and_then(|fields| form.carry_out(&command(fields)));
    match (made, next) {
        (None, _) => focus_first_invalid(FORM_ID),
        (Some(_), Some(next)) => next.run(()),
        (Some(made), None) => crm.router.go(&Route::Record(made)),
    }
}

/// A new lead of these fields.
fn lead(fields: Map<String, Value>) -> Command {
    Command::Create { collection: Collection::Lead, fields }
}

/// The way to the other page, while nothing is typed on this one that would be lost.
fn other_way(label: &'static str, to: &Route, icon: Icon, is_untouched: Signal<bool>) -> AnyView {
    view! {
        <span style:visibility=move || if is_untouched.get() { "visible" } else { "hidden" }>
            <LinkButton label href=to.href() icon />
        </span>
    }
    .into_any()
}

/// The buttons, within reach of the thumb.
fn foot(on_next: Callback<()>) -> AnyView {
    view! {
        <div class="intake-foot">
            <Button label=spoken("Save and next") on_press=on_next />
            <button type="submit" class="btn btn--primary">
                {spoken("Save")}
            </button>
        </div>
    }
    .into_any()
}
