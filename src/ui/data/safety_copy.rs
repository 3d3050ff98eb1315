//! The copy that is saved before everything goes: on unless it is turned off,
//! and where the browser refuses it, nothing goes.

use leptos::prelude::*;

use super::export;
use crate::app::crm::Crm;
use crate::app::transfer::{self, AheadOf};
use crate::ui::components::banner::{Banner, Gravity};
use crate::ui::components::select_field::CheckboxField;
use crate::ui::words::vocabulary::{said, spoken};

/// Whether a copy is wanted, and what became of it.
#[derive(Clone, Copy)]
pub(super) struct SafetyCopy {
    crm: Crm,
    before: AheadOf,
    wanted: RwSignal<bool>,
    trouble: RwSignal<Option<String>>,
}

impl SafetyCopy {
    pub(super) fn new(crm: Crm, before: AheadOf) -> Self {
        Self { crm, before, wanted: RwSignal::new(true), trouble: RwSignal::new(None) }
    }

    /// The box to tick, and why there is no copy, if there is none.
    pub(super) fn view(self) -> AnyView {
        let hint =
            said!("{} goes to your downloads and brings everything back", transfer::copy_name(self.crm, self.before));
        view! {
            <CheckboxField label=spoken("Save a copy first") value=self.wanted hint />
            {move || self.trouble.get().map(|text| view! { <Banner text gravity=Gravity::Danger /> })}
        }
        .into_any()
    }

    /// Saves the copy, if it is wanted. `Err` means that nothing may go; why is
    /// shown. The words tell where the copy is.
    pub(super) fn save(self) -> Result<String, ()> {
        self.trouble.set(None);
        if !self.wanted.get_untracked() {
            return Ok(String::new());
        }
        match transfer::save_copy(self.crm, self.before) {
            Ok(name) => Ok(format!(". {name} is in your downloads")),
            Err(error) => {
                let stays = spoken("Nothing has changed. Without the tick it goes without a copy.");
                self.trouble.set(Some(format!("{}. {stays}", export::trouble(&error).trim_end_matches('.'))));
                Err(())
            }
        }
    }
}
