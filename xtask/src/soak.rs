//! `cargo xtask soak`: the long proofs whole, of which `test` runs samples.
//! Hours, and a figure from each.

use crate::browsers;
use crate::command::{Outcome, cargo, run};
use crate::dist;
use crate::setup;
use crate::steps::Steps;

/// How much of `tests/fuzz.rs`: about twenty minutes.
const FUZZ_ROUNDS: &str = "50000";

pub fn soak() -> Outcome {
    let mut steps = Steps::new(6);
    steps.run("Hostile bytes for every decoder", || {
        run(cargo(&["test", "--no-default-features", "--test", "fuzz"]).env("RELATA_FUZZ", FUZZ_ROUNDS))
    });
    let installed = steps.run("Tools and browsers", setup::for_tests);
    let built = steps.run("Release build", dist::build_release) && installed;
    steps.run_after(
        built,
        "the setup or the release build",
        "Kills, storms, a full storage and large files in Chromium",
        || browsers::long_proofs("chromium"),
    );
    steps.run_after(
        built,
        "the setup or the release build",
        "Kills, storms, a full storage and large files in Firefox",
        || browsers::long_proofs("firefox"),
    );
    match browsers::webkit_reason() {
        Some(reason) => steps.skip("Every journey, and the long proofs, in WebKitGTK", reason),
        None => steps.run_after(
            built,
            "the setup or the release build",
            "Every journey, and the long proofs, in WebKitGTK",
            || browsers::journeys("webkit").and_then(|()| browsers::long_proofs("webkit")),
        ),
    }
    steps.finish()
}
