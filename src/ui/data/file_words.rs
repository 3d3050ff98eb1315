//! What is said of files: why one was not read, where, and what is odd in one
//! that was.

use crate::app::transfer::{
    Damage, DamagedKey, DocumentError, DumpFault, Fault, FaultKind, OpenError, RecoveryReport, Warning,
};
use crate::domain::record::{Collection, RecordRef};
use crate::domain::workspace::Workspace;
use crate::ui::show::record_title;
use crate::ui::words::concepts::{in_sentence, plural, singular};
use crate::ui::words::counts::{count, grouped};
use crate::ui::words::fields::field_label;

/// A file that the browser could not read.
pub(super) fn unreadable(name: &str) -> String {
    format!("{name} could not be read: it may have been moved or changed since it was chosen. Nothing was imported.")
}

/// Why a JSON file was not taken in, and where the trouble is.
pub(super) fn not_opened(name: &str, error: &OpenError) -> String {
    let why = match error {
        OpenError::NotText => "it is not a text file".to_owned(),
        OpenError::Document(error) => document_error(error),
        OpenError::Dump(fault) => dump_fault(fault),
    };
    format!("{name} was not imported: {why}. Your data is unchanged.")
}

fn dump_fault(fault: &DumpFault) -> String {
    match fault {
        DumpFault::NotADump => "it is not a whole rescue copy".to_owned(),
        DumpFault::Newer { version } => format!("a newer Relata made this rescue copy (version {version})"),
        DumpFault::Empty => "there is nothing of Relata in this rescue copy".to_owned(),
    }
}

/// What was damaged in what the browser kept, or in a rescue copy of it; empty
/// where nothing was.
pub(in crate::ui) fn damage(report: &RecoveryReport) -> String {
    if report.is_clean() {
        return String::new();
    }
    let pieces = count(report.damaged.len(), "piece", "pieces");
    let mut parts = vec![format!("{pieces} of what was stored could not be read whole")];
    if report.salvaged > 0 {
        parts.push(format!("{} in them could be saved", count(report.salvaged, "record", "records")));
    }
    if !report.dropped.is_empty() {
        parts.push(format!("changes to {} are lost", count(report.dropped.len(), "record", "records")));
    }
    format!("{}. Everything else is here.", parts.join("; "))
}

/// What was missing or damaged and is whole again; empty where nothing was.
pub(in crate::ui) fn restored(report: &RecoveryReport) -> String {
    if report.restored.is_empty() {
        return String::new();
    }
    let pieces = count(report.restored.len(), "piece", "pieces");
    format!(
        "{pieces} of what was stored were missing or damaged and are rebuilt from the second copy. Nothing is lost."
    )
}

/// What is wrong with a piece of what was stored.
pub(super) fn damaged_piece(piece: &DamagedKey) -> String {
    let why = match &piece.why {
        Damage::Missing => "is missing".to_owned(),
        Damage::Altered => "was altered".to_owned(),
        Damage::Foreign => "belongs to another workspace".to_owned(),
        Damage::Newer { format } => format!("was written by a newer Relata (format {format})"),
    };
    match &piece.kept_as {
        Some(place) => format!("{} {why}; a copy is kept as {place}", piece.key),
        None => format!("{} {why}", piece.key),
    }
}

fn document_error(error: &DocumentError) -> String {
    match error {
        DocumentError::NotJson { line, column, detail } => {
            format!("it is not JSON from line {}, column {} on ({detail})", grouped(*line), grouped(*column))
        }
        DocumentError::NotRelata => {
            "it is JSON, but not a file that Relata wrote. A file of another program comes in as CSV".to_owned()
        }
        DocumentError::NoVersion => "it does not say in which version it was written".to_owned(),
        DocumentError::NewerVersion { version, known } => {
            format!(
                "a newer Relata wrote it (version {version}; this one knows {known}). Reload to get the newer Relata"
            )
        }
        DocumentError::Misshapen { line, column, detail } => {
            format!("line {}, column {} has something unexpected ({detail})", grouped(*line), grouped(*column))
        }
        DocumentError::UnknownCollection { name } => format!("it has records of a kind that is not known, “{name}”"),
        DocumentError::RepeatedCollection { name } => format!("its list of {name} stands in it twice"),
        DocumentError::Records { faults, more } => records_error(faults, *more),
    }
}

fn records_error(faults: &[Fault], more: usize) -> String {
    let total = faults.len() + more;
    let named: Vec<String> = faults.iter().take(3).map(fault).collect();
    let rest = total.saturating_sub(named.len());
    let rest = if rest == 0 { String::new() } else { format!("; and {} more", grouped(rest)) };
    format!("{} in it cannot be read: {}{rest}", count(total, "record", "records"), named.join("; "))
}

fn fault(fault: &Fault) -> String {
    let kind = Collection::from_plural(fault.collection).map_or(fault.collection, singular);
    let place = format!("{} {}", in_sentence(kind), grouped(fault.index + 1));
    match &fault.problem {
        FaultKind::NoId => format!("{place} has no id"),
        FaultKind::DuplicateId { first } => format!("{place} has the id of number {}", grouped(first + 1)),
        FaultKind::RepeatedField { field } => format!("{place} has the field “{field}” twice"),
        FaultKind::Unfit { field, detail } => format!("{place}, field “{field}”: {detail}"),
    }
}

/// Something odd in a file that was read all the same.
pub(super) fn warning(incoming: &Workspace, warning: &Warning) -> String {
    match warning {
        Warning::UnknownSection { name } => format!("The section “{name}” is not understood and is left out"),
        Warning::UnknownField { record, path, kept, .. } => {
            let fate = if *kept { "is kept as a custom field" } else { "is left out" };
            format!("{}: the field “{path}” is not known and {fate}", named(incoming, *record))
        }
        Warning::PointsNowhere { record, field, target } => format!(
            "{}: {} points to a {} that is not there; the link is kept",
            named(incoming, *record),
            in_sentence(field_label(record.collection, field)),
            in_sentence(singular(target.collection))
        ),
    }
}

fn named(workspace: &Workspace, record: RecordRef) -> String {
    format!("{} “{}”", singular(record.collection), record_title(workspace, record))
}

/// The name of a type for a line of counts.
pub(super) fn type_name(collection: Collection) -> &'static str {
    plural(collection)
}
