//! The words of filters: labels that the language knows, what is wrong with a
//! filter, and the help to its field.

use super::choices::choice_label;
use super::concepts::in_sentence;
use super::fields::field_label;
use crate::domain::query::{Fault, FaultKind, Wording};
use crate::domain::record::Collection;

/// The labels on screen, for the language of filters.
pub const WORDING: Wording = Wording { field: field_label, choice: choice_label };

/// What is wrong with a part of a filter: where it stands, and why.
pub fn fault(collection: Collection, typed: &str, fault: &Fault) -> String {
    let part = typed.get(fault.range.clone()).unwrap_or_default();
    format!("{part}: {}", why(collection, &fault.kind))
}

/// Why a part of a filter cannot be read.
pub fn why(collection: Collection, kind: &FaultKind) -> String {
    match kind {
        FaultKind::UnknownField(name) => format!("there is no field “{name}”; put the text in quotes to search for it"),
        FaultKind::UnknownCondition(name) => format!("nothing is called “{name}” here"),
        FaultKind::UnknownChoice { field, value } => {
            format!("{} is never “{value}”", field_label(collection, field))
        }
        FaultKind::NotANumber(value) => format!("“{value}” is not a number"),
        FaultKind::NotADay(value) => {
            format!("“{value}” is not a day; write 2026-12-31, today or \"next 30 days\"")
        }
        FaultKind::NotYesOrNo(value) => format!("“{value}” is neither yes nor no"),
        FaultKind::NoValue | FaultKind::LoneNot => "nothing follows".to_owned(),
        FaultKind::NotOrdered(field) => {
            format!("{} has no order; use : or =", in_sentence(field_label(collection, field)))
        }
        FaultKind::OpenQuote => "the quote does not end".to_owned(),
        FaultKind::OpenParenthesis => "the parenthesis does not end".to_owned(),
        FaultKind::ExtraParenthesis => "this parenthesis was not opened".to_owned(),
        FaultKind::LoneOr => "“or” needs something on both sides".to_owned(),
        FaultKind::TooDeep => "too many parentheses in each other".to_owned(),
    }
}

/// Examples of the language, each with its meaning.
pub fn help(collection: Collection) -> &'static [(&'static str, &'static str)] {
    match collection {
        Collection::Lead => &[
            ("acme berlin", "Both words, anywhere in the record"),
            ("status:working source:web", "A field holds it"),
            ("rating:hot,warm", "One of these"),
            ("estimated_amount>=10k", "More, less: > >= < <= ="),
            ("created:\"last 30 days\"", "Days: today, this week, next quarter, 2026-11"),
            ("has:email no:owner", "Filled or empty"),
            ("is:untouched -tag:vip owner:me", "What it is, what it is not, your own"),
            ("\"key account\" or (berlin hot)", "Quotes, or, parentheses"),
        ],
        Collection::Account => &[
            ("acme berlin", "Both words, anywhere in the record"),
            ("industry:software segment:great", "A field holds it"),
            ("is:customer,prospect", "One of these"),
            ("revenue>=10k open_pipeline>0", "More, less: > >= < <= ="),
            ("last_touch<\"last 30 days\"", "Days: today, this week, next quarter, 2026-11"),
            ("has:phone no:owner", "Filled or empty"),
            ("is:target -tag:vip owner:me", "What it is, what it is not, your own"),
            ("\"key account\" or (berlin no:owner)", "Quotes, or, parentheses"),
        ],
        Collection::Contact => &[
            ("ada berlin", "Both words, anywhere in the record"),
            ("account:acme job:cto", "A field holds it"),
            ("is:buyer,partner", "One of these"),
            ("last_touch<\"last 30 days\"", "Days: today, this week, next quarter, 2026-11; < <= > >="),
            ("has:email no:account", "Filled or empty"),
            ("is:do_not_call -tag:vip owner:me", "What it is, what it is not, your own"),
            ("\"key account\" or (berlin no:owner)", "Quotes, or, parentheses"),
        ],
        Collection::Activity => &[
            ("call berlin", "Both words, anywhere in the record"),
            ("with:acme outcome:reached", "A field holds it"),
            ("kind:call,meeting", "One of these"),
            ("due:tomorrow", "Days: today, this week, next 30 days, 2026-11; < <= > >="),
            ("has:outcome no:owner", "Filled or empty"),
            ("overdue -tag:vip owner:me", "What it is, what it is not, your own"),
            ("\"follow up\" or (berlin priority:high)", "Quotes, or, parentheses"),
        ],
        _ => &[
            ("acme berlin", "Both words, anywhere in the record"),
            ("stage:proposal account:acme", "A field holds it"),
            ("stage:proposal,negotiation", "One of these"),
            ("amount>=10k probability<50", "More, less: > >= < <= ="),
            ("close:\"next 30 days\"", "Days: today, this week, next quarter, 2026-11"),
            ("has:next_step no:owner", "Filled or empty"),
            ("stuck -tag:vip owner:me", "What it is, what it is not, your own"),
            ("\"key account\" or (berlin overdue)", "Quotes, or, parentheses"),
        ],
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::vocabulary::Vocabulary;
    use crate::domain::query::{parse, subjects};
    use crate::ui::words::fields::UNNAMED;
    use crate::ui::words::vocabulary::speak;

    #[test]
    fn every_example_of_the_help_is_understood_in_any_vocabulary() {
        for vocabulary in Vocabulary::ALL {
            speak(vocabulary);
            for collection in Collection::MAIN {
                for (example, _) in help(collection) {
                    assert_eq!(parse(example, collection, WORDING).1, [], "{example} in {vocabulary:?}");
                }
            }
        }
    }

    #[test]
    fn everything_that_can_be_asked_has_a_label() {
        for collection in Collection::MAIN {
            for subject in subjects(collection) {
                assert_ne!(field_label(collection, subject.key), UNNAMED, "{collection:?}.{}", subject.key);
            }
        }
    }
}
