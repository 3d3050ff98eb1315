//! Reminders while Relata is open: told once on this device, by the tab that
//! was looked at last. Nothing is kept but up to when they were told, so that
//! what fell due while no page was open is told by the next one.

use chrono::{DateTime, TimeDelta, Utc};
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::domain::activity::Activity;
use crate::domain::id::Id;
use crate::domain::reminder::{Place, due_between, time_of};
use crate::platform::minute::Beat;
use crate::platform::speaker::Speaker;
use crate::platform::{clock, device, minute, notification};

use super::crm::Crm;

pub use crate::platform::notification::Permission;

/// How time goes here.
const HERE: Place = Place { local: clock::local, instant: clock::instant };

/// How late a change of another tab may come in and still be told.
const LATE: TimeDelta = TimeDelta::minutes(1);

/// Whether reminders can be notifications. A copy is a handle to the same.
#[derive(Clone, Copy)]
pub struct Reminders {
    permission: RwSignal<Permission>,
    /// Up to when they were told, where the device could not keep it.
    unwritten: StoredValue<Option<DateTime<Utc>>>,
}

impl Reminders {
    pub(super) fn new() -> Self {
        Self { permission: RwSignal::new(notification::permission()), unwritten: StoredValue::new(None) }
    }

    /// Whether the browser shows them.
    pub fn permission(self) -> Signal<Permission> {
        self.permission.into()
    }

    /// Has the browser ask for it; on a press only.
    pub fn ask(self) {
        spawn_local(async move {
            let answer = notification::ask().await;
            self.permission.try_set(answer);
        });
    }

    /// What is to be told now, and notes that it was.
    fn take(self, crm: Crm) -> Vec<Id<Activity>> {
        let now = clock::now();
        let kept = device::read(device::REMINDED).and_then(|text| text.parse().ok());
        let told: Option<DateTime<Utc>> = self.unwritten.get_value().or(kept);
        // At first nothing is owed, and what is to come after the clock was set back is told again.
        let Some(told) = told.filter(|told| *told <= now) else {
            self.note(now);
            return Vec::new();
        };
        let owner = untrack(|| crm.actor());
        let due = crm.peek(|workspace| due_between(workspace, (told, now), owner, HERE));
        if !due.is_empty() {
            self.note(now);
        } else if now - told >= LATE * 2 {
            // Else what comes in by a file, or with another profile, is told for days back.
            self.note(now - LATE);
        }
        due
    }

    fn note(self, now: DateTime<Utc>) {
        let written = device::write(device::REMINDED, &now.to_rfc3339());
        self.unwritten.set_value((!written).then_some(now));
    }
}

/// Calls `tell` with what is due, for as long as the page lives.
pub fn watch(crm: Crm, tell: impl Fn(Vec<Id<Activity>>) + 'static) {
    let look = move || {
        let due = crm.reminders.take(crm);
        if !due.is_empty() {
            tell(due);
        }
    };
    let look = std::rc::Rc::new(look);
    let at_once = std::rc::Rc::clone(&look);
    let speaker = Speaker::stand(move || at_once());
    minute::each(move |beat| {
        if beat == Beat::Seen {
            speaker.come_forward();
        }
        // The browser may have been told otherwise meanwhile.
        let permission = notification::permission();
        if crm.reminders.permission.get_untracked() != permission {
            crm.reminders.permission.set(permission);
        }
        if speaker.speaks() {
            look();
        }
    });
}

/// The time of day of an open activity, where it has one.
pub fn time_here(activity: &Activity) -> Option<DateTime<Utc>> {
    time_of(activity, HERE)
}

/// Shows a notification of an activity; one of the same takes its place. Without
/// leave to, or where none can be shown, false.
pub fn notify(title: &str, body: &str, tag: &str, pressed: impl FnOnce() + 'static) -> bool {
    notification::show(title, body, tag, pressed)
}
