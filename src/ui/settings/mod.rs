//! `#/settings/<section>`: what holds for the workspace and for this device.
//! Everything but the looks is a record: each change is a command, undoable.

mod appearance;
mod inline;
mod lock;
mod option_list;
mod option_row;
mod pipelines;
mod privacy;
mod profiles;
mod reasons;
mod sections;
mod tags;
mod usage;
mod vocabulary;
mod workspace;

use leptos::{html, prelude::*};

use super::components::page_header::PageHeader;
use super::components::section::Section;
use super::form::reminder::ReminderNote;
use crate::app::crm::{Crm, use_crm};
use crate::app::route::{Route, SettingsSection};
use crate::domain::record::Collection;
use crate::ui::words::vocabulary::spoken;

use appearance::Appearance;
use option_list::OptionList;
use pipelines::Pipelines;
use privacy::Privacy;
use profiles::Profiles;
use reasons::Reasons;
use tags::Tags;
use vocabulary::VocabularyChoice;
use workspace::WorkspaceSettings;

/// The settings, one section at a time.
#[component]
pub fn SettingsPage() -> impl IntoView {
    let crm = use_crm();
    let section = Memo::new(move |_| shown_section(crm));
    let nav = NodeRef::new();
    view! {
        <div class="page">
            <PageHeader
                title=spoken("Settings")
                concept=Some(spoken("The lists and words that Relata works with are yours: rename, reorder, add, take away").to_owned())
            />
            <div class="settings">
                <nav class="settings-nav" aria-label=spoken("Settings sections") node_ref=nav>
                    {SettingsSection::ALL
                        .into_iter()
                        .map(|(place, _)| section_link(place, section, nav))
                        .collect_view()}
                </nav>
                <div class="settings-body">
                    {move || {
                        let shown = section.get();
                        view! {
                            <p class="settings-line">{sections::line(shown)}</p>
                            {untrack(|| body(shown))}
                        }
                    }}
                </div>
            </div>
        </div>
    }
    .into_any()
}

/// The section of the address; the last one while the address is another page's.
fn shown_section(crm: Crm) -> SettingsSection {
    match crm.router.route().get() {
        Route::Settings(section) => section,
        _ => SettingsSection::Workspace,
    }
}

fn section_link(place: SettingsSection, shown: Memo<SettingsSection>, nav: NodeRef<html::Nav>) -> AnyView {
    let link = NodeRef::<html::A>::new();
    // On a phone the sections stand in one line that scrolls.
    Effect::new(move |_| {
        if shown.get() == place
            && let (Some(nav), Some(link)) = (nav.get(), link.get())
        {
            nav.set_scroll_left(link.offset_left() - nav.offset_left() - 40);
        }
    });
    view! {
        <a
            class="nav-link"
            href=Route::Settings(place).href()
            aria-current=move || (shown.get() == place).then_some("page")
            node_ref=link
        >
            {sections::name(place)}
        </a>
    }
    .into_any()
}

fn body(section: SettingsSection) -> AnyView {
    match section {
        SettingsSection::Workspace => view! { <WorkspaceSettings /> }.into_any(),
        SettingsSection::Profiles => view! { <Profiles /> }.into_any(),
        SettingsSection::Pipelines => view! { <Pipelines /> }.into_any(),
        SettingsSection::Statuses => list(Collection::LeadStatus),
        SettingsSection::Sources => list(Collection::Source),
        SettingsSection::Reasons => view! { <Reasons /> }.into_any(),
        SettingsSection::Segments => list(Collection::Segment),
        SettingsSection::Relationships => list(Collection::Relationship),
        SettingsSection::Checklist => list(Collection::Criterion),
        SettingsSection::Tags => view! { <Tags /> }.into_any(),
        SettingsSection::Campaigns => list(Collection::Campaign),
        SettingsSection::Appearance => view! { <Appearance /> }.into_any(),
        SettingsSection::Reminders => {
            view! { <Section title=spoken("Reminders")><ReminderNote /></Section> }.into_any()
        }
        SettingsSection::Words => view! { <VocabularyChoice /> }.into_any(),
        SettingsSection::Privacy => view! { <Privacy /> }.into_any(),
    }
}

fn list(collection: Collection) -> AnyView {
    view! { <OptionList collection title=super::words::concepts::plural(collection) /> }.into_any()
}
