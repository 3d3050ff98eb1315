//! A recorder in memory, for tests: clones share it, as tabs share `IndexedDB`,
//! and every call waits a turn, so that tabs can be interleaved.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::ops::Bound;
use std::rc::Rc;

use super::key_value::StorageFault;
use super::recorder::{Entry, Head, Outcome, Recorded, Recorder, RecorderFault, Write};

/// A recorder in memory. Clones share it.
#[derive(Clone, Debug, Default)]
pub struct MemoryRecorder {
    inner: Rc<RefCell<Inner>>,
}

#[derive(Debug, Default)]
struct Inner {
    now: Held,
    fault: Option<RecorderFault>,
    /// How many calls are still answered before one is not.
    fails_once_in: Option<usize>,
    dies_after_beside: bool,
    answers_too_late: bool,
}

/// What it holds.
#[derive(Clone, Debug, Default)]
struct Held {
    head: Option<Head>,
    log: BTreeMap<u64, Entry>,
    mirror: BTreeMap<String, String>,
}

impl MemoryRecorder {
    /// None at all, as some private windows have it.
    pub fn missing() -> Self {
        let recorder = Self::default();
        recorder.set_fault(Some(RecorderFault::Missing));
        recorder
    }

    /// A copy that is not shared.
    #[must_use]
    pub fn copied(&self) -> Self {
        let now = self.inner.borrow().now.clone();
        Self { inner: Rc::new(RefCell::new(Inner { now, ..Inner::default() })) }
    }

    /// Refuses everything from here on, or no more.
    pub fn set_fault(&self, fault: Option<RecorderFault>) {
        self.inner.borrow_mut().fault = fault;
    }

    /// Answers so many more calls, fails once, and answers again.
    pub fn fail_once_after(&self, calls: usize) {
        self.inner.borrow_mut().fails_once_in = Some(calls);
    }

    /// The next write fails after its part in the storage was done, as if
    /// the browser ended between the two.
    pub fn die_after_beside(&self) {
        self.inner.borrow_mut().dies_after_beside = true;
    }

    /// The next write counts, but nobody waits for the answer any more.
    pub fn answer_too_late(&self) {
        self.inner.borrow_mut().answers_too_late = true;
    }

    /// How far it has come.
    pub fn head(&self) -> Option<Head> {
        self.inner.borrow().now.head
    }

    /// The revisions in the log.
    pub fn logged(&self) -> Vec<u64> {
        self.inner.borrow().now.log.keys().copied().collect()
    }

    /// Everything that is mirrored.
    pub fn mirror(&self) -> BTreeMap<String, String> {
        self.inner.borrow().now.mirror.clone()
    }

    /// Every text in it, log and mirror.
    pub fn texts(&self) -> Vec<String> {
        let inner = self.inner.borrow();
        inner.now.log.values().map(|entry| entry.text.clone()).chain(inner.now.mirror.values().cloned()).collect()
    }

    /// Forgets everything, as when a site's data are cleared.
    pub fn empty(&self) {
        self.inner.borrow_mut().now = Held::default();
    }

    /// Puts something else into the mirror, as damage would.
    pub fn spoil(&self, key: &str, text: Option<&str>) {
        let mirror = &mut self.inner.borrow_mut().now.mirror;
        match text {
            Some(text) => mirror.insert(key.to_owned(), text.to_owned()),
            None => mirror.remove(key),
        };
    }

    /// The entries of the log.
    pub fn entries(&self) -> Vec<Entry> {
        self.inner.borrow().now.log.values().cloned().collect()
    }

    /// Puts something else into the log, as damage would.
    pub fn spoil_log(&self, revision: u64, entry: Option<Entry>) {
        let log = &mut self.inner.borrow_mut().now.log;
        match entry {
            Some(entry) => log.insert(revision, entry),
            None => log.remove(&revision),
        };
    }

    /// Puts another head, as damage would.
    pub fn spoil_head(&self, head: Option<Head>) {
        self.inner.borrow_mut().now.head = head;
    }

    fn refuse(&self) -> Result<(), RecorderFault> {
        let mut inner = self.inner.borrow_mut();
        match inner.fails_once_in {
            Some(0) => {
                inner.fails_once_in = None;
                return Err(RecorderFault::Other("this once".to_owned()));
            }
            Some(calls) => inner.fails_once_in = Some(calls - 1),
            None => {}
        }
        inner.fault.clone().map_or(Ok(()), Err)
    }
}

impl Held {
    fn recorded(&self, after: Option<u64>) -> Option<Recorded> {
        let head = self.head?;
        let after = after.unwrap_or(head.folded);
        let entries =
            self.log.range((Bound::Excluded(after), Bound::Unbounded)).map(|(_, entry)| entry.clone()).collect();
        Some(Recorded { head, entries })
    }

    fn put(&mut self, write: Write) {
        if write.begins {
            self.log.clear();
            self.mirror.clear();
        }
        if let Some(trim) = write.trim {
            let goes = |entry: &Entry| entry.revision <= trim.through && trim.before.is_none_or(|time| entry.at < time);
            self.log.retain(|_, entry| !goes(entry));
        }
        for key in &write.removes {
            self.mirror.remove(key);
        }
        self.log.extend(write.entries.into_iter().map(|entry| (entry.revision, entry)));
        self.mirror.extend(write.puts);
        self.head = Some(write.head);
    }
}

impl Recorder for MemoryRecorder {
    async fn load(&self, after: Option<u64>) -> Result<Option<Recorded>, RecorderFault> {
        turn().await;
        self.refuse()?;
        Ok(self.inner.borrow().now.recorded(after))
    }

    async fn mirrored(&self, keys: &[String]) -> Result<Vec<Option<String>>, RecorderFault> {
        turn().await;
        self.refuse()?;
        let mirror = &self.inner.borrow().now.mirror;
        Ok(keys.iter().map(|key| mirror.get(key).cloned()).collect())
    }

    async fn mirrored_keys(&self) -> Result<Vec<String>, RecorderFault> {
        turn().await;
        self.refuse()?;
        Ok(self.inner.borrow().now.mirror.keys().cloned().collect())
    }

    async fn write(
        &self,
        write: Write,
        beside: &mut dyn FnMut() -> Result<(), StorageFault>,
    ) -> Result<Outcome, RecorderFault> {
        turn().await;
        self.refuse()?;
        if self.head() != write.expected {
            let after = write.expected.map(|head| head.revision);
            return Ok(Outcome::Ahead(self.inner.borrow().now.recorded(after)));
        }
        if let Err(fault) = beside() {
            return Ok(Outcome::Refused(fault));
        }
        let mut inner = self.inner.borrow_mut();
        if std::mem::take(&mut inner.dies_after_beside) {
            let fault = RecorderFault::Other("the end".to_owned());
            inner.fault = Some(fault.clone());
            return Err(fault);
        }
        inner.now.put(write);
        if std::mem::take(&mut inner.answers_too_late) {
            let fault = RecorderFault::Other("too late".to_owned());
            inner.fault = Some(fault.clone());
            return Err(fault);
        }
        Ok(Outcome::Kept)
    }
}

/// Waits one turn of whoever polls.
async fn turn() {
    let mut waited = false;
    std::future::poll_fn(|context| {
        if std::mem::replace(&mut waited, true) {
            return std::task::Poll::Ready(());
        }
        context.waker().wake_by_ref();
        std::task::Poll::Pending
    })
    .await;
}
