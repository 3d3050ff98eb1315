//! Rows in groups under headings that fold, with counts and sums.

use std::collections::BTreeSet;

use leptos::prelude::*;
use serde_json::Value;

use super::List;
use crate::app::crm::Crm;
use crate::domain::field::Kind;
use crate::domain::query::table::{self, can_group, money_subjects};
use crate::domain::query::{Filter, Sort, Subject, subject, subjects};
use crate::domain::record::Collection;
use crate::domain::workspace::Workspace;
use crate::ui::components::format;
use crate::ui::components::grid::{Column, Group, Row, Rows};
use crate::ui::components::icon::Icon;
use crate::ui::components::menu::{Menu, MenuItem};
use crate::ui::show::value_text;
use crate::ui::words::fields::field_label;
use crate::ui::words::query::WORDING;
use crate::ui::words::vocabulary::{said, spoken};

/// What an address or a view groups by, where one can group by that.
pub(super) fn group_of(collection: Collection, key: &str) -> Option<Subject> {
    subject(collection, key).filter(|subject| can_group(*subject))
}

/// The rows under the headings of their groups; those of folded groups are left out.
pub(super) fn rows(
    crm: Crm,
    collection: Collection,
    (filter, sort): (&Filter, &[Sort]),
    by: Subject,
    columns: &[Column],
    folded: RwSignal<BTreeSet<String>>,
) -> Rows {
    let sums = money_subjects(collection, columns.iter().map(|column| column.key.as_str()));
    let found = crm.groups(collection, (filter, sort), by, &sums, WORDING);
    let folded = folded.get();
    let (mut lines, mut groups) = (Vec::new(), Vec::new());
    for (group, place) in found.into_iter().zip(0..) {
        let key = group.value.to_string();
        let collapsed = folded.contains(&key);
        lines.push(Row::Group(place));
        if !collapsed {
            lines.extend(group.rows.iter().copied().map(Row::Record));
        }
        let label = crm.peek(|workspace| name(workspace, collection, by, &group.value));
        let count = group.rows.len();
        groups.push(Group { key, label, count, sums: written(&sums, &group), collapsed });
    }
    Rows::grouped(lines, groups)
}

fn written(sums: &[Subject], group: &table::Group) -> Vec<(String, String)> {
    let totals = sums.iter().zip(&group.sums).filter(|(_, totals)| !totals.amounts().is_empty());
    totals.map(|(subject, totals)| (subject.key.to_owned(), format::totals(totals))).collect()
}

/// What a group is called.
fn name(workspace: &Workspace, collection: Collection, by: Subject, value: &Value) -> String {
    let label = field_label(collection, by.key);
    let text = match (by.kind, value) {
        (_, Value::Null) => String::new(),
        (Kind::Day | Kind::Instant, Value::String(month)) => {
            format!("{month}-01").parse().map(format::month).unwrap_or_default()
        }
        (Kind::Flag, flag) => format!("{label}: {}", value_text(workspace, collection, by.key, flag)),
        // A field of many is told apart by the first of them.
        (Kind::References(_) | Kind::Structure, one) => {
            value_text(workspace, collection, by.key, &Value::Array(vec![one.clone()]))
        }
        (_, one) => value_text(workspace, collection, by.key, one),
    };
    if text.is_empty() { said!("{}: none", label) } else { text }
}

impl List {
    /// The menu of what one can group by.
    pub(super) fn group_menu(self) -> AnyView {
        let collection = self.collection;
        let say = Callback::new(move |key: String| self.say("group", &key));
        let items = Signal::derive(move || {
            let now = self.group.get().map(|by| by.key);
            let choose = |key: &'static str| Callback::new(move |()| say.run(key.to_owned()));
            let none = MenuItem::new(spoken("No groups"), choose("")).checked(now.is_none());
            let all = subjects(collection).filter(|subject| can_group(*subject)).map(|subject| {
                MenuItem::new(field_label(collection, subject.key), choose(subject.key))
                    .checked(now == Some(subject.key))
            });
            [none].into_iter().chain(all).collect::<Vec<_>>()
        });
        view! { <Menu label=spoken("Group") icon=Icon::List items /> }.into_any()
    }

    /// Folds a group, or unfolds it.
    pub(super) fn fold(self, key: String) {
        self.folded.update(|folded| {
            if !folded.remove(&key) {
                folded.insert(key);
            }
        });
    }
}
