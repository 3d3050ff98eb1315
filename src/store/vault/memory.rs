//! A storage in memory: for workspaces read out of a raw dump, and for tests,
//! with a quota and with every write remembered (so
//! it grows with every write: not for daily use).

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

use super::key_value::{KeyValue, PREFIX, StorageFault};

/// A storage in memory. Clones share it, as tabs do.
#[derive(Clone, Debug, Default)]
pub struct Memory {
    inner: Rc<RefCell<Inner>>,
}

#[derive(Debug, Default)]
struct Inner {
    entries: BTreeMap<String, String>,
    used: usize,
    quota: Option<usize>,
    blocked: bool,
    writes: Vec<(String, Option<String>)>,
    fails: Option<(usize, StorageFault)>,
}

impl Memory {
    /// A storage of these entries.
    pub fn of(entries: impl IntoIterator<Item = (String, String)>) -> Self {
        let memory = Self::default();
        {
            let mut inner = memory.inner.borrow_mut();
            inner.entries = entries.into_iter().collect();
            inner.used = inner.entries.iter().map(|(key, value)| units(key, value)).sum();
        }
        memory
    }

    /// A copy that is not shared.
    #[must_use]
    pub fn copied(&self) -> Self {
        Self::of(self.entries())
    }

    /// Everything in it.
    pub fn entries(&self) -> BTreeMap<String, String> {
        self.inner.borrow().entries.clone()
    }

    /// What all entries cost, in UTF-16 units, keys included.
    pub fn used(&self) -> usize {
        self.inner.borrow().used
    }

    /// How many writes and removals succeeded.
    pub fn writes(&self) -> usize {
        self.inner.borrow().writes.len()
    }

    /// What was in it after its first so many writes, where it began empty:
    /// what a crash at that point leaves.
    #[must_use]
    pub fn after(&self, writes: usize) -> Self {
        let mut entries = BTreeMap::new();
        for (key, value) in self.inner.borrow().writes.iter().take(writes) {
            match value {
                Some(value) => entries.insert(key.clone(), value.clone()),
                None => entries.remove(key),
            };
        }
        Self::of(entries)
    }

    /// Takes no more than so many units.
    pub fn set_quota(&self, units: usize) {
        self.inner.borrow_mut().quota = Some(units);
    }

    /// Refuses everything from here on, or no more.
    pub fn set_blocked(&self, blocked: bool) {
        self.inner.borrow_mut().blocked = blocked;
    }

    /// Lets `writes` more writes succeed, then refuses all with `fault`.
    /// After a quota fault removals still succeed, as they do in browsers.
    pub fn fail_after(&self, writes: usize, fault: StorageFault) {
        let mut inner = self.inner.borrow_mut();
        inner.fails = Some((inner.writes.len() + writes, fault));
    }
}

impl Inner {
    fn cost_of(&self, key: &str) -> usize {
        self.entries.get(key).map_or(0, |value| units(key, value))
    }

    fn refuse(&self, is_removal: bool) -> Result<(), StorageFault> {
        match &self.fails {
            _ if self.blocked => Err(StorageFault::Blocked),
            Some((_, StorageFault::QuotaExceeded)) if is_removal => Ok(()),
            Some((last, fault)) if self.writes.len() >= *last => Err(fault.clone()),
            _ => Ok(()),
        }
    }
}

/// What an entry costs, in UTF-16 units.
fn units(key: &str, value: &str) -> usize {
    key.encode_utf16().count() + value.encode_utf16().count()
}

impl KeyValue for Memory {
    fn get(&self, key: &str) -> Result<Option<String>, StorageFault> {
        let inner = self.inner.borrow();
        if inner.blocked { Err(StorageFault::Blocked) } else { Ok(inner.entries.get(key).cloned()) }
    }

    fn set(&self, key: &str, value: &str) -> Result<(), StorageFault> {
        let mut inner = self.inner.borrow_mut();
        inner.refuse(false)?;
        let used = inner.used - inner.cost_of(key) + units(key, value);
        if inner.quota.is_some_and(|quota| used > quota) {
            return Err(StorageFault::QuotaExceeded);
        }
        inner.used = used;
        inner.entries.insert(key.to_owned(), value.to_owned());
        inner.writes.push((key.to_owned(), Some(value.to_owned())));
        Ok(())
    }

    fn remove(&self, key: &str) -> Result<(), StorageFault> {
        let mut inner = self.inner.borrow_mut();
        inner.refuse(true)?;
        inner.used -= inner.cost_of(key);
        inner.entries.remove(key);
        inner.writes.push((key.to_owned(), None));
        Ok(())
    }

    fn keys(&self) -> Result<Vec<String>, StorageFault> {
        let inner = self.inner.borrow();
        if inner.blocked {
            return Err(StorageFault::Blocked);
        }
        Ok(inner.entries.keys().filter(|key| key.starts_with(PREFIX)).cloned().collect())
    }
}
