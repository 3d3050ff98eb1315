//! The page: what to do when the program breaks, what this browser keeps, then
//! the app.

use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use relata::app::vocabulary::Vocabulary;
use relata::app::{arrival, locale, saver};
use relata::ui::app::App;
use relata::ui::words::vocabulary::{in_language, speak};
use wasm_bindgen_futures::spawn_local;

fn main() {
    relata::platform::panic_screen::install();
    // Leptos brings its own way to spawn only once something is mounted.
    spawn_local(async {
        // A workspace that begins now is named in the person's language.
        speak(locale::at_first(), Vocabulary::default());
        let opening = saver::open(in_language).await;
        let root = document().get_element_by_id("app").and_then(|element| element.dyn_into().ok());
        if let Some(root) = root {
            mount_to(root, move || view! { <App opening /> }).forget();
            arrival::remove_shell();
        }
    });
}
