//! Taking in what a reader made of files: one change, one undo.
//!
//! - I1 Records come with their dates; nothing is stamped.
//! - I2 Replacing removes what the file does not have.
//! - I3 Links to what has been merged here lead to the survivor.
//! - I4 What repeats, was open here and comes in done is followed by its next one, as
//!   when it is done here (A3). The same file once more makes no second one.

use super::super::activity::{Activity, Repeats};
use super::super::change::{Change, ChangeSet, Label, Verb};
use super::super::command::Decision;
use super::super::draft::Draft;
use super::super::env::Env;
use super::super::record::{Collection, Record, Stored};
use super::super::workspace::Workspace;
use super::activity::come_again;
use super::merge_records::led_on;

pub(super) fn import(workspace: &Workspace, name: &str, records: &[Record], env: &Env) -> Decision {
    let mut draft = Draft::new(workspace, env);
    for record in records {
        draft.put_exact(record.clone());
    }
    let coming = draft.touched().iter().filter_map(|reference| draft.find(*reference));
    let led: Vec<Record> = coming.filter_map(|record| led_on(record, &|link| draft.find(link))).collect();
    for record in led {
        draft.put_exact(record);
    }
    let coming = records.iter().filter_map(Activity::from_record).filter_map(|coming| draft.get(coming.id));
    let repeats_done = |it: &&Activity| it.done_at.is_some() && it.repeats != Repeats::Never;
    for done in coming.filter(repeats_done).cloned().collect::<Vec<_>>() {
        match workspace.live(done.id) {
            Some(here) if here.done_at.is_none() => come_again(&mut draft, done),
            Some(here) if here.repeats == Repeats::Never => {
                draft.put_exact(Activity { repeats: Repeats::Never, repeats_since: None, ..done }.into_record());
            }
            _ => {}
        }
    }
    Decision::new(draft.finish(), Label::named(Verb::Imported, name))
}

pub(super) fn replace(workspace: &Workspace, name: &str, records: &[Record]) -> Decision {
    let incoming = Workspace::from_records(records.iter().cloned());
    let removed = Collection::ALL.iter().flat_map(|collection| workspace.records(*collection)).filter_map(|record| {
        let reference = record.reference();
        let gone = incoming.find(reference).is_none();
        gone.then(|| Change { reference, before: Some(record.clone()), after: None })
    });
    let put = records.iter().map(|record| {
        let reference = record.reference();
        Change { reference, before: workspace.find(reference).cloned(), after: incoming.find(reference).cloned() }
    });
    let changes = ChangeSet::new(removed.chain(put).collect::<Vec<_>>());
    Decision::new(changes, Label::named(Verb::Imported, name))
}
