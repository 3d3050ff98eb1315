//! What Relata does with records once they are open: whatever they say, none
//! of it may panic.

use chrono::{DateTime, NaiveDate, Utc};
use relata::domain::as_of::{known_since, workspace_at};
use relata::domain::board::{Asked, Board, Order};
use relata::domain::change::Transaction;
use relata::domain::day::Quarter;
use relata::domain::forecast::Forecast;
use relata::domain::lead::Lead;
use relata::domain::matching::{account_matches, contact_matches, duplicates_of};
use relata::domain::pace::Pace;
use relata::domain::pipeline::Pipeline;
use relata::domain::record::{Collection, Record};
use relata::domain::search::search;
use relata::domain::timeline::timeline;
use relata::domain::today::{Today, Whose};
use relata::domain::undo;
use relata::domain::validate::check;
use relata::domain::workspace::Workspace;
use relata::interchange::{csv, json};

/// Looks at everything in a workspace, in every way there is.
pub fn look_at(workspace: &Workspace) {
    let today = NaiveDate::from_ymd_opt(2026, 11, 21).unwrap();
    Today::of(workspace, &Whose { today, owner: None, local_day: |at| at.date_naive() });
    Forecast::of(workspace, Quarter::of(today, 4)).outlook();
    for pipeline in workspace.all::<Pipeline>() {
        let asked = Asked { pipeline: pipeline.id, only: None, order: Order::Name, today };
        Board::default().columns(workspace, &asked);
    }
    Pace::of(workspace);
    search(workspace, "a 1", 20);
    for record in records(workspace) {
        record.title();
        check(workspace, record);
        timeline(workspace, record.reference());
        duplicates_of(workspace, record);
    }
    for lead in workspace.all::<Lead>() {
        account_matches(workspace, lead);
        contact_matches(workspace, lead);
    }
    for collection in Collection::ALL {
        csv::write(workspace, *collection);
    }
    json::write(workspace).unwrap();
}

/// Looks at a history: what could be taken back, and what was there before.
pub fn look_back(workspace: &Workspace, log: &[Transaction]) {
    known_since(workspace, log);
    for transaction in log {
        undo::plan(workspace, transaction);
        drop(workspace_at(workspace, log, transaction.at));
    }
    drop(workspace_at(workspace, log, DateTime::<Utc>::MAX_UTC));
}

pub fn records(workspace: &Workspace) -> impl Iterator<Item = &Record> {
    Collection::ALL.iter().flat_map(|collection| workspace.records(*collection))
}
