//! A component asks for nothing that nobody gives: each of its props is set
//! where the component is used, somewhere.

use crate::tree::{File, is_word, refuse, source};

#[test]
fn every_prop_is_set_by_somebody() {
    let files: Vec<File> = source().filter(|file| file.is_in(&["src/ui/", "src/main.rs"])).collect();
    let mut found = Vec::new();
    for file in &files {
        for (component, props) in components(&file.code) {
            let uses: Vec<&str> = files.iter().flat_map(|file| uses(&file.code, component)).collect();
            let unset =
                props.into_iter().filter(|prop| *prop != "children" && !uses.iter().any(|tag| has_word(tag, prop)));
            found.extend(unset.map(|prop| format!("{}: {component} {prop}", file.path)));
        }
    }
    refuse(found);
}

/// The components that a file makes, each with the names of its props.
fn components(code: &str) -> Vec<(&str, Vec<&str>)> {
    let made = code.split("#[component]").skip(1).filter_map(|rest| rest.split_once("fn "));
    made.filter_map(|(_, rest)| {
        let name = rest.split(|c| !is_word(c)).next()?;
        let list = &rest[name.len() + generics(&rest[name.len()..])..];
        Some((name, arguments(&list[1..closing(list)?]).into_iter().filter_map(name_of).collect()))
    })
    .collect()
}

/// The length of the `<…>` that the text opens with; 0 without one.
fn generics(text: &str) -> usize {
    let (mut depth, mut before) = (0_i32, ' ');
    let end = text.char_indices().find(|(_, c)| {
        depth += i32::from(*c == '<') - i32::from(*c == '>' && before != '-');
        before = *c;
        depth == 0
    });
    end.map_or(0, |(at, c)| if c == '>' { at + 1 } else { 0 })
}

/// What stands in the tags of a component: `<Name here>`.
fn uses<'a>(code: &'a str, component: &str) -> Vec<&'a str> {
    let tags = code.match_indices('<').map(|(at, _)| &code[at + 1..]).filter_map(|rest| rest.strip_prefix(component));
    tags.filter(|rest| !rest.starts_with(is_word)).map(|rest| &rest[..end_of_tag(rest)]).collect()
}

fn end_of_tag(rest: &str) -> usize {
    let (mut depth, mut before) = (0_i32, ' ');
    for (at, c) in rest.char_indices() {
        match c {
            '(' | '{' | '[' => depth += 1,
            ')' | '}' | ']' => depth -= 1,
            '>' if depth == 0 && !"-=".contains(before) => return at,
            _ => {}
        }
        before = c;
    }
    rest.len()
}

/// Where the bracket that the text opens with is closed.
fn closing(text: &str) -> Option<usize> {
    let mut depth = 0_i32;
    text.char_indices().find_map(|(at, c)| {
        depth += i32::from("([{".contains(c)) - i32::from(")]}".contains(c));
        (depth == 0).then_some(at)
    })
}

/// The arguments of a function: split at commas outside brackets of every kind.
fn arguments(text: &str) -> Vec<&str> {
    let (mut depth, mut before) = (0_i32, ' ');
    text.split(|c: char| {
        let arrow = c == '>' && before == '-';
        depth += i32::from("([{<".contains(c)) - i32::from(")]}>".contains(c) && !arrow);
        before = c;
        depth == 0 && c == ','
    })
    .collect()
}

/// The name of an argument, behind its attributes.
fn name_of(argument: &str) -> Option<&str> {
    let mut rest = argument.trim();
    while let Some(attribute) = rest.strip_prefix('#') {
        rest = attribute[closing(attribute)? + 1..].trim_start();
    }
    let name = rest.split(':').next()?.trim().trim_start_matches("mut ");
    (!name.is_empty()).then_some(name)
}

fn has_word(text: &str, word: &str) -> bool {
    text.split(|c| !is_word(c)).any(|found| found == word)
}

#[test]
fn props_and_tags_are_read() {
    let code = "#[component]\npub fn Box_<T: Fn(i32) -> i32>(#[prop(optional, into)] a: Map<K, V>, mut b: Fn(X) -> Y,) -> impl IntoView {} <Box_ a=move || b > 1 on:c=|d| { e }>";
    assert_eq!(components(code), [("Box_", vec!["a", "b"])]);
    assert_eq!(
        uses("<Box_ a=1 on:c=move |d| { e > f }>x</Box_><Boxes z=1/>", "Box_"),
        [" a=1 on:c=move |d| { e > f }"]
    );
}
