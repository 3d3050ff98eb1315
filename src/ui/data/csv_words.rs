//! What is said of files of other programs: who wrote them, what becomes of
//! their columns, rows and cells, and why some are left out.

use crate::app::transfer::{
    Cells, Conversion, FilePlan, ImportPlan, Note, Part, Preset, ProblemKind, RowProblem, Rows, SkipReason, Target,
};
use crate::domain::record::Collection;
use crate::domain::workspace::Workspace;
use crate::ui::words::concepts::{in_sentence, plural, singular};
use crate::ui::words::counts::{count, count_of, grouped, joined};
use crate::ui::words::fields::field_label;
use crate::ui::words::sentences;

/// Who wrote a file and how it was read.
pub(super) fn recognised(file: &FilePlan) -> String {
    if matches!((file.preset, file.rows), (Preset::Plain, Rows::Unknown)) {
        return "Not recognised: no heading in it says what its rows are.".to_owned();
    }
    let rows = match file.rows {
        Rows::Of(collection) => format!(", {}", in_sentence(plural(collection))),
        Rows::Other(name) => format!(", {name}: there is no place for these yet"),
        Rows::Unknown => String::new(),
    };
    let separator = match file.separator {
        ',' => "commas".to_owned(),
        ';' => "semicolons".to_owned(),
        '\t' => "tabs".to_owned(),
        other => format!("“{other}”"),
    };
    format!("{}{rows}. Read as {} with {separator}.", preset(file.preset), file.encoding.name())
}

const fn preset(preset: Preset) -> &'static str {
    match preset {
        Preset::Relata => "A CSV that Relata exported",
        Preset::Salesforce => "Recognised as Salesforce data",
        Preset::SalesforceReport => "Recognised as a Salesforce report",
        Preset::HubSpot => "Recognised as HubSpot",
        Preset::Zoho => "Recognised as Zoho",
        Preset::Pipedrive => "Recognised as Pipedrive",
        Preset::Outlook => "Recognised as Outlook",
        Preset::Google => "Recognised as Google Contacts",
        Preset::LinkedIn => "Recognised as LinkedIn connections",
        Preset::AtomicCrm => "Recognised as Atomic CRM",
        Preset::Plain => "Recognised by its headings",
    }
}

/// What happens to the rows of a file, and where its cells end up.
pub(super) fn counts(file: &FilePlan) -> String {
    let mut parts = vec![format!("{} new", grouped(file.rows_new))];
    if file.rows_matched > 0 {
        parts.push(format!("{} matched, {} of them changed", grouped(file.rows_matched), grouped(file.rows_changing)));
    }
    if !file.skipped.is_empty() {
        parts.push(format!("{} left out", grouped(file.skipped.len())));
    }
    let rows = parts.join(", ");
    match cells(&file.cells) {
        cells if cells.is_empty() => format!("Rows: {rows}."),
        cells => format!("Rows: {rows}. Cells: {cells}."),
    }
}

fn cells(cells: &Cells) -> String {
    let parts = [
        (cells.in_fields, "in fields"),
        (cells.in_external_ids, "as ids"),
        (cells.in_custom, "in custom fields"),
        (cells.repeated, "repeating others"),
        (cells.empty, "saying nothing"),
        (cells.ignored, "left out as you wish"),
    ];
    let said = parts.into_iter().filter(|(number, _)| *number > 0);
    joined(&said.map(|(number, what)| format!("{} {what}", grouped(number))).collect::<Vec<_>>(), "and")
}

/// Columns whose dates can be read in two ways.
pub(super) fn ambiguous(file: &FilePlan) -> String {
    match file.ambiguous_dates.as_slice() {
        [] => String::new(),
        columns => format!(
            "In {} no date shows whether the day or the month comes first: the month was taken.",
            joined(columns, "and")
        ),
    }
}

/// What is odd about a file as a whole.
pub(super) fn note(note: &Note) -> String {
    match note {
        Note::Unreadable { count: number } => {
            format!("{} could not be read and stand as �", count(*number, "character", "characters"))
        }
        Note::ZeroBytes { count: number, line } => {
            format!("{} taken out, the first on line {line}", count(*number, "zero byte", "zero bytes"))
        }
        Note::UnclosedQuote { line, rest } => {
            let characters = count(rest.chars().count(), "character", "characters");
            format!("The quote on line {line} never closes: the {characters} after it are not read")
        }
        Note::Preamble { lines } => format!("{} above the headings passed over", count(lines.len(), "line", "lines")),
        Note::Footer { lines } => {
            format!("{} below the data passed over, such as totals", count(lines.len(), "line", "lines"))
        }
        Note::ShortRows { count: number, line } => {
            format!("{} shorter than the headings, the first on line {line}", count(*number, "row is", "rows are"))
        }
        Note::LongRows { count: number, line } => format!(
            "{} longer than the headings, the first on line {line}; what is over has columns of its own",
            count(*number, "row is", "rows are")
        ),
    }
}

