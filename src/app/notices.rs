//! What the person is to be told, as data; the interface finds the words.

use std::time::Duration;

use leptos::prelude::*;

use crate::domain::activity::Activity;
use crate::domain::change::Label;
use crate::domain::id::Id;
use crate::domain::undo::Blocked;
use crate::domain::workflow::Rejection;
use crate::domain::workflow::batch::Refused;

use super::saver::SaveFailure;

/// Something to tell.
#[derive(Clone, Debug, PartialEq)]
pub enum Message {
    /// A command was carried out.
    Done(Label),
    /// A transaction was taken back; what was changed since stayed.
    Undone(Label, Vec<Blocked>),
    /// An undone transaction was done again.
    Redone(Label, Vec<Blocked>),
    /// What a change of many records left as it is.
    Left(Vec<Refused>),
    /// A command was not carried out.
    Rejected(Rejection),
    /// What was shown could not be kept, and was taken back.
    NotSaved(SaveFailure),
    /// A sentence about activities that are due, or soon.
    Reminder(String, Vec<Id<Activity>>),
    /// A sentence that a page has made itself.
    Plain(String),
    /// A sentence about something that went wrong.
    Trouble(String),
}

impl Message {
    /// True for what went wrong.
    pub const fn is_trouble(&self) -> bool {
        match self {
            Self::Left(_) | Self::Rejected(_) | Self::NotSaved(_) | Self::Trouble(_) => true,
            Self::Done(_) | Self::Undone(..) | Self::Redone(..) | Self::Reminder(..) | Self::Plain(_) => false,
        }
    }

    /// True for what stays until dismissed.
    pub const fn stays(&self) -> bool {
        self.is_trouble() || matches!(self, Self::Reminder(..))
    }
}

/// A message on screen.
#[derive(Clone, Debug, PartialEq)]
pub struct Notice {
    /// Tells notices apart.
    pub id: u64,
    /// What it says.
    pub message: Message,
    /// True where an Undo button makes sense.
    pub undoable: bool,
}

/// The messages on screen, oldest first. A copy is a handle to the same list.
#[derive(Clone, Copy)]
pub struct Notices {
    list: RwSignal<Vec<Notice>>,
    count: StoredValue<u64>,
}

/// How long good news stays. Undo stays in the header; troubles stay until dismissed.
const SHOWN: Duration = Duration::from_secs(10);

/// How many notices stay on screen; older ones give way.
const MOST: usize = 4;

impl Notices {
    /// No messages.
    pub fn new() -> Self {
        Self { list: RwSignal::new(Vec::new()), count: StoredValue::new(0) }
    }

    /// The messages on screen.
    pub fn list(self) -> Signal<Vec<Notice>> {
        self.list.into()
    }

    /// Shows a message and says under which id.
    pub fn push(self, message: Message, undoable: bool) -> u64 {
        let id = self.count.get_value() + 1;
        self.count.set_value(id);
        let staying = message.stays();
        self.list.update(|list| {
            // Good news replaces good news: an Undo button takes the latest change
            // back, so the one of an earlier change must not stand. Of several
            // refusals to save, the last says what is needed now.
            let refused = |message: &Message| matches!(message, Message::NotSaved(_));
            let stays = |notice: &Notice| staying || notice.message.stays();
            list.retain(|notice| stays(notice) && !(refused(&message) && refused(&notice.message)));
            list.retain(|notice| notice.message != message);
            list.push(Notice { id, message, undoable });
            let excess = list.len().saturating_sub(MOST);
            list.drain(..excess);
        });
        if !staying {
            set_timeout(move || self.dismiss(id), SHOWN);
        }
        id
    }

    /// Takes good news away that is not true any more, Undo buttons with it.
    pub fn retract_good_news(self) {
        self.list.update(|list| list.retain(|notice| notice.message.stays()));
    }

    /// Takes all messages away.
    pub fn clear(self) {
        self.list.set(Vec::new());
    }

    /// Takes a message away.
    pub fn dismiss(self, id: u64) {
        // The page may be gone by the time a message has had its time.
        let there = self.list.try_with_untracked(|list| list.iter().any(|notice| notice.id == id));
        if there == Some(true) {
            self.list.update(|list| list.retain(|notice| notice.id != id));
        }
    }
}

impl Default for Notices {
    fn default() -> Self {
        Self::new()
    }
}
