//! Answers views over one collection, and keeps what it worked out for the
//! next time: texts, values, sort keys and orders. Changes are noted as they
//! come and worked in when the next question is asked, row by row; what it
//! answers is always what a plain recomputation would ([`naive`]).

mod groups;
mod rows;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use chrono::NaiveDate;
use serde_json::Value;
use uuid::Uuid;

use super::super::change::ChangeSet;
use super::super::id::Id;
use super::super::profile::Profile;
use super::super::record::{Collection, Record, RecordRef};
use super::super::search::Sought;
use super::super::workspace::Workspace;
use super::Asking;
use super::facts::Facts;
use super::filter::Filter;
use super::matching::{Ask, meets};
use super::subject::{Subject, subject};
use super::texts::{Texts, each_link, text_of};
use super::value::{self, Key};
use super::view::Sort;
use crate::domain::order::InOrder;
use rows::{Moves, merge_order};

pub use groups::{Group, can_group, money_subjects};

/// How many texts are read at once while nothing else is to be done.
const SLICE: usize = 2_000;

/// How many orders are kept: those of the columns that one goes to and fro between.
const ORDERS: usize = 4;

/// The live records of a collection, ready to be asked. Rows are places in
/// the order of ids, which is that of creation.
#[derive(Debug)]
pub struct Table {
    collection: Collection,
    records: Vec<Record>,
    /// The ids of all records, read once for many orders of them; empty while they are not.
    ids: Vec<Uuid>,
    /// The texts of the first records, as far as they were read.
    texts: Texts,
    values: BTreeMap<&'static str, Vec<Value>>,
    keys: BTreeMap<&'static str, Vec<Key>>,
    orders: Vec<(Vec<Sort>, Vec<u32>)>,
    facts: Option<Facts>,
    latest: Option<Latest>,
    pending: Pending,
}

/// The last question and what passed.
#[derive(Debug)]
struct Latest {
    filter: Filter,
    today: NaiveDate,
    actor: Option<Id<Profile>>,
    rows: Vec<u32>,
}

/// What changed since the last question.
#[derive(Debug, Default)]
struct Pending {
    /// Records of the collection itself.
    own: BTreeSet<Uuid>,
    /// Records that others may be known by.
    around: BTreeSet<Uuid>,
    facts: bool,
}

impl Table {
    /// The live records of a collection.
    pub fn new(workspace: &Workspace, collection: Collection) -> Self {
        let records = workspace.records(collection).filter(|record| record.is_live()).cloned().collect();
        Self {
            collection,
            records,
            ids: Vec::new(),
            texts: Texts::default(),
            values: BTreeMap::new(),
            keys: BTreeMap::new(),
            orders: Vec::new(),
            facts: None,
            latest: None,
            pending: Pending::default(),
        }
    }

    /// Takes note of a change; it must be told of every one.
    pub fn note(&mut self, changes: &ChangeSet) {
        for change in changes.iter() {
            let RecordRef { collection, id } = change.reference;
            if collection == self.collection {
                self.pending.own.insert(id);
            }
            let name = |record: &Option<Record>| record.as_ref().map(Record::title);
            // A filter by its id may mean another record now: the one that it was merged into.
            let live = |record: &Option<Record>| record.as_ref().is_some_and(Record::is_live);
            if live(&change.before) != live(&change.after) {
                self.latest = None;
            }
            // The place of an option in its list counts too.
            if !Collection::MAIN.contains(&collection) || name(&change.before) != name(&change.after) {
                self.pending.around.insert(id);
            }
            self.pending.facts |=
                matches!(collection, Collection::Activity | Collection::Opportunity | Collection::Stage);
        }
    }

    /// Makes a slice of what the first word typed into the filter will need
    /// ready; true when all of it is.
    pub fn warm(&mut self, workspace: &Workspace, asking: &Asking) -> bool {
        self.work_in(workspace, asking);
        self.read_texts(workspace, asking, SLICE);
        self.texts.len() == self.records.len()
    }

    /// The ids of the records that pass, in order; without anything to sort
    /// by, the newest first.
    pub fn rows(&mut self, workspace: &Workspace, filter: &Filter, sort: &[Sort], asking: &Asking) -> Arc<[Uuid]> {
        let found = self.passing(workspace, filter, asking);
        if self.ids.len() != self.records.len() {
            self.ids = self.records.iter().map(Record::uuid).collect();
        }
        if sort.is_empty() {
            return self.ids_of(found.iter().rev());
        }
        self.order(workspace, sort, asking);
        let order = self.orders.last().map(|(_, order)| order.as_slice()).unwrap_or_default();
        if found.len() == order.len() {
            return self.ids_of(order.iter());
        }
        let mut passes = vec![false; self.records.len()];
        for row in found {
            if let Some(passes) = passes.get_mut(row as usize) {
                *passes = true;
            }
        }
        self.ids_of(order.iter().filter(|row| passes.get(**row as usize) == Some(&true)))
    }

