//! Who asks in tests of filters, and filters and orders by chance.
#![allow(dead_code, missing_docs)]

use chrono::NaiveDate;
use relata::domain::field::Kind;
use relata::domain::id::Id;
use relata::domain::profile::Profile;
use relata::domain::query::condition::Condition;
use relata::domain::query::period::Period;
use relata::domain::query::{Asking, Compare, Filter, KEYS, Sort, Subject, Test, Wording, subjects};
use relata::domain::record::Collection;

use crate::session_support::Dice;

/// The keys are the words.
pub const WORDS: Wording = KEYS;

/// Nobody in particular, on the day of the tests, at Greenwich.
pub const ASKING: Asking = asking(None);

pub const fn asking(actor: Option<Id<Profile>>) -> Asking {
    let today = NaiveDate::from_ymd_opt(2026, 11, 21).unwrap();
    Asking { today, actor, local_day: |instant| instant.date_naive(), wording: WORDS }
}

/// A filter as the parser and the builder make them, at most so deep.
pub fn random_filter(dice: &mut Dice, collection: Collection, depth: usize) -> Filter {
    let parts = |dice: &mut Dice| {
        let many = dice.below(4);
        (0..many).map(|_| random_filter(dice, collection, depth - 1)).filter(|part| !part.is_everything()).collect()
    };
    match dice.below(if depth == 0 { 5 } else { 9 }) {
        0 => {
            let words = [
                "näme 7",
                "1",
                "Or",
                "-x",
                "next",
                "a\"b\\",
                "x:y",
                "(",
                "TODAY",
                "🙂",
                "mine",
                "שלום",
                "won,lost",
                "<",
                "next-week",
                "last-30-days",
                "this_month",
                "today-",
                "2026-11",
            ];
            Filter::Text((*dice.pick(&words).unwrap()).to_owned())
        }
        1 => {
            let all: Vec<Condition> = Condition::of(collection).collect();
            Filter::Is(dice.pick(&all).unwrap())
        }
        2 => Filter::Has(random_subject(dice, collection).key),
        3 | 4 => random_test(dice, collection),
        5 => Filter::all(parts(dice)),
        6 => Filter::any(parts(dice)),
        7 => {
            let inner = random_filter(dice, collection, depth - 1);
            if inner.is_everything() { inner } else { inner.negate() }
        }
        _ => {
            let spans = ["today", "tomorrow", "next 30 days", "last 2 quarters", "this year", "last week"];
            Filter::Within(Period::parse(dice.pick(&spans).unwrap()).unwrap())
        }
    }
}

pub fn random_subject(dice: &mut Dice, collection: Collection) -> Subject {
    let all: Vec<Subject> = subjects(collection).collect();
    dice.pick(&all).unwrap()
}

fn random_test(dice: &mut Dice, collection: Collection) -> Filter {
    let subject = random_subject(dice, collection);
    let (_, compare) = Compare::ALL[dice.below(if subject.is_ordered() { 7 } else { 1 })];
    let compare =
        if subject.is_ordered() { compare } else { [Compare::Holds, Compare::Equals, Compare::Lacks][dice.below(3)] };
    let values: Vec<&str> = match subject.kind {
        Kind::Number | Kind::Percent | Kind::Money => vec!["0", "-1.5", "10000", "7", "50"],
        Kind::Day | Kind::Instant => vec!["today", "2026-11-21", "next 30 days", "2026", "last quarter", "9999-12-31"],
        Kind::Flag => vec!["yes", "no"],
        Kind::Choice(choices) => choices.to_vec(),
        _ => vec!["me", "a b", "näme", "won,lost", "\"", "Acme", "-", "/x", "or", "(y)"],
    };
    Filter::Test(Test { field: subject.key, compare, value: (*dice.pick(&values).unwrap()).to_owned() })
}

pub fn random_sort(dice: &mut Dice, collection: Collection) -> Vec<Sort> {
    let mut sort: Vec<Sort> = Vec::new();
    for _ in 0..dice.below(4) {
        let key = random_subject(dice, collection).key;
        if sort.iter().all(|known| known.key != key) {
            sort.push(Sort { key, descending: dice.below(2) == 0 });
        }
    }
    sort
}
