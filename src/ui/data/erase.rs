//! The way back to an empty workspace: said before, confirmed by a word, with
//! a copy saved first.

use leptos::prelude::*;

use super::safety_copy::SafetyCopy;
use super::{Desk, Panel};
use crate::app::notices::Message;
use crate::app::transfer::{self, AheadOf};
use crate::domain::record::Collection;
use crate::ui::components::banner::{Banner, Gravity};
use crate::ui::components::button::{Button, Variant};
use crate::ui::components::dialog::Dialog;
use crate::ui::components::icon::Icon;
use crate::ui::components::section::Section;
use crate::ui::components::typed_word::TypedWord;
use crate::ui::words::counts::count;
use crate::ui::words::vocabulary::{said, spoken};

/// The part of the page that offers it.
pub(super) fn section(desk: Desk) -> AnyView {
    let open = Callback::new(move |()| desk.panel.set(Some(Panel::Erase)));
    view! {
        <Section title=spoken("Erase")>
            <div class="setting">
                <div class="setting-text">
                    <h3>{spoken("Start from nothing")}</h3>
                    <p>{spoken("Removes every record, the Trash, the history and your settings from this browser.")}</p>
                </div>
                <Button label=spoken("Erase everything") icon=Icon::Trash variant=Variant::Danger on_press=open />
            </div>
        </Section>
    }
    .into_any()
}

/// The dialog that asks.
pub(super) fn dialog(desk: Desk) -> AnyView {
    let crm = desk.crm;
    let word = TypedWord::new();
    let records = crm.peek(|workspace| Collection::MAIN.iter().map(|c| workspace.records(*c).count()).sum::<usize>());
    let copy = SafetyCopy::new(crm, AheadOf::Erase);
    let erase = Callback::new(move |()| {
        if let Ok(saved) = copy.save() {
            transfer::erase(crm, Message::Plain(said!("Everything is erased{}", saved)));
            desk.panel.set(None);
        }
    });
    let intro = said!("{} and everything else in this workspace will be gone.", count(records, "record", "records"));
    view! {
        <Dialog
            title=spoken("Erase everything?")
            submit_label=spoken("Erase everything")
            submit_disabled=word.is_missing()
            danger=true
            on_submit=erase
            on_close=desk.close()
            intro
        >
            <Banner gravity=Gravity::Warn text=spoken("This cannot be undone. A copy is the only way back.") />
            {word.field()}
            {copy.view()}
        </Dialog>
    }
    .into_any()
}
