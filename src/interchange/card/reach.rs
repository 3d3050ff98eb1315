//! How somebody is reached: e-mail addresses, web addresses and phone numbers,
//! taken out of a line with the labels that belong to them. What is left of the
//! line is told in pieces.

use super::Card;
use super::known::{FAX, Label, MOBILE, NOT_THEIRS, PROFILE_HOSTS, TOP_DOMAINS, is_in, label};
use super::lines::{LONGEST_PIECE, Line, pieces};
use crate::domain::text::{company_domain, looks_like_email};

/// A part of a line that is neither address nor number.
#[derive(Clone, Debug)]
pub(super) struct Piece {
    pub(super) text: String,
    pub(super) line: usize,
    /// What a label before it says it is.
    pub(super) label: Option<Label>,
    /// That label as it was written.
    pub(super) said: String,
}

impl Piece {
    /// The piece with its label, for where it finds no place.
    pub(super) fn written(&self) -> String {
        [self.said.as_str(), &self.text].concat()
    }
}

/// Takes what reaches somebody out of a line; what is left joins the pieces.
pub(super) fn take(line: &Line, left: &mut Vec<Piece>, card: &mut Card) {
    for piece in pieces(&line.text) {
        let (said, text) = split_label(piece);
        if text.is_empty() {
            continue;
        }
        if said.is_some_and(|(key, _)| key == NOT_THEIRS) {
            card.rest.push((line.number, piece.to_owned()));
            continue;
        }
        let without = take_addresses(text, said, line.number, card);
        let without = take_phones(&without, said, line.number, card);
        let is_taken = without != text;
        if is_taken {
            drop_label_above(line.number, card);
        }
        let is_reach_label = said.is_some_and(|(key, _)| is_reach(key));
        if !is_taken && (is_reach_label || only_labels(text)) || text.len() > LONGEST_PIECE || is_prose(text) {
            // What is said in a sentence stays a sentence, whatever was found in it; and
            // words such as "Home Office" stay where they label nothing.
            card.rest.push((line.number, piece.to_owned()));
        } else if let Some(text) = tidy(&without) {
            let label = said.filter(|_| !is_reach_label);
            let said = label.and_then(|_| piece.split_once(':')).map(|(said, _)| [said, ": "].concat());
            left.push(Piece { text, line: line.number, label, said: said.unwrap_or_default() });
        }
    }
}

/// Drops the label that stands alone before what was found, or on the line above: "Phone".
fn drop_label_above(line: usize, card: &mut Card) {
    let found = card.found.last().map(|found| found.key);
    card.rest.pop_if(|(above, text)| *above + 1 >= line && label(text).is_some_and(|(key, _)| found == Some(key)));
}

fn is_reach(key: &str) -> bool {
    matches!(key, "phones" | "emails" | "websites") || key == FAX
}

/// More words than any name, title or address has.
fn is_prose(text: &str) -> bool {
    text.split_whitespace().count() > 14
}

/// What a label with a colon says, and what follows it.
fn split_label(text: &str) -> (Option<Label>, &str) {
    let Some((before, after)) = text.split_once(':') else { return (None, text) };
    // The colon of "https://" is none.
    match label(before) {
        Some(said) if !after.starts_with("//") => (Some(said), after.trim_start()),
        _ => (None, text),
    }
}

/// Takes e-mail and web addresses out, and the labels right before them.
fn take_addresses(text: &str, said: Option<Label>, line: usize, card: &mut Card) -> String {
    let mut kept: Vec<&str> = Vec::new();
    let is_bracket = |letter: char| letter.is_whitespace() || "<>[]()\"“”,;".contains(letter);
    if !text.contains(['@', '.']) {
        return text.to_owned();
    }
    for word in text.split_inclusive(is_bracket) {
        let bare = word.trim_matches(|letter: char| is_bracket(letter) || letter == ':' || letter == '\'');
        let (before, address) = match bare.split_once(':') {
            Some((before, after)) if !after.starts_with("//") => (Some(before), after),
            _ => (None, bare),
        };
        let address = address.trim_end_matches(['.', '/']);
        if looks_like_email(address) && address.is_ascii() || looks_like_email(address) && !address.contains('/') {
            let kind = if company_domain(address).is_some() { "work" } else { "home" };
            card.put_or_keep("emails", kind, address, line);
        } else if is_web(address, said) {
            let host = address.split_once("://").map_or(address, |(_, rest)| rest).to_ascii_lowercase();
            let host = host.trim_start_matches("www.").split('/').next().unwrap_or_default();
            let is_profile =
                PROFILE_HOSTS.split(' ').any(|known| host == known || host.ends_with(&[".", known].concat()));
            card.put_or_keep("websites", if is_profile { "profile" } else { "work" }, address, line);
        } else {
            kept.push(word);
            continue;
        }
        match before {
            None => drop_label(&mut kept),
            Some(before) if label(before).is_none() => kept.push(before),
            Some(_) => {}
        }
    }
    kept.concat()
}

