//! Shows what the person is to be told, in words, with Undo where it helps,
//! and the ways out where the storage is full.

use leptos::prelude::*;

use super::components::banner::Gravity;
use super::components::notice::{Notice as Shown, NoticeStack};
use super::data::export_json;
use super::{reminders, words};
use crate::app::arrival;
use crate::app::crm::{Crm, use_crm};
use crate::app::notices::{Message, Notice};
use crate::app::route::{DataPart, Route};
use crate::app::saver::SaveFailure;
use crate::ui::words::vocabulary::spoken;

/// What the buttons do. Made once: the rows outlive each reading of the list.
#[derive(Clone, Copy)]
struct Deeds {
    undo: Callback<u64>,
    open: Callback<u64>,
    export: Callback<u64>,
    archive: Callback<u64>,
    shorten: Callback<u64>,
}

/// The stack of messages in the corner.
#[component]
pub fn Notices() -> impl IntoView {
    let crm = use_crm();
    let deeds = Deeds {
        undo: Callback::new(move |_| crm.undo()),
        open: Callback::new(move |id| open_reminded(crm, id)),
        export: Callback::new(move |_| export_json(crm)),
        archive: Callback::new(move |_| go(crm, DataPart::Archive)),
        shorten: Callback::new(move |_| go(crm, DataPart::History)),
    };
    let shown = Signal::derive(move || {
        crm.notices.list().get().iter().map(|notice| in_words(crm, notice, deeds)).collect::<Vec<_>>()
    });
    view! { <NoticeStack notices=shown on_dismiss=Callback::new(move |id| crm.notices.dismiss(id)) /> }.into_any()
}

fn in_words(crm: Crm, notice: &Notice, deeds: Deeds) -> Shown {
    let gravity = match &notice.message {
        message if message.is_trouble() => Gravity::Danger,
        Message::Reminder(..) => Gravity::Warn,
        _ => Gravity::Info,
    };
    let mut actions = Vec::new();
    if matches!(notice.message, Message::Reminder(..)) {
        actions.push((spoken("Open"), deeds.open));
    }
    if notice.undoable {
        actions.push((spoken("Undo"), deeds.undo));
    }
    if matches!(notice.message, Message::NotSaved(SaveFailure::Full { .. })) {
        actions.extend([
            (spoken("Export JSON"), deeds.export),
            (spoken("Archive closed records"), deeds.archive),
            (spoken("Shorten history"), deeds.shorten),
        ]);
    }
    Shown {
        id: notice.id,
        text: crm.peek(|workspace| words::notices::message(workspace, &notice.message)),
        gravity,
        actions,
    }
}

/// Goes to what a reminder is about.
fn open_reminded(crm: Crm, id: u64) {
    let list = crm.notices.list().get_untracked();
    if let Some(Message::Reminder(_, due)) = list.iter().find(|notice| notice.id == id).map(|notice| &notice.message) {
        crm.router.go(&reminders::route(due));
    }
}

/// Goes to a part of the data page, also from that very part.
fn go(crm: Crm, part: DataPart) {
    crm.router.go(&Route::DataAt(part));
    arrival::go_to(part.name());
}
