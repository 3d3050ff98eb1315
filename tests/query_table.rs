//! The table that answers lists is kept up change by change; whatever is done
//! in whatever order, it answers what a plain recomputation would.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, missing_docs)]

mod query_support;
mod session_support;

use std::collections::BTreeMap;
use std::time::Instant;

use query_support::{ASKING, WORDS, asking, random_filter, random_sort};
use relata::domain::command::Command;
use relata::domain::id::Id;
use relata::domain::money::Totals;
use relata::domain::profile::Profile;
use relata::domain::query::table::{can_group, money_subjects, naive};
use relata::domain::query::{Asking, Filter, Sort, Table, parse, subjects};
use relata::domain::record::{Collection, RecordRef};
use relata::domain::sample::large::reference;
use relata::domain::search::{search, search_among};
use relata::domain::workspace::Workspace;
use relata::store::session::Session;
use serde_json::json;
use session_support::{Dice, edit, env, seeds};
use uuid::Uuid;

struct Lists {
    session: Session,
    tables: BTreeMap<Collection, Table>,
}

impl Lists {
    fn new(session: Session) -> Self {
        let table = |collection: Collection| (collection, Table::new(session.workspace(), collection));
        let tables = Collection::MAIN.into_iter().map(table).collect();
        Self { session, tables }
    }

    fn run(&mut self, command: &Command, n: u64) {
        let Ok(receipt) = self.session.execute(command, &env(n)) else { return };
        self.tables.values_mut().for_each(|table| table.note(&receipt.changes));
        if n % 11 == 3 {
            let back = self.session.retract(&receipt);
            self.tables.values_mut().for_each(|table| table.note(&back));
        }
    }

    /// Asks one question of one table, and from nothing.
    fn check(&mut self, collection: Collection, filter: &Filter, sort: &[Sort], asking: &Asking, told: &str) {
        let workspace = self.session.workspace();
        let table = self.tables.get_mut(&collection).unwrap();
        let plain = naive(workspace, collection, filter, sort, asking);
        assert_eq!(table.number(workspace, filter, asking), plain.len(), "{told}: {filter} counted");
        let kept = table.rows(workspace, filter, sort, asking);
        assert_eq!(*kept, *plain, "{told}: {collection:?} {filter} by {}", Sort::write(sort));
    }
}

#[test]
fn the_table_answers_as_a_plain_recomputation_whatever_is_done() {
    for seed in seeds(12) {
        let mut dice = Dice::new(seed);
        let mut lists = Lists::new(Session::new(Workspace::starter(), Vec::new()));
        // Some questions come again and again, as they do while one list is open.
        let asked: Vec<(Collection, Filter, Vec<Sort>)> = (0..10)
            .map(|_| {
                let collection = dice.pick(&Collection::MAIN).unwrap();
                (collection, random_filter(&mut dice, collection, 2), random_sort(&mut dice, collection))
            })
            .collect();
        for step in 0..70 {
            let command = match dice.below(9) {
                0 => session_support::purge(&mut dice, lists.session.workspace()),
                1 => renamed(&mut dice, lists.session.workspace()),
                _ => Some(session_support::command(&mut dice, lists.session.workspace())),
            };
            if let Some(command) = command {
                lists.run(&command, step);
            }
            let actor = lists.session.workspace().all::<Profile>().next().map(|profile| Id::new(profile.id.uuid()));
            let asking = asking(actor.filter(|_| step % 5 == 0));
            let told = format!("seed {seed} step {step}");
            if step % 3 == 0 {
                let collection = dice.pick(&Collection::MAIN).unwrap();
                let (filter, sort) = (random_filter(&mut dice, collection, 2), random_sort(&mut dice, collection));
                lists.check(collection, &filter, &sort, &asking, &told);
            }
            let (collection, filter, sort) = dice.pick(&asked).unwrap();
            lists.check(collection, &filter, &sort, &asking, &told);
        }
    }
}

/// Another name for a record that others are linked to.
fn renamed(dice: &mut Dice, workspace: &Workspace) -> Option<Command> {
    let linked = [Collection::Account, Collection::Profile, Collection::Stage, Collection::Tag, Collection::LeadStatus];
    let linked = dice.pick(&linked)?;
    let record = dice.pick(&session_support::of(workspace, linked))?;
    Some(edit(record, json!({ "name": format!("Other {}", dice.below(50)) })))
}

#[test]
fn typing_on_narrows_and_taking_back_widens_again() {
    let mut lists = Lists::new(large(2_000));
    for typed in ["a", "an", "ana", "an", "an e", "an ex", "", "-an", "-a", "an or ex", "an", "ann has:emails", "ann"] {
        let (filter, _) = parse(typed, Collection::Contact, WORDS);
        lists.check(Collection::Contact, &filter, &Sort::parse(Collection::Contact, "title"), &ASKING, typed);
    }
}

#[test]
fn the_name_of_an_account_is_found_in_its_contacts_after_it_was_changed() {
    let mut lists = Lists::new(large(500));
    let workspace = lists.session.workspace();
    let linked =
        workspace.all::<relata::domain::contact::Contact>().find_map(relata::domain::contact::Contact::primary_account);
    let account = RecordRef::of(linked.unwrap());
    let (filter, _) = parse("zyzzyva", Collection::Contact, WORDS);
    lists.check(Collection::Contact, &filter, &[], &ASKING, "before");
    lists.run(&edit(account, json!({ "name": "Zyzzyva" })), 4);
    lists.check(Collection::Contact, &filter, &[], &ASKING, "after");
    let table = lists.tables.get_mut(&Collection::Contact).unwrap();
    assert!(table.number(lists.session.workspace(), &filter, &ASKING) > 0);
}

