//! What the screen shows where there is nothing to convert: a lead that is
//! converted, in the Trash, or gone.

use leptos::prelude::*;

use crate::app::crm::Crm;
use crate::app::route::Route;
use crate::domain::command::Command;
use crate::domain::id::Id;
use crate::domain::lead::{Conversion, Lead};
use crate::domain::record::{Collection, RecordRef};
use crate::domain::workspace::Workspace;
use crate::ui::components::button::{Button, LinkButton, Variant};
use crate::ui::components::empty_state::EmptyState;
use crate::ui::components::fields_list::{FieldRow, FieldsList};
use crate::ui::components::format;
use crate::ui::components::icon::Icon;
use crate::ui::components::page_header::PageHeader;
use crate::ui::components::section::Section;
use crate::ui::show;
use crate::ui::words::choices::hand_over_answer;
use crate::ui::words::concepts::singular;
use crate::ui::words::counts::count;
use crate::ui::words::vocabulary::{said, spoken};

/// For a lead that is not there.
pub fn missing() -> AnyView {
    let href = Route::list(Collection::Lead).href();
    view! {
        <PageHeader title=spoken("Convert") />
        <EmptyState
            icon=Icon::Lead
            title=spoken("This lead is not there")
            text=spoken("It may have been deleted for good, or the link may be mistyped")
        >
            <LinkButton label=spoken("Leads") href />
        </EmptyState>
    }
    .into_any()
}

/// For a lead in the Trash.
pub fn in_trash(crm: Crm, lead: Id<Lead>) -> AnyView {
    let reference = RecordRef::of(lead);
    let title = crm.peek(|workspace| workspace.title(reference)).unwrap_or_default();
    let restore = Callback::new(move |()| {
        crm.perform(&Command::Restore { records: vec![reference] });
    });
    view! {
        <PageHeader title=said!("Convert {}", title) />
        <EmptyState icon=Icon::Trash title=spoken("This lead is in the Trash") text=spoken("Restore it, and it can be converted")>
            <Button label=spoken("Restore") variant=Variant::Primary on_press=restore />
        </EmptyState>
    }
    .into_any()
}

/// For a converted lead: what became of it.
pub fn became(crm: Crm, lead: Id<Lead>) -> AnyView {
    let Some((title, conversion)) = crm.peek(|workspace| {
        let lead = workspace.get(lead)?;
        Some((lead.title(), lead.conversion.clone()?))
    }) else {
        return missing();
    };
    let facts = crm.peek(|workspace| facts(workspace, &conversion));
    let facts = facts.into_iter().map(|(label, value)| view! { <FieldRow label>{value}</FieldRow> });
    let back = Route::Record(RecordRef::of(lead)).href();
    let revert = move || {
        let transaction = crm.conversion_of(lead)?;
        let press = Callback::new(move |()| crm.revert(transaction));
        Some(view! { <Button label=spoken("Undo conversion") icon=Icon::Undo on_press=press /> })
    };
    let concept = spoken("A converted lead stays as it was, to be read and found; work goes on with what it became");
    view! {
        <PageHeader title=said!("{} is converted", title) concept=Signal::stored(Some(concept.to_owned()))>
            <LinkButton label=spoken("Open the lead") href=back />
            {revert}
        </PageHeader>
        <Section title=spoken("What became of it")>
            <FieldsList>{links(crm, &conversion)} {facts.collect_view()}</FieldsList>
        </Section>
    }
    .into_any()
}

fn links(crm: Crm, conversion: &Conversion) -> AnyView {
    let rows = conversion.became().map(|record| {
        let title = crm.peek(|workspace| show::record_title(workspace, record));
        let href = Route::Record(record).href();
        view! {
            <FieldRow label=singular(record.collection)>
                <a href=href>{title}</a>
            </FieldRow>
        }
    });
    rows.collect_view().into_any()
}

/// What was kept of the conversion: name and value.
fn facts(workspace: &Workspace, conversion: &Conversion) -> Vec<(&'static str, String)> {
    let by = conversion.by.and_then(|id| workspace.title(RecordRef::of(id)));
    let when = format::date_time(conversion.at);
    let age = usize::try_from(conversion.age_days).unwrap_or_default();
    let touches = usize::try_from(conversion.touches).unwrap_or_default();
    let mut facts = vec![
        (spoken("Converted"), by.map_or(when.clone(), |by| said!("{}, by {}", when, by))),
        (spoken("Age then"), if age == 0 { spoken("Less than a day").to_owned() } else { count(age, "day", "days") }),
        (spoken("Activities then"), count(touches, "activity", "activities")),
    ];
    if !conversion.override_reason.is_empty() {
        facts.push((spoken("Checklist overridden"), conversion.override_reason.clone()));
    }
    if let Some(hand_over) = &conversion.hand_over {
        let receiver = show::record_title(workspace, RecordRef::of(hand_over.to));
        facts.push((spoken("Handed over to"), format!("{receiver}: {}", hand_over_answer(hand_over.answer))));
        for (label, note) in [(spoken("Note"), &hand_over.note), (spoken("Answer"), &hand_over.answer_note)] {
            if !note.is_empty() {
                facts.push((label, note.clone()));
            }
        }
    }
    facts
}
