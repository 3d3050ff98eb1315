//! The frame of the app and the page for each address.

use leptos::prelude::*;

use crate::app::crm::{Crm, use_crm};
use crate::app::finder::Finder;
use crate::app::locale;
use crate::app::route::{Query, Route};
use crate::app::saver::Opening;
use crate::domain::record::Collection;
use crate::domain::workflow::merge_records::survivor_of;
use crate::ui::words::vocabulary::{in_language, said, spoken};

use super::actions::desk::Desk;
use super::actions::help::ShortcutsHelp;
use super::actions::listen::listen;
use super::components::empty_page::EmptyPage;
use super::components::icon::Icon;
use super::components::page_header::PAGE_TITLE_ID;
use super::data::DataPage;
use super::header::Header;
use super::navigation::Navigation;
use super::notices::Notices;
use super::pages::board::BoardPage;
use super::pages::calendar::CalendarPage;
use super::pages::convert::ConvertPage;
use super::pages::convert_many::ConvertManyPage;
use super::pages::duplicates::{DuplicatesPage, MergePage};
use super::pages::help::HelpPage;
use super::pages::home::HomePage;
use super::pages::intake::{CardPage, PastePage};
use super::pages::which::WhichPage;
use super::palette::CommandPalette;
use super::record::list::ListPage;
use super::record::page::RecordPage;
use super::record::past::PastRecordPage;
use super::record::trail::Trail;
use super::save_banner::SaveBanner;
use super::search::SearchPage;
use super::settings::SettingsPage;
use super::thumb_bar::ThumbBar;
use super::tour::Tour;
use super::trash::TrashPage;
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
    listen(crm, desk);
    crate::app::reminders::watch(crm, move |due| reminders::tell(crm, due));
    let title = move |route: &Route| {
        speech.track();
        titles::title(crm, route)
    };
    crate::app::arrival::announce(crm, title, PAGE_TITLE_ID);
    // Words are no signals: in other words, everything is drawn anew.
    let frame = move || {
        speak(speech.get());
        untrack(|| frame(crm, desk))
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
                {move || page(&address(crm))}
            </main>
            <ThumbBar nav_open />
            <Notices />
            <CommandPalette desk />
            <ShortcutsHelp desk />
            <Tour desk />
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

fn page(route: &Route) -> AnyView {
    match route {
        Route::Home => view! { <HomePage /> }.into_any(),
        Route::List(collection, _) | Route::New(collection, _) => {
            view! { <ListPage collection=*collection /> }.into_any()
        }
        Route::Record(record) => view! { <RecordPage record=*record /> }.into_any(),
        Route::Past(record, moment) => view! { <PastRecordPage record=*record moment=moment.clone() /> }.into_any(),
        Route::Convert(lead) => view! { <ConvertPage lead=*lead /> }.into_any(),
        Route::ConvertMany(query) => view! { <ConvertManyPage query=query.clone() /> }.into_any(),
        Route::Duplicates(_) => view! { <DuplicatesPage /> }.into_any(),
        Route::Merge(query) => view! { <MergePage query=query.clone() /> }.into_any(),
        Route::Board(_) => view! { <BoardPage /> }.into_any(),
        Route::Calendar(_) => view! { <CalendarPage /> }.into_any(),
        Route::Search(_) => view! { <SearchPage /> }.into_any(),
        Route::Data | Route::DataAt(_) => view! { <DataPage /> }.into_any(),
        Route::Help(_) => view! { <HelpPage /> }.into_any(),
        Route::Paste(text) => view! { <PastePage text=text.clone() /> }.into_any(),
        Route::Card => view! { <CardPage /> }.into_any(),
        Route::Which => view! { <WhichPage /> }.into_any(),
        Route::Trash => view! { <TrashPage /> }.into_any(),
        Route::Settings(_) => view! { <SettingsPage /> }.into_any(),
        Route::Unknown(_) => view! { <UnknownPage /> }.into_any(),
    }
}

/// Says that an address leads nowhere, and where to go instead.
#[component]
fn UnknownPage() -> impl IntoView {
    let crm = use_crm();
    let home = Route::Home.href();
    let leads = crm.read(&[Collection::Lead], |workspace| workspace.count(Collection::Lead));
    view! {
        <EmptyPage
            heading=in_language("This address leads nowhere")
            icon=Icon::Search
            title=spoken("There is no such page")
            text=said!("The link may be old or mistyped. Your data is all here, {}.", words::counts::count_of(leads, Collection::Lead))
            way_on=spoken("Go to Home")
            href=home
        />
    }
}
