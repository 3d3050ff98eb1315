//! Every class that a style sheet speaks of is worn by something, every custom
//! property that is read is set, and the other way round.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use super::variables;
use crate::tree::{File, css_files, refuse, source};

/// Classes that are put together where they are used, so that no text of the source is the whole name.
const COMPOSED: &[&str] = &[];

/// Custom properties that the program sets on elements.
const SET_BY_THE_PROGRAM: &[&str] = &["grid-columns", "grid-width"];

#[test]
fn every_class_of_the_style_sheets_is_worn_by_something() {
    let page = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("index.html")).unwrap();
    let mut worn: BTreeSet<String> = COMPOSED.iter().map(|name| (*name).to_string()).collect();
    worn.extend(words(&page).map(str::to_string));
    for file in source() {
        worn.extend(worn_in(&file));
    }
    let mut found = Vec::new();
    for sheet in css_files() {
        let unworn: BTreeSet<&str> = classes(&sheet.code).filter(|class| !worn.contains(*class)).collect();
        found.extend(unworn.into_iter().map(|class| format!("{}: .{class}", sheet.path)));
    }
    refuse(found);
}

#[test]
fn every_custom_property_that_is_read_is_set_and_every_one_that_is_set_is_read() {
    let sheets = css_files();
    let set: BTreeSet<&str> = sheets.iter().flat_map(|sheet| set_in(&sheet.code)).collect();
    let read: BTreeSet<&str> = sheets.iter().flat_map(|sheet| variables(&sheet.code)).collect();
    let unset = read.difference(&set).filter(|name| !SET_BY_THE_PROGRAM.contains(*name));
    let unread = set.difference(&read);
    refuse(
        unset
            .map(|name| format!("--{name} is read and never set"))
            .chain(unread.map(|name| format!("--{name} is set and never read")))
            .collect(),
    );
}

/// The class names in selectors.
fn classes(code: &str) -> impl Iterator<Item = &str> {
    let selectors = code.split_inclusive(['{', ';', '}']).filter(|part| part.ends_with('{'));
    selectors.flat_map(|selector| selector.split('.').skip(1)).filter_map(|rest| words(rest).next()).filter(|name| {
        // Not the decimals of a number in a media query.
        name.starts_with(|c: char| c.is_ascii_alphabetic())
    })
}

fn set_in(code: &str) -> impl Iterator<Item = &str> {
    code.split([';', '{', '}'])
        .filter_map(|part| part.trim().strip_prefix("--")?.split_once(':'))
        .map(|(name, _)| name.trim())
}

/// What a file may put on an element: `class:name`, and the words of texts that look like lists of classes.
fn worn_in(file: &File) -> Vec<String> {
    let named = file.code.split("class:").skip(1).filter_map(|rest| words(rest).next());
    let texts = file.strings();
    let lists = texts.iter().filter(|text| !text.contains(|c: char| c.is_uppercase() || ".,:!?…".contains(c)));
    named.chain(lists.flat_map(|text| text.split_whitespace())).map(str::to_string).collect()
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !(c.is_ascii_alphanumeric() || c == '-' || c == '_')).filter(|word| !word.is_empty())
}

#[test]
fn classes_are_told_from_decimals_and_texts() {
    let found: Vec<&str> =
        classes("@media (width < 1.5rem) { .a:has(.b--c) > d .e { margin: .5rem; &.f { } } }").collect();
    assert_eq!(found, ["a", "b--c", "e", "f"]);
    let file = File::of("x.rs", "view! { <p class=\"a  b--c\" class:d-e=on>\"Not these.\"</p> } // \"f\"");
    let worn = worn_in(&file);
    assert_eq!(worn, ["d-e", "a", "b--c"]);
}
