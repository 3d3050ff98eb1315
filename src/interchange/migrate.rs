//! Bringing records of older files up to date, one version at a time.
//!
//! A migration works on the JSON of one record, so that a file of any size is
//! read one record at a time and the stored form can use the same steps. Each
//! says which version it leads to; together they lead from version 1 to
//! [`VERSION`] without a gap, which a test makes sure of.

use serde_json::{Map, Value};

/// The version of the record schema that this program writes.
pub const VERSION: u32 = 1;

/// One step from a version to the next.
#[derive(Clone, Copy)]
pub struct Migration {
    /// The version it leads to.
    pub to: u32,
    /// Changes a record of the collection with that plural.
    pub change: fn(&str, &mut Map<String, Value>),
}

/// Every step there is, in order.
pub const MIGRATIONS: &[Migration] = &[];

/// Brings a record up to [`VERSION`] from the version its file was written in.
pub fn bring_up(collection: &str, record: &mut Map<String, Value>, from: u32) {
    run(MIGRATIONS, collection, record, from);
}

fn run(migrations: &[Migration], collection: &str, record: &mut Map<String, Value>, from: u32) {
    for migration in migrations.iter().filter(|migration| migration.to > from) {
        (migration.change)(collection, record);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// True when the steps lead from 1 to `version`, each once, in order.
    fn leads_to(migrations: &[Migration], version: u32) -> bool {
        migrations.iter().map(|migration| migration.to).eq(2..=version)
    }

    fn rename(_: &str, record: &mut Map<String, Value>) {
        if let Some(value) = record.remove("title") {
            record.insert("name".to_owned(), value);
        }
    }

    fn shout(collection: &str, record: &mut Map<String, Value>) {
        if let (true, Some(Value::String(name))) = (collection == "accounts", record.get_mut("name")) {
            *name = name.to_uppercase();
        }
    }

    const TWO_STEPS: [Migration; 2] = [Migration { to: 2, change: rename }, Migration { to: 3, change: shout }];

    #[test]
    fn the_steps_lead_to_the_present_version_without_a_gap() {
        assert!(leads_to(MIGRATIONS, VERSION));
    }

    #[test]
    fn a_gap_a_repetition_and_a_wrong_end_are_noticed() {
        let [two, three] = TWO_STEPS;
        assert!(leads_to(&[two, three], 3));
        for wrong in [&[three][..], &[two, two, three], &[three, two], &[two]] {
            assert!(!leads_to(wrong, 3));
        }
    }

    #[test]
    fn only_the_steps_after_the_file_s_version_run() {
        let record = |key: &str, name: &str| Map::from_iter([(key.to_owned(), Value::from(name))]);
        let mut old = record("title", "Acme");
        run(&TWO_STEPS, "accounts", &mut old, 1);
        assert_eq!(old, record("name", "ACME"));
        let mut newer = record("title", "Acme");
        run(&TWO_STEPS, "accounts", &mut newer, 3);
        assert_eq!(newer, record("title", "Acme"));
    }
}
