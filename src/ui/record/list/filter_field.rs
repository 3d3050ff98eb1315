//! The filter field of a list: rows follow every key, the address a moment
//! later; what cannot be read is told below, and the language is a press away.

use std::time::Duration;

use leptos::prelude::*;

use super::List;
use crate::ui::components::icon::Icon;
use crate::ui::components::popover::Popover;
use crate::ui::components::text_field::{TextField, TextKind};
use crate::ui::words;
use crate::ui::words::vocabulary::spoken;

/// How long one pauses before the address follows, and before one is told
/// what is wrong with what may be half a word. Browsers allow an address only
/// so many changes a second.
const PAUSE: Duration = Duration::from_millis(400);
/// So many faults are told at once.
const TOLD: usize = 2;

impl List {
    /// The field with its help.
    pub(super) fn filter_field(self) -> AnyView {
        let collection = self.collection;
        let keys = StoredValue::new(0_u64);
        let on_input = Callback::new(move |_: String| {
            let now = keys.get_value() + 1;
            keys.set_value(now);
            let pauses = move || keys.try_get_value() == Some(now);
            set_timeout(
                move || {
                    if pauses() {
                        self.keep_filter();
                    }
                },
                PAUSE,
            );
        });
        let on_settled = Callback::new(move |()| self.keep_filter());
        let error = Signal::derive(move || self.told_faults());
        view! {
            <div class="toolbar-filter">
                <TextField label=spoken("Filter") label_hidden=true value=self.typed kind=TextKind::Search placeholder=spoken("Filter") error on_input on_settled />
            </div>
            <Popover label=spoken("How to filter") icon=Icon::Help>
                <dl class="filter-help">
                    {words::query::help(collection)
                        .iter()
                        .map(|(example, meaning)| view! { <dt><code>{*example}</code></dt> <dd>{spoken(meaning)}</dd> })
                        .collect_view()}
                </dl>
            </Popover>
        }
        .into_any()
    }

    /// Writes what is typed into the address, without leaving the field.
    pub(super) fn keep_filter(self) {
        let Some(typed) = self.typed.try_get_untracked() else { return };
        if self.kept.with_value(|kept| *kept != typed) {
            self.kept.set_value(typed.clone());
            self.say("filter", &typed);
        }
    }

    /// What is wrong with the filter that the address has.
    fn told_faults(self) -> Option<String> {
        self.query.track();
        self.parsed.with(|(_, faults)| {
            self.typed.with(|typed| {
                if faults.is_empty() || self.kept.with_value(|kept| kept != typed) {
                    return None;
                }
                let told = faults.iter().take(TOLD).map(|fault| words::query::fault(self.collection, typed, fault));
                Some(told.collect::<Vec<_>>().join(". "))
            })
        })
    }
}
