//! Tests that need a browser but no app; `cargo xtask test` runs them in
//! Chromium and Firefox, `node tests/e2e/units.mjs` alone.
#![cfg(target_arch = "wasm32")]
#![allow(clippy::unwrap_used, clippy::panic, missing_docs)]

mod web_recorder;

use std::cell::Cell;
use std::rc::Rc;

use js_sys::{Function, Promise};
use leptos::mount::mount_to;
use leptos::prelude::*;
use relata::app::route::{Query, Route};
use relata::app::router::Router;
use relata::domain::record::Collection;
use relata::platform::local_storage::LocalStorage;
use relata::platform::turns::{Telling, another_writes};
use relata::platform::{clock, ids, location, persist, tabs};
use relata::store::vault::{KeyValue, PREFIX, StorageFault};
use relata::ui::components::dialog::Dialog;
use relata::ui::components::text_field::{TextField, TextKind};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
use web_sys::{BroadcastChannel, Element, HtmlElement, HtmlInputElement, Storage};

wasm_bindgen_test_configure!(run_in_browser);

// ---- what the browser keeps

/// A key of ours that no app uses, as all tests share one origin.
fn key(name: &str) -> String {
    format!("{PREFIX}web-test/{name}")
}

fn raw() -> Storage {
    window().local_storage().unwrap().unwrap()
}

#[wasm_bindgen_test]
fn what_local_storage_is_given_it_gives_back() {
    let storage = LocalStorage::probe();
    let (key, text) = (key("round-trip"), "Zoë \u{1F426} \u{7FFF} \u{0} \"\\\n");
    storage.set(&key, text).unwrap();
    assert_eq!(storage.get(&key).unwrap().as_deref(), Some(text));
    storage.remove(&key).unwrap();
    assert_eq!(storage.get(&key).unwrap(), None);
    storage.remove(&key).unwrap();
}

#[wasm_bindgen_test]
fn keys_of_others_are_not_seen() {
    let storage = LocalStorage::probe();
    raw().set_item("somebody-else", "theirs").unwrap();
    storage.set(&key("mine"), "mine").unwrap();
    let keys = storage.keys().unwrap();
    assert!(keys.contains(&key("mine")));
    assert!(keys.iter().all(|key| key.starts_with(PREFIX)), "{keys:?}");
    assert_eq!(raw().get_item("somebody-else").unwrap().as_deref(), Some("theirs"));
    storage.remove(&key("mine")).unwrap();
    raw().remove_item("somebody-else").unwrap();
}

#[wasm_bindgen_test]
fn a_full_storage_is_an_answer_and_the_old_text_stays() {
    let storage = LocalStorage::probe();
    storage.set(&key("kept"), "old").unwrap();
    let block = "x".repeat(1_000_000);
    let foreign: Vec<String> = (0..20).map(|n| format!("filler/{n}")).collect();
    let filled = foreign.iter().filter(|key| raw().set_item(key, &block).is_ok()).count();
    let refused = storage.set(&key("kept"), &block);
    let after = storage.get(&key("kept"));
    for key in &foreign {
        raw().remove_item(key).unwrap();
    }
    storage.remove(&key("kept")).unwrap();
    assert!(filled > 0 && filled < foreign.len(), "{filled} blocks fit");
    assert_eq!(refused, Err(StorageFault::QuotaExceeded));
    assert_eq!(after, Ok(Some("old".to_owned())));
}

#[wasm_bindgen_test]
async fn asking_to_keep_what_is_stored_has_an_answer() {
    // Not `ask`: Firefox would ask the person, and there is none.
    assert!(!persist::agreed().await, "a fresh profile has agreed to nothing");
}

