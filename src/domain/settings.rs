//! What holds for the whole workspace: one record with a fixed id.

use super::id::Id;
use super::money::Currency;
use super::record::record;

record! {
    /// The workspace's own settings.
    Settings {
        /// The currency of new amounts, ISO 4217.
        currency: Currency => Text,
        /// The month in which the fiscal year begins, 1 to 12; 0 means January.
        fiscal_year_start: u8 => Number,
    }
}

impl Settings {
    /// The id of the one settings record.
    pub const THE: Id<Self> = Id::builtin(0x001);

    /// What the record is called in histories.
    pub fn title(&self) -> String {
        "Settings".to_owned()
    }
}
