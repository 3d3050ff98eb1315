//! Shows what the person is to be told, in words, with Undo where it helps.

use leptos::prelude::*;

use crate::app::crm::{Crm, use_crm};
use crate::app::notices::Notice;

use super::components::banner::Gravity;
use super::components::notice::{Notice as Shown, NoticeStack};
use super::words;

/// The stack of messages in the corner.
#[component]
pub fn Notices() -> impl IntoView {
    let crm = use_crm();
    // Made once: the rows outlive each reading of the list.
    let undo = Callback::new(move |()| crm.undo());
    let shown = Signal::derive(move || {
        crm.notices.list().get().iter().map(|notice| in_words(crm, notice, undo)).collect::<Vec<_>>()
    });
    view! { <NoticeStack notices=shown on_dismiss=Callback::new(move |id| crm.notices.dismiss(id)) /> }.into_any()
}

fn in_words(crm: Crm, notice: &Notice, undo: Callback<()>) -> Shown {
    let gravity = if notice.message.is_trouble() { Gravity::Danger } else { Gravity::Info };
    Shown {
        id: notice.id,
        text: crm.peek(|workspace| words::notices::message(workspace, &notice.message)),
        gravity,
        action: notice.undoable.then(|| ("Undo".to_owned(), undo)),
    }
}
