//! What the first page of a first visit does without: every page but that one, and
//! the German words. It is loaded once that page is drawn, or when it is first
//! wanted. In a build that is not split (README, "Size") it is there from the start,
//! and the code is the same.

use std::future::Future;
use std::pin::Pin;

use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos::wasm_split::SplitLoaderError;

use super::actions::desk::{Desk, Over};
use super::components::banner::{Banner, Gravity};
use super::components::button::Button;
use super::words::german;
use crate::app::arrival;
use crate::app::route::Route;
use crate::ui::words::vocabulary::spoken;

/// What comes later.
pub struct Parts {
    /// Draws the page of an address.
    pub page: fn(&Route) -> AnyView,
    /// Draws what lies over the page: palette, shortcuts, tour.
    pub over: fn(Desk, Over) -> AnyView,
    /// Teaches German.
    learn: fn(),
}

/// The one function of the later part that the first names: what is reached from
/// here alone is not in the first file.
#[cfg_attr(feature = "split", leptos::wasm_split::wasm_split(later, fallible, wasm_split_path = leptos::wasm_split))]
#[allow(clippy::unnecessary_wraps, reason = "split, it comes over the network")]
fn parts() -> Result<&'static Parts, SplitLoaderError> {
    static PARTS: Parts = Parts { page: super::pages::page, over, learn: german::learn };
    Ok(&PARTS)
}

fn over(desk: Desk, over: Over) -> AnyView {
    match over {
        Over::Palette => super::palette::palette(desk),
        Over::Help => super::actions::help::help(desk),
        Over::Tour => super::tour::tour(desk),
    }
}

type Loading = Pin<Box<dyn Future<Output = Result<&'static Parts, SplitLoaderError>>>>;

#[cfg(feature = "split")]
fn load() -> Loading {
    Box::pin(parts())
}

#[cfg(not(feature = "split"))]
fn load() -> Loading {
    Box::pin(std::future::ready(parts()))
}

/// Loads it before there is a page. Whoever wants it then asks again, and is told
/// where it cannot be loaded.
pub async fn begin() {
    if let Ok(parts) = load().await {
        (parts.learn)();
    }
}

/// How far the later part has come.
#[derive(Clone, Copy)]
enum Stage {
    Coming,
    Failed,
    Here(&'static Parts),
}

/// Brings the later part. A copy is a handle to the same one.
#[derive(Clone, Copy)]
pub struct Later {
    stage: RwSignal<Stage>,
    /// Set while it is on its way.
    asked: StoredValue<bool>,
}

impl Later {
    /// For [`later`] below. Begins to load when the browser has nothing better to do.
    pub fn provide() -> Self {
        let later = Self { stage: RwSignal::new(Stage::Coming), asked: StoredValue::new(false) };
        provide_context(later);
        #[cfg(not(feature = "split"))]
        later.arrived(parts());
        arrival::when_at_rest(move || later.ask());
        later
    }

    fn ask(self) {
        let is_coming = matches!(self.stage.try_get_untracked(), Some(Stage::Coming));
        if !is_coming || self.asked.try_update_value(|asked| std::mem::replace(asked, true)) != Some(false) {
            return;
        }
        spawn_local(async move {
            let found = load().await;
            self.asked.try_update_value(|asked| *asked = false);
            self.arrived(found);
        });
    }

    fn arrived(self, found: Result<&'static Parts, SplitLoaderError>) {
        if let Ok(parts) = found {
            (parts.learn)();
        }
        // The page may be gone meanwhile.
        self.stage.try_set(found.map_or(Stage::Failed, Stage::Here));
    }

    fn again(self) {
        self.stage.set(Stage::Coming);
        self.ask();
    }

    /// True when it is here. Runs again when that changes.
    pub fn is_here(self) -> bool {
        matches!(self.stage.get(), Stage::Here(_))
    }
}

/// Draws something of the later part as soon as that is here; until then what an
/// opening page looks like, and the way on where it cannot be loaded.
pub fn later(draw: impl Fn(&'static Parts) -> AnyView + Send + 'static) -> AnyView {
    let later = expect_context::<Later>();
    later.ask();
    let shown = move || match later.stage.get() {
        Stage::Here(parts) => untrack(|| draw(parts)),
        Stage::Coming => coming(),
        Stage::Failed => failed(later),
    };
    shown.into_any()
}

fn coming() -> AnyView {
    view! {
        <div class="page" aria-busy="true">
            <p class="visually-hidden" role="status">{spoken("Loading…")}</p>
            <div class="shell-rows" aria-hidden="true">
                {[(); 6].map(|()| view! { <div class="shell-row"><div class="shell-bar"></div></div> }).collect_view()}
            </div>
        </div>
    }
    .into_any()
}

fn failed(later: Later) -> AnyView {
    let again = Callback::new(move |()| later.again());
    view! {
        <div class="page">
            <Banner
                gravity=Gravity::Danger
                text=spoken("This part of Relata could not be loaded. Your data is safe. Check the connection; if that does not help, reload the page.").to_owned()
            >
                <Button label=spoken("Try again") small=true on_press=again />
            </Banner>
        </div>
    }
    .into_any()
}
