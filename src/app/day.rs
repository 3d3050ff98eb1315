//! The calendar day where the person is, live: a page that stays open over
//! midnight, or is carried to another time zone, goes on with the day that it is.

use chrono::NaiveDate;
use leptos::prelude::*;

use crate::platform::clock;

/// Which day it is. A copy is a handle to the same.
#[derive(Clone, Copy)]
pub(super) struct Day {
    /// With how far the time is ahead of UTC: elsewhere, instants fall on other days.
    here: RwSignal<(NaiveDate, i32)>,
}

impl Day {
    /// The day that it is now.
    pub fn now() -> Self {
        Self { here: RwSignal::new(look()) }
    }

    /// Tracks it.
    pub fn get(self) -> NaiveDate {
        self.here.get().0
    }

    /// Looks at the clock, which may also have been set back. `elsewhere` is
    /// called before anything runs again where the time is another than before.
    pub fn look(self, elsewhere: impl FnOnce()) {
        let (now, before) = (look(), self.here.get_untracked());
        if now.1 != before.1 {
            elsewhere();
        }
        if now != before {
            self.here.set(now);
        }
    }
}

fn look() -> (NaiveDate, i32) {
    (clock::today(), clock::ahead_of_utc())
}
