//! The words of filters: labels that the language knows, what is wrong with a
//! filter, and the help to its field.

use super::choices::choice_label;
use super::concepts::in_sentence;
use super::fields::field_label;
use super::vocabulary::{said, spoken};
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
        FaultKind::UnknownField(name) => said!("there is no field “{}”; put the text in quotes to search for it", name),
        FaultKind::UnknownCondition(name) => said!("nothing is called “{}” here", name),
        FaultKind::UnknownChoice { field, value } => said!("{} is never “{}”", field_label(collection, field), value),
        FaultKind::NotANumber(value) => said!("“{}” is not a number", value),
        FaultKind::NotADay(value) => {
            said!("“{}” is not a day; write 2026-12-31, today or \"next 30 days\"", value)
        }
        FaultKind::NotYesOrNo(value) => said!("“{}” is neither yes nor no", value),
        FaultKind::NoValue | FaultKind::LoneNot => spoken("nothing follows").to_owned(),
        FaultKind::NotOrdered(field) => {
            said!("{} has no order; use : or =", in_sentence(field_label(collection, field)))
        }
        FaultKind::OpenQuote => spoken("the quote does not end").to_owned(),
        FaultKind::OpenParenthesis => spoken("the parenthesis does not end").to_owned(),
        FaultKind::ExtraParenthesis => spoken("this parenthesis was not opened").to_owned(),
        FaultKind::LoneOr => spoken("“or” needs something on both sides").to_owned(),
        FaultKind::TooDeep => spoken("too many parentheses in each other").to_owned(),
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
    use super::super::vocabulary::speak;
    use super::*;
    use crate::app::language::Tongue;
    use crate::app::vocabulary::Vocabulary;
    use crate::domain::query::{parse, subjects};
    use crate::ui::words::fields::UNNAMED;

    #[test]
    fn every_example_of_the_help_is_understood_in_any_vocabulary() {
        let german = Vocabulary::ALL.map(|vocabulary| (Tongue::German, vocabulary));
        for (tongue, vocabulary) in
            Vocabulary::ALL.map(|vocabulary| (Tongue::English, vocabulary)).into_iter().chain(german)
        {
            speak(tongue, vocabulary);
            for collection in Collection::MAIN {
                for (example, _) in help(collection) {
                    assert_eq!(parse(example, collection, WORDING).1, [], "{example} in {tongue:?}, {vocabulary:?}");
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
