//! The passphrase lock while the app is open: turned on, changed and turned
//! off; locked by hand, by another tab, or when nobody works here any more.
//! To lock is to load the page anew: nothing stays in memory.

use std::rc::Rc;
use std::time::Duration;

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::platform::minute::Beat;
use crate::platform::{clock, dom, idle, location, minute, passphrase, tabs};
use crate::store::lock::{DataKey, LockRecord, ROUNDS, Sealer, Wrapping, sweep};

use super::crm::Crm;
use super::door::Door;
use super::save_status::SaveStatus;

pub use super::door::LockTrouble;

/// After how many minutes without input the page locks itself, where nobody chose.
const USUAL: u16 = 15;

/// How often other tabs are told that somebody works here, in milliseconds.
const TELLING: i64 = 20_000;

/// How often is looked whether all is kept before the page goes, at most.
const LOOKS: u8 = 100;

/// What is known of the lock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LockStatus {
    /// There is none.
    Off,
    /// It is being turned on or off.
    Turning,
    /// There is one. So many texts still stand in the open, for lack of room.
    On {
        /// How many.
        left: usize,
    },
}

/// The lock of this page. A copy is a handle to the same.
#[derive(Clone, Copy)]
pub struct Locking {
    door: StoredValue<Rc<Door>, LocalStorage>,
    status: RwSignal<LockStatus>,
    /// When there was input last, here or in another tab, in milliseconds.
    input_at: StoredValue<i64>,
    told_at: StoredValue<i64>,
    leaving: StoredValue<bool>,
}

impl Locking {
    pub(super) fn new(door: Door) -> Self {
        let is_on = door.lock.is_engaged();
        Self {
            door: StoredValue::new_local(Rc::new(door)),
            status: RwSignal::new(if is_on { LockStatus::On { left: 0 } } else { LockStatus::Off }),
            input_at: StoredValue::new(now()),
            told_at: StoredValue::new(0),
            leaving: StoredValue::new(false),
        }
    }

    /// What is known of the lock.
    pub fn status(self) -> Signal<LockStatus> {
        self.status.into()
    }

    /// Whether the browser lets this page have a lock.
    pub fn is_possible(self) -> bool {
        passphrase::is_possible()
    }

    /// Follows input and other tabs, as long as the page lives.
    pub(super) fn watch(self, crm: Crm) {
        tabs::on_word(move |word| match word {
            tabs::LOCK => self.leave(crm),
            tabs::AWAKE => self.input_at.set_value(now()),
            _ => {}
        });
        minute::each(move |beat| {
            self.look(crm);
            if beat == Beat::Seen && self.door.with_value(|door| door.is_stale()) {
                self.leave(crm);
            }
        });
        for event in ["keydown", "pointerdown", "pointermove", "wheel"] {
            dom::on_input_of_page(event, move || self.note_input(crm));
        }
    }

    /// Goes on with what turning the lock on or off left to do, once all is
    /// read: also after a page that was not told yet wrote meanwhile.
    pub(super) fn sweep_when_idle(self, crm: Crm) {
        if self.door.with_value(|door| door.record().is_some()) {
            idle::when_idle(move || spawn_local(self.sweep_and_forget(crm)));
        }
    }

    async fn sweep_and_forget(self, crm: Crm) {
        let is_off = !self.is_on();
        let Some(swept) = self.sweep(crm).await else { return };
        if is_off && swept == (0, 0) {
            let door = self.door.get_value();
            // Where it stays, the next opening looks again.
            door.turn(None).await.ok();
        }
    }

    fn is_on(self) -> bool {
        self.status.get_untracked() != LockStatus::Off
    }

    /// How many texts were rewritten, and how many are left.
    async fn sweep(self, crm: Crm) -> Option<(usize, usize)> {
        let door = self.door.try_get_value()?;
        let swept = crm.saver.alone(crm, sweep(&door.storage, &door.recorder, &idle::Slices::begin())).await?;
        if door.lock.is_engaged() {
            self.status.try_set(LockStatus::On { left: swept.left });
        } else {
            self.status.try_set(LockStatus::Off);
        }
        Some((swept.rewritten, swept.left))
    }

    /// Turns the lock on: from here on everything is sealed, and what stands
    /// there is.
    pub fn turn_on(self, crm: Crm, passphrase: String, then: impl FnOnce(Result<(), LockTrouble>) + 'static) {
        spawn_local(async move { then(self.begin(crm, &passphrase).await) });
    }

