//! Reads the source tree for `layers.rs`: files, their code without comments
//! and strings, and the paths that they name.

pub mod css;

use std::fs;
use std::path::Path;

/// A file of the project; `code` is its text with comments and the insides of
/// strings blanked out, line for line.
pub struct File {
    pub path: String,
    pub text: String,
    pub code: String,
}

impl File {
    pub fn of(path: &str, text: &str) -> Self {
        let code = if Path::new(path).extension().is_some_and(|e| e == "css") {
            css::without_comments(text)
        } else {
            without_comments_and_strings(text)
        };
        Self { path: path.to_string(), text: text.to_string(), code }
    }

    pub fn is_in(&self, places: &[&str]) -> bool {
        places.iter().any(|place| self.path.starts_with(place))
    }

    /// The files where colours and stacking levels get their names; paper has colours of its own.
    pub fn is_token_file(&self) -> bool {
        ["tokens", "theme", "print"].iter().any(|name| self.path.contains(name))
    }

    /// The texts in the code: what stands in quotes outside comments.
    pub fn strings(&self) -> Vec<&str> {
        strings(&self.text)
    }

    /// What follows `crate::`, two names deep, groups spread out.
    pub fn crate_paths(&self) -> Vec<String> {
        let mut paths = Vec::new();
        let code: String = self.code.split_whitespace().collect::<Vec<_>>().join(" ");
        for (at, found) in code.match_indices("crate::") {
            let part_of_word = code[..at].chars().next_back().is_some_and(is_word);
            if !part_of_word {
                spread(&code[at + found.len()..], &mut Vec::new(), &mut paths);
            }
        }
        paths
    }
}

/// Every Rust file under `src/`.
pub fn source() -> impl Iterator<Item = File> {
    files_in("src", "rs").into_iter()
}

/// Every Rust file of the project: the app, its tests, its commands.
pub fn rust_files() -> Vec<File> {
    ["src", "tests", "xtask/src"].iter().flat_map(|folder| files_in(folder, "rs")).collect()
}

/// Every style sheet.
pub fn css_files() -> Vec<File> {
    files_in("style", "css")
}

/// The lines of code that a rule refuses, as `path:line: text`.
pub fn breaches(files: impl Iterator<Item = File>, refused: impl Fn(&str) -> bool) -> Vec<String> {
    let mut found = Vec::new();
    for file in files {
        for (number, (code, text)) in file.code.lines().zip(file.text.lines()).enumerate() {
            if refused(code) {
                found.push(format!("{}:{}: {}", file.path, number + 1, text.trim()));
            }
        }
    }
    found
}

/// Fails the test with the list, if there is one.
pub fn refuse(found: Vec<String>) {
    assert!(found.is_empty(), "{} against the rule:\n  {}", found.len(), found.join("\n  "));
}

/// Words in a line of code.
pub trait Lines {
    fn has_word_starting(&self, start: &str) -> bool;
}

impl Lines for str {
    fn has_word_starting(&self, start: &str) -> bool {
        self.match_indices(start).any(|(at, _)| !self[..at].chars().next_back().is_some_and(is_word))
    }
}

pub fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

fn files_in(folder: &str, extension: &str) -> Vec<File> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files = Vec::new();
    gather(&root.join(folder), extension, &mut |path| {
        let name = path.strip_prefix(root).unwrap().to_string_lossy().replace('\\', "/");
        files.push(File::of(&name, &fs::read_to_string(path).unwrap()));
    });
    files.sort_by(|a, b| a.path.cmp(&b.path));
    files
}

fn gather(folder: &Path, extension: &str, take: &mut impl FnMut(&Path)) {
    // A folder that does not exist holds nothing against the rules.
    let Ok(entries) = fs::read_dir(folder) else {
        return;
    };
    for path in entries.map(|entry| entry.unwrap().path()) {
        if path.is_dir() && !path.ends_with("node_modules") {
            gather(&path, extension, take);
        } else if path.extension().is_some_and(|found| found == extension) {
            take(&path);
        }
    }
}

