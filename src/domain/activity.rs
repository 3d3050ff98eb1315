//! Activities: one type for tasks, calls, meetings, e-mails and notes. Touch,
//! engagement and next step derive from them.

use chrono::{DateTime, Datelike, Days, Months, NaiveDate, Utc, Weekday};
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
        /// After how long it is to be done again, once it is done.
        repeats: Repeats => Choice(&["never", "daily", "weekdays", "weekly", "fortnightly", "monthly", "quarterly", "yearly"]),
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

/// After how long an activity is to be done again.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum Repeats {
    #[default]
    Never,
    Daily,
    /// Monday to Friday.
    Weekdays,
    Weekly,
    Fortnightly,
    Monthly,
    Quarterly,
    Yearly,
}

impl Repeats {
    /// The day after `day` on which it comes again; `None` where it does not,
    /// and at the end of the calendar.
    ///
    /// The last day of a month stays a last day: after 31 January comes
    /// 28 February, and then 31 March.
    pub fn next(self, day: NaiveDate) -> Option<NaiveDate> {
        match self {
            Self::Never => None,
            Self::Daily => day.succ_opt(),
            Self::Weekdays => day.checked_add_days(Days::new(match day.weekday() {
                Weekday::Fri => 3,
                Weekday::Sat => 2,
                _ => 1,
            })),
            Self::Weekly => day.checked_add_days(Days::new(7)),
            Self::Fortnightly => day.checked_add_days(Days::new(14)),
            Self::Monthly => months_on(day, 1),
            Self::Quarterly => months_on(day, 3),
            Self::Yearly => months_on(day, 12),
        }
    }

    /// The first day after both `day` and `today` on which it comes again.
    pub fn next_after(self, day: NaiveDate, today: NaiveDate) -> Option<NaiveDate> {
        let mut next = self.next(day)?;
        while next <= today {
            next = self.next(next)?;
        }
        Some(next)
    }
}

fn months_on(day: NaiveDate, months: u32) -> Option<NaiveDate> {
    let is_last = day.succ_opt().is_none_or(|next| next.month() != day.month());
    let next = day.checked_add_months(Months::new(months))?;
    if !is_last {
        return Some(next);
    }
    next.with_day(1)?.checked_add_months(Months::new(1))?.pred_opt()
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

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn what_repeats_comes_again_after_its_time() {
        // 20 November 2026 is a Friday.
        let friday = day("2026-11-20");
        for (repeats, next) in [
            (Repeats::Daily, "2026-11-21"),
            (Repeats::Weekdays, "2026-11-23"),
            (Repeats::Weekly, "2026-11-27"),
            (Repeats::Fortnightly, "2026-12-04"),
            (Repeats::Monthly, "2026-12-20"),
            (Repeats::Quarterly, "2027-02-20"),
            (Repeats::Yearly, "2027-11-20"),
        ] {
            assert_eq!(repeats.next(friday), Some(day(next)), "{repeats:?}");
        }
        assert_eq!(Repeats::Never.next(friday), None);
        assert_eq!(Repeats::Weekdays.next(day("2026-11-21")), Some(day("2026-11-23")), "from a Saturday");
    }

    #[test]
    fn the_last_day_of_a_month_stays_a_last_day() {
        let february = Repeats::Monthly.next(day("2027-01-31")).unwrap();
        assert_eq!(february, day("2027-02-28"));
        assert_eq!(Repeats::Monthly.next(february), Some(day("2027-03-31")));
        assert_eq!(Repeats::Yearly.next(day("2028-02-29")), Some(day("2029-02-28")));
    }

    #[test]
    fn what_was_long_overdue_comes_again_after_today_and_keeps_its_weekday() {
        let next = Repeats::Weekly.next_after(day("2026-09-01"), day("2026-11-22"));
        assert_eq!(next, Some(day("2026-11-24")), "a Tuesday as before");
        assert_eq!(Repeats::Daily.next_after(NaiveDate::MAX, day("2026-11-22")), None, "the end of the calendar");
    }
}
