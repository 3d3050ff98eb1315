//! What an empty list says: what belongs there, and why one would want it.

use crate::domain::record::Collection;

use super::concepts::{in_sentence, plural};
use super::vocabulary::{said, spoken};

/// “No leads yet”.
pub fn title(collection: Collection) -> String {
    said!("No {} yet", in_sentence(plural(collection)))
}

/// What would be here.
pub fn text(collection: Collection) -> &'static str {
    spoken(match collection {
        Collection::Lead => {
            "A lead is somebody who might become business: a business card, a form, a call. Enter the first one; a name or a company is enough."
        }
        Collection::Account => {
            "Accounts are the companies and people you sell to or hope to. They come from converted leads, from a file, or from here."
        }
        Collection::Contact => {
            "Contacts are the people at your accounts. They come from converted leads, from a file, or from here."
        }
        Collection::Opportunity => {
            "Opportunities are the deals you are working on. Convert a lead to get the first one, or enter it here and see the forecast move."
        }
        Collection::Activity => {
            "Calls, meetings, e-mails, notes and tasks. Log one on any record, or plan the next from here."
        }
        _ => "Nothing is here yet.",
    })
}
