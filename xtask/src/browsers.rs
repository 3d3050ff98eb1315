//! The steps that need a browser. The work is in `tests/e2e`, in JavaScript,
//! because the driver that reaches both stock browsers is a Node package.

use crate::command::{Outcome, program, root, run};

/// `tests/web.rs` in headless Chromium and Firefox.
pub fn unit_tests() -> Outcome {
    if !root().join("tests/web.rs").exists() {
        return Err("tests/web.rs is missing: nothing was tested".to_string());
    }
    run(program("node").arg("tests/e2e/units.mjs"))
}

/// Every journey against `dist/` in one browser; before them the driver's own
/// test, because no journey can be believed without it.
pub fn journeys(browser: &str) -> Outcome {
    let own = ["--journeys", "tests/e2e/self", "--dist", "tests/e2e/self/page"];
    run(program("node").args(["tests/e2e/run.mjs", "--browser", browser]).args(own))?;
    run(program("node").args(["tests/e2e/run.mjs", "--browser", browser]))
}
