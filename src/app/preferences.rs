//! What holds for this device only: looks, and who is working here. Kept in
//! one key, never exported, never part of the workspace.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::domain::id::Id;
use crate::domain::pipeline::Stage;
use crate::domain::profile::Profile;
use crate::domain::record::RecordRef;
use crate::platform::{device, dom};

use super::history_budget::HistoryBudget;
use super::vocabulary::Vocabulary;

/// The preferences of this device.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Preferences {
    /// Light, dark or as the system has it.
    pub theme: Theme,
    /// How much air rows have.
    pub density: Density,
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
    /// Whether keys without Ctrl do anything.
    pub single_keys: SingleKeys,
    /// The records whose pages were open lately, the latest first.
    pub recent: Vec<RecordRef>,
    /// The records with a star, the latest first. Those of other workspaces are
    /// among them: ids tell them apart.
    pub favourites: Vec<RecordRef>,
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

/// The preferences as a signal that writes itself down.
pub fn load() -> RwSignal<Preferences> {
    let stored: Preferences = device::read().and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default();
    let preferences = RwSignal::new(stored);
    Effect::new(move |first: Option<()>| {
        let now = preferences.get();
        let theme = match now.theme {
            Theme::System => None,
            Theme::Light => Some("light"),
            Theme::Dark => Some("dark"),
        };
        dom::set_root_data("theme", theme);
        dom::set_root_data("density", (now.density == Density::Compact).then_some("compact"));
        if first.is_some() {
            write(&now);
        }
    });
    preferences
}

/// Remembers that the page of a record was opened. Nothing on the screen waits for it.
pub fn visited(preferences: RwSignal<Preferences>, record: RecordRef) {
    preferences.update_untracked(|device| {
        device.recent.retain(|other| *other != record);
        device.recent.insert(0, record);
        device.recent.truncate(MOST_RECENT);
    });
    preferences.with_untracked(write);
}

/// Gives a record a star, or takes it away.
pub fn toggle_favourite(preferences: RwSignal<Preferences>, record: RecordRef) {
    preferences.update(|device| {
        let before = device.favourites.len();
        device.favourites.retain(|other| *other != record);
        if device.favourites.len() == before {
            device.favourites.insert(0, record);
            device.favourites.truncate(MOST_FAVOURITES);
        }
    });
}

fn write(preferences: &Preferences) {
    if let Ok(text) = serde_json::to_string(preferences) {
        device::write(&text);
    }
}
