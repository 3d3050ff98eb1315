//! The passphrase lock: turned on, changed and turned off, and when it locks
//! by itself.

use leptos::prelude::*;

use crate::app::crm::{Crm, use_crm};
use crate::app::locking::{self, LockStatus, LockTrouble};
use crate::ui::components::banner::{Banner, Gravity};
use crate::ui::components::button::{Button, Variant};
use crate::ui::components::dialog::Dialog;
use crate::ui::components::section::Section;
use crate::ui::components::select_field::{Choice, SelectField};
use crate::ui::components::text_field::{TextField, TextKind};
use crate::ui::data::export_json;
use crate::ui::words::counts::count;
use crate::ui::words::notices::lock_trouble;
use crate::ui::words::vocabulary::{said, spoken};

/// A shorter passphrase is guessed however slowly it is tried.
const SHORTEST: usize = 8;

/// After how many minutes it may lock itself; 0: never.
const MINUTES: [u16; 5] = [5, 15, 30, 60, 0];

/// What the dialog is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Asked {
    TurnOn,
    Change,
    TurnOff,
}

/// The part of the page about it.
pub(super) fn section() -> AnyView {
    let crm = use_crm();
    let asked = RwSignal::new(None::<Asked>);
    let status = crm.locking.status();
    let is_on = Memo::new(move |_| status.get() != LockStatus::Off);
    let said_of_it = move || match status.get() {
        LockStatus::Off if crm.locking.is_possible() => spoken(
            "Whoever opens this browser can read what Relata keeps in it. With a passphrase, records are encrypted on this device, and Relata asks for it when it is opened and when nobody has worked here for a while.",
        ),
        LockStatus::Off => spoken(
            "It cannot be turned on here: browsers encrypt only for pages that come over https, from this device or from a file.",
        ),
        LockStatus::Turning => spoken("Every record is being rewritten…"),
        LockStatus::On { .. } => spoken("On. Records, their history and the second copy are encrypted on this device."),
    };
    let left = move || match status.get() {
        LockStatus::On { left } if left > 0 => Some(said!(
            "Not all could be encrypted for lack of room: {} still stand in the open. Make room and load the page anew.",
            count(left, "text", "texts")
        )),
        _ => None,
    };
    view! {
        <Section title=spoken("Passphrase lock")>
            <div class="stack">
                <p role="status">{said_of_it}</p>
                {move || left().map(|text| view! { <Banner text gravity=Gravity::Warn /> })}
                {move || if is_on.get() { when_on(crm, asked) } else { when_off(crm, asked) }}
                <p class="muted">
                    {spoken("Not encrypted are files that you export, how much there is and when it was saved, the preferences of this device, and the titles of pages in the browser's own history. While Relata is unlocked, whoever sits at the device can read it.")}
                </p>
            </div>
            {move || asked.get().map(|what| dialog(crm, what, asked))}
        </Section>
    }
    .into_any()
}

fn when_off(crm: Crm, asked: RwSignal<Option<Asked>>) -> AnyView {
    let open = Callback::new(move |()| asked.set(Some(Asked::TurnOn)));
    crm.locking
        .is_possible()
        .then(|| view! { <div class="row"><Button label=spoken("Turn on…") on_press=open /></div> })
        .into_any()
}

fn when_on(crm: Crm, asked: RwSignal<Option<Asked>>) -> AnyView {
    let minutes = RwSignal::new(locking::minutes(crm).to_string());
    let choices: Vec<Choice> =
        MINUTES.iter().map(|minutes| Choice::new(minutes.to_string(), after(*minutes))).collect();
    let choose = Callback::new(move |chosen: String| locking::set_minutes(crm, chosen.parse().unwrap_or_default()));
    view! {
        <div class="row">
            <Button
                label=spoken("Lock now")
                variant=Variant::Primary
                on_press=Callback::new(move |()| crm.locking.lock_now(crm))
            />
            <Button
                label=spoken("Change passphrase…")
                on_press=Callback::new(move |()| asked.set(Some(Asked::Change)))
            />
            <Button label=spoken("Turn off…") on_press=Callback::new(move |()| asked.set(Some(Asked::TurnOff))) />
        </div>
        <div class="columns">
            <SelectField
                label=spoken("Lock by itself")
                value=minutes
                options=choices
                on_choose=choose
                hint=spoken("All tabs, when nobody has worked in any of them. What is typed and not saved is gone then")
            />
        </div>
    }
    .into_any()
}

