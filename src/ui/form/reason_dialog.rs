//! Asks for a reason in words, for what may not be done without one.

use leptos::prelude::*;

use crate::app::crm::use_crm;
use crate::domain::workflow::Rejection;
use crate::ui::components::dialog::Dialog;
use crate::ui::components::text_field::TextArea;
use crate::ui::words::sentences;

/// A dialog with one text field.
#[component]
pub fn ReasonDialog(
    /// The heading.
    #[prop(into)]
    title: String,
    /// The field's name: the question.
    #[prop(into)]
    label: String,
    /// The button that does it.
    #[prop(into)]
    submit_label: String,
    /// Does it; a refusal is shown at the field, and the dialog stays.
    on_submit: Callback<String, Result<(), Rejection>>,
    /// Called when it is done, and on Cancel.
    on_close: Callback<()>,
) -> impl IntoView {
    let crm = use_crm();
    let text = RwSignal::new(String::new());
    let error = RwSignal::new(None::<String>);
    let submit = Callback::new(move |()| match on_submit.run(text.get_untracked()) {
        Ok(()) => on_close.run(()),
        Err(rejection) => error.set(Some(crm.peek(|workspace| sentences::rejection(workspace, &rejection)))),
    });
    view! {
        <Dialog title=title on_close on_submit=submit submit_label=submit_label>
            <TextArea label=label value=text error=error />
        </Dialog>
    }
    .into_any()
}
