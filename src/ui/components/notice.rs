//! Short messages in the corner: “Saved”, “3 leads deleted · Undo”.

use super::{
    banner::Gravity,
    icon::{Icon, icon},
};
use crate::ui::words::vocabulary::spoken;
use leptos::prelude::*;

/// One message. Whoever keeps the list decides how long it stays.
#[derive(Clone)]
pub struct Notice {
    /// Tells messages apart.
    pub id: u64,
    /// What happened.
    pub text: String,
    /// `Danger` is announced at once and should stay until dismissed.
    pub gravity: Gravity,
    /// Words and deed of each button, such as Undo; the deed is called with the id.
    pub actions: Vec<(&'static str, Callback<u64>)>,
}

/// The stack of messages: errors in an alert region, the others in a polite status region.
/// Both regions are in the page from the start, so that additions are announced.
#[component]
pub fn NoticeStack(
    /// Oldest first.
    #[prop(into)]
    notices: Signal<Vec<Notice>>,
    /// Called with the id when dismissed, and after an action on good news: a
    /// trouble stays, as one way out may not be enough.
    on_dismiss: Callback<u64>,
) -> impl IntoView {
    let of_kind = move |errors: bool| {
        notices.get().into_iter().filter(|notice| (notice.gravity == Gravity::Danger) == errors).collect::<Vec<_>>()
    };
    view! {
        <div class="notices">
            <div class="notices-list" role="alert">
                <For each=move || of_kind(true) key=|notice| notice.id let:notice>
                    {notice_view(notice, on_dismiss)}
                </For>
            </div>
            <div class="notices-list" role="status">
                <For each=move || of_kind(false) key=|notice| notice.id let:notice>
                    {notice_view(notice, on_dismiss)}
                </For>
            </div>
        </div>
    }
    .into_any()
}

fn notice_view(notice: Notice, on_dismiss: Callback<u64>) -> AnyView {
    let (id, stays) = (notice.id, notice.gravity == Gravity::Danger);
    let several = notice.actions.len() > 1;
    let drawing = match notice.gravity {
        Gravity::Info => Icon::CheckCircle,
        Gravity::Warn => Icon::Clock,
        Gravity::Danger => notice.gravity.icon(),
    };
    view! {
        <div class=format!("notice {}", notice.gravity.class()) class:notice--ways=several>
            {icon(drawing)}
            <span class="notice-text">{notice.text}</span>
            {notice
                .actions
                .into_iter()
                .map(|(label, act)| {
                    view! {
                        <button
                            type="button"
                            class="btn btn--small"
                            on:click=move |_| {
                                act.run(id);
                                if !stays {
                                    on_dismiss.run(id);
                                }
                            }
                        >
                            {label}
                        </button>
                    }
                })
                .collect_view()}
            <button
                type="button"
                class="btn btn--ghost btn--icon btn--small"
                aria-label=spoken("Dismiss")
                title=spoken("Dismiss")
                on:click=move |_| on_dismiss.run(id)
            >
                {icon(Icon::Close)}
            </button>
        </div>
    }
    .into_any()
}
