//! A storage and a recorder behind a lock: the same ports, with sealed texts
//! behind them.

use std::cell::RefCell;
use std::rc::Rc;

use super::sealer::{Sealer, is_sealed};
use crate::packing::Armour;
use crate::store::vault::recorder::{Entry, Outcome, Recorded, Recorder, RecorderFault, Write};
use crate::store::vault::{KeyValue, MANIFEST, StorageFault, holds_words, journal_key};

/// The lock of this page. A copy is a handle to the same: storage, recorder
/// and whoever turns it share one.
#[derive(Clone, Debug, Default)]
pub struct Lock(Rc<RefCell<Mode>>);

#[derive(Clone, Debug, Default)]
enum Mode {
    /// There is no lock: everything passes as it is.
    #[default]
    None,
    /// What is written is sealed.
    Sealing(Sealer),
    /// What is sealed is opened, and what is written stays plain.
    Unsealing(Sealer),
}

impl Lock {
    /// Seals from here on.
    pub fn engage(&self, sealer: Sealer) {
        self.0.replace(Mode::Sealing(sealer));
    }

    /// Writes plain text from here on, and opens what is sealed.
    pub fn release(&self, sealer: Sealer) {
        self.0.replace(Mode::Unsealing(sealer));
    }

    /// Whether what is written is sealed.
    pub fn is_engaged(&self) -> bool {
        matches!(*self.0.borrow(), Mode::Sealing(_))
    }

    /// A text that stands under a key, as it was meant. What does not open is
    /// given with a mark before it: no reader takes it for whole, and none for
    /// that of a later version; its bytes can be set aside.
    pub(super) fn opened(&self, key: &str, text: String) -> String {
        match &*self.0.borrow() {
            Mode::Sealing(sealer) | Mode::Unsealing(sealer) if is_sealed(&text) => {
                sealer.open(key, &text).unwrap_or_else(|| format!("?{text}"))
            }
            _ => text,
        }
    }

    /// A text as it is to stand under a key; `None` where it is to be sealed
    /// and cannot be.
    fn closed(&self, key: &str, text: String, armour: Armour) -> Option<String> {
        match &*self.0.borrow() {
            Mode::Sealing(sealer) if holds_words(key) => sealer.seal(key, &text, armour),
            _ => Some(text),
        }
    }

    /// What a text is to be rewritten from, if it does not stand as it is to
    /// stand by now.
    pub(super) fn stray(&self, key: &str, text: &str) -> Option<String> {
        match &*self.0.borrow() {
            Mode::Sealing(_) if holds_words(key) && !is_sealed(text) => Some(text.to_owned()),
            Mode::Unsealing(sealer) if is_sealed(text) => sealer.open(key, text),
            _ => None,
        }
    }
}

/// A storage or a recorder behind a lock.
#[derive(Clone, Debug)]
pub struct Locked<T> {
    pub(super) inner: T,
    pub(super) lock: Lock,
    armour: Armour,
}

impl<T> Locked<T> {
    /// `armour`: how sealed bytes are written as text.
    pub fn new(inner: T, lock: &Lock, armour: Armour) -> Self {
        Self { inner, lock: lock.clone(), armour }
    }

    fn closed(&self, key: &str, text: String) -> Option<String> {
        self.lock.closed(key, text, self.armour)
    }
}

/// Whether a storage holds what is sealed, as far as one look tells.
pub fn is_sealed_here(storage: &impl KeyValue) -> bool {
    storage.get(MANIFEST).ok().flatten().is_some_and(|text| is_sealed(&text))
}

impl<K: KeyValue> KeyValue for Locked<K> {
    fn get(&self, key: &str) -> Result<Option<String>, StorageFault> {
        Ok(self.inner.get(key)?.map(|text| self.lock.opened(key, text)))
    }

    fn set(&self, key: &str, value: &str) -> Result<(), StorageFault> {
        if !self.lock.is_engaged() {
            return self.inner.set(key, value);
        }
        let text = self.closed(key, value.to_owned()).ok_or_else(|| StorageFault::Other(NO_RANDOMNESS.to_owned()))?;
        self.inner.set(key, &text)
    }

    fn remove(&self, key: &str) -> Result<(), StorageFault> {
        self.inner.remove(key)
    }

    fn keys(&self) -> Result<Vec<String>, StorageFault> {
        self.inner.keys()
    }

    fn counts_bytes(&self) -> bool {
        self.inner.counts_bytes()
    }
}

const NO_RANDOMNESS: &str = "no random numbers to seal with";

impl<R: Recorder> Locked<R> {
    fn opened(&self, mut recorded: Recorded) -> Recorded {
        for entry in &mut recorded.entries {
            entry.text = self.lock.opened(&journal_key(entry.revision), std::mem::take(&mut entry.text));
        }
        recorded
    }
}

impl<R: Recorder> Recorder for Locked<R> {
    async fn load(&self, after: Option<u64>) -> Result<Option<Recorded>, RecorderFault> {
        Ok(self.inner.load(after).await?.map(|recorded| self.opened(recorded)))
    }

    async fn mirrored(&self, keys: &[String]) -> Result<Vec<Option<String>>, RecorderFault> {
        let texts = self.inner.mirrored(keys).await?;
        let opened = keys.iter().zip(texts).map(|(key, text)| text.map(|text| self.lock.opened(key, text)));
        Ok(opened.collect())
    }

    async fn mirrored_keys(&self) -> Result<Vec<String>, RecorderFault> {
        self.inner.mirrored_keys().await
    }

    async fn write(
        &self,
        mut write: Write,
        beside: &mut dyn FnMut() -> Result<(), StorageFault>,
    ) -> Result<Outcome, RecorderFault> {
        let unsealed = || RecorderFault::Other(NO_RANDOMNESS.to_owned());
        for Entry { revision, text, .. } in &mut write.entries {
            *text = self.closed(&journal_key(*revision), std::mem::take(text)).ok_or_else(unsealed)?;
        }
        for (key, text) in &mut write.puts {
            *text = self.closed(key, std::mem::take(text)).ok_or_else(unsealed)?;
        }
        match self.inner.write(write, beside).await? {
            Outcome::Ahead(recorded) => Ok(Outcome::Ahead(recorded.map(|recorded| self.opened(recorded)))),
            outcome => Ok(outcome),
        }
    }
}
