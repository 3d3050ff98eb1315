//! Tells other tabs that this one writes much, for as long as it does, and
//! hears whether another does. By a Web Lock that any number may hold: it says
//! so even while its tab is too busy to, and goes when the tab does. Nothing
//! is ordered by it. Pages without locks (plain http) tell and hear nothing.

use std::cell::Cell;

use js_sys::{Array, Function, Object, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use wasm_bindgen_futures::{JsFuture, spawn_local};

const LOCK: &str = "relata writes much";

thread_local! {
    /// How often this page holds it.
    static OWN: Cell<u32> = const { Cell::new(0) };
}

/// As long as it lives, other tabs know that this one writes much.
pub struct Telling(Function);

impl Telling {
    /// Begins to tell. `None` where there are no locks.
    pub fn begin() -> Option<Self> {
        let mut release = None;
        let held = Promise::new(&mut |resolve, _| release = Some(resolve));
        let holding = Closure::once_into_js(move |_: JsValue| held);
        let shared = Object::new();
        Reflect::set(&shared, &"mode".into(), &"shared".into()).ok()?;
        let asked = ask("request", &Array::of3(&LOCK.into(), &shared, &holding))?;
        // Refused to some pages, which then tell nothing.
        spawn_local(async move { drop(JsFuture::from(asked).await) });
        OWN.set(OWN.get() + 1);
        release.map(Self)
    }
}

impl Drop for Telling {
    fn drop(&mut self) {
        OWN.set(OWN.get() - 1);
        self.0.call0(&JsValue::NULL).ok();
    }
}

/// Whether another tab writes much right now.
pub async fn another_writes() -> bool {
    let Some(asked) = ask("query", &Array::new()) else { return false };
    let Ok(all) = JsFuture::from(asked).await else { return false };
    let held = Reflect::get(&all, &"held".into()).map(|held| Array::from(&held)).unwrap_or_default();
    let is_ours = |lock: &JsValue| Reflect::get(lock, &"name".into()).is_ok_and(|name| name == LOCK);
    let holders = held.iter().filter(is_ours).count();
    u32::try_from(holders).is_ok_and(|holders| holders > OWN.get())
}

/// By hand, as web-sys has locks only behind a flag for the whole build.
pub(super) fn ask(method: &str, with: &Array) -> Option<Promise> {
    let navigator = web_sys::window()?.navigator();
    let locks = Reflect::get(&navigator, &"locks".into()).ok()?;
    let method: Function = Reflect::get(&locks, &method.into()).ok()?.dyn_into().ok()?;
    method.apply(&locks, with).ok().map(JsCast::unchecked_into)
}
