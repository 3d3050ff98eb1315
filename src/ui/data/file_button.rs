//! A button that asks for files.

use leptos::{html, prelude::*};

use crate::app::transfer::Files;
use crate::ui::components::button::Button;
use crate::ui::components::icon::Icon;

/// A button that opens the browser's file dialog.
#[component]
pub(super) fn FileButton(
    /// What is done with the files.
    label: &'static str,
    /// The endings and types that are offered, as in `accept`.
    accept: &'static str,
    /// Several files at once.
    #[prop(optional)]
    multiple: bool,
    /// Drawn before the text.
    icon: Icon,
    /// Called with the chosen files.
    on_files: Callback<Files>,
) -> impl IntoView {
    let input = NodeRef::<html::Input>::new();
    let ask = Callback::new(move |()| {
        if let Some(input) = input.get_untracked() {
            input.click();
        }
    });
    view! {
        <Button label icon on_press=ask />
        <input
            type="file"
            hidden
            aria-label=label
            accept=accept
            multiple=multiple
            node_ref=input
            on:change:target=move |event| {
                let input = event.target();
                if let Some(files) = input.files() && files.length() > 0 {
                    on_files.run(files);
                }
                // The same file can be chosen again.
                input.set_value("");
            }
        />
    }
    .into_any()
}
