//! How much there is of what, how much room is left, and what was damaged.

use std::collections::BTreeMap;

use leptos::prelude::*;

use super::json_import::{figures_row, table};
use super::{Desk, export, file_words};
use crate::app::crm::Crm;
use crate::app::notices::Message;
use crate::app::room::{more_records, per_record};
use crate::app::route::DataPart;
use crate::app::transfer::{self, Usage};
use crate::domain::record::Collection;
use crate::ui::components::badge::Tone;
use crate::ui::components::button::Button;
use crate::ui::components::meter::Meter;
use crate::ui::components::section::Section;
use crate::ui::words::counts::{count, grouped};
use crate::ui::words::vocabulary::{said, spoken};

/// The part of the page that shows it.
pub(super) fn section(desk: Desk) -> AnyView {
    let crm = desk.crm;
    let usage = Memo::new(move |_| {
        crm.read_all(|_| ());
        transfer::usage(crm)
    });
    view! {
        <Section title=spoken("Storage") anchor=DataPart::Storage.name()>
            <div class="stack">
                {move || usage.with(|usage| usage.as_ref().map(meter))}
                <p class="muted">{move || usage.with(|usage| room(usage.as_ref()))}</p>
                {move || crm.persistence.promised().get().map(promise)}
                {move || usage.with(|usage| by_type(crm, usage.as_ref()))}
                {move || usage.with(|usage| usage.as_ref().map(besides))}
                {move || damaged(crm)}
            </div>
        </Section>
    }
    .into_any()
}

/// How many more records fit, and what happens when none does.
fn room(usage: Option<&Usage>) -> String {
    let full = spoken("When the room is used up, a change is refused whole, and you are told what helps.");
    let figures = usage.and_then(|usage| Some((per_record(usage)?, more_records(usage)?)));
    match figures {
        Some((each, more)) => said!(
            "A record takes about {} characters here, so at least {} fit; history takes room besides. {}",
            grouped(each),
            count(more, "more", "more"),
            full
        ),
        None => said!("With some records here, you will see how many more fit. {}", full),
    }
}

/// Whether the browser may clear what it keeps.
fn promise(given: bool) -> AnyView {
    let text = if given {
        spoken("This browser has promised to keep the data until you clear it yourself.")
    } else {
        spoken("This browser may clear the data when the disk is short of room. Back up now and then.")
    };
    view! { <p class="muted">{text}</p> }.into_any()
}

fn meter(usage: &Usage) -> AnyView {
    let (used, quota) = (usage.used(), usage.quota.max(1));
    // Characters of a browser's storage fit a float exactly.
    #[allow(clippy::cast_precision_loss)]
    let share = used as f64 / quota as f64;
    let tone = match share {
        share if share > 0.95 => Tone::Bad,
        share if share > 0.8 => Tone::Warn,
        _ => Tone::Accent,
    };
    let text = said!("{} of {} characters", grouped(used), grouped(quota));
    view! { <Meter label=spoken("Room taken") share=share text tone=tone /> }.into_any()
}

/// The main types, each by itself, and the lists together.
fn by_type(crm: Crm, usage: Option<&Usage>) -> AnyView {
    let figures = |collection: Collection| {
        crm.peek(|workspace| {
            let all = workspace.records(collection).count();
            let live = workspace.count(collection);
            let of = |by: &BTreeMap<Collection, usize>| by.get(&collection).copied().unwrap_or_default();
            let size = usage.map_or(0, |usage| of(&usage.by_collection) + of(&usage.journal_by_collection));
            [live, all - live, size]
        })
    };
    let lists = Collection::ALL.iter().filter(|collection| !Collection::MAIN.contains(collection));
    let lists = lists.fold([0; 3], |[live, trashed, size], collection| {
        let [more_live, more_trashed, more_size] = figures(*collection);
        [live + more_live, trashed + more_trashed, size + more_size]
    });
    let main = Collection::MAIN.into_iter();
    let rows = main.map(|collection| figures_row(file_words::type_name(collection), &figures(collection)));
    let rows = rows.chain(std::iter::once(figures_row(spoken("Lists and settings"), &lists))).collect_view();
    table(
        spoken("Storage by record type"),
        &[spoken("Records"), spoken("In Trash"), spoken("Characters")],
        rows.into_any(),
    )
}

/// What takes room besides packed records.
fn besides(usage: &Usage) -> AnyView {
    let parts = [
        (usage.journal, spoken("in changes that are not packed yet")),
        (usage.history, spoken("in the history")),
        (usage.damaged, spoken("in copies of damaged text")),
        (usage.other, spoken("in preferences and the like")),
    ];
    let words = parts.into_iter().filter(|(taken, _)| *taken > 0);
    let words: Vec<String> = words.map(|(taken, what)| format!("{} {what}", grouped(taken))).collect();
    view! {
        {(!words.is_empty()).then(|| view! { <p class="faint">{said!("Besides: {}.", words.join(", "))}</p> })}
        {(usage.plain > usage.packed).then(|| view! { <p class="faint">{packing(usage)}</p> })}
    }
    .into_any()
}

/// What packing saves.
fn packing(usage: &Usage) -> String {
    said!("Packed: {} characters stand for {} characters of plain text.", grouped(usage.packed), grouped(usage.plain))
}

/// What was found damaged on opening, and the bytes themselves.
fn damaged(crm: Crm) -> Option<AnyView> {
    let report = crm.saver.report().get();
    let pieces = report.damaged.iter().map(|piece| view! { <li>{file_words::damaged_piece(piece)}</li> });
    let save = Callback::new(move |()| {
        let message = match transfer::save_raw_dump(crm) {
            Some(Ok(name)) => Message::Plain(said!("{} is in your downloads", name)),
            Some(Err(error)) => Message::Trouble(export::trouble(&error)),
            None => Message::Trouble(spoken("The browser does not let this page read its storage").to_owned()),
        };
        crm.notices.push(message, false);
    });
    (!report.is_clean()).then(|| {
        view! {
            <details class="data-warnings">
                <summary>{said!("{} found damaged on opening", count(report.damaged.len(), "piece", "pieces"))}</summary>
                <p>{file_words::damage(&report)}</p>
                <ul>{pieces.collect_view()}</ul>
                <Button label=spoken("Download the stored text as it is") small=true on_press=save />
            </details>
        }
        .into_any()
    })
}
