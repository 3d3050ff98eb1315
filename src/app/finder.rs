//! The search for duplicates, which goes on in slices while one works
//! elsewhere, and what it found last.

use std::sync::Arc;

use leptos::prelude::*;

use super::crm::Crm;
use super::slices;
use crate::domain::duplicates::{Findings, Progress, Scan};

/// How many records or pairs are looked at before the clock is: a few milliseconds' worth.
const STEP: usize = 500;

/// The search of this page. A copy is a handle to the same one.
#[derive(Clone, Copy)]
pub struct Finder {
    /// How far it is, in percent; `None` while it does not run.
    progress: RwSignal<Option<u32>>,
    findings: RwSignal<Option<Arc<Findings>>>,
    /// Tells a search that another has begun, or that it was cancelled.
    run: StoredValue<u32>,
}

/// The search of this page.
pub fn use_finder() -> Finder {
    expect_context::<Finder>()
}

impl Finder {
    /// A search that has not begun.
    pub fn new() -> Self {
        Self { progress: RwSignal::new(None), findings: RwSignal::new(None), run: StoredValue::new(0) }
    }

    /// How far the search is, in percent; `None` while it does not run.
    pub fn progress(self) -> Signal<Option<u32>> {
        self.progress.into()
    }

    /// What the last search found; `None` before the first.
    pub fn findings(self) -> Signal<Option<Arc<Findings>>> {
        self.findings.into()
    }

    /// Begins anew, on the records as they are now.
    pub fn start(self, crm: Crm) {
        let run = self.next_run();
        self.progress.set(Some(0));
        let mut scan = crm.peek(Scan::new);
        slices::work(Box::new(move || {
            if self.run.get_value() != run {
                return false;
            }
            let step = scan.step(STEP);
            match step {
                Progress::Working(thousandths) if self.progress.get_untracked() != Some(thousandths / 10) => {
                    self.progress.set(Some(thousandths / 10));
                }
                Progress::Working(_) => {}
                Progress::Done => {
                    self.findings.set(Some(Arc::new(scan.take_findings())));
                    self.progress.set(None);
                }
            }
            step != Progress::Done
        }));
    }

    /// Stops; what the search before found stays.
    pub fn cancel(self) {
        self.next_run();
        self.progress.set(None);
    }

    fn next_run(self) -> u32 {
        let run = self.run.get_value().wrapping_add(1);
        self.run.set_value(run);
        run
    }
}

impl Default for Finder {
    fn default() -> Self {
        Self::new()
    }
}
