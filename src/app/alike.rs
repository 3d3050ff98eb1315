//! Looks in idle moments for those whom a record might be besides itself.

use leptos::prelude::*;

use super::crm::Crm;
use crate::domain::alike::Search;
use crate::domain::matching::Duplicate;
use crate::domain::record::RecordRef;
use crate::platform::idle::when_idle;

/// How many records are compared in one moment: a few milliseconds of work.
const AT_ONCE: usize = 2_000;

/// Those found, once all were looked at. Stops when its owner goes.
pub fn alike(crm: Crm, record: RecordRef) -> RwSignal<Vec<Duplicate>> {
    let found = RwSignal::new(Vec::new());
    let search = crm.peek(|workspace| workspace.find(record).and_then(Search::of));
    if search.is_some() {
        next(crm, StoredValue::new(search), found);
    }
    found
}

fn next(crm: Crm, search: StoredValue<Option<Search>>, found: RwSignal<Vec<Duplicate>>) {
    when_idle(move || {
        let step = |search: &mut Option<Search>| {
            let more = search.as_mut().is_some_and(|search| crm.peek(|workspace| search.step(workspace, AT_ONCE)));
            (more, if more { None } else { search.take() })
        };
        // Nothing is left of it once the page is another.
        match search.try_update_value(step) {
            Some((true, _)) => next(crm, search, found),
            Some((false, Some(search))) => {
                found.try_set(search.found());
            }
            _ => {}
        }
    });
}
