//! What the documents link to and name is there: files, folders and headings.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test may stop where it stands")]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

const FOLDERS: [&str; 7] = ["src/", "tests/", "xtask/", "docs/", "web/", "style/", ".github/"];

#[test]
fn every_relative_link_of_a_document_leads_to_a_file_and_a_heading() {
    let mut dead = Vec::new();
    let mut seen = 0;
    for document in documents() {
        let text = fs::read_to_string(&document).unwrap();
        for target in targets(&text) {
            seen += 1;
            if !leads_somewhere(&document, &target) {
                dead.push(format!("{}: {target}", document.display()));
            }
        }
    }
    assert!(seen > 20, "only {seen} links were found: the search for them is broken");
    assert!(dead.is_empty(), "links that lead nowhere:\n{}", dead.join("\n"));
}

#[test]
fn every_path_that_a_document_names_is_there() {
    let mut missing = Vec::new();
    for document in documents() {
        for path in named_paths(&fs::read_to_string(&document).unwrap()) {
            if !root().join(&path).exists() {
                missing.push(format!("{}: {path}", document.display()));
            }
        }
    }
    assert!(missing.is_empty(), "paths that are not there:\n{}", missing.join("\n"));
}

/// The Markdown of the root and of `docs`.
fn documents() -> Vec<PathBuf> {
    let mut found: Vec<PathBuf> = [root(), root().join("docs")]
        .iter()
        .flat_map(|folder| fs::read_dir(folder).unwrap())
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "md"))
        .collect();
    found.sort();
    found
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// Where links and pictures lead, but for those to other hosts.
fn targets(text: &str) -> Vec<String> {
    let prose = without_code(text);
    let mut found: Vec<String> = between(&prose, "](", ')');
    for attribute in ["src=\"", "srcset=\"", "href=\""] {
        found.extend(between(&prose, attribute, '"'));
    }
    found.retain(|target| !target.contains("://") && !target.starts_with("mailto:"));
    found
}

fn leads_somewhere(document: &Path, target: &str) -> bool {
    let (path, heading) = target.split_once('#').map_or((target, None), |(path, heading)| (path, Some(heading)));
    let file = if path.is_empty() { document.to_path_buf() } else { document.parent().unwrap().join(path) };
    file.exists() && heading.is_none_or(|heading| anchors(&fs::read_to_string(&file).unwrap()).contains(heading))
}

/// The anchors of a document's headings, as GitHub makes them.
fn anchors(text: &str) -> BTreeSet<String> {
    without_fences(text).lines().filter(|line| line.starts_with('#')).map(anchor).collect()
}

fn anchor(heading: &str) -> String {
    let words = heading.trim_start_matches('#').trim().to_lowercase();
    words
        .chars()
        .filter(|c| c.is_alphanumeric() || "-_ ".contains(*c))
        .map(|c| if c == ' ' { '-' } else { c })
        .collect()
}

/// What stands in backquotes and looks like a path of this repository.
fn named_paths(text: &str) -> Vec<String> {
    let mut found = between(&without_fences(text), "`", '`');
    found.retain(|code| {
        FOLDERS.iter().any(|folder| code.starts_with(folder)) && !code.contains(['*', '<', '{', ' ', '…', '$'])
    });
    found
}

/// The text without its fenced blocks and without what stands in backquotes.
fn without_code(text: &str) -> String {
    without_fences(text).split('`').step_by(2).collect()
}

fn without_fences(text: &str) -> String {
    text.split("```").step_by(2).collect()
}

/// Each stretch between an opening and the next closing sign; a closing sign opens nothing.
fn between(text: &str, open: &str, close: char) -> Vec<String> {
    let mut found = Vec::new();
    let mut rest = text;
    while let Some((_, after)) = rest.split_once(open) {
        let Some((inner, left)) = after.split_once(close) else { break };
        found.push(inner.to_owned());
        rest = left;
    }
    found
}

#[test]
fn anchors_are_as_github_makes_them() {
    assert_eq!(anchor("## Links that fill in a form"), "links-that-fill-in-a-form");
    assert_eq!(anchor("# Host it, install it, carry it"), "host-it-install-it-carry-it");
}

#[test]
fn links_are_read_and_code_is_not() {
    let text = "[a](b.md#c) `[x](y)` <img src=\"p.png\"> [far](https://x.example)\n```\n[no](no)\n```\n";
    assert_eq!(targets(text), ["b.md#c", "p.png"]);
}
