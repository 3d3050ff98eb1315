//! Where the file and the workspace differ: one switch for all, one for each
//! record, and the fields side by side.

use std::collections::BTreeMap;

use leptos::prelude::*;

use super::json_import::{JsonImport, side_words};
use crate::app::crm::Crm;
use crate::app::transfer::{Choice as Chosen, Difference, FieldDifference, Side};
use crate::domain::record::RecordRef;
use crate::domain::workspace::Workspace;
use crate::ui::components::select_field::Choice;
use crate::ui::components::switch3::Switch3;
use crate::ui::show::value_text;
use crate::ui::words::concepts::singular;
use crate::ui::words::counts::{count, grouped};
use crate::ui::words::fields::field_label;
use crate::ui::words::vocabulary::{said, spoken};

/// How many differing records are shown; the others follow the switch for all.
const SHOWN: usize = 100;

const THEIRS: &str = "theirs";
const MINE: &str = "mine";

/// Who wins where. A copy is a handle to the same.
#[derive(Clone, Copy)]
pub(super) struct Differences {
    import: StoredValue<JsonImport>,
    all: RwSignal<String>,
    records: RwSignal<BTreeMap<RecordRef, Side>>,
}

impl Differences {
    /// The file wins everywhere until told otherwise.
    pub(super) fn new(import: StoredValue<JsonImport>) -> Self {
        Self { import, all: RwSignal::new(THEIRS.to_owned()), records: RwSignal::new(BTreeMap::new()) }
    }

    /// What was chosen.
    pub(super) fn choice(self) -> Chosen {
        Chosen { all: side(&self.all.get_untracked()), records: self.records.get_untracked(), ..Chosen::default() }
    }

    /// The switches and the fields.
    pub(super) fn view(self, crm: Crm) -> AnyView {
        let total = self.import.with_value(|import| import.merge.differing.len());
        if total == 0 {
            return ().into_any();
        }
        let items = self.import.with_value(|import| {
            let shown = import.merge.differing.iter().take(SHOWN);
            crm.peek(|workspace| shown.map(|found| self.item(workspace, &import.incoming, found)).collect_view())
        });
        let forget = Callback::new(move |_: String| self.records.set(BTreeMap::new()));
        let rest = total.saturating_sub(SHOWN);
        view! {
            <div class="stack stack--tight">
                <Switch3
                    label=said!("Where both have a record and it differs ({})", count(total, "record", "records"))
                    value=self.all
                    options=sides()
                    on_choose=forget
                    label_shown=true
                />
                <ul class="differences">{items}</ul>
                {(rest > 0)
                    .then(|| view! { <p class="muted">{said!("{} more follow the switch above.", grouped(rest))}</p> })}
            </div>
        }
        .into_any()
    }

    fn item(self, workspace: &Workspace, incoming: &Workspace, found: &Difference) -> AnyView {
        let record = found.record;
        let shown = Signal::derive(move || {
            let own = self.records.with(|records| records.get(&record).copied());
            own.unwrap_or_else(|| side(&self.all.get()))
        });
        let choose = Callback::new(move |chosen: Side| {
            self.records.update(|records| {
                records.insert(record, chosen);
            });
        });
        let rows = found.fields.iter().map(|field| field_row(workspace, incoming, record, field)).collect_view();
        view! {
            <li class="difference" class:difference--mine=move || shown.get() == Side::Mine>
                <div class="difference-head">
                    <span class="difference-title">{found.title.clone()}</span>
                    <span class="muted">{singular(record.collection)}</span>
                    <span class="spacer"></span>
                    {side_switch(said!("For {}", found.title), shown, choose)}
                </div>
                <table class="data-table difference-fields">
                    <thead>
                        <tr>
                            <th scope="col">{spoken("Field")}</th>
                            <th scope="col">{spoken("Mine")}</th>
                            <th scope="col">{spoken("The file's")}</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </li>
        }
        .into_any()
    }
}

/// Two buttons that stay down, showing what holds for one record.
fn side_switch(label: String, shown: Signal<Side>, choose: Callback<Side>) -> AnyView {
    let button = move |side: Side| {
        view! {
            <button
                type="button"
                class="btn btn--small"
                aria-pressed=move || (shown.get() == side).to_string()
                on:click=move |_| choose.run(side)
            >
                {side_words(side)}
            </button>
        }
    };
    view! {
        <span class="row row--tight" role="group" aria-label=label>
            {button(Side::Theirs)}
            {button(Side::Mine)}
        </span>
    }
    .into_any()
}

fn field_row(workspace: &Workspace, incoming: &Workspace, record: RecordRef, field: &FieldDifference) -> AnyView {
    let name = match field.key.as_str() {
        "trashed_at" => spoken("In the Trash since"),
        key => field_label(record.collection, key),
    };
    let mine = value_text(workspace, record.collection, &field.key, &field.mine);
    let theirs = value_text(incoming, record.collection, &field.key, &field.theirs);
    view! {
        <tr>
            <th scope="row">{name}</th>
            <td class="difference-mine">{or_nothing(mine)}</td>
            <td class="difference-theirs">{or_nothing(theirs)}</td>
        </tr>
    }
    .into_any()
}

fn or_nothing(text: String) -> AnyView {
    if text.is_empty() { view! { <span class="faint">{spoken("empty")}</span> }.into_any() } else { text.into_any() }
}

fn sides() -> Vec<Choice> {
    vec![Choice::new(THEIRS, side_words(Side::Theirs)), Choice::new(MINE, side_words(Side::Mine))]
}

fn side(chosen: &str) -> Side {
    if chosen == MINE { Side::Mine } else { Side::Theirs }
}
