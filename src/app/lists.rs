//! What answers the lists: a table for each collection that was looked at,
//! made when it is first asked, and told of every change from then on.

use std::collections::BTreeMap;
use std::sync::Arc;

use leptos::prelude::*;
use uuid::Uuid;

use crate::domain::change::ChangeSet;
use crate::domain::query::table::Group;
use crate::domain::query::{Asking, Filter, Sort, Subject, Table, Wording};
use crate::domain::record::Collection;
use crate::domain::search::{Hit, search_among};
use crate::domain::workspace::Workspace;
use crate::platform::{clock, idle};

use super::crm::Crm;

/// To count those of a view among more records than these takes a moment.
const MANY: usize = 5_000;

/// The tables. A copy is a handle to the same ones.
#[derive(Clone, Copy)]
pub struct Lists {
    tables: StoredValue<BTreeMap<Collection, Table>>,
}

impl Lists {
    pub(super) fn new() -> Self {
        Self { tables: StoredValue::new(BTreeMap::new()) }
    }

    /// Tells the tables of a change.
    pub(super) fn note(self, changes: &ChangeSet) {
        self.tables.update_value(|tables| tables.values_mut().for_each(|table| table.note(changes)));
    }

    /// Another workspace: the tables are made anew.
    pub(super) fn forget(self) {
        self.tables.update_value(BTreeMap::clear);
    }

    /// Asks the table of a collection; the answer's default once the page is gone.
    fn ask<T: Default>(self, workspace: &Workspace, of: Collection, ask: impl FnOnce(&mut Table) -> T) -> T {
        let answer =
            self.tables.try_update_value(|tables| ask(tables.entry(of).or_insert_with(|| Table::new(workspace, of))));
        answer.unwrap_or_default()
    }
}

impl Crm {
    /// Who asks of lists, and when; asked again when somebody else works here.
    pub fn asking(self, wording: Wording) -> Asking {
        Asking { today: self.today(), actor: self.actor(), local_day: |at| clock::local(at).date(), wording }
    }

    /// The ids of the records that pass, in order. Runs again when anything changes.
    pub fn rows(self, of: Collection, filter: &Filter, sort: &[Sort], wording: Wording) -> Arc<[Uuid]> {
        let asking = self.asking(wording);
        self.read_all(|workspace| {
            self.lists
                .ask(workspace, of, |table| Some(table.rows(workspace, filter, sort, &asking)))
                .unwrap_or_default()
        })
    }

    /// The records that pass in groups, with sums. Runs again when anything changes.
    pub fn groups(
        self,
        of: Collection,
        asked: (&Filter, &[Sort]),
        by: Subject,
        sums: &[Subject],
        wording: Wording,
    ) -> Vec<Group> {
        let asking = self.asking(wording);
        self.read_all(|workspace| {
            self.lists.ask(workspace, of, |table| table.groups(workspace, asked, by, sums, &asking))
        })
    }

    /// The records that all words are found in, the best first. Quicker once
    /// the lists are warm ([`Crm::warm_list`]).
    pub fn search(self, query: &str, limit: usize, wording: Wording) -> Vec<Hit> {
        let asking = untrack(|| self.asking(wording));
        self.peek(|workspace| {
            search_among(workspace, &Collection::MAIN, query, limit, |of, sought| {
                self.lists.ask(workspace, of, |table| table.sought(workspace, sought, &asking))
            })
        })
    }

    /// How many records pass. Runs again when anything changes.
    pub fn number(self, of: Collection, filter: &Filter, wording: Wording) -> usize {
        let asking = self.asking(wording);
        self.read_all(|workspace| self.lists.ask(workspace, of, |table| table.number(workspace, filter, &asking)))
    }

    /// Whether the records of each view of a list are to be counted: of many only
    /// when the rows, which one waits for, are on screen.
    pub fn counting_is_due(self, of: Collection) -> Signal<bool> {
        let is_due = RwSignal::new(!self.peek(|workspace| workspace.records(of).nth(MANY).is_some()));
        idle::after_paint(move || {
            is_due.try_set(true);
        });
        is_due.into()
    }

    /// Makes ready, while nothing else is to be done, what the first word typed
    /// into the filter of a list needs.
    pub fn warm_list(self, of: Collection, wording: Wording) {
        idle::when_idle(move || {
            let asking = untrack(|| self.asking(wording));
            let is_warm = self.peek(|workspace| self.lists.ask(workspace, of, |table| table.warm(workspace, &asking)));
            if !is_warm {
                self.warm_list(of, wording);
            }
        });
    }
}
