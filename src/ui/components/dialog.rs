//! A modal form: a title, fields, Cancel and one button that does it.

use super::fresh_id::fresh_id;
use super::icon::{Icon, icon};
use crate::platform::dom;
use crate::ui::words::vocabulary::spoken;
use leptos::{ev, html, prelude::*};

/// A modal dialog that is open for as long as it is in the page: put it inside
/// `<Show when=…>` and take it away in `on_close` and after a successful `on_submit`.
///
/// The focus goes to the first field, or to the one with `autofocus`, or where there is
/// none to the submit button, and back to the opener at the end. If `on_submit` leaves a field with `aria-invalid`, that field gets
/// the focus.
#[component]
pub fn Dialog(
    /// The heading and accessible name.
    #[prop(into)]
    title: Signal<String>,
    /// Called on Escape, Cancel and the close button.
    on_close: Callback<()>,
    /// Called on Enter and on the submit button.
    on_submit: Callback<()>,
    /// Words of the submit button.
    #[prop(into)]
    submit_label: Signal<String>,
    /// The submit button waits while true.
    #[prop(optional, into)]
    submit_disabled: Signal<bool>,
    /// The submit button destroys something.
    #[prop(optional)]
    danger: bool,
    /// There is only something to read: nothing below it but what closes at the top.
    #[prop(optional)]
    reading: bool,
    /// Two columns fit.
    #[prop(optional)]
    wide: bool,
    /// Words of the cancel button.
    #[prop(optional, into)]
    cancel_label: Option<String>,
    /// One line below the title.
    #[prop(optional, into)]
    intro: Option<String>,
    /// The fields.
    children: Children,
) -> impl IntoView {
    let node = NodeRef::<html::Dialog>::new();
    let title_id = fresh_id("dialog");
    let labelled_by = title_id.clone();
    let opener = StoredValue::new_local(dom::active_element());

    Effect::new(move |_| {
        if let Some(dialog) = node.get() {
            dom::show_modal(&dialog);
            let field = dom::find(&dialog, ".dialog-body :is(input, select, textarea):enabled");
            // Without a field the browser would choose the cross at the top. What destroys
            // something waits to be gone to.
            let target = match field {
                None if !danger && !reading => dom::find(&dialog, ".dialog-foot [type=submit]"),
                field => field,
            };
            if let Some(target) = target {
                dom::focus(&target);
            }
        }
    });
    on_cleanup(move || {
        if let Some(opener) = opener.try_get_value().flatten() {
            dom::restore_focus(opener);
        }
    });

    let submit = move |event: ev::SubmitEvent| {
        event.prevent_default();
        event.stop_propagation();
        if submit_disabled.get_untracked() {
            return;
        }
        on_submit.run(());
        dom::after_render(move || {
            if let Some(dialog) = node.try_get_untracked().flatten() {
                dom::focus_first_invalid(&dialog);
            }
        });
    };

    let foot = (!reading).then(|| {
        view! {
            <footer class="dialog-foot">
                <button type="button" class="btn" on:click=move |_| on_close.run(())>
                    {cancel_label.unwrap_or_else(|| spoken("Cancel").to_owned())}
                </button>
                <button
                    type="submit"
                    class=if danger { "btn btn--danger" } else { "btn btn--primary" }
                    disabled=submit_disabled
                >
                    {submit_label}
                </button>
            </footer>
        }
    });
    view! {
        <dialog
            class="dialog"
            class:dialog--wide=wide
            node_ref=node
            aria-labelledby=labelled_by
            // Escape and the back gesture. The page takes the dialog away itself and
            // at once: there is no moment in which it is gone but not yet told.
            on:cancel=move |event| {
                if dom::is_of_shown_dialog(&event) {
                    event.prevent_default();
                    on_close.run(());
                }
            }
            // A browser may close it without asking.
            on:close=move |event| {
                if dom::is_of_shown_dialog(&event) {
                    on_close.run(());
                }
            }
        >
            <form class="dialog-form" novalidate on:submit=submit>
                <header class="dialog-head">
                    <h2 id=title_id>{title}</h2>
                    <button
                        type="button"
                        class="btn btn--ghost btn--icon"
                        aria-label=spoken("Close")
                        title=spoken("Close")
                        on:click=move |_| on_close.run(())
                    >
                        {icon(Icon::Close)}
                    </button>
                </header>
                // What scrolls must be within reach of the keyboard.
                <div class="dialog-body" tabindex=reading.then_some("0")>
                    {intro.map(|intro| view! { <p class="dialog-intro">{intro}</p> })}
                    {children()}
                </div>
                {foot}
            </form>
        </dialog>
    }
    .into_any()
}
