//! Activities: one type for tasks, calls, meetings, e-mails and notes. Touch,
//! engagement and next step derive from them.

use chrono::{DateTime, Datelike, Days, Months, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use super::day::monday_of;
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
        /// The day from which the days of what repeats are counted.
        repeats_since: Option<NaiveDate> => Structure,
        /// How long before its time it is announced.
        remind: Remind => Choice(&["never", "at_time", "ten_minutes_before", "hour_before", "day_before"]),
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

    /// True unless it is in the Trash or, where an owner is asked for, somebody else's.
    pub fn counts_for(&self, owner: Option<Id<Profile>>) -> bool {
        self.trashed_at.is_none() && (owner.is_none() || self.owner == owner)
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
    /// The `count`th day after `first`; `None` where it does not come again, and
    /// at the end of the calendar. Counted from the first, so that what falls on
    /// the 31st falls on the last day of February and on the 31st of March again.
    fn nth(self, first: NaiveDate, count: u32) -> Option<NaiveDate> {
        let days = |each: u64| first.checked_add_days(Days::new(each * u64::from(count)));
        let months = |each: u32| first.checked_add_months(Months::new(each.checked_mul(count)?));
        match self {
            Self::Never => None,
            Self::Daily => days(1),
            Self::Weekdays => {
                // Five of each seven days; a first day at a weekend counts as the Friday before.
                let workday = u64::from(first.weekday().num_days_from_monday()).min(4) + u64::from(count);
                monday_of(first).checked_add_days(Days::new(workday / 5 * 7 + workday % 5))
            }
            Self::Weekly => days(7),
            Self::Fortnightly => days(14),
            Self::Monthly => months(1),
            Self::Quarterly => months(3),
            Self::Yearly => months(12),
        }
    }

    /// When it comes again after a day of the series and after today, and from
    /// when the series is counted: from `since` as long as `day` is one of its
    /// days, else from `day`, to which somebody has moved it.
    pub fn next_after(
        self,
        since: Option<NaiveDate>,
        day: NaiveDate,
        today: NaiveDate,
    ) -> Option<(NaiveDate, NaiveDate)> {
        let days_from = |first: NaiveDate| (1..).map_while(move |count| self.nth(first, count));
        let holds =
            |first: &NaiveDate| *first <= day && days_from(*first).take_while(|next| *next <= day).last() == Some(day);
        let first = since.filter(holds).unwrap_or(day);
        let after = day.max(today);
        days_from(first).find(|next| *next > after).map(|next| (next, first))
    }
}

/// How long before its time an activity is announced.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum Remind {
    #[default]
    Never,
    AtTime,
    TenMinutesBefore,
    HourBefore,
    DayBefore,
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

    fn next(repeats: Repeats, of: &str) -> Option<NaiveDate> {
        repeats.next_after(None, day(of), NaiveDate::MIN).map(|(next, _)| next)
    }

    #[test]
    fn what_repeats_comes_again_after_its_time() {
        // 20 November 2026 is a Friday.
        for (repeats, expected) in [
            (Repeats::Daily, "2026-11-21"),
            (Repeats::Weekdays, "2026-11-23"),
            (Repeats::Weekly, "2026-11-27"),
            (Repeats::Fortnightly, "2026-12-04"),
            (Repeats::Monthly, "2026-12-20"),
            (Repeats::Quarterly, "2027-02-20"),
            (Repeats::Yearly, "2027-11-20"),
        ] {
            assert_eq!(next(repeats, "2026-11-20"), Some(day(expected)), "{repeats:?}");
        }
        assert_eq!(next(Repeats::Never, "2026-11-20"), None);
        for (from, to) in [("2026-11-16", "2026-11-17"), ("2026-11-21", "2026-11-23"), ("2026-11-22", "2026-11-23")] {
            assert_eq!(next(Repeats::Weekdays, from), Some(day(to)), "{from}");
        }
    }

    #[test]
    fn the_day_of_the_month_stays_whatever_short_months_come_between() {
        for (first, all) in [
            ("2027-01-30", ["2027-02-28", "2027-03-30", "2027-04-30"]),
            ("2027-01-31", ["2027-02-28", "2027-03-31", "2027-04-30"]),
        ] {
            let (mut due, mut since) = (day(first), None);
            for expected in all {
                let (next, first) = Repeats::Monthly.next_after(since, due, due).unwrap();
                assert_eq!(next, day(expected));
                (due, since) = (next, Some(first));
            }
        }
        assert_eq!(next(Repeats::Yearly, "2028-02-29"), Some(day("2029-02-28")));
        let skipping = Repeats::Monthly.next_after(None, day("2027-01-30"), day("2027-03-05"));
        assert_eq!(skipping, Some((day("2027-03-30"), day("2027-01-30"))), "also where February was missed");
    }

    #[test]
    fn what_was_moved_is_counted_from_its_new_day() {
        let moved = Repeats::Monthly.next_after(Some(day("2027-01-31")), day("2027-02-15"), day("2027-02-15"));
        assert_eq!(moved, Some((day("2027-03-15"), day("2027-02-15"))));
    }

    #[test]
    fn what_was_long_overdue_comes_again_after_today_and_keeps_its_weekday() {
        let next = Repeats::Weekly.next_after(None, day("2026-09-01"), day("2026-11-22"));
        assert_eq!(next.map(|(next, _)| next), Some(day("2026-11-24")), "a Tuesday as before");
        let end = Repeats::Daily.next_after(None, NaiveDate::MAX, day("2026-11-22"));
        assert_eq!(end, None, "the end of the calendar");
    }
}
