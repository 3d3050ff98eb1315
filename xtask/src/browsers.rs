//! The steps that need a browser. The work is in `tests/e2e`, in JavaScript,
//! because the driver that reaches both stock browsers is a Node package.

use crate::command::{Outcome, program, root, run};
use crate::dist;

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

/// A few journeys of the app as one file, opened from the disk, in both browsers.
pub fn single_file_journeys() -> Outcome {
    dist::make_single_file()?;
    for name in ["main-story.mjs", "locked.mjs"] {
        let page = ["tests/e2e/run.mjs", "--only", name, "--page"];
        run(program("node").args(page).arg(dist::single_file_path()))?;
    }
    Ok(())
}

/// The journeys of which `journeys` runs samples, whole.
pub fn long_proofs(browser: &str) -> Outcome {
    for name in ["kill.mjs", "storm.mjs", "quota.mjs", "big-import.mjs"] {
        let arguments = ["tests/e2e/run.mjs", "--browser", browser, "--only", name];
        run(program("node").env("RELATA_SOAK", "1").args(arguments))?;
    }
    Ok(())
}

/// The storm of tabs in WebKitGTK, whole.
pub fn webkit_storms() -> Outcome {
    run(program("node").env("RELATA_SOAK", "1").arg("tests/e2e/webkit.mjs"))
}
