//! The words of the builder of filters: what lines are about and how they compare.

use super::fields::field_label;
use super::query::why;
use crate::domain::query::FaultKind;
use crate::domain::query::condition::Condition;
use crate::domain::query::filter::Compare;
use crate::domain::query::outline::{How, Joint, Topic};
use crate::domain::record::Collection;

/// How the parts of a group go together.
pub const JOINTS: [(Joint, &str); 3] =
    [(Joint::All, "All of these"), (Joint::Any, "Any of these"), (Joint::None, "None of these")];

/// Spans of days that are offered; each is also how it is written in a filter.
pub const SPANS: [&str; 20] = [
    "today",
    "tomorrow",
    "yesterday",
    "next 7 days",
    "next 30 days",
    "next 90 days",
    "last 7 days",
    "last 30 days",
    "last 90 days",
    "this week",
    "next week",
    "last week",
    "this month",
    "next month",
    "last month",
    "this quarter",
    "next quarter",
    "last quarter",
    "this year",
    "last year",
];

/// What a line can be about.
pub fn topic(collection: Collection, topic: Topic) -> &'static str {
    match topic {
        Topic::Text => "Any text",
        Topic::Condition => "The record",
        Topic::Field(subject) => field_label(collection, subject.key),
    }
}

/// How a line about something compares.
pub fn how(collection: Collection, topic: Topic, how: How) -> &'static str {
    let days = matches!(topic, Topic::Field(subject) if subject.is_of_days());
    // Where words are compared, to hold them is less than to be them.
    let words = topic == Topic::Text || topic.hows(collection).contains(&How::Is(Compare::Equals));
    match how {
        How::Is(Compare::Holds) if words => "contains",
        How::Not(Compare::Holds) if words => "does not contain",
        How::Is(Compare::Holds | Compare::Equals) => "is",
        How::Not(_) | How::Is(Compare::Lacks) => "is not",
        How::Is(Compare::Less) if days => "is before",
        How::Is(Compare::AtMost) if days => "is at the latest",
        How::Is(Compare::More) if days => "is after",
        How::Is(Compare::AtLeast) if days => "is at the earliest",
        How::Is(Compare::Less) => "is less than",
        How::Is(Compare::AtMost) => "is at most",
        How::Is(Compare::More) => "is more than",
        How::Is(Compare::AtLeast) => "is at least",
        How::Filled => "is filled in",
        How::Empty => "is empty",
    }
}

/// What a record can be: `No next step`.
pub fn condition(condition: Condition) -> String {
    capitalised(&condition.name().replace('-', " "))
}

/// With a capital at the beginning.
pub fn capitalised(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// What is wrong with the value of a line.
pub fn fault(collection: Collection, kind: &FaultKind) -> String {
    if *kind == FaultKind::NoValue { "Say to what it compares".to_owned() } else { capitalised(&why(collection, kind)) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::query::period::Period;
    use crate::domain::query::subjects;
    use std::collections::BTreeSet;

    #[test]
    fn the_spans_that_are_offered_are_written_as_they_are_read() {
        for span in SPANS {
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
