//! The passphrase of a copy that was saved from a locked workspace.

use leptos::prelude::*;

use super::Desk;
use super::import::open_json;
use crate::app::locking::LockTrouble;
use crate::app::transfer::ChosenFile;
use crate::ui::components::dialog::Dialog;
use crate::ui::components::text_field::{TextField, TextKind};
use crate::ui::words::notices::lock_trouble;
use crate::ui::words::vocabulary::{said, spoken};

/// The dialog that asks. `trouble`: why the answer before did not open it.
pub(super) fn dialog(desk: Desk, file: StoredValue<ChosenFile>, trouble: Option<LockTrouble>) -> AnyView {
    let typed = RwSignal::new(String::new());
    let error = RwSignal::new(trouble.map(|trouble| lock_trouble(trouble).to_owned()));
    let open = Callback::new(move |()| {
        let chosen = file.get_value();
        desk.panel.set(None);
        open_json(desk, chosen, Some(typed.get_untracked()));
    });
    let name = file.with_value(|file| file.name.clone());
    view! {
        <Dialog
            title=spoken("Open a locked copy")
            submit_label=spoken("Open")
            on_submit=open
            on_close=desk.close()
            intro=said!("{} was saved from a locked workspace. The passphrase that it had then opens it.", name)
        >
            <TextField label=spoken("Passphrase") value=typed kind=TextKind::Password error />
        </Dialog>
    }
    .into_any()
}
