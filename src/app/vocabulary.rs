//! Whose words the interface uses for its concepts. The words themselves are
//! the interface's: `ui/words/vocabulary.rs`.

use serde::{Deserialize, Serialize};

/// A vocabulary.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum Vocabulary {
    /// The words of the product.
    #[default]
    Relata,
    Sap,
    Salesforce,
    SuiteCrm,
    /// Words that need no CRM to be understood.
    Plain,
}

impl Vocabulary {
    /// Every vocabulary.
    pub const ALL: [Self; 5] = [Self::Relata, Self::Sap, Self::Salesforce, Self::SuiteCrm, Self::Plain];
}
