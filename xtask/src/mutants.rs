//! `cargo xtask mutants`: whether the tests notice when a rule of
//! `domain/workflow` is broken. cargo-mutants breaks one at a time and runs the
//! tests of the workflows; what nobody notices is a rule without a test.

use crate::command::{Outcome, cargo, run, target_dir};
use crate::setup;

const FOLDER: &str = "src/domain/workflow";

/// One file of the folder or, without a name, all: hours.
pub struct Options {
    file: Option<String>,
}

impl Options {
    pub fn parse(words: &[&str]) -> Result<Self, String> {
        match words {
            [] => Ok(Self { file: None }),
            [name] if !name.starts_with('-') => Ok(Self { file: Some((*name).to_string()) }),
            other => Err(format!("“{}”: mutants takes the name of one file in {FOLDER}, or nothing", other.join(" "))),
        }
    }
}

pub fn mutants(options: &Options) -> Outcome {
    setup::for_mutants()?;
    let files = format!("{FOLDER}/{}", options.file.as_deref().unwrap_or("**"));
    let mut command = cargo(&["mutants", "--no-default-features", "--no-shuffle", "--file", &files, "--output"]);
    command.arg(target_dir().join("mutants"));
    // Only what speaks of workflows: the rest takes longer and knows no rule of theirs.
    command.args(["--", "--lib", "--test", "workflows_*"]).env("CARGO_PROFILE_DEV_DEBUG", "none");
    run(&mut command)
}
