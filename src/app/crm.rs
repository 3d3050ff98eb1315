//! The one door from intent to state. Screens read the workspace through
//! [`Crm::read`], which re-runs when a collection they name has changed, and
//! change it through [`Crm::execute`].

use chrono::NaiveDate;
use leptos::prelude::*;
use uuid::Uuid;

use crate::domain::change::{Label, Transaction};
use crate::domain::command::Command;
use crate::domain::env::Env;
use crate::domain::id::Id;
use crate::domain::lead::Lead;
use crate::domain::profile::Profile;
use crate::domain::record::{Collection, Record, RecordRef};
use crate::domain::undo::Blocked;
use crate::domain::workflow::Rejection;
use crate::domain::workflow::batch::Refused;
use crate::domain::workspace::Workspace;
use crate::platform::{clock, idle, ids, minute};
use crate::store::session::{Receipt, Session};

use super::day::Day;
use super::lists::Lists;
use super::locking::Locking;
use super::notices::{Message, Notices};
use super::offline::Offline;
use super::own_work::OwnWork;
use super::persistence::Persistence;
use super::preferences::{self, DevicePreferences};
use super::reminders::Reminders;
use super::route::Route;
use super::router::Router;
use super::saver::{Opening, Saver};

/// The workspace, live. A copy is a handle to the same one.
#[derive(Clone, Copy)]
pub struct Crm {
    session: StoredValue<Session>,
    revisions: StoredValue<Vec<RwSignal<u64>>>,
    history_is_read: RwSignal<bool>,
    own_work: OwnWork,
    day: Day,
    /// Whether reminders can be notifications.
    pub reminders: Reminders,
    /// What the person is told.
    pub notices: Notices,
    /// Where one is.
    pub router: Router,
    /// What holds for this device.
    pub preferences: DevicePreferences,
    /// What answers the lists.
    pub(super) lists: Lists,
    /// What is kept, and what not.
    pub saver: Saver,
    /// The passphrase lock.
    pub locking: Locking,
    /// Whether the browser may throw it away.
    pub persistence: Persistence,
    /// Whether the app opens without a network, and a newer version of it.
    pub offline: Offline,
}

/// How many records are looked at in one idle moment: a few milliseconds of work.
const PREPARED_AT_ONCE: usize = 4_000;

/// What became of a command that was carried out.
#[derive(Clone, Debug, PartialEq)]
pub struct Executed {
    /// The record to show next, where there is one.
    pub focus: Option<RecordRef>,
    /// True when anything changed.
    pub changed: bool,
    /// What a change of many left as it is.
    pub refused: Vec<Refused>,
}

/// The live workspace of this page.
pub fn use_crm() -> Crm {
    expect_context::<Crm>()
}

impl Crm {
    /// Starts on what was opened, and follows other tabs.
    pub fn start(opening: Opening) -> Self {
        let (saver, locking, session, begun) = Saver::start(opening);
        let revisions = Collection::ALL.iter().map(|_| RwSignal::new(0)).collect();
        let crm = Self {
            session: StoredValue::new(session),
            revisions: StoredValue::new(revisions),
            history_is_read: RwSignal::new(false),
            own_work: OwnWork::recall(),
            day: Day::now(),
            reminders: Reminders::new(),
            notices: Notices::new(),
            router: Router::follow(),
            preferences: preferences::load(),
            lists: Lists::new(),
            saver,
            locking,
            persistence: Persistence::look(),
            offline: Offline::begin(),
        };
        saver.follow_other_tabs(crm);
        locking.watch(crm);
        saver.finish_opening(crm, begun);
        crm.prepare_when_idle();
        minute::each(move |_| crm.day.look(|| crm.lists.forget()));
        crm.persistence.ask_when_worth_it(crm);
        crm
    }

    /// Reads the workspace, to run again when one of the collections changes.
    pub fn read<T>(self, collections: &[Collection], read: impl FnOnce(&Workspace) -> T) -> T {
        for collection in collections {
            self.revision(*collection).track();
        }
        self.peek(read)
    }

    /// Reads the workspace, to run again when anything changes.
    pub fn read_all<T>(self, read: impl FnOnce(&Workspace) -> T) -> T {
        self.read(Collection::ALL, read)
    }

    /// Reads the workspace as it is now, without running again.
    pub fn peek<T>(self, read: impl FnOnce(&Workspace) -> T) -> T {
        self.session.with_value(|session| read(session.workspace()))
    }

