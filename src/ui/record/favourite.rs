//! The star of a record, kept on this device, and the records that have one.

use leptos::prelude::*;

use crate::app::crm::{Crm, use_crm};
use crate::app::preferences;
use crate::app::route::Route;
use crate::domain::record::{Record, RecordRef};
use crate::ui::actions::Here;
use crate::ui::actions::desk::use_desk;
use crate::ui::components::button::IconButton;
use crate::ui::components::icon::Icon;
use crate::ui::components::section::Section;
use crate::ui::words::vocabulary::spoken;
use crate::ui::{show, words};

/// The star: pressed while the record is a favourite.
#[component]
pub(super) fn Star(
    /// Which record.
    record: RecordRef,
) -> impl IntoView {
    let crm = use_crm();
    let starred = Memo::new(move |_| crm.preferences.with(|device| device.favourites.contains(&record)));
    let toggle = Callback::new(move |()| preferences::toggle_favourite(crm.preferences, record));
    use_desk().offer(Here::Favourite, Signal::stored(true), toggle);
    view! { <IconButton label=spoken("Favourite") icon=Icon::Star pressed=starred on_press=toggle /> }.into_any()
}

/// The favourites that are in this workspace, by name.
pub fn favourites(crm: Crm) -> Vec<(RecordRef, String)> {
    let starred = crm.preferences.with(|device| device.favourites.clone());
    crm.read_all(|workspace| {
        let live = starred.into_iter().filter(|record| workspace.find(*record).is_some_and(Record::is_live));
        live.map(|record| (record, show::record_title(workspace, record))).collect()
    })
}

/// The favourites as a card; nothing while there are none.
pub fn card(crm: Crm) -> AnyView {
    let found = Memo::new(move |_| favourites(crm));
    let row = |(record, title): (RecordRef, String)| {
        let kind = words::concepts::singular(record.collection);
        view! {
            <li class="related-item">
                <a href=Route::Record(record).href()>{title}</a>
                <span class="muted">{kind}</span>
            </li>
        }
    };
    view! {
        <Show when=move || found.with(|found| !found.is_empty())>
            <Section title=spoken("Favourites")>
                <ul class="related">{move || found.get().into_iter().map(row).collect_view()}</ul>
            </Section>
        </Show>
    }
    .into_any()
}
