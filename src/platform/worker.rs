//! The offline worker, which is written in `web/worker.js`: registered here,
//! told to take over, and listened to.

use std::rc::Rc;

use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{EventTarget, ServiceWorker, ServiceWorkerContainer, ServiceWorkerRegistration, ServiceWorkerState};

/// Where the worker lies, beside the page.
const WORKER: &str = "./worker.js";
/// What a waiting worker is told when the person wants the newer version.
const TAKE_OVER: &str = "take over";

/// What is heard of the worker.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum News {
    /// The page opens without a network from now on.
    Kept,
    /// This browser or this address allows no worker, or could not keep all files.
    Refused,
    /// A newer version is kept and waits.
    NewerWaits,
    /// A newer version took over; this page is still the older one.
    TakenOver,
}

/// Registers the worker and tells of it, for as long as the page lives.
pub fn register(heard: impl Fn(News) + 'static) {
    let heard: Rc<dyn Fn(News)> = Rc::new(heard);
    let Some(container) = container() else { return heard(News::Refused) };
    // Without a worker at the start, the first one taking over is no change of version.
    if container.controller().is_some() {
        let heard = Rc::clone(&heard);
        listen(&container, "controllerchange", move || heard(News::TakenOver));
    }
    spawn_local(async move {
        let registered = JsFuture::from(container.register(WORKER)).await;
        match registered.map(JsCast::unchecked_into::<ServiceWorkerRegistration>) {
            Ok(registration) => follow(&registration, &heard),
            Err(error) => {
                // A file page, a private window, a host without https: the app works all the same.
                super::dom::log("no offline copy is kept", &error);
                heard(News::Refused);
            }
        }
    });
}

/// Lets the newer version that waits take over; [`News::TakenOver`] follows.
pub fn take_over() {
    let Some(container) = container() else { return };
    spawn_local(async move {
        let Ok(ready) = container.ready() else { return };
        let Ok(registration) = JsFuture::from(ready).await else { return };
        let registration: ServiceWorkerRegistration = registration.unchecked_into();
        if let Some(waiting) = registration.waiting()
            && let Err(error) = waiting.post_message(&JsValue::from_str(TAKE_OVER))
        {
            super::dom::log("the newer version could not be told to take over", &error);
        }
    });
}

/// `None` on plain-http hosts, in file pages and in browsers without workers.
fn container() -> Option<ServiceWorkerContainer> {
    let navigator = web_sys::window()?.navigator();
    let container = js_sys::Reflect::get(&navigator, &JsValue::from_str("serviceWorker")).ok()?;
    (super::location::is_hosted() && container.is_object()).then(|| container.unchecked_into())
}

fn follow(registration: &ServiceWorkerRegistration, heard: &Rc<dyn Fn(News)>) {
    if registration.active().is_some() {
        heard(News::Kept);
        if registration.waiting().is_some() {
            heard(News::NewerWaits);
        }
    }
    if let Some(installing) = registration.installing() {
        follow_one(registration, &installing, heard);
    }
    let (found, heard) = (registration.clone(), Rc::clone(heard));
    listen(registration, "updatefound", move || {
        if let Some(installing) = found.installing() {
            follow_one(&found, &installing, &heard);
        }
    });
}

/// Follows a worker while it keeps the files of its version.
fn follow_one(registration: &ServiceWorkerRegistration, worker: &ServiceWorker, heard: &Rc<dyn Fn(News)>) {
    let first = registration.active().is_none();
    let (state, heard) = (worker.clone(), Rc::clone(heard));
    listen(worker, "statechange", move || match state.state() {
        ServiceWorkerState::Installed if !first => heard(News::NewerWaits),
        ServiceWorkerState::Activated if first => heard(News::Kept),
        // The older version, where there is one, stays whole.
        ServiceWorkerState::Redundant if first => heard(News::Refused),
        _ => {}
    });
}

fn listen(target: &EventTarget, event: &str, then: impl Fn() + 'static) {
    let then = Closure::<dyn Fn()>::new(then);
    if let Err(error) = target.add_event_listener_with_callback(event, then.as_ref().unchecked_ref()) {
        super::dom::log("the offline worker is not heard", &error);
    }
    then.forget();
}