/// Drops the label that the kept words end in.
fn drop_label(kept: &mut Vec<&str>) {
    let last = kept.iter().rposition(|word| word.contains(char::is_alphanumeric));
    let Some(last) = last else { return };
    let is_label = kept.get(last).is_some_and(|word| label(word).is_some_and(|(key, _)| is_reach(key)));
    if is_label {
        kept.truncate(last);
    }
}

/// True for a web address: it says so, or ends as they do.
fn is_web(word: &str, said: Option<Label>) -> bool {
    let lower = word.to_ascii_lowercase();
    let host = lower.split_once("://").map_or(lower.as_str(), |(_, rest)| rest);
    let host = host.split(['/', '?', '#']).next().unwrap_or_default();
    let is_host = host.contains('.')
        && !host.contains("..")
        && !host.starts_with('.')
        && host.chars().all(|letter| letter.is_alphanumeric() || letter == '.' || letter == '-');
    let ending = host.rsplit('.').next().unwrap_or_default();
    let is_labelled = said.is_some_and(|(key, _)| key == "websites") || lower.starts_with("www.");
    let is_named = lower.starts_with("http://") || lower.starts_with("https://");
    // "M.Sc." and "z.b" are no addresses: those are written small, and their parts are words.
    let is_known = is_in(TOP_DOMAINS, ending) || ending.len() == 2 && host.split('.').all(|label| label.len() > 1);
    let is_bare = is_known && word.chars().next().is_some_and(|letter| !letter.is_uppercase());
    is_host && ending.chars().any(char::is_alphabetic) && (is_named || is_labelled || is_bare && host.len() > 4)
}

/// Takes phone numbers out, and the labels right before and behind them.
fn take_phones(text: &str, said: Option<Label>, line: usize, card: &mut Card) -> String {
    let mut kept = String::new();
    let mut from = 0;
    while let Some((start, end)) = next_number(text, from) {
        let before = text.get(from..start).unwrap_or_default();
        let number = text.get(start..end).unwrap_or_default();
        let behind = text.get(end..).unwrap_or_default();
        let (named, label_from) = match label_at_end(before) {
            Some((found, at)) => (Some(found), at),
            // A label with a colon holds for the first number behind it.
            None => (said.filter(|_| from == 0 && before.trim().is_empty()), before.len()),
        };
        let (suffix, suffix_end) = label_in_brackets(behind).map_or((None, 0), |(found, at)| (Some(found), at));
        let named = suffix.or(named);
        match named {
            Some((FAX, _)) => {
                kept.push_str(before.get(..label_from).unwrap_or_default());
                let shown = before.get(label_from..).unwrap_or_default().trim();
                let shown = if shown.is_empty() { "Fax" } else { shown };
                card.rest.push((line, [shown, " ", number].concat()));
            }
            Some(("phones", kind)) => {
                kept.push_str(before.get(..label_from).unwrap_or_default());
                card.put_or_keep("phones", kind, number, line);
            }
            None if is_phone(number) && !before.ends_with(char::is_alphabetic) => {
                kept.push_str(before);
                card.put_or_keep("phones", if is_mobile(number) { "mobile" } else { "work" }, number, line);
            }
            _ => kept.push_str(text.get(from..end).unwrap_or_default()),
        }
        // So that what stood around the number does not grow together.
        kept.push_str("  ");
        from = end + suffix_end;
    }
    kept.push_str(text.get(from..).unwrap_or_default());
    if from == 0 { text.to_owned() } else { kept }
}

