//! The frame of the app and the page for each address.

use leptos::prelude::*;

use crate::app::crm::Crm;
use crate::app::finder::Finder;
use crate::app::language::Tongue;
use crate::app::locale;
use crate::app::route::{Query, Route};
use crate::app::saver::Opening;
use crate::domain::workflow::merge_records::survivor_of;
use crate::ui::words::vocabulary::spoken;

use super::actions::desk::Desk;
use super::actions::listen::listen;
use super::components::page_header::PAGE_TITLE_ID;
use super::header::Header;
use super::later::{self, Later};
use super::navigation::Navigation;
use super::notices::Notices;
use super::pages::home::doors;
use super::record::trail::Trail;
use super::save_banner::SaveBanner;
use super::thumb_bar::ThumbBar;
use super::version_banner::VersionBanner;
use super::{reminders, titles, words};

/// The whole app. Everything below finds the workspace through
/// [`use_crm`].
#[component]
pub fn App(
    /// What this browser keeps.
    opening: Opening,
) -> impl IntoView {
    let crm = Crm::start(opening);
    provide_context(crm);
    provide_context(Finder::new());
    let speech = Memo::new(move |_| crm.preferences.with(|device| (device.language, device.vocabulary)));
    let speak = move |(language, vocabulary)| words::vocabulary::speak(locale::settle(crm, language), vocabulary);
    // Reminders may speak before anything is drawn.
    speak(speech.get_untracked());
    let desk = Desk::provide(crm);
    Trail::provide();
    let arriving = Later::provide();
    listen(crm, desk);
    crate::app::reminders::watch(crm, move |due| reminders::tell(crm, due));
    let title = move |route: &Route| {
        speech.track();
        arriving.is_here();
        titles::title(crm, route)
    };
    crate::app::arrival::announce(crm, title, PAGE_TITLE_ID);
    // Words are no signals: in other words, everything is drawn anew.
    let frame = move || {
        speak(speech.get());
        // German comes with what comes later.
        match words::vocabulary::tongue() {
            Tongue::English => untrack(|| frame(crm, desk)),
            Tongue::German => untrack(|| later::later(move |_| frame(crm, desk))),
        }
    };
    frame.into_any()
}

/// The frame, in the words that are spoken now.
fn frame(crm: Crm, desk: Desk) -> AnyView {
    let nav_open = RwSignal::new(false);
    view! {
        <div class="app" class:app--nav-open=nav_open>
            <button type="button" class="skip-link" on:click=move |_| crate::app::arrival::focus_main()>
                {spoken("Skip to content")}
            </button>
            <Navigation open=nav_open />
            <Header />
            <main id="main" class="app-main" tabindex="-1">
                <SaveBanner />
                <VersionBanner />
                {move || page(crm, address(crm))}
            </main>
            <ThumbBar nav_open />
            <Notices />
            {move || desk.over.get().map(|over| later::later(move |parts| (parts.over)(desk, over)))}
        </div>
    }
    .into_any()
}

/// The address as far as it decides on the page: what a page reads of its own
/// query does not make a new page.
fn address(crm: Crm) -> Route {
    let kept = Memo::new(move |_| match crm.router.route().get() {
        Route::List(collection, _) | Route::New(collection, _) => Route::list(collection),
        Route::Board(_) => Route::Board(Query::default()),
        Route::Calendar(_) => Route::Calendar(Query::default()),
        // An old link leads to what a merged record became.
        Route::Record(record) => Route::Record(crm.peek(|workspace| survivor_of(workspace, record))),
        Route::Duplicates(_) => Route::Duplicates(Query::default()),
        Route::Search(_) => Route::Search(String::new()),
        Route::DataAt(_) => Route::Data,
        Route::Help(_) => Route::Help(None),
        Route::Settings(_) => Route::Settings(crate::app::route::SettingsSection::Workspace),
        other => other,
    });
    kept.get()
}

/// The page of an address; all but the ways to begin come later.
fn page(crm: Crm, route: Route) -> AnyView {
    let is_empty = Memo::new(move |_| doors::is_empty(crm));
    let drawn = move || match &route {
        Route::Home if is_empty.get() => untrack(|| doors::page(crm)),
        other => {
            let other = other.clone();
            untrack(|| later::later(move |parts| (parts.page)(&other)))
        }
    };
    drawn.into_any()
}
