//! Files in and out: what the data page may do, which itself touches neither
//! the browser nor the store.

use leptos::prelude::*;

use crate::interchange::json;
use crate::platform::{file, location};

use super::crm::Crm;

/// Why a file was not offered for keeping.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ExportError {
    /// The records could not be written as a file.
    Unwritable(String),
    /// The browser did not take the file.
    Refused(String),
}

/// Offers the whole workspace as a file with today's date in its name, and
/// remembers on this device that it did. Gives the name.
pub fn export_json(crm: Crm) -> Result<String, ExportError> {
    let env = crm.env();
    let text = crm.peek(json::write).map_err(|error| ExportError::Unwritable(error.to_string()))?;
    let name = format!("relata-{}.json", env.today);
    file::download(&name, "application/json", &text).map_err(ExportError::Refused)?;
    crm.preferences.update(|preferences| preferences.exported_at = Some(env.now));
    Ok(name)
}

/// How many changes there were since the last export from this device; all
/// that are remembered where there was none.
pub fn changes_since_export(crm: Crm) -> usize {
    let since = crm.preferences.with(|preferences| preferences.exported_at);
    crm.with_session(|session| {
        let later = session.log().iter().rev().take_while(|transaction| since.is_none_or(|at| transaction.at > at));
        later.count()
    })
}

/// Loads the page anew.
pub fn reload() {
    location::reload();
}
