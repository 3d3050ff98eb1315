//! Copies out: what is told when one was made, or could not be.

use crate::app::crm::Crm;
use crate::app::notices::Message;
use crate::app::transfer::{self, ExportError};

/// Offers the whole workspace as a file, and tells of it.
pub(in crate::ui) fn export_json(crm: Crm) {
    let message = match transfer::export_json(crm) {
        Ok(name) => Message::Plain(format!("{name} is in your downloads: everything is in it")),
        Err(error) => Message::Trouble(trouble(&error)),
    };
    crm.notices.push(message, false);
}

/// Why there is no file, and what to do.
pub(super) fn trouble(error: &ExportError) -> String {
    match error {
        ExportError::Unwritable(detail) => {
            format!("No file was made: a record could not be written ({detail}). Your data is unchanged")
        }
        ExportError::Refused(detail) => {
            format!("The browser did not take the file ({detail}). Allow downloads for this page and try again")
        }
    }
}
