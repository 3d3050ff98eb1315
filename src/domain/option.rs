//! The editable lists behind drop-downs: statuses, sources, reasons,
//! segments, relationships, tags, campaigns and the qualification checklist.
//! They are records like all others: undoable, exported, never hard-coded.

use serde::{Deserialize, Serialize};

use super::id::Id;
use super::record::record;

/// Gives option records their title: their name.
macro_rules! named {
    ($($Record:ident),*) => {$(
        impl $Record {
            /// What it is called.
            pub fn title(&self) -> String {
                self.name.clone()
            }
        }
    )*};
}
named!(LeadStatus, Source, Reason, Segment, Relationship, Tag, Campaign, Criterion);

record! {
    /// A word for where a lead stands, tied to a fixed phase.
    LeadStatus {
        /// What it is called.
        name: String => Text,
        /// What it means for the rules.
        phase: LeadPhase => Choice(&["new", "working", "engaged", "qualified", "parked", "disqualified", "converted"]),
        /// Its place in the list, smallest first.
        position: u32 => Number,
    }
}

record! {
    /// Where leads come from.
    Source {
        /// What it is called.
        name: String => Text,
        /// Its place in the list, smallest first.
        position: u32 => Number,
    }
}

record! {
    /// Why a deal was won or lost, or a lead disqualified.
    Reason {
        /// What it is called.
        name: String => Text,
        /// What it explains.
        explains: Explains => Choice(&["loss", "win", "disqualification"]),
        /// Its place in the list, smallest first.
        position: u32 => Number,
    }
}

record! {
    /// A quality of accounts.
    Segment {
        /// What it is called.
        name: String => Text,
        /// Its place in the list, smallest first.
        position: u32 => Number,
    }
}

record! {
    /// What an account is to us.
    Relationship {
        /// What it is called.
        name: String => Text,
        /// Its place in the list, smallest first.
        position: u32 => Number,
    }
}

record! {
    /// A free mark.
    Tag {
        /// What it is called.
        name: String => Text,
        /// Its place in the list, smallest first.
        position: u32 => Number,
        /// The tag that it was merged into, if it was.
        merged_into: Option<Id<Tag>> => Structure,
    }
}

record! {
    /// A campaign that leads and deals go back to.
    Campaign {
        /// What it is called.
        name: String => Text,
        /// Its place in the list, smallest first.
        position: u32 => Number,
    }
}

record! {
    /// An item of the qualification checklist.
    Criterion {
        /// What must be true, such as "Is in the market".
        name: String => Text,
        /// Its place in the list, smallest first.
        position: u32 => Number,
    }
}

impl Relationship {
    /// Buys or might buy; the relationship that prospects and customers have.
    pub const BUYER: Id<Self> = Id::builtin(0x500);
}

/// The fixed meanings that statuses of leads map to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LeadPhase {
    /// Nobody has done anything yet.
    #[default]
    New,
    /// We are trying.
    Working,
    /// They have answered.
    Engaged,
    /// Vetted.
    Qualified,
    /// Not now.
    Parked,
    /// Never.
    Disqualified,
    /// Became an account, a contact or an opportunity.
    Converted,
}

impl LeadPhase {
    /// True while there is something to do about the lead.
    pub fn is_open(self) -> bool {
        matches!(self, Self::New | Self::Working | Self::Engaged | Self::Qualified)
    }
}

/// What a reason explains.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Explains {
    /// A lost deal.
    #[default]
    Loss,
    /// A won deal.
    Win,
    /// A lead that comes to nothing.
    Disqualification,
}
