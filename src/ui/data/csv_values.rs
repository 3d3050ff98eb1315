//! Words of the files that stand for one of a list here, such as stages and
//! statuses, and what each becomes.

use leptos::prelude::*;

use super::csv_import::CsvImport;
use crate::app::transfer::{Becomes, ValueMapping, WordKey};
use crate::domain::field::Kind;
use crate::domain::record::Collection;
use crate::domain::workspace::Workspace;
use crate::ui::words::choices::choice_label;
use crate::ui::words::concepts::singular;
use crate::ui::words::counts::{count, grouped};
use crate::ui::words::fields::field_label;
use crate::ui::words::vocabulary::{said, spoken};

/// The words, folded away until they are asked for.
pub(super) fn view(import: CsvImport) -> AnyView {
    let words = Memo::new(move |_| {
        import.plan.with(|plan| plan.words.iter().map(|word| (word.key.clone(), word.rows)).collect::<Vec<_>>())
    });
    let open = RwSignal::new(false);
    let summary = move || {
        let new =
            import.plan.with(|plan| plan.words.iter().filter(|word| matches!(word.becomes, Becomes::New(_))).count());
        let all = count(words.with(Vec::len), "word", "words");
        if new == 0 {
            said!("{} of lists understood", all)
        } else {
            said!("{} of lists, {} of them new here", all, new)
        }
    };
    view! {
        {move || (!words.with(Vec::is_empty))
            .then(|| {
                view! {
                    <details class="data-warnings" on:toggle=move |_| open.set(true)>
                        <summary>{summary}</summary>
                        {move || open.get().then(|| table(import, &words.get()))}
                    </details>
                }
            })}
    }
    .into_any()
}

fn table(import: CsvImport, words: &[(WordKey, usize)]) -> AnyView {
    let rows = import.crm.peek(|workspace| {
        let row = |(key, rows): &(WordKey, usize)| row(import, workspace, key.clone(), *rows);
        words.iter().map(row).collect_view()
    });
    view! {
        <table class="data-table csv-columns">
            <thead>
                <tr>
                    <th scope="col">{spoken("Field")}</th>
                    <th scope="col">{spoken("Word in the file")}</th>
                    <th scope="col" class="num">{spoken("Rows")}</th>
                    <th scope="col">{spoken("Becomes")}</th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
    }
    .into_any()
}

fn row(import: CsvImport, workspace: &Workspace, key: WordKey, rows: usize) -> AnyView {
    let now = import.plan.with_untracked(|plan| {
        plan.words.iter().find(|word| word.key == key).map_or(Becomes::Kept, |word: &ValueMapping| word.becomes.clone())
    });
    let mut offered = offered(workspace, &key);
    if !offered.iter().any(|(becomes, _)| *becomes == now) {
        offered.insert(0, (now.clone(), new_label(&now)));
    }
    let option = |(number, (becomes, label)): (usize, &(Becomes, String))| {
        view! {
            <option value=number.to_string() prop:selected=*becomes == now>
                {label.clone()}
            </option>
        }
    };
    let options = offered.iter().enumerate().map(option).collect_view();
    let field = format!("{}: {}", singular(key.collection), field_label(key.collection, key.field));
    let (word, label) = (key.word.clone(), said!("What {} becomes", key.word));
    let choose = move |chosen: String| {
        let becomes = chosen.parse::<usize>().ok().and_then(|number| offered.get(number));
        if let Some((becomes, _)) = becomes {
            import.change(|intake| {
                intake.words.insert(key.clone(), becomes.clone());
            });
        }
    };
    view! {
        <tr>
            <td class="muted">{field}</td>
            <th scope="row">{word}</th>
            <td class="num">{grouped(rows)}</td>
            <td>
                <select class="input select" aria-label=label on:change:target=move |event| choose(event.target().value())>
                    {options}
                </select>
            </td>
        </tr>
    }
    .into_any()
}

/// Everything that a word may become.
fn offered(workspace: &Workspace, key: &WordKey) -> Vec<(Becomes, String)> {
    let mut offered = Vec::new();
    match key.collection.field(key.field).map(|field| field.kind) {
        Some(Kind::Choice(words)) => {
            offered.extend(words.iter().map(|word| (Becomes::Word(word), choice_label(key.field, word).to_owned())));
        }
        Some(Kind::Reference(list) | Kind::References(list)) => {
            let options = workspace.options(list).into_iter();
            offered.extend(options.map(|option| (Becomes::Existing(option.uuid()), option_label(workspace, option))));
            let new = Becomes::New(key.word.clone());
            offered.push((new.clone(), new_label(&new)));
        }
        _ => {}
    }
    offered.push((Becomes::Kept, new_label(&Becomes::Kept)));
    offered
}

/// An entry of a list; a stage with its pipeline where there are several.
fn option_label(workspace: &Workspace, option: &crate::domain::record::Record) -> String {
    let pipeline = match option {
        crate::domain::record::Record::Stage(stage) if workspace.count(Collection::Pipeline) > 1 => {
            stage.pipeline.and_then(|id| workspace.get(id)).map(crate::domain::pipeline::Pipeline::title)
        }
        _ => None,
    };
    match pipeline {
        Some(pipeline) => format!("{pipeline}: {}", option.title()),
        None => option.title(),
    }
}

fn new_label(becomes: &Becomes) -> String {
    match becomes {
        Becomes::New(name) => said!("New: {}", name),
        Becomes::Kept => spoken("Nothing; kept as a custom field").to_owned(),
        Becomes::Existing(_) => spoken("An entry that is there").to_owned(),
        Becomes::Word(word) => (*word).to_owned(),
    }
}
