//! What happened and what went wrong, as sentences a person can act on.
//! Everything is matched without a catch-all.

use super::concepts::{in_sentence, quoted, singular};
use super::counts::{count, joined};
use super::fields::field_label;
use super::vocabulary::{said, spoken};
use crate::domain::change::{Label, Transaction, Verb};
use crate::domain::field::Kind;
use crate::domain::record::{Collection, RecordRef};
use crate::domain::undo::Blocked;
use crate::domain::validate::Problem;
use crate::domain::workflow::Rejection;
use crate::domain::workflow::batch::Refused;
use crate::domain::workspace::Workspace;

/// Why a command was not carried out.
pub fn rejection(workspace: &Workspace, rejection: &Rejection) -> String {
    match rejection {
        Rejection::Invalid(errors) => match errors.as_slice() {
            [only] => said!("A field cannot be saved: {}", in_sentence(&problem(workspace, None, &only.problem))),
            many => said!("{} cannot be saved as they are", count(many.len(), "field", "fields")),
        },
        Rejection::NotFound(record) => said!(
            "This {} is not there any more; another tab may have deleted it",
            in_sentence(singular(record.collection))
        ),
        Rejection::InTrash(record) => {
            said!("{} is in the Trash: restore it first", named(workspace, *record))
        }
        Rejection::AlreadyConverted(record) => {
            said!("{} is converted and read-only: change what it became instead", named(workspace, *record))
        }
        Rejection::LossReasonNeeded => spoken("Say why the deal was lost: choose a reason or write a note").to_owned(),
        Rejection::CorrectionNeeded { account } => said!(
            "{} would be {} again, as this is the only deal it won: say why",
            named(workspace, *account),
            spoken("a prospect")
        ),
        Rejection::ReasonNeeded => spoken("Say why: a change by hand needs a reason").to_owned(),
        Rejection::NothingToConvertTo => {
            spoken("Choose an account, a contact or an opportunity, existing or new: at least one of them").to_owned()
        }
        Rejection::ChecklistNotMet { unmet } => {
            said!("Not met yet: {}. Tick what is true, or give a reason to convert nevertheless", joined(unmet, "and"))
        }
        Rejection::InUse { record, by } => in_use(workspace, *record, *by),
        Rejection::NothingToUndo(blocked) if blocked.is_empty() => spoken("There is nothing to undo").to_owned(),
        Rejection::NothingToUndo(items) => said!("Nothing could be undone: {}", blocked(workspace, items)),
        Rejection::NothingToMerge => spoken("Choose at least two records of one type to merge").to_owned(),
        Rejection::AllRefused(refused) => left(workspace, refused),
        Rejection::NoDemoChange => spoken("The demo data is as you want it already").to_owned(),
    }
}

/// What a change of many records left as it is, and why: some by name.
pub fn left(workspace: &Workspace, refused: &[Refused]) -> String {
    let because = |refused: &Refused| {
        let why = rejection(workspace, &refused.because);
        let title = workspace.title(refused.record).filter(|title| !why.contains(title.as_str()));
        title.map_or(why.clone(), |_| format!("{}: {}", named(workspace, refused.record), in_sentence(&why)))
    };
    let mut sentences: Vec<String> = refused.iter().take(NAMED).map(because).collect();
    if refused.len() > NAMED {
        sentences.push(said!("and {} more", refused.len() - NAMED));
    }
    said!("{} left as before. {}", count(refused.len(), "record", "records"), sentences.join(". "))
}

fn in_use(workspace: &Workspace, record: RecordRef, by: usize) -> String {
    match record.collection {
        Collection::Relationship => {
            spoken("The relationship Buyer cannot be deleted: prospects and customers rest on it").to_owned()
        }
        Collection::Settings => spoken("The settings cannot be deleted").to_owned(),
        Collection::Pipeline => {
            said!("{} still has {}: delete those first", named(workspace, record), count(by, "stage", "stages"))
        }
        _ => said!("{} is used by {}: change those first", named(workspace, record), count(by, "record", "records")),
    }
}

