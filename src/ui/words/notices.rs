//! What the person is told, in words.

use super::counts::grouped;
use super::sentences::{done, left, redone, rejection, undone};
use super::vocabulary::{said, spoken};
use crate::app::locking::LockTrouble;
use crate::app::notices::Message;
use crate::app::saver::SaveFailure;
use crate::domain::workspace::Workspace;

/// What it means that no recorder stands behind the storage.
pub const UNRECORDED: &str = "This browser gives Relata no second copy: a change is safe on disk some seconds after it \
    is shown, a large one some minutes. Nothing is lost by closing or reloading the page.";

/// A message as a sentence.
pub fn message(workspace: &Workspace, message: &Message) -> String {
    match message {
        Message::Done(label) => done(label),
        Message::Undone(label, left) => undone(workspace, label, left),
        Message::Redone(label, left) => redone(workspace, label, left),
        Message::Left(refused) => left(workspace, refused),
        Message::Rejected(refused) => rejection(workspace, refused),
        Message::NotSaved(failure) => save_failure(failure),
        Message::Plain(text) | Message::Trouble(text) | Message::Reminder(text, _) => text.clone(),
    }
}

/// Why a lock was not opened or turned.
pub fn lock_trouble(trouble: LockTrouble) -> &'static str {
    spoken(match trouble {
        LockTrouble::Wrong => "This is not the passphrase",
        LockTrouble::Impossible => "This browser encrypts nothing for this page",
        LockTrouble::Overtaken => "Another tab was first. Load the page anew",
        LockTrouble::NotKept => "The browser did not keep it, and everything is as it was. There may be no room",
    })
}

/// Why something could not be kept, and what to do.
pub fn save_failure(failure: &SaveFailure) -> String {
    match failure {
        SaveFailure::Full { needed: 0, .. } => {
            spoken("Not saved: this browser's storage is full. Nothing has changed. Export your data, then make room")
                .to_owned()
        }
        // The room that others on this site take is not known: then no figure is better than a guess.
        SaveFailure::Full { needed, free } if free + 1 == *needed => said!(
            "Not saved: this browser's storage is full. The change needs {} characters, and fewer are free. \
             Nothing has changed. Export your data, then make room",
            grouped(*needed)
        ),
        SaveFailure::Full { needed, free } => said!(
            "Not saved: this browser's storage is full. The change needs {} characters, and {} are free. \
             Nothing has changed. Export your data, then make room",
            grouped(*needed),
            grouped(*free)
        ),
        SaveFailure::Blocked => spoken(
            "Not saved: this browser lets this page store nothing. Allow site data for it, or export before you leave",
        )
        .to_owned(),
        SaveFailure::Newer => {
            spoken("Not saved: a newer Relata wrote what is stored here. Reload to get the newer version").to_owned()
        }
        SaveFailure::DamageNotKept => spoken(
            "Not saved: something stored is damaged and there is no room to set it aside. \
             Export your data, make room, then reload",
        )
        .to_owned(),
        SaveFailure::Replaced => {
            spoken("Not saved: another tab replaced or erased the workspace. Reload to see what is there now")
                .to_owned()
        }
        SaveFailure::Overtaken => {
            spoken("Not saved: another tab changed the same records first. Look at them and try again").to_owned()
        }
        SaveFailure::Other(detail) => said!("Not saved: the browser said “{}”. Export your data to be safe", detail),
    }
}
