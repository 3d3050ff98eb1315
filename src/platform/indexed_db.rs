//! IndexedDB with futures. Knows how browsers open, refuse and close it;
//! nothing of what is in it.
//!
//! A transaction stays open only as long as each of its answers is followed by
//! another request in the same turn. Futures are woken within that turn, so a
//! future that awaits nothing but [`answer`]s of its own transaction keeps it.

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::{Array, Function, Object, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use wasm_bindgen_futures::JsFuture;
use web_sys::{DomException, Event, IdbDatabase, IdbObjectStore, IdbOpenDbRequest, IdbRequest, IdbTransaction};

use super::patience::in_time;
use crate::store::vault::recorder::RecorderFault;

/// What a database is made of.
#[derive(Clone, Copy, Debug)]
pub struct Layout {
    /// Its name within the origin.
    pub name: &'static str,
    /// Goes up with every change of its stores.
    pub version: u32,
    /// Its stores.
    pub stores: &'static [&'static str],
    /// Makes the stores in a database that has none.
    pub create: fn(&IdbDatabase) -> Result<(), JsValue>,
}

/// A database, opened anew whenever it was closed on us.
#[derive(Clone, Debug)]
pub struct Database {
    layout: Layout,
    /// `None` after a page of a later version, the browser or the person
    /// (clearing site data) made it close.
    connection: Rc<RefCell<Option<IdbDatabase>>>,
}

impl Database {
    /// Opens it, and makes it where it is not there.
    pub async fn open(layout: Layout) -> Result<Self, RecorderFault> {
        let database = Self { layout, connection: Rc::default() };
        database.connect().await?;
        Ok(database)
    }

    /// Begins a transaction over all stores that only reads.
    pub async fn read(&self) -> Result<Transaction, RecorderFault> {
        self.begin("readonly").await
    }

    /// Begins a transaction over all stores that writes. Those of all pages
    /// come one after the other.
    pub async fn write(&self) -> Result<Transaction, RecorderFault> {
        self.begin("readwrite").await
    }

    async fn begin(&self, mode: &str) -> Result<Transaction, RecorderFault> {
        let open = self.connection.borrow().clone();
        if let Some(open) = open
            && let Ok(transaction) = Transaction::begin(&open, self.layout.stores, mode)
        {
            return Ok(transaction);
        }
        let anew = self.connect().await?;
        Ok(Transaction::begin(&anew, self.layout.stores, mode)?)
    }

    async fn connect(&self) -> Result<IdbDatabase, RecorderFault> {
        let factory = web_sys::window().and_then(|window| window.indexed_db().ok()).flatten();
        let factory = factory.ok_or(RecorderFault::Missing)?;
        let request = factory.open_with_u32(self.layout.name, self.layout.version).map_err(refusal)?;
        self.create_stores_if_asked(&request);
        let database: IdbDatabase = opened(&request).await?.unchecked_into();
        self.let_go_when_told(&database);
        if let Some(earlier) = self.connection.replace(Some(database.clone())) {
            // It ends when its transactions have.
            earlier.close();
        }
        Ok(database)
    }

    /// The only version so far: a database that is to be upgraded is empty.
    fn create_stores_if_asked(&self, request: &IdbOpenDbRequest) {
        let (asked, create) = (request.clone(), self.layout.create);
        let upgrade = Closure::once_into_js(move || {
            let made = asked.result().and_then(|database| create(database.unchecked_ref()));
            // A database with half of its stores would be of no use to anybody.
            if made.is_err()
                && let Some(transaction) = asked.transaction()
            {
                transaction.abort().ok();
            }
        });
        request.set_onupgradeneeded(Some(upgrade.unchecked_ref()));
    }

    /// Who keeps a connection open when another page wants to change or delete
    /// the database makes that page wait for ever.
    fn let_go_when_told(&self, database: &IdbDatabase) {
        let (connection, told) = (Rc::clone(&self.connection), database.clone());
        let let_go = Closure::<dyn Fn()>::new(move || {
            told.close();
            connection.borrow_mut().take_if(|current| *current == told);
        });
        let let_go = let_go.into_js_value();
        database.set_onversionchange(Some(let_go.unchecked_ref()));
        database.set_onclose(Some(let_go.unchecked_ref()));
    }
}

/// The connection, [in time](in_time): browsers with a damaged profile, or with
/// a page that does not let go of an older database, let one wait for ever.
async fn opened(request: &IdbOpenDbRequest) -> Result<JsValue, RecorderFault> {
    let first = Promise::new(&mut |resolve, _| {
        request.set_onsuccess(Some(&resolve));
        request.set_onerror(Some(&resolve));
    });
    if in_time(JsFuture::from(first)).await.is_none() {
        close_when_late(request);
        return Err(RecorderFault::Other("the database did not open in time".to_owned()));
    }
    match request.error()? {
        None => Ok(request.result()?),
        Some(error) => Err(refusal(error.into())),
    }
}

