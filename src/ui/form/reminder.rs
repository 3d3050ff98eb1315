//! Where a reminder appears: what the browser lets the page do, in one
//! sentence, and the press that asks it for more.

use leptos::{html, prelude::*};

use crate::app::crm::use_crm;
use crate::app::reminders::Permission;
use crate::ui::components::button::Button;
use crate::ui::words::vocabulary::spoken;

/// The sentence and, where nobody was asked yet, the button.
#[component]
pub fn ReminderNote() -> impl IntoView {
    let reminders = use_crm().reminders;
    let permission = reminders.permission();
    let note = NodeRef::<html::P>::new();
    let ask = Callback::new(move |()| {
        // The button may go with the answer, and the focus must not.
        note.get_untracked().map(|note| note.focus().ok());
        reminders.ask();
    });
    view! {
        <div class="row">
            <p class="muted" role="status" tabindex="-1" node_ref=note>
                {move || sentence(permission.get())}
            </p>
            <Show when=move || permission.get() == Permission::NotAsked>
                <Button label=spoken("Allow notifications") small=true on_press=ask />
            </Show>
        </div>
    }
    .into_any()
}

fn sentence(permission: Permission) -> &'static str {
    match permission {
        Permission::Unsupported => {
            spoken("This browser shows no notifications of this page: reminders appear in Relata while it is open.")
        }
        Permission::FromFile => {
            spoken("A page opened from a file shows no notifications: reminders appear in Relata while it is open.")
        }
        Permission::NotAsked => {
            spoken("Reminders appear in Relata while it is open, and as notifications if you allow them.")
        }
        Permission::Allowed => spoken("Reminders appear as notifications while Relata is open."),
        Permission::Refused => spoken(
            "Notifications are refused for this page, which the browser's own settings can change: reminders appear in \
             Relata while it is open.",
        ),
    }
}