#[wasm_bindgen_test]
async fn other_tabs_are_told_and_this_one_does_not_hear_itself() {
    let count = Rc::new(Cell::new(0));
    let counter = Rc::clone(&count);
    assert!(tabs::on_news(move || counter.set(counter.get() + 1)));
    let other = BroadcastChannel::new("relata").unwrap();
    let told = Promise::new(&mut |resolve: Function, _| other.set_onmessage(Some(&resolve)));
    tabs::announce();
    JsFuture::from(told).await.unwrap();
    assert_eq!(count.get(), 0);
    other.post_message(&JsValue::TRUE).unwrap();
    for _ in 0..50 {
        if count.get() > 0 {
            break;
        }
        settle().await;
    }
    assert_eq!(count.get(), 1);
    other.close();
}

#[wasm_bindgen_test]
async fn a_tab_that_writes_much_is_heard_by_others_and_not_by_itself() {
    let telling = Telling::begin();
    assert!(telling.is_some() && !another_writes().await, "it is this one");
    let hold = "{
        const held = new Promise((end) => (globalThis.endOther = end));
        navigator.locks.request('relata writes much', { mode: 'shared' }, () => held);
    }";
    js_sys::eval(hold).unwrap();
    assert!(another_writes().await, "somebody else does");
    js_sys::eval("endOther()").unwrap();
    settle().await;
    assert!(!another_writes().await);
    drop(telling);
}

// ---- time and chance

#[wasm_bindgen_test]
fn the_clock_is_the_browsers() {
    let now = clock::now();
    // Whole seconds fit into 32 bits, so into an f64, until 2106.
    let seconds = f64::from(u32::try_from(now.timestamp()).unwrap_or_default());
    assert!((js_sys::Date::now() / 1_000.0 - seconds).abs() < 5.0);
    let day = js_sys::Date::new_0().get_date();
    assert_eq!(clock::today().format("%-d").to_string(), day.to_string());
    assert_eq!(clock::instant(clock::local(now)), now);
}

#[wasm_bindgen_test]
fn no_seed_comes_twice() {
    let mut seeds: Vec<u64> = (0..1_000).map(|_| ids::seed()).collect();
    seeds.sort_unstable();
    seeds.dedup();
    assert_eq!(seeds.len(), 1_000);
}

// ---- where one is

#[wasm_bindgen_test]
async fn addresses_survive_the_browser() {
    let filter = Query::default().with("filter", "Zoë & Co + 100 %#?").with("sort", "-title");
    let routes = [
        Route::List(Collection::Lead, filter),
        Route::Search("\u{1F426} a+b=c".to_owned()),
        Route::New(Collection::Contact, Query::default().with("last_name", "O'Hara / شركة")),
    ];
    for route in routes {
        location::set_hash(&route.href());
        assert_eq!(Route::parse(&location::hash()), route);
    }
    leave().await;
}

#[wasm_bindgen_test]
async fn the_route_follows_the_hash_and_typing_leaves_no_trail() {
    let owner = Owner::new();
    let router = owner.with(Router::follow);
    router.go(&Route::list(Collection::Account));
    settle().await;
    assert_eq!(router.route().get_untracked(), Route::list(Collection::Account));

    let trail = window().history().unwrap().length().unwrap();
    let filtered = Route::List(Collection::Account, Query::default().with("filter", "acme"));
    router.replace(filtered.clone());
    assert_eq!(router.route().get_untracked(), filtered);
    assert_eq!(location::hash(), "#/accounts?filter=acme");
    assert_eq!(window().history().unwrap().length().unwrap(), trail);
    leave().await;
}

/// Empties the address, which all tests share.
async fn leave() {
    location::set_hash("");
    settle().await;
}

// ---- what is typed

#[wasm_bindgen_test]
async fn an_error_stands_at_its_field() {
    let error = RwSignal::new(None::<String>);
    let stage = Stage::mount(move || {
        let value = RwSignal::new(String::new());
        view! { <TextField label="Company" value hint="As they write it" error=error /> }
    });
    let input = stage.find("input");
    assert_eq!(input.get_attribute("aria-invalid"), None);
    error.set(Some("Fill this in".to_owned()));
    settle().await;
    assert_eq!(input.get_attribute("aria-invalid").as_deref(), Some("true"));
    let described = input.get_attribute("aria-describedby").unwrap();
    let words: Vec<String> = described.split(' ').map(|id| text_of(&stage.find(&format!("#{id}")))).collect();
    assert_eq!(words, ["As they write it", "Fill this in"]);
    error.set(None);
    settle().await;
    assert_eq!(input.get_attribute("aria-invalid"), None);
}

