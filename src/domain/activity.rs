//! Activities: one type for tasks, calls, meetings, e-mails and notes. Touch,
//! engagement and next step derive from them.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use super::id::Id;
use super::option::Tag;
use super::profile::Profile;
use super::record::{Custom, ExternalIds, RecordRef, record};

record! {
    /// Something done or to be done.
    Activity {
        /// What sort of thing it is.
        kind: ActivityKind => Choice(&["task", "call", "meeting", "email", "note", "research", "signup"]),
        /// In a few words.
        subject: String => Text,
        /// In full.
        body: String => LongText,
        /// Who turned to whom.
        direction: Direction => Choice(&["none", "inbound", "outbound"]),
        /// What came of it.
        outcome: Outcome => Choice(&["none", "reached", "no_answer", "left_message", "replied", "held", "not_held"]),
        /// When it took place or was written down.
        at: Option<DateTime<Utc>> => Instant,
        /// By when it is to be done.
        due: Option<NaiveDate> => Day,
        /// When it was done; open while empty.
        done_at: Option<DateTime<Utc>> => Instant,
        /// How long it took.
        duration_minutes: Option<u32> => Number,
        /// How much it matters.
        priority: Priority => Choice(&["low", "normal", "high"]),
        /// The records it is about.
        links: Vec<RecordRef> => Structure,
        /// Who did it or is to do it.
        owner: Option<Id<Profile>> => Reference(Collection::Profile),
        /// Free marks.
        tags: Vec<Id<Tag>> => References(Collection::Tag),
        /// Ids in other systems.
        external_ids: ExternalIds => Structure,
        /// Fields Relata has no name for.
        custom: Custom => Structure,
    }
}

impl Activity {
    /// The subject, else the start of the text.
    pub fn title(&self) -> String {
        if self.subject.trim().is_empty() {
            self.body.lines().next().unwrap_or_default().to_owned()
        } else {
            self.subject.clone()
        }
    }

    /// True while it is something still to be done.
    pub fn is_open(&self) -> bool {
        self.done_at.is_none() && (self.due.is_some() || self.kind == ActivityKind::Task)
    }

    /// True when it is open and its day has passed.
    pub fn is_overdue(&self, today: NaiveDate) -> bool {
        self.is_open() && self.due.is_some_and(|due| due < today)
    }

    /// True when both sides took part: they turned to us, or we reached them.
    pub fn is_two_way(&self) -> bool {
        let took_place = !self.is_open();
        let answered = matches!(self.outcome, Outcome::Reached | Outcome::Replied | Outcome::Held);
        let contact = matches!(self.kind, ActivityKind::Call | ActivityKind::Meeting | ActivityKind::Email);
        took_place && contact && (self.direction == Direction::Inbound || answered)
    }

    /// True when it is about that record.
    pub fn is_about(&self, record: RecordRef) -> bool {
        self.links.contains(&record)
    }

    /// The instant that places it in a timeline.
    pub fn when(&self) -> DateTime<Utc> {
        self.done_at.or(self.at).unwrap_or(self.meta.created_at)
    }
}

/// What sort of thing an activity is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum ActivityKind {
    #[default]
    Task,
    Call,
    Meeting,
    Email,
    Note,
    Research,
    /// A small conversion such as a newsletter sign-up; not a lead conversion.
    Signup,
}

/// Who turned to whom.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum Direction {
    #[default]
    None,
    Inbound,
    Outbound,
}

/// What came of a call, a meeting or an e-mail.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum Outcome {
    #[default]
    None,
    Reached,
    NoAnswer,
    LeftMessage,
    Replied,
    Held,
    NotHeld,
}

/// How much an activity matters.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum Priority {
    Low,
    #[default]
    Normal,
    High,
}
