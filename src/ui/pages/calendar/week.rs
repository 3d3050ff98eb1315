//! A week: its days one below the other, with all that is to be done, which is
//! ticked off in place, and all that was done.

use chrono::NaiveDate;
use leptos::prelude::*;

use super::Calendar;
use crate::domain::id::Id;
use crate::ui::components::agenda::Agenda;
use crate::ui::components::format;
use crate::ui::components::section::Section;
use crate::ui::form::complete_activity::{Completer, CompleterDialog};
use crate::ui::words::vocabulary::spoken;

impl Calendar {
    pub(super) fn week(self) -> AnyView {
        let completer = Completer::new(self.crm);
        let on_check = Callback::new(move |id: String| {
            if let Ok(id) = id.parse() {
                completer.complete(Id::new(id));
            }
        });
        view! {
            <CompleterDialog completer />
            <div class="calendar-week">
                <For each=move || self.weeks.get().into_iter().flatten() key=NaiveDate::clone let:day>
                    {self.day_of_week(day, on_check)}
                </For>
            </div>
        }
        .into_any()
    }

    fn day_of_week(self, day: NaiveDate, on_check: Callback<String>) -> AnyView {
        let here = Memo::new(move |_| self.of_day(day));
        let to_do = Signal::derive(move || here.with(|here| here.to_do.clone()));
        let done = Signal::derive(move || here.with(|here| here.done.clone()));
        let is_empty = move || here.with(|here| here.to_do.is_empty() && here.done.is_empty());
        let has_to_do = Memo::new(move |_| here.with(|here| !here.to_do.is_empty()));
        let has_done = Memo::new(move |_| here.with(|here| !here.done.is_empty()));
        let title = Signal::derive(move || {
            let today = self.crm.today();
            match (day - today).num_days() {
                -1..=1 => format!("{}, {}", format::day_heading(day, today), format::weekday(day)),
                _ => format::weekday(day),
            }
        });
        let add = ViewFn::from(move || self.add_button(day));
        view! {
            <Section title=title actions=add>
                <Show when=move || has_to_do.get()>
                    <Agenda items=to_do on_check=Some(on_check) />
                </Show>
                <Show when=move || has_done.get()>
                    <div class="calendar-done">
                        <p class="muted">{spoken("Done")}</p>
                        <Agenda items=done />
                    </div>
                </Show>
                {move || is_empty().then(|| view! { <p class="muted">{spoken("Nothing")}</p> })}
            </Section>
        }
        .into_any()
    }
}
