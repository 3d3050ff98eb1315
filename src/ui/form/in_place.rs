//! Fields of a record that is there already, while they are typed where they stand: on the
//! record's page and in the cells of lists.

use leptos::prelude::*;
use serde_json::{Map, Value};

use super::controls::collection_of;
use super::input::FieldInput;
use crate::app::crm::Crm;
use crate::app::notices::Message;
use crate::domain::command::Command;
use crate::domain::record::{Collection, RecordRef};
use crate::domain::validate::Problem;
use crate::domain::workflow::Rejection;
use crate::domain::workspace::Workspace;
use crate::ui::show::value_text;
use crate::ui::words::fields::field_label;
use crate::ui::words::sentences;

/// One field while it is typed where it stands. A copy is a handle to the same.
#[derive(Clone, Copy)]
pub struct InPlace {
    /// Its controls.
    pub input: FieldInput,
    /// What is stored.
    pub value: Memo<Value>,
    /// What is wrong with what is typed.
    pub error: RwSignal<Option<String>>,
    /// What was stored when typing began.
    before: StoredValue<Value>,
    /// What the controls made of it: what is typed later is told from that.
    loaded: StoredValue<Option<Value>>,
}

impl InPlace {
    /// A field of a record, not loaded so far.
    pub fn new(crm: Crm, record: RecordRef, input: FieldInput) -> Self {
        let tracked: Vec<Collection> =
            [Some(record.collection), collection_of(input.field.kind)].into_iter().flatten().collect();
        let key = input.key();
        let value = Memo::new(move |_| crm.read(&tracked, |workspace| stored(workspace, record, key)));
        let (before, loaded) = (StoredValue::new(Value::Null), StoredValue::new(None));
        Self { input, value, error: RwSignal::new(None), before, loaded }
    }

    /// Shows what is stored, to be typed over.
    pub fn load(self) {
        self.error.set(None);
        let value = self.value.get_untracked();
        self.input.load(&value);
        self.input.open_row();
        self.before.set_value(value);
        self.loaded.set_value(untrack(|| self.input.value()).ok());
    }

    /// True when something else is typed than was there.
    pub fn is_typed(self) -> bool {
        untrack(|| self.input.value()).ok() != self.loaded.get_value()
    }

    /// True when the stored value has changed since typing began. Tracks it.
    pub fn is_overtaken(self) -> bool {
        self.value.with(|value| self.before.with_value(|before| before != value))
    }

    /// What stands beside the field: what is wrong, or that somebody else was faster.
    pub fn told(self, crm: Crm) -> Signal<Option<String>> {
        let (collection, key, kind) = (self.input.collection, self.input.key(), self.input.field.kind);
        Signal::derive(move || {
            let overtaken = || {
                let value = self.value.get();
                let now = crm.peek(|workspace| value_text(workspace, collection, key, &value));
                sentences::changed_meanwhile(kind, &now)
            };
            self.error.get().or_else(|| self.is_overtaken().then(overtaken))
        })
    }
}

/// Saves what is typed in fields of one record as one change, or says beside the fields what
/// is wrong. True when it is saved.
pub fn save(crm: Crm, record: RecordRef, fields: &[InPlace]) -> bool {
    let mut values = Map::new();
    let mut fine = true;
    for field in fields {
        match untrack(|| field.input.value()) {
            Ok(value) => {
                values.insert(field.input.key().to_owned(), value);
            }
            Err(problem) => {
                fine = false;
                field.error.set(Some(words(crm, record.collection, &problem)));
            }
        }
    }
    if !fine {
        return false;
    }
    let Err(rejection) = crm.execute(&Command::Edit { record, fields: values }) else { return true };
    for field in fields {
        field.error.set(refusal(crm, record.collection, &rejection, field.input.key()));
    }
    // What is wrong with a field that is not shown here stands beside the first.
    if let (Some(first), true) =
        (fields.first(), fields.iter().all(|field| field.error.with_untracked(Option::is_none)))
    {
        first.error.set(Some(crm.peek(|workspace| sentences::rejection(workspace, &rejection))));
    }
    false
}

/// Saves what is typed when its place goes away, or tells what was typed and why it is not
/// saved. Afterwards, as no signal may change while others go.
pub fn keep(crm: Crm, record: RecordRef, fields: &[InPlace]) {
    let mut values = Map::new();
    let mut typed = Vec::new();
    let mut why = gone(crm, record);
    for field in fields.iter().filter(|field| field.is_typed()) {
        let (collection, key) = (record.collection, field.input.key());
        typed.push(field.input);
        match untrack(|| (field.input.value(), field.is_overtaken())) {
            _ if why.is_some() => {}
            (Ok(_), true) => {
                let now = field.value.get_untracked();
                why = Some(crm.peek(|workspace| sentences::now_is(&value_text(workspace, collection, key, &now))));
            }
            (Ok(value), false) => {
                values.insert(key.to_owned(), value);
            }
            (Err(problem), _) => why = Some(words(crm, collection, &problem)),
        }
    }
    if typed.is_empty() {
        return;
    }
    let lost = Lost::of(crm, record, &typed);
    queue_microtask(move || {
        let why = match why {
            Some(why) => why,
            None => match crm.execute(&Command::Edit { record, fields: values }) {
                Ok(_) => return,
                Err(rejection) => crm.peek(|workspace| sentences::rejection(workspace, &rejection)),
            },
        };
        lost.tell(crm, &why);
    });
}

/// Tells what is typed in the form of a record that is not there any more, when the form goes
/// away with it.
pub(super) fn tell_if_gone(crm: Crm, record: RecordRef, typed: &[FieldInput]) {
    if let (Some(why), false) = (gone(crm, record), typed.is_empty()) {
        let lost = Lost::of(crm, record, typed);
        queue_microtask(move || lost.tell(crm, &why));
    }
}

/// What is said where a record is not there any more.
fn gone(crm: Crm, record: RecordRef) -> Option<String> {
    crm.peek(|workspace| {
        let there = workspace.find(record).is_some();
        (!there).then(|| sentences::rejection(workspace, &Rejection::NotFound(record)))
    })
}

/// What was typed and is not saved, in words.
struct Lost {
    record: RecordRef,
    /// The names of the fields, and what was typed in each.
    typed: Vec<(&'static str, String)>,
}

impl Lost {
    fn of(crm: Crm, record: RecordRef, typed: &[FieldInput]) -> Self {
        let label = |input: &FieldInput| field_label(record.collection, input.key());
        let told = |input: &FieldInput| (label(input), crm.peek(|workspace| input.words(workspace)));
        Self { record, typed: typed.iter().map(told).collect() }
    }

    fn tell(&self, crm: Crm, why: &str) {
        let told = crm.peek(|workspace| sentences::not_kept(workspace, self.record, &self.typed, why));
        crm.notices.push(Message::Trouble(told), false);
    }
}

fn stored(workspace: &Workspace, record: RecordRef, key: &str) -> Value {
    workspace.find(record).and_then(|found| found.get(key)).unwrap_or_default()
}

fn words(crm: Crm, collection: Collection, problem: &Problem) -> String {
    crm.peek(|workspace| sentences::problem(workspace, Some(collection), problem))
}

/// What a refusal says of a field; a refusal of the whole is said of each.
fn refusal(crm: Crm, collection: Collection, rejection: &Rejection, key: &str) -> Option<String> {
    match rejection {
        Rejection::Invalid(errors) => {
            let own = errors.iter().find(|error| error.field == key);
            own.map(|error| words(crm, collection, &error.problem))
        }
        other => Some(crm.peek(|workspace| sentences::rejection(workspace, other))),
    }
}
