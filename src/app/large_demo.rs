//! Making the large demonstration, a few records at a time, so that the page
//! draws and answers meanwhile.

use std::cell::Cell;

use leptos::task::spawn_local;

use crate::domain::command::Command;
use crate::domain::record::{Collection, Record};
use crate::domain::sample::large::{LOT, reference};
use crate::domain::workspace::Workspace;
use crate::platform::idle::Slices;
use crate::store::vault::Pace;

use super::crm::Crm;

thread_local! {
    /// Set while one is being made, whichever page is shown meanwhile.
    static BEING_MADE: Cell<bool> = const { Cell::new(false) };
}

/// Makes about so many records and takes them in as one change. Tells how many
/// there are by now; `None` once all is done, at once where one is being made.
pub fn load_large_demo(crm: Crm, records: usize, made: impl Fn(Option<usize>) + 'static) {
    if BEING_MADE.replace(true) {
        return made(None);
    }
    spawn_local(async move {
        loop {
            let before = crm.peek(rests_on);
            let all = make(crm, records, &made).await;
            // Otherwise something came meanwhile that took one of the account
            // numbers, or went that the records lead to.
            if crm.peek(rests_on) == before {
                BEING_MADE.set(false);
                crm.perform(&Command::LoadLargeDemo { records: all });
                return made(None);
            }
        }
    });
}

/// What the records are made from: the highest account number and the lists.
fn rests_on(workspace: &Workspace) -> (u32, Vec<Record>) {
    let lists = Collection::ALL.iter().filter(|collection| !Collection::MAIN.contains(collection));
    let entries = lists.flat_map(|collection| workspace.records(*collection)).cloned().collect();
    (workspace.highest_account_number(), entries)
}

async fn make(crm: Crm, records: usize, made: &impl Fn(Option<usize>)) -> Vec<Record> {
    let env = crm.env();
    let (seed, _) = env.mint().as_u64_pair();
    let reference = crm.peek(|workspace| reference(workspace, &env, records, seed));
    let (pace, mut all) = (Slices::begin(), Vec::with_capacity(records));
    for record in reference {
        all.push(record);
        if all.len() % LOT == 0 {
            made(Some(all.len()));
            pace.pause().await;
        }
    }
    all
}
