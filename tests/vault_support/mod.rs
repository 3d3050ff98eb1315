//! A session on a vault, worked with by dice: what the tests of the vault drive.
#![allow(dead_code)]

use std::future::Future;
use std::pin::pin;
use std::task::{Context, Poll, Waker};

use relata::domain::change::Transaction;
use relata::domain::command::Command;
use relata::domain::record::Collection;
use relata::domain::workspace::Workspace;
use relata::store::session::{Receipt, Session};
use relata::store::vault::memory::Memory;
use relata::store::vault::{CommitError, Opened, Saved, Vault};
use serde_json::json;

use crate::session_support::{Dice, command, env, purge};

/// The value of a future that never waits.
pub fn ready<T>(future: impl Future<Output = T>) -> T {
    match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(value) => value,
        Poll::Pending => panic!("nothing here waits"),
    }
}

pub fn open(storage: &Memory) -> (Vault<Memory>, Opened) {
    ready(Vault::open(storage.clone()))
}

/// One tab.
pub struct Tab {
    pub vault: Vault<Memory>,
    pub session: Session,
}

/// What is there: the records and the history.
pub type State = (Workspace, Vec<Transaction>);

impl Tab {
    pub fn open(storage: &Memory) -> Self {
        let (vault, opened) = open(storage);
        Self { vault, session: Session::new(opened.workspace, opened.log) }
    }

    pub fn state(&self) -> State {
        (self.session.workspace().clone(), self.session.log().to_vec())
    }

    /// Keeps a receipt; what is refused is retracted.
    pub fn keep(&mut self, receipt: &Receipt) -> Result<Saved, CommitError> {
        let result = ready(self.vault.commit(receipt));
        if result.is_err() {
            self.session.retract(receipt);
        }
        result
    }

    /// Does something and keeps it.
    pub fn run(&mut self, n: u64, command: &Command) -> Result<Saved, CommitError> {
        let receipt = self.session.execute(command, &env(n)).unwrap();
        self.keep(&receipt)
    }

    /// Does something at random and keeps it.
    pub fn step(&mut self, dice: &mut Dice, n: u64) -> Result<(), CommitError> {
        let receipt = match dice.below(20) {
            0 | 1 => self.session.undo(&env(n)).unwrap_or(None),
            2 => self.session.redo(&env(n)).unwrap_or(None),
            3 => purge(dice, self.session.workspace()).and_then(|purge| self.session.execute(&purge, &env(n)).ok()),
            4 => return ready(self.vault.compact()),
            5 if dice.below(3) == 0 => self.session.execute(&big_import(dice), &env(n)).ok(),
            _ => {
                let command = command(dice, self.session.workspace());
                self.session.execute(&command, &env(n)).ok()
            }
        };
        match receipt {
            Some(receipt) => self.keep(&receipt).map(|_| ()),
            None => Ok(()),
        }
    }
}

/// An import beyond what fits into a journal entry.
pub fn big_import(dice: &mut Dice) -> Command {
    import(dice, 24, &"An imported description. ".repeat(120))
}

pub fn import(dice: &mut Dice, n: usize, description: &str) -> Command {
    let records = (0..n).map(|_| {
        let mut lead = Collection::Lead.blank();
        lead.set("last_name", json!(format!("Imported {}", dice.below(1_000)))).unwrap();
        lead.set("description", json!(description)).unwrap();
        lead.set_uuid(uuid::Uuid::from_u128(u128::from(dice.roll()) + 1_000));
        lead
    });
    Command::Import { name: "leads.csv".to_owned(), records: records.collect() }
}
