//! Every text that a person reads passes through [`spoken`], or through [`said!`]
//! where values stand in it. Texts are written in English, in the words of the
//! product, where they are shown; here they become those of the chosen language
//! and vocabulary.
//!
//! - A **language** has its own text for each of ours: [`german`], which a test
//!   (`tests/words.rs`) holds complete.
//! - A **vocabulary** has the words of another system for the same concepts, in
//!   one table: each is put in with the number, the case and the article that it
//!   has there.
//!
//! Addresses, files and the keys of filters are not words: they stay.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::fmt::{Display, Write as _};

use super::concepts::instead_of;
use super::{german, plain};
use crate::app::language::Tongue;
use crate::app::vocabulary::Vocabulary;

/// What a vocabulary is called, and the words it changes.
type Words = (&'static str, &'static [(&'static str, &'static str)]);

/// The words of a vocabulary that are not those of the product, phrases before
/// their parts. All are lower-case, one and many for themselves.
const fn words(vocabulary: Vocabulary) -> Words {
    match vocabulary {
        Vocabulary::Relata => ("Relata", &[]),
        Vocabulary::Sap => (
            "SAP Sales Cloud",
            &[
                ("person account", "individual customer"),
                ("person accounts", "individual customers"),
                ("organization", "corporate account"),
                ("stage", "sales phase"),
                ("stages", "sales phases"),
                ("rating", "qualification level"),
                ("lifecycle", "role"),
            ],
        ),
        Vocabulary::Salesforce => (
            "Salesforce",
            &[
                ("organization", "business account"),
                ("relationship", "type"),
                ("relationships", "types"),
                ("source", "lead source"),
                ("sources", "lead sources"),
                ("expected close", "close date"),
            ],
        ),
        Vocabulary::SuiteCrm => (
            "SuiteCRM",
            &[
                ("stage", "sales stage"),
                ("stages", "sales stages"),
                ("relationship", "type"),
                ("relationships", "types"),
                ("source", "lead source"),
                ("sources", "lead sources"),
                ("expected close", "expected close date"),
            ],
        ),
        Vocabulary::Plain => (
            "Plain words",
            &[
                ("person account", "private buyer"),
                ("person accounts", "private buyers"),
                ("mql (marketing)", "accepted by marketing"),
                ("sql (sales)", "accepted by sales"),
                ("mql since", "accepted by marketing since"),
                ("sql since", "accepted by sales since"),
                ("lead", "enquiry"),
                ("leads", "enquiries"),
                ("account", "company"),
                ("accounts", "companies"),
                ("contact", "person"),
                ("contacts", "people"),
                ("opportunity", "deal"),
                ("opportunities", "deals"),
                ("prospect", "possible customer"),
                ("prospects", "possible customers"),
            ],
        ),
    }
}

/// Texts of the product that a vocabulary says as a whole otherwise: with the
/// words alone put in they would say that a company is no company.
const fn sentences(vocabulary: Vocabulary) -> &'static [(&'static str, &'static str)] {
    match vocabulary {
        Vocabulary::Plain => &plain::SENTENCES,
        Vocabulary::Relata | Vocabulary::Sap | Vocabulary::Salesforce | Vocabulary::SuiteCrm => &[],
    }
}

/// What a vocabulary is called.
pub fn name(vocabulary: Vocabulary) -> &'static str {
    in_language(words(vocabulary).0)
}

/// The main words of a vocabulary, for the choice of one.
pub fn example(vocabulary: Vocabulary) -> String {
    let (table, main) = match tongue() {
        Tongue::English => (words(vocabulary).1, "Lead, account, contact, opportunity"),
        Tongue::German => (german::vocabulary_words(vocabulary), "Lead, Account, Kontakt, Opportunity"),
    };
    let said = replaced(table, main);
    if table.is_empty() || said != main {
        return said;
    }
    let is_form = |word: &str| table.iter().any(|(other, _)| word != *other && word.starts_with(other));
    let singular = table.iter().filter(|(from, _)| !is_form(from));
    let others: Vec<String> = singular.map(|(from, to)| instead_of(from, to)).collect();
    format!("{main}; {}", others.join(", "))
}

