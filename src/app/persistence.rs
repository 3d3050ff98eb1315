//! Whether the browser may throw away by itself what it keeps for this page.
//! Asked for once on each device, when there is something to keep.

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::domain::record::Collection;
use crate::platform::persist;

use super::crm::Crm;

/// So many records are worth a question, which some browsers put to the person.
const WORTH_ASKING: usize = 25;

/// What the browser has promised. A copy is a handle to the same.
#[derive(Clone, Copy)]
pub struct Persistence {
    promised: RwSignal<Option<bool>>,
}

impl Persistence {
    /// Looks what was promised before.
    pub(super) fn look() -> Self {
        let promised = RwSignal::new(None);
        spawn_local(async move {
            let agreed = persist::agreed().await;
            // The page may be gone by the time the browser answers.
            promised.try_set(Some(agreed));
        });
        Self { promised }
    }

    /// True once the browser has promised to keep everything, false if it may
    /// clear it, `None` until it has answered.
    pub fn promised(self) -> Signal<Option<bool>> {
        self.promised.into()
    }

    /// Asks when the first copy was exported or there are so many records, once.
    pub(super) fn ask_when_worth_it(self, crm: Crm) {
        Effect::new(move || {
            let (asked, exported) =
                crm.preferences.with(|preferences| (preferences.asked_to_keep, preferences.exported_at.is_some()));
            if asked || self.promised.get() != Some(false) || !(exported || has_many(crm)) {
                return;
            }
            spawn_local(async move {
                crm.preferences.update(|preferences| preferences.asked_to_keep = true);
                let agreed = persist::ask().await;
                self.promised.try_set(Some(agreed));
            });
        });
    }
}

fn has_many(crm: Crm) -> bool {
    crm.read(&Collection::MAIN, |workspace| {
        let all = Collection::MAIN.iter().flat_map(|collection| workspace.records(*collection));
        all.take(WORTH_ASKING).count() == WORTH_ASKING
    })
}
