//! What the kinds of record are called and what each of them is.

use super::vocabulary::{said, spoken, tongue};
use crate::app::language::Tongue;
use crate::domain::record::Collection;

/// The word for one of them, such as `Lead`.
pub fn singular(collection: Collection) -> &'static str {
    spoken(match collection {
        Collection::Account => "Account",
        Collection::Contact => "Contact",
        Collection::Lead => "Lead",
        Collection::Opportunity => "Opportunity",
        Collection::Activity => "Activity",
        Collection::Profile => "Profile",
        Collection::Pipeline => "Pipeline",
        Collection::Stage => "Stage",
        Collection::LeadStatus => "Lead status",
        Collection::Source => "Source",
        Collection::Reason => "Reason",
        Collection::Segment => "Segment",
        Collection::Relationship => "Relationship",
        Collection::Tag => "Tag",
        Collection::Campaign => "Campaign",
        Collection::Criterion => "Checklist item",
        Collection::Settings => "Settings",
        Collection::SavedView => "Saved view",
    })
}

/// The word for many, such as `Leads`.
pub fn plural(collection: Collection) -> &'static str {
    spoken(match collection {
        Collection::Account => "Accounts",
        Collection::Contact => "Contacts",
        Collection::Lead => "Leads",
        Collection::Opportunity => "Opportunities",
        Collection::Activity => "Activities",
        Collection::Profile => "Profiles",
        Collection::Pipeline => "Pipelines",
        Collection::Stage => "Stages",
        Collection::LeadStatus => "Lead statuses",
        Collection::Source => "Sources",
        Collection::Reason => "Reasons",
        Collection::Segment => "Segments",
        Collection::Relationship => "Relationships",
        Collection::Tag => "Tags",
        Collection::Campaign => "Campaigns",
        Collection::Criterion => "Checklist",
        Collection::Settings => "Settings",
        Collection::SavedView => "Saved views",
    })
}

/// The name of the form and of the button that opens it: `New lead`.
pub fn new_title(collection: Collection) -> String {
    said!("New {}", in_sentence(singular(collection)))
}

/// The name of the form on a record that is there: `Edit lead`.
pub fn edit_title(collection: Collection) -> String {
    said!("Edit {}", in_sentence(singular(collection)))
}

/// A word as it stands inside a sentence: `lead`; `MQL since` stays, and German
/// nouns are capital everywhere.
pub fn in_sentence(word: &str) -> String {
    if tongue() == Tongue::German {
        return word.to_owned();
    }
    let mut letters = word.chars();
    let Some(first) = letters.next() else { return String::new() };
    if letters.clone().next().is_some_and(char::is_uppercase) {
        return word.to_owned();
    }
    first.to_lowercase().chain(letters).collect()
}

/// That a word stands for another: `sales phase for stage`.
pub fn instead_of(word: &str, instead: &str) -> String {
    said!("{} for {}", instead, word)
}

/// A name in the quotation marks of the language.
pub fn quoted(name: &str) -> String {
    said!("“{}”", name)
}

/// One line that says what these records are, for headings and empty lists.
pub fn concept(collection: Collection) -> &'static str {
    spoken(match collection {
        Collection::Account => {
            "A company or person you sell to, hope to sell to or otherwise deal with: a prospect until it buys, a customer from then on"
        }
        Collection::Contact => "A real person, at one account or several; vetted, unlike a lead",
        Collection::Lead => "A person or company that might become business, not yet vetted",
        Collection::Opportunity => "A deal in the making: what it is worth, how likely it is, and when it should close",
        Collection::Activity => "What was done and what is to be done: calls, meetings, e-mails, notes and tasks",
        Collection::Profile => {
            "A person who works with this workspace; it marks changes and filters lists, but protects nothing"
        }
        Collection::Pipeline => "The way a kind of deal goes, stage by stage",
        Collection::Stage => "A step on the way of a deal, with the usual chance of winning from there",
        Collection::LeadStatus => "A word for where a lead stands, tied to a phase that the rules know",
        Collection::Source => "Where leads and deals come from",
        Collection::Reason => "Why deals are won or lost and leads disqualified",
        Collection::Segment => "How good an account is as a customer",
        Collection::Relationship => "What an account is to you, whether or not it has bought",
        Collection::Tag => "A free mark on records of any kind",
        Collection::Campaign => "An effort that leads and deals go back to",
        Collection::Criterion => "Something you want to know before a lead is converted",
        Collection::Settings => "What holds for the whole workspace",
        Collection::SavedView => "What a list shows, kept under a name",
    })
}
