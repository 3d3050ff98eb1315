//! What a day asks for, in one line: when Home is first opened on it.

use leptos::prelude::*;

use super::lists::Lists;
use crate::app::arrival;
use crate::app::crm::Crm;
use crate::app::preferences::first_on;
use crate::ui::components::banner::Banner;
use crate::ui::components::button::{Button, Variant};
use crate::ui::words::vocabulary::{said, spoken};

/// The line, once a day on this device, where there is anything to say.
pub(super) fn digest(crm: Crm, lists: Lists) -> Option<AnyView> {
    let asked = untrack(|| lists.asked());
    if asked == [0; 3] || !first_on(crm.preferences, crm.env().today) {
        return None;
    }
    let open = RwSignal::new(true);
    let hide = Callback::new(move |()| {
        open.set(false);
        // The button goes, and the focus must not go with it.
        arrival::focus_main();
    });
    let text = Signal::derive(move || sentence(lists.asked()));
    let view = view! {
        <Show when=move || open.get()>
            <Banner text>
                <Button label=spoken("Hide") small=true variant=Variant::Ghost on_press=hide />
            </Banner>
        </Show>
    };
    Some(view.into_any())
}

fn sentence([overdue, today, waiting]: [usize; 3]) -> String {
    let parts = [
        (overdue, said!("{} overdue", overdue)),
        (today, said!("{} due today", today)),
        (waiting, said!("{} waiting for you", waiting)),
    ];
    let parts: Vec<String> = parts.into_iter().filter(|(number, _)| *number > 0).map(|(_, words)| words).collect();
    if parts.is_empty() { spoken("All of it is done.").to_owned() } else { said!("Today: {}", parts.join(", ")) }
}
