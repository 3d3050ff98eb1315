//! `cargo xtask check`: what to run before every commit; under a minute when warm.

use crate::command::Outcome;
use crate::lints;
use crate::setup;
use crate::steps::Steps;

pub fn check() -> Outcome {
    let mut steps = Steps::new(1 + lints::COUNT);
    steps.run("What the lints need", setup::for_lints);
    lints::run_all(&mut steps);
    steps.finish()
}
