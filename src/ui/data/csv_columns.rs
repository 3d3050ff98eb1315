//! What becomes of each column of a file, to be changed.

use leptos::prelude::*;

use super::csv_import::CsvImport;
use super::csv_words;
use crate::app::transfer::{Column, IntakeFile, Preset, Target, choices};
use crate::domain::order::InOrder;
use crate::domain::record::Collection;
use crate::ui::words::counts::count;
use crate::ui::words::vocabulary::{said, spoken};

/// A column as it is shown.
#[derive(Clone, Debug, PartialEq)]
struct Shown {
    header: String,
    target: Target,
    /// The first filled cell.
    sample: String,
}

/// The columns, folded away until they are asked for.
pub(super) fn view(import: CsvImport, index: usize) -> AnyView {
    // A file of another program can have hundreds of columns, each with a list of choices.
    let open = RwSignal::new(false);
    let collection =
        Memo::new(move |_| import.intake.with(|intake| intake.files.get(index).and_then(IntakeFile::collection)));
    let exact =
        import.plan.with_untracked(|plan| plan.files.get(index).is_some_and(|file| file.preset == Preset::Relata));
    let summary = move || {
        let (all, kept) = import.intake.with(|intake| {
            let columns = intake.files.get(index).map(|file| file.columns.as_slice()).unwrap_or_default();
            (columns.len(), columns.iter().filter(|column| column.target == Target::Custom).count())
        });
        let all = count(all, "column", "columns");
        if kept == 0 {
            said!("{}, each with a field", all)
        } else {
            said!("{}, {} of them kept as custom fields", all, kept)
        }
    };
    view! {
        {move || (!exact && collection.get().is_some())
            .then(|| {
                view! {
                    <details class="data-warnings" on:toggle=move |_| open.set(true)>
                        <summary>{summary}</summary>
                        {move || (open.get()).then(|| collection.get().map(|found| table(import, index, found)))}
                    </details>
                }
            })}
    }
    .into_any()
}

fn table(import: CsvImport, index: usize, collection: Collection) -> AnyView {
    let shown = import.intake.with_untracked(|intake| {
        let Some(file) = intake.files.get(index) else { return Vec::new() };
        let shown = |(place, column): (usize, &Column)| {
            let filled = file.table.rows.iter().map(|row| row.cell(place)).find(|cell| !cell.trim().is_empty());
            let sample = filled.unwrap_or_default().chars().take(60).collect();
            Shown { header: column.header.clone(), target: column.target, sample }
        };
        file.columns.iter().enumerate().map(shown).collect::<Vec<_>>()
    });
    let known = choices(collection);
    let mut shown: Vec<(usize, Shown)> = shown.into_iter().enumerate().collect();
    // What holds something is what one looks for.
    shown.order_by_key(|(_, shown)| shown.sample.is_empty());
    let rows = shown.into_iter().map(|(place, shown)| {
        let mut offered = known.clone();
        if !offered.contains(&shown.target) {
            offered.insert(0, shown.target);
        }
        row(import, index, place, collection, shown, offered)
    });
    view! {
        <table class="data-table csv-columns">
            <thead>
                <tr>
                    <th scope="col">{spoken("Column")}</th>
                    <th scope="col" class="csv-sample">{spoken("First cell")}</th>
                    <th scope="col">{spoken("Becomes")}</th>
                </tr>
            </thead>
            <tbody>{rows.collect_view()}</tbody>
        </table>
    }
    .into_any()
}

fn row(
    import: CsvImport,
    index: usize,
    place: usize,
    collection: Collection,
    shown: Shown,
    offered: Vec<Target>,
) -> AnyView {
    let option = |(number, target): (usize, &Target)| {
        view! {
            <option value=number.to_string() prop:selected=*target == shown.target>
                {csv_words::target(collection, *target)}
            </option>
        }
    };
    let options = offered.iter().enumerate().map(option).collect_view();
    let choose = move |chosen: String| {
        let target = chosen.parse::<usize>().ok().and_then(|number| offered.get(number).copied());
        import.change(|intake| {
            let column = intake.files.get_mut(index).and_then(|file| file.columns.get_mut(place));
            if let (Some(column), Some(target)) = (column, target) {
                column.target = target;
            }
        });
    };
    let label = said!("What {} becomes", shown.header);
    view! {
        <tr>
            <th scope="row">{shown.header}</th>
            <td class="muted csv-sample">{shown.sample}</td>
            <td>
                <select class="input select" aria-label=label on:change:target=move |event| choose(event.target().value())>
                    {options}
                </select>
            </td>
        </tr>
    }
    .into_any()
}
