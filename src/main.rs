//! The page: what to do when the program breaks, what this browser keeps, then
//! the app.

use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use relata::app::{arrival, saver};
use relata::ui::app::App;
use wasm_bindgen_futures::spawn_local;

fn main() {
    relata::platform::panic_screen::install();
    // Leptos brings its own way to spawn only once something is mounted.
    spawn_local(async {
        let opening = saver::open().await;
        let root = document().get_element_by_id("app").and_then(|element| element.dyn_into().ok());
        if let Some(root) = root {
            mount_to(root, move || view! { <App opening /> }).forget();
            arrival::remove_shell();
        }
    });
}
