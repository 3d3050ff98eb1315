//! Which of several tabs speaks for all of them: the one that was looked at
//! last, by a Web Lock that it holds; when it goes, one of the others. Where a
//! browser has no locks (plain http), each speaks for itself.

use std::cell::Cell;
use std::rc::Rc;

use js_sys::{Array, Object, Promise, Reflect};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{VisibilityState, window};

use super::turns::ask;

const LOCK: &str = "relata speaks";

/// Whether this tab speaks. A copy is a handle to the same.
#[derive(Clone)]
pub struct Speaker {
    speaks: Rc<Cell<bool>>,
    /// Called whenever this tab becomes the one.
    chosen: Rc<dyn Fn()>,
}

impl Speaker {
    /// Waits to become the one, at once if the page is looked at.
    pub fn stand(chosen: impl Fn() + 'static) -> Self {
        let speaker = Self { speaks: Rc::new(Cell::new(false)), chosen: Rc::new(chosen) };
        speaker.clone().request(false);
        speaker.come_forward();
        speaker
    }

    /// Whether this tab speaks for all.
    pub fn speaks(&self) -> bool {
        self.speaks.get()
    }

    /// Takes the word from the others if the page is looked at.
    pub fn come_forward(&self) {
        let document = window().and_then(|window| window.document());
        if !self.speaks() && document.is_some_and(|page| page.visibility_state() == VisibilityState::Visible) {
            self.clone().request(true);
        }
    }

    fn choose(&self) {
        self.speaks.set(true);
        (self.chosen)();
    }

    /// Asks for the lock, for as long as the page lives: in turn, or at once.
    fn request(self, at_once: bool) {
        let was_held = Rc::new(Cell::new(false));
        let (holder, held) = (self.clone(), Rc::clone(&was_held));
        let holding = Closure::once_into_js(move |_: JsValue| {
            held.set(true);
            holder.choose();
            Promise::new(&mut |_, _| {})
        });
        let options = Object::new();
        let set = Reflect::set(&options, &"steal".into(), &at_once.into());
        let asked = set.ok().and_then(|_| ask("request", &Array::of3(&LOCK.into(), &options, &holding)));
        let Some(asked) = asked else { return self.choose() };
        spawn_local(async move {
            // It comes back only when another tab takes the lock, or where there is none to be had.
            drop(JsFuture::from(asked.unchecked_into::<Promise>()).await);
            match (was_held.get(), at_once) {
                (false, _) => self.choose(),
                (true, true) => self.speaks.set(false),
                (true, false) => {
                    self.speaks.set(false);
                    self.request(false);
                }
            }
        });
    }
}
