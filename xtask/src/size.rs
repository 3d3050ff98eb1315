//! `cargo xtask size`: what the app weighs, and what each dependency and each part
//! of it costs. Measured where functions still have names: in the linked program,
//! before `wasm-opt`.

use crate::command::{Outcome, program, run, target_dir};
use crate::dist;
use crate::pins::WASM_TARGET;

pub fn size() -> Outcome {
    dist::dist()?;
    let linked = target_dir().join(WASM_TARGET).join("release/relata.wasm");
    run(program("node").arg("xtask/tools/costs.mjs").arg(linked))
}