/// The next run of digits, and of what is written between them, that could be
/// a number: seven digits at least, as labels may be mistaken; 17 at most.
fn next_number(text: &str, from: usize) -> Option<(usize, usize)> {
    let mut from = from;
    loop {
        let rest = text.get(from..)?;
        let start = from + rest.find(|letter: char| letter.is_ascii_digit() || letter == '+' || letter == '(')?;
        let run = text.get(start..)?;
        let ends = run
            .char_indices()
            .skip(1)
            .find(|(_, letter)| !(letter.is_ascii_digit() || " -–/.()\u{2212}".contains(*letter)))
            .map_or(run.len(), |(at, _)| at);
        let run = run.get(..ends)?;
        let length = run.trim_end_matches(|letter: char| !letter.is_ascii_digit()).len();
        let end = start + length;
        let digits = run.chars().filter(char::is_ascii_digit).count();
        if (6..=17).contains(&digits) {
            return Some((start, end + extension(text.get(end..)?)));
        }
        from = start + run.len().max(1);
    }
}

/// How long the extension is that follows a number: ` ext. 12`.
fn extension(behind: &str) -> usize {
    let word = behind.trim_start_matches([' ', ',', '(']);
    let marks = ["ext.", "ext", "x", "Ext.", "Durchwahl", "DW", "extension", "App."];
    let Some(mark) = marks.iter().find(|mark| word.starts_with(**mark)) else { return 0 };
    let after = word.get(mark.len()..).unwrap_or_default();
    let digits = after.trim_start_matches([' ', '-', ':', '.']);
    let count = digits.chars().take_while(char::is_ascii_digit).count();
    if (1..=6).contains(&count) { behind.len() - digits.len() + count } else { 0 }
}

/// The label that a text ends in, and where it begins.
fn label_at_end(before: &str) -> Option<(Label, usize)> {
    let text = before.trim_end_matches(|letter: char| !letter.is_alphanumeric());
    let starts = text.rfind(|letter: char| !(letter.is_alphanumeric() || letter == '.' || letter == '-'));
    let starts =
        starts.map_or(0, |at| at + text.get(at..).and_then(|rest| rest.chars().next()).map_or(1, char::len_utf8));
    let found = label(text.get(starts..)?)?;
    Some((found, starts))
}

/// The label in brackets behind a number, and how long it is.
fn label_in_brackets(behind: &str) -> Option<(Label, usize)> {
    let inner = behind.trim_start().strip_prefix('(')?;
    let (word, rest) = inner.split_once(')')?;
    let found = label(word).filter(|(key, _)| *key == "phones" || *key == FAX)?;
    Some((found, behind.len() - rest.len()))
}

/// True for a number that is a phone's without being called one.
fn is_phone(number: &str) -> bool {
    let groups: Vec<usize> =
        number.split(|letter: char| !letter.is_ascii_digit()).map(str::len).filter(|length| *length > 0).collect();
    let digits: usize = groups.iter().sum();
    let is_date = number.contains('.') && matches!(groups.as_slice(), [1..=2, 1..=2, 4]);
    match number.chars().next() {
        Some('+') => digits >= 7,
        Some('0' | '(') => digits >= 7 && !is_date,
        // As in America: 555-1234, 415.555.0123.
        _ => matches!(groups.as_slice(), [.., 3, 4]) && groups.len() > 1 && digits >= 7,
    }
}

/// True for numbers that begin as mobile ones do.
fn is_mobile(number: &str) -> bool {
    let digits: String = number.replace("(0)", "").chars().filter(char::is_ascii_digit).collect();
    let national = digits.strip_prefix("00").unwrap_or(&digits);
    let known = |digits: &str| MOBILE.split(' ').any(|begins| digits.starts_with(begins));
    if number.starts_with('+') || digits.starts_with("00") {
        known(national) && !national.starts_with('0')
    } else {
        digits.starts_with('0') && known(&digits)
    }
}

/// True for a text of nothing but labels for what reaches somebody, and signs.
fn only_labels(text: &str) -> bool {
    text.split_whitespace()
        .all(|word| label(word).is_some_and(|(key, _)| is_reach(key)) || !word.contains(char::is_alphanumeric))
}

/// What is left without the signs around it; nothing where only the labels are left of
/// what was taken out.
fn tidy(text: &str) -> Option<String> {
    let mut words: Vec<&str> = text.split_whitespace().collect();
    let says_nothing = |word: &&str| !word.contains(char::is_alphanumeric);
    while words.last().is_some_and(says_nothing) {
        words.pop();
    }
    let begins = words.iter().position(|word| !says_nothing(word)).unwrap_or(words.len());
    let words = words.get(begins..).unwrap_or_default();
    let text = words.join(" ");
    let text = text.trim_matches(|letter: char| letter.is_whitespace() || ",;:/|-–".contains(letter));
    (!only_labels(text) && !text.is_empty()).then(|| text.to_owned())
}
