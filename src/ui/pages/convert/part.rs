//! One of the three parts of the screen: account, contact or opportunity.

use std::collections::BTreeMap;

use leptos::prelude::*;
use serde_json::{Map, Value};
use uuid::Uuid;

use crate::domain::command::Target;
use crate::domain::id::Id;
use crate::domain::record::{Collection, RecordRef, Stored};
use crate::domain::validate::{FieldError, Problem};
use crate::domain::workflow::convert_lead::PreviewField;
use crate::ui::form::input::FieldInput;

/// What a switch says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Choice {
    /// A record that is there.
    Existing,
    /// A new record.
    New,
    /// None.
    None,
}

impl Choice {
    /// The three, each with its value in the switch and its word.
    pub const ALL: [(Self, &'static str, &'static str); 3] =
        [(Self::Existing, "existing", "Existing"), (Self::New, "new", "New"), (Self::None, "none", "None")];

    fn of_value(value: &str) -> Self {
        Self::ALL.iter().find(|(_, known, _)| *known == value).map_or(Self::None, |(choice, ..)| *choice)
    }

    /// The value in the switch.
    pub fn value(self) -> &'static str {
        Self::ALL.iter().find(|(choice, ..)| *choice == self).map_or("none", |(_, value, _)| value)
    }
}

/// The key under which a part without a chosen record has its error.
pub const CHOSEN: &str = "id";

/// The state of one part. A copy is a handle to the same one.
#[derive(Clone, Copy)]
pub struct Part {
    /// What kind of record it makes or uses.
    pub collection: Collection,
    /// The switch.
    pub switch: RwSignal<String>,
    /// The id of the existing record.
    pub chosen: RwSignal<Option<String>>,
    /// What the field for another record shows.
    pub chosen_text: RwSignal<String>,
    /// The fields of a new record.
    pub inputs: StoredValue<Vec<FieldInput>>,
    /// What each of them showed before anybody typed.
    shown: StoredValue<BTreeMap<&'static str, Value>>,
}

impl Part {
    /// A part that begins with a target.
    pub fn of<T: Stored>(collection: Collection, start: &Target<T>, title: impl Fn(RecordRef) -> String) -> Self {
        let (choice, chosen) = match start {
            Target::Existing(id) => (Choice::Existing, Some(id.uuid())),
            Target::New(_) => (Choice::New, None),
            Target::None => (Choice::None, None),
        };
        let text = chosen.map(|id| title(RecordRef { collection, id })).unwrap_or_default();
        let inputs = essential(collection).iter().filter_map(|key| FieldInput::new(collection, key));
        Self {
            collection,
            switch: RwSignal::new(choice.value().to_owned()),
            chosen: RwSignal::new(chosen.map(|id| id.to_string())),
            chosen_text: RwSignal::new(text),
            inputs: StoredValue::new(inputs.collect()),
            shown: StoredValue::new(BTreeMap::new()),
        }
    }

    /// What the switch says.
    pub fn choice(self) -> Choice {
        self.switch.with(|value| Choice::of_value(value))
    }

    /// The record that is chosen, whatever the switch says.
    pub fn chosen_ref(self) -> Option<RecordRef> {
        let id: Uuid = self.chosen.with(|id| id.as_ref()?.parse().ok())?;
        Some(RecordRef { collection: self.collection, id })
    }

    /// Takes an existing record.
    pub fn choose(self, id: &str, title: String) {
        self.chosen.set(Some(id.to_owned()));
        self.chosen_text.set(title);
    }

    /// What the part comes to in the command.
    pub fn target<T: Stored>(self) -> Target<T> {
        match self.choice() {
            Choice::Existing => self.chosen_ref().map_or(Target::None, |found| Target::Existing(Id::new(found.id))),
            Choice::New => Target::New(self.typed()),
            Choice::None => Target::None,
        }
    }

    /// The fields of a new record that differ from what the lead gives.
    fn typed(self) -> Map<String, Value> {
        let mut typed = Map::new();
        for input in self.inputs.get_value() {
            let shown = self.shown.with_value(|shown| shown.get(input.key()).cloned());
            if let (Ok(value), Some(shown)) = (input.value(), shown)
                && value != shown
            {
                typed.insert(input.key().to_owned(), value);
            }
        }
        typed
    }

    /// Shows what the lead gives in every field nobody has typed in.
    pub fn fill(self, fields: &[PreviewField]) {
        for input in self.inputs.get_value() {
            let key = input.key();
            let before = self.shown.with_value(|shown| shown.get(key).cloned());
            let untouched = before.is_none() || input.value().ok() == before;
            let offered = fields.iter().find(|field| field.key == key).map(|field| field.lead_value.clone());
            let offered = offered.unwrap_or_default();
            if untouched {
                input.load(&offered);
                let shown = input.value().unwrap_or(offered);
                self.shown.update_value(|known| {
                    known.insert(key, shown);
                });
            }
        }
    }

    /// What is wrong with what is chosen and typed.
    pub fn problems(self) -> Vec<FieldError> {
        match self.choice() {
            Choice::Existing if self.chosen_ref().is_none() => {
                vec![FieldError::new(self.field_name(CHOSEN), Problem::Required)]
            }
            Choice::New => {
                let inputs = self.inputs.get_value().into_iter();
                let wrong = inputs.filter_map(|input| Some((input.key(), input.value().err()?)));
                wrong.map(|(key, problem)| FieldError::new(self.field_name(key), problem)).collect()
            }
            Choice::Existing | Choice::None => Vec::new(),
        }
    }

    /// The name of a field in the rejection of a conversion: `account.name`.
    pub fn field_name(self, key: &str) -> String {
        format!("{}.{key}", self.collection.singular())
    }
}

/// The fields of a new record that the screen asks for; what else the lead
/// gives is listed below them.
fn essential(collection: Collection) -> &'static [&'static str] {
    match collection {
        Collection::Account => &["name", "websites", "phones", "industry", "employees"],
        Collection::Contact => &["salutation", "first_name", "last_name", "job_title", "emails", "phones"],
        Collection::Opportunity => &["name", "amount", "expected_close", "next_step"],
        _ => &[],
    }
}
