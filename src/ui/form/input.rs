//! One field while it is typed: its state and its control, by its kind.

use std::collections::BTreeSet;

use leptos::prelude::*;
use serde_json::{Value, json};

use super::addresses::Addresses;
use super::amount::Amount;
use super::chosen::{Chosen, LINKABLE, TAGS};
use super::link::Link;
use super::options::is_short_list;
use super::roles::Roles;
use super::{controls, layout, typed};
use crate::app::crm::use_crm;
use crate::domain::field::{Field, Kind, Labelled};
use crate::domain::record::Collection;
use crate::domain::validate::Problem;
use crate::domain::workspace::Workspace;
use crate::packing::read_value;
use crate::ui::show::value_text;
use crate::ui::words::fields::field_label;
use crate::ui::words::help::field_hint;

/// One field while it is typed. A copy is a handle to the same field.
#[derive(Clone, Copy)]
pub struct FieldInput {
    /// Whose field it is.
    pub collection: Collection,
    pub(super) field: Field,
    pub(super) state: State,
}

/// What a field holds while it is typed.
#[derive(Clone, Copy)]
pub(super) enum State {
    /// Text, numbers, days, and the chosen value of a drop-down list.
    Text(RwSignal<String>),
    Flag(RwSignal<bool>),
    Amount(Amount),
    Link(Link),
    Chips(RwSignal<BTreeSet<String>>),
    Chosen(Chosen),
    /// Pairs of kind and value.
    Labelled(RwSignal<Vec<(String, String)>>),
    Addresses(Addresses),
    Roles(Roles),
}

impl FieldInput {
    /// An empty field; `None` for a key that is no field, or one that only
    /// workflows set.
    pub fn new(collection: Collection, key: &str) -> Option<Self> {
        let field = *collection.field(key)?;
        State::of(field).map(|state| Self { collection, field, state })
    }

