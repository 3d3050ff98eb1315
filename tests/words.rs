//! Every text that a person reads passes through `spoken` or `said!`, and has a
//! German one. The sources are read for it: a text that is only reached on a rare
//! path is found as surely as the title of Home.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use relata::ui::words::german;

/// What reads like words and is none of ours: names, keys of the keyboard, parts of files.
const NO_WORDS: [&str; 35] = [
    "Relata",
    "Relata ",
    "English",
    "Deutsch",
    "Salesforce",
    "SuiteCRM",
    "SAP Sales Cloud",
    "HubSpot",
    "Zoho",
    "Pipedrive",
    "Outlook",
    "Alt",
    "AltGraph",
    "ArrowDown",
    "ArrowLeft",
    "ArrowRight",
    "ArrowUp",
    "Backspace",
    "ContextMenu",
    "Control",
    "Ctrl",
    "Delete",
    "End",
    "Enter",
    "Escape",
    "F2",
    "Files",
    "Key",
    "Meta",
    "PageDown",
    "PageUp",
    "Shift",
    "Space",
    "Tab",
    "Home",
];

/// The attributes and properties of views that people read or hear.
const READ: [&str; 18] = [
    "aria-label",
    "cancel_label",
    "caption",
    "concept",
    "data-label",
    "empty",
    "field_label",
    "heading",
    "hint",
    "intro",
    "label",
    "legend",
    "note",
    "placeholder",
    "submit_label",
    "text",
    "title",
    "way_on",
];

/// A text of the source, and what stands around it.
struct Literal {
    text: String,
    place: String,
    before: String,
    after: char,
}

impl Literal {
    /// True where the text goes through what translates it.
    fn is_spoken(&self) -> bool {
        ["spoken(", "in_language(", "said!("].iter().any(|call| self.before.ends_with(call))
    }

    /// True where a view shows it, or an attribute that people read has it.
    fn is_shown(&self) -> bool {
        let attribute = self.before.strip_suffix('=').filter(|before| before.ends_with(|c: char| c.is_alphanumeric()));
        let attribute = attribute.map(|before| before.rsplit([' ', '\n', '<', ':']).next().unwrap_or_default());
        let between = |end: &str| self.before.ends_with(end) && matches!(self.after, '<' | '{');
        let child = self.before.ends_with('>') && !self.before.ends_with("=>") && !self.before.ends_with("->");
        attribute.map_or(child || between("}"), |attribute| READ.contains(&attribute))
    }

    /// True for what nobody but a person reads.
    fn reads_like_words(&self) -> bool {
        let text = self.text.trim();
        let mut letters = text.chars();
        let capital = letters.next().is_some_and(char::is_uppercase);
        let sentence = text.contains(' ') && self.place.starts_with("words/");
        let begins =
            capital && letters.next().is_some_and(|second| second.is_lowercase() || matches!(second, '’' | '-'));
        (begins || sentence) && !is_path(text) && !["Alt+", "Ctrl+", "Shift+"].iter().any(|key| text.starts_with(key))
    }
}

/// What draws an icon or chooses elements is no text.
fn is_path(text: &str) -> bool {
    text.starts_with(['.', '#', '[', ':', '/']) || text.chars().filter(char::is_ascii_digit).count() > 6
}

fn sources(folder: &Path, into: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, into);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            into.push(path);
        }
    }
}

/// The texts of the interface, without its tests and the tables of other words, and the
/// names that a new workspace begins with.
fn literals() -> Vec<Literal> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/ui");
    let mut paths = Vec::new();
    sources(&root, &mut paths);
    paths.sort();
    let elsewhere = ["words/german.rs", "words/vocabulary.rs", "words/plain.rs"];
    let mut all = Vec::new();
    for path in paths {
        let name = path.strip_prefix(&root).unwrap().to_string_lossy().replace('\\', "/");
        if !elsewhere.iter().any(|other| name.starts_with(other)) {
            let text = std::fs::read_to_string(&path).unwrap();
            read(&name, text.split("\n#[cfg(test)]").next().unwrap(), &mut all);
        }
    }
    let starter = root.with_file_name("domain/starter.rs");
    read("domain/starter.rs", &std::fs::read_to_string(starter).unwrap(), &mut all);
    assert!(all.len() > 2_000, "the sources are read");
    all
}

/// Reads the string literals of a source, and passes over its comments.
fn read(name: &str, source: &str, into: &mut Vec<Literal>) {
    let letters: Vec<char> = source.chars().collect();
    let at = |place: usize| letters.get(place).copied().unwrap_or('\n');
    let mut place = 0;
    let mut code = String::new();
    while place < letters.len() {
        match (at(place), at(place + 1)) {
            ('/', '/') => {
                while place < letters.len() && at(place) != '\n' {
                    place += 1;
                }
            }
            // A letter, not a lifetime.
            ('\'', '\\') => place += 3,
            ('\'', _) if at(place + 2) == '\'' => place += 3,
            ('"', _) => {
                let line = letters[..place].iter().filter(|letter| **letter == '\n').count() + 1;
                let (text, end) = literal(&letters, place + 1);
                let after = letters[end..].iter().copied().find(|letter| !letter.is_whitespace()).unwrap_or('\n');
                let before = code.trim_end().to_owned();
                let before = before.chars().skip(before.chars().count().saturating_sub(80)).collect();
                into.push(Literal { text, place: format!("{name}:{line}"), before, after });
                code.push_str("\"\"");
                place = end;
            }
            (letter, _) => {
                code.push(letter);
                place += 1;
            }
        }
    }
}