/// Collects the paths of one use tree: `a::b`, `{a, b::{c, d}}`. Returns what follows it.
fn spread<'a>(mut tree: &'a str, before: &mut Vec<&'a str>, paths: &mut Vec<String>) -> &'a str {
    tree = tree.trim_start();
    if let Some(mut group) = tree.strip_prefix('{') {
        loop {
            group = spread(group, &mut before.clone(), paths).trim_start();
            match group.strip_prefix(',') {
                Some(rest) => group = rest,
                None => return group.strip_prefix('}').unwrap_or(group),
            }
        }
    }
    let end = tree.find(|c| !is_word(c)).unwrap_or(tree.len());
    let (name, rest) = tree.split_at(end);
    if name.is_empty() {
        return rest;
    }
    before.push(name);
    if let Some(deeper) = rest.strip_prefix("::") {
        return spread(deeper, before, paths);
    }
    let path = before[..before.len().min(2)].join("::");
    if !paths.contains(&path) {
        paths.push(path);
    }
    rest
}

/// Blanks comments and the insides of strings; line breaks stay where they are.
fn without_comments_and_strings(text: &str) -> String {
    let mut code = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let hidden = comment_length(rest).or_else(|| string_length(rest, &code));
        if let Some(length) = hidden {
            code.extend(rest[..length].chars().map(blank));
            rest = &rest[length..];
        } else {
            code.push(first);
            rest = &rest[first.len_utf8()..];
        }
    }
    code
}

/// The insides of the string literals.
fn strings(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let (mut at, mut before) = (0, String::new());
    while let Some(next) = text[at..].chars().next() {
        let rest = &text[at..];
        at += if let Some(length) = comment_length(rest) {
            length
        } else if let Some(length) = string_length(rest, &before) {
            found.push(rest[..length].trim_start_matches('r').trim_matches('#').trim_matches('"'));
            length
        } else {
            before.push(next);
            next.len_utf8()
        };
    }
    found
}

/// Line breaks stay, so that line numbers do.
pub fn blank(c: char) -> char {
    if c == '\n' { '\n' } else { ' ' }
}

fn comment_length(text: &str) -> Option<usize> {
    if text.starts_with("//") {
        return Some(text.find('\n').unwrap_or(text.len()));
    }
    text.starts_with("/*").then(|| {
        let (mut depth, mut at) = (0, 0);
        while at < text.len() {
            match &text.as_bytes()[at..] {
                [b'/', b'*', ..] => (depth, at) = (depth + 1, at + 2),
                [b'*', b'/', ..] => (depth, at) = (depth - 1, at + 2),
                _ => at += 1,
            }
            if depth == 0 {
                break;
            }
        }
        at
    })
}

/// The length of the string or character literal that the text opens with.
fn string_length(text: &str, before: &str) -> Option<usize> {
    if text.starts_with('r') && !before.chars().next_back().is_some_and(|c| is_word(c) && c != 'b') {
        let hashes = text[1..].chars().take_while(|c| *c == '#').count();
        if text[1 + hashes..].starts_with('"') {
            let close = format!("\"{}", "#".repeat(hashes));
            let open = 2 + hashes;
            return Some(text[open..].find(&close).map_or(text.len(), |at| open + at + close.len()));
        }
    }
    if text.starts_with('"') {
        return Some(closing_quote(text, b'"'));
    }
    // A lifetime has no closing quote after its first character.
    let is_character = text.starts_with("'\\") || text.chars().nth(2) == Some('\'');
    (text.starts_with('\'') && is_character).then(|| closing_quote(text, b'\''))
}

fn closing_quote(text: &str, quote: u8) -> usize {
    let bytes = text.as_bytes();
    let mut at = 1;
    while at < bytes.len() && bytes[at] != quote {
        at += if bytes[at] == b'\\' { 2 } else { 1 };
    }
    (at + 1).min(bytes.len())
}
