//! The demonstration records, in and out.

use leptos::prelude::*;

use super::Desk;
use crate::domain::command::Command;
use crate::domain::workflow::has_demo;
use crate::ui::components::button::Button;
use crate::ui::components::section::Section;

/// The part of the page that loads and removes them.
pub(super) fn section(desk: Desk) -> AnyView {
    let crm = desk.crm;
    let there = Memo::new(move |_| crm.read_all(has_demo));
    let load = Callback::new(move |()| {
        crm.perform(&Command::LoadDemo);
    });
    let remove = Callback::new(move |()| {
        crm.perform(&Command::RemoveDemo);
    });
    let text = move || {
        if there.get() {
            "It is here now, beside your own records. Removing it takes out its records and nothing else, whatever you did to them."
        } else {
            "A small firm with its leads, customers and deals, to try everything on. It stays apart from your own records and goes again with one click."
        }
    };
    view! {
        <Section title="Demo data">
            <div class="setting">
                <div class="setting-text">
                    <h3>"TechCorp Solutions and others"</h3>
                    <p>{text}</p>
                </div>
                {move || {
                    if there.get() {
                        view! { <Button label="Remove demo data" on_press=remove /> }
                    } else {
                        view! { <Button label="Load demo data" on_press=load /> }
                    }
                }}
            </div>
        </Section>
    }
    .into_any()
}
