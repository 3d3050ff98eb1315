//! The name of each section of the settings, and the line that explains it.

use crate::app::route::SettingsSection;
use crate::ui::words::vocabulary::spoken;

/// The name in the side navigation.
pub(super) fn name(section: SettingsSection) -> &'static str {
    spoken(match section {
        SettingsSection::Workspace => "Workspace",
        SettingsSection::Profiles => "Profiles",
        SettingsSection::Pipelines => "Pipelines",
        SettingsSection::Statuses => "Lead statuses",
        SettingsSection::Sources => "Sources",
        SettingsSection::Reasons => "Reasons",
        SettingsSection::Segments => "Segments",
        SettingsSection::Relationships => "Relationships",
        SettingsSection::Checklist => "Checklist",
        SettingsSection::Tags => "Tags",
        SettingsSection::Campaigns => "Campaigns",
        SettingsSection::Appearance => "Appearance",
        SettingsSection::Reminders => "Reminders",
        SettingsSection::Words => "Words",
        SettingsSection::Privacy => "Privacy",
    })
}

/// What the section is for.
pub(super) fn line(section: SettingsSection) -> &'static str {
    spoken(match section {
        SettingsSection::Workspace => "What new amounts are in, and when your business year begins.",
        SettingsSection::Profiles => {
            "Who works here. A profile stamps changes and filters “my” lists; it locks nothing, and never pretends to."
        }
        SettingsSection::Pipelines => {
            "The steps a deal goes through. A stage's kind says whether a deal there is open, won or lost; its probability and category feed the forecast."
        }
        SettingsSection::Statuses => {
            "Your words for where a lead stands. The phase says what the word means, so the rules work whatever you call it."
        }
        SettingsSection::Sources => "Where leads come from, so that reports can say which source brings business.",
        SettingsSection::Reasons => {
            "Why deals are won and lost and leads come to nothing. They are asked for at that moment, and counted later."
        }
        SettingsSection::Segments => "How good a customer an account is or would be.",
        SettingsSection::Relationships => {
            "What an account is to you. Only buyers count as prospects and customers; a supplier or the press can be an account too."
        }
        SettingsSection::Checklist => {
            "What you want to know before a lead is converted. Converting all the same asks for a reason. Empty means no check."
        }
        SettingsSection::Tags => "Free marks on any record, for what has no field of its own.",
        SettingsSection::Campaigns => "What leads and deals go back to: a fair, a mailing, an advertisement.",
        SettingsSection::Appearance => "How Relata looks on this device. Not exported, not shared with other devices.",
        SettingsSection::Reminders => {
            "An activity with a day can be announced: choose a reminder where it is entered. Once on this device, however many tabs are open; what fell due meanwhile is told when Relata is opened."
        }
        SettingsSection::Words => {
            "Other systems have other words for the same things. Choose yours: the whole page speaks them, on this device. Addresses and files stay as they are."
        }
        SettingsSection::Privacy => "What the page may do, and what it cannot, in the browser's own terms.",
    })
}