/// What is wrong with a field. The collection names fields that are spoken of.
pub fn problem(workspace: &Workspace, collection: Option<Collection>, problem: &Problem) -> String {
    match problem {
        Problem::Required => spoken("Fill this in").to_owned(),
        Problem::OneOf(keys) => {
            let label = |key: &&'static str| {
                let name = collection.map_or(*key, |collection| field_label(collection, key));
                in_sentence(name)
            };
            said!("Fill in {}", joined(&keys.iter().map(label).collect::<Vec<_>>(), "or"))
        }
        Problem::TooLong { most } => said!("At most {} fit here", count(*most, "character", "characters")),
        Problem::NotAnEmail => spoken("Write an e-mail address, such as ada@example.org").to_owned(),
        Problem::NotAWebAddress => spoken("Write a web address, such as example.org").to_owned(),
        Problem::NotAPhone => spoken("A phone number needs digits").to_owned(),
        Problem::NotANumber => spoken("Write a whole number, such as 250").to_owned(),
        Problem::NotAnAmount => spoken("Write an amount such as 1,234.50, with a decimal point").to_owned(),
        Problem::NotADay => spoken("Choose a day between the years 1 and 9999").to_owned(),
        Problem::NotACurrency => spoken("Write a currency of three letters, such as EUR").to_owned(),
        Problem::OutOfRange { least, most } => said!("Write a number from {} to {}", least, most),
        Problem::Taken { by } => said!("{} has this already, and it must be unique", named(workspace, *by)),
        Problem::Missing => spoken("What was chosen is not there any more: choose again").to_owned(),
        Problem::Circular => spoken("It would come back to itself: choose another").to_owned(),
        Problem::Unfit => spoken("This field cannot take that value").to_owned(),
    }
}

/// A text of a link that is no value of its field.
pub fn unread(text: &str) -> String {
    said!("The link says “{}”, which does not fit here", text)
}

/// What a link says and the form has no field for.
pub fn unknown_fields(keys: &[String]) -> String {
    said!("The link also names {}, which this form has no field for", joined(keys, "and"))
}

/// Beside a field that is being typed: somebody else has saved another value. Enter
/// begins a new line in a text of several.
pub fn changed_meanwhile(kind: Kind, now: &str) -> String {
    let ways = if kind == Kind::LongText {
        spoken("Save puts yours in its place, Cancel leaves it")
    } else {
        spoken("Enter puts yours in its place, Escape leaves it")
    };
    format!("{}. {ways}", now_is(now))
}

/// The same for a form, which Enter would save as a whole.
pub fn overtaken(now: &str) -> String {
    said!("{}. Save once more to put yours in its place", now_is(now))
}

/// What somebody else has made of a field meanwhile.
pub fn now_is(now: &str) -> String {
    if now.is_empty() {
        spoken("It was emptied meanwhile").to_owned()
    } else {
        said!("Meanwhile it became “{}”", now)
    }
}

/// What was typed in fields of a record and could not be saved when their place went away.
pub fn not_kept(workspace: &Workspace, record: RecordRef, typed: &[(&str, String)], why: &str) -> String {
    let typed: Vec<String> = typed.iter().map(|(label, typed)| format!("{label} {}", quoted(typed))).collect();
    said!("Not saved: {} of {}. {}", joined(&typed, "and"), named(workspace, record), why)
}

/// What was done: `Lead “Ada Lovelace” created`.
pub fn done(label: &Label) -> String {
    match label.verb {
        Verb::Logged => said!("{} logged", subject(label)),
        Verb::Created => said!("{} created", subject(label)),
        Verb::Edited => said!("{} saved", subject(label)),
        Verb::Trashed => said!("{} moved to the Trash", subject(label)),
        Verb::Restored => said!("{} restored", subject(label)),
        Verb::Purged => said!("{} deleted for good", subject(label)),
        Verb::Completed => said!("{} done", subject(label)),
        Verb::Reopened => said!("{} reopened", subject(label)),
        Verb::Converted => said!("{} converted", subject(label)),
        Verb::Merged => said!("Merged into {}", in_sentence(&subject(label))),
        Verb::Distinguished => said!("{} marked as not the same", subject(label)),
        Verb::Moved => said!("{} moved", subject(label)),
        Verb::Won => said!("{} won", subject(label)),
        Verb::Lost => said!("{} lost", subject(label)),
        Verb::LifecycleChanged => said!("Lifecycle of {} changed", in_sentence(&subject(label))),
        Verb::HandOverAnswered => said!("Hand-over of {} answered", in_sentence(&subject(label))),
        Verb::Imported => said!("“{}” imported", label.subject),
        Verb::Archived => said!("{} archived to a file", subject(label)),
        Verb::DemoLoaded => spoken("Demo data loaded").to_owned(),
        Verb::DemoRemoved => spoken("Demo data removed").to_owned(),
    }
}

/// What a transaction of the log did: taking back and doing again are said so.
pub fn happened(log: &[Transaction], transaction: &Transaction) -> String {
    let taken_back = |id| log.iter().rev().find(|earlier| earlier.id == id);
    let earlier = std::iter::successors(transaction.reverts, |id| taken_back(*id).and_then(|found| found.reverts));
    let what = done(&transaction.label);
    match earlier.take(log.len().max(1)).count() {
        0 => what,
        odd if odd % 2 == 1 => said!("Undone: {}", in_sentence(&what)),
        _ => said!("Redone: {}", in_sentence(&what)),
    }
}

/// What was taken back, and what stayed as it was changed since.
pub fn undone(workspace: &Workspace, label: &Label, left: &[Blocked]) -> String {
    with_blocked(workspace, said!("Undone: {}", in_sentence(&done(label))), left)
}

