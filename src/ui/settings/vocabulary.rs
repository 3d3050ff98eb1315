//! The vocabulary: whose words the page speaks.

use leptos::prelude::*;

use crate::app::crm::use_crm;
use crate::app::keyboard;
use crate::app::route::Route;
use crate::app::vocabulary::Vocabulary;
use crate::ui::components::radio_list::{RadioList, RadioOption};
use crate::ui::components::section::Section;
use crate::ui::words::choices::stored;
use crate::ui::words::vocabulary::{example, name};

/// One of the vocabularies, for this device.
#[component]
pub(super) fn VocabularyChoice() -> impl IntoView {
    let preferences = use_crm().preferences;
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
        request_animation_frame(|| keyboard::focus(".vocabulary :checked"));
    });
    view! {
        <Section title="Words">
            <div class="stack vocabulary">
                <RadioList legend="Vocabulary".to_owned() value options=Signal::stored(options.to_vec()) on_choose=choose />
            <p>
                "What each word means, and how the systems differ, is in the " <a href=Route::Help(None).href()>"Help"</a> "."
            </p>
            </div>
        </Section>
    }
    .into_any()
}
