//! One field of a record, in place: read it, press it, type, Enter.

use leptos::prelude::*;

use super::in_place::{self, InPlace};
use super::input::FieldInput;
use super::{layout, shown};
use crate::app::crm::{Crm, use_crm};
use crate::domain::field::Kind;
use crate::domain::record::RecordRef;
use crate::ui::components::fields_list::FieldRow;
use crate::ui::components::inline_edit::InlineEdit;
use crate::ui::words::fields::field_label;

/// A row of a [`FieldsList`](crate::ui::components::fields_list::FieldsList)
/// that turns into the field's input and back. A field that follows from what
/// people do, such as the lifecycle, is only shown, and left out while empty.
#[component]
pub fn InlineField(
    /// Which record.
    record: RecordRef,
    /// Which field.
    key: &'static str,
    /// Only to be read while true.
    #[prop(optional, into)]
    disabled: Signal<bool>,
) -> impl IntoView {
    let crm = use_crm();
    let collection = record.collection;
    let Some(field) = collection.field(key) else { return ().into_any() };
    let numeric = matches!(field.kind, Kind::Money | Kind::Number | Kind::Percent);
    let label = field_label(collection, key);
    let typed = layout::is_typed(collection, key).then(|| FieldInput::new(collection, key)).flatten();
    let Some(input) = typed else {
        let value = Memo::new(move |_| {
            crm.read(&[collection], |workspace| {
                workspace.find(record).and_then(|found| found.get(key)).unwrap_or_default()
            })
        });
        let there = Memo::new(move |_| value.with(|value| !crate::domain::field::is_blank(value)));
        return view! {
            <Show when=move || there.get()>
                <FieldRow label numeric>{move || shown::value_view(crm, collection, key, &value.get())}</FieldRow>
            </Show>
        }
        .into_any();
    };
    let editor = Editor { crm, record, field: InPlace::new(crm, record, input), editing: RwSignal::new(false) };
    on_cleanup(move || {
        if editor.editing.get_untracked() {
            in_place::keep(crm, record, &[editor.field]);
        }
    });
    view! { <FieldRow label numeric>{editor.view(label, disabled)}</FieldRow> }.into_any()
}

/// The one field while it is edited.
#[derive(Clone, Copy)]
struct Editor {
    crm: Crm,
    record: RecordRef,
    field: InPlace,
    editing: RwSignal<bool>,
}

impl Editor {
    fn view(self, label: &'static str, disabled: Signal<bool>) -> AnyView {
        let InPlace { input, value, .. } = self.field;
        let told = self.field.told(self.crm);
        let (collection, key, kind) = (self.record.collection, input.key(), input.field.kind);
        let read = ViewFn::from(move || shown::value_view(self.crm, collection, key, &value.get()));
        let form = ViewFn::from(move || input.view(told));
        let has_links: Signal<bool> = Memo::new(move |_| shown::has_links(kind, &value.get())).into();
        let load = Callback::new(move |()| self.field.load());
        let save = Callback::new(move |()| {
            // What is as it was is not put over what somebody else has made of it.
            if !self.field.is_typed() || in_place::save(self.crm, self.record, &[self.field]) {
                self.editing.set(false);
            }
        });
        view! {
            <InlineEdit label editing=self.editing value=read has_links disabled on_edit=load on_save=save form />
        }
        .into_any()
    }
}