/// What was done again, and what stayed as it was changed since.
pub fn redone(workspace: &Workspace, label: &Label, left: &[Blocked]) -> String {
    with_blocked(workspace, said!("Redone: {}", in_sentence(&done(label))), left)
}

fn with_blocked(workspace: &Workspace, sentence: String, left: &[Blocked]) -> String {
    if left.is_empty() { sentence } else { said!("{}. Left as it is: {}", sentence, blocked(workspace, left)) }
}

/// The most records a sentence names.
const NAMED: usize = 3;

/// What undo left alone, and why.
pub fn blocked(workspace: &Workspace, items: &[Blocked]) -> String {
    let mut parts: Vec<String> = items.iter().take(NAMED).map(|item| blocked_record(workspace, item)).collect();
    if items.len() > NAMED {
        parts.push(count(items.len() - NAMED, "other record", "other records"));
    }
    joined(&parts, "and")
}

fn blocked_record(workspace: &Workspace, item: &Blocked) -> String {
    let Some(title) = workspace.title(item.record) else {
        return said!("a {} archived or deleted for good", in_sentence(singular(item.record.collection)));
    };
    let name = format!("{} {}", in_sentence(singular(item.record.collection)), quoted(&title));
    if item.fields.is_empty() {
        return said!("{}, which is in use", name);
    }
    let label = |key: &String| in_sentence(field_label(item.record.collection, key));
    let fields: Vec<String> = item.fields.iter().map(label).collect();
    said!("{}, changed since ({})", name, joined(&fields, "and"))
}

/// Kind and name of a record: `Lead “Ada Lovelace”`.
fn named(workspace: &Workspace, record: RecordRef) -> String {
    let kind = singular(record.collection);
    match workspace.title(record) {
        Some(title) if !title.trim().is_empty() => format!("{kind} {}", quoted(&title)),
        _ => kind.to_owned(),
    }
}

/// What a label is about: `Lead “Ada Lovelace”`, `3 records`.
fn subject(label: &Label) -> String {
    match (label.collection, label.subject.trim()) {
        (Some(Collection::Settings), _) => spoken("Settings").to_owned(),
        (Some(collection), "") => singular(collection).to_owned(),
        (Some(collection), name) => format!("{} {}", singular(collection), quoted(name)),
        (None, name) => match name.parse() {
            Ok(number) => count(number, "record", "records"),
            Err(_) if name.is_empty() => spoken("Record").to_owned(),
            Err(_) => quoted(name),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn label(verb: Verb, subject: &str, collection: Option<Collection>) -> Label {
        Label { verb, subject: subject.to_owned(), collection }
    }

    #[test]
    fn what_was_done_names_the_record() {
        let converted = label(Verb::Converted, "Ada Lovelace", Some(Collection::Lead));
        assert_eq!(done(&converted), "Lead “Ada Lovelace” converted");
        assert_eq!(undone(&Workspace::starter(), &converted, &[]), "Undone: lead “Ada Lovelace” converted");
        assert_eq!(done(&label(Verb::Trashed, "3", None)), "3 records moved to the Trash");
        assert_eq!(done(&label(Verb::Edited, "Settings", Some(Collection::Settings))), "Settings saved");
    }

    #[test]
    fn taking_back_and_doing_again_are_told_apart() {
        let deed = |id: u128, reverts: Option<u128>| Transaction {
            id: uuid::Uuid::from_u128(id),
            at: chrono::DateTime::UNIX_EPOCH,
            by: None,
            label: label(Verb::Edited, "Ada", Some(Collection::Lead)),
            reverts: reverts.map(uuid::Uuid::from_u128),
            patches: Vec::new(),
        };
        let log = [deed(1, None), deed(2, Some(1)), deed(3, Some(2)), deed(4, Some(99))];
        let told: Vec<String> = log.iter().map(|transaction| happened(&log, transaction)).collect();
        let (undone, redone) = ("Undone: lead “Ada” saved", "Redone: lead “Ada” saved");
        assert_eq!(told, ["Lead “Ada” saved", undone, redone, undone]);
    }

    #[test]
    fn a_missing_name_is_asked_for_in_the_words_of_the_form() {
        let missing = Problem::OneOf(&["last_name", "company"]);
        let words = problem(&Workspace::starter(), Some(Collection::Lead), &missing);
        assert_eq!(words, "Fill in last name or company");
    }

    #[test]
    fn what_stayed_is_named_with_its_fields() {
        let workspace = Workspace::starter();
        let record = workspace.records(Collection::Source).next().unwrap();
        let left = Blocked { record: record.reference(), fields: vec!["name".to_owned()] };
        assert_eq!(blocked(&workspace, &[left]), format!("source “{}”, changed since (name)", record.title()));
    }
}
