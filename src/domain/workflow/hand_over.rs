//! Answering a hand-over: the receiver takes the work or gives it back.
//!
//! - H1 Returning needs a note and gives account, contact and opportunity back
//!   to whom they came from, where there was somebody.

use serde_json::Value;

use super::super::change::{Label, Verb};
use super::super::command::Decision;
use super::super::draft::Draft;
use super::super::env::Env;
use super::super::id::Id;
use super::super::lead::{Conversion, HandOver, HandOverAnswer, Lead};
use super::super::record::{Record, RecordRef};
use super::super::workspace::Workspace;
use super::{Rejection, open_record};

pub(super) fn answer(
    workspace: &Workspace,
    id: Id<Lead>,
    answer: HandOverAnswer,
    note: &str,
    env: &Env,
) -> Result<Decision, Rejection> {
    let reference = RecordRef::of(id);
    open_record(workspace, reference)?;
    let lead = workspace.get(id).cloned().ok_or(Rejection::NotFound(reference))?;
    let conversion = lead.conversion.clone().ok_or(Rejection::NotFound(reference))?;
    let hand_over = conversion.hand_over.clone().ok_or(Rejection::NotFound(reference))?;
    if answer == HandOverAnswer::Returned && note.trim().is_empty() {
        return Err(Rejection::ReasonNeeded);
    }
    let mut draft = Draft::new(workspace, env);
    if let (HandOverAnswer::Returned, Some(from)) = (answer, hand_over.from) {
        give_back(&mut draft, &conversion, &hand_over, &Value::String(from.to_string()));
    }
    let answered = HandOver { answer, answer_note: note.trim().to_owned(), ..hand_over };
    let conversion = Conversion { hand_over: Some(answered), ..conversion };
    let lead = Lead { conversion: Some(conversion), ..lead };
    let label = Label::of(Verb::HandOverAnswered, &Record::Lead(std::sync::Arc::new(lead.clone())));
    draft.put(lead);
    Ok(Decision::new(draft.finish(), label).showing(reference))
}

/// Sets the owner back on what was handed over and still belongs to the receiver.
fn give_back(draft: &mut Draft<'_>, conversion: &Conversion, hand_over: &HandOver, owner: &Value) {
    let handed = [
        conversion.account.map(RecordRef::of),
        conversion.contact.map(RecordRef::of),
        conversion.opportunity.map(RecordRef::of),
    ];
    let receiver = Value::String(hand_over.to.to_string());
    for reference in handed.into_iter().flatten() {
        let Some(mut record) = draft.find(reference).cloned() else { continue };
        if record.get("owner") == Some(receiver.clone()) && record.set("owner", owner.clone()).is_ok() {
            draft.put_record(record);
        }
    }
}
