//! What keeps everything on this device, as far as the page itself can show it.

use leptos::prelude::*;

use crate::app::crm::use_crm;
use crate::app::offline::{self, OfflineCopy};
use crate::ui::components::section::Section;
use crate::ui::words::vocabulary::spoken;

/// The policy in force, and whether the app opens without a network.
#[component]
pub(super) fn Privacy() -> impl IntoView {
    let copy = use_crm().offline.copy();
    let kept = move || match copy.get() {
        OfflineCopy::Preparing => spoken("The files of the app are being kept for times without a network."),
        OfflineCopy::Kept => spoken("The app is kept on this device: it opens and works without a network."),
        OfflineCopy::Refused => spoken(
            "This browser or this address does not let a page keep itself. A page opened from a file needs no network; \
             others need https, and are not kept in private windows.",
        ),
    };
    let policy = offline::policy();
    view! {
        <Section title=spoken("Nothing leaves this device")>
            <p>
                {spoken("Relata has no server. The page's Content-Security-Policy, which the browser enforces, lets it load its own files and nothing else: no request, image, form or script goes to any other place. What you enter is in this browser's storage, and leaves it as a file when you export it.")}
            </p>
            {if policy.is_empty() {
                view! { <p class="bad">{spoken("This page carries no policy: it was not built by cargo xtask.")}</p> }.into_any()
            } else {
                let rules = policy.into_iter().map(|rule| view! { <li><code>{rule}</code></li> }).collect_view();
                view! { <p class="muted">{spoken("The policy in force:")}</p><ul class="policy">{rules}</ul> }.into_any()
            }}
        </Section>
        {super::lock::section()}
        <Section title=spoken("Without a network")>
            <p role="status">{kept}</p>
        </Section>
    }
    .into_any()
}
