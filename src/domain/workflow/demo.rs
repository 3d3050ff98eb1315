//! The demonstration records, in and out.
//!
//! - D1 They come once: while any is there, none is added.
//! - D2 They come with dates of their own, and accounts with free numbers.
//! - D3 They go whole, whatever was done to them, with all links to them;
//!   nothing else goes.
//! - D4 What demonstration leads were converted into is demonstration too.
//! - D5 A large one has as many records as were asked for, to the next fifty.

use std::collections::BTreeSet;

use super::super::change::{Change, ChangeSet, Label, Verb};
use super::super::command::Decision;
use super::super::draft::Draft;
use super::super::env::Env;
use super::super::record::{Collection, Record, RecordRef};
use super::super::sample;
use super::super::workspace::Workspace;
use super::{Rejection, trash};

pub(super) fn load(workspace: &Workspace, env: &Env) -> Result<Decision, Rejection> {
    if has_demo(workspace) {
        return Err(Rejection::NoDemoChange);
    }
    let mut draft = Draft::new(workspace, env);
    for mut record in sample::records(workspace, env) {
        if let Record::Account(account) = &mut record {
            std::sync::Arc::make_mut(account).number = draft.next_account_number();
        }
        draft.put_exact(record);
    }
    Ok(Decision::new(draft.finish(), Label::named(Verb::DemoLoaded, "")))
}

pub(super) fn load_large(workspace: &Workspace, records: &[Record]) -> Result<Decision, Rejection> {
    if has_demo(workspace) {
        return Err(Rejection::NoDemoChange);
    }
    let changes = records.iter().map(|record| {
        let reference = record.reference();
        Change { reference, before: workspace.find(reference).cloned(), after: Some(record.clone()) }
    });
    // Its records are new and each comes once: no draft is needed to see earlier ones.
    Ok(Decision::new(ChangeSet::new(changes), Label::named(Verb::DemoLoaded, "")))
}

pub(super) fn remove(workspace: &Workspace, env: &Env) -> Result<Decision, Rejection> {
    let all = Collection::ALL.iter().flat_map(|collection| workspace.records(*collection));
    let marked: BTreeSet<RecordRef> = all.filter(|record| sample::is_demo(record)).map(Record::reference).collect();
    if marked.is_empty() {
        return Err(Rejection::NoDemoChange);
    }
    let mut draft = Draft::new(workspace, env);
    trash::remove_for_good(&mut draft, &marked)?;
    Ok(Decision::new(draft.finish(), Label::named(Verb::DemoRemoved, "")))
}

/// True while demonstration records are there.
pub fn has_demo(workspace: &Workspace) -> bool {
    let mut all = Collection::ALL.iter().flat_map(|collection| workspace.records(*collection));
    all.any(sample::is_demo)
}
