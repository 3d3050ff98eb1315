//! What the dependencies are allowed to be: licences from the list in
//! `deny.toml`, each of them used, none with a known advisory.

use std::fs;
use std::path::Path;

use crate::command::{Outcome, cargo, find, read, root, run};
use crate::steps::Steps;

/// How many steps `run_all` takes.
pub const COUNT: usize = 3;

/// `cargo xtask audit`: these steps alone.
pub fn audit() -> Outcome {
    let mut steps = Steps::new(COUNT);
    run_all(&mut steps);
    steps.finish()
}

pub fn run_all(steps: &mut Steps) {
    steps.run("Licences of all dependencies", licences);
    steps.run("No dependency without a use", unused_dependencies);
    match advisories_reason() {
        Some(reason) => steps.skip("Advisories", reason),
        None => {
            steps.run("Advisories", advisories);
        }
    }
}

/// Every dependency, of the app and of the build, has a licence that `deny.toml` allows.
fn licences() -> Outcome {
    let config = read_file(&root().join("deny.toml"))?;
    let allowed = allowed_licences(&config);
    let tree = read(&mut cargo(&[
        "tree",
        "--workspace",
        "--edges",
        "normal,build,dev",
        "--target",
        "all",
        "--prefix",
        "none",
        "--format",
        "{p}\t{l}",
    ]))?;
    let mut packages: Vec<&str> =
        tree.lines().map(|line| line.trim_end_matches(" (*)")).filter(|line| !line.is_empty()).collect();
    packages.sort_unstable();
    packages.dedup();
    let refused: Vec<&str> = packages.iter().copied().filter(|package| !is_allowed(package, &allowed)).collect();
    if refused.is_empty() {
        println!("{} packages, all under {}", packages.len(), allowed.join(", "));
        return Ok(());
    }
    Err(format!("licences that deny.toml does not allow:\n  {}", refused.join("\n  ")))
}

/// Every dependency of the app is named somewhere in its code. A crate that is
/// there only to switch on a feature says so with `# feature only` on its line.
fn unused_dependencies() -> Outcome {
    let manifest = read_file(&root().join("Cargo.toml"))?;
    let mut code = String::new();
    for folder in ["src", "tests"] {
        gather_code(&root().join(folder), &mut code)?;
    }
    let names = dependency_names(&manifest);
    let unused: Vec<&String> = names.iter().filter(|name| !names_crate(&code, &name.replace('-', "_"))).collect();
    if unused.is_empty() {
        println!("{} dependencies, all used", names.len());
        return Ok(());
    }
    Err(format!("named in Cargo.toml and nowhere in src/ or tests/: {unused:?}"))
}

/// Why advisories cannot be checked on this machine, if they cannot.
fn advisories_reason() -> Option<String> {
    if find("cargo-deny").is_none() {
        return Some("cargo-deny is not installed; the workflow on GitHub runs it every week".to_string());
    }
    let database = std::env::home_dir().unwrap_or_default().join(".cargo/advisory-dbs");
    (!database.is_dir())
        .then(|| "the advisory database is not on this machine, and is in no package registry".to_string())
}

/// Known advisories, by cargo-deny.
fn advisories() -> Outcome {
    run(&mut cargo(&["deny", "check", "advisories"]))
}

/// The entries of `allow = [...]` under `[licenses]`.
fn allowed_licences(config: &str) -> Vec<String> {
    let list = config.split_once("[licenses]").and_then(|(_, rest)| rest.split_once("allow = ["));
    let list = list.and_then(|(_, rest)| rest.split_once(']')).map_or("", |(list, _)| list);
    list.split('"').skip(1).step_by(2).map(str::to_string).collect()
}

/// Whether a line of `name<TAB>licence expression` is allowed: some `OR`
/// branch has only allowed `AND` parts. The old `A/B` spelling means `OR`.
fn is_allowed(package: &str, allowed: &[String]) -> bool {
    let (name, licence) = package.split_once('\t').unwrap_or((package, ""));
    if name.starts_with("relata ") || name.starts_with("xtask ") {
        return true;
    }
    let licence = licence.replace(['(', ')'], "").replace('/', " OR ");
    licence.split(" OR ").any(|branch| branch.split(" AND ").all(|part| allowed.iter().any(|one| one == part.trim())))
}

/// The names under the manifest's dependency tables.
fn dependency_names(manifest: &str) -> Vec<String> {
    let mut names = Vec::new();
    let mut in_table = false;
    for line in manifest.lines().map(str::trim) {
        if let Some(table) = line.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
            in_table = table.ends_with("dependencies");
            // `[dependencies.web-sys]` is a table of one dependency.
            names.extend(table.split_once("dependencies.").map(|(_, name)| name.to_string()));
        } else if in_table && !line.starts_with('#') && !line.ends_with("# feature only") {
            names.extend(line.split_once('=').map(|(name, _)| name.trim().to_string()));
        }
    }
    names
}

/// Whether the code has the crate's name as a word of its own.
fn names_crate(code: &str, name: &str) -> bool {
    let is_word = |c: char| c.is_alphanumeric() || c == '_';
    code.match_indices(name).any(|(at, _)| {
        let before = code.get(..at).and_then(|text| text.chars().next_back());
        let after = code.get(at + name.len()..).and_then(|text| text.chars().next());
        !before.is_some_and(is_word) && !after.is_some_and(is_word)
    })
}

/// Appends every `.rs` file below the folder, without its comment lines.
fn gather_code(folder: &Path, code: &mut String) -> Outcome {
    let entries = fs::read_dir(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    for path in entries.flatten().map(|entry| entry.path()) {
        if path.is_dir() && !path.ends_with("node_modules") {
            gather_code(&path, code)?;
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let text = read_file(&path)?;
            text.lines().filter(|line| !line.trim_start().starts_with("//")).for_each(|line| {
                code.push_str(line);
                code.push('\n');
            });
        }
    }
    Ok(())
}

fn read_file(path: &Path) -> Result<String, String> {
    fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn allows(licence: &str) -> bool {
        is_allowed(&format!("some v1.0.0\t{licence}"), &["MIT".to_string(), "Unicode-3.0".to_string()])
    }

    #[test]
    fn one_allowed_branch_is_enough_and_every_part_of_it_must_be_allowed() {
        assert!(allows("MIT OR Apache-2.0"));
        assert!(allows("Apache-2.0/MIT"));
        assert!(allows("(MIT OR Apache-2.0) AND Unicode-3.0"));
        assert!(!allows("MIT AND GPL-3.0"));
        assert!(!allows("GPL-3.0"));
        assert!(!allows(""));
    }

    #[test]
    fn dependencies_are_read_from_both_kinds_of_table() {
        let manifest = "[dependencies]\n# why\ncsv = \"1\"\nuuid = \"1\" # feature only\n[features]\nx = []\n[dependencies.web-sys]\nversion = \"0.3\"\n";
        assert_eq!(dependency_names(manifest), ["csv", "web-sys"]);
    }

    #[test]
    fn a_crate_is_named_by_a_whole_word() {
        assert!(names_crate("use csv::Reader;", "csv"));
        assert!(!names_crate("mod csv_dialect;", "csv"));
    }

    #[test]
    fn the_allowed_list_is_read_from_deny_toml() {
        assert_eq!(allowed_licences("[licenses]\nallow = [\n  \"MIT\",\n  \"ISC\",\n]\n"), ["MIT", "ISC"]);
    }
}
