//! Numbers of things in words.

use super::concepts::{in_sentence, plural, singular};
use super::vocabulary::{spoken, tongue};
use crate::app::language::Tongue;
use crate::domain::record::Collection;

/// A number and its noun: `1 record`, `3 records`. English and German have two
/// forms and use them alike: one for 1, the other for all else (CLDR plural rules
/// for whole numbers). A language with more of them needs them here.
pub fn count(number: usize, one: &'static str, many: &'static str) -> String {
    counted(number, spoken(one), spoken(many))
}

fn counted(number: usize, one: &str, many: &str) -> String {
    format!("{} {}", grouped(number), if number == 1 { one } else { many })
}

/// A number of records: `1 lead`, `3 leads`.
pub fn count_of(number: usize, collection: Collection) -> String {
    counted(number, &in_sentence(singular(collection)), &in_sentence(plural(collection)))
}

/// A whole number with its thousands apart: `12,500`, in German `12.500`.
pub fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(if tongue() == Tongue::German { '.' } else { ',' });
        }
        text.push(digit);
    }
    text
}

/// Items in a sentence: `a`, `a and b`, `a, b and c`.
pub fn joined(items: &[String], last: &'static str) -> String {
    let last = spoken(last);
    match items {
        [] => String::new(),
        [only] => only.clone(),
        [rest @ .., end] => format!("{} {last} {end}", rest.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_is_singular_and_thousands_are_apart() {
        assert_eq!(count_of(1, Collection::Lead), "1 lead");
        assert_eq!(count_of(0, Collection::Opportunity), "0 opportunities");
        assert_eq!(count(1_234_567, "record", "records"), "1,234,567 records");
    }

    #[test]
    fn lists_end_with_a_word() {
        let items = ["a", "b", "c"].map(str::to_owned);
        assert_eq!(joined(&items, "and"), "a, b and c");
        assert_eq!(joined(items.get(..2).unwrap(), "or"), "a or b");
        assert_eq!(joined(&[], "or"), "");
    }
}
