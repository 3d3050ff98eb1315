//! The steps that need a browser. The work is in `tests/e2e`, in JavaScript,
//! because the driver that reaches the stock browsers is a Node package.

use crate::command::{Outcome, find, program, read, root, run};
use crate::dist;
use crate::setup;

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
    driver_itself(browser)?;
    run(program("node").args(["tests/e2e/run.mjs", "--browser", browser, "--lanes"]).arg(lanes()))
}

/// How many journeys run at once. They wait more than they work, but not so much that
/// half a processor each would do.
fn lanes() -> String {
    std::thread::available_parallelism().map_or(1, usize::from).to_string()
}

fn driver_itself(browser: &str) -> Outcome {
    let own = ["--journeys", "tests/e2e/self", "--dist", "tests/e2e/self/page"];
    run(program("node").args(["tests/e2e/run.mjs", "--browser", browser]).args(own))
}

/// The journeys that `test` runs in WebKitGTK too; `soak` runs all.
const WEBKIT_SAMPLE: &str = "/main-story.mjs,/filters.mjs,/board.mjs,/csv.mjs,/storage.mjs,/offline.mjs,/locked.mjs";

/// A sample of the journeys in WebKitGTK.
pub fn webkit_sample() -> Outcome {
    driver_itself("webkit")?;
    run(program("node")
        .args(["tests/e2e/run.mjs", "--browser", "webkit", "--only", WEBKIT_SAMPLE, "--lanes"])
        .arg(lanes()))
}

/// Why nothing runs in WebKitGTK on this machine, if nothing does.
pub fn webkit_reason() -> Option<String> {
    let missing = ["WebKitWebDriver", "Xvfb", "gjs"].into_iter().find(|name| find(name).is_none());
    if let Some(name) = missing {
        return Some(format!("{name} is not installed; Debian has it all in {}", setup::WEBKIT_PACKAGES.join(" ")));
    }
    let bindings = r#"imports.gi.versions.WebKit2 = "4.1"; imports.gi.WebKit2;"#;
    read(program("gjs").args(["-c", bindings])).err().map(|_| "GJS does not find WebKit2 4.1".to_string())
}

/// A few journeys of the app as one file, opened from the disk, in both browsers.
pub fn single_file_journeys() -> Outcome {
    dist::make_single_file()?;
    let page = dist::single_file_path();
    let only = ["tests/e2e/run.mjs", "--only", "/main-story.mjs,/locked.mjs,/lock.mjs", "--lanes"];
    run(program("node").args(only).arg(lanes()).arg("--page").arg(page))
}

/// The journeys of which `journeys` runs samples, whole.
pub fn long_proofs(browser: &str) -> Outcome {
    for name in ["kill.mjs", "storm.mjs", "quota.mjs", "big-import.mjs"] {
        let arguments = ["tests/e2e/run.mjs", "--browser", browser, "--only", name];
        run(program("node").env("RELATA_SOAK", "1").args(arguments))?;
    }
    Ok(())
}
