//! What the vault wants of a recorder: a second copy of what counts, on disk
//! as soon as it says so, and the one place where the commits of all tabs
//! stand in a row. Knows neither `IndexedDB` nor what the texts say.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::key_value::StorageFault;

/// How far a workspace has come. Two tabs never make the same step: a
/// [`Write`] counts only on the head it was prepared for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Head {
    /// Which workspace; another after erasing and replacing.
    pub epoch: Uuid,
    /// How often segments were written.
    pub generation: u64,
    /// The last revision that the segments hold.
    pub folded: u64,
    /// The last revision of all.
    pub revision: u64,
}

/// One transaction in the log, as its journal entry has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Which revision it made.
    pub revision: u64,
    /// When it was done, in milliseconds since 1970.
    pub at: i64,
    /// The text of the journal entry.
    pub text: String,
}

/// What a recorder holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Recorded {
    /// How far it has come.
    pub head: Head,
    /// The entries asked for, in order of their revisions.
    pub entries: Vec<Entry>,
}

/// One step, made whole or not at all.
#[derive(Clone, Debug, Default)]
pub struct Write {
    /// The head this was prepared for; `None` for a recorder that holds nothing.
    pub expected: Option<Head>,
    /// The head afterwards.
    pub head: Head,
    /// Set where another workspace begins: log and mirror are emptied first.
    pub begins: bool,
    /// Entries to put into the log.
    pub entries: Vec<Entry>,
    /// Texts to mirror, by key.
    pub puts: Vec<(String, String)>,
    /// Keys to take out of the mirror.
    pub removes: Vec<String>,
    /// Entries to take out of the log.
    pub trim: Option<Trim>,
}

/// Which entries of the log go: those up to a revision, and of them only
/// those done before a time where one is given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Trim {
    /// The last revision that may go.
    pub through: u64,
    /// Milliseconds since 1970; later ones stay. `None`: all of them go.
    pub before: Option<i64>,
}

/// What became of a [`Write`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It counts, and is on disk as far as the recorder can tell.
    Kept,
    /// Another tab was first; nothing was written. What the recorder holds
    /// (`None`: it was emptied), with the entries after the revision expected.
    Ahead(Option<Recorded>),
    /// The storage beside it refused its part; nothing was recorded.
    Refused(StorageFault),
}

/// Why a recorder did not do as told. What it was to write is not recorded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RecorderFault {
    /// The browser has none, or refuses it to this page.
    Missing,
    /// There is no room.
    Full,
    /// Anything else, in the browser's words; for logs.
    Other(String),
}

/// A log and a mirror, with one head. Every method is one transaction; those
/// of all tabs come one after the other.
#[allow(async_fn_in_trait)]
pub trait Recorder {
    /// The head, and the log after a revision; with `None`, after what the
    /// segments hold. `None` where nothing was recorded yet.
    async fn load(&self, after: Option<u64>) -> Result<Option<Recorded>, RecorderFault>;

    /// The mirrored texts of these keys, in their order.
    async fn mirrored(&self, keys: &[String]) -> Result<Vec<Option<String>>, RecorderFault>;

    /// The mirrored text of one key.
    async fn mirrored_text(&self, key: &str) -> Result<Option<String>, RecorderFault> {
        Ok(self.mirrored(&[key.to_owned()]).await?.into_iter().next().flatten())
    }

    /// Every key that is mirrored.
    async fn mirrored_keys(&self) -> Result<Vec<String>, RecorderFault>;

    /// Makes a step, if the head is still the one expected. `beside` writes
    /// what belongs to it into the storage: it is called at most once, within
    /// the transaction, after the head was compared and before anything is
    /// recorded; where it fails, nothing is.
    ///
    /// After `Err`, `beside` may have been called: its writes are to be taken back.
    async fn write(
        &self,
        write: Write,
        beside: &mut dyn FnMut() -> Result<(), StorageFault>,
    ) -> Result<Outcome, RecorderFault>;
}

/// A recorder, or why there is none.
impl<R: Recorder> Recorder for Result<R, RecorderFault> {
    async fn load(&self, after: Option<u64>) -> Result<Option<Recorded>, RecorderFault> {
        self.as_ref().map_err(Clone::clone)?.load(after).await
    }

    async fn mirrored(&self, keys: &[String]) -> Result<Vec<Option<String>>, RecorderFault> {
        self.as_ref().map_err(Clone::clone)?.mirrored(keys).await
    }

    async fn mirrored_keys(&self) -> Result<Vec<String>, RecorderFault> {
        self.as_ref().map_err(Clone::clone)?.mirrored_keys().await
    }

    async fn write(
        &self,
        write: Write,
        beside: &mut dyn FnMut() -> Result<(), StorageFault>,
    ) -> Result<Outcome, RecorderFault> {
        self.as_ref().map_err(Clone::clone)?.write(write, beside).await
    }
}

/// No recorder: for a workspace that is only read, and for pages that get none.
#[derive(Clone, Copy, Debug, Default)]
pub struct NoRecorder;

impl Recorder for NoRecorder {
    async fn load(&self, _: Option<u64>) -> Result<Option<Recorded>, RecorderFault> {
        Err(RecorderFault::Missing)
    }

    async fn mirrored(&self, _: &[String]) -> Result<Vec<Option<String>>, RecorderFault> {
        Err(RecorderFault::Missing)
    }

    async fn mirrored_keys(&self) -> Result<Vec<String>, RecorderFault> {
        Err(RecorderFault::Missing)
    }

    async fn write(&self, _: Write, _: &mut dyn FnMut() -> Result<(), StorageFault>) -> Result<Outcome, RecorderFault> {
        Err(RecorderFault::Missing)
    }
}
