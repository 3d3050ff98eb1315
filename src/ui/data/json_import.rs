//! The question before a JSON file is taken in: merge or replace, what will
//! change, and who wins where both sides differ.

use std::collections::BTreeMap;

use leptos::prelude::*;

use super::json_differences::Differences;
use super::safety_copy::SafetyCopy;
use super::{Desk, file_words};
use crate::app::incoming::Planned;
use crate::app::notices::Message;
use crate::app::transfer::{
    self, AheadOf, Arrived, Document, MergePlan, RecoveryReport, ReplaceCounts, Side, Warning, plan_merge,
};
use crate::domain::command::Command;
use crate::domain::record::Collection;
use crate::domain::workspace::Workspace;
use crate::ui::components::banner::{Banner, Gravity};
use crate::ui::components::dialog::Dialog;
use crate::ui::components::select_field::Choice;
use crate::ui::components::switch3::Switch3;
use crate::ui::words::counts::{count, grouped};
use crate::ui::words::sentences::rejection;
use crate::ui::words::vocabulary::{said, spoken};

/// A file that was read, and what both ways of importing it would do.
pub(super) struct JsonImport {
    name: String,
    document: Document,
    rescued: Option<RecoveryReport>,
    pub(super) incoming: Workspace,
    pub(super) merge: MergePlan,
    counts: Vec<MergeCounts>,
    replace: Vec<ReplaceCounts>,
    empty_here: bool,
    stamp: u64,
}

/// What merging would do to one collection.
#[derive(Clone, Copy)]
struct MergeCounts {
    collection: Collection,
    added: usize,
    differing: usize,
    same: usize,
}

impl JsonImport {
    /// What was planned.
    pub(super) fn of(name: String, planned: Planned) -> Self {
        let Planned { arrived: Arrived { document, rescued }, incoming, merge, replace, stamp } = planned;
        let replace = replace.collections;
        Self {
            counts: merge_counts(&merge, &incoming),
            empty_here: replace.iter().all(|counts| counts.removed + counts.changed == 0),
            replace,
            name,
            document,
            rescued,
            incoming,
            merge,
            stamp,
        }
    }

    fn sentence(&self) -> String {
        let records = count(self.document.records.len(), "record", "records");
        match &self.rescued {
            None => said!("{} holds {}.", self.name, records),
            Some(report) => {
                said!("{} is a rescue copy with {}. {}", self.name, records, file_words::damage(report))
            }
        }
    }
}

fn merge_counts(merge: &MergePlan, incoming: &Workspace) -> Vec<MergeCounts> {
    let mut added: BTreeMap<Collection, usize> = BTreeMap::new();
    let mut differing: BTreeMap<Collection, usize> = BTreeMap::new();
    merge.added.iter().for_each(|record| *added.entry(record.collection()).or_default() += 1);
    merge.differing.iter().for_each(|found| *differing.entry(found.record.collection).or_default() += 1);
    let counts = Collection::ALL.iter().map(|collection| {
        let added = added.get(collection).copied().unwrap_or_default();
        let differing = differing.get(collection).copied().unwrap_or_default();
        let same = incoming.records(*collection).count().saturating_sub(added + differing);
        MergeCounts { collection: *collection, added, differing, same }
    });
    counts.filter(|counts| counts.added + counts.differing + counts.same > 0).collect()
}

const MERGE: &str = "merge";
const REPLACE: &str = "replace";

/// The dialog.
pub(super) fn dialog(desk: Desk, import: StoredValue<JsonImport>) -> AnyView {
    let (sentence, empty_here) = import.with_value(|import| (import.sentence(), import.empty_here));
    let way = RwSignal::new(if empty_here { REPLACE } else { MERGE }.to_owned());
    let differences = Differences::new(import);
    let copy = SafetyCopy::new(desk.crm, AheadOf::Replace);
    let replacing = move || way.with(|way| way == REPLACE);
    let submit = Callback::new(move |()| {
        if replacing() {
            replace(desk, import, (!empty_here).then_some(copy));
        } else {
            merge(desk, import, differences);
        }
    });
    let ways = vec![Choice::new(MERGE, spoken("Merge")), Choice::new(REPLACE, spoken("Replace"))];
    let submit_label =
        Signal::derive(move || if replacing() { spoken("Replace everything") } else { spoken("Merge") }.to_owned());
    view! {
        <Dialog title=spoken("Import JSON") submit_label on_submit=submit on_close=desk.close() wide=true intro=sentence>
            <Switch3 label=spoken("How to import") value=way options=ways label_shown=true />
            {move || {
                if replacing() {
                    replace_preview(import, copy)
                } else {
                    view! {
                        {import.with_value(|import| merge_table(&import.counts))}
                        {differences.view(desk.crm)}
                    }
                        .into_any()
                }
            }}
            {move || import.with_value(|import| warnings(import, replacing()))}
        </Dialog>
    }
    .into_any()
}

fn merge(desk: Desk, import: StoredValue<JsonImport>, differences: Differences) {
    let crm = desk.crm;
    let choice = differences.choice();
    let (name, merged) = import.with_value(|import| {
        let merged = if crm.stamp() == import.stamp {
            import.merge.records(&choice)
        } else {
            // Another tab has changed something since the plan was made.
            crm.peek(|workspace| plan_merge(workspace, &import.document)).records(&choice)
        };
        (import.name.clone(), merged)
    });
    match crm.execute(&Command::Import { name: name.clone(), records: merged.records }) {
        Ok(executed) => {
            if !executed.changed {
                crm.notices.push(Message::Plain(said!("{} holds nothing new: nothing was changed", name)), false);
            }
            if !merged.renumbered.is_empty() {
                let accounts = count(merged.renumbered.len(), "account", "accounts");
                let told = said!("{} of the file got a new number, as theirs were taken here", accounts);
                crm.notices.push(Message::Plain(told), executed.changed);
            }
        }
        Err(refused) => desk.trouble.set(Some(crm.peek(|workspace| rejection(workspace, &refused)))),
    }
    desk.panel.set(None);
}

