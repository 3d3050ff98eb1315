//! Running other programs: where they are found, and what is said when one fails.

use std::env;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// A step's result; the error is a sentence for the person at the terminal.
pub type Outcome = Result<(), String>;

/// The root of the project: the folder above this package.
pub fn root() -> PathBuf {
    let package = Path::new(env!("CARGO_MANIFEST_DIR"));
    package.parent().unwrap_or(package).to_path_buf()
}

/// Where build output and project-local tools live.
pub fn target_dir() -> PathBuf {
    env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), PathBuf::from)
}

/// A program at the root of the project, with the project's own tools first on its PATH.
pub fn program(name: &str) -> Command {
    let found = find(name).unwrap_or_else(|| PathBuf::from(name));
    let mut command = Command::new(found);
    command.current_dir(root()).env("PATH", path_with_tools());
    command
}

/// `cargo` with arguments. `CARGO` is the very toolchain that runs this.
pub fn cargo(arguments: &[&str]) -> Command {
    let mut command = Command::new(env::var_os("CARGO").unwrap_or_else(|| OsString::from("cargo")));
    command.current_dir(root()).env("PATH", path_with_tools()).args(arguments);
    command
}

/// Runs a program with its output shown as it comes.
pub fn run(command: &mut Command) -> Outcome {
    let line = spell(command);
    println!("$ {line}");
    let status = command.stdin(Stdio::null()).status().map_err(|error| format!("`{line}` did not start: {error}"))?;
    if status.success() { Ok(()) } else { Err(format!("`{line}` failed ({status}); its output is above")) }
}

/// Runs a program and returns what it printed; on failure the error holds both streams.
pub fn read(command: &mut Command) -> Result<String, String> {
    let line = spell(command);
    let output = command.stdin(Stdio::null()).output().map_err(|error| format!("`{line}` did not start: {error}"))?;
    let printed = String::from_utf8_lossy(&output.stdout).into_owned();
    if output.status.success() {
        return Ok(printed);
    }
    Err(format!("`{line}` failed ({}):\n{printed}{}", output.status, String::from_utf8_lossy(&output.stderr)))
}

/// The first program of that name on the PATH, the project's own tools first.
pub fn find(name: &str) -> Option<PathBuf> {
    env::split_paths(&path_with_tools()).map(|folder| folder.join(name)).find(|candidate| candidate.is_file())
}

/// Where `cargo install` puts tools that the machine does not have.
pub fn tools_dir() -> PathBuf {
    target_dir().join("tools")
}

fn path_with_tools() -> OsString {
    let mut folders = vec![tools_dir().join("bin"), root().join("xtask/tools/node_modules/.bin")];
    folders.extend(env::split_paths(&env::var_os("PATH").unwrap_or_default()));
    if let Some(home) = env::home_dir() {
        folders.push(home.join(".cargo/bin"));
    }
    env::join_paths(folders).unwrap_or_else(|_| env::var_os("PATH").unwrap_or_default())
}

fn spell(command: &Command) -> String {
    let program = Path::new(command.get_program()).file_name().unwrap_or(command.get_program());
    let words = std::iter::once(program).chain(command.get_args());
    words.map(|word| word.to_string_lossy().into_owned()).collect::<Vec<_>>().join(" ")
}
