//! Profiles: local names with a role. They stamp changes and filter lists;
//! they are not security and do not pretend to be.

use serde::{Deserialize, Serialize};

use super::id::Id;
use super::record::record;

record! {
    /// A person who works with this workspace.
    Profile {
        /// What the person is called.
        name: String => Text,
        /// What the person does.
        role: Role => Choice(&["sdr", "ae", "manager", "support"]),
        /// Its place in the list, smallest first.
        position: u32 => Number,
    }
}

impl Profile {
    /// What the person is called.
    pub fn title(&self) -> String {
        self.name.clone()
    }
}

/// True for what waits for somebody: what they own and what nobody owns; where nobody
/// in particular asks, for all.
pub fn waits_for(owner: Option<Id<Profile>>, who: Option<Id<Profile>>) -> bool {
    who.is_none() || owner.is_none() || owner == who
}

/// What somebody does.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Sales development: works leads.
    Sdr,
    /// Account executive: works accounts and deals.
    #[default]
    Ae,
    /// Looks after the numbers.
    Manager,
    /// Looks after customers.
    Support,
}
