//! What stands before a locked workspace: the question for its passphrase, a
//! way to take the locked data along, and one to begin anew.

use std::rc::Rc;

use leptos::prelude::*;

use super::components::banner::{Banner, Gravity};
use super::components::button::{Button, Variant};
use super::components::dialog::Dialog;
use super::components::icon::Icon;
use super::components::text_field::{TextField, TextKind};
use super::components::typed_word::TypedWord;
use super::words::notices::lock_trouble;
use crate::app::door::{Door, Entrance};
use crate::app::locale;
use crate::app::preferences;
use crate::ui::words::vocabulary::{said, speak, spoken};

/// The question, in the language of this device.
#[component]
pub fn LockScreen(
    /// What is locked.
    door: Door,
    /// Called once it is open.
    on_open: Rc<dyn Fn()>,
) -> impl IntoView {
    let device = preferences::load().get_untracked();
    speak(locale::begin(device.language), device.vocabulary);
    let is_barred = door.entrance() == Entrance::Barred;
    let (door, on_open) = (StoredValue::new_local(door), StoredValue::new_local(on_open));
    let trouble = RwSignal::new(None::<String>);
    let asks = RwSignal::new(false);
    let save = Callback::new(move |()| {
        trouble.set(
            door.with_value(Door::save_raw_dump).err().map(|why| said!("The browser did not take the file: {}", why)),
        );
    });
    let why = if is_barred {
        "What is kept here is encrypted, and what is known of its lock is lost, damaged or was written by a later version of Relata."
    } else {
        "The records in this browser are encrypted. The passphrase opens them."
    };
    view! {
        <main class="rescue">
            <div class="rescue-box">
                <h1>{spoken("Relata is locked")}</h1>
                <p class="muted">{spoken(why)}</p>
                {(!is_barred).then(|| question(door, on_open))}
                {move || trouble.get().map(|text| view! { <Banner text gravity=Gravity::Danger /> })}
                <details open=is_barred>
                    <summary>{spoken("Without the passphrase")}</summary>
                    <div class="stack stack--tight">
                        <p class="muted">
                            {spoken("Nobody can recover a forgotten passphrase. You can keep the encrypted data as a file, in case it comes back to you, and begin anew.")}
                        </p>
                        <div class="row">
                            <Button label=spoken("Download the locked data") icon=Icon::Download on_press=save />
                            <Button
                                label=spoken("Begin anew…")
                                variant=Variant::Danger
                                on_press=Callback::new(move |()| asks.set(true))
                            />
                        </div>
                    </div>
                </details>
            </div>
            <Show when=move || asks.get()>{begin_anew(door, asks, trouble)}</Show>
        </main>
    }
    .into_any()
}

fn question(door: StoredValue<Door, LocalStorage>, on_open: StoredValue<Rc<dyn Fn()>, LocalStorage>) -> AnyView {
    let (typed, wrong, busy) = (RwSignal::new(String::new()), RwSignal::new(None), RwSignal::new(false));
    let unlock = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        wrong.set(None);
        door.get_value().try_passphrase(typed.get_untracked(), move |outcome| match outcome {
            Ok(()) => on_open.with_value(|open| open()),
            Err(trouble) => {
                busy.set(false);
                wrong.set(Some(lock_trouble(trouble).to_owned()));
            }
        });
    };
    let label = move || if busy.get() { spoken("Unlocking…") } else { spoken("Unlock") };
    view! {
        <form class="stack" novalidate on:submit=unlock>
            <TextField label=spoken("Passphrase") value=typed kind=TextKind::Password error=wrong autofocus=true />
            <div class="row">
                // It stays enabled, so that the focus stays where it is.
                <button type="submit" class="btn btn--primary" aria-disabled=move || busy.get().then_some("true")>
                    {label}
                </button>
            </div>
        </form>
    }
    .into_any()
}

fn begin_anew(
    door: StoredValue<Door, LocalStorage>,
    asks: RwSignal<bool>,
    trouble: RwSignal<Option<String>>,
) -> AnyView {
    let word = TypedWord::new();
    let erase = Callback::new(move |()| {
        asks.set(false);
        door.get_value().start_over(move |why| {
            trouble.set(Some(lock_trouble(why).to_owned()));
        });
    });
    view! {
        <Dialog
            title=spoken("Begin anew?")
            submit_label=spoken("Erase everything")
            submit_disabled=word.is_missing()
            danger=true
            on_submit=erase
            on_close=Callback::new(move |()| asks.set(false))
        >
            <Banner
                gravity=Gravity::Warn
                text=spoken("Every record in this browser will be gone, and so will the lock. This cannot be undone.")
            />
            {word.field()}
        </Dialog>
    }
    .into_any()
}
