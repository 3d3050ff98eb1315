//! Every version that a command installs or asks for, in one place.
//!
//! The two that are written down elsewhere too, because other tools read them
//! there, are checked against this file by the tests below: `Trunk.toml` and
//! the lock files.

/// Bundles the app.
pub const TRUNK: &str = "0.21.14";

/// Joins WASM and JavaScript; must equal the `wasm-bindgen` in `Cargo.lock`.
pub const WASM_BINDGEN: &str = "0.2.130";

/// Binaryen's `wasm-opt`, from `xtask/tools/package.json`.
pub const BINARYEN: &str = "132";

/// Breaks one rule at a time, for `cargo xtask mutants`.
pub const MUTANTS: &str = "27.1.0";

/// The oldest Node that runs the journeys.
pub const NODE_MAJOR: u32 = 20;

/// What the app compiles to.
pub const WASM_TARGET: &str = "wasm32-unknown-unknown";

/// Limits in bytes for everything that a first visit loads, and for the WASM as
/// it is. The goal is 250, 300 and 900 kB; these keep it from growing further
/// until it is reached, and are to be lowered with every step towards it.
pub const BROTLI_LIMIT: u64 = 1_255_000;
pub const GZIP_LIMIT: u64 = 1_640_000;
pub const WASM_LIMIT: u64 = 4_165_000;

#[cfg(test)]
mod tests {
    use super::*;

    const TRUNK_TOML: &str = include_str!("../../Trunk.toml");
    const CARGO_LOCK: &str = include_str!("../../Cargo.lock");
    const TOOLS_PACKAGE: &str = include_str!("../tools/package.json");

    #[test]
    fn trunk_asks_for_the_pinned_tools() {
        assert!(TRUNK_TOML.contains(&format!("wasm_bindgen = \"{WASM_BINDGEN}\"")));
        assert!(TRUNK_TOML.contains(&format!("wasm_opt = \"version_{BINARYEN}\"")));
    }

    #[test]
    fn the_lock_file_holds_the_pinned_wasm_bindgen() {
        assert!(CARGO_LOCK.contains(&format!("name = \"wasm-bindgen\"\nversion = \"{WASM_BINDGEN}\"")));
    }

    #[test]
    fn the_tools_package_names_the_pinned_binaryen() {
        assert!(TOOLS_PACKAGE.contains(&format!("\"binaryen\": \"{BINARYEN}.")));
    }
}
