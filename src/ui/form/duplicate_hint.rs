//! Says that somebody like the one being typed is there already.

use leptos::prelude::*;

use super::record_form::RecordForm;
use crate::app::crm::{Crm, use_crm};
use crate::app::route::Route;
use crate::domain::matching::{Duplicate, duplicates_of_new};
use crate::domain::record::Collection;
use crate::ui::components::banner::{Banner, Gravity};
use crate::ui::components::button::LinkButton;
use crate::ui::show::record_title;
use crate::ui::words::concepts::{in_sentence, singular};
use crate::ui::words::counts::joined;
use crate::ui::words::matches;
use crate::ui::words::vocabulary::said;

/// How many records are named.
const NAMED: usize = 3;

/// Records like the one in the form, looked for whenever typing pauses.
#[component]
pub fn DuplicateHint(
    /// The form.
    form: RecordForm,
    /// What sort of record is made.
    collection: Collection,
    /// Changes when typing pauses.
    paused: RwSignal<u32>,
) -> impl IntoView {
    let crm = use_crm();
    let found = Memo::new(move |_| {
        paused.track();
        let typed = untrack(|| form.typed());
        crm.peek(|workspace| duplicates_of_new(workspace, collection, &typed))
    });
    view! {
        <div class="form-hint" role="status">
            {move || found.get().iter().take(NAMED).map(|duplicate| hint(crm, duplicate)).collect_view()}
        </div>
    }
    .into_any()
}

fn hint(crm: Crm, duplicate: &Duplicate) -> AnyView {
    let record = duplicate.record;
    let (title, why) = crm.peek(|workspace| {
        let why: Vec<String> = duplicate.reasons.iter().map(|reason| matches::reason(workspace, reason)).collect();
        (record_title(workspace, record), joined(&why, "and"))
    });
    let kind = in_sentence(singular(record.collection));
    let text = if duplicate.customer {
        said!("“{}” is a customer already ({})", title, why)
    } else {
        said!("There is a {} “{}” already ({})", kind, title, why)
    };
    view! {
        <Banner text gravity=Gravity::Warn>
            <LinkButton href=Route::Record(record).href() label=said!("Open {}", title) small=true />
        </Banner>
    }
    .into_any()
}
