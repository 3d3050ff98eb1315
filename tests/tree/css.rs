//! What counts as a colour or a stacking number in a style sheet.

use super::{blank, is_word};

/// Named colours that people reach for; `transparent`, `currentColor` and the
/// system's own (`Canvas`, `ButtonText`, …) are not literals of ours.
const NAMED: [&str; 20] = [
    "black",
    "white",
    "red",
    "green",
    "blue",
    "yellow",
    "orange",
    "purple",
    "pink",
    "brown",
    "gray",
    "grey",
    "silver",
    "navy",
    "teal",
    "gold",
    "crimson",
    "tomato",
    "lightgray",
    "darkgray",
];

const FUNCTIONS: [&str; 10] = ["rgb(", "rgba(", "hsl(", "hsla(", "hwb(", "lab(", "lch(", "oklab(", "oklch(", "color("];

/// Blanks `/* … */`; line breaks stay where they are.
pub fn without_comments(text: &str) -> String {
    let mut code = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(open) = rest.find("/*") {
        let close = rest[open..].find("*/").map_or(rest.len(), |at| open + at + 2);
        code.push_str(&rest[..open]);
        code.extend(rest[open..close].chars().map(blank));
        rest = &rest[close..];
    }
    code + rest
}

/// Whether the line sets a colour by its value rather than by its name.
pub fn has_colour(line: &str) -> bool {
    declarations(line).any(|declaration| {
        // A value may go on over several lines; then only a function gives it away.
        let value = declaration.split_once(':').map_or("", |(_, value)| value);
        let mut words = value.split(|c: char| !is_word(c) && c != '-' && c != '#');
        FUNCTIONS.iter().any(|function| has_function(declaration, function))
            || words.any(|word| NAMED.contains(&word) || is_hex_colour(word))
    })
}

/// Whether the line sets `z-index` to a number.
pub fn has_stacking_number(line: &str) -> bool {
    line.split("z-index:")
        .skip(1)
        .any(|value| value.trim_start().trim_start_matches('-').starts_with(|c: char| c.is_ascii_digit()))
}

/// The parts of a line that are not selectors: those that no brace follows.
fn declarations(line: &str) -> impl Iterator<Item = &str> {
    line.split_inclusive(['{', ';', '}']).filter(|part| !part.ends_with('{'))
}

fn has_function(value: &str, function: &str) -> bool {
    value
        .match_indices(function)
        .any(|(at, _)| !value[..at].chars().next_back().is_some_and(|c| is_word(c) || c == '-'))
}

fn is_hex_colour(word: &str) -> bool {
    word.strip_prefix('#')
        .is_some_and(|digits| [3, 4, 6, 8].contains(&digits.len()) && digits.chars().all(|c| c.is_ascii_hexdigit()))
}
