//! The state of a record's form: its fields, what they were, and what is
//! wrong with them.

use std::collections::BTreeMap;

use leptos::prelude::*;
use serde_json::{Map, Value};

use super::in_place;
use super::initial::{Start, usual_fields};
use super::input::FieldInput;
use super::layout::{self, Group};
use crate::app::crm::Crm;
use crate::domain::command::Command;
use crate::domain::opportunity::Opportunity;
use crate::domain::order::Gathered;
use crate::domain::pipeline::StageKind;
use crate::domain::record::{Collection, RecordRef};
use crate::domain::validate::{FieldError, check_value};
use crate::domain::workflow::Rejection;
use crate::domain::workspace::Workspace;
use crate::ui::components::banner::{Banner, Gravity};
use crate::ui::show::value_text;
use crate::ui::words::counts::count;
use crate::ui::words::fields::field_label;
use crate::ui::words::sentences;
use crate::ui::words::vocabulary::said;

/// A form while it is typed. A copy is a handle to the same form.
#[derive(Clone, Copy)]
pub struct RecordForm {
    crm: Crm,
    collection: Collection,
    record: Option<RecordRef>,
    /// In the order of the groups.
    inputs: StoredValue<Vec<(Group, Vec<FieldInput>)>>,
    /// What the fields held before anything was typed; for a new record, nothing.
    before: StoredValue<Map<String, Value>>,
    /// What was stored then, or what the person has been told since is stored now.
    stored: StoredValue<Map<String, Value>>,
    errors: RwSignal<BTreeMap<String, String>>,
    refused: RwSignal<Option<String>>,
    /// The fields that a new record was asked to start with.
    asked: StoredValue<Vec<String>>,
    /// What was asked for and has no field here.
    unknown: StoredValue<Vec<String>>,
}

impl RecordForm {
    /// The form of a record, or of a new one that starts with what is asked for.
    pub(super) fn new(crm: Crm, collection: Collection, record: Option<RecordRef>, start: Start) -> Self {
        let groups = crm.peek(|workspace| shown_groups(workspace, collection, record));
        Self::of(crm, collection, record, start, groups)
    }

    /// The form of a new record with these fields alone; the others have their usual values.
    pub fn of_fields(crm: Crm, collection: Collection, groups: &[Group]) -> Self {
        Self::of(crm, collection, None, Start::default(), groups.to_vec())
    }

    fn of(crm: Crm, collection: Collection, record: Option<RecordRef>, start: Start, groups: Vec<Group>) -> Self {
        let inputs: Vec<(Group, Vec<FieldInput>)> =
            groups.into_iter().map(|group| (group, fields(collection, group, record))).collect();
        let stored = crm.peek(|workspace| record.and_then(|record| workspace.find(record).cloned()));
        let stored = stored.unwrap_or_else(|| collection.blank());
        let (mut before, mut as_stored) = (Map::new(), Map::new());
        for input in inputs.iter().flat_map(|(_, inputs)| inputs) {
            let follows_stage =
                record.is_none() && input.key() == "probability" && collection == Collection::Opportunity;
            input.load(&if follows_stage { Value::Null } else { stored.get(input.key()).unwrap_or_default() });
            before.insert(input.key().to_owned(), untrack(|| input.value()).unwrap_or_default());
            as_stored.insert(input.key().to_owned(), stored.get(input.key()).unwrap_or_default());
        }
        let form = Self {
            crm,
            collection,
            record,
            inputs: StoredValue::new(inputs),
            before: StoredValue::new(before),
            stored: StoredValue::new(as_stored),
            errors: RwSignal::new(BTreeMap::new()),
            refused: RwSignal::new(None),
            asked: StoredValue::new(start.fields.keys().cloned().collect()),
            unknown: StoredValue::new(Vec::new()),
        };
        if record.is_none() {
            form.start(start);
        }
        form
    }

    /// Shows the usual values and those asked for, and opens a first row in
    /// the lists of the essential group.
    fn start(self, start: Start) {
        let mut fields = usual_fields(self.crm, self.collection);
        fields.extend(start.fields);
        let inputs = self.inputs();
        for input in &inputs {
            if let Some(value) = fields.get(input.key()) {
                input.load(value);
            }
        }
        let mut wrong = self.wrong_from_the_start(&inputs);
        for (key, text) in start.unread {
            if let Some(input) = inputs.iter().find(|input| input.key() == key) {
                input.type_text(&text);
            }
            wrong.insert(key.to_owned(), sentences::unread(&text));
        }
        let is_shown = |key: &String| inputs.iter().any(|input| input.key() == key);
        let mut unknown = start.unknown;
        unknown.extend(self.asked.get_value().into_iter().chain(wrong.keys().cloned()).filter(|key| !is_shown(key)));
        unknown.dedup();
        wrong.retain(|key, _| is_shown(key));
        self.errors.set(wrong);
        self.unknown.set_value(unknown);
        let essential = self.groups().into_iter().next().map(|(_, inputs)| inputs).unwrap_or_default();
        essential.into_iter().for_each(FieldInput::open_row);
    }

