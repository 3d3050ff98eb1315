//! Installs what is missing, and only what the command at hand needs. What is
//! already there in the right version, anywhere on the PATH, is left alone;
//! Rust tools go to `target/tools`, packages to the `node_modules` beside
//! their lock file, so that removing the clone removes them too.

use std::fs;
use std::path::Path;

use crate::browsers::webkit_reason;
use crate::command::{Outcome, cargo, find, program, read, root, run, tools_dir};
use crate::pins;

/// Installs everything that `test` needs.
pub fn for_tests() -> Outcome {
    for_build()?;
    npm_packages(&root().join("tests/e2e"), "drive the browsers and judge the pages")?;
    browsers()?;
    webkit();
    Ok(())
}

/// Installs what building the app needs: no browser.
pub fn for_build() -> Outcome {
    for_lints()?;
    node()?;
    wasm_bindgen()?;
    trunk()?;
    build_packages()?;
    crates()
}

/// Installs what checking the code needs: only the compiler target.
pub fn for_lints() -> Outcome {
    let Ok(installed) = read(program("rustup").args(["target", "list", "--installed"])) else {
        println!("rustup not found: taking it that the toolchain has {}", pins::WASM_TARGET);
        return Ok(());
    };
    if installed.lines().any(|line| line == pins::WASM_TARGET) {
        return Ok(());
    }
    println!("Installing the compiler target {}: the app runs as WebAssembly", pins::WASM_TARGET);
    run(program("rustup").args(["target", "add", pins::WASM_TARGET]))
}

/// Installs what `mutants` needs, which no other command does.
pub fn for_mutants() -> Outcome {
    if read(&mut cargo(&["mutants", "--version"])).is_ok_and(|text| text.trim().ends_with(pins::MUTANTS)) {
        return Ok(());
    }
    println!("Installing cargo-mutants {}: it breaks rules one at a time; about three minutes", pins::MUTANTS);
    cargo_install(&["cargo-mutants", "--version", pins::MUTANTS, "--locked"], &[])
}

fn node() -> Outcome {
    let wanted = format!("install Node {} or newer (it runs wasm-opt and the journeys)", pins::NODE_MAJOR);
    let version = read(program("node").arg("--version")).map_err(|_| format!("Node was not found: {wanted}"))?;
    let major = version.trim().trim_start_matches('v').split('.').next().and_then(|text| text.parse::<u32>().ok());
    if major.is_some_and(|major| major >= pins::NODE_MAJOR) {
        return Ok(());
    }
    Err(format!("Node {} is too old: {wanted}", version.trim()))
}

fn trunk() -> Outcome {
    if has_version("trunk", pins::TRUNK) {
        return Ok(());
    }
    println!("Installing trunk {}: it bundles the app; about four minutes", pins::TRUNK);
    // Without these two the release profile of Trunk takes three times as long to compile.
    let quick = [("CARGO_PROFILE_RELEASE_LTO", "off"), ("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16")];
    cargo_install(&["trunk", "--version", pins::TRUNK, "--locked"], &quick)
}

fn wasm_bindgen() -> Outcome {
    if has_version("wasm-bindgen", pins::WASM_BINDGEN) && has_version("wasm-bindgen-test-runner", pins::WASM_BINDGEN) {
        return Ok(());
    }
    println!("Installing wasm-bindgen-cli {}: it joins WASM and JavaScript; about two minutes", pins::WASM_BINDGEN);
    // Not `--locked`: the lock file that it ships names a release that has been withdrawn.
    cargo_install(&["wasm-bindgen-cli", "--version", pins::WASM_BINDGEN], &[])
}

fn build_packages() -> Outcome {
    let purpose = format!("shrink the WASM (wasm-opt {}) and make a page of the file format (marked)", pins::BINARYEN);
    npm_packages(&root().join("xtask/tools"), &purpose)
}

/// Trunk builds offline, so what `Cargo.lock` names must be here before.
fn crates() -> Outcome {
    if read(&mut cargo(&["fetch", "--locked", "--offline"])).is_ok() {
        return Ok(());
    }
    println!("Fetching the crates that Cargo.lock names");
    run(&mut cargo(&["fetch", "--locked"]))
}

fn cargo_install(arguments: &[&str], environment: &[(&str, &str)]) -> Outcome {
    let mut install = cargo(&["install", "--root"]);
    install.arg(tools_dir()).args(arguments).envs(environment.iter().copied());
    run(&mut install)
}

fn has_version(tool: &str, version: &str) -> bool {
    read(program(tool).arg("--version")).is_ok_and(|text| text.split_whitespace().any(|word| word == version))
}

/// Installs a folder's packages exactly as its lock file says. A copy of the
/// lock file beside them tells whether that has been done.
fn npm_packages(folder: &Path, purpose: &str) -> Outcome {
    let lock = fs::read(folder.join("package-lock.json"))
        .map_err(|error| format!("{}/package-lock.json: {error}", folder.display()))?;
    let installed = folder.join("node_modules/.installed-lock.json");
    if fs::read(&installed).is_ok_and(|copy| copy == lock) {
        return Ok(());
    }
    println!("Installing the packages of {}: they {purpose}", folder.display());
    run(program("npm").args(["ci", "--ignore-scripts"]).current_dir(folder))?;
    fs::write(&installed, lock).map_err(|error| format!("{}: {error}", installed.display()))
}

/// One browser and the names that its program goes by.
struct Browser {
    package: &'static str,
    programs: &'static [&'static str],
}

const BROWSERS: [Browser; 2] = [
    Browser { package: "chromium", programs: &["chromium", "chromium-browser", "google-chrome"] },
    Browser { package: "firefox-esr", programs: &["firefox-esr", "firefox"] },
];

/// What drives WebKitGTK, as Debian and Ubuntu call it.
pub const WEBKIT_PACKAGES: [&str; 4] = ["webkit2gtk-driver", "gjs", "gir1.2-webkit2-4.1", "xvfb"];

fn browsers() -> Outcome {
    let is_missing = |browser: &&Browser| !browser.programs.iter().any(|name| find(name).is_some());
    let missing: Vec<&str> = BROWSERS.iter().filter(is_missing).map(|browser| browser.package).collect();
    if missing.is_empty() {
        return Ok(());
    }
    let names = missing.join(" and ");
    if !can_install() {
        return Err(format!("Install {names} and run this again: the browser tests need them."));
    }
    println!("Installing {names}: the browser tests run in them");
    apt_install(&missing)
}

/// Installs what drives WebKitGTK where that can be done. Without it the steps
/// that need it are skipped, as it is to be had on Linux only.
fn webkit() {
    let Some(reason) = webkit_reason().filter(|_| can_install()) else { return };
    println!("Installing {}: the journeys run in WebKitGTK too, and {reason}", WEBKIT_PACKAGES.join(", "));
    if let Err(message) = apt_install(&WEBKIT_PACKAGES) {
        println!("{message}; going on without WebKitGTK");
    }
}

fn can_install() -> bool {
    find("apt-get").is_some() && is_root()
}

fn apt_install(packages: &[&str]) -> Outcome {
    run(program("apt-get").args(["update", "--quiet"]))?;
    run(program("apt-get").args(["install", "--yes", "--quiet", "--no-install-recommends"]).args(packages))
}

fn is_root() -> bool {
    read(program("id").arg("-u")).is_ok_and(|id| id.trim() == "0")
}
