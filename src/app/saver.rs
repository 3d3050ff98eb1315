//! Keeps what was done, and says whether it is kept. Changes are shown at
//! once; they are kept one after the other. What cannot be kept is taken back,
//! with all that was decided on top of it, and told.

use std::cell::{Cell, OnceCell, RefCell};
use std::collections::VecDeque;
use std::rc::Rc;
use std::time::Duration;

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::domain::change::Transaction;
use crate::domain::command::Command;
use crate::domain::env::Env;
use crate::domain::starter::Naming;
use crate::platform::idle::Slices;
use crate::platform::patience::half_a_second;
use crate::platform::recorder::IndexedDb;
use crate::platform::{idle, ids, leaving, tabs};
use crate::store::lock::Locked;
use crate::store::session::{Receipt, Session};
use crate::store::vault::recorder::RecorderFault;
use crate::store::vault::{self, CommitError, Finished, KeyValue, Lost, Pace, RecoveryReport, Saved, Usage};

use super::crm::Crm;
use super::door::Door;
use super::locking::Locking;
use super::notices::Message;
use super::save_status::first_status;

pub use super::save_status::{SaveFailure, SaveStatus};

/// The vault of this browser: localStorage, with `IndexedDB` behind it, both
/// behind a lock that may be open.
type Vault = vault::Vault<Rc<dyn KeyValue>, Locked<Result<IndexedDb, RecorderFault>>, Slices>;

/// Its records have been read, before the page is drawn.
pub struct Opening {
    begun: Begun,
    door: Door,
}

pub(super) type Begun = vault::Begun<Rc<dyn KeyValue>, Locked<Result<IndexedDb, RecorderFault>>, Slices>;

/// Opens what this browser keeps; nothing yet is begun with names so said.
pub async fn open(door: Door, naming: Naming) -> Opening {
    let storage: Rc<dyn KeyValue> = Rc::new(door.storage.clone());
    let all = Slices::begin();
    let begun = Begun::begin(storage, door.recorder.clone(), Slices::begin(), naming).await;
    // Drawing the page takes long enough by itself.
    all.pause().await;
    Opening { begun, door }
}

/// Keeps transactions. A copy is a handle to the same saver.
#[derive(Clone, Copy)]
pub struct Saver {
    status: RwSignal<SaveStatus>,
    /// True where what is saved reaches the disk only some seconds later.
    unrecorded: RwSignal<bool>,
    /// What was found damaged on opening.
    report: RwSignal<RecoveryReport>,
    desk: StoredValue<Rc<Desk>, leptos::prelude::LocalStorage>,
}

/// What the saver works on, outside of signals.
#[derive(Default)]
struct Desk {
    /// Empty until the history is read too.
    vault: OnceCell<Vault>,
    waiting: RefCell<VecDeque<Waiting>>,
    /// Set while something is kept, and while the opening is not finished.
    busy: Cell<bool>,
    /// Set where another tab told of something while this one was busy.
    news: Cell<bool>,
    /// Set where something was done that this page alone has.
    only_here: Cell<bool>,
}

impl Desk {
    /// Has the browser ask before the page is left while closing it would lose
    /// something, and only then.
    fn watch_leaving(&self) {
        leaving::ask_first(self.only_here.get() || !self.waiting.borrow().is_empty());
    }
}

/// A change that is shown and not kept yet.
struct Waiting {
    receipt: Rc<Receipt>,
    /// What it was decided from, to decide again after another tab's changes.
    decided: Option<(Command, Env)>,
}

impl Saver {
    /// Starts keeping, on what was opened.
    pub(super) fn start(Opening { begun, door }: Opening) -> (Self, Locking, Session, Begun) {
        let desk = Desk { busy: Cell::new(true), ..Desk::default() };
        let saver = Self {
            status: RwSignal::new(first_status(begun.read_only(), begun.is_durable())),
            unrecorded: RwSignal::new(false),
            report: RwSignal::new(begun.report().clone()),
            desk: StoredValue::new_local(Rc::new(desk)),
        };
        (saver, Locking::new(door), Session::new(begun.workspace().clone(), Vec::new()), begun)
    }

    /// Reads the history once the page is drawn. Until then nothing is kept:
    /// what is done meanwhile is shown and waits, and is decided again on what
    /// there is then.
    pub(super) fn finish_opening(self, crm: Crm, begun: Begun) {
        idle::after_paint(move || {
            spawn_local(async move {
                let (vault, finished) = begun.finish(ids::mark()).await;
                self.begin_keeping(crm, vault, finished);
            });
        });
    }

