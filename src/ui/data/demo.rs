//! The demonstration records, in and out.

use leptos::prelude::*;

use super::Desk;
use crate::app::large_demo::load_large_demo;
use crate::domain::command::Command;
use crate::domain::workflow::has_demo;
use crate::ui::components::button::Button;
use crate::ui::components::section::Section;
use crate::ui::components::select_field::{Choice, SelectField};
use crate::ui::words::counts::grouped;
use crate::ui::words::vocabulary::{said, spoken};

/// How many records a large one may have.
const SIZES: [usize; 4] = [1_000, 10_000, 50_000, 100_000];
/// What a record of it takes in storage, its part in the history included.
const CHARACTERS: usize = 31;

/// The part of the page that loads and removes them.
pub(super) fn section(desk: Desk) -> AnyView {
    let crm = desk.crm;
    let there = Memo::new(move |_| crm.read_all(has_demo));
    view! { <Section title=spoken("Demo data")>{move || if there.get() { present(desk) } else { absent(desk) }}</Section> }
        .into_any()
}

fn present(desk: Desk) -> AnyView {
    let remove = Callback::new(move |()| {
        desk.crm.perform(&Command::RemoveDemo);
    });
    line(
        spoken("Demo records"),
        spoken("They are here now, beside your own. Removing them takes out these records and nothing else, whatever you did to them.")
            .into(),
        view! { <Button label=spoken("Remove demo data") on_press=remove /> }.into_any(),
    )
}

fn absent(desk: Desk) -> AnyView {
    let load = Callback::new(move |()| {
        desk.crm.perform(&Command::LoadDemo);
    });
    let small = line(
        spoken("TechCorp Solutions and others"),
        spoken("A small firm with its leads, customers and deals, to try everything on. It stays apart from your own records and goes again with one click.")
            .into(),
        view! { <Button label=spoken("Load demo data") on_press=load /> }.into_any(),
    );
    view! {
        {small}
        {large(desk)}
    }
    .into_any()
}

/// Three years of made-up work, as much of it as one wants.
fn large(desk: Desk) -> AnyView {
    let size = RwSignal::new("10000".to_owned());
    let records = move || size.with(|size| size.parse::<usize>().unwrap_or_default());
    let sizes: Vec<Choice> = SIZES.iter().map(|size| Choice::new(size.to_string(), grouped(*size))).collect();
    // How many are made, while they are.
    let made = RwSignal::new(None::<usize>);
    let making = Signal::derive(move || made.get().is_some());
    let load = Callback::new(move |()| {
        made.set(Some(0));
        // The page may be gone by then.
        let hear = move |so_far: Option<usize>| {
            made.try_set(so_far);
        };
        load_large_demo(desk.crm, records(), hear);
    });
    let text = Signal::derive(move || {
        said!(
            "Made-up accounts, people, leads, deals and activities of three years, to see how Relata bears a full workspace. \
             {} records take about {} characters of the some five million that a browser gives.",
            grouped(records()),
            grouped(records() * CHARACTERS)
        )
    });
    let label = Signal::derive(move || match made.get() {
        Some(so_far) => said!("Made {} of {} records…", grouped(so_far), grouped(records())),
        None => spoken("Load a large demo").to_owned(),
    });
    let controls = view! {
        <div class="row">
            <SelectField label=spoken("Records") label_hidden=true value=size options=sizes disabled=making />
            <Button label disabled=making on_press=load />
        </div>
    };
    line(spoken("A workspace of any size"), text, controls.into_any())
}

fn line(title: &'static str, text: Signal<String>, controls: AnyView) -> AnyView {
    view! {
        <div class="setting">
            <div class="setting-text">
                <h3>{title}</h3>
                <p>{text}</p>
            </div>
            {controls}
        </div>
    }
    .into_any()
}
