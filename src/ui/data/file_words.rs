//! What is said of files: why one was not read, where, and what is odd in one
//! that was.

use crate::app::transfer::{
    Damage, DamagedKey, DocumentError, DumpFault, Fault, FaultKind, OpenError, RecoveryReport, Warning,
};
use crate::domain::record::{Collection, RecordRef};
use crate::domain::workspace::Workspace;
use crate::ui::show::record_title;
use crate::ui::words::concepts::{in_sentence, plural, quoted, singular};
use crate::ui::words::counts::{count, grouped};
use crate::ui::words::fields::field_label;
use crate::ui::words::vocabulary::{said, spoken};

/// A file that the browser could not read.
pub(super) fn unreadable(name: &str) -> String {
    said!("{} could not be read: it may have been moved or changed since it was chosen. Nothing was imported.", name)
}

/// Why a JSON file was not taken in, and where the trouble is.
pub(super) fn not_opened(name: &str, error: &OpenError) -> String {
    let why = match error {
        OpenError::NotText => spoken("it is not a text file").to_owned(),
        OpenError::Document(error) => document_error(error),
        OpenError::Dump(fault) => dump_fault(fault),
        OpenError::Locked(_) => spoken("it is locked").to_owned(),
    };
    said!("{} was not imported: {}. Your data is unchanged.", name, why)
}

fn dump_fault(fault: &DumpFault) -> String {
    match fault {
        DumpFault::NotADump => spoken("it is not a whole rescue copy").to_owned(),
        DumpFault::Newer { version } => said!("a newer Relata made this rescue copy (version {})", version),
        DumpFault::Empty => spoken("there is nothing of Relata in this rescue copy").to_owned(),
    }
}

/// What was damaged in what the browser kept, or in a rescue copy of it; empty
/// where nothing was.
pub(in crate::ui) fn damage(report: &RecoveryReport) -> String {
    if report.is_clean() {
        return String::new();
    }
    let pieces = count(report.damaged.len(), "piece", "pieces");
    let mut parts = vec![said!("{} of what was stored could not be read whole", pieces)];
    if report.salvaged > 0 {
        parts.push(said!("{} in them could be saved", count(report.salvaged, "record", "records")));
    }
    if !report.dropped.is_empty() {
        parts.push(said!("changes to {} are lost", count(report.dropped.len(), "record", "records")));
    }
    said!("{}. Everything else is here.", parts.join("; "))
}

/// What was missing or damaged and is whole again; empty where nothing was.
pub(in crate::ui) fn restored(report: &RecoveryReport) -> String {
    if report.restored.is_empty() {
        return String::new();
    }
    let pieces = count(report.restored.len(), "piece", "pieces");
    said!(
        "{} of what was stored were missing or damaged and are rebuilt from the second copy. Nothing is lost.",
        pieces
    )
}

/// What is wrong with a piece of what was stored.
pub(super) fn damaged_piece(piece: &DamagedKey) -> String {
    let why = match &piece.why {
        Damage::Missing => spoken("is missing").to_owned(),
        Damage::Altered => spoken("was altered").to_owned(),
        Damage::Foreign => spoken("belongs to another workspace").to_owned(),
        Damage::Newer { format } => said!("was written by a newer Relata (format {})", format),
    };
    match &piece.kept_as {
        Some(place) => said!("{} {}; a copy is kept as {}", piece.key, why, place),
        None => format!("{} {why}", piece.key),
    }
}

fn document_error(error: &DocumentError) -> String {
    match error {
        DocumentError::NotJson { line, column, detail } => {
            said!("it is not JSON from line {}, column {} on ({})", grouped(*line), grouped(*column), detail)
        }
        DocumentError::NotRelata => {
            spoken("it is JSON, but not a file that Relata wrote. A file of another program comes in as CSV").to_owned()
        }
        DocumentError::NoVersion => spoken("it does not say in which version it was written").to_owned(),
        DocumentError::NewerVersion { version, known } => {
            said!(
                "a newer Relata wrote it (version {}; this one knows {}). Reload to get the newer Relata",
                version,
                known
            )
        }
        DocumentError::Misshapen { line, column, detail } => {
            said!("line {}, column {} has something unexpected ({})", grouped(*line), grouped(*column), detail)
        }
        DocumentError::UnknownCollection { name } => said!("it has records of a kind that is not known, “{}”", name),
        DocumentError::RepeatedCollection { name } => said!("its list of {} stands in it twice", name),
        DocumentError::Records { faults, more } => records_error(faults, *more),
    }
}

fn records_error(faults: &[Fault], more: usize) -> String {
    let total = faults.len() + more;
    let named: Vec<String> = faults.iter().take(3).map(fault).collect();
    let rest = total.saturating_sub(named.len());
    let rest = if rest == 0 { String::new() } else { said!("; and {} more", grouped(rest)) };
    said!("{} in it cannot be read: {}{}", count(total, "record", "records"), named.join("; "), rest)
}

fn fault(fault: &Fault) -> String {
    let kind = Collection::from_plural(fault.collection).map_or(fault.collection, singular);
    let place = format!("{} {}", in_sentence(kind), grouped(fault.index + 1));
    match &fault.problem {
        FaultKind::NoId => said!("{} has no id", place),
        FaultKind::DuplicateId { first } => said!("{} has the id of number {}", place, grouped(first + 1)),
        FaultKind::RepeatedField { field } => said!("{} has the field “{}” twice", place, field),
        FaultKind::Unfit { field, detail } => said!("{}, field “{}”: {}", place, field, detail),
    }
}

/// Something odd in a file that was read all the same.
pub(super) fn warning(incoming: &Workspace, warning: &Warning) -> String {
    match warning {
        Warning::UnknownSection { name } => said!("The section “{}” is not understood and is left out", name),
        Warning::UnknownField { record, path, kept, .. } => {
            let fate = if *kept { spoken("is kept as a custom field") } else { spoken("is left out") };
            said!("{}: the field “{}” is not known and {}", named(incoming, *record), path, fate)
        }
        Warning::PointsNowhere { record, field, target } => said!(
            "{}: {} points to a {} that is not there; the link is kept",
            named(incoming, *record),
            in_sentence(field_label(record.collection, field)),
            in_sentence(singular(target.collection))
        ),
    }
}

fn named(workspace: &Workspace, record: RecordRef) -> String {
    format!("{} {}", singular(record.collection), quoted(&record_title(workspace, record)))
}

/// The name of a type for a line of counts.
pub(super) fn type_name(collection: Collection) -> &'static str {
    plural(collection)
}
