//! The page: what to do when the program breaks, what this browser keeps and
//! whether it is locked, then the app.

use std::cell::RefCell;
use std::rc::Rc;

use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use relata::app::door::{Door, Entrance};
use relata::app::saver::Opening;
use relata::app::vocabulary::Vocabulary;
use relata::app::{arrival, locale, saver};
use relata::ui::app::App;
use relata::ui::lock_screen::LockScreen;
use relata::ui::words::vocabulary::{in_language, speak};
use wasm_bindgen_futures::spawn_local;

fn main() {
    relata::platform::panic_screen::install();
    // Leptos brings its own way to spawn only once something is mounted.
    spawn_local(async {
        // A workspace that begins now is named in the person's language.
        speak(locale::at_first(), Vocabulary::default());
        let door = Door::approach().await;
        if door.entrance() == Entrance::Open {
            show_app(saver::open(door, in_language).await);
        } else {
            ask(door);
        }
    });
}

fn show_app(opening: Opening) {
    if let Some(root) = root() {
        mount_to(root, move || view! { <App opening /> }).forget();
        arrival::remove_shell();
    }
}

/// Asks for the passphrase first. The question stays until the app is there.
fn ask(door: Door) {
    let Some(root) = root() else { return };
    let screen = Rc::new(RefCell::new(None));
    let (shown, behind) = (Rc::clone(&screen), door.clone());
    let on_open: Rc<dyn Fn()> = Rc::new(move || {
        let (shown, behind) = (Rc::clone(&shown), behind.clone());
        spawn_local(async move {
            let opening = saver::open(behind, in_language).await;
            drop(shown.take());
            show_app(opening);
        });
    });
    screen.replace(Some(mount_to(root, move || view! { <LockScreen door on_open /> })));
    arrival::remove_shell();
}

fn root() -> Option<leptos::web_sys::HtmlElement> {
    document().get_element_by_id("app").and_then(|element| element.dyn_into().ok())
}