    fn ids_of<'a>(&self, rows: impl Iterator<Item = &'a u32>) -> Arc<[Uuid]> {
        rows.filter_map(|row| self.ids.get(*row as usize)).copied().collect()
    }

    /// The records that are sought: `None` where the texts, which begin with the titles,
    /// are not all read yet ([`Table::warm`]).
    pub fn sought(&mut self, workspace: &Workspace, sought: Sought<'_>, asking: &Asking) -> Option<Vec<Record>> {
        self.work_in(workspace, asking);
        if self.texts.len() < self.records.len() {
            return None;
        }
        let rows = match sought {
            Sought::Beginning(folded) => self.texts.beginning(folded),
            Sought::Holding(words) => words.iter().fold(self.all(), |left, word| self.texts.find(word, &left)),
        };
        Some(rows.into_iter().filter_map(|row| self.records.get(row as usize)).cloned().collect())
    }

    /// How many records pass.
    pub fn number(&mut self, workspace: &Workspace, filter: &Filter, asking: &Asking) -> usize {
        self.work_in(workspace, asking);
        let all: Vec<u32> = self.all();
        let ask = Ask::of(filter, workspace, self.collection, asking);
        self.ask(&ask, all, workspace, asking).len()
    }

    fn all(&self) -> Vec<u32> {
        (0..u32::try_from(self.records.len()).unwrap_or(u32::MAX)).collect()
    }

    /// The rows that pass, in order; of those that passed before where the
    /// filter only leaves less.
    fn passing(&mut self, workspace: &Workspace, filter: &Filter, asking: &Asking) -> Vec<u32> {
        self.work_in(workspace, asking);
        let before = self.latest.take().filter(|latest| latest.today == asking.today && latest.actor == asking.actor);
        let rows = match before {
            Some(latest) if latest.filter == *filter => latest.rows,
            before => {
                let among = before.filter(|latest| filter.narrows(&latest.filter)).map(|latest| latest.rows);
                let ask = Ask::of(filter, workspace, self.collection, asking);
                let among = among.unwrap_or_else(|| self.all());
                self.ask(&ask, among, workspace, asking)
            }
        };
        let (today, actor) = (asking.today, asking.actor);
        self.latest = Some(Latest { filter: filter.clone(), today, actor, rows: rows.clone() });
        rows
    }

    /// The rows among some that pass.
    fn ask(&mut self, ask: &Ask, among: Vec<u32>, workspace: &Workspace, asking: &Asking) -> Vec<u32> {
        match ask {
            Ask::All(parts) => parts.iter().fold(among, |left, part| self.ask(part, left, workspace, asking)),
            Ask::Any(parts) => {
                let mut found: Vec<u32> = Vec::new();
                for part in parts {
                    found.extend(self.ask(part, among.clone(), workspace, asking));
                }
                found.sort_unstable();
                found.dedup();
                found
            }
            Ask::Not(inner) => {
                let without = self.ask(inner, among.clone(), workspace, asking);
                among.into_iter().filter(|row| without.binary_search(row).is_err()).collect()
            }
            Ask::Text(folded) => self.texts(workspace, asking).find(folded, &among),
            Ask::Field(subject, needle) => {
                let values = self.values(*subject, workspace, asking);
                let fits =
                    |row: &u32| values.get(*row as usize).is_some_and(|value| needle.fits(*subject, value, asking));
                among.into_iter().filter(fits).collect()
            }
            Ask::Is(condition) => {
                self.facts(workspace, asking);
                let none = Facts::default();
                let facts = self.facts.as_ref().unwrap_or(&none);
                let meets = |row: &u32| {
                    let record = self.records.get(*row as usize);
                    record.is_some_and(|record| meets(*condition, record, workspace, facts, asking))
                };
                among.into_iter().filter(meets).collect()
            }
        }
    }

    fn facts(&mut self, workspace: &Workspace, asking: &Asking) -> &Facts {
        self.facts.get_or_insert_with(|| Facts::of(workspace, asking))
    }

    fn texts(&mut self, workspace: &Workspace, asking: &Asking) -> &Texts {
        self.read_texts(workspace, asking, usize::MAX);
        &self.texts
    }

    /// Reads the texts of more records.
    fn read_texts(&mut self, workspace: &Workspace, asking: &Asking, at_most: usize) {
        for record in self.records.iter().skip(self.texts.len()).take(at_most) {
            self.texts.push(&text_of(workspace, record, asking.wording));
        }
    }

    fn values(&mut self, subject: Subject, workspace: &Workspace, asking: &Asking) -> &[Value] {
        if value::is_of_facts(subject.key) {
            self.facts(workspace, asking);
        }
        let none = Facts::default();
        let facts = self.facts.as_ref().unwrap_or(&none);
        let read = |record: &Record| value::value(record, subject.key, facts);
        self.values.entry(subject.key).or_insert_with(|| self.records.iter().map(read).collect())
    }

    fn keys(&mut self, key: &'static str, workspace: &Workspace, asking: &Asking) {
        let collection = self.collection;
        if self.keys.contains_key(key) {
            return;
        }
        let Some(subject) = subject(collection, key) else { return };
        if value::is_of_facts(key) {
            self.facts(workspace, asking);
        }
        let none = Facts::default();
        let facts = self.facts.as_ref().unwrap_or(&none);
        let key_of = |record: &Record| value::key_of(workspace, collection, subject, record, facts);
        self.keys.insert(key, self.records.iter().map(key_of).collect());
    }

    /// Puts the order that is asked for last among those that are kept.
    fn order(&mut self, workspace: &Workspace, sort: &[Sort], asking: &Asking) {
        if let Some(place) = self.orders.iter().position(|(known, _)| known == sort) {
            let known = self.orders.remove(place);
            self.orders.push(known);
            return;
        }
        for sort in sort {
            self.keys(sort.key, workspace, asking);
        }
        let columns = rows::columns(&self.keys, sort);
        let turned = |known: &[Sort]| match (known, sort) {
            ([known], [sort]) => known.key == sort.key,
            _ => false,
        };
        let order = match (self.orders.iter().find(|(known, _)| turned(known)), columns.first()) {
            (Some((_, order)), Some((keys, _))) => rows::turned(order, keys),
            _ => rows::sorted(self.records.len(), &columns),
        };
        if self.orders.len() == ORDERS {
            self.orders.remove(0);
        }
        self.orders.push((sort.to_vec(), order));
    }

    /// Brings everything that was worked out up to date.
    fn work_in(&mut self, workspace: &Workspace, asking: &Asking) {
        let Pending { mut own, around, facts } = std::mem::take(&mut self.pending);
        if facts {
            self.facts = None;
            self.values.retain(|key, _| !value::is_of_facts(key));
            self.keys.retain(|key, _| !value::is_of_facts(key));
            self.orders.retain(|(sorts, _)| !sorts.iter().any(|sort| value::is_of_facts(sort.key)));
            self.latest = None;
        }
        if !around.is_empty() {
            self.latest = None;
            for record in &self.records {
                let stamps = [record.meta().created_by, record.meta().updated_by];
                let mut touched = stamps.iter().flatten().any(|by| around.contains(&by.uuid()));
                each_link(record, &mut |link| touched |= around.contains(&link.id));
                if touched {
                    own.insert(record.uuid());
                }
            }
        }
        if own.is_empty() {
            return;
        }
        self.latest = None;
        self.ids.clear();
        let moves = Moves::of(
            &mut self.records,
            own.into_iter().map(|id| {
                let record = workspace.find(RecordRef { collection: self.collection, id });
                (id, record.filter(|record| record.is_live()).cloned())
            }),
        );
        self.follow(&moves, workspace, asking);
    }

    /// Carries what was worked out over to the new rows.
    fn follow(&mut self, moves: &Moves, workspace: &Workspace, asking: &Asking) {
        let (records, collection) = (&self.records, self.collection);
        moves.carry_texts(&mut self.texts, |row| {
            records.get(row).map_or_else(String::new, |record| text_of(workspace, record, asking.wording))
        });
        let none = Facts::default();
        let facts = self.facts.as_ref().unwrap_or(&none);
        for (key, values) in &mut self.values {
            moves.carry(values, |row| records.get(row).map_or(Value::Null, |record| value::value(record, key, facts)));
        }
        for (key, keys) in &mut self.keys {
            moves.carry(keys, |row| match (records.get(row), subject(collection, key)) {
                (Some(record), Some(subject)) => value::key_of(workspace, collection, subject, record, facts),
                _ => Key::Nothing,
            });
        }
        for (sorts, order) in &mut self.orders {
            merge_order(order, moves, &rows::columns(&self.keys, sorts));
        }
    }
}