    /// Reads the session: histories and what can be undone, nothing of which
    /// is known until [the history is read](Self::history_is_read). Runs again
    /// when anything changes.
    pub fn with_session<T>(self, read: impl FnOnce(&Session) -> T) -> T {
        self.history_is_read.track();
        for collection in Collection::ALL {
            self.revision(*collection).track();
        }
        self.session.with_value(read)
    }

    /// False for the moment after opening in which the history is still being
    /// read. Runs again when it is.
    pub fn history_is_read(self) -> bool {
        self.history_is_read.get()
    }

    /// Takes in the history, and the records where they are not those shown.
    pub(super) fn recall(self, anew: Option<Workspace>, log: Vec<Transaction>) {
        let own = self.own_work.of(&log);
        match anew {
            Some(workspace) => self.reset(Session::of_tab(workspace, log, &own)),
            None => self.update_session(|session| session.recall(log, &own)),
        }
        self.history_is_read.set(true);
    }

    /// Another number after each change, of this tab or another: what was read
    /// at the same number still holds.
    pub fn stamp(self) -> u64 {
        Collection::ALL.iter().map(|collection| self.revision(*collection).get_untracked()).sum()
    }

    fn revision(self, collection: Collection) -> RwSignal<u64> {
        let place = Collection::ALL.iter().position(|known| *known == collection);
        let signal = self.revisions.with_value(|revisions| place.and_then(|place| revisions.get(place).copied()));
        signal.unwrap_or_else(|| RwSignal::new(0))
    }

    /// The calendar day where the person is. Runs again when it is another.
    pub fn today(self) -> NaiveDate {
        self.day.get()
    }

    /// The world as the next command sees it.
    pub fn env(self) -> Env {
        Env::new(clock::now(), clock::today(), untrack(|| self.actor()), ids::seed())
    }

    /// The profile that works here, if one is chosen.
    pub fn actor(self) -> Option<Id<Profile>> {
        let chosen = self.preferences.with(|preferences| preferences.profile);
        chosen.filter(|id| self.peek(|workspace| workspace.live(*id).is_some()))
    }

    /// Carries a command out and tells of it. What is refused is returned, for
    /// the form to show; nothing has changed then.
    pub fn execute(self, command: &Command) -> Result<Executed, Rejection> {
        let env = self.env();
        let receipt = self.update_session(|session| session.execute(command, &env))?;
        let executed =
            Executed { focus: receipt.focus, changed: !receipt.changes.is_empty(), refused: receipt.refused.clone() };
        if executed.changed {
            let label = receipt.transaction.label.clone();
            // Purging and replacing are not taken back; the session knows.
            let undoable = self.session.with_value(|session| session.undo_label() == Some(&label));
            self.notices.push(Message::Done(label), undoable);
            if !receipt.refused.is_empty() {
                self.notices.push(Message::Left(receipt.refused.clone()), false);
            }
            self.settle(receipt, Some((command.clone(), env)));
        }
        Ok(executed)
    }

    /// Carries a command out and tells of its refusal too: for buttons without
    /// a form. True when it was carried out.
    pub fn perform(self, command: &Command) -> bool {
        match self.execute(command) {
            Ok(_) => true,
            Err(rejection) => {
                self.notices.push(Message::Rejected(rejection), false);
                false
            }
        }
    }

    /// Puts other records in place of all there are, which nothing takes back.
    pub(super) fn replace(self, name: &str, records: Vec<Record>, told: Message) -> Result<(), Rejection> {
        let env = self.env();
        let command = Command::Replace { name: name.to_owned(), records };
        let receipt = self.update_session(|session| session.execute(&command, &env))?;
        self.notices.clear();
        self.notices.push(told, false);
        self.settle(receipt, Some((command, env)));
        Ok(())
    }

    /// Takes the latest change of this tab back.
    pub fn undo(self) {
        let env = self.env();
        let undone = self.update_session(|session| session.undo(&env));
        self.tell_undo(undone, env, Message::Undone);
    }

    /// Does the latest undone change again.
    pub fn redo(self) {
        let env = self.env();
        let redone = self.update_session(|session| session.redo(&env));
        self.tell_undo(redone, env, Message::Redone);
    }

    /// Takes any earlier transaction back.
    pub fn revert(self, transaction: Uuid) {
        let env = self.env();
        let reverted = self.update_session(|session| session.revert(transaction, &env)).map(Some);
        self.tell_undo(reverted, env, Message::Undone);
    }

