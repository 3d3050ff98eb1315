//! Tests that need a browser but no app; `cargo xtask test` runs them in
//! Chromium and Firefox, `node tests/e2e/units.mjs` alone.
#![cfg(target_arch = "wasm32")]
#![allow(clippy::unwrap_used, missing_docs)]

use gloo_storage::{LocalStorage, Storage};
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

/// Every key of these tests starts so, because all test files share one origin.
const PREFIX: &str = "relata-test-web:";

#[wasm_bindgen_test]
fn what_local_storage_is_given_it_gives_back() {
    let key = format!("{PREFIX}round-trip");
    LocalStorage::set(&key, "Zoë \u{1F426} \u{7FFF}").unwrap();
    assert_eq!(LocalStorage::get::<String>(&key).unwrap(), "Zoë \u{1F426} \u{7FFF}");
    LocalStorage::delete(&key);
    assert!(LocalStorage::get::<String>(&key).is_err());
}
