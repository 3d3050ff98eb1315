//! Editing the cells of a list in place.

use leptos::prelude::*;
use uuid::Uuid;

use super::columns;
use super::heading::is_editable;
use crate::app::crm::Crm;
use crate::app::notices::Message;
use crate::domain::record::{Collection, Record, RecordRef};
use crate::domain::workflow::Rejection;
use crate::ui::components::grid::{CellEditing, CellEditor, Leaving};
use crate::ui::form::in_place::{self, InPlace};
use crate::ui::form::input::FieldInput;
use crate::ui::words::sentences;

/// How the cells of a collection's list are edited.
pub fn editing(crm: Crm, collection: Collection) -> CellEditing {
    CellEditing {
        may: Callback::new(move |(id, _): (Uuid, String)| may_edit(crm, RecordRef { collection, id })),
        open: Callback::new(move |(id, key): (Uuid, String)| open(crm, RecordRef { collection, id }, &key)),
    }
}

/// Tells why, where a record cannot be edited.
fn may_edit(crm: Crm, record: RecordRef) -> bool {
    let refused = crm.peek(|workspace| {
        let why = match workspace.find(record) {
            _ if is_editable(workspace, record) => return None,
            None => Rejection::NotFound(record),
            Some(found) if !Record::is_live(found) => Rejection::InTrash(record),
            Some(_) => Rejection::AlreadyConverted(record),
        };
        Some(sentences::rejection(workspace, &why))
    });
    let may = refused.is_none();
    if let Some(words) = refused {
        crm.notices.push(Message::Plain(words), false);
    }
    may
}

fn open(crm: Crm, record: RecordRef, key: &str) -> CellEditor {
    let keys = columns::edited_fields(record.collection, key).into_iter();
    let inputs = keys.filter_map(|key| FieldInput::new(record.collection, key));
    let fields: Vec<InPlace> = inputs.map(|input| InPlace::new(crm, record, input)).collect();
    for field in &fields {
        field.load();
    }
    let shown = fields.clone();
    let save = Callback::new(move |leaving| save(crm, record, &fields, leaving));
    let view = shown.into_iter().map(|field| field.input.view(field.told(crm))).collect_view().into_any();
    CellEditor { view, save }
}

fn save(crm: Crm, record: RecordRef, fields: &[InPlace], leaving: Leaving) -> bool {
    if !fields.iter().any(|field| field.is_typed()) {
        return true;
    }
    if leaving == Leaving::Gone {
        in_place::keep(crm, record, fields);
        return true;
    }
    let overtaken = untrack(|| fields.iter().any(|field| field.is_overtaken()));
    // Only who has read what is there now, and pressed Enter, replaces it.
    (leaving == Leaving::Pressed || !overtaken) && in_place::save(crm, record, fields)
}
