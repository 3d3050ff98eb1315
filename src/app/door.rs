//! What stands before the app: nothing, or the question for a passphrase. Until
//! it is answered no record is read.

use std::cell::RefCell;
use std::rc::Rc;

use leptos::task::spawn_local;

use crate::packing::Armour;
use crate::platform::local_storage::LocalStorage as Storage;
use crate::platform::recorder::IndexedDb;
use crate::platform::{clock, device, dom, file, location, passphrase, tabs};
use crate::store::lock::{DataKey, Lock, LockRecord, Locked, RECORD, Sealer, Wrapping, is_sealed_here};
use crate::store::vault::recorder::{Outcome, RecorderFault};
use crate::store::vault::{KeyValue, StorageFault, raw_dump};

/// What is kept here, and what locks it. A copy shares the lock.
#[derive(Clone)]
pub struct Door {
    pub(super) storage: Locked<Storage>,
    pub(super) recorder: Locked<Result<IndexedDb, RecorderFault>>,
    pub(super) lock: Lock,
    raw: Storage,
    database: Result<IndexedDb, RecorderFault>,
    /// The record as both copies have it, as far as this page knows.
    record: Rc<RefCell<Option<String>>>,
}

/// Whether one may go in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Entrance {
    /// There is no lock, or it is opened.
    Open,
    /// A passphrase is asked for.
    Locked,
    /// Something is sealed, and what is known of its lock is lost, damaged or
    /// of a later version.
    Barred,
}

/// Why a lock was not turned. Everything is as before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LockTrouble {
    /// The passphrase is another.
    Wrong,
    /// The browser derives no keys for this page.
    Impossible,
    /// Another tab turned the lock meanwhile.
    Overtaken,
    /// The browser did not keep it.
    NotKept,
}

impl Door {
    /// Looks what is kept here, and whether it is locked. Where only one copy
    /// knows of a lock, the other is told.
    pub async fn approach() -> Self {
        let (raw, database) = (Storage::probe(), IndexedDb::open().await);
        let lock = Lock::default();
        let armour = if raw.counts_bytes() { Armour::Latin } else { Armour::Wide };
        let door = Self {
            storage: Locked::new(raw.clone(), &lock, armour),
            recorder: Locked::new(database.clone(), &lock, armour),
            lock,
            raw,
            database,
            record: Rc::default(),
        };
        let stored = door.raw.get(RECORD).ok().flatten();
        let recorded = match &door.database {
            Ok(database) => database.lock_record().await.ok().flatten(),
            Err(_) => None,
        };
        // The recorder's counts, unless it is damaged and the other is not.
        let known = [&recorded, &stored].into_iter().flatten();
        let whole = known.clone().find(|record| LockRecord::parse(record).is_some());
        let record = whole.or_else(|| known.clone().next()).cloned();
        if record.is_some() && (record != stored || record != recorded) {
            // Where it fails, the one that has it is enough.
            door.write(recorded.as_deref(), record.as_deref()).await.ok();
        }
        if let Some(LockRecord::Off(key)) = record.as_deref().and_then(LockRecord::parse) {
            door.lock.release(Sealer::new(&key, passphrase::nonce));
        }
        door.record.replace(record);
        door
    }

    /// Whether one may go in.
    pub fn entrance(&self) -> Entrance {
        match self.record.borrow().as_deref() {
            _ if self.lock.is_engaged() => Entrance::Open,
            Some(record) => match LockRecord::parse(record) {
                Some(LockRecord::On(_)) => Entrance::Locked,
                Some(LockRecord::Off(_)) => Entrance::Open,
                None => Entrance::Barred,
            },
            None if is_sealed_here(&self.raw) => Entrance::Barred,
            None => Entrance::Open,
        }
    }

    /// Opens the lock, if the passphrase is the right one, then goes on.
    pub fn try_passphrase(self, typed: String, then: impl FnOnce(Result<(), LockTrouble>) + 'static) {
        spawn_local(async move {
            then(self.data_key(&typed).await.map(|key| self.lock.engage(Sealer::new(&key, passphrase::nonce))));
        });
    }

