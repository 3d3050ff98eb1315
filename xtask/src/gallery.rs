//! `cargo xtask gallery`: the pictures of README, made anew from the demo data.

use crate::command::{Outcome, program, run};
use crate::{dist, setup};

/// Builds the app, quickly, and takes the pictures in Chromium.
pub fn gallery() -> Outcome {
    setup::for_tests()?;
    dist::build_debug()?;
    run(program("node").arg("tests/e2e/gallery.mjs").arg("--dist").arg(dist::debug_dir()))
}
