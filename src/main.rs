//! The page: what to do when the program breaks, then the app.

use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use relata::ui::app::App;

fn main() {
    relata::platform::panic_screen::install();
    let root = document().get_element_by_id("app").and_then(|element| element.dyn_into().ok());
    if let Some(root) = root {
        mount_to(root, || view! { <App /> }).forget();
        relata::app::arrival::remove_shell();
    }
}
