//! `docs/file-format.md` is true: its example is a file that is read and written
//! to the byte, and its tables name every field there is.
//!
//! After a change of fields: `RELATA_WRITE=1 cargo test --no-default-features --test file_format`.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use relata::domain::field::{Field, Kind};
use relata::domain::record::Collection;
use relata::interchange::document::Opened;
use relata::interchange::json;

const BEGIN: &str = "--test file_format` -->\n";
const END: &str = "<!-- end of fields -->";

fn root(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

fn page() -> String {
    fs::read_to_string(root("docs/file-format.md")).unwrap()
}

#[test]
fn the_example_is_read_without_a_warning_and_written_to_the_byte() {
    let page = page();
    let (_, rest) = page.split_once("```json\n").expect("an example");
    let (example, _) = rest.split_once("```").unwrap();
    let Ok(Opened::Document(document)) = json::read(example) else { panic!("the example is not a document") };
    assert_eq!(document.warnings, []);
    assert_eq!(json::write(&document.workspace()).unwrap(), example);
}

#[test]
fn the_tables_name_every_field_of_every_collection() {
    let page = page();
    let (head, rest) = page.split_once(BEGIN).expect("where the tables begin");
    let (present, tail) = rest.split_once(END).expect("where the tables end");
    let true_ones = tables();
    if std::env::var_os("RELATA_WRITE").is_some() {
        fs::write(root("docs/file-format.md"), format!("{head}{BEGIN}{true_ones}{END}{tail}")).unwrap();
        return;
    }
    assert!(
        present == true_ones,
        "docs/file-format.md lags behind the fields; the head of this file says how to write it"
    );
}

/// A heading and a table for each collection, with what the definitions say of their fields.
fn tables() -> String {
    let mut sources: Vec<PathBuf> =
        fs::read_dir(root("src/domain")).unwrap().map(|entry| entry.unwrap().path()).collect();
    sources.retain(|path| path.extension().is_some_and(|extension| extension == "rs"));
    sources.sort();
    let texts: Vec<String> = sources.iter().map(|path| fs::read_to_string(path).unwrap()).collect();
    let mut written = String::new();
    for collection in Collection::ALL {
        let definition = definition(&texts, *collection);
        write!(written, "### `{}`\n\n| field | kind | what |\n|---|---|---|\n", collection.plural()).unwrap();
        for field in collection.fields() {
            writeln!(written, "| `{}` | {} | {} |", field.key, kind(field), meaning(definition, field.key)).unwrap();
        }
        written.push('\n');
    }
    written
}

/// What stands between the braces of `record! { … Name { … } }`.
fn definition(texts: &[String], collection: Collection) -> &str {
    let name = format!("\n    {collection:?} {{\n");
    let found = texts.iter().filter(|text| text.contains("record! {")).find_map(|text| text.split_once(&name));
    found.expect("a definition").1.split_once("\n    }\n").unwrap().0
}

/// The comment above a field, in one line.
fn meaning(definition: &str, key: &str) -> String {
    let (above, _) = definition.split_once(&format!("        {key}: ")).expect("the field");
    let comment: Vec<&str> = above
        .lines()
        .rev()
        .skip_while(|line| line.is_empty())
        .map_while(|line| line.trim().strip_prefix("/// "))
        .collect();
    let whole: Vec<&str> = comment.into_iter().rev().collect();
    whole.join(" ").trim_end_matches('.').to_string()
}

fn kind(field: &Field) -> String {
    match field.kind {
        Kind::Text => "text".to_string(),
        Kind::LongText => "long text".to_string(),
        Kind::Number => "number".to_string(),
        Kind::Percent => "percent".to_string(),
        Kind::Money => "money".to_string(),
        Kind::Day => "day".to_string(),
        Kind::Instant => "instant".to_string(),
        Kind::Flag => "flag".to_string(),
        Kind::Choice(words) => format!("`{}`", words.join("` `")),
        Kind::Reference(collection) => format!("link to `{}`", collection.plural()),
        Kind::References(collection) => format!("links to `{}`", collection.plural()),
        Kind::Emails => "e-mails".to_string(),
        Kind::Phones => "phones".to_string(),
        Kind::Websites => "web sites".to_string(),
        Kind::Addresses => "addresses".to_string(),
        Kind::Structure => "structure".to_string(),
    }
}