/// The text of a literal, and where the source goes on after it.
fn literal(letters: &[char], mut place: usize) -> (String, usize) {
    let mut text = String::new();
    while letters[place] != '"' {
        if letters[place] == '\\' {
            place += 1;
            match letters[place] {
                'n' => text.push('\n'),
                't' => text.push('\t'),
                '\n' => {
                    while letters[place + 1].is_whitespace() {
                        place += 1;
                    }
                }
                other => text.push(other),
            }
        } else {
            text.push(letters[place]);
        }
        place += 1;
    }
    (text, place + 1)
}

/// Texts with numbers, which `count` and `joined` translate: those among their arguments.
fn is_counted(literal: &Literal) -> bool {
    let call =
        ["count(", "joined("].iter().filter_map(|call| literal.before.rfind(call).map(|at| at + call.len())).max();
    let Some(from) = call else { return false };
    let mut depth = 0_i32;
    for letter in literal.before[from..].chars() {
        depth += i32::from(matches!(letter, '(' | '[')) - i32::from(matches!(letter, ')' | ']'));
        if depth < 0 || letter == ';' {
            return false;
        }
    }
    depth == 0 && literal.before.ends_with(',')
}

fn has_words(text: &str) -> bool {
    let bare: String = text.split('{').map(|part| part.split_once('}').map_or(part, |(_, rest)| rest)).collect();
    bare.chars().filter(|letter| letter.is_alphabetic()).count() > 1
}

/// The texts that need a translation, each with where it stands.
fn needed() -> BTreeMap<String, String> {
    let reads = |literal: &Literal| literal.reads_like_words() && !NO_WORDS.contains(&literal.text.as_str());
    let needs = |literal: &Literal| literal.is_spoken() || is_counted(literal) || reads(literal);
    let ours = literals().into_iter().filter(needs).filter(|literal| has_words(&literal.text));
    ours.map(|literal| (literal.text, literal.place)).collect()
}

#[test]
fn what_people_read_is_translated_where_it_is_shown() {
    let silent = literals().into_iter().filter(|literal| literal.is_shown() && !literal.is_spoken());
    let silent = silent.filter(|literal| has_words(&literal.text) && !NO_WORDS.contains(&literal.text.as_str()));
    let silent: Vec<String> = silent.map(|literal| format!("{}: “{}”", literal.place, literal.text)).collect();
    assert!(silent.is_empty(), "not passed through `spoken`:\n{}", silent.join("\n"));
}

#[test]
fn every_text_has_a_german_one() {
    let german: BTreeSet<&str> = german::texts().map(|(ours, _)| ours).collect();
    let missing = needed().into_iter().filter(|(text, _)| !german.contains(text.as_str()));
    let missing: Vec<String> = missing.map(|(text, place)| format!("{place}: {text:?}")).collect();
    assert!(missing.is_empty(), "{} without a German text:\n{}", missing.len(), missing.join("\n"));
}

#[test]
fn no_german_text_is_left_over_or_there_twice() {
    let ours: BTreeSet<String> = literals().into_iter().map(|literal| literal.text).collect();
    let mut seen = BTreeSet::new();
    for (text, german) in german::texts() {
        assert!(ours.contains(text), "nothing says {text:?} any more");
        assert!(seen.insert(text), "{text:?} is there twice");
        assert!(!german.is_empty(), "{text:?} has no words");
    }
}

#[test]
fn a_german_text_has_the_values_of_ours() {
    for (ours, german) in german::texts() {
        let values = ours.matches('{').count();
        let places: Vec<&str> =
            german.split('{').skip(1).filter_map(|part| part.split_once('}')).map(|part| part.0).collect();
        if places.iter().all(|place| place.is_empty()) {
            assert_eq!(places.len(), values, "{ours:?}: {german:?}");
        } else {
            let known = |place: &&str| place.parse::<usize>().is_ok_and(|place| place < values);
            assert!(places.iter().all(known), "{ours:?}: {german:?}");
        }
    }
}

#[test]
fn the_page_around_the_program_says_the_same_german() {
    let page = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("index.html")).unwrap();
    let page = page.replace("&amp;", "&");
    let (before, rest) = page.split_once("var german = {").unwrap();
    let (table, after) = rest.split_once("};").unwrap();
    let quoted: Vec<&str> = table.split('"').skip(1).step_by(2).collect();
    let own: BTreeMap<&str, &str> = quoted.chunks(2).map(|pair| (pair[0], pair[1])).collect();
    let app: BTreeMap<&str, &str> = german::texts().collect();
    for (text, german) in &own {
        assert!(before.contains(text) || after.contains(text), "nothing says {text:?} any more");
        assert_eq!(app.get(text).unwrap_or(german), german, "{text:?}");
    }
    let (script, body) = after.split_once("</script>").unwrap();
    let shell = body.split_once("<div id=\"shell\"").unwrap().1.split_once("<script").unwrap().0;
    let shown = shell.split('>').skip(1).filter_map(|piece| Some(piece.split_once('<')?.0));
    let shown = shown.filter(|text| text.contains(char::is_alphabetic) && !NO_WORDS[..3].contains(text));
    let sentences = script.split('"').skip(1).step_by(2).filter(|text| text.ends_with('.') && text.contains(' '));
    for text in shown.chain(sentences) {
        assert!(own.contains_key(text) || app.get(text) == Some(&text), "{text:?} has no German");
    }
}
