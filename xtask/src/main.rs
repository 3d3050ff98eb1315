//! `cargo xtask`: Relata's own commands. This file only reads the command
//! line; each command has a file of its own.

mod audit;
mod bench;
mod browsers;
mod check;
mod command;
mod dist;
mod gallery;
mod lints;
mod mutants;
mod pins;
mod serve;
mod setup;
mod size;
mod soak;
mod steps;
mod styles;
mod test;

use std::process::ExitCode;

const USAGE: &str = "\
cargo xtask <command>

  serve [--port N] [--debug]   build the app and serve it on 127.0.0.1 (release unless --debug)
  check                        formatting, the boundary, lints and native tests; under a minute when warm
  test                         everything: check, both browsers, release build, size budgets, journeys, audits
  soak                         the long proofs whole: fuzzing, 100 kills, storms of 1,000 commits; hours
  mutants [FILE]               breaks one rule of domain/workflow at a time and sees whether a test notices; hours,
                               or minutes for one FILE such as lifecycle.rs
  audit                        licences, unused dependencies, advisories
  bench [--sizes N,N] [--browser chromium|firefox|both|none] [--no-build]
                               figures of the goals on 1,000, 10,000 and 100,000 records, as a table
  dist                         build the release app into dist/ and report its size
  size                         the same, and what each dependency and each part of the app costs, as tables
  single-file                  make the release app one HTML file, target/relata.html, to open from a disk
  styles                       join the style sheets into one; Trunk calls it before every build
  gallery                      take the pictures of README anew, into docs/gallery/
  setup                        install what is missing for `test`, and say why";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match run(&arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("\n{message}");
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: &[String]) -> command::Outcome {
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match words.as_slice() {
        ["serve", options @ ..] => serve::serve(&serve::Options::parse(options)?),
        ["check"] => check::check(),
        ["test"] => test::test(),
        ["soak"] => soak::soak(),
        ["bench", options @ ..] => bench::bench(&bench::Options::parse(options)?),
        ["mutants", options @ ..] => mutants::mutants(&mutants::Options::parse(options)?),
        ["audit"] => audit::audit(),
        ["dist"] => dist::dist(),
        ["size"] => size::size(),
        ["single-file"] => dist::single_file(),
        ["gallery"] => gallery::gallery(),
        ["styles"] => styles::styles(),
        ["setup"] => setup::for_tests(),
        [] | ["help" | "--help" | "-h"] => {
            println!("{USAGE}");
            Ok(())
        }
        other => Err(format!("“{}” is not a command.\n\n{USAGE}", other.join(" "))),
    }
}
