//! The built app: `dist/` from Trunk, and how large it is.

use std::path::{Path, PathBuf};

use crate::command::{Outcome, program, root, run, target_dir};
use crate::pins::{BROTLI_LIMIT, GZIP_LIMIT, WASM_LIMIT};
use crate::setup;

/// `cargo xtask dist`: builds for release and reports the size.
pub fn dist() -> Outcome {
    setup::for_build()?;
    build_release()?;
    sizes()
}

/// What people get: optimised, hashed names, in `dist/`.
pub fn build_release() -> Outcome {
    build(&release_dir(), &["--release"])
}

/// Quick to build and easy to debug; kept apart so that it is never mistaken for `dist/`.
pub fn build_debug() -> Outcome {
    build(&debug_dir(), &[])
}

pub fn release_dir() -> PathBuf {
    root().join("dist")
}

pub fn debug_dir() -> PathBuf {
    target_dir().join("dist-debug")
}

/// Fails when a budget is exceeded; Node compresses, because it brings both gzip and brotli.
pub fn sizes() -> Outcome {
    let limits = [("--brotli", BROTLI_LIMIT), ("--gzip", GZIP_LIMIT), ("--wasm", WASM_LIMIT)];
    let mut node = program("node");
    node.arg("xtask/tools/sizes.mjs").arg(release_dir());
    for (option, limit) in limits {
        node.arg(option).arg(limit.to_string());
    }
    run(&mut node)
}

/// `cargo xtask single-file`: the release app as one HTML file.
pub fn single_file() -> Outcome {
    setup::for_build()?;
    build_release()?;
    make_single_file()
}

/// Makes the one file of the release build that is there.
pub fn make_single_file() -> Outcome {
    run(program("node").arg("xtask/tools/single-file.mjs").arg(release_dir()).arg(single_file_path()))
}

/// Where the one file is made.
pub fn single_file_path() -> PathBuf {
    target_dir().join("relata.html")
}

fn build(into: &Path, options: &[&str]) -> Outcome {
    let mut trunk = program("trunk");
    // Trunk passes NO_COLOR on as a yes-or-no option and refuses the usual "1".
    trunk.env_remove("NO_COLOR");
    // What went wrong is in its messages; a stack of Trunk's own functions would bury it.
    trunk.env_remove("RUST_BACKTRACE");
    run(trunk.arg("build").args(options).arg("--dist").arg(into))
}
