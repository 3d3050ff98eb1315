//! What every page that shows the past has: which time it is, the way back to
//! today, and the choice of another day.

use leptos::{ev, prelude::*};

use super::components::banner::Banner;
use super::components::button::LinkButton;
use super::components::format;
use super::components::icon::Icon;
use super::components::text_field::{TextField, TextKind};
use crate::app::crm::Crm;
use crate::app::past::{Past, Then, past};
use crate::domain::as_of::Moment;
use crate::ui::words::vocabulary::{said, spoken};

/// What the address asks for, worked out once for all parts of a page.
pub(super) fn follow(crm: Crm, asked: impl Fn() -> String + Send + Sync + 'static) -> Memo<Past> {
    Memo::new_with_compare(move |_| past(crm, &asked()), |_, _| true)
}

/// Says which time is shown, or why none is, and leads elsewhere.
#[component]
pub(super) fn PastBar(
    /// What is shown.
    past: Memo<Past>,
    /// The address of the same page today.
    #[prop(into)]
    back: Signal<String>,
    /// Called with the day that was chosen instead.
    on_choose: Callback<String>,
) -> impl IntoView {
    let text = Signal::derive(move || past.with(sentence));
    let day = Memo::new(move |_| match past.get() {
        Past::Known(then) => then.day.to_string(),
        Past::Reading | Past::NotKnown { .. } | Past::Future | Past::Nonsense => String::new(),
    });
    view! {
        <Banner text>
            {move || view! { <AsOfForm day=day.get() on_choose /> }}
            <LinkButton label=spoken("Back to today") href=back small=true icon=Icon::Undo />
        </Banner>
    }
    .into_any()
}

/// A day, and the button that shows things as they were at its end.
#[component]
pub(super) fn AsOfForm(
    /// The day at first, `2026-03-03`, or nothing.
    #[prop(optional)]
    day: String,
    /// Called with the chosen day.
    on_choose: Callback<String>,
) -> impl IntoView {
    let day = RwSignal::new(day);
    let submit = move |event: ev::SubmitEvent| {
        event.prevent_default();
        let chosen = day.get_untracked();
        if !chosen.is_empty() {
            on_choose.run(chosen);
        }
    };
    view! {
        <form class="as-of" novalidate on:submit=submit>
            <TextField label=spoken("As of") value=day kind=TextKind::Date />
            <button type="submit" class="btn">
                {spoken("Show")}
            </button>
        </form>
    }
    .into_any()
}

/// Which time is shown, or why none is.
fn sentence(past: &Past) -> String {
    match past {
        Past::Known(then) => time_of(then),
        Past::NotKnown { since: Some(since) } => {
            said!("History goes back to {}. What was before is not known.", format::date_time(*since))
        }
        Past::NotKnown { since: None } => {
            spoken("Nothing is known of the past yet. History begins with the next change.").to_owned()
        }
        Past::Reading => spoken("Reading the history…").to_owned(),
        Past::Future => spoken("That day has not come yet. Choose one that has.").to_owned(),
        Past::Nonsense => spoken("This address names no day. Choose one.").to_owned(),
    }
}

fn time_of(then: &Then) -> String {
    let time = match then.moment {
        Moment::EndOf(day) if day == format::today() => {
            spoken("As it is today. Nothing can be changed here.").to_owned()
        }
        Moment::EndOf(day) => said!("As it was at the end of {}. Nothing can be changed here.", format::day(day)),
        Moment::At(instant) => said!("As it was on {}. Nothing can be changed here.", format::date_time(instant)),
    };
    if then.lacks_something {
        return said!("{} What was archived or removed for good since is not in it.", time);
    }
    time
}
