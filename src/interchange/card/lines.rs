//! A text line by line: what belongs to the card and what was only written
//! above or below it; and each line in the pieces that signs set apart.

use super::known::is_closing;
use crate::domain::order::InOrder;

/// How many lines of a text are looked at; a card has twenty.
const MOST_LINES: usize = 200;
/// How many lines are looked through for a greeting above the card.
const LATEST_CLOSING: usize = 1_000;
/// How many bytes a line may have to be looked at, or a piece to be more than prose.
const LONGEST_LINE: usize = 1_000;
pub(super) const LONGEST_PIECE: usize = 160;

/// What a line is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sense {
    /// It may tell who somebody is.
    Card,
    /// It is what they wrote (CA4), or too much to be read.
    Written,
}

/// A line that says something.
#[derive(Clone, Debug)]
pub(super) struct Line {
    /// The first line of the text is 1.
    pub(super) number: usize,
    /// Without what cannot be seen, and without what quotes it.
    pub(super) text: String,
    pub(super) sense: Sense,
}

/// The lines that say something. Greetings and the mark before a signature do not.
pub(super) fn split(text: &str) -> Vec<Line> {
    let text = text.replace("\r\n", "\n");
    let lines = text.split(['\n', '\r', '\u{2028}', '\u{b}']).enumerate();
    let lines: Vec<(usize, String)> =
        lines.map(|(place, line)| (place + 1, clean(line))).filter(|(_, line)| !line.is_empty()).collect();
    let leave = lines.iter().take(LATEST_CLOSING).position(|(_, line)| is_closing(line) || line == "--");
    let begins = leave.map(|at| at + 1).filter(|begins| *begins < lines.len()).unwrap_or(0);
    let quoted = lines.iter().skip(begins + 1).position(|(_, line)| begins_quote(line));
    let ends = quoted.map_or(lines.len(), |at| begins + 1 + at);
    let sense = |place: usize, line: &str| {
        let is_card = (begins..ends).contains(&place) && place < begins + MOST_LINES && line.len() <= LONGEST_LINE;
        if is_card { Sense::Card } else { Sense::Written }
    };
    let lines = lines.into_iter().enumerate();
    let told =
        lines.filter(|(place, (_, line))| !(*place + 1 == begins || *place < LATEST_CLOSING && is_closing(line)));
    told.map(|(place, (number, text))| Line { number, sense: sense(place, &text), text }).collect()
}

/// A line without signs that only steer the writing, without what quotes it,
/// and with the signs for telephones as the words they stand for.
fn clean(line: &str) -> String {
    let mut cleaned = String::with_capacity(line.len());
    for letter in line.chars() {
        match letter {
            '\u{200b}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}'
            | '\u{fe00}'..='\u{fe0f}'
            | '\u{feff}'
            | '\u{ad}' => {}
            '📱' => cleaned.push_str(" Mobile "),
            '☎' | '📞' | '✆' => cleaned.push_str(" Phone "),
            '📠' | '🖷' => cleaned.push_str(" Fax "),
            '\u{2010}' | '\u{2011}' => cleaned.push('-'),
            letter if letter.is_control() && letter != '\t' => cleaned.push('\u{20}'),
            // Spaces of all widths; and pictures, which say nothing that the words do not.
            '\u{2600}'..='\u{27bf}' | '\u{1f000}'..='\u{1faff}' | '\u{a0}' | '\u{202f}' | '\u{2007}' | '\u{3000}' => {
                cleaned.push(' ');
            }
            letter => cleaned.push(letter),
        }
    }
    let is_mark = |letter: char| letter.is_whitespace() || "*>_=~#•·".contains(letter);
    // Stars and the like at the end belong to those at the beginning, or to the word: "C#".
    let begins = cleaned.trim_start().chars().next().filter(|letter| "*_=~".contains(*letter));
    let trimmed = cleaned.trim_start_matches(is_mark);
    let trimmed = trimmed.trim_end_matches(|letter: char| letter.is_whitespace() || Some(letter) == begins);
    if trimmed.chars().all(|letter| letter == '-') && trimmed.len() > 2 { String::new() } else { trimmed.to_owned() }
}

/// True for the line above a letter that is answered.
fn begins_quote(line: &str) -> bool {
    let is_short = line.len() <= 200;
    let ends = ["wrote:", "schrieb:", "a écrit :", "escribió:"];
    let begins = ["-----Original", "----- Original", "-----Ursprüngliche", "Begin forwarded", "From: ", "Von: "];
    is_short && (ends.iter().any(|end| line.ends_with(end)) || begins.iter().any(|begin| line.starts_with(begin)))
}

/// The pieces of a line that signs set apart.
pub(super) fn pieces(line: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    for part in line.split(['|', '•', '·', '\t', '¦', '●', '▪', '»', '\u{2502}']) {
        let mut rest = part;
        while let Some((at, end)) = dash(rest) {
            pieces.push(rest.get(..at).unwrap_or_default());
            rest = rest.get(end..).unwrap_or_default();
        }
        pieces.push(rest);
    }
    pieces.into_iter().map(str::trim).filter(|piece| !piece.is_empty()).collect()
}

/// Where a dash, two slashes or three spaces set words apart, and where they
/// end. Between digits a dash belongs to a number.
fn dash(text: &str) -> Option<(usize, usize)> {
    let found = [" - ", " – ", " — ", " // ", "   "].iter().filter_map(|sign| {
        text.match_indices(sign).map(|(at, sign)| (at, at + sign.len())).find(|(at, end)| {
            let digit = |letter: Option<char>| letter.is_some_and(|letter| letter.is_ascii_digit());
            let before = text.get(..*at).and_then(|text| text.chars().next_back());
            let after = text.get(*end..).and_then(|text| text.chars().next());
            !(digit(before) && digit(after))
        })
    });
    found.min()
}

/// Puts what is left in the order of the lines.
pub(super) fn in_order(rest: &mut [(usize, String)]) {
    rest.order_by_key(|(line, _)| *line);
}