#[test]
fn what_is_searched_for_is_found_with_the_tables_as_without_them() {
    let session = large(3_000);
    let workspace = session.workspace();
    let asking = ASKING;
    let mut tables: BTreeMap<Collection, Table> =
        Collection::MAIN.map(|collection| (collection, Table::new(workspace, collection))).into();
    let mut asked_tables = 0;
    for warm in [false, true] {
        for table in tables.values_mut().filter(|_| warm) {
            while !table.warm(workspace, &asking) {}
        }
        let queries =
            ["a", "s", "an", "anna", "labs ge", "gmbh", "@example", "1 4", "2026", "+49 30", "555", "zzzz", "müller"];
        for query in queries {
            let found = search_among(workspace, &Collection::MAIN, query, 50, |collection, sought| {
                let known = tables.get_mut(&collection).unwrap().sought(workspace, sought, &asking);
                asked_tables += usize::from(known.is_some());
                known
            });
            assert_eq!(found, search(workspace, query, 50), "{query}");
        }
    }
    assert!(asked_tables > 10, "the tables were asked {asked_tables} times");
}

#[test]
fn every_record_that_passes_is_in_one_group_and_the_sums_are_those_of_its_records() {
    let session = large(1_500);
    let workspace = session.workspace();
    for collection in Collection::MAIN {
        let mut table = Table::new(workspace, collection);
        let (filter, _) = parse("a", collection, WORDS);
        let sort = Sort::parse(collection, "-title");
        let rows = table.rows(workspace, &filter, &sort, &ASKING);
        for by in subjects(collection).filter(|subject| can_group(*subject)) {
            let sums = money_subjects(collection, ["amount", "annual_revenue"].into_iter());
            let groups = table.groups(workspace, (&filter, &sort), by, &sums, &ASKING);
            let mut found: Vec<Uuid> = groups.iter().flat_map(|group| group.rows.clone()).collect();
            found.sort_by_key(|id| rows.iter().position(|row| row == id));
            assert_eq!(found, *rows, "{collection:?} by {}", by.key);
            for group in &groups {
                for (sum, subject) in group.sums.iter().zip(&sums) {
                    let mut total = Totals::default();
                    for id in &group.rows {
                        let value =
                            workspace.find(RecordRef { collection, id: *id }).unwrap().get(subject.key).unwrap();
                        if let Ok(money) = serde_json::from_value(value) {
                            total.add(money);
                        }
                    }
                    assert_eq!(*sum, total, "{collection:?} by {}", by.key);
                }
            }
        }
    }
}

fn large(records: usize) -> Session {
    let mut session = Session::new(Workspace::starter(), Vec::new());
    let records = reference(session.workspace(), &env(0), records, 1).collect();
    session.execute(&Command::LoadLargeDemo { records }, &env(0)).unwrap();
    session
}

/// `cargo test --release --no-default-features --test query_table -- --ignored --nocapture`
#[test]
#[ignore = "measures"]
fn figures() {
    let session = large(100_000);
    let workspace = session.workspace();
    let timed = |what: &str, work: &mut dyn FnMut() -> usize| {
        let begun = Instant::now();
        let found = work();
        println!("{what}: {:.2} ms, {found}", begun.elapsed().as_secs_f64() * 1_000.0);
    };
    let mut table = Table::new(workspace, Collection::Contact);
    timed("open", &mut || table.rows(workspace, &Filter::default(), &[], &ASKING).len());
    timed("texts", &mut || {
        table.warm(workspace, &ASKING);
        0
    });
    for typed in ["a", "an", "ana", "schae", "has:emails", "title:ana", "owner:ada", "created:today", "-a"] {
        let (filter, _) = parse(typed, Collection::Contact, WORDS);
        timed(typed, &mut || table.rows(workspace, &filter, &[], &ASKING).len());
        timed("  again", &mut || table.rows(workspace, &filter, &[], &ASKING).len());
    }
    for (collection, keys) in [
        (Collection::Contact, ["title", "accounts", "created_at", "emails", "owner", "job_title"].as_slice()),
        (Collection::Activity, &["title", "kind", "links", "due", "priority", "next_activity"]),
        (Collection::Opportunity, &["title", "account", "stage", "amount", "expected_close", "tags"]),
    ] {
        let mut table = Table::new(workspace, collection);
        for key in keys {
            for (what, key) in [("first", (*key).to_owned()), ("again", format!("-{key}")), ("back", (*key).to_owned())]
            {
                let sort = Sort::parse(collection, &key);
                let told = format!("{} by {key}, {what}", collection.plural());
                timed(&told, &mut || table.rows(workspace, &Filter::default(), &sort, &ASKING).len());
            }
        }
    }
    let mut session = session;
    let contact = RecordRef {
        collection: Collection::Contact,
        id: table.rows(session.workspace(), &Filter::default(), &[], &ASKING)[7],
    };
    for n in 0..3 {
        let receipt = session.execute(&edit(contact, json!({ "last_name": format!("Aaa {n}") })), &env(n)).unwrap();
        let sort = Sort::parse(Collection::Contact, "title");
        timed("after a change", &mut || {
            table.note(&receipt.changes);
            table.rows(session.workspace(), &Filter::default(), &sort, &ASKING).len()
        });
    }
}
