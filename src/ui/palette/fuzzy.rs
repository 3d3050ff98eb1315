//! How well a few typed letters fit a text: each word of the query must be
//! found in it, letter by letter in order. Letters at the start of words and
//! letters side by side count most; what is scattered does not count as found,
//! and one wrong letter in a longer word is forgiven.

use std::ops::Range;

use crate::domain::text::fold;

/// What a letter counts at the start of a word, after the one before it, and anywhere else.
const AT_START: i32 = 8;
const ADJACENT: i32 = 7;
const ELSEWHERE: i32 = 1;
/// What leaving letters out in between costs.
const GAP: i32 = 2;
/// What a letter must count on average.
const LEAST: i32 = 4;
/// What a forgiven letter costs, and how long words are in which one is.
const MISTAKE: i32 = 10;
const FORGIVEN: Range<usize> = 4..25;
/// What it counts that the text begins with the query, and that it is the query.
const BEGINS: i32 = 20;
const EQUAL: i32 = 20;
/// No sum comes near it.
const NEVER: i32 = -1_000_000;

/// How a query fits a text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fit {
    /// The higher the better.
    pub score: i32,
    /// Where the letters were found: bytes of the text, in order.
    pub marks: Vec<Range<usize>>,
}

/// How well a query fits a text; `None` where it does not. An empty query fits everything alike.
pub fn fit(query: &str, text: &str) -> Option<Fit> {
    let query = fold(query);
    let letters = letters(text);
    let mut found: Vec<usize> = Vec::new();
    let mut score = 0;
    for word in query.split(' ').filter(|word| !word.is_empty()) {
        let word: Vec<char> = word.chars().collect();
        let (counted, places) = word_fit(&word, &letters).or_else(|| forgiving(&word, &letters))?;
        score += counted;
        found.extend(places);
    }
    let plain = fold(text);
    if !query.is_empty() && plain.starts_with(&query) {
        score += BEGINS + if plain == query { EQUAL } else { 0 };
    }
    Some(Fit { score, marks: marks(&letters, found) })
}

/// A letter of a text as it is compared.
struct Letter {
    plain: char,
    /// The bytes of the text that it stands for.
    from: Range<usize>,
    starts_word: bool,
}

fn letters(text: &str) -> Vec<Letter> {
    let mut letters = Vec::with_capacity(text.len());
    // What the character before was: nothing that counts, or upper case.
    let (mut apart, mut upper) = (true, false);
    for (at, character) in text.char_indices() {
        let from = at..at + character.len_utf8();
        let plain = fold(character.encode_utf8(&mut [0; 4]));
        let camel = character.is_uppercase() && !upper;
        for (place, plain) in plain.chars().enumerate() {
            letters.push(Letter { plain, from: from.clone(), starts_word: place == 0 && (apart || camel) });
        }
        (apart, upper) = (plain.is_empty(), character.is_uppercase());
    }
    letters
}

/// The best way to find the letters of a word in order, and where.
fn word_fit(word: &[char], letters: &[Letter]) -> Option<(i32, Vec<usize>)> {
    if word.len() > letters.len() {
        return None;
    }
    // For each letter of the word and each of the text: the best sum that ends
    // there, and where the letter before was found.
    let mut ends: Vec<Vec<(i32, usize)>> = Vec::with_capacity(word.len());
    for letter in word {
        let before = ends.last();
        let (mut best, mut best_at) = (NEVER, 0);
        let row = letters.iter().enumerate().map(|(at, candidate)| {
            let adjacent = at.checked_sub(1).and_then(|left| before?.get(left).map(|end| (end.0, left)));
            // What ended further left is reached over a gap.
            let reached = if before.is_some() { (best - GAP, best_at) } else { (0, at) };
            if let Some((sum, left)) = adjacent
                && sum > best
            {
                (best, best_at) = (sum, left);
            }
            if candidate.plain != *letter {
                return (NEVER, 0);
            }
            let alone = if candidate.starts_word { AT_START } else { ELSEWHERE };
            let over_gap = (reached.0 + alone, reached.1);
            match adjacent {
                Some((sum, left)) if sum + alone.max(ADJACENT) >= over_gap.0 => (sum + alone.max(ADJACENT), left),
                _ => over_gap,
            }
        });
        let row = row.collect();
        ends.push(row);
    }
    let (at, end) = ends.last()?.iter().enumerate().max_by_key(|(at, end)| (end.0, std::cmp::Reverse(*at)))?;
    let least = LEAST * i32::try_from(word.len()).ok()?;
    if end.0 < least {
        return None;
    }
    let mut places = vec![at];
    let mut at = at;
    for row in ends.iter().skip(1).rev() {
        at = row.get(at)?.1;
        places.push(at);
    }
    places.reverse();
    Some((end.0, places))
}

