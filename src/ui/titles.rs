//! What the window's title says of each address.

use crate::app::crm::Crm;
use crate::app::route::Route;
use crate::domain::record::RecordRef;
use crate::domain::workflow::merge_records::survivor_of;

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
        Route::Past(record, _) => format!("{} as it was", named(*record)),
        Route::Convert(lead) => format!("Convert {}", named(RecordRef::of(*lead))),
        Route::ConvertMany(_) => spoken("Convert leads").to_owned(),
        Route::Duplicates(_) => "Duplicates".to_owned(),
        Route::Merge(_) => "Merge".to_owned(),
        Route::Calendar(_) => "Calendar".to_owned(),
        Route::Board(_) => spoken("Opportunities board").to_owned(),
        Route::Search(text) => format!("Search “{text}”"),
        Route::Data | Route::DataAt(_) => "Import & export".to_owned(),
        Route::Help(_) => "Help".to_owned(),
        Route::Which => "Which is it?".to_owned(),
        Route::Trash => "Trash".to_owned(),
        Route::Settings(_) => "Settings".to_owned(),
        Route::Unknown(_) => "Not found".to_owned(),
    }
}
