//! The pages that are more than a list or a record: Home, the board, the
//! calendar, intake, the conversion of leads, duplicates and help.

pub mod board;
pub mod calendar;
pub mod convert;
pub mod convert_many;
pub mod duplicates;
pub mod help;
pub mod home;
pub mod intake;
pub mod which;

mod agenda_item;
mod whose;

use leptos::prelude::*;

use self::board::BoardPage;
use self::calendar::CalendarPage;
use self::convert::ConvertPage;
use self::convert_many::ConvertManyPage;
use self::duplicates::{DuplicatesPage, MergePage};
use self::help::HelpPage;
use self::home::HomePage;
use self::intake::{CardPage, PastePage};
use self::which::WhichPage;
use super::components::empty_page::EmptyPage;
use super::components::icon::Icon;
use super::data::DataPage;
use super::record::list::ListPage;
use super::record::page::RecordPage;
use super::record::past::PastRecordPage;
use super::search::SearchPage;
use super::settings::SettingsPage;
use super::trash::TrashPage;
use super::words::counts::count_of;
use super::words::vocabulary::{in_language, said, spoken};
use crate::app::crm::use_crm;
use crate::app::route::Route;
use crate::domain::record::Collection;

/// The page of an address.
pub fn page(route: &Route) -> AnyView {
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
            text=said!("The link may be old or mistyped. Your data is all here, {}.", count_of(leads, Collection::Lead))
            way_on=spoken("Go to Home")
            href=home
        />
    }
}