/// The same with one letter of the word left out: a slip of the finger. What
/// is meant begins a word then, or too much would be found.
fn forgiving(word: &[char], letters: &[Letter]) -> Option<(i32, Vec<usize>)> {
    if !FORGIVEN.contains(&word.len()) {
        return None;
    }
    let without = |left_out: usize| {
        let rest: Vec<char> =
            word.iter().enumerate().filter(|(at, _)| *at != left_out).map(|(_, letter)| *letter).collect();
        let found = word_fit(&rest, letters)?;
        found.1.first().and_then(|at| letters.get(*at)).is_some_and(|first| first.starts_word).then_some(found)
    };
    let found = (0..word.len()).filter_map(without).max_by_key(|(score, _)| *score)?;
    Some((found.0 - MISTAKE, found.1))
}

/// The found letters as ranges of the text, neighbours joined.
fn marks(letters: &[Letter], mut found: Vec<usize>) -> Vec<Range<usize>> {
    found.sort_unstable();
    let mut marks: Vec<Range<usize>> = Vec::new();
    for letter in found.into_iter().filter_map(|at| letters.get(at)) {
        match marks.last_mut() {
            Some(mark) if mark.end >= letter.from.start => mark.end = mark.end.max(letter.from.end),
            _ => marks.push(letter.from.clone()),
        }
    }
    marks
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::order::InOrder;

    fn score(query: &str, text: &str) -> Option<i32> {
        fit(query, text).map(|fit| fit.score)
    }

    fn marked(query: &str, text: &str) -> Option<String> {
        let marks = fit(query, text)?.marks;
        Some(marks.into_iter().filter_map(|mark| text.get(mark)).collect::<Vec<_>>().join("|"))
    }

    /// The texts that fit, the best first.
    fn ranked<'a>(query: &str, texts: &[&'a str]) -> Vec<&'a str> {
        let mut found: Vec<(i32, &str)> =
            texts.iter().filter_map(|text| score(query, text).map(|score| (score, *text))).collect();
        found.order_by_key(|(score, _)| std::cmp::Reverse(*score));
        found.into_iter().map(|(_, text)| text).collect()
    }

    #[test]
    fn letters_are_found_at_the_starts_of_words() {
        assert_eq!(marked("nl", "New lead"), Some("N|l".to_owned()));
        assert_eq!(marked("newl", "New lead"), Some("New|l".to_owned()));
        assert_eq!(marked("tc", "TechCorp Solutions"), Some("T|C".to_owned()));
        assert_eq!(marked("solutions tech", "TechCorp Solutions"), Some("Tech|Solutions".to_owned()));
    }

    #[test]
    fn the_whole_name_comes_before_its_beginning_and_that_before_the_middle() {
        let texts = ["Relead", "Leads", "Lead", "New lead", "Old headline"];
        assert_eq!(ranked("lead", &texts)[..3], ["Lead", "Leads", "New lead"]);
    }

    #[test]
    fn letters_side_by_side_come_before_letters_apart() {
        assert_eq!(ranked("log", &["Last of Germany", "Catalogue", "Log call…"])[0], "Log call…");
    }

    #[test]
    fn what_is_scattered_is_not_found() {
        assert_eq!(score("acme", "Marketplace committee"), None);
        assert_eq!(score("e", "Delete"), None);
        assert_eq!(score("xyz", "New lead"), None);
    }

    #[test]
    fn one_slip_of_the_finger_is_forgiven_and_ranks_lower() {
        for slip in ["laed", "leasd", "leaf", "lad", "lleads"] {
            assert!(score(slip, "Leads").is_some(), "{slip}");
            assert!(score(slip, "Leads") < score("lead", "Leads"), "{slip}");
        }
        assert_eq!(score("lxyd", "Leads"), None);
    }

    #[test]
    fn accents_and_case_do_not_count() {
        assert_eq!(marked("muller so", "Müller & Söhne GmbH"), Some("Müller|Sö".to_owned()));
        assert_eq!(marked("strasse", "Straße 1"), Some("Straße".to_owned()));
    }

    #[test]
    fn nothing_typed_fits_everything_and_marks_nothing() {
        assert_eq!(fit("", "New lead"), Some(Fit::default()));
        assert_eq!(fit(" ?! ", "New lead"), Some(Fit::default()));
        assert_eq!(fit("lead", ""), None);
    }

    #[test]
    fn text_of_any_script_and_length_is_taken_calmly() {
        assert_eq!(marked("世界", "你好世界"), Some("世界".to_owned()));
        assert_eq!(marked("שלום", "שלום עולם"), Some("שלום".to_owned()));
        assert_eq!(score("😀", "😀 smile"), Some(0));
        let long = "a".repeat(10_000);
        assert!(score("aaa", &long).is_some());
        assert!(score(&long, "aaa").is_none());
    }
}
