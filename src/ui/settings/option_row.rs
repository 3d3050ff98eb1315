//! One row of an editable list: its name, its other fields, its place, and
//! the way out.

use leptos::{html, prelude::*};
use uuid::Uuid;

use super::inline::{InlineText, field_of, keep_field};
use crate::app::crm::{Crm, use_crm};
use crate::domain::command::Command;
use crate::domain::field::{Field, Kind};
use crate::domain::record::RecordRef;
use crate::ui::components::icon::{Icon, icon};
use crate::ui::words::concepts::{in_sentence, singular};
use crate::ui::words::counts::count;
use crate::ui::words::vocabulary::{said, spoken};

/// A row of an editable list.
#[component]
pub(super) fn OptionRow(
    /// Whose row.
    record: RecordRef,
    /// The fields besides the name.
    fields: Vec<&'static Field>,
    /// All rows in their order.
    order: Memo<Vec<Uuid>>,
    /// How many records use it.
    used: Signal<usize>,
) -> impl IntoView {
    let crm = use_crm();
    let name =
        Signal::derive(move || crm.read(&[record.collection], |workspace| workspace.title(record)).unwrap_or_default());
    let one = singular(record.collection);
    let keep = Callback::new(move |typed: String| match record.collection.field("name") {
        Some(field) => keep_field(crm, record, field, &typed),
        None => Ok(()),
    });
    let cells = fields.into_iter().map(|field| {
        view! { <div class=cell_class(field)>{field_of(crm, record, field, name)}</div> }
    });
    view! {
        <li class="option-row">
            <div class="option-name">
                <InlineText label=said!("Name of {}", in_sentence(one)) value=name keep label_hidden=true />
            </div>
            {cells.collect_view()}
            <div class="option-end">
                <span class="option-used">{move || used_words(used.get())}</span>
                {moves(crm, record, order, name)}
                <button
                    type="button"
                    class="btn btn--ghost btn--icon btn--small"
                    title=spoken("Delete")
                    aria-label=move || said!("Delete {}", name.get())
                    on:click=move |_| {
                        crm.perform(&Command::Trash { records: vec![record] });
                    }
                >
                    {icon(Icon::Trash)}
                </button>
            </div>
        </li>
    }
    .into_any()
}

/// The class that gives a field its width.
pub(super) fn cell_class(field: &Field) -> &'static str {
    match field.kind {
        Kind::Number | Kind::Percent => "option-number",
        _ => "option-choice",
    }
}

fn used_words(used: usize) -> String {
    if used == 0 { String::new() } else { count(used, "use", "uses") }
}

/// The buttons that move a row. The focus goes with the row, and to the other
/// button where the row can go no further.
fn moves(crm: Crm, record: RecordRef, order: Memo<Vec<Uuid>>, name: Signal<String>) -> AnyView {
    let (up, down) = (NodeRef::<html::Button>::new(), NodeRef::<html::Button>::new());
    let place = Memo::new(move |_| order.with(|order| order.iter().position(|id| *id == record.id)));
    let last = move || order.with(Vec::len).saturating_sub(1);
    let go = move |upwards: bool| {
        let mut moved = order.get_untracked();
        let Some(from) = place.get_untracked() else { return };
        let to = if upwards { from.checked_sub(1) } else { Some(from + 1).filter(|to| *to < moved.len()) };
        let Some(to) = to else { return };
        moved.swap(from, to);
        let records = moved.iter().map(|id| RecordRef { collection: record.collection, id: *id }).collect();
        crm.perform(&Command::Arrange { records });
        let upwards = if upwards { to > 0 } else { to + 1 >= moved.len() };
        request_animation_frame(move || {
            if let Some(button) = (if upwards { up } else { down }).try_get_untracked().flatten() {
                button.focus().ok();
            }
        });
    };
    view! {
        <button
            type="button"
            class="btn btn--ghost btn--icon btn--small"
            title=spoken("Move up")
            aria-label=move || said!("Move {} up", name.get())
            node_ref=up
            disabled=move || place.get() == Some(0)
            on:click=move |_| go(true)
        >
            {icon(Icon::ArrowUp)}
        </button>
        <button
            type="button"
            class="btn btn--ghost btn--icon btn--small"
            title=spoken("Move down")
            aria-label=move || said!("Move {} down", name.get())
            node_ref=down
            disabled=move || place.get() == Some(last())
            on:click=move |_| go(false)
        >
            {icon(Icon::ArrowDown)}
        </button>
    }
    .into_any()
}