    /// What may not be saved of what was asked for.
    fn wrong_from_the_start(self, inputs: &[FieldInput]) -> BTreeMap<String, String> {
        let asked = inputs.iter().filter(|input| self.is_asked(input));
        self.crm.peek(|workspace| {
            let wrong = asked.filter_map(|input| {
                let value = untrack(|| input.value()).unwrap_or_default();
                let problem = check_value(workspace, input.field.kind, &value)?;
                Some((input.key().to_owned(), sentences::problem(workspace, Some(self.collection), &problem)))
            });
            wrong.gathered()
        })
    }

    fn is_asked(self, input: &FieldInput) -> bool {
        self.asked.with_value(|asked| asked.iter().any(|key| key == input.key()))
    }

    /// What the form was asked to show but has no field for, in words.
    pub(super) fn passed_over(self) -> Option<String> {
        self.unknown.with_value(|keys| (!keys.is_empty()).then(|| sentences::unknown_fields(keys)))
    }

    /// True where one of these fields must be in sight from the start: the
    /// form was asked to show a value there.
    pub(super) fn any_asked(self, inputs: &[FieldInput]) -> bool {
        inputs.iter().any(|input| self.is_asked(input))
    }

    /// The groups with their fields, the essential one first.
    pub(super) fn groups(self) -> Vec<(Group, Vec<FieldInput>)> {
        self.inputs.get_value()
    }

    /// All fields in their order.
    pub fn inputs(self) -> Vec<FieldInput> {
        self.groups().into_iter().flat_map(|(_, inputs)| inputs).collect()
    }

    /// What is wrong with a field.
    pub fn error(self, key: &'static str) -> Signal<Option<String>> {
        let errors = self.errors;
        Signal::derive(move || errors.with(|errors| errors.get(key).cloned()))
    }

    /// True while one of these fields is wrong.
    pub(super) fn any_error(self, inputs: &[FieldInput]) -> bool {
        self.errors.with(|errors| inputs.iter().any(|input| errors.contains_key(input.key())))
    }

    /// Why the record as a whole was refused, if it was.
    pub(super) fn refused(self) -> Signal<Option<String>> {
        self.refused.into()
    }

    /// How many fields are wrong, for those who do not see them; empty for none.
    pub(super) fn summary(self) -> Signal<String> {
        let errors = self.errors;
        Signal::derive(move || match errors.with(BTreeMap::len) {
            0 => String::new(),
            wrong => said!("Not saved: {} to correct", count(wrong, "field", "fields")),
        })
    }

    /// What is typed now, as far as it can be read.
    pub fn typed(self) -> Map<String, Value> {
        let readable =
            self.inputs().into_iter().filter_map(|input| Some((input.key().to_owned(), input.value().ok()?)));
        readable.filter(|(_, value)| !value.is_null()).gathered()
    }

    /// Saves what was changed. `None` where something is wrong, which the form
    /// shows then; a form without changes is saved already.
    pub(super) fn save(self) -> Option<RecordRef> {
        let fields = self.read()?;
        if self.is_overtaken(&fields) {
            return None;
        }
        let command = match self.record {
            Some(record) if fields.is_empty() => return Some(record),
            Some(record) => Command::Edit { record, fields },
            None => Command::Create { collection: self.collection, fields },
        };
        self.carry_out(&command)
    }

    /// What was typed, for a command. `None` where some of it cannot be read, which
    /// the form shows then.
    pub fn read(self) -> Option<Map<String, Value>> {
        self.refused.set(None);
        self.errors.set(BTreeMap::new());
        match untrack(|| self.changes()) {
            Ok(mut fields) if self.record.is_none() => {
                let usual = usual_fields(self.crm, self.collection).into_iter();
                let inputs = self.inputs();
                fields.extend(usual.filter(|(key, _)| inputs.iter().all(|input| input.key() != key)));
                Some(fields)
            }
            Ok(fields) => Some(fields),
            Err(errors) => {
                self.show(&errors);
                None
            }
        }
    }

    /// Carries out what saves the form. `None` where it is refused, which the form
    /// shows then.
    pub fn carry_out(self, command: &Command) -> Option<RecordRef> {
        match self.crm.execute(command) {
            Ok(executed) => executed.focus.or(self.record),
            Err(Rejection::Invalid(errors)) => {
                self.show(&errors);
                None
            }
            Err(rejection) => {
                self.refused.set(Some(self.crm.peek(|workspace| sentences::rejection(workspace, &rejection))));
                None
            }
        }
    }

