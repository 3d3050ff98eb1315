//! Notifications of the browser: whether it lets the page show any, and one.

use js_sys::{Array, Function, Object, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use wasm_bindgen_futures::JsFuture;
use web_sys::window;

/// Whether the browser shows notifications of this page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Permission {
    /// It cannot: it has none, or none for a page that came without https.
    Unsupported,
    /// A page that was opened from a file gets none.
    FromFile,
    /// Nobody was asked yet.
    NotAsked,
    /// It does.
    Allowed,
    /// The person, or the browser for them, said no.
    Refused,
}

/// What holds now.
pub fn permission() -> Permission {
    let is_secure = window().is_some_and(|window| window.is_secure_context());
    let said =
        constructor().and_then(|notification| Reflect::get(&notification, &"permission".into()).ok()?.as_string());
    match said.as_deref() {
        _ if !super::location::is_hosted() => Permission::FromFile,
        Some("granted") => Permission::Allowed,
        Some("default") if is_secure => Permission::NotAsked,
        Some("denied") if is_secure => Permission::Refused,
        _ => Permission::Unsupported,
    }
}

/// Has the browser ask the person; only on a press of theirs. What holds then.
pub async fn ask() -> Permission {
    let asked = constructor().and_then(|notification| {
        let ask: Function = Reflect::get(&notification, &"requestPermission".into()).ok()?.dyn_into().ok()?;
        ask.call0(&notification).ok()?.dyn_into::<Promise>().ok()
    });
    // Whatever became of it, the browser knows.
    if let Some(asked) = asked
        && let Err(error) = JsFuture::from(asked).await
    {
        super::dom::log("notifications could not be asked for", &error);
    }
    permission()
}

/// Shows a notification; one of the same tag takes its place. `pressed` is
/// called once, with the page in front. False where none can be shown, such as
/// on phones that want them from a service worker.
pub fn show(title: &str, body: &str, tag: &str, pressed: impl FnOnce() + 'static) -> bool {
    if permission() != Permission::Allowed {
        return false;
    }
    let Some(notification) = made(title, body, tag) else { return false };
    let shown = notification.clone();
    let on_click = Closure::once_into_js(move || {
        if let Some(window) = window()
            && let Err(error) = window.focus()
        {
            super::dom::log("the page could not come to the front", &error);
        }
        pressed();
        let close = Reflect::get(&shown, &"close".into()).ok().and_then(|close| close.dyn_into::<Function>().ok());
        close.and_then(|close| close.call0(&shown).ok());
    });
    Reflect::set(&notification, &"onclick".into(), &on_click).is_ok()
}

fn made(title: &str, body: &str, tag: &str) -> Option<JsValue> {
    let options = Object::new();
    Reflect::set(&options, &"body".into(), &body.into()).ok()?;
    Reflect::set(&options, &"tag".into(), &tag.into()).ok()?;
    Reflect::construct(&constructor()?, &Array::of2(&title.into(), &options)).ok()
}

/// By name, as a page must not break where a browser has none.
fn constructor() -> Option<Function> {
    Reflect::get(&JsValue::from(window()?), &"Notification".into()).ok()?.dyn_into().ok()
}