    fn begin_keeping(self, crm: Crm, vault: Vault, finished: Finished) {
        let Some(desk) = self.desk.try_get_value() else { return };
        let Finished { log, report, differs } = finished;
        if vault.read_only().is_some() {
            self.status.set(first_status(vault.read_only().as_ref(), vault.is_durable()));
        }
        if vault.is_durable() {
            self.tell_lapse(&vault);
        }
        if self.report.with_untracked(|before| *before != report) {
            self.report.set(report);
        }
        let waiting = take_back(crm, &desk);
        // Read anew it may well be the same.
        let anew = differs.then(|| vault.workspace()).filter(|anew| crm.peek(|shown| shown != anew));
        let on_the_same = anew.is_none();
        crm.recall(anew, log);
        // It is empty: an opening is finished once.
        desk.vault.set(vault).ok();
        decide_again(crm, &desk, waiting, on_the_same);
        self.budget_history(crm);
        desk.busy.set(false);
        // Other tabs may have told of something before anybody listened.
        desk.news.set(true);
        self.work(crm, desk);
        // Who shows how much room is taken can do so now.
        self.status.notify();
        self.check_when_idle(crm);
        crm.locking.sweep_when_idle(crm);
    }

    /// Whether what is read may be written anew.
    pub(super) fn may_write(self) -> bool {
        let may = |vault: &Vault| vault.is_durable() && vault.read_only().is_none();
        self.desk.with_value(|desk| desk.vault.get().is_some_and(may))
    }

    /// Does something while nothing is kept, once nothing is on its way.
    /// `None` where nothing may be written, or nothing is read yet.
    pub(super) async fn alone<T>(self, crm: Crm, work: impl Future<Output = T>) -> Option<T> {
        let desk = self.desk.try_get_value()?;
        while desk.busy.get() {
            half_a_second().await;
        }
        if !self.may_write() {
            return None;
        }
        desk.busy.set(true);
        let done = work.await;
        desk.busy.set(false);
        self.work(crm, desk);
        Some(done)
    }

    /// Whether all that is shown is kept.
    pub fn status(self) -> Signal<SaveStatus> {
        self.status.into()
    }

    /// True where no recorder stands behind the storage: what is saved
    /// reaches the disk only some seconds later, after large changes minutes.
    pub fn is_unrecorded(self) -> Signal<bool> {
        self.unrecorded.into()
    }

    /// What was found damaged on opening.
    pub fn report(self) -> Signal<RecoveryReport> {
        self.report.into()
    }

    /// How much room is taken by what; `None` where the browser does not say.
    pub fn usage(self) -> Option<Usage> {
        self.desk.with_value(|desk| desk.vault.get()?.usage().ok())
    }

    /// All that is kept, as it is kept.
    pub fn raw_dump(self) -> Option<String> {
        self.desk.with_value(|desk| desk.vault.get()?.raw_dump().ok())
    }

    /// Looks over the second copy once, when the page has nothing better to do.
    pub(super) fn check_when_idle(self, crm: Crm) {
        idle::when_idle(move || {
            let Some(desk) = self.desk.try_get_value() else { return };
            if desk.busy.replace(true) {
                // Something is being kept: that matters more. The next opening looks again.
                return;
            }
            spawn_local(async move {
                let Some(vault) = desk.vault.get() else { return };
                match vault.check_mirror().await {
                    Ok(mended) if mended.is_empty() => {}
                    Ok(mended) => leptos::logging::warn!("the second copy was mended: {mended:?}"),
                    // The storage is whole; the next commit says if no second copy stands behind it.
                    Err(fault) => leptos::logging::warn!("the second copy could not be looked over: {fault:?}"),
                }
                desk.busy.set(false);
                self.work(crm, desk);
            });
        });
    }

    /// Keeps a change that is shown already.
    pub(super) fn keep(self, crm: Crm, receipt: Receipt, decided: Option<(Command, Env)>) {
        let desk = self.desk.get_value();
        desk.waiting.borrow_mut().push_back(Waiting { receipt: Rc::new(receipt), decided });
        if self.status.get_untracked() == SaveStatus::Saved {
            self.status.set(SaveStatus::Saving);
        }
        desk.watch_leaving();
        self.work(crm, desk);
    }

