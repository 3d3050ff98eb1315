//! The looks: light or dark, and how much air rows have; and what keys do.

use leptos::prelude::*;

use crate::app::crm::use_crm;
use crate::app::preferences::{Density, SingleKeys, Theme};
use crate::ui::components::section::Section;
use crate::ui::components::select_field::Choice;
use crate::ui::components::switch3::Switch3;
use crate::ui::words::choices::stored;
use crate::ui::words::vocabulary::spoken;

/// Theme, density and keys of this device.
#[component]
pub(super) fn Appearance() -> impl IntoView {
    let preferences = use_crm().preferences;
    let now = preferences.get_untracked();
    let theme = RwSignal::new(stored(now.theme));
    let density = RwSignal::new(stored(now.density));
    let choose_theme = Callback::new(move |chosen: String| {
        let theme = [Theme::Light, Theme::Dark].into_iter().find(|theme| stored(*theme) == chosen);
        preferences.update(|preferences| preferences.theme = theme.unwrap_or_default());
    });
    let choose_density = Callback::new(move |chosen: String| {
        let compact = stored(Density::Compact) == chosen;
        let density = if compact { Density::Compact } else { Density::Comfortable };
        preferences.update(|preferences| preferences.density = density);
    });
    let single_keys = RwSignal::new(stored(now.single_keys));
    let choose_keys = Callback::new(move |chosen: String| {
        let off = stored(SingleKeys::Off) == chosen;
        let single_keys = if off { SingleKeys::Off } else { SingleKeys::On };
        preferences.update(|preferences| preferences.single_keys = single_keys);
    });
    let key_choices = vec![choice(SingleKeys::On, spoken("On")), choice(SingleKeys::Off, spoken("Off"))];
    let themes = vec![
        choice(Theme::System, spoken("System")),
        choice(Theme::Light, spoken("Light")),
        choice(Theme::Dark, spoken("Dark")),
    ];
    let densities =
        vec![choice(Density::Comfortable, spoken("Comfortable")), choice(Density::Compact, spoken("Compact"))];
    view! {
        <Section title=spoken("Appearance")>
            {setting(spoken("Theme"), spoken("System follows what your device is set to"), theme, themes, choose_theme)}
            {setting(spoken("Density"), spoken("Compact shows more rows at a time"), density, densities, choose_density)}
            {setting(
                spoken("Single-key shortcuts"),
                spoken("Such as N for a new record. Those with Ctrl always work"),
                single_keys,
                key_choices,
                choose_keys,
            )}
        </Section>
    }
    .into_any()
}

/// A choice with its name and what it means beside it.
fn setting(
    label: &'static str,
    means: &'static str,
    value: RwSignal<String>,
    options: Vec<Choice>,
    on_choose: Callback<String>,
) -> AnyView {
    view! {
        <div class="setting">
            <div class="setting-text">
                <h3>{label}</h3>
                <p>{means}</p>
            </div>
            <Switch3 label value options on_choose />
        </div>
    }
    .into_any()
}

fn choice(value: impl serde::Serialize, label: &str) -> Choice {
    Choice::new(stored(value), label)
}
