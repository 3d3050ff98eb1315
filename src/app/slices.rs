//! Long work in slices, between which the page draws and answers.

use leptos::task::spawn_local;

use crate::platform::idle::Slices;
use crate::store::vault::Pace;

/// Calls `step` again and again until it says that nothing is left to do. A
/// step should take a few milliseconds.
pub fn work(mut step: Box<dyn FnMut() -> bool>) {
    spawn_local(async move {
        let slices = Slices::begin();
        while step() {
            slices.pause().await;
        }
    });
}
