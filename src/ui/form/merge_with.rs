//! Choosing what a record is merged with, where no search named it.

use leptos::prelude::*;

use super::link::{offered, parse_reference};
use crate::app::crm::use_crm;
use crate::app::route::Route;
use crate::domain::record::RecordRef;
use crate::ui::components::combobox::Combobox;
use crate::ui::components::dialog::Dialog;
use crate::ui::show::record_title;
use crate::ui::words::concepts::{in_sentence, singular};
use crate::ui::words::vocabulary::{said, spoken};

/// Asks for another record of the type, then goes where both become one.
#[component]
pub fn MergeWithDialog(
    /// Which record.
    record: RecordRef,
    /// Called when the dialog is to go.
    on_close: Callback<()>,
) -> impl IntoView {
    let crm = use_crm();
    let (value, text) = (RwSignal::new(None::<String>), RwSignal::new(String::new()));
    let error = RwSignal::new(None::<String>);
    let options = Callback::new(move |typed: String| {
        crm.peek(|workspace| offered(workspace, &[record.collection], &typed, &[record]))
    });
    let submit = Callback::new(move |()| match value.get_untracked().and_then(|text| parse_reference(&text)) {
        Some(other) => {
            on_close.run(());
            crm.router.go(&Route::merge(&[record, other], false));
        }
        None => error.set(Some(spoken("Choose one").to_owned())),
    });
    let one = in_sentence(singular(record.collection));
    let title = crm.peek(|workspace| said!("Merge {} with another {}", record_title(workspace, record), one));
    view! {
        <Dialog title submit_label=spoken("Continue") on_submit=submit on_close intro=spoken("You choose next which one stays, and whose values.")>
            <Combobox label=said!("The other {}", one) value text options error required=true />
        </Dialog>
    }
    .into_any()
}
