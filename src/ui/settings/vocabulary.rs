//! The language, and whose words the page speaks in it.

use leptos::prelude::*;

use crate::app::crm::use_crm;
use crate::app::keyboard;
use crate::app::language::Language;
use crate::app::route::Route;
use crate::app::vocabulary::Vocabulary;
use crate::ui::components::radio_list::{RadioList, RadioOption};
use crate::ui::components::section::Section;
use crate::ui::words::choices::stored;
use crate::ui::words::vocabulary::spoken;
use crate::ui::words::vocabulary::{example, name};

/// One of the vocabularies, for this device.
#[component]
pub(super) fn VocabularyChoice() -> impl IntoView {
    let preferences = use_crm().preferences;
    let language = RwSignal::new(stored(preferences.with_untracked(|device| device.language)));
    let languages = Language::ALL.map(|language| RadioOption {
        value: stored(language),
        label: language_name(language).to_owned(),
        means: language_means(language).to_owned(),
    });
    let choose_language = Callback::new(move |()| {
        let chosen = Language::ALL.into_iter().find(|known| language.with_untracked(|value| stored(*known) == *value));
        preferences.update(|device| device.language = chosen.unwrap_or_default());
        // The page is drawn anew, and the arrow keys go on from the same choice.
        request_animation_frame(|| keyboard::focus(".vocabulary :checked"));
    });
    let value = RwSignal::new(stored(preferences.with_untracked(|device| device.vocabulary)));
    let options = Vocabulary::ALL.map(|vocabulary| RadioOption {
        value: stored(vocabulary),
        label: name(vocabulary).to_owned(),
        means: example(vocabulary),
    });
    let choose = Callback::new(move |()| {
        let chosen =
            Vocabulary::ALL.into_iter().find(|vocabulary| value.with_untracked(|value| stored(*vocabulary) == *value));
        preferences.update(|device| device.vocabulary = chosen.unwrap_or_default());
        // The page is drawn anew, and the arrow keys go on from the same choice.
        request_animation_frame(|| keyboard::focus(".vocabulary fieldset:last-of-type :checked"));
    });
    view! {
        <Section title=spoken("Words")>
            <div class="stack vocabulary">
                <RadioList legend=spoken("Language").to_owned() value=language options=Signal::stored(languages.to_vec()) on_choose=choose_language />
                <RadioList legend=spoken("Vocabulary").to_owned() value options=Signal::stored(options.to_vec()) on_choose=choose />
            <p>
                {spoken("What each word means, and how the systems differ, is in the ")} <a href=Route::Help(None).href()>{spoken("Help")}</a> "."
            </p>
            </div>
        </Section>
    }
    .into_any()
}

/// Each language is called as those who speak it call it: who does not read the
/// present one still finds theirs.
fn language_name(language: Language) -> &'static str {
    match language {
        Language::Browser => spoken("As the browser"),
        Language::English => "English",
        Language::German => "Deutsch",
    }
}

fn language_means(language: Language) -> &'static str {
    spoken(match language {
        Language::Browser => {
            "The language it prefers, where Relata has it; numbers and days as the browser writes them"
        }
        Language::English => "Numbers and days as English has them",
        Language::German => "Numbers and days as German has them",
    })
}
