//! One field of a record, in place: read it, press it, type, Enter.

use leptos::prelude::*;
use serde_json::{Map, Value};

use super::controls::collection_of;
use super::input::FieldInput;
use super::{layout, shown};
use crate::app::crm::{Crm, use_crm};
use crate::app::notices::Message;
use crate::domain::command::Command;
use crate::domain::field::Kind;
use crate::domain::record::{Collection, RecordRef};
use crate::domain::validate::FieldError;
use crate::domain::workflow::Rejection;
use crate::ui::components::fields_list::FieldRow;
use crate::ui::components::inline_edit::InlineEdit;
use crate::ui::words::fields::field_label;
use crate::ui::words::sentences;

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
    let tracked = [Some(collection), collection_of(field.kind)];
    let value = Memo::new(move |_| {
        let tracked: Vec<Collection> = tracked.into_iter().flatten().collect();
        crm.read(&tracked, |workspace| workspace.find(record).and_then(|found| found.get(key)).unwrap_or_default())
    });
    let numeric = matches!(field.kind, Kind::Money | Kind::Number | Kind::Percent);
    let label = field_label(collection, key);
    let typed = layout::is_typed(collection, key).then(|| FieldInput::new(collection, key)).flatten();
    let Some(input) = typed else {
        let there = Memo::new(move |_| value.with(|value| !crate::domain::field::is_blank(value)));
        return view! {
            <Show when=move || there.get()>
                <FieldRow label numeric>{move || shown::value_view(crm, collection, key, &value.get())}</FieldRow>
            </Show>
        }
        .into_any();
    };
    let editor = Editor { crm, record, input, value, editing: RwSignal::new(false), error: RwSignal::new(None) };
    on_cleanup(move || editor.keep());
    view! { <FieldRow label numeric>{editor.view(label, disabled)}</FieldRow> }.into_any()
}

/// The one field while it is edited.
#[derive(Clone, Copy)]
struct Editor {
    crm: Crm,
    record: RecordRef,
    input: FieldInput,
    value: Memo<Value>,
    editing: RwSignal<bool>,
    error: RwSignal<Option<String>>,
}

impl Editor {
    fn view(self, label: &'static str, disabled: Signal<bool>) -> AnyView {
        let (collection, key) = (self.record.collection, self.input.key());
        let read = ViewFn::from(move || shown::value_view(self.crm, collection, key, &self.value.get()));
        let form = ViewFn::from(move || self.input.view(self.error.into()));
        let kind = self.input.field.kind;
        let has_links: Signal<bool> = Memo::new(move |_| shown::has_links(kind, &self.value.get())).into();
        let load = Callback::new(move |()| {
            self.error.set(None);
            self.input.load(&self.value.get_untracked());
            self.input.open_row();
        });
        let save = Callback::new(move |()| self.save());
        view! {
            <InlineEdit label editing=self.editing value=read has_links disabled on_edit=load on_save=save form />
        }
        .into_any()
    }

    /// The page is left with the form open: what was typed is saved, or it is
    /// told why not. Afterwards, as no signal may change while others go.
    fn keep(self) {
        if !self.editing.get_untracked() {
            return;
        }
        let (crm, record, key) = (self.crm, self.record, self.input.key());
        let typed = untrack(|| self.input.value());
        queue_microtask(move || match typed {
            Ok(value) => {
                crm.perform(&Command::Edit { record, fields: Map::from_iter([(key.to_owned(), value)]) });
            }
            Err(problem) => {
                let refused = Rejection::Invalid(vec![FieldError::new(key, problem)]);
                crm.notices.push(Message::Rejected(refused), false);
            }
        });
    }

    /// Saves what was typed, or says beside the field what is wrong.
    fn save(self) {
        match untrack(|| self.input.value()) {
            Ok(value) => self.store(value),
            Err(problem) => {
                let collection = Some(self.record.collection);
                let words = self.crm.peek(|workspace| sentences::problem(workspace, collection, &problem));
                self.error.set(Some(words));
            }
        }
    }

    fn store(self, value: Value) {
        let fields = Map::from_iter([(self.input.key().to_owned(), value)]);
        match self.crm.execute(&Command::Edit { record: self.record, fields }) {
            Ok(_) => self.editing.set(false),
            Err(rejection) => self.error.set(Some(self.refusal(&rejection))),
        }
    }

    fn refusal(self, rejection: &Rejection) -> String {
        let collection = Some(self.record.collection);
        self.crm.peek(|workspace| match rejection {
            Rejection::Invalid(errors) => {
                let own = errors.iter().find(|error| error.field == self.input.key()).or(errors.first());
                own.map(|error| sentences::problem(workspace, collection, &error.problem)).unwrap_or_default()
            }
            other => sentences::rejection(workspace, other),
        })
    }
}
