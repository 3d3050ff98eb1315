//! What is a name, and its parts: what one is called before it, the given and
//! the family name, and what one has become, which stands behind.

use super::known::{
    DEGREES, DOTTED_DEGREES, HONORIFICS, MINOR_HONORIFICS, PARTICLES, has_digit, has_legal_form, is_in, is_title,
};
use crate::domain::text::fold;

/// A name in its parts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Name {
    pub(super) salutation: String,
    pub(super) first: String,
    pub(super) last: String,
    /// Degrees and pronouns, for which there is no field.
    pub(super) extra: Vec<String>,
}

/// What stands before the name of who signs for somebody else.
const ON_BEHALF: [&str; 5] = ["i. A.", "i.A.", "i. V.", "i.V.", "ppa."];

/// Reads a text as a name, where it can be one. `called` says that a label calls
/// it one: then it may be a single word.
pub(super) fn name_of(text: &str, called: bool) -> Option<Name> {
    if text.len() > 100 || has_legal_form(text) || has_digit(text) {
        return None;
    }
    let mut name = Name::default();
    let text = match ON_BEHALF.iter().find_map(|mark| Some((mark, text.strip_prefix(*mark)?))) {
        Some((mark, behind)) => {
            name.extra.push((*mark).to_owned());
            behind
        }
        None => text,
    };
    let text = without_brackets(text.trim(), &mut name.extra);
    if is_title(&text) {
        return None;
    }
    let parts: Vec<&str> = text.split(',').map(str::trim).filter(|part| !part.is_empty()).collect();
    let (degrees, named): (Vec<&str>, Vec<&str>) =
        parts.iter().partition(|part| part.split_whitespace().all(is_degree));
    let words = match named.as_slice() {
        [one] => words_of(one, &mut name)?,
        // "Lovelace, Ada"
        [last, first] => {
            name.first = words_of(first, &mut name)?.join(" ");
            name.last = words_of(last, &mut name)?.join(" ");
            Vec::new()
        }
        _ => return None,
    };
    name.extra.extend(degrees.into_iter().map(str::to_owned));
    match words.as_slice() {
        [] if name.last.is_empty() => return None,
        [] => {}
        [one] if called || !name.salutation.is_empty() || is_caseless(one) => (*one).clone_into(&mut name.last),
        [_] => return None,
        words => (name.first, name.last) = split(words),
    }
    Some(name)
}

/// The text without what stands in brackets, such as pronouns.
fn without_brackets(text: &str, extra: &mut Vec<String>) -> String {
    match (text.find('('), text.rfind(')')) {
        (Some(begins), Some(ends)) if begins < ends => {
            extra.extend(text.get(begins..=ends).map(str::to_owned));
            let around = [text.get(..begins), text.get(ends + 1..)];
            around.into_iter().flatten().map(str::trim).collect::<Vec<_>>().join(" ").trim().to_owned()
        }
        _ => text.to_owned(),
    }
}

/// The words of a name, after honorifics and before degrees; `None` where a
/// word is none of a name.
fn words_of<'a>(text: &'a str, name: &mut Name) -> Option<Vec<&'a str>> {
    let mut words: Vec<&str> = text.split_whitespace().collect();
    let mut honorifics = Vec::new();
    while words.len() > 1 && words.first().is_some_and(|word| is_honorific(word, !honorifics.is_empty())) {
        honorifics.push(words.remove(0));
    }
    let mut degrees = Vec::new();
    while words.len() > 2 && words.last().is_some_and(|word| is_degree(word)) {
        degrees.extend(words.pop().map(str::to_owned));
    }
    degrees.reverse();
    name.extra.extend(degrees);
    if !honorifics.is_empty() {
        name.salutation = honorifics.join(" ");
    }
    let fits =
        (1..=6).contains(&words.len()) && words.iter().enumerate().all(|(place, word)| is_name_word(word, place));
    // A name has a word that is more than an initial.
    (fits && words.iter().any(|word| !word.ends_with('.') || word.len() > 3)).then_some(words)
}

fn is_honorific(word: &str, follows_one: bool) -> bool {
    let folded = fold(word);
    !folded.is_empty()
        && folded.split(' ').all(|part| is_in(HONORIFICS, part) || follows_one && is_in(MINOR_HONORIFICS, part))
        // "Ing" and "Med" are names without their point.
        && (word.ends_with('.') || is_in("mr mrs ms miss mx dr prof professor herr frau sir dame mme mlle monsieur madame", &folded))
}

fn is_degree(word: &str) -> bool {
    let squeezed = fold(word).replace(' ', "");
    is_in(DEGREES, &squeezed) || word.contains('.') && is_in(DOTTED_DEGREES, &squeezed)
}

fn is_name_word(word: &str, place: usize) -> bool {
    let fits = |letter: char| letter.is_alphabetic() || "-'’.`´".contains(letter);
    let begins_small = word.chars().next().is_some_and(char::is_lowercase);
    let is_particle = is_in(PARTICLES, &fold(word)) || word.starts_with("d'") || word.starts_with("d’");
    word.chars().all(|letter| fits(letter) || is_mark(letter))
        && word.chars().any(char::is_alphabetic)
        && (!begins_small || is_particle && place < 5)
        && word.len() <= 60
}

/// Marks that sit on letters of scripts such as Devanagari and Hebrew.
fn is_mark(letter: char) -> bool {
    !letter.is_ascii()
        && !letter.is_alphanumeric()
        && !letter.is_whitespace()
        && letter > '\u{300}'
        && letter < '\u{2000}'
}

fn is_caseless(word: &str) -> bool {
    word.chars().filter(|letter| letter.is_alphabetic()).all(|letter| !letter.is_uppercase() && !letter.is_lowercase())
}

fn is_loud(word: &str) -> bool {
    let letters = word.chars().filter(|letter| letter.is_alphabetic()).count();
    letters > 1 && word.chars().all(|letter| !letter.is_lowercase()) && word.chars().any(char::is_uppercase)
}

/// Given and family name: a family name in capitals, else what begins with a
/// particle, else the last word; "Jr." stays with it.
fn split(words: &[&str]) -> (String, String) {
    let joined = |words: Option<&[&str]>| words.unwrap_or_default().join(" ");
    let loud = words.iter().take_while(|word| is_loud(word)).count();
    if loud > 0 && loud < words.len() && words.get(loud..).is_some_and(|rest| rest.iter().all(|word| !is_loud(word))) {
        return (joined(words.get(loud..)), joined(words.get(..loud)));
    }
    let particle = words.iter().enumerate().skip(1).position(|(at, word)| {
        at + 1 < words.len() && word.chars().next().is_some_and(char::is_lowercase) && is_in(PARTICLES, &fold(word))
    });
    let is_suffix = words.last().is_some_and(|word| is_in("jr sr ii iii iv", &fold(word))) && words.len() > 2;
    let at = particle.map_or(words.len() - 1 - usize::from(is_suffix), |at| at + 1);
    (joined(words.get(..at)), joined(words.get(at..)))
}