    /// Keeps what waits and takes in what other tabs did, one after the
    /// other, unless that is under way.
    fn work(self, crm: Crm, desk: Rc<Desk>) {
        if desk.busy.replace(true) {
            return;
        }
        spawn_local(async move {
            let Some(vault) = desk.vault.get() else { return };
            loop {
                let next = desk.waiting.borrow().front().map(|waiting| Rc::clone(&waiting.receipt));
                match next {
                    Some(receipt) => self.commit(crm, &desk, vault, &receipt).await,
                    None if desk.news.replace(false) => self.catch_up(crm, &desk, vault).await,
                    None => break,
                }
            }
            desk.busy.set(false);
            self.rest(&desk);
            self.compact_when_idle(crm);
        });
    }

    /// Says that there is no second copy, where that is so; why, to engineers.
    fn tell_lapse(self, vault: &Vault) {
        let Some(fault) = vault.lapse().filter(|_| !self.unrecorded.get_untracked()) else { return };
        leptos::logging::warn!("the second copy cannot be reached: {fault:?}");
        self.unrecorded.set(true);
    }

    /// Says that all is kept, once nothing waits.
    fn rest(self, desk: &Desk) {
        desk.watch_leaving();
        if self.status.get_untracked() == SaveStatus::Saving {
            self.status.set(SaveStatus::Saved);
        }
    }

    async fn commit(self, crm: Crm, desk: &Desk, vault: &Vault, receipt: &Receipt) {
        match vault.commit(receipt).await {
            Ok(Saved::Stored { recorded, .. }) => {
                desk.waiting.borrow_mut().pop_front();
                if !recorded {
                    self.tell_lapse(vault);
                }
                if vault.has_news() {
                    desk.news.set(true);
                }
                tabs::announce();
            }
            Ok(Saved::OnlyInMemory { .. }) => {
                desk.waiting.borrow_mut().pop_front();
                desk.only_here.set(true);
                self.status.set(SaveStatus::NotSaved(SaveFailure::Blocked));
            }
            Err(CommitError::Behind { missing }) => self.rebase(crm, desk, &missing),
            Err(error) => self.give_up(crm, desk, error.into()),
        }
    }

    async fn catch_up(self, crm: Crm, desk: &Desk, vault: &Vault) {
        match vault.catch_up().await {
            Ok(missing) if missing.is_empty() => {}
            // Something may have been done while it was asked for.
            Ok(missing) => self.rebase(crm, desk, &missing),
            Err(Lost::Superseded | Lost::OutOfReach) => self.must_reload(SaveFailure::Replaced),
        }
    }

    /// Another tab was first: takes everything back that waits, takes in what
    /// the other tab did, and decides again.
    fn rebase(self, crm: Crm, desk: &Desk, missing: &[Transaction]) {
        let waiting = take_back(crm, desk);
        // With nothing missing, memory and storage have parted: deciding again
        // would come to the same, for ever.
        if missing.is_empty() || !take_in(crm, missing) {
            crm.notices.retract_good_news();
            self.must_reload(SaveFailure::Replaced);
            return;
        }
        decide_again(crm, desk, waiting, false);
    }

    /// Takes everything back that waits, and says why. Memory and storage agree.
    fn give_up(self, crm: Crm, desk: &Desk, failure: SaveFailure) {
        take_back(crm, desk);
        crm.notices.retract_good_news();
        let lasting = matches!(failure, SaveFailure::Newer | SaveFailure::DamageNotKept | SaveFailure::Replaced);
        if lasting {
            self.must_reload(failure);
        } else {
            crm.notices.push(Message::NotSaved(failure), false);
        }
    }

    /// Says so in the banner, which stays.
    fn must_reload(self, failure: SaveFailure) {
        self.status.set(SaveStatus::NotSaved(failure));
    }

    /// Folds the journal when the page has nothing better to do.
    fn compact_when_idle(self, crm: Crm) {
        if self.desk.with_value(|desk| desk.vault.get().is_some_and(Vault::compaction_due)) {
            self.compact_soon(crm);
        }
    }

    /// Tells the vault how much history this device is to keep.
    pub(super) fn budget_history(self, crm: Crm) {
        let budget = crm.preferences.with_untracked(|preferences| preferences.history);
        if let Some(units) = budget.units(|| self.usage()) {
            self.desk.with_value(|desk| desk.vault.get().map(|vault| vault.set_history_budget(units)));
        }
    }

