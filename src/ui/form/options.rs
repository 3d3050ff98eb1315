//! What can be chosen in a drop-down list.

use crate::domain::field::Kind;
use crate::domain::option::{Explains, LeadPhase};
use crate::domain::record::{Collection, Record, RecordRef};
use crate::domain::workspace::Workspace;
use crate::ui::components::select_field::Choice;
use crate::ui::show::record_title;
use crate::ui::words::choices::choice_label;

/// True for collections short enough for a drop-down list; the others are
/// searched by typing.
pub const fn is_short_list(collection: Collection) -> bool {
    match collection {
        Collection::Profile
        | Collection::Pipeline
        | Collection::Stage
        | Collection::LeadStatus
        | Collection::Source
        | Collection::Reason
        | Collection::Segment
        | Collection::Relationship
        | Collection::Criterion
        | Collection::SavedView => true,
        Collection::Account
        | Collection::Contact
        | Collection::Lead
        | Collection::Opportunity
        | Collection::Activity
        | Collection::Tag
        | Collection::Campaign
        | Collection::Settings => false,
    }
}

/// The words of a closed list, in its order.
pub fn of_words(key: &str, values: &[&str]) -> Vec<Choice> {
    values.iter().map(|value| Choice::new(*value, choice_label(key, value))).collect()
}

/// The records of an editable list that a field may point to. What it points
/// to now stays among them, whatever became of it.
pub fn of_list(workspace: &Workspace, from: Collection, key: &str, to: Collection, chosen: &str) -> Vec<Choice> {
    let offered = workspace.options(to).into_iter().filter(|record| fits(workspace, from, key, record));
    let mut choices: Vec<Choice> = offered.map(|record| choice(workspace, record)).collect();
    if let Ok(id) = chosen.parse()
        && choices.iter().all(|choice| choice.value != chosen)
    {
        choices.push(Choice::new(chosen, record_title(workspace, RecordRef { collection: to, id })));
    }
    choices
}

/// Leaves out what a field cannot mean: a status that only conversion sets, a
/// reason for something else.
fn fits(workspace: &Workspace, from: Collection, key: &str, record: &Record) -> bool {
    match record {
        Record::LeadStatus(status) => from != Collection::Lead || status.phase != LeadPhase::Converted,
        Record::Reason(reason) if from == Collection::Lead => reason.explains == Explains::Disqualification,
        Record::Reason(reason) if key == "reason" => reason.explains != Explains::Disqualification,
        Record::Stage(stage) => stage.pipeline.is_some_and(|pipeline| workspace.live(pipeline).is_some()),
        _ => true,
    }
}

/// A record as a choice; stages name their pipeline where there are several.
fn choice(workspace: &Workspace, record: &Record) -> Choice {
    let title = record.title();
    let label = match record {
        Record::Stage(stage) if workspace.count(Collection::Pipeline) > 1 => {
            let pipeline = stage.pipeline.and_then(|id| workspace.title(RecordRef::of(id))).unwrap_or_default();
            format!("{pipeline}: {title}")
        }
        _ => title,
    };
    Choice::new(record.uuid().to_string(), label)
}

/// True where a field may be left without a choice.
pub fn may_be_empty(collection: Collection, key: &str, kind: Kind) -> bool {
    match kind {
        // A closed list has a default, unless the record says "none" by leaving it out.
        Kind::Choice(_) => collection.blank().get(key).is_none_or(|value| value.is_null()),
        _ => true,
    }
}
