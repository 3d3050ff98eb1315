//! Views that people keep: a menu to open, save, rename, pin and delete them.

use leptos::prelude::*;
use serde_json::{Map, Value, json};

use super::List;
use super::shown::{Chosen, KEYS, address_of, saved_views};
use crate::app::route::{Query, Route};
use crate::domain::command::Command;
use crate::domain::query::{Filter, parse};
use crate::domain::record::{Collection, RecordRef};
use crate::domain::saved_view::SavedView;
use crate::ui::components::dialog::Dialog;
use crate::ui::components::icon::Icon;
use crate::ui::components::menu::{Menu, MenuItem};
use crate::ui::components::select_field::CheckboxField;
use crate::ui::components::text_field::TextField;
use crate::ui::words::query::WORDING;
use crate::ui::words::vocabulary::{said, spoken};

/// The dialog that asks for the name of a view.
#[derive(Clone, PartialEq)]
pub(super) enum Naming {
    New,
    Of(SavedView),
}

impl List {
    /// The menu, and its dialog while it is open.
    pub(super) fn views_menu(self) -> AnyView {
        let naming = RwSignal::new(None::<Naming>);
        let name = Callback::new(move |asked: Naming| naming.set(Some(asked)));
        let open = Callback::new(move |view: Query| self.crm.router.go(&Route::List(self.collection, view)));
        let edit = Callback::new(move |(view, fields): (SavedView, Value)| self.edit_view(&view, fields));
        let delete = Callback::new(move |view: SavedView| {
            if self.crm.perform(&Command::Trash { records: vec![RecordRef::of(view.id)] }) {
                self.crm.router.replace(Route::List(self.collection, Query::default()));
            }
        });
        let items = Signal::derive(move || self.items(Actions { name, open, edit, delete }));
        view! {
            <Menu label=spoken("Saved views") icon=Icon::Star items />
            {move || naming.get().map(|asked| self.naming_dialog(asked, naming))}
        }
        .into_any()
    }

    fn items(self, act: Actions) -> Vec<MenuItem> {
        let (query, chosen) = (self.query.get(), self.chosen_view.get());
        let current = chosen.saved().map(|view| view.id);
        let mut items: Vec<MenuItem> = saved_views(self.crm, self.collection)
            .into_iter()
            .map(|view| {
                let address = address_of(view.id);
                let item = MenuItem::new(view.name, Callback::new(move |()| act.open.run(address.clone())));
                item.checked(current == Some(view.id))
            })
            .collect();
        items.push(
            MenuItem::new(spoken("Save as a new view…"), Callback::new(move |()| act.name.run(Naming::New)))
                .icon(Icon::Plus),
        );
        let Some(view) = chosen.saved().cloned() else { return items };
        let with = |fields: Value| {
            let view = view.clone();
            Callback::new(move |()| act.edit.run((view.clone(), fields.clone())))
        };
        if chosen.is_changed(&query) {
            let now = KEYS.map(|key| (key.to_owned(), json!(self.kept_as(&chosen, &query, key))));
            let fields = Value::Object(Map::from_iter(now));
            items.push(MenuItem::new(said!("Save changes to “{}”", view.name), with(fields)).icon(Icon::Check));
        }
        let rename = view.clone();
        let asked = Callback::new(move |()| act.name.run(Naming::Of(rename.clone())));
        items.push(MenuItem::new(spoken("Rename…"), asked).icon(Icon::Pencil));
        items.push(
            MenuItem::new(spoken("Pinned as a tab"), with(json!({ "pinned": !view.pinned }))).checked(view.pinned),
        );
        let opens = MenuItem::new(spoken("The list opens with it"), with(json!({ "opens_first": !view.opens_first })));
        items.push(opens.checked(view.opens_first));
        let doomed = view.clone();
        let delete = Callback::new(move |()| act.delete.run(doomed.clone()));
        items.push(MenuItem::new(said!("Delete “{}”", view.name), delete).icon(Icon::Trash).danger());
        items
    }

