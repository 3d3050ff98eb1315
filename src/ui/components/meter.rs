//! A labelled bar: how full, how far.

use super::badge::Tone;
use super::button::Button;
use crate::ui::words::vocabulary::spoken;
use leptos::prelude::*;

/// Work that goes on, how far it is, and Cancel; nothing while none does.
#[component]
pub fn WorkMeter(
    /// What is done.
    #[prop(into)]
    label: Signal<String>,
    /// How far it is, of a hundred.
    percent: Signal<Option<u32>>,
    /// Called on Cancel.
    on_cancel: Callback<()>,
) -> impl IntoView {
    let goes_on = Memo::new(move |_| percent.get().is_some());
    let so_far = move || percent.get().unwrap_or_default();
    view! {
        <Show when=move || goes_on.get()>
            <div class="work">
                <Meter
                    label
                    share=Signal::derive(move || f64::from(so_far()) / 100.0)
                    text=Signal::derive(move || format!("{} %", so_far()))
                />
                <Button label=spoken("Cancel") on_press=on_cancel />
            </div>
        </Show>
    }
    .into_any()
}

/// A bar from nothing to all, with its words.
#[component]
pub fn Meter(
    /// What is measured.
    #[prop(into)]
    label: Signal<String>,
    /// Between 0 and 1; more counts as full.
    #[prop(into)]
    share: Signal<f64>,
    /// The figure in words: “1.2 of 5 MB”.
    #[prop(into)]
    text: Signal<String>,
    /// Its colour.
    #[prop(optional, into)]
    tone: Signal<Tone>,
) -> impl IntoView {
    let percent = move || (share.get().clamp(0.0, 1.0) * 100.0).round();
    view! {
        <div class=move || format!("meter {}", tone.get().class())>
            <div class="meter-head">
                <span>{label}</span>
                <span class="num muted">{text}</span>
            </div>
            <div
                class="meter-track"
                role="meter"
                aria-label=label
                aria-valuemin="0"
                aria-valuemax="100"
                aria-valuenow=move || percent().to_string()
                aria-valuetext=text
            >
                <div class="meter-bar" style:width=move || format!("{}%", percent())></div>
            </div>
        </div>
    }
    .into_any()
}