fn close_when_late(request: &IdbOpenDbRequest) {
    let late = request.clone();
    let close = Closure::once_into_js(move || {
        if let Ok(database) = late.result() {
            database.unchecked_into::<IdbDatabase>().close();
        }
    });
    request.set_onsuccess(Some(close.unchecked_ref()));
}

/// A transaction over all stores. Dropped, it commits what it was given.
pub struct Transaction {
    transaction: IdbTransaction,
    ended: JsFuture,
}

impl Transaction {
    /// By hand, as web-sys has `durability` only behind a flag for the whole
    /// build. `strict`: Chromium and Firefox then sync to the device before
    /// they say that it is complete.
    fn begin(database: &IdbDatabase, stores: &[&str], mode: &str) -> Result<Self, JsValue> {
        let stores: Array = stores.iter().map(|name| JsValue::from_str(name)).collect();
        let options = Object::new();
        Reflect::set(&options, &"durability".into(), &"strict".into())?;
        let begin: Function = Reflect::get(database, &"transaction".into())?.dyn_into()?;
        let transaction: IdbTransaction = begin.call3(database, &stores, &mode.into(), &options)?.unchecked_into();
        let ended = Promise::new(&mut |resolve, _| {
            transaction.set_oncomplete(Some(&resolve));
            transaction.set_onabort(Some(&resolve));
        });
        Ok(Self { ended: ended.into(), transaction })
    }

    /// One of the stores.
    pub fn store(&self, name: &str) -> Result<IdbObjectStore, JsValue> {
        self.transaction.object_store(name)
    }

    /// Waits until all that was asked for is on disk; after `Err` nothing of it is.
    pub async fn commit(self) -> Result<(), RecorderFault> {
        // Said in the turn of the last request, it holds even if the page goes
        // away next. Where it cannot be said, the browser commits by itself
        // when nothing more is asked for. (web-sys has it from an old draft,
        // as deprecated; it is not.)
        #[allow(deprecated)]
        self.transaction.commit().ok();
        let event: Event = self.ended.await?.unchecked_into();
        if event.type_() == "complete" {
            return Ok(());
        }
        let cause = self.transaction.error();
        Err(cause.map_or_else(|| RecorderFault::Other("the transaction was aborted".to_owned()), Into::into))
    }

    /// Takes everything back. Says why it ended, if not for this.
    pub async fn abort(self) -> Option<RecorderFault> {
        let cause = self.let_go();
        self.ended.await.ok();
        cause
    }

    /// The same without waiting for it: of what is not being committed yet,
    /// nothing will be.
    pub fn let_go(&self) -> Option<RecorderFault> {
        // One that failed has been aborted already.
        self.transaction.abort().ok();
        self.transaction.error().map(Into::into)
    }
}

/// What a request comes to. Its handlers are in place when this returns, so
/// several can be asked before the first is awaited.
pub fn answer(request: IdbRequest) -> impl Future<Output = Result<JsValue, JsValue>> {
    // Resolved even where it fails: a promise that is rejected while nobody
    // waits for it would be reported as a defect of the page.
    let answered = JsFuture::from(Promise::new(&mut |resolve, _| {
        request.set_onsuccess(Some(&resolve));
        request.set_onerror(Some(&resolve));
    }));
    async move {
        answered.await?;
        match request.error()? {
            None => request.result(),
            Some(error) => Err(error.into()),
        }
    }
}

/// Why the database was not opened. Browsers that refuse it in private windows
/// or to this page, and a database that a later version of Relata has made,
/// come to the same: there is none for us.
fn refusal(error: JsValue) -> RecorderFault {
    match name_of(&error).as_deref() {
        Some("InvalidStateError" | "NotAllowedError" | "SecurityError" | "VersionError") => {
            super::dom::log("this page gets no database", &error);
            RecorderFault::Missing
        }
        _ => error.into(),
    }
}

impl From<JsValue> for RecorderFault {
    fn from(error: JsValue) -> Self {
        let name = name_of(&error).unwrap_or_else(|| "Error".to_owned());
        if name == "QuotaExceededError" {
            return Self::Full;
        }
        let message = Reflect::get(&error, &"message".into()).ok().and_then(|text| text.as_string());
        Self::Other(format!("{name}: {}", message.unwrap_or_default()))
    }
}

impl From<DomException> for RecorderFault {
    fn from(error: DomException) -> Self {
        JsValue::from(error).into()
    }
}

fn name_of(error: &JsValue) -> Option<String> {
    Reflect::get(error, &"name".into()).ok().and_then(|name| name.as_string())
}
