//! Joins the style sheets into one file, in the order of their names: forty
//! small files are good to read, and forty requests too many. Trunk calls this
//! before every build.

use std::fs;
use std::path::Path;

use crate::command::Outcome;

/// The joined sheet; `index.html` names it.
const JOINED: &str = "target/style/relata.css";

/// Joins `style/*.css`. An unchanged result is not written again.
pub fn styles() -> Outcome {
    let mut sheets: Vec<_> = fs::read_dir("style")
        .map_err(|error| said("style/ cannot be read", &error))?
        .filter_map(|entry| entry.ok().map(|entry| entry.path()))
        .filter(|path| path.extension().is_some_and(|extension| extension == "css"))
        .collect();
    sheets.sort();
    let mut joined = String::new();
    for sheet in &sheets {
        joined += &fs::read_to_string(sheet).map_err(|error| said(&sheet.to_string_lossy(), &error))?;
        joined.push('\n');
    }
    if fs::read_to_string(JOINED).is_ok_and(|present| present == joined) {
        return Ok(());
    }
    let folder = Path::new(JOINED).parent().unwrap_or(Path::new("."));
    fs::create_dir_all(folder).map_err(|error| said("target/style cannot be made", &error))?;
    fs::write(JOINED, joined).map_err(|error| said("the joined style sheet cannot be written", &error))
}

fn said(what: &str, error: &std::io::Error) -> String {
    format!("{what}: {error}")
}
