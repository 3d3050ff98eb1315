//! `cargo xtask test`: everything that must hold before a change lands.

use crate::audit;
use crate::browsers;
use crate::command::Outcome;
use crate::dist;
use crate::lints;
use crate::setup;
use crate::steps::Steps;

pub fn test() -> Outcome {
    let mut steps = Steps::new(8 + lints::COUNT + audit::COUNT);
    let installed = steps.run("Tools and browsers", setup::for_tests);
    lints::run_all(&mut steps);
    audit::run_all(&mut steps);
    steps.run_after(installed, "the setup", "Browser tests in Chromium and Firefox", browsers::unit_tests);
    let built = steps.run("Release build", dist::build_release);
    steps.run_after(built, "the release build", "Size budgets", dist::sizes);
    steps.run_after(built, "the release build", "Journeys in Chromium", || browsers::journeys("chromium"));
    steps.run_after(built, "the release build", "Journeys in Firefox", || browsers::journeys("firefox"));
    match browsers::webkit_reason() {
        Some(reason) => steps.skip("A sample of the journeys in WebKitGTK", reason),
        None => steps.run_after(
            built,
            "the release build",
            "A sample of the journeys in WebKitGTK",
            browsers::webkit_sample,
        ),
    }
    steps.run_after(built, "the release build", "One file from the disk", browsers::single_file_journeys);
    steps.finish()
}
