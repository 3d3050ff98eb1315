//! The vault's recorder in IndexedDB. Knows which store holds what; what the
//! texts say is the vault's.
//!
//! | store | key | value |
//! |---|---|---|
//! | `head` | `head` | the head, as JSON |
//! | `head` | `lock` | the record of a passphrase lock, where there is one |
//! | `log` | the revision | `{revision, at, text}`, with an index by `at` |
//! | `mirror` | the storage key | the text |

use std::cell::Cell;
use std::rc::Rc;

use js_sys::{Array, Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{IdbDatabase, IdbKeyRange, IdbObjectStore, IdbObjectStoreParameters};

use super::indexed_db::{Database, Layout, Transaction, answer};
use super::patience::in_time;
use super::turns::Telling;
use crate::store::vault::StorageFault;
use crate::store::vault::recorder::{Entry, Head, Outcome, Recorded, Recorder, RecorderFault, Trim, Write};

const HEAD: &str = "head";
const LOCK: &str = "lock";
const LOG: &str = "log";
const MIRROR: &str = "mirror";
const REVISION: &str = "revision";
const AT: &str = "at";
const TEXT: &str = "text";

/// Texts beyond this, in bytes, may take others some seconds to wait for.
const MUCH: usize = 256 * 1024;

const LAYOUT: Layout = Layout { name: "relata", version: 1, stores: &[HEAD, LOG, MIRROR], create: create_stores };

/// A recorder in the database of this page's origin. A copy is a handle to the
/// same one. Once a request was not answered [in time](in_time), none is made
/// any more: whoever asks then goes on without it.
///
/// What was asked for too long is aborted, so that nothing of it counts. Only
/// where the browser was already committing it may count later all the same:
/// the record then holds what the storage alone holds as well.
#[derive(Clone, Debug)]
pub struct IndexedDb {
    database: Database,
    has_hung: Rc<Cell<bool>>,
}

impl IndexedDb {
    /// Opens it, where the browser lets us.
    pub async fn open() -> Result<Self, RecorderFault> {
        Ok(Self { database: Database::open(LAYOUT).await?, has_hung: Rc::default() })
    }

    /// The record of a passphrase lock, where there is one.
    pub async fn lock_record(&self) -> Result<Option<String>, RecorderFault> {
        self.in_time(async { lock_record(&self.database.read().await?).await }).await
    }

    /// Puts another record in its place, if it is still the one expected;
    /// `None`: none. `beside` writes it into the storage too, as in
    /// [`Recorder::write`].
    pub async fn put_lock_record(
        &self,
        expected: Option<&str>,
        record: Option<&str>,
        beside: impl FnOnce() -> Result<(), StorageFault>,
    ) -> Result<Outcome, RecorderFault> {
        let transaction = self.in_time(self.database.write()).await?;
        let step = async {
            if lock_record(&transaction).await?.as_deref() != expected {
                return Ok(Outcome::Ahead(None));
            }
            if let Err(fault) = beside() {
                return Ok(Outcome::Refused(fault));
            }
            let store = transaction.store(HEAD)?;
            match record {
                Some(record) => store.put_with_key(&record.into(), &LOCK.into())?,
                None => store.delete(&LOCK.into())?,
            };
            Ok(Outcome::Kept)
        };
        let outcome = self.in_time(step).await?;
        self.in_time(transaction.commit()).await?;
        Ok(outcome)
    }

    /// Forgets everything, the record of a lock too.
    pub async fn forget(&self) -> Result<(), RecorderFault> {
        let transaction = self.in_time(self.database.write()).await?;
        for name in [HEAD, LOG, MIRROR] {
            transaction.store(name)?.clear()?;
        }
        self.in_time(transaction.commit()).await
    }

    async fn in_time<T>(&self, work: impl Future<Output = Result<T, RecorderFault>>) -> Result<T, RecorderFault> {
        if self.has_hung.get() {
            return Err(hung());
        }
        in_time(work).await.unwrap_or_else(|| {
            self.has_hung.set(true);
            Err(hung())
        })
    }
}

fn hung() -> RecorderFault {
    RecorderFault::Other("the database did not answer in time".to_owned())
}

impl Recorder for IndexedDb {
    async fn load(&self, after: Option<u64>) -> Result<Option<Recorded>, RecorderFault> {
        self.in_time(async { recorded(&self.database.read().await?, after).await }).await
    }

    async fn mirrored(&self, keys: &[String]) -> Result<Vec<Option<String>>, RecorderFault> {
        let reading = async {
            let mirror = self.database.read().await?.store(MIRROR)?;
            let asked: Result<Vec<_>, JsValue> = keys.iter().map(|key| Ok(answer(mirror.get(&key.into())?))).collect();
            let mut texts = Vec::with_capacity(keys.len());
            for text in asked? {
                texts.push(text.await?.as_string());
            }
            Ok(texts)
        };
        self.in_time(reading).await
    }

    async fn mirrored_keys(&self) -> Result<Vec<String>, RecorderFault> {
        let reading = async {
            let mirror = self.database.read().await?.store(MIRROR)?;
            let keys: Array = answer(mirror.get_all_keys()?).await?.unchecked_into();
            Ok(keys.iter().filter_map(|key| key.as_string()).collect())
        };
        self.in_time(reading).await
    }

    async fn write(
        &self,
        write: Write,
        beside: &mut dyn FnMut() -> Result<(), StorageFault>,
    ) -> Result<Outcome, RecorderFault> {
        let units: usize = write.puts.iter().map(|(_, text)| text.len()).sum();
        let _telling = (units > MUCH).then(Telling::begin);
        let transaction = self.in_time(self.database.write()).await?;
        match self.in_time(step(&transaction, write, beside)).await {
            Ok(Outcome::Kept) => self.in_time(transaction.commit()).await.map(|()| Outcome::Kept),
            other if self.has_hung.get() => {
                transaction.let_go();
                other
            }
            Ok(other) => {
                // Where even this is not answered, nothing more is asked of it.
                self.in_time(async { Ok(transaction.abort().await) }).await.ok();
                Ok(other)
            }
            // A request that fails because its transaction did only says "aborted".
            Err(fault) => Err(self.in_time(async { Ok(transaction.abort().await) }).await?.unwrap_or(fault)),
        }
    }
}

/// Compares, calls `beside`, and asks for everything else in the same turn: a
/// page that goes away leaves both or, but for a crash within it, neither.
async fn step(
    transaction: &Transaction,
    write: Write,
    beside: &mut dyn FnMut() -> Result<(), StorageFault>,
) -> Result<Outcome, RecorderFault> {
    if head(transaction).await? != write.expected {
        let after = write.expected.map(|expected| expected.revision);
        return Ok(Outcome::Ahead(recorded(transaction, after).await?));
    }
    let (log, mirror) = (transaction.store(LOG)?, transaction.store(MIRROR)?);
    let trimmed = trimmed(&log, &write).await?;
    if let Err(fault) = beside() {
        return Ok(Outcome::Refused(fault));
    }
    // Whether one of these fails, the end of the transaction tells.
    if write.begins {
        log.clear()?;
        mirror.clear()?;
    }
    for entry in &write.entries {
        log.put(&to_js(entry)?)?;
    }
    for keys in trimmed {
        log.delete(&keys)?;
    }
    for (key, text) in &write.puts {
        mirror.put_with_key(&text.into(), &key.into())?;
    }
    for key in &write.removes {
        mirror.delete(&key.into())?;
    }
    let head = serde_json::to_string(&write.head).map_err(|error| RecorderFault::Other(error.to_string()))?;
    transaction.store(HEAD)?.put_with_key(&head.into(), &HEAD.into())?;
    Ok(Outcome::Kept)
}

/// The keys, or ranges of keys, that are to go from the log.
async fn trimmed(log: &IdbObjectStore, write: &Write) -> Result<Vec<JsValue>, RecorderFault> {
    let Some(Trim { through, before }) = write.trim else { return Ok(Vec::new()) };
    let Some(before) = before else {
        return Ok(vec![IdbKeyRange::upper_bound(&number(through))?.into()]);
    };
    // By the index, as a clock may have been set back, and without reading the texts.
    let early = IdbKeyRange::upper_bound_with_open(&time(before), true)?;
    let early: Array = answer(log.index(AT)?.get_all_keys_with_key(&early)?).await?.unchecked_into();
    let early = early.iter().filter(|key| revision_of(key).is_some_and(|revision| revision <= through));
    let own = write.entries.iter().filter(|entry| entry.at < before && entry.revision <= through);
    Ok(early.chain(own.map(|entry| number(entry.revision))).collect())
}

/// The head, and the log after a revision.
async fn recorded(transaction: &Transaction, after: Option<u64>) -> Result<Option<Recorded>, RecorderFault> {
    let Some(head) = head(transaction).await? else { return Ok(None) };
    let after = IdbKeyRange::lower_bound_with_open(&number(after.unwrap_or(head.folded)), true)?;
    let entries: Array = answer(transaction.store(LOG)?.get_all_with_key(&after)?).await?.unchecked_into();
    let entries: Option<Vec<Entry>> = entries.iter().map(|entry| from_js(&entry)).collect();
    let entries = entries.ok_or_else(|| RecorderFault::Other("the log holds what is no entry".to_owned()))?;
    Ok(Some(Recorded { head, entries }))
}

async fn head(transaction: &Transaction) -> Result<Option<Head>, RecorderFault> {
    let value = answer(transaction.store(HEAD)?.get(&HEAD.into())?).await?;
    let Some(text) = value.as_string() else { return Ok(None) };
    serde_json::from_str(&text).map(Some).map_err(|error| RecorderFault::Other(format!("the head: {error}")))
}

async fn lock_record(transaction: &Transaction) -> Result<Option<String>, RecorderFault> {
    Ok(answer(transaction.store(HEAD)?.get(&LOCK.into())?).await?.as_string())
}

fn create_stores(database: &IdbDatabase) -> Result<(), JsValue> {
    database.create_object_store(HEAD)?;
    let by_revision = IdbObjectStoreParameters::new();
    by_revision.set_key_path(&REVISION.into());
    let log = database.create_object_store_with_optional_parameters(LOG, &by_revision)?;
    log.create_index_with_str(AT, AT)?;
    database.create_object_store(MIRROR)?;
    Ok(())
}

fn to_js(entry: &Entry) -> Result<JsValue, JsValue> {
    let object = Object::new();
    Reflect::set(&object, &REVISION.into(), &number(entry.revision))?;
    Reflect::set(&object, &AT.into(), &time(entry.at))?;
    Reflect::set(&object, &TEXT.into(), &JsValue::from_str(&entry.text))?;
    Ok(object.into())
}

fn from_js(value: &JsValue) -> Option<Entry> {
    let field = |name: &str| Reflect::get(value, &name.into()).ok();
    let at = field(AT)?.as_f64()?;
    // Whole milliseconds, as they were put.
    #[allow(clippy::cast_possible_truncation)]
    let at = at as i64;
    Some(Entry { revision: revision_of(&field(REVISION)?)?, at, text: field(TEXT)?.as_string()? })
}

/// Keys are numbers; those up to 2^53 are whole ones, and a commit every
/// millisecond reaches that after 285,000 years.
#[allow(clippy::cast_precision_loss)]
fn number(revision: u64) -> JsValue {
    JsValue::from_f64(revision as f64)
}

#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
fn revision_of(key: &JsValue) -> Option<u64> {
    key.as_f64().map(|key| key as u64)
}

/// Milliseconds of the years 1 to 9999 fit a float exactly.
#[allow(clippy::cast_precision_loss)]
fn time(at: i64) -> JsValue {
    JsValue::from_f64(at as f64)
}
