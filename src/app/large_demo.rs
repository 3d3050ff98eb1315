//! Making the large demonstration, a few records at a time, so that the page
//! draws and answers meanwhile.

use leptos::task::spawn_local;

use crate::domain::command::Command;
use crate::domain::record::Record;
use crate::domain::sample::large::{LOT, reference};
use crate::domain::workspace::Workspace;
use crate::platform::idle::Slices;
use crate::store::vault::Pace;

use super::crm::Crm;

/// Makes about so many records and takes them in as one change. Tells how many
/// there are by now; `None` once all is done.
pub fn load_large_demo(crm: Crm, records: usize, made: impl Fn(Option<usize>) + 'static) {
    spawn_local(async move {
        loop {
            let highest = crm.peek(Workspace::highest_account_number);
            let all = make(crm, records, &made).await;
            // Otherwise an account came meanwhile that took one of the numbers.
            if crm.peek(Workspace::highest_account_number) == highest {
                crm.perform(&Command::LoadLargeDemo { records: all });
                return made(None);
            }
        }
    });
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