    fn tell_undo(
        self,
        outcome: Result<Option<Receipt>, Rejection>,
        env: Env,
        tell: impl FnOnce(Label, Vec<Blocked>) -> Message,
    ) {
        match outcome {
            Ok(Some(receipt)) => {
                self.notices.push(tell(receipt.transaction.label.clone(), receipt.blocked.clone()), false);
                let instead = self.instead_of_what_is_gone(&receipt);
                let taken_back = receipt.transaction.reverts.and_then(|target| self.logged(target));
                let transaction = taken_back.map(Box::new);
                self.settle(receipt, transaction.map(|transaction| (Command::Revert { transaction }, env)));
                if let Some(instead) = instead {
                    self.router.replace(Route::Record(instead));
                }
            }
            Ok(None) => {}
            Err(rejection) => {
                self.notices.push(Message::Rejected(rejection), false);
            }
        }
    }

    fn logged(self, transaction: Uuid) -> Option<Transaction> {
        self.session.with_value(|session| session.log().iter().rfind(|logged| logged.id == transaction).cloned())
    }

    /// Where to go when an undo took away the record that the page shows: to one
    /// that it changed back, such as the lead of a conversion.
    fn instead_of_what_is_gone(self, receipt: &Receipt) -> Option<RecordRef> {
        let Route::Record(shown) = self.router.route().get_untracked() else { return None };
        if self.peek(|workspace| workspace.find(shown).is_some()) {
            return None;
        }
        let kept = receipt.changes.iter().filter(|change| change.before.is_some() && change.after.is_some());
        let pages: Vec<RecordRef> = kept.map(|change| change.reference).collect();
        let lead = pages.iter().find(|record| record.collection == Collection::Lead);
        lead.or_else(|| pages.iter().find(|record| Collection::MAIN.contains(&record.collection))).copied()
    }

    /// The transaction that converted a lead, while it can be taken back.
    pub fn conversion_of(self, lead: Id<Lead>) -> Option<Uuid> {
        self.with_session(|session| session.conversion_of(lead))
    }

    fn settle(self, receipt: Receipt, decided: Option<(Command, Env)>) {
        self.show(&receipt);
        self.saver.keep(self, receipt, decided);
    }

    /// Lets the page follow a change of this tab that memory holds by now.
    fn show(self, receipt: &Receipt) {
        self.lists.note(&receipt.changes);
        self.own_work.note(receipt.transaction.id);
        self.refresh(receipt.touched.iter().copied());
    }

    /// Takes a change of memory back that could not be kept.
    pub(super) fn retract(self, receipt: &Receipt) {
        let changes = self.update_session(|session| session.retract(receipt));
        self.lists.note(&changes);
        self.refresh(receipt.touched.iter().copied());
    }

    /// Takes in what another tab did. True when it could be applied.
    pub(super) fn absorb(self, transaction: Transaction) -> bool {
        match self.update_session(|session| session.absorb(transaction)) {
            Ok(changes) => {
                self.lists.note(&changes);
                self.refresh(changes.touched());
                true
            }
            Err(_) => false,
        }
    }

    /// Decides a command again, after what other tabs did.
    pub(super) fn decide_again(self, command: &Command, env: &Env) -> Result<Receipt, Rejection> {
        let receipt = self.update_session(|session| session.execute(command, &env.again()))?;
        self.show(&receipt);
        Ok(receipt)
    }

    /// Puts another session in place of the present one.
    pub(super) fn reset(self, session: Session) {
        self.session.set_value(session);
        self.prepare_when_idle();
        self.lists.forget();
        self.refresh(Collection::ALL.iter().copied());
    }

    fn refresh(self, collections: impl IntoIterator<Item = Collection>) {
        for collection in collections {
            self.revision(collection).update(|revision| *revision += 1);
        }
    }

    /// Makes ready what the first change would otherwise wait for.
    fn prepare_when_idle(self) {
        idle::when_idle(move || {
            if self.update_session(|session| session.prepare(PREPARED_AT_ONCE)) {
                self.prepare_when_idle();
            }
        });
    }

    fn update_session<T>(self, update: impl FnOnce(&mut Session) -> T) -> T {
        self.session.try_update_value(update).unwrap_or_else(|| unreachable!("the session lives as long as the page"))
    }
}
