//! Who works here, and who of them sits at this device.

use leptos::prelude::*;

use super::inline::InlineSelect;
use super::option_list::OptionList;
use crate::app::crm::{Crm, use_crm};
use crate::domain::id::Id;
use crate::domain::record::Collection;
use crate::ui::components::section::Section;
use crate::ui::components::select_field::Choice;
use crate::ui::words::vocabulary::spoken;

/// The profiles, and the choice of one's own.
#[component]
pub(super) fn Profiles() -> impl IntoView {
    let crm = use_crm();
    let choices = Memo::new(move |_| choices(crm));
    view! {
        <Section title=spoken("You")>{move || own(crm, choices.get())}</Section>
        <OptionList collection=Collection::Profile title=spoken("Profiles") />
    }
    .into_any()
}

fn choices(crm: Crm) -> Vec<Choice> {
    let nobody = Choice::new("", spoken("Nobody in particular"));
    let profiles = crm.read(&[Collection::Profile], |workspace| {
        let profiles = workspace.options(Collection::Profile).into_iter();
        profiles.map(|profile| Choice::new(profile.uuid().to_string(), profile.title())).collect::<Vec<_>>()
    });
    std::iter::once(nobody).chain(profiles).collect()
}

fn own(crm: Crm, options: Vec<Choice>) -> AnyView {
    let known: Vec<String> = options.iter().map(|choice| choice.value.clone()).collect();
    let value = Signal::derive(move || {
        let chosen = crm.preferences.with(|preferences| preferences.profile).map(|id| id.to_string());
        chosen.filter(|id| known.contains(id)).unwrap_or_default()
    });
    let keep = Callback::new(move |chosen: String| {
        crm.preferences.update(|preferences| preferences.profile = chosen.parse().ok().map(Id::new));
    });
    view! {
        <div class="settings-narrow">
            <InlineSelect
                label=spoken("I am")
                value
                options
                keep
                hint=spoken("On this device: what you do is marked with this name, “my” lists are yours, and Home is that of your role")
            />
        </div>
    }
    .into_any()
}