    /// True while the fields hold what they hold now: where nothing is typed, a way to
    /// another page loses nothing.
    pub fn is_as_now(self) -> Signal<bool> {
        let values = move || self.inputs().into_iter().map(FieldInput::value).collect::<Vec<_>>();
        let now = untrack(values);
        Memo::new(move |_| values() == now).into()
    }

    /// Empties a form of a new record for the next one.
    pub fn clear(self) {
        self.refused.set(None);
        self.errors.set(BTreeMap::new());
        for input in self.inputs() {
            input.load(&Value::Null);
        }
    }

    /// True where somebody else has changed a field meanwhile that is changed here: it is
    /// told beside the field, once.
    fn is_overtaken(self, fields: &Map<String, Value>) -> bool {
        let Some(record) = self.record else { return false };
        let now = self.crm.peek(|workspace| workspace.find(record).cloned());
        let mut told = BTreeMap::new();
        for (key, now) in fields.keys().filter_map(|key| Some((key, now.as_ref()?.get(key).unwrap_or_default()))) {
            if self.stored.with_value(|stored| stored.get(key) != Some(&now)) {
                let words = self.crm.peek(|workspace| value_text(workspace, self.collection, key, &now));
                told.insert(key.clone(), sentences::overtaken(&words));
                self.stored.update_value(|stored| {
                    stored.insert(key.clone(), now);
                });
            }
        }
        let overtaken = !told.is_empty();
        if overtaken {
            self.errors.set(told);
        }
        overtaken
    }

    /// For when the form goes away: tells what is typed if the record is not there any more.
    pub(super) fn tell_if_gone(self) {
        let Some(record) = self.record else { return };
        let was = |input: &FieldInput| self.before.with_value(|before| before.get(input.key()).cloned());
        let typed = |input: &FieldInput| untrack(|| input.value()).ok() != was(input);
        let typed: Vec<FieldInput> = self.inputs().into_iter().filter(typed).collect();
        in_place::tell_if_gone(self.crm, record, &typed);
    }

    /// The fields that are not as they were; all that cannot be read otherwise.
    fn changes(self) -> Result<Map<String, Value>, Vec<FieldError>> {
        let mut changed = Map::new();
        let mut errors = Vec::new();
        for input in self.inputs() {
            match input.value() {
                Ok(value) => {
                    if self.before.with_value(|before| before.get(input.key()) != Some(&value)) {
                        changed.insert(input.key().to_owned(), value);
                    }
                }
                Err(problem) => errors.push(FieldError::new(input.key(), problem)),
            }
        }
        if errors.is_empty() { Ok(changed) } else { Err(errors) }
    }

    /// Puts errors beside their fields, and those of fields that are not shown above all.
    fn show(self, errors: &[FieldError]) {
        let words = |error: &FieldError| {
            self.crm.peek(|workspace| sentences::problem(workspace, Some(self.collection), &error.problem))
        };
        let shown = |error: &&FieldError| self.inputs().iter().any(|input| input.key() == error.field);
        let (beside, above): (Vec<&FieldError>, Vec<&FieldError>) = errors.iter().partition(shown);
        self.errors.set(beside.into_iter().map(|error| (error.field.clone(), words(error))).gathered());
        let above =
            above.into_iter().map(|error| format!("{}: {}", field_label(self.collection, &error.field), words(error)));
        let above = above.collect::<Vec<_>>().join(". ");
        self.refused.set((!above.is_empty()).then_some(above));
    }
}

/// Why the record was refused, and how many fields are wrong.
pub fn refusal(form: RecordForm) -> AnyView {
    let (refused, summary) = (form.refused(), form.summary());
    view! {
        {move || refused.get().map(|text| view! { <Banner text gravity=Gravity::Danger /> })}
        <p class="visually-hidden" role="alert">
            {summary}
        </p>
    }
    .into_any()
}

/// The groups that make sense for this record: how a deal ended is asked for
/// once it has ended.
fn shown_groups(workspace: &Workspace, collection: Collection, record: Option<RecordRef>) -> Vec<Group> {
    let deal = record.and_then(RecordRef::id_of::<Opportunity>).and_then(|id| workspace.get(id));
    let ended = deal.is_some_and(|deal| workspace.stage_kind(deal.stage) != StageKind::Open);
    let groups = layout::groups(collection).iter().copied();
    groups.filter(|group| ended || !group.keys.contains(&"reason_note")).collect()
}

/// The fields of a group. A deal that is there changes its stage by being
/// moved, which may ask for a reason.
fn fields(collection: Collection, group: Group, record: Option<RecordRef>) -> Vec<FieldInput> {
    let moved = |key: &&&str| collection == Collection::Opportunity && record.is_some() && **key == "stage";
    group.keys.iter().filter(|key| !moved(key)).filter_map(|key| FieldInput::new(collection, key)).collect()
}
