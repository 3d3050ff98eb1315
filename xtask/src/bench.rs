//! `cargo xtask bench`: what of the goals can be measured without a peer, in
//! one table and in `target/bench.json`. It judges nothing: figures that miss
//! their goal are marked, and the command succeeds. The measuring is done by
//! `tests/vault_measure.rs` and `tests/linked.rs` natively and `tests/e2e/bench.mjs` in a browser.

use std::fs;

use crate::command::{Outcome, cargo, program, read, run, target_dir};
use crate::{dist, setup};

const SIZES: &str = "1000,10000,100000";

/// What is measured, and on what.
pub struct Options {
    sizes: String,
    browser: String,
    /// Whether `dist/` is built first.
    builds: bool,
}

impl Options {
    pub fn parse(words: &[&str]) -> Result<Self, String> {
        let mut options = Self { sizes: SIZES.to_owned(), browser: "chromium".to_owned(), builds: true };
        let mut words = words.iter();
        while let Some(word) = words.next() {
            let mut value = || words.next().map(|value| (*value).to_owned()).ok_or(format!("{word} wants a value"));
            match *word {
                "--sizes" => options.sizes = value()?,
                "--browser" => options.browser = value()?,
                "--no-build" => options.builds = false,
                other => return Err(format!("“{other}” is not an option of bench")),
            }
        }
        Ok(options)
    }

    fn in_browser(&self) -> bool {
        self.browser != "none"
    }
}

pub fn bench(options: &Options) -> Outcome {
    if options.in_browser() {
        setup::for_tests()?;
        if options.builds {
            dist::build_release()?;
        }
    }
    let native = target_dir().join("bench-native.jsonl");
    fs::write(&native, native_figures(&options.sizes)?)
        .map_err(|error| format!("{} could not be written: {error}", native.display()))?;
    let mut node = program("node");
    node.args(["tests/e2e/bench.mjs", "--sizes", &options.sizes, "--browser", &options.browser]);
    run(node.arg("--dist").arg(dist::release_dir()).arg("--native").arg(native))
}

/// Rows of JSON among the words of the test runner.
fn native_figures(sizes: &str) -> Result<String, String> {
    println!("measuring changes and the vault natively…");
    let test = ["test", "--release", "--no-default-features", "--test", "vault_measure", "--test", "linked"];
    let mut command = cargo(&test);
    command.args(["--", "--ignored", "--nocapture"]).env("RELATA_SIZES", sizes);
    read(&mut command)
}