fn replace(desk: Desk, import: StoredValue<JsonImport>, copy: Option<SafetyCopy>) {
    let Ok(saved) = copy.map_or(Ok(String::new()), SafetyCopy::save) else { return };
    let (name, records) = import.with_value(|import| (import.name.clone(), import.document.records.clone()));
    let told = Message::Plain(said!("{} is in place of what was there{}", name, saved));
    if let Err(refused) = transfer::replace(desk.crm, &name, records, told) {
        desk.trouble.set(Some(desk.crm.peek(|workspace| rejection(workspace, &refused))));
    }
    desk.panel.set(None);
}

fn merge_table(counts: &[MergeCounts]) -> AnyView {
    let row = |counts: &MergeCounts| {
        let figures = [counts.added, counts.differing, counts.same];
        figures_row(file_words::type_name(counts.collection), &figures)
    };
    let (telling, same): (Vec<&MergeCounts>, Vec<&MergeCounts>) =
        counts.iter().partition(|counts| counts.added + counts.differing > 0);
    let same: usize = same.iter().map(|counts| counts.same).sum();
    let rows = telling.into_iter().map(row).collect();
    what_changes(spoken("What merging will do"), &[spoken("Added"), spoken("Differing"), spoken("Same")], rows, same)
}

/// A table of the types in which something changes, and how many records stay.
fn what_changes(caption: &'static str, headings: &[&'static str], rows: Vec<AnyView>, same: usize) -> AnyView {
    if rows.is_empty() {
        return view! { <p>{spoken("Everything in the file is here already, and the same: nothing would change.")}</p> }
            .into_any();
    }
    let others = said!("{} of other types stay the same.", count(same, "record", "records"));
    view! {
        <div class="stack stack--tight">
            {table(caption, headings, rows.into_any())}
            {(same > 0).then(|| view! { <p class="muted">{others}</p> })}
        </div>
    }
    .into_any()
}

fn replace_preview(import: StoredValue<JsonImport>, copy: SafetyCopy) -> AnyView {
    let (rows, same, empty_here) = import.with_value(|import| {
        let row = |counts: &ReplaceCounts| {
            let figures = [counts.now, counts.then, counts.removed, counts.added, counts.changed];
            figures_row(file_words::type_name(counts.collection), &figures)
        };
        let changes = |counts: &&ReplaceCounts| counts.removed + counts.added + counts.changed > 0;
        let rows: Vec<AnyView> = import.replace.iter().filter(changes).map(row).collect();
        let same: usize = import.replace.iter().filter(|counts| !changes(counts)).map(|counts| counts.then).sum();
        (rows, same, import.empty_here)
    });
    view! {
        {(!empty_here)
            .then(|| {
                view! {
                    <Banner
                        gravity=Gravity::Warn
                        text=spoken("What is here now goes, with its Trash and its history, and the file takes its place. This cannot be undone.")
                    />
                    {copy.view()}
                }
            })}
        {what_changes(spoken("What replacing will do"), &[spoken("Now"), spoken("Then"), spoken("Gone"), spoken("New"), spoken("Changed")], rows, same)}
    }
    .into_any()
}

/// A table of figures for each type of record.
pub(super) fn table(caption: &'static str, headings: &[&'static str], rows: AnyView) -> AnyView {
    let headings = headings.iter().map(|heading| view! { <th scope="col" class="num">{*heading}</th> }).collect_view();
    view! {
        <div class="data-scroll" tabindex="0" role="region" aria-label=caption>
            <table class="data-table">
                <caption class="visually-hidden">{caption}</caption>
                <thead>
                    <tr>
                        <th scope="col">{spoken("Type")}</th>
                        {headings}
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}

/// A row of such a table; nought is faint.
pub(super) fn figures_row(name: &'static str, figures: &[usize]) -> AnyView {
    let cells = figures.iter().map(|figure| view! { <td class="num" class:faint=*figure == 0>{grouped(*figure)}</td> });
    view! {
        <tr>
            <th scope="row">{name}</th>
            {cells.collect_view()}
        </tr>
    }
    .into_any()
}

/// The most warnings that are listed.
const WARNINGS: usize = 20;

/// What is odd in the file. What it refers to may be here already, as with an
/// archive: then merging leads there.
fn warnings(import: &JsonImport, replacing: bool) -> Option<AnyView> {
    let of_file = import.document.warnings.iter();
    let all: Vec<&Warning> = if replacing {
        of_file.collect()
    } else {
        let others = of_file.filter(|warning| !matches!(warning, Warning::PointsNowhere { .. }));
        others.chain(&import.merge.points_nowhere).collect()
    };
    let listed = all.iter().take(WARNINGS).map(|warning| {
        view! { <li>{file_words::warning(&import.incoming, warning)}</li> }
    });
    let rest = all.len().saturating_sub(WARNINGS);
    (!all.is_empty()).then(|| {
        view! {
            <details class="data-warnings">
                <summary>{said!("{} to know of", count(all.len(), "thing", "things"))}</summary>
                <ul>
                    {listed.collect_view()}
                    {(rest > 0).then(|| view! { <li>{said!("and {} more", grouped(rest))}</li> })}
                </ul>
            </details>
        }
        .into_any()
    })
}

/// The words of a side.
pub(super) fn side_words(side: Side) -> &'static str {
    match side {
        Side::Theirs => spoken("Take the file's"),
        Side::Mine => spoken("Keep mine"),
    }
}
