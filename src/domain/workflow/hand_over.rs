//! Answering a hand-over: the receiver takes the work or gives it back.
//!
//! - H1 Returning needs a note and gives what the conversion made, and what of
//!   the lead is still to be done, back to whom it came from, where there was
//!   somebody. What belonged to the receiver before stays.
//! - H2 What was returned may be accepted after all.
//! - H3 What has gone to a third person since stays there.

use serde_json::Value;

use super::super::change::{Label, Verb};
use super::super::command::Decision;
use super::super::draft::Draft;
use super::super::env::Env;
use super::super::id::Id;
use super::super::lead::{Conversion, HandOver, HandOverAnswer, Lead};
use super::super::profile::Profile;
use super::super::record::{Record, RecordRef, Stored};
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
    let receiver = hand_over.to;
    match (hand_over.answer, answer, hand_over.from) {
        (_, HandOverAnswer::Returned, Some(sender)) => pass(&mut draft, &lead, &conversion, receiver, sender),
        (HandOverAnswer::Returned, HandOverAnswer::Accepted, Some(sender)) => {
            pass(&mut draft, &lead, &conversion, sender, receiver);
        }
        _ => {}
    }
    let answered = HandOver { answer, answer_note: note.trim().to_owned(), ..hand_over };
    let conversion = Conversion { hand_over: Some(answered), ..conversion };
    let lead = Lead { conversion: Some(conversion), ..lead };
    let label = Label::of(Verb::HandOverAnswered, &Record::Lead(std::sync::Arc::new(lead.clone())));
    draft.put(lead);
    Ok(Decision::new(draft.finish(), label).showing(reference))
}

/// Passes on what the conversion made and what is still to be done about the
/// lead, as far as it belongs to `holder`.
fn pass(draft: &mut Draft<'_>, lead: &Lead, conversion: &Conversion, holder: Id<Profile>, taker: Id<Profile>) {
    let workspace = draft.workspace;
    let made = conversion.became().filter_map(|reference| workspace.find(reference));
    let made = made.filter(|record| record.meta().created_at == conversion.at);
    let about = RecordRef::of(lead.id);
    let open = workspace.activities_about(about).filter(|activity| activity.is_open());
    let open = open.filter(|activity| activity.meta.created_at < conversion.at);
    let handed: Vec<Record> = made.cloned().chain(open.cloned().map(Stored::into_record)).collect();
    let (holder, taker) = (Value::String(holder.to_string()), Value::String(taker.to_string()));
    for mut record in handed {
        if record.get("owner").as_ref() == Some(&holder) && record.set("owner", taker.clone()).is_ok() {
            draft.put_record(record);
        }
    }
}
