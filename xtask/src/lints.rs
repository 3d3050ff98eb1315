//! The steps that need no browser: formatting, the boundary, lints, native
//! tests. `check` and `test` share them.

use crate::command::{Outcome, cargo, find, root, run};
use crate::pins::WASM_TARGET;
use crate::steps::Steps;

/// How many steps `run_all` takes.
pub const COUNT: usize = 5;

/// Runs them all, cheapest first.
pub fn run_all(steps: &mut Steps) {
    steps.run("Formatting", formatting);
    steps.run("The boundary: domain, store and formats build without a browser", boundary);
    steps.run("Lints, native side", native_lints);
    steps.run("Lints, browser side", browser_lints);
    steps.run("Native tests", native_tests);
}

fn formatting() -> Outcome {
    run(&mut cargo(&["fmt", "--all", "--check"]))
}

fn boundary() -> Outcome {
    run(&mut cargo(&["check", "--lib", "--no-default-features"]))
}

fn native_lints() -> Outcome {
    run(&mut cargo(&["clippy", "--lib", "--tests", "--no-default-features", "--", "-D", "warnings"]))?;
    run(&mut cargo(&["clippy", "--package", "xtask", "--all-targets", "--", "-D", "warnings"]))
}

fn browser_lints() -> Outcome {
    let mut arguments = vec!["clippy", "--target", WASM_TARGET, "--lib", "--bins"];
    if root().join("tests/web.rs").exists() {
        arguments.extend(["--test", "web"]);
    }
    arguments.extend(["--", "-D", "warnings"]);
    run(&mut cargo(&arguments))
}

/// nextest where it is installed (it runs each test in its own process and
/// shows the slow ones), the standard runner elsewhere.
fn native_tests() -> Outcome {
    if find("cargo-nextest").is_some() {
        let packages = ["--package", "relata", "--package", "xtask"];
        let mut arguments = vec!["nextest", "run", "--no-default-features", "--no-fail-fast", "--status-level", "slow"];
        arguments.extend(["--final-status-level", "fail"]);
        arguments.extend(packages);
        return run(cargo(&arguments).env("RUST_BACKTRACE", "0"));
    }
    run(&mut cargo(&["test", "--no-default-features", "--no-fail-fast", "--package", "relata", "--package", "xtask"]))
}