    /// Changes a saved view; once it is saved the address need not say it again.
    fn edit_view(self, view: &SavedView, fields: Value) {
        let saves = fields.get("filter").is_some();
        let Value::Object(fields) = fields else { return };
        if self.crm.perform(&Command::Edit { record: RecordRef::of(view.id), fields }) && saves {
            let id = view.id;
            self.replace(|_| address_of(id));
        }
    }

    /// What a view keeps for a key of the address. A filter that is understood is kept by the
    /// keys of its fields, not as typed: others may read it in another vocabulary.
    fn kept_as(self, chosen: &Chosen, query: &Query, key: &str) -> String {
        let typed = chosen.holds(query, key);
        if key != "filter" {
            return typed.to_owned();
        }
        let (filter, faults) = parse(typed, self.collection, WORDING);
        if faults.is_empty() { filter.to_string() } else { typed.to_owned() }
    }

    fn naming_dialog(self, asked: Naming, naming: RwSignal<Option<Naming>>) -> AnyView {
        let view = match &asked {
            Naming::New => None,
            Naming::Of(view) => Some(view.clone()),
        };
        let name = RwSignal::new(view.as_ref().map(|view| view.name.clone()).unwrap_or_default());
        let pinned = RwSignal::new(view.as_ref().is_none_or(|view| view.pinned));
        let first = RwSignal::new(view.as_ref().is_some_and(|view| view.opens_first));
        let error = RwSignal::new(None::<String>);
        let title = if view.is_some() { spoken("Rename the view") } else { spoken("Save as a new view") };
        let save = Callback::new(move |()| {
            let typed = name.get_untracked();
            if typed.trim().is_empty() {
                error.set(Some(spoken("A view needs a name").to_owned()));
                return;
            }
            let own =
                json!({ "name": typed.trim(), "pinned": pinned.get_untracked(), "opens_first": first.get_untracked() });
            if self.save_view(view.as_ref(), own) {
                naming.set(None);
            }
        });
        view! {
            <Dialog title submit_label=spoken("Save") on_submit=save on_close=Callback::new(move |()| naming.set(None))>
                <TextField label=spoken("Name") value=name error required=true />
                <CheckboxField label=spoken("Pinned as a tab") value=pinned />
                <CheckboxField label=spoken("The list opens with it") value=first />
            </Dialog>
        }
        .into_any()
    }

    /// Keeps what is shown as a new view, or gives one that is there other marks.
    fn save_view(self, view: Option<&SavedView>, own: Value) -> bool {
        let Value::Object(mut fields) = own else { return false };
        if let Some(view) = view {
            return self.crm.perform(&Command::Edit { record: RecordRef::of(view.id), fields });
        }
        self.keep_filter();
        let (query, chosen) = (self.query.get_untracked(), self.chosen_view.get_untracked());
        fields.insert("list".to_owned(), json!(self.collection));
        for key in KEYS {
            fields.insert(key.to_owned(), json!(self.kept_as(&chosen, &query, key)));
        }
        let hidden = chosen.hidden_filter();
        if !hidden.is_empty() {
            let shown = self.parsed.with_untracked(|(filter, _)| filter.clone());
            let all = Filter::all(vec![self.base(), shown]);
            fields.insert("filter".to_owned(), json!(all.to_string()));
        }
        match self.crm.execute(&Command::Create { collection: Collection::SavedView, fields }) {
            Ok(done) => {
                if let Some(id) = done.focus.and_then(RecordRef::id_of) {
                    self.replace(|_| address_of(id));
                }
                true
            }
            Err(_) => false,
        }
    }
}

/// What the items of the menu do. Made once, with the page.
#[derive(Clone, Copy)]
struct Actions {
    name: Callback<Naming>,
    open: Callback<Query>,
    edit: Callback<(SavedView, Value)>,
    delete: Callback<SavedView>,
}
