//! What holds for this device only: looks, and who is working here. Kept in
//! one key, never exported, never part of the workspace.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::domain::id::Id;
use crate::domain::pipeline::Stage;
use crate::domain::profile::Profile;
use crate::domain::record::RecordRef;
use crate::platform::{device, dom};

use super::history_budget::HistoryBudget;
use super::language::Language;
use super::vocabulary::Vocabulary;

/// The preferences of this device.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Preferences {
    /// Light, dark or as the system has it.
    pub theme: Theme,
    /// How much air rows have.
    pub density: Density,
    /// The language of the interface, of numbers and of days.
    pub language: Language,
    /// Whose words the interface uses.
    pub vocabulary: Vocabulary,
    /// Who works here; stamps changes.
    pub profile: Option<Id<Profile>>,
    /// When the workspace was last exported as a whole from here.
    pub exported_at: Option<DateTime<Utc>>,
    /// Whether the browser was asked to throw nothing away by itself.
    pub asked_to_keep: bool,
    /// How much of the room the history may take.
    pub history: HistoryBudget,
    /// After how many minutes without input a page behind a passphrase lock
    /// locks itself; 0: never.
    pub lock_after: Option<u16>,
    /// Whether keys without Ctrl do anything.
    pub single_keys: SingleKeys,
    /// The records whose pages were open lately, the latest first.
    pub recent: Vec<RecordRef>,
    /// The records with a star, the latest first. Those of other workspaces are
    /// among them: ids tell them apart.
    pub favourites: Vec<RecordRef>,
    /// The last day on which Home said what it asks for.
    pub digest_on: Option<NaiveDate>,
    /// How wide columns of lists were made, in CSS pixels: by list (`leads`), by column.
    pub column_widths: BTreeMap<String, BTreeMap<String, u16>>,
    /// The columns of the board that are folded.
    pub folded_stages: Vec<Id<Stage>>,
}

/// How many records are remembered as open lately.
const MOST_RECENT: usize = 12;

/// How many records can have a star: a list of more is none that one looks at.
const MOST_FAVOURITES: usize = 50;

/// Light or dark.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum Theme {
    #[default]
    System,
    Light,
    Dark,
}

/// How much air rows have.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum Density {
    #[default]
    Comfortable,
    Compact,
}

/// Whether single letters and characters are shortcuts. Speech and unsteady
/// hands press them unasked, so they can be switched off (WCAG 2.1.4).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum SingleKeys {
    #[default]
    On,
    Off,
}

/// The preferences, live: each change is written down. Other tabs write the
/// same, so a change is made to what stands there now. A copy is a handle to
/// the same.
#[derive(Clone, Copy)]
pub struct DevicePreferences {
    now: RwSignal<Preferences>,
    /// Set where the last change could not be written down: then what this tab
    /// has is the latest.
    unwritten: StoredValue<bool>,
}

/// The preferences as they were left.
pub fn load() -> DevicePreferences {
    let now = RwSignal::new(stored().unwrap_or_default());
    Effect::new(move || {
        let (theme, density) = now.with(|device| (device.theme, device.density));
        let theme = match theme {
            Theme::System => None,
            Theme::Light => Some("light"),
            Theme::Dark => Some("dark"),
        };
        dom::set_root_data("theme", theme);
        dom::set_root_data("density", (density == Density::Compact).then_some("compact"));
    });
    DevicePreferences { now, unwritten: StoredValue::new(false) }
}

impl DevicePreferences {
    /// Reads them, to run again when they change.
    pub fn with<T>(self, read: impl FnOnce(&Preferences) -> T) -> T {
        self.now.with(read)
    }

    /// Reads them as they are now, without running again.
    pub fn with_untracked<T>(self, read: impl FnOnce(&Preferences) -> T) -> T {
        self.now.with_untracked(read)
    }

    /// What they are now, without running again.
    pub fn get_untracked(self) -> Preferences {
        self.now.get_untracked()
    }

    /// Changes them, on top of what other tabs have changed.
    pub fn update(self, change: impl FnOnce(&mut Preferences)) {
        self.now.set(self.changed(change));
    }

    /// The same for what nothing on the screen waits for.
    fn note(self, change: impl FnOnce(&mut Preferences)) {
        let latest = self.changed(change);
        self.now.update_untracked(|device| *device = latest);
    }

    /// Writes a change down; gives all of them as they are then.
    fn changed(self, change: impl FnOnce(&mut Preferences)) -> Preferences {
        let mut latest = self.latest();
        change(&mut latest);
        self.write(&latest);
        latest
    }

    /// Those that were written last, by whichever tab.
    fn latest(self) -> Preferences {
        let stored = if self.unwritten.get_value() { None } else { stored() };
        stored.unwrap_or_else(|| self.get_untracked())
    }

    fn write(self, preferences: &Preferences) {
        let written = serde_json::to_string(preferences).is_ok_and(|text| device::write(device::PREFERENCES, &text));
        self.unwritten.set_value(!written);
    }
}

/// What this device has kept of them.
pub(super) fn stored() -> Option<Preferences> {
    device::read(device::PREFERENCES).and_then(|text| serde_json::from_str(&text).ok())
}

/// Remembers that the page of a record was opened.
pub fn visited(preferences: DevicePreferences, record: RecordRef) {
    preferences.note(|device| put_first(&mut device.recent, record, MOST_RECENT));
}

/// True once on each day and device: whoever asks first.
pub fn first_on(preferences: DevicePreferences, today: NaiveDate) -> bool {
    let first = preferences.latest().digest_on != Some(today);
    if first {
        preferences.note(|device| device.digest_on = Some(today));
    }
    first
}

/// Puts a record first in a list that has each once, and only so many.
fn put_first(records: &mut Vec<RecordRef>, record: RecordRef, most: usize) {
    records.retain(|other| *other != record);
    records.insert(0, record);
    records.truncate(most);
}

/// Gives a record a star, or takes it away.
pub fn toggle_favourite(preferences: DevicePreferences, record: RecordRef) {
    // The star as it is shown: another tab may have toggled it too.
    let starred = preferences.with_untracked(|device| device.favourites.contains(&record));
    preferences.update(|device| {
        if starred {
            device.favourites.retain(|other| *other != record);
        } else {
            put_first(&mut device.favourites, record, MOST_FAVOURITES);
        }
    });
}
