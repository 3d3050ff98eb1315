//! The words of the builder of filters: what lines are about and how they compare.

use super::fields::field_label;
use super::query::why;
use super::vocabulary::spoken;
use crate::domain::query::FaultKind;
use crate::domain::query::condition::Condition;
use crate::domain::query::filter::Compare;
use crate::domain::query::outline::{How, Joint, Topic};
use crate::domain::record::Collection;
use crate::domain::text::capitalised;

/// How the parts of a group go together.
pub const JOINTS: [(Joint, &str); 3] =
    [(Joint::All, "All of these"), (Joint::Any, "Any of these"), (Joint::None, "None of these")];

/// Spans of days that are offered: how each is written in a filter, and its words.
pub const SPANS: [(&str, &str); 20] = [
    ("today", "Today"),
    ("tomorrow", "Tomorrow"),
    ("yesterday", "Yesterday"),
    ("next 7 days", "Next 7 days"),
    ("next 30 days", "Next 30 days"),
    ("next 90 days", "Next 90 days"),
    ("last 7 days", "Last 7 days"),
    ("last 30 days", "Last 30 days"),
    ("last 90 days", "Last 90 days"),
    ("this week", "This week"),
    ("next week", "Next week"),
    ("last week", "Last week"),
    ("this month", "This month"),
    ("next month", "Next month"),
    ("last month", "Last month"),
    ("this quarter", "This quarter"),
    ("next quarter", "Next quarter"),
    ("last quarter", "Last quarter"),
    ("this year", "This year"),
    ("last year", "Last year"),
];

/// What a line can be about.
pub fn topic(collection: Collection, topic: Topic) -> &'static str {
    match topic {
        Topic::Text => spoken("Any text"),
        Topic::Condition => spoken("The record"),
        Topic::Field(subject) => field_label(collection, subject.key),
    }
}

/// How a line about something compares.
pub fn how(collection: Collection, topic: Topic, how: How) -> &'static str {
    let days = matches!(topic, Topic::Field(subject) if subject.is_of_days());
    // Where words are compared, to hold them is less than to be them.
    let words = topic == Topic::Text || topic.hows(collection).contains(&How::Is(Compare::Equals));
    match how {
        How::Is(Compare::Holds) if words => spoken("contains"),
        How::Not(Compare::Holds) if words => spoken("does not contain"),
        How::Is(Compare::Holds | Compare::Equals) => spoken("is"),
        How::Not(_) | How::Is(Compare::Lacks) => spoken("is not"),
        How::Is(Compare::Less) if days => spoken("is before"),
        How::Is(Compare::AtMost) if days => spoken("is at the latest"),
        How::Is(Compare::More) if days => spoken("is after"),
        How::Is(Compare::AtLeast) if days => spoken("is at the earliest"),
        How::Is(Compare::Less) => spoken("is less than"),
        How::Is(Compare::AtMost) => spoken("is at most"),
        How::Is(Compare::More) => spoken("is more than"),
        How::Is(Compare::AtLeast) => spoken("is at least"),
        How::Filled => spoken("is filled in"),
        How::Empty => spoken("is empty"),
    }
}

/// What a record can be: `No next step`.
pub fn condition(condition: Condition) -> &'static str {
    spoken(match condition {
        Condition::Overdue => "Overdue",
        Condition::Stuck => "Stuck",
        Condition::Untouched => "Untouched",
        Condition::Idle => "No next step",
        Condition::Mine => "Mine",
        Condition::Open => "Open",
        Condition::Done => "Done",
        Condition::Won => "Won",
        Condition::Lost => "Lost",
        Condition::Buyer => "Buyer",
        Condition::Converted => "Converted",
        Condition::Parked => "Parked",
        Condition::Disqualified => "Disqualified",
    })
}

/// What is wrong with the value of a line.
pub fn fault(collection: Collection, kind: &FaultKind) -> String {
    if *kind == FaultKind::NoValue {
        spoken("Say to what it compares").to_owned()
    } else {
        capitalised(&why(collection, kind))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::query::period::Period;
    use crate::domain::query::subjects;
    use std::collections::BTreeSet;

    #[test]
    fn the_spans_that_are_offered_are_written_as_they_are_read() {
        for (span, _) in SPANS {
            assert_eq!(Period::parse(span).map(|period| period.to_string()).as_deref(), Some(span));
        }
    }

    #[test]
    fn no_two_comparisons_of_a_line_are_called_the_same() {
        for collection in Collection::MAIN {
            let fields = subjects(collection).map(Topic::Field);
            for topic in [Topic::Text, Topic::Condition].into_iter().chain(fields) {
                let hows = topic.hows(collection);
                let words: BTreeSet<&str> = hows.iter().map(|one| how(collection, topic, *one)).collect();
                assert_eq!(words.len(), hows.len(), "{topic:?}: {words:?}");
            }
        }
    }
}