/// A language, and whose words in it.
type Speech = (Tongue, Vocabulary);

/// How texts are written.
const AS_WRITTEN: Speech = (Tongue::English, Vocabulary::Relata);

thread_local! {
    static NOW: Cell<Speech> = const { Cell::new(AS_WRITTEN) };
    /// What texts became. They are kept for good: there are as many as the product has texts.
    static KNOWN: RefCell<BTreeMap<(Speech, &'static str), &'static str>> = const { RefCell::new(BTreeMap::new()) };
}

/// Chooses the language and the vocabulary of all that is said from here on.
pub fn speak(tongue: Tongue, vocabulary: Vocabulary) {
    NOW.set((tongue, vocabulary));
}

/// The language that is spoken now.
pub fn tongue() -> Tongue {
    NOW.get().0
}

/// Reads something as it is written in the source, whatever is chosen: for files.
pub fn in_own_words<T>(read: impl FnOnce() -> T) -> T {
    let chosen = NOW.replace(AS_WRITTEN);
    let read = read();
    NOW.set(chosen);
    read
}

/// A text of the product in the chosen language and vocabulary.
pub fn spoken(text: &'static str) -> &'static str {
    let now = NOW.get();
    if now == AS_WRITTEN {
        return text;
    }
    KNOWN.with_borrow_mut(|known| *known.entry((now, text)).or_insert_with(|| translated(now, text)))
}

/// A text of the product in the chosen language, in its own words whatever the
/// vocabulary: for what speaks of the words themselves.
pub fn in_language(text: &'static str) -> &'static str {
    let (tongue, vocabulary) = NOW.get();
    NOW.set((tongue, Vocabulary::Relata));
    let said = spoken(text);
    NOW.set((tongue, vocabulary));
    said
}

fn translated((tongue, vocabulary): Speech, text: &'static str) -> &'static str {
    match tongue {
        Tongue::English => {
            let whole = sentences(vocabulary).iter().find(|(own, _)| *own == text);
            match (whole, words(vocabulary).1) {
                (Some((_, whole)), _) => whole,
                (None, []) => text,
                (None, table) => replaced(table, text).leak(),
            }
        }
        Tongue::German => german::of(text, vocabulary),
    }
}

/// A text with values in it: `said!("{} of {} saved", done, all)`. A language
/// that has them in another order writes `{1}` and `{0}`.
macro_rules! said {
    ($text:literal $(, $value:expr)* $(,)?) => {
        $crate::ui::words::vocabulary::filled(
            $crate::ui::words::vocabulary::spoken($text),
            &[$(&$value as &dyn std::fmt::Display),*],
        )
    };
}
pub(crate) use said;

/// The text with the values in its places.
pub fn filled(text: &str, values: &[&dyn Display]) -> String {
    let mut said = String::with_capacity(text.len() + 16 * values.len());
    let mut rest = text;
    let mut next = 0;
    while let Some((before, after)) = rest.split_once('{') {
        said.push_str(before);
        let (place, after) = after.split_once('}').unwrap_or((after, ""));
        let value = values.get(place.parse().unwrap_or(next));
        next += 1;
        // Writing to a text cannot fail; a place without a value stays empty.
        if let Some(Err(_)) = value.map(|value| write!(said, "{value}")) {
            return said;
        }
        rest = after;
    }
    said.push_str(rest);
    said
}

/// The text with every word of the table in place of the product's.
pub(super) fn replaced(table: &[(&str, &str)], text: &str) -> String {
    let mut said = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let word: usize = rest.chars().take_while(|letter| letter.is_alphanumeric()).map(char::len_utf8).sum();
        if let Some((from, to)) = table.iter().find(|(from, _)| begins_with(rest, from)) {
            fix_article(&mut said, to);
            let (head, tail) = to.split_at(usize::from(first.is_uppercase()));
            said.extend(head.chars().map(|letter| letter.to_ascii_uppercase()));
            said.push_str(tail);
            rest = rest.get(from.len()..).unwrap_or_default();
        } else {
            let (before, after) = rest.split_at(word.max(first.len_utf8()));
            said.push_str(before);
            rest = after;
        }
    }
    said
}

/// True when the text begins with the whole word or phrase, in whatever case.
fn begins_with(text: &str, phrase: &str) -> bool {
    let head = text.get(..phrase.len()).is_some_and(|head| head.eq_ignore_ascii_case(phrase));
    head && !text.get(phrase.len()..).is_some_and(|tail| tail.starts_with(char::is_alphanumeric))
}

/// Makes “a” of “an” before the next word, or the other way round.
fn fix_article(said: &mut String, next: &str) {
    let Some(before) = said.strip_suffix(' ') else { return };
    let article = before.rsplit(|letter: char| !letter.is_alphanumeric()).next().unwrap_or_default();
    if !article.eq_ignore_ascii_case("a") && !article.eq_ignore_ascii_case("an") {
        return;
    }
    // Its first letter stays as it is.
    let end = before.len() - article.len() + 1;
    said.truncate(end);
    said.push_str(if next.starts_with(['a', 'e', 'i', 'o', 'u']) { "n " } else { " " });
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plain(text: &'static str) -> &'static str {
        speak(Tongue::English, Vocabulary::Plain);
        spoken(text)
    }

    #[test]
    fn the_product_speaks_its_own_words_until_told_otherwise() {
        assert_eq!(spoken("A lead is no account"), "A lead is no account");
    }

    #[test]
    fn words_keep_their_number_case_and_article() {
        assert_eq!(plain("Leads"), "Enquiries");
        assert_eq!(plain("New lead…"), "New enquiry…");
        assert_eq!(plain("A lead, an account and an opportunity"), "An enquiry, a company and a deal");
        assert_eq!(plain("What is a lead?"), "What is an enquiry?");
        assert_eq!(plain("The lead’s value"), "The enquiry’s value");
        assert_eq!(plain("MQL (marketing)"), "Accepted by marketing");
    }

    #[test]
    fn parts_of_words_and_what_is_no_concept_stay() {
        assert_eq!(plain("Leading contactless Straße"), "Leading contactless Straße");
        assert_eq!(plain("ß lead ß"), "ß enquiry ß");
        assert_eq!(plain(""), "");
    }

    #[test]
    fn files_are_written_in_the_products_words() {
        speak(Tongue::English, Vocabulary::Plain);
        assert_eq!(in_own_words(|| spoken("Account")), "Account");
        assert_eq!(spoken("Account"), "Company");
    }

    #[test]
    fn values_stand_where_the_text_has_them() {
        assert_eq!(said!("{} of {} saved", 1, "3"), "1 of 3 saved");
        assert_eq!(filled("{1} vor {0}", &[&"a", &"b"]), "b vor a");
        assert_eq!(filled("ß {} {", &[&"{}"]), "ß {} ");
        assert_eq!(filled("nothing {}", &[]), "nothing ");
    }

    #[test]
    fn a_table_has_each_word_once_and_phrases_before_their_parts() {
        for vocabulary in Vocabulary::ALL {
            let table = words(vocabulary).1;
            for (place, (from, to)) in table.iter().enumerate() {
                assert_eq!((from.to_lowercase(), to.is_empty()), ((*from).to_owned(), false));
                let earlier = table.iter().take(place).find(|(earlier, _)| begins_with(from, earlier));
                assert_eq!(earlier, None, "{from} is never reached");
            }
        }
    }
}