    /// Offers all that is kept, sealed as it is, as a file. `Err` says what
    /// the browser said.
    pub fn save_raw_dump(&self) -> Result<(), String> {
        let text = raw_dump(&self.raw).map_err(|fault| format!("{fault:?}"))?;
        file::download(&format!("relata-locked-{}.json", clock::today()), "application/json", &text)
    }

    /// Removes everything but the preferences of this device, and begins anew.
    /// Says why, where that cannot be.
    pub fn start_over(self, otherwise: impl FnOnce(LockTrouble) + 'static) {
        spawn_local(async move {
            match self.erase().await {
                Ok(()) => {
                    tabs::tell(tabs::LOCK);
                    location::reload();
                }
                Err(why) => otherwise(why),
            }
        });
    }

    async fn erase(&self) -> Result<(), LockTrouble> {
        if let Ok(database) = &self.database {
            database.forget().await.map_err(|_| LockTrouble::NotKept)?;
        }
        let keys = self.raw.keys().map_err(|_| LockTrouble::NotKept)?;
        for key in keys.iter().filter(|key| !device::is_own(key)) {
            self.raw.remove(key).map_err(|_| LockTrouble::NotKept)?;
        }
        Ok(())
    }

    /// Whether the record was changed by another page, or removed.
    pub(super) fn is_stale(&self) -> bool {
        self.raw.get(RECORD).is_ok_and(|now| now != *self.record.borrow())
    }

    /// The record, if it can be read.
    pub(super) fn record(&self) -> Option<LockRecord> {
        self.record.borrow().as_deref().and_then(LockRecord::parse)
    }

    /// The data key, for the right passphrase.
    pub(super) async fn data_key(&self, passphrase: &str) -> Result<DataKey, LockTrouble> {
        let Some(LockRecord::On(wrapping)) = self.record() else { return Err(LockTrouble::Overtaken) };
        unwrapped(&wrapping, passphrase).await
    }

    /// Puts another record in the place of the one that this page knows.
    pub(super) async fn turn(&self, record: Option<&LockRecord>) -> Result<(), LockTrouble> {
        let (known, record) = (self.record.borrow().clone(), record.map(LockRecord::text));
        self.write(known.as_deref(), record.as_deref()).await?;
        self.record.replace(record);
        Ok(())
    }

    /// Writes both copies, if the recorder's is still the one expected.
    async fn write(&self, expected: Option<&str>, record: Option<&str>) -> Result<(), LockTrouble> {
        let beside = || match record {
            Some(record) => self.raw.set(RECORD, record),
            None => self.raw.remove(RECORD),
        };
        let written: Result<Outcome, RecorderFault> = match &self.database {
            Ok(database) => database.put_lock_record(expected, record, beside).await,
            Err(_) => Ok(beside().map_or_else(Outcome::Refused, |()| Outcome::Kept)),
        };
        match written {
            Ok(Outcome::Kept) => Ok(()),
            Ok(Outcome::Ahead(_)) => Err(LockTrouble::Overtaken),
            Ok(Outcome::Refused(StorageFault::Other(words))) | Err(RecorderFault::Other(words)) => {
                dom::log("the record of the lock was not kept", &words.into());
                Err(LockTrouble::NotKept)
            }
            Ok(Outcome::Refused(_)) | Err(_) => Err(LockTrouble::NotKept),
        }
    }
}

/// The data key, for the right passphrase.
pub(super) async fn unwrapped(wrapping: &Wrapping, passphrase: &str) -> Result<DataKey, LockTrouble> {
    let derived = passphrase::derive(passphrase, wrapping.salt, wrapping.rounds).await;
    wrapping.unwrap(&derived.ok_or(LockTrouble::Impossible)?).ok_or(LockTrouble::Wrong)
}