fn after(minutes: u16) -> String {
    match minutes {
        0 => spoken("Never").to_owned(),
        minutes => said!("After {}", count(minutes.into(), "minute", "minutes")),
    }
}

fn dialog(crm: Crm, what: Asked, asked: RwSignal<Option<Asked>>) -> AnyView {
    let [old, new, again] = [(); 3].map(|()| RwSignal::new(String::new()));
    let [old_error, new_error, again_error] = [(); 3].map(|()| RwSignal::new(None::<String>));
    let busy = RwSignal::new(false);
    let close = Callback::new(move |()| {
        if !busy.get_untracked() {
            asked.set(None);
        }
    });
    let then = move |outcome: Result<(), LockTrouble>| {
        busy.try_set(false);
        match outcome {
            Ok(()) => drop(asked.try_set(None)),
            Err(trouble) => {
                let shown = if what == Asked::TurnOn { new_error } else { old_error };
                shown.try_set(Some(lock_trouble(trouble).to_owned()));
            }
        }
    };
    let submit = Callback::new(move |()| {
        let [old, new, again] = [old, new, again].map(|field| field.get_untracked());
        let is_short = what != Asked::TurnOff && new.chars().count() < SHORTEST;
        let is_other = what != Asked::TurnOff && !is_short && new != again;
        old_error.set(None);
        new_error.set(is_short.then(|| spoken("At least 8 characters").to_owned()));
        again_error.set(is_other.then(|| spoken("The two are not the same").to_owned()));
        if is_short || is_other {
            return;
        }
        busy.set(true);
        match what {
            Asked::TurnOn => crm.locking.turn_on(crm, new, then),
            Asked::Change => crm.locking.change(old, new, then),
            Asked::TurnOff => crm.locking.turn_off(crm, old, then),
        }
    });
    let (title, label) = match what {
        Asked::TurnOn => ("Turn the passphrase lock on", "Turn on"),
        Asked::Change => ("Change the passphrase", "Change"),
        Asked::TurnOff => ("Turn the passphrase lock off", "Turn off"),
    };
    let export = Callback::new(move |()| export_json(crm));
    let field = |label: &'static str, value, error: RwSignal<Option<String>>| {
        view! { <TextField label=spoken(label) value kind=TextKind::Password error /> }
    };
    view! {
        <Dialog title=spoken(title) submit_label=spoken(label) submit_disabled=busy on_submit=submit on_close=close>
            {(what == Asked::TurnOn)
                .then(|| {
                    view! {
                        <Banner
                            gravity=Gravity::Warn
                            text=spoken("Nobody can recover a forgotten passphrase: the records are lost with it. Export a copy first, and keep it in a safe place: exported files are not encrypted.")
                        >
                            <Button label=spoken("Export JSON") small=true on_press=export />
                        </Banner>
                    }
                })}
            {(what != Asked::TurnOn).then(|| field("Present passphrase", old, old_error))}
            {(what != Asked::TurnOff)
                .then(|| {
                    view! {
                        <TextField
                            label=spoken("New passphrase")
                            value=new
                            kind=TextKind::Password
                            error=new_error
                            hint=spoken("At least 8 characters; several words are better than one")
                        />
                        {field("The same again", again, again_error)}
                    }
                })}
            {move || busy.get().then(|| view! { <p role="status" class="muted">{spoken("One moment…")}</p> })}
        </Dialog>
    }
    .into_any()
}