    /// The field's key.
    pub fn key(self) -> &'static str {
        self.field.key
    }

    /// True where the control needs the full width of a form.
    pub fn is_wide(self) -> bool {
        layout::is_wide(self.field.kind)
    }

    /// Shows a stored value.
    pub fn load(self, value: &Value) {
        match self.state {
            State::Text(text) => text.set(typed::from_stored(self.field.kind, value)),
            State::Flag(ticked) => ticked.set(value.as_bool().unwrap_or_default()),
            State::Amount(amount) => amount.load(value, use_crm().peek(|workspace| workspace.settings().currency)),
            State::Link(link) => use_crm().peek(|workspace| link.load(workspace, value)),
            State::Chips(chips) => {
                let ids = value.as_array().map(Vec::as_slice).unwrap_or_default();
                chips.set(ids.iter().filter_map(Value::as_str).map(str::to_owned).collect());
            }
            State::Chosen(chosen) => chosen.load(value),
            State::Labelled(rows) => {
                let stored: Vec<Labelled> = read_value(value).unwrap_or_default();
                rows.set(stored.into_iter().map(|row| (row.kind, row.value)).collect());
            }
            State::Addresses(addresses) => addresses.load(value),
            State::Roles(roles) => roles.load(value),
        }
    }

    /// What is typed, for a control of one's own; `None` for what is no plain text.
    pub fn text(self) -> Option<RwSignal<String>> {
        match self.state {
            State::Text(text) => Some(text),
            _ => None,
        }
    }

    /// Shows a text as if somebody had typed it, where text can be typed.
    pub(super) fn type_text(self, typed: &str) {
        match self.state {
            State::Text(text) if !matches!(self.field.kind, Kind::Choice(_) | Kind::Reference(_)) => {
                text.set(typed.to_owned());
            }
            State::Amount(amount) => amount.type_text(typed),
            _ => {}
        }
    }

    /// What was typed, as it is stored; null where nothing was. Tracks what is typed.
    pub fn value(self) -> Result<Value, Problem> {
        match self.state {
            State::Text(text) => text.with(|text| typed::to_stored(self.field.kind, text)),
            State::Flag(ticked) => Ok(json!(ticked.get())),
            State::Amount(amount) => amount.value(),
            State::Link(link) => Ok(link.value()),
            State::Chips(chips) => Ok(json!(chips.get())),
            State::Chosen(chosen) => Ok(chosen.value()),
            State::Labelled(rows) => Ok(rows.with(|rows| filled(rows))),
            State::Addresses(addresses) => Ok(addresses.value()),
            State::Roles(roles) => Ok(roles.value()),
        }
    }

    /// What is typed, in words.
    pub(super) fn words(self, workspace: &Workspace) -> String {
        match untrack(|| self.value()) {
            Ok(value) => value_text(workspace, self.collection, self.key(), &value),
            Err(_) => self.raw(),
        }
    }

    /// What is typed as it was typed, where it cannot be stored as it is.
    fn raw(self) -> String {
        match self.state {
            State::Text(text) => text.get_untracked(),
            State::Amount(amount) => amount.raw(),
            _ => String::new(),
        }
    }

    /// The control with its label, its hint and what is wrong.
    pub fn view(self, error: Signal<Option<String>>) -> AnyView {
        let label = field_label(self.collection, self.field.key);
        let hint = field_hint(self.collection, self.field.key).unwrap_or_default();
        match self.state {
            State::Text(text) if self.field.key == "remind" => controls::reminder(self, text, error),
            State::Text(text) => controls::text_control(self, text, error),
            State::Flag(ticked) => controls::checkbox(label, hint, ticked),
            State::Amount(amount) => amount.view(label, hint, error),
            State::Link(link) => link.view(label, hint, error),
            State::Chips(chips) => controls::chips(self, chips, error),
            State::Chosen(chosen) => chosen.view(label, hint, error),
            State::Labelled(rows) => controls::labelled_list(self, rows, error),
            State::Addresses(addresses) => addresses.view(label, hint, error),
            State::Roles(roles) => roles.view(label, hint, error),
        }
    }

    /// Begins an empty list with a row to type in, so that nothing need be
    /// pressed first.
    pub fn open_row(self) {
        if let State::Labelled(rows) = self.state
            && rows.with_untracked(Vec::is_empty)
        {
            let kind = controls::kinds_of(self.field.kind).first().map(|choice| choice.value.clone());
            rows.set(vec![(kind.unwrap_or_default(), String::new())]);
        }
    }
}

impl State {
    fn of(field: Field) -> Option<Self> {
        Some(match field.kind {
            Kind::Text
            | Kind::LongText
            | Kind::Number
            | Kind::Percent
            | Kind::Day
            | Kind::Instant
            | Kind::Choice(_) => Self::Text(RwSignal::new(String::new())),
            Kind::Reference(to) if is_short_list(to) => Self::Text(RwSignal::new(String::new())),
            Kind::Reference(to) => Self::Link(Link::new(to)),
            Kind::References(Collection::Tag) => Self::Chosen(Chosen::new(TAGS)),
            Kind::References(_) => Self::Chips(RwSignal::new(BTreeSet::new())),
            Kind::Money => Self::Amount(Amount::new()),
            Kind::Flag => Self::Flag(RwSignal::new(false)),
            Kind::Emails | Kind::Phones | Kind::Websites => Self::Labelled(RwSignal::new(Vec::new())),
            Kind::Addresses => Self::Addresses(Addresses::new()),
            Kind::Structure => match field.key {
                "accounts" => Self::Roles(Roles::of_accounts()),
                "contacts" => Self::Roles(Roles::of_contacts()),
                "links" => Self::Chosen(Chosen::new(LINKABLE)),
                _ => return None,
            },
        })
    }
}

/// The rows in which something is typed.
fn filled(rows: &[(String, String)]) -> Value {
    let typed = rows.iter().filter(|(_, value)| !value.trim().is_empty());
    typed.map(|(kind, value)| json!(Labelled::new(kind, value.trim()))).collect()
}
