//! What happens when the program breaks: the console gets the trace, and the
//! script in `index.html` shows a plain screen with a way to save the data.
//! That screen never calls back in here: after a panic that would only fail
//! again.

use std::panic::{PanicHookInfo, set_hook};

use js_sys::{Function, Reflect};
use wasm_bindgen::{JsCast, JsValue};

/// Shows the rescue screen at any panic from here on.
pub fn install() {
    set_hook(Box::new(|info| {
        console_error_panic_hook::hook(info);
        rescue(info);
    }));
}

fn rescue(info: &PanicHookInfo<'_>) {
    let Some(window) = web_sys::window() else { return };
    let found = Reflect::get(&window, &JsValue::from_str("relataRescue"));
    if let Some(show) = found.ok().and_then(|found| found.dyn_into::<Function>().ok()) {
        // What it says to a failure here nobody is left to hear.
        show.call1(&JsValue::NULL, &JsValue::from_str(&info.to_string())).ok();
    }
}
