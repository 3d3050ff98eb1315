//! One file of an import: what it was recognised as, what its rows are, and
//! what happens to them.

use leptos::prelude::*;

use super::csv_import::CsvImport;
use super::{csv_columns, csv_words, export};
use crate::app::notices::Message;
use crate::app::transfer::{self, FilePlan, RowProblem, Rows};
use crate::domain::record::Collection;
use crate::ui::components::button::Button;
use crate::ui::components::select_field::{Choice, SelectField};
use crate::ui::words::concepts::plural;
use crate::ui::words::counts::{count, grouped};
use crate::ui::words::vocabulary::{said, spoken};

/// How many rows or cells are listed one by one.
const LISTED: usize = 50;

/// The card of a file.
pub(super) fn card(import: CsvImport, index: usize) -> AnyView {
    let file = move || import.plan.with(|plan| plan.files.get(index).cloned());
    let Some(first) = import.plan.with_untracked(|plan| plan.files.get(index).cloned()) else { return ().into_any() };
    view! {
        <section class="csv-file" aria-label=first.name.clone()>
            <div class="csv-file-head">
                <h3>{first.name.clone()}</h3>
                <p class="muted">{csv_words::recognised(&first)}</p>
            </div>
            <div class="columns">
                {type_field(import, index, first.rows)}
                <p class="csv-counts" role="status">
                    {move || file().map(|file| csv_words::counts(&file))}
                </p>
            </div>
            {notes(&first)}
            {move || file().map(|file| csv_words::ambiguous(&file)).filter(|text| !text.is_empty()).map(|text| view! { <p class="warn">{text}</p> })}
            {csv_columns::view(import, index)}
            {move || file().and_then(|file| skipped(import, &file))}
            {move || problems(import, index)}
        </section>
    }
    .into_any()
}

/// What the rows are, to be changed.
fn type_field(import: CsvImport, index: usize, rows: Rows) -> AnyView {
    let known = match rows {
        Rows::Of(collection) => Some(collection),
        Rows::Other(_) | Rows::Unknown => None,
    };
    let value = RwSignal::new(known.map(|collection| collection.plural().to_owned()).unwrap_or_default());
    let lists = Collection::ALL.iter().copied().filter(|collection| {
        !Collection::MAIN.contains(collection) && *collection != Collection::Settings && Some(*collection) == known
    });
    let all = Collection::MAIN.into_iter().chain(lists);
    let options: Vec<Choice> = all.map(|collection| Choice::new(collection.plural(), plural(collection))).collect();
    let choose = Callback::new(move |chosen: String| {
        import.change(|intake| {
            if let Some(file) = intake.files.get_mut(index) {
                match Collection::from_plural(&chosen) {
                    Some(collection) => file.set_collection(collection),
                    None => file.rows = Rows::Unknown,
                }
            }
        });
    });
    view! {
        <SelectField label=spoken("Record type") value options empty=spoken("None: leave this file out") on_choose=choose />
    }
    .into_any()
}

/// What is odd about the file as a whole.
fn notes(file: &FilePlan) -> Option<AnyView> {
    let items = file.notes.iter().map(|note| view! { <li>{csv_words::note(note)}</li> }).collect_view();
    (!file.notes.is_empty()).then(|| view! { <ul class="csv-notes">{items}</ul> }.into_any())
}

/// The rows that are left out, with a way to get them back as a file.
fn skipped(import: CsvImport, file: &FilePlan) -> Option<AnyView> {
    let total = file.skipped.len();
    let listed = file.skipped.iter().take(LISTED).map(|row| {
        let line = grouped(usize::try_from(row.line).unwrap_or(usize::MAX));
        view! { <li>{said!("Line {}: {}", line, csv_words::skip_reason(row.reason))}</li> }
    });
    let (name, text) = (format!("skipped-{}", file.name), file.clone());
    let save = Callback::new(move |()| {
        let csv = text.skipped_csv(csv_words::skip_reason);
        let message = match transfer::save_text(&name, "text/csv", &csv) {
            Ok(()) => Message::Plain(said!("{} is in your downloads", name)),
            Err(error) => Message::Trouble(export::trouble(&error)),
        };
        import.crm.notices.push(message, false);
    });
    let more = total.saturating_sub(LISTED);
    (total > 0).then(|| {
        view! {
            <details class="data-warnings">
                <summary>{said!("{} left out", count(total, "row", "rows"))}</summary>
                <ul>
                    {listed.collect_view()}
                    {(more > 0).then(|| view! { <li>{said!("and {} more", grouped(more))}</li> })}
                </ul>
                <Button label=spoken("Download skipped rows") small=true on_press=save />
            </details>
        }
        .into_any()
    })
}

/// What should be known about single cells of the file.
fn problems(import: CsvImport, index: usize) -> Option<AnyView> {
    let (total, shown) = import.plan.with(|plan| {
        let own = || plan.problems.iter().filter(|problem| problem.file == index);
        (own().count(), own().take(LISTED).cloned().collect::<Vec<RowProblem>>())
    });
    let more = total.saturating_sub(shown.len());
    let row = move |problem: RowProblem| {
        let line = grouped(usize::try_from(problem.line).unwrap_or(usize::MAX));
        view! {
            <tr>
                <td class="num">{line}</td>
                <th scope="row">{problem.column.clone()}</th>
                <td>{problem.value.clone()}</td>
                <td>{import.crm.peek(|workspace| csv_words::problem(workspace, &problem))}</td>
            </tr>
        }
    };
    (total > 0).then(|| {
        view! {
            <details class="data-warnings">
                <summary>{said!("{} to know of", count(total, "cell", "cells"))}</summary>
                <table class="data-table">
                    <thead>
                        <tr>
                            <th scope="col" class="num">{spoken("Line")}</th>
                            <th scope="col">{spoken("Column")}</th>
                            <th scope="col">{spoken("Cell")}</th>
                            <th scope="col">{spoken("What happens")}</th>
                        </tr>
                    </thead>
                    <tbody>{shown.into_iter().map(row).collect_view()}</tbody>
                </table>
                {(more > 0).then(|| view! { <p class="muted">{said!("and {} more", grouped(more))}</p> })}
            </details>
        }
        .into_any()
    })
}