/// The same answer worked out from nothing, for tests: every record is asked
/// and all are sorted.
pub fn naive(
    workspace: &Workspace,
    collection: Collection,
    filter: &Filter,
    sort: &[Sort],
    asking: &Asking,
) -> Vec<Uuid> {
    let facts = Facts::of(workspace, asking);
    let ask = Ask::of(filter, workspace, collection, asking);
    let live = workspace.records(collection).filter(|record| record.is_live());
    let passes = |record: &&Record| ask.passes(record, workspace, &facts, asking);
    let key = |record: &Record, sort: &Sort| {
        let found = subject(collection, sort.key);
        found.map_or(Key::Nothing, |subject| value::key_of(workspace, collection, subject, record, &facts))
    };
    let mut found: Vec<(Vec<Key>, Uuid)> = live
        .filter(passes)
        .map(|record| (sort.iter().map(|sort| key(record, sort)).collect(), record.uuid()))
        .collect();
    found.order_by(|(a, first), (b, second)| {
        let by_keys = sort.iter().zip(a.iter().zip(b)).map(|(sort, (a, b))| a.order(b, sort.descending));
        by_keys.fold(std::cmp::Ordering::Equal, std::cmp::Ordering::then).then(second.cmp(first))
    });
    found.into_iter().map(|(_, id)| id).collect()
}
