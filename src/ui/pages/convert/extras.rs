//! What surrounds a conversion: the checklist that gates it, and the hand-over
//! to whoever goes on.

use leptos::prelude::*;

use crate::domain::id::Id;
use crate::domain::option::Criterion;
use crate::domain::profile::Profile;
use crate::domain::record::Collection;
use crate::domain::workflow::Rejection;
use crate::ui::components::section::Section;
use crate::ui::components::select_field::{Choice, SelectField};
use crate::ui::components::text_field::{TextArea, TextField};
use crate::ui::words::vocabulary::said;

use super::form::Form;
use crate::ui::words::vocabulary::spoken;

/// The checklist, where the workspace has one.
pub fn checklist(form: Form) -> AnyView {
    let items = Memo::new(move |_| {
        form.crm.read(&[Collection::Criterion], |workspace| {
            let items = workspace.options(Collection::Criterion).into_iter();
            items.map(|item| (Id::<Criterion>::new(item.uuid()), item.title())).collect::<Vec<_>>()
        })
    });
    let unmet = Memo::new(move |_| form.preview().unmet.len());
    let error = Signal::derive(move || {
        let refused = form.rejection.with(|rejection| matches!(rejection, Some(Rejection::ChecklistNotMet { .. })));
        refused.then(|| spoken("Say why, or tick what is true").to_owned())
    });
    let count = Signal::derive(move || {
        let all = items.with(Vec::len);
        Some(said!("{} of {}", all.saturating_sub(unmet.get()), all))
    });
    view! {
        <Show when=move || items.with(|items| !items.is_empty())>
            <Section title=spoken("Checklist") count>
                <ul class="checklist" role="list">
                    <For each=move || items.get() key=Clone::clone let:item>
                        {criterion(form, item)}
                    </For>
                </ul>
                <Show when=move || unmet.get() != 0>
                    <TextField
                        label=spoken("Why convert nevertheless")
                        value=form.override_reason
                        hint=spoken("The reason is kept with the lead")
                        error
                    />
                </Show>
            </Section>
        </Show>
    }
    .into_any()
}

fn criterion(form: Form, (id, name): (Id<Criterion>, String)) -> AnyView {
    view! {
        <li>
            <label class="check">
                <input
                    type="checkbox"
                    prop:checked=move || form.met.with(|met| met.contains(&id))
                    on:change:target=move |event| {
                        let ticked = event.target().checked();
                        form.met
                            .update(|met| {
                                met.retain(|known| *known != id);
                                if ticked {
                                    met.push(id);
                                }
                            });
                    }
                />
                <span>{name}</span>
            </label>
        </li>
    }
    .into_any()
}

/// Who goes on, where there is anybody to hand over to.
pub fn hand_over(form: Form) -> AnyView {
    let profiles = Memo::new(move |_| {
        form.crm.read(&[Collection::Profile], |workspace| {
            let options = workspace.options(Collection::Profile).into_iter();
            options.map(|record| Choice::new(record.uuid().to_string(), record.title())).collect::<Vec<_>>()
        })
    });
    let owner = form.with_lead(|workspace, lead| lead.owner.and_then(|id| workspace.get(id)).map(Profile::title));
    let stays =
        owner.flatten().map_or_else(|| spoken("Nobody").to_owned(), |owner| said!("Nobody: stays with {}", owner));
    let stays = StoredValue::new(stays);
    view! {
        <Show when=move || profiles.with(|profiles| !profiles.is_empty())>
            <Section title=spoken("Hand-over")>
                <div class="stack stack--tight">
                    <SelectField label=spoken("Hand over to") value=form.receiver options=profiles empty=stays.get_value() />
                    <Show when=move || form.receiver.with(|receiver| !receiver.is_empty())>
                        <TextArea
                            label=spoken("Note")
                            value=form.note
                            hint=spoken("What to know. The receiver accepts, or gives it back")
                        />
                    </Show>
                </div>
            </Section>
        </Show>
    }
    .into_any()
}
