//! A session on a vault, worked with by dice: what the tests of the vault drive.
#![allow(dead_code)]

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::future::Future;
use std::pin::pin;
use std::rc::Rc;
use std::sync::atomic::{AtomicU16, Ordering};
use std::task::{Context, Poll, Waker};

use relata::domain::change::Transaction;
use relata::domain::command::Command;
use relata::domain::record::Collection;
use relata::domain::workspace::Workspace;
use relata::packing;
use relata::store::session::{Receipt, Session};
use relata::store::vault::memory::Memory;
use relata::store::vault::memory_recorder::MemoryRecorder;
use relata::store::vault::recorder::Recorder;
use relata::store::vault::{CommitError, KeyValue, Opened, Saved, StorageFault, Vault};
use serde_json::json;

use crate::session_support::{Dice, command, env, purge};

/// The value of a future that waits for nobody but itself.
pub fn ready<T>(future: impl Future<Output = T>) -> T {
    let mut future = pin!(future);
    for _ in 0..100_000 {
        if let Poll::Ready(value) = future.as_mut().poll(&mut Context::from_waker(Waker::noop())) {
            return value;
        }
    }
    panic!("nothing here waits for others")
}

/// Opens without a recorder.
pub fn open(storage: &Memory) -> (TestVault, Opened) {
    open_both(storage, &MemoryRecorder::missing())
}

/// Opens with a recorder.
pub fn open_both(storage: &Memory, recorder: &MemoryRecorder) -> (TestVault, Opened) {
    ready(Vault::open(storage.clone(), recorder.clone(), (), next_mark()))
}

thread_local! {
    static PLAYED: Cell<Option<u16>> = const { Cell::new(None) };
}

/// A storage and a recorder with nothing in them.
pub fn both() -> (Memory, MemoryRecorder) {
    (Memory::default(), MemoryRecorder::default())
}

/// A number that no other tab of this process has, or of what is played from a seed.
fn next_mark() -> u16 {
    static MARK: AtomicU16 = AtomicU16::new(0);
    match PLAYED.get() {
        Some(mark) => {
            PLAYED.set(Some(mark.wrapping_add(1)));
            mark
        }
        None => MARK.fetch_add(1, Ordering::Relaxed),
    }
}

/// Counts the marks of this thread's tabs from here, so that a seed plays the
/// same each time; gives where it was.
pub fn marks_from(mark: Option<u16>) -> Option<u16> {
    PLAYED.replace(mark)
}

/// A vault in memory.
pub type TestVault<K = Memory, R = MemoryRecorder> = Vault<K, R>;

/// One tab.
pub struct Tab<K = Memory, R = MemoryRecorder> {
    pub vault: TestVault<K, R>,
    pub session: Session,
}

/// The storage as one tab sees it: its own writes at once, those of others
/// when [`Lagging::look`] is called, as in browsers.
#[derive(Clone)]
pub struct Lagging {
    shared: Memory,
    seen: Rc<RefCell<BTreeMap<String, String>>>,
}

impl Lagging {
    pub fn new(shared: &Memory) -> Self {
        Self { shared: shared.clone(), seen: Rc::new(RefCell::new(shared.entries())) }
    }

    /// Sees by now what others wrote.
    pub fn look(&self) {
        *self.seen.borrow_mut() = self.shared.entries();
    }
}

impl KeyValue for Lagging {
    fn get(&self, key: &str) -> Result<Option<String>, StorageFault> {
        Ok(self.seen.borrow().get(key).cloned())
    }

    fn set(&self, key: &str, value: &str) -> Result<(), StorageFault> {
        self.shared.set(key, value)?;
        self.seen.borrow_mut().insert(key.to_owned(), value.to_owned());
        Ok(())
    }

    fn remove(&self, key: &str) -> Result<(), StorageFault> {
        self.shared.remove(key)?;
        self.seen.borrow_mut().remove(key);
        Ok(())
    }

    fn keys(&self) -> Result<Vec<String>, StorageFault> {
        Ok(self.seen.borrow().keys().filter(|key| key.starts_with("relata/")).cloned().collect())
    }
}

/// What is there: the records and the history.
pub type State = (Workspace, Vec<Transaction>);

impl Tab {
    /// A tab without a recorder.
    pub fn open(storage: &Memory) -> Self {
        Self::of(open(storage))
    }

    /// A tab with one.
    pub fn open_both(storage: &Memory, recorder: &MemoryRecorder) -> Self {
        Self::of(open_both(storage, recorder))
    }
}

impl<K: KeyValue, R: Recorder + Clone> Tab<K, R> {
    /// A tab of its own view of a storage.
    pub fn open_on(storage: K, recorder: &R) -> Self {
        Self::of(ready(Vault::open(storage, recorder.clone(), (), next_mark())))
    }

    fn of((vault, opened): (TestVault<K, R>, Opened)) -> Self {
        Self { vault, session: Session::new(opened.workspace, opened.log) }
    }

    /// Takes in what other tabs did.
    pub fn catch_up(&mut self) {
        for missed in ready(self.vault.catch_up()).unwrap() {
            self.session.absorb(missed).unwrap();
        }
    }

    /// Does something, again and again until no other tab is in between.
    pub async fn insist(&mut self, n: u64, command: &Command) -> Result<Saved, CommitError> {
        loop {
            let receipt = self.session.execute(command, &env(n)).unwrap();
            match self.vault.commit(&receipt).await {
                Err(CommitError::Behind { missing }) if !missing.is_empty() => {
                    self.session.retract(&receipt);
                    for transaction in missing {
                        self.session.absorb(transaction).unwrap();
                    }
                }
                result => return result,
            }
        }
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

/// Text that no packing makes shorter.
pub fn noise(dice: &mut Dice, length: usize) -> String {
    (0..length).map(|_| char::from(b'!' + u8::try_from(dice.below(90)).unwrap())).collect()
}

/// Everything in a storage, with what is packed unpacked.
pub fn readable(storage: &Memory) -> Vec<String> {
    storage.entries().into_values().map(|text| unpacked(&text)).collect()
}

/// The text of an entry, with what is packed unpacked.
pub fn unpacked(text: &str) -> String {
    let rows = || {
        let (first, rows) = text.split_once("\nw")?;
        let block = packing::unpack(&packing::Armour::Wide.to_bytes(rows)?).ok()?;
        let rows: String = (0..block.len()).map(|n| serde_json::to_string(&block.row(n)).unwrap()).collect();
        Some(format!("{first}{rows}"))
    };
    rows().unwrap_or_else(|| text.to_owned())
}