#[wasm_bindgen_test]
async fn what_is_typed_into_an_e_mail_field_stays_as_typed() {
    let value = RwSignal::new(String::new());
    let stage = Stage::mount(move || view! { <TextField label="E-mail" value kind=TextKind::Email /> });
    let input: HtmlInputElement = stage.find("input").unchecked_into();
    input.set_value("ada at ");
    input.dispatch_event(&web_sys::Event::new("input").unwrap()).unwrap();
    settle().await;
    assert_eq!(value.get_untracked(), "ada at ");
    assert_eq!(input.value(), "ada at ");
}

// ---- where the focus is

#[wasm_bindgen_test]
async fn a_dialog_takes_the_focus_and_gives_it_back() {
    let open = RwSignal::new(false);
    let stage = Stage::mount(move || {
        let value = RwSignal::new(String::new());
        let close = Callback::new(move |()| open.set(false));
        view! {
            <button id="opener" on:click=move |_| open.set(true)>"Open"</button>
            <Show when=move || open.get()>
                <Dialog title="New lead" on_close=close on_submit=close submit_label="Save">
                    <TextField label="Company" value />
                </Dialog>
            </Show>
        }
    });
    let opener: HtmlElement = stage.find("#opener").unchecked_into();
    opener.focus().unwrap();
    opener.click();
    settle().await;
    assert_eq!(focused().tag_name(), "INPUT");
    assert!(stage.find("dialog").matches(":modal").unwrap());

    open.set(false);
    settle().await;
    assert_eq!(focused().id(), "opener");
}

#[wasm_bindgen_test]
async fn after_a_refusal_the_focus_is_on_the_field_that_is_wrong() {
    let error = RwSignal::new(None::<String>);
    let stage = Stage::mount(move || {
        let (first, second) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
        let refuse = Callback::new(move |()| error.set(Some("Fill this in".to_owned())));
        view! {
            <Dialog title="New lead" on_close=Callback::new(|()| ()) on_submit=refuse submit_label="Save">
                <TextField label="First name" value=first />
                <TextField label="Company" value=second error=error />
            </Dialog>
        }
    });
    settle().await;
    let submit: HtmlElement = stage.find("[type=submit]").unchecked_into();
    submit.click();
    settle().await;
    assert_eq!(focused().get_attribute("aria-invalid").as_deref(), Some("true"));
}

/// A part of the page for one test; it goes when the test ends.
struct Stage {
    root: HtmlElement,
    _mounted: Box<dyn std::any::Any>,
}

impl Stage {
    fn mount<V: IntoView + 'static>(view: impl FnOnce() -> V + 'static) -> Self {
        let root: HtmlElement = document().create_element("div").unwrap().unchecked_into();
        document().body().unwrap().append_child(&root).unwrap();
        let mounted = mount_to(root.clone(), view);
        Self { root, _mounted: Box::new(mounted) }
    }

    fn find(&self, selector: &str) -> Element {
        self.root.query_selector(selector).unwrap().unwrap()
    }
}

impl Drop for Stage {
    fn drop(&mut self) {
        self.root.remove();
    }
}

fn focused() -> Element {
    document().active_element().unwrap()
}

fn text_of(element: &Element) -> String {
    element.text_content().unwrap_or_default().trim().to_owned()
}

/// Waits until effects have run and two frames are drawn.
async fn settle() {
    let later = Promise::new(&mut |resolve: Function, _| {
        window().set_timeout_with_callback_and_timeout_and_arguments_0(&resolve, 80).map(drop).unwrap_or_default();
    });
    JsFuture::from(later).await.map(drop).unwrap_or_default();
}
