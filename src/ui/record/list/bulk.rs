//! What is done with all selected records at once: edit a field, tag,
//! merge, convert, delete.
//! Each is one change, and one Undo takes it back.

use std::collections::BTreeSet;

use leptos::prelude::*;
use serde_json::Map;
use uuid::Uuid;

use super::List;
use crate::app::route::Route;
use crate::domain::command::Command;
use crate::domain::id::Id;
use crate::domain::option::Tag;
use crate::domain::order::InOrder;
use crate::domain::record::{Collection, RecordRef};
use crate::domain::text::fold;
use crate::domain::workflow::merge_records::MERGEABLE;
use crate::ui::components::button::{Button, LinkButton};
use crate::ui::components::choice_set::ChoiceSet;
use crate::ui::components::dialog::Dialog;
use crate::ui::components::icon::Icon;
use crate::ui::components::select_field::{Choice, SelectField};
use crate::ui::components::text_field::TextField;
use crate::ui::form::input::FieldInput;
use crate::ui::form::layout;
use crate::ui::words::counts::count_of;
use crate::ui::words::fields::field_label;
use crate::ui::words::sentences;
use crate::ui::words::vocabulary::{said, spoken};

/// The most records that are merged at once: more are not compared by eye.
const MOST_MERGED: usize = 5;

/// The dialog that is open.
#[derive(Clone, Copy, PartialEq)]
enum Asking {
    Edit,
    Tags,
}

impl List {
    /// The buttons, while anything is selected.
    pub(super) fn bulk_actions(self) -> AnyView {
        let asking = RwSignal::new(None::<Asking>);
        let any = Memo::new(move |_| !self.chosen().is_empty());
        let ask = move |what| Callback::new(move |()| asking.set(Some(what)));
        let (edit, tags) = (ask(Asking::Edit), ask(Asking::Tags));
        let trash = Callback::new(move |()| {
            if self.change(|records| Command::Trash { records }) {
                self.selected.set(BTreeSet::new());
            }
        });
        let delete = Signal::derive(move || said!("Delete {}", self.chosen().len()));
        view! {
            <Show when=move || any.get()>
                <Button label=spoken("Edit…") icon=Icon::Pencil on_press=edit />
                <Button label=spoken("Tags…") on_press=tags />
                {move || self.becoming()}
                <Button label=delete icon=Icon::Trash on_press=trash />
            </Show>
            {move || match asking.get()? {
                Asking::Edit => Some(self.edit_dialog(Callback::new(move |()| asking.set(None)))),
                Asking::Tags => Some(self.tags_dialog(Callback::new(move |()| asking.set(None)))),
            }}
        }
        .into_any()
    }

    /// Where the selected records become something else: one record, or what
    /// leads become.
    fn becoming(self) -> AnyView {
        let (records, collection) = (self.records(), self.collection);
        let merges = MERGEABLE.contains(&collection) && (2..=MOST_MERGED).contains(&records.len());
        let merge = merges.then(
            || view! { <LinkButton label=spoken("Merge…") icon=Icon::Merge href=Route::merge(&records, false).href() /> },
        );
        let convert = (collection == Collection::Lead).then(|| {
            let href = Route::convert_many(records.iter().map(|record| record.id)).href();
            view! { <LinkButton label=spoken("Convert…") icon=Icon::ArrowRight href /> }
        });
        view! { {merge} {convert} }.into_any()
    }

    fn records(self) -> Vec<RecordRef> {
        let collection = self.collection;
        self.chosen().into_iter().map(|id| RecordRef { collection, id }).collect()
    }

    /// Carries out a change of the selected records. True when it was done.
    fn change(self, command: impl FnOnce(Vec<RecordRef>) -> Command) -> bool {
        self.crm.perform(&command(untrack(|| self.records())))
    }

    fn number(self) -> String {
        count_of(untrack(|| self.chosen()).len(), self.collection)
    }

    /// Asks for a field and its new value.
    fn edit_dialog(self, close: Callback<()>) -> AnyView {
        let collection = self.collection;
        let keys = layout::groups(collection).iter().flat_map(|group| group.keys.iter().copied());
        // Each is made now: what is made later goes when another field is chosen.
        let inputs: Vec<FieldInput> =
            keys.filter(|key| *key != "tags").filter_map(|key| FieldInput::new(collection, key)).collect();
        let mut options: Vec<Choice> =
            inputs.iter().map(|input| Choice::new(input.key(), field_label(collection, input.key()))).collect();
        options.order_by_cached_key(|choice| fold(&choice.label));
        let first = if collection.field("owner").is_some() { "owner" } else { "" };
        let key = RwSignal::new(first.to_owned());
        let error = RwSignal::new(None::<String>);
        let inputs = StoredValue::new(inputs);
        let input = move || {
            let key = key.get();
            inputs.with_value(|inputs| inputs.iter().find(|input| input.key() == key).copied())
        };
        let save = Callback::new(move |()| {
            let Some(input) = untrack(input) else { return };
            match untrack(|| input.value()) {
                Ok(value) => {
                    let fields = Map::from_iter([(input.key().to_owned(), value)]);
                    if self.change(|records| Command::EditMany { records, fields }) {
                        close.run(());
                    }
                }
                Err(problem) => {
                    let words = self.crm.peek(|found| sentences::problem(found, Some(collection), &problem));
                    error.set(Some(words));
                }
            }
        });
        view! {
            <Dialog title=said!("Edit {}", self.number()) submit_label=spoken("Save") on_submit=save on_close=close intro=spoken("All of them get this value. Left empty, the field is emptied.")>
                <SelectField label=spoken("Field") value=key options />
                {move || input().map(|input| input.view(error.into()))}
            </Dialog>
        }
        .into_any()
    }

    /// Asks for tags to add and to take away.
    fn tags_dialog(self, close: Callback<()>) -> AnyView {
        let added = RwSignal::new(String::new());
        let removed = RwSignal::new(BTreeSet::<String>::new());
        let tags: Vec<Choice> = self.crm.peek(|workspace| {
            let choice = |tag: &Tag| Choice::new(tag.id.to_string(), tag.name.clone());
            workspace.all::<Tag>().map(choice).collect()
        });
        let names: Vec<String> = tags.iter().map(|choice| choice.label.clone()).collect();
        let any = !tags.is_empty();
        let save = Callback::new(move |()| {
            let new: Vec<String> = added.with_untracked(|typed| {
                typed.split(',').map(str::trim).filter(|name| !name.is_empty()).map(str::to_owned).collect()
            });
            let gone: Vec<Uuid> = removed.with_untracked(|ids| ids.iter().filter_map(|id| id.parse().ok()).collect());
            let remove: Vec<Id<Tag>> = gone.into_iter().map(Id::new).collect();
            let nothing = new.is_empty() && remove.is_empty();
            if nothing || self.change(|records| Command::Tag { records, add: Vec::new(), new, remove }) {
                close.run(());
            }
        });
        view! {
            <Dialog title=said!("Tag {}", self.number()) submit_label=spoken("Save") on_submit=save on_close=close>
                <TextField label=spoken("Add tags") value=added suggestions=Signal::stored(names) hint=spoken("Several with commas between; new names become tags") />
                {any.then(|| view! { <ChoiceSet label=spoken("Take away") value=removed options=tags /> })}
            </Dialog>
        }
        .into_any()
    }
}
