//! What the window's title says of each address.

use crate::app::crm::Crm;
use crate::app::route::Route;
use crate::domain::record::RecordRef;
use crate::domain::workflow::merge_records::survivor_of;
use crate::ui::words::vocabulary::said;

use super::words;
use super::words::vocabulary::spoken;

/// The name of the place; empty for Home.
pub fn title(crm: Crm, route: &Route) -> String {
    let named = |record: RecordRef| {
        crm.read(&[record.collection], |workspace| workspace.title(survivor_of(workspace, record)).unwrap_or_default())
    };
    match route {
        Route::Home => String::new(),
        Route::List(collection, _) => words::concepts::plural(*collection).to_owned(),
        Route::New(collection, _) => words::concepts::new_title(*collection),
        Route::Record(record) => named(*record),
        Route::Past(record, _) => said!("{} as it was", named(*record)),
        Route::Convert(lead) => said!("Convert {}", named(RecordRef::of(*lead))),
        Route::ConvertMany(_) => spoken("Convert leads").to_owned(),
        Route::Duplicates(_) => spoken("Duplicates").to_owned(),
        Route::Merge(_) => spoken("Merge").to_owned(),
        Route::Calendar(_) => spoken("Calendar").to_owned(),
        Route::Board(_) => spoken("Opportunities board").to_owned(),
        Route::Search(text) => said!("Search “{}”", text),
        Route::Data | Route::DataAt(_) => spoken("Import & export").to_owned(),
        Route::Help(_) => spoken("Help").to_owned(),
        Route::Paste(_) => spoken("Paste a signature or card").to_owned(),
        Route::Card => spoken("Enter a card").to_owned(),
        Route::Which => spoken("Which is it?").to_owned(),
        Route::Trash => spoken("Trash").to_owned(),
        Route::Settings(_) => spoken("Settings").to_owned(),
        Route::Unknown(_) => spoken("Not found").to_owned(),
    }
}
