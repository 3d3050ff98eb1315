//! The workspace as it was, for pages that show it: what an address asks for,
//! and what can be shown.

use std::sync::Arc;

use chrono::{DateTime, NaiveDate, NaiveTime, TimeDelta, Utc};

use crate::domain::as_of::{self, Moment};
use crate::domain::record::{Record, RecordRef};
use crate::domain::workspace::Workspace;
use crate::platform::clock;

use super::crm::Crm;

/// What can be shown of a time.
#[derive(Clone, Debug)]
pub enum Past {
    /// The history is still being read.
    Reading,
    /// Everything as it was.
    Known(Arc<Then>),
    /// The history does not reach so far; since when it does, if it does at all.
    NotKnown {
        /// Since when everything is known.
        since: Option<DateTime<Utc>>,
    },
    /// It has not come yet.
    Future,
    /// The address names no time.
    Nonsense,
}

/// The workspace at a time.
#[derive(Clone, Debug)]
pub struct Then {
    /// The time that was asked for.
    pub moment: Moment,
    /// The calendar day it was, where the person is.
    pub day: NaiveDate,
    /// Every record as it was.
    pub workspace: Workspace,
    /// True where something was there that is not to be had any more.
    pub lacks_something: bool,
}

/// What can be shown of the time that an address names. Runs again when
/// anything changes.
pub fn past(crm: Crm, asked: &str) -> Past {
    let Some(moment) = Moment::parse(asked) else { return Past::Nonsense };
    let (now, today) = (clock::now(), crm.today());
    let (at, day) = match moment {
        Moment::EndOf(day) if day == today => (now, day),
        Moment::EndOf(day) => (end_of(day), day),
        Moment::At(instant) => (instant, clock::local(instant).date()),
    };
    if at > now {
        return Past::Future;
    }
    if !crm.history_is_read() {
        return Past::Reading;
    }
    crm.with_session(|session| match as_of::workspace_at(session.workspace(), session.log(), at) {
        Ok(workspace) => {
            let lacks_something = as_of::lacks_something(session.log(), at);
            Past::Known(Arc::new(Then { moment, day, workspace, lacks_something }))
        }
        Err(as_of::NotKnown { since }) => Past::NotKnown { since },
    })
}

/// Since when everything is known; `None` where nothing was done.
pub fn known_since(crm: Crm) -> Option<DateTime<Utc>> {
    crm.with_session(|session| as_of::known_since(session.workspace(), session.log()))
}

/// The last instant of a day where the person is.
fn end_of(day: NaiveDate) -> DateTime<Utc> {
    let next = day.succ_opt().unwrap_or(day);
    clock::instant(next.and_time(NaiveTime::MIN)) - TimeDelta::milliseconds(1)
}

impl Then {
    /// The record as it was, unless it was not there.
    pub fn find(&self, record: RecordRef) -> Option<&Record> {
        self.workspace.find(record)
    }
}
