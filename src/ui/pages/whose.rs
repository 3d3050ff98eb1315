//! Whose work a page shows: everyone's, or that of the profile of this device.

use leptos::prelude::*;

use crate::app::crm::Crm;
use crate::domain::id::Id;
use crate::domain::profile::Profile;
use crate::domain::record::Collection;
use crate::ui::components::select_field::Choice;
use crate::ui::components::switch3::Switch3;
use crate::ui::words::vocabulary::spoken;

/// Whose work is shown.
#[derive(Clone, Copy)]
pub(super) struct Whose {
    crm: Crm,
    choice: RwSignal<String>,
}

const MINE: &str = "mine";
const ALL: &str = "all";

impl Whose {
    /// Everyone's to begin with, or that of the profile of this device.
    pub(super) fn new(crm: Crm, mine: bool) -> Self {
        Self { crm, choice: RwSignal::new(if mine { MINE } else { ALL }.to_owned()) }
    }

    /// The chosen profile of this device, if it is there.
    fn profile(self) -> Option<Id<Profile>> {
        let chosen = self.crm.preferences.with(|preferences| preferences.profile)?;
        let there = self.crm.read(&[Collection::Profile], |workspace| workspace.live(chosen).is_some());
        there.then_some(chosen)
    }

    /// The owner whose records are shown; everybody's without one.
    pub(super) fn owner(self) -> Option<Id<Profile>> {
        if self.choice.with(|choice| choice == MINE) { self.profile() } else { None }
    }

    /// The switch, where there is a profile.
    pub(super) fn switch(self) -> AnyView {
        let options = vec![Choice::new(ALL, spoken("Everyone's")), Choice::new(MINE, spoken("My"))];
        let shown = Memo::new(move |_| self.profile().is_some());
        view! {
            <Show when=move || shown.get()>
                <Switch3 label=spoken("Whose work") value=self.choice options=Signal::stored(options.clone()) />
            </Show>
        }
        .into_any()
    }
}
