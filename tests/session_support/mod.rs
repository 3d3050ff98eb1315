//! Seeded random work for the tests of session and vault: commands that a
//! person might give, and the environment to give them in.
#![allow(dead_code)]

use chrono::{DateTime, Duration, NaiveDate, Utc};
use relata::domain::account::{Account, Lifecycle};
use relata::domain::command::{CloseReason, Command};
use relata::domain::env::Env;
use relata::domain::opportunity::Opportunity;
use relata::domain::pipeline::Stage;
use relata::domain::record::{Collection, Record, RecordRef};
use relata::domain::workspace::Workspace;
use relata::store::session::{Receipt, Session};
use serde_json::{Map, Value, json};

/// The seeds of a test: a few each time, `RELATA_SEEDS` times as many in a soak.
pub fn seeds(n: u64) -> std::ops::Range<u64> {
    let times = std::env::var("RELATA_SEEDS").ok().and_then(|times| times.parse().ok()).unwrap_or(1);
    0..n * times
}

/// `SplitMix64`.
pub struct Dice(u64);

impl Dice {
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    pub fn roll(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    pub fn below(&mut self, n: usize) -> usize {
        usize::try_from(self.roll() % n.max(1) as u64).unwrap()
    }

    pub fn pick<T: Clone>(&mut self, items: &[T]) -> Option<T> {
        (!items.is_empty()).then(|| items[self.below(items.len())].clone())
    }
}

/// The `n`th minute of a day on which much was done.
pub fn env(n: u64) -> Env {
    let start: DateTime<Utc> = "2026-11-21T09:00:00Z".parse().unwrap();
    let now = start + Duration::minutes(i64::try_from(n).unwrap());
    Env::new(now, NaiveDate::from_ymd_opt(2026, 11, 21).unwrap(), None, n.wrapping_mul(7919))
}

pub fn fields(value: Value) -> Map<String, Value> {
    value.as_object().unwrap().clone()
}

pub fn create(collection: Collection, value: Value) -> Command {
    Command::Create { collection, fields: fields(value) }
}

pub fn new_lead(name: &str) -> Command {
    create(Collection::Lead, json!({ "last_name": name }))
}

pub fn edit(record: RecordRef, value: Value) -> Command {
    Command::Edit { record, fields: fields(value) }
}

pub fn of(workspace: &Workspace, collection: Collection) -> Vec<RecordRef> {
    workspace.records(collection).map(Record::reference).collect()
}

pub fn only(session: &Session, collection: Collection) -> RecordRef {
    of(session.workspace(), collection)[0]
}

/// Something that a person might do; it may well be rejected.
pub fn command(dice: &mut Dice, workspace: &Workspace) -> Command {
    let name = format!("Näme {}", dice.below(1_000));
    let some = |dice: &mut Dice, collection| dice.pick(&of(workspace, collection));
    let main = Collection::MAIN[dice.below(5)];
    match (dice.below(12), some(dice, main)) {
        (0..=3, _) | (_, None) => match dice.below(5) {
            0 => create(Collection::Account, json!({ "name": name })),
            1 => create(Collection::Contact, json!({ "last_name": name })),
            2 => new_lead(&name),
            3 => create(
                Collection::Opportunity,
                json!({
                    "name": name, "account": some(dice, Collection::Account).map(|account| account.id),
                }),
            ),
            _ => create(Collection::Activity, json!({ "subject": name, "kind": "task" })),
        },
        (4..=6, Some(record)) => edit(record, json!({ "description": name })),
        (7, Some(record)) => Command::Trash { records: vec![record] },
        (8, _) => match dice.pick(&workspace.trash()) {
            Some(record) => Command::Restore { records: vec![record.reference()] },
            None => new_lead(&name),
        },
        (9, _) => match (some(dice, Collection::Opportunity), some(dice, Collection::Stage)) {
            (Some(deal), Some(stage)) => Command::MoveOpportunity {
                opportunity: deal.id_of::<Opportunity>().unwrap(),
                stage: stage.id_of::<Stage>().unwrap(),
                close: Some(CloseReason { reason: None, note: name.clone() }),
                correction: Some(name),
            },
            _ => new_lead(&name),
        },
        (10, _) => match some(dice, Collection::Account) {
            Some(account) => Command::SetLifecycle {
                account: account.id_of::<Account>().unwrap(),
                lifecycle: if dice.below(2) == 0 { Lifecycle::Customer } else { Lifecycle::Prospect },
                reason: name,
            },
            None => new_lead(&name),
        },
        _ => import(dice),
    }
}

fn import(dice: &mut Dice) -> Command {
    let records = (0..dice.below(4)).map(|_| {
        let mut lead = Collection::Lead.blank();
        lead.set("last_name", json!("Imported")).unwrap();
        lead.set_uuid(uuid::Uuid::from_u128(u128::from(dice.roll() % 16) + 1));
        lead
    });
    Command::Import { name: "leads.csv".to_owned(), records: records.collect() }
}

pub fn purge(dice: &mut Dice, workspace: &Workspace) -> Option<Command> {
    let record = dice.pick(&workspace.trash())?.reference();
    Some(Command::Purge { records: vec![record] })
}

/// A session in which `n` things were done, and the receipts of those that changed anything.
pub fn worked(seed: u64, n: u64) -> (Session, Vec<Receipt>) {
    let (mut dice, mut session, mut receipts) =
        (Dice::new(seed), Session::new(Workspace::starter(), Vec::new()), Vec::new());
    for step in 0..n {
        let command = command(&mut dice, session.workspace());
        if let Ok(receipt) = session.execute(&command, &env(step))
            && !receipt.transaction.patches.is_empty()
        {
            receipts.push(receipt);
        }
    }
    (session, receipts)
}