    async fn begin(self, crm: Crm, passphrase: &str) -> Result<(), LockTrouble> {
        if !crm.saver.may_write() {
            return Err(LockTrouble::NotKept);
        }
        let door = self.door.get_value();
        let key = match door.record() {
            // Something may still be sealed with it, for lack of room.
            Some(LockRecord::Off(key)) => Some(key),
            _ => passphrase::random().map(DataKey::of),
        };
        let key = key.ok_or(LockTrouble::Impossible)?;
        let record = wrapped(&key, passphrase).await?;
        door.turn(Some(&record)).await?;
        door.lock.engage(Sealer::new(&key, passphrase::nonce));
        self.input_at.set_value(now());
        self.finish(crm).await;
        Ok(())
    }

    /// Turns the lock off, for who knows the passphrase.
    pub fn turn_off(self, crm: Crm, passphrase: String, then: impl FnOnce(Result<(), LockTrouble>) + 'static) {
        spawn_local(async move { then(self.end(crm, &passphrase).await) });
    }

    async fn end(self, crm: Crm, passphrase: &str) -> Result<(), LockTrouble> {
        let door = self.door.get_value();
        let key = door.data_key(passphrase).await?;
        door.turn(Some(&LockRecord::Off(key.clone()))).await?;
        door.lock.release(Sealer::new(&key, passphrase::nonce));
        self.finish(crm).await;
        Ok(())
    }

    async fn finish(self, crm: Crm) {
        self.status.set(LockStatus::Turning);
        tabs::tell(tabs::LOCK);
        self.sweep(crm).await;
    }

    /// Takes another passphrase from here on.
    pub fn change(self, old: String, new: String, then: impl FnOnce(Result<(), LockTrouble>) + 'static) {
        spawn_local(async move { then(self.wrap_anew(&old, &new).await) });
    }

    async fn wrap_anew(self, old: &str, new: &str) -> Result<(), LockTrouble> {
        let door = self.door.get_value();
        let key = door.data_key(old).await?;
        let record = wrapped(&key, new).await?;
        door.turn(Some(&record)).await?;
        tabs::tell(tabs::LOCK);
        Ok(())
    }

    /// Locks this tab and all others of this browser.
    pub fn lock_now(self, crm: Crm) {
        tabs::tell(tabs::LOCK);
        self.leave(crm);
    }

    /// Loads the page anew, once all is kept.
    fn leave(self, crm: Crm) {
        if !self.leaving.try_get_value().unwrap_or(true) {
            self.leaving.set_value(true);
            leave_when_kept(crm, LOOKS);
        }
    }

    fn note_input(self, crm: Crm) {
        if !self.is_on() {
            return;
        }
        // Before it counts: who comes back after long finds the page locked.
        self.look(crm);
        let now = now();
        self.input_at.set_value(now);
        if (now - self.told_at.get_value()).abs() > TELLING {
            self.told_at.set_value(now);
            tabs::tell(tabs::AWAKE);
        }
    }

    /// Locks where nobody has worked for as long as this device is to wait.
    fn look(self, crm: Crm) {
        let minutes = minutes(crm);
        if !self.is_on() || minutes == 0 {
            return;
        }
        if now() - self.input_at.get_value() >= i64::from(minutes) * 60_000 {
            self.lock_now(crm);
        }
    }
}

/// After how many minutes without input the page locks itself; none: never.
pub fn minutes(crm: Crm) -> u16 {
    crm.preferences.with_untracked(|device| device.lock_after.unwrap_or(USUAL))
}

/// Chooses that.
pub fn set_minutes(crm: Crm, minutes: u16) {
    crm.preferences.update(|device| device.lock_after = Some(minutes));
}

async fn wrapped(key: &DataKey, passphrase: &str) -> Result<LockRecord, LockTrouble> {
    let salt = passphrase::random().ok_or(LockTrouble::Impossible)?;
    let derived = passphrase::derive(passphrase, salt, ROUNDS).await.ok_or(LockTrouble::Impossible)?;
    let wrapping = Wrapping::new(key, &derived, salt, ROUNDS, passphrase::nonce);
    wrapping.map(LockRecord::On).ok_or(LockTrouble::Impossible)
}

/// What cannot be kept in ten seconds the browser itself asks about.
fn leave_when_kept(crm: Crm, looks: u8) {
    if looks > 0 && crm.saver.status().get_untracked() == SaveStatus::Saving {
        set_timeout(move || leave_when_kept(crm, looks - 1), Duration::from_millis(100));
    } else {
        location::reload();
    }
}

fn now() -> i64 {
    clock::now().timestamp_millis()
}
