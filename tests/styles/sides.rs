//! Nothing says left or right where it means the start or the end of a line:
//! in a language that is written from the right everything stands mirrored.

use super::declarations;
use crate::tree::{css_files, refuse};

/// Properties that name a side of the screen, and the measures across and down it.
const PHYSICAL: &[&str] =
    &["left", "right", "top", "bottom", "width", "height", "min-width", "max-width", "min-height", "max-height"];

/// Properties with a part for each side, and the logical ones they should be.
const SIDED: &[&str] = &["margin", "padding", "border", "scroll-margin", "scroll-padding"];

#[test]
fn no_property_names_a_side_of_the_screen() {
    refuse(breaches(|property, _| {
        PHYSICAL.contains(&property)
            || SIDED.iter().any(|sided| {
                let side = property.strip_prefix(sided).and_then(|rest| rest.strip_prefix('-')).unwrap_or("");
                ["left", "right", "top", "bottom"].iter().any(|name| side.starts_with(name))
            })
    }));
}

#[test]
fn no_value_names_a_side_of_the_screen() {
    refuse(breaches(|_, value| {
        value.split(|c: char| !c.is_alphanumeric() && c != '-').any(|word| word == "left" || word == "right")
    }));
}

#[test]
fn no_shorthand_of_four_differs_between_left_and_right() {
    refuse(breaches(|property, value| match parts(value)[..] {
        [_, right, _, left] if ["margin", "padding", "inset", "border-width"].contains(&property) => left != right,
        [start, end, end_below, start_below] if property == "border-radius" => start != end || start_below != end_below,
        _ => false,
    }));
}

#[test]
fn what_moves_sideways_turns_with_the_text() {
    // `--way` is 1, and -1 where the text runs from right to left.
    refuse(breaches(|_, value| {
        ["translateX(", "translate("].iter().any(|function| value.contains(function)) && !value.contains("var(--way)")
    }));
}

fn breaches(refused: impl Fn(&str, &str) -> bool) -> Vec<String> {
    let mut found = Vec::new();
    for file in css_files() {
        let bad = declarations(&file.code).filter(|(property, value)| refused(property, value));
        found.extend(bad.map(|(property, value)| format!("{}: {property}: {value}", file.path)));
    }
    found
}

/// The parts of a value, split at blanks outside brackets.
fn parts(value: &str) -> Vec<&str> {
    let mut depth = 0_i32;
    value
        .split(|c: char| {
            depth += i32::from(c == '(') - i32::from(c == ')');
            depth == 0 && c.is_whitespace()
        })
        .filter(|part| !part.is_empty())
        .collect()
}