/// Why a row is left out.
pub(super) fn skip_reason(reason: SkipReason) -> String {
    match reason {
        SkipReason::NoName => "nothing in it says what the record is called".to_owned(),
        SkipReason::SameId { line } => format!("it has the same id as line {line}"),
        SkipReason::TooLarge => "a cell is larger than a field can be".to_owned(),
        SkipReason::NoId => "it has no id of ours".to_owned(),
        SkipReason::IsThere => "its record is here already".to_owned(),
        SkipReason::NoPlace => "there is no place for such rows".to_owned(),
    }
}

/// What happens to a cell that could not simply be taken.
pub(super) fn problem(workspace: &Workspace, problem: &RowProblem) -> String {
    match &problem.kind {
        ProblemKind::Unfit(why) => {
            format!("{}; kept as a custom field", sentences::problem(workspace, None, why))
        }
        ProblemKind::Rounded => "Rounded; the exact value is kept as a custom field".to_owned(),
        ProblemKind::PointsNowhere => "No record has this id; kept as a custom field".to_owned(),
        ProblemKind::SeveralOfThatName => "Several records have this name; kept as a custom field".to_owned(),
        ProblemKind::NoneOfThatName => "No record has this name; kept as a custom field".to_owned(),
        ProblemKind::KeptMine => "Another value is here already and stays".to_owned(),
        ProblemKind::LeftOut => "Records of this type have no place for it: left out".to_owned(),
    }
}

/// What else comes with the rows: records that they name, and new customers.
pub(super) fn besides(plan: &ImportPlan) -> Option<String> {
    let mut sentences = Vec::new();
    let made = Collection::ALL.iter().filter_map(|collection| {
        let number = plan.made.iter().filter(|(record, _)| record.collection == *collection).count();
        (number > 0).then(|| count_of(number, *collection))
    });
    let made: Vec<String> = made.collect();
    if !made.is_empty() {
        sentences.push(format!("Made as well, because rows name them: {}.", joined(&made, "and")));
    }
    if !plan.new_customers.is_empty() {
        let accounts = count(plan.new_customers.len(), "account becomes a customer", "accounts become customers");
        sentences.push(format!("{accounts} by deals they have closed."));
    }
    (!sentences.is_empty()).then(|| sentences.join(" "))
}

/// What becomes of a column.
pub(super) fn target(collection: Collection, target: Target) -> String {
    let label = |key: &str| field_label(collection, key).to_owned();
    match target {
        Target::Field(key) => label(key),
        Target::Listed(key, kind) => format!("{}: {kind}", label(key)),
        Target::Address(kind, Part::Whole) => format!("Whole {kind} address"),
        Target::Address(kind, part) => format!("{} ({kind} address)", address_part(part)),
        Target::FullName => "First and last name".to_owned(),
        Target::LinkById(key) => format!("{}, by its id there", label(key)),
        Target::LinkByName(key) => format!("{}, by name", label(key)),
        Target::ExternalId => format!("Id of the {} there", in_sentence(singular(collection))),
        Target::Currency => "Currency of the amounts".to_owned(),
        Target::CloseDate => "Day of closing, expected or past".to_owned(),
        Target::Closed => "Whether it is closed".to_owned(),
        Target::Won => "Whether it is won".to_owned(),
        Target::Outcome => "Open, won or lost".to_owned(),
        Target::Converted(part) => format!("Conversion: {}", conversion_part(part)),
        Target::CreatedAt => "Created".to_owned(),
        Target::UpdatedAt => "Last changed".to_owned(),
        Target::Deleted => "Whether it was deleted".to_owned(),
        Target::Exact => "Read exactly as exported".to_owned(),
        Target::Custom => "Custom field".to_owned(),
        Target::Ignored => "Nothing: leave it out".to_owned(),
    }
}

const fn address_part(part: Part) -> &'static str {
    match part {
        Part::Street => "Street",
        Part::City => "City",
        Part::State => "State",
        Part::PostalCode => "Postal code",
        Part::Country => "Country",
        Part::Whole => "All of it",
    }
}

const fn conversion_part(part: Conversion) -> &'static str {
    match part {
        Conversion::Flag => "whether",
        Conversion::Date => "when",
        Conversion::Account => "to which account",
        Conversion::Contact => "to which contact",
        Conversion::Opportunity => "to which opportunity",
    }
}