    /// Folds the journal, and lets go of history beyond the budget.
    pub(super) fn compact_soon(self, crm: Crm) {
        idle::when_idle(move || {
            let Some(desk) = self.desk.try_get_value() else { return };
            if desk.busy.replace(true) {
                return;
            }
            self.budget_history(crm);
            spawn_local(async move {
                let Some(vault) = desk.vault.get() else { return };
                match vault.compact().await {
                    Ok(()) => tabs::announce(),
                    Err(CommitError::Behind { missing }) if missing.is_empty() => {}
                    // Something may have been done while it was compacting.
                    Err(CommitError::Behind { missing }) => self.rebase(crm, &desk, &missing),
                    Err(CommitError::Lost(_)) => self.must_reload(SaveFailure::Replaced),
                    // Nothing is lost: the journal stays as it is, and the next commit that
                    // does not fit says so to the person.
                    Err(error) => leptos::logging::warn!("the journal could not be folded: {error:?}"),
                }
                desk.busy.set(false);
                // Nothing was saved or lost, but who shows how much room is taken looks again.
                self.status.notify();
                if desk.news.get() || !desk.waiting.borrow().is_empty() {
                    self.work(crm, Rc::clone(&desk));
                } else {
                    // What waited may have been taken back. No work: it would fold
                    // again at its end, for ever where the journal cannot be folded.
                    self.rest(&desk);
                }
            });
        });
    }

    /// Takes in what other tabs do, as long as the page lives.
    pub(super) fn follow_other_tabs(self, crm: Crm) {
        let listens = tabs::on_news(move || {
            let Some(desk) = self.desk.try_get_value() else { return };
            desk.news.set(true);
            self.work(crm, desk);
        });
        if !listens {
            // Each commit looks for other tabs' work by itself; only the view lags.
            leptos::logging::warn!("this page does not hear of other tabs");
        }
    }

    /// Removes everything, starts anew and tells of it. Nothing takes this back.
    pub(super) fn erase(self, crm: Crm, told: Message) {
        let desk = self.desk.get_value();
        if desk.busy.replace(true) {
            // What is on its way is kept first.
            set_timeout(move || self.erase(crm, told), Duration::from_millis(20));
            return;
        }
        let epoch = crm.env().mint();
        spawn_local(async move {
            let Some(vault) = desk.vault.get() else { return };
            let erased = vault.erase(epoch).await;
            desk.busy.set(false);
            match erased {
                Ok(_) => {
                    // What was done while it was erasing goes with the rest.
                    desk.waiting.take();
                    desk.only_here.set(false);
                    tabs::announce();
                    crm.notices.clear();
                    crm.preferences.update(|preferences| {
                        preferences.profile = None;
                        preferences.exported_at = None;
                    });
                    crm.reset(Session::new(vault.workspace(), Vec::new()));
                    crm.notices.push(told, false);
                }
                Err(CommitError::Behind { missing }) if !missing.is_empty() => {
                    self.rebase(crm, &desk, &missing);
                    self.erase(crm, told);
                    return;
                }
                Err(error) => {
                    crm.notices.push(Message::NotSaved(error.into()), false);
                }
            }
            self.work(crm, desk);
        });
    }
}

/// Takes everything back that is not kept yet, the latest first.
fn take_back(crm: Crm, desk: &Desk) -> VecDeque<Waiting> {
    let waiting = desk.waiting.take();
    for change in waiting.iter().rev() {
        crm.retract(&change.receipt);
    }
    waiting
}

/// Decides what waited once more. `on_the_same`: on what it was decided
/// on before.
fn decide_again(crm: Crm, desk: &Desk, waiting: VecDeque<Waiting>, on_the_same: bool) {
    for change in waiting {
        let may = |command: &Command| on_the_same || may_be_decided_again(command);
        let again = change.decided.as_ref().filter(|(command, _)| may(command));
        if let Some(receipt) = again.and_then(|(command, env)| crm.decide_again(command, env).ok()) {
            desk.waiting.borrow_mut().push_back(Waiting { receipt: Rc::new(receipt), decided: change.decided });
        } else {
            crm.notices.retract_good_news();
            crm.notices.push(Message::NotSaved(SaveFailure::Overtaken), false);
        }
    }
}

/// Takes in what other tabs did. False when that cannot be; then this tab must
/// reload.
fn take_in(crm: Crm, missing: &[Transaction]) -> bool {
    missing.iter().all(|transaction| crm.absorb(transaction.clone()))
}

/// False for commands that carry whole records: decided again, they would put
/// what they were planned on over what another tab did.
fn may_be_decided_again(command: &Command) -> bool {
    !matches!(command, Command::Import { .. } | Command::LoadLargeDemo { .. } | Command::Replace { .. })
}
