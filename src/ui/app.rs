//! The frame of the app and the page for each address.

use leptos::prelude::*;

use crate::app::arrival::{self, Wanted};
use crate::app::crm::Crm;
use crate::app::finder::Finder;
use crate::app::locale;
use crate::app::route::{Query, Route};
use crate::app::saver::Opening;
use crate::domain::workflow::merge_records::survivor_of;
use crate::ui::words::vocabulary::spoken;

use super::actions::desk::{Desk, Over};
use super::actions::listen::listen;
use super::actions::{Act, help};
use super::components::page_header::PAGE_TITLE_ID;
use super::header::Header;
use super::navigation::Navigation;
use super::notices::Notices;
use super::pages::{self, home::doors};
use super::record::trail::Trail;
use super::save_banner::SaveBanner;
use super::thumb_bar::ThumbBar;
use super::version_banner::VersionBanner;
use super::{palette, reminders, titles, tour, words};

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
    listen(crm, desk);
    begin(crm, desk);
    crate::app::reminders::watch(crm, move |due| reminders::tell(crm, due));
    let title = move |route: &Route| {
        speech.track();
        titles::title(crm, route)
    };
    arrival::announce(crm, title, PAGE_TITLE_ID);
    // Words are no signals: in other words, everything is drawn anew.
    let frame = move || {
        speak(speech.get());
        untrack(|| frame(crm, desk))
    };
    frame.into_any()
}

/// Does what a first visitor asked for before this was there.
fn begin(crm: Crm, desk: Desk) {
    match arrival::wanted() {
        Some(Wanted::Demo) if untrack(|| doors::is_empty(crm)) => doors::load_demo(crm),
        Some(Wanted::Tour) => desk.run(Act::Tour),
        _ => {}
    }
}

/// The frame, in the words that are spoken now.
fn frame(crm: Crm, desk: Desk) -> AnyView {
    let nav_open = RwSignal::new(false);
    view! {
        <div class="app" class:app--nav-open=nav_open>
            <button type="button" class="skip-link" on:click=move |_| arrival::focus_main()>
                {spoken("Skip to content")}
            </button>
            <Navigation open=nav_open />
            <Header />
            <main id="main" class="app-main" tabindex="-1">
                <SaveBanner />
                <VersionBanner />
                {move || {
                    let route = address(crm);
                    untrack(|| pages::page(&route))
                }}
            </main>
            <ThumbBar nav_open />
            <Notices />
            {over(desk, Over::Palette, palette::palette)}
            {over(desk, Over::Help, help::help)}
            {over(desk, Over::Tour, tour::tour)}
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

/// What lies over the page while it is wanted. Each has a place of its own: one that
/// follows another, such as the tour chosen in the palette, is drawn anew.
fn over(desk: Desk, wanted: Over, draw: fn(Desk) -> AnyView) -> AnyView {
    let drawn = move || (desk.over.get() == Some(wanted)).then(|| untrack(|| draw(desk)));
    drawn.into_any()
}
